# SPDX-License-Identifier: MIT
# stderr: check
True = 1
