"""subprocess: every function, every stream option, every complaint."""
import subprocess as sp, sys, os, signal, time, threading, io, warnings, tempfile
F = tempfile.mktemp()
def read(name):
    with open(name) as f: return f.read()

def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except sp.TimeoutExpired as e: print(type(e).__name__, e.cmd, e.timeout > 0)
    except BaseException as e: print(type(e).__name__,e)
run=sp.run
t(run,['echo','hi'],capture_output=True); t(run,'echo hi; exit 3',shell=True,capture_output=True,text=True); t(run,['cat'],input=b'abc',stdout=sp.PIPE); t(run,['cat'],input='aé\r\nb',capture_output=True,text=True); t(run,['cat'],input='é',capture_output=True,encoding='latin-1')
t(run,['sh','-c','exit 5'],check=True); t(run,['sh','-c','kill -9 $$'],check=True); t(run,['sh','-c','kill -TERM $$']); t(run,['sleep','10'],timeout=0.05)
t(run,['no-such-program']); t(run,['/no/such']); t(run,['true'],cwd='/no/such/folder'); t(run,['/etc/passwd']); t(run,['/etc'])
t(run,[]); t(run,'true x'); t(run,['echo',1]); t(run,['echo','a\0b']); t(run,None)
t(sp.check_output,['echo','x']); t(sp.check_output,['cat'],input=b'in'); t(sp.check_output,'echo out; echo err >&2; exit 2',shell=True,stderr=sp.STDOUT); t(sp.check_output,['x'],stdout=1); t(sp.check_output,['x'],check=1); t(sp.check_output,['cat'],input=None,text=True)
t(sp.call,['false']); t(sp.check_call,['false']); t(sp.check_call,['true']); t(sp.getoutput,'echo a; echo b'); t(sp.getstatusoutput,'echo q; exit 4')
t(sp.list2cmdline,['a b','c"d','e\\f','g\\"h','','i\\','j k\\','\t']); 
p=sp.Popen(['cat'],stdin=sp.PIPE,stdout=sp.PIPE); print(p.poll(), repr(p)); print(p.communicate(b'x'*100000)[0]==b'x'*100000, p.returncode, repr(p)); t(p.communicate,b'q'); t(p.wait); t(p.kill)
p=sp.Popen(['sh','-c','echo o; echo e >&2'],stdout=sp.PIPE,stderr=sp.PIPE,text=True); print(p.communicate(), p.args, p.encoding, p.text_mode, p.universal_newlines)
p=sp.Popen(['sleep','100']); p.terminate(); print(p.wait()); p=sp.Popen(['sleep','100']); p.send_signal(signal.SIGINT); print(p.wait()); p=sp.Popen(['sleep','100']); t(p.wait,0.01); t(p.communicate,timeout=0.01); p.kill(); print(p.wait(), p.poll(), p)
with sp.Popen(['cat'],stdin=sp.PIPE,stdout=sp.PIPE,text=True,bufsize=1) as p:
    p.stdin.write('line\n'); print(p.stdout.readline())
t(run,['env'],env={'A':'1','B':'x y'},capture_output=True); t(run,['pwd'],cwd='/',capture_output=True); t(run,['env'],env={'A=':'1'}); t(run, 'echo $0', shell=True, executable='/bin/bash', capture_output=True)
r,w=os.pipe(); t(run,['sh','-c',f'echo passed >&{w}'],pass_fds=(w,)); os.close(w); print(os.read(r,100)); os.close(r)
t(run,['sh','-c','echo pre'],preexec_fn=lambda: os.write(1,b'in child\n'));
def bad(): raise ValueError('x')
t(run,['true'],preexec_fn=bad)
t(run,['sh','-c','ps -o pid=,sid= $$ | awk \'{print $1==$2}\''],start_new_session=True,capture_output=True)
t(run,['sh','-c','ps -o pid=,pgid= $$ | awk \'{print $1==$2}\''],process_group=0,capture_output=True)
t(run,['sh','-c','umask'],umask=0o27,capture_output=True); t(run,['true'],stdout=sp.STDOUT); t(run,['true'],stdin=sp.PIPE,input=b''); t(run,['true'],capture_output=True,stdout=sp.PIPE); t(run,['true'],bufsize='x'); t(run,['true'],startupinfo=1); t(run,['true'],creationflags=1); t(run,['true'],text=True,universal_newlines=False); t(run,['true'],pipesize='a'); t(run,['true'],user=1.5); t(run,['true'],user=-1); t(run,['true'],group=-1); t(run,['true'],group=1.5); t(run,['true'],extra_groups='a'); t(run,['true'],extra_groups=[1.5]); t(run,['id','-u'],user=os.getuid(),capture_output=True); t(run,['true'],user='nosuchuser')

def ws(f,*a,**k):
    with warnings.catch_warnings(record=True) as w: f(*a,**k); print([(x.category.__name__,str(x.message)) for x in w])
ws(run,['true'],bufsize=1,stdout=sp.PIPE); ws(run,['true'],close_fds=False,pass_fds=(2,))
t(run,['cat'],stdin=sp.DEVNULL,stdout=sp.PIPE); t(run,['sh','-c','echo lost; echo lost >&2'],stdout=sp.DEVNULL,stderr=sp.DEVNULL); t(run,['sh','-c','echo e >&2'],stdout=sp.PIPE,stderr=sp.STDOUT)
with open(F,'w') as f: run(['echo','file'],stdout=f)
print(read(F)); os.remove(F)
c=sp.CompletedProcess([1],1,b'a',b'b'); print(c, sp.CompletedProcess('x',0)); t(c.check_returncode); e=sp.CalledProcessError(2,'cmd','o','e'); print(e, e.stdout, e.stderr, e.output, repr(e), e.args); e.stdout='n'; print(e.output); print(sp.CalledProcessError(-200,'c'), sp.CalledProcessError(0,'c')); e=sp.TimeoutExpired('c',5,'o'); print(e,e.stdout,repr(e)); print(sp.CompletedProcess[str], sp.Popen[bytes]); print(sp.__all__, sp.PIPE, sp.STDOUT, sp.DEVNULL, sp.SubprocessError.__mro__)
print(run([sys.executable,'-c','import sys; print(sys.stdin.read().upper()); sys.exit(7)'],input='abc',text=True,capture_output=True).stdout)
try: run(['sh','-c','echo partial; sleep 5'],capture_output=True,timeout=0.3)
except sp.TimeoutExpired as e: print(e.stdout, e.output, e.stderr)
print(os.popen('echo popen').read()); f=os.popen('exit 3'); print(f.close()); f=os.popen('cat','w'); f.write('to cat\n'); print(f.close())
