# SPDX-License-Identifier: MIT
# stderr: check
x = f'abc {y'
