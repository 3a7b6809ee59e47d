# SPDX-License-Identifier: MIT
"""Headers as objects: str with the decoded text, and with attributes for what the header means."""

from types import MappingProxyType

from email import _header_values as values
from email import _mime_values as mime
from email import errors, utils
from email._folding import fold
from email._tokens import DOT_ATOM_ENDS, SPECIALS, Leaf, Node, has_surrogates, quote_string


class Address:
    """A mailbox: a name and user@domain."""

    def __init__(self, display_name='', username='', domain='', addr_spec=None):
        inputs = ''.join(filter(None, (display_name, username, domain, addr_spec)))
        if '\r' in inputs or '\n' in inputs:
            raise ValueError("invalid arguments; address parts cannot contain CR or LF")
        if addr_spec is not None:
            if username or domain:
                raise TypeError("addrspec specified when username and/or domain also specified")
            node, at = values._addr_spec(addr_spec, 0)
            if at < len(addr_spec):
                raise ValueError("Invalid addr_spec; only '{}' could be parsed from '{}'".format(
                    node, addr_spec))
            if node.all_defects:
                raise node.all_defects[0]
            username, domain = node.local_part, node.domain
        self._display_name = display_name
        self._username = username
        self._domain = domain

    @property
    def display_name(self):
        return self._display_name

    @property
    def username(self):
        return self._username

    @property
    def domain(self):
        return self._domain

    @property
    def addr_spec(self):
        """user@domain, quoted where needed."""
        user = self.username
        if not DOT_ATOM_ENDS.isdisjoint(user):
            user = quote_string(user)
        if self.domain:
            return user + '@' + self.domain
        return user or '<>'

    def __repr__(self):
        return "{}(display_name={!r}, username={!r}, domain={!r})".format(
            self.__class__.__name__, self.display_name, self.username, self.domain)

    def __str__(self):
        name = self.display_name
        if not SPECIALS.isdisjoint(name):
            name = quote_string(name)
        if not name:
            return self.addr_spec
        spec = '' if self.addr_spec == '<>' else self.addr_spec
        return "{} <{}>".format(name, spec)

    def __eq__(self, other):
        if not isinstance(other, Address):
            return NotImplemented
        return (self.display_name == other.display_name and self.username == other.username
                and self.domain == other.domain)


class Group:
    """Addresses under a name; without a name, the one address."""

    def __init__(self, display_name=None, addresses=None):
        self._display_name = display_name
        self._addresses = tuple(addresses) if addresses else tuple()

    @property
    def display_name(self):
        return self._display_name

    @property
    def addresses(self):
        return self._addresses

    def __repr__(self):
        return "{}(display_name={!r}, addresses={!r}".format(
            self.__class__.__name__, self.display_name, self.addresses)

    def __str__(self):
        if self.display_name is None and len(self.addresses) == 1:
            return str(self.addresses[0])
        name = self.display_name
        if name is not None and not SPECIALS.isdisjoint(name):
            name = quote_string(name)
        addresses = ", ".join(map(str, self.addresses))
        return "{}:{};".format(name, ' ' + addresses if addresses else addresses)

    def __eq__(self, other):
        if not isinstance(other, Group):
            return NotImplemented
        return self.display_name == other.display_name and self.addresses == other.addresses


class BaseHeader(str):
    """What all headers share. A class for a kind of header has a class method parse(value, kwds) that
    puts 'decoded', 'parse_tree' and 'defects' into kwds, and init() that takes what else it put there."""

    def __new__(cls, name, value):
        kwds = {'defects': []}
        cls.parse(value, kwds)
        if has_surrogates(kwds['decoded']):
            kwds['decoded'] = utils._sanitize(kwds['decoded'])
        self = str.__new__(cls, kwds['decoded'])
        del kwds['decoded']
        self.init(name, **kwds)
        return self

    def init(self, name, *, parse_tree, defects):
        self._name = name
        self._parse_tree = parse_tree
        self._defects = defects

    @property
    def name(self):
        return self._name

    @property
    def defects(self):
        return tuple(self._defects)

    def __reduce__(self):
        return _reconstruct_header, (self.__class__.__name__, self.__class__.__bases__, str(self)), \
            self.__dict__

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


class UnstructuredHeader:
    """Any text."""

    max_count = None
    value_parser = staticmethod(values.get_unstructured)

    @classmethod
    def parse(cls, value, kwds):
        kwds['parse_tree'] = cls.value_parser(value)
        kwds['decoded'] = str(kwds['parse_tree'])


class UniqueUnstructuredHeader(UnstructuredHeader):
    max_count = 1


class DateHeader:
    """A date; `datetime` is None when it is malformed."""

    max_count = None
    value_parser = staticmethod(values.get_unstructured)

    @classmethod
    def parse(cls, value, kwds):
        if not value:
            kwds['defects'].append(errors.HeaderMissingRequiredValue())
            kwds['datetime'] = None
            kwds['decoded'] = ''
            kwds['parse_tree'] = Node('token-list')
            return
        if isinstance(value, str):
            kwds['decoded'] = value
            try:
                value = utils.parsedate_to_datetime(value)
            except ValueError:
                kwds['defects'].append(errors.InvalidDateDefect('Invalid date value or format'))
                kwds['datetime'] = None
                kwds['parse_tree'] = Node('token-list')
                return
        kwds['datetime'] = value
        kwds['decoded'] = utils.format_datetime(kwds['datetime'])
        kwds['parse_tree'] = cls.value_parser(kwds['decoded'])

    def init(self, *args, **kw):
        self._datetime = kw.pop('datetime')
        super().init(*args, **kw)

    @property
    def datetime(self):
        return self._datetime


class UniqueDateHeader(DateHeader):
    max_count = 1


class AddressHeader:
    """Addresses: `groups`, and `addresses` of all of them."""

    max_count = None

    @staticmethod
    def value_parser(value):
        return values.get_address_list(value)

    @classmethod
    def parse(cls, value, kwds):
        if isinstance(value, str):
            tree = cls.value_parser(value)
            kwds['parse_tree'] = tree
            groups = [_group_of(address) for address in tree if address.kind == 'address']
            defects = list(tree.all_defects)
        else:
            if not hasattr(value, '__iter__'):
                value = [value]
            groups = [item if hasattr(item, 'addresses') else Group(None, [item]) for item in value]
            defects = []
        kwds['groups'] = groups
        kwds['defects'] = defects
        kwds['decoded'] = ', '.join([str(item) for item in groups])
        if 'parse_tree' not in kwds:
            kwds['parse_tree'] = cls.value_parser(kwds['decoded'])

    def init(self, *args, **kw):
        self._groups = tuple(kw.pop('groups'))
        self._addresses = None
        super().init(*args, **kw)

    @property
    def groups(self):
        return self._groups

    @property
    def addresses(self):
        if self._addresses is None:
            self._addresses = tuple(address for group in self._groups for address in group.addresses)
        return self._addresses


def _group_of(address):
    """The Group of a node."""
    first = address[0]
    name = first.display_name if first.kind == 'group' else None
    return Group(name, [_address_of(mailbox) for mailbox in values.mailboxes_of(address)])


def _address_of(mailbox):
    if not mailbox or mailbox[0].kind not in ('name-addr', 'addr-spec'):
        return Address('', '', '')      # nothing in it could be read
    return Address(mailbox.display_name or '', mailbox.local_part or '', mailbox.domain or '')


class UniqueAddressHeader(AddressHeader):
    max_count = 1


class SingleAddressHeader(AddressHeader):
    """One address."""

    @property
    def address(self):
        if len(self.addresses) != 1:
            raise ValueError("value of single address header {} is not a single address".format(self.name))
        return self.addresses[0]


class UniqueSingleAddressHeader(SingleAddressHeader):
    max_count = 1


class MIMEVersionHeader:
    """major.minor, as numbers; `version` is the text, or None when it is malformed."""

    max_count = 1
    value_parser = staticmethod(mime.parse_mime_version)

    @classmethod
    def parse(cls, value, kwds):
        kwds['parse_tree'] = tree = cls.value_parser(value)
        kwds['decoded'] = str(tree)
        kwds['defects'].extend(tree.all_defects)
        kwds['major'] = None if tree.minor is None else tree.major
        kwds['minor'] = tree.minor
        kwds['version'] = '{}.{}'.format(tree.major, tree.minor) if tree.minor is not None else None

    def init(self, *args, **kw):
        self._version = kw.pop('version')
        self._major = kw.pop('major')
        self._minor = kw.pop('minor')
        super().init(*args, **kw)

    @property
    def major(self):
        return self._major

    @property
    def minor(self):
        return self._minor

    @property
    def version(self):
        return self._version


class ParameterizedMIMEHeader:
    """A value with parameters: `params` is a mapping."""

    max_count = 1

    @classmethod
    def parse(cls, value, kwds):
        kwds['parse_tree'] = tree = cls.value_parser(value)
        kwds['decoded'] = str(tree)
        kwds['defects'].extend(tree.all_defects)
        kwds['params'] = {utils._sanitize(name).lower(): utils._sanitize(value)
                          for name, value in tree.params}

    def init(self, *args, **kw):
        self._params = kw.pop('params')
        super().init(*args, **kw)

    @property
    def params(self):
        return MappingProxyType(self._params)


class ContentTypeHeader(ParameterizedMIMEHeader):
    value_parser = staticmethod(mime.parse_content_type_header)

    def init(self, *args, **kw):
        super().init(*args, **kw)
        self._maintype = utils._sanitize(self._parse_tree.maintype)
        self._subtype = utils._sanitize(self._parse_tree.subtype)

    @property
    def maintype(self):
        return self._maintype

    @property
    def subtype(self):
        return self._subtype

    @property
    def content_type(self):
        return self.maintype + '/' + self.subtype


class ContentDispositionHeader(ParameterizedMIMEHeader):
    value_parser = staticmethod(mime.parse_content_disposition_header)

    def init(self, *args, **kw):
        super().init(*args, **kw)
        disposition = self._parse_tree.content_disposition
        self._content_disposition = disposition if disposition is None else utils._sanitize(disposition)

    @property
    def content_disposition(self):
        return self._content_disposition


class ContentTransferEncodingHeader:
    max_count = 1
    value_parser = staticmethod(mime.parse_content_transfer_encoding_header)

    @classmethod
    def parse(cls, value, kwds):
        kwds['parse_tree'] = tree = cls.value_parser(value)
        kwds['decoded'] = str(tree)
        kwds['defects'].extend(tree.all_defects)

    def init(self, *args, **kw):
        super().init(*args, **kw)
        self._cte = utils._sanitize(self._parse_tree.cte)

    @property
    def cte(self):
        return self._cte


class MessageIDHeader:
    max_count = 1
    value_parser = staticmethod(values.parse_message_id)

    @classmethod
    def parse(cls, value, kwds):
        kwds['parse_tree'] = tree = cls.value_parser(value)
        kwds['decoded'] = str(tree)
        kwds['defects'].extend(tree.all_defects)


_default_header_map = {
    'subject': UniqueUnstructuredHeader,
    'date': UniqueDateHeader,
    'resent-date': DateHeader,
    'orig-date': UniqueDateHeader,
    'sender': UniqueSingleAddressHeader,
    'resent-sender': SingleAddressHeader,
    'to': UniqueAddressHeader,
    'resent-to': AddressHeader,
    'cc': UniqueAddressHeader,
    'resent-cc': AddressHeader,
    'bcc': UniqueAddressHeader,
    'resent-bcc': AddressHeader,
    'from': UniqueAddressHeader,
    'resent-from': AddressHeader,
    'reply-to': UniqueAddressHeader,
    'mime-version': MIMEVersionHeader,
    'content-type': ContentTypeHeader,
    'content-disposition': ContentDispositionHeader,
    'content-transfer-encoding': ContentTransferEncodingHeader,
    'message-id': MessageIDHeader,
}


class HeaderRegistry:
    """Makes headers: the class is composed of the one for the name and the base class."""

    def __init__(self, base_class=BaseHeader, default_class=UnstructuredHeader, use_default_map=True):
        self.registry = {}
        self.base_class = base_class
        self.default_class = default_class
        if use_default_map:
            self.registry.update(_default_header_map)

    def map_to_type(self, name, cls):
        """The class for headers of that name."""
        self.registry[name.lower()] = cls

    def __getitem__(self, name):
        cls = self.registry.get(name.lower(), self.default_class)
        return type('_' + cls.__name__, (cls, self.base_class), {})

    def __call__(self, name, value):
        """The header of that name and value."""
        return self[name](name, value)
