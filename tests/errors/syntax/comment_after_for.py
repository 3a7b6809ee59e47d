# SPDX-License-Identifier: MIT
# stderr: check
for i # why, 'a' # b
    pass
