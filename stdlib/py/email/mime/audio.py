# SPDX-License-Identifier: MIT
"""Parts that are a sound."""

from email import encoders
from email.mime.nonmultipart import MIMENonMultipart

__all__ = ['MIMEAudio']


def _kind(data):
    """The subtype by the first bytes, or None."""
    if data.startswith(b'.snd'):
        return 'basic'
    if data.startswith(b'FORM') and data[8:12] in (b'AIFC', b'AIFF'):
        return 'x-aiff'
    if data.startswith(b'RIFF') and data[8:16] == b'WAVEfmt ':
        return 'x-wav'
    return None


class MIMEAudio(MIMENonMultipart):
    """A part that is a sound."""

    def __init__(self, _audiodata, _subtype=None, _encoder=encoders.encode_base64, *, policy=None,
                 **_params):
        _subtype = _kind(_audiodata) if _subtype is None else _subtype
        if _subtype is None:
            raise TypeError('Could not find audio MIME subtype')
        MIMENonMultipart.__init__(self, 'audio', _subtype, policy=policy, **_params)
        self.set_payload(_audiodata)
        _encoder(self)
