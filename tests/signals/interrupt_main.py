import signal, os, _thread, contextlib
for f in (_thread.interrupt_main, lambda: signal.raise_signal(signal.SIGINT), lambda: os.kill(os.getpid(), signal.SIGINT)):
    try:
        f()
    except KeyboardInterrupt:
        print('one')
    with contextlib.suppress(KeyboardInterrupt):
        f()
    print('two')
signal.signal(signal.SIGTERM, lambda *a: print('handler', a[0]))
_thread.interrupt_main(signal.SIGTERM)
print('after')
os.kill(os.getpid(), signal.SIGTERM)
print('after')
try: _thread.interrupt_main(-1)
except ValueError as e: print(e)
signal.signal(signal.SIGINT, signal.SIG_IGN)
_thread.interrupt_main()
print('ignored')
