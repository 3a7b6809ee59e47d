# SPDX-License-Identifier: MIT
# stderr: check
nonlocal x
