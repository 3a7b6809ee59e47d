# SPDX-License-Identifier: MIT
# stderr: check
if 1:
    pass
else
    pass
