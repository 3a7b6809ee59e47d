# SPDX-License-Identifier: MIT
# stderr: check
d = {'a': *b}
