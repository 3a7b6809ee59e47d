# SPDX-License-Identifier: MIT
# stderr: check
try:
    pass
except ValueError: pass
except* TypeError: pass
