# Random dialects, lines and rows: what comes out, errors included.
import csv, io, random
rnd=random.Random(7)
A='ab,;"\'\\\n\r |1.5жю é'
def opts():
    k={}
    if rnd.random()<.4: k['delimiter']=rnd.choice(',;| ж1')
    if rnd.random()<.4: k['quotechar']=rnd.choice(['"',"'",'|',None,'ю'])
    if rnd.random()<.4: k['escapechar']=rnd.choice(['\\',None,'a','é','ж'])
    if rnd.random()<.5: k['quoting']=rnd.randrange(6)
    if rnd.random()<.3: k['doublequote']=False
    if rnd.random()<.3: k['skipinitialspace']=True
    if rnd.random()<.3: k['strict']=True
    if rnd.random()<.3: k['lineterminator']=rnd.choice(['\n','!','b','','ж'])
    return k
def text(n): return ''.join(rnd.choice(A) for _ in range(rnd.randrange(n)))
for _ in range(400):
    k=opts()
    lim=csv.field_size_limit(rnd.choice([3,8,1000]))
    lines=[text(14)+rnd.choice(['','\n','\r\n']) for _ in range(rnd.randrange(4))]
    out=[]
    try:
        r=csv.reader(iter(lines),**k)
        for _ in range(6):
            try: out.append(next(r))
            except StopIteration: out.append('stop')
            except (csv.Error,ValueError) as e: out.append(str(e))
            out.append(r.line_num)
    except (ValueError,TypeError) as e: out.append(str(e))
    f=io.StringIO(newline='')
    try:
        w=csv.writer(f,**k)
        for _ in range(4):
            row=[rnd.choice([None,1,1.5,text(8),text(5),'',' ',1j,True]) for _ in range(rnd.randrange(4))]
            try: out.append(w.writerow(row))
            except csv.Error as e: out.append(str(e))
    except (ValueError,TypeError) as e: out.append(str(e))
    print(ascii((k,out,f.getvalue())))
