# SPDX-License-Identifier: MIT
"""What urllib.request raises."""

import io

from urllib.response import addinfourl

__all__ = ['URLError', 'HTTPError', 'ContentTooShortError']


class URLError(OSError):
    """An address could not be opened; reason says why."""

    def __init__(self, reason, filename=None):
        self.reason, self.args = reason, (reason,)
        if filename is not None:
            self.filename = filename

    def __str__(self):
        return f'<urlopen error {self.reason}>'


class HTTPError(URLError, addinfourl):
    """The server answered with an error; it can be read as other answers."""

    __super_init = addinfourl.__init__

    def __init__(self, url, code, msg, hdrs, fp):
        self.code, self.msg, self.hdrs = code, msg, hdrs
        self.filename, self.fp = url, fp
        self.__super_init(io.BytesIO() if fp is None else fp, hdrs, url, code)

    @property
    def headers(self):
        """The head of the answer."""
        return self.hdrs

    @headers.setter
    def headers(self, hdrs):
        self.hdrs = hdrs

    @property
    def reason(self):
        """What the server says about it."""
        return self.msg

    def __str__(self):
        return f'HTTP Error {self.code}: {self.msg}'

    def __repr__(self):
        return f'<HTTPError {self.code}: {self.msg!r}>'


class ContentTooShortError(URLError):
    """Less came than the server had said; content is what came."""

    def __init__(self, message, content):
        URLError.__init__(self, message)
        self.content = content
