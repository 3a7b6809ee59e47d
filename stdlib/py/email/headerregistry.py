# SPDX-License-Identifier: MIT
"""Headers as objects: str with the decoded text, and with attributes for what the header means."""

from itertools import chain as _chain
from types import MappingProxyType

from email import _header_values as values
from email import _mime_values as mime
from email import errors, utils
from email._folding import fold
from email._tokens import DOT_ATOM_ENDS, SPECIALS, Leaf, Node, has_surrogates, quote_string


def _kept(key):
    """A property that cannot be set: what stands in an attribute."""
    def get(self):
        return getattr(self, key)
    return property(get)


def _taking(**shaped):
    """Decorates a class of headers: init() takes what parse() left under these names, shapes it and
    keeps it for properties of the same names."""
    def decorate(cls):
        def init(self, *args, **kw):
            for name, shape in shaped.items():
                setattr(self, '_' + name, shape(kw.pop(name)))
            super(cls, self).init(*args, **kw)
        return _complete(cls, init, shaped)
    return decorate


def _reading(*names):
    """Decorates a class of headers: these attributes of the parse tree are kept for properties."""
    def decorate(cls):
        def init(self, *args, **kw):
            super(cls, self).init(*args, **kw)
            for name in names:
                text = getattr(self._parse_tree, name)
                setattr(self, '_' + name, text if text is None else utils._sanitize(text))
        return _complete(cls, init, names)
    return decorate


def _complete(cls, init, names):
    cls.init = init
    for name in names:
        if name not in cls.__dict__:
            shown = _kept('_' + name)
            shown.__set_name__(cls, name)
            setattr(cls, name, shown)
    return cls


def _unique(cls):
    """The class for a header of which a message has one at most."""
    return type('Unique' + cls.__name__, (cls,), {'max_count': 1, '__module__': __name__})


def _same(value):
    return value


def _quoted_if(special, text):
    return text if special.isdisjoint(text) else quote_string(text)


class Address:
    """A mailbox: a name and user@domain."""

    def __init__(self, display_name='', username='', domain='', addr_spec=None):
        inputs = ''.join(filter(None, (display_name, username, domain, addr_spec)))
        if '\r' in inputs or '\n' in inputs:
            raise ValueError("invalid arguments; address parts cannot contain CR or LF")
        if addr_spec is not None:
            if username or domain:
                raise TypeError("addrspec specified when username and/or domain also specified")
            username, domain = _read_addr_spec(addr_spec)
        self._display_name, self._username, self._domain = display_name, username, domain

    display_name = _kept('_display_name')
    username = _kept('_username')
    domain = _kept('_domain')

    def _spec(self):
        user, domain = _quoted_if(DOT_ATOM_ENDS, self.username), self.domain
        return f'{user}@{domain}' if domain else user

    @property
    def addr_spec(self):
        """user@domain, quoted where needed."""
        return self._spec() or '<>'

    def __repr__(self):
        return (f"{type(self).__name__}(display_name={self.display_name!r}, "
                f"username={self.username!r}, domain={self.domain!r})")

    def __str__(self):
        name, spec = _quoted_if(SPECIALS, self.display_name), self.addr_spec
        if not name:
            return spec
        return f"{name} <{'' if spec == '<>' else spec}>"

    def __eq__(self, other):
        if not isinstance(other, Address):
            return NotImplemented
        return (self.display_name == other.display_name and self.username == other.username
                and self.domain == other.domain)


def _read_addr_spec(text):
    """(user, domain) of user@domain."""
    node, at = values._addr_spec(text, 0)
    if at < len(text):
        raise ValueError(f"Invalid addr_spec; only '{node}' could be parsed from '{text}'")
    if node.all_defects:
        raise node.all_defects[0]
    return node.local_part, node.domain


class Group:
    """Addresses under a name; without a name, the one address."""

    def __init__(self, display_name=None, addresses=None):
        self._display_name, self._addresses = display_name, tuple(addresses or ())

    display_name = _kept('_display_name')
    addresses = _kept('_addresses')

    def __repr__(self):
        # the open parenthesis is CPython's
        return (f"{type(self).__name__}(display_name={self.display_name!r}, "
                f"addresses={self.addresses!r}")

    def __str__(self):
        name, members = self.display_name, [str(address) for address in self.addresses]
        if name is None and len(members) == 1:
            return members[0]
        if name is not None:
            name = _quoted_if(SPECIALS, name)
        return f"{name}:{' ' if members else ''}{', '.join(members)};"

    def __eq__(self, other):
        if not isinstance(other, Group):
            return NotImplemented
        return self.display_name == other.display_name and self.addresses == other.addresses


class BaseHeader(str):
    """What all headers share. A class for a kind of header has a class method parse(value, kwds)
    that puts 'decoded', 'parse_tree' and 'defects' into kwds, and init() that takes what else it
    put there."""

    def __new__(cls, name, value):
        parsed = {'defects': []}
        cls.parse(value, parsed)
        text = parsed.pop('decoded')
        header = str.__new__(cls, utils._sanitize(text) if has_surrogates(text) else text)
        header.init(name, **parsed)
        return header

    def init(self, name, *, parse_tree, defects):
        self._name, self._parse_tree, self._defects = name, parse_tree, defects

    name = _kept('_name')

    @property
    def defects(self):
        return tuple(self._defects)

    def __reduce__(self):
        kind = self.__class__
        return _reconstruct_header, (kind.__name__, kind.__bases__, str(self)), self.__dict__

    @classmethod
    def _reconstruct(cls, value):
        return str.__new__(cls, value)

    def fold(self, *, policy):
        """The header in lines of the length that the policy allows."""
        label = Node('header-label', [Leaf(self.name, 'header-name'), Leaf(':', 'header-sep')])
        header = Node('header', [label])
        if self._parse_tree:
            header.append(Node('cfws', [Leaf(' ', 'fws')]))
        header.append(self._parse_tree)
        return fold(header, policy)


def _reconstruct_header(cls_name, bases, value):
    return type(cls_name, bases, {})._reconstruct(value)


def _parse_to_tree(cls, value, kwds):
    """What parse() of most kinds does; returns the tree."""
    tree = cls.value_parser(value)
    kwds.update(parse_tree=tree, decoded=str(tree))
    kwds['defects'].extend(tree.all_defects)
    return tree


class UnstructuredHeader:
    """Any text."""

    max_count = None
    value_parser = staticmethod(values.get_unstructured)

    @classmethod
    def parse(cls, value, kwds):
        tree = cls.value_parser(value)
        kwds.update(parse_tree=tree, decoded=str(tree))


UniqueUnstructuredHeader = _unique(UnstructuredHeader)


def _read_date(value):
    """(datetime or None, text, defect or None) of a text or a datetime."""
    if not value:
        return None, '', errors.HeaderMissingRequiredValue()
    if isinstance(value, str):
        text = value
        try:
            value = utils.parsedate_to_datetime(text)
        except ValueError:
            return None, text, errors.InvalidDateDefect('Invalid date value or format')
    return value, utils.format_datetime(value), None


@_taking(datetime=_same)
class DateHeader:
    """A date; `datetime` is None when it is malformed."""

    max_count = None
    value_parser = staticmethod(values.get_unstructured)

    @classmethod
    def parse(cls, value, kwds):
        when, text, defect = _read_date(value)
        if defect is not None:
            kwds['defects'].append(defect)
        tree = Node('token-list') if when is None else cls.value_parser(text)
        kwds.update(datetime=when, decoded=text, parse_tree=tree)


UniqueDateHeader = _unique(DateHeader)


@_taking(groups=tuple)
class AddressHeader:
    """Addresses: `groups`, and `addresses` of all of them."""

    max_count = None
    value_parser = staticmethod(values.get_address_list)

    @classmethod
    def parse(cls, value, kwds):
        if isinstance(value, str):
            tree = cls.value_parser(value)
            groups = [_group_of(address) for address in tree if address.kind == 'address']
            text, defects = ', '.join(map(str, groups)), list(tree.all_defects)
        else:
            given = value if hasattr(value, '__iter__') else (value,)
            groups = [item if hasattr(item, 'addresses') else Group(None, [item]) for item in given]
            text, defects = ', '.join(map(str, groups)), []
            tree = cls.value_parser(text)
        kwds.update(groups=groups, defects=defects, decoded=text, parse_tree=tree)

    @property
    def addresses(self):
        known = self.__dict__.get('_addresses')
        if known is None:
            known = self._addresses = tuple(_chain.from_iterable(g.addresses for g in self._groups))
        return known


def _group_of(address):
    """The Group of a node."""
    first = address[0]
    name = first.display_name if first.kind == 'group' else None
    return Group(name, [_address_of(mailbox) for mailbox in values.mailboxes_of(address)])


def _address_of(mailbox):
    if not mailbox or mailbox[0].kind not in ('name-addr', 'addr-spec'):
        return Address('', '', '')      # nothing in it could be read
    return Address(mailbox.display_name or '', mailbox.local_part or '', mailbox.domain or '')


UniqueAddressHeader = _unique(AddressHeader)


class SingleAddressHeader(AddressHeader):
    """One address."""

    @property
    def address(self):
        if len(self.addresses) != 1:
            raise ValueError(
                "value of single address header {} is not a single address".format(self.name))
        return self.addresses[0]


UniqueSingleAddressHeader = _unique(SingleAddressHeader)


@_taking(version=_same, major=_same, minor=_same)
class MIMEVersionHeader:
    """major.minor, as numbers; `version` is the text, or None when it is malformed."""

    max_count = 1
    value_parser = staticmethod(mime.parse_mime_version)

    @classmethod
    def parse(cls, value, kwds):
        tree = _parse_to_tree(cls, value, kwds)
        if tree.minor is None:
            kwds.update(major=None, minor=None, version=None)
        else:
            kwds.update(major=tree.major, minor=tree.minor, version=f'{tree.major}.{tree.minor}')


@_taking(params=_same)
class ParameterizedMIMEHeader:
    """A value with parameters: `params` is a mapping."""

    max_count = 1

    @classmethod
    def parse(cls, value, kwds):
        tree = _parse_to_tree(cls, value, kwds)
        kwds['params'] = {utils._sanitize(key).lower(): utils._sanitize(text)
                          for key, text in tree.params}

    @property
    def params(self):
        return MappingProxyType(self._params)


@_reading('maintype', 'subtype')
class ContentTypeHeader(ParameterizedMIMEHeader):
    value_parser = staticmethod(mime.parse_content_type_header)

    @property
    def content_type(self):
        return f'{self.maintype}/{self.subtype}'


@_reading('content_disposition')
class ContentDispositionHeader(ParameterizedMIMEHeader):
    value_parser = staticmethod(mime.parse_content_disposition_header)


@_reading('cte')
class ContentTransferEncodingHeader:
    max_count = 1
    value_parser = staticmethod(mime.parse_content_transfer_encoding_header)
    parse = classmethod(_parse_to_tree)


class MessageIDHeader:
    max_count = 1
    value_parser = staticmethod(values.parse_message_id)
    parse = classmethod(_parse_to_tree)


_default_header_map = {
    'subject': UniqueUnstructuredHeader,
    'date': UniqueDateHeader, 'resent-date': DateHeader, 'orig-date': UniqueDateHeader,
    'sender': UniqueSingleAddressHeader, 'resent-sender': SingleAddressHeader,
}
for _name in ('to', 'cc', 'bcc', 'from'):
    _default_header_map |= {_name: UniqueAddressHeader, 'resent-' + _name: AddressHeader}
_default_header_map |= {
    'reply-to': UniqueAddressHeader, 'mime-version': MIMEVersionHeader,
    'content-type': ContentTypeHeader, 'content-disposition': ContentDispositionHeader,
    'content-transfer-encoding': ContentTransferEncodingHeader, 'message-id': MessageIDHeader,
}


class HeaderRegistry:
    """Makes headers: the class is composed of the one for the name and the base class."""

    def __init__(self, base_class=BaseHeader, default_class=UnstructuredHeader,
                 use_default_map=True):
        self.registry = dict(_default_header_map) if use_default_map else {}
        self.base_class, self.default_class = base_class, default_class

    def map_to_type(self, name, cls):
        """The class for headers of that name."""
        self.registry[name.lower()] = cls

    def __getitem__(self, name):
        cls = self.registry.get(name.lower(), self.default_class)
        return type('_' + cls.__name__, (cls, self.base_class), {})

    def __call__(self, name, value):
        """The header of that name and value."""
        return self[name](name, value)
