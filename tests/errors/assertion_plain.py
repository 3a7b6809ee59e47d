# SPDX-License-Identifier: MIT
assert False  # error: AssertionError
