# SPDX-License-Identifier: MIT
"""Support for locales: how a country writes numbers, money and texts.

The process stays in the C locale; what setlocale() sets is kept here and counts for the functions
of this module."""
import os as _os
import re
import sys
import _locale
from builtins import str as _builtin_str
from _locale import *

for _name in ('known', 'localeconv', 'nl_langinfo', 'strcoll', 'strxfrm'):
    globals().pop(_name, None)
del _name

__all__ = ["getlocale", "getdefaultlocale", "getpreferredencoding", "Error", "setlocale",
           "localeconv", "strcoll", "strxfrm", "str", "atof", "atoi", "format_string", "currency",
           "normalize", "LC_CTYPE", "LC_COLLATE", "LC_TIME", "LC_MONETARY", "LC_NUMERIC", "LC_ALL",
           "CHAR_MAX", "getencoding", "LC_MESSAGES"]


class Error(Exception):
    pass


_ORDER = (0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12)    # numbers of the categories; 6 is LC_ALL
_SHOWN = {0: 'LC_CTYPE', 1: 'LC_NUMERIC', 2: 'LC_TIME', 3: 'LC_COLLATE', 4: 'LC_MONETARY',
          5: 'LC_MESSAGES', 7: 'LC_PAPER', 8: 'LC_NAME', 9: 'LC_ADDRESS', 10: 'LC_TELEPHONE',
          11: 'LC_MEASUREMENT', 12: 'LC_IDENTIFICATION'}
_current = dict.fromkeys(_ORDER, 'C')
_override_localeconv = {}


def _from_environment(category):
    for name in ('LC_ALL', _SHOWN[category], 'LANG'):
        value = _os.environ.get(name)
        if value:
            return value
    return 'C'


def _tuple():
    return tuple(_current[i] for i in range(6))


def _known(name):
    return '\0' not in name and _locale.known((name,) * 6)


def _initial():
    """LC_CTYPE as the interpreter sets it at start: from the environment, C counts as C.UTF-8."""
    name = _from_environment(0)
    if not _known(name):
        name = 'C'
    _current[0] = 'C.UTF-8' if name in ('C', 'POSIX') and _known('C.UTF-8') else name


_initial()


def _query(category):
    if category != LC_ALL:
        return _current[category]
    if len(set(_current.values())) == 1:
        return _current[0]
    return ';'.join(f'{_SHOWN[i]}={_current[i]}' for i in _ORDER)


def setlocale(category, locale=None):
    """Set the locale for the given category; without a name, or with None, tells it."""
    if locale and not isinstance(locale, _builtin_str):
        locale = normalize(_build_localename(locale))
    if category != LC_ALL and category not in _current:
        raise Error("locale query failed" if locale is None else "unsupported locale setting")
    if locale is None:
        return _query(category)
    categories = _ORDER if category == LC_ALL else (category,)
    if ';' in locale:
        wanted = dict(part.split('=', 1) for part in locale.split(';') if '=' in part)
        chosen = {i: wanted.get(_SHOWN[i], _current[i]) for i in categories}
    else:
        chosen = {i: locale or _from_environment(i) for i in categories}
    for name in set(chosen.values()):
        if not _known(name):
            raise Error("unsupported locale setting")
    _current.update((i, 'C' if name == 'POSIX' else name) for i, name in chosen.items())
    return _query(category)


def localeconv():
    """The conventions of the locale as a dict."""
    d = _locale.localeconv(_tuple())
    if _override_localeconv:
        d.update(_override_localeconv)
    return d


def _check_text(value, function, position=''):
    if not isinstance(value, _builtin_str):
        kind = 'None' if value is None else type(value).__name__
        raise TypeError(f"{function}() argument{position} must be str, not {kind}")
    if '\0' in value:
        raise ValueError("embedded null character")
    return value


def strcoll(os1, os2, /):
    """Compares two strings according to the locale."""
    return _locale.strcoll(_tuple(), _check_text(os1, 'strcoll', ' 1'),
                           _check_text(os2, 'strcoll', ' 2'))


def strxfrm(string, /):
    """Return a string that can be used as a key for locale-aware comparisons."""
    return _locale.strxfrm(_tuple(), _check_text(string, 'strxfrm'))


def nl_langinfo(key, /):
    """Return the value for the locale information associated with key."""
    if key not in _items:
        raise ValueError("unsupported langinfo constant")
    return _locale.nl_langinfo(_tuple(), key)


_items = {value for name, value in vars(_locale).items()
          if name.isupper() and not name.startswith('LC_') and name != 'CHAR_MAX'}


# ---- numbers ----

def _grouping_intervals(grouping):
    last = None
    for interval in grouping:
        if interval == CHAR_MAX:
            return
        if interval == 0:
            if last is None:
                raise ValueError("invalid grouping")
            while True:
                yield last
        yield interval
        last = interval


def _group(s, monetary=False):
    """(text with separators, how many characters those are)"""
    conv = localeconv()
    sep = conv['mon_thousands_sep' if monetary else 'thousands_sep']
    grouping = conv['mon_grouping' if monetary else 'grouping']
    if not grouping:
        return s, 0
    if s[-1] == ' ':
        stripped = s.rstrip()
        right = s[len(stripped):]
        s = stripped
    else:
        right = ''
    # From the right: what is before `end` has no separators yet.
    groups, end = [], len(s)
    for interval in _grouping_intervals(grouping):
        if end == 0 or s[end - 1] not in "0123456789":
            break
        groups.insert(0, s[max(end - interval, 0):end])
        end = max(end - interval, 0)
    else:
        if end:
            groups.insert(0, s[:end])
            end = 0
    return s[:end] + sep.join(groups) + right, len(sep) * (len(groups) - 1)


def _strip_padding(s, amount):
    """Takes spaces away that grouping made superfluous."""
    at = 0
    while amount and s[at] == ' ':
        at += 1
        amount -= 1
    end = len(s) - 1
    while amount and s[end] == ' ':
        end -= 1
        amount -= 1
    return s[at:end + 1]


_PERCENT = re.compile(r'%(?:\((?P<key>.*?)\))?(?P<modifiers>[-#0-9 +*.hlL]*?)[eEfFgGdiouxXcrs%]')


def _format(percent, value, grouping=False, monetary=False, *additional):
    formatted = percent % ((value,) + additional) if additional else percent % value
    if percent[-1] in 'eEfFgGdiu':
        formatted = _localize(formatted, grouping, monetary)
    return formatted


def _localize(formatted, grouping=False, monetary=False):
    whole, *fraction = formatted.split('.')
    added = 0
    if grouping:
        whole, added = _group(whole, monetary=monetary)
    point = localeconv()['mon_decimal_point' if monetary else 'decimal_point']
    text = point.join([whole, *fraction])
    return _strip_padding(text, added) if added else text


def format_string(f, val, grouping=False, monetary=False):
    """Formats as %, by the rules of the locale."""
    percents = list(_PERCENT.finditer(f))
    new_f = _PERCENT.sub('%s', f)
    by_name = hasattr(val, 'keys')
    if not by_name and not isinstance(val, tuple):
        val = (val,)
    new_val, i = [], 0
    for perc in percents:
        text = perc.group()
        if text.endswith('%'):
            new_val.append('%')
        elif by_name:
            new_val.append(_format(text, val, grouping, monetary))
        else:
            after = i + 1 + perc.group('modifiers').count('*')
            new_val.append(_format(text, val[i], grouping, monetary, *val[i + 1:after]))
            i = after
    return new_f % tuple(new_val)


def currency(val, symbol=True, grouping=False, international=False):
    """Formats val according to the currency settings in the current locale."""
    conv = localeconv()
    digits = conv['int_frac_digits' if international else 'frac_digits']
    if digits == 127:
        raise ValueError("Currency formatting is not possible using the 'C' locale.")
    s = _localize(f'{abs(val):.{digits}f}', grouping, monetary=True)
    s = '<' + s + '>'
    if symbol:
        smb = conv['int_curr_symbol' if international else 'currency_symbol']
        precedes = conv['n_cs_precedes' if val < 0 else 'p_cs_precedes']
        separated = conv['n_sep_by_space' if val < 0 else 'p_sep_by_space']
        if precedes:
            s = smb + (' ' if separated else '') + s
        else:
            if international and smb[-1] == ' ':
                smb = smb[:-1]
            s = s + (' ' if separated else '') + smb
    place = conv['n_sign_posn' if val < 0 else 'p_sign_posn']
    sign = conv['negative_sign' if val < 0 else 'positive_sign']
    if place == 0:
        s = f'({s})'
    elif place == 2:
        s += sign
    elif place in (3, 4):                   # right before, or right behind, the number
        s = s.replace('<>'[place - 3], sign)
    else:
        s = sign + s
    return s.translate({ord('<'): None, ord('>'): None})


def str(val):
    """The text of a float with the decimal point of the locale."""
    return _format("%.12g", val)


def delocalize(string):
    """Parses a string as a normalized number according to the locale settings."""
    conv = localeconv()
    if conv['thousands_sep']:
        string = string.replace(conv['thousands_sep'], '')
    if conv['decimal_point']:
        string = string.replace(conv['decimal_point'], '.')
    return string


def localize(string, grouping=False, monetary=False):
    """Parses a string as locale number according to the locale settings."""
    return _localize(string, grouping, monetary)


def atof(string, func=float):
    """Parses a string as a float according to the locale settings."""
    return func(delocalize(string))


def atoi(string):
    """Converts a string to an integer according to the locale settings."""
    return int(delocalize(string))


# ---- names ----

locale_alias, locale_encoding_alias = {}, {}


def _learn():
    from _locale_names import ALIASES, ENCODINGS
    for item in ALIASES.split():
        key, equals, value = item.partition('=')
        if not equals:
            value = key
            key = value.split('.')[0].split('@')[0].lower()
        locale_alias[key] = value
    for item in ENCODINGS.split():
        key, _, value = item.partition('=')
        locale_encoding_alias[key] = value


def _norm_encoding(encoding):
    """The name that locales use for an encoding."""
    if not locale_encoding_alias:
        _learn()
    name = re.sub(r'[^a-z0-9.]+', '_', encoding.lower()).strip('_')
    found = locale_encoding_alias.get(name)
    if found is None:
        found = locale_encoding_alias.get(name.replace('_', ''))
    if found is None:
        import codecs
        try:
            known = codecs.lookup(name).name
            found = locale_encoding_alias.get(known.replace('-', '_')) or locale_encoding_alias.get(
                known.replace('-', ''))
        except LookupError:
            pass
    return found or encoding


def _append_modifier(code, modifier):
    language, dot, encoding = code.partition('.')
    if modifier != 'euro' or encoding not in ('', 'ISO8859-1', 'ISO8859-15', 'UTF-8'):
        return f'{code}@{modifier}'
    # Encodings with the sign need no modifier; without one it is that of the west.
    if encoding == 'ISO8859-1':
        return f"{language}.{_norm_encoding('ISO8859-15')}"
    return code if dot else language + '.ISO8859-15'


def normalize(localename):
    """Returns a normalized locale code for the given locale name."""
    if not locale_alias:
        _learn()
    code = localename.lower()
    if ':' in code:
        code = code.replace(':', '.')
    modifier = ''
    if '@' in code:
        code, modifier = code.split('@', 1)
    if '.' in code:
        langname, encoding = code.split('.')[:2]
    else:
        langname, encoding = code, ''
    lang_enc = langname
    if encoding:
        norm = encoding.replace('-', '').replace('_', '')
        lang_enc += '.' + norm
    lookup = lang_enc + '@' + modifier if modifier else lang_enc
    found = locale_alias.get(lookup)
    if found is not None:
        return found
    if modifier:
        found = locale_alias.get(lang_enc)
        if found is not None:
            return found if '@' in found else _append_modifier(found, modifier)
    if encoding:
        for lookup, add in ((langname + '@' + modifier, False), (langname, True)) if modifier else (
                (langname, False),):
            found = locale_alias.get(lookup)
            if found is None:
                continue
            base, _, mark = found.partition('@')
            base = base.partition('.')[0] + '.' + _norm_encoding(encoding)
            if mark:
                return base + '@' + mark
            return _append_modifier(base, modifier) if add else base
    return localename


def _parse_localename(localename):
    code, _, modifier = normalize(localename).partition('@')
    if '.' in code:
        language, encoding = code.split('.')[:2]
        return language, encoding
    if modifier == 'euro':
        return code, 'iso-8859-15'
    if code in ('C', 'UTF-8'):
        return None, None if code == 'C' else code
    raise ValueError('unknown locale: %s' % localename)


def _build_localename(localetuple):
    try:
        language, encoding = localetuple
        if language is None:
            language = 'C'
        return language if encoding is None else language + '.' + encoding
    except (TypeError, ValueError):
        raise TypeError(
            'Locale must be None, a string, or an iterable of two strings -- language code, '
            'encoding.') from None


def getdefaultlocale(envvars=('LC_ALL', 'LC_CTYPE', 'LANG', 'LANGUAGE')):
    """Language code and encoding of the default locale."""
    import warnings
    warnings.warn("'locale.getdefaultlocale' is deprecated and slated for removal in Python 3.15",
                  DeprecationWarning, stacklevel=2)
    variable = next(filter(_os.environ.get, envvars), None)
    localename = _os.environ[variable] if variable else 'C'
    # LANGUAGE is a list, the best one first.
    return _parse_localename(localename.split(':')[0] if variable == 'LANGUAGE' else localename)


def getlocale(category=LC_CTYPE):
    """Returns the current setting for the given locale category as (language code, encoding)."""
    localename = setlocale(category)
    if category == LC_ALL and ';' in localename:
        raise TypeError('category LC_ALL is not supported')
    return _parse_localename(localename)


def getencoding():
    """The encoding of the locale."""
    return _locale.nl_langinfo(_tuple(), CODESET) or 'utf-8'


def getpreferredencoding(do_setlocale=True):
    """Return the charset that the user is likely using."""
    if sys.flags.utf8_mode:
        return 'utf-8'
    if not do_setlocale:
        return getencoding()
    names = list(_tuple())
    names[0] = _from_environment(0)
    if not _known(names[0]):
        return getencoding()
    return _locale.nl_langinfo(tuple(names), CODESET)
