# SPDX-License-Identifier: MIT
"""Cookies as servers set them and clients send them."""

import re
import string
import types

__all__ = ["CookieError", "BaseCookie", "SimpleCookie"]


class CookieError(Exception):
    """A malformed cookie."""


_LegalChars = string.ascii_letters + string.digits + "!#$%&'*+-.^_`|~:"
_UnescapedChars = _LegalChars + ' ()/<=>?@[]{}'
_Translator = {n: '\\%03o' % n for n in range(256) if chr(n) not in _UnescapedChars}
_Translator.update({ord('"'): '\\"', ord('\\'): '\\\\'})
_is_legal_key = re.compile('[%s]+' % re.escape(_LegalChars)).fullmatch
_escape = re.compile(r'\\(?:([0-3][0-7][0-7])|(.))')


def _quote(str):
    """The text as a cookie has it: in quotes where needed."""
    if str is None or _is_legal_key(str):
        return str
    return '"' + str.translate(_Translator) + '"'


def _unquote(str):
    """The text without quotes and what was escaped in them."""
    if str is None or len(str) < 2 or str[0] != '"' or str[-1] != '"':
        return str
    return _escape.sub(lambda m: chr(int(m[1], 8)) if m[1] else m[2], str[1:-1])


def _date_in(seconds):
    """The time in so many seconds."""
    from email.utils import formatdate
    from time import time
    return formatdate(time() + seconds, usegmt=True)


class Morsel(dict):
    """One cookie: key, value, the value as it is sent, and its attributes as a dict."""

    _reserved = {"expires": "expires", "path": "Path", "comment": "Comment", "domain": "Domain",
                 "max-age": "Max-Age", "secure": "Secure", "httponly": "HttpOnly",
                 "version": "Version", "samesite": "SameSite"}
    _flags = {'secure', 'httponly'}

    def __init__(self):
        self._key = self._value = self._coded_value = None
        for key in self._reserved:
            dict.__setitem__(self, key, "")

    # What set() was given.
    key = property(lambda self: self._key)
    value = property(lambda self: self._value)
    coded_value = property(lambda self: self._coded_value)

    def _attribute(self, key):
        key = key.lower()
        if key not in self._reserved:
            raise CookieError("Invalid attribute %r" % (key,))
        return key

    def __setitem__(self, K, V):
        dict.__setitem__(self, self._attribute(K), V)

    def setdefault(self, key, val=None):
        return dict.setdefault(self, self._attribute(key), val)

    def __eq__(self, morsel):
        if not isinstance(morsel, Morsel):
            return NotImplemented
        return dict.__eq__(self, morsel) and self.__getstate__() == morsel.__getstate__()

    __ne__ = object.__ne__

    def copy(self):
        """Another one that says the same."""
        twin = Morsel()
        vars(twin).update(vars(self))
        dict.update(twin, self)
        return twin

    def update(self, values):
        dict.update(self, {self._attribute(key): val for key, val in dict(values).items()})

    def isReservedKey(self, K):
        """Whether it is the name of an attribute."""
        return K.lower() in self._reserved

    def set(self, key, val, coded_val):
        """Give the cookie its key and value."""
        if key.lower() in self._reserved:
            raise CookieError(f'Attempt to set a reserved key {key!r}')
        if not _is_legal_key(key):
            raise CookieError(f'Illegal key {key!r}')
        self._key, self._value, self._coded_value = key, val, coded_val

    def __getstate__(self):
        return {'key': self._key, 'value': self._value, 'coded_value': self._coded_value}

    def __setstate__(self, state):
        self._key = state['key']
        self._value = state['value']
        self._coded_value = state['coded_value']

    def output(self, attrs=None, header="Set-Cookie:"):
        """The header that sets the cookie."""
        return "%s %s" % (header, self.OutputString(attrs))

    __str__ = output

    def __repr__(self):
        return '<%s: %s>' % (self.__class__.__name__, self.OutputString())

    def js_output(self, attrs=None):
        """A piece of a page that sets the cookie."""
        return """
        <script type="text/javascript">
        <!-- begin hiding
        document.cookie = \"%s\";
        // end hiding -->
        </script>
        """ % (self.OutputString(attrs).replace('"', r'\"'))

    def OutputString(self, attrs=None):
        """The cookie and its attributes, those in attrs only if given."""
        parts = ["%s=%s" % (self.key, self.coded_value)]
        for key, value in sorted(self.items()):
            if value == "" or key not in (self._reserved if attrs is None else attrs):
                continue
            name = self._reserved[key]
            if key in self._flags:
                if value:
                    parts.append(name)
                continue
            if key == "expires" and isinstance(value, int):
                value = _date_in(value)
            elif key == "max-age" and isinstance(value, int):
                value = '%d' % value
            elif key == "comment" and isinstance(value, str):
                value = _quote(value)
            parts.append("%s=%s" % (name, value))
        return '; '.join(parts)

    __class_getitem__ = classmethod(types.GenericAlias)


_key_chars = r"\w\d!#%&'~_`><@,:/\$\*\+\-\.\^\|\)\(\?\}\{\="
_cookie = re.compile(r'\s*(?P<key>[%s]+?)(\s*=\s*(?P<val>"(?:[^\\"]|\\.)*"|'
                     r'\w{3},\s[\w\d\s-]{9,11}\s[\d:]{8}\sGMT|[%s\[\]]*))?\s*(\s+|;|$)'
                     % (_key_chars, _key_chars), re.ASCII)


class BaseCookie(dict):
    """Several cookies: {key: Morsel}."""

    def value_decode(self, val):
        """(value, value as it is sent) of what was received; to be overridden."""
        return val, val

    def value_encode(self, val):
        """(value, value as it is sent) of what a script sets; to be overridden."""
        return str(val), str(val)

    def __init__(self, input=None):
        if input:
            self.load(input)

    def _set(self, key, real_value, coded_value):
        morsel = self.get(key, Morsel())
        morsel.set(key, real_value, coded_value)
        dict.__setitem__(self, key, morsel)

    def __setitem__(self, key, value):
        if isinstance(value, Morsel):
            dict.__setitem__(self, key, value)
        else:
            self._set(key, *self.value_encode(value))

    def output(self, attrs=None, header="Set-Cookie:", sep="\015\012"):
        """The headers that set the cookies."""
        return sep.join([value.output(attrs, header) for key, value in sorted(self.items())])

    __str__ = output

    def __repr__(self):
        return '<%s: %s>' % (self.__class__.__name__, ' '.join(
            ['%s=%s' % (key, repr(value.value)) for key, value in sorted(self.items())]))

    def js_output(self, attrs=None):
        """A piece of a page that sets the cookies."""
        return ''.join([value.js_output(attrs) for key, value in sorted(self.items())])

    def load(self, rawdata):
        """Add the cookies of a header or of a dict."""
        if isinstance(rawdata, str):
            self._load_text(rawdata)
        else:
            for key, value in rawdata.items():
                self[key] = value

    def _load_text(self, text):
        # Nothing is set if something in the text is malformed.
        found, i = [], 0
        while i < len(text):
            match = _cookie.match(text, i)
            if not match:
                break
            key, value = match['key'], match['val']
            i = match.end()
            if key[0] == "$":
                if found:
                    found.append((False, key[1:], value))
            elif key.lower() in Morsel._reserved:
                is_flag = key.lower() in Morsel._flags
                if not found or value is None and not is_flag:
                    return
                found.append((False, key, True if value is None else _unquote(value)))
            elif value is None:
                return
            else:
                found.append((True, key, self.value_decode(value)))
        morsel = None
        for is_cookie, key, value in found:
            if is_cookie:
                self._set(key, *value)
                morsel = self[key]
            else:
                morsel[key] = value


class SimpleCookie(BaseCookie):
    """Cookies whose values are texts, quoted where needed."""

    def value_decode(self, val):
        return _unquote(val), val

    def value_encode(self, val):
        return str(val), _quote(str(val))
