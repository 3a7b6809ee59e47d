name, width = 'мир', 10
print(f'привет, {name}!', f"{name!r:>{width}}", rf'\d{width}\N{{x}}')
print(f'{name=}', f'{name = !s}', f'{{literal}} {width:{'x'}>{width + 1}.{3}f}')
print(f'''{
    name  # a comment in a field
    .upper()
} and {width:
}''')
print(f'\N{BULLET} {(lambda x: x * 2)(3)} {width if width != 3 else {'a': 1}["a"]}')
print(F"{f'{f"{1}"}'}" f'' fr"{name:%H:%M}{{}}" f'{width:}')
