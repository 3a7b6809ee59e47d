# SPDX-License-Identifier: MIT
# timeout: 60
# A line of 100 MB: a comment, a string, a sum.
n = 100_000_000
ns = {}
exec('x = 1 #' + 'c' * n, ns)
print(ns['x'])
exec('y = "' + 'a' * n + '"', ns)
print(len(ns['y']))
exec('z = 1' + ' ' * n + '+ 2', ns)
print(ns['z'])
