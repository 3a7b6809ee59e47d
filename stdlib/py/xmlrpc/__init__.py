# SPDX-License-Identifier: MIT
"""Calling functions of other programs by XML over HTTP."""
