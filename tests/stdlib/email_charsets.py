# quoted-printable, base64, character sets, headers of several character sets.
import email.quoprimime as q, email.base64mime as b, email.charset as c, random
from email.header import *
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except Exception as e: print(type(e).__name__, e)
r=random.Random(5)
for n in range(60):
    s=''.join(r.choice('ab =\t.\u00e9\r\n= xyz_?') for _ in range(r.choice((1,3,10,40,100))))
    t(q.body_encode,s,r.choice((76,4,5,6,10,20))); t(q.body_encode,s,76,'\r\n'); t(q.decode,s); t(q.decode,s,'\r\n')
    t(q.header_encode,s); t(q.header_decode,s); t(q.header_length,s.encode('latin-1')), t(q.body_length,s.encode('latin-1'))
    t(b.body_encode,s.encode(),r.choice((76,8,20)),r.choice(('\n','\r\n'))); t(b.header_encode,s.encode('latin-1')); t(b.decode,'YWJj'*n+'YQ==')
t(q.body_encode,'x',3); t(q.quote,'a'); t(q.unquote,'=41'); t(q.body_encode,'')
for n in ('utf-8','latin-1','us-ascii','koi8-r','iso-8859-15','KOI8-U','windows-1251'):
    C=c.Charset(n); print(C, repr(C), C.header_encoding, C.body_encoding, C.output_charset, C.input_codec, C.output_codec, C.get_output_charset(), C=='utf-8')
    t(C.get_body_encoding) if C.body_encoding else None
    for s in ('abc','\u0436 \u0436','\u00e9t\u00e9',''):
        t(C.header_encode,s); t(C.body_encode,s)
words='alpha beta, gamma; \u00e9t\u00e9 \u0436\u0436\u0436\u0436\u0436 <a@b.c>, "quoted, str" (comment) verylongword'.split(' ')+['x'*30,'\u0436'*40]
for n in range(80):
    s=' '.join(r.choice(words) for _ in range(r.choice((1,2,5,20))))
    h=Header(s, r.choice((None,'utf-8','us-ascii')) if n%3 else None, maxlinelen=r.choice((None,40,20,76)), header_name=r.choice((None,'Subject','X-Long-Name')))
    t(h.encode); t(str,h); t(h.encode,'; '); t(h.encode, maxlinelen=0); t(h.encode,linesep='\r\n')
    h.append('more', 'us-ascii'); 
    try: h.append(s,'iso-8859-1')
    except Exception as e: print(e)
    h.append('\u00fc','utf-8'); t(h.encode); t(str,h); t(decode_header,h)
    e=h.encode(); t(decode_header,e); t(lambda: str(make_header(decode_header(e))))
for s in ('=?utf-8?b?w7w=?= x =?iso-8859-1?q?=FC_a?=','=?utf-8?q?a?=  =?utf-8?q?b?=','=?utf-8?b?w7?=','=?utf-8?b?w?=','=?x?z?a?=','a =?utf-8?q?b?=c','  =?utf-8?q?b?=\n =?utf-8?q?c?= d','=?utf-8?q??='):
    t(decode_header,s)
t(Header('a\nX: y').encode); t(Header('a\n b\n  c','utf-8').encode); t(Header(b'\xff\xfe','unknown-8bit').encode); t(str,Header(b'\xff\xfe','unknown-8bit')); t(Header,b'\xff','us-ascii'); t(Header('a')==('a') and (lambda: 1)); t(lambda: c.add_charset('zz',1,3)); t(lambda: c.Charset('\u0436'))
c.add_charset('zz',c.QP,c.QP); c.add_alias('yy','zz'); c.add_codec('zz','latin-1'); t(c.Charset('yy').header_encode,'\u00e9')
