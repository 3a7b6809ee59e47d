# SPDX-License-Identifier: MIT
"""Run a script on CPython with the modules of stdlib/py in place of CPython's own.

    python3.13 -S tests/helpers/with_our_library.py SCRIPT [ARG ...]

A module of the library can so be checked against its expected output without our own VM: what
differs is the module's fault alone. ONLY=name,name restricts the replacement to those modules.
"""
import sys
import os as _os

ROOT = _os.path.join(_os.path.dirname(_os.path.abspath(__file__)), '..', '..',
                     'stdlib', 'py')
ROOT = _os.path.realpath(ROOT)


def find_modules():
    found = {}
    for folder, _, files in _os.walk(ROOT):
        for name in files:
            if name.endswith('.py'):
                path = _os.path.join(folder, name)
                dotted = path[len(ROOT) + 1:-3].replace('/', '.')
                package = dotted.endswith('.__init__')
                found[dotted.removesuffix('.__init__')] = (path, package)
    return found


def install(found):
    import importlib.util as util
    import importlib.machinery as machinery

    class Finder:
        @staticmethod
        def find_spec(name, path=None, target=None):
            if name not in found:
                return None
            file, package = found[name]
            loader = machinery.SourceFileLoader(name, file)
            return util.spec_from_file_location(
                name, file, loader=loader,
                submodule_search_locations=[_os.path.dirname(file)] if package else None)

    if 'os' in found:
        sys.modules.pop('os.path', None)
    # Modules that CPython has loaded at start-up on top of its own library stay as they are.
    for name in found:
        sys.modules.pop(name, None)
    sys.meta_path.insert(0, Finder)


def main():
    found = find_modules()
    only = _os.environ.get('ONLY')
    if only:
        wanted = only.split(',')
        found = {n: v for n, v in found.items() if n in wanted}
    script = sys.argv[1]
    with open(script, encoding='utf-8') as file:
        text = file.read()
    import encodings.idna, encodings.latin_1, encodings.cp1251, encodings.koi8_r, encodings.utf_16
    import encodings.utf_16_le, encodings.utf_16_be, encodings.utf_32_le, encodings.utf_32_be
    import encodings.utf_32, encodings.ascii, encodings.utf_8_sig, encodings.cp1252
    install(found)
    sys.argv = sys.argv[1:]
    sys.path[0] = _os.path.dirname(_os.path.abspath(script))
    main_module = type(sys)('__main__')
    main_module.__file__ = script
    main_module.__builtins__ = __builtins__
    sys.modules['__main__'] = main_module
    sys.dont_write_bytecode = True
    exec(compile(text, script, 'exec'), main_module.__dict__)


main()
