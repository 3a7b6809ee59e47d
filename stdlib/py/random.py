# SPDX-License-Identifier: MIT
"""Random numbers: the same ones as CPython's for the same seed."""
from math import (acos as _acos, ceil as _ceil, cos as _cos, e as _e, exp as _exp, fabs as _fabs,
                  floor as _floor, isfinite as _isfinite, lgamma as _lgamma, log as _log,
                  log2 as _log2, pi as _pi, sin as _sin, sqrt as _sqrt)
from operator import index as _index
from posix import register_at_fork as _register_at_fork
import _random

__all__ = ["Random", "SystemRandom", "betavariate", "binomialvariate", "choice", "choices",
           "expovariate", "gammavariate", "gauss", "getrandbits", "getstate", "lognormvariate",
           "normalvariate", "paretovariate", "randbytes", "randint", "random", "randrange",
           "sample", "seed", "setstate", "shuffle", "triangular", "uniform", "vonmisesvariate",
           "weibullvariate"]

NV_MAGICCONST = 4 * _exp(-0.5) / _sqrt(2.0)
LOG4 = _log(4.0)
SG_MAGICCONST = 1.0 + _log(4.5)
BPF = 53                                    # bits in a float
RECIP_BPF = 2 ** -BPF
TWOPI = 2.0 * _pi


def _sha512(data):
    """The SHA-512 digest, for seeds that are text."""
    try:
        from _sha2 import sha512
    except ImportError:
        return _sha512_in_the_language(data)
    return sha512(data).digest()


def _sha512_in_the_language(data):
    """FIPS 180-4. The constants are the fractions of roots of the first primes, so they are
    computed rather than listed."""
    mask = (1 << 64) - 1
    primes = []
    number = 2
    while len(primes) < 80:
        if all(number % p for p in primes):
            primes.append(number)
        number += 1

    def root(value, power):
        low, high = 0, 1 << 72
        while low < high:
            middle = (low + high + 1) >> 1
            if middle ** power <= value:
                low = middle
            else:
                high = middle - 1
        return low

    k = [root(p << 192, 3) & mask for p in primes]
    state = [root(p << 128, 2) & mask for p in primes[:8]]
    length = len(data)
    data = bytes(data) + b'\x80'
    data += b'\0' * (-(len(data) + 16) % 128) + (length * 8).to_bytes(16, 'big')

    def rotate(x, n):
        return (x >> n | x << (64 - n)) & mask

    for at in range(0, len(data), 128):
        w = [int.from_bytes(data[i:i + 8], 'big') for i in range(at, at + 128, 8)]
        for i in range(16, 80):
            x, y = w[i - 15], w[i - 2]
            w.append((w[i - 16] + w[i - 7] + (rotate(x, 1) ^ rotate(x, 8) ^ x >> 7)
                      + (rotate(y, 19) ^ rotate(y, 61) ^ y >> 6)) & mask)
        a, b, c, d, e, f, g, h = state
        for i in range(80):
            t1 = (h + (rotate(e, 14) ^ rotate(e, 18) ^ rotate(e, 41)) + (e & f ^ ~e & g)
                  + k[i] + w[i]) & mask
            t2 = ((rotate(a, 28) ^ rotate(a, 34) ^ rotate(a, 39)) + (a & b ^ a & c ^ b & c))
            h, g, f, e, d, c, b, a = g, f, e, (d + t1) & mask, c, b, a, (t1 + t2) & mask
        state = [(x + y) & mask for x, y in zip(state, (a, b, c, d, e, f, g, h))]
    return b''.join([x.to_bytes(8, 'big') for x in state])


def _number(seed):
    """The number that stands for a text or bytes."""
    data = seed.encode() if isinstance(seed, str) else seed
    return int.from_bytes(data + _sha512(data))


def _old_number(seed):
    """The same as in version 1: the hash that str had in Python 2."""
    codes = seed if isinstance(seed, bytes) else [ord(char) for char in seed]
    x = codes[0] << 7 if codes else 0
    for code in codes:
        x = ((1000003 * x) ^ code) & 0xFFFFFFFFFFFFFFFF
    x ^= len(codes)
    return -2 if x == -1 else x


class Random(_random.Random):
    """A source of random numbers. Subclasses may override random(), and getrandbits()."""
    VERSION = 3

    def __init__(self, x=None):
        self.seed(x)
        self.gauss_next = None

    def seed(self, a=None, version=2):
        """Start a sequence; without a value, one that nobody knows."""
        textual = isinstance(a, (str, bytes, bytearray) if version == 2 else (str, bytes))
        if textual and version in (1, 2):
            a = _old_number(a) if version == 1 else _number(a)
        elif not textual and not isinstance(a, (type(None), int, float, bytearray)):
            raise TypeError(
                'The only supported seed types are:\nNone, int, float, str, bytes, and bytearray.')
        super().seed(a)
        self.gauss_next = None

    def getstate(self):
        """The state, for setstate()."""
        return self.VERSION, super().getstate(), self.gauss_next

    def setstate(self, state):
        """Go back to a state that getstate() gave."""
        version = state[0]
        if version not in (2, 3):
            raise ValueError(
                f"state with version {version} passed to Random.setstate() of version "
                f"{self.VERSION}")
        _, words, self.gauss_next = state
        if version == 2:                    # the words had a sign, on some machines
            try:
                words = tuple([word % (2 ** 32) for word in words])
            except ValueError as error:
                raise TypeError from error
        super().setstate(words)

    def __getstate__(self):
        return self.getstate()

    def __setstate__(self, state):
        self.setstate(state)

    def __reduce__(self):
        return self.__class__, (), self.getstate()

    def __init_subclass__(cls, /, **kwargs):
        # A subclass with a random() of its own must not draw bits from the native generator.
        for base in cls.__mro__:
            if '_randbelow' in base.__dict__:
                break
            if 'getrandbits' in base.__dict__:
                cls._randbelow = cls._randbelow_with_getrandbits
                break
            if 'random' in base.__dict__:
                cls._randbelow = cls._randbelow_without_getrandbits
                break

    def _randbelow_with_getrandbits(self, n):
        getrandbits = self.getrandbits
        bits = n.bit_length()
        r = getrandbits(bits)
        while r >= n:
            r = getrandbits(bits)
        return r

    def _randbelow_without_getrandbits(self, n, maxsize=1 << BPF):
        draw = self.random
        if n >= maxsize:
            import warnings
            warnings.warn(
                "Underlying random() generator does not supply \nenough bits to choose from a "
                "population range this large.\nTo remove the range limitation, add a getrandbits() "
                "method.")
            return _floor(draw() * n)
        # above it some numbers would come more often
        limit = (maxsize - maxsize % n) / maxsize
        while (r := draw()) >= limit:
            pass
        return _floor(r * maxsize) % n

    _randbelow = _randbelow_with_getrandbits

    def randbytes(self, n):
        """n random bytes."""
        return self.getrandbits(n * 8).to_bytes(n, 'little')

    def randrange(self, start, stop=None, step=1):
        """One of range(start, stop, step)."""
        first = _index(start)
        if stop is None:
            if step != 1:
                raise TypeError("Missing a non-None stop argument")
            if first > 0:
                return self._randbelow(first)
            raise ValueError("empty range for randrange()")
        last = _index(stop)
        width = last - first
        step = _index(step)
        if step == 1:
            if width > 0:
                return first + self._randbelow(width)
            raise ValueError(f"empty range in randrange({start}, {stop})")
        if step > 0:
            n = (width + step - 1) // step
        elif step < 0:
            n = (width + step + 1) // step
        else:
            raise ValueError("zero step for randrange()")
        if n <= 0:
            raise ValueError(f"empty range in randrange({start}, {stop}, {step})")
        return first + step * self._randbelow(n)

    def randint(self, a, b):
        """An integer from a to b, both included."""
        return self.randrange(a, b + 1)

    def choice(self, seq):
        """One item of a sequence."""
        if not len(seq):
            raise IndexError('Cannot choose from an empty sequence')
        return seq[self._randbelow(len(seq))]

    def shuffle(self, x):
        """Shuffle a list in place."""
        randbelow = self._randbelow
        for i in range(len(x) - 1, 0, -1):
            j = randbelow(i + 1)
            x[i], x[j] = x[j], x[i]

    def sample(self, population, k, *, counts=None):
        """k items of a sequence, each position at most once (or as often as counts says)."""
        if not isinstance(population, (list, tuple, range, str)):
            from collections.abc import Sequence
            if not isinstance(population, Sequence):
                raise TypeError("Population must be a sequence.  For dicts or sets, use "
                                "sorted(d).")
        n = len(population)
        if counts is not None:
            return self._sample_counted(population, k, counts)
        if not 0 <= k <= n:
            raise ValueError("Sample larger than population or is negative")
        randbelow = self._randbelow
        result = [None] * k
        set_size = 21                       # a list this long takes no more than a small set
        if k > 5:
            set_size += 4 ** _ceil(_log(k * 3, 4))
        if n <= set_size:
            pool = list(population)
            for i in range(k):
                j = randbelow(n - i)
                result[i] = pool[j]
                pool[j] = pool[n - i - 1]
            return result
        selected = set()
        for i in range(k):
            j = randbelow(n)
            while j in selected:
                j = randbelow(n)
            selected.add(j)
            result[i] = population[j]
        return result

    def _sample_counted(self, population, k, counts):
        from itertools import accumulate
        from bisect import bisect
        cumulated = list(accumulate(counts))
        if len(cumulated) != len(population):
            raise ValueError("The number of counts does not match the population")
        total = cumulated.pop() if cumulated else 0
        if not isinstance(total, int):
            raise TypeError("Counts must be integers")
        if total <= 0:
            raise ValueError("Total of counts must be greater than zero")
        return [population[bisect(cumulated, s)] for s in self.sample(range(total), k=k)]

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        """k items of a sequence, each perhaps several times, by weight."""
        random = self.random
        n = len(population)
        if cum_weights is None:
            if weights is None:
                n += 0.0
                return [population[_floor(random() * n)] for _ in range(k)]
            from itertools import accumulate
            try:
                cum_weights = list(accumulate(weights))
            except TypeError:
                if not isinstance(weights, int):
                    raise
                k = weights
                raise TypeError(f'The number of choices must be a keyword argument: {k=}') \
                    from None
        elif weights is not None:
            raise TypeError('Cannot specify both weights and cumulative weights')
        if len(cum_weights) != n:
            raise ValueError('The number of weights does not match the population')
        total = cum_weights[-1] + 0.0
        if total <= 0.0:
            raise ValueError('Total of weights must be greater than zero')
        if not _isfinite(total):
            raise ValueError('Total of weights must be finite')
        from bisect import bisect
        last = n - 1
        return [population[bisect(cum_weights, random() * total, 0, last)] for _ in range(k)]

    # ------------------------------------------------------------ distributions

    def uniform(self, a, b):
        """A float from a to b."""
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        """A float from low to high, mostly near mode."""
        u, c = self.random(), 0.5
        if mode is not None:
            try:
                c = (mode - low) / (high - low)
            except ZeroDivisionError:
                return low
        if u > c:
            return high + (low - high) * _sqrt((1.0 - u) * (1.0 - c))
        return low + (high - low) * _sqrt(u * c)

    def normalvariate(self, mu=0.0, sigma=1.0):
        """Normal distribution."""
        random = self.random
        while True:                         # Kinderman and Monahan's ratio of uniforms
            u1 = random()
            u2 = 1.0 - random()
            z = NV_MAGICCONST * (u1 - 0.5) / u2
            if z * z / 4.0 <= -_log(u2):
                return mu + z * sigma

    def gauss(self, mu=0.0, sigma=1.0):
        """Normal distribution, faster; not for several threads."""
        z = self.gauss_next
        self.gauss_next = None
        if z is None:
            angle = self.random() * TWOPI
            radius = _sqrt(-2.0 * _log(1.0 - self.random()))
            z = _cos(angle) * radius
            self.gauss_next = _sin(angle) * radius
        return mu + z * sigma

    def lognormvariate(self, mu, sigma):
        """Log normal distribution."""
        return _exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambd=1.0):
        """Exponential distribution; lambd is 1 / mean."""
        return -_log(1.0 - self.random()) / lambd

    def vonmisesvariate(self, mu, kappa):
        """Circular distribution around the angle mu."""
        random = self.random
        if kappa <= 1e-6:
            return TWOPI * random()
        s = 0.5 / kappa                     # Best and Fisher, 1979
        r = s + _sqrt(1.0 + s * s)
        taken = False
        while not taken:
            z = _cos(_pi * random())
            d = z / (r + z)
            height = random()
            taken = height < 1.0 - d * d or height <= (1.0 - d) * _exp(d)
        q = 1.0 / r
        turn = _acos((q + z) / (1.0 + q * z))
        return (mu + turn if random() > 0.5 else mu - turn) % TWOPI

    def gammavariate(self, alpha, beta):
        """Gamma distribution."""
        if alpha <= 0.0 or beta <= 0.0:
            raise ValueError('gammavariate: alpha and beta must be > 0.0')
        if alpha == 1.0:
            return -_log(1.0 - self.random()) * beta
        return (self._gamma_rejection(alpha) if alpha > 1.0
                else self._gamma_two_parts(alpha)) * beta

    def _gamma_rejection(self, alpha):
        """Cheng, 1977: from a log-logistic distribution; for alpha above 1."""
        spread = _sqrt(2.0 * alpha - 1.0)
        base, slope = alpha - LOG4, alpha + spread
        while True:
            u = self.random()
            if 1e-7 < u < 0.9999999:
                height = 1.0 - self.random()
                v = _log(u / (1.0 - u)) / spread
                x = alpha * _exp(v)
                z = u * u * height
                r = base + slope * v - x
                if r + SG_MAGICCONST - 4.5 * z >= 0.0 or r >= _log(z):
                    return x

    def _gamma_two_parts(self, alpha):
        """Ahrens and Dieter's GS: a power below 1, an exponential tail above it; for alpha below
        1."""
        area = (_e + alpha) / _e
        while True:
            p = area * self.random()
            if p <= 1.0:
                x = p ** (1.0 / alpha)
                if self.random() <= _exp(-x):
                    return x
            else:
                x = -_log((area - p) / alpha)
                if self.random() <= x ** (alpha - 1.0):
                    return x

    def betavariate(self, alpha, beta):
        """Beta distribution."""
        y = self.gammavariate(alpha, 1.0)
        if y:
            return y / (y + self.gammavariate(beta, 1.0))
        return 0.0

    def paretovariate(self, alpha):
        """Pareto distribution."""
        return (1.0 - self.random()) ** (-1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        """Weibull distribution."""
        return alpha * (-_log(1.0 - self.random())) ** (1.0 / beta)

    def binomialvariate(self, n=1, p=0.5):
        """How many of n independent trials succeed."""
        if n < 0:
            raise ValueError("n must be non-negative")
        if not 0.0 < p < 1.0:
            if p in (0.0, 1.0):
                return n if p else 0
            if p <= 0.0 or p >= 1.0:        # not a NaN
                raise ValueError("p must be in the range 0.0 <= p <= 1.0")
        if n == 1:
            return _index(self.random() < p)
        if p > 0.5:
            return n - self.binomialvariate(n, 1.0 - p)
        return self._binomial_geometric(n, p) if n * p < 10.0 else self._binomial_rejection(n, p)

    def _binomial_geometric(self, n, p):
        """Devroye's way for few successes: the lengths of the runs without one."""
        successes = trials = 0
        scale = _log2(1.0 - p)
        while scale:
            trials += _floor(_log2(self.random()) / scale) + 1
            if trials > n:
                break
            successes += 1
        return successes

    def _binomial_rejection(self, n, p):
        """Hormann's BTRS, for many trials."""
        assert p <= 0.5
        random = self.random
        spq = _sqrt(n * p * (1.0 - p))
        b = 1.15 + 2.53 * spq
        a = -0.0873 + 0.0248 * b + 0.01 * p
        c = n * p + 0.5
        vr = 0.92 - 4.2 / b
        alpha = (2.83 + 5.1 / b) * spq
        lpq = _log(p / (1.0 - p))
        m = _floor((n + 1) * p)
        h = _lgamma(m + 1) + _lgamma(n - m + 1)
        while True:
            u = random() - 0.5
            edge = 0.5 - _fabs(u)
            k = _floor((2.0 * a / edge + b) * u + c)
            if 0 <= k <= n:
                v = random()
                if edge >= 0.07 and v <= vr:
                    return k                # the box below the curve
                v *= alpha / (a / (edge * edge) + b)
                if _log(v) <= h - _lgamma(k + 1) - _lgamma(n - k + 1) + (k - m) * lpq:
                    return k


class SystemRandom(Random):
    """Random numbers from the operating system; cannot be seeded."""

    def random(self):
        from posix import urandom
        return (int.from_bytes(urandom(7)) >> 3) * RECIP_BPF

    def getrandbits(self, k):
        """An integer of k random bits."""
        if k < 0:
            raise ValueError('number of bits must be non-negative')
        from posix import urandom
        count = (k + 7) // 8
        return int.from_bytes(urandom(count)) >> (count * 8 - k)

    def randbytes(self, n):
        """n random bytes."""
        from posix import urandom
        return urandom(n)

    def seed(self, *args, **kwds):
        """Does nothing."""
        return None

    def _notimplemented(self, *args, **kwds):
        raise NotImplementedError('System entropy source does not have state.')

    getstate = setstate = _notimplemented


_inst = Random()

# The functions of the module are methods of one generator.
for _name in (
        'seed random uniform triangular randint choice randrange sample shuffle choices '
        'normalvariate lognormvariate expovariate vonmisesvariate gammavariate gauss betavariate '
        'binomialvariate paretovariate weibullvariate getstate setstate getrandbits '
        'randbytes').split():
    globals()[_name] = getattr(_inst, _name)
del _name


# A forked child goes on with numbers of its own.
_register_at_fork(after_in_child=seed)


_INPUT_HELP = """\
if no options given, output depends on the input
    string or multiple: same as --choice
    integer: same as --integer
    float: same as --float"""


def _parser():
    import argparse
    parser = argparse.ArgumentParser(formatter_class=argparse.RawTextHelpFormatter)
    one = parser.add_mutually_exclusive_group()
    one.add_argument('-c', '--choice', nargs='+', help='print a random choice')
    one.add_argument('-i', '--integer', type=int, metavar='N',
                     help='print a random integer between 1 and N inclusive')
    one.add_argument('-f', '--float', type=float, metavar='N',
                     help='print a random floating-point number between 0 and N inclusive')
    parser.add_argument('input', nargs='*', help=_INPUT_HELP)
    return parser


def _by_input(text):
    """What a lone argument asks for: a whole number, any number, or one of its words."""
    try:
        return randint(1, int(text))
    except ValueError:
        pass
    try:
        return uniform(0, float(text))
    except ValueError:
        return choice(text.split())


def main(arg_list: 'list[str] | None' = None) -> 'int | str':
    """python -m random: what it prints."""
    parser = _parser()
    args = parser.parse_args(arg_list)
    if args.choice:
        return choice(args.choice)
    if args.integer is not None:
        return randint(1, args.integer)
    if args.float is not None:
        return uniform(0, args.float)
    if not args.input:
        return parser.format_help()
    return choice(args.input) if len(args.input) > 1 else _by_input(args.input[0])


if __name__ == '__main__':
    print(main())
