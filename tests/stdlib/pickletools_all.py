"""pickletools: dis, genops, optimize."""
import io
import pickle
import pickletools


class C:
    def __init__(self):
        self.a = [1, 'x', (1, 2), (1, 2, 3, 4), {1: 2}, {3}, frozenset([4]), 2.5, None, True, 10 ** 20, b'b', bytearray(b'q')]
        self.b = self.a


for protocol in range(6):
    data = pickle.dumps(C(), protocol)
    pickletools.dis(data)
    small = pickletools.optimize(data)
    print(len(data), len(small), small)
    pickletools.dis(small, indentlevel=2)
    print(pickle.loads(small).b == C().b)
print([(op.name, arg, pos) for op, arg, pos in pickletools.genops(pickle.dumps([1, 'a'], 2))])
print([(op.name, op.code, op.proto, op.arg and op.arg.name, op.arg and op.arg.n, op.stack_before, op.stack_after) for op in pickletools.opcodes])
for bad in (b'', b'z', b'(t', b'a.', b'NN.', b'h\x01.', b'q\x00.', b'(q\x00.', b'u.', b'K', b'X\x05\0\0\0ab', b'Sx\n.', b'I12'):
    try:
        pickletools.dis(bad, out=io.StringIO())
        print('ok')
    except ValueError as e:
        print(bad, e)
out = io.StringIO()
pickletools.dis(io.BytesIO(pickle.dumps([1, [2]], 0)), out)
print(out.getvalue())
memo = {}
f = io.BytesIO()
p = pickle.Pickler(f, 2)
x = [1, 2]
p.dump(x)
p.dump(x)
f.seek(0)
pickletools.dis(f, memo=memo)
pickletools.dis(f, memo=memo)
print(sorted(memo))
print(pickletools.__all__)
