# SPDX-License-Identifier: MIT
# Random moments and differences: arithmetic, comparison, hashes, reading and writing. Seeds from the command line, for longer runs.
import os
import random
import sys
import time
from datetime import date,datetime,timedelta,timezone,UTC
import datetime as M
R = random.Random(int(sys.argv[1]) if len(sys.argv) > 1 else 6)
os.environ['TZ'] = 'Europe/Berlin'
time.tzset()

def t(f,*a,**k):
    try: r=f(*a,**k); return repr(r)
    except Exception as e: return type(e).__name__+': '+str(e)
def rz():
    return R.choice([None,UTC,timezone(timedelta(seconds=R.randrange(-86399,86400))),timezone(timedelta(hours=R.randrange(-12,13)),'Z%')])
def rd():
    import datetime as M
    return datetime(R.choice([2,9998,R.randrange(1,10000),R.randrange(1970,2038)]),R.randrange(1,13),R.randrange(1,29),R.randrange(24),R.randrange(60),R.randrange(60),R.choice([0,R.randrange(10**6)]),rz(),fold=R.randrange(2))
def rt():
    return R.choice([timedelta(R.randrange(-10**5,10**5),R.randrange(86400),R.randrange(10**6)),timedelta(R.uniform(-10,10),hours=R.uniform(-1e5,1e5),microseconds=R.randrange(10)/2)])
for i in range(int(sys.argv[2]) if len(sys.argv) > 2 else 60):
    a,b,x,y=rd(),rd(),rt(),rt()
    hh=lambda v: 0 if v.fold else hash(v)
    print(i,repr(a),a,repr(x),x)
    for f in 'date time timetz ctime timetuple utctimetuple timestamp isoformat utcoffset dst tzname astimezone toordinal weekday isoweekday isocalendar __reduce__'.split():
        print(f,t(getattr(a,f)))
    print(t(a.astimezone,R.choice([UTC,timezone(timedelta(hours=3))])))
    print(t(lambda:a-b),t(lambda:a<b),t(lambda:a==b),t(lambda:a+x),t(lambda:a-x),hash(a),hash(x),hash(a.time()),t(hash,a.timetz()))
    q=R.uniform(-5,5); n=R.randrange(-9,10)
    for f in (lambda:x+y,lambda:x-y,lambda:x*n,lambda:x*q,lambda:x/n,lambda:x/q,lambda:x//n,lambda:x/y,lambda:x//y,lambda:x%y,lambda:divmod(x,y),lambda:-x,lambda:abs(x),lambda:x<y,lambda:x.total_seconds(),lambda:a.timetz()<b.timetz()):
        print(t(f))
    s=R.choice([0,1e9,R.uniform(-2**33,2**34),R.randrange(-2**33,2**34),R.uniform(-1e6,1e6)])
    print(t(datetime.fromtimestamp,s),t(datetime.fromtimestamp,s,UTC),t(date.fromtimestamp,s),t(lambda:datetime.fromtimestamp(s).timestamp()),t(lambda:datetime.fromtimestamp(s).fold))
    text=a.isoformat(R.choice('T x'),R.choice(['auto','hours','minutes','seconds','milliseconds','microseconds']))
    if R.random()<.5:
        k=R.randrange(len(text)); text=text[:k]+R.choice(['','-',':','W','9','Z','+','.',','])+text[k+R.randrange(2):]
    if R.random()<.3: text=text.replace('-','').replace(':','')
    if R.random()<.2: text='%d-W%02d-%d'%a.isocalendar()+R.choice(['','T10','T10:20','x1020'])
    if R.random()<.1: text='%dW%02d%d'%a.isocalendar()+R.choice(['','T10','T10:20','x1020'])
    if R.random()<.1: text='%dW%02d'%a.isocalendar()[:2]+R.choice(['','T10','T10:20','x1020','-'])
    print(text,t(datetime.fromisoformat,text),t(date.fromisoformat,text),t(M.time.fromisoformat,text[11:]),t(date.fromisoformat,text[:10]))
    f=' '.join(R.choice('%a %A %b %B %d %H %I %j %m %M %p %S %U %w %W %y %Y %G %V %u %f %z %Z %c %x %X %% %e %D %:z'.split()) for _ in range(R.randrange(1,5)))
    out=t(a.strftime,f); print(f,out)
    f=' '.join(R.sample('%a %A %b %d %H %I %j %m %M %p %S %U %w %W %y %Y %G %V %u %f %z %%'.split(),R.randrange(1,6)))
    if R.random()<.5: f='%Y '+f.replace('%Y','')
    out=a.strftime(f)
    if R.random()<.1: out=out[:-1]
    if a.year>1000: print(f,out,t(datetime.strptime,out,f),t(time.strptime,out,f))
    print(t(a.replace,month=R.randrange(14)),t(a.replace,day=R.randrange(33)),t(date.fromisocalendar,a.year,R.randrange(55),R.randrange(9)),t(date.fromordinal,R.randrange(-5,4*10**6)))
    print(t(a.date().__add__,x),t(lambda:a.date()-b.date()),t(lambda:a.date()<b.date()),hash(a.date()))
