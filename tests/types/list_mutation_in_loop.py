# SPDX-License-Identifier: MIT
# Changing a list while it is being iterated.
a = [1, 2, 3, 4]
for x in a:
    if x == 2:
        a.remove(x)
    print(x, a)
a = [1]
for x in a:
    if len(a) < 5:
        a.append(x + 1)
print(a)
it = iter([1, 2]); print(list(it), list(it), next(it, 'done'))
a = [1, 2, 3]; it = iter(a); next(it); a.clear(); print(list(it)); a.append(5); print(list(it))
r = reversed([1, 2, 3]); print(next(r), r.__length_hint__(), list(r))
a = [1, 2, 3]; r = reversed(a); a.pop(); print(list(r))
class Evil:
    def __eq__(self, o):
        lst.clear()
        return False
lst = [Evil(), 1, 2]
print(5 in lst, lst)
lst = [Evil(), 1, 2]
try:
    print(lst.index(7))
except ValueError as e:
    print(e)
lst = [Evil(), Evil()]
try:
    lst.remove(3)
except ValueError as e:
    print(e, lst)
