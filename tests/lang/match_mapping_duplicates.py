# SPDX-License-Identifier: MIT
# Keys of a mapping pattern that are one key in a dict.
for p in ["{0: _, -0: _}", "{0: _, 0: _}", "{0: _, 0.0: _}", "{0: _, False: _}", "{1: _, True: _}", "{1:_, 1+0j:_}", "{'a':_, 'a':_}", "{'a':_, b'a':_}", "{None:_,None:_}","{-1:_,-1:_}","{1+2j:_, 1+2j:_}","{-0.0:_, 0.0:_}","{1-0j:_, 1+0j:_}","{a.b:_, a.b:_}","{0j:_, -0j:_}","{'a' 'b':_, 'ab':_}","{1:_, 1.0:_, 1:_}","{True:_,True:_}","{-1:_,-1.0:_}","{-9007199254740993:_,-9007199254740992:_}","{0.0:_,-0.0:_}","{-5:_,-5+0j:_}","{99999999999999999999:_,-99999999999999999999:_}","{-99999999999999999999:_,-99999999999999999999:_}","{0x10:_,16:_}","{0:_,0j:_}","{1:_,1.5:_,True:_}","{-2j:_,0-2j:_}"]:
    s="match x:\n case %s: pass\n"%p
    try: compile(s,'x','exec'); print(p,'ok')
    except SyntaxError as e: print(p, type(e).__name__, e.msg, e.lineno,e.offset,e.end_lineno,e.end_offset)
