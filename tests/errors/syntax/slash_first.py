# SPDX-License-Identifier: MIT
# stderr: check
def f(/, a): pass
