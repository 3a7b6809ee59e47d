# SPDX-License-Identifier: MIT
"""Elements as text: XML, HTML, or their text alone."""
import contextlib
import io
import re

from xml.etree._element import Comment, ProcessingInstruction, QName

HTML_EMPTY = frozenset("area base basefont br col embed frame hr img input isindex link meta param "
                       "source track wbr".split())

_namespace_map = {              # namespace -> the prefix it is written with
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://www.w3.org/1999/xhtml": "html",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://schemas.xmlsoap.org/wsdl/": "wsdl",
    "http://www.w3.org/2001/XMLSchema": "xs",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
    "http://purl.org/dc/elements/1.1/": "dc",
}


def register_namespace(prefix, uri):
    """Have a namespace written with a prefix; each of them is used once. ValueError for ns0, ns1
    ..."""
    if re.match(r"ns\d+$", prefix):
        raise ValueError("Prefix format reserved for internal use")
    for other in [other for other, its in _namespace_map.items() if its == prefix or other == uri]:
        del _namespace_map[other]
    _namespace_map[uri] = prefix


def _refuse(value):
    raise TypeError("cannot serialize %r (type %s)" % (value, type(value).__name__)) from None


_IN_TEXT = str.maketrans({'&': '&amp;', '<': '&lt;', '>': '&gt;'})
_IN_ATTRIBUTE = _IN_TEXT | str.maketrans({'"': '&quot;', '\r': '&#13;', '\n': '&#10;',
                                          '\t': '&#09;'})
_IN_HTML_ATTRIBUTE = str.maketrans({'&': '&amp;', '>': '&gt;', '"': '&quot;'})


def _escape(text, table):
    try:
        return text.translate(table)
    except (TypeError, AttributeError):
        _refuse(text)


class _Names(dict):
    """How the qualified names below an element are written. `prefixes`: of the namespaces in
    use."""

    def __init__(self, root, default_namespace):
        super().__init__({None: None})
        self.unprefixed = default_namespace
        self.prefixes = {default_namespace: ""} if default_namespace else {}
        for elem in root.iter():
            for name in self._occurring(elem):
                if name not in self:
                    self[name] = self._written(name)

    @staticmethod
    def _occurring(elem):
        tag = elem.tag
        if isinstance(tag, QName):
            yield tag.text
        elif isinstance(tag, str):
            yield tag
        elif tag not in (None, Comment, ProcessingInstruction):
            _refuse(tag)
        for key, value in elem.items():
            yield key.text if isinstance(key, QName) else key
            if isinstance(value, QName):
                yield value.text
        if isinstance(elem.text, QName):
            yield elem.text.text

    def _written(self, name):
        try:
            if name[:1] == "{":
                namespace, local = name[1:].rsplit("}", 1)
                prefix = self._prefix(namespace)
                return f"{prefix}:{local}" if prefix else local
        except TypeError:
            _refuse(name)
        if self.unprefixed:
            raise ValueError("cannot use non-qualified names with default_namespace option")
        return name

    def _prefix(self, namespace):
        if namespace not in self.prefixes:
            prefix = _namespace_map.get(namespace)
            if prefix is None:
                prefix = f"ns{len(self.prefixes)}"
            if prefix == "xml":
                return prefix           # which needs no declaration
            self.prefixes[namespace] = prefix
        return self.prefixes[namespace]


class _XMLWriter:
    """Writes elements by calls of write(text)."""
    attribute_table = _IN_ATTRIBUTE

    def __init__(self, write, names, short_empty_elements):
        self.write, self.names, self.short = write, names, short_empty_elements

    def node(self, elem, prefixes=None):
        """An element with what follows it; `prefixes` are declared in its tag."""
        tag = elem.tag
        if tag is Comment:
            self.write(f"<!--{self.verbatim(elem.text)}-->")
        elif tag is ProcessingInstruction:
            self.write(f"<?{self.verbatim(elem.text)}?>")
        else:
            name = self.names[tag]
            if name is None:            # content without a tag of its own
                self.content(elem, None)
            else:
                self.element(elem, name, prefixes)
        if elem.tail:
            self.text(elem.tail)

    def element(self, elem, name, prefixes):
        self.start_tag(elem, name, prefixes)
        if self.short and not elem.text and not len(elem):
            self.write(" />")
            return
        self.write(">")
        self.content(elem, name)
        self.write(f"</{name}>")

    def content(self, elem, name):
        if elem.text:
            self.text(elem.text)
        for child in elem:
            self.node(child)

    def start_tag(self, elem, name, prefixes):
        self.write("<" + name)
        for uri, prefix in sorted((prefixes or {}).items(), key=lambda item: item[1]):
            colon = ":" if prefix else ""
            self.write(f' xmlns{colon}{prefix}="{_escape(uri, _IN_ATTRIBUTE)}"')
        for key, value in elem.items():
            text = (self.names[value.text] if isinstance(value, QName)
                    else _escape(value, self.attribute_table))
            self.write(f' {self.names[key]}="{text}"')

    def text(self, text):
        self.write(_escape(text, _IN_TEXT))

    def verbatim(self, text):
        """The inside of comments and processing instructions."""
        return text


class _HTMLWriter(_XMLWriter):
    attribute_table = _IN_HTML_ATTRIBUTE

    def element(self, elem, name, prefixes):
        self.start_tag(elem, name, prefixes)
        self.write(">")
        self.content(elem, name)
        if name.lower() not in HTML_EMPTY:
            self.write(f"</{name}>")

    def content(self, elem, name):
        if elem.text and name is not None and name.lower() in ("script", "style"):
            self.write(elem.text)
            for child in elem:
                self.node(child)
        else:
            super().content(elem, name)

    def verbatim(self, text):
        return _escape(text, _IN_TEXT)


_writers = {"xml": _XMLWriter, "html": _HTMLWriter, "text": None}


def _write_text(write, root):
    for piece in root.itertext():
        write(piece)
    if root.tail:
        write(root.tail)


class _Sink(io.BufferedIOBase):
    """A binary file over an object that need not have more than write()."""

    def __init__(self, target):
        self._target = target

    def writable(self):
        return True

    def write(self, data):
        return self._target.write(data)

    def seekable(self):
        return (hasattr(self._target, 'seekable') and hasattr(self._target, 'tell')
                and self._target.seekable())

    def tell(self):
        return self._target.tell()


@contextlib.contextmanager
def _output(target, encoding):
    """(write, encoding to be declared) for a name, a file, or an object with write()."""
    as_text = encoding.lower() == "unicode"
    if not hasattr(target, 'write'):
        encoding = "utf-8" if as_text else encoding
        with open(target, "w", encoding=encoding, errors="xmlcharrefreplace") as file:
            yield file.write, encoding
    elif as_text:
        yield target.write, getattr(target, "encoding", None) or "utf-8"
    else:
        with contextlib.ExitStack() as stack:
            if isinstance(target, io.RawIOBase):
                binary = io.BufferedWriter(target)
                stack.callback(binary.detach)
            else:
                binary = target if isinstance(target, io.BufferedIOBase) else _Sink(target)
            file = io.TextIOWrapper(binary, encoding, "xmlcharrefreplace", newline="\n")
            stack.callback(file.detach)
            yield file.write, encoding


def write_tree(root, target, encoding, xml_declaration, default_namespace, method,
               short_empty_elements):
    """ElementTree.write()."""
    method = method or "xml"
    if method not in _writers:
        raise ValueError("unknown method %r" % method)
    encoding = encoding or "us-ascii"
    with _output(target, encoding) as (write, declared):
        if xml_declaration is None:
            xml_declaration = (encoding.lower() != "unicode" and
                               declared.lower() not in ("utf-8", "us-ascii"))
        if method == "xml" and xml_declaration:
            write(f"<?xml version='1.0' encoding='{declared}'?>\n")
        if method == "text":
            _write_text(write, root)
        else:
            names = _Names(root, default_namespace)
            _writers[method](write, names, short_empty_elements).node(root, names.prefixes)
