# stdin: pdb_doctest.txt
# doctest's examples under the debugger.
import doctest
import sys


def double(n):
    """
    >>> x = double(3)
    >>> x
    6
    """
    return n * 2


def wrong(n):
    """
    >>> wrong(1)
    """
    raise ValueError(n)


try:
    doctest.debug(sys.modules[__name__], 'double')
except ValueError as error:
    print(error)
try:
    doctest.debug(sys.modules[__name__], '__main__.double')
    doctest.debug(sys.modules[__name__], '__main__.wrong', pm=True)
except Exception as error:
    print(type(error), error)
print('end')
