# SPDX-License-Identifier: MIT
"""Unittest main program"""

import functools
import os
import sys
from . import loader, runner
from .signals import installHandler

__unittest = True

_NO_TESTS_EXITCODE = 5

_EXAMPLES = (('test_module', 'run tests from test_module'),
             ('module.TestClass', 'run tests from module.TestClass'),
             ('module.Class.test_method', 'run specified test method'),
             ('path/to/test_file.py', 'run tests from test_file.py'))
_MODULE_EXAMPLES = (('', 'run default set of tests'), ('MyTestSuite', "run suite 'MyTestSuite'"),
                    ('MyTestCase.testSomething', 'run MyTestCase.testSomething'),
                    ('MyTestCase', "run all 'test*' test methods\n%sin MyTestCase" % (' ' * 39)))


def _examples(prog, rows):
    lines = [f'  {prog} {arguments:27}- {text}\n' for arguments, text in rows]
    return 'Examples:\n' + ''.join(lines)


def _convert_name(name):
    """The name of the module in a file."""
    if os.path.isfile(name) and name.lower().endswith('.py'):
        if os.path.isabs(name):
            relative = os.path.relpath(name, os.getcwd())
            if os.path.isabs(relative) or relative.startswith(os.pardir):
                return name
            name = relative
        return os.path.normpath(name)[:-3].replace('\\', '.').replace('/', '.')
    return name


def _convert_select_pattern(pattern):
    return pattern if '*' in pattern else f'*{pattern}*'


class TestProgram:
    """A command-line program that runs a set of tests; this is primarily for making test modules
    conveniently executable."""

    module = None
    verbosity = 1
    failfast = catchbreak = buffer = progName = warnings = testNamePatterns = None
    _discovery_parser = None

    def __init__(self, module='__main__', defaultTest=None, argv=None, testRunner=None,
                 testLoader=loader.defaultTestLoader, exit=True, verbosity=1, failfast=None,
                 catchbreak=None, buffer=None, warnings=None, *, tb_locals=False, durations=None):
        self.module = module
        if isinstance(module, str):
            self.module = functools.reduce(getattr, module.split('.')[1:], __import__(module))
        argv = sys.argv if argv is None else argv
        self.exit = exit
        self.failfast, self.catchbreak, self.buffer = failfast, catchbreak, buffer
        self.verbosity = verbosity
        self.tb_locals = tb_locals
        self.durations = durations
        # Without filters of the user's, deprecations are shown.
        self.warnings = 'default' if warnings is None and not sys.warnoptions else warnings
        self.testLoader, self.testRunner, self.defaultTest = testLoader, testRunner, defaultTest
        self.progName = os.path.basename(argv[0])
        self.parseArgs(argv)
        self.runTests()

    def _print_help(self, *args, **kwargs):
        print(self._main_parser.format_help())
        print(_examples(self.progName, _EXAMPLES if self.module is None else _MODULE_EXAMPLES))
        if self.module is None:
            self._discovery_parser.print_help()

    def parseArgs(self, argv):
        if self.module is None and len(argv) > 1 and argv[1].lower() == 'discover':
            self._do_discovery(argv[2:])
            return
        self._parse(argv[1:])
        if self.module is None and not self.tests:
            self._do_discovery([])
            return
        if self.tests:
            self.testNames = [_convert_name(name) for name in self.tests]
        else:
            names = self.defaultTest
            self.testNames = (names,) if isinstance(names, str) else names and list(names)
        self.createTests()

    def createTests(self, from_discovery=False, Loader=None):
        if self.testNamePatterns:
            self.testLoader.testNamePatterns = self.testNamePatterns
        if from_discovery:
            finder = self.testLoader if Loader is None else Loader()
            self.test = finder.discover(self.start, self.pattern, self.top)
        elif self.testNames is None:
            self.test = self.testLoader.loadTestsFromModule(self.module)
        else:
            self.test = self.testLoader.loadTestsFromNames(self.testNames, self.module)

    def _parse(self, arguments):
        """Names and simple flags are read by hand, so that a test file need not load argparse."""
        flags = {'-v': ('verbosity', 2), '-q': ('verbosity', 0), '-f': ('failfast', True),
                 '-c': ('catchbreak', True), '-b': ('buffer', True)}
        found, names = {}, []
        for argument in arguments:
            name, value = flags.get(argument, (None, None))
            if name is None and argument.startswith('-') or name in (
                    'failfast', 'catchbreak', 'buffer') and \
                    getattr(self, name) is not None:
                self._initArgParsers()
                self._main_parser.parse_args(arguments, self)
                return
            if name is None:
                names.append(argument)
            else:
                found[name] = value
        for name in 'failfast', 'catchbreak', 'buffer':
            if getattr(self, name) is None:
                setattr(self, name, False)
        for name, value in found.items():
            setattr(self, name, value)
        self.tests = names

    def _initArgParsers(self):
        parent = self._getParentArgParser()
        self._main_parser = self._getMainArgParser(parent)
        self._discovery_parser = self._getDiscoveryArgParser(parent)

    def _getParentArgParser(self):
        import argparse
        parser = argparse.ArgumentParser(add_help=False)
        add = parser.add_argument
        add('-v', '--verbose', dest='verbosity', action='store_const', const=2,
            help='Verbose output')
        add('-q', '--quiet', dest='verbosity', action='store_const', const=0, help='Quiet output')
        add('--locals', dest='tb_locals', action='store_true',
            help='Show local variables in tracebacks')
        add('--durations', dest='durations', type=int, default=None, metavar='N',
            help='Show the N slowest test cases (N=0 for all)')
        for flag, name, text in (('-f', 'failfast', 'Stop on first fail or error'),
                                 ('-c', 'catch', 'Catch Ctrl-C and display results so far'),
                                 ('-b', 'buffer', 'Buffer stdout and stderr during tests')):
            attribute = 'catchbreak' if name == 'catch' else name
            if getattr(self, attribute) is None:
                add(flag, f'--{name}', dest=attribute, action='store_true', help=text)
                setattr(self, attribute, False)
        if self.testNamePatterns is None:
            add('-k', dest='testNamePatterns', action='append', type=_convert_select_pattern,
                help='Only run tests which match the given substring')
            self.testNamePatterns = []
        return parser

    def _getMainArgParser(self, parent):
        import argparse
        parser = argparse.ArgumentParser(parents=[parent])
        parser.prog = self.progName
        parser.print_help = self._print_help
        parser.add_argument('tests', nargs='*',
                            help='a list of any number of test modules, classes and test methods.')
        return parser

    def _getDiscoveryArgParser(self, parent):
        import argparse
        parser = argparse.ArgumentParser(parents=[parent])
        parser.prog = f'{self.progName} discover'
        parser.epilog = (
            'For test discovery all test modules must be importable from the top level directory '
            'of the project.')
        add = parser.add_argument
        add('-s', '--start-directory', dest='start',
            help="Directory to start discovery ('.' default)")
        add('-p', '--pattern', dest='pattern', help="Pattern to match tests ('test*.py' default)")
        add('-t', '--top-level-directory', dest='top',
            help='Top level directory of project (defaults to start directory)')
        for name in 'start', 'pattern', 'top':
            add(name, nargs='?', default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        return parser

    def _do_discovery(self, argv, Loader=None):
        self.start, self.pattern, self.top = '.', 'test*.py', None
        if argv:
            self._initArgParsers()
            self._discovery_parser.parse_args(argv, self)
        self.createTests(from_discovery=True, Loader=Loader)

    def _makeRunner(self):
        if self.testRunner is None:
            self.testRunner = runner.TextTestRunner
        if not isinstance(self.testRunner, type):
            return self.testRunner
        options = {'verbosity': self.verbosity, 'failfast': self.failfast, 'buffer': self.buffer,
                   'warnings': self.warnings}
        for arguments in ({**options, 'tb_locals': self.tb_locals, 'durations': self.durations},
                          options):
            try:
                return self.testRunner(**arguments)
            except TypeError:
                continue                # a runner that takes less
        return self.testRunner()

    def runTests(self):
        if self.catchbreak:
            installHandler()
        self.result = self._makeRunner().run(self.test)
        if self.exit:
            if self.result.testsRun == 0 and not self.result.skipped:
                sys.exit(_NO_TESTS_EXITCODE)
            sys.exit(0 if self.result.wasSuccessful() else 1)


main = TestProgram
