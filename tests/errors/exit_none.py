# SPDX-License-Identifier: MIT
import sys
try:
    sys.exit()
except SystemExit as e:
    print(e.code, e.args, repr(e))
try:
    sys.exit(3)
except SystemExit as e:
    print(e.code, e.args, repr(e))
try:
    raise SystemExit('a', 'b')
except SystemExit as e:
    print(e.code)
raise SystemExit
