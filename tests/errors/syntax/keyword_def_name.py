# SPDX-License-Identifier: MIT
# stderr: check
def None(): pass
