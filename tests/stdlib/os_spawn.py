"""os.posix_spawn, os.spawn*, waitid, wait3, wait4, pidfd_open."""
import subprocess as sp, sys, os, signal, time, threading, io, warnings, tempfile
F = tempfile.mktemp()
def read(name):
    with open(name) as f: return f.read()

def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e).__name__,e)
sys.stdout.flush()
pid=os.posix_spawn('/bin/sh',['sh','-c','exit 9'],os.environ); print(os.waitstatus_to_exitcode(os.waitpid(pid,0)[1]))
print(os.spawnlp(os.P_WAIT,'sh','sh','-c','exit 6'), os.spawnv(os.P_WAIT,'/bin/sh',['sh','-c','kill -9 $$']), os.spawnle(os.P_WAIT,'/bin/sh','sh','-c','exit $X',{'X':'8'}), os.spawnvpe(os.P_WAIT,'nonesuch',['x'],{}))
pid=os.spawnvp(os.P_NOWAIT,'sh',['sh','-c','exit 2']); x=os.waitid(os.P_PID,pid,os.WEXITED); print(x.si_pid==pid,x.si_status,x.si_code==os.CLD_EXITED,x.si_signo==signal.SIGCHLD,len(x))
pid=os.spawnvp(os.P_NOWAIT,'sh',['sh','-c','exit 2']); x=os.wait4(pid,0); print(x[0]==pid,x[1],type(x[2]),len(x[2]),x[2].ru_utime>=0)
pid=os.spawnvp(os.P_NOWAIT,'sh',['sh','-c','exit 2']); x=os.wait3(0); print(x[0]==pid,x[1]); t(os.wait3,0); t(os.waitid,os.P_ALL,0,os.WEXITED); t(os.posix_spawn,'/no',['x'],{}); t(os.posix_spawnp,'no-such',['x'],{}); t(os.posix_spawn,'/bin/true',[],{}); t(os.posix_spawn,'/bin/true',['x'],{},file_actions=[1]); t(os.posix_spawn,'/bin/true',['x'],{},file_actions=[(9,)]); t(os.spawnv,os.P_WAIT,'x',1); t(os.spawnv,os.P_WAIT,'x',[])
pid=os.posix_spawnp('sh',['sh','-c','echo spawned; echo err >&2'],os.environ,file_actions=[(os.POSIX_SPAWN_OPEN,1,F,os.O_WRONLY|os.O_CREAT,0o600),(os.POSIX_SPAWN_DUP2,1,2)],setsid=True,setsigdef=[signal.SIGPIPE]); os.waitpid(pid,0); print(read(F)); os.remove(F)
fd=os.pidfd_open(os.getpid()); os.close(fd); t(os.pidfd_open,2**22+5)

for name in ('setreuid', 'setregid'):
    print(getattr(os, name)(-1, -1))
print(os.setresuid(-1, -1, -1), os.setresgid(-1, -1, -1))
t(os.setgroups, 5)
t(os.setgroups, ['a'])
t(os.seteuid, -2)
t(os.posix_spawn, '/bin/true', ['x'], {}, file_actions=[(0, 1)])
t(os.posix_spawn, '/bin/true', ['x'], {}, file_actions=[(1,)])
t(os.posix_spawn, '/bin/true', ['x'], {}, file_actions=[(2, 1)])
t(os.posix_spawn, '/bin/true', ['x'], {}, file_actions=5)
t(os.posix_spawn, '/bin/true', ['x'], {}, setsigmask=[99])
t(os.posix_spawn, '/bin/true', 5, {})
pid = os.posix_spawn('/bin/true', ['x'], {}, setpgroup=0, resetids=True, setsigmask=[signal.SIGUSR1], file_actions=[(os.POSIX_SPAWN_CLOSE, 0)])
print(os.waitpid(pid, 0)[1])
