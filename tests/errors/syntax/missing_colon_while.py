# SPDX-License-Identifier: MIT
# stderr: check
while True
    break
