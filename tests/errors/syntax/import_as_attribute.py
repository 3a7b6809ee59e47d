# SPDX-License-Identifier: MIT
# stderr: check
import os as a.b
