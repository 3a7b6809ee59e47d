# SPDX-License-Identifier: MIT
# stderr: check
x.class = 1
