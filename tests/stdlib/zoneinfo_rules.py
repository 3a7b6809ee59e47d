# SPDX-License-Identifier: MIT
# TZ strings at the end of files: what is refused, and with which words.
import zoneinfo, io, struct
from zoneinfo import ZoneInfo
def tz(s):
    v=b'TZif2'+b'\0'*15+struct.pack('>6l',0,0,0,0,1,4)+struct.pack('>lbb',0,0,0)+b'UTC\0'
    v2=b'TZif2'+b'\0'*15+struct.pack('>6l',0,0,0,0,1,4)+struct.pack('>lbb',0,0,0)+b'UTC\0'
    return io.BytesIO(v+v2+b'\n'+s.encode()+b'\n')
for s in ["PST8PDT","+11","GMT0+11","GMT0,M3.2.0/2,M11.1.0/3","AAA4BBB,M3.2.0/2","AAA4BBB,M3.2.0/2,M11.1.0/3,M1.1.1","PST8PDT,M13.1.1/2,M11.1.0","PST8PDT,M3.6.1,M11.1.0","PST8PDT,M3.1.7,M11.1.0","PST8PDT,M3.0.1,M11.1.0","PST8PDT,M0.1.1,M11.1.0","PST8PDT,J0,J1","PST8PDT,J366,J1","PST8PDT,366,1","PST8PDT,-1,1","PST8PDT,20,366","PST8PDT,M3.2.0/200,M11.1.0","PST8PDT,M3.2.0/2:60,M11.1.0","PST8PDT,M3.2.0/2:5:60,M11.1.0","PST8PDT,M3.2.0/+2:5:6,M11.1.0","P","","<UTC>","<U>3","<UT+3>3","A5","AB5","ABC25","ABC+24","ABC-24:59:59","ABC24:60","PST8PDT,M3.2,M11.1.0","PST8PDT,Mx.2.1,M11.1.0","PST8PDT,M3.2.0,M11.1.0/","PST8PDT,,","PST","<AA>4<BB>,M3","AAA4BBB5,M3.2.0,M11.1.0","AAA4BBB168,M3.2.0,M11.1.0","é5","<é>5","AAA4 BBB,M3.2.0,M11.1.0","AAA5X","AAA5:1", "AAA:5", "AAA5:10:","AAA5BBB,J1/x,J2","AAA5BBB,J1/-168,J2","AAA5BBB,J1/168,J2","AAA5BBB,J1/167:59:59,J2","AAA5BBB,J1a,J2","AAA5BBB,Jx,J2","AAA5BBB,x,J2","AAA5BBB, 1,J2","AAA5BBB,J 1,J2","AAA5BBB,M 3.1.1,J2"]:
    try: print(repr(s), repr(ZoneInfo.from_file(tz(s),key='K')))
    except BaseException as e: print(repr(s), type(e).__name__, e)
import datetime
for s in ["ABC024","ABC0024","ABC5:010","AAA5BBB,J001,J2","AAA5BBB,J0001,J2","AAA5BBB,M03.2.0,J2","AAA5BBB,M003.2.0,J2","AAA5BBB,M3.02.0,J2","AAA5BBB,J1/0002,J2","AAA5BBB,J1/002,J2","AAA5BBB,J1/02:3,J2","AAA5BBB,J1/-167:59:59,J2","AAA5BBB,1,2","AAA5BBB,0,365","AAA5BBB,J2,J2x","AAA5BBB,J2,","AAA5BBB,J2,J2,","AAA5BBB,J2;J2","A1","A1B,J1,J2","<>1","<A1","<A+1>1","<A b>1","<-03>3<-02>,M3.5.0/-2,M10.5.0/-1","AAA+-5","AAA5BBB+,J1,J2","AAA5BBB25,J1,J2","AAA5BBB24:59:59,J1,J2","AAA5:60","AAA5:59:60","AAA5:99","AAA5:1x","AAA5::","AAA5BBB,J1/,J2","AAA5BBB,J,J2","AAA5BBB,M3,J2","AAA5BBB,M3.1.,J2","AAA5BBB,M3.1.00,J2","AAA5BBB,J1/2:,J2","AAA5BBB,J1/2:3:,J2","AAA5BBB,J1/2:03:4,J2","AAA5BBB,J1/2:03:04:,J2","5","AAA5BBB4","AAA5BBB4 ,J1,J2","AAA5<B,J1,J2","AAA5<B>,J1,J2","AAA\x005","AAA5BBB,0000,1", "AAA5BBB,001,1","AAA5BBB,J1/99,J2","AAA5BBB,J365,J1","AAA5,"," AAA5"]:
    try:
        z=ZoneInfo.from_file(tz(s),key='K'); r=[]
        for m in 1,3,7,12: r.append(str(z.utcoffset(datetime.datetime(2024,m,2,1)))+z.tzname(datetime.datetime(2024,m,2,1)))
        print(repr(s), r)
    except BaseException as e: print(repr(s), type(e).__name__, e)
for rule in 'J59,J61', '59,61', 'J60,J62', '0,59', 'M2.5.4,M12.5.0':
    z = ZoneInfo.from_file(tz('AAA5BBB,' + rule), key='K')
    for year in 2023, 2024:
        print(rule, [str(day.date()) for n in range(365) if (day := datetime.datetime(year, 1, 1, 12) + datetime.timedelta(n)).replace(tzinfo=z).utcoffset() !=
                     (day + datetime.timedelta(1)).replace(tzinfo=z).utcoffset()])
