# The classes of headers: what they are made of, properties that cannot be set, kinds that a program adds, pickles.
import copy, datetime, email.headerregistry as R, email.policy, pickle
from email.contentmanager import ContentManager, raw_data_manager
from email.headerregistry import Address, BaseHeader, Group, HeaderRegistry
from email.message import EmailMessage, Message, MIMEPart
def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)
reg = HeaderRegistry()
for name, cls in reg.registry.items():
    made = reg[name.upper()]
    print(name, cls, cls.__qualname__, cls.__module__, cls.max_count, made.__name__, made.__mro__, made.max_count)
samples = {'subject': 'a =?utf-8?q?=C3=BC?=', 'date': 'Fri, 09 Nov 2001 01:08:47 +0100', 'to': 'g: a@b, "C, D" <c@d>;, e@f', 'sender': 'a@b',
           'mime-version': '1.0', 'content-type': 'text/plain; charset=x', 'content-disposition': 'inline; filename=q',
           'content-transfer-encoding': 'base64', 'message-id': '<a@b>', 'x-other': 'zz'}
shown = ('name', 'defects', 'datetime', 'groups', 'addresses', 'address', 'version', 'major', 'minor', 'params', 'maintype', 'subtype',
         'content_type', 'content_disposition', 'cte', 'max_count')
for name, value in samples.items():
    h = reg(name, value)
    print(name, type(h).__name__, isinstance(h, str), [s for s in shown if hasattr(h, s)], [k for k in shown if '_' + k in vars(h)])
    for s in shown:
        if hasattr(h, s) and s != 'max_count':
            print(' ', s, getattr(h, s), getattr(type(h), s).__doc__ if s in ('datetime', 'major', 'cte', 'maintype') else '')
            t(setattr, h, s, 1)
    for other in (copy.copy(h), pickle.loads(pickle.dumps(h))):
        print(' ', other == h, type(other).__name__, type(other).__mro__ == type(h).__mro__, type(other) is type(h), other.name, other.defects)
        print(' ', {s: str(getattr(other, s)) for s in shown if hasattr(other, s)}, other.fold(policy=email.policy.default))
t(reg, 'sender', 'a@b, c@d'); t(lambda: reg('sender', 'a@b, c@d').address); t(lambda: reg('sender', '').address); t(lambda: reg('to', None)); t(lambda: reg('to', 5)); t(lambda: reg('date', 5)); t(lambda: reg('date', None).datetime)
t(lambda: reg('content-type', None)); t(lambda: reg('subject', None)); t(lambda: reg('to', [])); t(lambda: reg('to', [Address('N', 'u', 'd'), Group('g', [Address(addr_spec='x@y')])]).groups); t(lambda: reg('date', datetime.datetime(2020, 1, 2)).datetime)
t(lambda: reg('subject', 'raw \udcff').encode()); t(lambda: reg('to', 'r\udcff <a@b>').addresses); t(lambda: reg('content-type', 'te\udcff/x; n="\udcfe"').params)
for o in (Address('N', 'u', 'd'), Group('g', [Address()]), Group(None, ())):
    for s in ('display_name', 'username', 'domain', 'addr_spec', 'addresses'):
        if hasattr(o, s): print(type(o).__name__, s, repr(getattr(o, s)), vars(o)); t(setattr, o, s, 1); t(delattr, o, s)
class Sub(Address): pass
print(Sub('N', 'u', 'd'), repr(Sub('N')), Sub('N') == Address('N'), Address('N') == 3, Group('a') == 3, Group('a') == Group('a', ()), Group('a') == Group('b'), Group('q', [Sub()]))
t(hash, Address()); t(hash, Group()); t(Address, 'a', 'b', 'c', 'd@e'); t(Address, 'a\rb'); t(Address, addr_spec='a@b c'); t(Address, addr_spec='a b@c'); t(Address, addr_spec=''); t(lambda: Address(None)); t(lambda: str(Address('(x)', 'a"b', 'c')))
class Version:
    max_count = 2
    @classmethod
    def parse(cls, value, kwds):
        kwds['parse_tree'] = R.UnstructuredHeader.value_parser(value); kwds['decoded'] = value.upper(); kwds['numbers'] = value.split('.')
        print('parse', sorted(kwds))
    def init(self, name, **kw):
        print('init', name, sorted(kw)); self.numbers = kw.pop('numbers'); super().init(name, **kw)
reg.map_to_type('X-Version', Version); h = reg('x-version', 'a.b'); print(h, h.numbers, h.max_count, h.name, h.defects, type(h).__name__, h.fold(policy=email.policy.default))
class NoInit(Version):
    init = BaseHeader.init
class NoDecoded:
    @classmethod
    def parse(cls, value, kwds): pass
reg.map_to_type('x-bad', NoInit); t(reg, 'x-bad', 'v'); reg.map_to_type('x-none', NoDecoded); t(reg, 'x-none', 'v')
class Base(BaseHeader):
    def init(self, name, *, parse_tree, defects):
        super().init(name, parse_tree=parse_tree, defects=defects); self.mine = name * 2
r2 = HeaderRegistry(Base, R.UniqueUnstructuredHeader, use_default_map=False); print(r2.registry, r2.base_class, r2.default_class, r2['to'].__mro__, r2('to', 'x').mine, HeaderRegistry(Base)('date', '').mine, R.UniqueDateHeader.__bases__, len(reg.registry), len(R._default_header_map))
class MyDate(R.DateHeader):
    def init(self, *args, **kw): super().init(*args, **kw); self.year = self.datetime.year
r2.map_to_type('Date', MyDate); print(r2('date', 'Fri, 09 Nov 2001 01:08:47 +0100').year)
# policies
P = email.policy.EmailPolicy; p = P(); q = P(header_factory=reg); print(q.header_factory is reg, p.header_factory is P.header_factory, p.clone().header_factory is p.header_factory, sorted(vars(p)), vars(email.policy.default), p.header_max_count('to'), p.header_max_count('x'), q.header_max_count('x-version'))
t(P, zz=1); t(setattr, p, 'header_factory', 1); t(setattr, p, 'none', 1); print(repr(email.policy.SMTPUTF8), email.policy.compat32, [n for n in vars(email.policy.Policy) if n[0] != '_'][:7])
class Mine(email.policy.Policy): pass
t(Mine); t(lambda: email.policy.compat32 + email.policy.default); print(email.policy.default + P(utf8=True, linesep='\r\n', refold_source='all') == 1)
# messages: payloads, charsets, parameters, bodies
m = Message(); t(m.attach, 'a'); t(m.attach, 'b'); print(m._payload, m.is_multipart(), vars(m).keys()); m = Message(); m.set_payload('x'); t(m.attach, 'y'); print(m.get_charset(), m.get_unixfrom(), m.set_unixfrom('From x'), m.get_unixfrom(), m.get_default_type())
for cs in ('utf-8', 'us-ascii', 'latin-1', 'koi8-r', b'x', 5, 'no-such'):
    m = Message(); m['Content-Type'] = 'text/html; charset=old; x=y'; m.set_payload(b'caf\xc3\xa9' if cs == 'koi8-r' else 'caf\u00e9'); t(m.set_charset, cs); print(m.items(), repr(m._payload), m.get_charset()); t(m.set_charset, None); print(m.items(), m.get_charset())
m = Message(); m['Content-Transfer-Encoding'] = 'x'; m.set_payload(None); m.set_charset('utf-8'); print(m.items(), m._payload); t(m.set_payload, 5); t(m.set_payload, b'\xff', 'utf-8'); print(repr(m._payload)); m.set_payload('\u0436', 'koi8-r'); print(repr(m._payload), m.items())
for h in ('Content-Type', 'X-Head', 'content-disposition'):
    m = Message(); m['A'] = '1'; t(m.set_param, 'p', 'v', h); print(m.items()); m['Z'] = '2'; t(m.set_param, 'P', 'w x', h, replace=True); print(m.items()); t(m.set_param, 'q', 'caf\u00e9', h, charset='utf-8', language='fr'); print(m.items()); t(m.set_param, 'q', '', h); t(m.set_param, 'r', 'u', h, requote=False); print(m.items()); t(m.del_param, 'P', h); t(m.del_param, 'none', h); print(m.items(), m.get_params(header=h), m.get_params(header=h, unquote=False))
    t(m.set_type, 'a/b', h); print(m.items()); t(m.set_type, 'ab', h); t(m.set_type, 'c/d', 'New'); print(m.items())
m = Message(); t(m.set_param, 'p', 'v', 'X', replace=True); m.set_type('text/x'); m.set_type('image/y', requote=False); print(m.items(), m.get('X'), m.get('content-type', 5), m.get('q', 5), m['q'])
print(EmailMessage().policy is email.policy.default, MIMEPart(email.policy.SMTP).policy is email.policy.SMTP, repr(EmailMessage().as_string())); e = EmailMessage(); e['Subject'] = '\u00fc ' * 60; e.set_content('x'); print(e, e.as_string(maxheaderlen=30), e.as_string(policy=email.policy.SMTP), e.as_string(False, 0))
def build(spec):
    part = MIMEPart()
    if isinstance(spec, list):
        part['Content-Type'] = 'multipart/' + spec[0]; part._payload = [build(s) for s in spec[1:]]
    else:
        kind, *rest = spec.split(); part['Content-Type'] = kind; part._payload = spec
        for r in rest: part[{'<': 'Content-ID'}.get(r[0], 'Content-Disposition')] = r
    return part
trees = [['mixed', 'text/plain', 'text/html'], ['related', 'text/html', 'image/x <i>'], ['related'], ['mixed', ['alternative', 'text/plain', ['related', 'text/html <r>', 'image/png']], 'text/plain attachment'], ['alternative', 'text/plain attachment', 'text/html'], ['x', ['y', 'text/html'], 'text/plain'], 'text/html', 'text/html attachment', 'image/png', ['mixed', 'text/plain', 'text/plain', 'text/plain inline', ['related', 'text/plain']], ['digest', 'message/rfc822']]
for tree in trees:
    for start in (None, '<r>', '<i>', '<no>'):
        m = build(tree)
        if start: m.set_param('start', start)
        for prefs in (('related', 'html', 'plain'), ('plain', 'html'), ('html',), ('related',), ()):
            try: b = m.get_body(prefs); print(tree, start, prefs, b and (b.get_content_type(), b.get('content-id')))
            except Exception as x: print(tree, start, prefs, type(x).__name__, x)
        try: print([(a.get_content_type(), a.get('content-id')) for a in m.iter_attachments()], len(list(m.iter_parts())))
        except Exception as x: print(type(x).__name__, x)
for kind in ('related', 'alternative', 'mixed'):
    for first in trees[:5] + ['text/html']:
        m = build(first); m['X-Own'] = '1'; add = getattr(m, 'add_' + ('attachment' if kind == 'mixed' else kind))
        try: add('hello', disposition=None); add(b'x', 'image', 'gif', filename='f'); add(b'y', 'a', 'b', disposition='inline'); print(m.items(), [p.items() for p in m.iter_parts()])
        except Exception as x: print(kind, first, type(x).__name__, x)
# content managers
class Thing: pass
class Sub2(Thing): pass
for key in (Thing, '__main__.Thing', 'Thing', None, object, 'builtins.object', 'Other'):
    c = ContentManager(); c.add_set_handler(key, lambda msg, obj, *a, **k: print('set', type(obj).__name__, a, k)); t(c.set_content, MIMEPart(), Sub2(), 1, x=2); t(build(['mixed']).set_content, Thing(), content_manager=c)
for key in ('text/plain', 'text', '', 'image'):
    c = ContentManager(); c.add_get_handler(key, lambda msg, *a, **k: (a, k)); t(c.get_content, MIMEPart(), 1, x=2); t(MIMEPart().get_content, content_manager=c)
for sub in ('rfc822', 'external-body', 'partial', 'other'):
    for cte in (None, '7bit', '8bit', 'binary', 'base64'):
        m = EmailMessage(); i = EmailMessage(); i.set_content('i'); t(m.set_content, i, sub, cte); print(m.items()); t(m.set_content, i, subtype=sub, cte=cte, filename='f', cid='<c>', params={'a': 'b', 'c': 'd'}, headers=['X: 1']); print(m.items())
for cte in ('base64', 'quoted-printable', '7bit', '8bit', 'binary', 'other'):
    for data in (b'ab', bytearray(b'\xff\x00=\r\n'), memoryview(b'xyz')):
        m = EmailMessage(); t(m.set_content, data, 'a', 'b', cte); print(m.items(), repr(m._payload))
m = EmailMessage(); t(m.set_content, 'x', headers=['Date: bad']); t(m.set_content, 'x', headers=[email.policy.default.header_factory('X', 'y')], disposition='inline', filename='f\u00fc', params={'q': 'w'}); print(m.items())
for value in ('; p=1', '', ';;p=1; q', 'a; ; p=1', 'p=1'):
    for do in (lambda m: m.set_param('p', '2', 'X'), lambda m: m.set_param('new', '2', 'X'), lambda m: m.del_param('p', 'X'), lambda m: m.del_param('', 'X'), lambda m: m.set_type('k/l', 'X')):
        m = Message(); m['X'] = value; t(do, m); print(m.items())
m = Message(); m['Content-Type'] = ''; t(m.set_param, 'p', 'v'); print(m.items()); t(m.replace_header, 'No', 1); t(m.get, 5); t(lambda: 5 in m)
m = Message(); t(m.set_payload, '\u0436', 'us-ascii'); t(m.set_payload, 'a\udcff', 'utf-8'); print(m.items(), repr(m._payload)); t(m.set_payload, 'a\ud800', 'utf-8'); t(m.set_payload, 'abc', '\u0436'); t(m.set_payload, '\u0436', 'nope')
