# SPDX-License-Identifier: MIT
"""help(): signature and documentation of an object."""
import inspect


def lines(value, name):
    """The description, line by line."""
    has_code = inspect.isroutine(value) or inspect.isclass(value)
    if has_code:
        yield heading(value, name)
    elif inspect.ismodule(value):
        yield f'module {value.__name__}'
    else:
        yield f'{type(value).__name__}: {shortened(repr(value))}'
    doc = inspect.getdoc(value)
    if doc and (has_code or inspect.ismodule(value) or doc != inspect.getdoc(type(value))):
        for line in doc.splitlines():
            yield '    ' + line if line else ''


def shortened(text):
    return text if len(text) <= 200 else text[:197] + '...'


def heading(value, name):
    """async def f(x, y=1), class C(Base)"""
    shown = getattr(value, '__name__', name)
    if inspect.isclass(value):
        bases = ', '.join(b.__name__ for b in value.__bases__ if b is not object)
        return f'class {shown}({bases})' if bases else f'class {shown}'
    kind = ('async def' if inspect.iscoroutinefunction(value) or inspect.isasyncgenfunction(value)
            else 'def')
    return f'{kind} {shown}{signature_text(value)}'


def signature_text(value):
    try:
        return str(inspect.signature(value))
    except (ValueError, TypeError):
        return '(...)'


class Helper:
    """help() and help(object), as in CPython's site, but without a pager."""

    def __repr__(self):
        return 'Type help() for interactive help, or help(object) for help about object.'

    def __call__(self, *args):
        if not args:
            print('Welcome. help(object) describes an object, name? shows its source as well,\n'
                  '%help lists the commands of this shell. Any Python statement can be typed, '
                  'await too.')
            return
        value = args[0]
        if isinstance(value, str):
            value = self._named(value)
            if value is self:
                return
        for line in lines(value, getattr(value, '__name__', '')):
            print(line)
        if inspect.isclass(value) or inspect.ismodule(value):
            self._members(value)

    def _named(self, name):
        import sys
        try:
            __import__(name)
            return sys.modules[name]
        except ImportError:
            pass
        import builtins
        if hasattr(builtins, name):
            return getattr(builtins, name)
        print(
            f'No Python documentation found for {name!r}.\nUse help() to get the interactive help '
            f'utility.')
        return self

    def _members(self, value):
        print()
        for name, member in sorted(vars(value).items()):
            if (name.startswith('_') or not (inspect.isroutine(member) or inspect.isclass(member)
                                             or isinstance(member, property))):
                continue
            doc = (inspect.getdoc(member) or '').partition('\n')[0]
            shown = heading(member, name) if not isinstance(member, property) else name
            print(f'    {shown}' + (f'\n        {doc}' if doc else ''))
