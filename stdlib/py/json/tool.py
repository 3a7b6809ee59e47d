# SPDX-License-Identifier: MIT
"""python -m json.tool: checks JSON and writes it in a form that is good to read."""

import argparse
import json
import sys


def _arguments():
    parser = argparse.ArgumentParser(
        prog='python -m json.tool', description='A simple command line interface for json module '
        'to validate and pretty-print JSON objects.')
    add = parser.add_argument
    add('infile', nargs='?', default='-', help='a JSON file to be validated or pretty-printed')
    add('outfile', nargs='?', default=None, help='write the output of infile to outfile')
    add('--sort-keys', action='store_true',
        help='sort the output of dictionaries alphabetically by key')
    add('--no-ensure-ascii', dest='ensure_ascii', action='store_false',
        help='disable escaping of non-ASCII characters')
    add('--json-lines', action='store_true',
        help='parse input using the JSON Lines format. Use with --no-indent or --compact to '
             'produce valid JSON Lines output.')
    add = parser.add_mutually_exclusive_group().add_argument
    add('--indent', default=4, type=int,
        help='separate items with newlines and use this number of spaces for indentation')
    add('--tab', action='store_const', dest='indent', const='\t',
        help='separate items with newlines and use tabs for indentation')
    add('--no-indent', action='store_const', dest='indent', const=None,
        help='separate items with spaces rather than newlines')
    add('--compact', action='store_true', help='suppress all whitespace separation (most compact)')
    return parser.parse_args()


def _objects(path, lines):
    """What the input holds; with lines each as soon as its line is read."""
    stream = sys.stdin if path == '-' else open(path, encoding='utf-8')
    try:
        if lines:
            yield from map(json.loads, stream)
        else:
            yield json.load(stream)
    finally:
        if stream is not sys.stdin:
            stream.close()


def _write(objects, stream, form):
    for each in objects:
        json.dump(each, stream, **form)
        stream.write('\n')


def main():
    arguments = _arguments()
    form = {'sort_keys': arguments.sort_keys, 'ensure_ascii': arguments.ensure_ascii,
            'indent': arguments.indent}
    if arguments.compact:
        form['indent'], form['separators'] = None, (',', ':')
    try:
        objects = _objects(arguments.infile, arguments.json_lines)
        if arguments.outfile is None:
            _write(objects, sys.stdout, form)
        else:
            objects = list(objects)     # the same file may be read and written
            with open(arguments.outfile, 'w', encoding='utf-8') as stream:
                _write(objects, stream, form)
    except ValueError as e:
        raise SystemExit(e)


if __name__ == '__main__':
    try:
        main()
    except BrokenPipeError as e:
        raise SystemExit(e.errno)
