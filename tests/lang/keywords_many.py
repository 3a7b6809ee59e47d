# Calls and classes with very many keywords; the one reported is the first that comes again.
n = 3000
source = 'f(' + ', '.join(f'k{i}={i}' for i in range(n)) + ')'


def f(**keywords):
    return len(keywords), list(keywords)[:2], sum(keywords.values())


print(eval(source))
for text in ('f(a=1, a=2)', 'f(a=1, b=2, b=3, a=4)', 'f(b=1, a=2, b=3, a=4, b=5)', 'f(a=1, **x, a=2)', 'f(**x, **x)',
             'f(a=1, c=g(a=2, b=3), b=4)', 'f(a=1, c=g(b=2, b=3), a=4)', 'f(a=g(a=1, a=2), a=1)',
             'class C(A, m=1, n=2, m=3): pass', source[:-1] + ', k77=1)'):
    try:
        compile(text, '<k>', 'exec')
    except SyntaxError as e:
        print(text[:40], '-', e.msg, e.lineno, e.offset, e.end_offset)
    else:
        print(text[:40], '- fine')


def outer(a, b=1):
    def inner(a=a, b=b):
        return f(a=a, b=b, c=outer2(a=a, b=b))
    return inner()


def outer2(*, a, b):
    return a + b


print(outer(1), outer(a=2, b=3))
