# sort() of texts: of one, two and four bytes a character, mixed, with common beginnings, NULs, equal ones, keys, reverse
import random
R = random.Random(7)
ALPHABETS = 'ab', 'a\0b', 'aé', 'aж', 'жз', 'a😀', '\ud800a\uffff😀', 'xyz'
def text(letters, start, n): return start + ''.join(R.choice(letters) for _ in range(R.randrange(n)))
def ordered(l): return all(not l[i + 1] < l[i] for i in range(len(l) - 1))
for letters in ALPHABETS:
    for start in '', 'user_', 'ж' * 9, 'a\0':
        for n in 3, 7, 8, 9, 40, 300:
            l = [text(letters, start, 14) for _ in range(n)]
            s = sorted(l); r = sorted(l, reverse=True)
            assert ordered(s) and ordered(r[::-1]) and sorted(map(ord, ''.join(l))) == sorted(map(ord, ''.join(s))), (letters, start, n)
            k = sorted(range(n), key=lambda i: l[i]); assert [l[i] for i in k] == s and all(l[a] < l[b] or a < b for a, b in zip(k, k[1:]))
            k = sorted(range(n), key=lambda i: l[i], reverse=True); assert [l[i] for i in k] == r and all(l[a] > l[b] or a < b for a, b in zip(k, k[1:]))
            print(hash(tuple(s)) if letters == 'xyz' else len(s), end=' ')
    print(ascii(letters))
class S(str):
    def __lt__(self, other): return str.__gt__(self, other)
print(sorted([S(c) for c in 'hello world']), sorted(list('hello world') + [S('a')])[:3])
try: sorted(list('hello world') + [3])
except TypeError as e: print(e)
words = 'the quick brown fox jumps over the lazy dog and runs away from the Ёжик ёлка Яблоко 中文 😀 zebra'.split()
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words * 2, reverse=True)[:6])
same = ['x' * 20] * 9; print(sorted(same) == same, [sorted([str(i) for i in range(30)])[i] for i in (0, 1, 2, 11, 29)])
