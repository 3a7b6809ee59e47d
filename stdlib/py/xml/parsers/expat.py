# SPDX-License-Identifier: MIT
"""Interface to the Expat non-validating XML parser."""
import sys
from pyexpat import *
from pyexpat import (EXPAT_VERSION, ErrorString, ExpatError, ParserCreate, XMLParserType, error,
                     errors, features, model, native_encoding, version_info)

sys.modules['xml.parsers.expat.model'] = model
sys.modules['xml.parsers.expat.errors'] = errors
