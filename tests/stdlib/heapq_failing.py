# heapq when comparing fails, when the heap changes meanwhile, and with what is no list.
import heapq


def attempt(f, *args, **kwargs):
    try:
        print(f.__name__, f(*args, **kwargs))
    except Exception as e:
        print(f.__name__, type(e).__name__, e)


names = 'heappush heappop heapify heapreplace heappushpop _heappop_max _heapify_max _heapreplace_max'.split()
functions = [getattr(heapq, name) for name in names]
for f in functions:
    for args in (), (1,), ([],), ([], 1), ([], 1, 2), ((1, 2), 1), ([3, 1, 2],), ([3, 1, 2], 0), ([3, 1, 2], 9), (['a'],), (['a', 1],), (['a', 1], 2), (['a', 1, 'b', 2],), (['a'], 2), ([2], 'a'):
        copied = tuple(list(a) if type(a) is list else a for a in args)
        attempt(f, *copied)
        if copied and type(copied[0]) is list:
            print('   ', copied[0])
    attempt(f, heap=[])


class Clears:
    def __init__(self, heap, how):
        self.heap, self.how = heap, how

    def __lt__(self, other):
        self.how(self.heap)
        return True


for f in functions:
    for how in list.clear, lambda heap: heap.append(heap[0]) if len(heap) < 50 else None, lambda heap: heap.pop():
        heap = []
        heap += [Clears(heap, how) for _ in range(6)]
        try:
            f(heap, Clears(heap, how)) if f.__name__ in ('heappush', 'heapreplace', 'heappushpop', '_heapreplace_max') else f(heap)
        except Exception as e:
            print(f.__name__, type(e).__name__, e, len(heap))
        else:
            print(f.__name__, len(heap))
data = [5, 3, 9, 1, 7, 3]
for n in -1, 0, 1, 3, 10:
    print(heapq.nsmallest(n, data), heapq.nlargest(n, data), heapq.nsmallest(n, data, key=lambda x: -x), heapq.nlargest(n, data, key=str))
print(list(heapq.merge([1, 4], [2, 3], [])), list(heapq.merge([4, 1], [3, 2], reverse=True)), list(heapq.merge(['b'], ['A', 'c'], key=str.lower)), list(heapq.merge()))
attempt(lambda: list(heapq.merge([1], ['a'])))
attempt(heapq.nsmallest, 'a', data)
