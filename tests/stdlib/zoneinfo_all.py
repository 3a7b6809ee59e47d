# skip-if: ! test -e /usr/share/zoneinfo/Europe/Moscow
# zoneinfo: offsets and names in many zones and years, folds, keys, caches, files, errors.
import zoneinfo, datetime, os, io, copy
from zoneinfo import *
from datetime import datetime as DT, timedelta as TD, time as T, timezone as TZ
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
print(zoneinfo.__all__)
Z=ZoneInfo; M=Z('Europe/Moscow'); N=Z('America/New_York'); B=Z('Europe/Berlin')
print(M, repr(M), M.key, str(N), Z('UTC'), Z('Europe/Moscow') is M, Z.no_cache('Europe/Moscow') is M)
for z in (M,N,B,Z('UTC'),Z('Asia/Kolkata'),Z('Australia/Lord_Howe'),Z('Africa/Casablanca'),Z('Europe/Dublin'),Z('Asia/Tehran'),Z('America/Sao_Paulo'),Z('Pacific/Apia'),Z('Etc/GMT+5'),Z('EST'),Z('Antarctica/Troll')):
    for y in (1900,1950,1970,1996,2010,2014,2021,2024,2040,2100):
        for m in (1,7):
            d=DT(y,m,15,12,tzinfo=z); print(d, d.tzname(), d.utcoffset(), d.dst(), d.astimezone(TZ.utc))
for s in ('2024-03-31T01:59','2024-03-31T02:30','2024-03-31T03:00','2024-10-27T02:30','2024-10-27T03:00','2024-10-27T01:59','2050-03-27T02:30','2050-10-30T02:30'):
    d=DT.fromisoformat(s).replace(tzinfo=B); e=d.replace(fold=1); print(d, d.utcoffset(), d.tzname(), e.utcoffset(), e.tzname(), d.astimezone(TZ.utc), e.astimezone(TZ.utc), d==e)
for s in ('2024-11-03T05:30','2024-11-03T06:30','2024-03-10T06:59','2024-03-10T07:00','2060-11-07T05:30','2060-11-07T06:30'):
    d=DT.fromisoformat(s).replace(tzinfo=TZ.utc).astimezone(N); print(d, d.fold, d.tzname(), d.dst())
print(T(12,tzinfo=N).utcoffset(), T(12,tzinfo=Z('UTC')).utcoffset(), T(12,tzinfo=Z('Etc/GMT+5')).tzname(), M.utcoffset(None), Z('UTC').utcoffset(None), Z('UTC').tzname(None), M.dst(None))
t(lambda:Z('Nope/None')); t(lambda:Z('../x')); t(lambda:Z('/etc/passwd')); t(lambda:Z('')); t(lambda:Z(3)); t(lambda:Z('Europe')); t(lambda:Z('a\0b')); t(lambda:Z()); t(lambda:M.utcoffset(3)); t(lambda:M.fromutc(3)); t(lambda:M.fromutc(DT(2024,1,1))); t(lambda:M.fromutc(DT(2024,1,1,tzinfo=M))); t(lambda:ZoneInfoNotFoundError.__mro__[1]); t(lambda: setattr(M,'key','x')); t(lambda: Z.from_file(io.BytesIO(b'xxxx'))); t(lambda:Z.from_file(io.BytesIO(b'TZif')))
with open('/usr/share/zoneinfo/Europe/Paris','rb') as f: P=Z.from_file(f,key='P')
with open('/usr/share/zoneinfo/Europe/Paris','rb') as f: Q=Z.from_file(f)
print(P,repr(P),P.key,str(Q)[:60].split(' file')[0],repr(Q)[:30].split('<')[0],Q.key,DT(2024,7,1,tzinfo=P),DT(2024,7,1,tzinfo=Q).tzname()); t(lambda:P.__reduce__()); t(lambda:Q.__reduce__()); import pickle; print(pickle.loads(pickle.dumps(M)) is M, M.__reduce__()[1], Z.no_cache("UTC").__reduce__()[1]); print(copy.copy(M) is M, copy.deepcopy(M) is M, M.__reduce__()[0](*M.__reduce__()[1]) is M)
av=available_timezones(); print('Europe/Moscow' in av, 'UTC' in av, len(av)>400, 'posixrules' in av, any(k.startswith(('right/','posix/')) for k in av)); 
a=Z('UTC'); Z.clear_cache(only_keys=['UTC']); print(Z('UTC') is a); Z.clear_cache(); print(Z('Europe/Moscow') is M)
t(lambda:reset_tzpath(['relative'])); t(lambda:reset_tzpath('x')); reset_tzpath(['/no/such']); print(zoneinfo.TZPATH); t(lambda:Z('Asia/Tokyo')); reset_tzpath(); print(Z('Asia/Tokyo')); print(issubclass(InvalidTZPathWarning,RuntimeWarning))
class S(Z): pass
print(repr(S('UTC')), S('UTC') is S('UTC'), S('UTC') is Z('UTC')); print(DT(2024,1,1,tzinfo=M)==DT(2023,12,31,21,tzinfo=TZ.utc), DT(2024,7,1,tzinfo=B)-DT(2024,1,1,tzinfo=B), DT(2024,7,1,tzinfo=B)-DT(2024,1,1,tzinfo=N), hash(DT(2024,7,1,tzinfo=B))==hash(DT(2024,6,30,22,tzinfo=TZ.utc)), (DT(2024,3,30,12,tzinfo=B)+TD(days=1)).isoformat(), DT.fromtimestamp(1e9,B), DT(1,1,1,tzinfo=N).utcoffset(), DT(9999,12,31,tzinfo=N).utcoffset())
