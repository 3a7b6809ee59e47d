# SPDX-License-Identifier: MIT
# stderr: check
# The report of a function of atexit that failed.
import atexit


class Quiet:
    def __repr__(self):
        return '<a quiet one>'

    def __call__(self):
        raise ValueError('late')


class Bad(Quiet):
    def __repr__(self):
        raise TypeError('no repr')


atexit.register(Quiet())
print('end')
