# SPDX-License-Identifier: MIT
# stderr: check
print x
