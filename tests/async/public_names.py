# asyncio's public surface is CPython's: the names and their homes, what dir() of each class has, and the signature of each callable.
# skip-if: ! pkg-config --exists openssl
import asyncio
import inspect
import re
import warnings

warnings.simplefilter('ignore')
# How a class is stored and compiled differs: whether it has slots, a dict, a first line.
STORAGE = {'__dict__', '__firstlineno__', '__module__', '__slots__', '__static_attributes__', '__weakref__'}
KINDS = {inspect.Parameter.POSITIONAL_ONLY: '/', inspect.Parameter.POSITIONAL_OR_KEYWORD: 'p', inspect.Parameter.VAR_POSITIONAL: '*',
         inspect.Parameter.KEYWORD_ONLY: 'k', inspect.Parameter.VAR_KEYWORD: '**'}


def signature(f):
    try:
        s = inspect.signature(f)
    except ValueError:
        return 'ValueError'
    kinds = ' '.join(KINDS[p.kind] for p in s.parameters.values())
    defaults = [p.default for p in s.parameters.values() if p.default is not p.empty]
    # The default that is warnings.warn, or that module, is shown with its place.
    return re.sub(r"<(built-in function|function|module) '?(warn\w*)'?[^>]*>", r'<\1 \2>', f'{s} | {kinds} | {defaults}').replace('<function warn>', '<built-in function warn>')


print(len(asyncio.__all__), sorted(asyncio.__all__))
for name in sorted(asyncio.__all__):
    thing = getattr(asyncio, name)
    kind = 'class' if isinstance(thing, type) else 'callable' if callable(thing) else type(thing).__name__
    print(name, kind, getattr(thing, '__module__', ''), getattr(thing, '__qualname__', ''), signature(thing) if callable(thing) else '')
    if kind != 'class':
        continue
    for attribute in dir(thing):
        if attribute in STORAGE or attribute[0] == '_' and attribute[:2] != '__' or attribute in ('__class__', '__doc__'):
            continue
        value = getattr(thing, attribute)
        shown = signature(value) if callable(value) else ''
        if not hasattr(object, attribute) or shown != signature(getattr(object, attribute)):
            print('   ', attribute, shown)
