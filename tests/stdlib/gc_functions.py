# gc: what its functions answer, where the answer does not depend on the collector.
import gc


def show(text):
    try:
        r = eval(text)
    except Exception as e:
        r = f'{type(e).__name__}: {e}'
    print(text, '->', r)


class Node:
    pass


a, b = Node(), [1, 2]
a.list = b
c = (b, 'x')
d = {'k': b}
for text in ['gc.isenabled()', 'gc.disable()', 'gc.isenabled()', 'gc.enable()', 'gc.isenabled()', 'gc.get_threshold()[0] > 0', 'gc.set_threshold(700, 10, 5)',
             'gc.get_threshold()[0]', 'gc.set_threshold("a")', 'gc.set_threshold()', 'gc.collect(3)', 'gc.collect(-1)', 'gc.collect("a")', 'gc.collect(generation=0) >= 0',
             'type(gc.collect()).__name__', 'gc.is_tracked(5)', 'gc.is_tracked("a")', 'gc.is_tracked([])', 'gc.is_tracked(a)', 'gc.is_tracked(Node)', 'gc.is_finalized(a)', 'gc.is_finalized(5)',
             'b in gc.get_referents(c)', 'b in gc.get_referents(d)', 'gc.get_referents(5)', 'gc.get_referents()', 'gc.get_referents([])', '"s" in gc.get_referents([7, "s"])',
             'any(r is c for r in gc.get_referrers(b))', 'any(r is d for r in gc.get_referrers(b))', 'gc.get_referrers()', 'gc.get_referrers(object())', 'any(o is a for o in gc.get_objects())', 'any(o is b for o in gc.get_objects(generation=None))',
             'len(gc.get_stats())', 'sorted(gc.get_stats()[0])', 'gc.get_debug()', 'gc.set_debug(0)', 'gc.set_debug("x")', 'gc.garbage', 'gc.callbacks', 'len(gc.get_count())',
             'gc.DEBUG_STATS, gc.DEBUG_COLLECTABLE, gc.DEBUG_UNCOLLECTABLE, gc.DEBUG_SAVEALL, gc.DEBUG_LEAK', 'gc.freeze()', 'type(gc.get_freeze_count()).__name__', 'gc.unfreeze()', 'gc.get_freeze_count()']:
    show(text)


class Once:
    def __del__(self):
        global kept
        kept = self
        print('finalised')


x = Once()
del x
print(gc.is_finalized(kept))
del kept
n = Node()
n.me = n
del n
print(gc.collect() > 0, gc.collect())
