# SPDX-License-Identifier: MIT
"""What policies share, and the policy for messages as they were before there were policies."""

import abc

from email import charset as _charset
from email import header
from email._tokens import has_surrogates

__all__ = ['Policy', 'Compat32', 'compat32']


class _PolicyBase:
    """Settings that do not change: clone() makes others, + takes those of the right side that are
    not the defaults."""

    def __init__(self, **kw):
        self._take(kw)

    def _take(self, kw):
        for name, value in kw.items():
            if not hasattr(self, name):
                raise TypeError("{!r} is an invalid keyword argument for {}".format(
                    name, self.__class__.__name__))
            object.__setattr__(self, name, value)

    def __repr__(self):
        args = ["{}={!r}".format(name, value) for name, value in self.__dict__.items()]
        return "{}({})".format(self.__class__.__name__, ', '.join(args))

    def clone(self, **kw):
        """The same with other settings."""
        new = self.__class__.__new__(self.__class__)
        for name, value in self.__dict__.items():
            object.__setattr__(new, name, value)
        new._take(kw)
        return new

    def __setattr__(self, name, value):
        kind = repr(self.__class__.__name__)
        raise AttributeError(f"{kind} object attribute {name!r} is read-only" if hasattr(self, name)
                             else f"{kind} object has no attribute {name!r}")

    def __add__(self, other):
        return self.clone(**other.__dict__)


class Policy(_PolicyBase, metaclass=abc.ABCMeta):
    """How messages are read and written."""

    raise_on_defect = False
    linesep = '\n'
    cte_type = '8bit'
    max_line_length = 78
    mangle_from_ = False
    message_factory = None
    verify_generated_headers = True

    def handle_defect(self, obj, defect):
        """Raise the defect or note it."""
        if self.raise_on_defect:
            raise defect
        self.register_defect(obj, defect)

    def register_defect(self, obj, defect):
        """Note the defect."""
        obj.defects.append(defect)

    def header_max_count(self, name):
        """How often a header may occur; None: any number."""
        return None

    @abc.abstractmethod
    def header_source_parse(self, sourcelines):
        """(name, value) to be kept, of the lines of a header that was read."""
        raise NotImplementedError

    @abc.abstractmethod
    def header_store_parse(self, name, value):
        """(name, value) to be kept, of a header that a program sets."""
        raise NotImplementedError

    @abc.abstractmethod
    def header_fetch_parse(self, name, value):
        """What a program gets of a value that is kept."""
        raise NotImplementedError

    @abc.abstractmethod
    def fold(self, name, value):
        """The lines of the header, as text."""
        raise NotImplementedError

    @abc.abstractmethod
    def fold_binary(self, name, value):
        """The lines of the header, as bytes."""
        raise NotImplementedError


class Compat32(Policy):
    """As messages were before there were policies: headers are plain text."""

    mangle_from_ = True

    def _sanitize_header(self, name, value):
        if isinstance(value, str) and has_surrogates(value):
            return header.Header(value, charset=_charset.UNKNOWN8BIT, header_name=name)
        return value

    def header_source_parse(self, sourcelines):
        name, value = sourcelines[0].split(':', 1)
        value = value.lstrip(' \t') + ''.join(sourcelines[1:])
        return name, value.rstrip('\r\n')

    def header_store_parse(self, name, value):
        return name, value

    def header_fetch_parse(self, name, value):
        return self._sanitize_header(name, value)

    def fold(self, name, value):
        return self._fold(name, value, sanitize=True)

    def fold_binary(self, name, value):
        folded = self._fold(name, value, sanitize=self.cte_type == '7bit')
        return folded.encode('ascii', 'surrogateescape')

    def _fold(self, name, value, sanitize):
        made, text = value, ''
        if isinstance(value, str):
            if not has_surrogates(value):
                made = header.Header(value, header_name=name)
            elif sanitize:
                made = header.Header(value, charset=_charset.UNKNOWN8BIT, header_name=name)
            else:
                made, text = None, value
        if made is not None:
            length = 0 if self.max_line_length is None else self.max_line_length
            text = made.encode(linesep=self.linesep, maxlinelen=length)
        return '%s: %s%s' % (name, text, self.linesep)


compat32 = Compat32()
