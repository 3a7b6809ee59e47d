# SPDX-License-Identifier: MIT
# stderr: check
[x]: int = 1
