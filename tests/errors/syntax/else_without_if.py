# SPDX-License-Identifier: MIT
# stderr: check
else:
    pass
