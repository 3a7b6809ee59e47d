# SPDX-License-Identifier: MIT
# stderr: check
for x in y: pass
else x
