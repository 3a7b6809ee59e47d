# SPDX-License-Identifier: MIT
"""Quoted-printable, as RFC 1521 has it: the work is done by binascii."""

import sys
from binascii import a2b_qp, b2a_qp

__all__ = ['encode', 'decode', 'encodestring', 'decodestring']

ESCAPE = b'='
MAXLINESIZE = 76
HEX = b'0123456789ABCDEF'
EMPTYSTRING = b''


def needsquoting(c, quotetabs, header):
    """Decide whether a particular byte ordinal needs to be quoted."""
    assert isinstance(c, bytes)
    if c in b' \t':
        return quotetabs
    if c == b'_':
        return header
    return c == ESCAPE or not b' ' <= c <= b'~'


def quote(c):
    """Quote a single character."""
    assert isinstance(c, bytes) and len(c) == 1
    return ESCAPE + b'%02X' % ord(c)


def encode(input, output, quotetabs, header=False):
    """Read 'input', apply quoted-printable encoding, and write to 'output'."""
    output.write(b2a_qp(input.read(), quotetabs=quotetabs, header=header))


def encodestring(s, quotetabs=False, header=False):
    return b2a_qp(s, quotetabs=quotetabs, header=header)


def decode(input, output, header=False):
    """Read 'input', apply quoted-printable decoding, and write to 'output'."""
    output.write(a2b_qp(input.read(), header=header))


def decodestring(s, header=False):
    return a2b_qp(s, header=header)


def ishex(c):
    """Is the byte a digit of base 16?"""
    assert isinstance(c, bytes)
    return b'0' <= c <= b'9' or b'a' <= c <= b'f' or b'A' <= c <= b'F'


def unhex(s):
    """The number that digits of base 16 write."""
    return int(s, 16)


def _usage(message):
    print(message, 'usage: quopri [-t | -d] [file] ...', '-t: quote tabs',
          '-d: decode; default encode', sep='\n' if message else '', file=sys.stderr)
    sys.exit(2)


def main():
    """python -m quopri [-t | -d] [file] ..."""
    import getopt
    try:
        options, names = getopt.getopt(sys.argv[1:], 'td')
    except getopt.error as e:
        _usage(e)
    flags = {name for name, _ in options}
    if flags == {'-t', '-d'}:
        _usage('-t and -d are mutually exclusive')
    status = 0
    for name in names or ['-']:
        try:
            file = sys.stdin.buffer if name == '-' else open(name, 'rb')
        except OSError as e:
            sys.stderr.write("%s: can't open (%s)\n" % (name, e))
            status = 1
            continue
        try:
            if '-d' in flags:
                decode(file, sys.stdout.buffer)
            else:
                encode(file, sys.stdout.buffer, '-t' in flags)
        finally:
            if name != '-':
                file.close()
    if status:
        sys.exit(status)


if __name__ == '__main__':
    main()
