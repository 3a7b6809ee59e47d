# stdin: pdb_breaks.txt
# Breakpoints: conditions, counts, commands.
class Thing:
    def __init__(self, size):
        self.size = size

    def grow(self, by):
        # a comment
        self.size += by
        return self.size


def work(n):
    """Not a line to stop at.

    More of it.
    """
    thing = Thing(n)
    for i in range(n):
        thing.grow(i)
    return thing.size


def other():
    return 1

breakpoint()
for k in range(3, 6):
    print(work(k))
    other()
print('end')
