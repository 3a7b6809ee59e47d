# SPDX-License-Identifier: MIT
# stderr: check
match x:
    case {**r, 'a': 1}: pass
