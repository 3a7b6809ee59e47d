# SPDX-License-Identifier: MIT
"""Core XML support."""
__all__ = ["dom", "parsers", "sax", "etree"]
