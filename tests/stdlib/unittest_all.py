# SPDX-License-Identifier: MIT
# unittest: assertions and their messages, fixtures, outcomes, runner's text, loaders, discovery, asyncio cases.
import asyncio, io, logging, os, re, sys, unittest, warnings
from unittest import case, util
sys.stderr = sys.stdout
class Out(io.StringIO):
    pass
def shown(text):
    """Times and addresses are not compared, nor the library's own frames."""
    text = re.sub(r'in \d+\.\d{3}s', 'in TIME', re.sub(r'0x[0-9a-f]+', '0xID', re.sub(r'File ".*/', 'File "', text)))
    lines, hidden = [], False
    for line in text.splitlines(True):
        if line.lstrip().startswith('File "'):
            hidden = not line.lstrip().startswith(('File "unittest_all', 'File "test_'))
        elif not line.startswith('    '):
            hidden = False
        if not hidden and line.strip() != 'Traceback (most recent call last):':
            lines.append(line)
    return ''.join(lines)
def run(thing, **options):
    stream = Out()
    suite = thing if isinstance(thing, unittest.TestSuite) else unittest.defaultTestLoader.loadTestsFromTestCase(thing)
    result = unittest.TextTestRunner(stream, **options).run(suite)
    print(shown(stream.getvalue()))
    return result
print(sorted(unittest.__all__), [n for n in unittest.__all__ if not hasattr(unittest, n)])
t = unittest.TestCase()
long = list(range(60))
checks = [
    ('assertEqual', 1, 2), ('assertEqual', 'a', 'b'), ('assertEqual', 'line one\nline two\n', 'line one\nline 2\n'), ('assertEqual', 'a' * 100, 'a' * 99 + 'b'), ('assertEqual', [1, 2], [1, 3]),
    ('assertEqual', [1, 2, 3], [1]), ('assertEqual', (1,), (1, 2)), ('assertEqual', {1, 2}, {2, 3}), ('assertEqual', {'a': 1, 'b': [1]}, {'a': 2, 'b': [1]}), ('assertEqual', long, long[:-1] + [61]),
    ('assertEqual', 1.5, '1.5'), ('assertEqual', frozenset('a'), frozenset('b')), ('assertEqual', [[1], 2], [[1], 2, 3], 'my text'), ('assertEqual', 'x' * 50 + 'a' * 60, 'x' * 50 + 'b' * 60), ('assertEqual', long * 3, long * 4),
    ('assertNotEqual', 1, 1), ('assertTrue', 0), ('assertTrue', '', 'why'), ('assertFalse', [1]), ('assertIs', 1, 2), ('assertIsNot', None, None), ('assertIsNone', 5), ('assertIsNotNone', None),
    ('assertIn', 1, [2]), ('assertNotIn', 1, [1]), ('assertIsInstance', 1, str), ('assertNotIsInstance', 1, (int, str)), ('assertLess', 2, 1), ('assertLessEqual', 2, 1), ('assertGreater', 1, 2), ('assertGreaterEqual', 1, 2),
    ('assertAlmostEqual', 1.0, 1.1), ('assertAlmostEqual', 1, 1.1, 3), ('assertAlmostEqual', 1, 2, None, None, .5), ('assertNotAlmostEqual', 1.0, 1.00000001), ('assertNotAlmostEqual', 1, 1.2, None, 'm', .5), ('assertNotAlmostEqual', 5, 5),
    ('assertRegex', 'abc', 'x+'), ('assertNotRegex', 'abc', 'b'), ('assertCountEqual', [1, 2, 2], [2, 1, 3]), ('assertCountEqual', [[1], [2]], [[1], [1]]), ('assertMultiLineEqual', 'a', 5), ('assertMultiLineEqual', 'a\nb', 'a\nc'),
    ('assertSequenceEqual', [1], (2,)), ('assertSequenceEqual', 5, [1]), ('assertSequenceEqual', [1], {1}), ('assertSequenceEqual', [1], [1, 2], None, list), ('assertSequenceEqual', (1,), [1], None, list), ('assertListEqual', (1,), [1]), ('assertTupleEqual', (1,), (2, 3)),
    ('assertSetEqual', {1}, [2]), ('assertSetEqual', [1], {1}), ('assertSetEqual', {1}, 5), ('assertDictEqual', {}, []), ('assertDictEqual', {'k': 1}, {}), ('fail', 'no'), ('fail',),
]
for name, *args in checks:
    try:
        getattr(t, name)(*args)
        print(name, 'passed')
    except AssertionError as error:
        print(name, '->', error)
for passing in (('assertEqual', 1, 1.0), ('assertAlmostEqual', 1, 1 + 1e-9), ('assertAlmostEqual', 1, 1.2, None, None, .5), ('assertNotAlmostEqual', 1, 2), ('assertCountEqual', 'abc', 'cab'), ('assertSequenceEqual', (1,), [1]), ('assertRegex', 'abc', re.compile('b')), ('assertDictEqual', {}, {})):
    getattr(t, passing[0])(*passing[1:])
for bad in (lambda: t.assertAlmostEqual(1, 2, places=1, delta=1), lambda: t.assertNotAlmostEqual(1, 2, places=1, delta=1), lambda: t.assertRaises(5), lambda: t.assertRaises(ValueError, foo=1), lambda: t.assertWarns(ValueError), lambda: unittest.TestCase('nothing'), lambda: t.enterContext(5), lambda: t.assertRaises((ValueError, 'x'))):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
t.longMessage = False
try: t.assertEqual(1, 2, 'only this')
except AssertionError as error: print(error)
t.maxDiff = 5; t.longMessage = True
try: t.assertEqual([1], [2])
except AssertionError as error: print(error)
t.addTypeEqualityFunc(int, lambda a, b, msg=None: t.fail(f'ints {a} {b}'))
try: t.assertEqual(1, 1)
except AssertionError as error: print(error)

class Contexts(unittest.TestCase):
    def test_raises(self):
        with self.assertRaises(ValueError) as caught:
            int('x')
        self.assertIn('invalid literal', str(caught.exception))
        self.assertRaises(ZeroDivisionError, lambda: 1 / 0)
        with self.assertRaisesRegex(ValueError, 'lit.ral'):
            int('x')
    def test_not_raised(self):
        with self.assertRaises((ValueError, KeyError), msg='extra'):
            pass
    def test_not_raised_by(self):
        self.assertRaises(ValueError, int, '5')
    def test_regex(self):
        with self.assertRaisesRegex(ValueError, 'nothing'):
            int('x')
    def test_other(self):
        with self.assertRaises(ValueError):
            {}['k']
    def test_warns(self):
        with self.assertWarns(UserWarning) as caught:
            warnings.warn('careful')
        self.assertEqual((str(caught.warning), os.path.basename(caught.filename)), ('careful', os.path.basename(__file__)))
        with self.assertWarnsRegex(UserWarning, 'care'):
            warnings.warn('careful')
        self.assertWarns(DeprecationWarning, warnings.warn, 'old', DeprecationWarning)
    def test_no_warning(self):
        with self.assertWarns(UserWarning):
            pass
    def test_warns_regex(self):
        self.assertWarnsRegex(UserWarning, 'x', warnings.warn, 'y')
    def test_logs(self):
        with self.assertLogs('a', 'INFO') as caught:
            logging.getLogger('a.b').warning('hello %d', 5)
        self.assertEqual((caught.output, caught.records[0].name), (['WARNING:a.b:hello 5'], 'a.b'))
        with self.assertNoLogs():
            logging.getLogger('a').debug('no')
    def test_no_logs(self):
        with self.assertLogs(level='ERROR'):
            logging.getLogger().warning('x')
    def test_unexpected_logs(self):
        with self.assertNoLogs('z'):
            logging.getLogger('z').error('seen')
run(Contexts)

order = []
class Base(unittest.TestCase):
    """Documented."""
    @classmethod
    def setUpClass(cls):
        order.append('setUpClass'); cls.addClassCleanup(order.append, 'class cleanup')
    @classmethod
    def tearDownClass(cls):
        order.append('tearDownClass')
    def setUp(self):
        order.append('setUp'); self.addCleanup(order.append, 'cleanup 1'); self.addCleanup(lambda: order.append('cleanup 2'))
    def tearDown(self):
        order.append('tearDown')
class Outcomes(Base):
    def test_ok(self):
        """One line.

        More."""
        order.append('ok')
    def test_fail(self):
        helper(self)
    def test_error(self):
        print('printed before the error')
        1 / 0
    @unittest.skip('not today')
    def test_skip(self): pass
    @unittest.skipIf(True, 'because')
    def test_skip_if(self): pass
    @unittest.skipUnless(True, 'x')
    def test_skip_unless(self): pass
    @unittest.skip
    def test_skip_bare(self): pass
    def test_skip_inside(self): self.skipTest('inside')
    @unittest.expectedFailure
    def test_expected(self): self.fail()
    @unittest.expectedFailure
    def test_unexpected(self): pass
    def test_sub(self):
        for i in range(4):
            with self.subTest('message', i=i):
                with self.subTest(j='inner'):
                    self.assertEqual(i % 2, 0)
        with self.subTest():
            {}['key']
        with self.subTest('skipped one'):
            self.skipTest('sub')
    def test_chained(self):
        try:
            int('x')
        except ValueError as error:
            raise KeyError('second') from error
    def test_returns(self):
        return 5
def helper(case):
    case.assertEqual(1, 2, 'in helper')
result = run(Outcomes)
print(order[:8], len(order), order[-2:], result, result.wasSuccessful(), len(result.skipped), [str(x) for x in result.unexpectedSuccesses])
run(Outcomes, verbosity=2)
run(Outcomes, verbosity=0, buffer=True)
run(Outcomes, failfast=True)
run(Outcomes, descriptions=False, verbosity=2, tb_locals=True)

class BadSetUp(unittest.TestCase):
    def setUp(self): raise ValueError('setUp')
    def tearDown(self): print('never')
    def test(self): pass
class BadTearDown(unittest.TestCase):
    def tearDown(self): raise ValueError('tearDown')
    def test(self): self.fail('and the test')
class BadClass(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.addClassCleanup(lambda: 1 / 0)
        raise ValueError('class')
    def test(self): pass
class BadTearDownClass(unittest.TestCase):
    @classmethod
    def tearDownClass(cls): raise ValueError('class')
    def test(self): pass
class SkipClass(unittest.TestCase):
    @classmethod
    def setUpClass(cls): raise unittest.SkipTest('whole class')
    def test(self): pass
class BadCleanup(unittest.TestCase):
    def test(self):
        self.addCleanup(lambda: {}['x']); self.addCleanup(print, 'first')
        print(self.enterContext(io.StringIO('text')).read())
@unittest.skip('decorated')
class Skipped(unittest.TestCase):
    def test(self): pass
@unittest.expectedFailure
class Expected(unittest.TestCase):
    def test(self): self.fail('x')
for cls in BadSetUp, BadTearDown, BadClass, BadTearDownClass, SkipClass, BadCleanup, Skipped, Expected:
    run(cls)

class Async(unittest.IsolatedAsyncioTestCase):
    def setUp(self): order.append('sync setUp')
    async def asyncSetUp(self): order.append('asyncSetUp'); self.queue = asyncio.Queue()
    async def asyncTearDown(self): order.append('asyncTearDown'); await asyncio.sleep(0)
    async def test_one(self):
        self.addAsyncCleanup(self.later, 'x')
        await self.queue.put(1)
        self.assertEqual(await self.queue.get(), 1)
        value = await self.enterAsyncContext(Manager())
        self.assertEqual(value, 'entered')
    async def later(self, x): order.append(f'async cleanup {x}')
    async def test_fails(self):
        await asyncio.sleep(0)
        self.assertEqual(await asyncio.sleep(0, 5), 6)
    async def test_timeout(self):
        with self.assertRaises(TimeoutError):
            async with asyncio.timeout(0):
                await asyncio.sleep(1)
    def test_sync(self): self.assertTrue(True)
class Manager:
    async def __aenter__(self): return 'entered'
    async def __aexit__(self, *args): order.append('aexit')
order.clear()
run(Async, verbosity=2)
print(order)

suite = unittest.TestSuite()
suite.addTest(Outcomes('test_ok')); suite.addTests([Outcomes('test_fail')])
print(suite.countTestCases(), suite, [x.id() for x in suite], suite == unittest.TestSuite([Outcomes('test_ok'), Outcomes('test_fail')]), Outcomes('test_ok').shortDescription(), repr(Outcomes('test_ok')))
plain = suite.run(unittest.TestResult())
print(plain, suite.countTestCases(), plain.testsRun, list(suite))
for bad in (lambda: suite.addTest(5), lambda: suite.addTest(Outcomes), lambda: suite.addTests('text')):
    try: bad()
    except TypeError as error: print(error)
function = unittest.FunctionTestCase(lambda: order.append('function'), setUp=lambda: order.append('before'), tearDown=lambda: order.append('after'), description='described')
print(function, repr(function).split(' at ')[0], function.id(), function.shortDescription(), function.run().testsRun, order[-3:], function == function, function != 5)
try: unittest.TestSuite([Outcomes('test_error')]).debug()
except ZeroDivisionError as error: print('debug', error)
try: Outcomes('test_skip').debug()
except unittest.SkipTest as error: print('skip', error)

loader = unittest.TestLoader()
print(loader.getTestCaseNames(Outcomes)[:3], loader.loadTestsFromName('__main__.Outcomes.test_ok'), loader.loadTestsFromName('Outcomes', sys.modules['__main__']).countTestCases(), loader.loadTestsFromNames(['Async', 'Base'], sys.modules['__main__']).countTestCases())
run(unittest.TestSuite([loader.loadTestsFromName('nosuch.module'), loader.loadTestsFromName('__main__.Nothing')]))
print(len(loader.errors), loader.errors[0].splitlines()[0])
for bad in ('__main__.order', '__main__.helper2'):
    try: print(loader.loadTestsFromName(bad))
    except TypeError as error: print(shown(str(error))[:60])
try: loader.loadTestsFromTestCase(unittest.TestSuite)
except TypeError as error: print(error)
loader.testMethodPrefix = 'test_s'; loader.sortTestMethodsUsing = lambda a, b: (a < b) - (a > b)
print(loader.getTestCaseNames(Outcomes))
loader = unittest.TestLoader(); loader.testNamePatterns = ['*ski*_i*']
print(loader.getTestCaseNames(Outcomes))
os.makedirs('proj/pkg/sub')
def put(name, text):
    with open('proj/' + name, 'w') as file: file.write(text)
put('test_top.py', 'import unittest\nlog = []\ndef setUpModule(): log.append("up"); unittest.addModuleCleanup(log.append, "module cleanup")\ndef tearDownModule(): log.append("down")\nclass T(unittest.TestCase):\n    def test_a(self): pass\n    def test_b(self): self.fail()\n')
put('test_broken.py', 'import nosuchmodule\n'); put('test_skip.py', 'import unittest\nraise unittest.SkipTest("module")\n'); put('other.py', 'raise ValueError\n'); put('test-bad.py', '1/0')
put('pkg/__init__.py', ''); put('pkg/test_in.py', 'import unittest\nclass P(unittest.TestCase):\n    def test_p(self): pass\n')
put('pkg/sub/__init__.py', 'import unittest\ndef load_tests(loader, tests, pattern):\n    print("load_tests", pattern)\n    return unittest.TestSuite()\n')
put('test_badmodule.py', 'import unittest\ndef setUpModule(): raise OSError("module")\nclass M(unittest.TestCase):\n    def test_m(self): pass\n')
loader = unittest.TestLoader()
run(loader.discover('proj'), verbosity=2)
import test_top; print(test_top.log, loader.discover('proj', 'test_t*.py').countTestCases(), loader.discover('proj/pkg', top_level_dir='proj').countTestCases())
for bad in 'no/such', 'sys':
    try: loader.discover(bad)
    except (ImportError, TypeError) as error: print(type(error).__name__, str(error).replace(os.getcwd(), 'CWD'))
def program(*args, **options):
    stream = Out()
    saved, sys.stderr = sys.stderr, stream
    try:
        program = unittest.main(argv=['prog', *args], **options)
        print('no exit', program.result)
    except SystemExit as error:
        print('exit', error.code)
    finally:
        sys.stderr = saved
    print(shown(stream.getvalue()))
program('-v', module='test_top'); program('T.test_a', module='test_top'); program('-q', 'T', module='test_top', exit=False); program('-f', '-b', module='test_top')
program(module='math'); program(module='test_top', defaultTest='T.test_a'); program('proj/pkg/test_in.py', module=None)
print(util.safe_repr('x' * 90, True), util.strclass(int), util.three_way_cmp(1, 2), util.sorted_list_difference([1, 2], [2, 3]), util.unorderable_list_difference([1, 2], [2, 3]))
import signal
unittest.installHandler(); result = unittest.TestResult(); unittest.registerResult(result)
os.kill(os.getpid(), signal.SIGINT)
print(result.shouldStop, unittest.removeResult(result), unittest.removeResult(result)); unittest.removeHandler()
@unittest.removeHandler
def inside(): return signal.getsignal(signal.SIGINT) is signal.default_int_handler
print(inside())
case.addModuleCleanup(lambda: 1 / 0)
try: unittest.doModuleCleanups()
except ZeroDivisionError as error: print(error)
print(unittest.enterModuleContext(io.StringIO('z')).read()); unittest.doModuleCleanups()


class Unready(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise OSError('not ready')

    def test_one(self):
        pass

    test_two = test_one


class Ready(unittest.TestCase):
    def test_it(self):
        pass


for debug in False, True:
    suite, result = unittest.TestSuite([Unready('test_one'), Ready('test_it'), Unready('test_two')]), unittest.TestResult()
    try: suite.debug() if debug else suite.run(result)
    except OSError as error: print(error)
    print(list(suite), suite.countTestCases(), result)
    for holder, text in result.errors:
        print(holder, repr(holder), holder.id(), holder.shortDescription(), holder.countTestCases(), holder.run(result), holder(result), text.splitlines()[-1])
for kind in unittest.TestSuite, unittest.BaseTestSuite:
    stopped, suite = unittest.TestResult(), kind([Ready('test_it'), Ready('test_it')])
    stopped.stop()
    print(suite.run(stopped) is stopped, stopped.testsRun, list(suite), suite == kind([Ready('test_it')] * 2), suite == 3, suite == kind())
    print(suite(unittest.TestResult()), list(suite), suite.countTestCases(), suite._removed_tests, type(iter(suite)).__name__)
