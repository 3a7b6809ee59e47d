# Encoding and errors of the standard streams: PYTHONIOENCODING, and locales of no country.
import os
import subprocess
import sys

SHOW = 'import sys; print([(s.encoding, s.errors) for s in (sys.stdin, sys.stdout, sys.stderr)])'


def run(code, data=b'', **env):
    clean = {k: v for k, v in os.environ.items() if not k.startswith(('LC_', 'LANG', 'PYTHONIO'))}
    done = subprocess.run([sys.executable, '-c', code], env=clean | env, input=data,
                          capture_output=True)
    print(done.returncode, done.stdout, done.stderr.splitlines()[-1:])


for env in ({}, {'LC_ALL': 'C'}, {'LANG': 'POSIX'}, {'LC_CTYPE': 'C.UTF-8'}, {'LANG': 'xx_XX.UTF-8'},
            {'PYTHONIOENCODING': 'utf-8'}, {'PYTHONIOENCODING': 'cp1251:replace'},
            {'PYTHONIOENCODING': ':ignore'}, {'PYTHONIOENCODING': ''},
            {'PYTHONIOENCODING': 'koi8-r'}):
    print(env)
    run(SHOW, **env)
run("print('a\\udcffb', 'Привет')", LC_ALL='C.UTF-8')
run("print('a\\udcffb')", PYTHONIOENCODING='utf-8')
run("print('Привет €')", PYTHONIOENCODING='koi8-r:replace')
run('print(ascii(input()))', b'\xff\xd0\x9f\n', LC_ALL='C.UTF-8')
run('print(ascii(input()))', b'\xcf\xf0\n', PYTHONIOENCODING='cp1251')
run('input()', b'\xff\n', PYTHONIOENCODING='utf-8')
