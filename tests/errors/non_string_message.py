# SPDX-License-Identifier: MIT
raise ValueError(1, 'two', None)  # error: ValueError: (1, 'two', None)
