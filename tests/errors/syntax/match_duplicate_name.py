# SPDX-License-Identifier: MIT
# stderr: check
match x:
    case [a, a]: pass
