# What eval() takes has no star outside of brackets.
for text in ('*a', '*a,', '*a, b', 'a, *b', 'f(*a)', '(*a, 1)', '[*a]', '*a if b else c', '(*a)', 'not *a', 'a,', '(a, b), *c'):
    try:
        compile(text, 'text', 'eval')
        print(text, 'is fine')
    except SyntaxError as e:
        print(text, '|', e.msg, e.lineno, e.offset, e.end_offset)
print(eval('[*"ab", 1]'), eval('(*"ab", 1)'), eval('{*"a"}'))
for text in ('1__0', '_1', '1_', '1_j', '1_0j', '1+_2j', 'x_', 'x', '1_000+2_0j'):
    try:
        print(complex(text))
    except ValueError as e:
        print(e)
