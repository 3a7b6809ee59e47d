# SPDX-License-Identifier: MIT
"""Policies for messages of today: headers are objects that know what they mean."""

import re
import sys

from email._policybase import Compat32, Policy, compat32
from email._tokens import has_surrogates
from email.contentmanager import raw_data_manager
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage

__all__ = ['Compat32', 'compat32', 'Policy', 'EmailPolicy', 'default', 'strict', 'SMTP', 'HTTP']

linesep_splitter = re.compile(r'\n|\r\n?')


class EmailPolicy(Policy):
    """Messages of today.

    utf8: headers may be in UTF-8; refold_source: 'none', 'long' or 'all' headers that were read are
    folded anew; header_factory makes headers, content_manager sets and gets contents.
    """

    message_factory = EmailMessage
    utf8 = False
    refold_source = 'long'
    header_factory = HeaderRegistry()
    content_manager = raw_data_manager

    def __init__(self, **kw):
        # each policy has a registry of its own, to which classes can be added
        own = {} if 'header_factory' in kw else {'header_factory': HeaderRegistry()}
        super().__init__(**own, **kw)

    def header_max_count(self, name):
        return self.header_factory[name].max_count

    def header_source_parse(self, sourcelines):
        name, value = sourcelines[0].split(':', 1)
        value = ''.join((value, *sourcelines[1:])).lstrip(' \t\r\n')
        return name, value.rstrip('\r\n')

    def header_store_parse(self, name, value):
        if hasattr(value, 'name') and value.name.lower() == name.lower():
            return name, value
        if isinstance(value, str) and len(value.splitlines()) > 1:
            raise ValueError("Header values may not contain linefeed or carriage return characters")
        return name, self.header_factory(name, value)

    def header_fetch_parse(self, name, value):
        if hasattr(value, 'name'):
            return value
        return self.header_factory(name, ''.join(linesep_splitter.split(value)))

    def fold(self, name, value):
        return self._fold(name, value, refold_binary=True)

    def fold_binary(self, name, value):
        folded = self._fold(name, value, refold_binary=self.cte_type == '7bit')
        return folded.encode('utf8' if self.utf8 else 'ascii', 'surrogateescape')

    def _fold(self, name, value, refold_binary=False):
        if hasattr(value, 'name'):
            return value.fold(policy=self)
        lines = linesep_splitter.split(value)
        if self._is_refolded(name, value, lines, refold_binary):
            return self.header_factory(name, ''.join(lines)).fold(policy=self)
        return name + ': ' + self.linesep.join(lines) + self.linesep

    def _is_refolded(self, name, value, lines, refold_binary):
        """Is a header that was read to be folded anew?"""
        longest = self.max_line_length or sys.maxsize
        if self.refold_source == 'all':
            return True
        if self.refold_source == 'long' and (
                lines and len(lines[0]) + len(name) + 2 > longest
                or any(len(x) > longest for x in lines[1:])):
            return True
        if self.utf8:
            return refold_binary and has_surrogates(value)
        return not value.isascii()


default = EmailPolicy()
del default.__dict__['header_factory']
strict = default.clone(raise_on_defect=True)
SMTP = default.clone(linesep='\r\n')
HTTP = default.clone(linesep='\r\n', max_line_length=None)
SMTPUTF8 = SMTP.clone(utf8=True)
