# SPDX-License-Identifier: MIT
# stderr: check
print(2 * not z.a)
