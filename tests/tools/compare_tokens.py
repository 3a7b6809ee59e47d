# SPDX-License-Identifier: MIT
"""Compares our --tokens listing with CPython's tokenizer, kinds and positions, file by file.

usage: python3.13 tests/tools/compare_tokens.py build/tokens FILE...
Comments, NL and ENCODING are CPython's alone; what differs is printed, the exit status is 1 then.
"""
import io
import subprocess
import sys
import token
import tokenize

SKIPPED = {token.COMMENT, token.NL, token.ENCODING, token.TYPE_COMMENT}


def theirs(path):
    lines = []
    with open(path, 'rb') as f:
        for t in tokenize.tokenize(f.readline):
            if t.type in SKIPPED:
                continue
            name = token.tok_name[t.exact_type]
            text = t.string.replace('\r\n', '\n').replace('\r', '\n')
            end = t.end
            if name == 'NEWLINE':  # whatever the file's newlines are, ours are one byte
                text = '\n'
                end = (t.start[0], t.start[1] + 1)
            lines.append((t.start, end, name, text))
    return lines


def ours(tool, path):
    done = subprocess.run([tool, path], capture_output=True, encoding='utf-8')
    lines = []
    for line in done.stdout.splitlines():
        where, name, text = line.split(None, 2)
        start, end = where.rstrip(':').split('-')
        start = tuple(map(int, start.split(',')))
        end = tuple(map(int, end.split(',')))
        text = eval(text)
        lines.append((start, end, name, text))
    return lines, done.stderr


def compare(tool, path):
    try:
        want = theirs(path)
    except (SyntaxError, tokenize.TokenError, UnicodeDecodeError) as e:
        got, error = ours(tool, path)
        if error:
            return True
        print(f'{path}: CPython says {e!r}, we say nothing')
        return False
    got, error = ours(tool, path)
    if got == want and not error.count('@'):
        return True
    for i, (a, b) in enumerate(zip(want, got)):
        if a != b:
            print(f'{path}: want {a}\n    got {b}')
            return False
    print(f'{path}: want {len(want)} tokens, got {len(got)}: {error[-300:]}')
    return False


def main():
    tool, *paths = sys.argv[1:]
    bad = [p for p in paths if not compare(tool, p)]
    print(f'{len(paths)} files, {len(bad)} differ')
    return bool(bad)


if __name__ == '__main__':
    sys.exit(main())
