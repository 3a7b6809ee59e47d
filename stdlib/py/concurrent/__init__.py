# SPDX-License-Identifier: MIT
"""Running things at the same time."""
