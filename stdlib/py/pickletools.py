# SPDX-License-Identifier: MIT
"""What is inside a pickle: its instructions, printed or made fewer."""

import io
import pickle
import re
import struct
import sys

__all__ = ['dis', 'genops', 'optimize']

# How long an argument is, if the number of its bytes is not fixed.
UP_TO_NEWLINE = -1
TAKEN_FROM_ARGUMENT1 = -2       # a byte in front
TAKEN_FROM_ARGUMENT4 = -3       # four bytes in front, signed
TAKEN_FROM_ARGUMENT4U = -4      # four bytes in front
TAKEN_FROM_ARGUMENT8U = -5      # eight bytes in front


class ArgumentDescriptor(object):
    """An argument in the stream: its name, its size and how it is read."""
    __slots__ = ('name', 'n', 'reader', 'doc')

    def __init__(self, name, n, reader, doc):
        self.name = name
        self.n = n
        self.reader = reader
        self.doc = doc


def _fixed(form):
    size = struct.calcsize(form)

    def read(f):
        data = f.read(size)
        if len(data) == size:
            return struct.unpack(form, data)[0]
        raise ValueError(f"not enough data in stream to read {_names[form]}")
    return read


_names = {'<B': 'uint1', '<H': 'uint2', '<i': 'int4', '<I': 'uint4', '<Q': 'uint8', '>d': 'float8'}
read_uint1, read_uint2, read_int4, read_uint4, read_uint8, read_float8 = map(_fixed, _names)


def read_stringnl(f, decode=True, stripquotes=True, *, encoding='latin-1'):
    data = f.readline()
    if not data.endswith(b'\n'):
        raise ValueError("no newline found when trying to read stringnl")
    data = data[:-1]
    if stripquotes:
        for q in (b'"', b"'"):
            if data.startswith(q):
                if not data.endswith(q):
                    raise ValueError("strinq quote %r not found at both ends of %r" % (q, data))
                data = data[1:-1]
                break
        else:
            raise ValueError("no string quotes around %r" % data)
    if decode:
        # The unpickler knows the escapes of Python 2's strings.
        data = pickle.loads(b"S'" + data + b"'\n.", encoding=encoding)
    return data


def read_stringnl_noescape(f):
    return read_stringnl(f, stripquotes=False, encoding='utf-8')


def read_stringnl_noescape_pair(f):
    return "%s %s" % (read_stringnl_noescape(f), read_stringnl_noescape(f))


def _sized(name, read_size, decode):
    def read(f):
        n = read_size(f)
        if n < 0:
            raise ValueError(f"{name} byte count < 0: {n}")
        data = f.read(n)
        if len(data) == n:
            return decode(data)
        raise ValueError(f"expected {n} bytes in a {name}, but only {len(data)} remain")
    return read


def _latin1(data):
    return data.decode('latin-1')


def _utf8(data):
    return str(data, 'utf-8', 'surrogatepass')


read_string1 = _sized('string1', read_uint1, _latin1)
read_string4 = _sized('string4', read_int4, _latin1)
read_bytes1 = _sized('bytes1', read_uint1, bytes)
read_bytes4 = _sized('bytes4', read_uint4, bytes)
read_bytes8 = _sized('bytes8', read_uint8, bytes)
read_bytearray8 = _sized('bytearray8', read_uint8, bytearray)
read_unicodestring1 = _sized('unicodestring1', read_uint1, _utf8)
read_unicodestring4 = _sized('unicodestring4', read_uint4, _utf8)
read_unicodestring8 = _sized('unicodestring8', read_uint8, _utf8)
read_long1 = _sized('long1', read_uint1, pickle.decode_long)
read_long4 = _sized('long4', read_int4, pickle.decode_long)


def read_unicodestringnl(f):
    data = f.readline()
    if not data.endswith(b'\n'):
        raise ValueError("no newline found when trying to read unicodestringnl")
    return str(data[:-1], 'raw-unicode-escape')


def read_decimalnl_short(f):
    s = read_stringnl(f, decode=False, stripquotes=False)
    if s == b"00":
        return False
    elif s == b"01":
        return True
    return int(s)


def read_decimalnl_long(f):
    s = read_stringnl(f, decode=False, stripquotes=False)
    if s[-1:] == b'L':
        s = s[:-1]
    return int(s)


def read_floatnl(f):
    return float(read_stringnl(f, decode=False, stripquotes=False))


_arguments = {name: ArgumentDescriptor(name, n, globals()['read_' + name], f'The argument {name}.')
              for name, n in {
    'uint1': 1, 'uint2': 2, 'int4': 4, 'uint4': 4, 'uint8': 8, 'float8': 8,
    'stringnl': UP_TO_NEWLINE, 'stringnl_noescape': UP_TO_NEWLINE,
    'stringnl_noescape_pair': UP_TO_NEWLINE, 'unicodestringnl': UP_TO_NEWLINE,
    'decimalnl_short': UP_TO_NEWLINE, 'decimalnl_long': UP_TO_NEWLINE, 'floatnl': UP_TO_NEWLINE,
    'string1': TAKEN_FROM_ARGUMENT1, 'string4': TAKEN_FROM_ARGUMENT4,
    'bytes1': TAKEN_FROM_ARGUMENT1, 'bytes4': TAKEN_FROM_ARGUMENT4U,
    'bytes8': TAKEN_FROM_ARGUMENT8U, 'bytearray8': TAKEN_FROM_ARGUMENT8U,
    'unicodestring1': TAKEN_FROM_ARGUMENT1, 'unicodestring4': TAKEN_FROM_ARGUMENT4U,
    'unicodestring8': TAKEN_FROM_ARGUMENT8U, 'long1': TAKEN_FROM_ARGUMENT1,
    'long4': TAKEN_FROM_ARGUMENT4}.items()}
globals().update(_arguments)


class StackObject(object):
    """A kind of thing on the stack."""
    __slots__ = ('name', 'obtype', 'doc')

    def __init__(self, name, obtype, doc):
        self.name = name
        self.obtype = obtype
        self.doc = doc

    def __repr__(self):
        return self.name


markobject = StackObject('mark', StackObject, 'The mark below a number of things.')
stackslice = StackObject('stackslice', StackObject, 'All things above the topmost mark.')
_objects = {name: StackObject(name, kind, f'A thing of the kind {name}.') for name, kind in {
    'int': int, 'int_or_bool': (int, bool), 'bool': bool, 'float': float,
    'bytes_or_str': (bytes, str), 'bytes': bytes, 'bytearray': bytearray, 'str': str,
    'None': type(None), 'tuple': tuple, 'list': list, 'dict': dict, 'set': set, 'frozenset': set,
    'any': object, 'buffer': object}.items()}
_objects.update(mark=markobject, stackslice=stackslice)


class OpcodeInfo(object):
    """An instruction: name, letter, argument, what it takes from the stack and puts there,
    protocol."""
    __slots__ = ('name', 'code', 'arg', 'stack_before', 'stack_after', 'proto', 'doc')

    def __init__(self, name, code, arg, stack_before, stack_after, proto, doc):
        self.name = name
        self.code = code
        self.arg = arg
        self.stack_before = stack_before
        self.stack_after = stack_after
        self.proto = proto
        self.doc = doc


# name, argument, protocol, stack before, stack after; the letter is pickle's.
_table = '''
INT decimalnl_short 0 : int_or_bool
BININT int4 1 : int
BININT1 uint1 1 : int
BININT2 uint2 1 : int
LONG decimalnl_long 0 : int
LONG1 long1 2 : int
LONG4 long4 2 : int
STRING stringnl 0 : bytes_or_str
BINSTRING string4 1 : bytes_or_str
SHORT_BINSTRING string1 1 : bytes_or_str
BINBYTES bytes4 3 : bytes
SHORT_BINBYTES bytes1 3 : bytes
BINBYTES8 bytes8 4 : bytes
BYTEARRAY8 bytearray8 5 : bytearray
NEXT_BUFFER - 5 : buffer
READONLY_BUFFER - 5 buffer : buffer
NONE - 0 : None
NEWTRUE - 2 : bool
NEWFALSE - 2 : bool
UNICODE unicodestringnl 0 : str
SHORT_BINUNICODE unicodestring1 4 : str
BINUNICODE unicodestring4 1 : str
BINUNICODE8 unicodestring8 4 : str
FLOAT floatnl 0 : float
BINFLOAT float8 1 : float
EMPTY_LIST - 1 : list
APPEND - 0 list any : list
APPENDS - 1 list mark stackslice : list
LIST - 0 mark stackslice : list
EMPTY_TUPLE - 1 : tuple
TUPLE - 0 mark stackslice : tuple
TUPLE1 - 2 any : tuple
TUPLE2 - 2 any any : tuple
TUPLE3 - 2 any any any : tuple
EMPTY_DICT - 1 : dict
DICT - 0 mark stackslice : dict
SETITEM - 0 dict any any : dict
SETITEMS - 1 dict mark stackslice : dict
EMPTY_SET - 4 : set
ADDITEMS - 4 set mark stackslice : set
FROZENSET - 4 mark stackslice : frozenset
POP - 0 any :
DUP - 0 any : any any
MARK - 0 : mark
POP_MARK - 1 mark stackslice :
GET decimalnl_short 0 : any
BINGET uint1 1 : any
LONG_BINGET uint4 1 : any
PUT decimalnl_short 0 :
BINPUT uint1 1 :
LONG_BINPUT uint4 1 :
MEMOIZE - 4 any : any
EXT1 uint1 2 : any
EXT2 uint2 2 : any
EXT4 int4 2 : any
GLOBAL stringnl_noescape_pair 0 : any
STACK_GLOBAL - 4 str str : any
REDUCE - 0 any any : any
BUILD - 0 any any : any
INST stringnl_noescape_pair 0 mark stackslice : any
OBJ - 1 mark any stackslice : any
NEWOBJ - 2 any any : any
NEWOBJ_EX - 4 any any any : any
PROTO uint1 2 :
STOP - 0 any :
FRAME uint8 4 :
PERSID stringnl_noescape 0 : any
BINPERSID - 1 any : any
'''


def _read_table():
    made = []
    for line in _table.strip().split('\n'):
        before, after = line.split(':')
        name, argument, proto, *before = before.split()
        made.append(OpcodeInfo(name, getattr(pickle, name).decode('latin-1'),
                               _arguments.get(argument), [_objects[x] for x in before],
                               [_objects[x] for x in after.split()], int(proto),
                               f'The instruction {name}.'))
    return made


opcodes = _read_table()
code2op = {op.code: op for op in opcodes}


def _genops(data, yield_end_pos=False):
    if isinstance(data, (bytes, bytearray)):
        data = io.BytesIO(data)
    getpos = getattr(data, "tell", lambda: None)
    while True:
        pos = getpos()
        code = data.read(1)
        opcode = code2op.get(code.decode("latin-1"))
        if not code:
            raise ValueError("pickle exhausted before seeing STOP")
        if opcode is None:
            raise ValueError(
                "at position %s, opcode %r unknown" % ("<unknown>" if pos is None else pos, code))
        arg = None if opcode.arg is None else opcode.arg.reader(data)
        yield (opcode, arg, pos, getpos()) if yield_end_pos else (opcode, arg, pos)
        if opcode.name == 'STOP':
            return


def genops(pickle):
    """Generate (opcode, argument, position) for each instruction of a pickle (bytes, or a file)."""
    return _genops(pickle)


def optimize(p):
    """The same pickle without PUTs that nothing gets."""
    oldids = set()
    newids = {}
    ops = []
    proto = 0
    for opcode, arg, pos, end_pos in _genops(p, yield_end_pos=True):
        if 'PUT' in opcode.name:
            oldids.add(arg)
            ops.append(('put', arg))
        elif opcode.name == 'MEMOIZE':
            idx = len(oldids)
            oldids.add(idx)
            ops.append(('put', idx))
        elif 'FRAME' in opcode.name:
            pass
        elif 'GET' in opcode.name:
            if opcode.proto > proto:
                proto = opcode.proto
            newids[arg] = None
            ops.append(('get', arg))
        elif opcode.name == 'PROTO':
            if arg > proto:
                proto = arg
            if pos == 0:
                header = p[pos:end_pos]
            else:
                ops.append((pos, end_pos))
        else:
            ops.append((pos, end_pos))
    out = io.BytesIO()
    # Protocols from 2 on begin with their number, from 4 on they come in a frame.
    if proto >= 2:
        out.write(header)
    body = _optimized_body(p, ops, newids, proto)
    if proto >= 4 and len(body) >= 4:
        out.write(pickle.FRAME + struct.pack('<Q', len(body)))
    out.write(body)
    return out.getvalue()


def _optimized_body(p, ops, newids, proto):
    out = io.BytesIO()
    idx = 0
    for op, arg in ops:
        if op == 'put':
            if arg not in newids:
                continue
            out.write(_memo_op(pickle.PUT, pickle.BINPUT, pickle.LONG_BINPUT, idx, proto))
            newids[arg] = idx
            idx += 1
        elif op == 'get':
            out.write(_memo_op(pickle.GET, pickle.BINGET, pickle.LONG_BINGET, newids[arg], proto))
        else:
            out.write(p[op:arg])
    return out.getvalue()


def _memo_op(text, byte, word, idx, proto):
    if proto >= 4 and byte == pickle.BINPUT:
        return pickle.MEMOIZE
    if proto < 1:
        return text + b'%d\n' % idx
    return byte + bytes((idx,)) if idx < 256 else word + struct.pack('<I', idx)


class _Machine:
    """The stack and the memo that the instructions would make. problem: the error of the last
    one."""

    def __init__(self, memo):
        self.stack, self.marks, self.problem = [], [], None
        self.memo = {} if memo is None else memo

    def take_to_mark(self):
        """Take what lies above the last mark, and the mark; a remark that says where it was set."""
        while self.stack[-1] is not markobject:
            del self.stack[-1]
        del self.stack[-1]
        pos = self.marks.pop()
        return "(MARK at %s)" % ("unknown opcode offset" if pos is None else pos)

    def needs_mark(self, opcode):
        if opcode.name == "POP":
            return bool(self.stack) and self.stack[-1] is markobject
        return markobject in opcode.stack_before

    def remember(self, key):
        """Put what lies on top into the memo."""
        if not self.stack:
            self.problem = "stack is empty -- can't store into memo"
        elif self.stack[-1] is markobject:
            self.problem = "can't store markobject in the memo"
        else:
            self.memo[key] = self.stack[-1]

    def prepare(self, opcode, arg):
        """(remark, how many items the instruction takes from the stack, what it pushes)"""
        name, takes, pushes, remark = opcode.name, opcode.stack_before, opcode.stack_after, None
        if self.needs_mark(opcode):
            if self.marks:
                remark = self.take_to_mark()
                takes = takes[:takes.index(markobject)] if markobject in takes else ()
            else:
                self.problem = remark = "no MARK exists on stack"
        if name == "MEMOIZE":
            remark, arg = "(as %d)" % len(self.memo), len(self.memo)
        if name in _PUTS:
            self.remember(arg)
        elif name in _GETS and arg in self.memo:
            pushes = [self.memo[arg]]
        elif name in _GETS:
            self.problem = "memo key %r has never been stored into" % arg
        return remark, len(takes), pushes

    def execute(self, pos, takes, pushes):
        if self.problem:
            raise ValueError(self.problem)
        left = len(self.stack) - takes
        if left < 0:
            raise ValueError("tries to pop %d items from stack with only %d items"
                             % (takes, len(self.stack)))
        if markobject in pushes:
            self.marks.append(pos)
        self.stack[left:] = pushes


_PUTS = "PUT", "BINPUT", "LONG_BINPUT", "MEMOIZE"
_GETS = "GET", "BINGET", "LONG_BINGET"


def _operands(opcode, arg, remark):
    """What a line of dis() says behind the name."""
    words = [' ' * (10 - len(opcode.name))]
    if arg is not None:
        words.append(ascii(arg) if opcode.name.endswith("STRING") else repr(arg))
    if remark:
        words.append(remark)
    return ' '.join(words) if words[1:] else ''


def dis(pickle, out=None, memo=None, indentlevel=4, annotate=0):
    """Print the instructions of a pickle, and check that they fit together."""
    machine, column, highest = _Machine(memo), annotate, -1
    for opcode, arg, pos in genops(pickle):
        if pos is not None:
            print("%5d:" % pos, end=' ', file=out)
        indent = ' ' * indentlevel * len(machine.marks)
        remark, takes, pushes = machine.prepare(opcode, arg)
        line = "%-4s %s%s" % (repr(opcode.code)[1:-1], indent, opcode.name)
        line += _operands(opcode, arg, remark)
        if annotate:
            line = line.ljust(column)
            column = annotate if len(line) > 50 else len(line)
            line += ' ' + opcode.doc.split('\n', 1)[0]
        print(line, file=out)
        highest = max(highest, opcode.proto)
        machine.execute(pos, takes, pushes)
    print("highest protocol among opcodes =", highest, file=out)
    if machine.stack:
        raise ValueError("stack not empty after STOP: %r" % machine.stack)


def _parser():
    import argparse
    parser = argparse.ArgumentParser(description='disassemble one or more pickle files')
    add = parser.add_argument
    add('pickle_file', nargs='*', help='the pickle file')
    add('-o', '--output', help='the file where the output should be written')
    add('-m', '--memo', action='store_true', help='preserve memo between disassemblies')
    add('-l', '--indentlevel', default=4, type=int,
        help='the number of blanks by which to indent a new MARK level')
    add('-a', '--annotate', action='store_true',
        help='annotate each line with a short opcode description')
    add('-p', '--preamble', default='==> {name} <==',
        help='if more than one pickle file is specified, print this before each disassembly')
    add('-t', '--test', action='store_true', help='run self-test suite')
    add('-v', action='store_true', help='run verbosely; only affects self-test run')
    return parser


def _list_files(args, output):
    import sys
    memo = {} if args.memo else None
    for name in args.pickle_file:
        if len(args.pickle_file) > 1:
            output.write(args.preamble.format(name='<stdin>' if name == '-' else name) + '\n')
        file = sys.stdin.buffer if name == '-' else open(name, 'rb')
        try:
            dis(file, output, memo, args.indentlevel, 30 if args.annotate else 0)
        finally:
            if name != '-':
                file.close()


def _main():
    """python -m pickletools: list the instructions of pickle files."""
    import sys
    parser = _parser()
    args = parser.parse_args()
    if args.test:
        return
    if not args.pickle_file:
        parser.print_help()
    elif args.output is None:
        _list_files(args, sys.stdout)
    else:
        with open(args.output, 'w') as output:
            _list_files(args, output)


if __name__ == '__main__':
    _main()
