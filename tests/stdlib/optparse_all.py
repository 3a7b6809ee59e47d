# optparse: options, groups, help, errors.
import optparse
import os
import sys
from optparse import *

os.environ['COLUMNS'] = '80'


def show(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except SystemExit as e:
        print('exit', e.code)
    except Exception as e:
        print(type(e).__name__, e)


sys.stderr = sys.stdout
print(optparse.__all__, optparse.__version__, OptionParser, [c.__mro__[1].__name__ for c in (OptionError, OptionConflictError, BadOptionError, optparse.AmbiguousOptionError)])
seen = []
p = OptionParser('usage: %prog [options] FILE', version='%prog 1.0', description='What %prog does. ' * 8, epilog='The end. ' * 12, prog='tool')
p.add_option('-f', '--file', dest='filename', help='write report to FILE (default: %default)', metavar='FILE', default='out.txt')
p.add_option('-q', '--quiet', action='store_false', dest='verbose', default=True, help="don't print status messages to stdout")
p.add_option('-v', action='count', dest='level', help='more')
p.add_option('-n', '--number', type='int', help='a number with a help text that is much too long for one line of eighty columns')
p.add_option('--float', type=float, default='2.5')
p.add_option('-c', '--choice', choices=['a', 'b'], help='one of them')
p.add_option('-p', '--point', nargs=2, type='complex')
p.add_option('-a', action='append', dest='many')
p.add_option('--const', action='store_const', const=42)
p.add_option('--ac', action='append_const', const='k', dest='many2')
p.add_option('-t', action='store_true', help=SUPPRESS_HELP)
p.add_option('--a-very-long-option-name', help='its help')
p.add_option('-x', '--call', action='callback', callback=lambda *args, **kw: seen.append((str(args[0]), args[1], args[2], args[4:], kw)), type='string',
             callback_args=(1, 2), callback_kwargs={'k': 3})
g = OptionGroup(p, 'Dangerous Options', 'Caution: use of these options is at your own risk. ' * 2)
g.add_option('-g', action='store_true', help='Group option.')
p.add_option_group(g)
g2 = p.add_option_group('Other')
g2.add_option('--other', type='string', dest='other', metavar='O')
p.print_help()
p.print_usage()
p.print_version()
for argv in ([], ['-f', 'x', 'a', '--file=y', 'b'], ['-fz', '-q', '-vvv'], ['--number', '0x1f'], ['-n', '0b11'], ['-n017'], ['--numb=12'], ['--choice', 'a', '-g'],
             ['-p', '1', '2j', 'rest'], ['-a1', '-a', '2'], ['--const', '--ac', '--ac'], ['-xval', '--call=w'], ['--', '-f', 'x'], ['a', '-', '-q'], ['-qt'], ['--a-v', 'q'],
             ['--float', '1e3', '--other='],
             ['-z'], ['--zzz'], ['-n', 'x'], ['--choice=z'], ['-f'], ['--file'], ['-p', '1'], ['-p', '1', 'x'], ['--quiet=1'], ['--f'], ['--ver'], ['-h'], ['--float=x'],
             ['-n', ''], ['--choic', 'b'], ['-qz'], ['-vn3']):
    print(argv)
    try:
        values, rest = p.parse_args(argv)
        print(sorted(vars(values).items()), rest)
    except SystemExit as e:
        print('exit', e.code)
print(seen)
print(p.has_option('-f'), p.has_option('--nope'), p.get_option('-f'), p.get_option('--nope'), p.get_option_group('-g') is g, p.get_option_group('-f'), p.get_prog_name(),
      p.get_version(), repr(p.get_usage()), p.expand_prog_name('%prog!'), p.defaults['filename'])
p.remove_option('-q')
print(p.has_option('--quiet'))
show(p.remove_option, '-q')
p.disable_interspersed_args()
print(p.parse_args(['-v', 'a', '-v'])[1])
p.enable_interspersed_args()
p.set_defaults(level=7, number='8')
print(p.get_default_values().number, p.parse_args([])[0].level)
p.set_process_default_values(False)
p.set_default('number', '9')
print(p.get_default_values().number)
show(p.add_option, '-f')
show(p.add_option)
show(p.add_option, 5)
show(p.add_option, '-y', 'z')
show(p.add_option_group, 5)
show(p.add_option_group, OptionGroup(OptionParser(), 't'))
show(p.error, 'message')
show(p.exit, 3, 'bye\n')
show(OptionParser, conflict_handler='x')
r = OptionParser(conflict_handler='resolve', usage=SUPPRESS_USAGE, add_help_option=False)
r.add_option('-a', '--all', help='first')
r.add_option('-a', '--any', help='second')
r.add_option('--all', help='third')
r.print_help()
r.print_usage()
r.set_usage('Usage: fine')
r.print_usage()
t = OptionParser(formatter=TitledHelpFormatter(), option_list=[make_option('-b', '--bee', help='bee %default', default=1)], prog='p')
t.add_option_group(OptionGroup(t, 'Group', 'text')).add_option('--gg', metavar='G')
t.print_help()
f = IndentedHelpFormatter(width=40, max_help_position=10)
f.set_short_opt_delimiter('')
f.set_long_opt_delimiter(' ')
show(f.set_short_opt_delimiter, '=')
show(f.set_long_opt_delimiter, '')
n = OptionParser(formatter=f, prog='narrow')
n.add_option('-l', '--long', help='words ' * 12)
n.print_help()
for args, kw in (((), {}), (('x',), {}), (('--',), {}), (('---x',), {}), (('-ab',), {}), (('-a',), dict(action='x')), (('-a',), dict(type='x')), (('-a',), dict(action='store_true', type='int')),
                 (('-a',), dict(type='choice')), (('-a',), dict(type='choice', choices='abc')), (('-a',), dict(type='int', choices=['a'])), (('-a',), dict(const=1)),
                 (('-a',), dict(action='store_true', nargs=2)), (('-a',), dict(action='callback')), (('-a',), dict(action='callback', callback=len, callback_args=5)),
                 (('-a',), dict(action='callback', callback=len, callback_kwargs=5)), (('-a',), dict(callback=5)), (('-a',), dict(callback_args=())), (('-a',), dict(callback_kwargs={})),
                 (('-a',), dict(foo=1, bar=2)), (('-',), {})):
    try:
        o = Option(*args, **kw)
        print(o)
    except Exception as e:
        print(type(e).__name__, e)
o = Option('-a', '--aa-bb', type=str)
print(o, o.dest, o.type, o.nargs, o.takes_value(), o.get_opt_string(), o.default == optparse.NO_DEFAULT, repr(o)[:12])
v = Values({'a': 1})
print(v, v == Values({'a': 1}), v == {'a': 1}, v == 5, v.ensure_value('b', []), v.ensure_value('a', 5), repr(v)[:10])
v.read_module('stat', 'careful')
with open('/tmp/optparse_values_%d.py' % os.getpid(), 'w') as file:
    file.write('a = 10\nzz = 11\n')
v.read_file(file.name)
print(v.a, hasattr(v, 'zz'))
v.read_file(file.name, 'loose')
print(v.zz)
show(v._update, {}, 'x')
os.unlink(file.name)


class MyOption(Option):
    TYPES = Option.TYPES + ('even',)
    TYPE_CHECKER = {**Option.TYPE_CHECKER, 'even': lambda option, opt, value: int(value) * 2}
    ACTIONS = Option.ACTIONS + ('extend',)
    STORE_ACTIONS = Option.STORE_ACTIONS + ('extend',)
    TYPED_ACTIONS = Option.TYPED_ACTIONS + ('extend',)
    ALWAYS_TYPED_ACTIONS = Option.ALWAYS_TYPED_ACTIONS + ('extend',)

    def take_action(self, action, dest, opt, value, values, parser):
        if action == 'extend':
            values.ensure_value(dest, []).extend(value.split(','))
        else:
            Option.take_action(self, action, dest, opt, value, values, parser)


m = OptionParser(option_class=MyOption)
m.add_option('-e', type='even')
m.add_option('-l', action='extend')
print(m.parse_args(['-e', '4', '-l', 'a,b', '-lc'])[0])
m.destroy()
