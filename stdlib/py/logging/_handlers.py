# SPDX-License-Identifier: MIT
"""Filters, and the handlers that send records somewhere. Settings are those of the package: its
users set them there."""

import io
import logging
import os
import sys
import threading
import traceback
import weakref
from types import GenericAlias

_lock = logging._lock


class Filter:
    """Lets the records of one logger and of those below it through."""

    def __init__(self, name=''):
        self.name = name
        self.nlen = len(name)

    def filter(self, record):
        return not self.name or record.name == self.name or record.name.startswith(self.name + '.')


class Filterer:
    """Has filters: objects with filter(), or functions."""

    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        if filter not in self.filters:
            self.filters.append(filter)

    def removeFilter(self, filter):
        if filter in self.filters:
            self.filters.remove(filter)

    def filter(self, record):
        """The record, another one in its place, or something false."""
        for each in self.filters:
            result = each.filter(record) if hasattr(each, 'filter') else each(record)
            if not result:
                return False
            if isinstance(result, logging.LogRecord):
                record = result
        return record


# ---------------------------------------------------------------- handlers

_handlers = weakref.WeakValueDictionary()       # by name
_handlerList = []                               # weak references to all


def _removeHandlerRef(wr):
    if _lock:
        with _lock:
            if wr in _handlerList:
                _handlerList.remove(wr)


def _addHandlerRef(handler):
    with _lock:
        _handlerList.append(weakref.ref(handler, _removeHandlerRef))


def getHandlerByName(name):
    """The handler of that name, or None."""
    return _handlers.get(name)


def getHandlerNames():
    """The names of all handlers that have one."""
    return frozenset(_handlers)


def _first_outside(frame):
    """The nearest frame that is not one of logging's own."""
    while frame is not None and frame.f_code.co_filename.startswith('<frozen logging'):
        frame = frame.f_back
    return frame


def _describe_failure(record, exc, out):
    """Write what happened while a record was handled."""
    out.write('--- Logging error ---\n')
    traceback.print_exception(exc, file=out)
    out.write('Call stack:\n')
    frame = _first_outside(exc.__traceback__.tb_frame)
    if frame is None:
        out.write(f'Logged from file {record.filename}, line {record.lineno}\n')
    else:
        traceback.print_stack(frame, file=out)
    try:
        text = 'Message: %r\nArguments: %s\n' % (record.msg, record.args)
    except RecursionError:
        raise
    except Exception:
        text = ('Unable to print the message and arguments - possible formatting error.\n'
                'Use the traceback above to help find the error.\n')
    out.write(text)


class Handler(Filterer):
    """Sends records somewhere; emit() is for subclasses."""

    def __init__(self, level=logging.NOTSET):
        Filterer.__init__(self)
        self.level = logging._checkLevel(level)
        self._name = self.formatter = None
        self._closed = False
        self.createLock()
        _addHandlerRef(self)

    def get_name(self):
        """The name under which getHandlerByName() finds it."""
        return self._name

    def set_name(self, name):
        """Have getHandlerByName() find it."""
        with _lock:
            _handlers.pop(self._name, None)
            self._name = name
            if name:
                _handlers[name] = self

    name = property(lambda self: self._name, lambda self, name: self.set_name(name))

    def createLock(self):
        """Make the lock that emit() has."""
        self.lock = threading.RLock()

    def acquire(self):
        """Take the lock."""
        if self.lock:
            self.lock.acquire()

    def release(self):
        """Give it back."""
        if self.lock:
            self.lock.release()

    def setLevel(self, level):
        """Leave records below this level out."""
        self.level = logging._checkLevel(level)

    def setFormatter(self, fmt):
        """What makes text of records."""
        self.formatter = fmt

    def format(self, record):
        """The text of a record."""
        return (self.formatter or logging._defaultFormatter).format(record)

    def emit(self, record):
        """Send a record."""
        raise NotImplementedError('emit must be implemented by Handler subclasses')

    def handle(self, record):
        """Emit the record if the filters let it through."""
        result = self.filter(record)
        if result:
            self.acquire()
            try:
                self.emit(result if isinstance(result, logging.LogRecord) else record)
            finally:
                self.release()
        return result

    def flush(self):
        """See to it that everything has been sent."""

    def close(self):
        """Let getHandlerByName() forget it."""
        with _lock:
            self._closed = True
            if self._name:
                _handlers.pop(self._name, None)

    def handleError(self, record):
        """An exception left emit(): reported on stderr, if raiseExceptions is true."""
        if logging.raiseExceptions and sys.stderr:
            try:
                _describe_failure(record, sys.exception(), sys.stderr)
            except OSError:
                pass                    # stderr is of no use

    def __repr__(self):
        return f'<{type(self).__name__} ({logging.getLevelName(self.level)})>'


class StreamHandler(Handler):
    """Writes to a stream, sys.stderr by default."""
    terminator = '\n'

    def __init__(self, stream=None):
        Handler.__init__(self)
        self.stream = sys.stderr if stream is None else stream

    def flush(self):
        self.acquire()
        try:
            if self.stream and hasattr(self.stream, "flush"):
                self.stream.flush()
        finally:
            self.release()

    def emit(self, record):
        try:
            self.stream.write(self.format(record) + self.terminator)
            self.flush()
        except RecursionError:
            raise
        except Exception:
            self.handleError(record)

    def setStream(self, stream):
        """Another stream; returns the old one, or None if it is the same."""
        if stream is self.stream:
            return None
        old = self.stream
        self.acquire()
        try:
            self.flush()
            self.stream = stream
        finally:
            self.release()
        return old

    def __repr__(self):
        name = str(getattr(self.stream, 'name', ''))
        return '<%s %s(%s)>' % (self.__class__.__name__, name + ' ' if name else '',
                                logging.getLevelName(self.level))

    __class_getitem__ = classmethod(GenericAlias)


class FileHandler(StreamHandler):
    """Writes to a file, which with delay is opened at the first record."""

    def __init__(self, filename, mode='a', encoding=None, delay=False, errors=None):
        self.baseFilename = os.path.abspath(os.fspath(filename))
        self.mode, self.errors, self.delay = mode, errors, delay
        self.encoding = encoding if 'b' in mode else io.text_encoding(encoding)
        if not delay:
            StreamHandler.__init__(self, self._open())
        else:
            Handler.__init__(self)
            self.stream = None

    def _open(self):
        return open(self.baseFilename, self.mode, encoding=self.encoding, errors=self.errors)

    def _close_stream(self):
        if not (stream := self.stream):
            return
        try:
            self.flush()
        finally:
            self.stream = None
            if hasattr(stream, 'close'):
                stream.close()

    def close(self):
        self.acquire()
        try:
            self._close_stream()
        finally:
            try:
                StreamHandler.close(self)
            finally:
                self.release()

    def emit(self, record):
        if self.stream is None and not (self._closed and self.mode == 'w'):
            self.stream = self._open()
        if self.stream:
            StreamHandler.emit(self, record)

    def __repr__(self):
        return f'<{type(self).__name__} {self.baseFilename} ({logging.getLevelName(self.level)})>'


class _StderrHandler(StreamHandler):
    """Writes to whatever sys.stderr is now."""

    def __init__(self, level=logging.NOTSET):
        Handler.__init__(self, level)

    @property
    def stream(self):
        return sys.stderr


class NullHandler(Handler):
    """Does nothing: for libraries, so that there is a handler."""

    def handle(self, record):
        pass

    def emit(self, record):
        pass

    def createLock(self):
        self.lock = None
