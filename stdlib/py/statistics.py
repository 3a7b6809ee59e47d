# SPDX-License-Identifier: MIT
"""Basic statistics: averages, spread, quantiles, relations between two inputs, distributions."""
__all__ = ['NormalDist', 'StatisticsError', 'correlation', 'covariance', 'fmean', 'geometric_mean',
           'harmonic_mean', 'kde', 'kde_random', 'linear_regression', 'mean', 'median',
           'median_grouped', 'median_high', 'median_low', 'mode', 'multimode', 'pstdev',
           'pvariance', 'quantiles', 'stdev', 'variance']

import math
import numbers
import random as _random
import sys
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict, namedtuple
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from itertools import count, groupby, repeat
from math import (acos, asin, atan, cos, cosh, erf, exp, fabs, fsum, hypot, isfinite, isinf, log,
                  pi, sin, sqrt, sumprod, tan, tau)
from operator import itemgetter

LinearRegression = namedtuple('LinearRegression', ('slope', 'intercept'))
_SQRT2 = sqrt(2.0)


class StatisticsError(ValueError):
    pass


# ---- exact sums ----

def _coerce(T, S):
    """The type of a result made of two types."""
    if T is S:
        return T
    if S is int or S is bool:
        return T
    if T is int:
        return S
    if issubclass(S, T):
        return S
    if issubclass(T, S):
        return T
    if issubclass(T, int):
        return S
    if issubclass(S, int):
        return T
    if issubclass(T, Fraction) and issubclass(S, float):
        return S
    if issubclass(T, float) and issubclass(S, Fraction):
        return T
    raise TypeError("don't know how to coerce %s and %s" % (T.__name__, S.__name__))


def _exact_ratio(x):
    """(numerator, denominator), or (x, None) for infinities and NaN."""
    try:
        return x.as_integer_ratio()
    except AttributeError:
        pass
    except (OverflowError, ValueError):
        return x, None
    try:
        return x.numerator, x.denominator
    except AttributeError:
        raise TypeError(f"can't convert type '{type(x).__name__}' to numerator/denominator")


def _total(partials):
    """The sum of what {denominator: numerator} holds."""
    if None in partials:
        return partials[None]
    return sum(Fraction(n, d) for d, n in partials.items())


def _sum(data):
    """(type, exact sum, count)"""
    n = 0
    types = set()
    partials = {}
    for typ, values in groupby(data, type):
        types.add(typ)
        for x, d in map(_exact_ratio, values):
            n += 1
            partials[d] = partials.get(d, 0) + x
    return reduce(_coerce, types, int), _total(partials), n


def _ss(data, c=None):
    """(type, sum of squared deviations, mean, count); the deviations are from c if that is
    given."""
    if c is not None:
        T, total, n = _sum((d := x - c) * d for x in data)
        return T, total, c, n
    n = 0
    types = set()
    sums, squares = defaultdict(int), defaultdict(int)
    for typ, values in groupby(data, type):
        types.add(typ)
        for x, d in map(_exact_ratio, values):
            n += 1
            sums[d] += x
            squares[d] += x * x
    if not n:
        ssd = mean_ = Fraction(0)
    elif None in sums:
        ssd = mean_ = sums[None]
    else:
        sx = sum(Fraction(x, d) for d, x in sums.items())
        sxx = sum(Fraction(x, d * d) for d, x in squares.items())
        ssd = (n * sxx - sx * sx) / n
        mean_ = sx / n
    return reduce(_coerce, types, int), ssd, mean_, n


def _isfinite(x):
    try:
        return x.is_finite()
    except AttributeError:
        return isfinite(x)


def _convert(value, T):
    """A value of type T, where a ratio fits."""
    if isinstance(value, Fraction):
        if issubclass(T, Decimal):
            return T(value.numerator) / T(value.denominator)
        if issubclass(T, int) and value.denominator != 1:
            return float(value)
    return value if type(value) is T else T(value)


def _fail_neg(values, errmsg='negative value'):
    for x in values:
        if x < 0:
            raise StatisticsError(errmsg)
        yield x


def _rank(data, /):
    """Ranks from 0; equal values share the average of theirs."""
    order = sorted(zip(data, count()))
    ranks = [0.0] * len(order)
    at = 0.0
    for _, group in groupby(order, key=itemgetter(0)):
        positions = [index for _, index in group]
        size = len(positions)
        for index in positions:
            ranks[index] = at + (size + 1) / 2
        at += size
    return ranks


# ---- square roots, correctly rounded ----

def _root_to_odd(n, m):
    """isqrt(n / m), made odd when it is not exact."""
    a = math.isqrt(n // m)
    return a | (a * a * m != n)


def _float_sqrt_of_frac(n, m):
    q = (n.bit_length() - m.bit_length() - 2 * sys.float_info.mant_dig - 3) // 2
    if q >= 0:
        return (_root_to_odd(n, m << 2 * q) << q) / 1
    return _root_to_odd(n << -2 * q, m) / (1 << -q)


def _decimal_sqrt_of_frac(n, m):
    if n == 0:
        return Decimal('0.0')
    if n < 0:
        n, m = -n, -m
    root = (Decimal(n) / Decimal(m)).sqrt()

    def beyond(a, b):
        """Is n / m on the far side of the middle between two neighbours?"""
        (an, ad), (bn, bd) = a.as_integer_ratio(), b.as_integer_ratio()
        return 4 * n * (ad * bd) ** 2 - m * (ad * bn + bd * an) ** 2
    plus = root.next_plus()
    if beyond(root, plus) > 0:
        return plus
    minus = root.next_minus()
    if beyond(root, minus) < 0:
        return minus
    return root


def _sqrt_of(T, value):
    if issubclass(T, Decimal):
        return _decimal_sqrt_of_frac(value.numerator, value.denominator)
    return _float_sqrt_of_frac(value.numerator, value.denominator)


# ---- averages ----

def mean(data):
    """Return the sample arithmetic mean of data."""
    T, total, n = _sum(data)
    if n < 1:
        raise StatisticsError('mean requires at least one data point')
    return _convert(total / n, T)


def _reusable(data):
    """The data, which can be gone through more than once."""
    return list(data) if iter(data) is data else data


def fmean(data, weights=None):
    """Convert data to floats and compute the arithmetic mean, possibly weighted."""
    if weights is not None:
        return _weighted_fmean(data, weights)
    values = data if hasattr(data, '__len__') else list(data)
    total = fsum(values)
    if size := len(values):
        return total / size
    raise StatisticsError('fmean requires at least one data point')


def _weighted_fmean(data, weights):
    if not isinstance(weights, (list, tuple)):
        weights = list(weights)
    try:
        weighted = sumprod(data, weights)
    except ValueError:
        raise StatisticsError('data and weights must be the same length')
    if whole := fsum(weights):
        return weighted / whole
    raise StatisticsError('sum of weights must be non-zero')


def _log_of_factor(x):
    """The logarithm of a number that is not negative."""
    if x > 0.0:
        return log(x)
    if x == 0.0:
        return -math.inf
    if math.isnan(x):
        return math.nan
    raise StatisticsError('No negative inputs allowed', x)


def geometric_mean(data):
    """Convert data to floats and compute the geometric mean."""
    logs = list(map(_log_of_factor, data))
    if not logs:
        raise StatisticsError('Must have a non-empty dataset')
    try:
        return exp(fsum(logs) / len(logs))
    except ValueError:
        return math.nan     # 0 times infinity


_NO_NEGATIVES = 'harmonic mean does not support negative values'


def harmonic_mean(data, weights=None):
    """Return the harmonic mean of data."""
    data = _reusable(data)
    size = len(data)
    if not size:
        raise StatisticsError('harmonic_mean requires at least one data point')
    if weights is not None:
        weights, whole = _checked_weights(weights, size)
    elif size == 1:
        return _harmonic_mean_of_one(data[0])
    else:
        weights, whole = repeat(1, size), size
    parts = (w / x if w else 0 for w, x in zip(weights, _fail_neg(data, _NO_NEGATIVES)))
    try:
        T, reciprocals, _ = _sum(parts)
    except ZeroDivisionError:
        return 0
    if reciprocals <= 0:
        raise StatisticsError('Weighted sum must be positive')
    return _convert(whole / reciprocals, T)


def _checked_weights(weights, size):
    """(the weights, their sum)"""
    weights = _reusable(weights)
    if len(weights) == size:
        return weights, _sum(_fail_neg(weights, _NO_NEGATIVES))[1]
    raise StatisticsError('Number of weights does not match data size')


def _harmonic_mean_of_one(x):
    if not isinstance(x, (numbers.Real, Decimal)):
        raise TypeError('unsupported type')
    return next(_fail_neg([x], _NO_NEGATIVES))


def _sorted(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data, len(data)


def median(data):
    """Return the median (middle value) of numeric data."""
    data, n = _sorted(data)
    if n % 2:
        return data[n // 2]
    return (data[n // 2 - 1] + data[n // 2]) / 2


def median_low(data):
    """Return the low median of numeric data."""
    data, n = _sorted(data)
    return data[(n - 1) // 2]


def median_high(data):
    """Return the high median of data."""
    data, n = _sorted(data)
    return data[n // 2]


def median_grouped(data, interval=1.0):
    """Estimates the median for numeric data binned around the midpoints of intervals."""
    data, n = _sorted(data)
    middle = data[n // 2]
    below = bisect_left(data, middle)
    within = bisect_right(data, middle, lo=below) - below
    try:
        width, centre = float(interval), float(middle)
    except ValueError:
        raise TypeError('Value cannot be converted to a float')
    return centre - width / 2.0 + width * (n / 2 - below) / within


def mode(data):
    """Return the most common data point from discrete or nominal data."""
    for value, _ in Counter(iter(data)).most_common(1):
        return value
    raise StatisticsError('no mode for empty data') from None


def multimode(data):
    """Return a list of the most frequently occurring values."""
    counts = Counter(iter(data))
    if not counts:
        return []
    most = max(counts.values())
    return [value for value, n in counts.items() if n == most]


# ---- spread ----

def variance(data, xbar=None):
    """Return the sample variance of data."""
    T, ss, c, n = _ss(data, xbar)
    if n < 2:
        raise StatisticsError('variance requires at least two data points')
    return _convert(ss / (n - 1), T)


def pvariance(data, mu=None):
    """Return the population variance of data."""
    T, ss, c, n = _ss(data, mu)
    if n < 1:
        raise StatisticsError('pvariance requires at least one data point')
    return _convert(ss / n, T)


def stdev(data, xbar=None):
    """Return the square root of the sample variance."""
    T, ss, c, n = _ss(data, xbar)
    if n < 2:
        raise StatisticsError('stdev requires at least two data points')
    return _sqrt_of(T, ss / (n - 1))


def pstdev(data, mu=None):
    """Return the square root of the population variance."""
    T, ss, c, n = _ss(data, mu)
    if n < 1:
        raise StatisticsError('pstdev requires at least one data point')
    return _sqrt_of(T, ss / n)


def _cuts(values, n, steps, first, lowest, highest):
    """The n - 1 points that part values, which are steps wide all in all; values[0] stands at
    the mark first, and the marks that are looked at lie between lowest and highest."""
    for i in range(1, n):
        mark = min(max(i * steps // n, lowest), highest)
        beyond = i * steps - mark * n
        left, right = values[mark - first:mark - first + 2]
        yield (left * (n - beyond) + right * beyond) / n


def quantiles(data, *, n=4, method='exclusive'):
    """Divide data into n continuous intervals with equal probability: the n - 1 cut points."""
    if n < 1:
        raise StatisticsError('n must be at least 1')
    values = sorted(data)
    last = len(values) - 1
    if last < 0:
        raise StatisticsError('must have at least one data point')
    if last == 0:
        return values * (n - 1)
    if method == 'exclusive':
        return list(_cuts(values, n, last + 2, 1, 1, last))
    if method == 'inclusive':
        return list(_cuts(values, n, last, 0, 0, last - 1))
    raise ValueError(f'Unknown method: {method!r}')


# ---- two inputs ----

def _sqrtprod(x, y):
    """sqrt(x * y), without overflow and nearly correctly rounded."""
    root = sqrt(x * y)
    if root and isfinite(root):
        return root + sumprod((x, root), (y, -root)) / (2.0 * root)
    if isinf(root) and isfinite(x) and isfinite(y):
        scale = 2.0 ** -512
    elif not root and x and y:
        scale = 2.0 ** 537
    else:
        return root
    return _sqrtprod(scale * x, scale * y) / scale


def _points(x, y, what):
    """How many points two inputs make."""
    if len(x) != len(y):
        raise StatisticsError(f'{what} requires that both inputs have same number of data points')
    if len(x) < 2:
        raise StatisticsError(f'{what} requires at least two data points')
    return len(x)


def _deviations(values, n):
    """(how far each is from the mean, the mean)"""
    centre = fsum(values) / n
    return [value - centre for value in values], centre


def covariance(x, y, /):
    """Return the sample covariance of two inputs x and y."""
    n = _points(x, y, 'covariance')
    return sumprod(_deviations(x, n)[0], _deviations(y, n)[0]) / (n - 1)


def correlation(x, y, /, *, method='linear'):
    """Pearson's correlation coefficient, or with method='ranked' Spearman's."""
    n = _points(x, y, 'correlation')
    if method == 'linear':
        dx, dy = (_deviations(values, n)[0] for values in (x, y))
    elif method == 'ranked':
        middle = (n + 1) / 2
        dx, dy = ([rank - middle for rank in _rank(values)] for values in (x, y))
    else:
        raise ValueError(f'Unknown method: {method!r}')
    both = sumprod(dx, dy)
    try:
        return both / _sqrtprod(sumprod(dx, dx), sumprod(dy, dy))
    except ZeroDivisionError:
        raise StatisticsError('at least one of the inputs is constant')


def linear_regression(x, y, /, *, proportional=False):
    """Slope and intercept of the line that fits best."""
    n = _points(x, y, 'linear regression')
    xbar = ybar = 0.0
    if not proportional:
        x, xbar = _deviations(x, n)
        y, ybar = _deviations(y, n)
    try:
        slope = (sumprod(x, y) + 0.0) / sumprod(x, x)
    except ZeroDivisionError:
        raise StatisticsError('x is constant')
    return LinearRegression(slope, 0.0 if proportional else ybar - slope * xbar)


# ---- the normal distribution ----

def _polynomial(x, coefficients):
    value = coefficients[0]
    for c in coefficients[1:]:
        value = value * x + c
    return value


# Wichura, M.J. (1988), Algorithm AS241: numerators and denominators of rational approximations.
_CENTRE = (
    (2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4,
     4.5921953931549871457e+4, 1.3731693765509461125e+4, 1.9715909503065514427e+3,
     1.3314166789178437745e+2, 3.3871328727963666080e+0),
    (5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4,
     2.1213794301586595867e+4, 5.3941960214247511077e+3, 6.8718700749205790830e+2,
     4.2313330701600911252e+1, 1.0),
)
_NEAR = (
    (7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1,
     1.27045825245236838258e+0, 3.64784832476320460504e+0, 5.76949722146069140550e+0,
     4.63033784615654529590e+0, 1.42343711074968357734e+0),
    (1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2,
     1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940e+0,
     2.05319162663775882187e+0, 1.0),
)
_FAR = (
    (2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3,
     2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580e+0,
     5.46378491116411436990e+0, 6.65790464350110377720e+0),
    (2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5,
     7.86869131145613259100e-4, 1.48753612908506148525e-2, 1.36929880922735805310e-1,
     5.99832206555887937690e-1, 1.0),
)


def _normal_dist_inv_cdf(p, mu, sigma):
    q = p - 0.5
    if fabs(q) <= 0.425:
        r = 0.180625 - q * q
        return mu + (_polynomial(r, _CENTRE[0]) * q / _polynomial(r, _CENTRE[1])) * sigma
    r = sqrt(-log(p if q <= 0.0 else 1.0 - p))
    shift, table = (1.6, _NEAR) if r <= 5.0 else (5.0, _FAR)
    r -= shift
    x = _polynomial(r, table[0]) / _polynomial(r, table[1])
    return mu + (-x if q < 0.0 else x) * sigma


def _not_zero(value, method):
    """The value, which a method of NormalDist divides by."""
    if not value:
        raise StatisticsError(f'{method}() not defined when sigma is zero')
    return value


class NormalDist:
    """Normal distribution of a random variable."""
    __slots__ = {'_mu': 'Arithmetic mean of a normal distribution',
                 '_sigma': 'Standard deviation of a normal distribution'}

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError('sigma must be non-negative')
        self._mu, self._sigma = float(mu), float(sigma)

    @classmethod
    def from_samples(cls, data):
        """Make a normal distribution instance from sample data."""
        T, ss, xbar, n = _ss(data)
        if n < 2:
            raise StatisticsError('stdev requires at least two data points')
        mss = ss / (n - 1)
        try:
            return cls(float(xbar), _float_sqrt_of_frac(mss.numerator, mss.denominator))
        except AttributeError:
            return cls(float(xbar), float(xbar) / float(ss))

    def samples(self, n, *, seed=None):
        """Generate n samples for a given mean and standard deviation."""
        rnd = _random.random if seed is None else _random.Random(seed).random
        return [_normal_dist_inv_cdf(rnd(), self._mu, self._sigma) for _ in repeat(None, n)]

    def pdf(self, x):
        """Probability density function: P(x <= X < x+dx) / dx"""
        spread = _not_zero(self._sigma * self._sigma, 'pdf')
        away = x - self._mu
        return exp(away * away / (-2.0 * spread)) / sqrt(tau * spread)

    def cdf(self, x):
        """Cumulative distribution function: P(X <= x)"""
        sigma = _not_zero(self._sigma, 'cdf')
        return 0.5 * (1.0 + erf((x - self._mu) / (sigma * _SQRT2)))

    def inv_cdf(self, p):
        """Inverse cumulative distribution function: x such that P(X <= x) = p"""
        if p <= 0.0 or p >= 1.0:
            raise StatisticsError('p must be in the range 0.0 < p < 1.0')
        return _normal_dist_inv_cdf(p, self._mu, self._sigma)

    def quantiles(self, n=4):
        """Divide into n continuous intervals with equal probability."""
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def overlap(self, other):
        """The overlapping area of two normal probability density functions."""
        if not isinstance(other, NormalDist):
            raise TypeError('Expected another NormalDist instance')
        narrow, wide = sorted((self, other), key=lambda dist: (dist._sigma, dist._mu))
        v, w = (_not_zero(dist.variance, 'overlap') for dist in (narrow, wide))
        apart = fabs(wide._mu - narrow._mu)
        wider = w - v
        if not wider:
            return 1.0 - erf(apart / (2.0 * narrow._sigma * _SQRT2))
        # The densities cross where a quadratic equation has its roots.
        centre = narrow._mu * w - wide._mu * v
        reach = narrow._sigma * wide._sigma * sqrt(apart * apart + wider * log(w / v))
        left, right = (fabs(wide.cdf(x / wider) - narrow.cdf(x / wider))
                       for x in (centre + reach, centre - reach))
        return 1.0 - (left + right)

    def zscore(self, x):
        """Standard deviations above or below the mean."""
        return (x - self._mu) / _not_zero(self._sigma, 'zscore')

    @property
    def mean(self):
        """Arithmetic mean of the normal distribution."""
        return self._mu

    @property
    def median(self):
        """Return the median of the normal distribution"""
        return self._mu

    @property
    def mode(self):
        """Return the mode of the normal distribution"""
        return self._mu

    @property
    def stdev(self):
        """Standard deviation of the normal distribution."""
        return self._sigma

    @property
    def variance(self):
        """Square of the standard deviation."""
        return self._sigma * self._sigma

    def __add__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu + x2._mu, hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu + x2, x1._sigma)

    def __sub__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu - x2._mu, hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu - x2, x1._sigma)

    def __mul__(x1, x2):
        return NormalDist(x1._mu * x2, x1._sigma * fabs(x2))

    def __truediv__(x1, x2):
        return NormalDist(x1._mu / x2, x1._sigma / fabs(x2))

    def __pos__(x1):
        return NormalDist(x1._mu, x1._sigma)

    def __neg__(x1):
        return NormalDist(-x1._mu, x1._sigma)

    __radd__ = __add__

    def __rsub__(x1, x2):
        return -(x1 - x2)

    __rmul__ = __mul__

    def __eq__(x1, x2):
        if not isinstance(x2, NormalDist):
            return NotImplemented
        return x1._mu == x2._mu and x1._sigma == x2._sigma

    def __getstate__(self):
        return self._mu, self._sigma

    def __setstate__(self, state):
        self._mu, self._sigma = state

    def __hash__(self):
        return hash(NormalDist.__getstate__(self))

    def __repr__(self):
        return '%s(mu=%r, sigma=%r)' % (type(self).__name__, self._mu, self._sigma)


# ---- kernel density estimation ----

class _Kernel:
    """A density K, its integral W, the inverse of that, and half the width where K is not 0."""

    def __init__(self, density, integral, inverse, support=1.0):
        self.density, self.integral = density, integral
        self.inverse, self.support = inverse, support


def _newton(estimate, kernel):
    def inverse(y):
        x = estimate(y)
        while abs(diff := kernel.integral(x) - y) > 1e-12:
            x -= diff / kernel.density(x)
        return x
    return inverse


def _quartic_estimate(p):
    sign, p = (1.0, p) if p <= 1 / 2 else (-1.0, 1.0 - p)
    x = (2.0 * p) ** 0.4258865685331 - 1.0
    if p >= 0.004:
        x += 0.026818732 * sin(7.101753784 * p + 2.73230839482953)
    return x * sign


def _triweight_estimate(p):
    sign, p = (1.0, p) if p <= 1 / 2 else (-1.0, 1.0 - p)
    return ((2.0 * p) ** 0.3400218741872791 - 1.0) * sign


_ROOT_TAU = sqrt(2 * pi)
_kernels = {
    'normal': _Kernel(lambda t: exp(-1 / 2 * t * t) / _ROOT_TAU,
                      lambda t: 1 / 2 * (1.0 + erf(t / _SQRT2)), NormalDist().inv_cdf, None),
    'logistic': _Kernel(lambda t: 1 / 2 / (1.0 + cosh(t)), lambda t: 1.0 - 1.0 / (exp(t) + 1.0),
                        lambda p: log(p / (1 - p)), None),
    'sigmoid': _Kernel(lambda t: 1 / pi / cosh(t), lambda t: 2 / pi * atan(exp(t)),
                       lambda p: log(tan(p * pi / 2)), None),
    'rectangular': _Kernel(lambda t: 1 / 2, lambda t: 1 / 2 * t + 1 / 2, lambda p: 2 * p - 1),
    'triangular': _Kernel(lambda t: 1.0 - abs(t),
                          lambda t: t * t * (1 / 2 if t < 0.0 else -1 / 2) + t + 1 / 2,
                          lambda p: sqrt(2 * p) - 1 if p < 1 / 2 else 1 - sqrt(2 - 2 * p)),
    'parabolic': _Kernel(lambda t: 3 / 4 * (1.0 - t * t),
                         lambda t: -1 / 4 * t ** 3 + 3 / 4 * t + 1 / 2,
                         lambda p: 2 * cos((acos(2 * p - 1) + pi) / 3)),
    'quartic': _Kernel(lambda t: 15 / 16 * (1.0 - t * t) ** 2,
                       lambda t: 3 / 16 * t ** 5 - 5 / 8 * t ** 3 + 15 / 16 * t + 1 / 2, None),
    'triweight': _Kernel(lambda t: 35 / 32 * (1.0 - t * t) ** 3,
                         lambda t: 35 / 32 * (-1 / 7 * t ** 7 + 3 / 5 * t ** 5 - t ** 3 + t) + 1
                         / 2, None),
    'cosine': _Kernel(lambda t: pi / 4 * cos(pi / 2 * t), lambda t: 1 / 2 * sin(pi / 2 * t) + 1 / 2,
                      lambda p: 2 * asin(2 * p - 1) / pi),
}
_kernels['quartic'].inverse = _newton(_quartic_estimate, _kernels['quartic'])
_kernels['triweight'].inverse = _newton(_triweight_estimate, _kernels['triweight'])
for _name, _same in (('gauss', 'normal'), ('uniform', 'rectangular'), ('epanechnikov', 'parabolic'),
                     ('biweight', 'quartic')):
    _kernels[_name] = _kernels[_same]
del _name, _same


def _check_kde(data, h, kernel):
    if not len(data):
        raise StatisticsError('Empty data sequence')
    if not isinstance(data[0], (int, float)):
        raise TypeError('Data sequence must contain ints or floats')
    if h <= 0.0:
        raise StatisticsError(f'Bandwidth h must be positive, not {h=!r}')
    found = _kernels.get(kernel)
    if found is None:
        raise StatisticsError(f'Unknown kernel name: {kernel!r}')
    return found


def kde(data, h, kernel='normal', *, cumulative=False):
    """Kernel density estimation: a function that estimates the density, or the distribution."""
    k = _check_kde(data, h, kernel)
    K, W = k.density, k.integral
    if k.support is None:
        def pdf(x):
            return sum(K((x - x_i) / h) for x_i in data) / (len(data) * h)

        def cdf(x):
            return sum(W((x - x_i) / h) for x_i in data) / len(data)
    else:
        sample = sorted(data)
        bandwidth = h * k.support

        def supported(x):
            if len(data) != len(sample):
                sample[:] = sorted(data)
            return bisect_left(sample, x - bandwidth), bisect_right(sample, x + bandwidth)

        def pdf(x):
            i, j = supported(x)
            return sum(K((x - x_i) / h) for x_i in sample[i:j]) / (len(sample) * h)

        def cdf(x):
            i, j = supported(x)
            return sum((W((x - x_i) / h) for x_i in sample[i:j]), i) / len(sample)
    if cumulative:
        cdf.__doc__ = f'CDF estimate with {h=!r} and {kernel=!r}'
        return cdf
    pdf.__doc__ = f'PDF estimate with {h=!r} and {kernel=!r}'
    return pdf


def kde_random(data, h, kernel='normal', *, seed=None):
    """A function that makes random selections from the density that kde() estimates."""
    inverse = _check_kde(data, h, kernel).inverse
    prng = _random.Random(seed)
    random, choice = prng.random, prng.choice

    def rand():
        return choice(data) + h * inverse(random())

    rand.__doc__ = f'Random KDE selection with {h=!r} and {kernel=!r}'
    return rand
