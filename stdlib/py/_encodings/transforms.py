# SPDX-License-Identifier: MIT
"""Codecs between bytes, or between texts: hex, base64, quoted-printable, uu, zlib, bz2, rot13."""
import codecs
from _encodings import info


def _strict(errors):
    assert errors == 'strict', errors


def make(name):
    if name == 'rot_13':
        return info('rot13', _rot13, _rot13, text=False)
    encode, decode = _PAIRS[name]

    def encoder(input, errors='strict'):
        _strict(errors)
        return encode(input), len(input)

    def decoder(input, errors='strict'):
        _strict(errors)
        return decode(input), len(input)

    classes = _streaming(name)
    return info({'base64_codec': 'base64', 'bz2_codec': 'bz2', 'hex_codec': 'hex', 'uu_codec': 'uu',
                 'quopri_codec': 'quopri', 'zlib_codec': 'zlib'}[name], encoder, decoder, *classes,
                text=False)


def _rot13(input, errors='strict'):
    upper, lower = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'
    table = str.maketrans(upper + lower, upper[13:] + upper[:13] + lower[13:] + lower[:13])
    return str.translate(input, table), len(input)


def _base64_encode(data):
    import base64
    return base64.encodebytes(data)


def _base64_decode(data):
    import base64
    return base64.decodebytes(data)


def _hex_encode(data):
    import binascii
    return binascii.b2a_hex(data)


def _hex_decode(data):
    import binascii
    return binascii.a2b_hex(data)


def _quopri_encode(data):
    import binascii
    return binascii.b2a_qp(data, quotetabs=True)


def _quopri_decode(data):
    import binascii
    return binascii.a2b_qp(data)


def _uu_encode(data):
    import binascii
    lines = [b'begin 666 <data>\n']
    for at in range(0, len(data), 45):
        lines.append(binascii.b2a_uu(data[at:at + 45]))
    return b''.join(lines) + b' \nend\n'


def _uu_decode(data):
    import binascii
    lines = iter(bytes(data).splitlines(True))
    for line in lines:
        if line[:5] == b'begin':
            break
    else:
        raise ValueError('Missing "begin" line in input data')
    out = []
    for line in lines:
        if line == b'end\n':
            return b''.join(out)
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            out.append(binascii.a2b_uu(line[:((line[0] - 32 & 63) * 4 + 5) // 3]))
    raise ValueError('Truncated input data')


def _zlib_encode(data):
    import zlib
    return zlib.compress(data)


def _zlib_decode(data):
    import zlib
    return zlib.decompress(data)


def _bz2_encode(data):
    import bz2
    return bz2.compress(data)


def _bz2_decode(data):
    import bz2
    return bz2.decompress(data)


_PAIRS = {
    'base64_codec': (_base64_encode, _base64_decode), 'bz2_codec': (_bz2_encode, _bz2_decode),
    'hex_codec': (_hex_encode, _hex_decode), 'quopri_codec': (_quopri_encode, _quopri_decode),
    'uu_codec': (_uu_encode, _uu_decode), 'zlib_codec': (_zlib_encode, _zlib_decode),
}


def _streaming(name):
    """Incremental classes of the compressing codecs."""
    if name == 'zlib_codec':
        import zlib
        compressor, decompressor = zlib.compressobj, zlib.decompressobj
    elif name == 'bz2_codec':
        import bz2
        compressor, decompressor = bz2.BZ2Compressor, bz2.BZ2Decompressor
    else:
        return None, None

    class IncrementalEncoder(codecs.IncrementalEncoder):
        def __init__(self, errors='strict'):
            _strict(errors)
            self.errors = errors
            self.compressobj = compressor()

        def encode(self, input, final=False):
            data = self.compressobj.compress(input)
            return data + self.compressobj.flush() if final else data

        def reset(self):
            self.compressobj = compressor()

    class IncrementalDecoder(codecs.IncrementalDecoder):
        def __init__(self, errors='strict'):
            _strict(errors)
            self.errors = errors
            self.decompressobj = decompressor()

        def decode(self, input, final=False):
            data = self.decompressobj.decompress(input)
            if final and hasattr(self.decompressobj, 'flush'):
                data += self.decompressobj.flush()
            return data

        def reset(self):
            self.decompressobj = decompressor()

    return IncrementalEncoder, IncrementalDecoder
