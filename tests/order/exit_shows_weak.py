# The callback of a weak reference runs when its object is let go, at exit too. The reference must
# outlive the object: it hangs on a module of the library.
import sys
import weakref


class Thing:
    pass


def gone(ref):
    print('the thing is gone', ref() is None)


thing = Thing()
sys.kept = weakref.ref(thing, gone)
print('end of the script')
