# skip-if: ! command -v sqlite3
# sqlite3: the sqlite3 tool reads a file that was written here, and the other way round; dates.
import datetime, os, sqlite3, subprocess, threading
name = '/tmp/rondo-sqlite-%d.db' % os.getpid()
try:
    db = sqlite3.connect(name)
    db.execute('create table people(id integer primary key, name text, born date, pay real, photo blob)')
    with db:
        db.executemany('insert into people(name, born, pay, photo) values (?, ?, ?, ?)',
                       [('Анна', '1990-05-01', 1.5, b'\x00\xff'), ('Боб', None, None, None)])
    db.close()
    print(subprocess.run(['sqlite3', name, 'select * from people; pragma integrity_check'], capture_output=True, text=True).stdout)
    subprocess.run(['sqlite3', name, "insert into people(name) values('from the tool')"], check=True)
    db = sqlite3.connect(name, timeout=0.05)
    print(db.execute('select count(*), max(name) from people').fetchone())
    other = sqlite3.connect(name, timeout=0.05)
    db.execute('begin exclusive')
    try: other.execute('select * from people').fetchall()
    except sqlite3.OperationalError as e: print(e, e.sqlite_errorname)
    db.rollback()
    done = []
    def work(n):
        own = sqlite3.connect(name)
        with own:
            for i in range(50): own.execute('insert into people(name, pay) values(?, ?)', (f'{n}-{i}', i))
        done.append(n); own.close()
    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for t in threads: t.start()
    for t in threads: t.join()
    print(sorted(done), db.execute('select count(*), sum(pay) from people').fetchone())
    db.close(); other.close()
finally:
    for end in ('', '-journal', '-wal', '-shm'):
        if os.path.exists(name + end): os.unlink(name + end)
