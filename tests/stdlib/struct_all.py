"""struct: every format with good and bad values, every function, Struct and its errors."""
import struct, sys
print(repr(struct.Struct('i')), struct.Struct('i').format, struct.Struct(b'i').format)
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e).__module__,type(e).__name__,e)
S=struct
for fmt in 'bBhHiIlLqQnNPfdes?cpx':
    for v in (1,-1,300,1.5,'a',b'a',b'ab',None,2**70,-2**70,2**31,2**63,2**64-1,1e300, float('nan')):
        print(fmt, repr(v), end=' '); t(S.pack, fmt, v)
        if fmt in 'nNP': continue
        print('<',fmt, repr(v), end=' '); t(S.pack, '<'+fmt, v)
        print('>',fmt, repr(v), end=' '); t(S.pack, '>'+fmt, v)
t(S.pack); t(S.pack,1); t(S.pack,'ii',1); t(S.pack,'i',1,2); t(S.unpack,'i',b'123'); t(S.unpack,'i','abc'); t(S.unpack)
t(S.pack,'z'); t(S.pack,'3'); t(S.pack,'3 i',1,2,3); t(S.pack,'3i 4s',1,2,3,b'abcdef'); t(S.pack,'5p',b'abcdefgh'); t(S.pack,'0p',b'a'); t(S.pack,'1p',b'a')
t(S.pack, '99999999999999999999i'); t(S.calcsize,'9999999999999999999i'); t(S.calcsize,'4611686018427387904ii'); t(S.calcsize, 'bi'); t(S.calcsize,'=bi'); t(S.calcsize,'bi0l'); t(S.calcsize,'é');t(S.calcsize,'i\0')
b=bytearray(10)
t(S.pack_into); t(S.pack_into,'i'); t(S.pack_into,'i',b); t(S.pack_into,'i',b,0); t(S.pack_into,'i',b,8,1); t(S.pack_into,'i',b,-2,1); t(S.pack_into,'i',b,-12,1); t(S.pack_into,'i',b,'a',1); t(S.pack_into,'i',b'abcd',0,1); t(S.pack_into,'i',b,2,7); print(b); t(S.pack_into, 'i', b, -4, 9); print(b);t(S.pack_into, 'i', b, 2**70, 9);t(S.pack_into, 'i', b, 100, 9)
t(S.unpack_from,'i',b); t(S.unpack_from,'i',b,8); t(S.unpack_from,'i',b,-2); t(S.unpack_from,'i',b,-12);t(S.unpack_from,'i',b,100); t(S.unpack_from,'i',b,offset=2); t(S.unpack_from,'i',buffer=b,offset=2);t(S.unpack_from,'i',b,2**80)
t(S.iter_unpack,'i',b'12345'); t(S.iter_unpack,'',b'12'); it=S.iter_unpack('h',b'1234'); print(type(it), it.__length_hint__(), list(it), it.__length_hint__()); t(next,it)
s=S.Struct('<hi'); t(s.pack); t(s.pack,1); t(s.pack,1,2,3); t(s.unpack,b'1'); t(s.unpack_from,b'1'); t(s.pack_into); t(s.pack_into,b); t(s.pack_into,b,0); t(s.pack_into,b,0,1); t(s.iter_unpack,b'1'); print(s.size,s.format)
t(S.Struct); t(S.Struct,1); t(S.Struct,'a','b'); t(S.Struct,format='i'); t(S.Struct,None)
t(setattr,s,'size',3); t(setattr,s,'x',3); t(setattr,s,'format',3)
t(S._clearcache); t(S.pack,'?',[]); t(S.unpack,'?',b'\x02');
class I:
    def __index__(self): return 5
class F:
    def __float__(self): return 5.5
t(S.pack,'i',I()); t(S.pack,'f',F()); t(S.pack,'f',I()); t(S.pack,'e',65519.0); t(S.pack,'e',65520.0); t(S.pack,'e',1e-8); t(S.unpack,'<e',b'\x01\x00'); t(S.unpack,'<e',b'\x00\x7c');t(S.unpack,'<e',b'\x00\x7e')
t(S.pack,'f',1e40); t(S.pack,'P',-1); t(S.pack,'<n',1); t(S.pack,'<P',1); t(S.unpack,'c2x?',b'ab\0\0')
class E:
    def __index__(self): 1/0
t(S.pack,'i',E()); t(S.pack, '?', type('B',(),{'__bool__':lambda s:1/0})())
t(S.unpack,'2s1c',memoryview(b'abc')); t(S.unpack,'2s1c',memoryview(b'abcdef')[::2])
class S2(S.Struct):
    def __init__(self): super().__init__('>h')
t(lambda: S2("q").pack(5))

print(S.__all__)
print(S2('i').size if False else S.Struct('10s0i').size)
print(S.unpack('>3s2p5pqQ?', S.pack('>3s2p5pqQ?', bytearray(b'ab'), b'xyz', b'hello', -5, 2**64-1, 'yes')))
print(S.pack('16s' + 'h' * 20 + '>' [:0], b'many', *range(20)))
big = S.Struct('<' + 'bhiq' * 6)
print(big.unpack(big.pack(*range(-12, 12))) == tuple(range(-12, 12)), big.size)
print(big.__sizeof__() > 0)
it = S.iter_unpack('<2h', bytearray(range(8)))
print(next(it), it.__length_hint__(), iter(it) is it)
for v in (0.0, -0.0, 1.0, -2.5, 65504.0, 6.1e-5, 2.0**-24, 2.0**-25, 3e-8, 0.333, float('inf'), -float('inf')):
    print(v, S.pack('>e', v).hex(), S.unpack('>e', S.pack('>e', v)))
