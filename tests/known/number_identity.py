# id() and `is` of numbers
a, b = 1000, int('1000')
x, y = 1.5, float('1.5')
print(a is b, id(a) == id(b), x is y, id(2**40) == id(int(str(2**40))))
