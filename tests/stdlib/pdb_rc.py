# A .pdbrc file, standard input and output of one's own, a class derived from Pdb, skip.
import bdb
import io
import os
import pdb
import sys

import string

with open('.pdbrc', 'w') as file:
    file.write('# a comment\n\nalias twice p 2 * (%1)\np "from the file"\n')


def work(n):
    m = n + 1
    return m


def session(commands, **options):
    out = io.StringIO()
    debugger = pdb.Pdb(stdin=io.StringIO(commands), stdout=out, **options)
    try:
        debugger.runcall(work, 5)
    except BaseException as error:
        print(type(error), error)
    print(out.getvalue().replace(os.path.dirname(__file__), ''))


session('p n\ntwice n\nn\nprint("to the debugger")\nc\n')
session('if n:\n  print("x")\n\nc\n', readrc=False)
session('p n\n', readrc=False)
session('commands\n', readrc=False)
session('b work\ncommands\np n\nsilent\nend\nb\nc\n', readrc=False)
bdb.Breakpoint.clearBreakpoints()


class Shouting(pdb.Pdb):
    def do_shout(self, arg):
        """shout text

        In capitals.
        """
        self.message(arg.upper())

    def error(self, msg):
        self.message('!!! %s' % msg)


out = io.StringIO()
debugger = Shouting(stdin=io.StringIO('shout abc\nhelp shout\nnosuch\nb 1000\nc\n'), stdout=out,
                    readrc=False, nosigint=True)
debugger.prompt = '# '
debugger.runcall(work, 1)
print(out.getvalue())


def calls_library():
    return string.capwords('a b')


debugger = pdb.Pdb(stdin=io.StringIO('s\nc\n'), stdout=sys.stdout, skip=['string'], readrc=False)
print(debugger.runcall(calls_library))
print([name for name in sorted(vars(pdb)) if name in pdb.__all__])
print(pdb.Pdb.__mro__[0].__name__, issubclass(pdb.Pdb, bdb.Bdb), pdb.line_prefix)
print(pdb.find_function('work', __file__)[0::2], pdb.find_function('nosuch', __file__))
print(pdb.find_first_executable_line(work.__code__), pdb.lasti2lineno(work.__code__, 0) > 0)
