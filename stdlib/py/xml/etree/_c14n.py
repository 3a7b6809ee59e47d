# SPDX-License-Identifier: MIT
"""Canonical XML 2.0: documents that mean the same become the same bytes."""
import io


def canonicalize(xml_data=None, *, out=None, from_file=None, **options):
    """Convert XML to its C14N 2.0 serialized form; a str, unless it is written to `out`."""
    from xml.etree.ElementTree import XMLParser, parse
    if xml_data is None and from_file is None:
        raise ValueError("Either 'xml_data' or 'from_file' must be provided as input")
    sink = io.StringIO() if out is None else out
    parser = XMLParser(target=C14NWriterTarget(sink.write, **options))
    if xml_data is None:
        parse(from_file, parser=parser)
    else:
        parser.feed(xml_data)
        parser.close()
    return sink.getvalue() if out is None else None


def _escape(text, pairs):
    for char, entity in pairs:
        if char in text:
            text = text.replace(char, entity)
    return text


def _escape_text(text):
    return _escape(text, (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#xD;")))


def _escape_attribute(text):
    return _escape(text, (("&", "&amp;"), ("<", "&lt;"), ("\"", "&quot;"), ("\t", "&#x9;"),
                          ("\n", "&#xA;"), ("\r", "&#xD;")))


class C14NWriterTarget:
    """A target for XMLParser that writes canonical XML."""

    def __init__(self, write, *, with_comments=False, strip_text=False, rewrite_prefixes=False,
                 qname_aware_tags=None, qname_aware_attrs=None, exclude_attrs=None,
                 exclude_tags=None):
        self._write, self._data = write, []
        self._with_comments, self._strip_text = with_comments, strip_text
        self._rewrite_prefixes = rewrite_prefixes
        self._exclude_tags, self._exclude_attrs = (
            set(names) if names else None for names in (exclude_tags, exclude_attrs))
        self._qname_aware_tags = set(qname_aware_tags) if qname_aware_tags else ()
        self._qname_aware_attrs = set(qname_aware_attrs) if qname_aware_attrs else ()
        self._declared = [[("http://www.w3.org/XML/1998/namespace", "xml")]]
        self._stack = [[]]          # namespaces that the document declares, by element
        if not rewrite_prefixes:
            from xml.etree.ElementTree import _namespace_map
            self._stack.append([(uri, prefix) for uri, prefix in _namespace_map.items()])
        self._stack.append([])
        self._prefix_map = {}
        self._preserve_space = [False]
        self._pending_start = None
        self._root_seen = self._root_done = False
        self._ignored_depth = 0

    def _find(self, stack, want, by_uri):
        seen = set()
        for declared in reversed(stack):
            for uri, prefix in reversed(declared):
                if prefix not in seen:
                    if (uri if by_uri else prefix) == want:
                        return prefix if by_uri else uri
                    seen.add(prefix)
        return None

    def _resolve_prefix_name(self, prefixed):
        prefix, name = prefixed.split(":", 1)
        uri = self._find(self._stack, prefix, False)
        if uri is None:
            raise ValueError(f'Prefix {prefix} of QName "{prefixed}" is not declared in scope')
        return f'{{{uri}}}{name}'

    def _qname(self, qname, uri=None):
        """(prefixed name, name, uri); a prefix that is new is declared."""
        if uri is None:
            uri, tag = qname[1:].rsplit('}', 1) if qname[:1] == '{' else ('', qname)
        else:
            tag = qname
        prefixes = set()
        for declared in reversed(self._declared):
            for u, prefix in declared:
                if u == uri and prefix not in prefixes:
                    return f'{prefix}:{tag}' if prefix else tag, tag, uri
                prefixes.add(prefix)
        if self._rewrite_prefixes:
            prefix = self._prefix_map.setdefault(uri, f'n{len(self._prefix_map)}')
            self._declared[-1].append((uri, prefix))
            return f'{prefix}:{tag}', tag, uri
        if not uri and '' not in prefixes:
            return tag, tag, uri
        prefix = self._find(self._stack, uri, True)
        if prefix is not None:
            self._declared[-1].append((uri, prefix))
            return f'{prefix}:{tag}' if prefix else tag, tag, uri
        if uri:
            raise ValueError(f'Namespace "{uri}" is not declared in scope')
        return tag, tag, uri

    def data(self, data):
        if not self._ignored_depth:
            self._data.append(data)

    def _flush(self):
        text = ''.join(self._data)
        self._data.clear()
        if self._strip_text and not self._preserve_space[-1]:
            text = text.strip()
        pending, self._pending_start = self._pending_start, None
        if pending is not None:
            # Text that may be a name with a prefix is part of what the element is held for.
            name = text if text and _looks_like_prefix_name(text) else None
            self._start(*pending, name)
            text = text if name is None else ''
        if text and self._root_seen:
            self._write(_escape_text(text))

    def start_ns(self, prefix, uri):
        if self._ignored_depth:
            return
        if self._data:
            self._flush()
        self._stack[-1].append((uri, prefix))

    def start(self, tag, attrs):
        if self._exclude_tags is not None and (self._ignored_depth or tag in self._exclude_tags):
            self._ignored_depth += 1
            return
        if self._data:
            self._flush()
        new_namespaces = []
        self._declared.append(new_namespaces)
        if self._qname_aware_tags and tag in self._qname_aware_tags:
            self._pending_start = tag, attrs, new_namespaces
            return
        self._start(tag, attrs, new_namespaces)

    def _start(self, tag, attrs, new_namespaces, qname_text=None):
        if self._exclude_attrs is not None and attrs:
            attrs = {k: v for k, v in attrs.items() if k not in self._exclude_attrs}
        names = {tag, *attrs}
        resolved = {}
        if qname_text is not None:
            qname = resolved[qname_text] = self._resolve_prefix_name(qname_text)
            names.add(qname)
        aware = {}
        if self._qname_aware_attrs and attrs:
            for name in self._qname_aware_attrs.intersection(attrs):
                value = attrs[name]
                if _looks_like_prefix_name(value):
                    aware[name] = resolved[value] = self._resolve_prefix_name(value)
                    names.add(resolved[value])
        shown = {name: self._qname(name)
                 for name in sorted(names, key=lambda name: name.split('}', 1))}
        attributes = []
        for name, value in sorted(attrs.items()):
            if name in aware and value is not None:
                value = shown[resolved[value]][0]
            attributes.append((shown[name], value))
        attributes = [(full, value) for (full, local, uri), value in
                      sorted(attributes, key=lambda item: (item[0][2], item[0][1]))]
        declared = sorted(('xmlns:' + prefix if prefix else 'xmlns', uri)
                          for uri, prefix in new_namespaces)
        attributes = declared + attributes
        write = self._write
        write('<' + shown[tag][0])
        if attributes:
            write(''.join([f' {name}="{_escape_attribute(value)}"' for name, value in attributes]))
        write('>')
        if qname_text is not None:
            write(_escape_text(shown[resolved[qname_text]][0]))
        self._preserve_space.append(
            attrs.get('{http://www.w3.org/XML/1998/namespace}space') == 'preserve' or
            (attrs.get('{http://www.w3.org/XML/1998/namespace}space')
             is None and
             self._preserve_space[-1]))
        self._root_seen = True
        self._stack.append([])

    def end(self, tag):
        if self._ignored_depth:
            self._ignored_depth -= 1
            return
        if self._data or self._pending_start is not None:
            self._flush()
        self._write(f'</{self._qname(tag)[0]}>')
        self._preserve_space.pop()
        self._root_done = len(self._preserve_space) == 1
        self._declared.pop()
        self._stack.pop()

    def comment(self, text):
        if self._with_comments and not self._ignored_depth:
            self._aside(f'<!--{_escape_text(text)}-->')

    def pi(self, target, data):
        if not self._ignored_depth:
            self._aside(f'<?{target} {_escape_text(data)}?>' if data else f'<?{target}?>')

    def _aside(self, text):
        """What is no element: on a line of its own outside of the root."""
        if self._root_done:
            self._write('\n')
        elif self._root_seen and self._data:
            self._flush()
        self._write(text)
        if not self._root_seen:
            self._write('\n')


def _looks_like_prefix_name(text):
    prefix, colon, name = text.partition(':')
    return bool(colon) and all(part and (part[0].isalpha() or part[0] == '_') and
                               all(c.isalnum() or c in '_-.' for c in part)
                               for part in (prefix, name))
