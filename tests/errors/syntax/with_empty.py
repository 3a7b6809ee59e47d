# SPDX-License-Identifier: MIT
# stderr: check
with : pass
