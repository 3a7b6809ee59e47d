# SPDX-License-Identifier: MIT
# [body]
def cook(dish, steps):
    for step in range(1, steps + 1):
        print(f'{dish}: step {step} of {steps}')
        yield


soup = cook('soup', 2)
print('nothing has been printed yet')
next(soup)
print('here anything else may happen')
next(soup)
try:
    next(soup)
except StopIteration:
    print('the soup is done')
# [/body]
