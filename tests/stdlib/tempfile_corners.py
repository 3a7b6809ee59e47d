# Closing and removing of temporary files in every order; what spooled files say of themselves.
import os
import tempfile

for delete in True, False:
    for on_close in True, False:
        f = tempfile.NamedTemporaryFile(delete=delete, delete_on_close=on_close)
        name = f.name
        f.write(b'x')
        f.close()
        print(delete, on_close, os.path.exists(name), f.closed, end=' ')
        f.close()
        del f
        print(os.path.exists(name), end=' ')
        with tempfile.NamedTemporaryFile(delete=delete, delete_on_close=on_close) as f:
            second = f.name
            f.close()
            print(os.path.exists(second), end=' ')
        print(os.path.exists(second))
        for path in name, second:
            if os.path.exists(path):
                os.unlink(path)
with tempfile.NamedTemporaryFile() as f:
    os.unlink(f.name)
print('removed before', f.closed)
f = tempfile.NamedTemporaryFile()
os.unlink(f.name)
f.close()
for mode in 'w+b', 'w+':
    with tempfile.SpooledTemporaryFile(max_size=4, mode=mode) as f:
        for _ in range(2):
            for name in 'closed', 'name', 'mode', 'encoding', 'errors', 'newlines':
                try:
                    value = getattr(f, name)
                    print(mode, name, type(value).__name__ if name == 'name' else value)
                except AttributeError as e:
                    print(mode, name, 'AttributeError', e)
            f.write(b'12345' if 'b' in mode else '12345')
            print(f._rolled, f.tell())
    print(f.closed)
    try:
        f.mode = 'r'
    except AttributeError as e:
        print(e)
