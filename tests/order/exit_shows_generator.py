# A generator that waits in a with statement or a try is closed at exit.
def steps():
    try:
        yield 1
        yield 2
    finally:
        print('the generator is closed')


waits = steps()
print(next(waits))
print('end of the script')
