"""asyncio and child processes: streams, protocols, pipes, watchers."""
import asyncio, sys, os, signal, re, warnings, subprocess
def san(x): return re.sub(r'0x[0-9a-f]+|pid=\d+|fd=\d+|Process \d+','?',str(x))
async def t(c):
    try: print(san(repr(await c)))
    except BaseException as e: print(type(e).__name__, san(e))
async def turns():    # what has been scheduled meanwhile has run
    for _ in range(5): await asyncio.sleep(0)
P=asyncio.subprocess.PIPE
async def main():
    p=await asyncio.create_subprocess_exec('echo','hi',stdout=P); print(await p.communicate(), p.returncode, san(repr(p)), p.stdin, p.stderr)
    p=await asyncio.create_subprocess_shell('cat; echo err >&2; exit 3',stdin=P,stdout=P,stderr=P); print(await p.communicate(b'input'), p.returncode)
    p=await asyncio.create_subprocess_exec('cat',stdin=P,stdout=P); print(san(repr(p.stdin))); print(san(repr(p._transport))); p.stdin.write(b'a\nb\n'); await p.stdin.drain(); print(await p.stdout.readline()); p.stdin.close(); await p.stdin.wait_closed(); print(await p.stdout.read(), await p.wait(), await turns() or san(p._transport)); await t(p.wait())
    try: p.kill()
    except BaseException as e: print(type(e).__name__,e)
    p=await asyncio.create_subprocess_exec('sleep','100'); print(p.returncode); p.terminate(); print(await p.wait()); 
    p=await asyncio.create_subprocess_exec('sleep','100'); p.send_signal(signal.SIGINT); print(await p.wait())
    p=await asyncio.create_subprocess_exec('sleep','100')
    try: await asyncio.wait_for(p.wait(),0.05)
    except TimeoutError: print('timeout'); p.kill(); print(await p.wait())
    await t(asyncio.create_subprocess_exec('no-such-program')); await t(asyncio.create_subprocess_shell(5)); await t(asyncio.create_subprocess_shell('x',text=True)); await t(asyncio.create_subprocess_exec('x',shell=True)); await t(asyncio.create_subprocess_exec('x',bufsize=1)); await t(asyncio.create_subprocess_exec('x',universal_newlines=True)); await t(asyncio.create_subprocess_exec('x',encoding='utf8')); await t(asyncio.create_subprocess_exec('x',errors='x')); await t(asyncio.create_subprocess_shell('x',shell=False))
    big=b'x'*1000000
    p=await asyncio.create_subprocess_exec('cat',stdin=P,stdout=P); o,_=await p.communicate(big); print(o==big)
    p=await asyncio.create_subprocess_exec('true',stdin=P); await p.wait(); print(await p.communicate(b'x'*1000000))
    p=await asyncio.create_subprocess_exec('sh','-c','echo $X; pwd',stdout=P,env={'X':'env'},cwd='/'); print((await p.communicate())[0])
    p=await asyncio.create_subprocess_exec('sh','-c','echo out; echo err >&2',stdout=P,stderr=asyncio.subprocess.STDOUT); print((await p.communicate())[0])
    p=await asyncio.create_subprocess_exec('cat',stdin=asyncio.subprocess.DEVNULL,stdout=P); print((await p.communicate())[0])
    p=await asyncio.create_subprocess_exec('sh','-c','yes | head -c 300000',stdout=P,limit=1000)
    try: await p.stdout.readuntil(b'z')
    except Exception as e: print(type(e).__name__,e)
    print(len(await p.stdout.read())<=300000, await p.wait())
    ps=await asyncio.gather(*[asyncio.create_subprocess_shell(f'exit {i}') for i in range(5)]); print(await asyncio.gather(*[p.wait() for p in ps]))
    loop=asyncio.get_running_loop()
    class SP(asyncio.SubprocessProtocol):
        def __init__(s): s.done=loop.create_future(); s.log=[]
        def connection_made(s,tr): print('made',san(repr(tr))); s.tr=tr
        def pipe_data_received(s,fd,data): print('data',fd,data)
        def pipe_connection_lost(s,fd,exc): s.log.append(('lost',fd,exc))
        def process_exited(s): s.log.append(('exited',0,None))
        def connection_lost(s,exc): print(sorted(s.log,key=str),'connection lost',exc); s.done.set_result(1)
    tr,pr=await loop.subprocess_exec(SP,'sh','-c','read x; echo got $x; exit 4',stderr=None); print(tr.get_pid()>0, tr.get_returncode(), tr.get_pipe_transport(0) is not None, tr.get_pipe_transport(2), tr.is_closing(), tr.get_protocol() is pr, type(tr.get_extra_info('subprocess')).__name__); tr.get_pipe_transport(0).write(b'word\n'); await pr.done; print(tr.get_returncode(), san(repr(tr)))
    try: tr.send_signal(9)
    except BaseException as e: print(type(e).__name__,e)
    tr.close(); print(san(repr(tr)))
    tr,pr=await loop.subprocess_shell(SP,'sleep 50',stdin=None,stdout=None,stderr=None); tr.kill(); await pr.done; print(tr.get_returncode()); tr.close()
    tr,pr=await loop.subprocess_shell(SP,'exec sleep 50',stdin=None,stdout=None,stderr=None); tr.close(); await pr.done; print(tr.get_returncode(), san(tr))
    # pipes
    r,w=os.pipe(); rp=os.fdopen(r,'rb'); wp=os.fdopen(w,'wb')
    reader=asyncio.StreamReader(); rt,_=await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader),rp)
    wt,wproto=await loop.connect_write_pipe(asyncio.Protocol,wp)
    print(san(rt),san(wt), rt.is_reading(), rt.get_extra_info('pipe') is rp, wt.can_write_eof(), wt.get_write_buffer_limits(), wt.get_write_buffer_size(), wt.is_closing(), wt.get_protocol() is wproto)
    wt.write(b'one\n'); print(await reader.readline()); rt.pause_reading(); print(rt.is_reading(), san(rt)); rt.resume_reading(); wt.writelines([b'two',b'\n']); print(await reader.readline()); wt.write(bytearray(b'')); 
    wt.write(b'y'*200000); print(wt.get_write_buffer_size()>0); wt.write_eof(); print(san(wt)[:40]); print(len(await reader.read())); await asyncio.sleep(0.01); print(san(wt), san(rt)); wt.close()
    with open(__file__,'rb') as f:
        await t(loop.connect_read_pipe(asyncio.Protocol,f)); await t(loop.connect_write_pipe(asyncio.Protocol,f))
    r,w=os.pipe(); wp=os.fdopen(w,'wb')
    class WP(asyncio.Protocol):
        def connection_lost(s,exc): print('wp lost',repr(exc))
    wt,_=await loop.connect_write_pipe(WP,wp); os.close(r); await asyncio.sleep(0.02); print(san(wt))
    r,w=os.pipe(); wt,_=await loop.connect_write_pipe(WP,os.fdopen(w,'wb')); wt.write(b'q'*1000000); wt.abort(); os.close(r); await asyncio.sleep(0)
    await asyncio.sleep(0)
    # watchers
    with warnings.catch_warnings(record=True) as ws:
        warnings.simplefilter('always')
        print(type(asyncio.get_child_watcher()).__name__)
        for cls in (asyncio.ThreadedChildWatcher,asyncio.SafeChildWatcher,asyncio.FastChildWatcher,asyncio.MultiLoopChildWatcher,asyncio.PidfdChildWatcher):
            wtch=cls(); asyncio.set_child_watcher(wtch); wtch.attach_loop(loop); print(cls, wtch.is_active(), wtch.remove_child_handler(12345))
            p=await asyncio.create_subprocess_shell('exit 7'); print(await p.wait())
            p=await asyncio.create_subprocess_exec('cat',stdin=P,stdout=P); print(await p.communicate(b'w'), p.returncode)
    print(sorted({(w.category.__name__,str(w.message)) for w in ws}))
    print(asyncio.subprocess.__all__, [n in asyncio.__all__ for n in ('PidfdChildWatcher','create_subprocess_exec')], asyncio.AbstractChildWatcher.__mro__)
    for m in ('add_child_handler','attach_loop','close','is_active','__enter__'):
        try: getattr(asyncio.AbstractChildWatcher(),m)(*([1]*{'add_child_handler':2,'attach_loop':1}.get(m,0)))
        except NotImplementedError as e: print(m,e)
asyncio.run(main())
