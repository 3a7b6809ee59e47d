# SPDX-License-Identifier: MIT
# stderr: check
f'{x}' = 1
