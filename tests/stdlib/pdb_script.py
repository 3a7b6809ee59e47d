# flags: -m pdb -c continue
# stdin: pdb_script.txt
# args: one two
# python -m pdb: runs, fails, is run again.
import sys


def work(n):
    return 10 // n


print(sys.argv[1:], __name__)
for n in (2, 1, 0):
    print(work(n))
