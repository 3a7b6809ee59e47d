# SPDX-License-Identifier: MIT
"""One reading of a command line.

The arguments are first seen as letters: O is an option, A anything else, - the sign "--". How many
letters an action takes is a regular expression over them, so that several positional arguments
share what lies between two options as one pattern."""

import re
from gettext import gettext as _, ngettext

from ._actions import (ONE_OR_MORE, OPTIONAL, PARSER, REMAINDER, SUPPRESS, ZERO_OR_MORE,
                       ArgumentError, _get_action_name)

_PATTERNS = {None: '(-*A-*)', OPTIONAL: '(-*A?-*)', ZERO_OR_MORE: '(-*[A-]*)',
             ONE_OR_MORE: '(-*A[A-]*)', REMAINDER: '([-AO]*)', PARSER: '(-*A[-AO]*)',
             SUPPRESS: '(-*-*)'}


def nargs_pattern(action):
    """The regular expression for the letters that an action takes."""
    pattern = _PATTERNS.get(action.nargs)
    if pattern is None:
        pattern = '(-*%s-*)' % '-*'.join('A' * action.nargs)
    if action.option_strings:
        # "--" ends the values of an option.
        pattern = pattern.replace('-*', '').replace('-', '')
    return pattern


def match_argument(action, letters):
    """How many letters an option takes."""
    match = re.match(nargs_pattern(action), letters)
    if match is not None:
        return len(match[1])
    messages = {None: _('expected one argument'), OPTIONAL: _('expected at most one argument'),
                ONE_OR_MORE: _('expected at least one argument')}
    message = messages.get(action.nargs)
    if message is None:
        message = ngettext('expected %s argument', 'expected %s arguments',
                           action.nargs) % action.nargs
    raise ArgumentError(action, message)


def match_arguments_partial(actions, letters):
    """How many letters each of the first actions takes; as many actions as fit."""
    for n in range(len(actions), 0, -1):
        match = re.match(''.join(map(nargs_pattern, actions[:n])), letters)
        if match is not None:
            return [len(group) for group in match.groups()]
    return []


class Run:
    """The state of one parse_known_args()."""

    def __init__(self, parser, args, namespace):
        self.parser = parser
        self.args = args
        self.namespace = namespace
        self.options = {}           # index -> (action, option string, separator, value)
        self.letters = self.classify()
        self.conflicts = {}
        for group in parser._mutually_exclusive_groups:
            for action in group._group_actions:
                others = [other for other in group._group_actions if other is not action]
                self.conflicts.setdefault(action, []).extend(others)
        self.seen = set()
        self.seen_non_default = set()
        self.warned = set()
        self.extras = []
        self.positionals = parser._get_positional_actions()

    def classify(self):
        letters = []
        args = iter(self.args)
        for i, arg in enumerate(args):
            if arg == '--':
                letters.append('-')
                letters.extend('A' for _rest in args)
                break
            option = self.parser._parse_optional(arg)
            if option is not None:
                self.options[i] = option
            letters.append('A' if option is None else 'O')
        return ''.join(letters)

    def run(self):
        """(namespace, what nobody wanted)."""
        at, last = 0, max(self.options, default=-1)
        while at <= last:
            following = min(i for i in self.options if i >= at)
            if at != following:
                end = self.take_positionals(at)
                if end > at:
                    at = end
                    continue
            if at not in self.options:
                self.extras.extend(self.args[at:following])
                at = following
            at = self.take_optional(at)
        end = self.take_positionals(at)
        self.extras.extend(self.args[end:])
        self.check_required()
        return self.namespace, self.extras

    def act(self, action, args, option_string=None):
        self.seen.add(action)
        values = self.parser._get_values(action, args)
        # A value that is the default does not count for mutually exclusive groups.
        if values is not action.default:
            self.seen_non_default.add(action)
            for other in self.conflicts.get(action, ()):
                if other in self.seen_non_default:
                    raise ArgumentError(action, _('not allowed with argument %s')
                                        % _get_action_name(other))
        if values is not SUPPRESS:
            action(self.parser, self.namespace, values, option_string)

    def warn_once(self, key, message):
        if key not in self.warned:
            self.parser._warning(message)
            self.warned.add(key)

    def take_optional(self, start):
        """Acts on the option at an index; returns the index behind its values."""
        action, option_string, sep, value = self.options[start]
        if action is None:
            self.extras.append(self.args[start])
            return start + 1
        found, stop = [], start + 1
        while value is not None:
            count = match_argument(action, 'A')
            chars = self.parser.prefix_chars
            if count == 1:
                found.append((action, [value], option_string))
                break
            if count != 0 or option_string[1] in chars or value == '' or sep or value[0] in chars:
                raise ArgumentError(action, _('ignored explicit argument %r') % value)
            # -xyz: x takes nothing, so y is the next option.
            found.append((action, [], option_string))
            sign = option_string[0]
            option_string = sign + value[0]
            action = self.parser._option_string_actions.get(option_string)
            if action is None:
                self.extras.append(sign + value)
                break
            sep, value = '', value[1:]
            if not value:
                sep = value = None
            elif value[0] == '=':
                sep, value = '=', value[1:]
        else:
            stop += match_argument(action, self.letters[start + 1:])
            found.append((action, self.args[start + 1:stop], option_string))
        for action, args, option_string in found:
            if action.deprecated:
                self.warn_once(option_string, _("option '%(option)s' is deprecated")
                               % {'option': option_string})
            self.act(action, args, option_string)
        return stop

    def take_positionals(self, start):
        """Acts on as many positional arguments as fit; returns the index behind them."""
        counts = self.parser._match_arguments_partial(self.positionals, self.letters[start:])
        for action, count in zip(self.positionals, counts):
            args = self.args[start:start + count]
            start += count
            if args and action.deprecated:
                self.warn_once(action.dest, _("argument '%(argument_name)s' is deprecated")
                               % {'argument_name': action.dest})
            self.act(action, args)
        del self.positionals[:len(counts)]
        return start

    def check_required(self):
        missing = []
        for action in self.parser._actions:
            if action in self.seen:
                continue
            if action.required:
                missing.append(_get_action_name(action))
            elif isinstance(action.default, str) and hasattr(self.namespace, action.dest) \
                    and action.default is getattr(self.namespace, action.dest):
                # A default given as text is converted as an argument would be.
                setattr(self.namespace, action.dest,
                        self.parser._get_value(action, action.default))
        if missing:
            raise ArgumentError(None, _('the following arguments are required: %s')
                                % ', '.join(missing))
        for group in self.parser._mutually_exclusive_groups:
            if group.required and not self.seen_non_default.intersection(group._group_actions):
                names = [_get_action_name(action) for action in group._group_actions
                         if action.help is not SUPPRESS]
                raise ArgumentError(None, _('one of the arguments %s is required')
                                    % ' '.join(names))
