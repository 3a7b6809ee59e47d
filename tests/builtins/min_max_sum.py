# SPDX-License-Identifier: MIT
def show(text, run):
    try:
        print(text, '->', repr(run()))
    except Exception as e:
        print(text, '!!', type(e).__name__ + ':', e)


show('min(3, 1, 2), max(3, 1, 2), min([3, 1]), max(\'hello\'), min({5: 1, 2: 0}), max((1,), (0, 9)), min([1, 1.0]), max(1, True)', lambda: (min(3, 1, 2), max(3, 1, 2), min([3, 1]), max('hello'), min({5: 1, 2: 0}), max((1,), (0, 9)), min([1, 1.0]), max(1, True)))
show('min([], default=\'d\'), max([], default=None), min([3, -5], key=abs), max(\'aB\', \'Ab\', key=str.lower), min((x for x in [2, 1]), key=lambda v: -v), max([1, 2], key=None)', lambda: (min([], default='d'), max([], default=None), min([3, -5], key=abs), max('aB', 'Ab', key=str.lower), min((x for x in [2, 1]), key=lambda v: -v), max([1, 2], key=None)))
show('min()', lambda: min())
show('max([])', lambda: max([]))
show('max(5)', lambda: max(5))
show('min(1, 2, default=3)', lambda: (min(1, 2, default=3)))
show('max(1, \'a\')', lambda: (max(1, 'a')))
show('min([1, None])', lambda: (min([1, None])))
show('min(1, 2, key=5)', lambda: (min(1, 2, key=5)))
show('max([1], bogus=1)', lambda: (max([1], bogus=1)))
show('sum([1, 2, 3]), sum([], 5), sum([[1], [2]], []), sum((0.5, 1)), sum([1, 2], start=10), sum(x for x in range(3)), sum([True, True]), sum([10**20, 1]), sum([1.5, 2j])', lambda: (sum([1, 2, 3]), sum([], 5), sum([[1], [2]], []), sum((0.5, 1)), sum([1, 2], start=10), sum(x for x in range(3)), sum([True, True]), sum([10**20, 1]), sum([1.5, 2j])))
show('sum([\'a\'])', lambda: sum(['a']))
show('sum([\'a\'], \'\')', lambda: (sum(['a'], '')))
show('sum([b\'a\'], b\'\')', lambda: (sum([b'a'], b'')))
show('sum(5)', lambda: sum(5))
show('sum([1, None])', lambda: (sum([1, None])))
show('sum()', lambda: sum())
show('sum([0.1] * 10), sum([1e16, 1.0, -1e16]), sum([float(\'inf\'), -float(\'inf\')]), sum([1, 0.1, 2**70])', lambda: (sum([0.1] * 10), sum([1e16, 1.0, -1e16]), sum([float('inf'), -float('inf')]), sum([1, 0.1, 2**70])))
