# SPDX-License-Identifier: MIT
"""The examples in a docstring, and how they are found: a part of doctest."""

import re

OPTIONFLAGS_BY_NAME = {}


def register_optionflag(name):
    """A new option flag with that name, or the one that has it."""
    return OPTIONFLAGS_BY_NAME.setdefault(name, 1 << len(OPTIONFLAGS_BY_NAME))


class Example:
    """A single doctest example, consisting of source code and expected output."""

    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0, options=None):
        self.source = source if source.endswith('\n') else source + '\n'
        self.want = want + '\n' if want and not want.endswith('\n') else want
        self.exc_msg = (exc_msg + '\n' if exc_msg is not None and not exc_msg.endswith('\n')
                        else exc_msg)
        self.lineno = lineno
        self.indent = indent
        self.options = {} if options is None else options

    def _parts(self):
        return self.source, self.want, self.lineno, self.indent, self.options, self.exc_msg

    def __eq__(self, other):
        return self._parts() == other._parts() if type(self) is type(other) else NotImplemented

    def __hash__(self):
        return hash((self.source, self.want, self.lineno, self.indent, self.exc_msg))


class DocTest:
    """A collection of doctest examples that should be run in a single namespace."""

    def __init__(self, examples, globs, name, filename, lineno, docstring):
        assert not isinstance(examples,
                              str), 'DocTest no longer accepts str; use DocTestParser instead'
        self.examples, self.docstring, self.globs = examples, docstring, globs.copy()
        self.name, self.filename, self.lineno = name, filename, lineno

    def __repr__(self):
        count = len(self.examples)
        words = 'no examples' if not count else '1 example' if count == 1 else f'{count} examples'
        return (f'<{self.__class__.__name__} {self.name} from {self.filename}:{self.lineno} '
                f'({words})>')

    def _parts(self):
        return self.examples, self.docstring, self.globs, self.name, self.filename, self.lineno

    def __eq__(self, other):
        return self._parts() == other._parts() if type(self) is type(other) else NotImplemented

    def __hash__(self):
        return hash((self.docstring, self.name, self.filename, self.lineno))

    def __lt__(self, other):
        if not isinstance(other, DocTest):
            return NotImplemented
        def key(test):
            return test.name, test.filename or '', -1 if test.lineno is None else test.lineno, id(
                test)
        return key(self) < key(other)


class DocTestParser:
    """A class used to parse strings containing doctest examples."""

    # A line with >>>, lines with ..., then what is expected: lines that are neither blank nor begin
    # with >>>.
    _EXAMPLE_RE = re.compile(r'(?P<source>(?:^(?P<indent>[ ]*)>>>.*)(?:\n[ ]*\.\.\..*)*)\n?'
                             r'(?P<want>(?:(?![ ]*$)(?![ ]*>>>).+$\n?)*)', re.MULTILINE)
    _EXCEPTION_RE = re.compile(
        r'^(?P<hdr>Traceback \((?:most recent call last|innermost last)\):)\s*$'
        r'(?P<stack>.*?)^(?P<msg>\w+.*)', re.MULTILINE | re.DOTALL)
    _IS_BLANK_OR_COMMENT = re.compile(r'^[ ]*(#.*)?$').match
    _OPTION_DIRECTIVE_RE = re.compile(r'#\s*doctest:\s*([^\n\'"]*)$', re.MULTILINE)
    _INDENT_RE = re.compile(r'^([ ]*)(?=\S)', re.MULTILINE)

    def parse(self, string, name='<string>'):
        """Divide the given string into examples and intervening text: a list of alternating
        Examples and strings."""
        string = string.expandtabs()
        margin = self._min_indent(string)
        if margin > 0:
            string = '\n'.join([line[margin:] for line in string.split('\n')])
        output, at, lineno = [], 0, 0
        for match in self._EXAMPLE_RE.finditer(string):
            output.append(string[at:match.start()])
            lineno += string.count('\n', at, match.start())
            source, options, want, exc_msg = self._parse_example(match, name, lineno)
            if not self._IS_BLANK_OR_COMMENT(source):
                output.append(Example(source, want, exc_msg, lineno=lineno,
                                      indent=margin + len(match['indent']), options=options))
            lineno += string.count('\n', match.start(), match.end())
            at = match.end()
        output.append(string[at:])
        return output

    def get_doctest(self, string, globs, name, filename, lineno):
        """Extract all doctest examples from the given string, and collect them into a `DocTest`
        object."""
        return DocTest(self.get_examples(string, name), globs, name, filename, lineno, string)

    def get_examples(self, string, name='<string>'):
        """Extract all doctest examples from the given string, and return them as a list of
        `Example` objects."""
        return [part for part in self.parse(string, name) if isinstance(part, Example)]

    def _parse_example(self, match, name, lineno):
        indent = len(match['indent'])
        lines = match['source'].split('\n')
        for i, line in enumerate(lines):
            if len(line) >= indent + 4 and line[indent + 3] != ' ':
                raise ValueError(
                    f'line {lineno + i + 1} of the docstring for {name} lacks blank after '
                    f'{line[indent:indent + 3]}: {line!r}')
        self._check_prefix(lines[1:], ' ' * indent + '.', name, lineno)
        source = '\n'.join([line[indent + 4:] for line in lines])
        want_lines = match['want'].split('\n')
        if len(want_lines) > 1 and re.match(r' *$', want_lines[-1]):
            del want_lines[-1]
        self._check_prefix(want_lines, ' ' * indent, name, lineno + len(lines))
        want = '\n'.join([line[indent:] for line in want_lines])
        found = self._EXCEPTION_RE.match(want)
        return source, self._find_options(source, name,
                                          lineno), want, found['msg'] if found else None

    def _find_options(self, source, name, lineno):
        """The options of `# doctest: +NAME` comments."""
        options = {}
        for match in self._OPTION_DIRECTIVE_RE.finditer(source):
            for option in match[1].replace(',', ' ').split():
                if option[0] not in '+-' or option[1:] not in OPTIONFLAGS_BY_NAME:
                    raise ValueError(
                        f'line {lineno + 1} of the doctest for {name} has an invalid option: '
                        f'{option!r}')
                options[OPTIONFLAGS_BY_NAME[option[1:]]] = option[0] == '+'
        if options and self._IS_BLANK_OR_COMMENT(source):
            raise ValueError(
                f'line {lineno} of the doctest for {name} has an option directive on a line with '
                f'no example: {source!r}')
        return options

    def _min_indent(self, s):
        return min(map(len, self._INDENT_RE.findall(s)), default=0)

    def _check_prefix(self, lines, prefix, name, lineno):
        for i, line in enumerate(lines):
            if line and not line.startswith(prefix):
                raise ValueError(
                    f'line {lineno + i + 1} of the docstring for {name} has inconsistent leading '
                    f'whitespace: {line!r}')
