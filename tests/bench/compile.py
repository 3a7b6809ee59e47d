# Compiles a source of some thousand lines: functions, classes, displays, f-strings, comprehensions.
PIECE = '''
async def task_{k}(name, delay, items=(1, 2, 3), *, limit=None, **options):
    """Doc of task {k}.

    More of it."""
    total, seen = {k}, {{}}
    for i, item in enumerate(items):
        if item % 2 == 0 and name != 'task-{k}':
            total += item * (i + {k} % 97) - len(name)
        elif not item or item is limit:
            continue
        else:
            await helper(f'{{name}}: {{item:>{{delay}}}} {{total!r}}', [x * 2 for x in items if x > {k} % 7])
    while (rest := seen.pop(total, None)) is not None:
        seen[rest] = lambda a, b=rest: a + b * 0.5
    try:
        return {{'name': name, 'total': total, 'delay': delay / 2.5, **options}}
    except (ValueError, KeyError) as e:
        print('failed', e, name.upper()[1:-1], sep='')
    finally:
        del seen


class Thing_{k}(Base, flag={k}):
    table = [{k}, {k} + 1, 'a{k}', b'b', None, True, 1.5e3]
    pairs = {{'x': (1, 2), 'y': {{3, 4}}, 'z': table[{k} % 7]}}

    def method(self, value: int = 0x{k}) -> str:
        with self.lock, open('f') as f:
            self.value = yield from (g(v) for v in f)
        match value:
            case [1, *rest] | {{'k': rest}}:
                return rest
            case Point(x=0, y=y) if y > 1:
                raise TypeError('no') from None
        return -value ** 2 if value < 1 <= {k} else ~value
'''
source = ''.join(PIECE.replace('{k}', str(k)).replace('{{', '{').replace('}}', '}') for k in range(300))
code = compile(source, '<compile>', 'exec')
print(len(source.splitlines()), len(code.co_names))
