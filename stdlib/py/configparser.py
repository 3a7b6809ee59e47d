# SPDX-License-Identifier: MIT
"""Configuration files: sections of "key = value" lines.

A parser keeps text by section and option; an interpolation makes values of it when they are asked
for; a _Reader brings in a file; a SectionProxy shows one section as a mapping.
"""
import io
import os
import re
from collections import ChainMap as _ChainMap
from collections.abc import MutableMapping

__all__ = ("NoSectionError", "DuplicateOptionError", "DuplicateSectionError", "NoOptionError",
           "InterpolationError", "InterpolationDepthError", "InterpolationMissingOptionError",
           "InterpolationSyntaxError", "ParsingError", "MissingSectionHeaderError",
           "MultilineContinuationError", "ConfigParser", "RawConfigParser", "Interpolation",
           "BasicInterpolation", "ExtendedInterpolation", "SectionProxy", "ConverterMapping",
           "DEFAULTSECT", "MAX_INTERPOLATION_DEPTH", "UNNAMED_SECTION")

DEFAULTSECT = "DEFAULT"
MAX_INTERPOLATION_DEPTH = 10


class Error(Exception):
    """What all errors of this module have in common: a message."""

    def __init__(self, msg=''):
        Exception.__init__(self, msg)
        self.message = msg

    def __str__(self):
        return self.message

    __repr__ = __str__


class NoSectionError(Error):
    """There is no section of that name."""

    def __init__(self, section):
        Error.__init__(self, f'No section: {section!r}')
        self.args, self.section = (section,), section


def _place(source, lineno, what):
    """"While reading from ...: WHAT", or WHAT with a capital."""
    if source is None:
        return what[0].upper() + what[1:]
    at = ' [line {0:2d}]'.format(lineno) if lineno is not None else ''
    return f"While reading from {source!r}{at}: {what}"


class DuplicateSectionError(Error):
    """The section exists already."""

    def __init__(self, section, source=None, lineno=None):
        what = f"{section!r} already exists"
        Error.__init__(self, f"Section {what}" if source is None else
                       _place(source, lineno, f"section {what}"))
        self.section, self.source, self.lineno = section, source, lineno
        self.args = (section, source, lineno)


class DuplicateOptionError(Error):
    """The option exists already, in the same source."""

    def __init__(self, section, option, source=None, lineno=None):
        what = f"{option!r} in section {section!r} already exists"
        Error.__init__(self, f"Option {what}" if source is None else
                       _place(source, lineno, f"option {what}"))
        self.section, self.option, self.source, self.lineno = section, option, source, lineno
        self.args = (section, option, source, lineno)


class NoOptionError(Error):
    """The section has no option of that name."""

    def __init__(self, option, section):
        Error.__init__(self, "No option %r in section: %r" % (option, section))
        self.option, self.section = option, section
        self.args = (option, section)


class InterpolationError(Error):
    """A value refers to others, and that did not work."""

    def __init__(self, option, section, msg):
        Error.__init__(self, msg)
        self.option, self.section = option, section
        self.args = (option, section, msg)


class InterpolationMissingOptionError(InterpolationError):
    """A value refers to an option that does not exist."""

    def __init__(self, option, section, rawval, reference):
        InterpolationError.__init__(self, option, section, (
            "Bad value substitution: option {!r} in section {!r} contains an interpolation key "
            "{!r} which is not a valid option name. Raw value: {!r}".format(
                option, section, reference, rawval)))
        self.reference = reference
        self.args = (option, section, rawval, reference)


class InterpolationSyntaxError(InterpolationError):
    """A reference in a value is malformed."""


class InterpolationDepthError(InterpolationError):
    """Values refer to each other in a circle, or too deeply."""

    def __init__(self, option, section, rawval):
        InterpolationError.__init__(self, option, section, (
            "Recursion limit exceeded in value substitution: option {!r} in section {!r} contains "
            "an interpolation key which cannot be substituted in {} steps. Raw value: {!r}".format(
                option, section, MAX_INTERPOLATION_DEPTH, rawval)))
        self.args = (option, section, rawval)


class ParsingError(Error):
    """Lines of a file that are neither a section nor an option; `errors` has them all."""

    def __init__(self, source, *args):
        super().__init__(f'Source contains parsing errors: {source!r}')
        self.args = (source,)
        self.source, self.errors = source, []
        if args:
            self.append(*args)

    def combine(self, others):
        """Take over the lines of other errors."""
        for lineno, line in [error for other in others for error in other.errors]:
            self.append(lineno, line)
        return self

    def append(self, lineno, line):
        """Note another line."""
        self.message += f'\n\t[line {lineno:2d}]: {line!r}'
        self.errors.append((lineno, line))

    @staticmethod
    def _raise_all(exceptions):
        """Raises the first exception, with the errors of all."""
        exceptions = iter(exceptions)
        for exc in exceptions:
            raise exc.combine(exceptions)


class MissingSectionHeaderError(ParsingError):
    """Raised when a key-value pair is found before any section header."""

    def __init__(self, filename, lineno, line):
        Error.__init__(self, 'File contains no section headers.\nfile: %r, line: %d\n%r'
                       % (filename, lineno, line))
        self.source, self.lineno, self.line = filename, lineno, line
        self.args = (filename, lineno, line)


class MultilineContinuationError(ParsingError):
    """Raised when a key without value is followed by a continuation line."""

    def __init__(self, filename, lineno, line):
        Error.__init__(self, "Key without value continued with an indented line.\n"
                       "file: %r, line: %d\n%r" % (filename, lineno, line))
        self.source, self.lineno, self.line = filename, lineno, line
        self.args = (filename, lineno, line)


class _UnnamedSection:
    """Stands for the section before the first heading."""

    def __repr__(self):
        return "<UNNAMED_SECTION>"


_UNSET = object()
UNNAMED_SECTION = _UnnamedSection()


# ---- interpolation ----

class Interpolation:
    """No interpolation: values are as they stand in the file."""

    def before_read(self, parser, section, option, value):
        """What to keep of a value that stands in a file."""
        return value

    def before_write(self, parser, section, option, value):
        """What to write into a file."""
        return value

    def before_get(self, parser, section, option, value, defaults):
        """What get() gives."""
        return value

    def before_set(self, parser, section, option, value):
        """What to keep of a value that set() is given."""
        return value


class _References(Interpolation):
    """References between values: a mark, doubled for itself, else before a name in brackets.

    A subclass has the mark, what opens the bracket, and _look_up().
    """
    _mark = _opening = None

    def before_get(self, parser, section, option, value, defaults):
        return self._expand(parser, section, option, value, defaults, MAX_INTERPOLATION_DEPTH)

    def before_set(self, parser, section, option, value):
        rest = self._KEYCRE.sub('', value.replace(self._mark * 2, ''))
        if self._mark in rest:
            raise ValueError("invalid interpolation syntax in %r at position %d"
                             % (value, rest.find(self._mark)))
        return value

    def _expand(self, parser, section, option, value, values, steps):
        """The text with its references replaced, as deep as `steps` allow."""
        if steps == 0:
            raise InterpolationDepthError(option, section,
                                          self._raw(parser, section, option, value))
        parts = []
        at = 0
        while (mark := value.find(self._mark, at)) >= 0:
            parts.append(value[at:mark])
            following = value[mark + 1:mark + 2]
            if following == self._mark:
                parts.append(following)
                at = mark + 2
                continue
            reference = self._KEYCRE.match(value, mark)
            if reference is None:
                raise InterpolationSyntaxError(option, section,
                                               self._complaint(following) % value[mark:])
            at = reference.end()
            try:
                found, *place = self._look_up(parser, section, option, reference[1], values,
                                              value[at:])
            except (KeyError, NoSectionError, NoOptionError):
                raise InterpolationMissingOptionError(
                    option, section, self._raw(parser, section, option, value),
                    self._spelling(parser, reference[1])) from None
            parts.append(self._expand(parser, *place[:2], found, place[2], steps - 1)
                         if self._mark in found else found)
        parts.append(value[at:])
        return ''.join(parts)

    def _raw(self, parser, section, option, value):
        return parser.get(section, option, raw=True, fallback=value)

    def _complaint(self, following):
        if following == self._opening:
            return "bad interpolation variable reference %r"
        return (f"'{self._mark * 2}' must be followed by '{self._mark * 2}' or '{self._opening}', "
                f"found: %r")


class BasicInterpolation(_References):
    """%(name)s stands for another value of the section or of the default section."""
    _KEYCRE = re.compile(r"%\(([^)]+)\)s")
    _mark, _opening = '%', '('

    def _spelling(self, parser, name):
        return parser.optionxform(name)

    def _look_up(self, parser, section, option, name, values, rest):
        """A reference's text, and where references in that text are looked up: section, option,
        values."""
        return values[parser.optionxform(name)], section, option, values


class ExtendedInterpolation(_References):
    """${name} and ${section:name} stand for other values."""
    _KEYCRE = re.compile(r"\$\{([^}]+)\}")
    _mark, _opening = '$', '{'

    def _spelling(self, parser, name):
        """How a reference is named in complaints."""
        return name

    def _complaint(self, following):
        return super()._complaint(following).replace('$$', '$')

    def _look_up(self, parser, section, option, name, values, rest):
        where, colon, key = name.rpartition(':')
        if ':' in where:
            raise InterpolationSyntaxError(option, section, "More than one ':' found: %r" % (rest,))
        key = parser.optionxform(key)
        if colon:
            section, found = where, parser.get(where, key, raw=True)
        else:
            found = values[key]
        if self._mark in found:
            values = dict(parser.items(section, raw=True))
        return found, section, key, values


# ---- parsers ----

def _as_text(value):
    return None if value is None else str(value)


class RawConfigParser(MutableMapping):
    """Sections of options, without interpolation.

    The attributes of the class in capitals may be replaced by a subclass: the expressions of
    section headers and options, and the words for yes and no.
    """
    _SECT_TMPL = r"\[(?P<header>.+)\]"
    _OPT_TMPL = r"(?P<option>.*?)\s*(?:(?P<vi>{delim})\s*(?P<value>.*))$"
    _OPT_NV_TMPL = _OPT_TMPL[:-1] + '?$'
    _DEFAULT_INTERPOLATION = Interpolation()
    SECTCRE = re.compile(_SECT_TMPL)
    OPTCRE = re.compile(_OPT_TMPL.format(delim="=|:"))
    OPTCRE_NV = re.compile(_OPT_NV_TMPL.format(delim="=|:"))
    NONSPACECRE = re.compile(r"\S")
    BOOLEAN_STATES = {'1': True, 'yes': True, 'true': True, 'on': True,
                      '0': False, 'no': False, 'false': False, 'off': False}

    def __init__(self, defaults=None, dict_type=dict, allow_no_value=False, *,
                 delimiters=('=', ':'), comment_prefixes=('#', ';'), inline_comment_prefixes=None,
                 strict=True, empty_lines_in_values=True, default_section=DEFAULTSECT,
                 interpolation=_UNSET, converters=_UNSET, allow_unnamed_section=False):
        self._dict = dict_type
        self._sections, self._defaults, self._proxies = dict_type(), dict_type(), dict_type()
        self._converters = ConverterMapping(self)
        self.default_section = default_section
        self._proxies[default_section] = SectionProxy(self, default_section)
        self._allow_no_value = allow_no_value
        self._delimiters = tuple(delimiters)
        self._optcre = self._option_expression()
        self._full_prefixes = tuple(comment_prefixes or ())
        self._inline_prefixes = tuple(inline_comment_prefixes or ())
        self._strict = strict
        self._empty_lines_in_values = empty_lines_in_values
        self._allow_unnamed_section = allow_unnamed_section
        if interpolation is _UNSET:
            interpolation = self._DEFAULT_INTERPOLATION
        if interpolation is None:
            interpolation = Interpolation()
        if not isinstance(interpolation, Interpolation):
            raise TypeError("interpolation= must be None or an instance of Interpolation; "
                            f"got an object of type {type(interpolation)}")
        self._interpolation = interpolation
        if converters is not _UNSET:
            self._converters.update(converters)
        if defaults:
            self._read_defaults(defaults)

    def _option_expression(self):
        if self._delimiters == ('=', ':'):
            return self.OPTCRE_NV if self._allow_no_value else self.OPTCRE
        template = self._OPT_NV_TMPL if self._allow_no_value else self._OPT_TMPL
        return re.compile(template.format(delim='|'.join(map(re.escape, self._delimiters))))

    def _read_defaults(self, defaults):
        for key, value in defaults.items():
            self._defaults[self.optionxform(key)] = value

    # ---- sections ----

    def _own(self, section):
        """The options that stand in a section itself; NoSectionError."""
        if section == self.default_section:
            return self._defaults
        if section not in self._sections:
            raise NoSectionError(section) from None
        return self._sections[section]

    def _new_section(self, name):
        self._sections[name] = options = self._dict()
        self._proxies[name] = SectionProxy(self, name)
        return options

    def defaults(self):
        """The options of the default section."""
        return self._defaults

    def sections(self):
        """The names of the sections, without the default section."""
        return list(self._sections)

    def add_section(self, section):
        """Make an empty section; DuplicateSectionError, ValueError for the name of the default
        section."""
        if section == self.default_section:
            raise ValueError('Invalid section name: %r' % section)
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._new_section(section)

    def has_section(self, section):
        """Is there such a section? The default section does not count."""
        return section in self._sections

    def remove_section(self, section):
        """Remove a section: was it there?"""
        existed = self._sections.pop(section, _UNSET) is not _UNSET
        if existed:
            del self._proxies[section]
        return existed

    def popitem(self):
        """Remove the first section: its name and its proxy."""
        for name in self._sections:
            proxy = self._proxies[name]
            self.remove_section(name)
            return name, proxy
        raise KeyError

    # ---- options ----

    def optionxform(self, optionstr):
        """What makes two spellings of an option the same: small letters; may be replaced."""
        return optionstr.lower()

    def options(self, section):
        """The names of a section's options, those of the default section among them."""
        if section not in self._sections:
            raise NoSectionError(section) from None
        return list({**self._sections[section], **self._defaults})

    def has_option(self, section, option):
        """Is there such an option in the section or in the default section?"""
        if section and section != self.default_section and section not in self._sections:
            return False
        name = self.optionxform(option)
        return name in self._defaults or (bool(section) and name in self._own(section))

    def set(self, section, option, value=None):
        """Give an option a value."""
        if value:
            value = self._interpolation.before_set(self, section, option, value)
        options = self._own(section or self.default_section)
        options[self.optionxform(option)] = value

    def remove_option(self, section, option):
        """Remove an option: was it there?"""
        options = self._own(section or self.default_section)
        return options.pop(self.optionxform(option), _UNSET) is not _UNSET

    def _values(self, section, vars):
        """What get() looks into, in this order: vars, the section, the default section."""
        own = self._own(section)
        extra = {self.optionxform(key): _as_text(value) for key, value in (vars or {}).items()}
        return _ChainMap(extra, own, self._defaults)

    def get(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        """The value of an option; without it the fallback, NoSectionError or NoOptionError."""
        try:
            values = self._values(section, vars)
            name = self.optionxform(option)
            if name not in values:
                raise NoOptionError(name, section)
        except (NoSectionError, NoOptionError):
            if fallback is _UNSET:
                raise
            return fallback
        value = values[name]
        if value is None or raw:
            return value
        return self._interpolation.before_get(self, section, name, value, values)

    def _get_conv(self, section, option, conv, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        """get() with a conversion of what was found."""
        try:
            value = self.get(section, option, raw=raw, vars=vars, **kwargs)
        except (NoSectionError, NoOptionError):
            if fallback is _UNSET:
                raise
            return fallback
        return conv(value)

    def getint(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        """get() as an int."""
        return self._get_conv(section, option, int, raw=raw, vars=vars, fallback=fallback, **kwargs)

    def getfloat(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        """get() as a float."""
        return self._get_conv(section, option, float, raw=raw, vars=vars, fallback=fallback,
                              **kwargs)

    def getboolean(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        """get() as a bool, by the words of BOOLEAN_STATES."""
        return self._get_conv(section, option, self._convert_to_boolean, raw=raw, vars=vars,
                              fallback=fallback, **kwargs)

    def _convert_to_boolean(self, value):
        try:
            return self.BOOLEAN_STATES[value.lower()]
        except KeyError:
            raise ValueError('Not a boolean: %s' % value) from None

    def items(self, section=_UNSET, raw=False, vars=None):
        """Pairs of section names and proxies, or of options and values of one section."""
        if section is _UNSET:
            return super().items()
        values = self._dict(self._defaults)
        values.update(self._own(section))
        names = list(values)
        for key, value in (vars or {}).items():
            values[self.optionxform(key)] = value
        if raw:
            return [(name, values[name]) for name in names]
        expand = self._interpolation.before_get
        return [(name, expand(self, section, name, values[name], values)) for name in names]

    @property
    def converters(self):
        """The converters by name, a mapping that can be changed."""
        return self._converters

    def _validate_value_types(self, *, section="", option="", value=""):
        """Only text can be stored, and None where values may be missing."""
        for what, item in (("section names", section), ("option keys", option)):
            if not isinstance(item, str):
                raise TypeError(what + " must be strings")
        if not isinstance(value, str) and (value or not self._allow_no_value):
            raise TypeError("option values must be strings")

    # ---- files ----

    def read(self, filenames, encoding=None):
        """Read files; those that cannot be opened are passed over. Gives the names of the
        others."""
        names = [filenames] if isinstance(filenames, (str, bytes, os.PathLike)) else filenames
        encoding = io.text_encoding(encoding)
        done = []
        for name in names:
            try:
                with open(name, encoding=encoding) as file:
                    self._read(file, name)
            except OSError:
                pass
            else:
                done.append(os.fspath(name) if isinstance(name, os.PathLike) else name)
        return done

    def read_file(self, f, source=None):
        """Read lines; the source, by default the name of the file, is for messages."""
        self._read(f, getattr(f, 'name', '<???>') if source is None else source)

    def read_string(self, string, source='<string>'):
        """Read a text."""
        self.read_file(io.StringIO(string), source)

    def read_dict(self, dictionary, source='<dict>'):
        """Take sections from a mapping of mappings."""
        seen = set()
        for name, options in dictionary.items():
            section = name if name is UNNAMED_SECTION else str(name)
            if section in seen and self._strict:
                self.add_section(section)       # raises
            elif section != self.default_section and not self.has_section(section):
                self.add_section(section)
            seen.add(section)
            for key, value in options.items():
                key = self.optionxform(str(key))
                if self._strict and (section, key) in seen:
                    raise DuplicateOptionError(section, key, source)
                seen.add((section, key))
                self.set(section, key, _as_text(value))

    def _read(self, lines, source):
        reader = _Reader(self, source)
        try:
            for number, line in enumerate(lines, start=1):
                reader.feed(number, line)
        finally:
            self._finish_values()
        ParsingError._raise_all(reader.errors)

    def _finish_values(self):
        """Make values of the lists of lines that a reader leaves."""
        for section, options in [(self.default_section, self._defaults), *self._sections.items()]:
            for name, lines in options.items():
                value = '\n'.join(lines).rstrip() if isinstance(lines, list) else lines
                options[name] = self._interpolation.before_read(self, section, name, value)

    def write(self, fp, space_around_delimiters=True):
        """Write everything to a file, so that it can be read again. Comments are lost."""
        delimiter = self._delimiters[0]
        if space_around_delimiters:
            delimiter = f' {delimiter} '
        parts = [(self.default_section, self._defaults)] if self._defaults else []
        if self._sections.get(UNNAMED_SECTION):
            parts.append((UNNAMED_SECTION, self._sections[UNNAMED_SECTION]))
        parts += [part for part in self._sections.items() if part[0] is not UNNAMED_SECTION]
        for name, options in parts:
            if name is not UNNAMED_SECTION:
                fp.write(f'[{name}]\n')
            for line in self._lines(name, options, delimiter):
                fp.write(line)
            fp.write('\n')

    def _lines(self, section, options, delimiter):
        for name, value in options.items():
            value = self._interpolation.before_write(self, section, name, value)
            if value is None and self._allow_no_value:
                yield name + '\n'
            else:
                text = str(value).replace('\n', '\n\t')
                yield f'{name}{delimiter}{text}\n'

    # ---- the parser as a mapping of sections ----

    def __getitem__(self, key):
        if key not in self:
            raise KeyError(key)
        return self._proxies[key]

    def __setitem__(self, key, value):
        if key in self:
            if self[key] is value:
                return
            self._own(key).clear()
        self.read_dict({key: value})

    def __delitem__(self, key):
        if key == self.default_section:
            raise ValueError("Cannot remove the default section.")
        if not self.remove_section(key):
            raise KeyError(key)

    def __contains__(self, key):
        return key == self.default_section or self.has_section(key)

    def __len__(self):
        return 1 + len(self._sections)

    def __iter__(self):
        yield self.default_section
        yield from self._sections


class _Reader:
    """Brings lines of a file into a parser: feed() takes one after the other.

    Values are lists of lines until the parser's _finish_values().
    """

    _NEVER = float('inf')       # an indentation that nothing exceeds

    def __init__(self, parser, source):
        self.parser, self.source = parser, source
        self.errors = []            # ParsingErrors, raised together at the end
        self.seen = set()           # names of sections, (section, option)
        self.section = None         # its name
        self.options = None         # of the section
        self.option = None          # the one that a continuation line would belong to
        self.indent = 0             # of the line with that option

    def feed(self, number, line):
        self.number, self.line = number, line
        text, commented = self._without_comment(line)
        if not text:
            self._blank(commented)
            return
        indent = len(line) - len(line.lstrip())
        if self.option and indent > self.indent:
            self._continue(text)
            return
        self.indent = indent
        if self.options is None and self.parser._allow_unnamed_section:
            self._enter(UNNAMED_SECTION)
        header = self.parser.SECTCRE.match(text)
        if header:
            self._enter(header['header'])
        elif self.options is None:
            raise MissingSectionHeaderError(self.source, number, line)
        else:
            self._set(text)

    def _without_comment(self, line):
        """The line without comment and space around; whether there was a comment."""
        text = line.strip()
        if text.startswith(self.parser._full_prefixes):
            return '', True
        starts = [at for prefix in self.parser._inline_prefixes
                  for at in range(len(line))
                  if line.startswith(prefix, at) and (at == 0 or line[at - 1].isspace())]
        return (line[:min(starts)].strip(), True) if starts else (text, False)

    def _blank(self, commented):
        if not self.parser._empty_lines_in_values:
            self.indent = self._NEVER           # the value ends here
        elif self.option and not commented and self.options[self.option] is not None:
            self.options[self.option].append('')

    def _continue(self, text):
        lines = self.options[self.option]
        if lines is None:
            raise MultilineContinuationError(self.source, self.number, self.line)
        lines.append(text)

    def _enter(self, name):
        """A section begins."""
        parser = self.parser
        self.section, self.option = name, None
        if name == parser.default_section and name not in parser._sections:
            self.options = parser._defaults
            return
        if name in self.seen and parser._strict:
            raise DuplicateSectionError(name, self.source, self.number)
        self.seen.add(name)
        self.options = parser._sections.get(name)
        if self.options is None:
            self.options = parser._new_section(name)

    def _set(self, text):
        """A line "option = value", or an option alone."""
        match = self.parser._optcre.match(text)
        if match is None or not match['option']:
            self.errors.append(ParsingError(self.source, self.number, self.line))
        if match is None:
            return
        self.option = self.parser.optionxform(match['option'].rstrip())
        place = self.section, self.option
        if place in self.seen and self.parser._strict:
            raise DuplicateOptionError(*place, self.source, self.number)
        self.seen.add(place)
        value = match['value']
        self.options[self.option] = None if value is None else [value.strip()]


class ConfigParser(RawConfigParser):
    """Sections of options, with interpolation; only text can be stored."""
    _DEFAULT_INTERPOLATION = BasicInterpolation()

    def set(self, section, option, value=None):
        """Give an option a value, both text."""
        self._validate_value_types(option=option, value=value)
        super().set(section, option, value)

    def add_section(self, section):
        """Make an empty section, whose name is text."""
        self._validate_value_types(section=section)
        super().add_section(section)

    def _read_defaults(self, defaults):
        # As they stand: a mark in them need not be part of a reference.
        interpolation, self._interpolation = self._interpolation, Interpolation()
        try:
            self.read_dict({self.default_section: defaults})
        finally:
            self._interpolation = interpolation


class SectionProxy(MutableMapping):
    """One section of a parser as a mapping."""

    def __init__(self, parser, name):
        self._parser, self._name = parser, name
        for conv in parser.converters:
            self._add_getter('get' + conv)

    def _add_getter(self, method):
        """A method of the parser, such as getint(), for this section."""
        convert = getattr(self._parser, method)

        def getter(*args, **kwargs):
            return self.get(*args, _impl=convert, **kwargs)
        setattr(self, method, getter)

    def __repr__(self):
        return f'<Section: {self._name}>'

    @property
    def parser(self):
        """The parser that the section belongs to."""
        return self._parser

    @property
    def name(self):
        """The name of the section."""
        return self._name

    def get(self, option, fallback=None, *, raw=False, vars=None, _impl=None, **kwargs):
        """The value of an option; the fallback if it is not there."""
        find = _impl or self._parser.get
        return find(self._name, option, raw=raw, vars=vars, fallback=fallback, **kwargs)

    def _names(self):
        parser = self._parser
        return (list(parser.defaults()) if self._name == parser.default_section
                else parser.options(self._name))

    def __contains__(self, key):
        return self._parser.has_option(self._name, key)

    def __getitem__(self, key):
        if key in self:
            return self._parser.get(self._name, key)
        raise KeyError(key)

    def __setitem__(self, key, value):
        self._parser._validate_value_types(option=key, value=value)
        self._parser.set(self._name, key, value)

    def __delitem__(self, key):
        if key not in self or not self._parser.remove_option(self._name, key):
            raise KeyError(key)

    def __len__(self):
        return len(self._names())

    def __iter__(self):
        return iter(self._names())


class ConverterMapping(MutableMapping):
    """Converters by name: each gives the parser and its sections a method getNAME().

    The parser's own methods of that kind are there too, with the value None.
    """

    def __init__(self, parser):
        self._parser = parser
        self._data = {name[3:]: None for name in dir(parser)
                      if name.startswith('get') and len(name) > 3
                      and callable(getattr(parser, name))}

    def __getitem__(self, key):
        return self._data[key]

    def __setitem__(self, key, value):
        if not isinstance(key, str):
            raise ValueError(f'Incompatible key: {key} (type: {type(key)})')
        if key == '':
            raise ValueError('Incompatible key: cannot use "" as a name')
        self._data[key] = value
        convert = self._parser._get_conv

        def getter(section, option, **kwargs):
            return convert(section, option, value, **kwargs)
        getter.converter = value
        setattr(self._parser, 'get' + key, getter)
        for proxy in self._parser.values():
            proxy._add_getter('get' + key)

    def __delitem__(self, key):
        if not key or not isinstance(key, str):
            raise KeyError(key)
        del self._data[key]
        for owner in (self._parser, *self._parser.values()):
            vars(owner).pop('get' + key, None)

    def __iter__(self):
        return iter(self._data)

    def __len__(self):
        return len(self._data)
