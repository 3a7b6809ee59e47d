# SPDX-License-Identifier: MIT
class Outer:
    class Error(Exception):
        pass


raise Outer.Error('nested')  # error: Outer.Error: nested
