# SPDX-License-Identifier: MIT
# stderr: check
match x:
    case {'a': 1, 'a': 2}: pass
