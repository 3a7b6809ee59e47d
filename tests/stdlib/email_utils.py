# Addresses, dates, parameters, policies, parts by kind.
import email.utils as u, email.policy as P, random, datetime, io, pickle, copy, email, email.generator, email.errors
r=random.Random(11)
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except Exception as e: print(type(e).__name__, e)
ad=['a@b.c','Name <a@b.c>','"Q, N" <q@n>','<x@y>','(comment) a@b (c2)','gr: a@b, c@d;','gr:;','bad','@x','a@','a b@c','\u00fc N <u@v>','J. R. <j@r>','"x y"@z','a . b@c','a@[1.2.3.4]','<@r:a@b>','N <>',',','','a@b, ,c@d','"unclosed <a@b>','N <a@b','(un','x <a@b> y','N <a@b> (cm)','"a\\"b" <c@d>','a@b (c (d) e)','a@b@c','<a@b', 'a\\b <c@d>', ';', 'x:y', '[x]', 'A <a@b> <c@d>', "'q' <a@b>"]
for a in ad: t(u.parseaddr,a); t(u.parseaddr,a,strict=False); t(u.getaddresses,[a]); t(u.getaddresses,[a],strict=False)
for n in range(120):
    v=[', '.join(r.choice(ad) for _ in range(r.choice((1,2,3)))) for _ in range(r.choice((1,2)))]
    t(u.getaddresses,v); t(u.getaddresses,v,strict=False); t(u.parseaddr,v[0]); t(u.parseaddr,v[0],strict=False)
for a in (('A','a@b'),('A, B','a@b'),('\u00fc','a@b'),('','a@b'),(None,'a@b'),('a"b\\','x@y'),('A','\u00fc@b'),('A',None)): t(u.formataddr,a); t(u.formataddr,a,'latin-1')
dates=['Fri, 09 Nov 2001 01:08:47 -0000','09 Nov 2001 01:08:47 +0130','9 Nov 2001','Nov 9 2001 01:08','Sun Nov  6 08:49:37 1994','Sunday, 06-Nov-94 08:49:37 GMT','Wed, 3 Apr 2002 12.34.56.78+0800','','x','13 Xyz 2001','1 Jan 70 00:00:00 EST','1 Jan 68 00:00 PDT','Tue,3 Mar 2020 1:2:3 Z','3 Mar 2020 10:20:30 +25','3 Mar 2020 10:20:30 -0430 (x)','3-Mar-2020 10:20','Thu, 1 Jan 1970','1 Jan 2020 24:00:00 +0000','31 Feb 2020 10:00 +0000','Mon, 1 Jan 2020 10:00:00 ABC','2020-01-02','1 January 2020 10:00:00','jan 1 2020 10:00:00','1 jan 2020 10:00:00 utc', '1 Jan 2020 1000 +0000', '1 Jan 2020, 10:00', 'Tue 3 Mar 2020 10:00:00']
for d in dates: t(u.parsedate,d); t(u.parsedate_tz,d); t(u.parsedate_to_datetime,d)
for z in (None, datetime.timezone.utc, datetime.timezone(datetime.timedelta(hours=5,minutes=30)), datetime.timezone(datetime.timedelta(hours=-3))): t(u.format_datetime,datetime.datetime(2020,2,29,1,2,3,tzinfo=z)); t(u.format_datetime,datetime.datetime(2020,2,29,1,2,3,tzinfo=z),True)
for v in (0,1e9,-1): t(u.formatdate,v); t(u.formatdate,v,usegmt=True); t(u.formatdate,v,localtime=True)
t(u.mktime_tz,(2001,11,9,1,8,47,0,1,-1,None)); t(u.mktime_tz,(2001,11,9,1,8,47,0,1,-1,3600))
for s in ('x',"utf-8'en'%20a","a'b",'plain%20',"''x"): t(u.decode_rfc2231,s); t(u.encode_rfc2231,s); t(u.encode_rfc2231,s,'utf-8'); t(u.encode_rfc2231,s,'utf-8','en'); t(u.unquote,s); t(u.quote,s)
for p in ([('a',''),('f*0','x'),('f*1','y')],[('a',''),('f*0*',"utf-8'en'%C3"),('f*1*','%BC')],[('a',''),('f*',"utf-8''%C3")],[('a',''),('b','"q\\"x"'),('b','2')],[('a',''),('f*1','y'),('f*0','x')]): t(u.decode_params,p)
for v in ('x','"x"',('utf-8','','\xc3\xbc'),(None,None,'x'),('nosuch','','x'),('us-ascii','','\xc3')): t(u.collapse_rfc2231_value,v); t(u.collapse_rfc2231_value,v,'strict')
t(lambda: u.localtime(datetime.datetime(2020,1,1,tzinfo=datetime.timezone.utc)).utcoffset()); print(u.make_msgid('id','dom').split('.')[-1])
print(P.default, P.SMTP, P.strict, P.HTTP, P.compat32, P.SMTPUTF8, P.EmailPolicy(utf8=True).utf8, P.Compat32(linesep='x'))
for p in (P.default,P.compat32): t(setattr,p,'linesep','x'); t(setattr,p,'zz','x'); t(p.clone,zz=1); t(lambda: (p+P.strict).raise_on_defect); t(p.fold,'X','y'*100); t(p.fold_binary,'X','y \udcfc'); t(p.header_max_count,'to'); t(p.header_source_parse,['A: b\n',' c\n']); t(p.header_store_parse,'A','b'); t(p.header_fetch_parse,'A','b\n c')
t(P.Policy); t(P.EmailPolicy,zz=1); t(lambda: email.message_from_string('A b\n',policy=P.strict)['x']); t(lambda: email.message_from_string('To: a@b c\n\n',policy=P.strict)['to'].defects)
for rs in ('none','long','all'):
    p=P.default.clone(refold_source=rs,max_line_length=40); m=email.message_from_string('Subject: '+'word '*20+'\nTo: a@b,\n c@d\nX: short\n value\n\nx',policy=p); print(repr(m.as_string()))
h=P.default.header_factory('to','A <a@b>'); h2=pickle.loads(pickle.dumps(h)); print(h2==h, h2.addresses, type(h2).__name__); m=email.message_from_string('To: a@b\nSubject: x\n\nb',policy=P.default); m2=copy.deepcopy(m); print(m2['to'].addresses, str(m2)==str(m))
src='Content-Type: multipart/mixed; boundary=B\n\n--B\n\ntext\n--B\nContent-Type: image/png\nContent-Description: d\n\nxx\n--B--\n'
o=io.StringIO(); email.generator.DecodedGenerator(o).flatten(email.message_from_string(src)); print(repr(o.getvalue()))
class M(email.message.Message): pass
print(type(email.message_from_string('a: b\n\n',_class=M)).__name__, type(email.message_from_string('a: b\n\n',policy=P.default.clone(message_factory=M))).__name__)
m=email.message_from_string('X: 1\nX: 2\n\n'); m.replace_header('x','3'); print(m.items(), m.get_all('X'), m.get_all('q'), m.values(), m.keys(), 'x' in m, m.get('y',5), list(m.raw_items()));
m=email.message.Message(); m.add_header('Content-Disposition','attachment',filename='a"b.txt',size=None,x_y='1'); m.add_header('N','v',f=('utf-8','','\u00fc')); m.add_header('O',None,k='\u00fc v'); print(m.items()); print(m.get_params(header='content-disposition'), m.get_param('f',header='n'), m.get_filename())
m=email.message.Message(); m['Content-Type']='text/plain; a=1; b="x;y"'; m.set_param('a','2'); print(m['content-type']); m.set_param('c','\u00fc',charset='utf-8'); print(m['content-type'], m.get_param('c')); m.del_param('b'); m.set_type('a/b'); print(m.items(), m.get_content_charset(), m.get_boundary()); t(m.set_boundary,'x y'); print(m.items()); t(email.message.Message().set_boundary,'x'); t(m.set_type,'bad'); t(m.get_payload,0); t(m.attach,'x'); t(m.attach,'y'); print(m.get_payload(), m.is_multipart())
from email.mime.image import MIMEImage; from email.mime.audio import MIMEAudio
for d in (b'\x89PNG\r\n\x1a\n', b'GIF89a', b'\xff\xd8\xff\xe0..JFIF', b'BM123', b'RIFF1234WEBP', b'junk', b'P5 1', b'II*\0'):
    try: print(MIMEImage(d).get_content_type())
    except Exception as e: print(type(e).__name__,e)
for d in (b'.snd1234', b'RIFF1234WAVEfmt ', b'FORM1234AIFF', b'junk'):
    try: print(MIMEAudio(d).get_content_type())
    except Exception as e: print(type(e).__name__,e)
from email import iterators, encoders
m=email.message_from_string(src); o=io.StringIO(); iterators._structure(m,o,include_default=True); print(o.getvalue(), list(iterators.body_line_iterator(m)), [p.get_content_type() for p in iterators.typed_subpart_iterator(m,'image')])
for e in (encoders.encode_base64,encoders.encode_quopri,encoders.encode_7or8bit,encoders.encode_noop):
    m=email.message.Message(); m.set_payload('a b\t=\n\udcfc x'); e(m); print(m.items(), repr(m._payload))
