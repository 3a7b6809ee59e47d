# SPDX-License-Identifier: MIT
"""doctest: every name, all flags, failures and their texts, files, unittest suites.

>>> 1 + 1
2
>>> print('module')
module
"""
import doctest, io, os, re, sys, types, unittest
def good(x):
    """
    >>> good(2)
    4
    >>> for i in range(2):
    ...     print(i)
    0
    1
    >>> good('a')
    'aa'
    >>> 1 / 0
    Traceback (most recent call last):
        ...
    ZeroDivisionError: division by zero
    >>> x = {1: 'one', 2: 'two'}; x[1] # doctest: +ELLIPSIS
    'o...e'
    >>> print('a\\n\\nb')
    a
    <BLANKLINE>
    b
    """
    return x * 2
def bad():
    """Some text.

    >>> 1 + 1
    3
    >>> print('x')
    >>> 5
    5
    >>> undefined
    >>> int('x')
    Traceback (most recent call last):
    TypeError: other
    >>> None
    None
    >>> list(range(20)) # doctest: +NORMALIZE_WHITESPACE, +ELLIPSIS
    [0, 1, ...,
     18, 18]
    >>> print('skipped') # doctest: +SKIP
    never
    >>> True
    1
    >>> x ==
    Traceback (most recent call last):
    SyntaxError: invalid syntax
    """
class C:
    """
    >>> C().m()
    'm'
    """
    def m(self):
        """
        >>> C().m()
        'wrong'
        """
        return 'm'
    @property
    def p(self):
        """
        >>> C().p
        1
        """
        return 1
    @staticmethod
    def s():
        """>>> C.s()
        5
        """
        return 5
    class Inner:
        """no tests"""
__test__ = {'extra': '>>> 1\n1\n>>> 2\n3\n'}
def shown(text):
    text = re.sub(r'File ".*/', 'File "', text)
    return re.sub(r'(?m)^    +File "doctest.py".*\n(?: {8,}.*\n)*', '', re.sub('0x[0-9a-f]+', 'ID', text))
def capture(call, *args, **kw):
    saved, sys.stdout = sys.stdout, io.StringIO()
    try:
        result = call(*args, **kw)
    except Exception as error:
        result = f'{type(error).__name__}: {error}'
    finally:
        text, sys.stdout = sys.stdout.getvalue(), saved
    print(shown(text)); print(shown(repr(result)))
print(sorted(doctest.__all__), {n: getattr(doctest, n) for n in doctest.__all__ if isinstance(getattr(doctest, n), int)})
capture(doctest.testmod)
capture(doctest.testmod, verbose=True, exclude_empty=True)
for flag in 'REPORT_UDIFF', 'REPORT_CDIFF', 'REPORT_ONLY_FIRST_FAILURE', 'FAIL_FAST', 'DONT_ACCEPT_TRUE_FOR_1', 'DONT_ACCEPT_BLANKLINE', 'IGNORE_EXCEPTION_DETAIL', 'SKIP':
    print(flag); capture(doctest.testmod, optionflags=getattr(doctest, flag), report=False)
capture(doctest.testmod, raise_on_error=True); capture(doctest.testmod, 5); capture(doctest.testmod, types.ModuleType('empty'))
long = '''
>>> print('a\\nb\\nc\\nd\\ne')
a
b
x
d
e
>>> print('a\\nb\\nc') # doctest: +REPORT_CDIFF
a
b
d
>>> print('a\\nb\\nc') # doctest: +REPORT_NDIFF
a
b
d
'''
capture(doctest.run_docstring_examples, long, {}, name='long', optionflags=doctest.REPORT_UDIFF)
capture(doctest.run_docstring_examples, good, globals(), True, 'named')
parser = doctest.DocTestParser()
for e in parser.get_examples('text\n  >>> a = 1 # doctest: +SKIP\n  >>> b\n  2\n\n  >>> def f():\n  ...     pass\n  >>> raise X\n  Traceback (most recent call last):\n    stack\n  X: text\n  more\n'):
    print(repr(e.source), repr(e.want), e.exc_msg, e.lineno, e.indent, e.options)
print(parser.parse('before\n>>> 1\n1\nafter'))if 0 else print([type(p).__name__ for p in parser.parse('before\n>>> 1\n1\n\nafter')])
for text in '>>>x\n', '  >>> x\n ... y\n', '  >>> x\n y\n', '>>> x # doctest: +NOSUCH\n', '>>> # doctest: +SKIP\n':
    try: parser.get_examples(text, 'n'); print('fine')
    except ValueError as error: print(error)
test = parser.get_doctest('>>> x\n5\n', {'x': 5}, 'name', 'file', 10); print(test, test == test, test < parser.get_doctest('', {}, 'other', None, None), hash(test) == hash(test), test.examples[0] == doctest.Example('x\n', '5\n'), doctest.Example('a', 'b', 'c').exc_msg)
runner = doctest.DocTestRunner(verbose=False); print(runner.run(test), runner.summarize(), runner.tries, runner.failures, runner.skips)
capture(doctest.DocTestFinder(verbose=True).find, C); print([(t.name, t.lineno, len(t.examples)) for t in doctest.DocTestFinder().find(sys.modules['__main__'])], [t.name for t in doctest.DocTestFinder(recurse=False).find(C, 'Z')], [t.name for t in doctest.DocTestFinder(exclude_empty=False).find(C)])
try: doctest.DocTestFinder().find(5)
except ValueError as error: print(error)
checker = doctest.OutputChecker()
print([checker.check_output(w, g, f) for w, g, f in (('1\n', 'True\n', 0), ('1\n', 'True\n', doctest.DONT_ACCEPT_TRUE_FOR_1), ('a  b\n', 'a b\n', doctest.NORMALIZE_WHITESPACE), ('a...z\n', 'abcz\n', doctest.ELLIPSIS), ('...\n', 'x\n', doctest.ELLIPSIS), ('a...b...c', 'acb', doctest.ELLIPSIS), ('é\n', 'é\n', 0))], repr(checker.output_difference(doctest.Example('x', ''), '', 0)))
for error in (lambda: doctest.DebugRunner(verbose=False).run(parser.get_doctest('>>> 1\n2\n', {}, 'n', 'f', 0)), lambda: doctest.DebugRunner(verbose=False).run(parser.get_doctest('>>> 1/0\n', {}, 'n', 'f', 0))):
    try: error()
    except doctest.DocTestFailure as e: print('failure', e.got, e.example.want, e)
    except doctest.UnexpectedException as e: print('unexpected', e.exc_info[0].__name__, e)
with open('examples.txt', 'w') as file: file.write('Title\n\n>>> a\n1\n>>> b = 2\n>>> b\n3\n')
capture(doctest.testfile, os.path.abspath('examples.txt'), module_relative=False, globs={'a': 1}); capture(doctest.testfile, 'examples.txt', package='os', module_relative=False); capture(doctest.testfile, '/x')
class Stream(io.StringIO): pass
stream = Stream()
suite = doctest.DocTestSuite(); print(suite.countTestCases(), [repr(t) for t in suite][:3], [t.id() for t in suite][:3], [t.shortDescription() for t in suite][0])
result = unittest.TestResult(); suite.run(result); print(result); print(shown(result.failures[0][1]).split('\n\n', 1)[1])
suite = doctest.DocFileSuite(os.path.abspath('examples.txt'), module_relative=False, globs={'a': 1}, setUp=lambda t: print('setUp', t.name), tearDown=lambda t: print('tearDown'), optionflags=doctest.REPORT_NDIFF)
result = unittest.TestResult(); suite.run(result); print(result, [t.id() for t in suite]); print(shown(result.failures[0][1]).split('\n\n', 1)[1])
print(doctest.set_unittest_reportflags(doctest.REPORT_UDIFF), doctest.set_unittest_reportflags(0))
try: doctest.set_unittest_reportflags(doctest.ELLIPSIS)
except ValueError as error: print(error)
print(doctest.script_from_examples('Text.\n\n>>> x = 1\n>>> x\n1\n\nMore\n')); print(doctest.testsource('__main__', '__main__.good'))
flag = doctest.register_optionflag('MINE'); print(flag == doctest.register_optionflag('MINE'), doctest.TestResults(1, 2), doctest.TestResults(1, 2, skipped=1), tuple(doctest.TestResults(1, 2)))
print([doctest.script_from_examples(text) for text in ('', '\n', '\n\n\n', 'a\n\n\n', '\n\nb\n', '\n>>> 1\n\n\n>>> 2\n\n')])
print([doctest._strip_exception_details(text) for text in ('a.b.C: x.y\nz', 'C', 'a.C\nx: y.z', 'C: a.b: c', '', ':x', 'a.')])
print({name: flag for name, flag in doctest.OPTIONFLAGS_BY_NAME.items() if getattr(doctest, name, None) == flag}, doctest.COMPARISON_FLAGS, doctest.REPORTING_FLAGS)
