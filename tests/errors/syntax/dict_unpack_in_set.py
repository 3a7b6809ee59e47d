# SPDX-License-Identifier: MIT
# stderr: check
s = {1, **d}
