# SPDX-License-Identifier: MIT
# trace: lines as they run, counts, who calls whom, reports.
import glob, io, os, subprocess, sys, tempfile, trace

folder = os.path.realpath(tempfile.mkdtemp())
os.chdir(folder)
with open('helper.py', 'w') as f:
    f.write('''"""A module."""


def double(x):
    """Doc."""
    return x * 2


class Box:
    def __init__(self, value):
        self.value = value

    def show(self):
        if self.value > 100:
            print('large')  #pragma NO COVER
            print('never')
        return double(self.value)
''')
with open('program.py', 'w') as f:
    f.write('''import sys
from helper import Box

total = 0
for i in range(3):
    total += Box(i).show()
if total > 1000:
\tprint('no')
print('total', total, sys.argv[1:])
''')


def shown(text):
    return text.replace(folder, 'FOLDER')


def run(*args):
    done = subprocess.run([sys.executable, '-m', 'trace', *args], capture_output=True, text=True)
    out = [line for line in shown(done.stdout).splitlines() if 'frozen' not in line and '_bootstrap' not in line]
    print(args, done.returncode, done.stderr.splitlines()[-1:], *out, sep='\n  ')
    for name in sorted(glob.glob('*.cover') + glob.glob('out/*.cover')):
        if 'helper' in name or 'program' in name:
            print(name.replace(os.path.basename(folder), 'FOLDER'))
            print(open(name).read())
        os.remove(name)


run('--count', '--missing', '--summary', 'program.py', 'a', 'b')
run('--count', '-C', 'out', 'program.py')
run('--trace', '--ignore-dir', '/usr', 'program.py')
run('--count', '-R', '-f', 'kept', 'program.py')
run('--count', '-f', 'kept', 'program.py')
run('--report', '-m', '-f', 'kept')
for bad in ((), ('--report',), ('-l', '-t', 'program.py'), ('-s', '-t', 'program.py'), ('-c',), ('-c', '-r', 'x'), ('-c', 'missing.py')):
    run(*bad)

sys.path.insert(0, folder)
import helper


def work(n):
    return [helper.Box(n).show(), helper.double(n)]


for options in (dict(count=1, trace=0), dict(count=0, trace=1), dict(count=1, trace=1), dict(countfuncs=1), dict(countcallers=1), dict(count=0, trace=0), dict(trace=0, ignoremods=['helper']), dict(trace=1, ignoredirs=[folder])):
    tracer = trace.Trace(**options)
    print([*options], tracer.runfunc(work, 4))
    results = tracer.results()
    print(sorted((os.path.basename(name), line - work.__code__.co_firstlineno if 'trace' in name else line, n) for (name, line), n in results.counts.items()))
    print(sorted(entry[1:] for entry in results.calledfuncs), sorted((a[1:], b[1:]) for a, b in results.callers if 'work' in a[2] or 'show' in a[2]))
tracer = trace.Trace(count=1, trace=0)
tracer.runctx('x = double(3)\ny = x', {'double': helper.double}, names := {})
print(names, sorted(tracer.results().counts.values()))
one, other = trace.CoverageResults({('a', 1): 2}, {('f', 'm', 'n'): 1}), trace.CoverageResults({('a', 1): 3, ('b', 2): 1}, {}, callers={(('p', 'q', 'r'), ('s', 't', 'u')): 1, (('p', 'q', 'r'), ('p', 'q', 'v')): 1})
one.update(other)
print(one.counts, one.calledfuncs, one.callers, one.counter)
one.counts.clear()
one.write_results()
print(one.is_ignored_filename('<string>'), one.is_ignored_filename('x.py'), trace.__all__)
ignore = trace._Ignore(['pack'], ['/lib'])
print([ignore.names(*pair) for pair in (('/x/y.py', 'y'), ('/lib/z.py', 'z'), ('/library/w.py', 'w'), ('/x', 'pack'), ('/x', 'pack.sub'), ('/x', 'package'), (None, 'none'), ('/lib.py', 'lib'), ('/x', '<string>'))])
