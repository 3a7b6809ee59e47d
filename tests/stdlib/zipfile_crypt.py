# zipfile: members with the traditional encryption, ZIP64 records, comments, broken archives.
import io, struct, zipfile, zlib
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
table = []
for n in range(256):
    for _ in range(8): n = n >> 1 ^ 0xEDB88320 if n & 1 else n >> 1
    table.append(n)
def encrypt(password, data):
    k = [305419896, 591751049, 878082192]
    def update(b):
        k[0] = k[0] >> 8 ^ table[(k[0] ^ b) & 255]
        k[1] = ((k[1] + (k[0] & 255)) * 134775813 + 1) & 0xffffffff
        k[2] = k[2] >> 8 ^ table[(k[2] ^ k[1] >> 24) & 255]
    for b in password: update(b)
    out = bytearray()
    for b in data:
        m = k[2] | 2
        out.append(b ^ (m * (m ^ 1) >> 8 & 255)); update(b)
    return bytes(out)
def archive(text, password, method=0, name=b'secret', extra=b'', comment=b'', flags=1):
    crc = zlib.crc32(text)
    body = text if method == 0 else zlib.compress(text, 9, -15)
    body = encrypt(password, bytes(11) + bytes([crc >> 24]) + body)
    local = struct.pack('<4s2B4HL2L2H', b'PK\3\4', 20, 0, flags, method, 0, 33, crc, len(body), len(text), len(name), 0) + name + body
    central = struct.pack('<4s4B4HL2L5H2L', b'PK\1\2', 20, 3, 20, 0, flags, method, 0, 33, crc, len(body), len(text), len(name), len(extra), 0, 0, 0, 0, 0) + name + extra
    return local + central + struct.pack('<4s4H2LH', b'PK\5\6', 0, 0, 1, 1, len(central), len(local), len(comment)) + comment
for method in (0, 8):
    z = zipfile.ZipFile(io.BytesIO(archive(b'hidden text ' * 20, b'pass', method, comment=b'a comment')))
    t(lambda: z.read('secret')); t(lambda: z.read('secret', b'pass') == b'hidden text ' * 20); t(lambda: z.read('secret', b'wrong')); t(lambda: z.read('secret', 'str')); print(z.comment)
    z.setpassword(b'pass'); t(lambda: z.read('secret')[:11])
    with z.open('secret') as f: print(f.read(6), f.seek(3), f.read(4), f.seek(-5, 2), f.read())
    z.setpassword(None); t(lambda: z.read('secret'))
for flags in (0x21, 0x41): t(lambda: zipfile.ZipFile(io.BytesIO(archive(b'x', b'p', flags=flags))).read('secret'))
for extra in (struct.pack('<HHQ', 1, 8, 5), struct.pack('<HH', 1, 99), b'\1', struct.pack('<HHBL', 0x7075, 9, 1, zlib.crc32(b'secret')) + b'name'):
    t(lambda: zipfile.ZipFile(io.BytesIO(archive(b'x', b'p', extra=extra))).namelist())
f = io.BytesIO()
with zipfile.ZipFile(f, 'w') as z:
    for i in range(3): z.writestr(zipfile.ZipInfo(str(i)), b'%d' % i)
raw = f.getvalue(); at = raw.rindex(b'PK\5\6'); size, offset = struct.unpack('<2L', raw[at + 12:at + 20])
end64 = struct.pack('<4sQ2H2L4Q', b'PK\6\6', 44, 45, 45, 0, 0, 3, 3, size, offset)
big = raw[:at] + end64 + struct.pack('<4sLQL', b'PK\6\7', 0, at, 1) + struct.pack('<4s4H2LH', b'PK\5\6', 0, 0, 0xffff, 0xffff, 0xffffffff, 0xffffffff, 0)
z = zipfile.ZipFile(io.BytesIO(big)); print(z.namelist(), z.read('2'), zipfile.is_zipfile(io.BytesIO(big)))
t(lambda: zipfile.ZipFile(io.BytesIO(big.replace(struct.pack('<4sLQL', b'PK\6\7', 0, at, 1), struct.pack('<4sLQL', b'PK\6\7', 0, at, 2)))))
