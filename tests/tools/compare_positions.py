# SPDX-License-Identifier: MIT
"""compare_positions.py DIS FILE...: run by CPython 3.13, compares where our instructions say they are
with where CPython's are, for the kinds that can raise. Units are matched by qualified name and line,
positions as sets (code that CPython duplicates or removes does not count)."""
import collections
import dis
import subprocess
import sys

CPYTHON = {
    "CALL": "call", "CALL_KW": "call", "CALL_FUNCTION_EX": "call", "LOAD_ATTR": "attr",
    "LOAD_SUPER_ATTR": "attr", "STORE_ATTR": "setattr", "DELETE_ATTR": "delattr",
    "BINARY_OP": "binary", "COMPARE_OP": "compare", "CONTAINS_OP": "contains",
    "BINARY_SUBSCR": "item", "BINARY_SLICE": "item", "STORE_SUBSCR": "setitem",
    "STORE_SLICE": "setitem", "DELETE_SUBSCR": "delitem", "GET_ITER": "iter", "FOR_ITER": "next",
    "UNPACK_SEQUENCE": "unpack", "UNPACK_EX": "unpack", "LOAD_GLOBAL": "global",
    "LOAD_NAME": "global", "RAISE_VARARGS": "raise", "IMPORT_NAME": "import",
    "IMPORT_FROM": "from", "CHECK_EXC_MATCH": "match", "BEFORE_WITH": "with",
    "BEFORE_ASYNC_WITH": "with", "WITH_EXCEPT_START": "exit", "GET_AWAITABLE": "await",
    "GET_AITER": "aiter", "GET_ANEXT": "anext", "YIELD_VALUE": None, "UNARY_NEGATIVE": "unary",
    "UNARY_INVERT": "unary", "FORMAT_WITH_SPEC": "format", "FORMAT_SIMPLE": "format",
    "CONVERT_VALUE": "convert", "LOAD_FAST_CHECK": "local", "LIST_EXTEND": "extend",
    "DICT_MERGE": "merge", "DICT_UPDATE": "update", "SET_UPDATE": "update", "MAP_ADD": "mapset",
    "SET_ADD": "add", "MATCH_CLASS": "matchclass", "LOAD_DEREF": "deref",
    "LOAD_BUILD_CLASS": "class", "DELETE_NAME": "delete", "DELETE_FAST": "delete",
    "DELETE_GLOBAL": "delete", "GET_LEN": "len", "MATCH_KEYS": "keys",
}
BINARY = "ADD SUB MUL MATMUL TRUEDIV FLOORDIV MOD POW LSHIFT RSHIFT AND OR XOR".split()
OURS = {
    "CALL": "call", "CALL_KW": "call", "CALL_METHOD": "call", "CALL_METHOD_KW": "call",
    "CALL_EX": "call", "LOAD_ATTR": "attr", "LOAD_METHOD": "attr", "LOAD_SUPER_ATTR": "attr",
    "LOAD_SUPER_METHOD": "attr", "STORE_ATTR": "setattr", "DELETE_ATTR": "delattr",
    "LOAD_ITEM": "item", "LOAD_ITEM_I": "item", "STORE_ITEM": "setitem", "DELETE_ITEM": "delitem",
    "GET_ITER": "iter", "FOR_ITER": "next", "UNPACK": "unpack", "UNPACK_EX": "unpack",
    "LOAD_GLOBAL": "global", "LOAD_NAME": "global", "RAISE": "raise", "IMPORT_NAME": "import",
    "IMPORT_FROM": "from", "JUMP_UNLESS_MATCH": "match", "WITH_ENTER": "with",
    "ASYNC_WITH_ENTER": "with", "WITH_EXIT": "call", "WITH_EXIT_EXC": "exit", "GET_AWAITABLE": "await",
    "GET_AITER": "aiter", "GET_ANEXT": "anext", "NEG": "unary", "INVERT": "unary",
    "FORMAT": "format", "FORMAT_SPEC": "format", "CONVERT": "convert", "CHECK_LOCAL": "local",
    "LIST_EXTEND": "extend", "MAP_MERGE": "merge", "MAP_UPDATE": "update", "SET_UPDATE": "update",
    "MAP_SET": "mapset", "SET_ADD": "add", "MATCH_CLASS": "matchclass", "LOAD_CELL": "deref",
    "LOAD_FREE": "deref", "LOAD_BUILD_CLASS": "class", "DELETE_NAME": "delete",
    "DELETE_LOCAL": "delete", "DELETE_GLOBAL": "delete", "IN": "contains", "NOT_IN": "contains",
    "GET_LEN": "len", "MATCH_KEYS": "keys",
}
for op in BINARY:
    OURS[op] = OURS["I" + op] = OURS[op + "_I"] = "binary"
OURS["IADD_I"] = OURS["ISUB_I"] = "binary"
for op in "LT LE EQ NE GT GE".split():
    for name in (op, f"JUMP_IF_{op}", f"JUMP_UNLESS_{op}", f"JUMP_IF_{op}_I", f"JUMP_UNLESS_{op}_I"):
        OURS[name] = "compare"


def theirs(code, units):
    unit = units[code.co_qualname, code.co_firstlineno]
    for i in dis.get_instructions(code):
        kind = CPYTHON.get(i.opname)
        p = i.positions
        if kind and p.lineno:
            at = (p.lineno, p.end_lineno, p.col_offset, p.end_col_offset)
            unit[kind].add(at)
    for const in code.co_consts:
        if hasattr(const, "co_code"):
            theirs(const, units)


def ours(tool, path):
    units = collections.defaultdict(lambda: collections.defaultdict(set))
    text = subprocess.run([tool, "-p", path], capture_output=True, text=True).stdout
    for line in text.splitlines():
        words = line.split(" ")
        if words[0] == "U":
            unit = units[words[1], int(words[2])]
        elif OURS.get(words[0]):
            unit[OURS[words[0]]].add(tuple(map(int, words[1:])))
    return units


def main(tool, *paths):
    different = collections.Counter()
    shown = collections.Counter()
    same = 0
    for path in paths:
        expected = collections.defaultdict(lambda: collections.defaultdict(set))
        try:
            theirs(compile(open(path, "rb").read(), path, "exec"), expected)
        except SyntaxError:
            continue
        got = ours(tool, path)
        if not got: # syntax that we lack
            continue
        for unit, kinds in expected.items():
            for kind in kinds.keys() | got[unit].keys():
                a, b = kinds[kind], got[unit][kind]
                same += len(a & b)
                for sign, rest in (("-", a - b), ("+", b - a)):
                    different[sign + kind] += len(rest)
                    for at in rest:
                        shown[sign + kind] += 1
                        if shown[sign + kind] <= 4:
                            print(f"{sign}{kind} {path}:{unit[0]} {at}")
    print(same, "the same;", ", ".join(f"{k} {n}" for k, n in different.most_common() if n))


if __name__ == "__main__":
    main(*sys.argv[1:])
