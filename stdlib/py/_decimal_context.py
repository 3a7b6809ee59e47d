# SPDX-License-Identifier: MIT
"""decimal: signals and contexts."""
from collections.abc import MutableMapping
from contextvars import ContextVar
from _decimal_digits import (ROUND_05UP, ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_DOWN,
                             ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP)

MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -999999999999999999
MIN_ETINY = -1999999999999999997
ROUNDINGS = (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN,
             ROUND_HALF_EVEN, ROUND_05UP)


class DecimalException(ArithmeticError):
    pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class InvalidContext(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


# Signals as bits of a status. The four last ones all mean InvalidOperation.
(INVALID, FLOAT, ZERO, OVERFLOW, UNDERFLOW, SUBNORMAL, INEXACT, ROUNDED, CLAMPED) = (
    1 << i for i in range(9))
SYNTAX, IMPOSSIBLE, UNDEFINED, BAD_CONTEXT = 1 << 9, 1 << 10, 1 << 11, 1 << 12
_ANY_INVALID = INVALID | SYNTAX | IMPOSSIBLE | UNDEFINED | BAD_CONTEXT
SIGNALS = (InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact,
           Rounded, Clamped)
_BITS = {signal: 1 << i for i, signal in enumerate(SIGNALS)}
_RANKS = ((INVALID, 9), (BAD_CONTEXT, 8), (UNDEFINED, 5), (IMPOSSIBLE, 4), (SYNTAX, 2), (CLAMPED, 1),
          (ZERO, 3), (INEXACT, 7), (FLOAT, 11), (OVERFLOW, 12), (ROUNDED, 13), (SUBNORMAL, 14),
          (UNDERFLOW, 15))
_CONDITIONS = ((INVALID, InvalidOperation), (SYNTAX, ConversionSyntax),
               (IMPOSSIBLE, DivisionImpossible), (UNDEFINED, DivisionUndefined),
               (BAD_CONTEXT, InvalidContext))
_BAD_SIGNAL = ("valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n"
               "   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]")
_BAD_ROUNDING = ("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                 "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
_put = object.__setattr__


class SignalDict(MutableMapping):
    """The flags or traps of a context: signals and whether they are set."""
    __slots__ = ('_context', '_field')

    def __init__(self, context, field):
        self._context, self._field = context, field

    def _bits(self):
        return getattr(self._context, self._field)

    def __getitem__(self, key):
        try:
            return bool(self._bits() & _BITS[key])
        except (KeyError, TypeError):
            raise KeyError(_BAD_SIGNAL) from None

    def __setitem__(self, key, value):
        try:
            bit = _BITS[key]
        except (KeyError, TypeError):
            raise KeyError(_BAD_SIGNAL) from None
        if bit == INVALID:
            bit = _ANY_INVALID
        bits = self._bits()
        _put(self._context, self._field, bits | bit if value else bits & ~bit)

    def __delitem__(self, key):
        raise ValueError("signal keys cannot be deleted")

    def __iter__(self):
        return iter(SIGNALS)

    def __len__(self):
        return len(SIGNALS)

    def __repr__(self):
        bits = self._bits()
        return '{' + ', '.join(f"{signal!r}:{bool(bits & bit)}" for signal, bit in _BITS.items()) + '}'

    def __eq__(self, other):
        if isinstance(other, SignalDict):
            return self._bits() & 511 == other._bits() & 511
        if isinstance(other, dict):
            try:
                return (self._bits() ^ _bits_of(other)) & 511 == 0
            except (KeyError, TypeError):
                return NotImplemented
        return NotImplemented

    __hash__ = None

    def copy(self):
        return dict(self)


SignalDict.__module__ = 'abc'


def _bits_of(signals):
    """Bits of a list of signals, a dict of all of them, or a SignalDict."""
    if isinstance(signals, SignalDict):
        return signals._bits()
    bits = 0
    if isinstance(signals, dict):
        if len(signals) != len(SIGNALS) or any(signal not in signals for signal in SIGNALS):
            raise KeyError("invalid signal dict")
        signals = [signal for signal in SIGNALS if signals[signal]]
    for signal in signals:
        try:
            bits |= _BITS[signal]
        except (KeyError, TypeError):
            raise KeyError(_BAD_SIGNAL) from None
    return bits | _ANY_INVALID if bits & INVALID else bits


def _names(bits):
    """Names of signals in the order of repr(context): that of the first condition behind each."""
    ranks = {}
    for bit, rank in _RANKS:
        if bits & bit:
            ranks[InvalidOperation if bit & _ANY_INVALID else SIGNALS[bit.bit_length() - 1]] = rank
    return ', '.join(sorted((signal.__name__ for signal in ranks),
                            key={signal.__name__: rank for signal, rank in ranks.items()}.get))


def _integer(value):
    if not isinstance(value, int):
        raise TypeError("an integer is required")
    if value.bit_length() > 63:
        raise OverflowError("Python int too large to convert to C ssize_t")
    return int(value)


_LIMITS = {'prec': (1, MAX_PREC, "valid range for prec is [1, MAX_PREC]"),
           'Emin': (MIN_EMIN, 0, "valid range for Emin is [MIN_EMIN, 0]"),
           'Emax': (0, MAX_EMAX, "valid range for Emax is [0, MAX_EMAX]"),
           'capitals': (0, 1, "valid values for capitals are 0 or 1"),
           'clamp': (0, 1, "valid values for clamp are 0 or 1")}


class Context:
    """The environment of operations: precision, rounding, limits, flags and traps."""
    __slots__ = ('prec', 'rounding', 'Emin', 'Emax', 'capitals', 'clamp', '_status', '_traps',
                 '__weakref__')

    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None,
                 flags=None, traps=None):
        base = DefaultContext if _ready else _Start
        for name, value in (('prec', prec), ('rounding', rounding), ('Emin', Emin), ('Emax', Emax),
                            ('capitals', capitals), ('clamp', clamp)):
            if value is None:
                _put(self, name, getattr(base, name))
            else:
                setattr(self, name, value)
        _put(self, '_traps', base._traps if traps is None else _bits_of(traps))
        _put(self, '_status', 0 if flags is None else _bits_of(flags))

    def __setattr__(self, name, value):
        if name in _LIMITS:
            low, high, message = _LIMITS[name]
            value = _integer(value)
            if not low <= value <= high:
                raise ValueError(message)
            _put(self, name, value)
        elif name == 'rounding':
            if value not in ROUNDINGS:
                raise TypeError(_BAD_ROUNDING)
            _put(self, name, value)
        elif name in ('flags', 'traps'):
            if not isinstance(value, (dict, SignalDict)):
                raise TypeError("argument must be a signal dict")
            _put(self, '_status' if name == 'flags' else '_traps', _bits_of(value))
        else:
            raise AttributeError(f"'{_full_name(self)}' object has no attribute '{name}'")

    def __delattr__(self, name):
        raise AttributeError("context attributes cannot be deleted")

    @property
    def flags(self):
        return SignalDict(self, '_status')

    @property
    def traps(self):
        return SignalDict(self, '_traps')

    def __repr__(self):
        flags, traps = _names(self._status), _names(self._traps)
        return (f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, "
                f"Emax={self.Emax}, capitals={self.capitals}, clamp={self.clamp}, "
                f"flags=[{flags}], traps=[{traps}])")

    def __reduce__(self):
        flags, traps = ([signal for signal, bit in _BITS.items() if bits & bit]
                        for bits in (self._status, self._traps))
        return Context, (self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp,
                         flags, traps)

    def clear_flags(self):
        """Reset all flags to False."""
        _put(self, '_status', 0)

    def clear_traps(self):
        """Set all traps to False."""
        _put(self, '_traps', 0)

    def copy(self):
        """Return a duplicate of the context with all flags and traps."""
        made = object.__new__(Context)
        for name in ('prec', 'rounding', 'Emin', 'Emax', 'capitals', 'clamp', '_status', '_traps'):
            _put(made, name, getattr(self, name))
        return made

    __copy__ = copy

    def Etiny(self):
        """Return a value equal to Emin - prec + 1, the least exponent of subnormal results."""
        return self.Emin - self.prec + 1

    def Etop(self):
        """Return a value equal to Emax - prec + 1."""
        return self.Emax - self.prec + 1

    def _signal(self, status):
        """Sets flags; raises what is trapped."""
        flags = status & 511
        if status & ~511:
            flags |= INVALID
        _put(self, '_status', self._status | status | flags)
        hit = flags & self._traps
        if hit:
            listed = [exc for bit, exc in _CONDITIONS if status & bit and hit & INVALID]
            listed += [exc for exc, bit in _BITS.items() if hit & bit and bit != INVALID]
            for exc, bit in _BITS.items():
                if hit & bit:
                    raise exc(listed)


def _full_name(obj):
    cls = type(obj)
    return f"{cls.__module__}.{cls.__qualname__}"


class _Start:
    prec, rounding, Emin, Emax, capitals, clamp = 28, ROUND_HALF_EVEN, -999999, 999999, 1, 0
    _traps = _ANY_INVALID | ZERO | OVERFLOW


_ready = False
DefaultContext = Context()
_ready = True
BasicContext = Context(prec=9, rounding=ROUND_HALF_UP,
                       traps=[DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow], flags=[])
ExtendedContext = Context(prec=9, rounding=ROUND_HALF_EVEN, traps=[], flags=[])
_current = ContextVar('decimal_context')


def getcontext():
    """Get the current default context."""
    context = _current.get(None)
    if context is None:
        context = DefaultContext.copy()
        _put(context, '_status', 0)
        _current.set(context)
    return context


def setcontext(context, /):
    """Set a new default context."""
    if not isinstance(context, Context):
        raise TypeError("argument must be a context")
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
        context.clear_flags()
    _current.set(context)


class ContextManager:
    """What localcontext() gives."""
    __slots__ = ('_local', '_saved')

    def __init__(self, local):
        self._local = local

    def __enter__(self):
        self._saved = getcontext()
        setcontext(self._local)
        return self._local

    def __exit__(self, *exc):
        setcontext(self._saved)
        return False


def localcontext(ctx=None, **kwargs):
    """Return a context manager that sets a copy of ctx as the current context."""
    if ctx is None:
        ctx = getcontext()
    elif not isinstance(ctx, Context):
        raise TypeError("optional argument must be a context")
    local = ctx.copy()
    for name, value in kwargs.items():
        if name not in ('prec', 'rounding', 'Emin', 'Emax', 'capitals', 'clamp', 'flags', 'traps'):
            raise TypeError(f"this function got an unexpected keyword argument '{name}'")
        setattr(local, name, value)
    return ContextManager(local)


for _class in (*SIGNALS, DecimalException, ConversionSyntax, DivisionImpossible, DivisionUndefined,
               InvalidContext, Context, ContextManager):
    _class.__module__ = 'decimal'
