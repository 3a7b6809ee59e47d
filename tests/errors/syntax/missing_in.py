# SPDX-License-Identifier: MIT
# stderr: check
for x y: pass
