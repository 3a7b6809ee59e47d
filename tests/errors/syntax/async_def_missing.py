# SPDX-License-Identifier: MIT
# stderr: check
async class A: pass
