# SPDX-License-Identifier: MIT
# What SystemExit was given has no text: status 1, and the reason comes last.
class Silent:
    def __str__(self):
        raise ValueError('no text')


print('before')
raise SystemExit(Silent())
