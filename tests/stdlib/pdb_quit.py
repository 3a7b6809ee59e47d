# stdin: pdb_quit.txt
# quit leaves by BdbQuit.
def work():
    breakpoint()
    return 1


try:
    work()
except BaseException as error:
    print(type(error), error)
work()
