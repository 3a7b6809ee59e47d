# SPDX-License-Identifier: MIT
# stderr: check
__debug__ = 1
