# SPDX-License-Identifier: MIT
# stderr: check
for (x) [1]: pass
