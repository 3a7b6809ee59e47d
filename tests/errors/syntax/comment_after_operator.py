# SPDX-License-Identifier: MIT
# stderr: check
x = 3 +  # why
