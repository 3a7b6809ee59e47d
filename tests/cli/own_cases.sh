# SPDX-License-Identifier: MIT
# Options that only Rondo has: the commands of a case check themselves and succeed.
## bad poller
$PY --poller=kqueue -c 1 2>err; [ $? = 2 ] && grep -q 'unknown poller: kqueue' err
## pollers
for p in select poll epoll; do [ "$($PY --poller $p -c 'import asyncio; print(asyncio.run(asyncio.sleep(0, 5)))')" = 5 ] || exit 1; done
## bad memory limit
$PY -X memory=lots -c 1 2>err; [ $? = 2 ] && grep -q 'bad size: -X memory=lots' err
## memory limit
$PY -X memory=20M -c 'x = bytearray(30_000_000)' 2>err; [ $? = 1 ] && [ "$(tail -1 err)" = MemoryError ] && $PY -X memory=1G -c 'x = bytearray(30_000_000)'
## memory limit counts nothing that is ready before
[ "$($PY -X memory=2M -c 'import asyncio; print(asyncio.run(asyncio.sleep(0, 5)))')" = 5 ]
## library frames
echo 'import asyncio
async def main(): 1/0
asyncio.run(main())' >a.py
! $PY a.py 2>less; ! $PY -X frames=all a.py 2>more; ! grep -q frozen less && grep -q 'frozen asyncio' more && [ "$(tail -1 less)" = "$(tail -1 more)" ]
## compat is accepted
$PY -X compat=3.10 -c 'pass'
## tokens
echo 'x = 1' >a.py; $PY --tokens a.py >out && grep -q NAME out && grep -q NUMBER out && $PY --tokens -c 'y' | grep -q NAME
## tokens of a mistake
echo "x = 'a" >a.py; $PY --tokens a.py >out 2>err; [ $? = 1 ] && grep -q 'unterminated string' err
## tree
echo 'x = 1' >a.py; $PY --ast a.py | grep -q Assign && echo 'x' | $PY --ast - | grep -q Expr
## tree of a mistake
echo 'x = = 1' >a.py; $PY --ast a.py >out 2>err; [ $? = 1 ] && grep -q 'SyntaxError: invalid syntax' err
## bytecode
echo 'def f(a): return a + 1' >a.py; $PY --dis a.py | grep -q ADD
## bytecode of a mistake
echo 'return' >a.py; $PY --dis a.py >out 2>err; [ $? = 1 ] && grep -q "'return' outside function" err
## stages of a file that is not UTF-8
printf '# \xff\n' >a.py; for o in --tokens --ast --dis; do $PY $o a.py >out 2>err; [ $? = 1 ] && grep -q 'SyntaxError' err || exit 1; done
## long option with a value it does not take
$PY --trace=1 -c 1 2>err; [ $? = 2 ]
## long option without its value
$PY --poller 2>err; [ $? = 2 ] && grep -q 'Argument expected for the --poller option' err
## old lecture notes: one version of the past is known
$PY -X compat=2.7 -c pass 2>err; [ $? = 2 ] && grep -q 'compat knows 3.10 only, not 2.7' err && $PY -X compat=3.10 -W ignore -c 'import asyncio; asyncio.coroutine'
## trace
$PY --trace --virtual-time -c 'import asyncio
async def child(): await asyncio.sleep(1); raise ValueError("lost")
async def main():
    t = asyncio.create_task(child(), name="child"); u = asyncio.create_task(asyncio.sleep(9)); await asyncio.sleep(0); u.cancel(); await asyncio.sleep(2)
asyncio.run(main())' 2>err && grep -q child err
## virtual time
[ "$($PY --virtual-time -c 'import time; t = time.time(); time.sleep(3600); print(round(time.time() - t))')" = 3600 ]
## version
[ "$($PY -V)" = "$($PY --version)" ] && $PY -V | grep -q '^Rondo '
## help, manual page and completion name the same options
$PY --help | sed -n '/^Options:/,/^$/s/^  \(--*[a-zA-Z-]*\).*/\1/p' >help
$PY --man | sed -n '/^.Sh DESC/,/^.Sh INTER/s/^\.It Fl \([^ ]*\).*/-\1/p' >man
$PY --completion | sed -n "s/^ *-\*) COMPREPLY=(\$(compgen -W '\([^']*\)'.*/\1/p" | tr ' ' '\n' >completion
[ "$(wc -l <help)" -gt 15 ] && cmp help man && cmp help completion
## every option of the help is accepted
for o in $($PY --help | sed -n '/^Options:/,/^$/s/^  \(--*[a-zA-Z-]*\).*/\1/p'); do
    case $o in -c) v=pass ;; -m) v=keyword ;; -W) v=ignore ;; -X) v=dev ;; --poller) v=poll ;; --color) v=never ;; --cell) echo pass >cell.py; v=cell.py ;; *) v= ;; esac
    $PY $o $v -c pass </dev/null >out 2>err || { echo "$o"; cat err; exit 1; }
done
## the manual page is sound
$PY --man >page || exit 1; command -v mandoc >/dev/null || exit 0; mandoc -Tlint page >complaints || { cat complaints; exit 1; }; [ ! -s complaints ] || { cat complaints; exit 1; }
## the completion can be sourced
$PY --completion >c && bash -n c && bash -c 'source ./c; COMP_WORDS=(rondo --po); COMP_CWORD=1; _rondo; [ "${COMPREPLY[*]}" = --poller ] && COMP_WORDS=(rondo --poller ep) COMP_CWORD=2 && _rondo && [ "${COMPREPLY[*]}" = epoll ]'
## many options
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18; do set -- "$@" -X a$i=$i; done; [ "$($PY "$@" -c 'import sys; print(len(sys._xoptions))')" = 18 ]
## many filters
for i in $(seq 70); do set -- "$@" -W ignore; done; [ "$($PY "$@" -c 'import sys; print(len(sys.warnoptions))')" = 70 ]
## the stages of an empty script
: >a.py; for stage in tokens ast dis; do $PY --$stage a.py >/dev/null || exit 1; done
