# SPDX-License-Identifier: MIT
# stderr: check
x = 'a' b'b'
