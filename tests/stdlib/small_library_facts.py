# Small things of the library: what a name takes, what is an instance of what.
import array
import collections.abc as abc
import configparser
import datetime
import enum
import fractions
import functools
import io
import typing
import zipfile


def attempt(what):
    try:
        print(what())
    except Exception as e:
        print(type(e).__name__, e)


C = abc.Callable
T = typing.TypeVar('T')
print('-- unions of Callable')
attempt(lambda: int | C[[int], str])
attempt(lambda: C[[int], str] | None)
attempt(lambda: (int | C[[int], str]).__args__)
attempt(lambda: list[int] | C[..., str])
attempt(lambda: (list[T] | C[[T], str])[int])
attempt(lambda: C[[int], str] == C[[int], str])
attempt(lambda: C[[int], str] == C[[int], int])
attempt(lambda: len({C[[int], str], C[[int], str]}))
attempt(lambda: isinstance(5, int | C[[int], str]))
attempt(lambda: isinstance('', int | C[[int], str]))

print('-- functools, enum')
info = functools.lru_cache(len).cache_info()
attempt(lambda: type(info)(hits=1, misses=2, maxsize=3, currsize=4))
attempt(lambda: list(enum.Enum('E', type=int)))
attempt(lambda: enum.Enum('E', module='x'))
attempt(lambda: list(enum.Enum('E', names='a b', type=int)))
attempt(lambda: list(enum.Enum('E', ('a', 'b'))))
attempt(lambda: enum.Enum('E', names=None))

print('-- array, fractions')
attempt(lambda: isinstance(array.array('i'), abc.MutableSequence))


class Ratio:
    def as_integer_ratio(self):
        return 3, 4


attempt(lambda: fractions.Fraction(Ratio()))
attempt(lambda: fractions.Fraction(1, 2) * (1 + 2j))

print('-- configparser, datetime')


class Plain(configparser.ConfigParser):
    _DEFAULT_INTERPOLATION = None


plain = Plain()
plain.read_string('[a]\nb = %(c)s\n')
attempt(lambda: plain['a']['b'])
try:
    plain.options('none')
except configparser.NoSectionError as e:
    print(e, e.__suppress_context__)
attempt(lambda: datetime.date.fromisocalendar(2020, 1, 2**70))
attempt(lambda: datetime.date.fromtimestamp(None))

print('-- zipfile.Path')
data = io.BytesIO()
with zipfile.ZipFile(data, 'w') as z:
    for i in range(3000):
        z.writestr(f'folder/{i}.txt', b'')
z = zipfile.ZipFile(data)
z.filename = 'place/some.zip'
root = zipfile.Path(z)
print(sum(1 for p in (root / 'folder').iterdir() if p.joinpath('none').exists() or p.exists()))
one = root / 'folder' / '7.txt'
print(repr(one.filename), one.name, one.stem, one.suffix, one.match('*.txt'), one.match('folder/8*'))
print(root.name, root.stem, root.suffix, root.parent, root.match('some.zip'))
unnamed = zipfile.Path(zipfile.ZipFile(data))
attempt(lambda: unnamed.name)
attempt(lambda: unnamed.parent)
