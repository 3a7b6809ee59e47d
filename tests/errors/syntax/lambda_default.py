# SPDX-License-Identifier: MIT
# stderr: check
lambda a=1, b: 2
