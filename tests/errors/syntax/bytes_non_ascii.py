# SPDX-License-Identifier: MIT
# stderr: check
x = b'ж'
