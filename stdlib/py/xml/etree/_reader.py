# SPDX-License-Identifier: MIT
"""Text as elements: expat's calls, the builder that makes elements of them, and events."""
import collections
import collections.abc

from xml.etree._element import Comment, Element, ProcessingInstruction


class ParseError(SyntaxError):
    """An error in a document: `code` is Expat's number, `position` line and column."""


class TreeBuilder:
    """Makes elements from calls of start(), data() and end()."""

    def __init__(self, element_factory=None, *, comment_factory=None, pi_factory=None,
                 insert_comments=False, insert_pis=False):
        self._make = element_factory or Element
        self._make_comment = comment_factory or Comment
        self._make_pi = pi_factory or ProcessingInstruction
        self.insert_comments, self.insert_pis = insert_comments, insert_pis
        self._root = None
        self._open = []             # elements that have not ended
        self._texts = []            # data since the last tag
        self._owner = None          # the element that they belong to, and where
        self._place = 'text'

    def close(self):
        """The root element."""
        return self._root

    def _turn(self, owner, place):
        """A tag has come: texts so far go to their owner, those that follow to another."""
        if self._texts and self._owner is not None:
            setattr(self._owner, self._place, ''.join(self._texts))
        self._texts = []
        self._owner, self._place = owner, place

    def _insert(self, element):
        if self._open:
            self._open[-1].append(element)

    def data(self, data, /):
        """Text."""
        self._texts.append(data)

    def start(self, tag, attrs, /):
        """An element begins: gives it."""
        element = self._make(tag, attrs)
        self._turn(element, 'text')
        self._insert(element)
        if self._root is None:
            self._root = element
        self._open.append(element)
        return element

    def end(self, tag, /):
        """An element ends: gives it."""
        if not self._open:
            raise IndexError("pop from empty stack")
        element = self._open.pop()
        self._turn(element, 'tail')
        return element

    def _single(self, element, insert):
        if insert:
            self._turn(element, 'tail')
            self._insert(element)
        return element

    def comment(self, text, /):
        """A comment; it becomes part of the tree with insert_comments."""
        return self._single(self._make_comment(text), self.insert_comments)

    def pi(self, target, text=None, /):
        """A processing instruction; it becomes part of the tree with insert_pis."""
        return self._single(self._make_pi(target, text), self.insert_pis)


class XMLParser:
    """Turns expat's calls into calls of a target, by default a TreeBuilder."""

    def __init__(self, *, target=None, encoding=None):
        import pyexpat
        self._error = pyexpat.error
        self.version = "Expat %d.%d.%d" % pyexpat.version_info
        self.parser = pyexpat.ParserCreate(encoding, "}")
        self.parser.buffer_text = True
        self.target = TreeBuilder() if target is None else target
        self.entity = {}            # texts of entities that the document does not declare
        self._names = {}            # expat's names -> ours
        self.parser.DefaultHandlerExpand = self._other
        for name, (handler, make) in _HANDLERS.items():
            method = getattr(self.target, name, None)
            if method is not None:
                setattr(self.parser, handler, make(self, method))

    def _name(self, name):
        """Expat's "uri}name" as "{uri}name"."""
        known = self._names.get(name)
        if known is None:
            known = self._names[name] = "{" + name if "}" in name else name
        return known

    def _setevents(self, queue, events):
        """Append (event, what the target made of it) to the queue for each of these events."""
        for event in events:
            if event not in _EVENTS:
                raise ValueError("unknown event %r" % event)
            handler, make = _HANDLERS[event.replace('-', '_')]
            method = getattr(self.target, event.replace('-', '_'), None) or _EVENTS[event]
            setattr(self.parser, handler, _recorder(queue, event, make(self, method)))

    def _fail(self, message, code, line, column):
        error = ParseError(message)
        error.code, error.position = code, (line, column)
        raise error from None

    def _other(self, text):
        """What has no handler: references to entities that are not declared are of interest."""
        if text[:1] != "&":
            return
        name = text[1:-1]
        if name not in self.entity:
            line, column = self.parser.ErrorLineNumber, self.parser.ErrorColumnNumber
            self._fail(f"undefined entity {text}: line {line}, column {column}", 11, line, column)
        self.target.data(self.entity[name])

    def _parse(self, data, final):
        try:
            self.parser.Parse(data, final)
        except self._error as exc:
            self._fail(str(exc), exc.code, exc.lineno, exc.offset)

    def feed(self, data, /):
        """Parse a piece of the document."""
        self._parse(data, False)

    def close(self):
        """The document has ended: what the target's close() gives."""
        self._parse(b"", True)
        close = getattr(self.target, 'close', None)
        return close() if close is not None else None

    def flush(self):
        """Parse what expat holds back."""
        self._parse(b"", False)


def _as_it_is(parser, method):
    return method


def _start(parser, method):
    def start(tag, attributes):
        name = parser._name
        return method(name(tag), {name(key): value for key, value in attributes.items()})
    return start


def _end(parser, method):
    return lambda tag: method(parser._name(tag))


def _with_empty(parser, method):
    """Expat's None is an empty text."""
    return lambda *args: method(*(arg or '' for arg in args))


def _doctype(parser, method):
    return lambda name, system, public, has_subset: method(name, public, system)


# a target's method -> expat's handler, and what makes that of it
_HANDLERS = {
    'start': ('StartElementHandler', _start),
    'end': ('EndElementHandler', _end),
    'start_ns': ('StartNamespaceDeclHandler', _with_empty),
    'end_ns': ('EndNamespaceDeclHandler', _with_empty),
    'data': ('CharacterDataHandler', _as_it_is),
    'comment': ('CommentHandler', _as_it_is),
    'pi': ('ProcessingInstructionHandler', _as_it_is),
    'doctype': ('StartDoctypeDeclHandler', _doctype),
}

# an event -> what makes its value when the target has no method for it
_EVENTS = {'start': None, 'end': None, 'comment': None, 'pi': None,
           'start-ns': lambda prefix, uri: (prefix, uri), 'end-ns': lambda prefix: None}


def _recorder(queue, event, handler):
    return lambda *args: queue.append((event, handler(*args)))


class XMLPullParser:
    """Feed it with data, read events from it."""

    def __init__(self, events=None, *, _parser=None):
        self._queue = collections.deque()       # events, and errors in their place
        self._parser = _parser or XMLParser()
        self._parser._setevents(self._queue, ("end",) if events is None else events)

    def _open_parser(self, what):
        if self._parser is None:
            raise ValueError(f"{what}() called after end of stream")
        return self._parser

    def feed(self, data):
        """Parse a piece of the document; errors come with the events."""
        parser = self._open_parser('feed')
        try:
            if data:
                parser.feed(data)
        except SyntaxError as exc:
            self._queue.append(exc)

    def flush(self):
        """Parse what the parser holds back."""
        self._open_parser('flush').flush()

    def _finish(self):
        parser, self._parser = self._parser, None
        return parser.close()

    def close(self):
        """The document has ended."""
        self._finish()

    def read_events(self):
        """The events since the last call, one by one."""
        while self._queue:
            event = self._queue.popleft()
            if isinstance(event, Exception):
                raise event
            yield event


class _IterParse(collections.abc.Iterator):
    """iterparse(): reads a file as far as its events are asked for."""
    root = None         # once all events have been read

    def __init__(self, source, events, parser):
        self._puller = XMLPullParser(events=events, _parser=parser)
        self._owned = not hasattr(source, "read")
        self._source = open(source, "rb") if self._owned else source
        self._root = None
        self._ended = False         # the file has been read
        self._closed = False

    def __next__(self):
        if self._closed:
            raise StopIteration
        try:
            return self._event()
        except BaseException:
            self.close()
            raise

    def _event(self):
        while True:
            for event in self._puller.read_events():
                return event
            if self._ended:
                self.root = self._root
                raise StopIteration
            data = self._source.read(16 << 10)
            if data:
                self._puller.feed(data)
            else:
                self._ended = True
                self._root = self._puller._finish()

    def close(self):
        """Close the file if it was opened here; there are no more events."""
        self._closed = True
        if self._owned:
            self._source.close()

    def __del__(self):
        if getattr(self, '_owned', False) and hasattr(self, '_source'):
            self._source.close()


for _cls in ParseError, TreeBuilder, XMLParser, XMLPullParser:
    _cls.__module__ = 'xml.etree.ElementTree'
del _cls
