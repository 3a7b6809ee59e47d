# SPDX-License-Identifier: MIT
# stderr: check
f(True=2)
