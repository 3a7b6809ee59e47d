# stdin: breakpoint_default.txt
try:
    breakpoint()
except BaseException as e:
    print(type(e).__name__, e)
