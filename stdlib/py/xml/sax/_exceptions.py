# SPDX-License-Identifier: MIT
"""What parsers complain of."""


class SAXException(Exception):
    """An error or a warning about XML, perhaps with the exception behind it."""

    def __init__(self, msg, exception=None):
        self._msg, self._exception = msg, exception
        super().__init__(msg)

    def getMessage(self):
        """What is wrong."""
        return self._msg

    def getException(self):
        """The exception behind it, or None."""
        return self._exception

    def __str__(self):
        return self._msg

    def __getitem__(self, ix):
        raise AttributeError('__getitem__')


class SAXParseException(SAXException):
    """An error or a warning at a place in a document."""

    def __init__(self, msg, exception, locator):
        super().__init__(msg, exception)
        self._locator = locator
        # The place is noted now: the locator moves on.
        self._systemId = locator.getSystemId()
        self._colnum, self._linenum = locator.getColumnNumber(), locator.getLineNumber()

    def getColumnNumber(self):
        """The column, counted from zero."""
        return self._colnum

    def getLineNumber(self):
        """The line, counted from one."""
        return self._linenum

    def getPublicId(self):
        """The public name of the document."""
        return self._locator.getPublicId()

    def getSystemId(self):
        """The address of the document."""
        return self._systemId

    def __str__(self):
        name = self.getSystemId()
        line, column = self.getLineNumber(), self.getColumnNumber()
        return '%s:%s:%s: %s' % ('<unknown>' if name is None else name,
                                 '?' if line is None else line,
                                 '?' if column is None else column, self._msg)


class SAXNotRecognizedException(SAXException):
    """A feature or property that the parser has never heard of."""


class SAXNotSupportedException(SAXException):
    """A feature or property that the parser knows but does not offer."""


class SAXReaderNotAvailable(SAXNotSupportedException):
    """There is no parser."""
