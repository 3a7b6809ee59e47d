# SPDX-License-Identifier: MIT
# flags: -W error
import warnings


def risky():
    warnings.warn('now an error')  # error: UserWarning: now an error


risky()
