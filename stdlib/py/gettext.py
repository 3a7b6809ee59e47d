# SPDX-License-Identifier: MIT
"""Messages in the language of the user. There are no catalogues here: every message is its own
translation, which is what CPython answers where none is installed."""

import os

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
        return msgid1 if n == 1 else msgid2

    def pgettext(self, context, message):
        return self._fallback.pgettext(context, message) if self._fallback else message

    def npgettext(self, context, msgid1, msgid2, n):
        if self._fallback:
            return self._fallback.npgettext(context, msgid1, msgid2, n)
        return msgid1 if n == 1 else msgid2

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


class GNUTranslations(NullTranslations):
    """Catalogues of GNU gettext (.mo)."""

    def _parse(self, fp):
        raise NotImplementedError("catalogues of gettext are not available in Rondo")


Catalog = None


def find(domain, localedir=None, languages=None, all=False):
    """The catalogue of a domain for the languages: its path, or None."""
    if languages is None:
        languages = []
        for name in ('LANGUAGE', 'LC_ALL', 'LC_MESSAGES', 'LANG'):
            value = os.environ.get(name)
            if value:
                languages = value.split(':')
                break
    found = []
    for language in languages:
        if language == 'C':
            break
        for name in dict.fromkeys((language, language.partition('.')[0],
                                   language.partition('_')[0])):
            path = os.path.join(localedir or '/usr/share/locale', name, 'LC_MESSAGES',
                                '%s.mo' % domain)
            if os.path.exists(path):
                if not all:
                    return path
                found.append(path)
    return found if all else None


def translation(domain, localedir=None, languages=None, class_=None, fallback=False):
    """The translations of a domain."""
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
        with open(path, 'rb') as fp:
            catalogue = class_(fp)
        if result is None:
            result = catalogue
        else:
            result.add_fallback(catalogue)
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
