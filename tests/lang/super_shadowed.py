# A name super of one's own is called as it is written: without arguments, or with two.
class C:
    def plain(self):
        return super().text

    def written(self):
        return super(C, self).text

    def method(self):
        return super().show(1)


class Mine:
    text = 'mine'

    def __init__(self, *args):
        print('made with', len(args), 'arguments')

    def show(self, x):
        return f'shown {x}'


real = super
super = Mine
print(C().plain())
print(C().written())
print(C().method())
super = lambda: 1 / 0
try:
    C().plain()
except ZeroDivisionError as e:
    print(e)
super = real
try:
    C().plain()
except AttributeError as e:
    print(e)
