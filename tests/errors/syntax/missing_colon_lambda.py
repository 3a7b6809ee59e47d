# SPDX-License-Identifier: MIT
# stderr: check
f = lambda x x
