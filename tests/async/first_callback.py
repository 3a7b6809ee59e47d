"""The first callback of a future, alone and among others: order, removal by equality, what repr shows."""
import asyncio
import contextvars

var = contextvars.ContextVar('var', default='none')


class Note:
    def __init__(self, text):
        self.text = text

    def __call__(self, future):
        print(self.text, var.get(), future.done())

    def __eq__(self, other):
        return isinstance(other, Note) and self.text == other.text

    __hash__ = None

    def method(self, future):
        print('method of', self.text)


async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    f.add_done_callback(Note('one'))
    print(f.remove_done_callback(Note('two')), f.remove_done_callback(Note('one')), f._callbacks)
    f.add_done_callback(Note('a'))
    f.add_done_callback(Note('b'))
    f.add_done_callback(Note('a'))
    print(f.remove_done_callback(Note('a')))
    f.add_done_callback(Note('c'))

    async def wait():
        print('waits', await f)

    t = asyncio.create_task(wait())
    await asyncio.sleep(0)
    f.add_done_callback(Note('after the task'))
    n = Note('bound')
    f.add_done_callback(n.method)
    print(f.remove_done_callback(n.method), f.remove_done_callback(n.method))
    var.set('of main')
    f.add_done_callback(Note('with a context'))
    f.set_result('result')
    f.add_done_callback(Note('too late'))
    await t

    # the context is that of the call, not of the moment the future is done
    g = loop.create_future()
    contextvars.Context().run(g.add_done_callback, Note('empty context'))
    g.add_done_callback(Note('context of main'))
    h = loop.create_future()
    contextvars.Context().run(h.add_done_callback, Note('only the empty context'))
    g.set_result(None)
    h.cancel()
    await asyncio.sleep(0)

    # an equality that changes what is looked at
    class Sly:
        def __call__(self, future):
            print('sly')

        def __eq__(self, other):
            k.remove_done_callback(print)
            return True

    k = loop.create_future()
    k.add_done_callback(Sly())
    k.add_done_callback(Note('second'))
    k.cancel()
    await asyncio.sleep(0)

    order = []
    async with asyncio.TaskGroup() as tg:
        for i in range(3):
            tg.create_task(asyncio.sleep(0, i)).add_done_callback(lambda t: order.append(t.result()))
    print(order)


asyncio.run(main())
