# SPDX-License-Identifier: MIT
# stderr: check
x = '\N{no such name}'
