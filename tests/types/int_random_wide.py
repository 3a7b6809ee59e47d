# SPDX-License-Identifier: MIT
# Random ints from 3 to 2000 bits through every operation, seen by hashes of the results.
S=[88172645463325252]
def rnd():
    x=S[0]; x^=(x<<13)&0xFFFFFFFFFFFFFFFF; x^=x>>7; x^=(x<<17)&0xFFFFFFFFFFFFFFFF; S[0]=x; return x
def rint():
    k=rnd()%8
    bits=[3,10,31,62,64,130,400,2000][k]
    n=0
    for i in range(bits//64+1): n=n<<64|rnd()
    n&=(1<<bits)-1
    if rnd()%5==0: n=(1<<bits)
    if rnd()%7==0: n=(1<<bits)-1
    return -n if rnd()%2 else n
def t(f):
    try: return f()
    except Exception as e: return type(e).__name__+str(e)
for i in range(150):
    a,b,c=rint(),rint(),rint()
    sh=rnd()%200
    r=[a+b,a-b,a*b,t(lambda:a//b),t(lambda:a%b),t(lambda:divmod(a,b)),a&b,a|b,a^b,~a,-a,abs(a),a<<sh,a>>sh,a<b,a<=b,a==b,hash(a),t(lambda:a/b),t(lambda:float(a)),a.bit_length(),a.bit_count(),round(a,-(rnd()%30)),t(lambda:pow(a,b%50,c)),t(lambda:pow(a,-(b%9),c)), a**(sh%7), t(lambda: a==float(a)), t(lambda: a<float(a)), t(lambda:a+1==float(a))]
    print(i,hash(tuple(map(str,r))))
    if i%50==0: print(r)
    s=str(a); assert int(s)==a; print(hash(s))
    for base in (2,3,8,16,36):
        pass
    assert int(hex(a),16)==a and int(bin(a),0)==a and int(oct(a),8)==a
    print(hex(a) if i%97==0 else '', format(a,',') if i%101==0 else '', '%x'%a if i%103==0 else '')
