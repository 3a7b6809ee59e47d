# Addresses and texts of many lengths in lines: where they are broken, and what is encoded.
import email.policy, random
reg=email.policy.default.header_factory
r=random.Random(7)
names=['\u0436'*k for k in (1,5,20,40,60)]+['Anna','Bob Smith','J\u00f6rg M\u00fcller','\u0418\u0432\u0430\u043d \u041f\u0435\u0442\u0440\u043e\u0432 \u0421\u0438\u0434\u043e\u0440\u043e\u0432','"Quoted, N"','Plain Long Name With Many Words In It','x \u00fc y \u00e9 z','']
for n in range(60):
    s=', '.join('%s <u%d@example%s.com>'%(r.choice(names),r.randrange(100),'x'*r.randrange(20)) for _ in range(r.choice((1,2,3,5,8))))
    for w in (78,60,48): print(repr(reg('to',s).fold(policy=email.policy.default.clone(max_line_length=w))))
words=names+['word','longerword','(paren)','a,b;c']
for n in range(60):
    s=' '.join(r.choice(words) for _ in range(r.choice((1,3,8))))
    for w in (78,60,48): print(repr(reg('subject',s).fold(policy=email.policy.default.clone(max_line_length=w))))
