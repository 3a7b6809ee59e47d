# SPDX-License-Identifier: MIT
# stderr: check
async for x in y: pass
