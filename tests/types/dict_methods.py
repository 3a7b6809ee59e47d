# SPDX-License-Identifier: MIT
# Every method of dict, with errors.
def show(text, run):
    try:
        print(text, '->', repr(run()))
    except Exception as e:
        print(text, '!!', type(e).__name__ + ':', e)


d = {'a': 1, 'b': 2}
print(d.get('a'), d.get('z'), d.get('z', 0), d.pop('a'), d.pop('zz', 'dflt'), d, d.setdefault('c', 3), d.setdefault('c', 9), d.setdefault('n'), d)
d.update({'x': 1}); d.update(y=2); d.update([('z', 3), ['w', 4]]); d.update({'q': 0}, q=5); d.update(); print(d)
print(d.popitem(), d.copy() == d, list(d), list(d.keys()), list(d.values()), list(d.items()), len(d), 'x' in d, 5 in d)
print(dict(), dict(a=1), dict({'k': 1}, j=2), dict([('a', 1)]), dict(zip('ab', [1, 2])), dict.fromkeys('ab'), dict.fromkeys([1, 2], []), dict(((1, 2),)))
show('{}[\'x\']', lambda: {}['x'])
show('{1: 2}[(1, 2)]', lambda: ({1: 2}[(1, 2)]))
show('{}[[]]', lambda: {}[[]])
show('{[]: 1}', lambda: {[]: 1})
show('{{}: 1}', lambda: {{}: 1})
show('{}.pop(\'x\')', lambda: {}.pop('x'))
show('{}.pop()', lambda: {}.pop())
show('{}.popitem()', lambda: {}.popitem())
show('{}.update(5)', lambda: {}.update(5))
show('{}.update([1])', lambda: {}.update([1]))
show('{}.update([(1, 2, 3)])', lambda: ({}.update([(1, 2, 3)])))
show('{}.update([\'ab\', \'cd\'])', lambda: ({}.update(['ab', 'cd'])))
show('dict([1, 2])', lambda: (dict([1, 2])))
show('dict(5)', lambda: dict(5))
show('dict([(1,)])', lambda: (dict([(1,)])))
show('dict(\'ab\')', lambda: dict('ab'))
show('dict({}, {})', lambda: (dict({}, {})))
show('{}.get()', lambda: {}.get())
show('{}.get([])', lambda: {}.get([]))
show('[] in {}', lambda: [] in {})
show('{}.setdefault()', lambda: {}.setdefault())
show('dict.fromkeys()', lambda: dict.fromkeys())
show('dict.fromkeys(5)', lambda: dict.fromkeys(5))
show('{} < {}', lambda: {} < {})
show('{} + {}', lambda: {} + {})
show('hash({})', lambda: hash({}))
show('{\'a\': 1} | {\'b\': 2}, {\'a\': 1} | {\'a\': 2}, {1: 1} == {1.0: True}, {1: 2} != {1: 3}', lambda: ({'a': 1} | {'b': 2}, {'a': 1} | {'a': 2}, {1: 1} == {1.0: True}, {1: 2} != {1: 3}))
show('{} | [(1, 2)]', lambda: ({} | [(1, 2)]))
show('{**{\'a\': 1}, \'b\': 2, **{\'a\': 3}}, {1: \'a\', 1.0: \'b\', True: \'c\'}', lambda: ({**{'a': 1}, 'b': 2, **{'a': 3}}, {1: 'a', 1.0: 'b', True: 'c'}))
show('{**5}', lambda: {**5})
show('dict(**{\'a b\': 1}), dict(a=1, **{\'b\': 2})', lambda: (dict(**{'a b': 1}), dict(a=1, **{'b': 2})))
show('dict(**{1: 2})', lambda: dict(**{1: 2}))
d = {'a': 1}
d |= {'b': 2}; d |= [('c', 3)]; print(d)
d['a'] = 9; del d['b']; d['b'] = 0; print(d, list(reversed(d)), list(reversed(d.items())), list(reversed(d.values())))
try:
    del d['zz']
except KeyError as e:
    print(repr(e), str(e), e.args)
d.clear(); print(d, not d)
r = {}; r['me'] = r; r['l'] = [r]; print(r)
