# SPDX-License-Identifier: MIT
def f():
    try:
        raise OSError(2, 'No such thing', 'file.txt')  # error: FileNotFoundError: [Errno 2] No such thing: 'file.txt'
    finally:
        print('cleanup')


f()
