# SPDX-License-Identifier: MIT
# cProfile, profile, pstats, timeit: counts and orders; times are replaced.
import cProfile, io, os, profile, pstats, re, sys, timeit
def shown(text):
    text = re.sub(r'\d+\.\d+', 'T', text)
    return re.sub(r' +T', ' T', text)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
def work():
    fib(5)
    for i in range(3):
        helper(i)
    return sorted([3, 1, 2], key=key)
def helper(i):
    return len('x' * i)
def key(x):
    return -x
stream = io.StringIO()
p = cProfile.Profile()
p.runcall(work)
stats = pstats.Stats(p, stream=stream)
stats.strip_dirs().sort_stats('name').print_stats()
stats.sort_stats('calls', 'name').print_stats(3); stats.print_stats('fib|key'); stats.print_stats(.5); stats.print_stats('('); stats.print_stats('nothing')
stats.sort_stats(pstats.SortKey.NFL).print_callers(); stats.print_callees('work'); stats.reverse_order().print_stats(2)
print(shown(stream.getvalue()))
print(sorted(stats.stats), stats.total_calls, stats.prim_calls, {k: v[:2] for k, v in stats.stats.items() if k[2] == 'fib'})
sp = stats.get_stats_profile(); print(sp.func_profiles['fib'].ncalls, sp.func_profiles['helper'].line_number == helper.__code__.co_firstlineno, type(sp.total_tt))
p.dump_stats('out.prof'); again = pstats.Stats('out.prof', stream=stream); again.add('out.prof'); print(again.total_calls, len(again.files), again.sort_arg_dict_default.keys() == stats.sort_arg_dict_default.keys())
again.dump_stats('two.prof'); print(pstats.Stats('two.prof').prim_calls)
with cProfile.Profile() as q: fib(3)
q.create_stats(); print(sorted((k[2], v[:2]) for k, v in q.stats.items()))
rows = q.getstats(); print(sorted((r.callcount, r.reccallcount, getattr(r.code, 'co_name', r.code)) for r in rows)); q.clear(); print(q.getstats())
sys.stdout, saved = stream, sys.stdout
stream.truncate(0); stream.seek(0)
cProfile.run('fib(4)', sort='name'); cProfile.runctx('fib(n)', {'fib': fib, 'n': 3}, {}); cProfile.run('raise SystemExit')
q.enable(); fib(1); q.disable(); q.print_stats('name')
sys.stdout = saved
print(shown(stream.getvalue()))
for bad in (lambda: pstats.Stats(5), lambda: pstats.Stats(cProfile.Profile()), lambda: stats.sort_stats('name', 1), lambda: stats.sort_stats('nokey'), lambda: q.runctx('1/0', {}, {})):
    try: bad()
    except Exception as error: print(type(error).__name__, shown(re.sub('0x[0-9a-f]+', 'ID', str(error))))
pr = profile.Profile(); pr.runcall(fib, 4); pr.create_stats(); print([v[:2] for k, v in pr.stats.items() if k[2] == 'fib'], profile.__all__, pr.calibrate(10) >= 0)
print(pstats.SortKey('cumtime'), pstats.SortKey.TIME.value, sorted(pstats.__all__), pstats.func_std_string(('f', 1, 'n')), pstats.func_std_string(('~', 0, '<x>')))

count = []
print(timeit.timeit('count.append(1)', number=5, globals=globals()) >= 0, len(count), len(timeit.repeat('x + 1', 'x = 1', repeat=3, number=10)), timeit.default_number, timeit.default_repeat)
t = timeit.Timer(lambda: count.append(2), setup=lambda: count.append('s')); t.timeit(3); print(count[5:], t.repeat(2, 1)[0] >= 0)
ticks = iter(range(100))
print(timeit.Timer('pass', timer=lambda: next(ticks)).timeit(1), timeit.Timer('pass', timer=lambda: next(ticks)).autorange(print))
for bad in (lambda: timeit.Timer(5), lambda: timeit.Timer('pass', 5), lambda: timeit.Timer('x ='), lambda: timeit.timeit('nothing', number=1)):
    try: bad()
    except Exception as error: print(type(error).__name__, error)
error = timeit.Timer('1/0')
try: error.timeit(1)
except ZeroDivisionError: error.print_exc(stream); print(shown(stream.getvalue()).splitlines()[-1])
sys.stdout = stream = io.StringIO()
print(timeit.main(['-n', '1', '-r', '2', 'pass']), timeit.main(['-x']), timeit.main(['-u', 'year', 'pass']))
sys.stdout = saved
print(re.sub(r'[\d.]+ [num]?sec', 'TIME', stream.getvalue()))
