# SPDX-License-Identifier: MIT
import types
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e).__name__, e)
SN=types.SimpleNamespace
t(SN,1,2); t(SN,1); t(SN,None); t(SN,{1:2}); t(SN,[('a',1)]); t(SN,{'a':1},b=2); t(SN,{'a':1},a=2)
class S(SN): pass
t(S,1,2)
t(SN,1,2,3)
t(SN.__init__)
t(SN, [1,2]); t(SN, [('a',)]); t(SN,'ab')
import inspect
print(inspect.signature(SN))
