# SPDX-License-Identifier: MIT
# stderr: check
x = [**d]
