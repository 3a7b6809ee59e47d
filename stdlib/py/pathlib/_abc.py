# SPDX-License-Identifier: MIT
"""What is the same for every kind of path."""


class UnsupportedOperation(NotImplementedError):
    """The system does not offer the operation."""
