import array
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
a=array.array
t(lambda:a('x')); t(lambda:a('bb')); t(lambda:a(1)); t(lambda:a('b','s')); t(lambda:a('b',[300])); t(lambda:a('b',[-300])); t(lambda:a('B',[300]));t(lambda:a('B',[-300]))
for c in 'hHiIlLqQ':
    for v in (-1,2**15,2**16,2**31,2**32,2**63,2**64,-2**80,1.5,'x'):
        print(c,v,end=' '); t(lambda:a(c,[v]))
t(lambda:a('f',['x'])); t(lambda:a('w',[1])); t(lambda:a('w',['ab'])); t(lambda: a('w','héλ😀')); t(lambda:a('i',b'12345'))
t(lambda:a('i',[1])+a('b',[1])); t(lambda:a('i',[1])+[1]); t(lambda:a('i',[1]).extend(a('b',[1]))); t(lambda:a('i').pop()); t(lambda:a('i',[1]).pop(4)); t(lambda:a('i',[1]).index(4)); t(lambda:a('i',[1]).remove(4)); t(lambda:a('i',[1])[4]);t(lambda:a('i',[1])['s'])
def setit(x,i,v): x[i]=v
t(lambda:setit(a('i',[1]),4,4)); t(lambda:setit(a('i',[1]),'s',4)); t(lambda:setit(a('i',[1]),slice(0,1),[4])); t(lambda:setit(a('i',[1]),slice(0,1),a('b'))); t(lambda:setit(a('i',[1,2,3]),slice(0,3,2),a('i')))
t(lambda:a('i').frombytes(b'123')); t(lambda:a('i').frombytes('123')); t(lambda:a('i').fromunicode('x')); t(lambda:a('i').tounicode()); t(lambda:a('w').fromunicode(1)); t(lambda: a('i',[1]).__reduce_ex__(2)); t(lambda: a('i',[1]).__reduce_ex__(3)); print(0)
t(lambda: a('i').fromlist((1,))); t(lambda: a('i',[3]).fromlist([1,'x']))
t(lambda: a('i',[1,2]) < a('i',[1,3])); t(lambda: a('i',[1,2]) < [1]); t(lambda: hash(a('i'))); t(lambda: a('i',[1])*2); t(lambda: a('d',[1,2.5,float('inf')])); t(lambda: list(iter(a('i',[1,2])))); t(lambda: iter(a('i',[1])).__reduce__()); t(lambda: a.__mro__); t(lambda: array.typecodes); t(lambda: [n for n in dir(array) if '_' not in n]); t(lambda: [n for n in dir(a) if n[0]!='_']); t(lambda: array.ArrayType); t(lambda: a('i')+1); t(lambda: a[int]); t(lambda: array._array_reconstructor)
m=a('i',[1]); mv=memoryview(m); t(lambda: m.append(2)); print(mv.format, mv.tolist(), mv[0]); t(lambda: a('w','ab').buffer_info()[1]); t(lambda: memoryview(a('w','ab')).format)
class F:
    def read(self,n): return b'12345'[:n]
t(lambda: a('i').fromfile(F(),2)); t(lambda: a('i').fromfile(F(),-2)); t(lambda: a('i').tofile(3)); t(lambda: a('i', a('d',[1.5]))); t(lambda: a('w', a('i',[1])));  t(lambda: a('i',[1]).insert('x',1)); t(lambda: a('i',[1,2,3]).count(2)); 
t(lambda: a('w',[b'x'])); t(lambda:a('i',[1]).byteswap()); t(lambda: a('l', 'x')); t(lambda: a('w',['x'])==a('w','x')); t(lambda: a('i',[1])==a('d',[1]))
t(lambda:a('i',[2**31])); t(lambda: a('I',[-1])); t(lambda:a('i',[1,2,3,1]).index(1,1)); t(lambda:a('i',5)); t(lambda:setit(a('i',[1]),0,'x')); 
def dele(x,i): del x[i]; return x
t(lambda:dele(a('i',range(9)),slice(None,None,2))); t(lambda:dele(a('i',range(9)),3)); t(lambda:a('i',range(9))[::-2]);t(lambda:2*a('i',[1])); t(lambda:1 in a('i',[1]))
t(lambda:a('i',[1]).__class__.__doc__[:30]); t(lambda: a('i').extend(3)); t(lambda: a('i').extend([1,'s']))
import io, copy, warnings
from array import _array_reconstructor as rec
for mf, data in [(0, b'\x01\xff'), (1, b'\x01\xff'), (2, b'\x01\x02'), (3, b'\x01\x02'), (4, b'\xff\xfe'), (5, b'\xff\xfe'), (6, b'\1\2\3\4'), (7, b'\1\2\3\4'),
                 (8, b'\1\2\3\xff'), (9, b'\xff\2\3\4'), (10, bytes(range(8))), (11, bytes(range(8))), (12, b'\xff' * 8), (13, b'\xff' * 7 + b'\1')]:
    t(lambda: rec(a, 'q', mf, data))
t(lambda: rec(a, 'd', 14, b'\0\0\x80\x3f')); t(lambda: rec(a, 'd', 15, b'\x3f\x80\0\0')); t(lambda: rec(a, 'd', 17, b'\x3f\xf0' + bytes(6)))
t(lambda: rec(a, 'w', 18, 'hé'.encode('utf-16-le'))); t(lambda: rec(a, 'w', 19, 'hé'.encode('utf-16-be'))); t(lambda: rec(a, 'w', 21, 'hé'.encode('utf-32-be')))
t(lambda: rec(a, 'i', 99, b'')); t(lambda: rec(int, 'i', 2, b'')); t(lambda: rec(a, 'i', 2, 'x')); t(lambda: rec(a, 'x', 2, b'')); t(lambda: rec(3, 'i', 2, b'')); t(lambda: rec(a, 'i', 2, b'123'))
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter('always')
    u = a('u', 'abc')
    print(u, u.itemsize, u.typecode, seen[0].category.__name__, seen[0].message)
f = io.BytesIO(); x = a('h', range(10)); x.tofile(f); f.seek(0); y = a('h'); y.fromfile(f, 4); print(y)
t(lambda: y.fromfile(f, 40)); print(y, len(y), y.itemsize)
x = a('i', range(5)); x[1:3] = a('i', [7, 8, 9]); print(x); x[::2] = a('i', [0, 0, 0]); print(x); x[1:1] = x; print(x)
del x[::-2]; print(x); x[:] = a('i'); print(x, bool(x), x.tobytes()); x += a('i', [1, 2]); x *= 3; print(x); x *= 0; print(x)
x = a('i', [1, 2, 3]); x.reverse(); x.byteswap(); print(x.tolist(), x.tobytes()); x.byteswap()
x.insert(0, 5); x.insert(-1, 6); x.insert(100, 7); x.append(8); print(x, x.pop(), x.pop(0), x.index(6), x.count(3), x); x.remove(3); print(x); x.clear(); print(x)
w = a('w', 'abc'); w.fromunicode('dé'); print(w.tounicode(), w[3], w); w[0] = 'Z'; print(w.tounicode(), w == a('w', 'Zbcdé'))
class S(a): pass
s = S('i', [1]); s.x = 4; print(s, s[:1], type(s[:1]), copy.copy(s), copy.deepcopy(s), s.__reduce_ex__(3)[2], s + s, type(s * 2))
it = iter(a('i', [1, 2, 3])); next(it); print(it.__reduce__()); it.__setstate__(0); print(list(it), it.__reduce__())
t(lambda: setit(a('i', [1]), 0, 2 ** 40)); t(lambda: a('i', [1]) < a('i', [1, 2])); t(lambda: a('d', [float('nan')]) == a('d', [float('nan')])); t(lambda: a('i', [2]) >= a('d', [1.5]))
t(lambda: a('w', ['x']).extend(a('u'))); t(lambda: setit(a('i', [1, 2, 3]), slice(None, None, 2), a('i', [1])))
m = memoryview(a('h', [1, 2, 3])); m[1] = 77; print(m.tolist(), m.itemsize, m.format, m.nbytes, bytes(m)); print(bytes(a('h', [1, 2])), bytearray(a('b', [1, 2])))
t(lambda: a('i', [1]).__reduce_ex__('x')); t(lambda: a('b').tounicode()); t(lambda: a('i', [1]) * 'x'); t(lambda: a('i', [1]).__iadd__(3)); t(lambda: a('i', [1]).fromlist([2, 'x'])); t(lambda: a('b', a('w', 'a')))
match a('i', [1, 2]):
    case [x, y]: print('sequence', x, y)
