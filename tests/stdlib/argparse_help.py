# argparse: the layout of help and usage, in several widths and with every formatter.
import argparse, os
from argparse import *
def build(**k):
    p = ArgumentParser(prog=k.pop('prog', 'PROG'), description='A description that is long enough to be wrapped over more than one line, %(prog)s.\n\n  Second paragraph   with   spaces.', epilog='The end of %(prog)s.\n  indented', **k)
    p.add_argument('infile', help='the input file, whose help text is long enough to be wrapped in the column of the help'); p.add_argument('outs', nargs='*', metavar='OUT', help='outputs'); p.add_argument('opt', nargs='?', default=5, type=int, help='optional %(type)s'); p.add_argument('nohelp', nargs='+'); p.add_argument('pair', nargs=2, metavar=('P1', 'P2'), help='pair')
    p.add_argument('-s', help='short'); p.add_argument('--long-option-name', '-l', metavar='VALUE', type=float, default=1.5, help='long one'); p.add_argument('--choice', choices=['rock', 'paper', 'scissors'], default='rock', help='one of %(choices)s in %(prog)s'); p.add_argument('-v', '--verbose', action='count', default=0, help='more\noutput  with spaces'); p.add_argument('--secret', help=SUPPRESS); p.add_argument('--req', required=True, type=int, help='100%% needed (%(default)s)'); p.add_argument('--rest', nargs='*', type=str, help='zero or more'); p.add_argument('--one', nargs='+', metavar='N', type=int); p.add_argument('--maybe', nargs='?', type=int, help=''); p.add_argument('--two', nargs=2, metavar=('A', 'B'), type=int, help=' ')
    g = p.add_argument_group('group title', 'group description that may be rather long, so long that it has to be wrapped somewhere'); g.add_argument('--ga', help='in group', default=SUPPRESS, type=int); g.add_argument('--gb', action='store_true')
    p.add_argument_group('empty', 'nothing inside'); p.add_argument_group('totally empty'); p.add_argument_group().add_argument('--untitled', type=int)
    m = p.add_mutually_exclusive_group(); m.add_argument('--xa', action='store_true', help='xa'); m.add_argument('--xb', type=int); m.add_argument('--hidden', help=SUPPRESS)
    r = p.add_mutually_exclusive_group(required=True); r.add_argument('--ya', action='store_true'); r.add_argument('--yb', type=int)
    return p
for w in ('80', '40', '20', '120'):
    os.environ['COLUMNS'] = w
    for f in (HelpFormatter, RawDescriptionHelpFormatter, RawTextHelpFormatter, ArgumentDefaultsHelpFormatter):
        print('=====', w, f.__name__); print(build(formatter_class=f).format_help()); print(build(formatter_class=f).format_usage())
os.environ['COLUMNS'] = '80'
p = ArgumentParser(prog='P', formatter_class=MetavarTypeHelpFormatter); p.add_argument('--n', type=int, help='n'); p.add_argument('x', type=float); print(p.format_help())
print(build(prog='a_program_with_a_name_that_is_far_too_long_to_leave_room_for_anything_else').format_usage()); print(build(prog='a_program_with_quite_a_name').format_usage())
p = ArgumentParser(prog='a_program_with_a_name_that_is_far_too_long_to_leave_room_for_more'); p.add_argument('x'); p.add_argument('-f'); print(p.format_usage())
p = ArgumentParser(prog='only_positionals', add_help=False); [p.add_argument('argument_number_%d' % i) for i in range(8)]; print(p.format_help())
p = ArgumentParser(prog='only_options'); [p.add_argument('--option-number-%d' % i) for i in range(8)]; print(p.format_help())
p = ArgumentParser(prog='none', add_help=False); print(repr(p.format_help()), repr(p.format_usage()))
p = ArgumentParser(prog='sub', formatter_class=lambda prog: HelpFormatter(prog, max_help_position=40, width=70)); s = p.add_subparsers(title='T', dest='d', help='choose'); s.add_parser('alpha', help='first command'); s.add_parser('a_very_long_command_name_indeed', aliases=['b', 'c'], help='second command whose help is long enough to need wrapping'); s.add_parser('hidden'); print(p.format_help())
p = ArgumentParser(prog='sub2'); s = p.add_subparsers(metavar='CMD'); s.add_parser('alpha', help='first'); print(p.format_help())
p = ArgumentParser(prog='sub3'); s = p.add_subparsers(help='sub-command help', required=True); q = s.add_parser('al', help='first', description='D', epilog='E', usage='%(prog)s custom'); print(p.format_help()); print(q.format_help())
p = ArgumentParser(prog='ind', formatter_class=lambda prog: HelpFormatter(prog, indent_increment=6, max_help_position=12, width=50)); p.add_argument('--foo', help='some help text for foo that wraps'); print(p.format_help())
p = ArgumentParser(prog='m'); g = p.add_mutually_exclusive_group(required=True); g.add_argument('a', nargs='?'); g.add_argument('-b'); h = p.add_mutually_exclusive_group(); h.add_argument('-c', action='store_true'); print(p.format_usage()); k = p.add_mutually_exclusive_group(required=True); k.add_argument('--only'); print(p.format_usage())
p = ArgumentParser(prog='m'); g = p.add_mutually_exclusive_group(); g.add_argument('-a'); p.add_argument('-z'); g.add_argument('-b'); print(p.format_usage())
p = ArgumentParser(prog='m'); p.add_mutually_exclusive_group()
try: p.format_usage()
except ValueError as e: print(str(e)[:12])
p = ArgumentParser(prog='p', description=None, epilog=SUPPRESS); p._optionals.title = 'optional arguments'; p._positionals.title = 'required'; p.add_argument('x', metavar='<x>', help='%(metavar)s %(dest)s %(nargs)s'); p.add_argument('-c', choices=range(3), help='%(choices)s'); print(p.format_help())
class F(RawDescriptionHelpFormatter, ArgumentDefaultsHelpFormatter): pass
p = ArgumentParser(prog='F', formatter_class=F, description='keep\n  this'); p.add_argument('--d', default=3, help='d'); p.add_argument('pos', nargs='?', default='dp', help='p'); p.add_argument('pos2', default='no', help='q'); p.add_argument('--t', action='store_true', help='t'); print(p.format_help())
class Cap(HelpFormatter):
    def _format_action_invocation(self, action): return super()._format_action_invocation(action).upper()
    def add_usage(self, usage, actions, groups, prefix=None): return super().add_usage(usage, actions, groups, 'Usage: ')
    def _split_lines(self, text, width): return ['* ' + l for l in super()._split_lines(text, width)]
p = ArgumentParser(prog='Cap', formatter_class=Cap); p.add_argument('--dd', help='d ' * 60); print(p.format_help())
f = HelpFormatter('x', width=40); f.start_section('S'); f.add_text('hello ' * 12); f.add_arguments([]); f.end_section(); f.add_usage('u %(prog)s', [], []); print(f.format_help())
