# SPDX-License-Identifier: MIT
"""Names and passwords for other machines: the file ~/.netrc."""

import os
import stat

__all__ = ['netrc', 'NetrcParseError']


class NetrcParseError(Exception):
    """The file is not as it should be: message, file and line."""

    def __init__(self, msg, filename=None, lineno=None):
        self.filename = filename
        self.lineno = lineno
        self.msg = msg
        super().__init__(msg)

    def __str__(self):
        return f'{self.msg} ({self.filename}, line {self.lineno})'


class _Words:
    """The words of a file; quotes hold one together, a backslash takes a character as it is."""

    def __init__(self, text):
        self.text, self.at, self.lineno = text, 0, 1

    def _next(self):
        char = self.text[self.at:self.at + 1]
        self.at += 1
        self.lineno += char == '\n'
        return char

    def word(self):
        char = self._next()
        while char and char in '\n\t\r ':
            char = self._next()
        quoted, pieces = char == '"', []
        if quoted:
            char = self._next()
        while char and (char != '"' if quoted else char not in '\n\t\r '):
            pieces.append(self._next() if char == '\\' else char)
            char = self._next()
        return ''.join(pieces)

    def line(self):
        end = self.text.find('\n', self.at)
        line = self.text[self.at:end + 1] if end >= 0 else self.text[self.at:]
        self.at += len(line)
        self.lineno += end >= 0
        return line


class netrc:
    """The entries of a file: hosts[machine] is (login, account, password), macros[name] the lines
    of a macro."""

    def __init__(self, file=None):
        default = file is None
        if default:
            file = os.path.join(os.path.expanduser('~'), '.netrc')
        self.hosts, self.macros = {}, {}
        try:
            with open(file, encoding='utf-8') as fp:
                self._parse(file, fp, default)
        except UnicodeDecodeError:
            with open(file, encoding='locale') as fp:
                self._parse(file, fp, default)

    def _parse(self, file, fp, default):
        words = _Words(fp.read())
        while True:
            before = words.lineno
            word = words.word()
            if not word:
                return
            if word[0] == '#':
                if words.lineno == before and len(word) >= 1:
                    words.line()
            elif word == 'macdef':
                self._macro(words, file)
            elif word in ('machine', 'default'):
                name = words.word() if word == 'machine' else 'default'
                if not name:
                    raise NetrcParseError(f'missing {word!r} name', file, words.lineno)
                self._entry(words, name, file, fp, default)
            else:
                raise NetrcParseError(f'bad toplevel token {word!r}', file, words.lineno)

    def _macro(self, words, file):
        lines = self.macros[words.word()] = []
        while True:
            line = words.line()
            if not line:
                raise NetrcParseError('Macro definition missing null line terminator.', file,
                                      words.lineno)
            if line == '\n':
                return
            lines.append(line)

    def _entry(self, words, name, file, fp, default):
        login = account = password = ''
        self.hosts[name] = {}
        while True:
            at, before = words.at, words.lineno
            word = words.word()
            if word.startswith('#'):
                if words.lineno == before:
                    words.line()
                continue
            if word in ('', 'machine', 'default', 'macdef'):
                self._security_check(fp, default, login)
                self.hosts[name] = login, account, password
                words.at, words.lineno = at, before
                return
            if word in ('login', 'user'):
                login = words.word()
            elif word == 'account':
                account = words.word()
            elif word == 'password':
                password = words.word()
            else:
                raise NetrcParseError(f'bad follower token {word!r}', file, words.lineno)

    def _security_check(self, fp, default, login):
        """The usual file must belong to its reader, and be read by nobody else."""
        if not default or login == 'anonymous':
            return
        status = os.fstat(fp.fileno())
        if status.st_uid != os.getuid():
            import pwd

            def name(uid):
                try:
                    return pwd.getpwuid(uid)[0]
                except KeyError:
                    return f'uid {uid}'
            raise NetrcParseError(
                f'~/.netrc file owner ({name(status.st_uid)}, {name(os.getuid())}) does not match'
                ' current user')
        if status.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise NetrcParseError(
                '~/.netrc access too permissive: access permissions must restrict access to only '
                'the owner')

    def authenticators(self, host):
        """(login, account, password) for a machine, or those of the default entry, or None."""
        return self.hosts.get(host, self.hosts.get('default'))

    def __repr__(self):
        """The text of a file with the same entries."""
        text = ''
        for host, (login, account, password) in self.hosts.items():
            text += f'machine {host}\n\tlogin {login}\n'
            if account:
                text += f'\taccount {account}\n'
            text += f'\tpassword {password}\n'
        for name, lines in self.macros.items():
            text += f'macdef {name}\n{"".join(lines)}\n'
        return text


if __name__ == '__main__':
    print(netrc())
