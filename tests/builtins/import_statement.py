# SPDX-License-Identifier: MIT
# import in its forms, packages, relative imports, reload by hand, errors, cycles.
import os, sys
os.makedirs('pkg/sub'); sys.path.insert(0, os.getcwd())
files = {'pkg/__init__.py': 'print("pkg init", __name__, __package__)\nx = 1\n__all__ = ["x", "mod"]\n', 'pkg/mod.py': 'print("mod", __name__, __package__)\nfrom . import x\nfrom .sub import deep\nfrom .sub.deep import value as v\n_private = 1\npublic = 2\n', 'pkg/sub/__init__.py': 'name = __name__\n', 'pkg/sub/deep.py': 'from ... import pkg as no\n' if 0 else 'from .. import x\nfrom . import name\nvalue = (x, name)\n', 'star.py': '_hidden = 1\nshown = 2\nimport os as _os\n', 'cyc1.py': 'import cyc2\na = 1\n', 'cyc2.py': 'import cyc1\nprint("cyc2 sees", hasattr(cyc1, "a"))\n', 'cyc3.py': 'from cyc4 import b\na = 1\n', 'cyc4.py': 'from cyc3 import a\nb = 1\n', 'broken.py': 'x = \n', 'raises.py': '1 / 0\n', 'ga.py': 'def __getattr__(n):\n    if n == "lazy": return "lazy value"\n    raise AttributeError(f"no {n} here")\ndef __dir__(): return ["lazy"]\n', 'ns/inner.py' : 'y = 5\n'}
os.mkdir('ns')
for n, t in files.items():
    with open(n, 'w') as f: f.write(t)
import pkg.mod
import pkg.mod as m, pkg.sub.deep
from pkg import mod as again, x as one, sub
from pkg.mod import (v, public,)
print(m is again is sys.modules['pkg.mod'], one, v, public, sub.name, pkg.sub.deep.value, m.__file__.endswith('pkg/mod.py'), m.__name__)
from star import *
print(shown, '_hidden' in globals()); ns = {}; exec('from pkg import *', ns); print(sorted(k for k in ns if k != '__builtins__'))
import cyc1, ga
from ga import lazy
print(lazy, ga.lazy, dir(ga), ns == ns)
import ns.inner; print(ns.inner.y, ns.__name__, getattr(ns, '__file__', 'namespace'))
for text in ('import nosuch', 'import pkg.nosuch', 'from pkg import nosuch', 'from pkg.nosuch import x', 'import os.nosuch', 'from . import x', 'import cyc3', 'import broken', 'import raises', 'ga.other', 'from ga import other', 'import pkg.x', 'from ..a import b', 'import math.x'):
    try: exec(text); print(text, 'ok')
    except Exception as e: print(text, '->', type(e).__name__, str(e).replace(os.getcwd(), 'DIR').split(' (/')[0], getattr(e, 'name', None), 'raises' in sys.modules)
sys.modules['fake'] = 'a string'; import fake; print(fake); del sys.modules['star']; import star; print(star.shown)
def local(): import math as mm; from os import path; return mm.pi > 3, path.sep
print(local(), 'mm' in globals()); import os.path as p; print(p.join('a', 'b')); print(repr(m).startswith("<module 'pkg.mod' from"), repr(sys), type(m).__name__)
sys.modules['blocked'] = None
try: import blocked
except ModuleNotFoundError as e: print(e)
import types; n = types.ModuleType('made', 'doc'); n.z = 1; print(n.__doc__, n.z, n)
try: m.nothing
except AttributeError as e: print(e)
