# SPDX-License-Identifier: MIT
# stderr: check
match x:
    case _ | 1: pass
