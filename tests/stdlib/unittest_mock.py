# SPDX-License-Identifier: MIT
# unittest.mock: every name, messages of all assertions, specs, patches, special methods, coroutines, threads.
import asyncio, inspect, os, re, sys, threading, unittest
from unittest import mock
from unittest.mock import *
def shown(value):
    return re.sub(r"id='\d+'", "id=ID", re.sub(r'0x[0-9a-f]+', '0xID', str(value)))
def attempt(label, call, *args, **kw):
    try:
        print(label, '->', shown(call(*args, **kw)))
    except BaseException as error:
        print(label, '->', type(error).__name__, shown(error), '| cause', shown(repr(error.__cause__)) if error.__cause__ else None)
print(sorted(mock.__all__), mock.FILTER_DIR)
m = Mock()
print(shown(m), shown(m.a.b), shown(m.a().c), shown(m()), m.called, m.call_count, m.call_args, m.call_args_list, m.mock_calls, m.method_calls)
m(1, 2, k=3); m.method('x'); m.a.deep.er(5).z(6); m.a(7)
print(m.mock_calls, m.method_calls, m.call_args, m.call_args.args, m.call_args.kwargs, m.call_args_list, m.a.mock_calls)
print(call(1, 2, k=3) == m.call_args, call.method('x') in m.mock_calls, call().a == 5, repr(call), call.a.b(1).c(2), call.a(1).b(2).call_list(), call(1) == call(1), call(ANY) == call(5), m.call_args == ((1, 2), {'k': 3}), call('x') == ('', ('x',), {}), call.f == ('f',), ANY, ANY == 1, ANY != 1)
for name, args in (('assert_called', ()), ('assert_called_once', ()), ('assert_called_with', (1,)), ('assert_called_once_with', (1,)), ('assert_any_call', (1,)), ('assert_has_calls', ([call(1)],)), ('assert_not_called', ())):
    fresh, once, twice = Mock(), Mock(name='once'), Mock(name='twice')
    once(1); twice(1); twice(2, b='c')
    for thing in fresh, once, twice:
        attempt(name, getattr(thing, name), *args)
many = Mock(); many(1); many.x(2); many(3)
attempt('has', many.assert_has_calls, [call(1), call.x(2), call(3)]); attempt('order', many.assert_has_calls, [call(3), call(1)]); attempt('any', many.assert_has_calls, [call(3), call(1)], any_order=True); attempt('any', many.assert_has_calls, [call(4), call(1)], any_order=True)
attempt('typo', lambda: m.assert_caled); attempt('typo', lambda: m.called_once_with); attempt('typo', lambda: m.asert_called); print(shown(Mock(unsafe=True).assert_foo), shown(Mock(called_once=1)))
m = Mock(return_value=5, name='named', attr=1, **{'method.return_value': 3, 'other.side_effect': KeyError('k')})
print(m(), m.attr, m.method(), shown(m), shown(m.method)); attempt('effect', m.other)
m.configure_mock(x=5, **{'a.b': 6}); print(m.x, m.a.b)
m = Mock(side_effect=[1, ValueError('two'), DEFAULT, 4], return_value='default')
for _ in range(5): attempt('iter', m)
m.side_effect = lambda *a, **k: (a, k); print(m(1, b=2)); m.side_effect = TypeError; attempt('class', m); m.side_effect = None; print(m())
m.reset_mock(return_value=True, side_effect=True); print(m.called, m.call_args, m.mock_calls, shown(m()))
class Real:
    """Doc."""
    attr = 1
    def __init__(self, a, b=2): pass
    def method(self, x, *, y=1): return ('real', x, y)
    @classmethod
    def cm(cls, q): return 'cm'
    @staticmethod
    def sm(z): return 'sm'
    @property
    def prop(self): return 'prop'
    async def co(self, n): return n
    def __len__(self): return 3
    def __call__(self, c): return c
s = Mock(spec=Real)
print(isinstance(s, Real), shown(s), s.__class__ is Real, shown(s.method), inspect.iscoroutinefunction(s.co)); attempt('spec', lambda: s.nothing)
s.new = 1; attempt('spec_set', setattr, Mock(spec_set=Real), 'new', 1); attempt('list', lambda: Mock(['a', 'b']).c); print(shown(Mock(spec=['a']).a), [n for n in dir(Mock(spec=['zz'])) if n[:6] != 'assert'])
attempt('spec mock', Mock, spec=Mock()); attempt('bad sig', Mock(spec=Real(1)).assert_called_with, 1)
w = Mock(wraps=Real(1)); print(w.method(1, y=5), w.attr is w.attr, w(9)); w.method.return_value = 'set'; print(w.method(1)); attempt('wraps', lambda: w.nothing)
p = Mock(); c = Mock(); p.child = c; c(1); p.attach_mock(Mock(name='x'), 'other'); p.other(2); print(p.mock_calls, shown(p.other)); del p.gone; attempt('deleted', lambda: p.gone); attempt('del', lambda: delattr(p, 'gone')); p.gone = 5; print(p.gone)
mm = MagicMock()
print(len(mm), list(mm), bool(mm), int(mm), float(mm), complex(mm), mm == mm, mm == 5, mm != 5, 3 in mm, shown(mm[1]), shown(str(mm)), hash(mm) == hash(mm), shown(mm + 1), shown(1 + mm), mm.__getitem__.call_args, re.sub(r'\d+', 'N', os.fspath(mm)), shown(-mm), shown(divmod(mm, 2)), range(5)[mm], shown(round(mm)))
attempt('lt', lambda: mm < 1); mm.__lt__.return_value = True; print(mm < 1)
with mm as entered: pass
print(shown(entered), mm.__enter__.called, mm.__exit__.call_args, mm.mock_calls[-2:])
mm.__iter__.return_value = [1, 2]; mm.__len__.return_value = 7; mm.__str__.return_value = 'text'; mm.__getitem__.side_effect = lambda key: key * 2; mm.__contains__.return_value = True
print(list(mm), list(mm), len(mm), str(mm), mm['k'], 5 in mm); mm += 1; print(shown(mm))
m = Mock(); m.__len__ = Mock(return_value=4); m.__str__ = lambda self: 'own'; print(len(m), str(m)); attempt('len', len, Mock()); attempt('unsupported', setattr, m, '__init__', 1); attempt('magic spec', lambda: len(MagicMock(spec=['a'])))
n = NonCallableMagicMock(); attempt('call', lambda: n()); attempt('call', lambda: NonCallableMock()()); print(len(n), shown(n.child()))
mm.mock_add_spec(['only']); attempt('add_spec', lambda: mm.nothing); print(sentinel.thing, sentinel.thing is sentinel.thing, DEFAULT)

def function(a, b=1, *, c=2): "doc"
f = create_autospec(function)
print(f(1, c=5), f.__name__, inspect.signature(f), f.called, f.call_args, type(f).__name__) if 0 else print(shown(f(1, c=5)), f.__name__, inspect.signature(f), f.called, f.call_args, type(f).__name__)
attempt('sig', f); attempt('sig', f, 1, 2, 3); f.assert_called_once_with(1, c=5); f.assert_called_with(a=1, c=5); attempt('bad', f.assert_called_with, 1, 2, 3); f.return_value = 9; print(f(2), f.mock_calls); f.reset_mock(); print(f.call_count)
K = create_autospec(Real)
i = K(1, b=3)
print(isinstance(i, Real), shown(i.method(5)), shown(i.attr), shown(i.prop), len(i), K.mock_calls, shown(K.cm(1)), shown(K.sm(2)))
attempt('init', K); attempt('method', i.method); attempt('method', i.method, 1, 2); attempt('attr', lambda: i.nothing); attempt('call', i); i.method.assert_called_once_with(5)
attempt('static', K.sm); attempt('unbound', K.method, 1, 2); print(shown(i(4)))
attempt('set', setattr, create_autospec(Real, spec_set=True), 'zz', 1); attempt('typo', create_autospec, Real, auto_spec=True); attempt('mock', create_autospec, Mock()); print(shown(create_autospec([1, 2])), shown(create_autospec(Real, instance=True, name='N')), create_autospec(Real, return_value=3)(1))
d = create_autospec({'a': 1}); print(isinstance(d, dict), shown(d.get('x')))

module = sys.modules[__name__]
value = 'original'
class Target: attr = 'class attr'; other = 1
with patch('__main__.value', 'patched') as new: print(value, new)
with patch('__main__.value') as new: print(shown(value), value is new)
print(value)
@patch('__main__.value')
@patch.object(Target, 'attr', spec=True)
@patch('__main__.Target.other', new_callable=PropertyMock)
def decorated(prop, attr, val, extra=None):
    prop.return_value = 'prop'
    print(shown(attr), shown(val), Target().other, extra, value is val)
decorated(extra='e'); print(Target.attr, Target.other, value, decorated.__name__)
@patch('__main__.value', 'for class')
class Tests(unittest.TestCase):
    helper = 1
    def test_one(self): print('in test', value)
    def other(self): print('not patched', value)
Tests('test_one').test_one(); Tests('test_one').other()
with patch.multiple('__main__', value=DEFAULT, shown=shown, Target=DEFAULT) as made: print(sorted(made), value is made['value'])
@patch.multiple(Target, attr=DEFAULT, other='o')
def multiple(attr): print(Target.other, Target.attr is attr)
multiple()
env = {'a': 1}
with patch.dict(env, {'b': 2}, c=3) as inside: print(inside)
with patch.dict('__main__.env', clear=True): print(env)
@patch.dict(os.environ, {'MOCKED': 'yes'})
def with_env(): return os.environ.get('MOCKED')
print(env, with_env(), os.environ.get('MOCKED'))
patcher = patch('__main__.value', 5); print(patcher.start(), value, patcher.stop(), value, patcher.stop())
patch('__main__.value', 6).start(); patch.dict(env, z=1).start(); print(value, env); patch.stopall(); print(value, env)
with patch('builtins.open', mock_open(read_data='line 1\nline 2\n')) as opened:
    with open('nofile') as file: print(file.read(), file.read())
    with open('nofile') as file: print(list(file), file.readline())
    file = open('nofile'); print(file.readline(), file.readlines(), next(iter(file), None)); file.write('w')
    print(opened.mock_calls[:4], opened().write.call_args); opened.assert_any_call('nofile')
b = mock_open(read_data=b'bytes')(); print(b.read(2), b.read()); b.read.return_value = 'fixed'; print(b.read())
class Prop: pass
with patch.object(Prop, 'x', create=True, new_callable=PropertyMock, return_value=5) as x: print(Prop().x); Prop().x = 7; print(x.mock_calls)
with patch.object(Target, 'attr', autospec=True) as a: print(shown(a))
with patch('__main__.function', autospec=True) as fn: attempt('autospec', fn)
for bad in (lambda: patch('novalue'), lambda: patch(5), lambda: patch('__main__.nothing').start(), lambda: patch('nomodule.x').start(), lambda: patch.object('text', 'x'), lambda: patch.multiple('__main__'), lambda: patch('__main__.value', 1, new_callable=Mock), lambda: patch('__main__.value', autospec=True, new_callable=Mock), lambda: patch('__main__.value', 1, x=2).start(), lambda: patch('__main__.value', spec=True, autospec=True).start(), lambda: patch('__main__.value', autospect=True), lambda: patch('__main__.zz', create=True, spec=True).start(), lambda: patch('__main__.value', 1, autospec=True).start(), lambda: patch('__main__.value', spec=1, spec_set=2).start()):
    attempt('patch', bad)
s = MagicMock(); s.sub.leaf = 1; seal(s); attempt('seal', lambda: s.new); attempt('seal', lambda: s.sub.new); attempt('seal', s); print(s.sub.leaf); attempt('seal set', setattr, s, 'x', 1)
mock.FILTER_DIR = False; print('_mock_children' in dir(Mock())); mock.FILTER_DIR = True

async def main():
    a = AsyncMock(return_value=3)
    print(inspect.iscoroutinefunction(a), asyncio.iscoroutinefunction(a), await a(1, k=2), a.await_count, a.await_args, a.await_args_list, a.call_count)
    a.assert_awaited(); a.assert_awaited_once(); a.assert_awaited_with(1, k=2); a.assert_awaited_once_with(1, k=2); a.assert_any_await(1, k=2); a.assert_has_awaits([call(1, k=2)])
    for name, args in (('assert_awaited_with', (5,)), ('assert_not_awaited', ()), ('assert_any_await', (5,)), ('assert_has_awaits', ([call(5)],)), ('assert_has_awaits', ([call(5)], True))): attempt(name, getattr(a, name), *args)
    fresh = AsyncMock(name='fresh')
    for name, args in (('assert_awaited', ()), ('assert_awaited_once', ()), ('assert_awaited_with', (5,)), ('assert_awaited_once_with', (5,))): attempt(name, getattr(fresh, name), *args)
    a.side_effect = [1, ValueError('x')]
    print(await a())
    for _ in range(2):
        try: await a()
        except (ValueError, StopAsyncIteration) as error: print(type(error).__name__, error)
    async def effect(x): return x * 2
    a.side_effect = effect; print(await a(4)); a.side_effect = lambda x: x * 3; print(await a(4)); a.reset_mock(); print(a.await_count)
    print(await AsyncMock(wraps=effect)(5), shown(await AsyncMock()()), shown(a.child))
    m = MagicMock()
    async with m as e: print(shown(e))
    m.__aiter__.return_value = [1, 2]
    print([x async for x in m], m.__aenter__.await_count)
    with patch('__main__.coroutine') as co: co.return_value = 'mocked'; print(type(co).__name__, await coroutine(1))
    auto = create_autospec(coroutine); auto.return_value = 8; print(await auto(1), auto.await_count); auto.assert_awaited_once_with(1); attempt('sig', lambda: asyncio.run(auto())) if 0 else None
    r = create_autospec(Real)(1); r.co.return_value = 'co'; print(await r.co(2))
    @patch('__main__.value', 'async patched')
    async def inner(): return value
    print(await inner())
    @patch.dict(env, k='v')
    async def inner2(): return env
    print(await inner2(), env)
async def coroutine(x): return x
asyncio.run(main())
t = ThreadingMock(timeout=5)
threading.Thread(target=lambda: (t.go(1), t(2))).start()
t.wait_until_called(); t.go.wait_until_any_call_with(1); t.go.wait_until_called(timeout=5)
attempt('wait', ThreadingMock(timeout=0.01, name='t').wait_until_called); attempt('wait', ThreadingMock(timeout=0.01).wait_until_any_call_with, 1); t.reset_mock(); print(t.call_count)
