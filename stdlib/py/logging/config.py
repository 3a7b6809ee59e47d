# SPDX-License-Identifier: MIT
"""Logging set up from a dictionary; from a file, see _fileconfig."""

import errno
import logging
import logging.handlers
import queue
import re

DEFAULT_LOGGING_CONFIG_PORT = 9030
IDENTIFIER = re.compile('^[a-z_][a-z0-9_]*$', re.I)
_PREFIX = re.compile(r'^(?P<prefix>[a-z]+)://(?P<suffix>.*)$')
_STEP = re.compile(r'(?:\.\s*(?P<name>\w+)|\[(?P<key>[^\[\]]*)\])\s*')


# What a queue must have for a QueueHandler and its listener.
_QUEUE_METHODS = ('empty', 'full', 'get', 'get_nowait', 'put', 'put_nowait', 'join', 'qsize',
                  'task_done')


def valid_ident(s):
    if not IDENTIFIER.match(s):
        raise ValueError('Not a valid Python identifier: %r' % s)
    return True


RESET_ERROR = errno.ECONNRESET
_listener = None


def __getattr__(name):
    if name in ('ThreadingTCPServer', 'StreamRequestHandler'):
        import socketserver
        return globals().setdefault(name, getattr(socketserver, name))
    raise AttributeError(f"module 'logging.config' has no attribute {name!r}")


def listen(port=DEFAULT_LOGGING_CONFIG_PORT, verify=None):
    """A thread, to be started, that takes configurations over the network: four bytes of length,
    then JSON for dictConfig() or a text for fileConfig(). verify(bytes) may change them, or refuse
    them by None."""
    from logging._listening import Server
    return Server(port, verify)


def stopListening():
    """Stop the server that listen() has made."""
    global _listener
    with logging._lock:
        if _listener:
            _listener.abort = 1
            _listener = None


class ConvertingMixin:
    """A container of the configuration: its items are converted when they are asked for."""

    def convert_with_key(self, key, value, replace=True):
        result = self.configurator.convert(value)
        if value is not result:
            if replace:
                self[key] = result
            if isinstance(result, (ConvertingDict, ConvertingList, ConvertingTuple)):
                result.parent, result.key = self, key
        return result

    def convert(self, value):
        result = self.configurator.convert(value)
        if (value is not result and isinstance(result,
                                               (ConvertingDict, ConvertingList, ConvertingTuple))):
            result.parent = self
        return result


class ConvertingDict(dict, ConvertingMixin):
    def __getitem__(self, key):
        return self.convert_with_key(key, dict.__getitem__(self, key))

    def get(self, key, default=None):
        return self.convert_with_key(key, dict.get(self, key, default))

    def pop(self, key, default=None):
        return self.convert_with_key(key, dict.pop(self, key, default), replace=False)


class ConvertingList(list, ConvertingMixin):
    def __getitem__(self, key):
        return self.convert_with_key(key, list.__getitem__(self, key))

    def pop(self, idx=-1):
        return self.convert(list.pop(self, idx))


class ConvertingTuple(tuple, ConvertingMixin):
    def __getitem__(self, key):
        return self.convert_with_key(key, tuple.__getitem__(self, key), replace=False)


def _find_object(path, importer=__import__):
    """The object of a dotted name; its modules are imported as far as that is necessary."""
    name, *rest = path.split('.')
    found = importer(name)
    for part in rest:
        name += '.' + part
        try:
            found = getattr(found, part)
        except AttributeError:
            importer(name)
            found = getattr(found, part)
    return found


class BaseConfigurator:
    """Reads values of a configuration: "ext://" names an object of a module, "cfg://" another place
    of the configuration."""

    importer = staticmethod(__import__)

    def __init__(self, config):
        self.config = ConvertingDict(config)
        self.config.configurator = self

    def resolve(self, s):
        """The object that a dotted name stands for."""
        try:
            return _find_object(s, self.importer)
        except ImportError as e:
            raise ValueError(f'Cannot resolve {s!r}: {e}') from e

    def ext_convert(self, value):
        return self.resolve(value)

    def cfg_convert(self, value):
        first = re.match(r'^\s*(\w+)\s*', value)
        if first is None:
            raise ValueError("Unable to convert %r" % value)
        found, at = self.config[first.group(1)], first.end()
        while at < len(value):
            step = _STEP.match(value, at)
            if not step:
                raise ValueError('Unable to convert %r at %r' % (value, value[at:]))
            key, at = step['key'] if step['name'] is None else step['name'], step.end()
            if step['name'] is None and key.isdigit():
                try:
                    found = found[int(key)]
                    continue
                except TypeError:
                    pass
            found = found[key]
        return found

    def convert(self, value):
        if isinstance(value, (ConvertingDict, ConvertingList, ConvertingTuple)):
            return value
        for plain, converting in (dict, ConvertingDict), (list,
                                                          ConvertingList), (tuple, ConvertingTuple):
            if isinstance(value, plain) and not hasattr(value, '_fields'):
                value = converting(value)
                value.configurator = self
                return value
        if isinstance(value, str):
            match = _PREFIX.match(value)
            if match and match['prefix'] in ('ext', 'cfg'):
                return getattr(self, match['prefix'] + '_convert')(match['suffix'])
        return value

    def configure_custom(self, config):
        """What the function under '()' makes of the other items; those under '.' are set on it."""
        make = config['()']
        if not callable(make):
            make = self.resolve(make)
        made = make(**{key: self.convert(config[key]) for key in config
                       if key not in ('()', '.') and valid_ident(key)})
        for name, value in (config.get('.') or {}).items():
            setattr(made, name, self.convert(value))
        return made

    def as_tuple(self, value):
        return tuple(value) if isinstance(value, list) else value


def _forget_handlers():
    """Close all handlers; the loggers still have them."""
    logging._handlers.clear()
    logging.shutdown(logging._handlerList[:])
    del logging._handlerList[:]


def _settle_others(existing, named, disable):
    """What becomes of the loggers that were there before and are not named."""
    for name, logger in existing.items():
        if isinstance(logger, logging.PlaceHolder) or name in named:
            continue
        if any(name.startswith(above + '.') for above in named if above in existing):
            # Below one that is named: works, and leaves its records to it.
            logger.setLevel(logging.NOTSET)
            logger.handlers = []
            logger.propagate = True
        else:
            logger.disabled = disable


class DictConfigurator(BaseConfigurator):
    """Sets logging up."""

    def configure(self):
        config = self.config
        if 'version' not in config:
            raise ValueError("dictionary doesn't specify a version")
        if config['version'] != 1:
            raise ValueError("Unsupported version: %s" % config['version'])
        with logging._lock:
            if config.get('incremental', False):
                self._change()
            else:
                self._replace()

    def _change(self):
        """Only levels and propagation of what is there."""
        for name, settings in self.config.get('handlers', {}).items():
            if name not in logging._handlers:
                raise ValueError('No handler found with name %r' % name)
            with _about('handler %r' % name):
                level = settings.get('level')
                if level:
                    logging._handlers[name].setLevel(logging._checkLevel(level))
        self._loggers(True)

    def _replace(self):
        config = self.config
        disable = config.pop('disable_existing_loggers', True)
        _forget_handlers()
        for kind, what in ('formatters', 'formatter'), ('filters', 'filter'):
            made = {}
            settings = config.get(kind, {})
            for name in settings:
                with _about('%s %r' % (what, name)):
                    made[name] = getattr(self, 'configure_' + what)(settings[name])
            config[kind] = made
        self._handlers()
        root = logging.root
        existing = {name: logger for name, logger in root.manager.loggerDict.items()}
        named = config.get('loggers', {})
        self._loggers(False)
        _settle_others(existing, named, disable)
        for name in named:
            logging.getLogger(name).disabled = False

    def _handlers(self):
        """Handlers by name; those that need others come after them."""
        later = []
        settings = self.config.get('handlers', {})
        waiting = [(name, settings[name]) for name in sorted(settings)]
        self._settings = dict(waiting)
        self.config['handlers'] = {}
        made = self.config['handlers']
        for round_of in (False, True):
            for name, settings in waiting:
                try:
                    with _about('handler %r' % name):
                        handler = self.configure_handler(settings)
                        handler.name = name
                        made[name] = handler
                except ValueError as e:
                    if round_of or ' not configured yet' not in str(e.__cause__):
                        raise
                    later.append((name, settings))
            waiting = later

    def _loggers(self, incremental):
        settings = self.config.get('loggers', {})
        for name in settings:
            with _about('logger %r' % name):
                self.configure_logger(name, settings[name], incremental)
        root = self.config.get('root', None)
        if root:
            with _about('root logger'):
                self.configure_root(root, incremental)

    def configure_formatter(self, config):
        if '()' in config:
            return self._custom_formatter(config)
        make = config.get('class') or logging.Formatter
        if isinstance(make, str):
            make = self.resolve(make)
        options = {}
        if 'defaults' in config:
            options['defaults'] = self.convert(config['defaults'])
        if 'validate' in config:
            options['validate'] = config['validate']
        return make(self.convert(config.get('format')), config.get('datefmt'),
                    config.get('style', '%'), **options)

    def _custom_formatter(self, config):
        try:
            return self.configure_custom(config)
        except TypeError as e:
            if "'format'" not in str(e):
                raise
        # Formatter's parameter has another name than the item of a plain formatter.
        config = dict(config)
        config['fmt'] = config.pop('format')
        return self.configure_custom(config)

    def configure_filter(self, config):
        return (self.configure_custom(config) if '()' in config
                else logging.Filter(config.get('name', '')))

    def add_filters(self, filterer, filters):
        for each in filters:
            try:
                if callable(each) or callable(getattr(each, 'filter', None)):
                    filterer.addFilter(each)
                else:
                    filterer.addFilter(self.config['filters'][each])
            except Exception as e:
                raise ValueError('Unable to add filter %r' % each) from e

    def _other_handler(self, name, what):
        """A handler that another one needs."""
        made = self.config['handlers'].get(name)
        if made is None:
            if name in self._settings:
                raise ValueError(f'{what} not configured yet')
            raise KeyError(name)
        return made

    def configure_handler(self, config):
        config = dict(config)
        formatter = config.pop('formatter', None)
        if formatter:
            try:
                formatter = self.config['formatters'][formatter]
            except Exception as e:
                raise ValueError('Unable to set formatter %r' % formatter) from e
        level, filters = config.pop('level', None), config.pop('filters', None)
        if '()' in config:
            handler = self.configure_custom(config)
        else:
            name = config.pop('class')
            make = name if callable(name) else self.resolve(name)
            attributes = config.pop('.', None)
            if issubclass(make, logging.handlers.MemoryHandler):
                self._memory_options(config)
            if issubclass(make, logging.handlers.QueueHandler):
                handler = self._queue_handler(make, config)
            else:
                handler = make(**{key: self.convert(config[key]) for key in config
                                  if valid_ident(key)})
            for name, value in (attributes or {}).items():
                setattr(handler, name, value)
        if formatter:
            handler.setFormatter(formatter)
        if level is not None:
            handler.setLevel(logging._checkLevel(level))
        if filters:
            self.add_filters(handler, filters)
        return handler

    def _memory_options(self, config):
        if 'flushLevel' in config:
            config['flushLevel'] = logging._checkLevel(config['flushLevel'])
        if 'target' in config:
            target = config['target']
            try:
                config['target'] = self._other_handler(target, 'target')
            except KeyError as e:
                raise ValueError('Unable to set target handler %r' % target) from e

    def _specified(self, given, what):
        """The callable that a dotted name or a dictionary with '()' stands for."""
        if isinstance(given, str):
            made = self.resolve(given)
        elif isinstance(given, dict) and '()' in given:
            made = self.configure_custom(dict(given))
        else:
            raise TypeError(f'Invalid {what} specifier {given!r}')
        return made

    def _queue(self, given):
        if given is None:
            return queue.Queue()
        if isinstance(given, str):
            make = self._specified(given, 'queue')
            if not callable(make):
                raise TypeError(f'Invalid queue specifier {given!r}')
            return make()
        if isinstance(given, dict):
            return self._specified(given, 'queue')
        if not all(callable(getattr(given, name, None)) for name in _QUEUE_METHODS):
            raise TypeError(f'Invalid queue specifier {given!r}')
        return given

    def _listener(self, given):
        """What makes the listener: called with the queue and the handlers."""
        base = logging.handlers.QueueListener
        if given is None:
            return base
        make = given if isinstance(given, type) else self._specified(given, 'listener')
        if not callable(make) or isinstance(make, type) and not issubclass(make, base):
            raise TypeError(f'Invalid listener specifier {given!r}')
        return make

    def _queue_handler(self, make, config):
        place = self._queue(self.convert(config.pop('queue', None)))
        listener = self._listener(config.pop('listener', None))
        names = config.pop('handlers', [])
        respect = config.pop('respect_handler_level', False)
        try:
            handlers = [self._other_handler(name, 'handler') for name in names]
        except KeyError as e:
            raise ValueError('Unable to set required handler %s' % e) from e
        handler = make(place,
                       **{key: self.convert(config[key]) for key in config if valid_ident(key)})
        handler.listener = listener(place, *handlers, respect_handler_level=respect)
        return handler

    def add_handlers(self, logger, handlers):
        for name in handlers:
            try:
                logger.addHandler(self.config['handlers'][name])
            except Exception as e:
                raise ValueError('Unable to add handler %r' % name) from e

    def common_logger_config(self, logger, config, incremental=False):
        level = config.get('level', None)
        if level is not None:
            logger.setLevel(logging._checkLevel(level))
        if incremental:
            return
        for handler in logger.handlers[:]:
            logger.removeHandler(handler)
        self.add_handlers(logger, config.get('handlers') or ())
        self.add_filters(logger, config.get('filters') or ())

    def configure_logger(self, name, config, incremental=False):
        logger = logging.getLogger(name)
        self.common_logger_config(logger, config, incremental)
        logger.disabled = False
        propagate = config.get('propagate', None)
        if propagate is not None:
            logger.propagate = propagate

    def configure_root(self, config, incremental=False):
        self.common_logger_config(logging.getLogger(), config, incremental)


class _about:
    """What fails inside is reported as a ValueError that names the part of the configuration."""

    def __init__(self, what):
        self.what = what

    def __enter__(self):
        pass

    def __exit__(self, kind, error, traceback):
        if isinstance(error, Exception):
            raise ValueError('Unable to configure ' + self.what) from error


dictConfigClass = DictConfigurator


def dictConfig(config):
    """Set logging up from a dictionary: version (1), formatters, filters, handlers, loggers, root,
    incremental, disable_existing_loggers."""
    dictConfigClass(config).configure()


def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None):
    """Set logging up from a file, its name, or a parser that has read it: sections loggers,
    handlers, formatters."""
    from . import _fileconfig
    _fileconfig.configure(fname, defaults, disable_existing_loggers, encoding)
