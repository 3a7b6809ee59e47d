# env: PYTHONTZPATH=relative/path:/no/such/zones
# zoneinfo: where files are looked for is told by PYTHONTZPATH.
import warnings
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter('always')
    import zoneinfo
print([(w.category.__name__, str(w.message)) for w in seen], zoneinfo.TZPATH, zoneinfo.available_timezones())
try: zoneinfo.ZoneInfo('UTC')
except zoneinfo.ZoneInfoNotFoundError as e: print(e)
