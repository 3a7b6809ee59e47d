# SPDX-License-Identifier: MIT
# The command line as CPython has it. A case is a line `## NAME` and the shell commands below it, which call $PY; cases.golden
# holds what they wrote when $PY was CPython 3.13 (run.sh --golden).
## version to stdout
$PY -V | cut -c1-0; $PY --version | cut -c1-0
## help is written to stdout
$PY -h | head -1 | cut -c1-6; $PY --help | head -1 | cut -c1-6
## unknown short option
$PY -Z
## unknown long option
$PY --nonsense x
## option without its argument
$PY -c
## option without its argument, module
$PY -m
## option without its argument, filter
$PY -W
## option without its argument, X
$PY -X
## command
$PY -c 'import sys; print(sys.argv, __name__, sys.path[0] == "")' a -b --c
## command attached to its option
$PY -c'print(1)' -V
## command with an error
$PY -c '1/0'
## command with a syntax error
$PY -c 'x = = 1'
## missing file
$PY nosuch.py
## missing file, absolute
$PY /nosuch/dir/file.py
## file without permission
touch locked.py; chmod 000 locked.py; [ "$(id -u)" = 0 ] && echo "can't open file '$PWD/locked.py': [Errno 13] Permission denied" >&2 && exit 2; $PY locked.py
## folder without __main__
mkdir folder; $PY folder
## folder
mkdir folder; echo 'import sys, other; print(__name__, __file__[-18:], sys.argv, sys.path[0][-6:], other.x)' >folder/__main__.py; echo 'x = 5' >folder/other.py; $PY folder a
## file
echo 'import sys, os; print(sys.argv, __name__, __file__, os.path.basename(sys.path[0]) == os.path.basename(os.getcwd()))' >a.py; $PY a.py -x y
## file after --
echo 'print(5)' >a.py; $PY -- a.py
## file in a folder sees its neighbours
mkdir d; echo 'import b; print(b.x)' >d/a.py; echo 'x = 3' >d/b.py; $PY d/a.py
## module
echo 'import sys; print(__name__, __file__[-5:], repr(__package__), sys.argv[0][-5:], sys.argv[1:], __spec__.name)' >mod.py; $PY -m mod a -b
## module of a package
mkdir p; echo 'print("package")' >p/__init__.py; echo 'from . import x; print(__name__, __package__, x, __spec__.name)' >p/m.py; echo 'x = 1' >p/x.py; sed -i 's/ x,/ x.x,/' p/m.py; $PY -m p.m
## package
mkdir p; echo 'print("package")' >p/__init__.py; echo 'print(__name__, __package__, __spec__.name)' >p/__main__.py; $PY -m p
## package without __main__
mkdir p; touch p/__init__.py; $PY -m p
## missing module
$PY -m nosuch_module
## missing module of a package
mkdir p; touch p/__init__.py; $PY -m p.nosuch
## module of a missing package
$PY -m nosuch_package.mod
## module in C
$PY -m time
## module that fails
echo '1/0' >mod.py; $PY -m mod
## script on standard input
echo 'import sys; print(sys.argv, __name__)' | $PY
## dash
echo 'import sys; print(sys.argv, __name__)' | $PY - a b
## error on standard input
printf 'x = 1\nx.y\n' | $PY
## input() reads on after a script
echo 'line' | $PY -c 'print(input("? "))'
## interactive without a terminal
printf '1 + 1\nx = 5\nif x:\n    print("block")\n\nx\n' | $PY -i -q
## interactive, an error and going on
printf '1/0\nprint("on")\n' | $PY -i -q
## interactive, SystemExit
printf 'print(1)\nraise SystemExit(3)\nprint(2)\n' | $PY -i -q
## interactive after a command
printf 'x\n' | $PY -q -i -c 'x = 5; print("first")'
## interactive after a command that failed
printf 'x\n' | $PY -q -i -c 'x = 5; 1/0'
## interactive after a script that left by SystemExit
echo 'x = 6; raise SystemExit(3)' >a.py; printf 'x\n' | $PY -q -i a.py
## several options in one
printf 'x\n' | $PY -qi -c 'x = 5'
## statements without asserts
$PY -O -c 'assert 0; print(__debug__)'
## statements without docstrings
echo 'def f(): "doc"
print(f.__doc__, __debug__)' >a.py; $PY -OO a.py
## warnings are ignored by default outside __main__
echo 'import warnings; warnings.warn("old", DeprecationWarning)' >m.py; $PY -c 'import m'
## warnings as errors
$PY -W error -c 'import warnings; warnings.warn("bad")'
## warnings ignored
$PY -W ignore -c 'import warnings; warnings.warn("bad"); print("quiet")'
## warning filters by category
$PY -W error::DeprecationWarning -c 'import warnings; warnings.warn("fine"); warnings.warn("bad", DeprecationWarning)'
## warnings always
echo 'import warnings
for i in range(2): warnings.warn("again")' >a.py; $PY -W always a.py 2>&1 | grep -c 'again$'
## warnings once
echo 'import warnings
for i in range(2): warnings.warn("again")' >a.py; $PY -W once a.py 2>&1 | grep -c 'UserWarning'
## warning filter without sense
$PY -W nonsense -c 'print(1)'
## PYTHONWARNINGS
PYTHONWARNINGS=error $PY -c 'import warnings; warnings.warn("bad")'
## PYTHONWARNINGS, several
PYTHONWARNINGS=ignore,error::DeprecationWarning $PY -c 'import sys, warnings; print(sys.warnoptions); warnings.warn("fine"); warnings.warn("bad", DeprecationWarning)'
## -W after PYTHONWARNINGS
PYTHONWARNINGS=error $PY -W ignore -c 'import sys, warnings; warnings.warn("bad"); print(sys.warnoptions)'
## PYTHONPATH
mkdir one two; echo 'x = 1' >one/first.py; echo 'x = 2' >two/second.py; echo 'x = 3' >two/first.py; PYTHONPATH=one:two $PY -c 'import first, second; print(first.x, second.x)'
## PYTHONUNBUFFERED
PYTHONUNBUFFERED=1 $PY -c 'import sys; print(sys.stdout.write_through, sys.stderr.write_through, sys.stdin.write_through)'
## -u
$PY -u -c 'import sys, os; print(1, end=""); os.write(1, b"2"); print(3)'
## buffered without -u
$PY -c 'import sys, os; print(1, end=""); os.write(1, b"2"); print(3)'
## PYTHONASYNCIODEBUG
PYTHONASYNCIODEBUG=1 $PY -c 'import asyncio
async def main(): print(asyncio.get_running_loop().get_debug())
asyncio.run(main())'
## -X dev
$PY -X dev -c 'import asyncio, sys
async def main(): print(asyncio.get_running_loop().get_debug(), sys.flags.dev_mode, sys.warnoptions)
asyncio.run(main())'
## PYTHONDEVMODE
PYTHONDEVMODE=1 $PY -c 'import asyncio, sys
async def main(): print(asyncio.get_running_loop().get_debug(), sys.flags.dev_mode)
asyncio.run(main())'
## sys._xoptions
$PY -X dev -X name=value -X flag -c 'import sys; print(sys._xoptions)'
## PYTHONHASHSEED
PYTHONHASHSEED=0 $PY -c 'print(hash("abc"), {"a", "b", "c"})'
## PYTHONHASHSEED that is no number
PYTHONHASHSEED=abc $PY -c 'print(1)' 2>&1 | grep -o 'PYTHONHASHSEED must be.*'
## exit status: none
$PY -c 'raise SystemExit'
## exit status: number
$PY -c 'raise SystemExit(42)'
## exit status: beyond a byte
$PY -c 'raise SystemExit(300)'
## exit status: negative
$PY -c 'raise SystemExit(-1)'
## exit status: huge
$PY -c 'raise SystemExit(10**30)'
## exit status: true
$PY -c 'raise SystemExit(True)'
## exit status: text
$PY -c 'raise SystemExit("goodbye")'
## exit status: float
$PY -c 'raise SystemExit(2.5)'
## exit status: two arguments
$PY -c 'raise SystemExit(1, 2)'
## exit status: sys.exit of None
$PY -c 'import sys; sys.exit(None)'
## exit status: exit()
$PY -c 'exit(5)'
## exit status: quit of text
$PY -c 'quit("so long")'
## exit status: a subclass
$PY -c 'class E(SystemExit): code = 9
raise E(4)'
## exit status: os._exit
$PY -c 'import os; os._exit(6)'
## exit status: KeyboardInterrupt
$PY -c 'raise KeyboardInterrupt'
## exit status: SIGINT
$PY -c 'import os, signal; os.kill(os.getpid(), signal.SIGINT)'
## exit status: SIGTERM
$PY -c 'import os, signal; os.kill(os.getpid(), signal.SIGTERM)'
## exit status: excepthook that fails
$PY -c 'import sys
def hook(*a): raise TypeError("in the hook")
sys.excepthook = hook
1/0'
## exit status: no excepthook
$PY -c 'import sys
del sys.excepthook
1/0'
## exit status: stdout cannot be written
$PY -c 'print(1)' >/dev/full
## exit status: stdout is closed
$PY -c 'import sys; print(sys.stdout)' >&-
## exit status: stdin is closed
$PY -c 'import sys; print(sys.stdin)' <&-
## stderr is closed
$PY -c 'import sys; print(sys.stderr); 1/0' 2>&-
## a script with a zero byte
printf 'print(1)\0\n' >a.py; $PY a.py
## an argument that is not UTF-8
$PY -c 'import sys; print(ascii(sys.argv[1]))' "$(printf 'a\xffb')"
## an empty script
: >a.py; $PY a.py
## a script without a last newline
printf 'print(7)' >a.py; $PY a.py
## options of CPython that change nothing
$PY -B -E -s -S -I -c 'print("ok")'
## bad file: binary
printf 'x = 1\n\0\1\2\377\n' >a.py; ulimit -v 4194304 -t 10; $PY a.py
## bad file: random bytes
perl -e 'my $s = 7; print pack "C*", map { $s = ($s * 1103515245 + 12345) % 2**31; 1 + $s % 255 } 1 .. 5000' >a.py; ulimit -v 4194304 -t 10; $PY a.py
## bad file: not UTF-8 and no declaration
printf 'print("ok")\n# \377\376\n' >a.py; ulimit -v 4194304 -t 10; $PY a.py
## bad file: a string of 100 MB
{ printf 'x = "'; head -c 100000000 /dev/zero | tr '\0' a; printf '"\nprint(len(x))\n'; } >a.py; ulimit -v 4194304 -t 10; $PY a.py
## bad file: an error in a line of 100 MB
{ printf 'x = 1 +'; head -c 100000000 /dev/zero | tr '\0' ' '; printf '1 +\n'; } >a.py; ulimit -v 4194304 -t 10; $PY a.py 2>&1 >/dev/null | tail -1
## bad file: a hundred thousand brackets
{ head -c 100000 /dev/zero | tr '\0' '('; head -c 100000 /dev/zero | tr '\0' ')'; } >a.py; ulimit -v 4194304 -t 10; $PY a.py
## bad file: a hundred thousand open brackets
head -c 100000 /dev/zero | tr '\0' '[' >a.py; ulimit -v 4194304 -t 10; $PY a.py
## a repr that calls itself
ulimit -v 4194304 -t 10; $PY -c 'class R:
    def __repr__(self): return repr(self)
print(R())'
## a generator that re-enters itself
ulimit -v 4194304 -t 10; $PY -c 'def g(): yield next(it)
it = g()
print(next(it))'
## a chain of a hundred thousand exceptions is printed
ulimit -v 4194304 -t 10; $PY -c 'e = None
for i in range(100_000):
    n = ValueError(i); n.__context__ = e; e = n
raise e'
## a list nested a million deep is freed at the end
ulimit -v 4194304 -t 10; $PY -c 'x = []
for i in range(1_000_000): x = [x]
print("end")'
## a huge range
ulimit -v 4194304 -t 10; $PY -c 'r = range(10**30); print(r, 10**29 in r, r[5]); len(r)'
## a huge shift
ulimit -v 4194304 -t 10; $PY -c '1 << 10**12'
## a list that does not fit into memory
ulimit -v 4194304 -t 10; $PY -c 'x = [0] * 10**6
x * 10**6'
## a list that outgrows memory
ulimit -v 1500000 -t 10; $PY -c 'x = [0] * 1000
while True: x = x * 2'
## bad file: an encoding that does not exist
printf '# coding: koi7\nx = 1\n' >a.py; $PY a.py
## bad file: not in the encoding that it declares
printf '# coding: ascii\nx = "\377"\n' >a.py; $PY a.py
## python -m random
export COLUMNS=80; $PY -m random -h; $PY -m random -c x x; $PY -m random 1; $PY -m random -i 1; $PY -m random -f 0; $PY -m random a; $PY -m random 'b b'; $PY -m random b b; $PY -m random -i x; $PY -m random | head -3
## python -m inspect
echo 'def f(a):
    return a


class C:
    def m(self): pass' >m.py; $PY -m inspect m; $PY -m inspect m:f; $PY -m inspect m:C.m; $PY -m inspect -d m:f | grep -v Cached; $PY -m inspect nosuch; $PY -m inspect time; $PY -m inspect m:zzz; COLUMNS=80 $PY -m inspect -h
## python -m pickle, pickletools
$PY -c 'import pickle; pickle.dump([1, ("a", {"b": 2.5})], open("p", "wb"))'; export COLUMNS=80; $PY -m pickle p - p <p; $PY -m pickle -h; $PY -m pickle; $PY -m pickletools p; $PY -m pickletools -l 2 -p '-- {name}' p - <p; $PY -m pickletools -o out p; cat out; $PY -m pickletools -h; $PY -m pickle nosuch
## python -m zipfile
export COLUMNS=80; mkdir d; echo hello >d/a.txt; mkdir d/sub; echo x >d/sub/b.txt; touch -d '2020-01-02 03:04:05' d/a.txt d/sub/b.txt d d/sub; $PY -m zipfile -c z.zip d d/a.txt; $PY -m zipfile -l z.zip; $PY -m zipfile -t z.zip; $PY -m zipfile -e z.zip out; cat out/a.txt out/d/sub/b.txt; $PY -m zipfile; $PY -m zipfile -h; $PY -m zipfile -c z2.zip d --metadata-encoding latin-1; $PY -m zipfile -l nosuch.zip
## python -m sqlite3
export COLUMNS=80; $PY -m sqlite3 f.db 'create table t(a, b)'; $PY -m sqlite3 f.db 'insert into t values (1, "x")'; $PY -m sqlite3 f.db 'select * from t'; $PY -m sqlite3 f.db 'nonsense'; echo $?; $PY -m sqlite3 :memory: 'select 1, null, 2.5'; $PY -m sqlite3 -h; printf 'select 1;\nselect\n  2;\n.help\nbad;\n.quit\n' | $PY -m sqlite3 2>&1 | grep -v 'running on'
## python -m uuid
export COLUMNS=80; $PY -m uuid -h; $PY -m uuid | wc -c; $PY -m uuid -u uuid5 -n @dns -N python.org; $PY -m uuid -u uuid3 -n 6ba7b811-9dad-11d1-80b4-00c04fd430c8 -N x; $PY -m uuid -u uuid3; echo $?; $PY -m uuid -u uuid9; $PY -m uuid --uuid uuid1 | wc -c
## python -m ast, tokenize
export COLUMNS=80; echo 'x = 1 # c' >a.py; $PY -m ast a.py; $PY -m ast -a -i 1 -m exec a.py; echo 'a+b' | $PY -m ast -m eval; $PY -m ast -h; $PY -m ast -m x; $PY -m tokenize a.py; $PY -m tokenize -e a.py; echo 'if x: y' | $PY -m tokenize; printf 'x = (\n' >b.py; $PY -m tokenize b.py 2>&1 | cut -c1-4; printf 'if x:\n    a\n  b\n' >c.py; $PY -m tokenize c.py 2>&1 | cut -d: -f1; $PY -m tokenize nosuch.py; $PY -m tokenize -h
## python -m asyncio
printf 'x = 5\nawait asyncio.sleep(0, x)\nf = lambda: asyncio.sleep(0, 7)\nawait f()\nasyncio.get_running_loop().is_running()\nimport sys; sys.exit(4)\n' | $PY -m asyncio 2>/dev/null; echo $?; printf '1\n' | $PY -m asyncio 2>&1 | tail -2; printf 'await asyncio.wait_for(asyncio.sleep(5), 0.01)\n' | $PY -m asyncio 2>&1 | grep '^TimeoutError'
## python -m platform, calendar
$PY -m platform | wc -l; $PY -m platform --terse | cut -d- -f1; $PY -m calendar 2024 2; $PY -m calendar 2024 99 2>&1 | tail -1
## python -m gzip, base64
export COLUMNS=80; echo hello >f; $PY -m gzip f; $PY -m gzip -d f.gz; cat f; $PY -m gzip -d f; $PY -m gzip -h; $PY -m base64 f; $PY -m base64 -e f | $PY -m base64 -d; $PY -m base64 -x
## python -m json.tool, timeit, unittest
export COLUMNS=80; echo '{"b": [1, 2], "a": "\u00e9"}' >j; $PY -m json.tool j; $PY -m json.tool --sort-keys --compact j; $PY -m json.tool --no-ensure-ascii --indent 1 j; echo '[1' | $PY -m json.tool; $PY -m json.tool -h; $PY -m timeit -n 1 -r 1 pass | cut -c1-16; $PY -m timeit -n 2 'nope' 2>&1 | tail -1; $PY -m timeit -x 2>&1 | head -2
## python -m tarfile
export COLUMNS=80; mkdir d; echo hi >d/a; $PY -m tarfile -c t.tgz d; $PY -m tarfile -l t.tgz; $PY -m tarfile -v -e t.tgz out; cat out/d/a; $PY -m tarfile -v -c t.tar d/a; $PY -m tarfile -v -t t.tar | tail -1; $PY -m tarfile -e t.tar --filter data; echo x >x; $PY -m tarfile -t x; $PY -m tarfile -h; $PY -m tarfile -e t.tar a b
## python -m quopri, this, sysconfig
export COLUMNS=80; printf 'caf\351=\t\n' >f; $PY -m quopri f; $PY -m quopri -t f; $PY -m quopri f | $PY -m quopri -d | od -c | head -1; $PY -m quopri -x; $PY -m quopri -t -d f; $PY -m quopri nosuch; $PY -m this | head -3; $PY -m sysconfig | head -3
