"""ShareableList: kinds of items, what can be put in their places, errors, pickles; names of blocks."""
import pickle
from multiprocessing.shared_memory import ShareableList, SharedMemory


class Text(str):
    pass


def attempt(what, f, *args, **kwargs):
    try:
        print(what, repr(f(*args, **kwargs)))
    except BaseException as e:
        print(what, type(e).__name__, getattr(e, 'strerror', None) or e)


items = [0, -5, 2**62, 1.5, True, False, None, '', 'a', 'x' * 7, 'x' * 8, 'äöü', b'', b'bytes', b'z' * 20, 'end']

attempt('subclass', ShareableList, [Text('sub')])
sl = ShareableList(items)
try:
    print(list(sl), len(sl), sl.format)
    print(sl[-1], sl[-16], sl[2], type(sl[15]))
    for position in (16, 100):
        attempt('get', sl.__getitem__, position)
        attempt('set', sl.__setitem__, position, 1)
    attempt('kind', sl.__setitem__, 0, [1])
    attempt('kind', ShareableList, [1, (2,)])
    attempt('great', sl.__setitem__, 0, 2**70)
    sl[0] = 'numbers'
    sl[1] = None
    sl[3] = b'12345678'
    sl[8] = 7
    sl[9] = 2.5
    sl[10] = 'sixteen bytes ..'
    attempt('long', sl.__setitem__, 10, 'seventeen bytes .')
    attempt('long', sl.__setitem__, 4, b'123456789')
    sl[6] = True
    sl[13] = 'now text'
    sl[7] = Text('sub')
    sl[14] = None
    print(list(sl), sl.format)
    sl[14] = 'again'
    print(sl[14], sl.count(True), sl.count(None), sl.index(2.5))
    attempt('index', sl.index, 'nowhere')
    same = pickle.loads(pickle.dumps(sl))
    print(list(same) == list(sl), same.shm.name == sl.shm.name, repr(sl) == f'ShareableList({list(sl)}, name={sl.shm.name!r})')
    same.shm.close()
    print(ShareableList[int], [x for x in iter(sl)] == list(sl), 7 in sl, list(reversed(sl))[:2])
    named = SharedMemory(sl.shm.name)
    print(repr(named) == f'SharedMemory({named.name!r}, size={named.size})', named.size == sl.shm.size)
    again = pickle.loads(pickle.dumps(named))
    print(again.name == named.name, again.buf[:8] == named.buf[:8])
    again.close()
    again.close()
    print(again.buf)
    named.close()
    attempt('exists', SharedMemory, sl.shm.name, create=True, size=5)
finally:
    sl.shm.close()
    sl.shm.unlink()
attempt('gone', SharedMemory, sl.shm.name)
attempt('size', SharedMemory, create=True, size=-1)
