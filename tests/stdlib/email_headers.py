# Headers as objects: what they mean, their defects, their lines.
import email.policy, random, sys
from email.headerregistry import *
from email.message import EmailMessage
reg=email.policy.default.header_factory
R=random.Random(7)
def show(name, value):
    try: h=reg(name,value)
    except Exception as e: print('EXC',name,repr(value),type(e).__name__,e); return
    print(repr(name),repr(value),'->',repr(str(h)))
    print('   ',[ (type(d).__name__,str(d)) for d in h.defects])
    for a in ('datetime','addresses','groups','major','minor','version','params','maintype','subtype','content_type','content_disposition','cte'):
        if hasattr(h,a): print('   ',a,getattr(h,a))
    for p in (email.policy.default, email.policy.SMTPUTF8, email.policy.default.clone(max_line_length=44)):
        try: print('   ',repr(h.fold(policy=p)))
        except Exception as e: print('    EXC',type(e).__name__,e)
addr=['a@b.c','Name <a@b.c>','"Q, N" <q@n>','<x@y>','(comment) a@b (c2)','gr: a@b, c@d;','gr:;','bad','@x','a@','a b@c','=?utf-8?q?=C3=BC?= <u@v>','\u00fc N <u@v>','J. R. <j@r>','"x y"@z','a . b@c','a@[1.2.3.4]','<@r:a@b>','N <>',',','','a@b, ,c@d','"unclosed <a@b>','N <a@b','x <a@b> y','a@b c','Foo Bar <foo.bar@example.com>','\u0436'*30+' <z@zh>','a@b.c;','u\u00fc@d','N <a@b> (cm)','a..b@c','.a@b','"a\\"b" <c@d>', 'x'*60+'@example.com','=?utf-8?q?a?= =?utf-8?q?b?= <e@f>']
for a in addr: show('to',a); show('sender',a)
for i in range(60): show('from',', '.join(R.choice(addr) for _ in range(R.choice((2,3,6)))))
for s in ['plain','', 'x '*60, '\u00fc\u00fc', '=?utf-8?q?a?= =?utf-8?q?b?= c', 'a=?utf-8?q?b?=c', '=?utf-8?b?w7w?= x','=?x-nix?q?a?=','=?utf-8?z?a?=','=?utf-8?q?=FF?=','a \u00fc b \u0436 c','\u0436'*100,'word '*10+'\u0436 '*20+'tail '*10,'y'*100,'  lead','trail  ','a\tb','\x01ctl','(paren) <x> "q"', '=?utf-8*en?q?a_b?=', '=?us-ascii?q?x=3D_y?=','\udcff raw']:
    show('subject',s); show('x-any',s)
for s in ['Fri, 09 Nov 2001 01:08:47 -0000','garbage','','Fri, 09 Nov 2001 01:08:47 +0130']: show('date',s)
for s in ['1.0','1.0 (c)','(c) 1.0','','x','1','1.','1.x','1.0 z','  ',' 1 . 0']: show('mime-version',s)
for s in ['text/plain','text/plain; charset=utf-8','TEXT/HTML; Charset="UTF-8"; q=1','text','text/','/plain','','text/plain charset=x','multipart/mixed; boundary="a b;c"','a/b; n*0=ab; n*1=cd','a/b; n*=utf-8\'\'%C3%BC','a/b; n*0*=utf-8\'en\'%C3; n*1*=%BC; n*2=x','a/b; n=1; n=2','a/b; ; x=1','a/b; x','a/b; x=','a/b; x=1 junk; y=2','a/b; x="unclosed','a/b (c); x=1 (d)','a/b; n*="utf-8\'\'%C3%BC"','a/b; name="=?utf-8?q?=C3=BC?="','a/b; name="\u00fc.txt"','a/b; f='+'x'*100,'a/b; f="'+'\u0436'*40+'"','a/b; n*1=b; n*0=a','a/b; n*0=a; n*2=c','a/b;','a/b; =x','a/b; x y=z','a/b; x*y=z',"a/b; x*=z","a/b; x*=''z",'a/b; x*01=q']: show('content-type',s)
for s in ['attachment','inline; filename=x.txt','attachment; filename="a b.txt"; size=3','','; x=1','attachment x','Attachment; filename*=utf-8\'\'%d0%b6.txt','attachment; filename="'+'very long name '*8+'.txt"']: show('content-disposition',s)
for s in ['7bit','Base64','base64 (x)','base64 junk','','=x']: show('content-transfer-encoding',s)
for s in ['<a@b>','a@b','<a>','<a@b','<a@[x]>','< a@b >','','<a@b> x','(c) <a@b>','<a.@b>','<"q"@b>']: show('message-id',s)
for a in (dict(),dict(display_name='N'),dict(username='u',domain='d'),dict(addr_spec='a@b'),dict(display_name='A, B',addr_spec='x@y'),dict(addr_spec='bad'),dict(addr_spec='a@b c'),dict(username='a b',domain='c'),dict(addr_spec='a@b',username='x'),dict(display_name='a\nb'),dict(username='u')):
    try: A=Address(**a); print(repr(A),str(A),A.addr_spec, A==Address(**a), Group('g',[A]), repr(Group(None,[A])), str(Group(None,[A])), str(Group('a,b')))
    except Exception as e: print(type(e).__name__,e)
m=EmailMessage(); m['To']=Address('N','u','d'); m['Cc']=[Address('N2','u','d'),Group('g',[Address('','x','y')])]; m['From']=Group('g'); m['Date']=__import__('datetime').datetime(2020,1,2,3,4,5); print(m); print(m['to'].addresses, m['date'].datetime, type(m['to']).__mro__)
m['Sender']='a@b'; print(m['sender'].address, m['sender'].max_count, m['subject'])
