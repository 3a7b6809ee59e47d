# SPDX-License-Identifier: MIT
"""Streams."""

__all__ = ()
