# SPDX-License-Identifier: MIT
"""How messages are read and written: line ends, length of lines, what is done about defects."""

__all__ = ['Compat32', 'compat32', 'Policy', 'EmailPolicy', 'default', 'strict', 'SMTP', 'HTTP',
           'SMTPUTF8']


class Policy:
    """Settings that do not change: clone() makes others, + takes those of the right side that are
    not the defaults."""

    raise_on_defect = False
    linesep = '\n'
    cte_type = '8bit'
    max_line_length = 78
    mangle_from_ = False
    message_factory = None
    verify_generated_headers = True

    def __init__(self, **kw):
        for name, value in kw.items():
            if not hasattr(self, name):
                raise TypeError("{!r} is an invalid keyword argument for {}".format(
                    name, self.__class__.__name__))
            self.__dict__[name] = value

    def __setattr__(self, name, value):
        if hasattr(self, name):
            msg = "{!r} object attribute {!r} is read-only"
        else:
            msg = "{!r} object has no attribute {!r}"
        raise AttributeError(msg.format(self.__class__.__name__, name))

    def __repr__(self):
        args = ["{}={!r}".format(name, value) for name, value in self.__dict__.items()]
        return "{}({})".format(self.__class__.__name__, ', '.join(args))

    def clone(self, **kw):
        """The same with other settings."""
        new = self.__class__.__new__(self.__class__)
        new.__dict__.update(self.__dict__)
        for name, value in kw.items():
            if not hasattr(self, name):
                raise TypeError("{!r} is an invalid keyword argument for {}".format(
                    name, self.__class__.__name__))
            new.__dict__[name] = value
        return new

    def __add__(self, other):
        return self.clone(**other.__dict__)

    def handle_defect(self, obj, defect):
        """Raise the defect or note it."""
        if self.raise_on_defect:
            raise defect
        self.register_defect(obj, defect)

    def register_defect(self, obj, defect):
        obj.defects.append(defect)

    def header_max_count(self, name):
        """How often a header may occur; None: any number."""
        return None

    # ---- what a header becomes when it is read, stored, fetched and written ----

    def header_source_parse(self, sourcelines):
        name, value = sourcelines[0].split(':', 1)
        value = value.lstrip(' \t') + ''.join(sourcelines[1:])
        return name, value.rstrip('\r\n')

    def header_store_parse(self, name, value):
        return name, value

    def header_fetch_parse(self, name, value):
        return value

    def fold(self, name, value):
        return self._folded(name, value)

    def fold_binary(self, name, value):
        return self._folded(name, value).encode('ascii', 'surrogateescape')

    def _folded(self, name, value):
        """The header in lines; it is broken at spaces where it is too long."""
        lines = str(value).splitlines() or ['']
        result, line = [], f'{name}:'
        limit = self.max_line_length or 1 << 30
        for i, text in enumerate(lines):
            if i:
                result.append(line)
                line = text
                continue
            for word in text.split(' '):
                if len(line) + 1 + len(word) > limit and line.strip() != f'{name}:':
                    result.append(line)
                    line = ''
                line += ' ' + word
        result.append(line)
        return self.linesep.join(result) + self.linesep


class Compat32(Policy):
    """As messages were before there were policies."""
    mangle_from_ = True


class EmailPolicy(Policy):
    """Messages of today: their class is EmailMessage, long headers are read as one line."""
    utf8 = False
    refold_source = 'long'

    def header_source_parse(self, sourcelines):
        name, value = sourcelines[0].split(':', 1)
        value = ''.join((value, *sourcelines[1:])).lstrip(' \t\r\n')
        return name, value.rstrip('\r\n')

    def header_store_parse(self, name, value):
        if isinstance(value, str) and len(value.splitlines()) > 1:
            raise ValueError("Header values may not contain linefeed or carriage return characters")
        return name, str(value)

    def header_fetch_parse(self, name, value):
        return ''.join(value.splitlines())

    _SINGLE = ('subject', 'date', 'from', 'sender', 'reply-to', 'to', 'cc', 'bcc', 'message-id',
               'in-reply-to', 'references', 'content-type', 'content-disposition',
               'content-transfer-encoding', 'mime-version')

    def header_max_count(self, name):
        return 1 if name.lower() in self._SINGLE else None


compat32 = Compat32()
default = EmailPolicy()
strict = default.clone(raise_on_defect=True)
SMTP = default.clone(linesep='\r\n')
HTTP = default.clone(linesep='\r\n', max_line_length=None)
SMTPUTF8 = SMTP.clone(utf8=True)
