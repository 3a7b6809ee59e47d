# Division and remainder by a constant, a power of two or not, and quotients of numbers of both kinds.
def by_constants(n):
    return (n // 1, n % 1, n // 2, n % 2, n // 4, n % 4, n // 1024, n % 1024, n // 16384, n % 16384,
            n // 3, n % 3, n // 7, n % 7, n // -2, n % -2, n // -4, n % -4, n // 32768, n % 32768)


for n in (0, 1, -1, 2, -2, 3, -3, 5, -5, 1023, 1024, -1024, -1025, 16383, -16385, 2 ** 53 + 1, -2 ** 53 - 3,
          2 ** 62 - 1, -2 ** 62, 2 ** 62, -2 ** 62 - 1, 10 ** 30, -10 ** 30, True, False, 7.5, -7.5, 0.0, -0.0, 1e300):
    print(n, by_constants(n))
    m = n
    m //= 2
    k = n
    k %= 8
    print(m, k)


class Odd(int):
    def __floordiv__(self, other):
        return f'{int(self)} floordiv {other}'

    def __mod__(self, other):
        return f'{int(self)} mod {other}'


print(by_constants(Odd(9)), '%d' % 2, '%s %%' % 4)
for wrong in ('a', None, [1], 'x%d%d'):
    for operator in (lambda w: w // 2, lambda w: w % 2, lambda w: w // 0):
        try:
            print(operator(wrong))
        except (TypeError, ZeroDivisionError) as e:
            print(type(e).__name__, e)
for operator in (lambda w: w // 0, lambda w: w % 0, lambda w: 1.5 / w, lambda w: 1 / w, lambda w: w / (w - w)):
    for zero in (0, 0.0, -0.0, False):
        try:
            print(operator(zero))
        except ZeroDivisionError as e:
            print(e)

numbers = (1, -3, 0.5, -1.5, 2 ** 53 - 1, 2 ** 53, 2 ** 53 + 1, -2 ** 53, -2 ** 53 - 1, 2 ** 54 + 2, 2 ** 62, 1e-300, 5e-324, 1e308, True)
for x in numbers:
    print([x / y for y in numbers if abs(x) < 1e300 or abs(y) >= 1])
    print([x + y for y in numbers], [x - y for y in numbers], [x < y for y in numbers], [x == y for y in numbers])
    print([x * y for y in numbers])
print(float('inf') / 2, 3 / float('inf'), float('nan') / 1)
try:
    print(10 ** 400 / 2.0)
except OverflowError as e:
    print(e)
