"""logging.config.fileConfig(): formatters, handlers, loggers, those that were there before, errors."""
import configparser
import io
import logging
import logging.config
import os
import sys
import tempfile

TEXT = '''
[loggers]
keys=root, app, quiet

[handlers]
keys=out, memory, keeper

[formatters]
keys=plain, brace, own

[formatter_plain]
format=%(levelname)s %(name)s %(message)s
datefmt=%Y

[formatter_brace]
format={levelname}|{message}|{extra}
style={
defaults={'extra': 'by default'}

[formatter_own]
class=__main__.Shouting
format=%(message)s

[handler_out]
class=StreamHandler
level=INFO
formatter=plain
args=(sys.stdout,)

[handler_memory]
class=handlers.MemoryHandler
kwargs={'capacity': 100, 'flushLevel': ERROR}
target=keeper

[handler_keeper]
class=__main__.Keeper
formatter=%(chosen)s
args=('argument', WARNING)

[logger_root]
level=WARNING
handlers=out

[logger_app]
level=DEBUG
handlers=out,memory
qualname=app
propagate=0

[logger_quiet]
qualname=app.quiet
handlers=
'''


class Shouting(logging.Formatter):
    def format(self, record):
        return super().format(record).upper()


class Keeper(logging.Handler):
    def __init__(self, *args):
        super().__init__()
        print('keeper', args)

    def emit(self, record):
        print('kept', self.format(record))


def say():
    for name in 'app', 'app.quiet', 'app.below', 'old', 'apple':
        logger = logging.getLogger(name)
        print(name, logger.level, len(logger.handlers), logger.propagate, bool(logger.disabled))
        logger.info('info of %s', name)
        logger.warning('warning of %s', name)
    print([h.name for h in logging.root.handlers], logging.root.level, sorted(logging.getHandlerNames()))


for name in 'app', 'app.below', 'old', 'apple':
    logging.getLogger(name).addHandler(logging.NullHandler())
logging.config.fileConfig(io.StringIO(TEXT), {'chosen': 'own'})
say()
logging.getLogger('app').error('this flushes')
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    with open('config.ini', 'w') as file:
        file.write(TEXT)
    logging.getLogger('old').disabled = False
    logging.config.fileConfig('config.ini', {'chosen': 'brace'}, disable_existing_loggers=False, encoding='utf-8')
    say()
    logging.getLogger('app').error('this flushes too')
    parser = configparser.ConfigParser({'chosen': 'plain'})
    parser.read('config.ini')
    logging.config.fileConfig(parser)
    open('empty.ini', 'w').close()
    with open('bad.ini', 'w') as file:
        file.write('[loggers]\nkeys')
    for wrong in 'missing.ini', 'empty.ini', 'bad.ini', io.StringIO('[loggers]\nkeys=root\n'):
        try:
            logging.config.fileConfig(wrong)
        except Exception as exc:
            print(type(exc).__name__, str(exc).splitlines()[0])
    for old, new in (('keys=root, app', 'keys=app'), ('class=StreamHandler', 'class=no.such.Class'), ('level=DEBUG', 'level=LOUD'),
                     ('class=__main__.Keeper', 'class=__main__.Nobody'), ('handlers=out,memory', 'handlers=out,none'),
                     ('style={', 'style=x'), ('qualname=app\n', '\n'), ('propagate=0', 'propagate=no'), ('args=(sys', 'args=(syx')):
        try:
            logging.config.fileConfig(io.StringIO(TEXT.replace(old, new)), {'chosen': 'own'})
        except Exception as exc:
            print(type(exc).__name__, exc)
    os.chdir('/')
