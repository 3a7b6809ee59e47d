# SPDX-License-Identifier: MIT
# int | str, list[int]: repr, equality, attributes, isinstance.
def show(text, run):
    try:
        print(text, '->', repr(run()))
    except Exception as e:
        print(text, '!!', type(e).__name__ + ':', e)


show('int | str, int | None, None | int, int | str | int, (int | str) == (str | int), hash(int | str) == hash(str | int), type(int | str).__name__, (int | str).__args__', lambda: (int | str, int | None, None | int, int | str | int, (int | str) == (str | int), hash(int | str) == hash(str | int), type(int | str).__name__, (int | str).__args__))
show('int | 5', lambda: int | 5)
show('list[int], dict[str, int], tuple[int, ...], list[int].__origin__, list[int].__args__, list[int]() == [], list[int] == list[int], type(list[int]).__name__, repr(list[list[int] | None]), type[int], set[\'fwd\']', lambda: (list[int], dict[str, int], tuple[int, ...], list[int].__origin__, list[int].__args__, list[int]() == [], list[int] == list[int], type(list[int]).__name__, repr(list[list[int] | None]), type[int], set['fwd']))
show('isinstance([], list[int])', lambda: (isinstance([], list[int])))
show('issubclass(list, list[int])', lambda: (issubclass(list, list[int])))
show('int[str]', lambda: int[str])
show('list[int].append is list.append, list[int].__name__, callable(list[int]), dict[int, str](a=1)', lambda: (list[int].append is list.append, list[int].__name__, callable(list[int]), dict[int, str](a=1)))
show('isinstance(1, int | list[int])', lambda: (isinstance(1, int | list[int])))
show('int | list[int], list[int] | None, \'a\' in list[str]([*\'ab\'])', lambda: (int | list[int], list[int] | None, 'a' in list[str]([*'ab'])))
class L(list[int]): pass
print(L.__bases__, L.__orig_bases__, L([1]))
def f(a: int | None, *b: list[str]) -> 'later': pass
print(f.__annotations__)
