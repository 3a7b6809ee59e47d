# SPDX-License-Identifier: MIT
"""Taking URLs apart, putting them together, and the percent signs in them."""

import functools
import math
import re
import types
import warnings
from collections import namedtuple

__all__ = ["urlparse", "urlunparse", "urljoin", "urldefrag", "urlsplit", "urlunsplit", "urlencode",
           "parse_qs", "parse_qsl", "quote", "quote_plus", "quote_from_bytes", "unquote",
           "unquote_plus", "unquote_to_bytes", "DefragResult", "ParseResult", "SplitResult",
           "DefragResultBytes", "ParseResultBytes", "SplitResultBytes"]

# What the schemes have: relative addresses, a host, parameters, a query, a fragment.
uses_relative = ['', 'ftp', 'http', 'gopher', 'nntp', 'imap', 'wais', 'file', 'https', 'shttp',
                 'mms', 'prospero', 'rtsp', 'rtsps', 'rtspu', 'sftp', 'svn', 'svn+ssh', 'ws', 'wss']
uses_netloc = ['', 'ftp', 'http', 'gopher', 'nntp', 'telnet', 'imap', 'wais', 'file', 'mms',
               'https', 'shttp', 'snews', 'prospero', 'rtsp', 'rtsps', 'rtspu', 'rsync', 'svn',
               'svn+ssh', 'sftp', 'nfs', 'git', 'git+ssh', 'ws', 'wss', 'itms-services']
uses_params = ['', 'ftp', 'hdl', 'prospero', 'http', 'imap', 'https', 'shttp', 'rtsp', 'rtsps',
               'rtspu', 'sip', 'sips', 'mms', 'sftp', 'tel']
non_hierarchical = ['gopher', 'hdl', 'mailto', 'news', 'telnet', 'wais', 'imap', 'snews', 'sip',
                    'sips']
uses_query = ['', 'http', 'wais', 'imap', 'https', 'shttp', 'mms', 'gopher', 'rtsp', 'rtsps',
              'rtspu', 'sip', 'sips']
uses_fragment = ['', 'ftp', 'hdl', 'http', 'gopher', 'news', 'nntp', 'wais', 'https', 'shttp',
                 'snews', 'file', 'prospero']

scheme_chars = ('abcdefghijklmnopqrstuvwxyz'
                'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
                '0123456789'
                '+-.')
_CONTROL_OR_SPACE = ''.join(map(chr, range(33)))


def clear_cache():
    """Forget what was computed before."""
    urlsplit.cache_clear()
    _quoter.cache_clear()


# ---- bytes in, bytes out ----

def _as_text(*args):
    """The arguments as str, and the function that gives the result the type of the first one."""
    is_text = isinstance(args[0], str)
    for arg in args[1:]:
        # An empty default fits both.
        if arg and isinstance(arg, str) != is_text:
            raise TypeError("Cannot mix str and non-str arguments")
    if is_text:
        return *args, lambda result: result
    return (*(arg.decode('ascii', 'strict') if arg else '' for arg in args),
            lambda result: result.encode('ascii', 'strict'))


class _ResultMixinStr:
    __slots__ = ()

    def encode(self, encoding='ascii', errors='strict'):
        return self._encoded_counterpart(*(part.encode(encoding, errors) for part in self))


class _ResultMixinBytes:
    __slots__ = ()

    def decode(self, encoding='ascii', errors='strict'):
        return self._decoded_counterpart(*(part.decode(encoding, errors) for part in self))


class _NetlocMixin:
    """What is in "user:password@host:port"; _signs are its signs as str or as bytes."""
    __slots__ = ()

    def _user(self):
        user, found, _ = self.netloc.rpartition(self._signs[0])
        if not found:
            return None, None
        name, found, password = user.partition(self._signs[1])
        return name, password if found else None

    def _host(self):
        at, colon, opening, closing, _ = self._signs
        host = self.netloc.rpartition(at)[2]
        _, bracket, rest = host.partition(opening)
        if bracket:
            name, _, rest = rest.partition(closing)
            port = rest.partition(colon)[2]
        else:
            name, _, port = host.partition(colon)
        return name, port or None

    @property
    def username(self):
        return self._user()[0]

    @property
    def password(self):
        return self._user()[1]

    @property
    def hostname(self):
        name = self._host()[0]
        if not name:
            return None
        # The zone of an IPv6 address keeps its case.
        name, percent, zone = name.partition(self._signs[4])
        return name.lower() + percent + zone

    @property
    def port(self):
        port = self._host()[1]
        if port is None:
            return None
        if not (port.isdigit() and port.isascii()):
            raise ValueError(f"Port could not be cast to integer value as {port!r}")
        port = int(port)
        if not 0 <= port <= 65535:
            raise ValueError("Port out of range 0-65535")
        return port

    __class_getitem__ = classmethod(types.GenericAlias)


class _NetlocMixinStr(_NetlocMixin, _ResultMixinStr):
    __slots__ = ()
    _signs = ('@', ':', '[', ']', '%')


class _NetlocMixinBytes(_NetlocMixin, _ResultMixinBytes):
    __slots__ = ()
    _signs = (b'@', b':', b'[', b']', b'%')


ResultBase = _NetlocMixinStr

_Defrag = namedtuple('DefragResult', 'url fragment')
_Split = namedtuple('SplitResult', 'scheme netloc path query fragment')
_Parse = namedtuple('ParseResult', 'scheme netloc path params query fragment')


class DefragResult(_Defrag, _ResultMixinStr):
    """A URL and the fragment that was behind it."""
    __slots__ = ()

    def geturl(self):
        return self.url + '#' + self.fragment if self.fragment else self.url


class SplitResult(_Split, _NetlocMixinStr):
    """The five parts of a URL."""
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResult(_Parse, _NetlocMixinStr):
    """The six parts of a URL."""
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


class DefragResultBytes(_Defrag, _ResultMixinBytes):
    """As DefragResult, of bytes."""
    __slots__ = ()

    def geturl(self):
        return self.url + b'#' + self.fragment if self.fragment else self.url


class SplitResultBytes(_Split, _NetlocMixinBytes):
    """As SplitResult, of bytes."""
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResultBytes(_Parse, _NetlocMixinBytes):
    """As ParseResult, of bytes."""
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


for _of_text, _of_bytes in ((DefragResult, DefragResultBytes), (SplitResult, SplitResultBytes),
                            (ParseResult, ParseResultBytes)):
    _of_text._encoded_counterpart = _of_bytes
    _of_bytes._decoded_counterpart = _of_text
del _of_text, _of_bytes


# ---- taking apart ----

def urlparse(url, scheme='', allow_fragments=True):
    """The six parts scheme://netloc/path;params?query#fragment."""
    url, scheme, as_given = _as_text(url, scheme)
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ''
    if scheme in uses_params and ';' in path:
        path, params = _splitparams(path)
    return as_given(ParseResult(scheme, netloc, path, params, query, fragment))


def _splitparams(path):
    """Parameters belong to the last part of the path."""
    at = path.find(';', path.rfind('/') + 1)
    return (path, '') if at < 0 else (path[:at], path[at + 1:])


def _check_netloc(netloc):
    """No character of the host may turn into a delimiter when it is normalised."""
    if not netloc or netloc.isascii():
        return
    try:
        import unicodedata
    except ImportError:
        return
    plain = re.sub('[@:#?]', '', netloc)
    normal = unicodedata.normalize('NFKC', plain)
    if plain != normal and any(c in normal for c in '/?#@:'):
        raise ValueError("netloc '" + netloc + "' contains invalid "
                         "characters under NFKC normalization")


def _check_bracketed_host(host):
    if host.startswith('v'):
        if not re.match(r"\Av[a-fA-F0-9]+\..+\Z", host):
            raise ValueError("IPvFuture address is invalid")
        return
    import ipaddress
    if isinstance(ipaddress.ip_address(host), ipaddress.IPv4Address):
        raise ValueError("An IPv4 address cannot be in brackets")


def _split_netloc(url):
    """(host, rest) of what stands behind '//'."""
    end = min((at for at in map(url.find, '/?#') if at >= 0), default=len(url))
    netloc = url[:end]
    if ('[' in netloc) != (']' in netloc):
        raise ValueError("Invalid IPv6 URL")
    if '[' in netloc:
        _check_bracketed_host(netloc.partition('[')[2].partition(']')[0])
    return netloc, url[end:]


@functools.lru_cache(typed=True)
def urlsplit(url, scheme='', allow_fragments=True):
    """The five parts scheme://netloc/path?query#fragment."""
    url, scheme, as_given = _as_text(url, scheme)
    # As browsers do: control characters around and line ends inside do not count.
    url = re.sub('[\t\r\n]', '', url.lstrip(_CONTROL_OR_SPACE))
    scheme = re.sub('[\t\r\n]', '', scheme.strip(_CONTROL_OR_SPACE))
    netloc = query = fragment = ''
    head, colon, rest = url.partition(':')
    if colon and head and head.isascii() and head[0].isalpha() \
            and all(c in scheme_chars for c in head):
        scheme, url = head.lower(), rest
    if url[:2] == '//':
        netloc, url = _split_netloc(url[2:])
    if allow_fragments:
        url, _, fragment = url.partition('#')
    url, _, query = url.partition('?')
    _check_netloc(netloc)
    return as_given(SplitResult(scheme, netloc, url, query, fragment))


def urldefrag(url):
    """(the URL without its fragment, the fragment)."""
    url, as_given = _as_text(url)
    if '#' not in url:
        return as_given(DefragResult(url, ''))
    scheme, netloc, path, params, query, fragment = urlparse(url)
    return as_given(DefragResult(urlunparse((scheme, netloc, path, params, query, '')), fragment))


# ---- putting together ----

def urlunparse(components):
    """The URL of six parts."""
    scheme, netloc, url, params, query, fragment, as_given = _as_text(*components)
    if params:
        url = "%s;%s" % (url, params)
    return as_given(urlunsplit((scheme, netloc, url, query, fragment)))


def urlunsplit(components):
    """The URL of five parts."""
    scheme, netloc, url, query, fragment, as_given = _as_text(*components)
    if netloc:
        if url and url[:1] != '/':
            url = '/' + url
        url = '//' + netloc + url
    elif url[:2] == '//' or scheme and scheme in uses_netloc and (not url or url[:1] == '/'):
        url = '//' + url
    parts = (scheme, scheme and ':', url, query and '?', query, fragment and '#', fragment)
    return as_given(''.join(filter(None, parts)))


def _join_paths(base, path):
    """The path seen from the base; '.' and '..' are resolved."""
    above = base.split('/')
    if above[-1] != '':
        del above[-1]       # the last name is a file, unless there is none
    if path[:1] == '/':
        names = path.split('/')
    else:
        names = above + path.split('/')
        # Empty names in the middle do not count.
        names[1:-1] = filter(None, names[1:-1])
    resolved = []
    for name in names:
        if name == '..':
            if resolved:
                resolved.pop()
        elif name != '.':
            resolved.append(name)
    if names[-1] in ('.', '..'):
        resolved.append('')
    return '/'.join(resolved) or '/'


def urljoin(base, url, allow_fragments=True):
    """The URL as it is meant on a page with the address base."""
    if not base:
        return url
    if not url:
        return base
    base, url, as_given = _as_text(base, url)
    b_scheme, b_netloc, b_path, b_params, b_query, _ = urlparse(base, '', allow_fragments)
    scheme, netloc, path, params, query, fragment = urlparse(url, b_scheme, allow_fragments)
    if scheme != b_scheme or scheme not in uses_relative:
        return as_given(url)
    if scheme in uses_netloc:
        if netloc:
            return as_given(urlunparse((scheme, netloc, path, params, query, fragment)))
        netloc = b_netloc
    if not path and not params:
        return as_given(urlunparse((scheme, netloc, b_path, b_params, query or b_query, fragment)))
    path = _join_paths(b_path, path)
    return as_given(urlunparse((scheme, netloc, path, params, query, fragment)))


# ---- percent signs ----

_ESCAPE = re.compile(b'%([0-9a-fA-F]{2})')
_ASCII = re.compile('([\x00-\x7f]+)')


def unquote_to_bytes(string):
    """The bytes of a text with %xx in it; other characters in UTF-8."""
    string.split            # AttributeError for what is neither str nor bytes
    if not string:
        return b''
    if isinstance(string, str):
        string = string.encode('utf-8')
    if b'%' not in string:
        return string
    return _ESCAPE.sub(lambda m: bytes((int(m[1], 16),)), bytes(string))


def unquote(string, encoding='utf-8', errors='replace'):
    """The text with each run of %xx decoded."""
    if isinstance(string, bytes):
        return unquote_to_bytes(string).decode(encoding, errors)
    if '%' not in string:
        string.split                    # an AttributeError for what is no text
        return string
    encoding = 'utf-8' if encoding is None else encoding
    errors = 'replace' if errors is None else errors
    return _ASCII.sub(lambda m: unquote_to_bytes(m[1]).decode(encoding, errors), string)


def unquote_plus(string, encoding='utf-8', errors='replace'):
    """As unquote(), with '+' for a space, as in forms."""
    return unquote(string.replace('+', ' '), encoding, errors)


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8',
             errors='replace', max_num_fields=None, separator='&'):
    """The fields of a query as a dict of lists."""
    result = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding=encoding,
                                 errors=errors, max_num_fields=max_num_fields,
                                 separator=separator):
        result.setdefault(name, []).append(value)
    return result


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8',
              errors='replace', max_num_fields=None, separator='&'):
    """The fields of a query as a list of pairs. Fields without value are left out unless
    keep_blank_values; malformed ones are skipped unless strict_parsing."""
    if not separator or not isinstance(separator, (str, bytes)):
        raise ValueError("Separator must be of type string or bytes.")
    if isinstance(qs, str):
        if not isinstance(separator, str):
            separator = str(separator, 'ascii')
        equals = '='

        def decode(part):
            return unquote_plus(part, encoding=encoding, errors=errors)
    else:
        if not qs:
            return []
        separator = separator.encode('ascii') if isinstance(separator, str) else separator
        qs = bytes(memoryview(qs))
        equals = b'='

        def decode(part):
            return unquote_to_bytes(part.replace(b'+', b' '))
    if not qs:
        return []
    if max_num_fields is not None and max_num_fields < 1 + qs.count(separator):
        raise ValueError('Max number of fields exceeded')
    pairs = []
    for field in qs.split(separator):
        if not field and not strict_parsing:
            continue
        name, found, value = field.partition(equals)
        if not found and strict_parsing:
            raise ValueError("bad query field: %r" % (field,))
        if value or keep_blank_values:
            pairs.append((decode(name), decode(value)))
    return pairs


_ALWAYS_SAFE = frozenset(b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~')


class _Quoter(dict):
    """What each byte is written as; computed when first asked for."""

    def __init__(self, safe):
        self.safe = _ALWAYS_SAFE.union(safe)

    def __repr__(self):
        return f"<Quoter {dict(self)!r}>"

    def __missing__(self, b):
        self[b] = text = chr(b) if b in self.safe else '%{:02X}'.format(b)
        return text


@functools.lru_cache
def _quoter(safe):
    return _Quoter(safe).__getitem__


def __getattr__(name):
    if name == 'Quoter':
        warnings.warn('Deprecated in 3.11. urllib.parse.Quoter will be removed in Python 3.14. '
                      'It was not intended to be a public API.', DeprecationWarning, stacklevel=2)
        return _Quoter
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


def quote(string, safe='/', encoding=None, errors=None):
    """The text with %xx for all but letters, digits, '_.-~' and what is said to be safe."""
    if isinstance(string, str):
        if not string:
            return string
        string = string.encode('utf-8' if encoding is None else encoding,
                               'strict' if errors is None else errors)
    else:
        for name, value in ('encoding', encoding), ('errors', errors):
            if value is not None:
                raise TypeError(f"quote() doesn't support '{name}' for bytes")
    return quote_from_bytes(string, safe)


def quote_plus(string, safe='', encoding=None, errors=None):
    """As quote(), with '+' for a space, as in forms."""
    if isinstance(string, str) and ' ' not in string or \
            isinstance(string, bytes) and b' ' not in string:
        return quote(string, safe, encoding, errors)
    space = ' ' if isinstance(safe, str) else b' '
    return quote(string, safe + space, encoding, errors).replace(' ', '+')


def quote_from_bytes(bs, safe='/'):
    """As quote(), of bytes."""
    if not isinstance(bs, (bytearray, bytes)):
        raise TypeError("quote_from_bytes() expected bytes")
    safe = safe.encode('ascii', 'ignore') if isinstance(safe, str) else bytes(
        filter(range(128).__contains__, safe))
    if not bs.rstrip(bytes(_ALWAYS_SAFE) + safe):
        return bs.decode()
    return ''.join(map(_quoter(safe), bs))


def _are_pairs(query):
    """Is it a sequence of tuples, as far as the first one can tell?"""
    try:
        return len(query) == 0 or isinstance(query[0], tuple)
    except TypeError:
        return False


def urlencode(query, doseq=False, safe='', encoding=None, errors=None, quote_via=quote_plus):
    """The query of a dict or of pairs; doseq: a list of values gives a field for each."""
    if hasattr(query, "items"):
        query = query.items()
    elif not _are_pairs(query):
        raise TypeError("not a valid non-string sequence or mapping object")

    def encode(part):
        if isinstance(part, bytes):
            return quote_via(part, safe)
        return quote_via(str(part), safe, encoding, errors)

    fields = []
    for name, value in query:
        name = encode(name)
        if doseq and not isinstance(value, (str, bytes)):
            try:
                len(value)
                values = value
            except TypeError:
                values = (value,)
        else:
            values = (value,)
        fields.extend(name + '=' + encode(v) for v in values)
    return '&'.join(fields)


# ---- older names ----

def _deprecated(name, hint="use urllib.parse.urlparse() instead"):
    warnings.warn(f"urllib.parse.{name}() is deprecated as of 3.8" + (", " + hint if hint else ""),
                  DeprecationWarning, stacklevel=3)


def to_bytes(url):
    _deprecated("to_bytes", "")
    return _to_bytes(url)


def _to_bytes(url):
    """The URL, which may contain ASCII only."""
    if isinstance(url, str):
        try:
            url = url.encode("ASCII").decode()
        except UnicodeError:
            raise UnicodeError("URL " + repr(url) + " contains non-ASCII characters")
    return url


def unwrap(url):
    """The address in '<URL:scheme://host/path>'."""
    text = str(url).strip()
    if text.startswith('<') and text.endswith('>'):
        text = text[1:-1].strip()
    return text.removeprefix('URL:').strip()


def splittype(url):
    _deprecated("splittype")
    return _splittype(url)


def _splittype(url):
    """'type:rest' gives (type, rest)."""
    match = re.match('([^/:]+):(.*)', url, re.DOTALL)
    return (match[1].lower(), match[2]) if match else (None, url)


def splithost(url):
    _deprecated("splithost")
    return _splithost(url)


def _splithost(url):
    """'//host[:port]/path' gives (host[:port], /path)."""
    match = re.match('//([^/#?]*)(.*)', url, re.DOTALL)
    if not match:
        return None, url
    host, path = match.groups()
    return host, '/' + path if path and path[0] != '/' else path


def splituser(host):
    _deprecated("splituser")
    return _splituser(host)


def _splituser(host):
    """'user[:password]@host' gives (user[:password], host)."""
    user, found, host = host.rpartition('@')
    return (user if found else None), host


def splitpasswd(user):
    _deprecated("splitpasswd")
    return _splitpasswd(user)


def _splitpasswd(user):
    """'user:password' gives (user, password)."""
    user, found, password = user.partition(':')
    return user, (password if found else None)


def splitport(host):
    _deprecated("splitport")
    return _splitport(host)


def _splitport(host):
    """'host:port' gives (host, port), the port as text."""
    match = re.fullmatch('(.*):([0-9]*)', host, re.DOTALL)
    if match:
        return match[1], match[2] or None
    return host, None


def splitnport(host, defport=-1):
    _deprecated("splitnport")
    return _splitnport(host, defport)


def _splitnport(host, defport=-1):
    """'host:port' gives (host, port as a number); defport without one, None for a bad one."""
    host, found, port = host.rpartition(':')
    if not found:
        return port, defport
    if port:
        return host, (int(port) if port.isdigit() and port.isascii() else None)
    return host, defport


def splitquery(url):
    _deprecated("splitquery")
    return _splitquery(url)


def _splitquery(url):
    """'/path?query' gives (/path, query)."""
    path, found, query = url.rpartition('?')
    return (path, query) if found else (url, None)


def splittag(url):
    _deprecated("splittag")
    return _splittag(url)


def _splittag(url):
    """'/path#tag' gives (/path, tag)."""
    path, found, tag = url.rpartition('#')
    return (path, tag) if found else (url, None)


def splitattr(url):
    _deprecated("splitattr", "use urllib.parse.urlparse() instead")
    return _splitattr(url)


def _splitattr(url):
    """'/path;a=1;b=2' gives (/path, ['a=1', 'b=2'])."""
    words = url.split(';')
    return words[0], words[1:]


def splitvalue(attr):
    _deprecated("splitvalue", "use urllib.parse.parse_qsl() instead")
    return _splitvalue(attr)


def _splitvalue(attr):
    """'name=value' gives (name, value)."""
    name, found, value = attr.partition('=')
    return name, (value if found else None)
