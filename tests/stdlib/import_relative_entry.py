# Relative entries of sys.path: modules found there have absolute paths.
import os
import sys
import tempfile

with tempfile.TemporaryDirectory() as folder:
    folder = os.path.realpath(folder)
    os.chdir(folder)
    os.makedirs('sub/package')
    for name in 'one.py', 'two.py', 'three.py', 'sub/four.py', 'sub/package/__init__.py', 'sub/package/five.py':
        open(name, 'w').close()

    def show(entry, name):
        sys.path.insert(0, entry)
        module = __import__(name)
        print(repr(entry), module.__file__.replace(folder, 'FOLDER'),
              [p.replace(folder, 'FOLDER') for p in getattr(module, '__path__', [])])
        del sys.path[0]

    show('', 'one')
    show('.', 'two')
    show('./', 'three')
    show('sub', 'four')
    show('./sub/', 'package')
    import package.five
    print(package.five.__spec__.origin.replace(folder, 'FOLDER'))
    os.chdir('/')
