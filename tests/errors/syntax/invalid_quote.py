# SPDX-License-Identifier: MIT
# stderr: check
print(“hello”)
