# SPDX-License-Identifier: MIT
"""Which part of a source line the carets of a traceback mark. What was running is known by its
columns; inside them the operator, the index or the arguments are marked apart. The expression is
not parsed: a scanner over its characters finds the operator that binds most loosely."""

_PRECEDENCE = {'|': 1, '^': 2, '&': 3, '<<': 4, '>>': 4, '+': 5, '-': 5, '*': 6, '/': 6,
               '//': 6, '%': 6, '@': 6, '**': 8}
_UNARY = 7                                  # -x binds tighter than x * y, looser than x ** y
# Words and signs that make the whole expression something else than an operation.
_LOOSER_WORDS = frozenset(('and', 'or', 'not', 'in', 'is', 'if', 'else', 'lambda', 'for',
                           'yield', 'async', 'return', 'assert', 'raise', 'del', 'import',
                           'from', 'with', 'while', 'class', 'def', 'global', 'pass'))
_LOOSER_SIGNS = ('==', '!=', '<=', '>=', ':=', '->', '<', '>', '=', ',', ':', ';')
_CLOSERS = {')': '(', ']': '[', '}': '{'}


class _Token:
    __slots__ = ('kind', 'text', 'start', 'end', 'opener')

    def __init__(self, kind, text, start, end, opener=None):
        self.kind = kind                    # 'word', 'op', 'group' or 'other'
        self.text = text
        self.start = start
        self.end = end
        self.opener = opener


def _skip_string(text, i):
    """The index after the string literal whose quote is at i."""
    mark = text[i] * 3 if text.startswith(text[i] * 3, i) else text[i]
    i += len(mark)
    while i < len(text):
        if text[i] == '\\':
            i += 2
        elif text.startswith(mark, i):
            return i + len(mark)
        else:
            i += 1
    return i


def _skip_group(text, i):
    """The index after the bracket that closes the one at i; -1 if none does."""
    stack = []
    while i < len(text):
        char = text[i]
        if char in '"\'':
            i = _skip_string(text, i)
            continue
        if char == '#':
            i = text.find('\n', i)
            if i < 0:
                return -1
        elif char in '([{':
            stack.append(char)
        elif char in ')]}':
            if not stack or stack.pop() != _CLOSERS[char]:
                return -1
            if not stack:
                return i + 1
        i += 1
    return -1


def _tokens(text):
    """The tokens outside brackets (a bracketed part is one token); None for broken text."""
    result = []
    i, size = 0, len(text)
    while i < size:
        char = text[i]
        if char.isspace() or char == '\\':
            i += 1
        elif char == '#':
            i = text.find('\n', i)
            if i < 0:
                break
        elif char.isalnum() or char == '_':
            start = i
            while i < size and (text[i].isalnum() or text[i] in '_'
                                or text[i] == '.' and text[start].isdigit()
                                or text[i] in '+-' and text[start].isdigit()
                                and text[i - 1] in 'eE' and text[start:start + 2].lower() != '0x'):
                i += 1
            if i < size and text[i] in '"\'' and i - start <= 2:
                i = _skip_string(text, i)   # a prefix of a string
                result.append(_Token('other', text[start:i], start, i))
            else:
                result.append(_Token('word', text[start:i], start, i))
        elif char in '"\'':
            start = i
            i = _skip_string(text, i)
            result.append(_Token('other', text[start:i], start, i))
        elif char in '([{':
            end = _skip_group(text, i)
            if end < 0:
                return None
            result.append(_Token('group', char, i, end, char))
            i = end
        elif char in ')]}':
            return None
        else:
            pair = text[i:i + 2]
            if pair in _PRECEDENCE or pair in _LOOSER_SIGNS:
                sign = pair
            else:
                sign = char
            result.append(_Token('op', sign, i, i + len(sign)))
            i += len(sign)
    return result


def _find(segment):
    """(kind, start, end) of the part to be marked apart, or None."""
    tokens = _tokens(segment)
    if not tokens:
        return None
    best = None
    operand = False                         # True after something that can be a left operand
    weakest = 99
    for token in tokens:
        if token.kind == 'word':
            if token.text in _LOOSER_WORDS:
                return None
            operand = token.text != 'await'
        elif token.kind != 'op':
            operand = True
        elif token.text == '.' or token.text == '~' or token.text == '...':
            if token.text == '~':
                weakest = min(weakest, _UNARY)
                operand = False
        elif token.text in _PRECEDENCE:
            if not operand:
                weakest = min(weakest, _UNARY)      # a sign
                continue
            level = _PRECEDENCE[token.text]
            # Equal levels group from the left, so that the last one is the root; ** does not.
            if level < weakest or level == weakest and token.text != '**':
                weakest = level
                best = token
            operand = False
        elif token.text in _LOOSER_SIGNS:
            return None
        else:
            return None
    if best is not None and weakest == _PRECEDENCE[best.text]:
        return 'operator', best.start, best.end
    if weakest == _UNARY or tokens[0].text == 'await':
        return None
    last = tokens[-1]
    if last.kind == 'group' and len(tokens) > 1:
        if last.opener == '(':
            return 'call', last.start, last.end
        if last.opener == '[':
            return 'subscript', last.start, last.end
    return None


class _Anchors:
    """(line, column) of both ends of the part marked apart, within the segment."""
    __slots__ = ('left_line', 'left', 'right_line', 'right', 'kind')

    def __init__(self, segment, kind, start, end):
        self.kind = kind
        self.left_line, self.left = _line_and_column(segment, start)
        self.right_line, self.right = _line_and_column(segment, end)


def _line_and_column(segment, index):
    before = segment[:index]
    return before.count('\n'), index - (before.rfind('\n') + 1)


def _char_offset(text, byte_offset):
    return len(text.encode('utf-8')[:byte_offset].decode('utf-8', errors='replace'))


_WIDE = ((0x1100, 0x115f), (0x2e80, 0x303e), (0x3041, 0x33ff), (0x3400, 0x4dbf),
         (0x4e00, 0x9fff), (0xa000, 0xa4cf), (0xac00, 0xd7a3), (0xf900, 0xfaff),
         (0xfe30, 0xfe6f), (0xff00, 0xff60), (0xffe0, 0xffe6), (0x1f300, 0x1f64f),
         (0x1f680, 0x1f6ff), (0x1f900, 0x1f9ff), (0x20000, 0x3fffd))


def _display_width(line, offset=None):
    """How many columns the first offset characters of a line take on a terminal."""
    if offset is None:
        offset = len(line)
    if line.isascii():
        return offset
    width = 0
    for char in line[:offset]:
        code = ord(char)
        width += 2 if code >= 0x1100 and any(low <= code <= high for low, high in _WIDE) else 1
    return width


def _is_plain_call(lines, start, end, segment, anchors):
    """True for `return name(...)` and `target = anything(...)` where the call is what ran: the
    whole line would be marked, which says nothing."""
    if anchors is None or anchors.kind != 'call':
        return False
    rest = lines[-1][end:].strip()
    if rest and not rest.startswith('#'):
        return False
    before = lines[0][:start].strip()
    if before == 'return':
        return segment[:segment.index('(')].strip().isidentifier()
    if not before.endswith('=') or before[-2:-1] in '=!<>+-*/%&|^@:' and before[-2:-1]:
        return False
    tokens = _tokens(before[:-1])
    return bool(tokens) and all(t.text not in (':', ';', 'assert', 'if', 'return', 'lambda')
                                for t in tokens)


def format_source(frame):
    """The source lines of a frame, with carets under what was running, indented by four."""
    import textwrap
    original = frame._original_lines.splitlines()
    first = original[0]
    span = frame.end_lineno - frame.lineno
    start = _char_offset(first, frame.colno)
    end = _char_offset(original[span], frame.end_colno)
    lines = frame._dedented_lines.splitlines()[:span + 1]
    removed = len(first) - len(lines[0])
    start = max(0, start - removed)
    end = max(0, end - removed)
    segment = "\n".join(lines)
    segment = segment[start:len(segment) - (len(lines[-1]) - end)]
    found = _find(segment)
    anchors = None if found is None else _Anchors(segment, *found)
    if _is_plain_call(lines, start, end, segment, anchors):
        carets = False
    else:
        carets = bool(anchors or lines[0][:start].lstrip() or lines[-1][end:].rstrip())
    text = _draw(lines, start, end, anchors, carets)
    return textwrap.indent(textwrap.dedent(text), '    ', lambda line: True)


def _draw(lines, start, end, anchors, show_carets):
    last = len(lines) - 1
    wanted = {0, last}
    left = right = 0
    if anchors:
        left, right = anchors.left, anchors.right
        if anchors.left_line == 0:
            left += start
        if anchors.right_line == 0:
            right += start
        left = _display_width(lines[anchors.left_line], left)
        right = _display_width(lines[anchors.right_line], right)
        for line in anchors.left_line, anchors.right_line:
            wanted.update((line - 1, line, line + 1))
    start = _display_width(lines[0], start)
    end = _display_width(lines[-1], end)
    result = []

    def put(number):
        line = lines[number]
        result.append(line + '\n')
        if not show_carets:
            return
        indent = len(line) - len(line.lstrip())
        carets = ''
        for column in range(end if number == last else _display_width(line)):
            if column < indent or number == 0 and column < start:
                carets += ' '
            elif anchors is None:
                carets += '^'
            elif ((number, column) >= (anchors.left_line, left)
                    and (number, column) < (anchors.right_line, right)):
                carets += '^'
            else:
                carets += '~'
        result.append(carets + '\n')

    previous = None
    for number in sorted(wanted):
        if not 0 <= number <= last:
            continue
        if previous is not None:
            gap = number - previous
            if gap == 2:
                put(number - 1)
            elif gap > 2:
                result.append(f'...<{gap - 1} lines>...\n')
        put(number)
        previous = number
    return ''.join(result)
