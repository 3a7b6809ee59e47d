# Things that change under way: a deque behind its iterator, the factory of a defaultdict.
import copy
from collections import defaultdict, deque

for begin in ([], [1], [1, 2]):
    d = deque(begin)
    it = iter(d)
    back = reversed(d)
    list(zip(begin, it))
    d.append(9)
    for each in it, back:
        try:
            print(next(each))
        except (RuntimeError, StopIteration) as e:
            print(type(e).__name__, e)

d = defaultdict(list, a=1)
d['b'].append(2)
d.default_factory = None
try:
    d['c']
except KeyError as e:
    print('KeyError', e)
print(d, copy.copy(d), d | {'x': 1}, d.__reduce__()[1])
d.default_factory = int
d['n'] += 1
print(d)
