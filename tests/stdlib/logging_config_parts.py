# dictConfig: parts by reference, formatters and listeners of one's own, handlers that need others.
import logging
import logging.config
import logging.handlers
import queue
import sys


class Shout(logging.Formatter):
    def format(self, record):
        return super().format(record).upper()


class Listener(logging.handlers.QueueListener):
    pass


def make_listener(mark):
    def make(place, *handlers, **options):
        print('listener', mark, options)
        return Listener(place, *handlers, **options)
    return make


def make_queue():
    return queue.Queue(5)


def configured(**parts):
    try:
        logging.config.dictConfig({'version': 1, **parts})
    except Exception as e:
        print(type(e).__name__, e, '<-', type(e.__cause__).__name__, e.__cause__)
        return False
    return True


print('-- references')
configured(
    true_formatters={'plain': {'format': '%(levelname)s ++ %(message)s'}},
    some_handlers={'out': {'class': 'logging.StreamHandler', 'formatter': 'plain', 'stream': 'ext://sys.stdout'}},
    some_loggers={'a.b': {'level': 'DEBUG', 'handlers': ['out']}},
    formatters='cfg://true_formatters', handlers={'out': 'cfg://some_handlers[out]'},
    loggers={'a.b': 'cfg://some_loggers[a.b]'})
logging.getLogger('a.b').debug('seen')

print('-- formatter of one\'s own with the item "format"')
configured(formatters={'f': {'()': Shout, 'format': '%(levelname)s: %(message)s'}},
           handlers={'out': {'class': 'logging.StreamHandler', 'formatter': 'f', 'stream': 'ext://sys.stdout'}},
           root={'handlers': ['out']})
logging.warning('loud')
configured(formatters={'f': {'()': Shout, 'colour': 'red'}})

print('-- memory')
configured(handlers={'out': {'class': 'logging.StreamHandler', 'stream': 'ext://sys.stdout'},
                     'mem': {'class': 'logging.handlers.MemoryHandler', 'capacity': 9, 'target': 'out',
                             'flushLevel': 'ERROR'}},
           root={'handlers': ['mem'], 'level': 'DEBUG'})
print(logging.getHandlerByName('mem').flushLevel)
logging.info('kept')
print('before the error')
logging.error('all out')

print('-- queue')
for place in (None, __name__ + '.make_queue', {'()': 'queue.Queue', 'maxsize': 3}, queue.Queue(7)):
    for listener in (None, __name__ + '.Listener', Listener, {'()': __name__ + '.make_listener', 'mark': '!'}):
        spec = {'class': 'logging.handlers.QueueHandler', 'handlers': ['out'], 'respect_handler_level': True}
        if place is not None:
            spec['queue'] = place
        if listener is not None:
            spec['listener'] = listener
        if configured(handlers={'out': {'class': 'logging.StreamHandler', 'stream': 'ext://sys.stdout'}, 'q': spec},
                      root={'handlers': ['q'], 'level': 'INFO'}):
            q = logging.getHandlerByName('q')
            print(type(q.queue).__name__, q.queue.maxsize, type(q.listener).__name__)
            q.listener.start()
            logging.info('by way of the queue')
            q.listener.stop()
for name, wrong in ('queue', 4), ('queue', 'sys.maxsize'), ('queue', {'maxsize': 3}), ('listener', 4), \
        ('listener', int), ('listener', 'sys.maxsize'), ('listener', {'mark': 1}):
    configured(handlers={'q': {'class': 'logging.handlers.QueueHandler', name: wrong}})
configured(handlers={'q': {'class': 'logging.handlers.QueueHandler', 'handlers': ['nowhere']}})

print('-- places')
bc = logging.config.BaseConfigurator({'a': {' b ': 1, 'b c': 2, '0': 5, '': 6, 'x': {'y': 7}}, 'l': [8]})
for text in ['a[ b ]', 'a[b c]', 'a[]', 'a[0]', 'a. x', 'a.x .y', 'a.x [y]', 'a[x] .y', 'l[0]', 'l[ 0 ]', ' a[x][y]', 'a b',
             'a[b[c]]', 'q', '?']:
    try:
        print(text, bc.convert('cfg://' + text))
    except Exception as e:
        print(text, type(e).__name__, e)
