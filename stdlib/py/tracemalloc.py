# SPDX-License-Identifier: MIT
"""Where memory was allocated: snapshots of the blocks in use, with statistics by line, file or
traceback."""

import fnmatch
import linecache
import os
from collections.abc import Iterable, Sequence
from functools import total_ordering
from _tracemalloc import (start, stop, is_tracing, clear_traces, get_traceback_limit,
                          get_traced_memory, reset_peak, get_tracemalloc_memory, _get_traces,
                          _get_object_traceback)


def _format_size(size, sign):
    for unit in 'B', 'KiB', 'MiB', 'GiB', 'TiB':
        if abs(size) < 100 and unit != 'B':
            return ('%+.1f %s' if sign else '%.1f %s') % (size, unit)
        if abs(size) < 10 * 1024 or unit == 'TiB':
            return ('%+.0f %s' if sign else '%.0f %s') % (size, unit)
        size /= 1024


def _describe(stat, diffs):
    """The text of a statistic; diffs: (size, count) by which it differs, or None."""
    text = f'{stat.traceback}: size={_format_size(stat.size, False)}'
    if diffs:
        text += f' ({_format_size(diffs[0], True)})'
    text += f', count={stat.count}'
    if diffs:
        text += f' ({diffs[1]:+})'
    if stat.count:
        text += f', average={_format_size(stat.size / stat.count, False)}'
    return text


class Statistic:
    """Statistic difference on memory allocations: size and number of the blocks of a place."""

    __slots__ = 'traceback', 'size', 'count'

    def __init__(self, traceback, size, count):
        self.traceback, self.size, self.count = traceback, size, count

    def _parts(self):
        return self.traceback, self.size, self.count

    def __hash__(self):
        return hash(self._parts())

    def __eq__(self, other):
        return self._parts() == other._parts() if isinstance(other, Statistic) else NotImplemented

    def __str__(self):
        return _describe(self, None)

    def __repr__(self):
        return f'<Statistic traceback={self.traceback!r} size={self.size} count={self.count}>'

    def _sort_key(self):
        return self.size, self.count, self.traceback


class StatisticDiff:
    """Statistic difference on memory allocations between an old and a new Snapshot instance."""

    __slots__ = 'traceback', 'size', 'size_diff', 'count', 'count_diff'

    def __init__(self, traceback, size, size_diff, count, count_diff):
        self.traceback = traceback
        self.size, self.size_diff = size, size_diff
        self.count, self.count_diff = count, count_diff

    def _parts(self):
        return self.traceback, self.size, self.size_diff, self.count, self.count_diff

    def __hash__(self):
        return hash(self._parts())

    def __eq__(self, other):
        return (self._parts() == other._parts() if isinstance(other, StatisticDiff)
                else NotImplemented)

    def __str__(self):
        return _describe(self, (self.size_diff, self.count_diff))

    def __repr__(self):
        return (
            f'<StatisticDiff traceback={self.traceback!r} size={self.size} ({self.size_diff:+}) '
            f'count={self.count} ({self.count_diff:+})>')

    def _sort_key(self):
        return abs(self.size_diff), self.size, abs(self.count_diff), self.count, self.traceback


def _compare_grouped_stats(old_group, new_group):
    none, found = Statistic(None, 0, 0), []
    for traceback, stat in new_group.items():
        old = old_group.get(traceback, none)
        found.append(StatisticDiff(traceback, stat.size, stat.size - old.size, stat.count,
                                   stat.count - old.count))
    for traceback, old in old_group.items():
        if traceback not in new_group:
            found.append(StatisticDiff(traceback, 0, -old.size, 0, -old.count))
    return found


def _part_of(attribute, index, doc):
    """A property that reads one item of the tuple behind an object."""
    return property(lambda self: getattr(self, attribute)[index], doc=doc)


@total_ordering
class Frame:
    """Frame of a traceback."""

    __slots__ = ('_frame',)

    def __init__(self, frame):
        self._frame = frame             # (file name, line)

    filename = _part_of('_frame', 0, "The file, '<unknown>' if there is none.")
    lineno = _part_of('_frame', 1, "The line in the file, 0 if it is unknown.")

    def __eq__(self, other):
        return self._frame == other._frame if isinstance(other, Frame) else NotImplemented

    def __lt__(self, other):
        return self._frame < other._frame if isinstance(other, Frame) else NotImplemented

    def __hash__(self):
        return hash(self._frame)

    def __str__(self):
        return f'{self.filename}:{self.lineno}'

    def __repr__(self):
        return f'<Frame filename={self.filename!r} lineno={self.lineno!r}>'


def _wrapped(kind, found, index):
    """What an index or a slice found, as objects."""
    return tuple(map(kind, found)) if isinstance(index, slice) else kind(found)


@total_ordering
class Traceback(Sequence):
    """Sequence of Frame instances sorted from the oldest frame to the most recent frame."""

    __slots__ = '_frames', '_total_nframe'

    def __init__(self, frames, total_nframe=None):
        self._frames = tuple(reversed(frames))
        self._total_nframe = total_nframe

    @property
    def total_nframe(self):
        """How many frames there were before the limit cut them off; None: unknown."""
        return self._total_nframe

    def __hash__(self):
        return hash(self._frames)

    def __contains__(self, frame):
        return frame._frame in self._frames

    def __getitem__(self, index):
        return _wrapped(Frame, self._frames[index], index)

    def __len__(self):
        return len(self._frames)

    def __eq__(self, other):
        return self._frames == other._frames if isinstance(other, Traceback) else NotImplemented

    def __lt__(self, other):
        return self._frames < other._frames if isinstance(other, Traceback) else NotImplemented

    def __str__(self):
        return str(self[0])

    def __repr__(self):
        total = '' if self.total_nframe is None else f' total_nframe={self.total_nframe}'
        return f'<Traceback {tuple(self)}{total}>'

    def format(self, limit=None, most_recent_first=False):
        """Format the traceback as a list of lines."""
        frames = list(self)
        if limit is not None:
            frames = frames[-limit:] if limit > 0 else frames[:limit]
        if most_recent_first:
            frames.reverse()
        lines = []
        for frame in frames:
            lines.append(f'  File "{frame.filename}", line {frame.lineno}')
            text = linecache.getline(frame.filename, frame.lineno).strip()
            if text:
                lines.append('    ' + text)
        return lines


def get_object_traceback(obj):
    """Get the traceback where the Python object *obj* was allocated, or None."""
    frames = _get_object_traceback(obj)
    return None if frames is None else Traceback(frames)


class Trace:
    """Trace of a memory block."""

    __slots__ = ('_trace',)

    def __init__(self, trace):
        self._trace = trace             # (domain, size, frames, total number of frames)

    domain = _part_of('_trace', 0, "The address space: 0 for the objects of the language.")
    size = _part_of('_trace', 1, "How many bytes the block has.")

    @property
    def traceback(self):
        """Where it was allocated."""
        return Traceback(*self._trace[2:])

    def __eq__(self, other):
        return self._trace == other._trace if isinstance(other, Trace) else NotImplemented

    def __hash__(self):
        return hash(self._trace)

    def __str__(self):
        return f'{self.traceback}: {_format_size(self.size, False)}'

    def __repr__(self):
        return (f'<Trace domain={self.domain} size={_format_size(self.size, False)}, '
                f'traceback={self.traceback!r}>')


class _Traces(Sequence):
    def __init__(self, traces):
        self._traces = traces

    def __contains__(self, trace):
        return trace._trace in self._traces

    def __getitem__(self, index):
        return _wrapped(Trace, self._traces[index], index)

    def __len__(self):
        return len(self._traces)

    def __eq__(self, other):
        return self._traces == other._traces if isinstance(other, _Traces) else NotImplemented

    def __repr__(self):
        return f'<Traces len={len(self)}>'


class BaseFilter:
    """What filters share: whether they name what is wanted or what is not."""

    def __init__(self, inclusive):
        self.inclusive = inclusive

    def _match(self, trace):
        """Does the trace pass?"""
        raise NotImplementedError


class Filter(BaseFilter):
    """Blocks by the file, perhaps the line, of their most recent frame, or of all frames."""

    def __init__(self, inclusive, filename_pattern, lineno=None, all_frames=False, domain=None):
        super().__init__(inclusive)
        self._filename_pattern = os.path.normcase(filename_pattern)
        self.lineno, self.all_frames, self.domain = lineno, all_frames, domain

    @property
    def filename_pattern(self):
        """The pattern, as fnmatch knows it."""
        return self._filename_pattern

    def _match_frame(self, filename, lineno):
        fits = fnmatch.fnmatch(os.path.normcase(filename), self._filename_pattern) and (
            self.lineno is None or lineno == self.lineno)
        return fits ^ (not self.inclusive)

    def _match_traceback(self, frames):
        if not self.all_frames:
            return self._match_frame(*frames[0])
        found = any(fnmatch.fnmatch(name, self._filename_pattern)
                    and (self.lineno is None or line == self.lineno)
                    for name, line in frames)
        return found ^ (not self.inclusive)

    def _match(self, trace):
        fits = self._match_traceback(trace[2])
        if self.domain is not None:
            if self.inclusive:
                return fits and trace[0] == self.domain
            return fits or trace[0] != self.domain
        return fits


class DomainFilter(BaseFilter):
    """Blocks by their address space."""

    def __init__(self, inclusive, domain):
        super().__init__(inclusive)
        self._domain = domain

    @property
    def domain(self):
        """The address space."""
        return self._domain

    def _match(self, trace):
        return (trace[0] == self.domain) ^ (not self.inclusive)


class Snapshot:
    """Snapshot of traces of memory blocks allocated by Python."""

    def __init__(self, traces, traceback_limit):
        self.traces = _Traces(traces)
        self.traceback_limit = traceback_limit

    def dump(self, filename):
        """Write the snapshot into a file."""
        import pickle
        with open(filename, 'wb') as file:
            pickle.dump(self, file, pickle.HIGHEST_PROTOCOL)

    @staticmethod
    def load(filename):
        """Load a snapshot from a file."""
        import pickle
        with open(filename, 'rb') as file:
            return pickle.load(file)

    def filter_traces(self, filters):
        """Create a new Snapshot instance with a filtered traces sequence: those that an inclusive
        filter takes, if there are any, and that no exclusive one refuses."""
        if not isinstance(filters, Iterable):
            raise TypeError('filters must be a list of filters, not %s' % type(filters).__name__)
        traces = self.traces._traces
        if filters:
            wanted = [one for one in filters if one.inclusive]
            refused = [one for one in filters if not one.inclusive]
            traces = [trace for trace in traces
                      if (not wanted or any(one._match(trace) for one in wanted)) and
                      all(one._match(trace) for one in refused)]
        return Snapshot(traces[:], self.traceback_limit)

    def _group_by(self, key_type, cumulative):
        if key_type not in ('traceback', 'filename', 'lineno'):
            raise ValueError('unknown key_type: %r' % (key_type,))
        if cumulative and key_type not in ('lineno', 'filename'):
            raise ValueError('cumulative mode cannot by used with key type %r' % key_type)
        stats, known = {}, {}
        for _, size, frames, _ in self.traces._traces:
            if key_type == 'traceback':
                keys = [frames]
            else:
                keys = [(frame,) if key_type == 'lineno' else ((frame[0], 0),)
                        for frame in (frames if cumulative else frames[:1])]
            for key in dict.fromkeys(keys) if cumulative else keys:
                traceback = known.get(key)
                if traceback is None:
                    traceback = known[key] = Traceback(key)
                stat = stats.get(traceback)
                if stat is None:
                    stats[traceback] = Statistic(traceback, size, 1)
                else:
                    stat.size += size
                    stat.count += 1
        return stats

    def statistics(self, key_type, cumulative=False):
        """Group statistics by key_type: 'filename', 'lineno' or 'traceback'. The biggest first."""
        return sorted(self._group_by(key_type, cumulative).values(), reverse=True,
                      key=Statistic._sort_key)

    def compare_to(self, old_snapshot, key_type, cumulative=False):
        """Compute the differences with an old snapshot. The biggest first."""
        found = _compare_grouped_stats(old_snapshot._group_by(key_type, cumulative),
                                       self._group_by(key_type, cumulative))
        return sorted(found, reverse=True, key=StatisticDiff._sort_key)


def take_snapshot():
    """Take a snapshot of traces of memory blocks allocated by Python."""
    if not is_tracing():
        raise RuntimeError(
            'the tracemalloc module must be tracing memory allocations to take a snapshot')
    return Snapshot(_get_traces(), get_traceback_limit())
