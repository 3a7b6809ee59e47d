# dict.fromkeys() over a dict or a set takes the hashes from there.
class Key:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        print('hash', self.name)
        return 7

    def __eq__(self, other):
        print('eq', self.name, other.name)
        return self.name == other.name

    def __repr__(self):
        return self.name


known = {Key('a'): 1, Key('b'): 2}
print('made')
print(dict.fromkeys(known), dict.fromkeys(set(known), 5), dict.fromkeys(frozenset(known)))
print('a list:')
print(dict.fromkeys(list(known)))


class D(dict):
    def __setitem__(self, key, value):
        print('set', key)
        super().__setitem__(key, value)


print(D.fromkeys(known))
