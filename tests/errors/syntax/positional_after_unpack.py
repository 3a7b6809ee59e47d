# SPDX-License-Identifier: MIT
# stderr: check
f(**a, 2)
