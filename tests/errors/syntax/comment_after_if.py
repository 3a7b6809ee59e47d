# SPDX-License-Identifier: MIT
# stderr: check
if x == 3  # why
    pass
