# flags: -X memory=64M
# memory: 120000
# timeout: 100
def attempt(name, f):
    try:
        f()
        print(name, 'no error')
    except MemoryError:
        print(name, 'MemoryError')

def grow_dict():
    d = {}
    i = 0
    while True:
        d[i] = i
        i += 1

def grow_list():
    l = []
    while True:
        l.append(l[:100])

def grow_str():
    s = 'ab'
    while True:
        s += s

def grow_set():
    s = set()
    n = 0
    while True:
        s.add(n)
        n += 1

def nest():
    def go(n):
        x = [n] * 80000
        return go(n + 1) + len(x)
    go(0)


def grow_bytes():
    b = bytearray(b'x')
    while True:
        b += bytes(b)

attempt('list multiply', lambda: [0] * 10**8)
attempt('tuple multiply', lambda: (0,) * 10**8)
attempt('string repeat', lambda: 'x' * 10**9)
attempt('bytes repeat', lambda: b'x' * 10**9)
attempt('shift', lambda: 1 << 10**10)
attempt('list of a range', lambda: list(range(10**8)))
attempt('join', lambda: ','.join(['x' * 10**6] * 1000))
attempt('format', lambda: format(1, '1000000000'))
attempt('replace', lambda: ('a' * 10**6).replace('a', 'b' * 1000))
attempt('zeros', lambda: bytes(10**9))
for f in (grow_dict, grow_list, grow_str, grow_set, grow_bytes, nest):
    attempt(f.__name__, f)
print(sum(i * i for i in range(1000)), 'still alive')
