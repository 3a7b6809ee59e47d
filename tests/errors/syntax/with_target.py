# SPDX-License-Identifier: MIT
# stderr: check
with a as 1: pass
