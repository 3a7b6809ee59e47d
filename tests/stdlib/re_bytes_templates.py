import re
print(re.sub(b'y', bytearray(b'a'), bytearray(b'xyz')))
print(re.sub(b'y', memoryview(b'a'), bytearray(b'xyz')))
print(re.subn(b'y', bytearray(rb'a\n\g<0>'), b'xyz'))
print(re.match(b'(y)', b'y').expand(bytearray(rb'a\1')))
print(re.match(b'(y)', b'y').expand(memoryview(rb'a\1')))
print(re.compile(b'y').sub(bytearray(b'a'), b'xyz'))
