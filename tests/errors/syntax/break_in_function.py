# SPDX-License-Identifier: MIT
# stderr: check
for x in y:
    def f():
        break
