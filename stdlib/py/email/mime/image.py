# SPDX-License-Identifier: MIT
"""Parts that are a picture."""

from email import encoders
from email.mime.nonmultipart import MIMENonMultipart

__all__ = ['MIMEImage']


def _kind(data):
    """The subtype by the first bytes, or None."""
    if data[6:10] in (b'JFIF', b'Exif') or data[:4] == b'\xff\xd8\xff\xdb':
        return 'jpeg'
    if data[:1] == b'P' and data[2:3] in (b' ', b'\t', b'\n', b'\r'):
        for digits, kind in ((b'14', 'pbm'), (b'25', 'pgm'), (b'36', 'ppm')):
            if data[1:2] in (digits[:1], digits[1:]):
                return kind
    if data.startswith(b'RIFF') and data[8:12] == b'WEBP':
        return 'webp'
    for begin, kind in ((b'\x89PNG\r\n\x1a\n', 'png'), (b'GIF87a', 'gif'), (b'GIF89a', 'gif'),
                        (b'MM', 'tiff'), (b'II', 'tiff'), (b'\x01\xda', 'rgb'),
                        (b'\x59\xa6\x6a\x95', 'rast'), (b'#define ', 'xbm'), (b'BM', 'bmp'),
                        (b'\x76\x2f\x31\x01', 'exr')):
        if data.startswith(begin):
            return kind
    return None


class MIMEImage(MIMENonMultipart):
    """A part that is a picture."""

    def __init__(self, _imagedata, _subtype=None, _encoder=encoders.encode_base64, *, policy=None,
                 **_params):
        _subtype = _kind(_imagedata) if _subtype is None else _subtype
        if _subtype is None:
            raise TypeError('Could not guess image MIME subtype')
        MIMENonMultipart.__init__(self, 'image', _subtype, policy=policy, **_params)
        self.set_payload(_imagedata)
        _encoder(self)
