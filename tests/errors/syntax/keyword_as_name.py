# SPDX-License-Identifier: MIT
# stderr: check
class = 1
