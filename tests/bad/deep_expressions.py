# SPDX-License-Identifier: MIT
# Long flat programs compile; deep ones do or raise, but never crash.
def t(label, text, mode='eval'):
    try:
        r = eval(compile(text, 'x', mode))
        print(label, r if isinstance(r, int) else type(r).__name__)
    except (RecursionError, MemoryError, SyntaxError) as e:
        print(label, 'refused')
t('sum', '+'.join(['1'] * 3000)); t('list', '[' + '1,' * 100_000 + ']'); t('dict', '{' + ','.join(f'{i}:1' for i in range(20_000)) + '}')
t('and', ' and '.join(['1'] * 5000)); t('cmp', '<'.join(map(str, range(3000)))); t('str concat', "'a' " * 5000)
t('statements', 'x = 1\n' * 50_000, 'exec'); t('semicolons', 'pass;' * 20_000, 'exec'); t('elif', 'if 0: pass\n' + 'elif 0: pass\n' * 1000, 'exec')
t('args', 'max(' + ','.join(map(str, range(5000))) + ')'); t('names', '\n'.join(f'v{i} = {i}' for i in range(5000)), 'exec'); t('big int', '1' * 4000 + ' % 7')
t('too big int', '1' * 5000); t('hex', '0x' + 'f' * 10_000 + ' % 10**9')
for label, text, mode in (('unary', '-' * 90 + '1', 'eval'), ('attr', 'x' + '.real' * 300, 'eval'), ('sub', '[[1]]' + '[0]' * 2, 'eval'), ('for', ''.join(' ' * i + f'for a{i} in [1]:\n' for i in range(15)) + ' ' * 15 + 'pass', 'exec')):
    x = 1; t(label, text, mode)
