# SPDX-License-Identifier: MIT
# NaN keeps its identity in containers.
nan = float('nan')
print(nan in [nan], nan in (nan,), nan == nan, [nan] == [nan], {nan: 1}[nan], nan in {nan}, [nan].index(nan), [nan].count(nan))
other = float('nan')
print(other in [nan], {nan, other} == {nan, other}, len({nan, nan, other}))
lst = [nan, 1.0]
print(lst[0] is nan, lst.index(1.0), (nan,) < (nan,), (nan, 1) < (nan, 2), [nan] != [nan])
d = {nan: 'a'}
d[nan] = 'b'
print(len(d), d)
inf = float('inf')
print(inf - inf, inf * 0, inf == inf, -inf < inf, inf > 10**1000, inf in [inf])
