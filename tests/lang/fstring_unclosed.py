# SPDX-License-Identifier: MIT
# Which of two mistakes is reported when a field of an f-string is not closed.
for s in ["f'{!'", "f'{!r'", "f'{!}'", "f'{a!'", "f'{a!}'", "f'{a!x}'", "f'{a!rr}'", "f'{a! r}'","f'{'","f'{a'","f'{a:'", "f'{a:}", "f'{a=!'", "f'{!r}'","f'{!x}'", "f'''{!'''", "f'{ !'", "f'{:'","f'{:}'","f'{=}'","f'{='", "f'{,}'", "f'{a b}'", "f'{a!r b}'", "f'{a!r:'", "f'{a!:}'", "f'{a!1}'", "f'}'","f'{a!r'","f'{!a'",
 "f'{a!=b}'","f'{!=b}'","f'{!='",
 "a b\nf'{'", "f(a for b in c, d) f'{'", "a b f'{'", "f'{!' + $", "a b; f'{'", "f(**a, *b) f'{'", "1 2 f'{'", "a b c f'{'"]:
    try: print(repr(s), eval(compile(s,'x','eval'),{'a':1,'b':2}))
    except SyntaxError as e: print(repr(s), type(e).__name__, e.msg, e.lineno,e.offset,e.end_lineno,e.end_offset)
