# SPDX-License-Identifier: MIT
# stderr: check
a if b else c = 1
