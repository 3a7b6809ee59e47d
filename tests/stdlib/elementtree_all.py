# xml.etree.ElementTree: reading, writing, paths, events, builders, namespaces, canonical form, errors.
import xml.etree.ElementTree as ET, io, copy, warnings, os
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
S=lambda e,**k: ET.tostring(e,encoding='unicode',**k)
print(ET.__all__, ET.VERSION)
doc='''<?xml version="1.0"?>
<!-- top --><data xmlns:p="http://p" a="1&amp;2">text
  <country name="A"><rank>1</rank><year>2008</year><neighbor name="X" direction="E"/></country>
  <country name="B"><rank>4</rank><!-- c --><year>2011</year></country>tail
  <p:item p:k="v">привет &lt;мир&gt; &#65;</p:item><?pi data?>
</data>'''
r=ET.fromstring(doc); print(r.tag,r.attrib,repr(r.text),len(r),[c.tag for c in r],r[0].get('name'),r[2].tag,r[2].attrib,r[2].text,repr(r[1].tail),[e.tag for e in r.iter()],list(r.itertext())[:4])
print(S(r)); print(ET.tostring(r)); print(ET.tostring(r,encoding='utf-8')); print(ET.tostring(r,encoding='cp1251',xml_declaration=True)); print(S(r,xml_declaration=True)); print(S(r,method='text')); print(S(r,method='html')); print(S(ET.XML('<a><br/><script>a&lt;b</script><b></b></a>'),method='html'),S(ET.XML('<a><b/></a>'),short_empty_elements=False))
for p in ('country','./country/rank','.//rank','country[@name]',"country[@name='B']",'country[rank]',"country[rank='4']",'country[1]','country[last()]','country[last()-1]','*','.','..','.//rank/..','{http://p}item','{*}item','{http://p}*','{}*','//rank','country//year',"country[@name!='A']",".//*[.='1']",'country[year][2]','country/', "country[rank!='1']",'country[ @name = "A" ]'): print(p,end=' '); t(lambda:[e.tag for e in r.findall(p)])
for p in ('/x','[1]','a[','a[0]','a[last()+1]','a[foo()]','x:y','a[@x=]','a//','',"a[b='c'"): print(p,end=' '); t(lambda:r.findall(p))
t(lambda:r.find('p:item',{'p':'http://p'}).tag); t(lambda:r.findtext('country/rank')); t(lambda:r.findtext('nope','d')); t(lambda:r.find('nope')); t(lambda:list(r.iterfind('country'))[0].tag); t(lambda:[e.tag for e in r.iter('rank')]); t(lambda:r.findtext('{http://p}item')); t(lambda: [e.tag for e in r.findall('item',{'':'http://p'})])
e=ET.Element('root',{'a':'1'},b='2'); c=ET.SubElement(e,'child',x='y'); c.text='t'; c.tail='tl'; ET.SubElement(e,'k',{'q':'"<&\n\t>'}).text='<&>"'; e.append(ET.Comment('note')); e.append(ET.PI('targ','d')); e.insert(0,ET.Element('first')); print(S(e)); print(e.keys(),e.items(),e.get('zz'),e.get('zz',5)); e.set('n','v'); e.extend([ET.Element('x1'),ET.Element('x2')]); e.remove(c); print(S(e),[x.tag if isinstance(x.tag,str) else x.tag.__name__ for x in e[1:]]); e[0]=ET.Element('rep'); del e[1]; e[1:3]=[ET.Element('s')]; print(S(e)); c2=copy.copy(e); d=copy.deepcopy(e); print(c2[0] is e[0],d[0] is e[0],S(d)==S(e)); e.clear(); print(S(e))
t(lambda:e.append(3)); t(lambda:e.insert(0,None)); t(lambda:e.remove(ET.Element('q'))); t(lambda:e.remove(3)); t(lambda:e[9]); t(lambda:e.__setitem__(9,ET.Element('a'))); t(lambda:e.__delitem__(9)); t(lambda:e['x']); t(lambda:ET.Element('a',3)); t(lambda:ET.SubElement(3,'a')); t(lambda:e.extend([1])); t(lambda:e.extend(3)); t(lambda:e.__setitem__(0,3)); t(lambda: repr(e)[:15]); t(lambda:S(ET.Element(3))); e.text=5; t(lambda:S(e)); t(lambda:ET.ElementTree().write(io.BytesIO())); t(lambda:S(r,method='zz')); t(lambda:S(ET.Element('a'),default_namespace='u')); e.text=None; e.set('k',5); t(lambda:S(e))
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always'); print(bool(e)); print(w[0].category.__name__, w[0].message)
for s in ('<a>','<a></b>','','<a/><b/>','<a','<a b=c/>','<a>&foo;</a>','<a b="1" b="2"/>','text','<a>\n<b>\n</a>','<p:a/>',b'\xff','<a>&#0;</a>','<?xml version="1.0" encoding="nope"?><a/>','<!DOCTYPE a [<!ENTITY e "val">]><a>&e;</a>','<a><![CDATA[<x>&]]></a>','<!DOCTYPE html PUBLIC "-//x" "sys"><html/>'):
    try: print(repr(s),S(ET.fromstring(s)))
    except ET.ParseError as x: print(repr(s),x,x.code,x.position,isinstance(x,SyntaxError))
    except Exception as x: print(repr(s),type(x).__name__,x)
print(S(ET.fromstring('<?xml version="1.0" encoding="cp1251"?><a>Привет</a>'.encode('cp1251')))); print(S(ET.fromstring('<?xml version="1.0" encoding="koi8-r"?><a>Мир</a>'.encode('koi8-r'))), S(ET.fromstring('<a>é</a>'.encode('utf-16'))))
ns='<a xmlns="http://d" xmlns:x="http://x"><x:b x:q="1" r="2"/><c xmlns=""/></a>'; n=ET.fromstring(ns); print(S(n)); t(lambda:S(n,default_namespace='http://d')); ET.register_namespace('ex','http://x'); print(S(n)); t(lambda:ET.register_namespace('ns1','u')); q=ET.QName('http://x','t'); print(q,repr(q),q==ET.QName('{http://x}t'),q=='{http://x}t',hash(q)==hash('{http://x}t'),q<'z',S(ET.Element(q)),S(ET.Element('a',{q:'v','w':q})))
for ev in (None,('start','end'),('start-ns','end-ns','start'),('comment','pi')):
    print([(k,v.tag if hasattr(v,'tag') and isinstance(v.tag,str) else (v.text if hasattr(v,'text') else v)) for k,v in ET.iterparse(io.StringIO(doc) if False else io.BytesIO(doc.encode()),events=ev)])
it=ET.iterparse(io.BytesIO(b'<a><b/></a>')); print(it.root,[x for x,_ in it],it.root.tag); t(lambda:list(ET.iterparse(io.BytesIO(b'<a><b>')))); t(lambda:ET.iterparse(io.BytesIO(b''),events=('zz',))); t(lambda:ET.iterparse('/no/such'))
p=ET.XMLPullParser(['start','end']); p.feed('<a><b>'); print([(k,v.tag) for k,v in p.read_events()]); p.feed('</b></a>'); print([(k,v.tag) for k,v in p.read_events()]); p.flush(); p.close(); t(lambda:p.feed('x')); p=ET.XMLPullParser(); p.feed('<a></b>'); t(lambda:list(p.read_events()))
class T:
    def __init__(self): self.l=[]
    def start(self,tag,a): self.l.append(('s',tag,a))
    def end(self,tag): self.l.append(('e',tag))
    def data(self,d): self.l.append(('d',d))
    def comment(self,d): self.l.append(('c',d))
    def pi(self,a,b): self.l.append(('p',a,b))
    def doctype(self,*a): self.l.append(('dt',)+a)
    def start_ns(self,*a): self.l.append(('sn',)+a)
    def end_ns(self,*a): self.l.append(('en',)+a)
    def close(self): return self.l
x=ET.XMLParser(target=T()); x.feed('<!DOCTYPE a SYSTEM "s"><a xmlns:q="u">d<!--c--><?p i?><q:b/></a>'); print(x.close()); print(ET.XMLParser().version.split()[0])
class Bad:
    def start(self,t,a): raise RuntimeError('in handler')
    def end(self,t): pass
x=ET.XMLParser(target=Bad()); t(lambda:x.feed('<a/>'))
b=ET.TreeBuilder(insert_comments=True,insert_pis=True); b.start('a',{}); b.data('x'); b.comment('c'); b.data('y'); b.pi('t','d'); b.start('b',{}); b.end('b'); b.data('z'); b.end('a'); print(S(b.close())); t(lambda:ET.TreeBuilder().end('a')); print(S(ET.fromstring('<a><!--c--><?p q?></a>',ET.XMLParser(target=ET.TreeBuilder(insert_comments=True,insert_pis=True)))))
tree=ET.ElementTree(ET.fromstring('<a><b><c/></b><d>t</d></a>')); ET.indent(tree); print(S(tree.getroot())); ET.indent(tree,'\t',1); print(repr(S(tree.getroot()))); t(lambda:ET.indent(tree,level=-1)); f=io.BytesIO(); tree.write(f,xml_declaration=True,encoding='UTF-8'); print(f.getvalue()); f=io.StringIO(); tree.write(f,encoding='unicode'); print(len(f.getvalue())); print(tree.find('b').tag,tree.findtext('d'),[x.tag for x in tree.iter()],[x.tag for x in tree.findall('*')],tree.getroot().tag); name='/tmp/rondo-et-%d.xml'%os.getpid(); tree.write(name); print(S(ET.parse(name).getroot())==S(tree.getroot()),ET.ElementTree(file=name).getroot().tag); os.unlink(name); ET.dump(ET.fromstring('<a>x</a>')); print(ET.tostringlist(ET.fromstring('<a>x</a>'))!=[], b''.join(ET.tostringlist(ET.fromstring('<a>x</a>')))); print(ET.XMLID('<a id="1"><b id="2"/></a>')[1].keys(), ET.fromstringlist(['<a>','</a>']).tag, ET.iselement(tree.getroot()),ET.iselement(3))
for s,k in (('<b y="2" x="1"/>',{}),('<a xmlns:z="u" xmlns:y="v"><z:b y:q="1"/> <!--c--></a>',{}),('<a xmlns:z="u"><z:b/> <!--c--></a>',dict(with_comments=True)),('<a> x <b> y </b> </a>',dict(strip_text=True)),('<a xmlns:z="u"><z:b/></a>',dict(rewrite_prefixes=True)),('<a b="1" c="2"><d/><e/></a>',dict(exclude_attrs=['b'],exclude_tags=['d'])),('<a>&lt;&gt;&amp;"\r\n\t</a>',{}),('<?p q?><a t="&#9;&quot;"/><?r?>',{}),('<a xmlns:z="u"><t>z:x</t></a>',dict(qname_aware_tags=['t'],rewrite_prefixes=True))): print(ET.canonicalize(s,**k))
t(lambda:ET.canonicalize())
