# SPDX-License-Identifier: MIT
"""What Tab offers: keywords, names, attributes, members of modules, dictionary keys, file names,
arguments."""
import builtins
import keyword
import sys

from . import commands

MOST = 2000         # a folder or a dictionary may hold more


def complete(shell, text):
    """(characters to replace, matches, what to append to the only one) for the text before the
    cursor."""
    line = text.rpartition('\n')[2]
    for source in _command, _imports, _keys, _files, _attributes, _names:
        found = source(shell, line)
        if found is not None:
            word, matches, append = found
            return len(word), matches[:MOST], append
    return 0, [], ''


def _is_name(text):
    return text.isidentifier()


def _word(text):
    """The name, perhaps not yet finished, at the end of the text."""
    start = len(text)
    while start and (text[start - 1].isalnum() or text[start - 1] == '_'
                     or not text[start - 1].isascii()
                     and _is_name(text[start - 1:])):
        start -= 1
    return text[start:]


def _command(shell, line):
    if line.startswith('%') and ' ' not in line:
        return line, [name for name in commands.COMMANDS if name.startswith(line)], ' '
    if line.startswith(('%load ', '%save ', '%cd ')):
        part = line.partition(' ')[2]
        return _paths(part)
    return None


# ---- modules ----

def _imports(shell, line):
    words = line.split()
    if not words or words[0] not in ('import', 'from') or (len(words) == 1 and line[-1] != ' '):
        return None
    last = '' if line[-1] in ' ,' else words[-1].rpartition(',')[2]
    if words[0] == 'from' and 'import' in words[1:] and (words[-1] != 'import' or not last):
        return last, _members_of(words[1], last), ''
    if words[0] == 'from' and len(words) > (2 if last else 1):
        return last, ['import'] if 'import'.startswith(last) else [], ' '
    folder, dot, part = last.rpartition('.')
    if dot:
        return part, _submodules(folder, part), ''
    return last, sorted(n for n in _modules() if n.startswith(last) and (last or n[0] != '_')), ''


def _modules():
    found = set(sys.stdlib_module_names) | {name for name in sys.modules if '.' not in name}
    import os
    for folder in sys.path:
        found.update(_modules_in(os, folder or '.'))
    return found


def _modules_in(os, folder):
    try:
        entries = os.listdir(folder)
    except OSError:
        return
    for entry in entries:
        name, dot, kind = entry.partition('.')
        if (name.isidentifier()
                and (kind == 'py' or not dot and os.path.exists(f'{folder}/{entry}/__init__.py'))):
            yield name


def _import(name):
    try:
        return __import__(name, fromlist=['*'])
    except Exception:
        return None


def _members_of(name, part):
    module = _import(name)
    return _matching(dir(module), part) if module is not None else []


def _submodules(package, part):
    module = _import(package)
    import types
    return [n for n in _matching(dir(module), part)
            if isinstance(getattr(module, n, None), types.ModuleType)] if module is not None else []


def _matching(names, part):
    """Those that begin so; with an underscore only when one was typed."""
    found = [n for n in names if n.startswith(part) and n.isidentifier()]
    if not part:
        found = [n for n in found if n[0] != '_']
    elif part == '_':
        found = [n for n in found if not n.startswith('__')]
    return sorted(found)


# ---- objects: only what can be looked at without running anything ----

def _chain(text):
    """The dotted names, with constant indices, that end the text: "a.b[0].c"."""
    start = len(text)
    while start:
        char = text[start - 1]
        if char.isalnum() or char in '_.' or not char.isascii():
            start -= 1
        elif char == ']':
            opening = text.rfind('[', 0, start)
            if opening < 0:
                break
            start = opening
        else:
            break
    return text[start:]


def _look(shell, text):
    """The value of a chain of names and indices; LookupError if it cannot be had quietly."""
    try:
        return (eval(compile(text, '<complete>', 'eval'), shell.namespace) if _is_quiet(text)
                else None)
    except Exception:
        return None


def _is_quiet(text):
    return bool(text) and '(' not in text and '=' not in text


def _attributes(shell, line):
    word = _word(line)
    if not line[:len(line) - len(word)].endswith('.'):
        return None
    owner = _chain(line[:len(line) - len(word) - 1])
    if not owner:
        if line[-len(word) - 2:-len(word) - 1] in ('"', "'"):
            return word, _matching(dir(str), word), ''
        return word, [], ''
    value = _look(shell, owner)
    if value is None and owner != 'None':
        return word, [], ''
    matches = []
    for name in _matching(dir(value), word):
        own = isinstance(value, (type, type(sys)))          # a class, a module
        kind = vars(value).get(name) if own else getattr(type(value), name, None)
        called = callable(kind) and not isinstance(kind, (type, property))
        matches.append(name + '(' if called else name)
    return word, matches, ''


def _keys(shell, line):
    """d['ab -> the keys of d that begin so."""
    opening = line.rfind('[')
    if opening <= 0:
        return None
    typed = line[opening + 1:]
    if ']' in typed or ':' in typed or typed[:1].isalpha():
        return None
    owner = _chain(line[:opening])
    value = _look(shell, owner) if owner else None
    if not isinstance(value, dict):
        return None
    quote = typed[:1] if typed[:1] in ('"', "'") else ''
    matches = []
    for key in value:
        if quote and isinstance(key, str):
            inner = (repr(key)[1:-1] if repr(key)[0] == quote
                     else key.replace('\\', '\\\\').replace(quote, '\\' + quote))
            shown = quote + inner + quote
        elif quote or not isinstance(key, (str, int, float, bool, tuple, bytes)):
            continue
        else:
            shown = repr(key)
        if shown.startswith(typed):
            matches.append(shown + ']')
    return typed, matches, ''


# ---- file names ----

def _open_string(line):
    """What stands behind the quote of a string that is still open; None outside of strings."""
    quote, start = None, 0
    for i, char in enumerate(line):
        if quote is None and char in '"\'':
            quote, start = char, i + 1
        elif char == quote and line[i - 1] != '\\':
            quote = None
        elif quote is None and char == '#':
            return None
    return line[start:] if quote else None


def _files(shell, line):
    part = _open_string(line)
    return None if part is None else _paths(part)


def _paths(part):
    import os
    folder, slash, name = part.rpartition('/')
    try:
        entries = os.listdir(os.path.expanduser(folder + slash) or '.')
    except OSError:
        return name, [], ''
    matches = []
    for entry in sorted(entries):
        if entry.startswith(name) and (name or entry[0] != '.'):
            path = os.path.expanduser(folder + slash) + entry
            matches.append(entry + '/' if os.path.isdir(path) else entry)
    return name, matches, ''


# ---- names ----

def _names(shell, line):
    word = _word(line)
    if not word:
        return word, [], ''
    matches = set(_arguments(shell, line, word))
    for name in keyword.kwlist + keyword.softkwlist:
        if name.startswith(word) and name != '_':
            matches.add(name)
    for space in shell.namespace, vars(builtins):
        for name in space:
            if name.startswith(word) and (word[0] == '_' or name[0] != '_'):
                value = space[name]
                matches.add(name + '(' if callable(value) and not isinstance(value, type) else name)
    return word, sorted(matches), ''


def _call_around(shell, text):
    """The function whose argument list the text ends in, or None."""
    depth = 0
    for i in range(len(text) - 1, -1, -1):
        char = text[i]
        if char in ')]}':
            depth += 1
        elif char in '([{':
            if depth == 0:
                name = _chain(text[:i])
                return (_look(shell, name) if char == '(' and name and not keyword.iskeyword(name)
                        else None)
            depth -= 1
    return None


def _arguments(shell, line, word):
    """Names of parameters that can be given by keyword."""
    function = _call_around(shell, line)
    if not callable(function):
        return
    import inspect
    try:
        parameters = inspect.signature(function).parameters.values()
    except (ValueError, TypeError):
        return
    for p in parameters:
        if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY) and p.name.startswith(word):
            yield p.name + '='


def signature(shell, text):
    """The line that the second Tab shows: the signature of the call that is being written."""
    line = text.rpartition('\n')[2]
    if _open_string(line) is not None:
        return None
    function = _call_around(shell, line)
    if function is None:
        word = _chain(line)
        function = (_look(shell, word) if word and not word.endswith('.')
                    and not keyword.iskeyword(word) else None)
    if not callable(function):
        return None
    import _helper
    shown = _helper.heading(function, getattr(function, '__name__', ''))
    if isinstance(function, type):
        shown = f'class {function.__name__}{_helper.signature_text(function)}'
    import inspect
    doc = (inspect.getdoc(function) or '').partition('\n')[0]
    return shown + '\n' + (f'    {doc}\n' if doc else '')
