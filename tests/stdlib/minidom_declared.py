# xml.dom.minidom: entities and notations of a document type, and the small classes of the module.
import xml.dom.minidom as m


def attempt(function, *args):
    try:
        print(function.__name__, args, function(*args))
    except Exception as e:
        print(function.__name__, args, type(e).__module__, type(e).__name__, e)


def describe(node):
    print(type(node).__name__, node.nodeName, node.nodeType, node.publicId, node.systemId, getattr(node, 'notationName', '-'), node.nodeValue,
          node.attributes, [child.data for child in node.childNodes], node.parentNode, type(node.ownerDocument).__name__)


TEXT = '''<!DOCTYPE a [<!ENTITY e "v"><!ENTITY % p "w"><!ENTITY e "again"><!NOTATION n PUBLIC "p" "s">
<!ENTITY u PUBLIC "pp" "f.gif" NDATA n><!NOTATION k SYSTEM "t">]><a>&e;</a>'''
document = m.parseString(TEXT)
for doctype in document.doctype, document.cloneNode(True).doctype:
    print(type(doctype.entities).__name__, len(doctype.entities), doctype.entities.length, len(doctype.notations))
    for group in doctype.entities, doctype.notations:
        for i in range(group.length):
            describe(group.item(i))
    print(doctype.entities['e'] is doctype.entities.item(0), doctype.entities.getNamedItem('nothing'))
entity, notation, group = document.doctype.entities['u'], document.doctype.notations['n'], document.doctype.entities
for function, args in [(entity.appendChild, (1,)), (entity.insertBefore, (1, 2)), (entity.removeChild, (1,)), (entity.replaceChild, (1, 2)),
                       (entity._get_version, ()), (entity._get_encoding, ()), (entity._get_actualEncoding, ()), (notation._get_publicId, ()),
                       (notation.appendChild, (1,)), (notation.hasChildNodes, ()), (group.removeNamedItem, ('e',)),
                       (group.removeNamedItemNS, ('e', 'f')), (group.setNamedItem, (1,)), (group.setNamedItemNS, (1,)),
                       (group.getNamedItem, ('q',)), (group.__getitem__, ('q',)), (group.__getitem__, (('q', 'r'),)), (group.item, (-1,)),
                       (group.item, (9,)), (m.Notation, ('n',)), (m.Entity, ())]:
    attempt(function, *args)
bare = m.DocumentType('x:y')
print(bare.name, bare.entities.length, bare.notations.__getstate__(), bare.publicId)
print(m.parseString('<!DOCTYPE a SYSTEM "b"><a/>').doctype.entities.length)
made = m.getDOMImplementation().createDocumentType('q', 'p', 's')
made.notations = m.ReadOnlySequentialNamedNodeMap([m.Notation('x', 'y', 'z')])
print(len(made.cloneNode(True).notations), len(made.cloneNode(False).notations), made._get_publicId(), made._get_systemId())

info = m.ElementInfo('tag')
print(info.tagName, info.getAttributeType('a'), info.getAttributeTypeNS('a', 'b'), info.isElementContent(), info.isEmpty(), info.isId('x'),
      info.isIdNS('a', 'b'), info.__getstate__())
empty = m.EmptyNodeList()
print(empty, empty.item(0), empty.length, empty + [1], [1] + empty, type(empty + [1]).__name__, type([1] + empty).__name__, m.StringTypes)
attempt(setattr, empty, 'length', 3)


class Counted:
    def _get_count(self):
        return 7


m.defproperty(Counted, 'count', doc='How many.')
print(Counted().count, Counted.count.__doc__)
attempt(m.defproperty, Counted, 'other', 'There is no such method.')
try:
    Counted().count = 8
except m.xml.dom.NoModificationAllowedErr as e:
    print(e, e.code)
for name in 'Entity', 'Notation', 'DocumentType', 'Identified', 'ElementInfo', 'ReadOnlySequentialNamedNodeMap':
    kind = getattr(m, name)
    print(name, kind.__module__, [c.__name__ for c in kind.__mro__], [n for n in dir(kind) if n[0] != '_' and n != 'childNodes'])   # of the class or of each node
