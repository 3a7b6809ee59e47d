# SPDX-License-Identifier: MIT
"""Completion of names: a Completer knows what a word may become, as readline asks for it."""

import builtins
import inspect
import keyword
import re
import warnings
import __main__

__all__ = ['Completer']

_ENDING = dict.fromkeys(('finally', 'try'), ':') | dict.fromkeys(
    ('False', 'None', 'True', 'break', 'continue', 'pass', 'else', '_'), '')


class Completer:
    """Completes keywords, builtins and the names of a namespace, that of the script if none is
    given; behind a dot the attributes of what stands before it, which is evaluated."""

    def __init__(self, namespace=None):
        if namespace and not isinstance(namespace, dict):
            raise TypeError('namespace must be a dictionary')
        self.use_main_ns = int(namespace is None)
        if namespace is not None:
            self.namespace = namespace

    def complete(self, text, state):
        """The completion number `state` of a text; None behind the last one."""
        if self.use_main_ns:
            self.namespace = __main__.__dict__
        if not text.strip():
            return None if state else '\t'
        if not state:
            find = self.attr_matches if '.' in text else self.global_matches
            with warnings.catch_warnings(action='ignore'):
                self.matches = find(text)
        try:
            return self.matches[state]
        except IndexError:
            return None

    def _callable_postfix(self, val, word):
        """The word with a bracket if the value can be called, both if it takes nothing."""
        if not callable(val):
            return word
        try:
            return word + ('(' if inspect.signature(val).parameters else '()')
        except ValueError:
            return word + '('

    def global_matches(self, text):
        """The names that begin with a text."""
        words = [word for word in keyword.kwlist + keyword.softkwlist if word.startswith(text)]
        seen = {'__builtins__', *words}
        matches = [word + _ENDING.get(word, ' ') for word in words]
        for names in self.namespace, builtins.__dict__:
            for word, value in names.items():
                if word.startswith(text) and word not in seen:
                    seen.add(word)
                    matches.append(self._callable_postfix(value, word))
        return matches

    def _attribute(self, thing, word, shown):
        if isinstance(getattr(type(thing), word, None), property):
            return shown            # it shall not be computed for this
        value = getattr(thing, word, None)
        return shown if value is None else self._callable_postfix(value, shown)

    def attr_matches(self, text):
        """The attributes that a text with a dot may become; private ones if there are no others,
        or if the text begins so."""
        found = re.match(r'(\w+(\.\w+)*)\.(\w*)', text)
        if not found:
            return []
        expression, start = found[1], found[3]
        try:
            thing = eval(expression, self.namespace)
        except Exception:
            return []
        words = set(dir(thing)) - {'__builtins__'}
        if hasattr(thing, '__class__'):
            words |= {'__class__', *get_class_members(thing.__class__)}
        words = [word for word in words if word.startswith(start)]
        for hidden in {'': ('_', '__'), '_': ('__',)}.get(start, ()):
            shown = [word for word in words if not word.startswith(hidden)]
            if shown:
                words = shown
                break
        return sorted(self._attribute(thing, word, f'{expression}.{word}') for word in words)


def get_class_members(klass):
    """The names in a class and its bases."""
    names = dir(klass)
    for base in getattr(klass, '__bases__', ()):
        names += get_class_members(base)
    return names
