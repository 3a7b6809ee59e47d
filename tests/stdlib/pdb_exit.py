# flags: -m pdb
# stdin: pdb_exit.txt
# A program that ends by itself, by sys.exit, and by the debugger's quit.
import sys

x = 1
if x:
    sys.exit(3)
