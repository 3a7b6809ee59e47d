# SPDX-License-Identifier: MIT
# stderr: check
x = '\x4'
