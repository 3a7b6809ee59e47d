# SPDX-License-Identifier: MIT
# stderr: check
# A chain of exceptions that bites its tail is printed once.
a, b = ValueError('a'), KeyError('b')
a.__cause__ = b
b.__cause__ = a
a.__context__ = b
raise a
