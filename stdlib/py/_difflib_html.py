# SPDX-License-Identifier: MIT
"""difflib.HtmlDiff: two texts side by side. Marks inside lines are \\0 and a sign up to \\1 until
the very end."""

import re
from difflib import HtmlDiff, ndiff

FILE = """
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
          "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">

<html>

<head>
    <meta http-equiv="Content-Type"
          content="text/html; charset=%(charset)s" />
    <title></title>
    <style type="text/css">%(styles)s
    </style>
</head>

<body>
    %(table)s%(legend)s
</body>

</html>"""

_LOOKS = (('table.diff', 'font-family:Courier; border:medium;'),
          ('.diff_header', 'background-color:#e0e0e0'), ('td.diff_header', 'text-align:right'),
          ('.diff_next', 'background-color:#c0c0c0'), ('.diff_add', 'background-color:#aaffaa'),
          ('.diff_chg', 'background-color:#ffff77'), ('.diff_sub', 'background-color:#ffaaaa'))
STYLES = ''.join(f'\n        {what} {{{look}}}' for what, look in _LOOKS)

TABLE = """
    <table class="diff" id="difflib_chg_%(prefix)s_top"
           cellspacing="0" cellpadding="0" rules="groups" >
        <colgroup></colgroup> <colgroup></colgroup> <colgroup></colgroup>
        <colgroup></colgroup> <colgroup></colgroup> <colgroup></colgroup>
        %(header)s
        <tbody>
%(rows)s        </tbody>
    </table>"""


def _legend_table(title, head, rows):
    """One of the two tables of the legend."""
    indent = '\n' + 22 * ' '
    return (
        f'<td> <table border="" summary="{title}">{indent}<tr><{head}> {title} </th> </tr>{indent}'
        + indent.join(f'<tr>{row}</tr>' for row in rows) + '\n' + 18 * ' ' + '</table></td>')


LEGEND = f"""
    <table class="diff" summary="Legends">
        <tr> <th colspan="2"> Legends </th> </tr>
        <tr> {_legend_table('Colors', 'th', (
            '<td class="diff_add">&nbsp;Added&nbsp;</td>', '<td class="diff_chg">Changed</td> ',
            '<td class="diff_sub">Deleted</td> '))}
             {_legend_table('Links', 'th colspan="2"', (
                 '<td>(f)irst change</td> ', '<td>(n)ext change</td> ', '<td>(t)op</td> '))} </tr>
    </table>"""


class _Lines:
    """Lines of an ndiff delta, numbered per side as they are taken."""

    def __init__(self, delta):
        self.delta = iter(delta)
        self.ahead = []
        self.numbers = [0, 0]

    def signs(self):
        """The signs of the next four lines; X: the end."""
        while len(self.ahead) < 4:
            self.ahead.append(next(self.delta, 'X'))
        return ''.join(line[0] for line in self.ahead)

    def take(self, mark, side):
        """(number, text) of the next line, marked as a whole ('+', '-'), by the guide behind it
        ('?'), or not."""
        self.numbers[side] += 1
        text = self.ahead.pop(0)
        if mark == '?':
            guide = self.ahead.pop(0)
            for found in reversed(list(re.finditer(r'\++|-+|\^+', guide))):
                start, end = found.span()
                text = f'{text[:start]}\0{found.group()[0]}{text[start:end]}\1{text[end:]}'
            text = text[2:]
        elif mark is None:
            text = text[2:]
        else:
            text = f'\0{mark}{text[2:] or " "}\1'
        return self.numbers[side], text

    def both(self):
        """A line that is the same on both sides."""
        kept = self.ahead[0]
        left = self.take(None, 0)
        self.ahead.insert(0, kept)
        return left, self.take(None, 1)


def _single_lines(lines):
    """(left or None, right or None, changed): a side that has nothing opposite is made up for by
    blanks, which come late."""
    blank = ('', '\n')
    # lines of the right side (negative: left) that have nothing opposite so far
    pending = 0
    while True:
        signs = lines.signs()
        due, left, right, changed = 0, None, None, True
        if signs.startswith('X'):
            due, pending = pending, 0
        elif signs.startswith('-?+?'):
            yield lines.take('?', 0), lines.take('?', 1), True
            continue
        elif signs.startswith('--++'):
            pending -= 1
            yield lines.take('-', 0), None, True
            continue
        elif signs.startswith(('--?+', '--+', '- ')):
            left = lines.take('-', 0)
            due, pending = pending - 1, 0
        elif signs.startswith('-+?'):
            yield lines.take(None, 0), lines.take('?', 1), True
            continue
        elif signs.startswith('-?+'):
            yield lines.take('?', 0), lines.take(None, 1), True
            continue
        elif signs.startswith('-'):
            pending -= 1
            yield lines.take('-', 0), None, True
            continue
        elif signs.startswith('+--'):
            pending += 1
            yield None, lines.take('+', 1), True
            continue
        elif signs.startswith(('+ ', '+-')):
            right = lines.take('+', 1)
            due, pending = pending + 1, 0
        elif signs.startswith('+'):
            pending += 1
            yield None, lines.take('+', 1), True
            continue
        else:
            yield *lines.both(), False
            continue
        for _ in range(due, 0):
            yield None, blank, True
        for _ in range(due):
            yield blank, None, True
        if signs.startswith('X'):
            return
        yield left, right, changed


def _pairs(lines):
    """(left, right, changed): what is opposite to each other."""
    source, left, right = _single_lines(lines), [], []
    while True:
        while not left or not right:
            try:
                one, two, changed = next(source)
            except StopIteration:
                return
            if one is not None:
                left.append((one, changed))
            if two is not None:
                right.append((two, changed))
        (one, changed_one), (two, changed_two) = left.pop(0), right.pop(0)
        yield one, two, changed_one or changed_two


def _with_context(pairs, context):
    """Only what is near to changes; a row of None where something is left out."""
    context += 1
    kept, seen, after = [], 0, 0
    for pair in pairs:
        if after:
            after = context - 1 if pair[2] else after - 1
            yield pair
            continue
        kept.append(pair)
        seen += 1
        if pair[2]:
            if seen > context:
                yield None, None, None
            yield from kept[-context:]
            kept, seen, after = [], 0, context - 1


def _split(rows, number, text, width):
    """Breaks a marked line into rows of that width."""
    if not number or len(text) <= width or len(text) - text.count('\0') * 3 <= width:
        rows.append((number, text))
        return
    i = shown = 0
    mark = ''
    while shown < width and i < len(text):
        if text[i] == '\0':
            mark = text[i + 1]
            i += 2
        elif text[i] == '\1':
            mark = ''
            i += 1
        else:
            i += 1
            shown += 1
    first, rest = text[:i], text[i:]
    if mark:
        first, rest = first + '\1', '\0' + mark + rest
    rows.append((number, first))
    _split(rows, '>', rest, width)


def _wrapped(pairs, width):
    for left, right, changed in pairs:
        if changed is None:
            yield left, right, changed
            continue
        rows = [], []
        _split(rows[0], *left, width)
        _split(rows[1], *right, width)
        for i in range(max(len(rows[0]), len(rows[1]))):
            yield (*(side[i] if i < len(side) else ('', ' ') for side in rows), changed)


def _cell(prefix, number, text):
    name = f' id="{prefix}{number}"' if isinstance(number, int) else ''
    text = text.replace('&', '&amp;').replace('>',
                                              '&gt;').replace('<', '&lt;').replace(
                                                  ' ', '&nbsp;').rstrip()
    return f'<td class="diff_header"{name}>{number}</td><td nowrap="nowrap">{text}</td>'


def _links(flags, prefix, numlines):
    """The anchors and the links of the rows."""
    anchors, links, changes, last, inside = [''] * len(flags), [''] * len(flags), 0, 0, False
    for i, changed in enumerate(flags):
        if changed and not inside:
            last = i
            anchors[max(0, i - numlines)] = f' id="difflib_chg_{prefix}_{changes}"'
            changes += 1
            links[i] = f'<a href="#difflib_chg_{prefix}_{changes}">n</a>'
        inside = bool(changed)
    return anchors, links, last


def _expand(lines, tabsize):
    """Tabs become so many tabs as columns, which are shown as blanks but differ from these."""
    return [line.replace(' ',
                         '\0').expandtabs(tabsize).replace(' ',
                                                           '\t').replace('\0', ' ').rstrip('\n')
            for line in lines]


def make_table(self, fromlines, tolines, fromdesc, todesc, context, numlines):
    number = HtmlDiff._default_prefix
    HtmlDiff._default_prefix += 1
    from_prefix, prefix = f'from{number}_', f'to{number}_'
    self._prefix = [from_prefix, prefix]
    pairs = _pairs(_Lines(ndiff(_expand(fromlines, self._tabsize), _expand(tolines, self._tabsize),
                                self._linejunk, self._charjunk)))
    if context:
        pairs = _with_context(pairs, numlines)
    if self._wrapcolumn:
        pairs = _wrapped(pairs, self._wrapcolumn)
    rows = list(pairs)
    flags = [changed for _, _, changed in rows]
    cells = [None if changed is None else (_cell(from_prefix, *left), _cell(prefix, *right))
             for left, right, changed in rows]
    anchors, links, last = _links(flags, prefix, numlines)
    if not flags:
        text = '&nbsp;No Differences Found&nbsp;' if context else '&nbsp;Empty File&nbsp;'
        flags, anchors, links, cells = [False], [''], [''], [(f'<td></td><td>{text}</td>',) * 2]
    if not flags[0]:
        links[0] = f'<a href="#difflib_chg_{prefix}_0">f</a>'
    links[last] = f'<a href="#difflib_chg_{prefix}_top">t</a>'
    text = []
    for i, changed in enumerate(flags):
        if changed is not None:
            text.append(
                f'            <tr><td class="diff_next"{anchors[i]}>{links[i]}</td>{cells[i][0]}'
                f'<td class="diff_next">{links[i]}</td>{cells[i][1]}</tr>\n')
        elif i > 0:
            text.append('        </tbody>        \n        <tbody>\n')
    header = ''
    if fromdesc or todesc:
        sides = ''.join(
            f'<th class="diff_next"><br /></th><th colspan="2" class="diff_header">{title}</th>'
            for title in (fromdesc, todesc))
        header = f'<thead><tr>{sides}</tr></thead>'
    table = TABLE % {'rows': ''.join(text), 'header': header, 'prefix': prefix}
    for mark, html in (('\0+', '<span class="diff_add">'), ('\0-', '<span class="diff_sub">'),
                       ('\0^', '<span class="diff_chg">'), ('\1', '</span>'), ('\t', '&nbsp;')):
        table = table.replace(mark, html)
    return table


def make_file(self, fromlines, tolines, fromdesc, todesc, context, numlines, charset):
    table = self.make_table(fromlines, tolines, fromdesc, todesc, context=context,
                            numlines=numlines)
    text = FILE % {'styles': STYLES, 'legend': LEGEND, 'table': table, 'charset': charset}
    return text.encode(charset, 'xmlcharrefreplace').decode(charset)
