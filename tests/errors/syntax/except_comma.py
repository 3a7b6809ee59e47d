# SPDX-License-Identifier: MIT
# stderr: check
try:
    pass
except ValueError, TypeError:
    pass
