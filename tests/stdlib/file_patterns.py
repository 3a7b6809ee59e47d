# fnmatch and glob: every public name; string.Template with patterns of its own; typing.Pattern; warnings filters.
import fnmatch
import glob
import os
import random
import re
import string
import typing
import warnings


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return f'{type(error).__name__}: {error}'


print(fnmatch.__all__, glob.__all__)
for pattern in ['', '*', '?', 'a*b*c', '*.txt', '**x**', '[a-c]?', '[!a-c]', '[]', '[!]', '[]]', '[!]]', '[a', '[^a]', '[[]', '[z-a]', '[a-c-e]', '[--a]', '[a-]', '[-a]', r'[\]', 'a.b', '[&&]', '[~|]', '[a--b]', 'é*']:
    print(repr(pattern), fnmatch.translate(pattern), fnmatch.filter(['', 'a', 'abc', 'aXbYc', 'z.txt', ']', '!', '-', 'a-', 'éx', '[', '\n'], pattern))
print(fnmatch.fnmatch('A.TXT', '*.txt'), fnmatch.fnmatchcase('a\nb', 'a?b'), fnmatch.fnmatch(b'ab', b'a*'), fnmatch.filter([b'x', b'y\xff'], b'*[\xff]'))
print(attempt(fnmatch.fnmatch, 'a', b'a'), attempt(fnmatch.fnmatch, 1, 'a'))
for pattern in ['*', '**', '**/*.py', 'a/**/b', '**/**/x', '?a', '*a', '.*', 'a**b', '/x/', '', '[a]/*', 'a/*/', '**/']:
    for options in {}, {'recursive': True}, {'include_hidden': True}, {'recursive': True, 'include_hidden': True}, {'seps': '/\\'}:
        print(repr(pattern), options, glob.translate(pattern, **options))

place = f'/tmp/rondo_glob_{os.getpid()}'
names = ['a.txt', 'b.py', '.hidden', 'sub/c.txt', 'sub/.dot/d.txt', 'sub/deep/e.txt', '[x].txt', 'été.txt', 'sub2/a.txt']
for name in names:
    os.makedirs(os.path.dirname(os.path.join(place, name)), exist_ok=True)
    with open(os.path.join(place, name), 'w'):
        pass
os.symlink('nowhere', os.path.join(place, 'broken.txt'))
back = os.getcwd()
try:
    os.chdir(place)
    for pattern in ['*', '*.txt', '*/', '*/*.txt', '**', '**/', '**/*.txt', 'sub/**', 'sub/**/*.txt', '.*', '[[]x].txt', '[ab].*', 'nope', 'a.txt', 'sub', 'sub/', 'nope/*', '*/c.txt', 'broken*', '', './*.py', '?.txt', '*/../a.txt']:
        for recursive in False, True:
            print(repr(pattern), recursive, sorted(glob.glob(pattern, recursive=recursive)), len(list(glob.iglob(pattern, recursive=recursive, include_hidden=True))))
        print(sorted(glob.glob(os.fsencode(pattern)))[:3], sorted(glob.glob(pattern, root_dir='sub')))
    fd = os.open('sub', os.O_RDONLY)
    print(sorted(glob.glob('**', dir_fd=fd, recursive=True)), glob.glob('c.txt', dir_fd=fd), glob.glob(b'*.txt', dir_fd=fd), glob.glob('deep/', dir_fd=fd))
    os.close(fd)
    print(glob.glob(glob.escape('[x].txt')), sorted(os.path.relpath(path, place) for path in glob.glob(place + '/*/*.txt')), glob.glob('*.txt', root_dir=os.path.join(place, 'sub2')))
    print(type(glob.iglob('*')).__name__, glob.has_magic('a*'), glob.has_magic(b'a'), glob.escape('a[*?]b'), glob.escape(b'/*'))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        print(glob.glob0('sub', 'c.txt'), glob.glob1('sub', '*.txt'))
        print([(w.category.__name__, str(w.message)) for w in caught])
finally:
    os.chdir(back)
    for folder, folders, files in os.walk(place, topdown=False):
        for name in files:
            os.remove(os.path.join(folder, name))
        os.rmdir(folder)
print(attempt(glob.glob, 5), attempt(glob.glob, '*', True), glob.glob('/nope/*'))


class Percent(string.Template):
    delimiter = '%'
    idpattern = '[a-z]+_[a-z]+'


class Brackets(string.Template):
    pattern = r'(?P<escaped>@@)|@(?P<named>\w+)|@\[(?P<braced>\w+)\]|(?P<invalid>@)'


class Braced(string.Template):
    braceidpattern = r'[a-z.]+'
    flags = 0


class Odd(string.Template):
    pattern = r'(?P<escaped>@@)|@(?P<named>\w+)|(?P<braced>b)|(?P<invalid>!)|(?P<other>\?)'


class Lacking(string.Template):
    pattern = r'@(?P<named>\w+)'


for template in Percent('%a_b %ab %%% %{a_b}'), Brackets('@x @[y] @@ @'), Braced('$x ${a.b} $X ${A}'), Odd('@a b !'), Odd('@a ?'), Lacking('@a'), string.Template('$a ${b} $$ $'):
    mapping = {'a_b': 1, 'x': 2, 'y': 3, 'a.b': 4, 'a': 5, 'b': 6}
    print(type(template).__name__, attempt(template.substitute, mapping), attempt(template.safe_substitute, mapping), attempt(template.safe_substitute), type(template) is Lacking or attempt(template.is_valid), attempt(template.get_identifiers))
    print(template.pattern.pattern, template.pattern.flags, template.flags, template.delimiter, template.idpattern, template.braceidpattern)
print(Percent('%a_b').substitute(a_b='%%'), attempt(Brackets('line\nnext @ ').substitute), attempt(Braced('${a.b}').substitute))
print(typing.Pattern, typing.Match, typing.Pattern[str], typing.get_origin(typing.Match[str]) is re.Match, isinstance(re.compile('a'), typing.Pattern), isinstance(re.match('a', 'a'), re.Match))
with warnings.catch_warnings(record=True) as caught:
    warnings.resetwarnings()
    warnings.simplefilter('always')
    warnings.filterwarnings('ignore', r'ab+c\d')
    warnings.filterwarnings('ignore', r'(x|y)$', category=UserWarning, module='__ma.n__')
    for text in 'abbc1', 'ABC2 and more', 'abbcx', 'x', 'y', 'xy':
        warnings.warn(text)
    print([str(w.message) for w in caught])
    print(attempt(warnings.filterwarnings, 'ignore', '('))
