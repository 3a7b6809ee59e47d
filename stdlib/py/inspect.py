# SPDX-License-Identifier: MIT
"""Looking at live objects: predicates, members, source, call stacks. Signatures are in
_inspect_signature, which is loaded when first asked for."""
import sys
from types import (AsyncGeneratorType, BuiltinFunctionType, ClassMethodDescriptorType, CodeType,
                   CoroutineType, FrameType, FunctionType, GeneratorType, GetSetDescriptorType,
                   MemberDescriptorType, MethodDescriptorType, MethodType, MethodWrapperType,
                   ModuleType, TracebackType, WrapperDescriptorType)

__all__ = [
    "AGEN_CLOSED", "AGEN_CREATED", "AGEN_RUNNING", "AGEN_SUSPENDED", "ArgInfo", "Arguments",
    "Attribute", "BlockFinder", "BoundArguments", "BufferFlags", "CORO_CLOSED", "CORO_CREATED",
    "CORO_RUNNING", "CORO_SUSPENDED", "CO_ASYNC_GENERATOR", "CO_COROUTINE", "CO_GENERATOR",
    "CO_ITERABLE_COROUTINE", "CO_NESTED", "CO_NEWLOCALS", "CO_NOFREE", "CO_OPTIMIZED",
    "CO_VARARGS", "CO_VARKEYWORDS", "CO_HAS_DOCSTRING", "CO_METHOD", "ClassFoundException",
    "ClosureVars", "EndOfBlock", "FrameInfo", "FullArgSpec", "GEN_CLOSED", "GEN_CREATED",
    "GEN_RUNNING", "GEN_SUSPENDED", "Parameter", "Signature", "TPFLAGS_IS_ABSTRACT", "Traceback",
    "classify_class_attrs", "cleandoc", "currentframe", "findsource", "formatannotation",
    "formatannotationrelativeto", "formatargvalues", "get_annotations", "getabsfile", "getargs",
    "getargvalues", "getasyncgenlocals", "getasyncgenstate", "getattr_static", "getblock",
    "getcallargs", "getclasstree", "getclosurevars", "getcomments", "getcoroutinelocals",
    "getcoroutinestate", "getdoc", "getfile", "getframeinfo", "getfullargspec",
    "getgeneratorlocals", "getgeneratorstate", "getinnerframes", "getlineno", "getmembers",
    "getmembers_static", "getmodule", "getmodulename", "getmro", "getouterframes", "getsource",
    "getsourcefile", "getsourcelines", "indentsize", "isabstract", "isasyncgen",
    "isasyncgenfunction", "isawaitable", "isbuiltin", "isclass", "iscode", "iscoroutine",
    "iscoroutinefunction", "isdatadescriptor", "isframe", "isfunction", "isgenerator",
    "isgeneratorfunction", "isgetsetdescriptor", "ismemberdescriptor", "ismethod",
    "ismethoddescriptor", "ismethodwrapper", "ismodule", "isroutine", "istraceback",
    "markcoroutinefunction", "signature", "stack", "trace", "unwrap", "walktree"]

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS = 1, 2, 4, 8
CO_NESTED, CO_GENERATOR, CO_NOFREE, CO_COROUTINE = 16, 32, 64, 128
CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 256, 512
CO_HAS_DOCSTRING, CO_METHOD = 0x4000000, 0x8000000
TPFLAGS_IS_ABSTRACT = 1 << 20
_empty = type('_empty', (), {'__doc__': 'Marker object for Signature.empty and Parameter.empty.',
                             '__module__': 'inspect'})

_FROM_SIGNATURE = ('Parameter', 'Signature', 'BoundArguments', 'signature', 'getfullargspec',
                   'FullArgSpec', 'getcallargs', 'formatannotation',
                   'formatannotationrelativeto', '_ParameterKind', '_signature_from_callable')
_NAMED_TUPLES = {
    'Arguments': 'args, varargs, varkw', 'ArgInfo': 'args varargs keywords locals',
    'Attribute': 'name kind defining_class object',
    'ClosureVars': 'nonlocals globals builtins unbound',
    '_Traceback': 'filename lineno function code_context index',
    '_FrameInfo': ('frame',) + ('filename', 'lineno', 'function', 'code_context', 'index'),
}


_FROM_SOURCE = ('findsource', 'indentsize', 'BlockFinder', 'getblock', 'getsourcelines',
                'getsource', 'getcomments')


def __getattr__(name):
    """Make what few programs use when it is first asked for."""
    if name in _FROM_SIGNATURE:
        import _inspect_signature
        value = getattr(_inspect_signature, name)
    elif name in _FROM_SOURCE:
        import _inspect_source
        value = getattr(_inspect_source, name)
    elif name in _NAMED_TUPLES:
        from collections import namedtuple
        value = namedtuple(name, _NAMED_TUPLES[name], module='inspect')
    elif name in ('Traceback', 'FrameInfo'):
        value = _make_positioned(name)
    elif name == 'BufferFlags':
        import enum
        value = enum.IntFlag('BufferFlags', {
            'SIMPLE': 0x0, 'WRITABLE': 0x1, 'FORMAT': 0x4, 'ND': 0x8, 'STRIDES': 0x18,
            'C_CONTIGUOUS': 0x38, 'F_CONTIGUOUS': 0x58, 'ANY_CONTIGUOUS': 0x98,
            'INDIRECT': 0x118, 'CONTIG': 0x9, 'CONTIG_RO': 0x8, 'STRIDED': 0x19,
            'STRIDED_RO': 0x18, 'RECORDS': 0x1d, 'RECORDS_RO': 0x1c, 'FULL': 0x11d,
            'FULL_RO': 0x11c, 'READ': 0x100, 'WRITE': 0x200}, module='inspect')
    else:
        raise AttributeError(f"module 'inspect' has no attribute {name!r}")
    globals()[name] = value
    return value


def _make_positioned(name):
    """Traceback or FrameInfo: a named tuple with the attribute positions."""
    base = sys.modules['inspect'].__getattr__('_' + name)

    class Positioned(base):
        def __new__(cls, *args, positions=None):
            self = base.__new__(cls, *args)
            self.positions = positions
            return self

        def __repr__(self):
            body = ', '.join([f'{field}={getattr(self, field)!r}' for field in self._fields])
            return f'{type(self).__name__}({body}, positions={self.positions!r})'

    Positioned.__name__ = Positioned.__qualname__ = name
    Positioned.__module__ = 'inspect'
    return Positioned


class ClassFoundException(Exception):
    pass


class EndOfBlock(Exception):
    pass


# ---------------------------------------------------------------- predicates

def ismodule(object):
    """True for a module."""
    return isinstance(object, ModuleType)


def isclass(object):
    """True for a class."""
    return isinstance(object, type)


def ismethod(object):
    """True for a bound method."""
    return isinstance(object, MethodType)


def ismethoddescriptor(object):
    """True for a method descriptor that is neither a function, a method nor a class."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    functools = sys.modules.get('functools')
    if functools is not None and isinstance(object, functools.partial):
        return False
    cls = type(object)
    return hasattr(cls, "__get__") and not (hasattr(cls, "__set__")
                                            or hasattr(cls, "__delete__"))


def isdatadescriptor(object):
    """True for a descriptor with __set__ or __delete__."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    cls = type(object)
    return hasattr(cls, "__set__") or hasattr(cls, "__delete__")


def ismemberdescriptor(object):
    """True for the descriptor of a slot."""
    return isinstance(object, MemberDescriptorType)


def isgetsetdescriptor(object):
    """True for the descriptor of a computed attribute of a native type."""
    return isinstance(object, GetSetDescriptorType)


def isfunction(object):
    """True for a function written in the language."""
    return isinstance(object, FunctionType)


def _has_code_flag(f, flag):
    f = _unwrap_partial(f)
    while ismethod(f):
        f = f.__func__
    f = _unwrap_partial(f)
    if not (isfunction(f) or _signature_is_functionlike(f)):
        return False
    return bool(f.__code__.co_flags & flag)


def _signature_is_functionlike(obj):
    if not callable(obj) or isclass(obj):
        return False
    return (isinstance(getattr(obj, '__name__', None), str)
            and isinstance(getattr(obj, '__code__', None), CodeType)
            and isinstance(getattr(obj, '__defaults__', _empty), (tuple, type(None)))
            and isinstance(getattr(obj, '__kwdefaults__', _empty), (dict, type(None)))
            and isinstance(getattr(obj, '__annotations__', None), (dict, type(None))))


def _unwrap_partial(f):
    functools = sys.modules.get('functools')
    if functools is not None:
        f = functools._unwrap_partialmethod(f)
    return f


def isgeneratorfunction(obj):
    """True for a function whose call gives a generator."""
    return _has_code_flag(obj, CO_GENERATOR)


_is_coroutine_mark = object()


def _has_coroutine_mark(f):
    while ismethod(f):
        f = f.__func__
    f = _unwrap_partial(f)
    return getattr(f, "_is_coroutine_marker", None) is _is_coroutine_mark


def markcoroutinefunction(func):
    """Decorator: iscoroutinefunction() is to be true for a function that gives a coroutine."""
    if hasattr(func, '__func__'):
        func = func.__func__
    func._is_coroutine_marker = _is_coroutine_mark
    return func


def iscoroutinefunction(obj):
    """True for a function whose call gives a coroutine."""
    return (_has_code_flag(obj, CO_COROUTINE) or _has_coroutine_mark(obj)
            or _is_native_coroutine_function(obj))


def _is_native_coroutine_function(obj):
    import _asyncio
    return _asyncio._gives_coroutine(_unwrap_partial(obj))


def isasyncgenfunction(obj):
    """True for a function whose call gives an asynchronous generator."""
    return _has_code_flag(obj, CO_ASYNC_GENERATOR)


def isasyncgen(object):
    """True for an asynchronous generator."""
    return isinstance(object, AsyncGeneratorType)


def isgenerator(object):
    """True for a generator."""
    return isinstance(object, GeneratorType)


def iscoroutine(object):
    """True for a coroutine."""
    return isinstance(object, CoroutineType)


def isawaitable(object):
    """True if the object can be awaited."""
    if isinstance(object, CoroutineType):
        return True
    if isinstance(object, GeneratorType) and object.gi_code.co_flags & CO_ITERABLE_COROUTINE:
        return True
    from collections.abc import Awaitable
    return isinstance(object, Awaitable)


def istraceback(object):
    """True for a traceback."""
    return isinstance(object, TracebackType)


def isframe(object):
    """True for a frame."""
    return isinstance(object, FrameType)


def iscode(object):
    """True for a code object."""
    return isinstance(object, CodeType)


def isbuiltin(object):
    """True for a native function or bound method."""
    return isinstance(object, BuiltinFunctionType)


def ismethodwrapper(object):
    """True for a native slot bound to an object."""
    return isinstance(object, MethodWrapperType)


def isroutine(object):
    """True for any kind of function or method."""
    return (isbuiltin(object) or isfunction(object) or ismethod(object)
            or ismethoddescriptor(object) or ismethodwrapper(object))


def isabstract(object):
    """True for a class that cannot be instantiated for its abstract methods."""
    if not isinstance(object, type):
        return False
    return bool(getattr(object, '__abstractmethods__', None))


# ---------------------------------------------------------------- members

def getmembers(object, predicate=None):
    """All (name, value) pairs of an object, sorted by name."""
    return _members(object, predicate, getattr)


def getmembers_static(object, predicate=None):
    """getmembers() that starts no descriptors."""
    return _members(object, predicate, getattr_static)


def _members(object, predicate, getter):
    from types import DynamicClassAttribute
    mro = ()
    names = dir(object)
    if isclass(object):
        mro = getmro(object)
        for base in object.__bases__:
            for name, value in base.__dict__.items():
                if isinstance(value, DynamicClassAttribute):
                    names.append(name)
    results = []
    done = set()
    for name in names:
        try:
            value = getter(object, name)
            if name in done:
                raise AttributeError
        except AttributeError:
            for base in mro:
                if name in base.__dict__:
                    value = base.__dict__[name]
                    break
            else:
                continue
        if not predicate or predicate(value):
            results.append((name, value))
        done.add(name)
    results.sort(key=lambda pair: pair[0])
    return results


def getattr_static(obj, attr, default=_empty):
    """An attribute without starting descriptors, __getattr__ or __getattribute__."""
    found = _empty
    if isinstance(obj, type):
        cls = obj
        for base in type.__dict__['__mro__'].__get__(obj):
            if attr in base.__dict__:
                return base.__dict__[attr]
    else:
        cls = type(obj)
        try:
            namespace = object.__getattribute__(obj, '__dict__')
        except AttributeError:
            namespace = {}
        found = dict.get(namespace, attr, _empty) if isinstance(namespace, dict) else _empty
    class_value = _empty
    for base in cls.__mro__ if cls is not obj else ():
        if attr in base.__dict__:
            class_value = base.__dict__[attr]
            break
    if found is not _empty and class_value is not _empty:
        kind = type(class_value)
        if hasattr(kind, '__get__') and (hasattr(kind, '__set__')
                                         or hasattr(kind, '__delete__')):
            return class_value
    if found is not _empty:
        return found
    if class_value is not _empty:
        return class_value
    if cls is obj:
        for base in type(cls).__mro__:
            if attr in base.__dict__:
                return base.__dict__[attr]
    if default is not _empty:
        return default
    raise AttributeError(attr)


def classify_class_attrs(cls):
    """(name, kind, defining class, object) for each attribute of a class."""
    Attribute = sys.modules['inspect'].Attribute
    mro = getmro(cls)
    metamro = [c for c in getmro(type(cls)) if c not in (type, object)]
    names = dir(cls)
    result = []
    processed = set()
    from types import DynamicClassAttribute
    extra = [name for base in mro for name, value in base.__dict__.items()
             if isinstance(value, DynamicClassAttribute) and value.fget is not None]
    for name in names + extra:
        if name in processed and name not in extra or name in processed:
            continue
        processed.add(name)
        home, value, raw = None, None, None
        try:
            if name == '__dict__':
                raise Exception("__dict__ is special, don't want the proxy")
            value = getattr(cls, name)
        except Exception:
            pass
        else:
            home = getattr(value, "__objclass__", None)
            if home not in mro:
                home = next((c for c in (*mro, *metamro) if name in c.__dict__), None)
        for base in (*mro, *metamro):
            if name in base.__dict__:
                raw = base.__dict__[name]
                if home is None or base in mro:
                    home = base
                break
        if home is None:
            continue
        obj = value if value is not None else raw
        if isinstance(raw, (staticmethod, BuiltinFunctionType)):
            kind, obj = "static method", raw
        elif isinstance(raw, (classmethod, ClassMethodDescriptorType)):
            kind, obj = "class method", raw
        elif isinstance(raw, property):
            kind, obj = "property", raw
        elif isroutine(obj):
            kind = "method"
        else:
            kind = "data"
            obj = raw if raw is not None else obj
        result.append(Attribute(name, kind, home, obj))
    return result


def getmro(cls):
    """The classes searched for attributes, in order."""
    return cls.__mro__


def unwrap(func, *, stop=None):
    """Follow the chain of __wrapped__ to the innermost function."""
    first = func
    seen = {id(func): func}
    limit = sys.getrecursionlimit()
    while not isinstance(func, type) and hasattr(func, '__wrapped__'):
        if stop is not None and stop(func):
            break
        func = func.__wrapped__
        if id(func) in seen or len(seen) >= limit:
            raise ValueError('wrapper loop when unwrapping {!r}'.format(first))
        seen[id(func)] = func
    return func


def walktree(classes, children, parent):
    """The helper of getclasstree()."""
    results = []
    for cls in sorted(classes, key=lambda c: (c.__module__, c.__name__)):
        results.append((cls, cls.__bases__))
        if cls in children:
            results.append(walktree(children[cls], children, cls))
    return results


def getclasstree(classes, unique=False):
    """Classes as nested lists that show which derives from which."""
    children = {}
    roots = []
    for cls in classes:
        if cls.__bases__:
            for parent in cls.__bases__:
                below = children.setdefault(parent, [])
                if cls not in below:
                    below.append(cls)
                if unique and parent in classes:
                    break
        elif cls not in roots:
            roots.append(cls)
    for parent in children:
        if parent not in classes:
            roots.append(parent)
    return walktree(roots, children, None)


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    """The annotations of a class, module or callable, as a new dict."""
    if isinstance(obj, type):
        annotations = obj.__dict__.get('__annotations__', None)
        if isinstance(annotations, GetSetDescriptorType):
            annotations = None
        obj_globals = getattr(sys.modules.get(obj.__module__), '__dict__', None)
        obj_locals = dict(vars(obj))
    elif isinstance(obj, ModuleType):
        annotations = getattr(obj, '__annotations__', None)
        obj_globals, obj_locals = obj.__dict__, None
    elif callable(obj):
        annotations = getattr(obj, '__annotations__', None)
        inner = obj
        while True:
            if hasattr(inner, '__wrapped__'):
                inner = inner.__wrapped__
            elif type(inner).__name__ == 'partial':
                inner = inner.func
            else:
                break
        obj_globals, obj_locals = getattr(inner, '__globals__', None), None
    else:
        raise TypeError(f"{obj!r} is not a module, class, or callable.")
    if annotations is None:
        return {}
    if not isinstance(annotations, dict):
        raise ValueError(f"{obj!r}.__annotations__ is neither a dict nor None")
    if not eval_str:
        return dict(annotations)
    globals = obj_globals if globals is None else globals
    locals = obj_locals if locals is None else locals
    return {key: eval(value, globals, locals) if isinstance(value, str) else value
            for key, value in annotations.items()}


# ---------------------------------------------------------------- documentation and files

def cleandoc(doc):
    """A doc string without the indentation of the code around it."""
    lines = doc.expandtabs().split('\n')
    margin = None
    for line in lines[1:]:
        content = line.lstrip(' ')
        if content:
            indent = len(line) - len(content)
            margin = indent if margin is None else min(margin, indent)
    lines[0] = lines[0].lstrip(' ')
    if margin is not None:
        lines[1:] = [line[margin:] for line in lines[1:]]
    while lines and not lines[-1].strip(' '):
        lines.pop()
    while lines and not lines[0].strip(' '):
        lines.pop(0)
    return '\n'.join(lines)


def _find_doc(obj):
    """The doc string that an object without one inherits."""
    if isclass(obj):
        for base in obj.__mro__:
            if base is not object and base.__doc__ is not None:
                return base.__doc__
        return None
    if ismethod(obj):
        name, owner = obj.__func__.__name__, obj.__self__
        cls = owner if isclass(owner) else owner.__class__
    elif isfunction(obj) or isinstance(obj, (MethodDescriptorType, WrapperDescriptorType)):
        name = obj.__name__
        cls = getattr(obj, '__objclass__', None) or _class_of_function(obj)
    elif isinstance(obj, property):
        name = obj.fget.__name__
        cls = _class_of_function(obj.fget)
    elif isbuiltin(obj):
        name, owner = obj.__name__, obj.__self__
        if isclass(owner) and owner.__qualname__ + '.' + name == obj.__qualname__:
            cls = owner
        else:
            cls = owner.__class__
    else:
        return None
    if cls is None:
        return None
    docs = (getattr(getattr(base, name, None), '__doc__', None) for base in cls.__mro__
            if hasattr(base, name))
    return next((doc for doc in docs if doc is not None), None)


def _class_of_function(func):
    cls = sys.modules.get(func.__module__)
    for name in func.__qualname__.split('.')[:-1]:
        cls = getattr(cls, name, None)
    return cls if isclass(cls) else None


def getdoc(object):
    """The cleaned doc string of an object, inherited if it has none itself."""
    if not hasattr(object, '__doc__'):
        return None
    doc = object.__doc__
    if doc is None:
        try:
            doc = _find_doc(object)
        except (AttributeError, TypeError):
            pass
    return cleandoc(doc) if isinstance(doc, str) else None


def _file_of_module(module):
    return getattr(module, '__file__', None) or None


def _file_of_class(cls):
    if not hasattr(cls, '__module__'):
        return None
    found = _file_of_module(sys.modules.get(cls.__module__))
    if found is None and cls.__module__ == '__main__':
        raise OSError('source code not available')
    return found


def getfile(object):
    """The name of the file in which an object was defined."""
    for matches, find, what in (ismodule, _file_of_module, 'module'), (
            isclass, _file_of_class, 'class'):
        if matches(object):
            found = find(object)
            if found is None:
                raise TypeError(f'{object!r} is a built-in {what}')
            return found
    # Step by step nearer to the code.
    for matches, attribute in ((ismethod, '__func__'), (isfunction, '__code__'),
                               (istraceback, 'tb_frame'), (isframe, 'f_code')):
        if matches(object):
            object = getattr(object, attribute)
    if iscode(object):
        return object.co_filename
    raise TypeError(
        'module, class, method, function, traceback, frame, or code object was expected, got '
        + type(object).__name__)


def getmodulename(path):
    """The module's name that a file's path implies, or None."""
    name = path.rpartition('/')[2]
    for suffix in ('.py', '.pyc'):
        if name.endswith(suffix) and len(name) > len(suffix):
            return name[:-len(suffix)]
    return None


def getsourcefile(object):
    """The file with the source of an object, or None."""
    import linecache
    filename = getfile(object)
    if filename.endswith('.pyc'):
        filename = filename[:-1]
    import os
    if filename in linecache.cache or os.path.exists(filename):
        return filename
    module = getmodule(object, filename)
    if getattr(module, '__loader__', None) is not None:
        return filename
    if getattr(getattr(module, "__spec__", None), "loader", None) is not None:
        return filename
    return None


def getabsfile(object, _filename=None):
    """The absolute, normalised name of the file of an object."""
    import os
    if _filename is None:
        _filename = getsourcefile(object) or getfile(object)
    return os.path.normcase(os.path.abspath(_filename))


def getmodule(object, _filename=None):
    """The module in which an object was defined, or None."""
    if ismodule(object):
        return object
    if hasattr(object, '__module__'):
        return sys.modules.get(object.__module__)
    try:
        filename = getabsfile(object, _filename)
    except (TypeError, FileNotFoundError):
        return None
    for module in list(sys.modules.values()):
        if ismodule(module) and getattr(module, '__file__', None):
            if getabsfile(module, module.__file__) == filename:
                return module
    return None


# ---------------------------------------------------------------- frames

def getlineno(frame):
    """The current line number of a frame."""
    return frame.f_lineno


def _positions(frame, lasti):
    if lasti < 0:
        return (frame.f_lineno, None, None, None)
    getter = getattr(frame.f_code, 'co_positions', None)
    if getter is None:
        return (frame.f_lineno, None, None, None)
    for index, item in enumerate(getter()):
        if index == lasti // 2:
            return item
    return (frame.f_lineno, None, None, None)


def getframeinfo(frame, context=1):
    """A Traceback tuple that describes a frame or traceback entry."""
    if istraceback(frame):
        where = _positions(frame.tb_frame, frame.tb_lasti)
        lineno = frame.tb_lineno
        frame = frame.tb_frame
    else:
        lineno = frame.f_lineno
        where = _positions(frame, frame.f_lasti)
    if where[0] is None:
        where = (lineno, *where[1:])
    if not isframe(frame):
        raise TypeError('{!r} is not a frame or traceback object'.format(frame))
    filename = getsourcefile(frame) or getfile(frame)
    lines = index = None
    if context > 0:
        start = lineno - 1 - context // 2
        try:
            lines, _ = sys.modules['inspect'].findsource(frame)
        except OSError:
            lines = index = None
        else:
            start = max(0, min(start, len(lines) - context))
            lines = lines[start:start + context]
            index = lineno - 1 - start
    return sys.modules['inspect'].Traceback(filename, lineno, frame.f_code.co_name, lines, index,
                                            positions=_dis_positions(where))


def _dis_positions(where):
    from dis import Positions
    return Positions(*where)


def _frame_info(frame, where, context):
    info = getframeinfo(where, context)
    return sys.modules['inspect'].FrameInfo(frame, *info, positions=info.positions)


def getouterframes(frame, context=1):
    """FrameInfo tuples of a frame and all its callers."""
    result = []
    while frame:
        result.append(_frame_info(frame, frame, context))
        frame = frame.f_back
    return result


def getinnerframes(tb, context=1):
    """FrameInfo tuples of a traceback's frames, outermost first."""
    result = []
    while tb:
        result.append(_frame_info(tb.tb_frame, tb, context))
        tb = tb.tb_next
    return result


def currentframe():
    """The frame of the caller."""
    return sys._getframe(1)


def stack(context=1):
    """FrameInfo tuples of the caller and its callers."""
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    """FrameInfo tuples between the current frame and where the handled exception was raised."""
    exc = sys.exception()
    return getinnerframes(None if exc is None else exc.__traceback__, context)


def getargs(co):
    """The parameters of a code object."""
    if not iscode(co):
        raise TypeError('{!r} is not a code object'.format(co))
    names = co.co_varnames
    nargs = co.co_argcount
    nkwargs = co.co_kwonlyargcount
    args = list(names[:nargs + nkwargs])
    nargs += nkwargs
    varargs = varkw = None
    if co.co_flags & CO_VARARGS:
        varargs = names[nargs]
        nargs += 1
    if co.co_flags & CO_VARKEYWORDS:
        varkw = names[nargs]
    return sys.modules['inspect'].Arguments(args, varargs, varkw)


def getargvalues(frame):
    """The parameters of a frame and its local variables."""
    return sys.modules['inspect'].ArgInfo(*getargs(frame.f_code), frame.f_locals)


def formatargvalues(args, varargs, varkw, locals, formatarg=str,
                    formatvarargs=lambda name: '*' + name,
                    formatvarkw=lambda name: '**' + name,
                    formatvalue=lambda value: '=' + repr(value)):
    """What getargvalues() gives as text."""
    specs = [formatarg(name) + formatvalue(locals[name]) for name in args]
    if varargs:
        specs.append(formatvarargs(varargs) + formatvalue(locals[varargs]))
    if varkw:
        specs.append(formatvarkw(varkw) + formatvalue(locals[varkw]))
    return '(' + ', '.join(specs) + ')'


def getclosurevars(func):
    """The names that a function takes from outside, with their values."""
    if ismethod(func):
        func = func.__func__
    if not isfunction(func):
        raise TypeError("{!r} is not a Python function".format(func))
    import builtins
    code = func.__code__
    nonlocals = {}
    if func.__closure__ is not None:
        nonlocals = {var: cell.cell_contents
                     for var, cell in zip(code.co_freevars, func.__closure__)}
    namespace = func.__globals__
    builtin_ns = namespace.get("__builtins__", builtins.__dict__)
    if ismodule(builtin_ns):
        builtin_ns = builtin_ns.__dict__
    found = {}
    builtin_vars = {}
    unbound = set()
    for name in code.co_names:
        if name in namespace:
            found[name] = namespace[name]
        elif name in builtin_ns:
            builtin_vars[name] = builtin_ns[name]
        else:
            unbound.add(name)
    return sys.modules['inspect'].ClosureVars(nonlocals, found, builtin_vars, unbound)


# ---------------------------------------------------------------- generators and coroutines

GEN_CREATED, GEN_RUNNING = 'GEN_CREATED', 'GEN_RUNNING'
GEN_SUSPENDED, GEN_CLOSED = 'GEN_SUSPENDED', 'GEN_CLOSED'
CORO_CREATED, CORO_RUNNING = 'CORO_CREATED', 'CORO_RUNNING'
CORO_SUSPENDED, CORO_CLOSED = 'CORO_SUSPENDED', 'CORO_CLOSED'
AGEN_CREATED, AGEN_RUNNING = 'AGEN_CREATED', 'AGEN_RUNNING'
AGEN_SUSPENDED, AGEN_CLOSED = 'AGEN_SUSPENDED', 'AGEN_CLOSED'


def _state(obj, prefix, states):
    """Which of the states created, running, suspended, closed an object is in, by attributes with
    this prefix."""
    if getattr(obj, prefix + '_running'):
        return states[1]
    if getattr(obj, prefix + '_suspended'):
        return states[2]
    return states[3 if getattr(obj, prefix + '_frame') is None else 0]


def getgeneratorstate(generator):
    """Where a generator is: GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED or GEN_CLOSED."""
    return _state(generator, 'gi', (GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED))


def getgeneratorlocals(generator):
    """The local variables of a generator."""
    if not isgenerator(generator):
        raise TypeError("{!r} is not a Python generator".format(generator))
    frame = getattr(generator, "gi_frame", None)
    return generator.gi_frame.f_locals if frame is not None else {}


def getcoroutinestate(coroutine):
    """Where a coroutine is: CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED or CORO_CLOSED."""
    return _state(coroutine, 'cr', (CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED))


def getcoroutinelocals(coroutine):
    """The local variables of a coroutine."""
    frame = getattr(coroutine, "cr_frame", None)
    return frame.f_locals if frame is not None else {}


def getasyncgenstate(agen):
    """Where an async generator is: AGEN_CREATED, AGEN_RUNNING, AGEN_SUSPENDED, AGEN_CLOSED."""
    return _state(agen, 'ag', (AGEN_CREATED, AGEN_RUNNING, AGEN_SUSPENDED, AGEN_CLOSED))


def getasyncgenlocals(agen):
    """The local variables of an asynchronous generator."""
    if not isasyncgen(agen):
        raise TypeError(f"{agen!r} is not a Python async generator")
    frame = getattr(agen, "ag_frame", None)
    return agen.ag_frame.f_locals if frame is not None else {}


def _told(module, obj, target):
    """What is known of a module or of something in it."""
    from inspect import findsource, getsourcefile
    lines = [f'Target: {target}', f'Origin: {getsourcefile(module)}',
             f'Cached: {getattr(module, "__cached__", None)}']
    if obj is module:
        lines.append(f'Loader: {module.__loader__!r}')
        if hasattr(module, '__path__'):
            lines.append(f'Submodule search path: {module.__path__}')
    else:
        try:
            lines.append(f'Line: {findsource(obj)[1]}')
        except Exception:
            pass
    return '\n'.join(lines) + '\n\n'


def _main():
    """python -m inspect: the source of an object, or where it comes from."""
    import argparse
    import functools
    import importlib
    from inspect import getsource
    parser = argparse.ArgumentParser()
    parser.add_argument('object',
                        help="The object to be analysed. It supports the 'module:qualname' syntax")
    parser.add_argument('-d', '--details', action='store_true',
                        help='Display info about the module rather than its source code')
    args = parser.parse_args()
    name, _, path = args.object.partition(':')
    try:
        module = importlib.import_module(name)
    except Exception as error:
        print(f'Failed to import {name} ({type(error).__name__}: {error})', file=sys.stderr)
        sys.exit(2)
    obj = functools.reduce(getattr, path.split('.'), module) if ':' in args.object else module
    if module.__name__ in sys.builtin_module_names:
        print("Can't get info for builtin modules.", file=sys.stderr)
        sys.exit(1)
    print(_told(module, obj, args.object) if args.details else getsource(obj))


if __name__ == '__main__':
    _main()
