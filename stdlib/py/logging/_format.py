# SPDX-License-Identifier: MIT
"""What turns records into text."""

import io
import time
import traceback
from string import Formatter as _StringFormatter
from string import Template

_str_formatter = _StringFormatter()


class PercentStyle:
    """Formats in the style of %(name)s; the base of the other styles."""
    default_format, asctime_format, asctime_search = '%(message)s', '%(asctime)s', '%(asctime)'

    def __init__(self, fmt, *, defaults=None):
        self._fmt, self._defaults = fmt or self.default_format, defaults

    def usesTime(self):
        """Does the format name asctime?"""
        return self.asctime_search in self._fmt

    def validate(self):
        """Raise ValueError if the format is not one of this style."""
        import re
        if not re.search(r'%\(\w+\)[#0+ -]*(\*|\d+)?(\.(\*|\d+))?[diouxefgcrsa%]', self._fmt, re.I):
            raise ValueError(
                "Invalid format '%s' for '%s' style" % (self._fmt, self.default_format[0]))

    def _values(self, record):
        return self._defaults | record.__dict__ if self._defaults else record.__dict__

    def _format(self, record):
        return self._fmt % self._values(record)

    def format(self, record):
        """The text of a record."""
        try:
            text = self._format(record)
        except KeyError as missing:
            raise ValueError(f'Formatting field not found in record: {missing}')
        return text


def _bad_field(name, spec, conversion):
    """What is wrong with a replacement field in braces; None: nothing."""
    import re
    if name and not re.match(r'^(\d+|\w+)(\.\w+|\[[^]]+\])*$', name):
        return f'invalid field name/expression: {name!r}'
    if conversion and conversion not in 'rsa':
        return f'invalid conversion: {conversion!r}'
    if (spec
            and not re.match(
                r'^(.?[<=>^])?[+ -]?#?0?(\d+|{\w+})?[,_]?(\.(\d+|{\w+}))?[bcdefgnosx%]?$', spec,
                re.I)):
        return f'bad specifier: {spec!r}'
    return None


class StrFormatStyle(PercentStyle):
    """Formats in the style of {name}."""
    default_format, asctime_format, asctime_search = '{message}', '{asctime}', '{asctime'

    def _format(self, record):
        return self._fmt.format(**self._values(record))

    def validate(self):
        complaint = 'no fields'
        try:
            for _, name, spec, conversion in _str_formatter.parse(self._fmt):
                wrong = _bad_field(name, spec, conversion)
                if wrong:
                    complaint = wrong
                    break
                if name:
                    complaint = None
        except ValueError as exc:
            complaint = exc
        if complaint:
            raise ValueError(f'invalid format: {complaint}')


class StringTemplateStyle(PercentStyle):
    """Formats in the style of string.Template: $name."""
    default_format, asctime_format, asctime_search = '${message}', '${asctime}', '${asctime}'

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._template = Template(self._fmt)

    def usesTime(self):
        return '$asctime' in self._fmt or super().usesTime()

    def validate(self):
        named = False
        for match in Template.pattern.finditer(self._fmt):
            if match['named'] or match['braced']:
                named = True
            elif match[0] == '$':
                raise ValueError("invalid format: bare '$' not allowed")
        if not named:
            raise ValueError('invalid format: no fields')

    def _format(self, record):
        return self._template.substitute(**self._values(record))


BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"
_STYLES = {
    '%': (PercentStyle, BASIC_FORMAT),
    '{': (StrFormatStyle, '{levelname}:{name}:{message}'),
    '$': (StringTemplateStyle, '${levelname}:${name}:${message}'),
}


class Formatter:
    """Makes the text of a record. fmt names its attributes, in the style of %, { or $."""
    converter = time.localtime
    default_time_format = '%Y-%m-%d %H:%M:%S'
    default_msec_format = '%s,%03d'

    def __init__(self, fmt=None, datefmt=None, style='%', validate=True, *, defaults=None):
        if style not in _STYLES:
            raise ValueError('Style must be one of: %s' % ','.join(_STYLES.keys()))
        self._style = _STYLES[style][0](fmt, defaults=defaults)
        # The formats of a style itself need no check.
        if validate and fmt:
            self._style.validate()
        self._fmt = self._style._fmt
        self.datefmt = datefmt

    def formatTime(self, record, datefmt=None):
        moment = self.converter(record.created)
        if datefmt:
            return time.strftime(datefmt, moment)
        text = time.strftime(self.default_time_format, moment)
        return self.default_msec_format % (text, record.msecs) if self.default_msec_format else text

    def formatException(self, ei):
        text = io.StringIO()
        traceback.print_exception(ei[0], ei[1], ei[2], limit=None, file=text)
        return text.getvalue().removesuffix('\n')

    def usesTime(self):
        return self._style.usesTime()

    def formatMessage(self, record):
        return self._style.format(record)

    def formatStack(self, stack_info):
        return stack_info

    def format(self, record):
        """The text of the record; a traceback and a stack follow on lines of their own."""
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        text = self.formatMessage(record)
        if record.exc_info and not record.exc_text:
            # Kept for other handlers of the same record.
            record.exc_text = self.formatException(record.exc_info)
        for more in record.exc_text, record.stack_info and self.formatStack(record.stack_info):
            if more:
                text += more if text.endswith('\n') else '\n' + more
        return text


_defaultFormatter = Formatter()


class BufferingFormatter:
    """Makes one text of many records."""

    def __init__(self, linefmt=None):
        self.linefmt = linefmt or _defaultFormatter

    def formatHeader(self, records):
        return ""

    def formatFooter(self, records):
        return ""

    def format(self, records):
        if not records:
            return ""
        return (self.formatHeader(records) + ''.join(map(self.linefmt.format, records))
                + self.formatFooter(records))
