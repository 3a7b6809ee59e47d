# SPDX-License-Identifier: MIT
# stderr: check
match x:
    case y: pass
    case 1: pass
