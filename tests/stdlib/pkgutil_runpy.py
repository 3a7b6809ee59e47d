# SPDX-License-Identifier: MIT
# pkgutil, runpy, site, codeop, code: every name, errors included.
import code, codeop, io, os, pkgutil, runpy, site, sys, warnings
folder = os.path.join(os.getcwd(), 'main')
def put(name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w') as file:
        file.write(text)
    return path
def attempt(label, call, *args, **kw):
    try:
        print(label, '->', call(*args, **kw))
    except BaseException as error:
        print(label, '->', type(error).__name__, str(error).replace(folder, 'DIR'))
sys.path.insert(0, folder)
put('pk/__init__.py', ''); put('pk/a.py', 'x = 1\n'); put('pk/b/__init__.py', 'y = 2\n'); put('pk/b/c.py', ''); put('pk/data.txt', 'text\n')
put('pk/bad/__init__.py', 'raise ValueError("bad")\n'); put('pk/main/__init__.py', ''); put('pk/main/__main__.py', 'print("main of", __name__, __package__)\nz = 9\n')
import pk
print(sorted(pkgutil.__all__))
for info in pkgutil.iter_modules(pk.__path__, 'pk.'):
    print(info.name, info.ispkg, type(info.module_finder).__name__)
print([m.name for m in pkgutil.walk_packages(pk.__path__, 'pk.', onerror=lambda name: print('failed', name))])
attempt('walk', lambda: list(pkgutil.walk_packages(pk.__path__, 'pk.')))
attempt('iter', lambda: list(pkgutil.iter_modules('pk')))
print(pkgutil.ModuleInfo._fields, [m.name for m in pkgutil.iter_modules([folder])])
for wrong in 'ImportError', 'KeyError':
    put(f'walked{wrong}/__init__.py', ''); put(f'walked{wrong}/first/__init__.py', f'raise {wrong}("no")\n'); put(f'walked{wrong}/last.py', '')
    for more in (), (lambda name: print('failed', name),):
        attempt(wrong, lambda: [m.name for m in pkgutil.walk_packages([os.path.join(folder, 'walked' + wrong)], f'walked{wrong}.', *more)])
print([type(i).__name__ for i in pkgutil.iter_importers('pk.x')], list(pkgutil.iter_importers('pk.a.x')), pkgutil.iter_importer_modules(3))
print(pkgutil.get_data('pk', 'data.txt'), pkgutil.get_data('nosuch', 'x'), pkgutil.get_data('sys', 'x'))
attempt('data', pkgutil.get_data, 'pk', 'none.txt')
print(type(pkgutil.get_importer(folder)).__name__, pkgutil.get_importer('/no/such/place'), [type(i).__name__ for i in pkgutil.iter_importers('pk.a')])
attempt('importers', lambda: list(pkgutil.iter_importers('.x')))
for name in 'pk.a', 'pk.a:x', 'pk:b.y', 'os.path:join', 'pk.a.x', 'pk.nosuch', 'pk:', 'a b', 'pk.a:2':
    attempt(name, pkgutil.resolve_name, name) if 'join' not in name and name != 'pk.a' and name != 'pk:' else print(name, getattr(pkgutil.resolve_name(name), '__name__', None))
os.makedirs('second/pk'); sys.path.append(os.path.join(os.getcwd(), 'second')); put('pk/__init__.py', '')
with open('second/pk/__init__.py', 'w'): pass
print(len(pkgutil.extend_path(pk.__path__, 'pk')), pkgutil.extend_path('text', 'pk'))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    sys.modules['pk.none'] = None
    sys.modules['pk.made'] = type(sys)('pk.a')
    for name in 'pk.none', 'pk.made', sys.modules['pk.made'], pk, 'pk.missing', None, []:
        attempt('loader', lambda: type(pkgutil.get_loader(name)).__name__)
    del sys.modules['pk.none'], sys.modules['pk.made']
    print(type(pkgutil.get_loader('pk.a')).__name__, type(pkgutil.find_loader('pk.b')).__name__, pkgutil.find_loader('nosuch'))
    for w in caught:
        print(w.category.__name__, w.message)
print(pkgutil.read_code(io.BytesIO(b'')))

print(sorted(runpy.__all__))
put('prog.py', 'import sys\nresult = (__name__, __package__, __spec__ and __spec__.name, sys.argv[0][-7:], given if "given" in globals() else None)\n')
print(runpy.run_module('prog')['result'], runpy.run_module('prog', {'given': 1}, 'named')['result'])
print(runpy.run_module('prog', alter_sys=True)['result'], sorted(k for k in runpy.run_module('prog') if k[0] == '_'))
print(runpy.run_module('pk.main')['z'], runpy.run_path(os.path.join(folder, 'prog.py'), {'given': 2})['result'])
print(runpy.run_path(os.path.join(folder, 'prog.py'), run_name='__main__')['result'], runpy.run_path(os.path.join(folder, 'pk', 'main'))['z'], __name__)
for name in 'nosuch', 'pk', '.x', 'sys', 'pk.nosuch', 'pk.a.b', 'prog.py':
    attempt(name, runpy.run_module, name)
attempt('path', runpy.run_path, os.path.join(folder, 'none.py'))
attempt('path', runpy.run_path, os.path.join(folder, 'pk', 'b'))
for n in 'PREFIXES ENABLE_USER_SITE USER_SITE USER_BASE abs_paths addpackage addsitedir addsitepackages addusersitepackages check_enableusersite getsitepackages getuserbase getusersitepackages main makepath removeduppaths setquit venv'.split():
    if not hasattr(site, n): print('missing', n)
known = site.addsitedir(folder, set())
put('extra.pth', 'pk\n# comment\nimport sys; sys.from_pth = 1\n')
before = len(sys.path)
site.addsitedir(folder)
print(len(known), len(sys.path) - before, sys.from_pth, site.makepath('a', 'b')[0].endswith('/a/b'))

print(sorted(codeop.__all__), sorted(code.__all__))
for text in '', '# only', 'x = 1', 'x =', 'if x:', 'if x:\n  y', 'if x:\n  y\n', 'def f():', 'def f():\n  return 1\n\n', '(1,', '(1,\n2)', '"""open', "'open", 'for x in y: pass', 'for x in y: pass\n', 'a b', '@dec', '@dec\ndef f(): pass', 'class A:\n', 'match x:\n  case 1:\n    pass', 'try:\n  x', 'try:\n  x\n', 'x = 1; y', 'x\\', 'a = 1\n', 'while 1:\n  x\n y', 'return', '\n\nx', 'if 1: x\nelse:', 'async def f():\n  await x\n', ')', 'lambda: (', '[\n', 'x = {1:\n2', 'f"{x', 'with a as b:', '  x':
    for symbol in 'single', 'exec', 'eval':
        try:
            result = codeop.compile_command(text, symbol=symbol)
            print(repr(text), symbol, 'more' if result is None else type(result).__name__)
        except SyntaxError as error:
            print(repr(text), symbol, 'error')
attempt('symbol', codeop.compile_command, 'x', '<f>', 'other')
command = codeop.CommandCompiler()
command('from __future__ import annotations')
space = {}
exec(command('def f(x: undefined): pass\n'), space)
print(space['f'].__annotations__, codeop.Compile()('1 + 1', '<f>', 'eval').co_filename)

class Console(code.InteractiveConsole):
    def write(self, data):
        print('WRITE', repr(data))
console = Console({'a': 1})
for line in 'b = a + 1', 'b', 'if b:', '  print("yes")', '', '1/0', 'x ==', 'raise SystemExit(3)':
    try:
        print(line, '->', console.push(line))
    except SystemExit as error:
        print('exit', error)
console.resetbuffer()
print(console.runsource('c = 5', '<s>', 'exec'), console.locals['c'], console.filename, console.buffer, 'last', sys.last_type.__name__)
lines = iter(['x = 5', 'print(x)', 'def f():', '  return x', '', 'f()', 'y', 'exit()'])
def read(prompt):
    try:
        line = next(lines)
    except StopIteration:
        raise EOFError
    print(prompt + line)
    return line
sys.stderr = sys.stdout
code.interact('hello', read, {}, 'bye', local_exit=True)
lines = iter(['1'])
code.interact(readfunc=read, banner='', exitmsg='')
interpreter = code.InteractiveInterpreter()
print(sorted(interpreter.locals), interpreter.runsource('p = 1'), interpreter.locals['p'])
sys.excepthook = lambda *args: print('hook', args[0].__name__, args[1])
interpreter.runsource('1/0'); interpreter.runsource('a b')
