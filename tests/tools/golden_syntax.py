# SPDX-License-Identifier: MIT
"""Writes the corpus of wrong programs: golden_syntax.py FILE... asks the running CPython 3.13 for
the error of each program of a source file (programs are parted by lines "----") and writes
FILE.golden, which `parse -c` checks without Python. With -c the programs are compiled, not only
parsed, and SyntaxWarnings are recorded too: for `dis -c`."""
import sys
import warnings


def expected(program, flags):
    try:
        compile(program, "<corpus>", "exec", flags)
    except SyntaxError as e:
        numbers = (e.lineno or 0, e.offset or 0, e.end_lineno or 0, e.end_offset or 0)
        return "%s: %s (%d, %d, %d, %d)" % (type(e).__name__, e.msg, *numbers)
    except Exception as e:
        return f"{type(e).__name__}: {e} (0, 0, 0, 0)"
    return ""


def warned(program, flags):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        error = expected(program, flags)
    notes = [f"{w.category.__name__}: {w.message} ({w.lineno})" for w in caught]
    return "; ".join(notes) if notes and not error else error


def main(args):
    compiled = args[:1] == ["-c"]
    paths = args[compiled:]
    assert sys.version_info[:2] == (3, 13), "the words are those of 3.13"
    for path in paths:
        text = open(path, encoding="utf-8").read()
        with open(path + ".golden", "w", encoding="utf-8") as out:
            for program in text.split("\n----\n"):
                size = len(program.encode())
                error = warned(program, 0) if compiled else expected(program, 0x400)
                out.write(f"#### {size}\n{program}\n#==> {error}\n")


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main(sys.argv[1:])
