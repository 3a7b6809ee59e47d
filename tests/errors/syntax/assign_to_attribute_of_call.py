# SPDX-License-Identifier: MIT
# stderr: check
f().x = g() = 1
