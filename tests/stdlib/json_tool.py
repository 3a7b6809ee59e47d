# python -m json.tool
import os
import subprocess
import sys
import tempfile

TEXT = '{"b": [1, 2.5, null], "a": {"\\u0436": "\u0436"}, "c": []}'
environment = dict(os.environ, COLUMNS='80', PYTHONIOENCODING='utf-8')


def tool(*arguments, text=TEXT):
    print('$', *arguments)
    done = subprocess.run([sys.executable, '-m', 'json.tool', *arguments], input=text.encode(), capture_output=True,
                          env=environment)
    print(ascii(done.stdout.decode()).replace('\\n', '\n'))
    print('status', done.returncode, ascii(done.stderr.decode().splitlines()[-1:]))


tool()
tool('--sort-keys')
tool('--no-ensure-ascii', '--indent', '2')
tool('--tab')
tool('--no-indent')
tool('--compact')
tool('--compact', '--tab')
tool('--indent', 'x')
tool('-h')
tool(text='{"a": 1,}')
tool(text='')
tool('--json-lines', '--compact', text='{"a": 1}\n[2, 3]\n')
tool('--json-lines', text='{"a": 1}\n{bad\n')
tool('not-there.json')
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    with open('some.json', 'w', encoding='utf-8') as file:
        file.write(TEXT)
    tool('some.json', '--no-indent')
    tool('some.json', 'some.json', '--compact')
    with open('some.json', encoding='utf-8') as file:
        print(ascii(file.read()))
    os.chdir('/')
