# SPDX-License-Identifier: MIT
# stderr: check
[x for x in y if z else w]
