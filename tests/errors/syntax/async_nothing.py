# SPDX-License-Identifier: MIT
# stderr: check
async x = 1
