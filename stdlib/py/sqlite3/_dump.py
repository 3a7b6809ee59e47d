# SPDX-License-Identifier: MIT
"""A database as the statements that make it."""


def _name(name):
    return '"{0}"'.format(name.replace('"', '""'))


def _text(value):
    return "'{0}'".format(value.replace("'", "''"))


def iterdump(connection, *, filter=None):
    """Yields the statements."""
    cu = connection.cursor()
    cu.row_factory = None
    if cu.execute('PRAGMA foreign_key_check').fetchall():
        yield 'PRAGMA foreign_keys=OFF;'        # the rows come in an order that has references
    yield 'BEGIN TRANSACTION;'
    condition, params = ('WHERE "name" LIKE ?', [filter]) if filter else ("", [])
    more = ("AND" if filter else "WHERE")
    writable = False
    tables = cu.execute(f'SELECT "name", "type", "sql" FROM "sqlite_master" {condition} {more} '
                        '"sql" NOT NULL AND "type" == \'table\' ORDER BY "name"', params).fetchall()
    sequence = False
    for name, _, sql in tables:
        if name == 'sqlite_sequence':
            sequence = True
            continue
        if name == 'sqlite_stat1':
            yield 'ANALYZE "sqlite_master";'
        elif name.startswith('sqlite_'):
            continue
        elif sql.startswith('CREATE VIRTUAL TABLE'):
            if not writable:
                writable = True
                yield 'PRAGMA writable_schema=ON;'
            yield ("INSERT INTO sqlite_master(type,name,tbl_name,rootpage,sql)"
                   "VALUES('table',{0},{0},0,{1});".format(_text(name), _text(sql)))
            continue
        else:
            yield '{0};'.format(sql)
        yield from _rows(cu, name)
    if sequence:
        yield 'DELETE FROM "sqlite_sequence";'
        for row in cu.execute('SELECT * FROM "sqlite_sequence";').fetchall():
            yield 'INSERT INTO "sqlite_sequence" VALUES({0},{1});'.format(_text(row[0]), row[1])
    others = cu.execute(
        f'SELECT "name", "type", "sql" FROM "sqlite_master" {condition} {more} "sql" '
        'NOT NULL AND "type" IN (\'index\', \'trigger\', \'view\')', params)
    for name, _, sql in others.fetchall():
        yield '{0};'.format(sql)
    if writable:
        yield 'PRAGMA writable_schema=OFF;'
    yield 'COMMIT;'


def _rows(cu, table):
    columns = [_name(str(info[1]))
               for info in cu.execute('PRAGMA table_info({0})'.format(_name(table)))]
    values = ','.join("'||quote({0})||'".format(column.replace("'", "''")) for column in columns)
    query = "SELECT 'INSERT INTO {0} VALUES({1})' FROM {2};".format(
        _name(table).replace("'", "''"), values, _name(table))
    for row in cu.execute(query).fetchall():
        yield "{0};".format(row[0])
