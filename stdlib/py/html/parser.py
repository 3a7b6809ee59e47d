# SPDX-License-Identifier: MIT
"""Reading HTML as it comes: a method is called for each tag, text, comment ..."""

import re

from html import unescape

__all__ = ['HTMLParser']

_special = re.compile('[&<]')
_entity = re.compile('&([a-zA-Z][-.a-zA-Z0-9]*)[^a-zA-Z0-9]')
_number = re.compile('&#(?:[0-9]+|[xX][0-9a-fA-F]+)[^0-9a-fA-F]')
_incomplete = re.compile('&[a-zA-Z#]')
_tag_open = re.compile('<[a-zA-Z]')
_tag_name = re.compile(r'([a-zA-Z][^\t\n\r\f />\x00]*)(?:\s|/(?!>))*')
_value = r'''(?:'[^']*'|"[^"]*"|(?!['"])[^>\s]*)'''
_attribute_name = r'''(?<=['"\s/])[^\s/>][^\s/=>]*'''
_attribute = re.compile(r'(%s)(\s*=+\s*(%s))?(?:\s|/(?!>))*' % (_attribute_name, _value))
_whole_tag = re.compile(r'<[a-zA-Z][^\t\n\r\f />\x00]*(?:[\s/]*(?:%s(?:\s*=+\s*%s\s*)?'
                        r'(?:\s|/(?!>))*)*)?\s*' % (_attribute_name, _value))
_end_tag = re.compile(r'</\s*([a-zA-Z][-.a-zA-Z0-9:_]*)\s*>')
_comment_end = re.compile(r'--\s*>')
_section_end = re.compile(r']\s*]\s*>')
_ms_section_end = re.compile(r']\s*>')
_section_name = re.compile(r'[a-zA-Z][-_.a-zA-Z0-9]*\s*')


class HTMLParser:
    """feed() gives it text, in pieces of any size; the handle_ methods say what is found."""

    CDATA_CONTENT_ELEMENTS = ("script", "style")

    def __init__(self, *, convert_charrefs=True):
        """convert_charrefs: names of characters in text are replaced, not reported."""
        self.convert_charrefs = convert_charrefs
        self.reset()

    def reset(self):
        """Forget what has been fed."""
        self.rawdata = ''
        self.lasttag = '???'
        self.interesting = _special
        self.cdata_elem = None
        self.lineno = 1
        self.offset = 0
        self.__starttag_text = None

    def feed(self, data):
        """More text."""
        self.rawdata = self.rawdata + data
        self.goahead(0)

    def close(self):
        """The text is complete."""
        self.goahead(1)

    def getpos(self):
        """(line, column) of what is being handled."""
        return self.lineno, self.offset

    def updatepos(self, i, j):
        if i < j:
            newlines = self.rawdata.count("\n", i, j)
            if newlines:
                self.lineno += newlines
                self.offset = j - (self.rawdata.rindex("\n", i, j) + 1)
            else:
                self.offset += j - i
        return j

    def get_starttag_text(self):
        """The text of the last start tag."""
        return self.__starttag_text

    def set_cdata_mode(self, elem):
        self.cdata_elem = elem.lower()
        self.interesting = re.compile(r'</\s*%s\s*>' % self.cdata_elem, re.I)

    def clear_cdata_mode(self):
        self.interesting = _special
        self.cdata_elem = None

    # ---- the walk ----

    def _converts(self):
        return self.convert_charrefs and not self.cdata_elem

    def _text(self, i, j):
        data = self.rawdata[i:j]
        self.handle_data(unescape(data) if self._converts() else data)

    def _next_markup(self, i):
        """Where text ends; -1 if that cannot be told yet."""
        rawdata, n = self.rawdata, len(self.rawdata)
        if self._converts():
            j = rawdata.find('<', i)
            if j < 0:
                # A name may go on in the next piece.
                amp = rawdata.rfind('&', max(i, n - 34))
                if amp >= 0 and not re.search(r'[\s;]', rawdata[amp:]):
                    return -1
                return n
            return j
        match = self.interesting.search(rawdata, i)
        if match:
            return match.start()
        return -1 if self.cdata_elem else n

    def goahead(self, end):
        """Handle what is there; end: nothing follows."""
        i, n = 0, len(self.rawdata)
        while i < n:
            j = self._next_markup(i)
            if j < 0:
                break
            if i < j:
                self._text(i, j)
            i = self.updatepos(i, j)
            if i == n:
                break
            if self.rawdata[i] == '<':
                k = self._markup(i, end)
            else:
                k = self._reference(i, end)
            if k < 0:
                i = -k - 1
                break
            i = self.updatepos(i, k)
        if end and i < n and not self.cdata_elem:
            self._text(i, n)
            i = self.updatepos(i, n)
        self.rawdata = self.rawdata[i:]

    def _markup(self, i, end):
        """The index behind the markup at i; -i - 1 to wait for more."""
        rawdata = self.rawdata
        if _tag_open.match(rawdata, i):
            k = self.parse_starttag(i)
        elif rawdata.startswith("</", i):
            k = self.parse_endtag(i)
        elif rawdata.startswith("<!--", i):
            k = self.parse_comment(i)
        elif rawdata.startswith("<?", i):
            k = self.parse_pi(i)
        elif rawdata.startswith("<!", i):
            k = self.parse_html_declaration(i)
        elif i + 1 < len(rawdata):
            self.handle_data("<")
            return i + 1
        else:
            return -i - 1
        if k >= 0:
            return k
        if not end:
            return -i - 1
        k = rawdata.find('>', i + 1) + 1
        if k == 0:
            k = rawdata.find('<', i + 1)
            if k < 0:
                k = i + 1
        self._text(i, k)
        return k

    def _reference(self, i, end):
        """The same for a name or number of a character."""
        rawdata = self.rawdata
        if rawdata.startswith("&#", i):
            match = _number.match(rawdata, i)
            if match is None:
                if ";" in rawdata[i:]:
                    self.handle_data(rawdata[i:i + 2])
                    i = self.updatepos(i, i + 2)
                return -i - 1
            self.handle_charref(match[0][2:-1])
        else:
            match = _entity.match(rawdata, i)
            if match is None:
                match = _incomplete.match(rawdata, i)
                if match:
                    if end and match[0] == rawdata[i:]:
                        i = self.updatepos(i, i + 1)
                    return -i - 1
                if i + 1 < len(rawdata):
                    self.handle_data("&")
                    return i + 1
                return -i - 1
            self.handle_entityref(match[1])
        k = match.end()
        return k if rawdata[k - 1] == ';' else k - 1

    # ---- declarations, comments ----

    def parse_html_declaration(self, i):
        rawdata = self.rawdata
        if rawdata[i:i + 4] == '<!--':
            return self.parse_comment(i)
        if rawdata[i:i + 3] == '<![':
            return self.parse_marked_section(i)
        if rawdata[i:i + 9].lower() == '<!doctype':
            end = rawdata.find('>', i + 9)
            if end >= 0:
                self.handle_decl(rawdata[i + 2:end])
            return end + 1 if end >= 0 else -1
        return self.parse_bogus_comment(i)

    def parse_bogus_comment(self, i, report=1):
        end = self.rawdata.find('>', i + 2)
        if end < 0:
            return -1
        if report:
            self.handle_comment(self.rawdata[i + 2:end])
        return end + 1

    def parse_comment(self, i, report=1):
        match = _comment_end.search(self.rawdata, i + 4)
        if not match:
            return -1
        if report:
            self.handle_comment(self.rawdata[i + 4:match.start()])
        return match.end()

    def parse_marked_section(self, i, report=1):
        rawdata = self.rawdata
        match = _section_name.match(rawdata, i + 3)
        if match is None:
            if i + 3 == len(rawdata):
                return -1
            raise AssertionError("expected name token at %r" % rawdata[i:i + 20])
        if match.end() == len(rawdata):
            return -1
        name = match[0].strip().lower()
        if name in ("temp", "cdata", "ignore", "include", "rcdata"):
            match = _section_end.search(rawdata, i + 3)
        elif name in ("if", "else", "endif"):
            match = _ms_section_end.search(rawdata, i + 3)
        else:
            raise AssertionError('unknown status keyword %r in marked section'
                                 % rawdata[i + 3:match.end()])
        if not match:
            return -1
        if report:
            self.unknown_decl(rawdata[i + 3:match.start()])
        return match.end()

    def parse_pi(self, i):
        end = self.rawdata.find('>', i + 2)
        if end < 0:
            return -1
        self.handle_pi(self.rawdata[i + 2:end])
        return end + 1

    # ---- tags ----

    def parse_starttag(self, i):
        self.__starttag_text = None
        endpos = self.check_for_whole_start_tag(i)
        if endpos < 0:
            return endpos
        rawdata = self.rawdata
        self.__starttag_text = rawdata[i:endpos]
        match = _tag_name.match(rawdata, i + 1)
        self.lasttag = tag = match[1].lower()
        attrs, k = [], match.end()
        while k < endpos:
            match = _attribute.match(rawdata, k)
            if not match:
                break
            name, rest, value = match.groups()
            if not rest:
                value = None
            elif value[:1] in ('"', "'") and value[:1] == value[-1:]:
                value = value[1:-1]
            if value:
                value = unescape(value)
            attrs.append((name.lower(), value))
            k = match.end()
        end = rawdata[k:endpos].strip()
        if end not in (">", "/>"):
            self.handle_data(rawdata[i:endpos])
        elif end == '/>':
            self.handle_startendtag(tag, attrs)
        else:
            self.handle_starttag(tag, attrs)
            if tag in self.CDATA_CONTENT_ELEMENTS:
                self.set_cdata_mode(tag)
        return endpos

    def check_for_whole_start_tag(self, i):
        """The index behind the tag; -1 if it is not complete."""
        rawdata = self.rawdata
        j = _whole_tag.match(rawdata, i).end()
        following = rawdata[j:j + 1]
        if following == ">":
            return j + 1
        if following == "/":
            return j + 2 if rawdata.startswith("/>", j) else -1
        if following == "" or following.isascii() and following.isalpha() or following == '=':
            return -1
        return j if j > i else i + 1

    def parse_endtag(self, i):
        rawdata = self.rawdata
        end = rawdata.find('>', i + 1) + 1
        if end == 0:
            return -1
        match = _end_tag.match(rawdata, i)
        if not match:
            if self.cdata_elem is not None:
                self.handle_data(rawdata[i:end])
                return end
            name = _tag_name.match(rawdata, i + 2)
            if not name:
                return i + 3 if rawdata[i:i + 3] == '</>' else self.parse_bogus_comment(i)
            # What stands behind the name does not count.
            end = rawdata.find('>', name.end()) + 1
            self.handle_endtag(name[1].lower())
            return end
        tag = match[1].lower()
        if self.cdata_elem is not None and tag != self.cdata_elem:
            self.handle_data(rawdata[i:end])
            return end
        self.handle_endtag(tag)
        self.clear_cdata_mode()
        return end

    # ---- to be overridden ----

    def handle_startendtag(self, tag, attrs):
        """<tag .../>: by default a start and an end."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        """<tag ...>; attrs: pairs of name and value or None."""

    def handle_endtag(self, tag):
        """</tag>"""

    def handle_charref(self, name):
        """&#name;"""

    def handle_entityref(self, name):
        """&name;"""

    def handle_data(self, data):
        """Text."""

    def handle_comment(self, data):
        """<!--data-->"""

    def handle_decl(self, decl):
        """<!decl>"""

    def handle_pi(self, data):
        """<?data>"""

    def unknown_decl(self, data):
        """<![data]>"""
