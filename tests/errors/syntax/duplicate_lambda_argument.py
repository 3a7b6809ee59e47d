# SPDX-License-Identifier: MIT
# stderr: check
lambda x, x: 1
