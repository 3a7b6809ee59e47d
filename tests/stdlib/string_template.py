# string.Template: substitution, identifiers, patterns, errors; Formatter.
from string import Template, Formatter
import string
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
T = Template
t(lambda: T('$who likes ${what} $$5').substitute(who='tim', what='kung pao')); t(lambda: T('$a').substitute({'a': 1}, a=2)); t(lambda: T('$a $b').substitute(a=1)); t(lambda: T('$a $b').safe_substitute(a=1)); t(lambda: T('x\n $').substitute()); t(lambda: T('${a').substitute(a=1)); t(lambda: T('$1').substitute()); t(lambda: T('$1 ${').safe_substitute())
t(lambda: T('$a ${b} $c $$ $a').get_identifiers()); t(lambda: T('$a $').get_identifiers()); t(lambda: T('$a $').is_valid()); t(lambda: T('$a $$').is_valid()); t(lambda: T('$a').template); t(lambda: T('$ä $É').substitute(ä=1)); t(lambda: T('$Ab_1-').substitute(Ab_1='z')); t(lambda: T('').substitute()); t(lambda: T('$self').substitute(self=1)); t(lambda: T('$a').substitute(None, a=1)); t(lambda: T('$a').substitute({}, {}))
class P(Template): delimiter = '%'; idpattern = '[a-z]+_[a-z]+'
t(lambda: P('%foo_bar $x %nope %%').safe_substitute(foo_bar=1)); t(lambda: P.pattern.pattern[:20]); t(lambda: P('%{foo_bar}').substitute(foo_bar=2))
class B(Template): braceidpattern = '[0-9]+'
t(lambda: B('${12} $ab').substitute({'12': 'n', 'ab': 'm'}))
class Q(Template):
    pattern = r'(?P<escaped>@@)|@(?P<named>[a-z]+)@|(?P<braced>\[\[x\]\])|(?P<invalid>@)'
t(lambda: Q('@name@ @@').substitute(name='n')); t(lambda: Q('@ x').substitute()); t(lambda: (T.delimiter, T.idpattern, T.flags))
class F(Formatter):
    def get_value(self, key, args, kw): return kw.get(key, f'<{key}>') if isinstance(key, str) else args[key]
t(lambda: F().format('{0} {a} {b!r:>5}', 1, a=2)); t(lambda: Formatter().format('{} {}', 1)); t(lambda: Formatter().vformat('{x.real:.2f}', (), {'x': 1.5})); t(lambda: list(Formatter().parse('a{b!r:c}d{{'))); t(lambda: string.capwords(' hello  world ')); t(lambda: string.capwords('a-b', '-'))
