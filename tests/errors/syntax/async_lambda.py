# SPDX-License-Identifier: MIT
# stderr: check
f = async lambda: 1
