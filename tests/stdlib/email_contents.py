# Contents set and got, messages read and written, by several policies.
import email, email.policy, io, random, email.generator
from email.message import EmailMessage, Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.charset import Charset
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except Exception as e: print(type(e).__name__, e)
email.generator.Generator._make_boundary=classmethod(lambda c,text=None:'===BB===')
def dump(m):
    for p in (None, email.policy.SMTP, email.policy.default.clone(cte_type='7bit'), email.policy.SMTPUTF8):
        try: print(repr(m.as_string(policy=p)))
        except Exception as e: print('EXC',type(e).__name__,e)
        try: print(repr(m.as_bytes(policy=p)))
        except Exception as e: print('EXC',type(e).__name__,e)
texts=['Hi there\n','Hi','', 'Gr\u00fc\u00dfe\n', '\u0436'*90+'\n','x'*100,'a = b\n'*3+'\u00fc'*30+'\n','line\r\nline2\r\n','From me\n','trail \nspace\t\n', '.\n', 'a'*79+'\n'+'\u00e9'*20]
for s in texts:
    for kw in ({},dict(cte='base64'),dict(cte='quoted-printable'),dict(cte='8bit'),dict(cte='7bit'),dict(charset='latin-1'),dict(charset='us-ascii'),dict(subtype='html',cid='<x@y>',filename='f.html'),dict(disposition='inline',params={'x':'1'}),dict(cte='zz'),dict(headers=['X-A: 1','X-B: 2'])):
        m=EmailMessage(); m['Subject']='S \u00fc'
        try: m.set_content(s,**kw)
        except Exception as e: print('EXC',type(e).__name__,e); continue
        print(m.items()); t(m.get_content); t(lambda: m.get_payload()); t(lambda: m.get_payload(decode=True)); dump(m)
for pol in (email.policy.SMTP, email.policy.default.clone(max_line_length=40), email.policy.default.clone(cte_type='7bit')):
    for s in texts:
        m=EmailMessage(policy=pol); 
        try: m.set_content(s); dump(m); t(m.get_content)
        except Exception as e: print(type(e).__name__,e)
for data in (b'',b'abc',bytes(range(256)),b'x'*200):
    for cte in ('base64','quoted-printable','8bit','7bit','binary'):
        m=EmailMessage()
        try: m.set_content(data,'application','octet-stream',cte=cte,filename='n\u00e4me.bin'); dump(m); t(m.get_content); print(m.get_filename(), m.is_attachment())
        except Exception as e: print(type(e).__name__,e)
m=EmailMessage(); m['From']='A <a@b>'; m['To']='B <b@c>, C <c@d>'; m['Subject']='long subject '*12; m['X-Long']='word '*30+'\u00fc'
m.set_content('plain\n'); m.add_alternative('<p>\u00fc</p>\n',subtype='html'); 
m.get_payload()[1].add_related(b'img','image','png',cid='<i@x>'); m.add_attachment('text attach',filename='t.txt'); m.add_attachment(b'data',maintype='application',subtype='zip',filename='long name '*10+'.zip')
inner=EmailMessage(); inner['Subject']='inner'; inner.set_content('inner body\n'); m.add_attachment(inner); dump(m)
print([p.get_content_type() for p in m.walk()],[p.get_content_type() for p in m.iter_attachments()], m.get_body().get_content_type(), m.get_body(('plain',)).get_content(), m.get_body(('html',)).get_content_type())
print(m.get_body(preferencelist=('html',)).get_content())
for f in (m.make_alternative,m.make_related,m.make_mixed): t(f)
t(lambda: m.set_content('x')); t(lambda: m.get_content()); t(lambda: EmailMessage().set_content(5)); t(lambda: EmailMessage().get_content())
i2=EmailMessage(); i2.set_content(inner,cte='8bit'); dump(i2); t(lambda:i2.get_content()['subject']); t(lambda: i2.set_content(inner,subtype='partial')); t(lambda: i2.set_content(inner,cte='base64')); i2.set_content(inner,subtype='external-body'); dump(i2)
# compat32
for cs in (None,'utf-8','latin-1','us-ascii','koi8-r','iso-8859-15'):
    for s in ('plain\n','Gr\u00fc\u00dfe = ?\n'):
        m=Message(); m['Subject']='x'
        try: m.set_payload(s,cs); dump(m); print(m.get_charset(), m.items()); t(m.get_payload); t(lambda: m.get_payload(decode=True))
        except Exception as e: print(type(e).__name__,e)
        try:
            m=MIMEText(s,'plain',cs); print(repr(m.as_string()), m.get_charset(), repr(m.get_payload(decode=True)))
        except Exception as e: print(type(e).__name__,e)
m=Message(); m.set_payload('x \u00fc',Charset('utf-8')); dump(m); m=Message(); m['Content-Type']='text/plain'; m.set_payload('y'); m.set_charset('utf-8'); dump(m); m.set_charset(None); dump(m)
m=Message(); m['Subject']='long subject '*10; m['To']=', '.join('user%d@example.com'%i for i in range(8)); m['X']='\u00fc'*50; m['Y']='a\n b'; m['Z']='tab\there'; dump(m); t(m.as_string, maxheaderlen=40); t(m.as_string, False, 0)
m=Message(); m['X']='a\nInject: 1'; dump(m); m=EmailMessage(); t(lambda: m.__setitem__('X','a\nb'))
r=random.Random(3)
hd=['Subject: =?utf-8?q?=C3=BC?= x','Subject: raw \xfc','To: a@b,\n c@d','Content-Type: text/plain; charset="utf-8"','Content-Type: multipart/mixed; boundary="B"','Content-Type: multipart/mixed','Content-Type: message/rfc822','Content-Transfer-Encoding: base64','Content-Transfer-Encoding: quoted-printable','X-Long: '+'word '*30,'Date: Fri, 09 Nov 2001 01:08:47 -0000','bad header line','From x y','MIME-Version: 1.0','Content-Disposition: attachment; filename="a.txt"','Content-Type: multipart/digest; boundary=B','Content-Type: message/delivery-status']
bd=['hello\nworld\n','aGVsbG8=\n','a=3Db\n','--B\n\npart1\n--B\nSubject: p2\n\nx\n--B--\nepi\n','pre\n--B\nContent-Type: text/html\n\n<p>\n--B--','--B\n\nx\n','','gr\xfc\xdfe\n','no newline','--B--\n','Sub: 1\n\nSub: 2\n\n', 'aGVsbG8\n','a!b@c']
for n in range(120):
    src='\n'.join(r.choice(hd) for _ in range(r.choice((1,2,3,4))))+'\n\n'+r.choice(bd)
    if n%5==0: src=src.replace('\n','\r\n')
    for pol in (email.policy.compat32, email.policy.default):
        try:
            m=email.message_from_bytes(src.encode('latin-1'),policy=pol)
            print(repr(src),m.items(),m.get_content_type(),[type(d).__name__ for d in m.defects], m.preamble, m.epilogue)
            for p in m.walk(): print('  ',p.get_content_type(), repr(p.get_payload()) if not p.is_multipart() else len(p.get_payload()), repr(p.get_payload(decode=True)), [type(d).__name__ for d in p.defects], p.get_filename(), p.get_unixfrom())
            print(repr(m.as_string())); print(repr(m.as_bytes())); print(repr(m.as_bytes(policy=email.policy.SMTP)))
        except Exception as e: print('EXC',type(e).__name__,e)
