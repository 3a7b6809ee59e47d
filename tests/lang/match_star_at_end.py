# What stands behind `*_` is fetched by its place from the start: a class need not know negative numbers.
import collections.abc


class Squares(collections.abc.Sequence):
    def __len__(self):
        return 5

    def __getitem__(self, i):
        print('item', i)
        return i * i


match Squares():
    case [first, *_, last]:
        print(first, last)
match Squares():
    case [*_, a, b]:
        print(a, b)
match Squares():
    case [_, *_, 16]:
        print('16 at the end')
match range(10):
    case [*_, 7, x, _]:
        print(x)
match [1]:
    case [a, *_, b]:
        print('too short')
    case [*_, b]:
        print('one', b)
