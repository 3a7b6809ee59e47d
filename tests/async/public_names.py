# All of asyncio's public names: the list, what each class has, and the signatures (annotations apart).
# skip-if: ! pkg-config --exists openssl
import asyncio
import inspect

print(len(asyncio.__all__), sorted(asyncio.__all__))
OURS = {('Task', 'task_wakeup'), ('BaseEventLoop', 'slow_callback_duration'), ('SelectorEventLoop', 'slow_callback_duration'), ('EventLoop', 'slow_callback_duration')}
# BaseEventLoop's own are those of the loop that is really used.
ELSEWHERE = {'create_connection', 'create_server', 'create_datagram_endpoint', 'sock_sendfile', 'subprocess_exec', 'subprocess_shell'}


def signature(f):
    s = inspect.signature(f)
    s = s.replace(parameters=[p.replace(annotation=p.empty) for p in s.parameters.values()], return_annotation=s.empty)
    return str(s).replace('<AddressFamily.AF_UNSPEC: 0>', '0').replace('<AddressInfo.AI_PASSIVE: 1>', '1')


for name in sorted(asyncio.__all__):
    thing = getattr(asyncio, name)
    kind = type(thing).__name__ if not isinstance(thing, type) else 'class'
    exception = isinstance(thing, type) and issubclass(thing, BaseException)
    print(name, kind if kind in ('class', 'str', 'object') else 'callable', signature(thing) if callable(thing) and not exception else '')
    if not isinstance(thing, type) or exception:
        continue
    for attribute in dir(thing):
        if attribute[0] == '_' or (name, attribute) in OURS:
            continue
        value = getattr(thing, attribute)
        text = ''
        if callable(value) and attribute != 'add_done_callback' and not (name == 'BaseEventLoop' and attribute in ELSEWHERE):
            text = signature(value)
        print('   ', attribute, text)
