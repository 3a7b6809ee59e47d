# configparser: reading, writing, interpolation, proxies, converters, errors.
import configparser, io
from configparser import *
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
print(configparser.__all__, DEFAULTSECT, MAX_INTERPOLATION_DEPTH)
src='''[DEFAULT]
base = /opt
level: 3
[one]
path = %(base)s/one
name : One
flag = yes
num = 42
ratio = 2.5
multi = a
    b

    c
empty =
; comment
# another
inline = x ; not comment
[two words]
Key=Value
'''
c=ConfigParser(); c.read_string(src)
print(c.sections(), c.defaults(), c.options('one'), c.items('one'), c.items('one',raw=True), c.get('one','path'), c.get('one','path',raw=True), c.get('one','none',fallback='fb'), c.getint('one','num'), c.getfloat('one','ratio'), c.getboolean('one','flag'), c['one']['multi'], c['one']['empty'], c['one'].get('zz'), c['one'].getint('num'), c['one'].getint('zz',7), c.has_section('one'), c.has_option('one','NAME'), c.has_option('one','zz'), c.has_option('','base'), c['two words']['KEY'], 'one' in c, 'zz' in c, len(c), list(c), c['one'], c['one'].name, c['one'].parser is c, list(c['one']), len(c['one']), 'path' in c['one'], c.get('one','path',vars={'base':'/v'}), c['one'].get('path',raw=True,vars={}), dict(c['two words']))
t(lambda:c.get('zz','a')); t(lambda:c.get('one','zz')); t(lambda:c['zz']); t(lambda:c['one']['zz']); t(lambda:c.getint('one','name')); t(lambda:c.getboolean('one','num')); t(lambda:c.items('zz')); t(lambda:c.options('zz')); t(lambda:c.set('zz','a','b')); t(lambda:c.set('one','a',3)); t(lambda:c.set('one','a','%x')); t(lambda:c.set('one',3,'x')); t(lambda:c.add_section('one')); t(lambda:c.add_section('DEFAULT')); t(lambda:c.add_section(3)); t(lambda:c.remove_section('zz')); t(lambda:c.remove_option('zz','a')); t(lambda:c.remove_option('one','num')); t(lambda:c.remove_option('one','num')); t(lambda:c.pop('DEFAULT')); t(lambda:c.__delitem__('DEFAULT')); t(lambda:c.getint('one','zz',fallback=None)); t(lambda:c.getint('one','zz'))
c.set('one','new','100%%'); c['one']['other']='x'; c.add_section('three'); c['four']={'a':'1','B':'2'}; c['one'].setdefault('sd','v'); del c['one']['flag']; t(lambda:c['one'].__delitem__('qq')); t(lambda:c.__setitem__('five',{'a':3})); t(lambda: c.popitem())
f=io.StringIO(); c.write(f); print(f.getvalue()); f=io.StringIO(); c.write(f,space_around_delimiters=False); print(f.getvalue())
for s in ('a=1\n','[x]\na\n','[x]\n[x]\n','[x]\na=1\na=2\n','[x\na=1','[x]\n=1\n','[x]\n  a=1\n b=2\n','[x]\na=1\n  cont\n','[]\n','[x]\nfoo\nbar baz\n', '[x] ; c\na = 1 # d\n'):
    print(repr(s),end=' '); p=ConfigParser(); t(lambda:(p.read_string(s),{k:dict(v) for k,v in p.items()})); p=ConfigParser(strict=False,allow_no_value=True,inline_comment_prefixes=(';','#')); t(lambda:(p.read_string(s),{k:dict(v) for k,v in p.items()}))
p=ConfigParser(); p.read_string('[s]\na=%(b)s\nb=%(a)s\nc=%(nope)s\nd=%x\ne=%(x\nf=1\ng=%(f)s%%%(f)s\n')
for k in 'abcdefg': t(lambda:p.get('s',k))
t(lambda:p.read_dict({'s':{'a':1,'A':2}})); t(lambda:p.read_dict({'q':{'a':1},1:{'x':2}})); t(lambda:ConfigParser({'a':'1'},interpolation=None)['DEFAULT']['a'])
p=ConfigParser(interpolation=ExtendedInterpolation()); p.read_string('[c]\nh=/home\n[u]\nd=${c:h}/u\ne=${d}/x\nf=$$5\ng=${zz}\nh2=${c:q}\ni=${a:b:c}\nj=$x\nk=${x\nl=${l}\n')
for k in ('d','e','f','g','h2','i','j','k','l'): t(lambda:p['u'][k])
t(lambda:p.set('u','z','$x')); t(lambda:p.set('u','z','$$x ${d}')); t(lambda:p['u']['z'])
p=RawConfigParser(); p.read_string('[s]\na=%(b)s\n'); t(lambda:p.get('s','a')); p.set('s','n',3) ; t(lambda:p.get('s','n')); t(lambda:p.items('s'))
p=ConfigParser(delimiters=('=',),comment_prefixes=('//',),empty_lines_in_values=False,default_section='common'); p.read_string('[common]\nz=9\n[a]\nx:y=1\n// c\nm=1\n 2\n\n 3\n') if False else p.read_string('[common]\nz=9\n[a]\nx:y=1\n// c\nm=1\n 2\n'); t(lambda:{k:dict(v) for k,v in p.items()}); t(lambda:p.default_section)
p=ConfigParser(allow_no_value=True); p.read_string('[s]\nnv\nv=1\n'); t(lambda:dict(p['s'])); f=io.StringIO(); p.write(f); print(repr(f.getvalue()))
p=ConfigParser(converters={'list':lambda s:s.split(',')}); p.read_string('[s]\nl=a,b\nn=x\n'); t(lambda:p.getlist('s','l')); t(lambda:p['s'].getlist('l')); t(lambda:p['s'].getlist('zz',fallback=[])); t(lambda:list(p.converters)); t(lambda:p['s'].getfoo('l')); t(lambda:p.getfoo)
p=ConfigParser(); p.optionxform=str; p.read_string('[s]\nKey=1\n'); t(lambda:dict(p['s'])); t(lambda:p.optionxform('A')); p.BOOLEAN_STATES={'ja':True,'nein':False}; p['s']['b']='ja'; t(lambda:p.getboolean('s','b'))
t(lambda:p.read(['/no/such','/nope'])); t(lambda:p.read_file(io.StringIO('x'))); t(lambda:p.read_file(['[f]','a=1'],source='src')); t(lambda:p.read_file(io.StringIO('[f]\na'),'my')); t(lambda:p.read_file(['[g]','x']))
p1=ConfigParser(); p2=ConfigParser(); p1['a']={'x':'1'}; p2['a']={'x':'1'}; t(lambda:p1==p2); p1.update({'b':{'y':'2'}}); t(lambda:p1.sections()); p1.clear(); t(lambda:p1.sections()); t(lambda:p2.popitem()); t(lambda:p2.get('DEFAULT','x',fallback=1))
for e in (NoSectionError('s'),NoOptionError('o','s'),DuplicateSectionError('s','src',3),DuplicateOptionError('s','o','src',3),InterpolationMissingOptionError('o','s','raw','ref'),InterpolationDepthError('o','s','raw'),InterpolationSyntaxError('o','s','msg'),ParsingError('f'),MissingSectionHeaderError('f',1,'l'),MultilineContinuationError('f',1,'l'),configparser.Error('m'),InterpolationError('o','s','m')): print(repr(e),str(e),e.args,e.message,type(e).__mro__[1].__name__)
t(lambda:ConfigParser(allow_unnamed_section=True).read_string('a=1\n[b]\nc=2\n')); p=ConfigParser(allow_unnamed_section=True); p.read_string('a=1\n[b]\nc=2\n'); t(lambda:p.sections()); t(lambda:p.get(UNNAMED_SECTION,'a')); f=io.StringIO(); p.write(f); print(repr(f.getvalue())); t(lambda:UNNAMED_SECTION); t(lambda:ConfigParser().add_section(UNNAMED_SECTION))
t(lambda:ConfigParser(interpolation=3)); t(lambda:ConfigParser(delimiters=(';',),comment_prefixes=(';',))); t(lambda: SectionProxy(p,'b'))
