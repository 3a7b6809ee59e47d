# SPDX-License-Identifier: MIT
# stderr: check
x = 1 € 2
