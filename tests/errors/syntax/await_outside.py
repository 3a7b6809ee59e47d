# SPDX-License-Identifier: MIT
# stderr: check
await x
