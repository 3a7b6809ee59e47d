# Text that lies in the buffer of a file reaches it at exit; the file is read by a child that lives longer.
import os

read_end, write_end = os.pipe()
pid = os.fork()
if pid:
    os.close(read_end)
    out = open(write_end, 'w')
    out.write('from the buffer')
    print('parent ends', flush=True)
else:
    os.close(write_end)
    with open(read_end) as source:
        text = source.read()
    os.write(1, f'child read {text!r}\n'.encode())
    os._exit(0)
