# SPDX-License-Identifier: MIT
# A module called instead of what it holds under the same name: the message says so.
import copy
import datetime
import glob
import pprint
import time
import types


def attempt(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


for module in (datetime, pprint, copy, glob, time, types):
    attempt(module)
    attempt(module, 5, x=1)
    attempt(module, *[1], **{'k': 2})

m = types.ModuleType('made')
attempt(m)
m.made = 5
attempt(m)
m.made = len
attempt(m, 'abc')
attempt(list, map(m, [1]))
attempt(sorted, [1], key=m)
m.__name__ = 5
attempt(m)
del m.__name__
attempt(m)
m = types.ModuleType('asked')
m.__getattr__ = lambda name: len
attempt(m)
m.__getattr__ = lambda name: 1 / 0
attempt(m)


class Module(types.ModuleType):
    pass


m = Module('derived')
m.derived = print
attempt(m)
datetime(2024, 1, 1)  # error: TypeError: 'module' object is not callable. Did you mean: 'datetime.datetime(...)'?
