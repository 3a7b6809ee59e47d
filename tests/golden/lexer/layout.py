#!/usr/bin/env rondo
# comments and blank lines give no tokens

class A:
    """doc
    string"""

    def f(self, *,
          x=(1,
2)):    # a comment ends the line
        if x: return [
            x,

        ]
	# a comment with a tab may stand anywhere
        elif x \
           is not None:
            pass
      # also here
    async def g(self): await self.f(); yield


if True:
    while (y := 1):
        for z in [[], {}, ()]:
            continue
match x:
    case {'a': _}: type = 1
x = 1 if y else 2 ; z @= ~x ** -y // 3 >> 2 <= 4 != 5 -> ...
lambda *a, **k: a[::-1] <<= 1
переменная = 'é' + "\
joined" + b'\x00' + Rb"raw\"" + u'' + ''''"'''
