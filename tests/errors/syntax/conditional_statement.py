# SPDX-License-Identifier: MIT
# stderr: check
x = 1 if 2 else pass
