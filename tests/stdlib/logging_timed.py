"""TimedRotatingFileHandler: when it changes the file over, how old files are named, and which are removed."""
import datetime
import logging
import logging.handlers
import os
import tempfile
import time

Timed = logging.handlers.TimedRotatingFileHandler
os.environ['TZ'] = 'CET-1CEST,M3.5.0,M10.5.0/3'
time.tzset()
START = 1709999999          # before the clocks change

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, 'app.log')
    for when in 's', 'M', 'h', 'D', 'midnight', 'W0', 'w6':
        for options in {}, {'interval': 3}, {'utc': True}, {'atTime': datetime.time(13, 30, 15)}:
            handler = Timed(path, when, **options)
            print(when, options, handler.when, handler.interval, handler.suffix, handler.extMatch.pattern,
                  [handler.computeRollover(START + n * 12345) - START - n * 12345 for n in range(0, 200, 17)])
            handler.close()
    handler = Timed(path, 'midnight')
    for moment in (2024, 3, 30, 23, 59, 59), (2024, 3, 31, 0, 0, 0), (2024, 3, 31, 12, 0, 0), (2024, 10, 26, 12, 0, 0), (2024, 10, 27, 1, 0, 0):
        at = int(time.mktime((*moment, 0, 0, -1)))
        print(moment, time.strftime('%c', time.localtime(handler.computeRollover(at))))
    handler.close()
    for wrong in 'x', 'W', 'W7', 'W10', 'weekly', '':
        try:
            Timed(path, wrong)
        except ValueError as exc:
            print(exc)
    os.unlink(path)

    handler = Timed(path, 'S', backupCount=2)
    logger = logging.getLogger('timed')
    logger.propagate = False
    logger.addHandler(handler)
    for i in range(5):
        at = START + 1000 * i
        handler.rolloverAt = at
        logger.warning('line %d', i)
        print(sorted(os.listdir(folder)), handler.rolloverAt > START + 10_000)
    handler.rolloverAt = at                 # the file of that time exists
    handler.doRollover()
    print(handler.rolloverAt == at, sorted(os.listdir(folder)))
    for name in 'app.log.2024', 'app.log.2024-01-01_00-00-00.txt', 'other.log.2024-01-01_00-00-00', 'app.log.2020-01-01_00-00-00':
        open(os.path.join(folder, name), 'w').close()
    print([os.path.basename(p) for p in handler.getFilesToDelete()])
    handler.namer = lambda name: name.replace('.log.', '-') + '.txt'
    for name in 'app-2020-01-01_00-00-00.txt', 'app-2021-01-01_00-00-00.txt', 'app-2022-01-01_00-00-00.txt', 'app-2020-01-01.txt':
        open(os.path.join(folder, name), 'w').close()
    print([os.path.basename(p) for p in handler.getFilesToDelete()])
    handler.rolloverAt = START + 5
    logger.warning('named')
    print(sorted(os.listdir(folder)))
    handler.close()
    print(open(path).read())
    handler = Timed(os.path.join(folder, 'late.log'), 'D', delay=True)
    print(handler.stream, handler.shouldRollover(None), os.path.exists(handler.baseFilename), handler.atTime, handler.utc)
    handler.close()
