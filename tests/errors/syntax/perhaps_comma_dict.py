# SPDX-License-Identifier: MIT
# stderr: check
d = {'a': 1 'b': 2}
