# SPDX-License-Identifier: MIT
"""Archives of tar: read, written, extracted, packed with gzip, bzip2 or lzma."""

import builtins as _builtins

from tarfile._archive import TarFile
from tarfile._errors import *
from tarfile._errors import (EmptyHeaderError, EOFHeaderError, FilterError, InvalidHeaderError,
                             SubsequentHeaderError, TruncatedHeaderError)
from tarfile._fields import *
from tarfile._filters import _NAMED_FILTERS, data_filter, fully_trusted_filter, tar_filter
from tarfile._info import TarInfo
from tarfile._streams import ExFileObject, _Stream

__all__ = ['TarFile', 'TarInfo', 'is_tarfile', 'TarError', 'ReadError', 'CompressionError',
           'StreamError', 'ExtractError', 'HeaderError', 'ENCODING', 'USTAR_FORMAT', 'GNU_FORMAT',
           'PAX_FORMAT', 'DEFAULT_FORMAT', 'open', 'fully_trusted_filter', 'data_filter',
           'tar_filter', 'FilterError', 'AbsoluteLinkError', 'OutsideDestinationError',
           'SpecialFileError', 'AbsolutePathError', 'LinkOutsideDestinationError']
version = '0.9.0'
bltn_open = _builtins.open
open = TarFile.open


def is_tarfile(name):
    """Return True if name points to a tar archive that we are able to handle, else return False."""
    try:
        if hasattr(name, 'read'):
            place = name.tell()
            archive = open(fileobj=name)
            name.seek(place)
        else:
            archive = open(name)
        archive.close()
        return True
    except TarError:
        return False


def _parser():
    import argparse
    parser = argparse.ArgumentParser(prog='tarfile.py',
                                     description='A simple command-line interface for tarfile '
                                                 'module.')
    parser.add_argument('-v', '--verbose', action='store_true', default=False,
                        help='Verbose output')
    parser.add_argument('--filter', metavar='<filtername>', choices=_NAMED_FILTERS,
                        help='Filter for extraction')
    one = parser.add_mutually_exclusive_group(required=True)
    one.add_argument('-l', '--list', metavar='<tarfile>', help='Show listing of a tarfile')
    one.add_argument('-e', '--extract', nargs='+', metavar=('<tarfile>', '<output_dir>'),
                     help='Extract tarfile into target dir')
    one.add_argument('-c', '--create', nargs='+', metavar=('<name>', '<file>'),
                     help='Create tarfile from sources')
    one.add_argument('-t', '--test', metavar='<tarfile>', help='Test if a tarfile is valid')
    return parser


_PACKED = {'.gz': 'gz', '.tgz': 'gz', '.xz': 'xz', '.txz': 'xz', '.bz2': 'bz2', '.tbz': 'bz2',
           '.tbz2': 'bz2', '.tb2': 'bz2'}


def _extract(parser, args):
    source, folder = (*args.extract, '.')[:2]
    if len(args.extract) > 2:
        parser.exit(1, parser.format_help())
    if not is_tarfile(source):
        parser.exit(1, f'{source!r} is not a tar archive.\n')
    with TarFile.open(source, 'r:*') as archive:
        archive.extractall(path=folder, filter=args.filter)
    if args.verbose:
        print(f'{source!r} file is extracted.' if folder == '.'
              else f'{source!r} file is extracted into {folder!r} directory.')


def _create(args):
    import os
    name, *files = args.create
    packed = _PACKED.get(os.path.splitext(name)[1])
    with TarFile.open(name, f'w:{packed}' if packed else 'w') as archive:
        for file in files:
            archive.add(file)
    if args.verbose:
        print(f'{name!r} file created.')


def main():
    """python -m tarfile"""
    parser = _parser()
    args = parser.parse_args()
    if args.filter and args.extract is None:
        parser.exit(1, '--filter is only valid for extraction\n')
    if args.extract is not None:
        _extract(parser, args)
    elif args.create is not None:
        _create(args)
    else:
        source = args.test or args.list
        if not is_tarfile(source):
            parser.exit(1, f'{source!r} is not a tar archive.\n')
        with open(source, 'r') as archive:
            if args.list is not None:
                archive.list(verbose=args.verbose)
            else:
                archive.getmembers()
                print(archive.getmembers())
        if args.test is not None and args.verbose:
            print('{!r} is a tar archive.'.format(source))
