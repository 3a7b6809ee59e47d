# SPDX-License-Identifier: MIT
# stderr: check
raise ValueError, 'x'
