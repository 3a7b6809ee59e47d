# SPDX-License-Identifier: MIT
# stderr: check
def f(n):
    raise ValueError(n)


errors = []
for i in range(2):
    try:
        f(i)
    except ValueError as e:
        errors.append(e)
errors.append(ExceptionGroup('inner', [TypeError('t'), OSError(2, 'gone')]))
raise ExceptionGroup('outer', errors)
