# SPDX-License-Identifier: MIT
# The public names of the modules in modules.txt: a line for each, "module name name ...".
# Public is what __all__ says, else what dir() shows without underscore and is no module.
# With a file of such lines as argument: which of its names are there; "module !" if it is missing.
import importlib
import os
import sys
import types
import warnings

warnings.simplefilter('ignore')


def public(module):
    names = getattr(module, '__all__', None)
    if names is None:
        names = [name for name in dir(module) if not name.startswith('_')
                 and not isinstance(getattr(module, name, None), types.ModuleType)]
    return sorted({name for name in names if hasattr(module, name)})


if len(sys.argv) > 1:
    with open(sys.argv[1]) as f:
        wanted = {line.split()[0]: line.split()[1:] for line in f}
else:
    with open(os.path.join(os.path.dirname(os.path.abspath(sys.argv[0])), 'modules.txt')) as f:
        wanted = dict.fromkeys(f.read().split())
for name, names in wanted.items():
    try:
        module = importlib.import_module(name)
    except ImportError:
        print(name, '!')
    else:
        print(name, *(public(module) if names is None else
                      [n for n in names if hasattr(module, n)]))
