# SPDX-License-Identifier: MIT
"""uuid: universally unique identifiers (RFC 4122), versions 1, 3, 4 and 5."""

import operator
import os
import sys
from enum import Enum

RESERVED_NCS, RFC_4122, RESERVED_MICROSOFT, RESERVED_FUTURE = [
    'reserved for NCS compatibility', 'specified in RFC 4122',
    'reserved for Microsoft compatibility', 'reserved for future definition']

int_ = int
bytes_ = bytes


class SafeUUID(Enum):
    """Was the UUID made in a way that is safe between processes?"""
    safe = 0
    unsafe = -1
    unknown = None


class UUID:
    """A UUID: immutable, ordered by its number, hashable. str() gives
    12345678-1234-1234-1234-123456789abc.

    Made from one of: hex (32 digits, with braces, hyphens or 'urn:uuid:' as one likes), bytes (16,
    big endian), bytes_le, fields (a tuple of six numbers), int (128 bits). version sets the
    version's and the variant's bits.
    """

    __slots__ = ('int', 'is_safe', '__weakref__')

    def __init__(self, hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None, *,
                 is_safe=SafeUUID.unknown):
        if [hex, bytes, bytes_le, fields, int].count(None) != 4:
            raise TypeError(
                'one of the hex, bytes, bytes_le, fields, or int arguments must be given')
        if hex is not None:
            hex = hex.replace('urn:', '').replace('uuid:', '').strip('{}').replace('-', '')
            int = int_(hex, 16) if len(hex) == 32 else None
            if int is None:
                raise ValueError('badly formed hexadecimal UUID string')
        if bytes_le is not None:
            if len(bytes_le) != 16:
                raise ValueError('bytes_le is not a 16-char string')
            bytes = bytes_le[3::-1] + bytes_le[5:3:-1] + bytes_le[7:5:-1] + bytes_le[8:]
        if bytes is not None:
            if len(bytes) != 16:
                raise ValueError('bytes is not a 16-char string')
            assert isinstance(bytes, bytes_), repr(bytes)
            int = int_.from_bytes(bytes)
        if fields is not None:
            int = _fields_to_int(fields)
        if int is not None and not 0 <= int < 1 << 128:
            raise ValueError('int is out of range (need a 128-bit value)')
        if version is not None:
            if not 1 <= version <= 5:
                raise ValueError('illegal version number')
            int = int & ~(0xC000 << 48) | 0x8000 << 48
            int = int & ~(0xF000 << 64) | version << 76
        object.__setattr__(self, 'int', int)
        object.__setattr__(self, 'is_safe', is_safe)

    def __getstate__(self):
        state = {'int': self.int}
        if self.is_safe != SafeUUID.unknown:
            state['is_safe'] = self.is_safe.value
        return state

    def __setstate__(self, state):
        object.__setattr__(self, 'int', state['int'])
        object.__setattr__(self, 'is_safe', SafeUUID(state['is_safe']) if 'is_safe' in state
                           else SafeUUID.unknown)

    def _comparison(compare):
        """A comparison of the numbers."""
        def method(self, other):
            return compare(self.int, other.int) if isinstance(other, UUID) else NotImplemented
        method.__name__ = f'__{compare.__name__}__'
        method.__qualname__ = f'UUID.{method.__name__}'
        return method

    __eq__, __lt__, __le__, __gt__, __ge__ = map(
        _comparison, (operator.eq, operator.lt, operator.le, operator.gt, operator.ge))
    del _comparison

    def __int__(self):
        return self.int

    def __hash__(self):
        return hash(self.int)

    def __setattr__(self, name, value):
        raise TypeError('UUID objects are immutable')

    def __repr__(self):
        return f'{type(self).__name__}({str(self)!r})'

    def __str__(self):
        digits = self.hex
        return f'{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}'

    @property
    def bytes(self):
        return self.int.to_bytes(16)

    @property
    def bytes_le(self):
        whole = self.bytes
        return whole[3::-1] + whole[5:3:-1] + whole[7:5:-1] + whole[8:]

    @property
    def fields(self):
        return (self.time_low, self.time_mid, self.time_hi_version, self.clock_seq_hi_variant,
                self.clock_seq_low, self.node)

    @property
    def time_low(self):
        return self.int >> 96

    @property
    def time_mid(self):
        return (self.int >> 80) & 0xFFFF

    @property
    def time_hi_version(self):
        return (self.int >> 64) & 0xFFFF

    @property
    def clock_seq_hi_variant(self):
        return (self.int >> 56) & 0xFF

    @property
    def clock_seq_low(self):
        return (self.int >> 48) & 0xFF

    @property
    def time(self):
        return (self.time_hi_version & 0x0FFF) << 48 | self.time_mid << 32 | self.time_low

    @property
    def clock_seq(self):
        return (self.clock_seq_hi_variant & 0x3F) << 8 | self.clock_seq_low

    @property
    def node(self):
        return self.int & 0xFFFFFFFFFFFF

    @property
    def hex(self):
        return '%032x' % self.int

    @property
    def urn(self):
        return f'urn:uuid:{self}'

    @property
    def variant(self):
        if not self.int & 0x8000 << 48:
            return RESERVED_NCS
        if not self.int & 0x4000 << 48:
            return RFC_4122
        if not self.int & 0x2000 << 48:
            return RESERVED_MICROSOFT
        return RESERVED_FUTURE

    @property
    def version(self):
        if self.variant == RFC_4122:
            return (self.int >> 76) & 0xF


def _fields_to_int(fields):
    if len(fields) != 6:
        raise ValueError('fields is not a 6-tuple')
    number = 0
    for i, (value, bits) in enumerate(zip(fields, (32, 16, 16, 8, 8, 48)), 1):
        if not 0 <= value < 1 << bits:
            raise ValueError(
                f'field {i} out of range (need a{"n" if bits == 8 else ""} {bits}-bit value)')
        number = number << bits | value
    return number


# ---- the node: a hardware address of this machine, or a random number ----

_node = None
_last_timestamp = None


def _interface_addresses():
    """Hardware addresses of the network interfaces, from the kernel's table."""
    try:
        names = sorted(os.listdir('/sys/class/net'))
    except OSError:
        return
    for name in names:
        try:
            with open(f'/sys/class/net/{name}/address') as f:
                text = f.read().strip()
        except OSError:
            continue
        if len(text) == 17 and (address := int(text.replace(':', ''), 16)):
            yield address


def _random_node():
    return int.from_bytes(os.urandom(6)) | 1 << 40     # the multicast bit: no real card has it


def getnode():
    """The hardware address as a 48-bit number; where none is found, a random one (with the
    multicast bit set)."""
    global _node
    if _node is None:
        addresses = list(_interface_addresses())
        universal = [address for address in addresses if not address & 1 << 41]
        _node = (universal or addresses or [_random_node()])[0]
    return _node


def uuid1(node=None, clock_seq=None):
    """A UUID from a host ID, sequence number and the current time."""
    global _last_timestamp
    import time
    timestamp = time.time_ns() // 100 + 0x01B21DD213814000
    if _last_timestamp is not None and timestamp <= _last_timestamp:
        timestamp = _last_timestamp + 1
    _last_timestamp = timestamp
    if clock_seq is None:
        import random
        clock_seq = random.getrandbits(14)
    if node is None:
        node = getnode()
    return UUID(fields=(timestamp & 0xFFFFFFFF, timestamp >> 32 & 0xFFFF, timestamp >> 48 & 0x0FFF,
                        clock_seq >> 8 & 0x3F, clock_seq & 0xFF, node), version=1)


def uuid3(namespace, name):
    """A UUID from the MD5 hash of a namespace UUID and a name."""
    if isinstance(name, str):
        name = bytes(name, 'utf-8')
    from hashlib import md5
    return UUID(bytes=md5(namespace.bytes + name, usedforsecurity=False).digest(), version=3)


def uuid4():
    """A random UUID."""
    return UUID(bytes=os.urandom(16), version=4)


def uuid5(namespace, name):
    """A UUID from the SHA-1 hash of a namespace UUID and a name."""
    if isinstance(name, str):
        name = bytes(name, 'utf-8')
    from hashlib import sha1
    return UUID(bytes=sha1(namespace.bytes + name).digest()[:16], version=5)


def _parser(functions):
    import argparse
    parser = argparse.ArgumentParser(
        description='Generates a uuid using the selected uuid function.')
    parser.add_argument('-u', '--uuid', choices=functions, default='uuid4',
                        help='The function to use to generate the uuid. By default uuid4 function '
                             'is used.')
    parser.add_argument('-n', '--namespace',
                        help="The namespace is a UUID, or '@ns' where 'ns' is a well-known "
                             "predefined UUID addressed by "
                             'namespace name. Such as @dns, @url, @oid, and @x500. Only required '
                             'for uuid3/uuid5 functions.')
    parser.add_argument('-N', '--name',
                        help='The name used as part of generating the uuid. Only required for '
                                             'uuid3/uuid5 functions.')
    return parser


def main():
    """python -m uuid: print a UUID."""
    functions = {'uuid1': uuid1, 'uuid3': uuid3, 'uuid4': uuid4, 'uuid5': uuid5}
    parser = _parser(functions.keys())
    args = parser.parse_args()
    make = functions[args.uuid]
    if make not in (uuid3, uuid5):
        print(make())
        return
    if not args.namespace or not args.name:
        parser.error(
            f"Incorrect number of arguments. {args.uuid} requires a namespace and a name. Run "
            f"'python -m uuid -h' "
            'for more information.')
    known = {'@dns': NAMESPACE_DNS, '@url': NAMESPACE_URL, '@oid': NAMESPACE_OID,
             '@x500': NAMESPACE_X500}
    space = known[args.namespace] if args.namespace in known else UUID(args.namespace)
    print(make(space, args.name))


NAMESPACE_DNS = UUID('6ba7b810-9dad-11d1-80b4-00c04fd430c8')
NAMESPACE_URL = UUID('6ba7b811-9dad-11d1-80b4-00c04fd430c8')
NAMESPACE_OID = UUID('6ba7b812-9dad-11d1-80b4-00c04fd430c8')
NAMESPACE_X500 = UUID('6ba7b814-9dad-11d1-80b4-00c04fd430c8')

if __name__ == '__main__':
    main()
