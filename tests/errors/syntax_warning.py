# SPDX-License-Identifier: MIT
# stderr: check
# Warnings of the compiler.
x = 5
if x is 5: print('is with a literal')
y = '\d'
print(y)
assert (x, 'always true')
print('end')
