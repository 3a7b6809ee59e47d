# SPDX-License-Identifier: MIT
"""Headers of an answer: a list of pairs that can be asked like a dictionary."""

import re

tspecials = re.compile(r'[ \(\)<>@,;:\\"/\[\]\?=]')


def _formatparam(param, value=None, quote=1):
    if value is None or not len(value):
        return param
    if quote or tspecials.search(value):
        value = value.replace('\\', '\\\\').replace('"', r'\"')
        return '%s="%s"' % (param, value)
    return '%s=%s' % (param, value)


class Headers:
    """Manage a collection of HTTP response headers."""

    def __init__(self, headers=None):
        headers = [] if headers is None else headers
        if type(headers) is not list:
            raise TypeError('Headers must be a list of name/value tuples')
        self._headers = headers
        for pair in headers:
            for text in pair:
                self._convert_string_type(text)

    def _convert_string_type(self, value):
        if type(value) is str:
            return value
        raise AssertionError(
            'Header names/values must be of type str (got {0})'.format(repr(value)))

    def _key(self, name):
        return self._convert_string_type(name.lower())

    def __len__(self):
        return len(self._headers)

    def __setitem__(self, name, val):
        del self[name]
        self._headers.append((self._convert_string_type(name), self._convert_string_type(val)))

    def __delitem__(self, name):
        key = self._key(name)
        self._headers[:] = [pair for pair in self._headers if pair[0].lower() != key]

    def __getitem__(self, name):
        return self.get(name)

    def __contains__(self, name):
        return self.get(name) is not None

    def get_all(self, name):
        """Return a list of all the values for the named field."""
        key = self._key(name)
        return [value for field, value in self._headers if field.lower() == key]

    def get(self, name, default=None):
        """Get the first header value for 'name', or return 'default'."""
        found = self.get_all(name)
        return found[0] if found else default

    def keys(self):
        return [field for field, _ in self._headers]

    def values(self):
        return [value for _, value in self._headers]

    def items(self):
        return self._headers[:]

    def __repr__(self):
        return '%s(%r)' % (self.__class__.__name__, self._headers)

    def __str__(self):
        return ''.join('%s: %s\r\n' % pair for pair in self._headers) + '\r\n'

    def __bytes__(self):
        return str(self).encode('iso-8859-1')

    def setdefault(self, name, value):
        """Return first matching header value for 'name', or 'value'."""
        found = self.get(name)
        if found is not None:
            return found
        self._headers.append((self._convert_string_type(name), self._convert_string_type(value)))
        return value

    def add_header(self, _name, _value, **_params):
        """Add a header with parameters: add_header('Content-Disposition', 'attachment',
        filename='x')."""
        parts = [] if _value is None else [self._convert_string_type(_value)]
        for name, value in _params.items():
            name = self._convert_string_type(name).replace('_', '-')
            parts.append(name if value is None
                         else _formatparam(name, self._convert_string_type(value)))
        self._headers.append((self._convert_string_type(_name), '; '.join(parts)))
