# SPDX-License-Identifier: MIT
"""The part of XPath that find(), findall() and iterfind() know."""
import re

_TOKEN = re.compile(
    r"('[^']*'|\"[^\"]*\")|(::|//?|\.\.|\(\)|!=|[/.*:\[\]\(\)@=])"
    r"|((?:\{[^}]+\})?[^/\[\]\(\)@!=\s]+)|\s+")
_cache = {}


def xpath_tokenizer(pattern, namespaces=None):
    """(operator, name) pairs; prefixes of names are looked up."""
    default = namespaces.get('') if namespaces else None
    attribute = False
    for match in _TOKEN.finditer(pattern):
        quoted, operator, name = match.groups()
        token = quoted or operator or '', name or ''
        tag = token[1]
        if tag and tag[0] != "{":
            if ":" in tag:
                prefix, _, uri = tag.partition(":")
                try:
                    if not namespaces:
                        raise KeyError
                    yield token[0], "{%s}%s" % (namespaces[prefix], uri)
                except KeyError:
                    raise SyntaxError("prefix %r not found in prefix map" % prefix) from None
            elif default and not attribute:
                yield token[0], "{%s}%s" % (default, tag)
            else:
                yield token
            attribute = False
        else:
            yield token
            attribute = token[0] == '@'


class _Context:
    parent_map = None

    def __init__(self, root):
        self.root = root


def get_parent_map(context):
    if context.parent_map is None:
        context.parent_map = {child: parent for parent in context.root.iter() for child in parent}
    return context.parent_map


def _is_wildcard(tag):
    return tag[:3] == '{*}' or tag[-2:] == '}*'


def _tag_test(tag):
    """A test for tags with wildcards: {*}name, {uri}*, {}*, {*}*."""
    if tag == '{*}*':
        return lambda found: isinstance(found, str)
    if tag == '{}*':
        return lambda found: isinstance(found, str) and found[0] != '{'
    if tag[:3] == '{*}':
        suffix, plain = tag[2:], tag[3:]
        return lambda found: isinstance(found, str) and (found == plain or found.endswith(suffix))
    prefix = tag[:-1]
    return lambda found: isinstance(found, str) and found.startswith(prefix)


def _select_child(next, token):
    tag = token[1]
    if _is_wildcard(tag):
        test = _tag_test(tag)

        def select(context, result):
            return (e for elem in result for e in elem if test(e.tag))
    else:
        if tag[:2] == '{}':
            tag = tag[2:]

        def select(context, result):
            return (e for elem in result for e in elem if e.tag == tag)
    return select


def _select_star(next, token):
    def select(context, result):
        for elem in result:
            yield from elem
    return select


def _select_self(next, token):
    def select(context, result):
        yield from result
    return select


def _select_descendant(next, token):
    try:
        token = next()
    except StopIteration:
        return None
    if token[0] == "*":
        tag = "*"
    elif not token[0]:
        tag = token[1]
    else:
        raise SyntaxError("invalid descendant")
    if _is_wildcard(tag):
        test = _tag_test(tag)

        def select(context, result):
            return (e for elem in result for e in elem.iter() if e is not elem and test(e.tag))
    else:
        if tag[:2] == '{}':
            tag = tag[2:]

        def select(context, result):
            return (e for elem in result for e in elem.iter(tag) if e is not elem)
    return select


def _select_parent(next, token):
    def select(context, result):
        parents, seen = get_parent_map(context), {}
        for elem in result:
            parent = parents.get(elem)
            if parent is not None and parent not in seen:
                seen[parent] = None
                yield parent
    return select


def _select_predicate(next, token):
    signature, values = [], []
    while True:
        try:
            token = next()
        except StopIteration:
            return None
        if token[0] == "]":
            break
        if token == ('', ''):
            continue
        if token[0] and token[0][:1] in "'\"":
            token = "'", token[0][1:-1]
        signature.append(token[0] or "-")
        values.append(token[1])
    signature = "".join(signature)
    if signature == "@-":
        key = values[1]
        return lambda context, result: (e for e in result if e.get(key) is not None)
    if signature in ("@-='", "@-!='"):
        key, value = values[1], values[-1]
        if '!=' in signature:
            return lambda context, result: (e for e in result if e.get(key) not in (None, value))
        return lambda context, result: (e for e in result if e.get(key) == value)
    if signature == "-" and not re.match(r"\-?\d+$", values[0]):
        tag = values[0]
        return lambda context, result: (e for e in result if e.find(tag) is not None)
    if signature in (".='", ".!='") or (signature in ("-='", "-!='") and
                                        not re.match(r"\-?\d+$", values[0])):
        tag, value, differ = values[0], values[-1], '!=' in signature
        if tag:
            def select(context, result):
                for elem in result:
                    for e in elem.iterfind(tag):
                        if ("".join(e.itertext()) != value) == differ:
                            yield elem
                            break
        else:
            def select(context, result):
                return (e for e in result if ("".join(e.itertext()) != value) == differ)
        return select
    if signature == "-" or signature == "-()" or signature == "-()-":
        return _select_index(signature, values)
    raise SyntaxError("invalid predicate")


def _select_index(signature, values):
    """[3], [last()], [last()-1]"""
    if signature == "-":
        index = int(values[0]) - 1
        if index < 0:
            raise SyntaxError("XPath position >= 1 expected")
    else:
        if values[0] != "last":
            raise SyntaxError("unsupported function")
        index = -1
        if signature == "-()-":
            try:
                index = int(values[2]) - 1
            except ValueError:
                raise SyntaxError("unsupported expression")
            if index > -2:
                raise SyntaxError("XPath offset from last() must be negative")

    def select(context, result):
        parents = get_parent_map(context)
        for elem in result:
            try:
                parent = parents[elem]
                if list(parent.findall(elem.tag))[index] is elem:
                    yield elem
            except (IndexError, KeyError):
                pass
    return select


ops = {"": _select_child, "*": _select_star, ".": _select_self, "..": _select_parent,
       "//": _select_descendant, "[": _select_predicate}


def _compile(path, namespaces):
    if path[:1] == "/":
        raise SyntaxError("cannot use absolute path on element")
    next = iter(xpath_tokenizer(path, namespaces)).__next__
    try:
        token = next()
    except StopIteration:
        return []
    selectors = []
    while True:
        try:
            selector = ops[token[0]](next, token)
        except StopIteration:
            raise SyntaxError("invalid path") from None
        selectors.append(selector)
        try:
            token = next()
            if token[0] == "/":
                token = next()
        except StopIteration:
            return selectors


def iterfind(elem, path, namespaces=None):
    """Finds all matching objects, one by one."""
    if path[-1:] == "/":
        path += "*"
    key = path, tuple(sorted(namespaces.items())) if namespaces else None
    selectors = _cache.get(key)
    if selectors is None:
        if len(_cache) > 100:
            _cache.clear()
        if namespaces and None in namespaces:
            namespaces = {**{k: v for k, v in namespaces.items() if k is not None},
                          '': namespaces[None]}
        selectors = _cache[key] = _compile(path, namespaces)
    result, context = [elem], _Context(elem)
    for select in selectors:
        result = select(context, result)
    return iter(result)


def find(elem, path, namespaces=None):
    """The first matching object."""
    return next(iterfind(elem, path, namespaces), None)


def findall(elem, path, namespaces=None):
    """A list of all matching objects."""
    return list(iterfind(elem, path, namespaces))


def findtext(elem, path, default=None, namespaces=None):
    """The text of the first matching object."""
    found = find(elem, path, namespaces)
    return default if found is None else found.text or ""
