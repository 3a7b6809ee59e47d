# SPDX-License-Identifier: MIT
# Instances of classes made from str and bytes take part in cycles, by their class alone too.
import gc
import weakref

for base in (str, bytes, int, float, complex, tuple):
    names = {'base': base}
    exec('class Kind(base):\n    def method(self): pass\nit = Kind()', names)
    gone = weakref.ref(names['Kind'])
    print(base.__name__, gc.is_tracked(names['it']))
    del names
    gc.collect()
    print(gone() is None)
