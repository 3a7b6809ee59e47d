# SPDX-License-Identifier: MIT
"""Reading JSON; the work is in _json."""

from _json import scanstring
from json import scanner

c_scanstring = scanstring

__all__ = ['JSONDecoder', 'JSONDecodeError']

NaN = float('nan')
PosInf = float('inf')
NegInf = float('-inf')
_CONSTANTS = {'-Infinity': NegInf, 'Infinity': PosInf, 'NaN': NaN}
WHITESPACE_STR = _SPACE = ' \t\n\r'
_PLAIN = 'JSONObject', 'JSONArray', 'py_scanstring'


def __getattr__(name):
    if name in _PLAIN:                  # seldom asked for
        from json import _plain
        return globals().setdefault(name, getattr(_plain, name))
    raise AttributeError(f"module '{__name__}' has no attribute '{name}'")


class JSONDecodeError(ValueError):
    """Subclass of ValueError with the following additional properties:

    msg: The unformatted error message
    doc: The JSON document being parsed
    pos: The start index of doc where parsing failed
    lineno: The line corresponding to pos
    colno: The column corresponding to pos

    """

    def __init__(self, msg, doc, pos):
        lineno = doc.count('\n', 0, pos) + 1
        colno = pos - doc.rfind('\n', 0, pos)
        super().__init__(f'{msg}: line {lineno} column {colno} (char {pos})')
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = lineno
        self.colno = colno

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


class JSONDecoder:
    """Reads JSON documents.

    object -> dict, array -> list, string -> str, number -> int or float, true, false, null ->
    True, False, None; NaN, Infinity and -Infinity are read, too. object_hook gets each dict,
    object_pairs_hook the list of its pairs; their results take its place. parse_float, parse_int
    and parse_constant get the text of numbers and of those three words. strict refuses control
    characters in strings."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None,
                 strict=True, object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _CONSTANTS.__getitem__
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook
        self.parse_string = scanstring
        self.memo = {}
        self.scan_once = scanner.make_scanner(self)

    def parse_object(self, *args):
        """(dict, end) of what stands behind a brace."""
        from json._plain import JSONObject
        return JSONObject(*args)

    def parse_array(self, *args):
        """(list, end) of what stands behind a bracket."""
        from json._plain import JSONArray
        return JSONArray(*args)

    def decode(self, s):
        """The value of a text that holds one JSON document and nothing else."""
        obj, end = self.raw_decode(s, len(s) - len(s.lstrip(_SPACE)))
        if end != len(s):
            end = len(s) - len(s[end:].lstrip(_SPACE))
            if end != len(s):
                raise JSONDecodeError("Extra data", s, end)
        return obj

    def raw_decode(self, s, idx=0):
        """(value, end) of the document that begins at idx; other text may follow."""
        try:
            obj, end = self.scan_once(s, idx)
        except StopIteration as err:
            raise JSONDecodeError("Expecting value", s, err.value) from None
        return obj, end
