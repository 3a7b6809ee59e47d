# SPDX-License-Identifier: MIT
"""XML parsers."""
__all__ = ["expat"]
