# SPDX-License-Identifier: MIT
"""The numbers and methods of HTTP."""

from enum import IntEnum, StrEnum

__all__ = ['HTTPStatus', 'HTTPMethod']


# Phrases that are not simply the words of the name.
_PHRASES = {
    'OK': 'OK',
    'NON_AUTHORITATIVE_INFORMATION': 'Non-Authoritative Information',
    'MULTI_STATUS': 'Multi-Status',
    'IM_USED': 'IM Used',
    'URI_TOO_LONG': 'URI Too Long',
    'IM_A_TEAPOT': "I'm a Teapot",
    'HTTP_VERSION_NOT_SUPPORTED': 'HTTP Version Not Supported',
}

_METHODS = {
    'CONNECT': 'Establish a connection to the server.',
    'DELETE': 'Remove the target.',
    'GET': 'Retrieve the target.',
    'HEAD': 'Same as GET, but only retrieve the status line and header section.',
    'OPTIONS': 'Describe the communication options for the target.',
    'PATCH': 'Apply partial modifications to a target.',
    'POST': 'Perform target-specific processing with the request payload.',
    'PUT': 'Replace the target with the request payload.',
    'TRACE': 'Perform a message loop-back test along the path to the target.',
}


def _hundred(digit):
    return property(lambda status: status // 100 == digit,
                    doc=f"Is it one of {digit}00 to {digit}99?")


class HTTPStatus(IntEnum):
    """What a server answers: number, phrase and description."""

    def __new__(cls, number, description=''):
        status = int.__new__(cls, number)
        status._value_, status.description = number, description
        return status

    def __init__(self, number, description=''):
        words = self._name_.split('_')
        self.phrase = _PHRASES.get(self._name_) or ' '.join(map(str.capitalize, words))

    is_informational = _hundred(1)
    is_success = _hundred(2)
    is_redirection = _hundred(3)
    is_client_error = _hundred(4)
    is_server_error = _hundred(5)

    # 1xx: go on
    CONTINUE = 100, 'Request received, please continue'
    SWITCHING_PROTOCOLS = 101, 'Switching to new protocol; obey Upgrade header'
    PROCESSING = 102
    EARLY_HINTS = 103

    # 2xx: it worked
    OK = 200, 'Request fulfilled, document follows'
    CREATED = 201, 'Document created, URL follows'
    ACCEPTED = 202, 'Request accepted, processing continues off-line'
    NON_AUTHORITATIVE_INFORMATION = 203, 'Request fulfilled from cache'
    NO_CONTENT = 204, 'Request fulfilled, nothing follows'
    RESET_CONTENT = 205, 'Clear input form for further input'
    PARTIAL_CONTENT = 206, 'Partial content follows'
    MULTI_STATUS = 207
    ALREADY_REPORTED = 208
    IM_USED = 226

    # 3xx: look elsewhere
    MULTIPLE_CHOICES = 300, 'Object has several resources -- see URI list'
    MOVED_PERMANENTLY = 301, 'Object moved permanently -- see URI list'
    FOUND = 302, 'Object moved temporarily -- see URI list'
    SEE_OTHER = 303, 'Object moved -- see Method and URL list'
    NOT_MODIFIED = 304, 'Document has not changed since given time'
    USE_PROXY = 305, 'You must use proxy specified in Location to access this resource'
    TEMPORARY_REDIRECT = 307, 'Object moved temporarily -- see URI list'
    PERMANENT_REDIRECT = 308, 'Object moved permanently -- see URI list'

    # 4xx: the client's fault
    BAD_REQUEST = 400, 'Bad request syntax or unsupported method'
    UNAUTHORIZED = 401, 'No permission -- see authorization schemes'
    PAYMENT_REQUIRED = 402, 'No payment -- see charging schemes'
    FORBIDDEN = 403, 'Request forbidden -- authorization will not help'
    NOT_FOUND = 404, 'Nothing matches the given URI'
    METHOD_NOT_ALLOWED = 405, 'Specified method is invalid for this resource'
    NOT_ACCEPTABLE = 406, 'URI not available in preferred format'
    PROXY_AUTHENTICATION_REQUIRED = 407, 'You must authenticate with this proxy before proceeding'
    REQUEST_TIMEOUT = 408, 'Request timed out; try again later'
    CONFLICT = 409, 'Request conflict'
    GONE = 410, 'URI no longer exists and has been permanently removed'
    LENGTH_REQUIRED = 411, 'Client must specify Content-Length'
    PRECONDITION_FAILED = 412, 'Precondition in headers is false'
    CONTENT_TOO_LARGE = 413, 'Content is too large'
    REQUEST_ENTITY_TOO_LARGE = CONTENT_TOO_LARGE
    URI_TOO_LONG = 414, 'URI is too long'
    REQUEST_URI_TOO_LONG = URI_TOO_LONG
    UNSUPPORTED_MEDIA_TYPE = 415, 'Entity body in unsupported format'
    RANGE_NOT_SATISFIABLE = 416, 'Cannot satisfy request range'
    REQUESTED_RANGE_NOT_SATISFIABLE = RANGE_NOT_SATISFIABLE
    EXPECTATION_FAILED = 417, 'Expect condition could not be satisfied'
    IM_A_TEAPOT = 418, 'Server refuses to brew coffee because it is a teapot.'
    MISDIRECTED_REQUEST = 421, 'Server is not able to produce a response'
    UNPROCESSABLE_CONTENT = 422
    UNPROCESSABLE_ENTITY = UNPROCESSABLE_CONTENT
    LOCKED = 423
    FAILED_DEPENDENCY = 424
    TOO_EARLY = 425
    UPGRADE_REQUIRED = 426
    PRECONDITION_REQUIRED = 428, 'The origin server requires the request to be conditional'
    TOO_MANY_REQUESTS = (
        429, 'The user has sent too many requests in a given amount of time ("rate limiting")')
    REQUEST_HEADER_FIELDS_TOO_LARGE = (
        431, 'The server is unwilling to process the request because its header fields are '
             'too large')
    UNAVAILABLE_FOR_LEGAL_REASONS = (
        451, 'The server is denying access to the resource as a consequence of a legal demand')

    # 5xx: the server's fault
    INTERNAL_SERVER_ERROR = 500, 'Server got itself in trouble'
    NOT_IMPLEMENTED = 501, 'Server does not support this operation'
    BAD_GATEWAY = 502, 'Invalid responses from another server/proxy'
    SERVICE_UNAVAILABLE = 503, 'The server cannot process the request due to a high load'
    GATEWAY_TIMEOUT = 504, 'The gateway server did not receive a timely response'
    HTTP_VERSION_NOT_SUPPORTED = 505, 'Cannot fulfill request'
    VARIANT_ALSO_NEGOTIATES = 506
    INSUFFICIENT_STORAGE = 507
    LOOP_DETECTED = 508
    NOT_EXTENDED = 510
    NETWORK_AUTHENTICATION_REQUIRED = 511, 'The client needs to authenticate to gain network access'


class HTTPMethod(StrEnum):
    """What a client asks for."""

    def __init__(self, name):
        self.description = _METHODS[name]

    def __repr__(self):
        return f"<{type(self).__name__}.{self._name_}>"

    CONNECT, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT, TRACE = _METHODS
