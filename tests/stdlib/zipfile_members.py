"""Members of archives read in every way: parts, lines, seeks, damage."""
import io, random, zipfile
random.seed(3)
data = bytes(random.choice(b'ab\ncd') for _ in range(30000))
for method in (0, 8, 12, 14):
    b = io.BytesIO()
    with zipfile.ZipFile(b, 'w', method) as z:
        z.writestr('d', data)
        z.writestr('e', b'')
        with z.open('s', 'w') as f:
            for i in range(10): f.write(data[:100 * i])
    with zipfile.ZipFile(b) as z:
        print([(i.filename, i.file_size, i.CRC) for i in z.infolist()], z.testzip())
        f = z.open('d')
        pos = 0
        out = []
        for _ in range(400):
            op = random.choice(['read', 'read1', 'peek', 'readline', 'seek', 'tell', 'iter', 'readline5'])
            n = random.choice([0, 1, 5, 100, 5000, 20000])
            if op == 'read': r = f.read(n)
            elif op == 'read1':
                f.seek(f.tell()); r = f.read1(n)[:0]; f.seek(500)
            elif op == 'peek': r = f.peek(max(n, 1))[:1]
            elif op == 'readline': r = f.readline()
            elif op == 'readline5': r = f.readline(5)
            elif op == 'seek':
                w = random.choice([0, 1, 2]); r = f.seek(random.randrange(-3000, 30000) if w != 2 else -random.randrange(4000), w)
            elif op == 'iter': r = next(iter(f), None)
            else: r = f.tell()
            out.append((op, n, r, f.tell()))
        import hashlib
        print(hashlib.md5(repr(out).encode()).hexdigest(), f.seek(29990), f.read(), f.read(), f.read1(-1), f.peek(), f)
        f.close()
        print(f)
        for m in ('read', 'tell', 'readable', 'seekable'):
            try: getattr(f, m)()
            except ValueError as e: print(m, e)
        try: f.seek(0)
        except ValueError as e: print(e)
    raw = bytearray(b.getvalue())
    raw[60] ^= 255
    with zipfile.ZipFile(io.BytesIO(raw)) as z:
        try: print(len(z.read('d')))
        except Exception as e: print(type(e).__name__, str(e)[:60])
