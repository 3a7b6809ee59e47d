# Units of very different size one after the other and inside each other: what one leaves must not show in the next.
sources = []
for n in (3, 700, 5, 40, 2000, 2):
    names = '\n'.join(f'    v{i} = g{i % 97} + {i}' for i in range(n))
    texts = ', '.join(f'"t{i}"' for i in range(n))
    sources.append(f'def f{n}(a, b):\n{names}\n    return v{n - 1}, a, b, len([{texts}])\n')
    sources.append(f'class C{n}:\n    x = {n}\n    def m(self, y):\n        def inner(z):\n            def innermost():\n'
                   f'                def last():\n                    return self.x, y, z, g{n % 97}\n                return last\n'
                   f'            return innermost\n        return [inner(q)()() for q in (y, {n})]\n')
    sources.append(f'l{n} = lambda p, q={n}: (p, q, [p for p in range(q % 5)], {{"k": p}})\n')
namespace = {f'g{i}': i * 1000 for i in range(97)}
exec(''.join(sources), namespace)
for n in (3, 700, 5, 40, 2000, 2):
    print(namespace[f'f{n}']('a', 'b'), namespace[f'C{n}']().m('y'), namespace[f'l{n}'](1))
    code = namespace[f'f{n}'].__code__
    print(code.co_nlocals, len(code.co_names), code.co_varnames[:4], code.co_names[:3])
a = 'module'


def shadows(a):
    b = [a for a in 'xy' if a]

    class Inner:
        a = 'class'
        c = [a for a in 'z']

        def get(self):
            return a
    return a, b, Inner.a, Inner.c, Inner().get(), (lambda a: a)('lambda'), a


print(shadows('argument'), a)
