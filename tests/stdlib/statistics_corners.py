# The rare paths of statistics: infinities, iterators, errors in their order, pickling.
import copy
import pickle
from decimal import Decimal
from fractions import Fraction
from statistics import *

inf, nan = float('inf'), float('nan')


def show(what, function, *args, **kwargs):
    try:
        print(what, repr(function(*args, **kwargs)))
    except Exception as e:
        print(what, type(e).__name__, e.args, e.__cause__, e.__suppress_context__ and None)


for data in ([], [1, 2], [0, inf], [0.0, nan], [inf, nan], [0, 4], [-1], ['a'], [None], [10 ** 400, 1],
             [Decimal(2), Fraction(1, 2)], iter([2, 8]), [-0.0, 3], [inf, 2]):
    show('geometric', geometric_mean, data)
for data, weights in (([], None), ([5], None), ([-5], None), (['x'], None), ([0], None), ([0, 1], None),
                      (iter([1, 2, 4]), None), ([1, -2], None), ([40, 60], [5, 30]), ([1, 2], [1]),
                      ([1, 2], [1, -1]), (iter([1, 2]), iter([3, 4])), ([1, 2], [0, 0]), ([0, 1], [0, 1]),
                      ([Fraction(1, 3), Fraction(2, 5)], None), ([Decimal(1), Decimal(3)], None),
                      ([3], [2]), ([inf, 1], None), ([True, 2], None), ([0.0, 2.0], None)):
    show('harmonic', harmonic_mean, data, weights)
for data, weights in (([], None), (iter([1, 2]), None), ([1, 'x'], None), ([1, 2], [3]), ([1, 2], [1, -1]),
                      (iter([1, 2]), iter([1, 3])), ([], []), ([inf, -inf], None)):
    show('fmean', fmean, data, weights)
for data in ([1, 2], [True, True], [Decimal(1), 2], [Fraction(1, 2), 1], [1, 2, 3], [inf, 1.0], [inf, -inf],
             [Decimal('NaN'), 1], [1.5, Fraction(1, 2)], ['1']):
    show('mean', mean, data)
for data, interval in (([1, 2, 2, 3], 1), ([1, 2], 'x'), (['a'], 1), (['a', 'b', 'c'], 1), ([], 1), ([2], 3),
                       ([1, 1, 1, 5], 2), ([Decimal('1.5'), 2], 1), ([None], 1)):
    show('grouped', median_grouped, data, interval)
for data in ([], 'abcb', iter([3, 1, 3]), [[1]], 5, [nan, nan], [1, True]):
    show('mode', mode, data)
for data, n, method in (([], 4, 'exclusive'), ([7], 4, 'exclusive'), ([7], 0, 'x'), ([7], 2, 'x'),
                        ([1, 2], 2, 'x'), ([1, 2], 3, 'inclusive'), ([1, 2], 3, 'exclusive'),
                        (range(10), 100, 'inclusive'), (range(10), 100, 'exclusive'), ([3, 1], 1, 'inclusive'),
                        ([1, 2], 2.5, 'inclusive'), ([1], 2.5, 'inclusive'), ([1, 2], 1.5, 'x'),
                        ([Fraction(1, 3), 2, 5], 4, 'inclusive'), ([Decimal(1), Decimal(4)], 4, 'exclusive'),
                        ('ab', 2, 'inclusive')):
    show('quantiles', quantiles, data, n=n, method=method)
for function in covariance, correlation, linear_regression:
    for x, y in (([1], [1]), ([1, 2], [1]), ([], []), ([1, 2, 3], [2, 4, 7]), ([1, 1], [1, 2]), ([1, 2], [3, 3]),
                 ([1e200, 3e200], [1e200, 2e200]), ([1e-200, 3e-200], [1e-200, 2e-200]), ([inf, 1], [1, 2]),
                 ([Decimal(1), Decimal(2)], [1, 2]), ([1, 2], ['a', 'b']), (iter([1]), [1])):
        show(function.__name__, function, x, y)
for x, y in (([1, 2, 3, 4], [1, 3, 2, 4]), ([1, 1, 2], [5, 5, 4]), ([1, 1], [1, 2]), (['a', 'b', 'c'], [3, 2, 1])):
    show('ranked', correlation, x, y, method='ranked')
show('ranked', correlation, [1, 2], [1, 2], method='other')
show('ranked', correlation, [1, 2], [1], method='other')
for x, y in (([1, 2], [2, 5]), ([0, 0], [1, 2]), ([1, 2], [0, 0])):
    show('proportional', linear_regression, x, y, proportional=True)

zero = NormalDist(3, 0)
for name, args in (('pdf', (1,)), ('cdf', (1,)), ('zscore', (1,)), ('overlap', (NormalDist(),)), ('inv_cdf', (0.5,)),
                   ('overlap', (5,)), ('inv_cdf', (1,)), ('inv_cdf', (0,))):
    show(name, getattr(zero, name), *args)
show('tiny', NormalDist(0, 1e-170).pdf, 0)
show('tiny', NormalDist(0, 1e-170).cdf, 0)
show('sigma', NormalDist, 1, -1)
show('sigma', NormalDist, 'x', 'y')
show('mu', NormalDist, 'x', 1)
for a, b in (((0, 1), (0, 1)), ((0, 1), (3, 1)), ((0, 2), (1, 1)), ((5, 0.1), (-5, 40)), ((2, 1), (1, 1)),
             ((0, 1), (0, inf)), ((0, inf), (1, inf))):
    show('overlap', NormalDist(*a).overlap, NormalDist(*b))
    show('overlap', NormalDist(*b).overlap, NormalDist(*a))
d = NormalDist(1.5, 2)
print(repr(d), hash(d) == hash((1.5, 2.0)), d.__getstate__(), pickle.loads(pickle.dumps(d)) == d, copy.copy(d))


class Named(NormalDist):
    pass


print(Named(2, 3), Named(2, 3) == NormalDist(2, 3), [round(x, 9) for x in d.quantiles(5)], d.pdf(2), d.zscore(4))
show('samples', NormalDist.from_samples, [1])
show('samples', NormalDist.from_samples, [1, 2, 4])
show('samples', NormalDist.from_samples, [1.0, inf])
