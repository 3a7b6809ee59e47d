# Every public name of logging: loggers, records, formatters, filters, handlers, the module's own functions.
import asyncio
import io
import logging
import os
import sys
import threading
import warnings


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return f'{type(error).__name__}: {error}'


class Lines(logging.Handler):
    """Prints the records."""

    def __init__(self, label='', level=logging.NOTSET):
        super().__init__(level)
        self.label = label

    def emit(self, record):
        print(self.label, self.format(record))


print(sorted(logging.__all__))
print(logging.CRITICAL, logging.FATAL, logging.ERROR, logging.WARNING, logging.WARN, logging.INFO, logging.DEBUG, logging.NOTSET, logging.BASIC_FORMAT, logging.raiseExceptions, logging.lastResort)
print([logging.getLevelName(n) for n in (0, 10, 15, 50, 'INFO', 'nope')], logging.getLevelNamesMapping())
logging.addLevelName(15, 'TRACE')
print(logging.getLevelName(15), logging.getLevelName('TRACE'), attempt(logging.Handler, 'nope'), attempt(logging.Handler, 1.5), logging.Handler('TRACE').level)

# ---- hierarchy ----
root = logging.getLogger()
child, app, deep = logging.getLogger('app.db.pool'), logging.getLogger('app'), logging.getLogger('app.db')
print(root, root.name, app, child, child.parent is deep, deep.parent is app, app.parent is root, logging.getLogger('root') is root, logging.getLogger('app') is app, app.getChild('x.y').name, root.getChild('q').name)
print(sorted(x.name for x in app.getChildren()), sorted(x.name for x in deep.getChildren()), logging.Logger.manager.root is root, attempt(logging.getLogger, 5), logging.getLogger('a.b.c').parent is root, logging.getLogger('a').parent is root)
print(child.getEffectiveLevel(), child.isEnabledFor(20), child.hasHandlers(), app.level, attempt(app.setLevel, 'loud'), attempt(app.setLevel, None))
app.setLevel('DEBUG')
print(child.getEffectiveLevel(), child.isEnabledFor(10), child, app.propagate, app.disabled, app.handlers, app.filters)
top, low = Lines('root:'), Lines('app:', logging.ERROR)
root.addHandler(top), app.addHandler(low), app.addHandler(low)
child.debug('debug %s', 1), child.info('info %d %d', 1, 2), child.warning('100%'), child.error('%(a)s', {'a': 5}), child.critical('list %s', [1]), child.fatal('fatal'), child.log(15, 'trace %r', 'x')
root.info('not shown'), logging.getLogger('other').info('not shown'), logging.getLogger('other').warning('shown')
print(attempt(child.log, 'x', 'y'), child.hasHandlers(), top, low, logging.StreamHandler(), logging.NullHandler(), logging.StreamHandler(io.StringIO()))
app.propagate = False
child.error('only app'), child.warning('nobody')
app.propagate, app.disabled = True, True
app.error('off'), child.error('child is on')
app.disabled = False
logging.disable(logging.WARNING)
child.warning('off'), child.error('on')
print(child.isEnabledFor(30), root.manager.disable)
logging.disable(logging.NOTSET)
app.removeHandler(low)

# ---- formatters ----
record = logging.LogRecord('the.name', logging.INFO, '/path/to/file.py', 12, 'hello %s', ('you',), None, 'func')
print(record, record.getMessage(), record.levelname, record.filename, record.module, record.funcName, record.args, record.thread == threading.get_ident(), record.threadName, record.processName, record.process == os.getpid(), record.taskName)
print(sorted(vars(record)), record.msecs < 1000, record.relativeCreated > 0)
made = logging.makeLogRecord({'name': 'made', 'msg': 'm', 'levelno': 30, 'levelname': 'WARNING', 'created': 1700000000.5, 'msecs': 500.0, 'lineno': 7})
logging.Formatter.converter = __import__('time').gmtime
for args in [(), ('%(levelname)-8s|%(name)s:%(lineno)03d %(message)s',), ('{levelname:>9} {message!r}', None, '{'), ('$levelname ${message} $$', None, '$'), ('%(asctime)s %(message)s',),
             ('%(asctime)s.%(msecs)03d', '%H:%M:%S'), ('{asctime} {message}', '%d', '{'), ('$asctime', None, '$'), ('%(nope)s',), ('{nope}', None, '{'), ('$nope', None, '$'),
             ('plain',), ('{', None, '{'), ('plain', None, '{'), ('$', None, '$'), ('plain', None, '$'), ('%(message)s', None, '!'), ('{message:>x}', None, '{'), ('{a b}', None, '{'), ('%(message)',)]:
    formatter = attempt(logging.Formatter, *args)
    print(args, formatter if isinstance(formatter, str) else attempt(formatter.format, made), isinstance(formatter, str) or formatter.usesTime())
print(logging.Formatter('%(x)s %(message)s', defaults={'x': 'default'}).format(made), logging.Formatter('plain', validate=False).format(made), logging.Formatter().formatTime(made), logging.Formatter().formatTime(made, '%Y'), logging.Formatter().formatStack('s'))
try:
    1 / 0
except ZeroDivisionError as error:
    print(logging.Formatter().formatException(sys.exc_info()).splitlines()[-1])
    child.exception('caught'.upper(), exc_info=(type(error), error, None)), child.error('given', exc_info=error.with_traceback(None)), child.error('no', exc_info=False)
child.error('none', exc_info=True)
print(logging.BufferingFormatter(logging.Formatter('<%(message)s>')).format([made, record]), repr(logging.BufferingFormatter().format([])))


class Framed(logging.BufferingFormatter):
    def formatHeader(self, records):
        return f'[{len(records)} '

    def formatFooter(self, records):
        return ']'


print(Framed().format([made, record]))
top.setFormatter(logging.Formatter('%(filename)s %(funcName)s %(module)s %(name)s %(message)s'))


def inner(**options):
    app.warning('from inner', **options)


def outer():
    inner()
    inner(stacklevel=2)
    inner(stacklevel=99)
    inner(extra={'user': 'u'})
    print(attempt(inner, extra={'message': 1}), attempt(inner, extra={'name': 1}), attempt(inner, nope=1))


outer()
print(app.findCaller()[0] == __file__, app.findCaller()[2:], app.findCaller(True)[3].splitlines()[0], logging.currentframe().f_code.co_name)
top.setFormatter(None)
app.warning('with stack', stack_info=False)

# ---- filters ----
only = logging.Filter('app.db')
print(only.filter(logging.makeLogRecord({'name': 'app.db.x'})), only.filter(logging.makeLogRecord({'name': 'app.dbx'})), logging.Filter().filter(made), only.name, only.nlen)
top.addFilter(only), top.addFilter(only)
app.error('dropped'), child.error('kept')
top.removeFilter(only), top.addFilter(lambda record: 'no' not in record.msg)


class Replace:
    def filter(self, record):
        copy = logging.makeLogRecord(vars(record))
        copy.msg = 'replaced ' + record.msg
        return copy


app.addFilter(Replace())
app.error('yes'), app.error('no'), child.error('child')
app.filters.clear(), top.filters.clear()

# ---- handlers ----
stream = io.StringIO()
handler = logging.StreamHandler(stream)
handler.setFormatter(logging.Formatter('%(levelname)s %(message)s'))
handler.name = 'mine'
print(logging.getHandlerByName('mine') is handler, 'mine' in logging.getHandlerNames(), handler.get_name(), handler.terminator, attempt(logging.Handler().emit, made), handler.setStream(stream), handler.format(made), handler.handle(made) is made)
other = io.StringIO()
print(handler.setStream(other) is stream, repr(stream.getvalue()), handler.setLevel('ERROR'), handler.level, handler.acquire(), handler.release(), handler.flush(), handler.close(), logging.getHandlerByName('mine'))
path = f'/tmp/rondo_logging_{os.getpid()}.log'
file = logging.FileHandler(path, mode='w', encoding='utf-8', delay=True)
print(os.path.exists(path), file.stream)
file.emit(logging.makeLogRecord({'msg': 'é in file'}))
file.close()
with open(path, encoding='utf-8') as f:
    print(repr(f.read()), repr(file) == f'<FileHandler {path} (NOTSET)>', file.baseFilename == path, file.mode)
with logging.FileHandler(path).stream as f:
    f.write('more\n')
os.remove(path)
print(logging.NullHandler().handle(made), logging.NullHandler().emit(made), logging.NullHandler().lock, attempt(logging.FileHandler, '/nope/x'))
saved, sys.stderr = sys.stderr, io.StringIO()
bad = logging.StreamHandler(io.StringIO())
bad.handle(logging.makeLogRecord({'msg': '%d', 'args': ('x',)}))
text = sys.stderr.getvalue().splitlines()
print(text[0], [line for line in text if not line.startswith(' ')][-3:])
logging.raiseExceptions = False
sys.stderr = io.StringIO()
bad.handle(logging.makeLogRecord({'msg': '%d', 'args': ('x',)}))
print(repr(sys.stderr.getvalue()))
logging.raiseExceptions = True
root.removeHandler(top)
logging.getLogger('lonely').warning('to the last resort'), logging.getLogger('lonely').info('not there')
logging.lastResort, kept = None, logging.lastResort
logging.getLogger('lonely').error('once'), logging.getLogger('lonely').error('once')
logging.lastResort = kept
print(sys.stderr.getvalue())

# ---- the module ----
stream = io.StringIO()
print(logging.basicConfig(stream=stream, level='INFO', format='%(levelname)s %(message)s'), logging.basicConfig(stream=None), root.handlers, root.level)
logging.debug('d'), logging.info('i %s', 1), logging.warning('w'), logging.error('e'), logging.critical('c'), logging.fatal('f'), logging.log(25, 'l'), logging.exception('x', exc_info=False)
print(stream.getvalue())
logging.basicConfig(force=True, handlers=[Lines('new')], style='{', format='{message}!', datefmt='%Y')
logging.warning('forced')
for options in {'nope': 1}, {'stream': 1, 'filename': 'x'}, {'handlers': [], 'stream': 1}, {'style': '?'}, {'level': 'x'}:
    print(attempt(logging.basicConfig, force=True, **options))
logging.basicConfig(force=True, handlers=[Lines('')])
adapter = logging.LoggerAdapter(app, {'ip': '1.2.3.4'})
root.handlers[0].setFormatter(logging.Formatter('%(levelname)s %(message)s %(ip)s', defaults={'ip': '-', 'x': ''}))
adapter.debug('a'), adapter.info('b'), adapter.warning('c'), adapter.error('d'), adapter.critical('e'), adapter.log(35, 'f'), adapter.exception('g', exc_info=False), app.info('plain')
logging.LoggerAdapter(app, {'ip': 'x'}, merge_extra=True).info('merged', extra={'y': 1})
print(adapter, adapter.name, adapter.isEnabledFor(10), adapter.getEffectiveLevel(), adapter.hasHandlers(), adapter.process('m', {}), adapter.manager is root.manager, adapter.setLevel(20), logging.LoggerAdapter[int])


class Own(logging.Logger):
    pass


print(logging.getLoggerClass(), logging.setLoggerClass(Own), type(logging.getLogger('own')), attempt(logging.setLoggerClass, int), logging.setLoggerClass(logging.Logger), logging.getLogRecordFactory())


class Record(logging.LogRecord):
    def getMessage(self):
        return 'own ' + super().getMessage()


logging.setLogRecordFactory(Record)
app.warning('record')
logging.setLogRecordFactory(logging.LogRecord)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    app.warn('old'), logging.warn('old'), adapter.warn('old')
    print([(str(w.message), w.filename == __file__) for w in caught])
with warnings.catch_warnings():
    warnings.simplefilter('always')
    logging.captureWarnings(True), logging.captureWarnings(True)
    root.handlers[0].setFormatter(logging.Formatter('%(name)s %(levelname)s %(funcName)s'))
    warnings.warn('captured')
    logging.captureWarnings(False)


async def main():
    root.handlers[0].setFormatter(logging.Formatter('%(name)s %(taskName)s %(message)s'))
    app.warning('in a task')
    logging.getLogger('asyncio').setLevel(logging.ERROR)
    asyncio.get_running_loop().call_exception_handler({'message': 'through the logger'})


asyncio.run(main())
print(logging.shutdown(), logging.getLogger('app').__reduce__()[1], root.__reduce__()[1], attempt(logging.Logger('app').__reduce__) if 'pickle' in sys.modules else '')
