# getopt, shlex, cmd, graphlib, sched, getpass.getuser, gettext: every public name.
import cmd, getopt, getpass, gettext, graphlib, io, os, sched, shlex, sys, tempfile
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e, getattr(e, 'opt', ''))
print(getopt.__all__, getopt.error is getopt.GetoptError)
for a, s, l in [('-a -b x y -c', 'ab:c', []), ('-abx y', 'ab:', []), ('--foo --bar=3 --ba z rest', '', ['foo', 'bar=']), ('-a -- -b', 'ab', []), ('-', 'a', []), ('a -b', 'b', []), ('-z', 'a', []), ('-b', 'b:', []), ('--x', '', ['xa', 'xb']), ('--bar', '', ['bar=']), ('--foo=1', '', ['foo']), ('--no', '', ['foo']), ('--fo', '', 'foo'), ('-:', ':', []), ('--a', '', ['a', 'ab'])]:
    t(lambda: getopt.getopt(a.split(), s, l)); t(lambda: getopt.gnu_getopt(a.split(), s, l))
t(lambda: getopt.gnu_getopt('a -b'.split(), '+b')); os.environ['POSIXLY_CORRECT'] = '1'; t(lambda: getopt.gnu_getopt('a -b'.split(), 'b')); print(str(getopt.GetoptError('m', 'o')), getopt.GetoptError('m').opt)
print(shlex.__all__)
for s in ["a 'b c' \"d e\" f\\ g", 'a"b"c', "x # comment\ny", 'a;b|c&&d', '""', "'' a", 'a\\"b', '"a\\"b\\c"', "~/x --a=b *.c", 'é ü', 'a,b', "it''s", '']:
    t(lambda: shlex.split(s)); t(lambda: shlex.split(s, comments=True)); t(lambda: shlex.split(s, posix=False)); t(lambda: list(shlex.shlex(s))); t(lambda: list(shlex.shlex(s, posix=True))); t(lambda: list(shlex.shlex(s, punctuation_chars=True))); t(lambda: list(shlex.shlex(s, posix=True, punctuation_chars='|')))
for s in ["'a", '"a', 'a\\', None]: t(lambda: shlex.split(s))
print([shlex.quote(s) for s in ('', 'a', 'a b', "it's", '$x', 'a/b.c-d_e@%+=:,', 'ü')], shlex.join(['a', 'b c', "d'e"]))
x = shlex.shlex('a b "c" d\ne'); x.push_token('first'); print(x.get_token(), x.get_token(), x.lineno, x.error_leader(), x.error_leader('f', 3), x.punctuation_chars, x.eof, x.token, x.state); x.push_source('p q', 'file'); print(x.get_token(), x.infile, list(x)); x.debug = 3; x = shlex.shlex('a b', infile='n'); x.debug = 3; print(list(x)); 
with tempfile.NamedTemporaryFile('w', delete=False) as f: f.write('in side')
x = shlex.shlex('a source "%s" b' % f.name); x.source = 'source'; print([w for w in x if '/' not in w]); os.unlink(f.name); x = shlex.shlex('w1-w2 w3'); x.whitespace_split = True; x.commenters = ''; print(list(x)); x = shlex.shlex('a-b'); x.wordchars += '-'; print(list(x), x.quotes, x.escape, x.escapedquotes, x.whitespace == ' \t\r\n')
class C(cmd.Cmd):
    intro = 'hi'; prompt = '> '; use_rawinput = False
    def do_hello(self, arg):
        """Says hello.
        twice"""
        self.stdout.write('hello %r\n' % arg)
    def do_quit(self, arg): return True
    def do_undoc(self, arg): pass
    def help_topic(self): self.stdout.write('topic text\n')
    def help_hello2(self): pass
    def preloop(self): self.stdout.write('pre\n')
    def postloop(self): self.stdout.write('post\n')
    def precmd(self, line): return line.lower()
    def postcmd(self, stop, line): return stop
c = C(stdin=io.StringIO('HELLO World\n\n?\nhelp hello\nhelp topic\nhelp undoc\nhelp nope\nfoo bar\n!ls\n  \n@@\nquit\n'), stdout=sys.stdout); c.cmdloop(); print(c.lastcmd)
C(stdin=io.StringIO('quit'), stdout=sys.stdout).cmdloop('other intro'); c = C(stdin=io.StringIO(''), stdout=sys.stdout); c.do_eof = lambda a: True; c.cmdqueue = ['hello q']; c.cmdloop(); print(cmd.PROMPT, len(cmd.IDENTCHARS), cmd.Cmd.identchars == cmd.IDENTCHARS)
for l in ('', 'a b c', '? x', '!x', 'a', '  a-b c ', '@x'): print(c.parseline(l))
print(c.completenames('he'), sorted(c.complete_help('h')), c.completedefault('x'), 'do_help' in c.get_names(), c.emptyline(), c.onecmd('quit'), c.default('zz'))
for n, w in ((0, 80), (1, 80), (5, 20), (12, 40), (12, 5), (30, 79)): c.columnize(['word%d' % i * (i % 3 + 1) for i in range(n)], w)
t(lambda: c.columnize(['a', 1])); c.print_topics('H', ['a', 'b'], 15, 80); c.print_topics('H', [], 15, 80)
print(graphlib.__all__)
G = graphlib.TopologicalSorter
print(list(G({'D': {'B'}, 'C': {'A'}, 'B': ['A'], 'A': []}).static_order()), list(G().static_order()), list(G({1: [2, 2]}).static_order()) if 0 else '')
g = G({3: [1, 2], 4: [3]}); g.add(5); t(g.get_ready); t(g.is_active); t(lambda: g.done(1)); g.prepare(); print(g.get_ready(), bool(g), g.get_ready(), g.done(1), g.get_ready(), g.done(2, 5), g.get_ready()); t(lambda: g.done(1)); t(lambda: g.done(4)); t(lambda: g.done('x')); t(lambda: g.add(9)); t(g.prepare); g.done(3); print(g.get_ready(), g.done(4), g.is_active())
for cyc in ({1: [2], 2: [3], 3: [1]}, {1: [1]}, {'a': ['b'], 'b': ['c'], 'c': ['b']}):
    try: G(cyc).prepare()
    except graphlib.CycleError as e: print(e.args, isinstance(e, ValueError))
G[int]
now = [100.0]; log = []
s = sched.scheduler(lambda: now[0], lambda d: (log.append(round(d, 3)), now.__setitem__(0, now[0] + d)))
e1 = s.enter(5, 1, print, ('five',)); e2 = s.enter(5, 0, print, ('five first',), {'end': '!\n'}); e3 = s.enterabs(101, 1, print, kwargs={'sep': ''}); e4 = s.enter(3, 1, print); print(s.empty(), [(e.time, e.priority) for e in s.queue], e1.argument, e2.kwargs, e1.action is print, e1._fields, e1.sequence); s.cancel(e4); t(lambda: s.cancel(e4))
print(s.run(blocking=False)); s.run(); print(s.empty(), log, s.run(), now); s = sched.scheduler(); s.enter(0, 1, print, ('real',)); s.run(); t(lambda: (s.enter(0, 1, lambda: 1 / 0), s.run())); print(s.empty())
for n in ('LOGNAME', 'USER', 'LNAME', 'USERNAME'): os.environ.pop(n, None)
os.environ['USER'] = 'me'; print(getpass.getuser(), getpass.__all__, issubclass(getpass.GetPassWarning, UserWarning)); os.environ['LOGNAME'] = 'log'; print(getpass.getuser())
import pwd; os.environ.pop('USER'); os.environ.pop('LOGNAME'); print(getpass.getuser() == pwd.getpwuid(os.getuid()).pw_name)
print(gettext.gettext('m'), gettext.ngettext('a', 'b', 1), gettext.ngettext('a', 'b', 2), gettext.pgettext('c', 'm'), gettext.npgettext('c', 'a', 'b', 0), gettext.dgettext('d', 'm'), gettext.dngettext('d', 'a', 'b', 3), gettext.dpgettext('d', 'c', 'm'), gettext.dnpgettext('d', 'c', 'a', 'b', 1), gettext.textdomain(), gettext.textdomain('x'), gettext.find('zz_none'), gettext.find('zz', all=True)); n = gettext.translation('zz', fallback=True); print(type(n).__name__, n.gettext('q'), n.ngettext('a', 'b', 2), n.pgettext('c', 'z'), n.npgettext('c', 'a', 'b', 1), n.info(), n.charset()); t(lambda: gettext.translation('zz')); n.install(['ngettext']); print(_('installed'), ngettext('a', 'b', 2)); m = gettext.NullTranslations(); m.add_fallback(n); print(m.gettext('f'), m.ngettext('a', 'b', 1)); gettext.install('zz'); print(gettext.bindtextdomain('x', '/nowhere'), gettext.gettext('w'))
