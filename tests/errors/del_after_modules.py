# stderr: check
# Objects that outlive the modules: what they do at their end can neither import nor find its globals.
import contextvars
import sys


class Fails:
    def __init__(self, where):
        self.where = where

    def __del__(self):
        raise ValueError(self.where)


class Imports:
    def __del__(self):
        import textwrap


def leave():
    try:
        yield
    finally:
        raise KeyError('in a generator')


generator = leave()
next(generator)
contextvars.ContextVar('one').set(Fails('in the context'))
contextvars.ContextVar('two').set(generator)
contextvars.ContextVar('three').set(Imports())
del generator
print('end of the script')
