# SPDX-License-Identifier: MIT
# stderr: check
yield 1
