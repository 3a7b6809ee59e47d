# SPDX-License-Identifier: MIT
# Random floats through every operation, conversion and format.
S=[88172645463325252]
def rnd():
    x=S[0]; x^=(x<<13)&0xFFFFFFFFFFFFFFFF; x^=x>>7; x^=(x<<17)&0xFFFFFFFFFFFFFFFF; S[0]=x; return x
def rfloat():
    k=rnd()%10
    if k<3: return (rnd()%2000000-1000000)/(10**(rnd()%7))
    if k<5: return float(rnd()%(1<<53))*2.0**(rnd()%200-100)
    if k==5: return 2.0**(rnd()%2098-1074)
    if k==6: return (rnd()%100000)*5e-324*(1<<(rnd()%60))
    if k==7: return float.fromhex('0x1.%013xp%d'%(rnd()%(1<<52),rnd()%2040-1020))
    if k==8: return -(rnd()%1000)+0.5
    return [0.0,-0.0,1.0,float('inf'),float('-inf'),float('nan'),1e16,1e15,123456789012345680.0,9999999999999998.0,0.0001,0.00001,5e-324,1.7976931348623157e308][rnd()%14]
def t(f):
    try: return f()
    except Exception as e: return type(e).__name__+str(e)
specs=['','.3','.10','f','.0f','.1f','.2f','.20f','e','.0e','.5e','g','.1g','.17g','%','.1%',',','_.2f','+','010','<15','^20.3f','=+12.1f','#.3g','#','z.1f','#.0f','020,.2f',' ','E','G','n']
for i in range(120):
    a,b=rfloat(),rfloat()
    print(repr(a),t(lambda:hash(a) if a==a else 0),a.hex())
    r=[a+b,a-b,a*b,t(lambda:a/b),t(lambda:a//b),t(lambda:a%b),t(lambda:divmod(a,b)),t(lambda:a**b),a<b,a==b,t(lambda:int(a)),t(lambda:round(a)),t(lambda:a.as_integer_ratio()),t(lambda:a.is_integer())]
    n=rnd()%25-8
    r.append((n,t(lambda:round(a,n))))
    sp=specs[rnd()%len(specs)]
    r.append((sp,t(lambda:format(a,sp))))
    r.append(t(lambda:'%.*g|%10.3e|%f'%(n%18,a,a)))
    print(r)
    if a==a: assert float(repr(a))==a and float.fromhex(a.hex())==a
    z=complex(a,b); w=complex(rfloat(),rfloat())
    print(z, t(lambda:z*w), t(lambda:z/w), t(lambda:abs(z)), z==w, t(lambda:hash(z) if z==z else 0), t(lambda:z+w), t(lambda: complex(str(z))))
