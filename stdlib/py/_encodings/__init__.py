# SPDX-License-Identifier: MIT
"""Encodings in the language, found by codecs.lookup() when a name is none of the native ones."""
import codecs

_MORE = {  # module name: (module, other names)
    'base64_codec': ('transforms', 'base64 base_64'), 'bz2_codec': ('transforms', 'bz2'),
    'hex_codec': ('transforms', 'hex'),
    'quopri_codec': ('transforms', 'quopri quoted_printable quotedprintable'),
    'rot_13': ('transforms', 'rot13'), 'uu_codec': ('transforms', 'uu'),
    'zlib_codec': ('transforms', 'zip zlib'),
    'utf_7': ('utf7', 'u7 utf7 unicode_1_1_utf_7'), 'punycode': ('hosts', ''), 'idna': ('hosts', ''),
    'charmap': ('charmaps', ''), 'undefined': ('charmaps', ''),
}
_names = {}


def _learn():
    for name, (module, others) in _MORE.items():
        for other in (name, *others.split()):
            _names[other] = module, name
    from _encodings._tables import ROWS
    for row in ROWS:
        for other in (row[0], *row[2].split()):
            _names[other] = 'charmaps', row
        _names.setdefault(row[1].replace('-', '_'), ('charmaps', row))


def find(name):
    """CodecInfo of an encoding whose name is normalised, or None."""
    if not _names:
        _learn()
    found = _names.get(name) or _names.get(name.replace('.', '_'))
    if found is None:
        return None
    module = __import__('_encodings.' + found[0], fromlist=['make'])
    return module.make(found[1])


def info(name, encode, decode, encoder=None, decoder=None, text=True):
    """CodecInfo with the classes that go with two stateless functions."""
    class Codec(codecs.Codec):
        def encode(self, input, errors='strict'):
            return encode(input, errors)

        def decode(self, input, errors='strict'):
            return decode(input, errors)

    class IncrementalEncoder(codecs.IncrementalEncoder):
        def encode(self, input, final=False):
            return encode(input, self.errors)[0]

    class IncrementalDecoder(codecs.IncrementalDecoder):
        def decode(self, input, final=False):
            return decode(input, self.errors)[0]

    class StreamWriter(Codec, codecs.StreamWriter):
        charbuffertype = str if text else bytes

    class StreamReader(Codec, codecs.StreamReader):
        charbuffertype = str if text else bytes

    return codecs.CodecInfo(encode, decode, StreamReader, StreamWriter, encoder or IncrementalEncoder,
                            decoder or IncrementalDecoder, name, _is_text_encoding=text)
