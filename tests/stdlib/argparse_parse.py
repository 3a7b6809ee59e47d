# argparse: what command lines give; actions, nargs, types, groups, commands, errors and exit codes.
import argparse, io, os, sys, contextlib, tempfile
from argparse import *
os.environ['COLUMNS'] = '80'
def run(p, *lines, method='parse_args'):
    for line in lines:
        out, err = io.StringIO(), io.StringIO()
        args = line.split() if isinstance(line, str) else line
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err): r = getattr(p, method)(args)
        except SystemExit as e: r = 'exit %r' % e.code
        except Exception as e: r = type(e).__name__ + ': ' + str(e)
        print(line, '->', r)
        for s in (out, err):
            if s.getvalue(): print('    ' + s.getvalue().rstrip('\n').replace('\n', '\n    '))
print(argparse.__all__, OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, PARSER, REMAINDER, SUPPRESS)
P = lambda **k: ArgumentParser(prog='p', **k)
p = P(); p.add_argument('x'); p.add_argument('y', nargs='?', default='d', type=str.upper); p.add_argument('-f', '--foo', type=int, default='7'); p.add_argument('-v', action='count', default=0); p.add_argument('--flag', action='store_true'); p.add_argument('--no', action='store_false'); p.add_argument('-c', action='store_const', const=42)
run(p, 'a', 'a b', 'a b c', '', 'a -f 3', 'a -f3', 'a --foo=3', 'a --foo 3 b', 'a --fo 3', 'a -f x', 'a -f', 'a -vvv -v', 'a -vf9', 'a --flag --no -c', 'a --f', 'a --flag=1', 'a -vx', 'a --nope', 'a -- -b', '-- -a', 'a -1', 'a -v=3', '-h', 'a -f=5', 'a --', '-v a -v b -v', ['a b', '-x y'], 'a -f -3', 'a -c5')
run(p, 'a --zip -q b c', method='parse_known_args')
p = P(); p.add_argument('-a', action='append'); p.add_argument('-b', action='append', nargs=2, default=[['x', 'y']]); p.add_argument('-e', action='extend', nargs='+'); p.add_argument('-k', action='append_const', const=1, dest='ks'); p.add_argument('-K', action='append_const', const=2, dest='ks'); p.add_argument('--version', action='version', version='%(prog)s 1.0'); p.add_argument('-o', nargs='?', const='C', default='D'); p.add_argument('-t', action='append', nargs='?', const='Z')
run(p, '', '-a 1 -a 2', '-b 1 2 -b 3 4', '-b 1', '-e 1 2 -e 3', '-k -K -k', '--version', '-o', '-o 5', '-t -t 4', '-e')
p = P(); p.add_argument('a', nargs=2); p.add_argument('b', nargs='*'); p.add_argument('c', nargs='+', type=int); p.add_argument('-x', nargs='*'); p.add_argument('-y', nargs=3, type=float, metavar=('A', 'B', 'C'))
run(p, '1 2 3', '1 2 3 4 5', '1', '1 2', '1 2 x', '1 2 3 -x', '1 2 3 -x a b', '-x a b -- 1 2 3', '1 2 3 -y 1 2 3', '1 2 3 -y 1 2', '1 -x 2 3 4', '-y 1 2 3 1 2 3')
p = P(); p.add_argument('cmd'); p.add_argument('rest', nargs=REMAINDER); p.add_argument('-v', action='store_true')
run(p, 'a', 'a -v b --c -d', '-v a b', 'a -- b')
p = P(); p.add_argument('--color', choices=['red', 'green'], default='red'); p.add_argument('n', type=int, choices=range(1, 4), nargs='?')
run(p, '', '2', '5', 'x', '--color green', '--color blue', '--col=red 3')
p = P(); g = p.add_mutually_exclusive_group(); g.add_argument('--a', action='store_true'); g.add_argument('--b'); g.add_argument('c', nargs='?'); r = p.add_mutually_exclusive_group(required=True); r.add_argument('-x', action='store_true'); r.add_argument('-y', type=int); r.add_argument('-z', help=SUPPRESS)
run(p, '-x', '-x --a', '-x --a --b 1', '', '-x -y 3', '-x --b 1 c', '-y 2 c', '-z 1', '-h')
def hexint(s):
    if s == 'bad': raise ArgumentTypeError('no good: %r' % s)
    return int(s, 16)
p = P(); p.add_argument('--h', type=hexint); p.add_argument('--l', type=lambda s: int(s)); p.add_argument('--s', type=str.split)
run(p, '--h ff', '--h bad', '--h zz', '--l x', ['--s', 'a b'])
p = P(); p.add_argument('-g', action='store_true'); s = p.add_subparsers(dest='cmd', title='commands', description='what to do', help='one of', metavar='CMD')
a = s.add_parser('add', aliases=['plus'], help='add things', description='Adds.'); a.add_argument('n', nargs='+', type=int); a.add_argument('--sum', dest='acc', action='store_const', const=sum, default=max); a.set_defaults(func='f_add')
b = s.add_parser('old', deprecated=True, help='old one'); b.add_argument('-x'); c = s.add_parser('nohelp')
run(p, '', 'add 1 2', '-g plus 3', 'add', 'add x', 'zzz', 'old -x 1', 'old --bad', 'add -h', '-h', 'nohelp extra', 'add 1 --zz', '-g')
run(p, 'add 1 --zz q', method='parse_known_args')
p = P(); s = p.add_subparsers(dest='cmd', required=True); q = s.add_parser('a'); t = q.add_subparsers(required=True); t.add_parser('b').add_argument('-z')
run(p, '', 'a', 'a b -z 1', 'a c', 'x', 'a b -h')
p = P(); p.add_argument('pos1'); s = p.add_subparsers(); s.add_parser('x'); print(repr(s.add_parser('y').prog)); run(p, '1 x', '1', '1 q')
p = P(); p.add_argument('--foo', action=BooleanOptionalAction, default=True, help='do foo'); p.add_argument('-q', '--quiet', action=BooleanOptionalAction); run(p, '', '--no-foo', '--foo', '-q', '--no-quiet', '-h')
p = P(); p.add_argument('-o', deprecated=True); p.add_argument('--long', '-l', deprecated=True, action='store_true'); p.add_argument('pos', deprecated=True, nargs='?'); run(p, '-o 1', '-o 1 -o 2', '--long -l', 'x', '')
p = P(fromfile_prefix_chars='@'); p.add_argument('-f'); p.add_argument('x', nargs='*')
with tempfile.NamedTemporaryFile('w', delete=False) as f: f.write('-f\nbar\nbaz qux\n')
run(p, ['a', '@' + f.name, 'z'][:1] + ['--']); r = p.parse_args(['a', '@' + f.name]); print(r); os.unlink(f.name); run(p, '@nope_file')
class Split(ArgumentParser):
    def convert_arg_line_to_args(self, line): return line.split()
with tempfile.NamedTemporaryFile('w', delete=False) as f: f.write('-f bar\n\n1 2\n')
p = Split(fromfile_prefix_chars='@+'); p.add_argument('-f'); p.add_argument('x', nargs='*'); print(p.parse_args(['+' + f.name])); os.unlink(f.name)
p = P(); p.add_argument('--foo'); p.add_argument('cmd'); p.add_argument('rest', nargs='*', type=int)
run(p, 'doit 1 --foo bar 2 3', 'doit --foo bar 1 2'); run(p, 'doit 1 --foo bar 2 3', '--foo 1', 'doit 1 --foo bar 2 --zz', 'a b', method='parse_intermixed_args'); run(p, 'doit 1 --zz 3', method='parse_known_intermixed_args')
p = P(); p.add_argument('r', nargs='...'); run(p, 'a', method='parse_intermixed_args'); p = P(); p.add_mutually_exclusive_group().add_argument('r', nargs='?'); run(p, 'a', method='parse_intermixed_args')
p = P(); p.add_argument('-r', required=True); p.add_argument('x', nargs='+'); run(p, 'a -r 1 b', '-r 1', 'a', method='parse_intermixed_args')
p = P(exit_on_error=False); p.add_argument('-n', type=int); run(p, '-n x', '-n 1 y', '--q'); p = P(allow_abbrev=False); p.add_argument('--foobar'); p.add_argument('-fx'); run(p, '--foo 1', '--foobar 1', '-fx 1', '-f 1')
p = P(prefix_chars='+-/'); p.add_argument('+f'); p.add_argument('/x', action='store_true'); p.add_argument('++bar'); run(p, '+f 1 /x ++bar 2', '-h', '+f', '/y'); p = P(prefix_chars='+'); print(p.format_help())
p = P(argument_default=SUPPRESS); p.add_argument('--a'); p.add_argument('b', nargs='?'); run(p, '', '--a 1'); p = P(); p.set_defaults(z=1, a=2); p.add_argument('--a'); p.set_defaults(b=3); p.add_argument('--b', default=4); print(p.get_default('a'), p.get_default('b'), p.get_default('z'), p.get_default('none')); run(p, '', '--a 9')
p = P(); p.add_argument('-1', dest='one'); p.add_argument('x', nargs='?'); run(p, '-1 5', '-2', '-1', '-- -2'); p = P(); p.add_argument('-n', type=int); p.add_argument('m', type=float, nargs='?'); run(p, '-n -5', '-5.5', '-n -5 -6', '-.5', '-1e3')
n = Namespace(a=1, b='x'); print(n, n == Namespace(b='x', a=1), n == 5, 'a' in n, 'q' in n, Namespace(**{'a b': 1, 'c': 2})); p = P(); p.add_argument('--z'); ns = Namespace(z=5, k=1); print(p.parse_args([], namespace=ns) is ns, ns); print(vars(p.parse_args(['--z', '1'])))
p = P(conflict_handler='resolve'); p.add_argument('-f', '--foo', help='old'); p.add_argument('--foo', help='new'); p.add_argument('-f', help='newest'); print(p.format_help())
par = ArgumentParser(add_help=False); par.add_argument('--parent', type=int, help='from parent'); gg = par.add_argument_group('grp', 'desc'); gg.add_argument('--g1'); mm = par.add_mutually_exclusive_group(); mm.add_argument('--m1'); mm.add_argument('--m2'); par.set_defaults(pd=1)
p = P(parents=[par]); p.add_argument('own'); run(p, '--parent 2 o --g1 3', 'o --m1 1 --m2 2', '-h')
run(p, 'o'); print(FileType('w', 5), FileType(), FileType('r', encoding='utf-8', errors='x'), repr(p)[:40], FileType('r')('-') is sys.stdin, FileType('w')('-') is sys.stdout, FileType('wb')('-') is sys.stdout.buffer)
p = P(); p.add_argument('f', type=FileType('r')); run(p, 'nope_file', '-'); 
class My(Action):
    def __call__(self, parser, namespace, values, option_string=None): print('act', self.dest, values, option_string); setattr(namespace, self.dest, values)
p = P(); p.add_argument('--m', action=My); p.add_argument('q', action=My, nargs='*'); p.register('action', 'my', My); p.register('type', 'hex', hexint); p.add_argument('-w', action='my', type='hex'); run(p, '--m 1 a b', '-w ff'); print(repr(p.add_argument('-z', type=int, help='h'))); print(Action(['-x'], 'x').format_usage())
bad = [lambda: p.add_argument('-q', action='zz'), lambda: p.add_argument('--m'), lambda: p.add_argument('-m2', '--m', '-w'), lambda: p.add_argument('x', required=True), lambda: p.add_argument('x', dest='y'), lambda: p.add_argument('--a', 'b'), lambda: p.add_argument('-'), lambda: p.add_argument('--'), lambda: p.add_argument('--r', type=5), lambda: p.add_argument('--r', type=FileType), lambda: p.add_argument('--r', nargs=0), lambda: p.add_argument('--r', const=1), lambda: p.add_argument('--r', action='append', nargs=0), lambda: p.add_argument('--r', action='append', const=0),
       lambda: p.add_argument('--r', nargs=2, metavar=('A',)), lambda: p.add_argument('--r', nargs='x'), lambda: p.add_argument('--r', action='store_true', nargs=1), lambda: p.add_argument('--r', action='store_const', type=int), lambda: P(conflict_handler='zz'), lambda: P(parents=[5]), lambda: p.add_mutually_exclusive_group().add_argument('x'), lambda: p.add_mutually_exclusive_group().add_argument('-r', required=True), lambda: (p.add_subparsers(), p.add_subparsers()), lambda: s.add_parser('a'), lambda: s.add_parser('new', aliases=['a']), lambda: Action([], 'x')(p, n, []), lambda: FileType('q')('-'), lambda: FileType('r')('nope_file'), lambda: P(zz=1), lambda: p.add_argument(zz=1)]
for f in bad:
    try: print('fine', f())
    except Exception as e: print(type(e).__module__, type(e).__name__, str(e).split(' object at')[0])
class Quiet(ArgumentParser):
    def error(self, message): raise ValueError('mine: ' + message)
    def exit(self, status=0, message=None): print('exit', status, message)
q = Quiet(prog='q'); q.add_argument('x'); run(q, '', '-h x')
p = P(usage='%(prog)s [opts]'); p.print_usage(); p.print_help(); p.print_usage(sys.stdout); run(p, '--q'); p.exit.__self__; ArgumentParser(usage=SUPPRESS).print_help()
try: p.exit(3, 'bye\n')
except SystemExit as e: print(e.code)
sys.argv = ['/x/prog.py', '-n', '3']; p = ArgumentParser(); p.add_argument('-n', type=int); print(p.prog, p.parse_args())
print(ArgumentError(None, 'm'), ArgumentError(p._actions[1], 'm'), ArgumentError(p._actions[1], 'm').argument_name, ArgumentError(p._actions[1], 'z').message)
p.parse_args(['-n', 'x'])
