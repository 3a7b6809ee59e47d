# SPDX-License-Identifier: MIT
# memory: 1000000
# A list that grows until MemoryError.
def grow():
    x = []
    block = 'a' * 1000
    while True:
        x.append(block + str(len(x)))
try:
    grow()
except MemoryError:
    print('MemoryError')
print('and on', len([0] * 1000))
