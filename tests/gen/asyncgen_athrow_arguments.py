# athrow() looks at its arguments when the step begins; operator.call and weak proxies in passing.
import operator
import time
import warnings
import weakref


async def numbers():
    try:
        yield 1
    except KeyError as error:
        yield error.args


def show(what, *args, **kwargs):
    try:
        print(what(*args, **kwargs))
    except BaseException as error:
        print(type(error).__name__, error)


with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter('always')
    for args in ((), (1, 2, 3, 4), (1,), (KeyError,), (KeyError, 'x'), (KeyError('y'), 'x'), (KeyError, 'x', 3), (KeyError, (1, 2), None), (KeyError, KeyError(7))):
        for started in False, True:
            g = numbers()
            if started:
                show(g.asend(None).send, None)
            step = g.athrow(*args)
            print(type(step).__name__)
            show(step.send, None)
    print([str(w.message) for w in seen])
show(type(numbers()).athrow)

show(operator.call)
show(operator.call, obj=print)
show(operator.call, 1)
print(operator.call(dict, a=1))


class Sequence:
    def __len__(self):
        return 2

    def __getitem__(self, i):
        return 'ab'[i]


class Both(Sequence):
    def __reversed__(self):
        return iter('xyz')

    def __bytes__(self):
        return b'bytes'


for kind in Sequence, Both, type('Plain', (), {}):
    target = kind()
    proxy = weakref.proxy(target)
    show(lambda: list(reversed(proxy)))
    show(bytes, proxy) if kind is Both else None
    del target
    show(reversed, proxy)

print(time.strftime('%Z %z', time.gmtime(0)))
