# SPDX-License-Identifier: MIT
# stderr: check
lambda: 1 = 2
