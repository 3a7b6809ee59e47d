# SPDX-License-Identifier: MIT
# Messages name the classes of sqlite3 with their module; sizes are numbers.
import sqlite3
from concurrent.futures import ThreadPoolExecutor

db = sqlite3.connect(':memory:')
cursor = db.cursor()


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


for made in (db, cursor):
    attempt(lambda: made.comit())
    attempt(lambda: made + 1)
    attempt(lambda: len(made))
    attempt(lambda: setattr(type(made), 'added', 1))
    attempt(lambda: type(made).__name__ + ' ' + type(made).__module__)
attempt(lambda: cursor())
attempt(lambda: cursor.fetchmany('x'))
attempt(lambda: cursor.fetchmany(size=1.5))
attempt(lambda: db.execute('select 1 union select 2').fetchmany(1))


class Connection(sqlite3.Connection):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.extra = 1


class Cursor(sqlite3.Cursor):
    pass


derived = sqlite3.connect(':memory:', factory=Connection)
derived.more = 2
Cursor.shared = 3
print(derived.extra, derived.more, derived.cursor(Cursor).shared)
attempt(lambda: derived.missing)
attempt(lambda: derived.cursor(Cursor).missing)
attempt(lambda: ThreadPoolExecutor('x'))
attempt(lambda: ThreadPoolExecutor(0))
db.comit()
