# logging.handlers: files that are changed over, queues, memory.
import logging
import logging.handlers
import os
import queue


class Lines(logging.Handler):
    """Prints the records."""

    def emit(self, record):
        print('  handled:', self.format(record))


def record(text, level=logging.INFO, *args):
    return logging.LogRecord('name', level, __file__, 1, text, args, None)


place = f'/tmp/rondo_handlers_{os.getpid()}'
os.mkdir(place)


def files():
    found = {}
    for name in sorted(os.listdir(place)):
        with open(os.path.join(place, name)) as f:
            found[name] = f.read()
    return found


rotating = logging.handlers.RotatingFileHandler(os.path.join(place, 'r.log'), mode='w', maxBytes=20, backupCount=2)
print(rotating.mode, rotating.maxBytes, rotating.backupCount, rotating.encoding is not None, rotating.shouldRollover(record('a long text ' * 9)))
for i in range(6):
    rotating.handle(record('line %d'.center(10), logging.INFO, i))
    print(files())
rotating.doRollover()
rotating.namer = lambda name: name + '.named'
rotating.rotator = lambda source, dest: print('rotate', os.path.basename(source), os.path.basename(dest))
print(os.path.basename(rotating.rotation_filename('x')), files())
rotating.handle(record('once more ' * 3)), rotating.handle(record('once more ' * 3))
rotating.close()
print(files())
single = logging.handlers.RotatingFileHandler(os.path.join(place, 's.log'), maxBytes=10, delay=True)
single.emit(record('0123456789')), single.emit(record('abc'))
single.close()
print(files()['s.log'].split())
watched = logging.handlers.WatchedFileHandler(os.path.join(place, 'w.log'))
watched.emit(record('one'))
os.rename(os.path.join(place, 'w.log'), os.path.join(place, 'old.log'))
watched.emit(record('two')), watched.reopenIfNeeded(), watched.emit(record('three'))
watched.close()
print({name: text for name, text in files().items() if name in ('w.log', 'old.log')})
for name in os.listdir(place):
    os.remove(os.path.join(place, name))
os.rmdir(place)

# Queues.
q = queue.Queue()
handler = logging.handlers.QueueHandler(q)
logger = logging.getLogger('queued')
logger.propagate = False
logger.addHandler(handler)
logger.setLevel('DEBUG')
loud = Lines()
loud.setLevel('ERROR')
listener = logging.handlers.QueueListener(q, Lines(), loud, respect_handler_level=True)
listener.start()
logger.info('info %d', 1), logger.error('error')
try:
    1 / 0
except ZeroDivisionError:
    logger.exception('failed')
listener.stop()
print(q.empty(), handler.listener, handler.queue is q, listener.handlers[1] is loud, listener.respect_handler_level)
prepared = handler.prepare(record('%s!', 20, 'x'))
print(prepared.msg, prepared.message, prepared.args, prepared.exc_info, prepared.exc_text, prepared.stack_info, listener.prepare(prepared) is prepared)
listener.stop(), listener.enqueue_sentinel(), print(listener.dequeue(False)), listener.handle(record('by hand', logging.ERROR))
handler.enqueue(5)
print(q.get())

# Memory.
buffering = logging.handlers.BufferingHandler(2)
buffering.emit(record('a'))
print(len(buffering.buffer), buffering.capacity, buffering.shouldFlush(record('b')), buffering.emit(record('b')), buffering.buffer, buffering.close())
memory = logging.handlers.MemoryHandler(3, target=Lines())
memory.handle(record('one')), memory.handle(record('two')), print('kept', len(memory.buffer)), memory.handle(record('three')), print('kept', len(memory.buffer))
memory.handle(record('four')), memory.handle(record('grave', logging.CRITICAL)), memory.handle(record('last'))
memory.setTarget(None), memory.flush(), print('kept', len(memory.buffer), memory.flushLevel, memory.flushOnClose)
memory.setTarget(Lines()), memory.close(), print(memory.target, memory.buffer)
quiet = logging.handlers.MemoryHandler(3, logging.WARNING, Lines(), flushOnClose=False)
quiet.handle(record('never shown')), quiet.close()
print(logging.handlers.DEFAULT_TCP_LOGGING_PORT, logging.handlers.DEFAULT_UDP_LOGGING_PORT, logging.handlers.DEFAULT_HTTP_LOGGING_PORT, logging.handlers.DEFAULT_SOAP_LOGGING_PORT, logging.handlers.SYSLOG_UDP_PORT, logging.handlers.SYSLOG_TCP_PORT)
print(logging.handlers.BaseRotatingHandler.__mro__[1].__name__, logging.handlers.RotatingFileHandler.__mro__[1].__name__)
