# SPDX-License-Identifier: MIT
"""Compares the parser's dumps with ast.dump of the running CPython: compare_ast.py PARSE FILE..."""
import ast
import subprocess
import sys


def uses_type_parameters(tree):
    for node in ast.walk(tree):
        if getattr(node, "type_params", None) or isinstance(node, ast.TypeAlias):
            return True
    return False


def first_difference(a, b):
    a, b = a.splitlines(), b.splitlines()
    for i, (x, y) in enumerate(zip(a, b)):
        if x != y:
            return f"line {i}: cpython {x.strip()!r} ours {y.strip()!r} near {a[max(0, i - 4):i]}"
    return f"{len(a)} lines against {len(b)}"


def main(parse, paths):
    same = different = skipped = 0
    for path in paths:
        data = open(path, "rb").read()
        try:
            tree = ast.parse(data)
        except (SyntaxError, ValueError, UnicodeDecodeError):
            skipped += 1
            continue
        if uses_type_parameters(tree):
            skipped += 1
            continue
        wanted = ast.dump(tree, indent=2, include_attributes=True)
        got = subprocess.run([parse, "-p", path], capture_output=True, timeout=60)
        text = got.stdout.decode("utf-8", "surrogatepass").rstrip("\n")
        if text == wanted:
            same += 1
        else:
            different += 1
            print(path, first_difference(wanted, text)[:600])
            if got.returncode < 0:
                print("  died by signal", -got.returncode)
    print(f"{same} same, {different} different, {skipped} skipped")
    return different != 0


if __name__ == "__main__":
    import warnings
    warnings.simplefilter("ignore")
    sys.exit(main(sys.argv[1], sys.argv[2:]))
