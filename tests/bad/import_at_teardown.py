# SPDX-License-Identifier: MIT
# A finaliser that imports after the modules are gone, when builtins holds no names any more either.
import builtins


class Late:
    def __init__(self):
        self.me = self

    def __del__(self):
        try:
            import no_such_module
        except:
            pass


builtins.late = Late()
print('the end')
