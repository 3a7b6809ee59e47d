# SPDX-License-Identifier: MIT
"""Elements: lists with a tag, attributes and text."""
import operator
import warnings

from xml.etree import ElementPath


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
        warnings.warn(
            "Testing an element's truth value will always return True in future versions.  "
            "Use specific 'len(elem)' or 'elem is not None' test instead.",
            DeprecationWarning, stacklevel=2)
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
    element = (parent.makeelement(tag, {**attrib, **extra}) if isinstance(attrib, dict)
               else Element(tag, attrib))
    parent._children.append(element)
    return element


def Comment(text=None):
    """A comment: an element whose tag is this function."""
    made = Element(Comment)
    made.text = text
    return made


def ProcessingInstruction(target, text=None):
    """A processing instruction: an element whose tag is this function."""
    made = Element(ProcessingInstruction)
    made.text = f"{target} {text}" if text else target
    return made


PI = ProcessingInstruction


class QName:
    """A qualified name: QName('{uri}tag') or QName('uri', 'tag'). It is equal to its text."""

    def __init__(self, text_or_uri, tag=None):
        self.text = '{%s}%s' % (text_or_uri, tag) if tag else text_or_uri

    def __str__(self):
        return self.text

    def __repr__(self):
        return f'<{type(self).__name__} {self.text!r}>'

    def __hash__(self):
        return hash(self.text)


def _comparison(name):
    compare = getattr(operator, name)

    def method(self, other):
        return compare(self.text, other.text if isinstance(other, QName) else other)
    method.__name__, method.__qualname__ = name, f'QName.{name}'
    return method


for _name in '__eq__', '__lt__', '__le__', '__gt__', '__ge__':
    setattr(QName, _name, _comparison(_name))
del _name

for _item in Element, SubElement, Comment, ProcessingInstruction, QName, iselement:
    _item.__module__ = 'xml.etree.ElementTree'      # where scripts know them
del _item
