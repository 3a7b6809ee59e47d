# SPDX-License-Identifier: MIT
# stderr: check
[x for 1 in y]
