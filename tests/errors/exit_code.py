# SPDX-License-Identifier: MIT
import sys
print('leaving')
sys.exit(7)
