# SPDX-License-Identifier: MIT
# importlib: every name, finders and loaders written in the language, namespace packages, cycles, lessons that hide a module.
import importlib, importlib.abc, importlib.machinery, importlib.util, os, sys, types
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
    except Exception as error:
        print(label, '->', type(error).__name__, str(error).replace(folder, 'DIR'), getattr(error, 'name', None))
sys.path.insert(0, folder)
put('one.py', 'value = 1\nprint("one runs", __name__, __package__, __spec__.name, type(__loader__).__name__)\n')
put('pack/__init__.py', 'print("pack runs", __path__ == __spec__.submodule_search_locations)\n')
put('pack/inner.py', 'from . import *\nfrom . import deep\nname = __name__\n')
put('pack/deep/__init__.py', '')
put('pack/deep/low.py', 'from .. import inner\nup = inner.name\n')
print(sorted(importlib.__all__), importlib.import_module('one').value, importlib.import_module('.inner', 'pack').name)
print(importlib.import_module('..inner', 'pack.deep').name, importlib.import_module('pack.deep.low').up)
import one, pack
attempt('relative', importlib.import_module, '.x')
attempt('beyond', importlib.import_module, '...x', 'pack')
attempt('empty', importlib.import_module, '')
attempt('missing', importlib.import_module, 'nosuch')
attempt('missing below', importlib.import_module, 'pack.nosuch')
attempt('no package', importlib.import_module, 'one.x')
put('one.py', 'value = 2\nother = 3\n')
importlib.invalidate_caches()
print(importlib.reload(one) is one, one.value, one.other)
attempt('reload', importlib.reload, 5)
attempt('reload unknown', importlib.reload, types.ModuleType('made'))
attempt('__import__', importlib.__import__, 'pack.deep')

u, m = importlib.util, importlib.machinery
for name in 'resolve_name', :
    attempt(name, u.resolve_name, '.a', 'b')
    attempt(name, u.resolve_name, '..a', 'b.c')
    attempt(name, u.resolve_name, 'a', None)
    attempt(name, u.resolve_name, '.a', '')
    attempt(name, u.resolve_name, '...a', 'b.c')
spec = u.find_spec('pack.deep')
print(spec.name, spec.parent, spec.has_location, spec.origin.replace(folder, 'DIR'), [p.replace(folder, 'DIR') for p in spec.submodule_search_locations], spec.loader_state)
print(u.find_spec('nosuch'), u.find_spec('.inner', 'pack').name, u.find_spec('sys').origin, u.find_spec('sys').loader)
attempt('find', u.find_spec, 'one.below')
made = types.ModuleType('made')
sys.modules['made'] = made
attempt('find', u.find_spec, 'made')
del made.__spec__
attempt('find', u.find_spec, 'made')
sys.modules['made'] = None
print(u.find_spec('made'))
del sys.modules['made']
path = put('apart/tool.py', 'x = 10\ndef f(): return x\n')
spec = u.spec_from_file_location('tool', path)
module = u.module_from_spec(spec)
spec.loader.exec_module(module)
print(module.f(), module.__file__ == path, repr(module).replace(folder, 'DIR'), 'tool' in sys.modules)
print(repr(spec).replace(folder, 'DIR').split(' object at')[0], spec == u.spec_from_file_location('tool', path), spec == 5)
print(u.spec_from_file_location('x', 'unknown.txt'), u.spec_from_file_location('x', 'a/__init__.py').submodule_search_locations[0].endswith('/a'))
loader = spec.loader
print(loader.name, loader.path == path, loader.get_filename('tool') == path, loader.is_package('tool'), loader.get_source('tool'), loader.get_data(path)[:6])
print(loader.get_code('tool').co_name, sorted(loader.path_stats(path)), loader == m.SourceFileLoader('tool', path), hash(loader) == hash(m.SourceFileLoader('tool', path)))
attempt('other name', loader.get_filename, 'else')
attempt('no file', m.SourceFileLoader('gone', '/no/such/place/gone.py').get_source, 'gone')
loader.set_data(os.path.join(folder, 'new', 'data.bin'), b'abc'); print(open(os.path.join(folder, 'new', 'data.bin')).read())
print(u.decode_source(b'# coding: latin-1\r\nx = "\xe9"\r\n'), u.cache_from_source('/a/b.py'), u.cache_from_source('/a/b.py', optimization=2), u.source_from_cache('/a/__pycache__/b.cpython-313.opt-1.pyc'))
attempt('cache', u.source_from_cache, '/a/b.pyc')
attempt('cache', u.cache_from_source, '/a/b.py', optimization='+')
print(m.SOURCE_SUFFIXES, m.BYTECODE_SUFFIXES, '.so' in m.EXTENSION_SUFFIXES, m.all_suffixes()[:2], len(u.MAGIC_NUMBER))

class Loud(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path, target=None):
        if name.startswith('magic'):
            print('asked for', name, path and list(path))
            return u.spec_from_loader(name, self, is_package=name == 'magic')
    def create_module(self, spec):
        return types.ModuleType(spec.name, 'made by hand') if spec.name == 'magic' else None
    def exec_module(self, module):
        module.answer = 42
        if module.__name__ == 'magic.bad':
            raise RuntimeError('bad module')
sys.meta_path.insert(0, Loud())
import magic.sub
from magic import answer, other
print(magic.__doc__, magic.sub.answer, answer, other.__spec__.parent, magic.__package__, magic.sub.__package__, magic.__path__)
attempt('bad', importlib.import_module, 'magic.bad')
print('magic.bad' in sys.modules, repr(magic.sub).split('<__main__')[0])
sys.meta_path.pop(0)
class Text(importlib.abc.InspectLoader):
    def get_source(self, name):
        return f'name = {name!r}\n'
    def is_package(self, name):
        return False
module = u.module_from_spec(u.spec_from_loader('texty', Text()))
module.__loader__.exec_module(module)
print(module.name, Text().get_code('q').co_filename, Text.source_to_code('1', 'f').co_filename)
def hook(path):
    if path != 'memory:':
        raise ImportError
    return Memory()
class Memory(importlib.abc.PathEntryFinder):
    def find_spec(self, name, target=None):
        return u.spec_from_loader(name, Text()) if name == 'remembered' else None
sys.path_hooks.append(hook)
sys.path.append('memory:')
import remembered
print(remembered.name, 'memory:' in sys.path_importer_cache)
sys.path_hooks.remove(hook)
sys.path.remove('memory:')
class Old:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name == 'weird':
            return m.ModuleSpec('weird', None)
sys.meta_path.append(Old)
attempt('missing loader', importlib.import_module, 'weird')
sys.meta_path.remove(Old)

put('lazy_one.py', 'print("lazy runs")\nx = 7\n')
spec = u.find_spec('lazy_one')
spec.loader = u.LazyLoader(spec.loader)
module = u.module_from_spec(spec)
sys.modules['lazy_one'] = module
spec.loader.exec_module(module)
print('not yet')
print(module.x, type(module).__name__)
attempt('lazy', u.LazyLoader, 5)
print(type(u.LazyLoader.factory(m.SourceFileLoader)('n', 'p')).__name__)

other = os.path.join(os.getcwd(), 'other')
os.makedirs(os.path.join(folder, 'space')); os.makedirs(os.path.join(other, 'space'))
put('space/a.py', 'x = "a"\n')
open(os.path.join(other, 'space', 'b.py'), 'w').write('x = "b"\n')
import space.a
print(space.a.x, space.__spec__.origin, space.__file__, type(space.__path__).__name__, len(space.__path__), type(space.__loader__).__name__, space.__spec__.loader is space.__loader__)
sys.path.append(other)
import space.b
print(space.b.x, len(space.__path__), space.__path__[0] == os.path.join(folder, 'space'), repr(space).replace(folder, 'DIR').replace(other, 'OTHER'))
print(space.__loader__.is_package('space'), repr(space.__loader__.get_source('space')), space.__loader__.get_code('space').co_name)

finder = m.FileFinder(folder, (m.SourceFileLoader, m.SOURCE_SUFFIXES))
print(repr(finder).replace(folder, 'DIR'), finder.find_spec('one').name, finder.find_spec('nosuch'), finder.find_spec('space').loader)
attempt('hook', m.FileFinder.path_hook((m.SourceFileLoader, ['.py'])), '/no/such/place')
print(m.PathFinder.find_spec('one').name, m.PathFinder.find_spec('nosuch'), m.BuiltinImporter.find_spec('sys').loader, m.BuiltinImporter.find_spec('one'), m.FrozenImporter.find_spec('one'))
print(m.BuiltinImporter.is_package('sys'), m.BuiltinImporter.get_source('sys'), m.BuiltinImporter.get_code('sys'))
attempt('builtin', m.BuiltinImporter.get_code, 'one')
attempt('frozen', m.FrozenImporter.is_package, 'one')
m.PathFinder.invalidate_caches()
for cls in 'BuiltinImporter FrozenImporter PathFinder FileFinder SourceFileLoader SourcelessFileLoader ExtensionFileLoader NamespaceLoader ModuleSpec'.split():
    c = getattr(m, cls)
    print(cls, c.__module__, [n for n in dir(c) if n[0] != '_'], [b for b in importlib.abc.__all__ if issubclass(c, getattr(importlib.abc, b))])
for name in importlib.abc.__all__:
    c = getattr(importlib.abc, name)
    print(name, sorted(c.__abstractmethods__), [n for n in dir(c) if n[0] != '_'])
attempt('abc', importlib.abc.SourceLoader)
class Source(importlib.abc.SourceLoader):
    def get_data(self, path): return b'z = 26\n'
    def get_filename(self, name): return f'<{name}>'
module = u.module_from_spec(u.spec_from_loader('zed', Source()))
Source().exec_module(module)
print(module.z, module.__file__, Source().get_source('q'), Source().is_package('q'))
attempt('mtime', Source().path_mtime, 'p'); attempt('stats', Source().path_stats, 'p')
print([n for n in ('__name__', '__doc__', '__package__', '__loader__', '__spec__', '__file__', '__cached__', '__builtins__') if n in one.__dict__], list(pack.__dict__)[:6])

put('ring_a.py', 'import ring_b\nx = 1\n'); put('ring_b.py', 'import ring_a\nprint(ring_a.x)\n')
put('ring_c.py', 'from ring_d import y\nx = 1\n'); put('ring_d.py', 'from ring_c import x\ny = 2\n')
put('rp/__init__.py', 'from . import first\n'); put('rp/first.py', 'import rp\nrp.first\n')
for name in 'ring_a', 'ring_c', 'rp':
    attempt(name, importlib.import_module, name)
    print(name in sys.modules)
def script(name, text):
    put('lesson/' + name, text)
    status = os.system(f'{sys.executable} {folder}/lesson/{name} >out 2>err')
    with open('out') as out, open('err') as err:
        print(name, status, out.read(), ''.join(err.read().splitlines()[-1:]).replace(os.path.realpath(folder), 'DIR'))
script('random.py', 'import random\nprint(random.randint(1, 2))\n')
script('random.py', 'from random import randint\n')
script('mine.py', 'import mine\nprint(mine.nothing)\n')
script('mine.py', 'from mine import nothing\n')
script('fraction_less.py', 'import helper\nprint(helper.nothing)\n')
put('lesson/helper.py', '')
script('fraction_less.py', 'import helper\nprint(helper.nothing)\n')
script('main2.py', 'print(__spec__, type(__loader__).__name__ in ("SourceFileLoader", "NoneType"), __package__)\nimport __main__, importlib\nprint(type(__main__.__loader__).__name__)\n')
