# SPDX-License-Identifier: MIT
# stderr: check
with open('x') as f
    pass
