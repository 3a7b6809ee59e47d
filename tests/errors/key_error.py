# SPDX-License-Identifier: MIT
d = {'a': {'b': 1}}
print(d['a']['b'])
d['a']['c']  # error: KeyError: 'c'
