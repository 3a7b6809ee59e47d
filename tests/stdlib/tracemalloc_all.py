# SPDX-License-Identifier: MIT
# tracemalloc: what it can tell without exact sizes; statistics, filters, comparison on traces made by hand.
import tracemalloc, os, linecache
from tracemalloc import *
def attempt(call, *args):
    try: print(call(*args))
    except Exception as error: print(type(error).__name__, error)
attempt(tracemalloc.take_snapshot); attempt(tracemalloc.start, 0)
print(tracemalloc.is_tracing(), tracemalloc.get_traced_memory(), tracemalloc.get_traceback_limit(), tracemalloc.get_tracemalloc_memory() >= 0, tracemalloc.get_object_traceback([]))
tracemalloc.start(5)
def allocate():
    return [bytes(1000 + i) for i in range(100)]
first = tracemalloc.take_snapshot()
kept = allocate()
second = tracemalloc.take_snapshot()
here = allocate.__code__.co_firstlineno + 1
stat = [s for s in second.statistics('lineno') if s.traceback[0].lineno == here and s.traceback[0].filename == __file__][0]
print(stat.count >= 100, stat.size >= 100000, tracemalloc.is_tracing(), tracemalloc.get_traceback_limit())
diff = [d for d in second.compare_to(first, 'lineno') if d.traceback[0].lineno == here][0]
print(diff.size_diff >= 100000, diff.count_diff >= 100, diff.size_diff == diff.size)
tb = tracemalloc.get_object_traceback(kept[5])
print(tb[-1].lineno == here, len(tb) >= 2, tb.format()[-1], tb.total_nframe)
current, peak = tracemalloc.get_traced_memory()
print(current > 100000, peak >= current)
del kept
print(tracemalloc.get_traced_memory()[0] < current)
tracemalloc.reset_peak(); print(tracemalloc.get_traced_memory()[1] < peak)
third = tracemalloc.take_snapshot()
print(not [s for s in third.statistics('lineno') if s.traceback[0].lineno == here and s.count > 50])
print(len(third.filter_traces([Filter(True, __file__)]).traces) > 0, all(t.traceback[-1].filename == __file__ for t in third.filter_traces([Filter(True, __file__)]).traces))
tracemalloc.clear_traces(); print(tracemalloc.get_traced_memory()[0] < 50000)
tracemalloc.stop(); print(tracemalloc.is_tracing())
traces = [(0, 10, (('a.py', 2), ('b.py', 4)), 3), (0, 20, (('a.py', 5), ('b.py', 4)), 3), (1, 2, (('a.py', 5),), 1), (2, 66000, (('b.py', 1),), 1), (3, 7, (('<unknown>', 0),), 1)]
snapshot = Snapshot(traces, 2)
print(snapshot.traces, len(snapshot.traces), snapshot.traces[0], repr(snapshot.traces[1]), snapshot.traces[2].domain, snapshot.traces[0] in snapshot.traces, [t.size for t in snapshot.traces[1:3]], snapshot.traceback_limit)
for key in 'filename', 'lineno', 'traceback':
    for s in snapshot.statistics(key): print(key, s, repr(s))
for key in 'filename', 'lineno':
    for s in snapshot.statistics(key, True): print('cumulative', key, s)
attempt(snapshot.statistics, 'other'); attempt(snapshot.statistics, 'traceback', True); attempt(snapshot.filter_traces, 5)
other = Snapshot([(0, 10, (('a.py', 2), ('b.py', 4)), 3), (0, 5, (('a.py', 5),), 1), (0, 500, (('c.py', 1),), 1)], 2)
for key in 'filename', 'lineno', 'traceback':
    for d in snapshot.compare_to(other, key): print(d, repr(d), d == d)
for filters in ([Filter(True, 'a.py')], [Filter(False, 'a.py')], [Filter(True, 'a.py', 5)], [Filter(True, 'b.py', 4, True)], [Filter(False, 'b.py', all_frames=True)], [DomainFilter(True, 1)], [DomainFilter(False, 0)], [Filter(True, 'a.py', domain=1)], [Filter(False, 'a.py', domain=1)], [Filter(True, '*.py'), Filter(False, 'b.*')], []):
    print([t.size for t in snapshot.filter_traces(filters).traces])
f = Filter(True, 'x', 5, True, 2); print(f.inclusive, f.filename_pattern, f.lineno, f.all_frames, f.domain, DomainFilter(False, 3).domain)
tb = snapshot.traces[0].traceback
print(tb, repr(tb), tb[0] < tb[1] or tb[1] < tb[0], tb == snapshot.traces[0].traceback, hash(tb) == hash(snapshot.traces[0].traceback), tb.format(), tb.format(1), tb.format(-1), tb.format(most_recent_first=True), tb[0] in tb, repr(tb[0:1]), Frame(('a', 1)) == Frame(('a', 1)), repr(Frame(('a', 1))))
