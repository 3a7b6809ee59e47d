# logging.config.dictConfig: formatters, filters, handlers, loggers, references, errors.
import io
import logging
import logging.config
import logging.handlers
import queue
import sys


class Even:
    def __init__(self, start=0, label=None):
        self.count = start
        self.label = label

    def filter(self, record):
        self.count += 1
        return self.count % 2


def make_formatter(prefix='', suffix=''):
    return logging.Formatter(prefix + '%(message)s' + suffix)


class Lines(logging.Handler):
    def __init__(self, label='', more=None):
        super().__init__()
        self.label, self.more = label, more

    def emit(self, record):
        print(self.label, self.format(record), self.more or '')


stream = io.StringIO()
old, below, other = logging.getLogger('old'), logging.getLogger('app.below'), logging.getLogger('apple')
logging.config.dictConfig({
    'version': 1,
    'formatters': {
        'plain': {'format': '%(levelname)s %(name)s %(message)s'},
        'brace': {'format': '{levelname} {message} {x}', 'style': '{', 'defaults': {'x': 'cfg://extra.values[1]'}, 'datefmt': '%Y'},
        'own': {'()': make_formatter, 'prefix': '<', 'suffix': '>', '.': {'added': 1}},
        'named': {'()': '__main__.make_formatter', 'prefix': 'ext://string.digits'},
        'classy': {'class': 'logging.Formatter', 'format': '%(message)s', 'validate': True},
    },
    'filters': {'even': {'()': Even, 'label': 'cfg://extra.name'}, 'app': {'name': 'app'}},
    'handlers': {
        'stream': {'class': 'logging.StreamHandler', 'stream': stream, 'formatter': 'plain', 'level': 'INFO', 'filters': ['app']},
        'lines': {'()': '__main__.Lines', 'label': 'L', 'more': ['ext://sys.byteorder', ('cfg://extra[name]', 2)], 'formatter': 'brace', '.': {'extra': 5}},
        'even': {'class': '__main__.Lines', 'label': 'even', 'filters': ['even'], 'formatter': 'own'},
        'a_memory': {'class': 'logging.handlers.MemoryHandler', 'capacity': 2, 'target': 'even', 'formatter': 'named'},
        'a_queue': {'class': 'logging.handlers.QueueHandler', 'handlers': ['lines'], 'respect_handler_level': True},
        'b_queue': {'class': 'logging.handlers.QueueHandler', 'queue': 'queue.SimpleQueue', 'listener': 'logging.handlers.QueueListener'},
    },
    'loggers': {
        'app': {'level': 'DEBUG', 'handlers': ['stream', 'lines'], 'propagate': False},
        'mem': {'handlers': ['a_memory'], 'level': 10, 'filters': [lambda record: 'x' not in record.msg]},
        'queued': {'handlers': ['a_queue'], 'propagate': 0},
        'kept': {'handlers': ['b_queue']},
    },
    'root': {'level': 'WARNING', 'handlers': ['even']},
    'extra': {'name': 'extra name', 'values': [1, 'second']},
})
app, mem = logging.getLogger('app'), logging.getLogger('mem')
app.debug('one'), app.info('two'), below.info('three'), mem.debug('m1'), mem.debug('mx'), mem.info('m2'), logging.warning('r1'), logging.warning('r2'), logging.warning('r3')
print(repr(stream.getvalue()), old.disabled, below.disabled, below.handlers, other.disabled, sorted(logging.getHandlerNames()))
lines = logging.getHandlerByName('lines')
print(lines.extra, lines.more, lines.name, logging.getHandlerByName('even').filters[0].label, logging.getHandlerByName('even').formatter.added)
queued = logging.getHandlerByName('a_queue')
print(type(queued.queue).__name__, queued.listener.handlers == (lines,), queued.listener.respect_handler_level, type(logging.getHandlerByName('b_queue').queue).__name__)
queued.listener.start()
logging.getLogger('queued').warning('through the queue')
queued.listener.stop()
logging.config.dictConfig({'version': 1, 'incremental': True, 'handlers': {'lines': {'level': 'ERROR'}}, 'loggers': {'app': {'level': 'INFO', 'propagate': True}}, 'root': {'level': 'ERROR'}})
print(lines.level, app.level, app.propagate, logging.root.level, app.handlers == [logging.getHandlerByName('stream'), lines])
logging.config.dictConfig({'version': 1, 'disable_existing_loggers': False, 'handlers': {'new': {'class': 'logging.StreamHandler', 'stream': 'ext://sys.stdout'}}, 'root': {'handlers': ['new'], 'level': 'DEBUG'}})
app.warning('still works'), old.disabled, logging.debug('root')
print(old.disabled, sorted(logging.getHandlerNames()), logging.root.handlers, app.handlers)
for config in [5, {}, {'version': 2}, {'handlers': {'h': {'class': 'nope.X'}}}, {'handlers': {'h': {'class': 'logging.StreamHandler', 'formatter': 'no'}}}, {'root': {'handlers': ['zz']}}, {'loggers': {'a': {'level': 'zz'}}},
               {'handlers': {'h': {'class': 'logging.StreamHandler', 'level': 'LOUD'}}}, {'handlers': {'h': {'class': 'logging.StreamHandler', 'stream': 'ext://sys.nope'}}}, {'formatters': {'f': {'format': 'x'}}},
               {'formatters': {'f': {'()': 'nope.b'}}}, {'handlers': {'h': {'class': 'logging.StreamHandler', 'filters': ['q']}}}, {'handlers': {'h': {'class': 'logging.FileHandler'}}},
               {'incremental': True, 'handlers': {'none': {'level': 1}}}, {'root': {'filters': ['zz']}}, {'handlers': {'h': {'class': 'logging.handlers.MemoryHandler', 'capacity': 3, 'target': 'zz'}}},
               {'handlers': {'h': {'class': 'logging.StreamHandler', 'stream': 'cfg://nope'}}}, {'filters': {'f': {'()': 'logging.Filter', 'nope': 1}}}, {'handlers': {'h': {'()': 'logging.NullHandler', 'a b': 1}}}]:
    if isinstance(config, dict) and config and 'version' not in config:
        config['version'] = 1
    try:
        logging.config.dictConfig(config)
    except Exception as error:
        print(type(error).__name__, error, '|', type(error.__cause__).__name__, error.__cause__)
print(logging.config.valid_ident('a_1'), logging.config.DEFAULT_LOGGING_CONFIG_PORT, logging.config.dictConfigClass.__name__, logging.config.BaseConfigurator({'a': 1}).resolve('logging.handlers.QueueHandler').__name__)
