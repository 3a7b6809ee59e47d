# SPDX-License-Identifier: MIT
name = 'a' * 1_000_000
ns = {}
exec(name + ' = 5', ns)
print(ns[name], len([k for k in ns if k.startswith('aa')][0]))
try:
    exec('b' + name)
except NameError as e:
    print(len(str(e)))
