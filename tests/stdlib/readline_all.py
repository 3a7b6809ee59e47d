# readline: history, its files, settings and their errors, and input() edited on a terminal.
# skip-if: [ ! -e /usr/include/readline/readline.h ]
import os
import pty
import readline
import select
import sys
import tempfile


def show(function, *args):
    try:
        print(function.__name__, args, repr(function(*args)))
    except Exception as e:
        print(function.__name__, args, type(e).__name__, e)


print(readline.backend, [name for name in dir(readline) if name[0] != '_'])
show(readline.get_history_length)
show(readline.get_completer_delims)
for line in 'one', 'two', 'два', 'four':
    readline.add_history(line)
show(readline.get_current_history_length)
print([readline.get_history_item(i) for i in range(6)])
show(readline.remove_history_item, 1)
show(readline.replace_history_item, 0, 'first')
print([readline.get_history_item(i) for i in range(5)])
for args in (-1,), (9,), ('x',), (2 ** 40,):
    show(readline.remove_history_item, *args)
show(readline.replace_history_item, -1, 'x')
show(readline.replace_history_item, 9, 'x')
show(readline.get_history_item, 'x')
show(readline.get_history_item, 2 ** 40)
show(readline.add_history, 5)
show(readline.add_history, 'a\0b')
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    show(readline.write_history_file, 'history')
    print(open('history', encoding='utf-8').read().split('\n'))
    readline.add_history('more')
    show(readline.append_history_file, 1, 'history')
    readline.set_history_length(2)
    show(readline.get_history_length)
    show(readline.write_history_file, b'short')
    print(open('short', encoding='utf-8').read().split('\n'))
    readline.set_history_length(-1)
    readline.clear_history()
    show(readline.read_history_file, 'history')
    print([readline.get_history_item(i) for i in range(1, 6)])
    show(readline.read_history_file, 'none')
    show(readline.append_history_file, 1, 'none')
    show(readline.write_history_file, 'no/where')
    show(readline.read_init_file, 'none')
    show(readline.read_history_file, 5)
    os.chdir('/')
for setter in readline.set_completer, readline.set_startup_hook, readline.set_pre_input_hook, readline.set_completion_display_matches_hook:
    show(setter, 5)
    show(setter, None)
    show(setter)
readline.set_completer(len)
print(readline.get_completer() is len)
show(readline.set_completer)
print(readline.get_completer())
show(readline.set_completer_delims, ' \t')
show(readline.get_completer_delims)
show(readline.set_auto_history, 'yes')
show(readline.set_history_length, 'x')
show(readline.parse_and_bind, 'tab: complete')
show(readline.parse_and_bind, 5)
show(readline.get_line_buffer)
print(readline.get_begidx(), readline.get_endidx(), readline.get_completion_type())

PROGRAM = r'''
import readline
def complete(text, state):
    found = [word for word in ('apple', 'apricot', 'banana') if word.startswith(text)]
    if state == 0:
        seen.append((text, readline.get_begidx(), readline.get_endidx(), readline.get_line_buffer()))
    return found[state] if state < len(found) else None
seen = []
readline.set_completer(complete)
readline.parse_and_bind('tab: complete')
readline.set_startup_hook(lambda: readline.insert_text('>'))
a = input('first? ')
readline.set_startup_hook()
b = input('second? ')
c = input('third? ')
try:
    input('fourth? ')
except EOFError as e:
    print('EOF', repr(e))
print('RESULT', [a, b, c], seen, [readline.get_history_item(i) for i in (1, 2, 3)], readline.get_current_history_length())
'''


def talk(keys):
    """The last line that the program prints when it is given these keys, each after its prompt."""
    pid, fd = pty.fork()
    if pid == 0:
        os.environ.update(TERM='vt100', INPUTRC='/dev/null')
        os.execv(sys.executable, [sys.executable, '-c', PROGRAM])
    text = b''
    for prompt, typed in keys:
        while prompt not in text:
            if not select.select([fd], [], [], 30)[0]:
                raise TimeoutError(text)
            text += os.read(fd, 1000)
        text = text[text.index(prompt) + len(prompt):]
        os.write(fd, typed)
    while True:
        try:
            more = os.read(fd, 1000)
        except OSError:
            break
        if not more:
            break
        text += more
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
    os.close(fd)
    return [line for line in text.decode().split('\r\n') if 'RESULT' in line or 'EOF' in line]


# Ctrl-A goes to the beginning, Tab completes, Ctrl-P is the line before, Ctrl-D the end.
print(*talk([(b'first? ', b'world\x01hello \r'), (b'second? ', b'b\t and ap\t\x7f\r'), (b'third? ', b'\x10\x10!\r'), (b'fourth? ', b'\x04')]), sep='\n')
