# Descriptors, wrappers, cells, code objects, generic aliases and classes as objects: what can be asked of them.
import copy
import types


def show(what, *args, **kwargs):
    try:
        print(what(*args, **kwargs))
    except BaseException as error:
        print(type(error).__name__, error)


# methods, class methods, wrappers, attributes of builtin types
print(str.join, str.__len__, ''.__len__.__qualname__, dict.__dict__['fromkeys'], type.__dict__['__mro__'], int.numerator)
print(str.join.__objclass__, str.__len__.__objclass__, complex.real.__objclass__, ''.__len__.__objclass__)
print(str.join.__name__, str.join.__qualname__, str.__len__.__qualname__, complex.real.__qualname__, complex.real.__name__)
print(list.clear.__text_signature__, list.append.__text_signature__)
print(str.join.__text_signature__, complex.real.__doc__, property.fget.__doc__, ''.__len__.__name__)
print(str.join.__reduce__(), ''.__len__.__reduce__())
show(str.join)
show(str.__len__)
show(str.join, 5)
show(str.__len__, 5)
show(str.join.__get__, None)
show(str.join.__get__, None, None)
show(str.join.__get__, 5, int)
print(str.join.__get__('-')(['a', 'b']), str.join.__get__(None, str) is str.join)
fromkeys = dict.__dict__['fromkeys']
print(fromkeys(dict, 'ab'), fromkeys.__get__(None, dict)('c'), fromkeys.__get__({})('d'))
show(fromkeys)
show(fromkeys, 5)
show(fromkeys, int)
show(fromkeys.__get__, None)
show(fromkeys.__get__, None, 5)
show(fromkeys.__get__, None, int)
a, b = [1], [1]
print(a.__len__ == a.__len__, a.__len__ == b.__len__, a.__len__ != b.__len__, hash(a.__len__) == hash(a.__len__), a.__len__ == 5, a.__len__ == a.__str__)
show(lambda: a.__len__ < b.__len__)
for holder, name in ((slice(1), 'start'), (range(3), 'stop'), (type, '__mro__'), ((lambda: 0), '__closure__'), (1, 'numerator')):
    show(setattr, holder, name, 5)
    show(delattr, holder, name)
show(int.numerator.__set__, 1, 5)
show(complex.real.__set__, 'x', 5)
show(complex.real.__get__, 'x')
show(int.numerator.__get__, None, int)
print(complex.real.__get__(2j), range.start.__get__(range(4, 5)))


class Slots:
    __slots__ = 'a', 'b', '__weakref__'


print(Slots.a, Slots.a.__doc__, Slots.a.__name__, Slots.a.__qualname__, Slots.a.__objclass__)
show(Slots().__getattribute__, 'a')
show(Slots.a.__get__, 5)
show(Slots.a.__set__, 5, 6)
show(Slots.a.__delete__, Slots())


# cells
def outer():
    x = [1]
    y = None
    del y

    def inner():
        return x, y
    return inner.__closure__


full, empty = outer()
print(full.cell_contents, repr(full).split(' at ')[0], repr(empty).endswith(': empty>'), 'list object' in repr(full))
show(lambda: empty.cell_contents)
print(full == types.CellType([1]), full != types.CellType([1]), full < types.CellType([2]), empty == types.CellType(), empty < full, full == 5)
show(lambda: full < types.CellType('x'))
show(hash, full)
cell = types.CellType(5)
cell.cell_contents = 6
print(cell.cell_contents)
del cell.cell_contents
show(lambda: cell.cell_contents)

# code objects
source = 'def f(a, /, b, *c, d=1, **e):\n    g = (a, "text")\n    return lambda: (g, b)\n'
code = compile(source, 'name.py', 'exec')
print(repr(code).split(' at ')[0], repr(code).split(', ', 1)[1])
inner = next(c for c in code.co_consts if isinstance(c, types.CodeType))
print(inner.co_name, inner.co_qualname, inner.co_varnames, inner.co_argcount, inner.co_posonlyargcount, inner.co_kwonlyargcount, inner.co_nlocals,
      inner.co_cellvars, inner.co_freevars, inner.co_firstlineno, inner.co_filename, inner.co_flags)
print('text' in inner.co_consts, type(inner.co_code), isinstance(inner.co_stacksize, int), type(inner.co_linetable), type(inner.co_exceptiontable))
print(sorted({line for _, _, line in inner.co_lines() if line}), all(start < end for start, end, _ in inner.co_lines()))
print(sorted({place[0] for place in inner.co_positions() if place[0]}))
other = inner.replace(co_name='h', co_qualname='q.h', co_filename='else.py')
print(other.co_name, other.co_qualname, other.co_filename, inner.co_name, other == inner)
print(compile('1', '', 'eval') == compile('2', '', 'eval'), compile('1', '', 'eval') != 5)
show(lambda: code < code)

# generic aliases
alias = list[int]
print(alias, dict[str, list[int]], tuple[int, ...], tuple[()], list[[int, str]], type[None], list['x'], alias.__origin__, alias.__args__, alias.__parameters__)
print(hash(alias) == hash(list[int]), alias == list[int], alias == list[str], alias == list, alias != set[int], len({alias, list[int], set[int]}))
show(hash, list[[int]])
print(alias([1, 2]), alias.__mro_entries__(()), alias.__reduce__()[0] is types.GenericAlias, alias.__reduce__()[1], copy.copy(alias) == alias, copy.deepcopy(alias) == alias)
star = next(iter(tuple[int, str]))
print(star, star.__unpacked__, tuple[int].__unpacked__, star == tuple[int, str], star.__typing_unpacked_tuple_args__, alias.__typing_unpacked_tuple_args__)
print([*tuple[int]], tuple[*tuple[int, str]])
show(lambda: alias[int])
show(lambda: isinstance([], alias))
show(lambda: issubclass(list, alias))
show(lambda: setattr(alias, 'x', 1))
print(types.GenericAlias(list, int), types.GenericAlias(Slots, (int, str)), types.GenericAlias(5, ()))
show(types.GenericAlias, list)
show(types.GenericAlias)
show(types.GenericAlias, list, int, x=1)
from typing import TypeVar, ParamSpec  # noqa: E402
T, U, P = TypeVar('T'), TypeVar('U'), ParamSpec('P')
two = dict[T, list[U]]
print(two.__parameters__, two[int, str], two[T, T].__parameters__, two[int, str].__parameters__, dict[T, T].__parameters__, two[U, T])
show(lambda: two[int])
show(lambda: two[int, str, bytes])
show(lambda: list[T][int, str])
show(lambda: list[int][()])
print(list[tuple[[T, U]]].__parameters__ if False else '', list[T | None].__parameters__, list[T | None][int])


# the classes' own attributes
class Plain:
    pass


print(Plain.__basicsize__ >= 0, Plain.__itemsize__, Plain.__dictoffset__ != 0, Plain.__weakrefoffset__ != 0, int.__dictoffset__, int.__weakrefoffset__)
print(isinstance(Plain.__flags__, int), Plain.__type_params__, Plain.__annotations__)
Plain.__annotations__['x'] = int
print(Plain.__annotations__)
del Plain.__annotations__
print(Plain.__annotations__)
del Plain.__annotations__
show(lambda: delattr(Plain, '__annotations__'))
Plain.__type_params__ = (T,)
print(Plain.__type_params__)
show(delattr, Plain, '__type_params__')
show(lambda: int.__annotations__)
show(setattr, int, '__annotations__', {})
show(setattr, int, 'x', 5)
show(delattr, int, '__doc__')
show(setattr, int, '__name__', 'x')
for name, value in (('__name__', 5), ('__name__', 'a\0b'), ('__qualname__', 5), ('__module__', 5), ('__bases__', 5), ('__bases__', ()), ('__bases__', (int,)), ('__doc__', 5),
                    ('__abstractmethods__', {'f'}), ('__dict__', {}), ('__mro__', ())):
    show(setattr, Plain, name, value)
show(Plain)
del Plain.__abstractmethods__
show(delattr, Plain, '__abstractmethods__')
show(lambda: Plain.__abstractmethods__)
show(lambda: type(Plain()))
for name in '__name__', '__qualname__', '__bases__', '__module__', '__doc__':
    show(delattr, Plain, name)
print(type.__subclasscheck__(int, bool), type.__subclasscheck__(bool, int), type.__instancecheck__(int, True), isinstance(int.__sizeof__(5), int), isinstance(type.__sizeof__(int), int))
show(type.__subclasscheck__, int, 5)
show(type)
show(type, 1, 2)
show(type, 5, x=1)
show(type, 'X', 5, {})
show(type, 'X', (), 5)
show(type, 5, (), {})
show(type, 'X', (5,), {})
show(type, 'a\0b', (), {})
show(type, 'X', (), {}, 5)
