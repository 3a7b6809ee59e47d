# bytes.join of bytes, of others, of subclasses.
class B(bytes):
    pass


print(b', '.join([b'a', bytearray(b'b'), memoryview(b'c'), B(b'd')]), b''.join([B(b'x')]),
      bytearray(b'-').join([b'a', b'', B(b'c')]), B(b'+').join((b'1', b'2')), b'x'.join([]))
for items in [b'a', 'b'], [b'a', 1], [None], 5:
    try:
        print(b','.join(items))
    except TypeError as e:
        print(e)
print(b'a,b,,c,'.split(b','), b',a,,b'.split(b',', 2), b'a, b, c'.split(b', '), b''.split(b','),
      bytearray(b'a,b').split(b','), b'abc'.split(b'c', 0), B(b'a b').split(b' '),
      b'x' * 40 + b',y' == b','.join((b'x' * 40 + b',y').split(b',')))
far = b'a' * 15 + b',' + b'b' * 16 + b',' + b'c' * 17 + b','
print(far.split(b','), far.split(bytearray(b',')), far.split(memoryview(b',')), far.split(B(b',')))
print(far.rsplit(b',', 1), far.split(b',c'), b'a b'.split(None), b','.split(b','))
for bad in b'', 'x', 1:
    try:
        far.split(bad)
    except (TypeError, ValueError) as e:
        print(e)
