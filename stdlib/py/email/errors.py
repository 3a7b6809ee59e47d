# SPDX-License-Identifier: MIT
"""What can be wrong with a message: errors are raised, defects are noted in the message."""


class MessageError(Exception):
    """Any error of this package."""


class MessageParseError(MessageError):
    """A text is no message."""


class HeaderParseError(MessageParseError):
    """A header cannot be read."""


class BoundaryError(MessageParseError):
    """The parts cannot be told apart."""


class MultipartConversionError(MessageError, TypeError):
    """A message cannot become one of several parts."""


class CharsetError(MessageError):
    """An unknown character set."""


class HeaderWriteError(MessageError):
    """A header would be read back as something else."""


class MessageDefect(ValueError):
    """What a message does wrong."""

    def __init__(self, line=None):
        if line is not None:
            super().__init__(line)
        self.line = line


class NoBoundaryInMultipartDefect(MessageDefect):
    """It has several parts but says not how they are told apart."""


class StartBoundaryNotFoundDefect(MessageDefect):
    """The boundary never occurs."""


class CloseBoundaryNotFoundDefect(MessageDefect):
    """The last boundary is missing."""


class FirstHeaderLineIsContinuationDefect(MessageDefect):
    """The first line is indented."""


class MisplacedEnvelopeHeaderDefect(MessageDefect):
    """A line "From " among the headers."""


class MissingHeaderBodySeparatorDefect(MessageDefect):
    """A line that is no header ends the headers."""


MalformedHeaderDefect = MissingHeaderBodySeparatorDefect


class MultipartInvariantViolationDefect(MessageDefect):
    """It says it has several parts, but has not."""


class InvalidMultipartContentTransferEncodingDefect(MessageDefect):
    """Several parts cannot be encoded as a whole."""


class UndecodableBytesDefect(MessageDefect):
    """Bytes outside ASCII in a header."""


class InvalidBase64PaddingDefect(MessageDefect):
    """base64 with missing signs at the end."""


class InvalidBase64CharactersDefect(MessageDefect):
    """base64 with signs that do not belong there."""


class InvalidBase64LengthDefect(MessageDefect):
    """base64 of an impossible length."""


class HeaderDefect(MessageDefect):
    """Something about a header."""


class InvalidHeaderDefect(HeaderDefect):
    """A malformed header."""


class HeaderMissingRequiredValue(HeaderDefect):
    """A header without its value."""


class NonPrintableDefect(HeaderDefect):
    """Control characters in a header."""

    def __init__(self, non_printables):
        super().__init__(non_printables)
        self.non_printables = non_printables

    def __str__(self):
        return ("the following ASCII non-printables found in header: "
                "{}".format(self.non_printables))


class ObsoleteHeaderDefect(HeaderDefect):
    """A form that is allowed no more."""


class NonASCIILocalPartDefect(HeaderDefect):
    """An address with characters outside ASCII."""


class InvalidDateDefect(HeaderDefect):
    """A malformed date."""
