# SPDX-License-Identifier: MIT
"""What addresses, interfaces and networks of both versions have in common: a part of ipaddress.

An address is a number (_ip); the classes of a version add its size, its text and its registry of
special networks. A network is its first address and the length of its prefix."""

import functools

IPV4LENGTH = 32
IPV6LENGTH = 128


class AddressValueError(ValueError):
    """A malformed address."""


class NetmaskValueError(ValueError):
    """A malformed netmask."""


def _not_same_version(a, b):
    return TypeError("%s and %s are not of the same version" % (a, b))


class _Base:
    """What addresses and networks share."""
    __slots__ = ()

    @property
    def version(self):
        return self._version

    @property
    def max_prefixlen(self):
        return self._max_prefixlen

    @property
    def exploded(self):
        """The longest text of the address."""
        return self._explode()

    @property
    def compressed(self):
        """The shortest text of the address."""
        return str(self)

    @property
    def reverse_pointer(self):
        """The name under which the domain name system keeps the address."""
        return self._reverse_pointer()

    def __repr__(self):
        return '%s(%r)' % (type(self).__name__, str(self))

    def __reduce__(self):
        return self.__class__, (str(self),)

    # ---- masks ----

    @classmethod
    def _mask(cls, prefixlen):
        bits = cls._max_prefixlen
        return (1 << bits) - (1 << (bits - prefixlen))

    @classmethod
    def _bad_netmask(cls, text):
        return NetmaskValueError('%r is not a valid netmask' % text)

    @classmethod
    def _prefix_of_mask(cls, number):
        """The number of leading ones, if zeros follow."""
        bits = cls._max_prefixlen
        zeros = min((number & -number).bit_length() - 1, bits) if number else bits
        if number >> zeros != (1 << (bits - zeros)) - 1:
            raise ValueError(
                'Netmask pattern %r mixes zeroes & ones' % number.to_bytes(bits // 8, 'big'))
        return bits - zeros

    @classmethod
    def _prefix_of_digits(cls, text):
        if not (text.isascii() and text.isdigit()):
            raise cls._bad_netmask(text) from None
        try:
            prefixlen = int(text)
        except ValueError:
            raise cls._bad_netmask(text) from None
        if prefixlen > cls._max_prefixlen:
            raise cls._bad_netmask(text) from None
        return prefixlen

    @classmethod
    def _prefix_of_address(cls, text):
        """Of a netmask or a hostmask, which is its complement."""
        try:
            number = cls._parse(text)
        except AddressValueError:
            raise cls._bad_netmask(text) from None
        for mask in number, number ^ ((1 << cls._max_prefixlen) - 1):
            try:
                return cls._prefix_of_mask(mask)
            except ValueError:
                pass
        raise cls._bad_netmask(text) from None

    @classmethod
    def _prefix_of(cls, arg):
        if isinstance(arg, int):
            if not 0 <= arg <= cls._max_prefixlen:
                raise cls._bad_netmask(arg) from None
            return arg
        if cls._version == 6:
            return cls._prefix_of_digits(arg)
        try:
            return cls._prefix_of_digits(arg)
        except NetmaskValueError:
            return cls._prefix_of_address(arg)

    @classmethod
    def _split_prefix(cls, address):
        """(address, prefix) of what a network or an interface is made from."""
        if isinstance(address, (bytes, int)):
            return address, cls._max_prefixlen
        if not isinstance(address, tuple):
            address = str(address).split('/')
            if len(address) > 2:
                raise AddressValueError(f"Only one '/' permitted in {'/'.join(address)!r}")
        if len(address) > 1:
            return address
        return address[0], cls._max_prefixlen


def _with_slash():
    """Properties: the address of a network or an interface, a slash, and one of three things."""
    def after(name):
        def text(self):
            return f'{self._before_slash()}/{getattr(self, name)}'
        text.__doc__ = f"Its address, a slash and {name.strip('_')}."
        return property(text)
    return after('_prefixlen'), after('netmask'), after('hostmask')


def _special(name, text):
    """A property of an address: whether it lies in a network of its registry."""
    def test(self):
        return self._in_registry(name)
    test.__doc__ = text
    return property(test)


@functools.total_ordering
class _BaseAddress(_Base):
    """An address as a number."""
    __slots__ = ()

    def _set(self, address):
        """From a number or packed bytes: True."""
        if isinstance(address, int):
            if address < 0:
                raise AddressValueError("%d (< 0) is not permitted as an IPv%d address"
                                        % (address, self._version))
            if address >> self._max_prefixlen:
                raise AddressValueError("%d (>= 2**%d) is not permitted as an IPv%d address"
                                        % (address, self._max_prefixlen, self._version))
            self._ip = address
            return True
        if isinstance(address, bytes):
            size = self._max_prefixlen // 8
            if len(address) != size:
                raise AddressValueError("%r (len %d != %d) is not permitted as an IPv%d address"
                                        % (address, len(address), size, self._version))
            self._ip = int.from_bytes(address, 'big')
            return True
        return False

    def __int__(self):
        return self._ip

    def __eq__(self, other):
        try:
            return self._ip == other._ip and self._version == other._version
        except AttributeError:
            return NotImplemented

    def __lt__(self, other):
        if not isinstance(other, _BaseAddress):
            return NotImplemented
        if self._version != other._version:
            raise _not_same_version(self, other)
        return self._ip < other._ip

    def _moved(self, steps):
        return type(self)(self._ip + steps)

    def __add__(self, other):
        return self._moved(other) if isinstance(other, int) else NotImplemented

    def __sub__(self, other):
        return self._moved(-other) if isinstance(other, int) else NotImplemented

    def __str__(self):
        return str(self._text(self._ip))

    def __hash__(self):
        return hash(hex(int(self._ip)))

    def _get_address_key(self):
        return self._version, self

    def __reduce__(self):
        return self.__class__, (self._ip,)

    def __format__(self, fmt):
        """'b', 'x', 'X' and 'n' write the number, '#' with a prefix, '_' in groups of four; 'n' is
        binary for IPv4 and hexadecimal for IPv6. All else is for strings."""
        if not fmt or fmt[-1] == 's':
            return format(str(self), fmt)
        kind, flags = fmt[-1], fmt[:-1]
        if kind not in 'bnxX' or flags not in ('', '#', '_', '#_'):
            return super().__format__(fmt)
        if kind == 'n':
            kind = 'b' if self._version == 4 else 'x'
        digits = self._max_prefixlen if kind == 'b' else self._max_prefixlen // 4
        if '_' in flags:
            digits += digits // 4 - 1
        if '#' in flags:
            digits += 2
        return format(int(self), f"{flags[:1] if '#' in flags else ''}0{digits}"
                                 f"{'_' if '_' in flags else ''}{kind}")

    def _in_registry(self, name):
        return any(self in network for network in _registry(self._version)[name])

    is_multicast = _special('multicast', "Whether it is for many receivers.")
    is_reserved = _special('reserved', "Whether it is kept for later use.")
    is_link_local = _special('link_local', "Whether it is valid on one link only.")

    @property
    def is_unspecified(self):
        """Whether it is the address of no one."""
        return self._ip == 0

    @property
    def is_private(self):
        """Whether the registry says that it is not reachable from everywhere."""
        return self._in_registry('private') and not self._in_registry('private_exceptions')


@functools.total_ordering
class _BaseNetwork(_Base):
    """A network: network_address, netmask and _prefixlen."""

    def __init__(self, address, strict=True):
        address, prefix = self._split_prefix(address)
        self.network_address = self._address_class(address)
        self._prefixlen = self._prefix_of(prefix)
        self.netmask = self._address_class(self._mask(self._prefixlen))
        begin = int(self.network_address)
        if begin & int(self.netmask) != begin:
            if strict:
                raise ValueError('%s has host bits set' % self)
            self.network_address = self._address_class(begin & int(self.netmask))
        self._choose_hosts()

    def __str__(self):
        return self.with_prefixlen

    def hosts(self):
        """The addresses that hosts may have."""
        for number in range(int(self.network_address) + 1, int(self.broadcast_address)):
            yield self._address_class(number)

    def __iter__(self):
        for number in range(int(self.network_address), int(self.broadcast_address) + 1):
            yield self._address_class(number)

    def __getitem__(self, n):
        if n >= 0:
            number = int(self.network_address) + n
            if number > int(self.broadcast_address):
                raise IndexError('address out of range')
        else:
            number = int(self.broadcast_address) + n + 1
            if number < int(self.network_address):
                raise IndexError('address out of range')
        return self._address_class(number)

    def __lt__(self, other):
        if not isinstance(other, _BaseNetwork):
            return NotImplemented
        if self._version != other._version:
            raise _not_same_version(self, other)
        return (self.network_address, self.netmask) < (other.network_address, other.netmask)

    def __eq__(self, other):
        try:
            return (self._version == other._version
                    and self.network_address == other.network_address
                    and int(self.netmask) == int(other.netmask))
        except AttributeError:
            return NotImplemented

    def __hash__(self):
        return hash(int(self.network_address) ^ int(self.netmask))

    def __contains__(self, other):
        if self._version != other._version or isinstance(other, _BaseNetwork):
            return False
        return other._ip & self.netmask._ip == self.network_address._ip

    def overlaps(self, other):
        """Whether the two have addresses in common."""
        return (other.network_address in self or other.broadcast_address in self
                or self.network_address in other or self.broadcast_address in other)

    @functools.cached_property
    def broadcast_address(self):
        return self._address_class(int(self.network_address) | int(self.hostmask))

    @functools.cached_property
    def hostmask(self):
        return self._address_class(int(self.netmask) ^ ((1 << self._max_prefixlen) - 1))

    @property
    def num_addresses(self):
        """How many addresses lie in it."""
        return 1 << (self._max_prefixlen - self._prefixlen)

    @property
    def prefixlen(self):
        """How many bits all its addresses have in common."""
        return self._prefixlen

    def _before_slash(self):
        return self.network_address

    with_prefixlen, with_netmask, with_hostmask = _with_slash()

    def _explode(self):
        return '%s/%d' % (self.network_address.exploded, self._prefixlen)

    def address_exclude(self, other):
        """The networks that remain of this one without the other."""
        if self._version != other._version:
            raise _not_same_version(self, other)
        if not isinstance(other, _BaseNetwork):
            raise TypeError(f"{other} is not a network object")
        if self == other:
            return
        if not other.subnet_of(self):
            raise ValueError(f'{other} not contained in {self}')
        other = other.__class__('%s/%s' % (other.network_address, other.prefixlen))
        whole = self
        while whole != other:
            low, high = whole.subnets()
            if other.subnet_of(low):
                yield high
                whole = low
            else:
                yield low
                whole = high

    def compare_networks(self, other):
        """-1, 0 or 1: by first address, then by netmask."""
        if self._version != other._version:
            raise TypeError('%s and %s are not of the same type' % (self, other))
        mine = (self.network_address, self.netmask)
        theirs = (other.network_address, other.netmask)
        return (mine > theirs) - (mine < theirs)

    def _get_networks_key(self):
        return self._version, self.network_address, self.netmask

    def _steps(self, given, new_prefix, direction):
        """By how many bits the prefix grows (direction 1) or shrinks (-1): given either as that
        number or as the new prefix."""
        if new_prefix is None:
            return given
        steps = (new_prefix - self._prefixlen) * direction
        if steps < 0:
            raise ValueError(f"new prefix must be {'longer' if direction > 0 else 'shorter'}")
        if given != 1:
            raise ValueError('cannot set prefixlen_diff and new_prefix')
        return steps

    def subnets(self, prefixlen_diff=1, new_prefix=None):
        """The networks that this one falls into with a longer prefix."""
        bits = self._max_prefixlen - self._prefixlen        # of the part that hosts may choose
        if not bits:
            yield self
            return
        prefixlen_diff = self._steps(prefixlen_diff, new_prefix, 1)
        prefixlen = self._prefixlen + prefixlen_diff
        if prefixlen_diff < 0:
            raise ValueError('prefix length diff must be > 0')
        if prefixlen_diff > bits:
            raise ValueError('prefix length diff %d is invalid for netblock %s'
                             % (prefixlen, self))
        begin, end = int(self.network_address), int(self.broadcast_address) + 1
        for number in range(begin, end, (int(self.hostmask) + 1) >> prefixlen_diff):
            yield self.__class__((number, prefixlen))

    def supernet(self, prefixlen_diff=1, new_prefix=None):
        """The network with a shorter prefix that this one lies in."""
        if not self._prefixlen:
            return self
        prefixlen_diff = self._steps(prefixlen_diff, new_prefix, -1)
        prefixlen = self._prefixlen - prefixlen_diff
        if prefixlen < 0:
            raise ValueError('current prefixlen is %d, cannot have a prefixlen_diff of %d'
                             % (self.prefixlen, prefixlen_diff))
        return self.__class__((int(self.network_address) & (int(self.netmask) << prefixlen_diff),
                               prefixlen))

    @staticmethod
    def _is_subnet_of(a, b):
        try:
            if a._version != b._version:
                raise TypeError(f"{a} and {b} are not of the same version")
            return (b.network_address <= a.network_address
                    and b.broadcast_address >= a.broadcast_address)
        except AttributeError:
            raise TypeError(f"Unable to test subnet containment between {a} and {b}")

    def subnet_of(self, other):
        """Whether it lies in the other."""
        return self._is_subnet_of(self, other)

    def supernet_of(self, other):
        """Whether the other lies in it."""
        return self._is_subnet_of(other, self)

    def _both_ends(name):
        def test(self):
            return (getattr(self.network_address, name)
                    and getattr(self.broadcast_address, name))
        test.__doc__ = f"Whether {name} is true of its first and its last address."
        return property(test)

    is_multicast = _both_ends('is_multicast')
    is_reserved = _both_ends('is_reserved')
    is_link_local = _both_ends('is_link_local')
    is_unspecified = _both_ends('is_unspecified')
    is_loopback = _both_ends('is_loopback')
    del _both_ends

    @property
    def is_private(self):
        """Whether it lies in a network that is not reachable from everywhere."""
        registry = _registry(self._version)
        first, last = self.network_address, self.broadcast_address
        return (any(first in n and last in n for n in registry['private'])
                and all(first not in n and last not in n for n in registry['private_exceptions']))

    @property
    def is_global(self):
        """Whether it is reachable from everywhere."""
        return not self.is_private


class _Interface:
    """An address with the network it is in."""

    def __init__(self, address):
        address, prefix = self._split_prefix(address)
        super().__init__(address)
        self.network = network = self._network_class((address, prefix), strict=False)
        self.netmask, self._prefixlen = network.netmask, network._prefixlen

    @functools.cached_property
    def hostmask(self):
        """The bits of the address that the network leaves to its hosts."""
        return self.network.hostmask

    def __str__(self):
        return '%s/%d' % (super().__str__(), self._prefixlen)

    def __eq__(self, other):
        equal = super().__eq__(other)
        if equal is NotImplemented or not equal:
            return equal
        try:
            return self.network == other.network
        except AttributeError:
            return False        # an address without network

    def __lt__(self, other):
        less = super().__lt__(other)
        if less is NotImplemented:
            return NotImplemented
        try:
            return self.network < other.network or self.network == other.network and less
        except AttributeError:
            return False

    def __hash__(self):
        return hash((self._ip, self._prefixlen, int(self.network.network_address)))

    def __reduce__(self):
        return self.__class__, (str(self),)

    @property
    def ip(self):
        return self._address_class(self._ip)

    def _before_slash(self):
        return self._text(self._ip)

    with_prefixlen, with_netmask, with_hostmask = _with_slash()


# ---- the registries of IANA ----

_networks = {}                  # the class of networks of a version; ipaddress says
_SPECIAL = {
    4: {'link_local': '169.254.0.0/16', 'loopback': '127.0.0.0/8', 'multicast': '224.0.0.0/4',
        'public': '100.64.0.0/10', 'reserved': '240.0.0.0/4',
        'private': '0.0.0.0/8 10.0.0.0/8 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 '
                   '192.0.0.170/31 192.0.2.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 '
                   '203.0.113.0/24 240.0.0.0/4 255.255.255.255/32',
        'private_exceptions': '192.0.0.9/32 192.0.0.10/32'},
    6: {'link_local': 'fe80::/10', 'multicast': 'ff00::/8', 'site_local': 'fec0::/10',
        'reserved': '::/8 100::/8 200::/7 400::/6 800::/5 1000::/4 4000::/3 6000::/3 8000::/3 '
                    'a000::/3 c000::/3 e000::/4 f000::/5 f800::/6 fe00::/9',
        'private': '::1/128 ::/128 ::ffff:0:0/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 '
                   '2002::/16 fc00::/7 fe80::/10',
        'private_exceptions': '2001:1::1/128 2001:1::2/128 2001:3::/32 2001:4:112::/48 '
                              '2001:20::/28 2001:30::/28'},
}


@functools.cache
def _registry(version):
    network = _networks[version]
    return {name: [network(n) for n in text.split()] for name, text in _SPECIAL[version].items()}
