# the order of sets of objects that are hashed by their address: the hash itself differs
class A:
    pass


o = [A() for i in range(8)]
print([hash(a) == id(a) >> 4 for a in o])
print(len({*o}), {*o} == set(reversed(o)))
