# SPDX-License-Identifier: MIT
# stderr: check
if 1:
        x = 1
	y = 2
