# SPDX-License-Identifier: MIT
# stderr: check
None = 1
