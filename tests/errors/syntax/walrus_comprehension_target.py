# SPDX-License-Identifier: MIT
# stderr: check
[x := 1 for x in y]
