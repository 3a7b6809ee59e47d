# SPDX-License-Identifier: MIT
# [sleep]
class Sleep:
    def __init__(self, seconds):
        self.seconds = seconds

    def __await__(self):
        yield self.seconds
        return f'{self.seconds} s are over'
# [/sleep]


# [dinner]
async def dinner():
    print('  dinner:', await Sleep(1))
    print('  dinner:', await Sleep(2))
    return 'served'
# [/dinner]


# [drive]
task = dinner()
try:
    while True:
        print('the loop hears', task.send(None))
except StopIteration as stop:
    print('the loop learns:', stop.value)
# [/drive]
