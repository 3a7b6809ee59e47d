# SPDX-License-Identifier: MIT
# stderr: check
return 1
