# SPDX-License-Identifier: MIT
"""Lightweight XML support: elements as lists with a tag, attributes and text."""
import collections
import collections.abc
import contextlib
import io
import re
import sys
import warnings
import weakref
from xml.etree import ElementPath

__all__ = ["Comment", "dump", "Element", "ElementTree", "fromstring", "fromstringlist", "indent",
           "iselement", "iterparse", "parse", "ParseError", "PI", "ProcessingInstruction", "QName",
           "SubElement", "tostring", "tostringlist", "TreeBuilder", "VERSION", "XML", "XMLID",
           "XMLParser", "XMLPullParser", "register_namespace", "canonicalize", "C14NWriterTarget"]
VERSION = "1.3.0"


class ParseError(SyntaxError):
    """An error when parsing an XML document: `code` is Expat's, `position` line and column."""


def iselement(element):
    """Return True if *element* appears to be an Element."""
    return hasattr(element, 'tag')


def _check_element(value, what):
    if not isinstance(value, Element):
        raise TypeError(f"{what} must be xml.etree.ElementTree.Element, not "
                        f"{'None' if value is None else type(value).__name__}")


def _is_tag(path):
    """Is a path nothing but a tag?"""
    if not isinstance(path, str):
        return True
    space, closed, name = path.rpartition('}')
    if closed and (space in ('{', '{*') or space[0] != '{'):
        return False
    return not any(c in name for c in '/*[@.')


class Element:
    """An XML element: a list of elements with a tag, attributes, text and tail."""
    __slots__ = ('tag', 'attrib', 'text', 'tail', '_children', '__weakref__', '__dict__')

    def __init__(self, tag, /, attrib={}, **extra):
        if not isinstance(attrib, dict):
            raise TypeError(f"Element() argument 2 must be dict, not {type(attrib).__name__}")
        self.tag = tag
        self.attrib = {**attrib, **extra}
        self.text = self.tail = None
        self._children = []

    def __repr__(self):
        return f"<{self.__class__.__name__} {self.tag!r} at {id(self):#x}>"

    def makeelement(self, tag, attrib, /):
        """A new element of the same type."""
        return self.__class__(tag, attrib)

    def __copy__(self):
        made = self.makeelement(self.tag, self.attrib)
        made.text, made.tail = self.text, self.tail
        made._children[:] = self._children
        return made

    def __deepcopy__(self, memo, /):
        import copy
        made = self.makeelement(self.tag, copy.deepcopy(self.attrib, memo))
        made.text, made.tail = self.text, self.tail
        made._children = [copy.deepcopy(child, memo) for child in self._children]
        return made

    def __getstate__(self):
        return {'tag': self.tag, '_children': list(self._children), 'attrib': self.attrib,
                'text': self.text, 'tail': self.tail}

    def __setstate__(self, state):
        for name, value in state.items():
            setattr(self, name, value)

    def __reduce_ex__(self, protocol):
        return _new_element, (self.__class__,), self.__getstate__()

    def __len__(self):
        return len(self._children)

    def __bool__(self):
        warnings.warn("Testing an element's truth value will always return True in future versions.  "
                      "Use specific 'len(elem)' or 'elem is not None' test instead.", DeprecationWarning,
                      stacklevel=2)
        return len(self._children) != 0

    def __getitem__(self, index):
        if not isinstance(index, slice) and not hasattr(index, '__index__'):
            raise TypeError("element indices must be integers")
        try:
            return self._children[index]
        except IndexError:
            raise IndexError("child index out of range") from None

    def __setitem__(self, index, element):
        if isinstance(index, slice):
            for child in (element := list(element)):
                if not isinstance(child, Element):
                    raise TypeError(f'expected an Element, not "{type(child).__name__}"')
            try:
                self._children[index] = element
            except ValueError as exc:
                raise ValueError(str(exc)) from None
            return
        if not hasattr(index, '__index__'):
            raise TypeError("element indices must be integers")
        try:
            self._children[index]
        except IndexError:
            raise IndexError("child assignment index out of range") from None
        if not isinstance(element, Element):
            raise TypeError(f'expected an Element, not "{type(element).__name__}"')
        self._children[index] = element

    def __delitem__(self, index):
        if not isinstance(index, slice) and not hasattr(index, '__index__'):
            raise TypeError("element indices must be integers")
        try:
            del self._children[index]
        except IndexError:
            raise IndexError("child assignment index out of range") from None

    def append(self, subelement, /):
        """Add *subelement* to the end of this element."""
        _check_element(subelement, "append() argument 1")
        self._children.append(subelement)

    def extend(self, elements, /):
        """Append subelements from a sequence."""
        try:
            elements = list(elements)
        except TypeError:
            raise TypeError("'elements' must be an iterable") from None
        for element in elements:
            if not isinstance(element, Element):
                raise TypeError(f'expected an Element, not "{type(element).__name__}"')
            self._children.append(element)

    def insert(self, index, subelement, /):
        """Insert *subelement* at position *index*."""
        _check_element(subelement, "insert() argument 2")
        self._children.insert(index, subelement)

    def remove(self, subelement, /):
        """Remove matching subelement."""
        _check_element(subelement, "remove() argument")
        try:
            self._children.remove(subelement)
        except ValueError:
            raise ValueError("list.remove(x): x not in list") from None

    def find(self, path, namespaces=None):
        """Find first matching element by tag name or path."""
        if namespaces is None and _is_tag(path):
            for child in self._children:
                if child.tag == path:
                    return child
            return None
        return ElementPath.find(self, path, namespaces)

    def findtext(self, path, default=None, namespaces=None):
        """Find text for first matching element by tag name or path."""
        found = self.find(path, namespaces)
        return default if found is None else found.text or ""

    def findall(self, path, namespaces=None):
        """Find all matching subelements by tag name or path."""
        if namespaces is None and _is_tag(path):
            return [child for child in self._children if child.tag == path]
        return ElementPath.findall(self, path, namespaces)

    def iterfind(self, path, namespaces=None):
        """Find all matching subelements by tag name or path, one by one."""
        return ElementPath.iterfind(self, path, namespaces)

    def clear(self):
        """Reset element."""
        self.attrib.clear()
        self._children = []
        self.text = self.tail = None

    def get(self, key, default=None):
        """Get element attribute."""
        return self.attrib.get(key, default)

    def set(self, key, value, /):
        """Set element attribute."""
        self.attrib[key] = value

    def keys(self):
        """Get list of attribute names."""
        return list(self.attrib.keys())

    def items(self):
        """Get element attributes as (name, value) pairs."""
        return list(self.attrib.items())

    def iter(self, tag=None):
        """Elements with that tag in the order of the document, this one first."""
        if tag == "*":
            tag = None
        if tag is None or self.tag == tag:
            yield self
        stack = [iter(self._children)]
        while stack:
            for child in stack[-1]:
                if tag is None or child.tag == tag:
                    yield child
                if child._children:
                    stack.append(iter(child._children))
                    break
            else:
                stack.pop()

    def itertext(self):
        """All inner texts in the order of the document."""
        tag = self.tag
        if not isinstance(tag, str) and tag is not None:
            return
        if self.text:
            yield self.text
        for e in self._children:
            yield from e.itertext()
            if e.tail:
                yield e.tail


def _new_element(cls):
    made = cls.__new__(cls)
    return made


def SubElement(parent, tag, /, attrib={}, **extra):
    """A new element that is appended to another."""
    _check_element(parent, "SubElement() argument 1")
    element = parent.makeelement(tag, {**attrib, **extra}) if isinstance(attrib, dict) else Element(tag, attrib)
    parent._children.append(element)
    return element


def Comment(text=None):
    """A comment, which serialises as one."""
    element = Element(Comment)
    element.text = text
    return element


def ProcessingInstruction(target, text=None):
    """A processing instruction."""
    element = Element(ProcessingInstruction)
    element.text = target
    if text:
        element.text = element.text + " " + text
    return element


PI = ProcessingInstruction


class QName:
    """A qualified name: QName('{uri}tag') or QName('uri', 'tag')."""

    def __init__(self, text_or_uri, tag=None):
        if tag:
            text_or_uri = "{%s}%s" % (text_or_uri, tag)
        self.text = text_or_uri

    def __str__(self):
        return self.text

    def __repr__(self):
        return '<%s %r>' % (self.__class__.__name__, self.text)

    def __hash__(self):
        return hash(self.text)

    def _other(self, other):
        return other.text if isinstance(other, QName) else other

    def __le__(self, other):
        return self.text <= self._other(other)

    def __lt__(self, other):
        return self.text < self._other(other)

    def __ge__(self, other):
        return self.text >= self._other(other)

    def __gt__(self, other):
        return self.text > self._other(other)

    def __eq__(self, other):
        return self.text == self._other(other)


class ElementTree:
    """A document: a root element that is read from and written to files."""

    def __init__(self, element=None, file=None):
        self._root = element
        if file:
            self.parse(file)

    def getroot(self):
        """Return root element of this tree."""
        return self._root

    def _setroot(self, element):
        if not iselement(element):
            raise TypeError('expected an Element, not %s' % type(element).__name__)
        self._root = element

    def parse(self, source, parser=None):
        """Load external XML document into element tree; the root."""
        close_source = False
        if not hasattr(source, "read"):
            source = open(source, "rb")
            close_source = True
        try:
            if parser is None:
                parser = XMLParser()
            while data := source.read(65536):
                parser.feed(data)
            self._root = parser.close()
            return self._root
        finally:
            if close_source:
                source.close()

    def iter(self, tag=None):
        """Elements of the tree in the order of the document."""
        return self._root.iter(tag)

    def _path(self, path):
        if path[:1] == "/":
            path = "." + path
            warnings.warn("This search is broken in 1.3 and earlier, and will be fixed in a future "
                          "version.  If you rely on the current behaviour, change it to %r" % path,
                          FutureWarning, stacklevel=3)
        return path

    def find(self, path, namespaces=None):
        """Find first matching element by tag name or path."""
        return self._root.find(self._path(path), namespaces)

    def findtext(self, path, default=None, namespaces=None):
        """Find first matching element's text."""
        return self._root.findtext(self._path(path), default, namespaces)

    def findall(self, path, namespaces=None):
        """Find all matching subelements."""
        return self._root.findall(self._path(path), namespaces)

    def iterfind(self, path, namespaces=None):
        """Find all matching subelements, one by one."""
        return self._root.iterfind(self._path(path), namespaces)

    def write(self, file_or_filename, encoding=None, xml_declaration=None, default_namespace=None,
              method=None, *, short_empty_elements=True):
        """Write element tree to a file as XML."""
        if not method:
            method = "xml"
        elif method not in _serialize:
            raise ValueError("unknown method %r" % method)
        if not encoding:
            encoding = "utf-8" if method == "c14n" else "us-ascii"
        with _get_writer(file_or_filename, encoding) as (write, declared):
            if method == "xml" and (xml_declaration or (
                    xml_declaration is None and encoding.lower() != 'unicode' and
                    declared.lower() not in ("utf-8", "us-ascii"))):
                write("<?xml version='1.0' encoding='%s'?>\n" % (declared,))
            if method == "text":
                _serialize_text(write, self._root)
            else:
                qnames, namespaces = _namespaces(self._root, default_namespace)
                _serialize[method](write, self._root, qnames, namespaces,
                                   short_empty_elements=short_empty_elements)

    def write_c14n(self, file):
        return self.write(file, method="c14n")


# ---- writing ----

@contextlib.contextmanager
def _get_writer(file_or_filename, encoding):
    """(write, encoding) for a file, a name, or anything with write()."""
    try:
        write = file_or_filename.write
    except AttributeError:
        if encoding.lower() == "unicode":
            encoding = "utf-8"
        with open(file_or_filename, "w", encoding=encoding, errors="xmlcharrefreplace") as file:
            yield file.write, encoding
        return
    if encoding.lower() == "unicode":
        yield write, getattr(file_or_filename, "encoding", None) or "utf-8"
        return
    with contextlib.ExitStack() as stack:
        if isinstance(file_or_filename, io.BufferedIOBase):
            file = file_or_filename
        elif isinstance(file_or_filename, io.RawIOBase):
            file = io.BufferedWriter(file_or_filename)
            stack.callback(file.detach)
        else:
            file = io.BufferedIOBase()
            file.writable = lambda: True
            file.write = write
            try:
                file.seekable = file_or_filename.seekable
                file.tell = file_or_filename.tell
            except AttributeError:
                pass
            yield (lambda text: write(text.encode(encoding, "xmlcharrefreplace"))), encoding
            return
        file = io.TextIOWrapper(file, encoding=encoding, errors="xmlcharrefreplace", newline="\n")
        stack.callback(file.detach)
        yield file.write, encoding


def _raise_serialization_error(text):
    raise TypeError("cannot serialize %r (type %s)" % (text, type(text).__name__))


def _namespaces(elem, default_namespace=None):
    """Names as they are written, and the namespaces with their prefixes."""
    qnames, namespaces = {None: None}, {}
    if default_namespace:
        namespaces[default_namespace] = ""

    def add_qname(qname):
        try:
            if qname[:1] == "{":
                uri, tag = qname[1:].rsplit("}", 1)
                prefix = namespaces.get(uri)
                if prefix is None:
                    prefix = _namespace_map.get(uri)
                    if prefix is None:
                        prefix = "ns%d" % len(namespaces)
                    if prefix != "xml":
                        namespaces[uri] = prefix
                qnames[qname] = "%s:%s" % (prefix, tag) if prefix else tag
            else:
                if default_namespace:
                    raise ValueError("cannot use non-qualified names with default_namespace option")
                qnames[qname] = qname
        except TypeError:
            _raise_serialization_error(qname)

    for elem in elem.iter():
        tag = elem.tag
        if isinstance(tag, QName):
            tag = tag.text
        if isinstance(tag, str):
            if tag not in qnames:
                add_qname(tag)
        elif tag is not None and tag is not Comment and tag is not PI:
            _raise_serialization_error(tag)
        for key, value in elem.items():
            if isinstance(key, QName):
                key = key.text
            if key not in qnames:
                add_qname(key)
            if isinstance(value, QName) and value.text not in qnames:
                add_qname(value.text)
        text = elem.text
        if isinstance(text, QName) and text.text not in qnames:
            add_qname(text.text)
    return qnames, namespaces


def _write_attributes(write, elem, qnames, namespaces, escape):
    items = list(elem.items())
    if namespaces:
        for uri, prefix in sorted(namespaces.items(), key=lambda item: item[1]):
            write(" xmlns%s=\"%s\"" % (":" + prefix if prefix else "", _escape_attrib(uri)))
    for key, value in items:
        if isinstance(key, QName):
            key = key.text
        value = qnames[value.text] if isinstance(value, QName) else escape(value)
        write(" %s=\"%s\"" % (qnames[key], value))


def _serialize_xml(write, elem, qnames, namespaces, short_empty_elements, **kwargs):
    tag, text = elem.tag, elem.text
    if tag is Comment:
        write("<!--%s-->" % text)
    elif tag is ProcessingInstruction:
        write("<?%s?>" % text)
    else:
        tag = qnames[tag.text if isinstance(tag, QName) else tag]
        if tag is None:
            if text:
                write(_escape_cdata(text))
            for e in elem:
                _serialize_xml(write, e, qnames, None, short_empty_elements=short_empty_elements)
        else:
            write("<" + tag)
            _write_attributes(write, elem, qnames, namespaces, _escape_attrib)
            if text or len(elem) or not short_empty_elements:
                write(">")
                if text:
                    write(_escape_cdata(text))
                for e in elem:
                    _serialize_xml(write, e, qnames, None, short_empty_elements=short_empty_elements)
                write("</" + tag + ">")
            else:
                write(" />")
    if elem.tail:
        write(_escape_cdata(elem.tail))


HTML_EMPTY = {"area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "isindex",
              "link", "meta", "param", "source", "track", "wbr"}


def _serialize_html(write, elem, qnames, namespaces, **kwargs):
    tag, text = elem.tag, elem.text
    if tag is Comment:
        write("<!--%s-->" % _escape_cdata(text))
    elif tag is ProcessingInstruction:
        write("<?%s?>" % _escape_cdata(text))
    else:
        tag = qnames[tag]
        if tag is None:
            if text:
                write(_escape_cdata(text))
            for e in elem:
                _serialize_html(write, e, qnames, None)
        else:
            write("<" + tag)
            _write_attributes(write, elem, qnames, namespaces, _escape_attrib_html)
            write(">")
            lower = tag.lower()
            if text:
                write(text if lower in ("script", "style") else _escape_cdata(text))
            for e in elem:
                _serialize_html(write, e, qnames, None)
            if lower not in HTML_EMPTY:
                write("</" + tag + ">")
    if elem.tail:
        write(_escape_cdata(elem.tail))


def _serialize_text(write, elem):
    for part in elem.itertext():
        write(part)
    if elem.tail:
        write(elem.tail)


_serialize = {"xml": _serialize_xml, "html": _serialize_html, "text": _serialize_text}


def register_namespace(prefix, uri):
    """Register a namespace prefix."""
    if re.match(r"ns\d+$", prefix):
        raise ValueError("Prefix format reserved for internal use")
    for key, value in list(_namespace_map.items()):
        if key == uri or value == prefix:
            del _namespace_map[key]
    _namespace_map[uri] = prefix


_namespace_map = {
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://www.w3.org/1999/xhtml": "html",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://schemas.xmlsoap.org/wsdl/": "wsdl",
    "http://www.w3.org/2001/XMLSchema": "xs",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
    "http://purl.org/dc/elements/1.1/": "dc",
}
register_namespace._namespace_map = _namespace_map


def _escaped(text, pairs):
    try:
        for char, entity in pairs:
            if char in text:
                text = text.replace(char, entity)
        return text
    except (TypeError, AttributeError):
        _raise_serialization_error(text)


_TEXT = ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")


def _escape_cdata(text):
    return _escaped(text, _TEXT)


def _escape_attrib(text):
    return _escaped(text, _TEXT + (("\"", "&quot;"), ("\r", "&#13;"), ("\n", "&#10;"), ("\t", "&#09;")))


def _escape_attrib_html(text):
    return _escaped(text, (("&", "&amp;"), (">", "&gt;"), ("\"", "&quot;")))


def tostring(element, encoding=None, method=None, *, xml_declaration=None, default_namespace=None,
             short_empty_elements=True):
    """Generate string representation of XML element: bytes, or str for encoding 'unicode'."""
    stream = io.StringIO() if encoding == 'unicode' else io.BytesIO()
    ElementTree(element).write(stream, encoding, xml_declaration=xml_declaration,
                               default_namespace=default_namespace, method=method,
                               short_empty_elements=short_empty_elements)
    return stream.getvalue()


class _ListDataStream(io.BufferedIOBase):
    """Collects what is written in a list."""

    def __init__(self, lst):
        self.lst = lst

    def writable(self):
        return True

    def seekable(self):
        return True

    def write(self, b):
        self.lst.append(b)

    def tell(self):
        return len(self.lst)


def tostringlist(element, encoding=None, method=None, *, xml_declaration=None, default_namespace=None,
                 short_empty_elements=True):
    """As tostring(), in pieces."""
    pieces = []
    ElementTree(element).write(_ListDataStream(pieces), encoding, xml_declaration=xml_declaration,
                               default_namespace=default_namespace, method=method,
                               short_empty_elements=short_empty_elements)
    return pieces


def dump(elem):
    """Write element tree or element structure to sys.stdout."""
    if not isinstance(elem, ElementTree):
        elem = ElementTree(elem)
    elem.write(sys.stdout, encoding="unicode")
    tail = elem.getroot().tail
    if not tail or tail[-1] != "\n":
        sys.stdout.write("\n")


def indent(tree, space="  ", level=0):
    """Indent an XML document by inserting newlines and indentation space after elements."""
    if isinstance(tree, ElementTree):
        tree = tree.getroot()
    if level < 0:
        raise ValueError(f"Initial indentation level must be >= 0, got {level}")
    if not len(tree):
        return
    indentations = ["\n" + level * space]

    def work(elem, level):
        level += 1
        if len(indentations) <= level:
            indentations.append(indentations[-1] + space)
        inner = indentations[level]
        if not elem.text or not elem.text.strip():
            elem.text = inner
        for child in elem:
            if len(child):
                work(child, level)
            if not child.tail or not child.tail.strip():
                child.tail = inner
        if not child.tail.strip():
            child.tail = indentations[level - 1]

    work(tree, 0)


# ---- reading ----

def parse(source, parser=None):
    """Parse XML document into element tree."""
    tree = ElementTree()
    tree.parse(source, parser)
    return tree


def iterparse(source, events=None, parser=None):
    """Incrementally parse XML document; yields (event, element)."""
    pullparser = XMLPullParser(events=events, _parser=parser)
    if not hasattr(source, "read"):
        source = open(source, "rb")
        close_source = True
    else:
        close_source = False

    def iterator(source):
        try:
            while True:
                yield from pullparser.read_events()
                data = source.read(16 * 1024)
                if not data:
                    break
                pullparser.feed(data)
            root = pullparser._close_and_return_root()
            yield from pullparser.read_events()
            it = wr()
            if it is not None:
                it.root = root
        finally:
            if close_source:
                source.close()

    gen = iterator(source)

    class IterParseIterator(collections.abc.Iterator):
        __next__ = gen.__next__

        def close(self):
            nonlocal close_source
            if close_source:
                source.close()
            gen.close()

        def __del__(self):
            if close_source:
                source.close()

    it = IterParseIterator()
    it.root = None
    wr = weakref.ref(it)
    return it


class XMLPullParser:
    """Feed it with data, read events from it."""

    def __init__(self, events=None, *, _parser=None):
        self._events_queue = collections.deque()
        self._parser = _parser or XMLParser(target=TreeBuilder())
        if events is None:
            events = ("end",)
        self._parser._setevents(self._events_queue, events)

    def feed(self, data):
        """Feed encoded data to parser."""
        if self._parser is None:
            raise ValueError("feed() called after end of stream")
        if data:
            try:
                self._parser.feed(data)
            except SyntaxError as exc:
                self._events_queue.append(exc)

    def _close_and_return_root(self):
        root = self._parser.close()
        self._parser = None
        return root

    def close(self):
        """Finish feeding data to parser."""
        self._close_and_return_root()

    def read_events(self):
        """An iterator over the events so far."""
        events = self._events_queue
        while events:
            event = events.popleft()
            if isinstance(event, Exception):
                raise event
            yield event

    def flush(self):
        if self._parser is None:
            raise ValueError("flush() called after end of stream")
        self._parser.flush()


def XML(text, parser=None):
    """Parse XML document from string constant."""
    if not parser:
        parser = XMLParser(target=TreeBuilder())
    parser.feed(text)
    return parser.close()


fromstring = XML


def XMLID(text, parser=None):
    """The tree, and a dict from ids to elements."""
    tree = XML(text, parser)
    return tree, {elem.get("id"): elem for elem in tree.iter() if elem.get("id")}


def fromstringlist(sequence, parser=None):
    """Parse XML document from sequence of string fragments."""
    if not parser:
        parser = XMLParser(target=TreeBuilder())
    for text in sequence:
        parser.feed(text)
    return parser.close()


class TreeBuilder:
    """Makes elements from start, data and end calls."""

    def __init__(self, element_factory=None, *, comment_factory=None, pi_factory=None,
                 insert_comments=False, insert_pis=False):
        self._data, self._elem = [], []
        self._last = self._root = None
        self._tail = False
        self._comment_factory = comment_factory or Comment
        self.insert_comments = insert_comments
        self._pi_factory = pi_factory or ProcessingInstruction
        self.insert_pis = insert_pis
        self._factory = element_factory or Element

    def close(self):
        """Flush builder buffers and return toplevel document Element."""
        return self._root

    def _flush(self):
        if self._data:
            if self._last is not None:
                text = "".join(self._data)
                if self._tail:
                    self._last.tail = text
                else:
                    self._last.text = text
            self._data = []

    def data(self, data, /):
        """Add text to current element."""
        self._data.append(data)

    def start(self, tag, attrs, /):
        """Open new element and return it."""
        self._flush()
        self._last = elem = self._factory(tag, attrs)
        if self._elem:
            self._elem[-1].append(elem)
        elif self._root is None:
            self._root = elem
        self._elem.append(elem)
        self._tail = False
        return elem

    def end(self, tag, /):
        """Close and return current Element."""
        self._flush()
        if not self._elem:
            raise IndexError("pop from empty stack")
        self._last = self._elem.pop()
        self._tail = True
        return self._last

    def comment(self, text, /):
        """Create a comment using the comment_factory."""
        return self._handle_single(self._comment_factory, self.insert_comments, text)

    def pi(self, target, text=None, /):
        """Create a processing instruction using the pi_factory."""
        return self._handle_single(self._pi_factory, self.insert_pis, target, text)

    def _handle_single(self, factory, insert, *args):
        elem = factory(*args)
        if insert:
            self._flush()
            self._last = elem
            if self._elem:
                self._elem[-1].append(elem)
            self._tail = True
        return elem


class XMLParser:
    """Element structure builder for XML source data based on the expat parser."""

    def __init__(self, *, target=None, encoding=None):
        import pyexpat
        self._expat = pyexpat
        self.parser = parser = pyexpat.ParserCreate(encoding, "}")
        if target is None:
            target = TreeBuilder()
        self.target = target
        self._names = {}
        self.entity = {}
        self.version = "Expat %d.%d.%d" % pyexpat.version_info
        parser.DefaultHandlerExpand = self._default
        start = getattr(target, 'start', None)
        if start is not None:
            parser.StartElementHandler = self._start
            self._target_start = start
        end = getattr(target, 'end', None)
        if end is not None:
            self._target_end = end
            parser.EndElementHandler = self._end
        if hasattr(target, 'start_ns'):
            parser.StartNamespaceDeclHandler = lambda prefix, uri: target.start_ns(prefix or '', uri or '')
        if hasattr(target, 'end_ns'):
            parser.EndNamespaceDeclHandler = lambda prefix: target.end_ns(prefix or '')
        if hasattr(target, 'data'):
            parser.CharacterDataHandler = target.data
        if hasattr(target, 'comment'):
            parser.CommentHandler = target.comment
        if hasattr(target, 'pi'):
            parser.ProcessingInstructionHandler = target.pi
        parser.buffer_text = True
        self._doctype = None

    def _fixname(self, key):
        """Expat's uri}name as {uri}name."""
        name = self._names.get(key)
        if name is None:
            name = "{" + key if "}" in key else key
            self._names[key] = name
        return name

    def _start(self, tag, attributes):
        fix = self._fixname
        return self._target_start(fix(tag), {fix(key): value for key, value in attributes.items()})

    def _end(self, tag):
        return self._target_end(self._fixname(tag))

    def _setevents(self, events_queue, events_to_report):
        """Makes the parser append events to a queue."""
        parser, append, target = self.parser, events_queue.append, self.target
        for name in events_to_report:
            if name == "start":
                parser.StartElementHandler = lambda tag, attrs: append(("start", self._start(tag, attrs)))
            elif name == "end":
                parser.EndElementHandler = lambda tag: append(("end", self._end(tag)))
            elif name == "start-ns":
                if hasattr(target, "start_ns"):
                    parser.StartNamespaceDeclHandler = lambda prefix, uri: append(
                        ("start-ns", target.start_ns(prefix or "", uri or "")))
                else:
                    parser.StartNamespaceDeclHandler = lambda prefix, uri: append(
                        ("start-ns", (prefix or "", uri or "")))
            elif name == "end-ns":
                if hasattr(target, "end_ns"):
                    parser.EndNamespaceDeclHandler = lambda prefix: append(
                        ("end-ns", target.end_ns(prefix or "")))
                else:
                    parser.EndNamespaceDeclHandler = lambda prefix: append(("end-ns", None))
            elif name == "comment":
                parser.CommentHandler = lambda text: append(("comment", target.comment(text)))
            elif name == "pi":
                parser.ProcessingInstructionHandler = lambda name, data: append(("pi", target.pi(name, data)))
            else:
                raise ValueError("unknown event %r" % name)

    def _raiseerror(self, value):
        err = ParseError(str(value))
        err.code, err.position = value.code, (value.lineno, value.offset)
        raise err

    def _default(self, text):
        """What no other handler takes: entities that are not declared, and the document type."""
        prefix = text[:1]
        if prefix == "&":
            try:
                self.target.data(self.entity[text[1:-1]])
            except KeyError:
                err = ParseError("undefined entity %s: line %d, column %d"
                                 % (text, self.parser.ErrorLineNumber, self.parser.ErrorColumnNumber))
                err.code = 11
                err.position = self.parser.ErrorLineNumber, self.parser.ErrorColumnNumber
                raise err from None
        elif prefix == "<" and text == "<!DOCTYPE":
            self._doctype = []
        elif self._doctype is not None:
            if prefix == ">":
                self._doctype = None
                return
            text = text.strip()
            if not text:
                return
            self._doctype.append(text)
            n = len(self._doctype)
            if n > 2:
                kind = self._doctype[1]
                if kind == "PUBLIC" and n == 4:
                    name, kind, pubid, system = self._doctype
                    pubid = pubid[1:-1] if pubid else pubid
                elif kind == "SYSTEM" and n == 3:
                    name, kind, system = self._doctype
                    pubid = None
                else:
                    return
                if hasattr(self.target, "doctype"):
                    self.target.doctype(name, pubid, system[1:-1])
                self._doctype = None

    def feed(self, data, /):
        """Feed encoded data to parser."""
        try:
            self.parser.Parse(data, False)
        except self._expat.error as v:
            self._raiseerror(v)

    def close(self):
        """Finish feeding data to parser and return element structure."""
        try:
            self.parser.Parse(b"", True)
        except self._expat.error as v:
            self._raiseerror(v)
        try:
            close = self.target.close
        except AttributeError:
            return None
        return close()

    def flush(self):
        """Parses what the parser holds back."""
        self.parser.Parse(b"", False)


from xml.etree._c14n import C14NWriterTarget, canonicalize
