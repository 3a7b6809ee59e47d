# SPDX-License-Identifier: MIT
"""python -m sqlite3: one statement, or a console for statements."""

import sqlite3
import sys
from argparse import ArgumentParser
from code import InteractiveConsole


def execute(cursor, sql, suppress_errors=True):
    """Print the rows that a statement gives; an error is told, and ends the program unless it is
    suppressed."""
    try:
        for row in cursor.execute(sql):
            print(row)
    except sqlite3.Error as error:
        name = getattr(error, 'sqlite_errorname', None)
        kind = type(error).__name__
        print(f'{kind} ({name}): {error}' if name else f'{kind}: {error}', file=sys.stderr)
        if not suppress_errors:
            sys.exit(1)


class SqliteInteractiveConsole(InteractiveConsole):
    """Reads statements instead of the language."""

    def __init__(self, connection):
        super().__init__()
        self._cursor = connection.cursor()

    def runsource(self, source, filename='<input>', symbol='single'):
        if source == '.quit':
            sys.exit(0)
        elif source == '.version':
            print(sqlite3.sqlite_version)
        elif source == '.help':
            print('Enter SQL code and press enter.')
        elif not sqlite3.complete_statement(source):
            return True
        else:
            execute(self._cursor, source)
        return False


def _arguments(args):
    parser = ArgumentParser(prog='python -m sqlite3', description='Python sqlite3 CLI')
    parser.add_argument('filename', nargs='?', default=':memory:',
                        help="SQLite database to open (defaults to ':memory:'). A new database is "
                             "created if the file "
                             'does not previously exist.')
    parser.add_argument('sql', nargs='?',
                        help='An SQL query to execute. Any returned rows are printed to stdout.')
    parser.add_argument('-v', '--version', action='version',
                        version=f'SQLite version {sqlite3.sqlite_version}',
                        help='Print underlying SQLite library version')
    return parser.parse_args(args)


def main(args=None):
    options = _arguments(args)
    where = ('a transient in-memory database' if options.filename == ':memory:'
             else repr(options.filename))
    sys.ps1, sys.ps2 = 'sqlite> ', '    ... '
    connection = sqlite3.connect(options.filename, isolation_level=None)
    try:
        if options.sql:
            execute(connection, options.sql, suppress_errors=False)
        else:
            banner = (
                f'sqlite3 shell, running on SQLite version {sqlite3.sqlite_version}\nConnected to '
                f'{where}\n\n'
                'Each command will be run using execute() on the cursor.\n'
                'Type ".help" for more information; type ".quit" or CTRL-D to quit.')
            SqliteInteractiveConsole(connection).interact(banner, exitmsg='')
    finally:
        connection.close()
    sys.exit(0)


if __name__ == '__main__':
    main(sys.argv[1:])
