# A finaliser that a class gets when it has instances already.
class Late(str):
    pass


class Plain:
    pass


late = Late('x')
plain = Plain()
Plain.__del__ = lambda self: print('plain goes')
Late.__del__ = lambda self: print('late goes')
print('end of the script')
