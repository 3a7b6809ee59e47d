# SPDX-License-Identifier: MIT
import io

def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e).__name__, e)
for enc in ('latin-1','ascii'):
  x=io.TextIOWrapper(io.BytesIO(),encoding=enc)
  t(x.reconfigure,encoding='locale'); print(x.encoding,x.errors)
  t(x.reconfigure,encoding='nope'); print(x.encoding); t(x.reconfigure,encoding=1); t(x.reconfigure,encoding=None); t(x.reconfigure,errors='ignore'); print(x.encoding,x.errors)
  t(x.reconfigure,encoding='latin-1'); print(x.encoding,x.errors)
t(io.TextIOWrapper,io.BytesIO(),encoding='locale'); print(io.TextIOWrapper(io.BytesIO(),encoding='locale').encoding)
