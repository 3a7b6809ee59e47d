# xml.sax: handlers, features and properties, errors and their places, name spaces, writing, filters.
# skip-if: ! pkg-config --exists expat
import inspect
import io
import os
import tempfile
import xml.sax
from xml.sax import expatreader, handler, saxutils, xmlreader

TEXT = '''<?xml version="1.0"?><!DOCTYPE a SYSTEM "x.dtd" [<!ENTITY e "val"><!NOTATION n SYSTEM "s">
<!ENTITY u SYSTEM "f" NDATA n>]><a b="1" c="2">t&e;&amp;<?pi data?><x:b xmlns:x="urn"/>&unk;<![CDATA[cd]]><!--c--></a>'''


class Teller(handler.ContentHandler, handler.DTDHandler, handler.LexicalHandler):
    """Prints each call."""


def tell(name):
    def method(self, *args):
        shown = [sorted(a.items(), key=repr) if hasattr(a, 'items') else a for a in args]
        print(name, *([] if name == 'setDocumentLocator' else shown))
        if name == 'setDocumentLocator':
            self._locator = args[0]
        elif name in ('startElement', 'startElementNS'):
            print('   at', self._locator and (self._locator.getLineNumber(), self._locator.getColumnNumber(), self._locator.getSystemId()))
    return method


for base in Teller.__mro__[1:-1]:
    for name in vars(base):
        if name[0] != '_':
            setattr(Teller, name, tell(name))


def show(function, *args):
    try:
        print(repr(function(*args)))
    except Exception as e:
        print(type(e).__name__, e)


for module in xml.sax, handler, saxutils, xmlreader, expatreader:
    for name, thing in sorted(vars(module).items()):
        if isinstance(thing, type) and thing.__module__ == module.__name__ and name[0] != '_':
            print(name, [b.__name__ for b in thing.__bases__], [n for n in dir(thing) if n[0] != '_'], inspect.signature(thing) if not issubclass(thing, Exception) else '')
print(handler.all_features, handler.all_properties, handler.version, expatreader.version, xml.sax.default_parser_list)
parser = xml.sax.make_parser()
for feature in [*handler.all_features, 'x']:
    show(parser.getFeature, feature)
    show(parser.setFeature, feature, 0)
    show(parser.setFeature, feature, 1)
parser = xml.sax.make_parser()
for prop in [*handler.all_properties, 'x']:
    show(parser.getProperty, prop)
    show(parser.setProperty, prop, None)
show(parser.setLocale, 'C')

teller = Teller()
parser.setContentHandler(teller)
parser.setDTDHandler(teller)
parser.setProperty(handler.property_lexical_handler, teller)
print(parser.getLineNumber(), parser.getColumnNumber(), parser.getSystemId(), parser.getPublicId(), parser.getContentHandler() is teller)
parser.feed(TEXT[:90])
parser.feed(TEXT[90:])
show(parser.setFeature, handler.feature_namespaces, 1)
parser.close()
parser.close()
print('---- name spaces')
parser = xml.sax.make_parser()
parser.setFeature(handler.feature_namespaces, True)
parser.setContentHandler(teller)
parser.parse(io.StringIO('<a xmlns="d" xmlns:x="urn" x:q="1" r="2">\n <x:b/></a>'))
print('---- errors')
for bad in '<a>', '<a></b>', '', '<a/>x', '<a>&nope;</a>':
    for errors in None, handler.ErrorHandler():
        try:
            xml.sax.parseString(bad, handler.ContentHandler(), errors)
        except xml.sax.SAXParseException as e:
            print(e, e.getLineNumber(), e.getColumnNumber(), e.getMessage(), type(e.getException()).__name__, e.getSystemId(), e.getPublicId(), e.args)
show(xml.sax.make_parser, ['no.such.module'])


class Calm(handler.ErrorHandler):
    def fatalError(self, exception):
        print('fatal', exception)


xml.sax.parseString(b'<a><b></a>', teller, Calm())
print('---- files')
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    with open('in.xml', 'w') as f:
        f.write('<!DOCTYPE a [<!ENTITY more SYSTEM "more.xml">]><a>&more;</a>')
    with open('more.xml', 'w') as f:
        f.write('<inside/>')
    xml.sax.parse('in.xml', teller)
    parser = xml.sax.make_parser()
    parser.setFeature(handler.feature_external_ges, True)
    parser.setContentHandler(teller)
    parser.parse('in.xml')
    with open('in.xml', 'rb') as f:
        source = saxutils.prepare_input_source(f)
        print(source.getSystemId(), source.getByteStream() is f, source.getCharacterStream(), source.getEncoding(), source.getPublicId())
    os.chdir('/')
print('---- attributes')
attrs = xmlreader.AttributesImpl({'a': '1', 'b': '2'})
print(len(attrs), attrs['a'], attrs.getNames(), attrs.getQNames(), attrs.getType('a'), attrs.getValue('b'), attrs.getValueByQName('a'), attrs.getNameByQName('a'),
      attrs.getQNameByName('b'), attrs.keys(), attrs.values(), attrs.items(), 'a' in attrs, attrs.get('z', 5), attrs.copy().items(), attrs.getLength())
show(attrs.getValue, 'z')
show(attrs.getNameByQName, 'z')
attrs = xmlreader.AttributesNSImpl({('u', 'a'): '1'}, {('u', 'a'): 'x:a'})
print(attrs.getQNames(), attrs.getValueByQName('x:a'), attrs.getNameByQName('x:a'), attrs.getQNameByName(('u', 'a')), attrs.copy().items())
show(attrs.getValueByQName, 'z')
print('---- writing')
print(saxutils.escape('<a> & "b"', {'"': '&quot;'}), saxutils.unescape('&lt;a&gt; &amp;amp; &q;', {'&q;': 'Q'}))
for text in 'plain', 'a"b', "a'b", 'a"b\'c<\n\t\r':
    print(saxutils.quoteattr(text), saxutils.quoteattr(text, {'a': '[a]'}))
for short in False, True:
    for namespaces in False, True:
        out = io.StringIO()
        parser = xml.sax.make_parser()
        parser.setFeature(handler.feature_namespaces, namespaces)
        parser.setContentHandler(saxutils.XMLGenerator(out, 'utf-8', short))
        parser.parse(io.StringIO('<a xmlns="d" xmlns:x="urn" x:q="1&quot;">\n<x:b/><?p i?>é&lt;<c k="&amp;"></c></a>'))
        print(out.getvalue())
out = io.BytesIO()
xml.sax.parseString('<a>é€</a>', saxutils.XMLGenerator(out, 'iso-8859-1'))
print(out.getvalue())


class Upper(saxutils.XMLFilterBase):
    """A filter."""

    def startElement(self, name, attrs):
        super().startElement(name.upper(), attrs)

    def endElement(self, name):
        super().endElement(name.upper())


out = io.StringIO()
upper = Upper(xml.sax.make_parser())
upper.setContentHandler(saxutils.XMLGenerator(out, 'utf-8'))
upper.parse(io.StringIO('<a><b x="y">text</b></a>'))
print(out.getvalue(), upper.getFeature(handler.feature_namespaces), upper.getParent() is not None)
show(upper.setProperty, 'x', 1)
try:
    upper.parse(io.StringIO('<a><b></a>'))
except xml.sax.SAXParseException as e:
    print(e)
