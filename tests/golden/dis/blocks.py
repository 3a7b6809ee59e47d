# SPDX-License-Identifier: MIT
"""try, with, match: what lives in registers while they run."""


def handlers(f):
    try:
        return f()
    except (ValueError, TypeError) as e:
        print(e)
    except Exception:
        raise
    else:
        f = 1
    finally:
        print("end")


def leaving(items):
    for item in items:
        try:
            with item as a, item.b:
                if a:
                    break
                continue
        finally:
            print(a)
    return a


def groups(f):
    try:
        f()
    except* ValueError as e:
        print(e)
    except* OSError:
        pass


def matching(x):
    match x:
        case 1 | "one":
            return 1
        case [a, 2, *rest] if a:
            return rest
        case {"k": (0 | 1) as k, **others}:
            return k, others
        case Point(0, y=[_, y]):
            return y
        case None:
            return None
        case _:
            return x
