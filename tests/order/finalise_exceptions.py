# SPDX-License-Identifier: MIT
# What an exception keeps alive, and until when.
import sys
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
def boom(d): raise ValueError('boom')
try: boom(D('argument'))
except ValueError: print('in handler')
print('after handler')
try: [D('list item'), boom(1)]
except ValueError: print('h1')
print('1')
try: (D('tuple'), boom(1))
except ValueError: print('h2')
print('2')
try: print(D('call arg'), boom(1))
except ValueError: print('h3')
print('3')
try: {'k': D('dict'), 'b': boom(1)}
except ValueError: print('h4')
print('4')
try: D('left') + boom(1)
except ValueError: print('h5')
print('5')
try:
    for i in [D('loop')]: boom(1)
except ValueError: print('h6')
del i; print('6')
try:
    with open(__file__) as f: x = D('with'); boom(1)
except ValueError: del x; print('h7')
try: f'{D("fstring").n}{boom(1)}'
except ValueError: print('h8')
try: D('attr').x
except AttributeError as e: e.obj; print('h9')
print('9')
try: D('index')[0]
except TypeError: print('h10')
try: D('unary') + 1
except TypeError: print('h11')
try: raise KeyError(D('exc arg'))
except KeyError as e: print('h12')
print('12')
def nested():
    d = D('inner frame')
    try: boom(1)
    except ValueError as e: return e
e = nested(); print('exception returned'); del e; print('13')
try:
    try: boom(D('first'))
    except ValueError: raise KeyError(D('second'))
except KeyError: print('both')
print('14')
def gen():
    d = D('gen frame')
    yield boom(1)
try: next(gen())
except ValueError: print('h15')
print('15')
try: [D('comp') and boom(1) for _ in [1]]
except ValueError: print('h16')
print('16')
try: a, b = D('unpack'),
except ValueError: print('h17')
print('17')
try: x = (lambda d: boom(d))(D('lambda'))
except ValueError: print('h18')
print('18', sys.exception())
