# SPDX-License-Identifier: MIT
def f(*a, **k): return len(a), len(k)
print(f(*range(100_000)), f(**{f'k{i}': i for i in range(20_000)}))
src = 'def g(' + ', '.join(f'a{i}' for i in range(1000)) + '): return a0 + a999\n'
ns = {}
exec(src, ns)
print(ns['g'](*range(1000)))
try: ns['g']()
except TypeError as e: print(str(e)[:60])
exec('def h(' + ', '.join(f'a{i}=0' for i in range(300)) + '): return ' + '+'.join(f'a{i}' for i in range(300)), ns)
print(ns['h'](a5=7, a299=1))
exec('def loc():\n' + ''.join(f' v{i} = {i}\n' for i in range(2000)) + ' return ' + '+'.join(f'v{i}' for i in range(2000)), ns)
print(ns['loc']())
exec('class C:\n' + ''.join(f' def m{i}(self): return {i}\n' for i in range(500)), ns)
print(ns['C']().m499())
