# SPDX-License-Identifier: MIT
"""Parts that are text."""

from email.encoders import _lines_base64
from email.mime.nonmultipart import MIMENonMultipart

__all__ = ['MIMEText']


class MIMEText(MIMENonMultipart):
    """A text; in UTF-8 and base64 if it is not ASCII."""

    def __init__(self, _text, _subtype='plain', _charset=None, *, policy=None):
        if _charset is None:
            _charset = 'us-ascii' if _text.isascii() else 'utf-8'
        MIMENonMultipart.__init__(self, 'text', _subtype, policy=policy, charset=str(_charset))
        self._charset = _charset
        if str(_charset).lower() in ('us-ascii', 'ascii'):
            self['Content-Transfer-Encoding'] = '7bit'
            self._payload = _text
        elif str(_charset).lower() in ('utf-8', 'utf8'):
            self['Content-Transfer-Encoding'] = 'base64'
            self._payload = _lines_base64(_text.encode(str(_charset)))
        else:
            import binascii
            self['Content-Transfer-Encoding'] = 'quoted-printable'
            self._payload = binascii.b2a_qp(_text.encode(str(_charset))).decode()
