# SPDX-License-Identifier: MIT
"""Addresses, interfaces and networks of IPv4 and IPv6.

What all addresses and all networks have in common is in _ipaddress; here are the two versions, and
the functions."""

from _ipaddress import (IPV4LENGTH, IPV6LENGTH, AddressValueError, NetmaskValueError, _Base,
                        _BaseAddress, _BaseNetwork, _Interface, _networks, _not_same_version,
                        _registry, _special)


def _first_of(kinds, value):
    for kind in kinds:
        try:
            return kind(value)
        except (AddressValueError, NetmaskValueError):
            pass
    return None


def ip_address(address):
    """An IPv4Address or IPv6Address of a text, a number or packed bytes."""
    found = _first_of((IPv4Address, IPv6Address), address)
    if found is None:
        raise ValueError(f'{address!r} does not appear to be an IPv4 or IPv6 address')
    return found


def ip_network(address, strict=True):
    """An IPv4Network or IPv6Network; strict: bits of a host are an error."""
    for kind in IPv4Network, IPv6Network:
        try:
            return kind(address, strict)
        except (AddressValueError, NetmaskValueError):
            pass
    raise ValueError(f'{address!r} does not appear to be an IPv4 or IPv6 network')


def ip_interface(address):
    """An IPv4Interface or IPv6Interface."""
    found = _first_of((IPv4Interface, IPv6Interface), address)
    if found is None:
        raise ValueError(f'{address!r} does not appear to be an IPv4 or IPv6 interface')
    return found


def v4_int_to_packed(address):
    """The four bytes of a number."""
    try:
        return address.to_bytes(4, 'big')
    except OverflowError:
        raise ValueError("Address negative or too large for IPv4")


def v6_int_to_packed(address):
    """The sixteen bytes of a number."""
    try:
        return address.to_bytes(16, 'big')
    except OverflowError:
        raise ValueError("Address negative or too large for IPv6")


def summarize_address_range(first, last):
    """The networks that cover the addresses from first to last."""
    if not (isinstance(first, _BaseAddress) and isinstance(last, _BaseAddress)):
        raise TypeError('first and last must be IP addresses, not networks')
    if first.version != last.version:
        raise _not_same_version(first, last)
    if first > last:
        raise ValueError('last IP address must be greater than first')
    if first.version not in (4, 6):
        raise ValueError('unknown IP version')
    return _summarize(first, last)


def _summarize(first, last):
    network = IPv4Network if first.version == 4 else IPv6Network
    bits, begin, end = first._max_prefixlen, first._ip, last._ip
    while begin <= end:
        aligned = (begin & -begin).bit_length() - 1 if begin else bits
        free = min(aligned, (end - begin + 1).bit_length() - 1)
        yield network((begin, bits - free))
        begin += 1 << free


def collapse_addresses(addresses):
    """The fewest networks that cover the addresses and networks."""
    singles, networks = [], []
    for item in addresses:
        if isinstance(item, _BaseAddress):
            if singles and singles[-1].version != item.version:
                raise _not_same_version(item, singles[-1])
            singles.append(item)
        elif item._prefixlen == item._max_prefixlen:
            if singles and singles[-1].version != item.version:
                raise _not_same_version(item, singles[-1])
            singles.append(item.ip if hasattr(item, 'ip') else item.network_address)
        else:
            if networks and networks[-1].version != item.version:
                raise _not_same_version(item, networks[-1])
            networks.append(item)
    singles = sorted(set(singles))
    i = 0
    while i < len(singles):
        j = i
        while j + 1 < len(singles) and singles[j + 1]._ip == singles[j]._ip + 1:
            j += 1
        networks.extend(summarize_address_range(singles[i], singles[j]))
        i = j + 1
    return _collapse(networks)


def _collapse(networks):
    """Joins halves into wholes, then leaves out what lies in another network."""
    todo, known = list(networks), {}
    while todo:
        network = todo.pop()
        above = network.supernet()
        other = known.get(above)
        if other is None:
            known[above] = network
        elif other != network:
            del known[above]
            todo.append(above)
    last = None
    for network in sorted(known.values()):
        if last is not None and last.broadcast_address >= network.broadcast_address:
            continue
        yield network
        last = network


def get_mixed_type_key(obj):
    """A key that sorts addresses and networks together."""
    if isinstance(obj, _BaseNetwork):
        return obj._get_networks_key()
    if isinstance(obj, _BaseAddress):
        return obj._get_address_key()
    return NotImplemented


# ---- version 4 ----

class _V4:
    __slots__ = ()
    _version = 4
    _max_prefixlen = IPV4LENGTH

    @classmethod
    def _parse(cls, text):
        if not text:
            raise AddressValueError('Address cannot be empty')
        octets = text.split('.')
        if len(octets) != 4:
            raise AddressValueError("Expected 4 octets in %r" % text)
        try:
            return int.from_bytes(bytes(map(cls._octet, octets)), 'big')
        except ValueError as error:
            raise AddressValueError("%s in %r" % (error, text)) from None

    @staticmethod
    def _octet(text):
        if not text:
            raise ValueError("Empty octet not permitted")
        if not (text.isascii() and text.isdigit()):
            raise ValueError("Only decimal digits permitted in %r" % text)
        if len(text) > 3:
            raise ValueError("At most 3 characters permitted in %r" % text)
        if text != '0' and text[0] == '0':
            # Some would read it as octal.
            raise ValueError("Leading zeros are not permitted in %r" % text)
        number = int(text)
        if number > 255:
            raise ValueError("Octet %d (> 255) not permitted" % number)
        return number

    @staticmethod
    def _text(number):
        return '.'.join(map(str, number.to_bytes(4, 'big')))

    def _explode(self):
        return str(self)

    def _reverse_pointer(self):
        return '.'.join(str(self).split('.')[::-1]) + '.in-addr.arpa'


class IPv4Address(_V4, _BaseAddress):
    """An address of IPv4."""
    __slots__ = ('_ip', '__weakref__')

    def __init__(self, address):
        if self._set(address):
            return
        text = str(address)
        if '/' in text:
            raise AddressValueError(f"Unexpected '/' in {address!r}")
        self._ip = self._parse(text)

    @property
    def packed(self):
        """The four bytes."""
        return v4_int_to_packed(self._ip)

    is_loopback = _special('loopback', "Whether it is this machine.")

    @property
    def is_global(self):
        """Whether it is reachable from everywhere."""
        return not self._in_registry('public') and not self.is_private

    @property
    def ipv6_mapped(self):
        """The address as IPv6 maps it."""
        return IPv6Address(f'::ffff:{self}')


class IPv4Interface(_Interface, IPv4Address):
    """An address of IPv4 and its network."""
    _address_class = IPv4Address


class IPv4Network(_V4, _BaseNetwork):
    """A network of IPv4."""
    _address_class = IPv4Address

    def _choose_hosts(self):
        if self._prefixlen == 31:
            self.hosts = self.__iter__
        elif self._prefixlen == 32:
            self.hosts = lambda: iter((IPv4Address(self.network_address),))

    @property
    def is_global(self):
        """Whether it is reachable from everywhere."""
        shared = _registry(4)['public'][0]
        return (not (self.network_address in shared and self.broadcast_address in shared)
                and not self.is_private)

    def _reverse_pointer(self):
        return '.'.join(str(self).split('.')[::-1]) + '.in-addr.arpa'


IPv4Interface._network_class = IPv4Network


# ---- version 6 ----

class _V6:
    __slots__ = ()
    _version = 6
    _max_prefixlen = IPV6LENGTH

    @classmethod
    def _parse(cls, text):
        if not text:
            raise AddressValueError('Address cannot be empty')
        parts = text.split(':')
        if len(parts) < 3:
            raise AddressValueError("At least %d parts expected in %r" % (3, text))
        if '.' in parts[-1]:
            try:
                low = IPv4Address(parts.pop())._ip
            except AddressValueError as error:
                raise AddressValueError("%s in %r" % (error, text)) from None
            parts += ['%x' % (low >> 16), '%x' % (low & 0xFFFF)]
        if len(parts) > 9:
            raise AddressValueError("At most %d colons permitted in %r" % (8, text))
        parts = cls._fill_gap(parts, text)
        try:
            number = 0
            for part in parts:
                number = number << 16 | cls._hextet(part)
            return number
        except ValueError as error:
            raise AddressValueError("%s in %r" % (error, text)) from None

    @staticmethod
    def _fill_gap(parts, text):
        """Eight parts, with zeros for '::'."""
        gaps = [i for i in range(1, len(parts) - 1) if not parts[i]]
        if len(gaps) > 1:
            raise AddressValueError("At most one '::' permitted in %r" % text)
        leading = AddressValueError("Leading ':' only permitted as part of '::' in %r" % text)
        trailing = AddressValueError("Trailing ':' only permitted as part of '::' in %r" % text)
        if not gaps:
            if len(parts) != 8:
                raise AddressValueError("Exactly %d parts expected without '::' in %r" % (8, text))
            if not parts[0]:
                raise leading
            if not parts[-1]:
                raise trailing
            return parts
        high, low = parts[:gaps[0]], parts[gaps[0] + 1:]
        if not high[0]:
            high = high[1:]
            if high:
                raise leading
        if not low[-1]:
            low = low[:-1]
            if low:
                raise trailing
        zeros = 8 - len(high) - len(low)
        if zeros < 1:
            raise AddressValueError("Expected at most %d other parts with '::' in %r" % (7, text))
        return high + ['0'] * zeros + low

    @staticmethod
    def _hextet(text):
        if not set('0123456789ABCDEFabcdef').issuperset(text):
            raise ValueError("Only hex digits permitted in %r" % text)
        if len(text) > 4:
            raise ValueError("At most 4 characters permitted in %r" % text)
        return int(text, 16)

    @staticmethod
    def _text(number):
        """The shortest text: the first of the longest runs of zeros (two or more) is '::'."""
        if not 0 <= number < 1 << 128:
            raise ValueError('IPv6 address is too large')
        parts = ['%x' % (number >> shift & 0xFFFF) for shift in range(112, -1, -16)]
        best, length, i = 0, 1, 0
        while i < 8:
            j = i
            while j < 8 and parts[j] == '0':
                j += 1
            if j - i > length:
                best, length = i, j - i
            i = j + 1
        if length > 1:
            return ':'.join(parts[:best]) + '::' + ':'.join(parts[best + length:])
        return ':'.join(parts)

    @staticmethod
    def _full_text(number):
        return ':'.join('%04x' % (number >> shift & 0xFFFF) for shift in range(112, -1, -16))

    @staticmethod
    def _split_scope(text):
        address, percent, scope = text.partition('%')
        if not percent:
            return address, None
        if not scope or '%' in scope:
            raise AddressValueError('Invalid IPv6 address: "%r"' % text)
        return address, scope


class IPv6Address(_V6, _BaseAddress):
    """An address of IPv6, perhaps with the zone it is meant in."""
    __slots__ = ('_ip', '_scope_id', '__weakref__')

    def __init__(self, address):
        self._scope_id = None
        if self._set(address):
            return
        text = str(address)
        if '/' in text:
            raise AddressValueError(f"Unexpected '/' in {address!r}")
        text, self._scope_id = self._split_scope(text)
        self._ip = self._parse(text)

    def _explode(self):
        mapped = self.ipv4_mapped
        text = self._full_text(self._parse(str(self)))     # a zone has no long form: an error
        return text if mapped is None else text[:30] + str(mapped)

    def _reverse_pointer(self):
        return ('.'.join(self._full_text(self._parse(str(self)))[::-1].replace(':', ''))
                + '.ip6.arpa')

    def __str__(self):
        mapped = self.ipv4_mapped
        if mapped is None:
            text = self._text(self._ip)
        else:
            text = '%s:%s' % (self._text(self._ip >> 32), mapped)
        return text + '%' + self._scope_id if self._scope_id else text

    def __hash__(self):
        return hash((self._ip, self._scope_id))

    def __eq__(self, other):
        equal = super().__eq__(other)
        if equal is NotImplemented or not equal:
            return equal
        return self._scope_id == getattr(other, '_scope_id', None)

    def __reduce__(self):
        return self.__class__, (str(self),)

    @property
    def scope_id(self):
        """The zone, or None."""
        return self._scope_id

    @property
    def packed(self):
        """The sixteen bytes."""
        return v6_int_to_packed(self._ip)

    def _or_mapped(name, text):
        """A question that an IPv4 address in an IPv6 one answers by itself."""
        plain = getattr(_BaseAddress, name, None)

        def test(self):
            mapped = self.ipv4_mapped
            if mapped is not None:
                return getattr(mapped, name)
            return plain.fget(self)
        test.__doc__ = text
        return property(test)

    is_private = _or_mapped('is_private', "Whether it is not reachable from everywhere.")
    del _or_mapped

    is_site_local = _special('site_local', "Whether it is valid on one site only (deprecated).")

    @property
    def is_global(self):
        """Whether it is reachable from everywhere."""
        mapped = self.ipv4_mapped
        return mapped.is_global if mapped is not None else not self.is_private

    @property
    def is_loopback(self):
        """Whether it is this machine."""
        mapped = self.ipv4_mapped
        return mapped.is_loopback if mapped is not None else self._ip == 1

    @property
    def ipv4_mapped(self):
        """The IPv4 address in ::ffff:a.b.c.d, or None."""
        return IPv4Address(self._ip & 0xFFFFFFFF) if self._ip >> 32 == 0xFFFF else None

    @property
    def teredo(self):
        """(server, client) of an address of Teredo, or None."""
        if self._ip >> 96 != 0x20010000:
            return None
        return (IPv4Address(self._ip >> 64 & 0xFFFFFFFF), IPv4Address(~self._ip & 0xFFFFFFFF))

    @property
    def sixtofour(self):
        """The IPv4 address in one of 6to4, or None."""
        return IPv4Address(self._ip >> 80 & 0xFFFFFFFF) if self._ip >> 112 == 0x2002 else None


class IPv6Interface(_Interface, IPv6Address):
    """An address of IPv6 and its network."""
    _address_class = IPv6Address

    @property
    def is_loopback(self):
        """Whether it and its network are this machine."""
        return self.network.is_loopback and super().is_loopback

    @property
    def is_unspecified(self):
        """Whether it is the address of no one, in a network of that one only."""
        return self.network.is_unspecified and super().is_unspecified


class IPv6Network(_V6, _BaseNetwork):
    """A network of IPv6."""
    _address_class = IPv6Address

    def _choose_hosts(self):
        if self._prefixlen == 127:
            self.hosts = self.__iter__
        elif self._prefixlen == 128:
            self.hosts = lambda: iter((IPv6Address(self.network_address),))

    def hosts(self):
        """The addresses that hosts may have: all but the first, which is the router's."""
        for number in range(int(self.network_address) + 1, int(self.broadcast_address) + 1):
            yield IPv6Address(number)

    @property
    def is_site_local(self):
        """Whether it is valid on one site only (deprecated)."""
        return self.network_address.is_site_local and self.broadcast_address.is_site_local

    def _explode(self):
        return '%s/%d' % (_V6._full_text(self.network_address._ip), self._prefixlen)

    def _reverse_pointer(self):
        return '.'.join(self.exploded[::-1].replace(':', '')) + '.ip6.arpa'


IPv6Interface._network_class = IPv6Network

_networks.update({4: IPv4Network, 6: IPv6Network})
for _each in AddressValueError, NetmaskValueError, _Base, _BaseAddress, _BaseNetwork, _Interface:
    _each.__module__ = __name__
del _each
