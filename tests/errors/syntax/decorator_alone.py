# SPDX-License-Identifier: MIT
# stderr: check
@d
x = 1
