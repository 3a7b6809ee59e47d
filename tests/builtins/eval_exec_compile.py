# SPDX-License-Identifier: MIT
def show(text, run):
    try:
        print(text, '->', repr(run()))
    except Exception as e:
        print(text, '!!', type(e).__name__ + ':', e)


show('eval(\'1 + 2\'), eval(\'x + y\', {\'x\': 1}, {\'y\': 2}), eval(\'  3 \'), eval(b\'4\'), eval(compile(\'5\', \'f\', \'eval\')), eval(\'[a for a in range(3)]\'), eval(\'(lambda: 1)()\')', lambda: (eval('1 + 2'), eval('x + y', {'x': 1}, {'y': 2}), eval('  3 '), eval(b'4'), eval(compile('5', 'f', 'eval')), eval('[a for a in range(3)]'), eval('(lambda: 1)()')))
show('eval(\'x = 1\')', lambda: eval('x = 1'))
show('eval(\'\')', lambda: eval(''))
show('eval(\'1 +\')', lambda: eval('1 +'))
show('eval(\'nope\')', lambda: eval('nope'))
show('eval(\'1\', 5)', lambda: (eval('1', 5)))
show('eval(\'1\', {}, 5)', lambda: (eval('1', {}, 5)))
show('eval(5)', lambda: eval(5))
show('eval(\'1;2\')', lambda: eval('1;2'))
show('exec(\'a = 1\'), exec(\'\')', lambda: (exec('a = 1'), exec('')))
show('exec(5)', lambda: exec(5))
show('exec(\'1 +\')', lambda: exec('1 +'))
show('exec(\'raise ValueError("x")\')', lambda: exec('raise ValueError("x")'))
show('exec(\'x\', [])', lambda: (exec('x', [])))
show('compile(\'1\', \'f\', \'bad\')', lambda: (compile('1', 'f', 'bad')))
show('compile(\'1\', \'f\')', lambda: (compile('1', 'f')))
show('compile(\'x = 1\', \'f\', \'eval\')', lambda: (compile('x = 1', 'f', 'eval')))
show('compile(\'a b\', \'name\', \'exec\')', lambda: (compile('a b', 'name', 'exec')))
show('compile(\'1\', \'f\', \'single\').co_filename, type(compile(\'1\', \'f\', \'exec\')).__name__, compile(b\'x\', \'q\', \'eval\').co_name', lambda: (compile('1', 'f', 'single').co_filename, type(compile('1', 'f', 'exec')).__name__, compile(b'x', 'q', 'eval').co_name))
show('compile(\'1\\n2\', \'f\', \'single\')', lambda: (compile('1\n2', 'f', 'single')))
show('compile(\'x\\x00y\', \'f\', \'exec\')', lambda: (compile('x\x00y', 'f', 'exec')))
ns = {}
exec('import math\ndef f(n): return math.floor(n) + k\nk = 10', ns); print(ns['f'](2.7), '__builtins__' in ns, sorted(k for k in ns if k != '__builtins__'))
def scope():
    loc = 5
    exec('loc = 6; new = 7'); print(loc, eval('loc'), eval('loc + 1'), 'new' in locals())
    d = {}; exec('z = loc', globals() | {'loc': 1}, d); print(d)
scope()
exec(compile('5 + 5\n"shown"\nNone', 'f', 'single') if 0 else compile('5 + 5', 'f', 'single'))
g = {'__builtins__': {}}
try: eval('len([])', g)
except NameError as e: print(e)
print(eval('len([])', {'__builtins__': {'len': lambda x: 'mine'}}))
class M(dict):
    def __missing__(self, k): return f'<{k}>'
print(eval('a + b', {}, M())); exec('c = d + "!"', {}, m := M()); print(m)
exec('class K:\n    y = 1\n    def m(self): return self.y', d := {}); print(d['K']().m(), d['K'].__module__ if 0 else '')
try: exec('def f():\n  return 1\n return 2')
except IndentationError as e: print(type(e).__name__, e.msg, e.lineno, e.offset, e.text, e.filename)
try: compile('a = 1\nb = = 2\n', 'file.py', 'exec')
except SyntaxError as e: print(e.msg, e.lineno, e.offset, repr(e.text), e.filename, e.end_lineno, e.end_offset, e.args[0])
print(__name__, __import__('math').pi, __import__('os.path').__name__, type(__builtins__).__name__, __file__.rsplit('/')[-1])
