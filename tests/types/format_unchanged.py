# format() of a text that the spec leaves as it is gives the object itself, of a subclass too.
class Text(str):
    pass


text = Text('sub')
for spec in ('2', '.10', '<', '*>3', '.3'):
    print(repr(spec), type(format(text, spec)).__name__, format(text, spec) is text)
for spec in ('5', '.2', '^4'):
    print(repr(spec), type(format(text, spec)).__name__, repr(format(text, spec)))
print(repr(format(7, '\u0416=+5')), repr(format(-255, '\U0001f600^#9x')), repr(format('ab', '\u00e9>4')))
print(repr(f'{1234567:\u0416>12,}'), repr(f'{-1234.5:\u00e9=12,.2f}'), repr(f'{5:\0<3}'))
