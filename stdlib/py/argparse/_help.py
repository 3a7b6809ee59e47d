# SPDX-License-Identifier: MIT
"""The text of --help and of usage lines."""

import re
from gettext import gettext as _

from ._actions import ONE_OR_MORE, OPTIONAL, PARSER, REMAINDER, SUPPRESS, ZERO_OR_MORE


class HelpFormatter:
    """Collects what belongs into a help text and lays it out. Subclasses override the methods with
    an underscore as they do in CPython."""

    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        if width is None:
            import shutil
            width = shutil.get_terminal_size().columns - 2
        self._prog = prog
        self._indent_increment = indent_increment
        self._max_help_position = min(max_help_position, max(width - 20, indent_increment * 2))
        self._width = width
        self._current_indent = 0
        self._level = 0
        self._action_max_length = 0
        self._root_section = self._Section(self, None)
        self._current_section = self._root_section
        self._whitespace_matcher = re.compile(r'\s+', re.ASCII)
        self._long_break_matcher = re.compile(r'\n\n\n+')

    def _indent(self):
        self._current_indent += self._indent_increment
        self._level += 1

    def _dedent(self):
        self._current_indent -= self._indent_increment
        assert self._current_indent >= 0, 'Indent decreased below 0.'
        self._level -= 1

    class _Section:
        """A heading and what is below it: functions with arguments, called at the end."""

        def __init__(self, formatter, parent, heading=None):
            self.formatter = formatter
            self.parent = parent
            self.heading = heading
            self.items = []

        def format_help(self):
            formatter = self.formatter
            if self.parent is not None:
                formatter._indent()
            body = formatter._join_parts([func(*args) for func, args in self.items])
            if self.parent is not None:
                formatter._dedent()
            if not body:
                return ''
            heading = ''
            if self.heading is not SUPPRESS and self.heading is not None:
                text = _('%(heading)s:') % dict(heading=self.heading)
                heading = '%*s%s\n' % (formatter._current_indent, '', text)
            return formatter._join_parts(['\n', heading, body, '\n'])

    def _add_item(self, func, args):
        self._current_section.items.append((func, args))

    # ---- what goes in ----

    def start_section(self, heading):
        self._indent()
        section = self._Section(self, self._current_section, heading)
        self._add_item(section.format_help, [])
        self._current_section = section

    def end_section(self):
        self._current_section = self._current_section.parent
        self._dedent()

    def add_text(self, text):
        if text is not SUPPRESS and text is not None:
            self._add_item(self._format_text, [text])

    def add_usage(self, usage, actions, groups, prefix=None):
        if usage is not SUPPRESS:
            self._add_item(self._format_usage, (usage, actions, groups, prefix))

    def add_argument(self, action):
        if action.help is SUPPRESS:
            return
        length = len(self._format_action_invocation(action)) + self._current_indent
        for sub in self._iter_indented_subactions(action):
            length = max(length, len(self._format_action_invocation(sub)) + self._current_indent)
        self._action_max_length = max(self._action_max_length, length)
        self._add_item(self._format_action, [action])

    def add_arguments(self, actions):
        for action in actions:
            self.add_argument(action)

    # ---- what comes out ----

    def format_help(self):
        text = self._root_section.format_help()
        if text:
            text = self._long_break_matcher.sub('\n\n', text).strip('\n') + '\n'
        return text

    def _join_parts(self, parts):
        return ''.join([part for part in parts if part and part is not SUPPRESS])

    def _format_usage(self, usage, actions, groups, prefix):
        if prefix is None:
            prefix = _('usage: ')
        prog = '%(prog)s' % dict(prog=self._prog)
        if usage is not None:
            usage = usage % dict(prog=self._prog)
        elif not actions:
            usage = prog
        else:
            optionals = [action for action in actions if action.option_strings]
            positionals = [action for action in actions if not action.option_strings]
            line = self._format_actions_usage(optionals + positionals, groups)
            usage = ' '.join([s for s in (prog, line) if s])
            if len(prefix) + len(usage) > self._width - self._current_indent:
                usage = self._wrap_usage(prefix, prog,
                                         self._get_actions_usage_parts(optionals, groups),
                                         self._get_actions_usage_parts(positionals, groups))
        return '%s%s\n\n' % (prefix, usage)

    def _wrap_usage(self, prefix, prog, opt_parts, pos_parts):
        """Options begin on the line of the program, arguments on a line of their own. Behind a
        long name everything goes below it."""
        width = self._width - self._current_indent
        if len(prefix) + len(prog) > 0.75 * width:
            indent = ' ' * len(prefix)
            lines = self._fill_usage(opt_parts + pos_parts, indent, width)
            if len(lines) > 1:
                lines = (self._fill_usage(opt_parts, indent, width)
                         + self._fill_usage(pos_parts, indent, width))
            return '\n'.join([prog, *lines])
        indent = ' ' * (len(prefix) + len(prog) + 1)
        if opt_parts:
            lines = (self._fill_usage([prog, *opt_parts], indent, width, prefix)
                     + self._fill_usage(pos_parts, indent, width))
        elif pos_parts:
            lines = self._fill_usage([prog, *pos_parts], indent, width, prefix)
        else:
            lines = [prog]
        return '\n'.join(lines)

    @staticmethod
    def _fill_usage(parts, indent, width, prefix=None):
        """The parts in lines; a part is never broken. With prefix, which is already on the first
        line, that line has no indentation."""
        lines, line = [], []
        length = len(indent if prefix is None else prefix) - 1
        for part in parts:
            if line and length + 1 + len(part) > width:
                lines.append(indent + ' '.join(line))
                line, length = [], len(indent) - 1
            line.append(part)
            length += len(part) + 1
        if line:
            lines.append(indent + ' '.join(line))
        if prefix is not None:
            lines[0] = lines[0][len(indent):]
        return lines

    def _format_actions_usage(self, actions, groups):
        return ' '.join(self._get_actions_usage_parts(actions, groups))

    def _get_actions_usage_parts(self, actions, groups):
        """What the usage says of each action; hidden ones are left out."""
        spans, in_group = self._group_spans(actions, groups)
        parts = [self._usage_part(action, action in in_group) for action in actions]
        barred = set()
        # Inner groups first: they begin later, or end sooner.
        for start, end in sorted(spans, reverse=True):
            shown = [part for part in parts[start:end] if part is not None]
            if spans[start, end].required:
                opening, closing = "()" if len(shown) > 1 else ("", "")
            else:
                opening, closing = "[]"
            shown[0] = opening + shown[0]
            shown[-1] += closing
            for i, part in enumerate(shown[:-1], start):
                if i not in barred:
                    parts[i] = part + ' |'
                    barred.add(i)
            last = start + len(shown) - 1
            parts[last] = shown[-1]
            parts[last + 1:end] = [None] * (end - last - 1)
        return [part for part in parts if part is not None]

    @staticmethod
    def _group_spans(actions, groups):
        """({(start, end): group} of the groups that stand together, the actions in them)."""
        spans, members = {}, set()
        for group in groups:
            inside = group._group_actions
            if not inside:
                raise ValueError(f'empty group {group}')
            if all(action.help is SUPPRESS for action in inside) or inside[0] not in actions:
                continue
            start = actions.index(inside[0])
            end = start + len(inside)
            if actions[start:end] == inside:
                members.update(inside)
                spans[start, end] = group
        return spans, members

    def _usage_part(self, action, in_group):
        if action.help is SUPPRESS:
            return None
        if not action.option_strings:
            part = self._format_args(action, self._get_default_metavar_for_positional(action))
            if in_group and part[0] == '[' and part[-1] == ']':
                part = part[1:-1]
            return part
        if action.nargs == 0:
            part = action.format_usage()
        else:
            args = self._format_args(action, self._get_default_metavar_for_optional(action))
            part = '%s %s' % (action.option_strings[0], args)
        return part if action.required or in_group else '[%s]' % part

    def _format_text(self, text):
        if '%(prog)' in text:
            text = text % dict(prog=self._prog)
        width = max(self._width - self._current_indent, 11)
        return self._fill_text(text, width, ' ' * self._current_indent) + '\n\n'

    def _format_action(self, action):
        position = min(self._action_max_length + 2, self._max_help_position)
        header_width = position - self._current_indent - 2
        header = self._format_action_invocation(action)
        indent_first = position
        if action.help and len(header) <= header_width:
            parts = ['%*s%-*s  ' % (self._current_indent, '', header_width, header)]
            indent_first = 0
        else:
            parts = ['%*s%s\n' % (self._current_indent, '', header)]
        if action.help and action.help.strip():
            text = self._expand_help(action)
            if text:
                lines = self._split_lines(text, max(self._width - position, 11))
                parts.append('%*s%s\n' % (indent_first, '', lines[0]))
                parts += ['%*s%s\n' % (position, '', line) for line in lines[1:]]
        elif not parts[0].endswith('\n'):
            parts.append('\n')
        for sub in self._iter_indented_subactions(action):
            parts.append(self._format_action(sub))
        return self._join_parts(parts)

    def _format_action_invocation(self, action):
        if not action.option_strings:
            default = self._get_default_metavar_for_positional(action)
            metavar, = self._metavar_formatter(action, default)(1)
            return metavar
        strings = ', '.join(action.option_strings)
        if action.nargs == 0:
            return strings
        default = self._get_default_metavar_for_optional(action)
        return strings + ' ' + self._format_args(action, default)

    def _metavar_formatter(self, action, default_metavar):
        if action.metavar is not None:
            name = action.metavar
        elif action.choices is not None:
            name = '{%s}' % ','.join([str(choice) for choice in action.choices])
        else:
            name = default_metavar
        return lambda size: name if isinstance(name, tuple) else (name,) * size

    def _format_args(self, action, default_metavar):
        metavars = self._metavar_formatter(action, default_metavar)
        nargs = action.nargs
        if nargs == ZERO_OR_MORE:
            names = metavars(1)
            return ('[%s [%s ...]]' if len(names) == 2 else '[%s ...]') % names
        if nargs == REMAINDER:
            return '...'
        if nargs == SUPPRESS:
            return ''
        fixed = {None: ('%s', 1), OPTIONAL: ('[%s]', 1), ONE_OR_MORE: ('%s [%s ...]', 2),
                 PARSER: ('%s ...', 1)}
        if nargs in fixed:
            form, size = fixed[nargs]
        else:
            try:
                form, size = ' '.join(['%s' for i in range(nargs)]), nargs
            except TypeError:
                raise ValueError("invalid nargs value") from None
        return form % metavars(size)

    def _expand_help(self, action):
        params = {name: value for name, value in dict(vars(action), prog=self._prog).items()
                  if value is not SUPPRESS}
        for name, value in params.items():
            if hasattr(value, '__name__'):
                params[name] = value.__name__
        if params.get('choices') is not None:
            params['choices'] = ', '.join([str(c) for c in params['choices']])
        return self._get_help_string(action) % params

    def _iter_indented_subactions(self, action):
        if hasattr(action, '_get_subactions'):
            self._indent()
            yield from action._get_subactions()
            self._dedent()

    def _split_lines(self, text, width):
        import textwrap
        return textwrap.wrap(self._whitespace_matcher.sub(' ', text).strip(), width)

    def _fill_text(self, text, width, indent):
        import textwrap
        return textwrap.fill(self._whitespace_matcher.sub(' ', text).strip(), width,
                             initial_indent=indent, subsequent_indent=indent)

    def _get_help_string(self, action):
        return action.help

    def _get_default_metavar_for_optional(self, action):
        return action.dest.upper()

    def _get_default_metavar_for_positional(self, action):
        return action.dest


class RawDescriptionHelpFormatter(HelpFormatter):
    """Leaves the lines of descriptions as they are."""

    def _fill_text(self, text, width, indent):
        return ''.join(indent + line for line in text.splitlines(keepends=True))


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    """Leaves the lines of all texts as they are."""

    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    """Shows the defaults behind the help of the arguments."""

    def _get_help_string(self, action):
        text = action.help
        if text is None:
            text = ''
        if '%(default)' not in text and action.default is not SUPPRESS \
                and (action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE)):
            text += _(' (default: %(default)s)')
        return text


class MetavarTypeHelpFormatter(HelpFormatter):
    """Shows the names of the types in place of those of the arguments."""

    def _get_default_metavar_for_optional(self, action):
        return action.type.__name__

    def _get_default_metavar_for_positional(self, action):
        return action.type.__name__
