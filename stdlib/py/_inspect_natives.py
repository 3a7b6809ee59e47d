# SPDX-License-Identifier: MIT
"""Signatures of classes and functions in C that do not carry one themselves, and of functions of
asyncio whose defaults and annotations belong to modules that a lesson need not import: MODULE, then
names with their parameters. A name without parameters has no signature, as in CPython."""

import builtins
import importlib

_TABLE = r"""
_asyncio
    Future.add_done_callback
    Task.add_done_callback
asyncio.base_events
    BaseEventLoop.__del__(self, _warn=warnings.warn)
    BaseEventLoop.create_server(self, protocol_factory, host=None, port=None, *,
        family=socket.AF_UNSPEC, flags=socket.AI_PASSIVE, sock=None, backlog=100, ssl=None,
        reuse_address=None, reuse_port=None, keep_alive=None, ssl_handshake_timeout=None,
        ssl_shutdown_timeout=None, start_serving=True)
asyncio.queues
    LifoQueue.__class_getitem__(args, /)
    PriorityQueue.__class_getitem__(args, /)
    Queue.__class_getitem__(args, /)
asyncio.timeouts
    Timeout(when: typing.Optional[float]) -> None
    Timeout.__aenter__(self) -> 'Timeout'
    Timeout.__aexit__(self, exc_type: typing.Optional[typing.Type[BaseException]],
        exc_val: typing.Optional[BaseException],
        exc_tb: typing.Optional[types.TracebackType]) -> typing.Optional[bool]
    Timeout.__init__(self, when: typing.Optional[float]) -> None
    Timeout.__repr__(self) -> str
    Timeout.expired(self) -> bool
    Timeout.reschedule(self, when: typing.Optional[float]) -> None
    Timeout.when(self) -> typing.Optional[float]
    timeout(delay: typing.Optional[float]) -> asyncio.timeouts.Timeout
    timeout_at(when: typing.Optional[float]) -> asyncio.timeouts.Timeout
_decimal
    localcontext(ctx=None, **kwargs)
_functools
    reduce
_io
    BufferedRWPair(reader, writer, buffer_size=8192, /)
    BufferedRandom(raw, buffer_size=8192)
    BufferedReader(raw, buffer_size=8192)
    BufferedWriter(raw, buffer_size=8192)
    BytesIO(initial_bytes=b'')
    FileIO(file, mode='r', closefd=True, opener=None)
    IncrementalNewlineDecoder(decoder, translate, errors='strict')
    StringIO(initial_value='', newline='\n')
    TextIOWrapper(buffer, encoding=None, errors=None, newline=None, line_buffering=False,
        write_through=False)
_thread
    _ExceptHookArgs(iterable=(), /)
    _local()
    lock()
builtins
    NoneType()
    NotImplementedType()
    bool(object=False, /)
    breakpoint(*args, **kws)
    classmethod(function, /)
    complex(real=0, imag=0)
    dir
    ellipsis()
    enumerate(iterable, start=0)
    filter(function, iterable, /)
    float(x=0, /)
    frozenset(iterable=(), /)
    function(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)
    issubclass(cls, class_or_tuple, /)
    iter
    list(iterable=(), /)
    map(function, iterable, /, *iterables)
    mappingproxy(mapping)
    memoryview(object)
    method(function, instance, /)
    module(name, doc=None)
    next
    property(fget=None, fset=None, fdel=None, doc=None)
    reversed(sequence, /)
    set(iterable=(), /)
    sorted(iterable, /, *, key=None, reverse=False)
    staticmethod(function, /)
    traceback(tb_next, tb_frame, tb_lasti, tb_lineno)
    tuple(iterable=(), /)
    type
    vars
    zip(*iterables, strict=False)
datetime
    date
    datetime
    time
    timedelta
    timezone
    tzinfo
decimal
    Context(prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None,
        traps=None)
    Decimal(value='0', context=None)
functools
    partial(func, /, *args, **keywords)
gc
    set_threshold
io
    BufferedIOBase()
    IOBase()
    RawIOBase()
    TextIOBase()
itertools
    accumulate(iterable, func=None, *, initial=None)
    batched(iterable, n, *, strict=False)
    chain(*iterables)
    combinations(iterable, r)
    combinations_with_replacement(iterable, r)
    compress(data, selectors)
    count(start=0, step=1)
    cycle(iterable, /)
    dropwhile(predicate, iterable, /)
    filterfalse(function, iterable, /)
    groupby(iterable, key=None)
    pairwise(iterable, /)
    permutations(iterable, r=None)
    product(*iterables, repeat=1)
    starmap(function, iterable, /)
    takewhile(predicate, iterable, /)
    zip_longest(*iterables, fillvalue=None)
operator
    attrgetter(attr, /, *attrs)
    itemgetter(item, /, *items)
    methodcaller(name, /, *args, **kwargs)
signal
    sigwait(sigset)
    struct_siginfo(iterable=(), /)
sys
    audit(event, /, *args)
    getsizeof
    set_asyncgen_hooks
threading
    RLock(*args, **kwargs)
time
    asctime
    clock_getres
    clock_settime
    clock_settime_ns
    ctime
    get_clock_info
    gmtime
    localtime
    mktime(object, /)
    pthread_getcpuclockid
    sleep(object, /)
    strftime
    struct_time(iterable=(), /)
"""


def _read():
    table, module = {}, ''
    # A long row goes on in the next line, indented.
    for line in _TABLE.replace('\n        ', ' ').split('\n'):
        if line[:1] != ' ':
            module = line
            continue
        name, bracket, rest = line.strip().partition('(')
        table[module, name] = bracket + rest
    return table


_rows = _read()
_rows['asyncio.events', 'AbstractEventLoop.create_server'] = \
    _rows['asyncio.base_events', 'BaseEventLoop.create_server']
_OTHER_NAMES = {"_io": "io", "io": "_io", "decimal": "_decimal", "types": "builtins",
                "_thread": "threading", "_operator": "operator"}


def _module_of(obj):
    """The module of a function, or of the class whose method it is."""
    module = getattr(obj, '__module__', None)
    if module is None:
        owner = getattr(obj, '__objclass__', None) or getattr(obj, '__self__', None)
        owner = owner if isinstance(owner, type) else type(owner)
        module = owner.__module__
    return module


def text_of(obj):
    """The parameters of a native object; '' if it has no signature, None if the object itself
    knows."""
    module, name = _module_of(obj), getattr(obj, '__qualname__', None)
    found = _rows.get((module, name))
    return _rows.get((_OTHER_NAMES.get(module), name)) if found is None else found


class Names(dict):
    """What the rows may name: builtins, and modules, which are imported for it."""

    def __missing__(self, name):
        if hasattr(builtins, name):
            return getattr(builtins, name)
        return importlib.import_module(name)
