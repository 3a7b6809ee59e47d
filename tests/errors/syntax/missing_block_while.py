# SPDX-License-Identifier: MIT
# stderr: check
while 1:
break
