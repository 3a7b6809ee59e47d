# SPDX-License-Identifier: MIT
# pprint: every option, container and error.
import collections, dataclasses, io, pprint, random, types
print(sorted(pprint.__all__))
words = 'the quick brown fox jumped over the lazy dog and went home for tea'.split()
@dataclasses.dataclass
class Point:
    x: int
    label: str = 'a rather long label to break the line here'
    inner: object = None
    hidden: int = dataclasses.field(default=1, repr=False)
@dataclasses.dataclass(repr=False)
class Plain:
    def __repr__(self): return 'plain'
    x: int = 1
class Own(dict):
    pass
class Other(dict):
    def __repr__(self): return 'Other' + dict.__repr__(self)
class Names(types.SimpleNamespace): pass
values = [
    {}, [], (), set(), frozenset(), (1,), {'a': 1}, words, tuple(words), set(words), frozenset(words), {w: i for i, w in enumerate(words)},
    [words, [words, [words]]], {'k': {'nested': words, 'b': {'c': words}}}, ' '.join(words) * 3, ' '.join(words) + '\nline two\n' + 'x' * 100, [' '.join(words) * 2],
    b'bytes' * 30, bytearray(b'ab' * 50), b'abc', [b'long bytes ' * 12], 10 ** 20, [10 ** 20, 1234567], 3.5, None, True, 1j,
    collections.OrderedDict((w, i) for i, w in enumerate(words)), collections.OrderedDict(), collections.defaultdict(int, {w: 1 for w in words}), collections.defaultdict(list),
    collections.Counter(words * 2), collections.Counter(), collections.ChainMap({w: 1 for w in words}, {'a': words}), collections.deque(words * 2), collections.deque(words, maxlen=20), collections.deque(),
    collections.UserDict({w: 1 for w in words}), collections.UserList(words * 2), collections.UserString('text ' * 30), types.MappingProxyType({w: 1 for w in words}),
    types.SimpleNamespace(a=1, b=words, c={'d': words}), Names(a=words * 2), Point(1), Point(1, inner=[Point(2), words]), Plain(), Own({w: i for i, w in enumerate(words)}), Other({w: 1 for w in words}),
    {1: 'a', 'b': 2, None: 3, (1, 2): 4}, [1, 'a', None, 2.5], {3, 'a', None}, {'z': 1, 'a': 2}, range(5), [{'x' * 30: 'y' * 30}, ('z' * 40, 'w' * 40)],
    {'a': ('long text ' * 12, [1, 2, 3] * 12)}, ['' , ' ', 'a' * 90, ' ' * 90], {'': ''},
]
for value in values:
    for options in ({}, {'width': 40}, {'width': 1}, {'indent': 4, 'width': 30}, {'compact': True, 'width': 30}, {'depth': 1}, {'depth': 2, 'width': 30}, {'sort_dicts': False, 'width': 20}, {'underscore_numbers': True}):
        if {type(None), str} <= {type(k) for k in value} if isinstance(value, (set, dict)) and value else False:
            print(len(pprint.pformat(value, **options)))
        else:
            print(options, pprint.pformat(value, **options))
    print(pprint.isreadable(value), pprint.isrecursive(value))
loop = [1, {'a': 2}]
loop.append(loop); loop[1]['self'] = loop
text = pprint.pformat(loop).replace(str(id(loop)), 'ID')
print(text, pprint.isreadable(loop), pprint.isrecursive(loop), pprint.saferepr(loop).replace(str(id(loop)), 'ID'))
wide = words + [words]; wide.append(wide)
print(pprint.pformat(wide).replace(str(id(wide)), 'ID'))
point = Point(1); point.inner = point
print(pprint.pformat(point, width=30))
stream = io.StringIO()
pprint.pprint({'b': 1, 'a': 2}, stream, 2, 30, 3)
pprint.pp({'b': 1, 'a': 2}, stream=stream); pprint.pp({'b': 1, 'a': words}, width=40)
print(stream.getvalue())
p = pprint.PrettyPrinter(width=20, stream=stream)
p.pprint(words); print(p.isreadable([1]), p.isrecursive(loop), p.isreadable(object()), p.format([1], {}, 0, 0))
class Short(pprint.PrettyPrinter):
    def format(self, object, context, maxlevels, level):
        if isinstance(object, str):
            return object.upper(), True, False
        return super().format(object, context, maxlevels, level)
print(Short(width=20).pformat({'a': words}))
for options in {'indent': -1}, {'depth': 0}, {'width': 0}, {'width': 'x'}:
    try:
        pprint.PrettyPrinter(**options)
    except Exception as error:
        print(type(error).__name__, error)
random.seed(3)
def make(n):
    if n == 0:
        return random.choice([1, 'word' * random.randrange(5), None, 2.5, b'x' * random.randrange(30), 'a b c ' * random.randrange(12)])
    kind = random.choice([list, tuple, dict, set])
    items = [make(n - 1) for _ in range(random.randrange(5))]
    if kind is dict:
        return {f'key{i}': item for i, item in enumerate(items)}
    if kind is set:
        return frozenset(f'{i}' * 9 for i in range(len(items)))
    return kind(items)
for n in range(150):
    print(pprint.pformat(make(random.randrange(4)), width=random.choice([10, 30, 60, 80]), indent=random.choice([1, 1, 2, 4]), compact=random.random() < .3))
