# SPDX-License-Identifier: MIT
# stderr: check
def a():
    raise KeyError('low')


def b():
    try:
        a()
    except KeyError as e:
        raise ValueError('high') from e


b()
