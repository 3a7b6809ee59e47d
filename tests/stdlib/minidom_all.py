# xml.dom and xml.dom.minidom: trees made, read, changed, written.
import io
import os
import tempfile
import xml.dom
from xml.dom import minidom
from xml.dom.minidom import Node, parse, parseString


def show(f, *args):
    try:
        print(repr(f(*args)).split(' at 0x')[0])
    except Exception as e:
        print(type(e).__name__, str(e).split(' at 0x')[0])


print([n for n in dir(xml.dom) if n.endswith(('Err', '_ERR', 'NAMESPACE'))], xml.dom.NotFoundErr().code, xml.dom.NOT_FOUND_ERR)
show(xml.dom.DOMException)
print([(n, getattr(Node, n)) for n in dir(Node) if n.endswith('_NODE')])
TEXT = '''<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<!DOCTYPE library SYSTEM "lib.dtd">
<!-- top -->
<?target data here?>
<library xmlns="urn:l" xmlns:x="urn:x" name="main &amp; co">
  <book id="1" x:lang="en"><title>A &lt;B&gt;</title><![CDATA[raw <data>]]></book>
  <book id="2"/>
  <x:note>text<b>bold</b>tail</x:note>
</library>
'''
doc = parseString(TEXT)
root = doc.documentElement
print(doc.nodeName, doc.nodeType, doc.version, doc.encoding, doc.standalone, [n.nodeName for n in doc.childNodes], doc.doctype.systemId, doc.doctype.name)
print(root.tagName, root.namespaceURI, root.prefix, root.localName, sorted(root.attributes.keys()), root.getAttribute('name'), repr(root)[:24])
print([b.getAttribute('id') for b in root.getElementsByTagName('book')], len(doc.getElementsByTagName('*')), doc.getElementsByTagName('x:note')[0].localName,
      len(doc.getElementsByTagNameNS('urn:x', 'note')), len(doc.getElementsByTagNameNS('*', '*')), len(doc.getElementsByTagNameNS('urn:l', '*')))
book = root.getElementsByTagName('book')[0]
print(book.getAttributeNS('urn:x', 'lang'), book.hasAttribute('id'), book.hasAttributeNS('urn:x', 'lang'), book.hasAttributes(), book.getAttribute('nope') == '')
print([(n.nodeType, n.nodeName, n.nodeValue) for n in book.childNodes], book.firstChild.firstChild, book.lastChild, book.childNodes[1].data)
print(doc.toxml())
print(doc.toxml('utf-8'))
print(doc.toprettyxml(indent='  '))
print(doc.toprettyxml(encoding='ascii', standalone=False)[:70], book.toxml())
w = io.StringIO()
doc.writexml(w, ' ', '--', '\n', 'x')
print(w.getvalue()[:120])

# ---- making ----
impl = minidom.getDOMImplementation()
print(impl.hasFeature('core', '2.0'), impl.hasFeature('XML', None), impl.hasFeature('x', ''), minidom.getDOMImplementation('core 2.0 xml') is impl, minidom.getDOMImplementation('nope'))
d = impl.createDocument(None, 'root', None)
r = d.documentElement
a = d.createElement('a')
a.setAttribute('k', 'v"<&>\n\t')
r.appendChild(a)
a.appendChild(d.createTextNode('one & two'))
r.appendChild(d.createComment(' note '))
r.appendChild(d.createProcessingInstruction('php', 'echo'))
c = r.appendChild(d.createElementNS('urn:n', 'n:c'))
c.setAttributeNS('urn:n', 'n:k', '1')
c.setAttributeNS('urn:n', 'm:k', '2')
c.appendChild(d.createCDATASection('<&>'))
print(r.toxml())
print(d.toprettyxml())
e = d.createElement('e')
print(r.insertBefore(e, a) is e, [n.nodeName for n in r.childNodes], a.previousSibling is e, e.nextSibling is a, e.parentNode is r)
print(r.replaceChild(d.createTextNode('t'), e) is e, e.parentNode, r.removeChild(r.firstChild).data, r.firstChild is a, a.previousSibling)
frag = d.createDocumentFragment()
for i in range(3):
    frag.appendChild(d.createElement('f%d' % i))
r.insertBefore(frag, None)
print([n.nodeName for n in r.childNodes], frag.childNodes, r.lastChild.nodeName, r.hasChildNodes(), r.childNodes.length, r.childNodes.item(0) is a, r.childNodes.item(99))
frag.appendChild(d.createElement('g'))
r.replaceChild(frag, a)
print(r.firstChild.nodeName, r.toxml())
t = d.createTextNode('hello world')
p = d.createElement('p')
p.appendChild(t)
t2 = t.splitText(5)
print(t.data, t2.data, len(p.childNodes), t.wholeText, t, t2.length, len(t2))
p.appendChild(d.createTextNode(''))
p.appendChild(d.createTextNode('!'))
p.normalize()
print(p.toxml(), len(p.childNodes))
t = p.firstChild
t.appendData('abc')
t.insertData(0, '>>')
t.deleteData(2, 5)
t.replaceData(0, 2, '<')
print(t.data, t.substringData(0, 3), t.replaceWholeText('new').data, t.isWhitespaceInElementContent)
for args in ((-1, 1), (99, 1), (0, -1)):
    show(t.substringData, *args)
show(t.splitText, 99)
show(t.appendChild, a)
show(t.insertBefore, a, None)
show(t.removeChild, a)
show(t.replaceChild, a, a)
show(d.appendChild, d.createElement('second'))
show(r.appendChild, d)
show(r.removeChild, d.createElement('x'))
show(r.insertBefore, d.createElement('x'), d.createElement('y'))
show(r.replaceChild, d.createElement('x'), d.createElement('y'))
show(d.createTextNode, 5)
show(d.createComment('a--b').toxml)
show(d.createCDATASection(']]>').toxml)
show(impl.createDocument, None, None, impl.createDocumentType('q', 'p', 's'))
show(impl.createDocument, None, 'p:q', None)
show(impl.createDocument, 'urn:x', 'xml:q', None)

# ---- attributes ----
m = c.attributes
print(len(m), m.length, m.items(), m.itemsNS(), sorted(m.keys()), 'm:k' in m, ('urn:n', 'k') in m, m['n:k'].value, m[('urn:n', 'k')].name, m.item(0).nodeName, m.item(5), m.get('z'))
m['new'] = 'val'
print(m.getNamedItem('new').value, m.getNamedItemNS('urn:n', 'k').prefix, c.getAttributeNode('new').specified, c.getAttributeNode('new').ownerElement is c)
del m['new']
show(m.__getitem__, 'new')
show(m.removeNamedItem, 'new')
show(m.__setitem__, 'x', 5)
attr = d.createAttribute('b')
attr.value = 'bee'
print(c.setAttributeNode(attr), c.getAttribute('b'), attr.nodeValue, attr.firstChild.data, attr.nodeName, attr.localName)
show(r.setAttributeNode, attr)
c.removeAttribute('b')
show(c.removeAttribute, 'b')
show(c.removeAttributeNS, 'urn:n', 'zz')
show(c.removeAttributeNode, attr)
attr.prefix = 'pre'
print(attr.name, attr.ownerElement is c)
r.setAttribute('id', 'i1')
print(d.getElementById('i1'))
r.setIdAttribute('id')
print(d.getElementById('i1') is r, r.getAttributeNode('id').isId)
show(r.setIdAttribute, 'none')

# ---- copies ----
copy = r.cloneNode(False)
deep = r.cloneNode(True)
print(copy.toxml(), deep.toxml() == r.toxml(), deep.parentNode, deep.isSameNode(r))
other = impl.createDocument(None, 'other', None)
got = other.importNode(c, True)
other.documentElement.appendChild(got)
print(other.toxml(), got.ownerDocument is other)
show(other.importNode, d, True)
print(d.cloneNode(True).toxml() == d.toxml(), d.cloneNode(False))


class Handler:
    def handle(self, operation, key, data, src, dst):
        print('handled', operation, key, data)


print(c.setUserData('k', 1, Handler()), c.getUserData('k'), c.getUserData('z'))
c.cloneNode(True)
print(c.setUserData('k', None, None), c.getUserData('k'))
print(c.isSupported('core', '1.0'), c.getInterface('core') is c, c.getInterface('zz'))

# ---- reading ----
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, 'f.xml')
    with open(path, 'w') as f:
        f.write('<a>\u00e9<b/></a>')
    print(parse(path).toxml())
    with open(path, 'rb') as f:
        print(parse(f).documentElement.firstChild.data)
print(parse(io.StringIO('<q/>')).toxml(), parseString(b'<q>&#65;&amp;</q>').documentElement.firstChild.data)
for bad in '', '<a>', '<a></b>', '<a b=1/>', 'x', '<a/><b/>':
    show(parseString, bad)
show(parse, '/nonexistent.xml')
with parseString('<z><y/></z>') as z:
    print(z.toxml())
print(z.childNodes, z.documentElement)
print(xml.dom.getDOMImplementation() is impl, xml.dom.getDOMImplementation('minidom') is impl)
xml.dom.registerDOMImplementation('mine', lambda: 'made')
print(xml.dom.getDOMImplementation('mine'))
show(xml.dom.getDOMImplementation, 'absent')
dt = impl.createDocumentType('html', '-//P', 'sys')
print(dt.toxml(), dt.name, dt.publicId, dt.cloneNode(False).name, impl.createDocument('urn:h', 'html', dt).toxml())
