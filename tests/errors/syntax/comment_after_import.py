# SPDX-License-Identifier: MIT
# stderr: check
import # why
