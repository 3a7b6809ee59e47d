# SPDX-License-Identifier: MIT
# stderr: check
for f() in x: pass
