# SPDX-License-Identifier: MIT
# Random format specs, % conversions and str.format markup.
S=[88172645463325252]
def rnd(n):
    x=S[0]; x^=(x<<13)&0xFFFFFFFFFFFFFFFF; x^=x>>7; x^=(x<<17)&0xFFFFFFFFFFFFFFFF; S[0]=x; return x%n
def t(f):
    try: return repr(f())
    except Exception as e: return type(e).__name__+': '+str(e)
vals=[0,5,-5,255,-1234567,10**25,True,1.5,-0.0,1e22,123456.789,float('inf'),float('nan'),'abc','','é',1j,-2.5+3j,None,[1],0.1,1e-7,99999.5]
def pick(s): return s[rnd(len(s))]
for i in range(500):
    sp=pick(['','','','*<','x>','0=','é^','<','>','=','^'])+pick(['','','+','-',' '])+pick(['','','z'])+pick(['','','#'])+pick(['','','0'])+pick(['','','1','8','15','30'])+pick(['','','',',','_'])+pick(['','','.0','.1','.3','.10','.'])+pick(['','','d','b','o','x','X','c','e','E','f','F','g','G','n','%','s','q','dd'])
    v=pick(vals)
    print(sp,v,t(lambda:format(v,sp)))
    ps='%'+pick(['','','','(a)'])+pick(['','','-','+',' ','#','0','-0','+#'])+pick(['','','3','12','*'])+pick(['','','.0','.2','.12','.*'])+pick(['','','l'])+pick('diouxXeEfFgGcrsa%')
    a=pick(vals); arg=pick([a,(a,),(5,a),(2,3,a),{'a':a}])
    print(ps,arg,t(lambda:ps%arg))
    bs=ps.replace('s','b').encode() if i%3 else ps.encode()
    ba=b'xy' if isinstance(a,str) else a
    arg=pick([ba,(ba,),(5,ba),{b'a':ba}])
    print(bs,arg,t(lambda:bs%arg))
    fs=''.join(pick(['{','}','{}','{0}','{a}','{{','}}','!r',':','x','{0[1]}','{a.real}','{:>{}}','[',']','.','{0!s:>8}','5']) for _ in range(1+rnd(4)))
    print(fs,t(lambda:fs.format((1,2),7,a=v)),t(lambda:fs.format_map({'a':v})))
