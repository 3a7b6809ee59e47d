# SPDX-License-Identifier: MIT
# stderr: check
del f()
