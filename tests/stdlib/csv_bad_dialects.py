import copy
import csv
import io
import pickle
for field in ('delimiter', 'escapechar', 'quotechar'):
    for bad in ('\n', '\r', ' ', '', 'ab', 5, None):
        class D(csv.excel):
            pass
        setattr(D, field, bad)
        try: D(); print(field, repr(bad), 'fine')
        except Exception as e: print(field, repr(bad), type(e).__name__, e)
        try: csv.reader([], **{field: bad}); print('fine')
        except Exception as e: print(type(e).__name__, e)
        try: csv.writer(io.StringIO(), dialect=D); print('fine')
        except Exception as e: print(type(e).__name__, e)
d = csv.get_dialect('excel')
for f in (copy.copy, copy.deepcopy, pickle.dumps):
    try: f(d)
    except TypeError as e: print(e)
for a in ((1, None), (None,), ('x',)):
    try: csv.field_size_limit(*a)
    except TypeError as e: print(e)
try: d.delimiter = 'x'
except AttributeError as e: print(e)
