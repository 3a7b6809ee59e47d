# SPDX-License-Identifier: MIT
# stderr: check
match 1:
    case 1:
    x = 2
