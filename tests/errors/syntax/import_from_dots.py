# SPDX-License-Identifier: MIT
# stderr: check
from . import
