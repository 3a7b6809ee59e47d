"""xml.etree.ElementTree: targets, events, files of all kinds, what cannot be written, indentation."""
import io
import xml.etree.ElementTree as ET


class Log:
    def doctype(self, *a):
        print('doctype', a)

    def start(self, tag, attrs):
        print('start', tag, attrs)
        return tag

    def close(self):
        return 'closed'


for doc in ('<!DOCTYPE a><a/>', '<!DOCTYPE a SYSTEM "x.dtd"><a/>', '<!DOCTYPE a PUBLIC "-//p" "x.dtd"><a b="1"/>',
            '<!DOCTYPE a [<!ENTITY e "E">]><a>&e;</a>', '<!DOCTYPE a SYSTEM "x"><a>&e;</a>', '<a>&e;</a>', '<a>', '<a></b>'):
    try:
        print(ET.fromstring(doc, ET.XMLParser(target=Log())))
    except ET.ParseError as e:
        print(type(e).__name__, e, e.code, e.position)
events = ('start', 'end', 'start-ns', 'end-ns', 'comment', 'pi')
doc = b'<?go now?><a xmlns="u" xmlns:p="v"><!-- c --><p:b k="1">t</p:b>x</a>'
it = ET.iterparse(io.BytesIO(doc), events)
print(it.root if hasattr(it, 'root') else 'no root')
for event, what in it:
    print(event, what if not isinstance(what, ET.Element) else (what.tag if isinstance(what.tag, str) else what.text))
print(it.root.tag)
it.close()
it = ET.iterparse(io.BytesIO(b'<a><b></a>'))
try:
    print(list(it))
except ET.ParseError as e:
    print(e)
print(list(it))
p = ET.XMLPullParser(['start', 'end'])
p.feed('<a><b')
print([(e, x.tag) for e, x in p.read_events()])
p.feed('/></a>')
print([(e, x.tag) for e, x in p.read_events()])
p.close()
for f in (p.feed, lambda x: p.flush()):
    try:
        f('x')
    except ValueError as e:
        print(e)
try:
    ET.XMLPullParser(['oops'])
except ValueError as e:
    print(e)


class Only:
    def __init__(self):
        self.got = []

    def write(self, data):
        self.got.append(data)


root = ET.fromstring('<a xmlns:q="urn:q"><q:b q:k="v&lt;&quot;&#10;">x &amp; \u00e9</q:b><br/><script>a&lt;b</script></a>')
o = Only()
ET.ElementTree(root).write(o)
print(b''.join(o.got))
for enc in ('utf-8', 'utf-16', 'latin-1', 'unicode'):
    print(ET.tostring(root, enc), ET.tostring(root, enc, xml_declaration=True)[:30])
for method in ('xml', 'html', 'text'):
    print(ET.tostring(root, 'unicode', method), ET.tostring(root, method=method, short_empty_elements=False))
print(ET.tostring(ET.fromstring('<a xmlns="u"><b/></a>'), 'unicode', default_namespace='u'))
try:
    ET.tostring(root, default_namespace='urn:q')
except ValueError as e:
    print(e)
for bad in (5, b'x', None):
    e = ET.Element('a')
    e.text = bad
    try:
        print(ET.tostring(e))
    except TypeError as exc:
        print(exc)
    e = ET.Element('a', {'k': bad})
    try:
        print(ET.tostring(e))
    except TypeError as exc:
        print(exc)
for bad in (ET.Element(5), ET.Element('a', {5: 'x'})):
    try:
        print(ET.tostring(bad))
    except TypeError as exc:
        print(exc)
t = ET.fromstring('<a>text<b><c/><d>x</d></b><e/></a>')
ET.indent(t)
print(ET.tostring(t, 'unicode'))
ET.indent(t, '\t', 2)
print(repr(ET.tostring(t, 'unicode')))
q = ET.QName('u', 't')
print(q, repr(q), q == '{u}t', q < 'z', q >= ET.QName('{u}t'), hash(q) == hash('{u}t'), q != 'x')
b = ET.TreeBuilder(insert_comments=True, insert_pis=True)
b.start('a', {})
b.data('1')
b.comment('c')
b.data('2')
b.pi('t', 'x')
b.data('3')
b.end('a')
print(ET.tostring(b.close()))
try:
    b.end('a')
except IndexError as e:
    print(e)
