# xml.parsers.expat: handlers, attributes, positions, errors.
from xml.parsers import expat
import io
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
names = ('StartElementHandler EndElementHandler CharacterDataHandler CommentHandler ProcessingInstructionHandler StartNamespaceDeclHandler EndNamespaceDeclHandler '
         'StartCdataSectionHandler EndCdataSectionHandler XmlDeclHandler StartDoctypeDeclHandler EndDoctypeDeclHandler EntityDeclHandler NotationDeclHandler UnparsedEntityDeclHandler SkippedEntityHandler').split()
doc = b'''<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<!DOCTYPE a SYSTEM "sys" [<!ENTITY e "val"><!NOTATION n SYSTEM "ns"><!ENTITY u SYSTEM "us" NDATA n><!ATTLIST b d CDATA "dflt">]>
<a xmlns:p="http://p" z="1" y="2">text &amp; &e;<!--comment--><?pi data?><![CDATA[<cd>]]><p:b/></a>'''
for sep, opts in ((None, {}), (' ', dict(buffer_text=True)), ('}', dict(ordered_attributes=True, buffer_text=True)), (None, dict(specified_attributes=True, buffer_text=True))):
    p = expat.ParserCreate(namespace_separator=sep)
    for k, v in opts.items(): setattr(p, k, v); print(k, getattr(p, k))
    for n in names: setattr(p, n, lambda *a, n=n: print(n, a))
    print(p.Parse(doc, True), p.CurrentLineNumber, p.CurrentByteIndex, p.ErrorCode)
p = expat.ParserCreate(); p.DefaultHandler = lambda d: print('default', repr(d)); p.Parse('<a>x &amp; y</a>', True)
p = expat.ParserCreate(); p.DefaultHandlerExpand = lambda d: print('expand', repr(d)); p.StartElementHandler = lambda *a: print(p.CurrentLineNumber, p.CurrentColumnNumber); p.Parse('<a>\n <b/></a>', True); print(p.StartElementHandler is not None, p.EndElementHandler)
p = expat.ParserCreate(); t(lambda: p.ParseFile(io.BytesIO(b'<a><b></a>')))
for s in ('<a>', '<a></b>', '<a b=1/>', '&', '<a/><b/>', '<a>&x;</a>'):
    try: expat.ParserCreate().Parse(s, True)
    except expat.ExpatError as e: print(e, e.code, e.lineno, e.offset, expat.errors.messages[e.code])
def bad(*a): raise KeyError('stop')
p = expat.ParserCreate(); p.StartElementHandler = bad; t(lambda: p.Parse('<a><b/></a>', True)); t(lambda: p.Parse('<a/>'))
p = expat.ParserCreate(); p.SetBase('/base'); print(p.GetBase(), p.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS), p.UseForeignDTD(True)); p.UseForeignDTD(False)
def ext(context, base, sysid, pubid):
    print(context, base, sysid, pubid); sub = p.ExternalEntityParserCreate(context); sub.Parse('<in/>', True); return 1
p.ExternalEntityRefHandler = ext; p.StartElementHandler = lambda n, a: print('start', n); p.Parse('<!DOCTYPE a [<!ENTITY x SYSTEM "file">]><a>&x;</a>', True)
t(lambda: expat.ParserCreate(namespace_separator='ab')); print(expat.ErrorString(3), expat.errors.XML_ERROR_SYNTAX, expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH], expat.model.XML_CTYPE_SEQ, expat.model.XML_CQUANT_PLUS, expat.error is expat.ExpatError, expat.native_encoding, expat.ExpatError.__mro__[1])
p = expat.ParserCreate('iso-8859-1'); p.CharacterDataHandler = lambda d: print(ascii(d)); p.Parse(b'<a>\xe9</a>', True)
