# SPDX-License-Identifier: MIT
"""'Did you mean': the name nearest to one that was not found."""
import sys

_MAX_CANDIDATES = 750
_MAX_LENGTH = 40
_MOVE = 2                                   # cost of a letter added, dropped or changed
_CASE = 1                                   # cost of a letter in the other case


def hint(exc_type, exc, tb):
    """What to add to the message of an ImportError, AttributeError or NameError."""
    if issubclass(exc_type, ImportError):
        wrong = getattr(exc, "name_from", None)
        if wrong is None:
            return ''
        nearest = _nearest_name(exc, tb, wrong)
        return f". Did you mean: '{nearest}'?" if nearest else ''
    wrong = getattr(exc, "name", None)
    if wrong is None:
        return ''
    text = ''
    nearest = _nearest_name(exc, tb, wrong)
    if nearest:
        text = f". Did you mean: '{nearest}'?"
    if issubclass(exc_type, NameError) and wrong in getattr(sys, 'stdlib_module_names', ()):
        if nearest:
            text += f" Or did you forget to import '{wrong}'?"
        else:
            text = f". Did you forget to import '{wrong}'?"
    return text


def _last_frame(tb):
    while tb.tb_next is not None:
        tb = tb.tb_next
    return tb.tb_frame


def _visible(names, wrong, obj, tb):
    """Names with an underscore are proposed only to those who wrote one, or inside the class."""
    if wrong[:1] == '_':
        return names
    if tb is not None:
        frame = _last_frame(tb)
        if 'self' in frame.f_locals and frame.f_locals['self'] is obj:
            return names
    return [name for name in names if name[:1] != '_']


def _names_of(obj):
    try:
        return [name for name in dir(obj) if isinstance(name, str)]
    except TypeError:
        return list(type(obj).__dict__) + list(getattr(obj, '__dict__', ()))


def _nearest_name(exc, tb, wrong):
    if not isinstance(wrong, str):
        return None
    try:
        if isinstance(exc, AttributeError):
            names = _visible(_names_of(exc.obj), wrong, exc.obj, tb)
        elif isinstance(exc, ImportError):
            names = _names_of(__import__(exc.name, fromlist=[wrong]))
            if wrong[:1] != '_':
                names = [name for name in names if name[:1] != '_']
        else:
            if tb is None:
                return None
            frame = _last_frame(tb)
            names = [name for namespace in (frame.f_locals, frame.f_globals, frame.f_builtins)
                     for name in namespace if isinstance(name, str)]
            if 'self' in frame.f_locals and hasattr(frame.f_locals['self'], wrong):
                return f"self.{wrong}"
    except Exception:
        return None
    return nearest(wrong, names)


def nearest(wrong, names):
    """The candidate that differs least from wrong, if by little enough; else None."""
    if len(names) > _MAX_CANDIDATES or len(wrong) > _MAX_LENGTH:
        return None
    best = None
    best_distance = 10 ** 9
    for name in names:
        if name == wrong:
            continue
        limit = (len(name) + len(wrong) + 3) * _MOVE // 6
        limit = min(limit, best_distance - 1)
        distance = _distance(wrong, name, limit)
        if distance > limit:
            continue
        if best is None or distance < best_distance:
            best = name
            best_distance = distance
    return best


def _substitution(a, b):
    if a == b:
        return 0
    return _CASE if a.lower() == b.lower() else _MOVE


def _distance(a, b, limit):
    """The cost of turning a into b; limit + 1 as soon as it is known to be more than limit."""
    if a == b:
        return 0
    begin = 0
    while begin < len(a) and begin < len(b) and a[begin] == b[begin]:
        begin += 1
    a, b = a[begin:], b[begin:]
    stop = 0
    while stop < len(a) and stop < len(b) and a[-1 - stop] == b[-1 - stop]:
        stop += 1
    if stop:
        a, b = a[:-stop], b[:-stop]
    if not a or not b:
        return _MOVE * (len(a) + len(b))
    if len(a) > _MAX_LENGTH or len(b) > _MAX_LENGTH:
        return limit + 1
    if len(b) < len(a):
        a, b = b, a
    if (len(b) - len(a)) * _MOVE > limit:
        return limit + 1
    row = list(range(_MOVE, _MOVE * (len(a) + 1), _MOVE))
    result = 0
    for i, char in enumerate(b):
        distance = result = i * _MOVE
        least = 10 ** 9
        for j, other in enumerate(a):
            changed = distance + _substitution(char, other)
            distance = row[j]
            moved = min(result, distance) + _MOVE
            result = min(moved, changed)
            row[j] = result
            least = min(least, result)
        if least > limit:
            return limit + 1
    return result
