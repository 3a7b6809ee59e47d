# SPDX-License-Identifier: MIT
# stderr: check
while x = 1: pass
