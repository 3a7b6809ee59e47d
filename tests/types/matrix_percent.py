# SPDX-License-Identifier: MIT
# The % operator of str and bytes: conversions x values, flags, errors.
SPECS = ['%d', '%i', '%u', '%5d', '%-5d|', '%05d', '%+d', '% d', '%x', '%X', '%#x', '%o', '%#o', '%e', '%.2e', '%f', '%.0f', '%8.3f', '%-9.1f|', '%+.1f', '%g', '%G', '%#g', '%.3g',
         '%c', '%s', '%r', '%a', '%5s', '%-5s|', '%.2s', '%10.3r', '%%', '%.5d', '%+05d', '%hd', '%ld', '%y', '%', '%(k)s', '%*d', '%08.2f', '%.10d', '%+x', '%-#8x|', '%3c|']
for v in [0, 42, -42, 3.7, -0.5, 1e20, 'x', 'строка', b'b', None, [1], True, 2**65, float('nan'), float('inf'), 1j]:
    for s in SPECS:
        try:
            print(repr(s), repr(v), repr(s % (v,)))
        except Exception as e:
            print(repr(s), repr(v), type(e).__name__, e)
for s, v in [('%s %s', (1, 2)), ('%s %s', (1,)), ('%s', (1, 2)), ('%s', ()), ('', 1), ('', (1,)), ('', {}), ('x', {'a': 1}), ('%(a)s %(b)d', {'a': 1, 'b': 2}), ('%(a)s', {}),
             ('%(a)s', 1), ('%(a', {'a': 1}), ('%*d|%-*d|', (5, 1, 5, 2)), ('%.*f', (2, 3.14159)), ('%*d', ('a', 1)), ('%s', [1, 2]), ('%d', '3'), ('%c', 'ab'), ('%c', 0x110000), ('%c', -1),
             ('%s%%', 5), ('%z', 1), ('abc%', ()), ('%d%d', 1), ('%(a)s%s', {'a': 1}), ('%s', {'a': 1}), ('%.3s|%5.1s|', ('abcdef', 'xyz'))]:
    try:
        print(repr(s), repr(v), repr(s % v))
    except Exception as e:
        print(repr(s), repr(v), type(e).__name__, e)
for s, v in [(b'%d', 5), (b'%s', b'x'), (b'%s', 'x'), (b'%b', b'q'), (b'%a', 'ж'), (b'%r', 1), (b'%c', 65), (b'%c', b'z'), (b'%c', b'zz'), (b'%x', 255), (b'%5.1f|', 2.25), (b'%(k)d', {b'k': 3}), (b'%c', 256)]:
    try:
        print(repr(s), repr(v), repr(s % v))
    except Exception as e:
        print(repr(s), repr(v), type(e).__name__, e)
