# stdin: pdb_mortem.txt
# post_mortem, pm, and chains of exceptions.
import pdb
import sys


def low(x):
    y = x + 1
    return 1 / 0


def middle(x):
    try:
        low(x)
    except ZeroDivisionError as error:
        raise ValueError('middle') from error


def high():
    try:
        middle(3)
    except ValueError:
        raise KeyError('high')


try:
    high()
except KeyError as error:
    pdb.post_mortem()
    pdb.post_mortem(error)
    pdb.post_mortem(error.__traceback__)
    saved = error
try:
    pdb.post_mortem()
except ValueError as error:
    print(error)
try:
    pdb.post_mortem(ValueError('no traceback'))
except ValueError as error:
    print(error)
sys.last_exc = saved
pdb.pm()
print('end')
