# SPDX-License-Identifier: MIT
# Identifiers in Cyrillic and NFKC normalisation; classes and keywords with such names.
имя = 'Ольга'
ﬁx = 'ligature'
print(имя, fix, 'ﬁx' in globals(), 'fix' in globals())
class Студент:
    def __init__(сам, имя, *, возраст=18): сам.имя, сам.возраст = имя, возраст
    def __repr__(сам): return f'Студент({сам.имя!r}, {сам.возраст})'
с = Студент('Иван', возраст=20); print(с, с.__dict__, Студент.__name__, repr(Студент))
def функция(а, б=2): return а + б
print(функция(б=3, а=4), функция.__name__, функция.__code__.co_varnames)
try: функция(в=1)
except TypeError as e: print(e)
try: неизвестное
except NameError as e: print(e)
try: с.нет
except AttributeError as e: print(e)
𝐱 = 5; print(x, 'é' == 'e\u0301', 'é'.isidentifier(), '1a'.isidentifier(), 'класс'.isidentifier(), 'a b'.isidentifier(), '_'.isidentifier(), ''.isidentifier())
