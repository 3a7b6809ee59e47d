# SPDX-License-Identifier: MIT
# stderr: check
exec 'x = 1'
