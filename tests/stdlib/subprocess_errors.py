# The arguments of the exceptions; a child with an open pipe at the end of the program is no noise.
import operator
import subprocess
import sys


def show(run):
    try:
        print(run())
    except Exception as e:
        print(type(e).__name__, e.args, getattr(e, 'output', None), getattr(e, 'stderr', None))


show(lambda: subprocess.run(['false'], check=True))
show(lambda: subprocess.run('echo o; echo e >&2; exit 3', shell=True, check=True, capture_output=True))
show(lambda: subprocess.check_call(['false']))
show(lambda: subprocess.check_output('echo hi; exit 2', shell=True))
show(lambda: subprocess.run('exit 4', shell=True, capture_output=True).check_returncode())
show(lambda: subprocess.run('exit 0', shell=True, capture_output=True).check_returncode())
left = '''import subprocess, sys
p = subprocess.Popen([sys.executable, '-c', 'input()'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
try:
    p.wait(0.05)
except subprocess.TimeoutExpired:
    print('still there')
'''
done = subprocess.run([sys.executable, '-c', left], capture_output=True, text=True)
print(done.returncode, done.stdout, [line for line in done.stderr.splitlines() if 'NoneType' in line])
show(lambda: operator.methodcaller())
show(lambda: operator.methodcaller(1))
