# SPDX-License-Identifier: MIT
"""Formatting of exceptions and call stacks. Which part of a line the carets mark is found by
_traceback_anchors, names that may have been meant by _traceback_suggestions."""
import sys

__all__ = ['extract_stack', 'extract_tb', 'format_exception', 'format_exception_only',
           'format_list', 'format_stack', 'format_tb', 'print_exc', 'format_exc',
           'print_exception', 'print_last', 'print_stack', 'print_tb', 'clear_frames',
           'FrameSummary', 'StackSummary', 'TracebackException', 'walk_stack', 'walk_tb']

_cause_message = ("\nThe above exception was the direct cause of the following exception:\n\n")
_context_message = ("\nDuring handling of the above exception, another exception occurred:\n\n")
_RECURSIVE_CUTOFF = 3
_sentinel = object()


# ---------------------------------------------------------------- the functions

def print_list(extracted_list, file=None):
    """Print a list of frame summaries."""
    file = sys.stderr if file is None else file
    for item in StackSummary.from_list(extracted_list).format():
        print(item, file=file, end="")


def format_list(extracted_list):
    """Frame summaries (or 4-tuples) as a list of strings."""
    return StackSummary.from_list(extracted_list).format()


def print_tb(tb, limit=None, file=None):
    """Print the frames of a traceback."""
    print_list(extract_tb(tb, limit=limit), file=file)


def format_tb(tb, limit=None):
    """The frames of a traceback as a list of strings."""
    return extract_tb(tb, limit=limit).format()


def extract_tb(tb, limit=None):
    """The frames of a traceback as a StackSummary."""
    return StackSummary._extract_from_extended_frame_gen(_walk_tb_positions(tb), limit=limit)


class _Sentinel:
    def __repr__(self):
        return "<implicit>"


_implicit = _Sentinel()


def _parse_value_tb(exc, value, tb):
    if (value is _implicit) != (tb is _implicit):
        raise ValueError("Both or neither of value and tb must be given")
    if value is tb is _implicit:
        if exc is not None:
            if isinstance(exc, BaseException):
                return exc, exc.__traceback__
            raise TypeError(f'Exception expected for value, {type(exc).__name__} found')
        return None, None
    return value, tb


def print_exception(exc, /, value=_implicit, tb=_implicit, limit=None, file=None, chain=True,
                    **kwargs):
    """Print an exception with its traceback and those it came from."""
    value, tb = _parse_value_tb(exc, value, tb)
    TracebackException(type(value), value, tb, limit=limit, compact=True).print(
        file=file, chain=chain)


def format_exception(exc, /, value=_implicit, tb=_implicit, limit=None, chain=True, **kwargs):
    """What print_exception() prints, as a list of strings."""
    value, tb = _parse_value_tb(exc, value, tb)
    return list(TracebackException(type(value), value, tb, limit=limit, compact=True).format(
        chain=chain))


def format_exception_only(exc, /, value=_implicit, *, show_group=False, **kwargs):
    """The last lines only: type and message."""
    if value is _implicit:
        value = exc
    return list(TracebackException(type(value), value, None, compact=True).format_exception_only(
        show_group=show_group))


def _format_final_exc_line(etype, value, *, insert_final_newline=True, colorize=False):
    text = _safe_string(value, 'exception')
    end = "\n" if insert_final_newline else ""
    if value is None or not text:
        return f"{etype}{end}"
    return f"{etype}: {text}{end}"


def _safe_string(value, what, func=str):
    try:
        return func(value)
    except Exception:
        return f'<{what} {func.__name__}() failed>'


def print_exc(limit=None, file=None, chain=True):
    """Print the exception that is being handled."""
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    """The exception that is being handled as a string."""
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    """Print the last exception that nobody handled."""
    if not hasattr(sys, "last_exc") and not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    if hasattr(sys, "last_exc"):
        print_exception(sys.last_exc, limit=limit, file=file, chain=chain)
    else:
        print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit, file, chain)


def print_stack(f=None, limit=None, file=None):
    """Print the call stack."""
    if f is None:
        f = sys._getframe().f_back
    print_list(extract_stack(f, limit=limit), file=file)


def format_stack(f=None, limit=None):
    """The call stack as a list of strings."""
    if f is None:
        f = sys._getframe().f_back
    return format_list(extract_stack(f, limit=limit))


def extract_stack(f=None, limit=None):
    """The call stack as a StackSummary, outermost frame first."""
    if f is None:
        f = sys._getframe().f_back
    outwards = StackSummary.extract(walk_stack(f), limit=limit)
    outwards.reverse()
    return outwards


def clear_frames(tb):
    """Drop the local variables of all frames of a traceback."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass                            # the frame is still running
        tb = tb.tb_next


def walk_stack(f):
    """(frame, line number) of a frame and its callers."""
    if f is None:
        f = sys._getframe().f_back.f_back.f_back.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    """(frame, line number) of a traceback's frames."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _is_hidden(code):
    """Frames of the library are not printed, unless -X frames=all asks for them."""
    return code.co_filename.startswith('<frozen ') and sys._xoptions.get('frames') != 'all'


def _walk_tb_positions(tb):
    while tb is not None:
        if _is_hidden(tb.tb_frame.f_code):
            tb = tb.tb_next
            continue
        positions = _code_positions(tb.tb_frame.f_code, tb.tb_lasti)
        if positions[0] is None:
            positions = (tb.tb_lineno,) + positions[1:]
        yield tb.tb_frame, positions
        tb = tb.tb_next


def _code_positions(code, lasti):
    """(line, end line, column, end column) of an instruction."""
    if lasti < 0:
        return None, None, None, None
    from itertools import islice
    return next(islice(code.co_positions(), lasti // 2, None), (None, None, None, None))


# ---------------------------------------------------------------- frames

class FrameSummary:
    """One frame of a stack. Behaves also as the tuple (filename, lineno, name, line)."""

    __slots__ = ('filename', 'lineno', 'end_lineno', 'colno', 'end_colno', 'name', '_lines',
                 '_lines_dedented', 'locals', '_code')

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None,
                 end_lineno=None, colno=None, end_colno=None, **kwargs):
        self.filename, self.name, self._code = filename, name, kwargs.get("_code")
        self.lineno, self.end_lineno = lineno, lineno if end_lineno is None else end_lineno
        self.colno, self.end_colno = colno, end_colno
        self._lines, self._lines_dedented = line, None
        if lookup_line:
            self.line
        self.locals = None
        if locals:
            self.locals = {name: _safe_string(value, 'local', func=repr)
                           for name, value in locals.items()}

    def _row(self):
        return self.filename, self.lineno, self.name, self.line

    def __iter__(self):
        return iter([*self._row()])

    def __getitem__(self, pos):
        return self._row()[pos]

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return all(getattr(self, part) == getattr(other, part)
                       for part in ('filename', 'lineno', 'name', 'locals'))
        return self._row() == other if isinstance(other, tuple) else NotImplemented

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

    def __len__(self):
        return 4

    def _read_lines(self):
        if self._lines is None and self.lineno is not None and self.end_lineno is not None:
            import linecache
            self._lines = ''.join([linecache.getline(self.filename, n).rstrip() + '\n' for n in
                                   range(self.lineno, self.end_lineno + 1)])

    @property
    def _original_lines(self):
        self._read_lines()
        return self._lines

    @property
    def _dedented_lines(self):
        self._read_lines()
        if self._lines_dedented is None and self._lines is not None:
            import textwrap
            self._lines_dedented = textwrap.dedent(self._lines)
        return self._lines_dedented

    @property
    def line(self):
        """The first line of source, without the white space around it."""
        self._read_lines()
        if self._lines is None:
            return None
        return self._lines.partition("\n")[0].strip()


def _summary_of(frame):
    if isinstance(frame, FrameSummary):
        return frame
    filename, lineno, name, line = frame
    return FrameSummary(filename, lineno, name, line=line)


class StackSummary(list):
    """A list of FrameSummary objects that can be formatted."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """Make one from (frame, line number) pairs."""
        def extended():
            for frame, lineno in frame_gen:
                yield frame, (lineno, None, None, None)
        return klass._extract_from_extended_frame_gen(
            extended(), limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals)

    @classmethod
    def _extract_from_extended_frame_gen(klass, frame_gen, *, limit=None, lookup_lines=True,
                                         capture_locals=False):
        import linecache
        if limit is None:
            limit = getattr(sys, 'tracebacklimit', None)
            if limit is not None and limit < 0:
                limit = 0
        if limit is not None:
            from itertools import islice
            if limit >= 0:
                frame_gen = islice(frame_gen, limit)
            else:
                from _collections import deque
                frame_gen = deque(frame_gen, maxlen=-limit)
        result = klass()
        filenames = set()
        for frame, (lineno, end_lineno, colno, end_colno) in frame_gen:
            code = frame.f_code
            filenames.add(code.co_filename)
            linecache.lazycache(code.co_filename, frame.f_globals)
            result.append(FrameSummary(
                code.co_filename, lineno, code.co_name, lookup_line=False,
                locals=frame.f_locals if capture_locals else None, end_lineno=end_lineno,
                colno=colno, end_colno=end_colno, _code=code))
        for filename in filenames:
            linecache.checkcache(filename)
        if lookup_lines:
            for summary in result:
                summary.line
        return result

    @classmethod
    def from_list(klass, a_list):
        """Make one from FrameSummary objects or 4-tuples."""
        return StackSummary(_summary_of(frame) for frame in a_list)

    def format_frame_summary(self, frame_summary, **kwargs):
        """The lines for one frame; None leaves the frame out."""
        filename = frame_summary.filename
        if filename.startswith("<stdin>-"):
            filename = "<stdin>"
        row = [f'  File "{filename}", line {frame_summary.lineno}, in {frame_summary.name}\n']
        dedented = frame_summary._dedented_lines
        if dedented and dedented.strip():
            if frame_summary.colno is None or frame_summary.end_colno is None:
                row.append(''.join([f'    {line}\n' if line else '\n'
                                    for line in frame_summary.line.split('\n')]))
            else:
                import _traceback_anchors
                row.append(_traceback_anchors.format_source(frame_summary))
        if frame_summary.locals:
            for name, value in sorted(frame_summary.locals.items()):
                row.append(f'    {name} = {value}\n')
        return ''.join(row)

    def format(self, **kwargs):
        """A list of strings, one for each frame; long recursions are cut."""
        result = []
        last = None
        count = 0
        for summary in self:
            text = self.format_frame_summary(summary)
            if text is None:
                continue
            here = summary.filename, summary.lineno, summary.name
            if last is None or here != last:
                _note_repetition(result, count)
                last = here
                count = 0
            count += 1
            if count <= _RECURSIVE_CUTOFF:
                result.append(text)
        _note_repetition(result, count)
        return result


def _note_repetition(result, count):
    count -= _RECURSIVE_CUTOFF
    if count > 0:
        result.append(f'  [Previous line repeated {count} more time{"s" if count > 1 else ""}]\n')


# ---------------------------------------------------------------- exceptions

class _ExceptionPrintContext:
    """Where we are in a tree of exception groups: the indentation and its margin."""

    need_close = False
    exception_group_depth = 0

    def __init__(self):
        self.seen = set()

    def indent(self):
        return '  ' * self.exception_group_depth

    def emit(self, text_gen, margin_char=None):
        indent = self.indent()
        if self.exception_group_depth:
            indent += (margin_char or '|') + ' '
        if isinstance(text_gen, str):
            yield _indented(text_gen, indent)
        else:
            for text in text_gen:
                yield _indented(text, indent)


def _indented(text, indent):
    if not indent:
        return text
    return ''.join([indent + line for line in text.splitlines(True)])


def _blanked(text):
    """The text with spaces for what is visible; by words, since a line may have 100 MB."""
    parts = []
    at = 0
    for word in text.split():
        start = text.index(word, at)
        parts.append(text[at:start] + ' ' * len(word))
        at = start + len(word)
    return ''.join(parts) + text[at:]


def _notes_of(exc):
    try:
        return getattr(exc, '__notes__', None)
    except Exception as failure:
        return [f'Ignored error getting __notes__: {_safe_string(failure, "__notes__", repr)}']


class TracebackException:
    """An exception prepared for formatting: holds no frames and no objects of the program."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True,
                 capture_locals=False, compact=False, max_group_width=15, max_group_depth=10,
                 save_exc_type=True, _seen=None):
        alone = _seen is not None           # one of those that another one came from
        _seen = _seen if alone else set()
        _seen.add(id(exc_value))
        self.max_group_width, self.max_group_depth = max_group_width, max_group_depth
        self.stack = StackSummary._extract_from_extended_frame_gen(
            _walk_tb_positions(exc_traceback), limit=limit, lookup_lines=lookup_lines,
            capture_locals=capture_locals)
        self._str = _safe_string(exc_value, 'exception')
        self.__notes__ = _notes_of(exc_value)
        self._is_syntax_error = False
        self._have_exc_type = exc_type is not None
        self._exc_type = exc_type if save_exc_type else None
        self.exc_type_qualname, self.exc_type_module = (
            (None, None) if exc_type is None else (exc_type.__qualname__, exc_type.__module__))
        if exc_type and issubclass(exc_type, SyntaxError):
            self._take_syntax_error(exc_value)
        elif exc_type and issubclass(exc_type, (ImportError, NameError, AttributeError)):
            import _traceback_suggestions
            self._str += _traceback_suggestions.hint(exc_type, exc_value, exc_traceback)
        if lookup_lines:
            for frame in self.stack:
                frame.line
        self.__suppress_context__ = (exc_value.__suppress_context__
                                     if exc_value is not None else False)
        self.__cause__ = self.__context__ = self.exceptions = None
        if not alone:
            self._take_related(exc_value, dict(
                limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals,
                max_group_width=max_group_width, max_group_depth=max_group_depth), compact,
                _seen)

    def _take_syntax_error(self, exc):
        self.filename = exc.filename
        self.lineno = None if exc.lineno is None else str(exc.lineno)
        self.end_lineno = None if exc.end_lineno is None else str(exc.end_lineno)
        self.text = exc.text
        self.offset = exc.offset
        self.end_offset = exc.end_offset
        self.msg = exc.msg
        self._is_syntax_error = True

    def _take_related(self, exc_value, options, compact, seen):
        """Causes, contexts and members of groups, without recursion: chains may be long."""
        queue = [(self, exc_value)]
        while queue:
            te, e = queue.pop()

            def made(other):
                return TracebackException(type(other), other, other.__traceback__, _seen=seen,
                                          **options)

            cause = context = exceptions = None
            if e is not None:
                if e.__cause__ is not None and id(e.__cause__) not in seen:
                    cause = made(e.__cause__)
                if compact:
                    wanted = e.__cause__ is None and not e.__suppress_context__
                else:
                    wanted = True
                if wanted and e.__context__ is not None and id(e.__context__) not in seen:
                    context = made(e.__context__)
                if isinstance(e, BaseExceptionGroup):
                    exceptions = [made(member) for member in e.exceptions]
            te.__cause__ = cause
            te.__context__ = context
            te.exceptions = exceptions
            if cause is not None:
                queue.append((cause, e.__cause__))
            if context is not None:
                queue.append((context, e.__context__))
            if exceptions is not None:
                queue.extend(zip(exceptions, e.exceptions))

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        """Make one from an exception object."""
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    @property
    def exc_type(self):
        """The exception's class. Deprecated since 3.13."""
        import warnings
        warnings.warn('Deprecated in 3.13. Use exc_type_str instead.', DeprecationWarning,
                      stacklevel=2)
        return self._exc_type

    @property
    def exc_type_str(self):
        """The name of the exception's class."""
        if not self._have_exc_type:
            return None
        module = self.exc_type_module
        if module not in ("__main__", "builtins"):
            if not isinstance(module, str):
                module = "<unknown>"
            return module + '.' + self.exc_type_qualname
        return self.exc_type_qualname

    def __str__(self):
        return self._str

    def __eq__(self, other):
        return (vars(self) == vars(other) if isinstance(other, TracebackException)
                else NotImplemented)

    def format_exception_only(self, *, show_group=False, _depth=0, **kwargs):
        """The lines with type and message, notes, and the members of a group if wanted."""
        indent = 3 * _depth * ' '
        if not self._have_exc_type:
            yield indent + _format_final_exc_line(None, self._str)
            return
        name = self.exc_type_str
        if self._is_syntax_error:
            yield from [indent + line for line in self._format_syntax_error(name)]
        elif _depth > 0:
            # A message of several lines is indented as a whole.
            text = _format_final_exc_line(name, self._str, insert_final_newline=False)
            yield from [indent + line + '\n' for line in text.split('\n')]
        else:
            yield _format_final_exc_line(name, self._str)
        notes = self.__notes__
        if _is_sequence(notes):
            for note in notes:
                note = _safe_string(note, 'note')
                yield from [indent + line + '\n' for line in note.split('\n')]
        elif notes is not None:
            yield indent + "{}\n".format(_safe_string(notes, '__notes__', func=repr))
        if self.exceptions and show_group:
            for member in self.exceptions:
                yield from member.format_exception_only(show_group=show_group, _depth=_depth + 1)

    def _format_syntax_error(self, stype):
        """The lines of a SyntaxError: where, the text, carets, the message."""
        filename_suffix = ''
        if self.lineno is not None:
            yield f'  File "{self.filename or "<string>"}", line {self.lineno}\n'
        elif self.filename is not None:
            filename_suffix = f' ({self.filename})'
        text = self.text
        if isinstance(text, str):
            # text may lack the end of its line, or hold several
            content = text.rstrip('\n')
            left = content.lstrip(' \n\f')
            spaces = len(content) - len(left)
            if self.offset is None:
                yield f'    {left}\n'
            else:
                yield from self._mark_syntax_error(content, left, spaces)
        msg = self.msg or "<no detail available>"
        yield f"{stype}: {msg}{filename_suffix}\n"

    def _mark_syntax_error(self, content, left, spaces):
        offset = self.offset
        if self.lineno == self.end_lineno:
            end_offset = self.end_offset if self.end_offset not in (None, 0) else offset
        else:
            end_offset = len(content) + 1
        if self.text and offset > len(self.text):
            offset = len(content) + 1
        if self.text and end_offset > len(self.text):
            end_offset = len(content) + 1
        if end_offset <= offset or end_offset < 0:
            end_offset = offset + 1
        colno = offset - 1 - spaces
        end_colno = end_offset - 1 - spaces
        yield f'    {left}\n'
        if colno >= 0:
            yield f'    {_blanked(left[:colno])}{"^" * (end_colno - colno)}\n'

    def _origin(self):
        """The exception that this one came from, and the words that say how; None: there is
        none."""
        if self.__cause__ is not None:
            return _cause_message, self.__cause__
        if self.__context__ is None or self.__suppress_context__:
            return None
        return _context_message, self.__context__

    def format(self, *, chain=True, _ctx=None, **kwargs):
        """All lines: the exceptions it came from, the traceback, type and message."""
        _ctx = _ExceptionPrintContext() if _ctx is None else _ctx
        output = [(None, self)]
        while chain and (came_from := output[-1][1]._origin()):
            message, exc = came_from
            output[-1] = message, output[-1][1]
            output.append((None, exc))
        for message, exc in reversed(output):
            if message is not None:
                yield from _ctx.emit(message)
            if exc.exceptions is None:
                if exc.stack:
                    yield from _ctx.emit('Traceback (most recent call last):\n')
                    yield from _ctx.emit(exc.stack.format())
                yield from _ctx.emit(exc.format_exception_only())
            elif _ctx.exception_group_depth > self.max_group_depth:
                yield from _ctx.emit(f"... (max_group_depth is {self.max_group_depth})\n")
            else:
                yield from self._format_group(exc, _ctx)

    def _format_group(self, exc, ctx):
        is_toplevel = ctx.exception_group_depth == 0
        if is_toplevel:
            ctx.exception_group_depth += 1
        if exc.stack:
            yield from ctx.emit('Exception Group Traceback (most recent call last):\n',
                                margin_char='+' if is_toplevel else None)
            yield from ctx.emit(exc.stack.format())
        yield from ctx.emit(exc.format_exception_only())
        count = len(exc.exceptions)
        shown = count if count <= self.max_group_width else self.max_group_width + 1
        ctx.need_close = False
        for i in range(shown):
            last = i == shown - 1
            if last:
                # The innermost last member draws the line that closes the groups around it.
                ctx.need_close = True
            truncated = self.max_group_width is not None and i >= self.max_group_width
            title = '...' if truncated else f'{i + 1}'
            yield ctx.indent() + ('+-' if i == 0 else '  ') + f'+---------------- {title} ' \
                f'----------------\n'
            ctx.exception_group_depth += 1
            if not truncated:
                yield from exc.exceptions[i].format(_ctx=ctx)
            else:
                remaining = count - self.max_group_width
                plural = 's' if remaining > 1 else ''
                yield from ctx.emit(f"and {remaining} more exception{plural}\n")
            if last and ctx.need_close:
                yield ctx.indent() + "+------------------------------------\n"
                ctx.need_close = False
            ctx.exception_group_depth -= 1
        if is_toplevel:
            ctx.exception_group_depth = 0

    def print(self, *, file=None, chain=True, **kwargs):
        """Print what format() gives."""
        file = sys.stderr if file is None else file
        for line in self.format(chain=chain):
            print(line, file=file, end="")


def _is_sequence(obj):
    if isinstance(obj, (list, tuple)):
        return True
    if obj is None or isinstance(obj, (str, bytes)):
        return False
    from collections.abc import Sequence
    return isinstance(obj, Sequence)


def _print_unraisable(exc, /):
    """What follows "Exception ignored in": the place without carets, the class and the text."""
    rows = []
    if exc.__traceback__ is not None:
        stack = extract_tb(exc.__traceback__)
        for frame in stack:
            frame.colno = frame.end_colno = None
        rows = ["Traceback (most recent call last):\n", *stack.format()]
    cls = type(exc)
    prefix = '' if cls.__module__ in ('builtins', '__main__') else f'{cls.__module__}.'
    try:
        text = str(exc)
    except BaseException:
        text = "<exception str() failed>"
    print(*rows, f"{prefix}{cls.__qualname__}: {text}", sep='', file=sys.stderr)


def _print_exception_bltin(exc, /):
    if sys.stderr is not None:
        print_exception(exc)
