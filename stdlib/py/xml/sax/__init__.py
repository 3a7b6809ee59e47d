# SPDX-License-Identifier: MIT
"""Reading XML by handlers, which are called for each element and text on the way."""

import os
import sys

from . import handler, xmlreader
from ._exceptions import (SAXException, SAXNotRecognizedException, SAXNotSupportedException,
                          SAXParseException, SAXReaderNotAvailable)
from .handler import ContentHandler, ErrorHandler
from .xmlreader import InputSource

default_parser_list = ['xml.sax.expatreader']
if os.environ.get('PY_SAX_PARSER'):
    default_parser_list = os.environ['PY_SAX_PARSER'].split(',')


def make_parser(parser_list=()):
    """A parser: the first one of the modules that can be imported."""
    for name in [*parser_list, *default_parser_list]:
        try:
            return _create_parser(name)
        except ImportError:
            if name in sys.modules:
                raise                   # the module is there, but is broken
        except SAXReaderNotAvailable:
            pass
    raise SAXReaderNotAvailable('No parsers found', None)


def _create_parser(parser_name):
    return __import__(parser_name, {}, {}, ['create_parser']).create_parser()


def parse(source, handler, errorHandler=handler.ErrorHandler()):
    """Read a document: an address, a file or an InputSource."""
    parser = make_parser()
    parser.setContentHandler(handler)
    parser.setErrorHandler(errorHandler)
    parser.parse(source)


def parseString(string, handler, errorHandler=handler.ErrorHandler()):
    """Read a document that is a text or bytes."""
    import io
    source = InputSource()
    if isinstance(string, str):
        source.setCharacterStream(io.StringIO(string))
    else:
        source.setByteStream(io.BytesIO(string))
    parse(source, handler, ErrorHandler() if errorHandler is None else errorHandler)
