# stdin: pdb_run.txt
# run, runeval, runcall, and a debugger inside the debugger.
import pdb


def double(n):
    m = n * 2
    return m


space = {'double': double}
pdb.run("a = double(2)\nb = double(3)\nprint(a, b)", space)
print(space['b'])
print(pdb.runeval("double(4) + 1", space))
print(pdb.runcall(double, 7))
print(pdb.runcall(double, n=8))
pdb.runctx("c = double(1)", space, {})
pdb.run("print('to be quit')")
print('end')
