# SPDX-License-Identifier: MIT
# warnings and linecache.
import linecache
import sys
import warnings

sys.stderr = sys.stdout


def clean(s):
    return s.replace(__file__, 'FILE')


def show(f, *args, **kw):
    try:
        print(clean(repr(f(*args, **kw))))
    except Exception as e:
        print(type(e).__name__, e)


class Out:
    def write(self, s): sys.__stdout__.write(clean(s))
    def flush(self): sys.__stdout__.flush()


sys.stderr = Out()


def lib(level=2):
    warnings.warn('from lib', stacklevel=level)


for i in range(3):
    lib()
lib()
lib(1)
lib(50)
warnings.warn('dep', DeprecationWarning)
warnings.warn('pend', PendingDeprecationWarning)
warnings.warn('imp', ImportWarning)
warnings.warn('res', ResourceWarning)
warnings.warn('fut', FutureWarning)
warnings.warn(RuntimeWarning('inst'))
warnings.warn('ctx', UserWarning, source=object())
for bad in [lambda: warnings.warn('x', int), lambda: warnings.warn('x', 'y'), lambda: warnings.filterwarnings('nope'),
            lambda: warnings.simplefilter('nope'), lambda: warnings.simplefilter('error', lineno=-1), lambda: warnings.warn('x', skip_file_prefixes='a'),
            lambda: warnings.warn('x', skip_file_prefixes=(1,)), lambda: warnings.filterwarnings('error', category=int), lambda: warnings.filterwarnings('error', 3)]:
    show(bad)
for action in ['error', 'ignore', 'always', 'default', 'module', 'once']:
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter(action)
        try:
            for i in range(2):
                warnings.warn('same')
            warnings.warn('same')
            warnings.warn('other', FutureWarning)
        except Warning as e:
            print(action, 'raised', repr(e))
        print(action, [(str(x.message), x.category.__name__, x.lineno > 0) for x in w])
with warnings.catch_warnings(record=True) as w:
    warnings.resetwarnings()
    warnings.filterwarnings('ignore', message='ign.*')
    warnings.filterwarnings('error', 'ERR', UserWarning)
    warnings.filterwarnings('ignore', module='nomodule')
    warnings.warn('ignore me')
    warnings.warn('not ignored')
    show(warnings.warn, 'error me')
    warnings.warn('error me', FutureWarning)
    warnings.warn_explicit('expl', UserWarning, 'a/b.py', 7)
    warnings.warn_explicit('expl', UserWarning, 'a/b.py', 7, module='nomodule')
    reg = {}
    warnings.warn_explicit('expl2', UserWarning, 'a/b.py', 7, registry=reg)
    warnings.warn_explicit('expl2', UserWarning, 'a/b.py', 7, registry=reg)
    print([(str(x.message), x.filename == __file__ or x.filename, x.lineno > 0) for x in w], len(reg))
    print(clean(str(w[0]))[:40], w[0].line, w[0].file, w[0].source)
print(repr(warnings.formatwarning('msg', UserWarning, 'f.py', 3)), repr(warnings.formatwarning('msg', UserWarning, 'f.py', 3, 'code()')))
with warnings.catch_warnings(action='error', category=FutureWarning):
    show(warnings.warn, 'e', FutureWarning)
cw = warnings.catch_warnings()
print(cw, warnings.catch_warnings(record=True))
show(cw.__exit__)
with cw:
    show(cw.__enter__)
with warnings.catch_warnings():
    warnings.showwarning = lambda *a, **k: print('shown', a[0], a[1].__name__)
    warnings.warn('custom')
with warnings.catch_warnings():
    warnings.simplefilter('always')
    old = warnings.formatwarning
    warnings.formatwarning = lambda m, c, f, l, line=None: f'FMT {m}\n'
    warnings.warn('formatted')
    warnings.formatwarning = old


@warnings.deprecated('use new')
def oldf(a): return a
@warnings.deprecated('no warning', category=None)
def oldg(a): return a
@warnings.deprecated('class')
class Old:
    def __init__(self, a=1): self.a = a
    @warnings.deprecated('method', category=FutureWarning)
    def m(self): return 2
@warnings.deprecated('async')
async def oldco(): pass


with warnings.catch_warnings():
    warnings.simplefilter('always')
    print(oldf(1), oldg(2), oldf.__deprecated__, oldg.__deprecated__, oldf.__name__)
    o = Old(5)
    print(o.a, o.m(), Old.__deprecated__)
    class Sub(Old): pass
    print(Sub(3).a)
    oldco().close()
    import inspect
    print(inspect.iscoroutinefunction(oldco))
show(warnings.deprecated, 3)
show(warnings.deprecated('x'), 3)
for opt in ['error', 'ignore::UserWarning', 'e:msg:DeprecationWarning:mod:5', 'bad', 'a::b', 'd::nomod.X', 'a:b:c:d:e:f', '::int', 'error:::m:x']:
    try:
        warnings._setoption(opt)
        print(opt, warnings.filters[0][0], warnings.filters[0][2].__name__, warnings.filters[0][4])
    except Exception as e:
        print(opt, e)
with open('lc.py', 'w') as f:
    f.write('one\ntwo')
print(linecache.getlines('lc.py'), repr(linecache.getline('lc.py', 2)), repr(linecache.getline('lc.py', 9)), linecache.getline('nofile', 1) == '')
with open('lc.py', 'w') as f:
    f.write('changed\n')
linecache.checkcache('lc.py')
print(linecache.getlines('lc.py'), linecache.getlines('<string>'), linecache.lazycache('nofile', {}))
linecache.clearcache()
with open('enc.py', 'wb') as f:
    f.write('# coding: cp1251\nx = "привет"\n'.encode('cp1251'))
print(linecache.getline('enc.py', 2))
