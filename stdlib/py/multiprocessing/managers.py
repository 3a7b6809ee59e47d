# SPDX-License-Identifier: MIT
"""Managers: a process that keeps objects, and proxies by which others use them.

A client has one connection to a server in each of its threads, and the server a thread for each
connection, so that a lock belongs to the thread that took it. A request is (ident, method, args,
kwds), the answer (kind, value). Requests to the server itself have the ident None. The server
counts the proxies of each object, and lets go of it with the last.
"""

__all__ = ['BaseManager', 'SyncManager', 'BaseProxy', 'Token']

import array
import queue
import sys
import threading
import traceback

from . import (AuthenticationError, ProcessError, connection, get_context, pool, process,
               synchronize, util)
from .reduction import ForkingPickler

RESULT, PROXY, ERROR, TRACEBACK = '#RETURN', '#PROXY', '#ERROR', '#TRACEBACK'


class Token:
    """Which object is meant: its type, its server, its number there."""
    __slots__ = 'typeid', 'address', 'id'

    def __init__(self, typeid, address, id):
        self.typeid, self.address, self.id = typeid, address, id

    def __getstate__(self):
        return self.typeid, self.address, self.id

    def __setstate__(self, state):
        self.typeid, self.address, self.id = state

    def __repr__(self):
        return (f'{type(self).__name__}(typeid={self.typeid!r}, address={self.address!r}, '
                f'id={self.id!r})')


class RemoteError(Exception):
    """Something that went wrong in the server, with its traceback there."""

    def __str__(self):
        line = '-' * 75
        return f'\n{line}\n{self.args[0]}{line}'


def all_methods(obj):
    """The names of what can be called."""
    return [name for name in dir(obj) if callable(getattr(obj, name))]


def public_methods(obj):
    """Those that do not begin with an underscore."""
    return [name for name in all_methods(obj) if not name.startswith('_')]


def _ask(conn, ident, method, args=(), kwds={}):
    """Send a request: the value of its answer, or its error."""
    conn.send((ident, method, args, kwds))
    kind, value = conn.recv()
    if kind == ERROR:
        raise value
    if kind == TRACEBACK:
        raise RemoteError(value)
    return kind, value


def _as_list(view):
    return list, (list(view),)


for _view in {}.keys(), {}.values(), {}.items():
    ForkingPickler.register(type(_view), _as_list)


# ---- the server ----

class _Kept:
    """An object in the server; proxies counts those of clients, pinned tells that another object
    refers to it."""

    def __init__(self, typeid, obj, exposed, results):
        self.typeid, self.obj, self.exposed, self.results = typeid, obj, frozenset(
            exposed), results or {}
        self.proxies = 1                    # the one for which it was made
        self.pinned = False


# What all objects can be asked, whatever they expose.
_ALWAYS = {'__str__': str, '__repr__': repr, '#GETVALUE': lambda obj: obj}


class Server:
    """Keeps objects; runs until a client says shutdown."""
    _here = None                            # the server of this process

    def __init__(self, registry, address, authkey):
        if not isinstance(authkey, bytes):
            raise TypeError(f"Authkey {authkey!r} is type {type(authkey)!s}, not bytes")
        self.registry = registry
        self.authkey = process.AuthenticationString(authkey)
        self.listener = connection.Listener(address=address, backlog=128, authkey=self.authkey)
        self.address = self.listener.address
        self._objects = {}
        self._lock = threading.RLock()
        self._stopped = threading.Event()

    def serve_forever(self):
        """Answer until shutdown() comes, then end the process."""
        Server._here = self
        process.current_process()._manager_server = self
        threading.Thread(target=self._accept, daemon=True).start()
        try:
            while not self._stopped.wait(1):
                pass
        except (KeyboardInterrupt, SystemExit):
            pass
        finally:
            sys.exit(0)

    def _accept(self):
        while True:
            try:
                client = self.listener.accept()
            except (OSError, EOFError, AuthenticationError):
                continue
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        """Answer one thread of a client, until it goes."""
        with client:
            while True:
                try:
                    request = client.recv()
                except (EOFError, OSError):
                    return
                except Exception:
                    answer = TRACEBACK, traceback.format_exc()
                else:
                    answer = self._answer(*request)
                    del request
                try:
                    client.send(answer)
                except OSError:
                    return
                except Exception:
                    client.send((TRACEBACK, traceback.format_exc()))

    def _answer(self, ident, method, args, kwds):
        try:
            if ident is None:
                return RESULT, getattr(self, 'do_' + method)(*args, **kwds)
            kept = self._objects[ident]
            if method not in kept.exposed:
                if method not in _ALWAYS:
                    raise AttributeError(
                        f'method {method!r} of {type(kept.obj)!r} object is not in '
                        f'exposed={set(kept.exposed)!r}')
                return RESULT, _ALWAYS[method](kept.obj)
            function = getattr(kept.obj, method)
        except Exception:
            return TRACEBACK, traceback.format_exc()
        try:
            value = function(*args, **kwds)
        except Exception as e:
            return ERROR, e
        if method in kept.results:
            return PROXY, self._keep(kept.results[method], value)
        return RESULT, value

    # -- the objects --

    def _keep(self, typeid, obj):
        _, exposed, results, _ = self.registry[typeid]
        kept = _Kept(typeid, obj, exposed or public_methods(obj), results)
        with self._lock:
            ident = f'{id(obj):x}'
            while ident in self._objects:   # the same object twice
                ident += '+'
            self._objects[ident] = kept
        return Token(typeid, self.address, ident), tuple(kept.exposed)

    def pin(self, ident):
        """A proxy has come here, to be part of another object: it is not counted."""
        self._objects[ident].pinned = True

    # -- what clients ask of the server itself --

    def do_create(self, typeid, *args, **kwds):
        make, exposed, _, _ = self.registry[typeid]
        if make is None:
            if kwds or len(args) != 1:
                raise ValueError("Without callable, must have one non-keyword argument")
            obj, = args
        else:
            obj = make(*args, **kwds)
        token, names = self._keep(typeid, obj)
        # The order of exposed names is part of a proxy.
        return token, tuple(exposed or public_methods(obj))

    def do_incref(self, ident):
        with self._lock:
            self._objects[ident].proxies += 1

    def do_decref(self, ident):
        with self._lock:
            kept = self._objects[ident]
            kept.proxies -= 1
            if kept.proxies or kept.pinned:
                return
            del self._objects[ident]
        del kept                            # without the lock: it may run scripts

    def do_exposed(self, ident):
        return public_methods(self._objects[ident].obj)

    def do_dummy(self):
        """To see whether there is a server."""

    def do_number_of_objects(self):
        return len(self._objects)

    def do_debug_info(self):
        with self._lock:
            return '\n'.join(f'  {ident}:       refcount={kept.proxies}\n    {str(kept.obj)[:75]}'
                             for ident, kept in sorted(self._objects.items()))

    def do_shutdown(self):
        self._stopped.set()


# ---- proxies ----

class _Connections(util.ForkAwareLocal):
    """The connections of a thread, by address."""

    def to(self, address, authkey):
        known = vars(self)
        if address not in known:
            known[address] = connection.Client(address, authkey=authkey)
        return known[address]

    def forget(self, address):
        vars(self).pop(address, None)


_connections = _Connections()


def _release(token, authkey, state):
    """A proxy has gone. It may be the server that has."""
    if state is not None and state.value != STARTED:
        return
    try:
        _ask(_connections.to(token.address, authkey), None, 'decref', (token.id,))
    except Exception as e:
        util.debug('cannot release %s: %s', token, e)
        _connections.forget(token.address)


class BaseProxy:
    """Stands for an object in a server."""

    def __init__(self, token, serializer='pickle', manager=None, authkey=None, exposed=None,
                 incref=True, manager_owned=False):
        self._token, self._manager = token, manager
        self._id, self._serializer = token.id, serializer
        self._authkey = process.AuthenticationString(authkey or (
            manager._authkey if manager is not None else process.current_process().authkey))
        self._owned_by_manager = manager_owned
        if not manager_owned:
            if incref:
                _ask(self._connection(), None, 'incref', (token.id,))
            self._count()
            util.register_after_fork(self, BaseProxy._after_fork)

    def _count(self):
        state = self._manager and self._manager._state
        self._close = util.Finalize(self, _release, (self._token, self._authkey, state),
                                    exitpriority=10)

    def _after_fork(self):
        self._manager = None
        _ask(self._connection(), None, 'incref', (self._id,))
        self._count()

    def _connection(self):
        return _connections.to(self._token.address, self._authkey)

    def _callmethod(self, methodname, args=(), kwds={}):
        """Call a method of the object: what it returns."""
        kind, value = _ask(self._connection(), self._id, methodname, args, kwds)
        if kind != PROXY:
            return value
        token, exposed = value
        make = self._manager._registry[token.typeid][3] if self._manager else _PROXIES[token.typeid]
        return make(token, self._serializer, manager=self._manager, authkey=self._authkey,
                    exposed=exposed, incref=False)

    def _getvalue(self):
        """A copy of the object."""
        return self._callmethod('#GETVALUE')

    def __reduce__(self):
        from .context import get_spawning_popen
        settings = {'authkey': self._authkey} if get_spawning_popen() is not None else {}
        if getattr(self, '_isauto', False):
            settings['exposed'] = self._exposed_
            return RebuildProxy, (AutoProxy, self._token, self._serializer, settings)
        return RebuildProxy, (type(self), self._token, self._serializer, settings)

    def __deepcopy__(self, memo):
        return self._getvalue()

    def __repr__(self):
        return f'<{type(self).__name__} object, typeid {self._token.typeid!r} at {id(self):#x}>'

    def __str__(self):
        try:
            return self._callmethod('__repr__')
        except Exception:
            return f"{repr(self)[:-1]}; '__str__()' failed>"


def RebuildProxy(func, token, serializer, kwds):
    """A proxy that has come out of a pickle."""
    server = Server._here
    if server is not None and server.address == token.address:
        server.pin(token.id)
        return func(token, serializer, manager_owned=True, **kwds)
    return func(token, serializer, **kwds)


def _forwarding(name):
    def method(self, /, *args, **kwds):
        return self._callmethod(name, args, kwds)
    method.__name__ = name
    return method


def MakeProxyType(name, exposed, _cache={}):
    """A class of proxies with those methods."""
    key = name, tuple(exposed)
    if key not in _cache:
        _cache[key] = type(name, (BaseProxy,), {
            '_exposed_': key[1], '__module__': __name__,
            **{method: _forwarding(method) for method in exposed}})
    return _cache[key]


def AutoProxy(token, serializer, manager=None, authkey=None, exposed=None, incref=True,
              manager_owned=False):
    """A proxy with the public methods of its object."""
    if authkey is None:
        authkey = manager._authkey if manager is not None else process.current_process().authkey
    if exposed is None:
        exposed = _ask(_connections.to(token.address, authkey), None, 'exposed', (token.id,))[1]
    proxy = MakeProxyType(f'AutoProxy[{token.typeid}]', exposed)(
        token, serializer, manager=manager, authkey=authkey, incref=incref,
        manager_owned=manager_owned)
    proxy._isauto = True
    return proxy


# ---- managers ----

INITIAL, STARTED, SHUTDOWN = range(3)


class State:
    __slots__ = 'value',
    INITIAL, STARTED, SHUTDOWN = INITIAL, STARTED, SHUTDOWN


class BaseManager:
    """Starts a server, or connects to one; makes objects there."""
    _registry = {}

    def __init__(self, address=None, authkey=None, serializer='pickle', ctx=None, *,
                 shutdown_timeout=1.0):
        key = process.current_process().authkey if authkey is None else authkey
        self._authkey = process.AuthenticationString(key)
        self._address, self._serializer = address, serializer
        self._ctx = ctx or get_context()
        self._shutdown_timeout = shutdown_timeout
        self._process = None
        self._state = State()
        self._state.value = INITIAL

    address = property(lambda self: self._address, doc="Where the server is.")

    def _must_be_new(self):
        if self._state.value == STARTED:
            raise ProcessError("Already started server")
        if self._state.value == SHUTDOWN:
            raise ProcessError("Manager has shut down")
        if self._state.value != INITIAL:
            raise ProcessError(f"Unknown state {self._state.value!r}")

    def get_server(self):
        """A server, to be run in this process."""
        self._must_be_new()
        return Server(self._registry, self._address, self._authkey)

    def connect(self):
        """Use a server that runs already."""
        with connection.Client(self._address, authkey=self._authkey) as conn:
            _ask(conn, None, 'dummy')
        self._state.value = STARTED

    def start(self, initializer=None, initargs=()):
        """Start a server in a process of its own."""
        self._must_be_new()
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        reader, writer = connection.Pipe(duplex=False)
        with reader:
            with writer:
                self._process = self._ctx.Process(target=self._run_server, args=(
                    self._registry, self._address, self._authkey, writer, initializer, initargs))
                ident = ':'.join(map(str, self._process._identity))
                self._process.name = f'{type(self).__name__}-{ident}'
                self._process.start()
            self._address = reader.recv()
        self._state.value = STARTED
        self.shutdown = util.Finalize(self, type(self)._finalize, (
            self._process, self._address, self._authkey, self._state, self._shutdown_timeout),
                                      exitpriority=0)

    @classmethod
    def _run_server(cls, registry, address, authkey, writer, initializer, initargs):
        import signal
        signal.signal(signal.SIGINT, signal.SIG_IGN)    # Ctrl-C is for the others
        if initializer is not None:
            initializer(*initargs)
        server = Server(registry, address, authkey)
        with writer:
            writer.send(server.address)
        server.serve_forever()

    @staticmethod
    def _finalize(server, address, authkey, state, timeout):
        if server.is_alive():
            try:
                with connection.Client(address, authkey=authkey) as conn:
                    _ask(conn, None, 'shutdown')
            except Exception:
                util.info('the manager does not answer')
            for stop in server.terminate, server.kill:
                server.join(timeout)
                if not server.is_alive():
                    break
                stop()
            server.join()
        state.value = SHUTDOWN

    def join(self, timeout=None):
        """Wait for the server, if it is our child."""
        if self._process is not None:
            self._process.join(timeout)
            if not self._process.is_alive():
                self._process = None

    def __enter__(self):
        if self._state.value == INITIAL:
            self.start()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown()

    def __reduce__(self):
        return type(self)._to, (self._address, None, self._serializer)

    @classmethod
    def _to(cls, *args):
        manager = cls(*args)
        manager.connect()
        return manager

    def _ask_server(self, method, *args, **kwds):
        return _ask(_connections.to(self._address, self._authkey), None, method, args, kwds)[1]

    def _debug_info(self):
        return self._ask_server('debug_info')

    def _number_of_objects(self):
        return self._ask_server('number_of_objects')

    def _create(self, typeid, /, *args, **kwds):
        if self._state.value != STARTED:
            raise AssertionError('server not yet started')
        return self._ask_server('create', typeid, *args, **kwds)

    @classmethod
    def register(cls, typeid, callable=None, proxytype=None, exposed=None, method_to_typeid=None,
                 create_method=True):
        """Let managers of this class have objects of a type."""
        if '_registry' not in vars(cls):
            cls._registry = cls._registry.copy()
        proxytype = proxytype or AutoProxy
        exposed = exposed or getattr(proxytype, '_exposed_', None)
        results = method_to_typeid or getattr(proxytype, '_method_to_typeid_', None)
        if results is not None:
            for key, value in results.items():
                for name in key, value:
                    if type(name) is not str:
                        raise AssertionError(f"{name!r} is not a string")
        cls._registry[typeid] = callable, exposed, results, proxytype
        if create_method:
            def create(self, /, *args, **kwds):
                token, names = self._create(typeid, *args, **kwds)
                return proxytype(token, self._serializer, manager=self, authkey=self._authkey,
                                 exposed=names, incref=False)
            create.__name__ = typeid
            setattr(cls, typeid, create)


# ---- the types of SyncManager ----

class Namespace:
    """An object with the attributes that it is given."""

    def __init__(self, /, **kwds):
        vars(self).update(kwds)

    def __repr__(self):
        shown = sorted(f'{name}={value!r}' for name, value in vars(self).items() if name[:1] != '_')
        return f'{type(self).__name__}({", ".join(shown)})'


class Value:
    """A number, or anything else, that everybody can set."""

    def __init__(self, typecode, value, lock=True):
        self._typecode, self.value = typecode, value

    def get(self):
        return self.value

    def set(self, value):
        self.value = value

    def __repr__(self):
        return f'{type(self).__name__}({self._typecode!r}, {self.value!r})'


def Array(typecode, sequence, lock=True):
    return array.array(typecode, sequence)


class IteratorProxy(MakeProxyType('_Iterator', ('__next__', 'send', 'throw', 'close'))):

    def __iter__(self):
        return self


class AcquirerProxy(MakeProxyType('_Acquirer', ('acquire', 'release'))):

    def acquire(self, blocking=True, timeout=None):
        return self._callmethod('acquire', (blocking,) if timeout is None else (blocking, timeout))

    def __enter__(self):
        return self.acquire()

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.release()


class ConditionProxy(AcquirerProxy):
    _exposed_ = 'acquire', 'release', 'wait', 'notify', 'notify_all'
    wait, notify_all = _forwarding('wait'), _forwarding('notify_all')

    def notify(self, n=1):
        return self._callmethod('notify', (n,))

    wait_for = synchronize.Condition.wait_for


EventProxy = MakeProxyType('EventProxy', ('is_set', 'set', 'clear', 'wait'))


def _attribute(name):
    return property(lambda self: self._callmethod('__getattribute__', (name,)))


class BarrierProxy(MakeProxyType('_Barrier', ('__getattribute__', 'wait', 'abort', 'reset'))):
    __getattribute__ = object.__getattribute__
    parties, n_waiting, broken = map(_attribute, ('parties', 'n_waiting', 'broken'))


class NamespaceProxy(BaseProxy):
    """Names with an underscore are the proxy's own."""
    _exposed_ = '__getattribute__', '__setattr__', '__delattr__'

    def __getattr__(self, key):
        if key.startswith('_'):
            return object.__getattribute__(self, key)
        return self._callmethod('__getattribute__', (key,))

    def __setattr__(self, key, value):
        if key.startswith('_'):
            object.__setattr__(self, key, value)
        else:
            self._callmethod('__setattr__', (key, value))

    def __delattr__(self, key):
        if key.startswith('_'):
            object.__delattr__(self, key)
        else:
            self._callmethod('__delattr__', (key,))


class ValueProxy(MakeProxyType('_Value', ('get', 'set'))):
    value = property(lambda self: self.get(), lambda self, value: self.set(value))


_LIST = ('__add__', '__contains__', '__delitem__', '__getitem__', '__len__', '__mul__',
         '__reversed__', '__rmul__', '__setitem__', 'append', 'count', 'extend', 'index', 'insert',
         'pop', 'remove', 'reverse', 'sort', '__imul__')


class ListProxy(MakeProxyType('BaseListProxy', _LIST)):

    def __iadd__(self, value):
        self.extend(value)
        return self

    def __imul__(self, value):
        self._callmethod('__imul__', (value,))
        return self


_DICT = ('__contains__', '__delitem__', '__getitem__', '__iter__', '__len__', '__setitem__',
         'clear', 'copy', 'get', 'items', 'keys', 'pop', 'popitem', 'setdefault', 'update',
         'values')


class DictProxy(MakeProxyType('_BaseDictProxy', _DICT)):
    _method_to_typeid_ = {'__iter__': 'Iterator'}


ArrayProxy = MakeProxyType('ArrayProxy', ('__len__', '__getitem__', '__setitem__'))


class PoolProxy(MakeProxyType('BasePoolProxy', (
        'apply', 'apply_async', 'close', 'imap', 'imap_unordered', 'join', 'map', 'map_async',
        'starmap', 'starmap_async', 'terminate'))):
    _method_to_typeid_ = {'apply_async': 'AsyncResult', 'map_async': 'AsyncResult',
                          'starmap_async': 'AsyncResult', 'imap': 'Iterator',
                          'imap_unordered': 'Iterator'}

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.terminate()


class SyncManager(BaseManager):
    """A manager of what processes usually share: the result of multiprocessing.Manager()."""


for _typeid, _make, _proxy in (
        ('Queue', queue.Queue, None), ('JoinableQueue', queue.Queue, None),
        ('Event', threading.Event, EventProxy), ('Lock', threading.Lock, AcquirerProxy),
        ('RLock', threading.RLock, AcquirerProxy),
        ('Semaphore', threading.Semaphore, AcquirerProxy),
        ('BoundedSemaphore', threading.BoundedSemaphore, AcquirerProxy),
        ('Condition', threading.Condition, ConditionProxy),
        ('Barrier', threading.Barrier, BarrierProxy), ('Pool', pool.Pool, PoolProxy),
        ('list', list, ListProxy), ('dict', dict, DictProxy), ('Value', Value, ValueProxy),
        ('Array', Array, ArrayProxy), ('Namespace', Namespace, NamespaceProxy)):
    SyncManager.register(_typeid, _make, _proxy)
SyncManager.register('Iterator', proxytype=IteratorProxy, create_method=False)
SyncManager.register('AsyncResult', create_method=False)
_PROXIES = {typeid: entry[3] for typeid, entry in SyncManager._registry.items()}
