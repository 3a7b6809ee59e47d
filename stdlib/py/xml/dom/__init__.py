# SPDX-License-Identifier: MIT
"""The document object model of the W3C: constants, errors, and where implementations are found
(xml.dom.minidom)."""

EMPTY_NAMESPACE = None
EMPTY_PREFIX = None
XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace'
XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/'
XHTML_NAMESPACE = 'http://www.w3.org/1999/xhtml'


class Node:
    """The kinds of nodes."""

    __slots__ = ()
    ELEMENT_NODE = 1
    ATTRIBUTE_NODE = 2
    TEXT_NODE = 3
    CDATA_SECTION_NODE = 4
    ENTITY_REFERENCE_NODE = 5
    ENTITY_NODE = 6
    PROCESSING_INSTRUCTION_NODE = 7
    COMMENT_NODE = 8
    DOCUMENT_NODE = 9
    DOCUMENT_TYPE_NODE = 10
    DOCUMENT_FRAGMENT_NODE = 11
    NOTATION_NODE = 12


class DOMException(Exception):
    """Abstract base class for DOM exceptions: subclasses have a code."""

    def __init__(self, *args, **kw):
        if self.__class__ is DOMException:
            raise RuntimeError('DOMException should not be instantiated directly')
        Exception.__init__(self, *args, **kw)

    def _get_code(self):
        return self.code


def _make_errors():
    names = (
        'IndexSize DomstringSize HierarchyRequest WrongDocument InvalidCharacter NoDataAllowed '
        'NoModificationAllowed NotFound NotSupported InuseAttribute InvalidState Syntax '
        'InvalidModification Namespace InvalidAccess Validation').split()
    constants = (
        'INDEX_SIZE DOMSTRING_SIZE HIERARCHY_REQUEST WRONG_DOCUMENT INVALID_CHARACTER '
        'NO_DATA_ALLOWED NO_MODIFICATION_ALLOWED NOT_FOUND NOT_SUPPORTED INUSE_ATTRIBUTE '
        'INVALID_STATE SYNTAX INVALID_MODIFICATION NAMESPACE INVALID_ACCESS VALIDATION').split()
    for code, (name, constant) in enumerate(zip(names, constants), 1):
        globals()[constant + '_ERR'] = code
        name += '' if name.endswith('Err') else 'Err'
        globals()[name] = type(name, (DOMException,), {'code': code, '__module__': __name__})


_make_errors()


class UserDataHandler:
    """Why a handler of setUserData() is called."""

    NODE_CLONED = 1
    NODE_IMPORTED = 2
    NODE_DELETED = 3
    NODE_RENAMED = 4


# ---- implementations ----

well_known_implementations = {'minidom': 'xml.dom.minidom', '4DOM': 'xml.dom.DOMImplementation'}
registered = {}


def registerDOMImplementation(name, factory):
    """Make an implementation known: factory() gives it."""
    registered[name] = factory


def _has(dom, features):
    return all(dom.hasFeature(feature, version) for feature, version in features)


def _pairs(text):
    """(feature, version) pairs of a text in which a version may stand behind each feature."""
    words, found = text.split(), []
    for word in words:
        if word[0] in '0123456789':
            if not found or found[-1][1] is not None:
                raise ValueError('bad feature name: %r' % (word,))
            found[-1] = found[-1][0], word
        else:
            found.append((word, None))
    return tuple(found)


def getDOMImplementation(name=None, features=()):
    """An implementation, by its name or by what it can do."""
    import os
    module = well_known_implementations.get(name)
    if module:
        return __import__(module, {}, {}, ['getDOMImplementation']).getDOMImplementation()
    if name:
        return registered[name]()
    if 'PYTHON_DOM' in os.environ:
        return getDOMImplementation(name=os.environ['PYTHON_DOM'])
    features = _pairs(features) if isinstance(features, str) else features
    for factory in registered.values():
        dom = factory()
        if _has(dom, features):
            return dom
    for known in well_known_implementations:
        try:
            dom = getDOMImplementation(name=known)
        except Exception:
            continue
        if _has(dom, features):
            return dom
    raise ImportError('no suitable DOM implementation found')
