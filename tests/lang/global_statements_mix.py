# SPDX-License-Identifier: MIT
# One line statements, semicolons, continuation, comments, blank lines, form feeds, docstrings, line ends.
"""module doc"""; x = 1; y = 2
print(__doc__, x, y); z = (x +  # comment in brackets
    y
    # a comment line

    ); print(z)
if x: print('one line'); print('still')
if x:
        print('deep'); \
        print('continued')
for i in range(2): print(i); continue
while x: x -= 1; print('x', x)
class A: a = 1; b = 2
class B: 'doc'; c = 3
def f(): 'fdoc'; return 5
def g(): return
print(A.b, B.__doc__, f.__doc__, f(), g(), (lambda: ...)())
total = 1 + \
    2 + \
    3
print(total,
      [1,
       2,
       ],
      {'a':
       1},
      sep='|')
if 1:

    # comment with less indent
  # and another
    pass
    print('after comments')
try: print('try'); 
except: pass
else: print('else')
finally: print('finally')
with open(__file__) as q, open(__file__) as r: print(q.closed or r.closed)
if True:
	print('tab indent')
lambda: (yield)
...
'just a string'
5
assert True; pass; del y
print([  1 ,2,   3 ][ 0 ], f (  ), A . a, -  1, not  True)
