# SPDX-License-Identifier: MIT
import sys
try:
    1 / 0
finally:
    print('finally')
    sys.exit(4)
