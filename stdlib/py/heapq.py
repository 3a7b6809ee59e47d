# SPDX-License-Identifier: MIT
"""Heap queues: the heap functions are native; merging and the n best are here."""
from _heapq import heappush, heappop, heapify, heapreplace, heappushpop
from _heapq import _heapify_max, _heappop_max, _heapreplace_max

__all__ = ['heappush', 'heappop', 'heapify', 'heapreplace', 'merge', 'nlargest', 'nsmallest',
           'heappushpop']


def merge(*iterables, key=None, reverse=False):
    """Merge sorted inputs into one sorted iterator; equal items keep the order of the inputs."""
    make, pop, replace = (_heapify_max, _heappop_max,
                          _heapreplace_max) if reverse else (heapify, heappop, heapreplace)
    sign = -1 if reverse else 1
    heap = []
    for order, iterable in enumerate(iterables):
        advance = iter(iterable).__next__
        try:
            value = advance()
        except StopIteration:
            continue
        heap.append([value if key is None else key(value), order * sign, value, advance])
    make(heap)
    while len(heap) > 1:
        while True:
            row = heap[0]
            yield row[2]
            try:
                row[2] = row[3]()
            except StopIteration:
                pop(heap)
                break
            row[0] = row[2] if key is None else key(row[2])
            replace(heap, row)
    if heap:
        _, _, value, advance = heap[0]
        yield value
        yield from advance.__self__


def _best(n, iterable, key, reverse):
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        size = None
    if (size is None or not n >= size) and n < 1:
        return []
    return sorted(iterable, key=key, reverse=reverse)[:n]


def nsmallest(n, iterable, key=None):
    """The n smallest items, in order: sorted(iterable, key=key)[:n]."""
    return _best(n, iterable, key, False)


def nlargest(n, iterable, key=None):
    """The n largest items, largest first: sorted(iterable, key=key, reverse=True)[:n]."""
    return _best(n, iterable, key, True)
