# hashlib, hmac, secrets and uuid: every public name, parameters of blake2, key derivation, threads, errors.
# skip-if: ! pkg-config --exists openssl
import hashlib
import hmac
import io
import secrets
import threading
import uuid


def attempt(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except Exception as e:
        return f'{type(e).__name__}: {e}'


print(sorted(hashlib.__all__), sorted(hashlib.algorithms_guaranteed), hashlib.algorithms_available >= hashlib.algorithms_guaranteed)
blocks = [b'', b'abc', b'x' * 55, b'x' * 64, b'y' * 127, b'y' * 128, b'y' * 129, bytes(range(256)) * 40]
for name in sorted(hashlib.algorithms_guaranteed):
    args = (11,) if name.startswith('shake') else ()
    h = hashlib.new(name)
    print(name, h.name, h.digest_size, h.block_size, type(h).__name__, getattr(hashlib, name).__name__)
    whole = getattr(hashlib, name)(b''.join(blocks))
    for block in blocks:
        h.update(block)
        print(h.hexdigest(*args))
        c = h.copy()
        c.update(bytearray(b'!'))
        assert c.digest(*args) != h.digest(*args)
    print(h.digest(*args) == whole.digest(*args), whole.digest(*args).hex() == whole.hexdigest(*args))
print(hashlib.new('SHA256', b'abc').hexdigest(), hashlib.new('sha512_256', b'a').name, hashlib.new('ripemd160', b'a').name)
print(hashlib.shake_128(b'a').digest(0), hashlib.shake_256(b'a').hexdigest(100), attempt(hashlib.shake_128().digest))
print(hashlib.md5(usedforsecurity=False).hexdigest(), hashlib.sha1(string=b'x').hexdigest(), hashlib.new('md5', usedforsecurity=False).name)
print(repr(hashlib.sha256()).split('@')[0], repr(hashlib.shake_128()).split('@')[0], repr(hashlib.blake2b()).split(' at ')[0])
for f, args in [(hashlib.new, ('nope',)), (hashlib.md5, ('text',)), (hashlib.md5, (5,)), (hashlib.blake2b, ('text',)), (hashlib.sha256().update, ('x',)),
                (hashlib.sha256, (b'', b'')), (hashlib.shake_128().digest, (-1,)), (hashlib.sha256().digest, (1,)), (hashlib.blake2s().update, (None,))]:
    print(attempt(f, *args))
print(attempt(type(hashlib.sha256())))

for B in hashlib.blake2b, hashlib.blake2s:
    print(B.__name__, B.SALT_SIZE, B.PERSON_SIZE, B.MAX_KEY_SIZE, B.MAX_DIGEST_SIZE)
    for options in ({'digest_size': 5}, {'key': b'secret'}, {'salt': b'salt'}, {'person': b'who'}, {'fanout': 3, 'depth': 2}, {'leaf_size': 4096},
                    {'node_offset': 77}, {'node_depth': 1}, {'inner_size': 32}, {'last_node': True}, {'usedforsecurity': False},
                    {'node_offset': 2 ** 48 - 1}, {'leaf_size': 2 ** 32 - 1, 'key': b'k' * 32}):
        h = B(b'data' * 50, **options)
        h.update(b'more')
        print(options, h.hexdigest(), h.copy().digest() == h.digest())
    for options in ({'digest_size': 0}, {'digest_size': 65}, {'key': b'k' * 65}, {'salt': b's' * 17}, {'person': b'p' * 17}, {'fanout': 256},
                    {'fanout': -1}, {'depth': 0}, {'depth': 256}, {'leaf_size': 2 ** 32}, {'leaf_size': -1}, {'node_offset': -1}, {'node_offset': 2 ** 64},
                    {'node_depth': 256}, {'inner_size': 65}, {'key': 'text'}, {'digest_size': 'a'}, {'colour': 1}):
        print(options, attempt(B, **options))
print(hashlib.blake2b(node_offset=2 ** 64 - 1).hexdigest(), attempt(hashlib.blake2s, node_offset=2 ** 48))
# A tree of two leaves, as RFC 7693's authors show it.
leaf = {'fanout': 2, 'depth': 2, 'leaf_size': 4096, 'inner_size': 64}
h0 = hashlib.blake2b(b'a' * 4096, node_offset=0, node_depth=0, last_node=False, **leaf)
h1 = hashlib.blake2b(b'b', node_offset=1, node_depth=0, last_node=True, **leaf)
root = hashlib.blake2b(digest_size=32, node_offset=0, node_depth=1, last_node=True, **leaf)
root.update(h0.digest())
root.update(h1.digest())
print(root.hexdigest())

print(hashlib.file_digest(io.BytesIO(b'abc'), 'sha256').hexdigest(), hashlib.file_digest(open(__file__, 'rb'), hashlib.md5).hexdigest() ==
      hashlib.md5(open(__file__, 'rb').read()).hexdigest(), attempt(hashlib.file_digest, io.StringIO('x'), 'md5').split(':')[0])
print(hashlib.pbkdf2_hmac('sha256', b'password', b'salt', 10).hex(), hashlib.pbkdf2_hmac('sha1', bytearray(b'p'), memoryview(b's'), 1, dklen=7).hex())
for args in (('nope', b'', b'', 1), ('md5', b'', b'', 0), ('md5', b'', b'', 1, 0), ('md5', 'x', b'', 1), (5, b'', b'', 1), ('md5', b'', 'x', 1)):
    print(attempt(hashlib.pbkdf2_hmac, *args))
print(hashlib.scrypt(b'password', salt=b'salt', n=16, r=8, p=1).hex(), len(hashlib.scrypt(b'', salt=b'', n=2, r=1, p=1, dklen=10)))
for options in ({}, {'salt': b''}, {'salt': b'', 'n': 3}, {'salt': b'', 'n': 4}, {'salt': b'', 'n': 4, 'r': 1}, {'salt': b'', 'n': 4, 'r': 1, 'p': 1, 'dklen': 0},
                {'salt': b'', 'n': 4, 'r': 1, 'p': 1, 'maxmem': -1}, {'salt': b'', 'n': 'x'}, {'salt': 'x'}, {'salt': b'', 'n': -4}):
    print(attempt(hashlib.scrypt, b'', **options))
print(attempt(hashlib.scrypt, b'', salt=b'', n=2 ** 30, r=8, p=1).split(':')[0])

data = b'z' * 1_000_000
results = []
shared = hashlib.sha256()


def work():
    for _ in range(5):
        results.append(hashlib.sha1(data).hexdigest())
        shared.update(data)
        shared.digest()


threads = [threading.Thread(target=work) for _ in range(4)]
[t.start() for t in threads]
[t.join() for t in threads]
print(len(results), set(results), shared.hexdigest() == hashlib.sha256(data * 20).hexdigest())

print([n for n in dir(hmac) if n[0] != '_'], hmac.trans_5C[1], hmac.trans_36[1], hmac.digest_size, hmac.HMAC.blocksize)
for digest in 'md5', 'sha256', hashlib.sha512, 'blake2b', 'sha3_256':
    for key in b'', b'key', bytearray(b'k' * 200):
        h = hmac.new(key, b'message', digest)
        c = h.copy()
        c.update(b' and more')
        print(h.name, h.digest_size, h.block_size, h.hexdigest(), c.hexdigest(), h.digest() == hmac.digest(key, b'message', digest))
print(hmac.HMAC(b'k', digestmod='sha1').hexdigest(), hmac.compare_digest('a', 'a'), hmac.compare_digest(b'a', b'b'))
for f, args in [(hmac.new, ('k', b'', 'md5')), (hmac.new, (b'k', b'')), (hmac.new, (b'k', 'm', 'md5')), (hmac.new, (b'k', b'm', 'nope')), (hmac.compare_digest, ('é', 'é')),
                (hmac.compare_digest, ('a', b'a'))]:
    print(attempt(f, *args))

print(secrets.__all__, secrets.DEFAULT_ENTROPY, len(secrets.token_bytes()), len(secrets.token_bytes(5)), len(secrets.token_hex(4)), len(secrets.token_urlsafe(16)))
print(secrets.randbelow(1), secrets.randbits(0), secrets.choice([7]), 0 <= secrets.randbelow(10) < 10, attempt(secrets.randbelow, 0), attempt(secrets.choice, []))
print(secrets.compare_digest(b'x', b'x'), isinstance(secrets.SystemRandom(), secrets.SystemRandom), len({secrets.token_hex() for _ in range(50)}))

u = uuid.UUID('{12345678-1234-5678-1234-567812345678}')
print(u, repr(u), u.hex, u.int, u.bytes, u.bytes_le, u.fields, u.time_low, u.time_mid, u.time_hi_version, u.clock_seq_hi_variant, u.clock_seq_low,
      u.time, u.clock_seq, u.node, u.urn, u.variant, u.version, u.is_safe, int(u), hash(u) == hash(u.int))
for v in (uuid.UUID(bytes=u.bytes), uuid.UUID(bytes_le=u.bytes_le), uuid.UUID(fields=u.fields), uuid.UUID(int=u.int), uuid.UUID(u.urn)):
    print(v == u, v <= u, v >= u, v < u, v > u, v != u, v == 5)
for k in ({}, {'hex': 'x'}, {'hex': 'z' * 32}, {'bytes': b'x'}, {'bytes_le': b'x'}, {'fields': (1,)}, {'fields': (-1, 0, 0, 0, 0, 0)}, {'fields': (0, 0, 0, 256, 0, 0)}, {'int': 1 << 128},
          {'int': 0, 'version': 9}, {'int': 0, 'hex': 'x'}):
    print(k, attempt(uuid.UUID, **k))
print([uuid.UUID(int=0, version=n) for n in range(1, 6)], [uuid.UUID(int=n << 61).variant for n in range(8)])
print(uuid.uuid3(uuid.NAMESPACE_DNS, 'python.org'), uuid.uuid5(uuid.NAMESPACE_DNS, 'python.org'), uuid.uuid3(uuid.NAMESPACE_URL, b'x'), uuid.uuid5(uuid.NAMESPACE_OID, b'x'),
      uuid.NAMESPACE_X500)
a, b = uuid.uuid4(), uuid.uuid4()
print(a != b, a.version, a.variant == uuid.RFC_4122, len({a, b, u, uuid.UUID(str(u))}))
one, two = uuid.uuid1(), uuid.uuid1(node=5, clock_seq=7)
print(one.version, one.node == uuid.getnode(), two.node, two.clock_seq, one.time < uuid.uuid1().time, 0 < uuid.getnode() < 1 << 48)
print(attempt(setattr, u, 'int', 5), attempt(lambda: u < 5), [m.name for m in uuid.SafeUUID], uuid.RESERVED_NCS, uuid.RESERVED_MICROSOFT, uuid.RESERVED_FUTURE)
