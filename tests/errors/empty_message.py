# SPDX-License-Identifier: MIT
raise ValueError('')  # error: ValueError
