import unittest
t = unittest.TestCase()
xs = ['', 'a', 'a\n', 'a\nb', 'a\nb\n', '\n', 'a\r', 'a\n\n', 'ab', 'b', ' \n', 'a\r\nb', '\na', 'a\x0bb']
for a in xs:
    for b in xs:
        try: t.assertMultiLineEqual(a, b)
        except AssertionError as e: print(repr(a), repr(b), repr(str(e)))
