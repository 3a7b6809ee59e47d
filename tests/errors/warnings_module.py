# SPDX-License-Identifier: MIT
# stderr: check
# Warnings: filters, once per line, stacklevel, errors.
import warnings
def f(): warnings.warn('from f')
def g(): warnings.warn('caller', DeprecationWarning, stacklevel=2)
for _ in range(2): f()
g()
warnings.warn(UserWarning('an instance'))
warnings.simplefilter('error')
try: f()
except UserWarning as e: print('raised', e)
warnings.simplefilter('ignore'); f(); warnings.resetwarnings()
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always'); f(); f(); warnings.warn('r', RuntimeWarning); print([(x.category.__name__, str(x.message), x.lineno) for x in w])
warnings.filterwarnings('error', category=ResourceWarning); warnings.warn('plain', SyntaxWarning)
try: warnings.warn('res', ResourceWarning)
except ResourceWarning as e: print(e)
for bad in (lambda: warnings.warn('x', 5), lambda: warnings.warn('x', int), lambda: warnings.simplefilter('nope')):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
