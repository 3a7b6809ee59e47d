# SPDX-License-Identifier: MIT
# stderr: check
class D:
    def __del__(self): raise ValueError('in del')
D()
print('goes on')
def g():
    try: yield
    finally: raise KeyError('in finally')
x = g(); next(x); del x
print('end')
