# A SyntaxWarning that the filters turn into an error is a SyntaxError at its place.
import warnings


def attempt(source, full=False):
    with warnings.catch_warnings():
        warnings.simplefilter('error')
        try:
            compile(source, '<source>', 'exec')
            print('compiled')
        except SyntaxError as e:
            print(type(e).__name__, e.msg, e.filename, e.lineno)
            if full:
                print(e.args)


attempt('x = 1\nassert(x, "msg")', True)
attempt('x is 1', True)
attempt('[(1, 2) (3, 4)]', True)
attempt('def f():\n    return 1 is not 1', True)
attempt('0x1for x in y', True)
attempt('"a"[1.5]')
attempt('"\\d"')
attempt('b"\\d"')
attempt('f"\\d{1}"')
attempt('x = """\na\\q"""')
attempt('"\\777"')
attempt('"é\\d"')
with warnings.catch_warnings():
    warnings.simplefilter('ignore')
    exec('print("\\d", 1 is 1)')
warnings.simplefilter('error')
exec('x is "text"')  # error: SyntaxError: "is" with 'str' literal. Did you mean "=="?
