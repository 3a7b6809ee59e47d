# SPDX-License-Identifier: MIT
# stderr: check
del a + b
