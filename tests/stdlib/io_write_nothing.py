# An empty text as the first thing written: no buffer is there yet.
import io
b = io.BytesIO(); t = io.TextIOWrapper(b); print(t.write(''), t.flush(), b.getvalue(), t.write('x'), t.write(''), t.flush(), b.getvalue())
