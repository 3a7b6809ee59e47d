# SPDX-License-Identifier: MIT
"""The handler whose file is changed over at times of the day or of the week."""

import io
import os
import re
import time

from .handlers import BaseRotatingHandler

_DAY = 24 * 60 * 60
# For each unit: its seconds, and how far the suffix of an old file tells the time.
_UNITS = {'S': (1, 6), 'M': (60, 5), 'H': (60 * 60, 4), 'D': (_DAY, 3), 'MIDNIGHT': (_DAY, 3),
          'W': (7 * _DAY, 3)}
_PARTS = (('%Y', r'\d{4}'), ('-%m', r'-\d{2}'), ('-%d', r'-\d{2}'), ('_%H', r'_\d{2}'),
          ('-%M', r'-\d{2}'), ('-%S', r'-\d{2}'))


def _day_of(when):
    """The day in 'W0' ... 'W6'."""
    if len(when) != 2:
        raise ValueError(
            f"You must specify a day for weekly rollover from 0 to 6 (0 is Monday): {when}")
    if not '0' <= when[1] <= '6':
        raise ValueError(f"Invalid day specified for weekly rollover: {when}")
    return int(when[1])


class TimedRotatingFileHandler(BaseRotatingHandler):
    """A file that is changed over each interval of seconds, minutes, hours or days; at midnight, or
    on a day of the week (W0 is Monday), at atTime. backupCount old ones are kept; the time is part
    of their names."""

    __module__ = 'logging.handlers'

    def __init__(self, filename, when='h', interval=1, backupCount=0, encoding=None, delay=False,
                 utc=False, atTime=None, errors=None):
        super().__init__(filename, 'a', encoding=io.text_encoding(encoding), delay=delay,
                         errors=errors)
        self.when, self.backupCount = when.upper(), backupCount
        self.utc, self.atTime = utc, atTime
        unit = 'W' if self.when.startswith('W') else self.when
        if unit not in _UNITS:
            raise ValueError(f"Invalid rollover interval specified: {self.when}")
        if unit == 'W':
            self.dayOfWeek = _day_of(self.when)
        seconds, precision = _UNITS[unit]
        self.interval, self._units = seconds * interval, interval
        self.suffix = ''.join(directive for directive, _ in _PARTS[:precision])
        digits = ''.join(pattern for _, pattern in _PARTS[:precision])
        self.extMatch = re.compile(rf'(?<!\d){digits}(?!\d)', re.ASCII)
        # A file that exists was begun when it was last changed, for all we know.
        begun = (os.stat(self.baseFilename).st_mtime if os.path.exists(self.baseFilename)
                 else time.time())
        self.rolloverAt = self.computeRollover(int(begun))

    def computeRollover(self, currentTime):
        """When to change the file over, if it is begun now."""
        if self.when in ('S', 'M', 'H', 'D'):
            return currentTime + self.interval
        return self._next_on_calendar(currentTime)

    def _next_on_calendar(self, now):
        """The next time that the clock shows atTime, or the end of the day, on the day of the week;
        or some days or weeks after that."""
        at = self.atTime
        clock = (24, 0, 0) if at is None else (at.hour, at.minute, at.second)
        year, month, day, *_, weekday, _, _ = time.gmtime(now) if self.utc else time.localtime(now)

        def moment(days):
            fields = year, month, day + days, *clock, 0, 0, -1
            if not self.utc:
                return int(time.mktime(fields))
            from calendar import timegm
            return timegm((year, month, day, *clock)) + days * _DAY

        days = 0 if moment(0) > now else 1
        if self.when == 'MIDNIGHT':
            return moment(days + self._units - 1)
        days += (self.dayOfWeek - weekday - days) % 7
        return moment(days + 7 * (self._units - 1))

    def shouldRollover(self, record):
        now = int(time.time())
        if now < self.rolloverAt:
            return False
        if os.path.exists(self.baseFilename) and not os.path.isfile(self.baseFilename):
            self.rolloverAt = self.computeRollover(now)     # a device cannot be put aside
            return False
        return True

    def _name_for(self, moment):
        """The name that the file gets which was begun at a moment."""
        fields = time.gmtime(moment) if self.utc else time.localtime(moment)
        return self.rotation_filename(f'{self.baseFilename}.{time.strftime(self.suffix, fields)}')

    def _begun(self):
        """When the present file was begun, by the clock of the time at which it ends."""
        begun = self.rolloverAt - self.interval
        if self.utc:
            return begun
        summer = time.localtime()[-1]
        return begun + 3600 * (summer - time.localtime(begun)[-1])

    def _is_old_file(self, name):
        """Is this file one that was put aside?"""
        base = os.path.basename(self.baseFilename)
        if self.namer is None:
            return (name.startswith(base + '.')
                    and bool(self.extMatch.fullmatch(name[len(base) + 1:])))
        return any(os.path.basename(self.namer(f'{self.baseFilename}.{found[0]}')) == name
                   for found in self._all_times_in(name))

    def _all_times_in(self, name):
        at = 0
        while found := self.extMatch.search(name, at):
            yield found
            at = found.start() + 1

    def getFilesToDelete(self):
        """The paths of old files beyond the newest backupCount."""
        folder = os.path.dirname(self.baseFilename)
        old = sorted(os.path.join(folder, name) for name in os.listdir(folder)
                     if self._is_old_file(name))
        return old[:max(len(old) - self.backupCount, 0)]

    def doRollover(self):
        now = int(time.time())
        aside = self._name_for(self._begun())
        if os.path.exists(aside):
            return                          # somebody else has done it
        self._close_stream()
        self.rotate(self.baseFilename, aside)
        if self.backupCount > 0:
            for path in self.getFilesToDelete():
                os.remove(path)
        if not self.delay:
            self.stream = self._open()
        self.rolloverAt = self.computeRollover(now)
