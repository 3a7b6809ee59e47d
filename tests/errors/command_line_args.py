# SPDX-License-Identifier: MIT
# args: one "two words" --flag -x
import sys
print(sys.argv[1:], len(sys.argv), sys.argv[0].rsplit('/')[-1], __name__, sys.flags.dev_mode, sys.flags.optimize)
