# SPDX-License-Identifier: MIT
# stderr: check
[x, y for x in z]
