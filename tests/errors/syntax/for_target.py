# SPDX-License-Identifier: MIT
# stderr: check
for 1 in x: pass
