# SPDX-License-Identifier: MIT
# stderr: check
match x:
    case 1
        pass
