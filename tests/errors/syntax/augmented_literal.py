# SPDX-License-Identifier: MIT
# stderr: check
1 += 2
