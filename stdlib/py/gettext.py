# SPDX-License-Identifier: MIT
"""Messages in the language of the user: catalogues of GNU gettext (.mo files).

Only a folder that the script itself names is looked at; elsewhere a message is its own translation.
"""

import os
import re

__all__ = ['NullTranslations', 'GNUTranslations', 'Catalog', 'bindtextdomain', 'find',
           'translation', 'install', 'textdomain', 'dgettext', 'dngettext', 'gettext', 'ngettext',
           'pgettext', 'dpgettext', 'npgettext', 'dnpgettext']

_localedirs = {}
_current_domain = 'messages'


class NullTranslations:
    """Hands every message on to the fallback, or back unchanged."""

    def __init__(self, fp=None):
        self._info = {}
        self._charset = None
        self._fallback = None
        if fp is not None:
            self._parse(fp)

    def _parse(self, fp):
        pass

    def add_fallback(self, fallback):
        if self._fallback:
            self._fallback.add_fallback(fallback)
        else:
            self._fallback = fallback

    def gettext(self, message):
        return self._fallback.gettext(message) if self._fallback else message

    def ngettext(self, msgid1, msgid2, n):
        if self._fallback:
            return self._fallback.ngettext(msgid1, msgid2, n)
        return msgid1 if _counted(n) == 1 else msgid2

    def pgettext(self, context, message):
        return self._fallback.pgettext(context, message) if self._fallback else message

    def npgettext(self, context, msgid1, msgid2, n):
        if self._fallback:
            return self._fallback.npgettext(context, msgid1, msgid2, n)
        return msgid1 if _counted(n) == 1 else msgid2

    def info(self):
        return self._info

    def charset(self):
        return self._charset

    def install(self, names=None):
        import builtins
        builtins.__dict__['_'] = self.gettext
        if names is not None:
            for name in {'gettext', 'ngettext', 'npgettext', 'pgettext'} & set(names):
                builtins.__dict__[name] = getattr(self, name)


# ---- the formula that chooses a plural: C's operators over n, made into a function ----

_PLURAL_TOKEN = re.compile(r'[ \t]+|([0-9]+\b|n\b|[-*/%+?:()]|[><!]=?|==|&&|\|\|)|(\w+|.)', re.S)
_PLURAL_BINARY = {'||': 1, '&&': 2, '==': 3, '!=': 3, '<': 4, '>': 4, '<=': 4, '>=': 4,
                  '+': 5, '-': 5, '*': 6, '/': 6, '%': 6}
_PYTHON_WORD = {'||': 'or', '&&': 'and', '/': '//'}
_PLURAL_LONGEST, _PLURAL_DEEPEST = 1000, 20


class _PluralReader:
    """Reads a formula by precedence climbing; its text in the language comes out."""

    def __init__(self, text):
        self.words = []
        for match in _PLURAL_TOKEN.finditer(text):
            if match[2]:
                self.words.append((match[2], False))
            elif match[1]:
                self.words.append((match[1], True))
        self.at = 0

    def peek(self):
        if self.at == len(self.words):
            return ''
        word, known = self.words[self.at]
        if not known:
            raise ValueError('invalid token in plural form: %s' % word)
        return word

    def take(self):
        word = self.peek()
        self.at += 1
        return word

    def unexpected(self):
        word = self.peek()
        if word:
            raise ValueError('unexpected token in plural form: %s' % word)
        raise ValueError('unexpected end of plural form')

    def operand(self):
        word = self.peek()
        if word == '!':
            self.take()
            return '(not ' + self.operand() + ')'
        if word == '(':
            self.take()
            inner = self.choice()
            if self.peek() != ')':
                raise ValueError('unbalanced parenthesis in plural form')
            self.take()
            return '(' + inner + ')'
        if word == 'n':
            self.take()
            return 'n'
        if word.isdigit():
            return str(int(self.take(), 10))
        self.unexpected()

    def binary(self, least):
        left = self.operand()
        while _PLURAL_BINARY.get(self.peek(), 0) >= least:
            sign = self.take()
            right = self.binary(_PLURAL_BINARY[sign] + 1)
            left = f'({left} {_PYTHON_WORD.get(sign, sign)} {right})'
        return left

    def choice(self):
        test = self.binary(1)
        if self.peek() != '?':
            return test
        self.take()
        yes = self.choice()
        if self.peek() != ':':
            self.unexpected()
        self.take()
        return f'({yes} if {test} else {self.choice()})'

    def whole(self):
        text = self.choice()
        if self.peek():
            self.unexpected()
        return text


def _deepest(text):
    depth = most = 0
    for c in text:
        depth += (c == '(') - (c == ')')
        most = max(most, depth)
    return most


def _as_int(n):
    if isinstance(n, int):
        return n
    try:
        round(n)
    except TypeError:
        raise TypeError('Plural value must be an integer, got %s'
                        % (type(n).__name__,)) from None
    _warn_plural(n, 4)
    return n


def _warn_plural(n, level):
    import warnings
    warnings.warn('Plural value must be an integer, got %s' % (type(n).__name__,),
                  DeprecationWarning, stacklevel=level)


def _counted(n):
    if not isinstance(n, int):
        _warn_plural(n, 4)
    return n


def c2py(plural):
    """The function of n that a formula in C's notation, as catalogues have it, stands for."""
    if len(plural) > _PLURAL_LONGEST:
        raise ValueError('plural form expression is too long')
    try:
        text = _PluralReader(plural).whole()
        if _deepest(plural) > _PLURAL_DEEPEST:
            raise ValueError('plural form expression is too complex')
        formula = eval('lambda n: ' + text)
    except (RecursionError, MemoryError):
        raise ValueError('plural form expression is too complex') from None

    def func(n):
        return int(formula(_as_int(n)))
    return func


class GNUTranslations(NullTranslations):
    """Catalogues of GNU gettext (.mo)."""

    LE_MAGIC = 0x950412de
    BE_MAGIC = 0xde120495
    CONTEXT = '%s\x04%s'
    VERSIONS = 0, 1

    def _get_versions(self, version):
        """(major, minor) of a version's number."""
        return version >> 16, version & 0xffff

    def _parse(self, fp):
        """Read a catalogue from a file opened for bytes."""
        filename = getattr(fp, 'name', '')
        self._catalog = {}
        self.plural = lambda n: int(n != 1)
        data = fp.read()
        if len(data) < 4:
            import struct
            raise struct.error('unpack requires a buffer of 4 bytes')
        order = 'little' if data[:4] == self.LE_MAGIC.to_bytes(4, 'little') else 'big'
        if int.from_bytes(data[:4], order) != self.LE_MAGIC:
            raise OSError(0, 'Bad magic number', filename)

        def number(at):
            return int.from_bytes(data[at:at + 4], order)

        major, minor = self._get_versions(number(4))
        if major not in self.VERSIONS:
            raise OSError(0, 'Bad version number ' + str(major), filename)
        ids, texts = number(12), number(16)
        for i in range(number(8)):
            pieces = []
            for table in ids, texts:
                size, start = number(table + 8 * i), number(table + 8 * i + 4)
                if start + size >= len(data):
                    raise OSError(0, 'File is corrupt', filename)
                pieces.append(data[start:start + size])
            self._add(*pieces)

    def _add(self, key, text):
        if not key:
            self._read_header(text)
        charset = self._charset or 'ascii'
        if b'\x00' in key:
            single, many = key.split(b'\x00')
            single = str(single, charset)
            for i, form in enumerate(text.split(b'\x00')):
                self._catalog[single, i] = str(form, charset)
        else:
            self._catalog[str(key, charset)] = str(text, charset)

    def _read_header(self, text):
        last = None
        for line in text.split(b'\n'):
            line = line.decode().strip()
            if not line or line.startswith('#-#-#-#-#') and line.endswith('#-#-#-#-#'):
                continue
            name, colon, value = line.partition(':')
            if not colon:
                if last:
                    self._info[last] += '\n' + line
                continue
            last, value = name.strip().lower(), value.strip()
            self._info[last] = value
            if last == 'content-type':
                self._charset = value.split('charset=')[1]
            elif last == 'plural-forms':
                self.plural = c2py(value.split(';')[1].split('plural=')[1])

    def _lookup(self, message, *forms):
        """The text of a message, of its plural's form if it has forms; None if there is none."""
        for key in (message, *((message, form) for form in forms)):
            if key in self._catalog:
                return self._catalog[key]
        return None

    def gettext(self, message):
        text = self._lookup(message, self.plural(1))
        return super().gettext(message) if text is None else text

    def ngettext(self, msgid1, msgid2, n):
        text = self._catalog.get((msgid1, self.plural(n)))
        return super().ngettext(msgid1, msgid2, n) if text is None else text

    def pgettext(self, context, message):
        text = self._lookup(self.CONTEXT % (context, message), self.plural(1))
        return super().pgettext(context, message) if text is None else text

    def npgettext(self, context, msgid1, msgid2, n):
        text = self._catalog.get((self.CONTEXT % (context, msgid1), self.plural(n)))
        return super().npgettext(context, msgid1, msgid2, n) if text is None else text


_read_before = {}       # (class, path): its translations


def _expand_lang(loc):
    """The names under which catalogues of a locale may lie, the narrowest first."""
    import locale
    loc, at, modifier = locale.normalize(loc).partition('@')
    loc, dot, codeset = loc.partition('.')
    loc, line, territory = loc.partition('_')
    parts = dot + codeset, line + territory, at + modifier
    names = []
    for mask in range(7, -1, -1):
        if all(part or not mask >> i & 1 for i, part in enumerate(parts)):
            names.append(loc + ''.join(parts[i] for i in (1, 0, 2) if mask >> i & 1))
    return names


def _wanted_languages():
    for name in ('LANGUAGE', 'LC_ALL', 'LC_MESSAGES', 'LANG'):
        value = os.environ.get(name)
        if value:
            return value.split(':')
    return []


def find(domain, localedir=None, languages=None, all=False):
    """The catalogue of a domain for the languages: its path, or None."""
    found = []
    names = {}
    for language in _wanted_languages() if languages is None else languages:
        names.update(dict.fromkeys(_expand_lang(language)))
    for name in names:
        if name == 'C':
            break
        path = os.path.join(localedir or '/usr/share/locale', name, 'LC_MESSAGES', '%s.mo' % domain)
        if os.path.exists(path):
            if not all:
                return path
            found.append(path)
    return found if all else None


def translation(domain, localedir=None, languages=None, class_=None, fallback=False):
    """The translations of a domain."""
    import copy
    if class_ is None:
        class_ = GNUTranslations
    paths = find(domain, localedir, languages, all=True)
    if not paths:
        if fallback:
            return NullTranslations()
        from errno import ENOENT
        raise FileNotFoundError(ENOENT, 'No translation file found for domain', domain)
    result = None
    for path in paths:
        key = class_, os.path.abspath(path)
        if key not in _read_before:
            with open(path, 'rb') as fp:
                _read_before[key] = class_(fp)
        one = copy.copy(_read_before[key])      # its fallback is this call's own
        if result is None:
            result = one
        else:
            result.add_fallback(one)
    return result


def install(domain, localedir=None, *, names=None):
    """Make _() a builtin function."""
    translation(domain, localedir, fallback=True).install(names)


def textdomain(domain=None):
    """The domain of gettext(), set first if one is given."""
    global _current_domain
    if domain is not None:
        _current_domain = domain
    return _current_domain


def bindtextdomain(domain, localedir=None):
    """The folder of a domain's catalogues, set first if one is given."""
    if localedir is not None:
        _localedirs[domain] = localedir
    return _localedirs.get(domain, '/usr/share/locale')


def _catalogue(domain):
    # Only a folder that the script itself names is looked at.
    if domain not in _localedirs:
        return NullTranslations()
    return translation(domain, _localedirs[domain], fallback=True)


def dgettext(domain, message):
    return _catalogue(domain).gettext(message)


def dngettext(domain, msgid1, msgid2, n):
    return _catalogue(domain).ngettext(msgid1, msgid2, n)


def dpgettext(domain, context, message):
    return _catalogue(domain).pgettext(context, message)


def dnpgettext(domain, context, msgid1, msgid2, n):
    return _catalogue(domain).npgettext(context, msgid1, msgid2, n)


def gettext(message):
    """The message in the language of the user."""
    return dgettext(_current_domain, message)


def ngettext(msgid1, msgid2, n):
    """One of two messages, by a number."""
    return dngettext(_current_domain, msgid1, msgid2, n)


def pgettext(context, message):
    """The message in a context."""
    return dpgettext(_current_domain, context, message)


def npgettext(context, msgid1, msgid2, n):
    """One of two messages in a context."""
    return dnpgettext(_current_domain, context, msgid1, msgid2, n)


Catalog = translation
