# SPDX-License-Identifier: MIT
"""Splitting text into words as a shell does."""

import os
import re
import sys
from collections import deque
from io import StringIO

__all__ = ["shlex", "split", "quote", "join"]


def _as_stream(source):
    return StringIO(source) if isinstance(source, str) else source


class shlex:
    """The words of a text or a file, one by one.

    What the characters mean is read from the attributes at each character, so that a script may
    change them on the way. `state` is ' ' between words, 'a' in a word, 'c' in a run of
    punctuation, a quote or an escape inside one, None at the end of the text.
    """

    _LATIN = ''.join(map(chr, range(0xdf, 0x100))) + ''.join(map(chr, range(0xc0, 0xdf)))

    def __init__(self, instream=None, infile=None, posix=False, punctuation_chars=False):
        # where the text comes from
        self.instream = sys.stdin if instream is None else _as_stream(instream)
        self.infile = None if instream is None else infile
        self.lineno = 1
        self.filestack = deque()
        self.source = None
        # what the characters mean
        self.posix = posix
        self.commenters, self.whitespace, self.quotes = '#', ' \t\r\n', '\'"'
        self.escape, self.escapedquotes = '\\', '"'
        self.whitespace_split = False
        letters = 'abcdfeghijklmnopqrstuvwxyz'
        self.wordchars = letters + 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_'
        if posix:
            self.wordchars += ''.join(c for c in self._LATIN if c.isalpha())
        self._punctuation_chars = ('();<>|&' if punctuation_chars is True else punctuation_chars
                                   or '')
        if self._punctuation_chars:
            # What may be part of file names and options, but is not punctuation.
            self.wordchars = ''.join(c for c in self.wordchars + '~-./*?='
                                     if c not in self._punctuation_chars)
        # where it stands
        self.state = ' '
        self.token = ''
        self.eof = None if posix else ''
        self.pushback = deque()             # words
        self._returned = []                 # a character, at most
        self._quoted = False                # part of the word was in quotes: it may be empty
        self._resumed = ' '                 # the state after an escape
        self.debug = 0

    @property
    def punctuation_chars(self):
        """The characters of which runs are words of their own; they cannot be changed."""
        return self._punctuation_chars

    def _log(self, level, text):
        if self.debug >= level:
            print('shlex:', text)

    # ---- words ----

    def push_token(self, tok):
        """Put a word back in front."""
        self._log(1, f'pushing token {tok!r}')
        self.pushback.appendleft(tok)

    def get_token(self):
        """The next word; eof at the end."""
        if self.pushback:
            word = self.pushback.popleft()
            self._log(1, f'popping token {word!r}')
            return word
        word = self.read_token()
        while self.source is not None and word == self.source:
            found = self.sourcehook(self.read_token())
            if found:
                self.push_source(found[1], found[0])
            word = self.get_token()
        while word == self.eof and self.filestack:
            self.pop_source()
            word = self.get_token()
        if word != self.eof:
            self._log(1, f'token={word!r}')
        return word

    def __iter__(self):
        return self

    def __next__(self):
        word = self.get_token()
        if word == self.eof:
            raise StopIteration
        return word

    # ---- other texts in between ----

    def push_source(self, newstream, newfile=None):
        """Read from another text first."""
        self.filestack.appendleft((self.infile, self.instream, self.lineno))
        self.infile, self.instream, self.lineno = newfile, _as_stream(newstream), 1
        self._log(1, f'pushing to stream {self.instream}' if newfile is None
                  else f'pushing to file {newfile}')

    def pop_source(self):
        """Go back to the text before."""
        self.instream.close()
        self.infile, self.instream, self.lineno = self.filestack.popleft()
        self.state = ' '
        self._log(1, 'popping to %s, line %d' % (self.instream, self.lineno))

    def sourcehook(self, newfile):
        """(path, stream) of a file to read that a word names."""
        path = newfile[1:-1] if newfile[0] == '"' else newfile
        if isinstance(self.infile, str) and not os.path.isabs(path):
            path = os.path.join(os.path.dirname(self.infile), path)
        return path, open(path, "r")

    def error_leader(self, infile=None, lineno=None):
        """How messages of compilers begin."""
        return '"%s", line %d: ' % (self.infile if infile is None else infile,
                                    self.lineno if lineno is None else lineno)

    # ---- characters ----

    def read_token(self):
        """The next word of the text itself."""
        self._quoted, self._resumed = False, ' '
        while not self._take(self._returned.pop() if self._returned else self.instream.read(1)):
            pass
        word, self.token = self.token, ''
        if self.posix and not word and not self._quoted:
            word = None
        self._log(2, f'raw token={word!r}' if word else 'raw token=EOF')
        return word

    def _take(self, char):
        """A character: does it end the word? Each state has a method."""
        if char == '\n':
            self.lineno += 1
        self._log(3, 'in state %r I see character: %r' % (self.state, char))
        if self.state is None:
            self.token = ''
            return True
        if self.state == ' ':
            return self._between(char)
        if self.state in self.quotes:
            return self._in_quotes(char)
        if self.state in self.escape:
            return self._escaped(char)
        return self._in_word(char)

    def _become(self, state, char=''):
        """The word goes on with a character, in a state."""
        self.state = state
        self.token += char
        return False

    def _something(self):
        """Is there a word, if it ended here?"""
        return bool(self.token) or self.posix and self._quoted

    def _end(self):
        self.state = None
        return True

    def _skip_comment(self):
        self.instream.readline()
        self.lineno += 1

    def _begin_escape(self, char):
        self._resumed = 'a'
        return self._become(char)

    def _between(self, char):
        if not char:
            return self._end()
        if char in self.whitespace:
            self._log(2, 'I see whitespace in whitespace state')
            return self._something()
        if char in self.commenters:
            self._skip_comment()
            return False
        if self.posix and char in self.escape:
            return self._begin_escape(char)
        self.token = ''
        if char in self.wordchars:
            return self._become('a', char)
        if char in self._punctuation_chars:
            return self._become('c', char)
        if char in self.quotes:
            return self._become(char, '' if self.posix else char)
        if self.whitespace_split:
            return self._become('a', char)
        self.token = char           # a word of its own
        return True

    def _in_quotes(self, char):
        self._quoted = True
        if not char:
            self._log(2, 'I see EOF in quotes state')
            raise ValueError("No closing quotation")
        if char == self.state:
            if self.posix:
                return self._become('a')
            self._become(' ', char)
            return True
        if self.posix and char in self.escape and self.state in self.escapedquotes:
            self._resumed = self.state
            return self._become(char)
        return self._become(self.state, char)

    def _escaped(self, char):
        if not char:
            self._log(2, 'I see EOF in escape state')
            raise ValueError("No escaped character")
        # In quotes only the quote and the escape itself can be escaped.
        kept = self._resumed in self.quotes and char not in (self.state, self._resumed)
        return self._become(self._resumed, self.state + char if kept else char)

    def _in_word(self, char):
        """In a word, or in a run of punctuation."""
        if not char:
            return self._end()
        if char in self.whitespace:
            self._log(2, 'I see whitespace in word state')
            return self._become(' ') or self._something()
        if char in self.commenters:
            self._skip_comment()
            return self.posix and (self._become(' ') or self._something())
        if self.state == 'c':
            if char in self._punctuation_chars:
                return self._become('c', char)
            self._returned.append(char)
            self.state = ' '
            return True
        if self.posix and char in self.quotes:
            return self._become(char)
        if self.posix and char in self.escape:
            return self._begin_escape(char)
        if (char in self.wordchars or char in self.quotes or
                self.whitespace_split and char not in self._punctuation_chars):
            return self._become('a', char)
        self._log(2, 'I see punctuation in word state')
        if self._punctuation_chars:
            self._returned.append(char)
        else:
            self.pushback.appendleft(char)
        return self._become(' ') or self._something()


def split(s, comments=False, posix=True):
    """The words of a text in a list."""
    if s is None:
        raise ValueError("s argument must not be None")
    words = shlex(s, posix=posix)
    words.whitespace_split = True
    words.commenters = words.commenters if comments else ''
    return list(words)


def join(split_command):
    """The words as a text that split() takes apart again."""
    return ' '.join(map(quote, split_command))


_find_unsafe = re.compile(r'[^\w@%+=:,./-]', re.ASCII).search


def quote(s):
    """The text as one word for a shell."""
    if s and _find_unsafe(s) is None:
        return s
    return "'{}'".format("'\"'\"'".join(s.split("'")) if s else '')


def _print_tokens(lexer):
    while tt := lexer.get_token():
        print("Token: " + repr(tt))


if __name__ == '__main__':
    if len(sys.argv) == 1:
        _print_tokens(shlex())
    else:
        with open(sys.argv[1]) as f:
            _print_tokens(shlex(f, sys.argv[1]))
