# SPDX-License-Identifier: MIT
# stderr: check
del 1
