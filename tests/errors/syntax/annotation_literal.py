# SPDX-License-Identifier: MIT
# stderr: check
1: int = 2
