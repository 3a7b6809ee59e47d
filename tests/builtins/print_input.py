# SPDX-License-Identifier: MIT
# stdin: print_input.txt
# print with every keyword; input with prompts and at the end of input.
import io, sys
print(); print(1, 'a', None, sep='-', end='!\n'); print('x', sep=None, end=None); print(*[1, 2], sep=''); print('a', 'b', sep='\n'); print('', end='')
s = io.StringIO(); print('to', 'file', file=s, flush=True); print(repr(s.getvalue())); print('err', file=sys.stderr)
class W:
    def write(self, t): log.append(t)
    def flush(self): log.append('flush')
log = []; print(1, 2, file=W(), flush=True); print(log)
for bad in (lambda: print(sep=1), lambda: print(end=1), lambda: print(file=5), lambda: print(1, bogus=2), lambda: print('x', file=object())):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
print(repr(input())); print(repr(input('prompt> '))); print(repr(input(5))); print([l for l in [sys.stdin.readline()]])
try: input('end? ')
except EOFError as e: print(type(e).__name__, e)
old = sys.stdout; sys.stdout = io.StringIO(); print('captured'); got = sys.stdout.getvalue(); sys.stdout = old; print(repr(got))
sys.stdout.write('written\n'); print(sys.stdout.write('n') == 1)
