# SPDX-License-Identifier: MIT
"""XML as trees of elements: the documents, and functions from texts to elements and back."""
import io
import sys
import warnings

from xml.etree import ElementPath
from xml.etree._c14n import C14NWriterTarget, canonicalize
from xml.etree._element import (PI, Comment, Element, ProcessingInstruction, QName, SubElement,
                                _check_element, iselement)
from xml.etree._reader import ParseError, TreeBuilder, XMLParser, XMLPullParser, _IterParse
from xml.etree._writer import HTML_EMPTY, _namespace_map, register_namespace, write_tree

__all__ = ["Comment", "dump", "Element", "ElementTree", "fromstring", "fromstringlist", "indent",
           "iselement", "iterparse", "parse", "ParseError", "PI", "ProcessingInstruction", "QName",
           "SubElement", "tostring", "tostringlist", "TreeBuilder", "VERSION", "XML", "XMLID",
           "XMLParser", "XMLPullParser", "register_namespace", "canonicalize", "C14NWriterTarget"]
VERSION = "1.3.0"


class ElementTree:
    """A document: a root element that is read from and written to files."""

    def __init__(self, element=None, file=None):
        self._root = element
        if file:
            self.parse(file)

    def getroot(self):
        """The root element."""
        return self._root

    def _setroot(self, element):
        if not iselement(element):
            raise TypeError(f'expected an Element, not {type(element).__name__}')
        self._root = element

    def parse(self, source, parser=None):
        """Read a document, from a name or a file: its root."""
        if not hasattr(source, "read"):
            with open(source, "rb") as file:
                return self.parse(file, parser)
        parser = XMLParser() if parser is None else parser
        while data := source.read(1 << 16):
            parser.feed(data)
        self._root = parser.close()
        return self._root

    def iter(self, tag=None):
        """Elements of the tree in the order of the document."""
        return self._root.iter(tag)

    def _relative(self, path):
        """Paths of a tree begin at its root, so "/" at their beginning means nothing."""
        if path[:1] != "/":
            return path
        warnings.warn("This search is broken in 1.3 and earlier, and will be fixed in a future "
                      "version.  If you rely on the current behaviour, change it to %r"
                      % ("." + path),
                      FutureWarning, stacklevel=3)
        return "." + path

    def find(self, path, namespaces=None):
        """The first element that a path leads to; None if there is none."""
        return self._root.find(self._relative(path), namespaces)

    def findtext(self, path, default=None, namespaces=None):
        """The text of that element."""
        return self._root.findtext(self._relative(path), default, namespaces)

    def findall(self, path, namespaces=None):
        """All elements that a path leads to."""
        return self._root.findall(self._relative(path), namespaces)

    def iterfind(self, path, namespaces=None):
        """All elements that a path leads to, one by one."""
        return self._root.iterfind(self._relative(path), namespaces)

    def write(self, file_or_filename, encoding=None, xml_declaration=None, default_namespace=None,
              method=None, *, short_empty_elements=True):
        """Write the tree to a file: as XML, HTML or text, in us-ascii by default."""
        write_tree(self._root, file_or_filename, encoding, xml_declaration, default_namespace,
                   method, short_empty_elements)

    def write_c14n(self, file):
        return self.write(file, method="c14n")


# ---- reading ----

def parse(source, parser=None):
    """Read a document: an ElementTree."""
    tree = ElementTree()
    tree.parse(source, parser)
    return tree


def iterparse(source, events=None, parser=None):
    """Read a document bit by bit: an iterator over (event, element); its `root` is there at the
    end."""
    return _IterParse(source, events, parser)


def fromstringlist(sequence, parser=None):
    """The root element of a document in pieces."""
    reader = parser or XMLParser()
    for piece in sequence:
        reader.feed(piece)
    return reader.close()


def XML(text, parser=None):
    """The root element of a document."""
    return fromstringlist([text], parser)


fromstring = XML


def XMLID(text, parser=None):
    """The root element of a document, and a dict from ids to elements."""
    root = XML(text, parser)
    return root, {key: element for element in root.iter() if (key := element.get("id"))}


# ---- writing ----

def tostring(element, encoding=None, method=None, *, xml_declaration=None, default_namespace=None,
             short_empty_elements=True):
    """An element as bytes, or as str for the encoding 'unicode'."""
    pieces = tostringlist(element, encoding, method, xml_declaration=xml_declaration,
                          default_namespace=default_namespace,
                          short_empty_elements=short_empty_elements)
    return ('' if encoding == 'unicode' else b'').join(pieces)


class _Pieces(io.BufferedIOBase):
    """A file that keeps what is written in a list."""

    def __init__(self):
        self.pieces = []

    def writable(self):
        return True

    seekable = writable

    def write(self, piece):
        self.pieces.append(piece)

    def tell(self):
        return len(self.pieces)


def tostringlist(element, encoding=None, method=None, *, xml_declaration=None,
                 default_namespace=None, short_empty_elements=True):
    """As tostring(), in pieces."""
    out = _Pieces()
    write_tree(element, out, encoding, xml_declaration, default_namespace, method,
               short_empty_elements)
    return out.pieces


def dump(elem):
    """Write an element or a tree to sys.stdout."""
    tree = elem if isinstance(elem, ElementTree) else ElementTree(elem)
    tree.write(sys.stdout, encoding="unicode")
    if not (tree.getroot().tail or '').endswith("\n"):
        sys.stdout.write("\n")


def indent(tree, space="  ", level=0):
    """Put each element on a line of its own, further in than the one around it; text stays."""
    if level < 0:
        raise ValueError(f"Initial indentation level must be >= 0, got {level}")
    root = tree.getroot() if isinstance(tree, ElementTree) else tree
    if len(root):
        _indent_children(root, "\n" + space * level, space)


def _indent_children(element, outer, space):
    inner = outer + space
    if _blank(element.text):
        element.text = inner
    for child in element:
        if len(child):
            _indent_children(child, inner, space)
        if _blank(child.tail):
            child.tail = inner
    if _blank(child.tail):
        child.tail = outer


def _blank(text):
    return not text or not text.strip()
