# SPDX-License-Identifier: MIT
# stderr: check
f'{1}'. # why
x
