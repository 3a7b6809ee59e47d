# What modules of the library hold is found when they are gone, and at the end of the script.
import gc
import sys


class Noisy:
    def __init__(self, name):
        self.name = name
        self.me = self

    def __del__(self):
        print('gone', self.name)


import json
import textwrap

json.hook = Noisy('of json')
json.loads('[]')
del sys.modules['json'], json
for name in [m for m in sys.modules if m.startswith('json.')]:
    del sys.modules[name]
gc.collect()
print('json was let go')
textwrap.hook = Noisy('of textwrap')
textwrap.TextWrapper.hook = Noisy('of a class of textwrap')
own = Noisy('of the script')
cycle = [Noisy('of a cycle')]
cycle.append(cycle)
del cycle
print(gc.collect() > 0)
print('end')
