# sys.getsizeof
import sys
print([sys.getsizeof(v) for v in (0, 1.5, '', 'abc', b'', (), [], {}, set(), None, object())])
