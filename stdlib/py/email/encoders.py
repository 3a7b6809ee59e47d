# SPDX-License-Identifier: MIT
"""Transfer encodings for the payload of a message."""

import binascii

__all__ = ['encode_7or8bit', 'encode_base64', 'encode_noop', 'encode_quopri']


def _lines_base64(data):
    return ''.join(binascii.b2a_base64(data[i:i + 57]).decode() for i in range(0, len(data), 57))


def encode_base64(msg):
    """base64, for what is not text."""
    msg.set_payload(_lines_base64(msg.get_payload(decode=True)))
    msg['Content-Transfer-Encoding'] = 'base64'


def encode_quopri(msg):
    """quoted-printable, for text that is mostly ASCII."""
    data = binascii.b2a_qp(msg.get_payload(decode=True), quotetabs=True)
    msg.set_payload(data.replace(b' ', b'=20'))
    msg['Content-Transfer-Encoding'] = 'quoted-printable'


def encode_7or8bit(msg):
    """None; the header says whether there is more than ASCII."""
    data = msg.get_payload(decode=True)
    if data is None:
        msg['Content-Transfer-Encoding'] = '7bit'
        return
    try:
        data.decode('ascii')
    except UnicodeError:
        msg['Content-Transfer-Encoding'] = '8bit'
    else:
        msg['Content-Transfer-Encoding'] = '7bit'


def encode_noop(msg):
    """Nothing at all."""
