# SPDX-License-Identifier: MIT
# The iterators of the builtin types: exhaustion, length hints, sharing, reversal.
def exhaust(it):
    out = []
    while True:
        try:
            out.append(next(it))
        except StopIteration as e:
            out.append(('stop', e.value, e.args))
            break
    try:
        next(it)
        out.append('alive')
    except StopIteration:
        out.append('dead')
    return out
for make in (lambda: [1, 2], lambda: (1, 2), lambda: 'ab', lambda: b'ab', lambda: {1: 2}, lambda: {5}, lambda: range(2), lambda: bytearray(b'x'), lambda: {1: 2}.items(), lambda: {1: 2}.values(), lambda: enumerate('a'), lambda: zip('ab', 'c'),
             lambda: map(str, [1]), lambda: filter(None, [0, 1]), lambda: reversed([1, 2]), lambda: memoryview(b'z'), lambda: (x for x in 'q'), lambda: iter(lambda: 5, 5)):
    it = iter(make())
    print(type(it).__name__, iter(it) is it, hasattr(it, '__length_hint__'), exhaust(it))
class Seq:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
class Len(Seq):
    def __len__(self): return 3
class StopSeq:
    def __getitem__(self, i): raise StopIteration
class NoIter:
    __iter__ = None
class BadIter:
    def __iter__(self): return 5
class NoNext:
    def __iter__(self): return self
for act in (lambda: list(Seq()), lambda: 20 in Seq(), lambda: list(reversed(Len())), lambda: reversed(Seq()), lambda: list(StopSeq()), lambda: iter(NoIter()), lambda: iter(BadIter()), lambda: iter(NoNext()), lambda: [*BadIter()], lambda: iter(5), lambda: next([]),
            lambda: max(Seq()), lambda: (lambda a, b, c: a)(*Seq()), lambda: dict(Seq()), lambda: next(iter([])), lambda: iter(5, 5), lambda: 5 in NoIter(), lambda: 5 in 5, lambda: [] in 5):
    try:
        print(act())
    except Exception as e:
        print(type(e).__name__, e)
i = iter([1, 2, 3, 4]); print(list(zip(i, i)), [*i])
n = iter(range(3)); print(next(n), [x for x in n])
calls = iter([1, 2, 0, 3]); print(list(iter(lambda: next(calls), 0)), list(calls))
