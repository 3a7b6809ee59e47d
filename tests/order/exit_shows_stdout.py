# Another stream in the place of stdout: what is in the buffer of either goes out.
import io
import sys

first = sys.stdout
print('first')
sys.stdout = io.TextIOWrapper(first.buffer, encoding='utf-8', newline='\n')
print('second')
first.write('third\n')
