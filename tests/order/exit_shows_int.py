# At exit everything is let go one by one where somebody can tell: here an instance of a class made
# from int, which a collector need not know.
class Number(int):
    def __del__(self):
        print('a number goes', int(self))


class Empty:
    __slots__ = ()

    def __del__(self):
        print('an empty one goes')


seven = Number(7)
empty = Empty()
print('end of the script')
