# Modules out of zip archives; what importlib.resources finds in packages of folders and archives.
import importlib
import importlib.resources as resources
import os
import sys
import traceback
import zipfile
import zipimport

with zipfile.ZipFile('lib.zip', 'w', zipfile.ZIP_DEFLATED) as archive:
    archive.writestr('single.py', 'value = 5\ndef fails():\n    raise ValueError("in the archive")\n')
    archive.writestr('pkg/__init__.py', 'from pkg.inner import name\n')
    archive.writestr('pkg/inner.py', 'name = __name__\nfrom . import other\n')
    archive.writestr('pkg/other.py', '# coding: latin-1\ntext = "\xe9"\n'.encode('latin-1'))
    archive.writestr('pkg/data.txt', 'some data\n')
    archive.writestr('pkg/sub/more.bin', b'\0\1')
    archive.writestr('space/', '')
    archive.writestr('space/part.py', 'x = 1\n')
    archive.writestr('below/', '')
    archive.writestr('below/deep.py', 'y = 2\n')
    archive.writestr('broken.py', 'x = (\n')

sys.path.insert(0, os.path.abspath('lib.zip'))
import single
print(single.value, os.path.basename(os.path.dirname(single.__file__)), single.__spec__.origin == single.__file__)
print(type(single.__loader__).__name__, single.__loader__ is single.__spec__.loader, single.__package__ == '')
import pkg
print(pkg.name, pkg.other.text, [os.path.relpath(p) for p in pkg.__path__], pkg.__spec__.submodule_search_locations == pkg.__path__)
import space.part
print(space.part.x)
try:
    import broken
except SyntaxError as error:
    print(error.msg, error.lineno, os.path.relpath(error.filename))
try:
    import nosuch_at_all
except ModuleNotFoundError as error:
    print(error)
try:
    import pkg.nosuch
except ModuleNotFoundError as error:
    print(error)
try:
    single.fails()
except ValueError as error:
    print(traceback.extract_tb(error.__traceback__)[-1].line)
sys.path.append('lib.zip/below')
import deep
print(deep.y)

importer = zipimport.zipimporter('lib.zip')
print(importer, importer.archive, repr(importer.prefix))
print(importer.is_package('pkg'), importer.is_package('single'), importer.get_filename('pkg'), importer.get_filename('single'))
print(importer.get_source('single').splitlines()[0], importer.get_data('pkg/data.txt'), importer.get_code('single').co_filename)
print(importer.find_spec('nosuch'), importer.find_spec('single').name, importer.find_spec('space').submodule_search_locations)
for call in (lambda: importer.get_source('zz'), lambda: importer.get_data('zz'), lambda: zipimport.zipimporter(''),
             lambda: zipimport.zipimporter('/nosuch/x.zip'), lambda: zipimport.zipimporter('.'), lambda: zipimport.zipimporter(5)):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
with open('bad.zip', 'wb') as file:
    file.write(b'no archive')
try:
    zipimport.zipimporter('bad.zip')
except zipimport.ZipImportError as error:
    print(error)
inner = zipimport.zipimporter('lib.zip/pkg')
print(inner, repr(inner.prefix), inner.find_spec('inner').name, zipimport.zipimporter('lib.zip/nowhere').find_spec('x'))
print([getattr(hook, '__name__', '') for hook in sys.path_hooks][0], issubclass(zipimport.ZipImportError, ImportError))
print(resources.files('pkg').joinpath('data.txt').read_text(), resources.read_text('pkg', 'data.txt'),
      sorted(entry.name for entry in resources.files('pkg').iterdir()), resources.is_resource('pkg', 'data.txt'),
      resources.files('pkg').joinpath('sub', 'more.bin').read_bytes())
with resources.as_file(resources.files('pkg') / 'data.txt') as path:
    print(path.read_text(), path.suffix)
