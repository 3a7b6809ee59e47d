# SPDX-License-Identifier: MIT
"""Warnings: which are shown, how often, and how. The interpreter's own warnings enter through
_issue(); this module is loaded when the first one is issued, so it imports nothing but sys."""
import sys

__all__ = ["warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings",
           "simplefilter", "resetwarnings", "catch_warnings", "deprecated"]

# A filter is (action, message, category, module, lineno). message and module are None, a
# _Prefix, or any object with a match(text) method.
filters = []
defaultaction = "default"
onceregistry = {}
_filters_version = 1
_ACTIONS = ("error", "ignore", "always", "all", "default", "module", "once")


class _Prefix:
    """What stands for a regular expression in a filter: its literal text. Both letter case and
    the end of the text count as the flags say."""
    __slots__ = ('pattern', 'ignore_case', 'whole')

    def __init__(self, pattern, ignore_case, whole=False):
        self.pattern = pattern
        self.ignore_case = ignore_case
        self.whole = whole

    def match(self, text):
        wanted = self.pattern
        if self.ignore_case:
            wanted, text = wanted.lower(), text.lower()
        return text == wanted if self.whole else text.startswith(wanted)

    def __eq__(self, other):
        return (type(other) is _Prefix and other.pattern == self.pattern
                and other.ignore_case == self.ignore_case and other.whole == self.whole)

    def __hash__(self):
        return hash((self.pattern, self.ignore_case, self.whole))

    def __repr__(self):
        return repr(self.pattern)


def _compile(pattern, ignore_case):
    """A matcher for a filter's pattern. Plain text is compared here; anything with the signs of
    regular expressions needs the re module."""
    text = pattern
    whole = text.endswith(('\\Z', '\\z'))
    if whole:
        text = text[:-2]
    plain = ''
    i = 0
    while i < len(text):
        char = text[i]
        if char == '\\' and i + 1 < len(text) and not text[i + 1].isalnum():
            i += 1
            plain += text[i]
        elif char in '.\\^$*+?{}[]|()':
            if text[i:] == '.*' and not whole:
                break
            import re
            return re.compile(pattern, re.I if ignore_case else 0)
        else:
            plain += char
        i += 1
    return _Prefix(plain, ignore_case, whole)


class WarningMessage:
    """One warning that was shown or recorded."""
    _WARNING_DETAILS = ("message", "category", "filename", "lineno", "file", "line", "source")

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category = message, category
        self.filename, self.lineno = filename, lineno
        self.file, self.line, self.source = file, line, source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return ("{message : %r, category : %r, filename : %r, lineno : %s, line : %r}" %
                (self.message, self._category_name, self.filename, self.lineno, self.line))

    def __repr__(self):
        return f'<{type(self).__qualname__} {self}>'


# ---------------------------------------------------------------- showing

def showwarning(message, category, filename, lineno, file=None, line=None):
    """Write a warning to a file, standard error by default. May be replaced by the program."""
    _show_default(WarningMessage(message, category, filename, lineno, file, line))


def formatwarning(message, category, filename, lineno, line=None):
    """The text of a warning. May be replaced by the program."""
    return _format_default(WarningMessage(message, category, filename, lineno, None, line))


_original_show = showwarning
_original_format = formatwarning


def _show_default(msg):
    file = msg.file
    if file is None:
        file = sys.stderr
        if file is None:
            return                          # no standard error, nowhere to write to
    try:
        file.write(_format_message(msg))
    except OSError:
        pass                                # a warning is not worth dying for


_showwarnmsg_impl = _show_default


def _showwarnmsg(msg):
    """Show a warning, through showwarning() if the program has replaced it."""
    if showwarning is not _original_show:
        if not callable(showwarning):
            raise TypeError("warnings.showwarning() must be set to a function or method")
        showwarning(msg.message, msg.category, msg.filename, msg.lineno, msg.file, msg.line)
        return
    _showwarnmsg_impl(msg)


def _format_message(msg):
    if formatwarning is not _original_format:
        return formatwarning(msg.message, msg.category, msg.filename, msg.lineno, msg.line)
    return _format_default(msg)


def _format_default(msg):
    text = f"{msg.filename}:{msg.lineno}: {msg.category.__name__}: {msg.message}\n"
    line = msg.line
    if line is None:
        try:
            import linecache
            line = linecache.getline(msg.filename, msg.lineno)
        except Exception:
            line = None                     # during shutdown the import machinery may be gone
    if line:
        text += "  %s\n" % line.strip()
    if msg.source is not None:
        text += _where_allocated(msg)
    return text


def _where_allocated(msg):
    if sys.is_finalizing():  # too late to import tracemalloc, which decides what is said here
        return ''
    return f"{msg.category.__name__}: Enable tracemalloc to get the object allocation traceback\n"


def _formatwarnmsg_impl(msg):
    return _format_default(msg)


# ---------------------------------------------------------------- filters

def _check_filter(action, lineno, *more):
    """Refuse what no filter can have; more is (condition, complaint) about the other parts."""
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")
    for holds, complaint in *more, (isinstance(lineno, int), "lineno must be an int"):
        if not holds:
            raise TypeError(complaint)
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Add a filter: message and module are patterns for the beginning of the text."""
    _check_filter(action, lineno,
                  (isinstance(message, str), "message must be a string"),
                  (isinstance(category, type) and issubclass(category, Warning),
                   "category must be a Warning subclass"),
                  (isinstance(module, str), "module must be a string"))
    _add_filter(action, _compile(message, True) if message else None, category,
                _compile(module, False) if module else None, lineno, append=append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Add a filter that matches all messages and modules."""
    _check_filter(action, lineno)
    _add_filter(action, None, category, None, lineno, append=append)


def _add_filter(*item, append):
    if append:
        if item not in filters:
            filters.append(item)
    else:
        try:
            filters.remove(item)
        except ValueError:
            pass
        filters.insert(0, item)
    _filters_mutated()


def resetwarnings():
    """Remove all filters."""
    filters[:] = []
    _filters_mutated()


def _filters_mutated():
    global _filters_version
    _filters_version += 1


# ---------------------------------------------------------------- options of the command line

class _OptionError(Exception):
    """A -W argument that cannot be understood."""


def _processoptions(args):
    for arg in args:
        try:
            _add_filter(*_option_filter(arg), append=False)
        except _OptionError as complaint:
            print(f"Invalid -W option ignored: {complaint}", file=sys.stderr)


def _option_filter(arg):
    """The filter that an argument of -W means: action:message:category:module:lineno, all of which
    may lack."""
    fields = [field.strip() for field in arg.split(':')]
    if len(fields) > 5:
        raise _OptionError(f"too many fields (max 5): {arg!r}")
    action, message, category, module, lineno = fields + [''] * (5 - len(fields))
    action, category = _getaction(action), _getcategory(category)
    return (action, _Prefix(message, True) if message else None, category,
            _Prefix(module, False, True) if module else None, _line_number(lineno) if lineno else 0)


def _line_number(text):
    try:
        number = int(text)
    except (ValueError, OverflowError):
        number = -1
    if number < 0:
        raise _OptionError(f"invalid lineno {text!r}")
    return number


def _setoption(arg):
    _add_filter(*_option_filter(arg), append=False)


def _getaction(action):
    if not action:
        return "default"
    for name in _ACTIONS:
        if name.startswith(action):
            return name
    raise _OptionError("invalid action: %r" % (action,))


def _getcategory(category):
    if not category:
        return Warning
    module, _, name = category.rpartition('.')
    if not module:
        import builtins as found
    else:
        try:
            found = __import__(module, None, None, [name])
        except ImportError:
            raise _OptionError("invalid module name: %r" % (module,)) from None
    try:
        result = getattr(found, name)
    except AttributeError:
        raise _OptionError("unknown warning category: %r" % (category,)) from None
    if not issubclass(result, Warning):
        raise _OptionError("invalid warning category: %r" % (category,))
    return result


# ---------------------------------------------------------------- issuing

def _is_internal_filename(filename):
    return 'importlib' in filename and '_bootstrap' in filename


def _is_internal_frame(frame):
    return _is_internal_filename(frame.f_code.co_filename)


def _next_external_frame(frame, skip):
    """The first caller that is neither the import system nor in a skipped file."""
    frame = frame.f_back
    while frame is not None and (_is_internal_frame(frame)
                                 or frame.f_code.co_filename.startswith(skip)):
        frame = frame.f_back
    return frame


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    """Issue a warning, as of the caller's line or of a line further up the stack."""
    if isinstance(message, Warning):
        category = message.__class__
    if category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError("category must be a Warning subclass, not '%s'"
                        % (type(category).__name__,))
    if not isinstance(skip_file_prefixes, tuple):
        raise TypeError("warn() argument 'skip_file_prefixes' must be tuple, not "
                        + type(skip_file_prefixes).__name__)
    for prefix in skip_file_prefixes:
        if not isinstance(prefix, str):
            raise TypeError(f"Found non-str '{type(prefix).__name__}' in skip_file_prefixes.")
    if skip_file_prefixes:
        stacklevel = max(2, stacklevel)
    frame = sys._getframe(1)
    if stacklevel <= 1 or _is_internal_frame(frame):
        # A warning of the import system itself is shown as it is: nothing is skipped.
        for _ in range(stacklevel - 1):
            if frame is not None:
                frame = frame.f_back
    else:
        for _ in range(stacklevel - 1):
            if frame is not None:
                frame = _next_external_frame(frame, skip_file_prefixes)
    if frame is None:
        namespace, filename, lineno = sys.__dict__, "<sys>", 0
    else:
        namespace, filename, lineno = frame.f_globals, frame.f_code.co_filename, frame.f_lineno
    module = namespace.get('__name__', "<string>")
    registry = namespace.setdefault("__warningregistry__", {})
    warn_explicit(message, category, filename, lineno, module, registry, namespace, source)


def _module_of(filename):
    if not filename:
        return "<unknown>"
    return filename[:-3] if filename[-3:].lower() == ".py" else filename


def _current_registry(registry):
    """What has been shown, of the warnings of a module; nothing since the filters changed."""
    if registry is None:
        return {}
    if registry.get('version', 0) != _filters_version:
        registry.clear()
        registry['version'] = _filters_version
    return registry


def warn_explicit(message, category, filename, lineno, module=None, registry=None,
                  module_globals=None, source=None):
    """Issue a warning as of a given file and line."""
    lineno = int(lineno)
    module = _module_of(filename) if module is None else module
    registry = _current_registry(registry)
    if isinstance(message, Warning):
        text, category = str(message), type(message)
    else:
        text, message = message, category(message)
    key = text, category, lineno
    action = None if registry.get(key) else _find_action(text, category, module, lineno)
    if action in (None, "ignore"):
        return
    if module_globals is not None:
        import linecache
        linecache.getlines(filename, module_globals)
    if action == "error":
        raise message
    if not _is_due(action, registry, key, text, category):
        return
    _showwarnmsg(WarningMessage(message, category, filename, lineno, source=source))


def _find_action(text, category, module, lineno):
    for action, message, wanted, where, line in filters:
        if ((message is None or message.match(text)) and issubclass(category, wanted)
                and (where is None or where.match(module)) and (line == 0 or lineno == line)):
            return action
    return defaultaction


def _is_due(action, registry, key, text, category):
    """Note that a warning is issued; False if the action says that it was shown before."""
    if action == "once":
        registry[key] = 1
        once = (text, category)
        if onceregistry.get(once):
            return False
        onceregistry[once] = 1
    elif action in ("always", "all"):
        pass
    elif action == "module":
        registry[key] = 1
        anywhere = (text, category, 0)
        if registry.get(anywhere):
            return False
        registry[anywhere] = 1
    elif action == "default":
        registry[key] = 1
    else:
        raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters:\n "
                           f"{(action, text, category)}")
    return True


def _issue(message, category, filename, lineno, module, registry, source):
    """The door for warnings issued by the interpreter itself. lineno 0 or an empty file name
    means that no frame of the program is running."""
    warn_explicit(message, category, filename or "<sys>", lineno or 0, module or "sys",
                  registry, None, source)


class catch_warnings:
    """Save the filters and showwarning(), give them back at the end of the block; with
    record=True, collect the warnings in the list that the block gets."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0,
                 append=False):
        self._record = record
        self._module = sys.modules['warnings'] if module is None else module
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        options = ["record=True"] if self._record else []
        if self._module is not sys.modules['warnings']:
            options.append(f"module={self._module!r}")
        return f"{type(self).__name__}({', '.join(options)})"

    def __enter__(self):
        if self._entered:
            raise RuntimeError("Cannot enter %r twice" % self)
        self._entered = True
        module = self._module
        self._filters = module.filters
        module.filters = self._filters[:]
        module._filters_mutated()
        self._showwarning = module.showwarning
        self._show_impl = module._showwarnmsg_impl
        log = None
        if self._record:
            log = []
            module._showwarnmsg_impl = log.append
            # Recording wins over a replaced showwarning().
            module.showwarning = module._original_show
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError("Cannot exit %r without entering first" % self)
        module = self._module
        module.filters = self._filters
        module._filters_mutated()
        module.showwarning = self._showwarning
        module._showwarnmsg_impl = self._show_impl


_DEPRECATED_MSG = "{name!r} is deprecated and slated for removal in Python {remove}"


def _deprecated(name, message=_DEPRECATED_MSG, *, remove, _version=sys.version_info):
    """Warn that a name of the library goes away; an error if it should be gone already."""
    if _version[:2] > remove or _version[:2] == remove and _version[3] != "alpha":
        raise RuntimeError(f"{name!r} was slated for removal after Python {remove} alpha")
    warn(message.format(name=name, remove='.'.join(map(str, remove))), DeprecationWarning,
         stacklevel=3)


class deprecated:
    """Decorator that marks a class or function as deprecated, and warns at its use."""

    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        if not isinstance(message, str):
            raise TypeError(f"Expected an object of type str for 'message', not "
                            f"{type(message).__name__!r}")
        self.message = message
        self.category = category
        self.stacklevel = stacklevel

    def __call__(self, arg, /):
        if self.category is None:
            arg.__deprecated__ = self.message
            return arg
        if isinstance(arg, type):
            return self._mark_class(arg)
        if callable(arg):
            return self._mark_function(arg)
        raise TypeError("@deprecated decorator with non-None category must be applied to a class "
                        f"or callable, not {arg!r}")

    def _mark_function(self, function):
        import functools
        import inspect
        message, category, level = self.message, self.category, self.stacklevel

        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            warn(message, category=category, stacklevel=level + 1)
            return function(*args, **kwargs)

        if inspect.iscoroutinefunction(function):
            wrapper = inspect.markcoroutinefunction(wrapper)
        function.__deprecated__ = wrapper.__deprecated__ = message
        return wrapper

    def _mark_class(self, cls):
        import functools
        message, category, level = self.message, self.category, self.stacklevel
        original_new = cls.__new__
        method_type = type(self.__call__)

        @functools.wraps(original_new)
        def __new__(klass, /, *args, **kwargs):
            if klass is cls:
                warn(message, category=category, stacklevel=level + 1)
            if original_new is not object.__new__:
                return original_new(klass, *args, **kwargs)
            if klass.__init__ is object.__init__ and (args or kwargs):
                raise TypeError(f"{klass.__name__}() takes no arguments")
            return original_new(klass)

        cls.__new__ = staticmethod(__new__)
        original_init = cls.__init_subclass__
        if isinstance(original_init, method_type):
            original_init = original_init.__func__

            @functools.wraps(original_init)
            def __init_subclass__(*args, **kwargs):
                warn(message, category=category, stacklevel=level + 1)
                return original_init(*args, **kwargs)
            cls.__init_subclass__ = classmethod(__init_subclass__)
        else:
            @functools.wraps(original_init)
            def __init_subclass__(*args, **kwargs):
                warn(message, category=category, stacklevel=level + 1)
                return original_init(*args, **kwargs)
            cls.__init_subclass__ = __init_subclass__
        cls.__deprecated__ = __new__.__deprecated__ = __init_subclass__.__deprecated__ = message
        return cls


def _warn_unawaited_coroutine(coro):
    """Say that a coroutine was dropped; with origin tracking on, also where it was made."""
    text = f"coroutine '{coro.__qualname__}' was never awaited\n"
    if coro.cr_origin is not None:
        import linecache
        import traceback
        lines = []
        for filename, lineno, funcname in reversed(coro.cr_origin):
            line = linecache.getline(filename, lineno)
            lines.append((filename, lineno, funcname, line))
        text += "Coroutine created at (most recent call last)\n"
        text += ''.join(traceback.format_list(lines))
    warn(text.rstrip('\n'), category=RuntimeWarning, stacklevel=2, source=coro)


def _set_default_filters():
    if hasattr(sys, 'gettotalrefcount'):
        return
    filters.append(("default", None, DeprecationWarning,
                    _Prefix("__main__", False, True), 0))
    for category in (DeprecationWarning, PendingDeprecationWarning, ImportWarning,
                     ResourceWarning):
        filters.append(("ignore", None, category, None, 0))



def _begin():
    _set_default_filters()
    _processoptions(sys.warnoptions)
