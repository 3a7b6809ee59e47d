# SPDX-License-Identifier: MIT
# stderr: check
a + b = 1
