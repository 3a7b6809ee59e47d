# SPDX-License-Identifier: MIT
"""Lines of source files, kept in memory for tracebacks and warnings."""

__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

# filename -> (size, mtime, lines, full name), or a 1-tuple with a function that gives the text.
cache = {}


def clearcache():
    """Forget everything."""
    cache.clear()


def getline(filename, lineno, module_globals=None):
    """The line, with its newline; '' if there is none."""
    lines = getlines(filename, module_globals)
    if 1 <= lineno <= len(lines):
        return lines[lineno - 1]
    return ''


def getlines(filename, module_globals=None):
    """All lines of a file; [] if it cannot be read."""
    entry = cache.get(filename)
    if entry is not None and len(entry) != 1:
        return entry[2]
    try:
        return updatecache(filename, module_globals)
    except MemoryError:
        clearcache()
        return []


def checkcache(filename=None):
    """Forget files that have changed on disk."""
    if filename is None:
        names = list(cache)
    else:
        names = [filename] if filename in cache else []
    for name in names:
        entry = cache[name]
        if len(entry) == 1:
            continue
        size, mtime, _, fullname = entry
        if mtime is None:
            continue                        # not from a file
        import os
        try:
            status = os.stat(fullname)
        except (OSError, ValueError):
            cache.pop(name, None)
            continue
        if size != status.st_size or mtime != status.st_mtime:
            cache.pop(name, None)


def _is_pseudo(filename):
    return not filename or filename.startswith('<') and filename.endswith('>')


def updatecache(filename, module_globals=None):
    """Read a file again and return its lines; [] if that fails."""
    cache_entry = cache.pop(filename, None)
    if _is_pseudo(filename):
        return []
    import os
    import sys
    fullname = filename
    try:
        status = os.stat(fullname)
    except OSError:
        if cache_entry is None or len(cache_entry) != 1:
            cache_entry = _loader_entry(filename, module_globals)
        if cache_entry is not None:
            try:
                text = cache_entry[0]()
            except (ImportError, OSError):
                text = None
            else:
                if text is None:
                    return []
                cache[filename] = (len(text), None,
                                   [line + '\n' for line in text.splitlines()], fullname)
                return cache[filename][2]
        if os.path.isabs(filename):
            return []
        for folder in sys.path:
            try:
                fullname = os.path.join(folder, filename)
                status = os.stat(fullname)
                break
            except (TypeError, AttributeError, OSError):
                continue
        else:
            return []
    except ValueError:
        return []
    try:
        lines = _read_lines(fullname)
    except (OSError, UnicodeDecodeError, SyntaxError):
        return []
    if lines and not lines[-1].endswith('\n'):
        lines[-1] += '\n'
    cache[filename] = status.st_size, status.st_mtime, lines, fullname
    return lines


def _source_encoding(raw):
    """The encoding that the first two lines of a source file declare."""
    if raw.startswith(b'\xef\xbb\xbf'):
        return 'utf-8-sig'
    for line in raw.split(b'\n', 2)[:2]:
        text = line.strip()
        if not text.startswith(b'#'):
            if text:
                break
            continue
        for mark in b'coding:', b'coding=':
            at = text.find(mark)
            if at < 0:
                continue
            rest = text[at + len(mark):].lstrip(b' \t').decode('latin-1')
            name = ''
            for char in rest:
                if not (char.isalnum() or char in '-_.'):
                    break
                name += char
            if name:
                return name
    return 'utf-8'


def _read_lines(path):
    with open(path, 'rb') as file:
        raw = file.read()
    try:
        text = raw.decode(_source_encoding(raw))
    except LookupError as error:
        raise SyntaxError(str(error)) from None
    return _split_newlines(text)


def _split_newlines(text):
    """Lines as the language sees them: only newlines end a line (splitlines() knows more)."""
    text = text.replace('\r\n', '\n').replace('\r', '\n')
    lines = [line + '\n' for line in text.split('\n')]
    last = lines.pop()[:-1]
    return lines + [last] if last else lines


def _loader_entry(filename, module_globals):
    """A 1-tuple with a function that asks the module's loader for the text, or None."""
    if _is_pseudo(filename) or not module_globals:
        return None
    spec = module_globals.get('__spec__')
    name = getattr(spec, 'name', None) or module_globals.get('__name__')
    loader = getattr(spec, 'loader', None) or module_globals.get('__loader__')
    get_source = getattr(loader, 'get_source', None)
    if name and get_source:
        return (lambda: get_source(name),)
    return None


def lazycache(filename, module_globals):
    """Remember where the text of a module can be had later; True if that is possible."""
    if filename in cache:
        return len(cache[filename]) == 1
    entry = _loader_entry(filename, module_globals)
    if entry is None:
        return False
    cache[filename] = entry
    return True


def _register_code(code, string, name):
    """Remember the text of interactively entered code, for all code objects in it."""
    cache[name] = (len(string), None, [line + '\n' for line in string.splitlines()], name)
