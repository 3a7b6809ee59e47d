# csv: dialects, readers, writers, dicts, the sniffer, errors.
import csv, io, _csv
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
print(csv.__all__, csv.__version__ if hasattr(csv,'__version__') else '')
R=lambda s,**k: list(csv.reader(s.splitlines(True) if isinstance(s,str) else s,**k))
for kw in (dict(delimiter=''),dict(delimiter='ab'),dict(delimiter=1),dict(delimiter=None),dict(quotechar='ab'),dict(quotechar=''),dict(quotechar=None),dict(quotechar=None,quoting=csv.QUOTE_NONE),dict(quotechar=1),dict(escapechar='ab'),dict(escapechar=1),dict(lineterminator=None),dict(lineterminator=3),dict(quoting=9),dict(quoting='x'),dict(foo=1),dict(dialect='nope'),dict(delimiter='\n'),dict(delimiter='"'),dict(quotechar='\r'),dict(delimiter=' ',skipinitialspace=True),dict(escapechar=' ',skipinitialspace=True),dict(escapechar='\n'),dict(escapechar='"'),dict(dialect=3), dict(doublequote=3), dict(strict='x'),dict(lineterminator=',')):
    print(kw,end=' '); t(lambda:R('a,b\n',**kw))
for s in ('a,b\n','"a,b",c\n','"a""b"\n','a"b\n','"a"b\n','"a\nb",c\n','"abc','a,\n',',\n','\n','\n\n','a\r\nb\r\n','a\rb','"a" ,b\n',' a, "b"\n','a\\,b\n','"a\\"b"\n','a\0b\n','"",""\n','1,2.5,x\n','a\\\nb\n','abc\\'):
    for kw in ({},dict(strict=True),dict(escapechar='\\'),dict(skipinitialspace=True),dict(quoting=csv.QUOTE_NONE),dict(quoting=csv.QUOTE_NONNUMERIC),dict(doublequote=False),dict(quoting=csv.QUOTE_NOTNULL),dict(quoting=csv.QUOTE_STRINGS)):
        print(repr(s),kw,end=' '); t(lambda:R(s,**kw))
t(lambda:R(['a\rb'])); t(lambda:R(['a\nb'])); t(lambda:R([b'x'])); t(lambda:csv.reader(3)); t(lambda:R(['x'],dialect='excel-tab')); r=csv.reader(['a,b','"c','d",e']); print(next(r),r.line_num,next(r),r.line_num,r.dialect.delimiter); t(lambda:next(r))
def W(rows,**k):
    f=io.StringIO(); w=csv.writer(f,**k); o=[w.writerow(x) for x in rows]; return f.getvalue(),o
rows=[[1,2.5,None,'x'],['a,b','q"q',' sp','new\nline'],[''],[],['',''],['a\\b',True,1e300,'\r'],['é']]
for kw in ({},dict(quoting=csv.QUOTE_ALL),dict(quoting=csv.QUOTE_NONNUMERIC),dict(quoting=csv.QUOTE_NONE,escapechar='\\'),dict(quoting=csv.QUOTE_STRINGS),dict(quoting=csv.QUOTE_NOTNULL),dict(doublequote=False,escapechar='!'),dict(doublequote=False),dict(delimiter=' ',skipinitialspace=True),dict(lineterminator='\n'),dict(quotechar="'"),dict(dialect='unix'),dict(quoting=csv.QUOTE_NONE),dict(quoting=csv.QUOTE_NONE,quotechar=None,escapechar='\\'),dict(delimiter=';',lineterminator='!!')):
    for row in rows: print(kw,row,end=' '); t(lambda:W([row],**kw))
t(lambda:W([3])); t(lambda:csv.writer(3)); t(lambda:W(['abc'])); f=io.StringIO(); w=csv.writer(f); t(lambda:w.writerows([[1],[2]])); t(lambda:w.writerows(3)); t(lambda:w.dialect.lineterminator); print(f.getvalue())
class X:
    def __str__(self): raise ValueError('bad')
t(lambda:W([[X()]])); t(lambda:W([[None]])); t(lambda:W([[None]],quoting=csv.QUOTE_NONE)); t(lambda:W([['']],quoting=csv.QUOTE_NONE)); t(lambda: W([[None]],quoting=csv.QUOTE_STRINGS));
t(lambda:csv.field_size_limit()); t(lambda:csv.field_size_limit(10)); t(lambda:R(['a'*11])); t(lambda:csv.field_size_limit('x')); t(lambda:csv.field_size_limit(131072)); t(lambda:csv.list_dialects()); t(lambda:csv.register_dialect('my',delimiter=';')); t(lambda:csv.get_dialect('my').delimiter); t(lambda:R(['a;b'],dialect='my')); t(lambda:csv.unregister_dialect('my')); t(lambda:csv.unregister_dialect('my')); t(lambda:csv.get_dialect('my')); t(lambda:csv.register_dialect(3)); t(lambda:csv.register_dialect('x',3)); t(lambda:csv.register_dialect('x',foo=3)); t(lambda:csv.Dialect()); t(lambda:csv.excel().delimiter); 
class Bad(csv.Dialect): delimiter=','
t(lambda:Bad())
class Good(csv.Dialect): delimiter='|'; quotechar='"'; lineterminator='\n'; quoting=csv.QUOTE_MINIMAL
t(lambda:R(['a|b'],dialect=Good)); t(lambda:R(['a|b'],dialect=Good())); t(lambda:W([[1,2]],dialect=Good)); d=csv.get_dialect('excel'); print({n:getattr(d,n) for n in dir(d) if n[0]!='_'}); t(lambda:setattr(d,'delimiter',3)); print(type(d))
D=lambda s,**k:[dict(r) for r in csv.DictReader(io.StringIO(s),**k)]
t(lambda:D('a,b\n1,2\n3\n4,5,6\n\n7,8\n')); t(lambda:D('1,2,3\n',fieldnames=['x','y'],restkey='r')); t(lambda:D('1\n',fieldnames=['x','y'],restval='v')); t(lambda:D('')); r=csv.DictReader(io.StringIO('a,b\n1,2\n')); print(r.fieldnames,r.line_num,next(r),r.line_num); 
f=io.StringIO(); w=csv.DictWriter(f,['a','b'],restval='-'); t(lambda:w.writeheader()); t(lambda:w.writerow({'a':1})); t(lambda:w.writerow({'a':1,'c':2})); t(lambda:w.writerows([{'b':3},{'a':4,'b':5}])); print(repr(f.getvalue())); t(lambda:csv.DictWriter(f,['a'],extrasaction='x')); w=csv.DictWriter(f,['a'],extrasaction='ignore'); t(lambda:w.writerow({'z':1,'a':2})); t(lambda: csv.DictWriter(f, iter(['a','b'])).fieldnames)
S=csv.Sniffer()
for s in ('a,b,c\n1,2,3\n4,5,6\n','a;b;c\n1;2;3\n','a\tb\n1\t2\n','"a","b"\n"1","2"\n',"'a';'b'\n'1';'2'\n",'abc\ndef\n','a b c\n1 2 3\n','name, age\nx, 3\ny, 4\n','a|b\n1|2\n3|4\n','"x" ; "y"\n"a" ; "b"\n','','a:b:c\nd:e:f\n'):
    print(repr(s),end=' '); t(lambda:[(d.delimiter,d.quotechar,d.skipinitialspace,d.doublequote,d.lineterminator,d.quoting) for d in [S.sniff(s)]]); print(end=' ');t(lambda:S.has_header(s))
t(lambda:S.sniff('a,b;c\n1,2;3\n',delimiters=';').delimiter); t(lambda:S.preferred); t(lambda:csv.Error.__mro__); t(lambda:csv.reader([]).__class__); t(lambda:csv.QUOTE_NOTNULL)
