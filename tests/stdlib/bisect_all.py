# bisect: every function, keys, bounds, sequences and comparisons that fail.
import atexit
import bisect


def show(what, *args, **kwargs):
    try:
        print(what(*args, **kwargs))
    except BaseException as error:
        print(type(error).__name__, error)


a = [1, 2, 2, 2, 5]
print([bisect.bisect(a, x) for x in range(7)], [bisect.bisect_left(a, x) for x in range(7)], [bisect.bisect_right(a, x) for x in range(7)])
print(bisect.bisect_left(a, 2, 2), bisect.bisect_left(a, 2, 2, 3), bisect.bisect_right(a, 2, hi=3), bisect.bisect(a, 9, lo=3, hi=None), bisect.bisect('aceg', 'd'))
words = ['a', 'BB', 'cccc']
print(bisect.bisect_left(words, 2, key=len), bisect.bisect_right(words, 2, key=len), bisect.bisect(range(100), 50), bisect.bisect_left((1.5, 2.5), 2))
for insert in bisect.insort, bisect.insort_left, bisect.insort_right:
    b = [1, 2.0, 3]
    print(insert(b, 2), b)
    insert(b, 9, 0, 1)
    insert(b, 0, hi=1)
    print(b)
    w = words[:]
    insert(w, 'xx', key=len)
    insert(w, 'yyyyyyy', key=len)
    print(w)


class Row:
    def __init__(self):
        self.items = [1, 3]

    def __len__(self):
        return 2

    def __getitem__(self, i):
        return self.items[i]

    def insert(self, i, x):
        print('insert', i, x)
        if x == 13:
            raise ValueError('insert')


bisect.insort(Row(), 2)
show(bisect.insort_left, Row(), 13)
show(bisect.insort, (1, 2), 1)
show(bisect.bisect, a, 'x')
show(bisect.bisect_left, a, 'x')
show(bisect.insort_left, a, 'x')
show(bisect.bisect, a, 1, -1)
show(bisect.insort, a, 1, -1)
show(bisect.bisect, a, 1, 0, 10)
show(bisect.bisect, a, 1, 'x')
show(bisect.bisect, 5, 1)
show(bisect.bisect, {1: 2}, 1)
show(bisect.bisect, a)
show(bisect.bisect, a, 1, key=5)
show(bisect.bisect_left, a, 1, key=lambda x: 1 / 0)
show(bisect.insort_right, a, 1, key=lambda x: 1 / 0)
show(bisect.bisect, a, 1, 0, 5, len)


class Odd:
    def __init__(self, answer):
        self.answer = answer

    def __lt__(self, other):
        return self.answer

    def __gt__(self, other):
        return self.answer


class NoTruth:
    def __bool__(self):
        raise ValueError('truth')


print(bisect.bisect([Odd([])] * 4, Odd('x')), bisect.bisect_left([Odd([])] * 4, Odd('x')), bisect.bisect_left([Odd(1)] * 4, 0), bisect.bisect([0] * 4, Odd(1)))
show(bisect.bisect, [Odd(NoTruth())], Odd(NoTruth()))
show(bisect.bisect_left, [Odd(NoTruth())], Odd(NoTruth()))


# atexit in full: what runs, in which order, what can be taken back
def note(*args, **kwargs):
    print('exit', args, kwargs)


def other():
    print('other')


start = atexit._ncallbacks()
print(atexit.register(note, 1, k=2) is note, atexit.register(other) is other, atexit.register(other) is other, atexit._ncallbacks() - start)
print(atexit.unregister(other), atexit.unregister(5))
show(atexit.register, 5)
show(atexit.unregister)


class Stubborn:
    def __call__(self):
        pass

    def __eq__(self, other):
        raise ValueError('compared')


atexit.register(Stubborn())
show(atexit.unregister, len)
atexit._clear()
print(atexit._ncallbacks())
atexit.register(note, 'last')
atexit.register(note, 'now')
atexit._run_exitfuncs()
print(atexit._ncallbacks())
atexit.register(other)
atexit.register(note, 'end')
