# SPDX-License-Identifier: MIT
"""The profiler that can be derived from: as cProfile, with a bias to subtract."""

__all__ = ['run', 'runctx', 'Profile']

import sys
import cProfile
from cProfile import _Utils


def run(statement, filename=None, sort=-1):
    """Run statement under profiler optionally saving results in filename"""
    return _Utils(Profile).run(statement, filename, sort)


def runctx(statement, globals, locals, filename=None, sort=-1):
    """Run statement under profiler, supplying your own globals and locals, optionally saving
    results in filename."""
    return _Utils(Profile).runctx(statement, globals, locals, filename, sort)


class Profile(cProfile.Profile):
    """Profiler class."""

    bias = 0

    def __init__(self, timer=None, bias=None):
        super().__init__(timer)
        self.bias = self.bias if bias is None else bias

    def simulate_call(self, name):
        """An entry of that name."""
        self._enter(('profile', 0, name))

    def simulate_cmd_complete(self):
        """All that is open ends."""
        while self._stack:
            self._leave()

    def calibrate(self, m, verbose=0):
        """How long a profiled call takes longer than it should, per event."""
        def one():
            pass
        start = self._timer()
        for _ in range(m):
            one()
        plain = self._timer() - start
        profile = type(self)()
        start = self._timer()
        profile.runcall(lambda: [one() for _ in range(m)])
        measured = self._timer() - start
        if verbose:
            print('elapsed time without profiling =', plain)
            print('elapsed time with profiling =', measured)
        return max(0.0, (measured - plain) / 2.0 / m)


def main():
    return cProfile.main(Profile)


if __name__ == '__main__':
    sys.exit(main())
