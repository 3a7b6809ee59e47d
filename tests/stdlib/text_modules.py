# SPDX-License-Identifier: MIT
# textwrap, string, reprlib.
import reprlib
import string
import textwrap
from textwrap import *


def show(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


T = ("The quick brown-fox jumps over the lazy dog -- really well-known e-mail --option a-b-c x-ray "
     "supercalifragilisticexpialidocious.  Sentence two ends here. And \t tab\nnewline ends!  \"Quoted.\" Yes co-operation and 10-20 well--known")
for w in 5, 10, 20, 33, 70, 200:
    show(wrap, T, w)
for kw in [dict(break_long_words=False), dict(break_on_hyphens=False), dict(fix_sentence_endings=True), dict(drop_whitespace=False),
           dict(expand_tabs=False, replace_whitespace=False), dict(initial_indent='> ', subsequent_indent='  '), dict(tabsize=2),
           dict(max_lines=2), dict(max_lines=1, placeholder='...'), dict(max_lines=3, placeholder=' etc')]:
    show(wrap, T, 18, **kw)
show(fill, T, 30)
show(wrap, '', 5)
show(wrap, '   ', 5)
show(wrap, 'abc', 0)
show(wrap, 'abc def', 3, max_lines=1, placeholder='....')
show(shorten, 'Hello  world!  again', 12)
show(shorten, 'Hello world', 11)
show(shorten, 'Hello world', 10, placeholder='...')
show(dedent, '  a\n    b\n\n   \n  c\n')
show(dedent, '\ta\n  b')
show(dedent, '')
show(dedent, 'a\n  b')
show(dedent, '   \n')
show(indent, 'a\n\nb\n', '> ')
show(indent, 'a\n\nb', '> ', lambda l: True)
w = TextWrapper(width=15)
w.width = 9
print(w.wrap('привет мир, это тест'), w.fill('a b'))
t = string.Template('$who owes ${what} $$5 $1 $')
show(t.substitute, who='x', what='y')
show(t.safe_substitute, who='x')
t = string.Template('$who likes ${what}, $$ and $who\n$a_1')
show(t.substitute, who='x', what='y', a_1=3)
show(t.substitute, {'who': 'm', 'what': 1, 'a_1': 0}, who='kw')
show(t.substitute, who='x')
show(t.safe_substitute, who='x')
print(t.is_valid(), string.Template('$').is_valid(), t.get_identifiers(), t.template == t.template)
show(string.Template('line\nab $ c').substitute)
show(string.Template('${bad').substitute)
show(string.Template('$é').substitute)
print(string.capwords('hello  wORLD x'), string.capwords('a-b', '-'), string.punctuation, string.printable.encode(), string.hexdigits)
f = string.Formatter()
for args, kw in [(('{} {} {x}', 1, 2), {'x': 3}), (('{0:>{1}}|{2!r:5}', 'a', 4, 'b'), {}), (('{a.real} {b[0]} {b[k]}',), {'a': 5, 'b': {0: 1, 'k': 2}}),
                 (('{{}} {!s} {!a}', 'é', 'é'), {}), (('{',), {}), (('}',), {}), (('{0} {}', 1, 2), {}), (('{} {0}', 1, 2), {}), (('{!x}', 1), {}),
                 (('{5}', 1), {}), (('{q}',), {}), (('{:{:{:{}}}}', 1, 2, 3, 4), {}), (('plain',), {}), (('{a',), {}), (('{0!r',1), {}), (('{0.}', 1), {}), (('{0[}', 1), {})]:
    show(f.format, *args, **kw)
print(list(f.parse('a{b!r:c}d{{e}}{}')), f.get_field('0.real', (3,), {}))
show(f.vformat, '{0}', (1,), {})
R = reprlib.Repr()
for v in ['x' * 50, list(range(10)), tuple(range(10)), {i: i for i in range(9)}, set(range(9)), frozenset(range(9)), 10**60, [[[[[[[[1]]]]]]]], (1,), [], {}, set(), object.__name__, 'short', b'y' * 60, 3.5]:
    print(reprlib.repr(v))
print(reprlib.Repr(maxlist=2, maxstring=10, fillvalue='~').repr([1, 2, 3, 'abcdefghijklmnop']), reprlib.Repr(indent=2).repr([1, {'a': (2, 3)}]))


class L:
    @reprlib.recursive_repr('<rec>')
    def __repr__(self): return f'L({self!r})'


print(L(), L.__repr__.__name__)


class B:
    def __repr__(self): raise ValueError


print(reprlib.repr(B())[:14])
