# What dis() says of damaged pickles, and the memo that goes from one to the next.
import io
import pickle
import pickletools

for op in pickletools.opcodes:
    op.doc = 'what it does\n'        # Rondo has sentences of its own


def show(data, **more):
    out = io.StringIO()
    try:
        pickletools.dis(data, out, **more)
    except Exception as e:
        print(out.getvalue(), end='')
        print(type(e).__name__, e)
    else:
        print(out.getvalue(), end='')


for data in (b'', b'N', b'.', b'N.', b'NN.', b'q\x00.', b'(q\x00.', b'h\x05.', b'Nq\x05h\x05\x86.', b't.', b'(0N.', b'((N0e.', b'\xff.',
             b'0.', b'(1N.', b'(NN1N.', b'\x94.', b'N\x94\x94.', b'Np5\n.', b'g5\n.', b'S\'text\'\n.', b'U\x01a.', b'T\x01\x00\x00\x00a.',
             b'2.', b'N2\x86.', b'(2..', b'I01\n.', b'I00\n.', b'I7\n.', b'Ix\n.', b'L7L\n.', b'F1.5\n.', b'e.', b'](NNe.', b'](e.', b'(d.',
             b'(NNd.', b'}(NNu.', b'V\\u0041\n.', b'X\x01\x00'):
    print(data)
    show(data)
    show(data, annotate=30, indentlevel=2)
deep = [1, {'k': (2, [3.5, b'x', None]), 'r' * 40: {True}}, 'shared' * 12]
deep.append(deep)
for protocol in range(6):
    show(pickle.dumps(deep, protocol), annotate=1)
file, memo = io.BytesIO(), {}
p = pickle.Pickler(file, 2)
x = [1, 2]
p.dump(x)
p.dump(x)
file.seek(0)
show(file, memo=memo)
show(file, memo=memo)
print(sorted(memo))
file.seek(0)
show(file)
show(file)


class NoTell:
    def __init__(self, data):
        self.file = io.BytesIO(data)
        self.read, self.readline = self.file.read, self.file.readline


show(NoTell(b'(N(NttN\x86.'))
for broken in b'', b'N', b'\xfe':
    try:
        print(list(pickletools.genops(broken)))
    except ValueError as e:
        print(e)
