# SPDX-License-Identifier: MIT
# [body]
def pause(seconds):
    print(f'  I ask for {seconds} s')
    yield seconds
    return f'{seconds} s are over'


def dinner():
    first = yield from pause(1)
    print('  dinner:', first)
    second = yield from pause(2)
    print('  dinner:', second)
    return 'served'
# [/body]


# [drive]
task = dinner()
try:
    while True:
        print('the loop hears', next(task))
except StopIteration as stop:
    print('the loop learns:', stop.value)
# [/drive]
