# SPDX-License-Identifier: MIT
# stderr: check
from __future__ import braces
