# SPDX-License-Identifier: MIT
import sys
sys.exit('the text goes to stderr')
