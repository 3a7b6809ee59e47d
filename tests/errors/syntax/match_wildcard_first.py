# SPDX-License-Identifier: MIT
# stderr: check
match x:
    case _: pass
    case 1: pass
