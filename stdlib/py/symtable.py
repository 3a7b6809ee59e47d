# SPDX-License-Identifier: MIT
"""What the names in a program mean: the symbol tables that the compiler works with."""

import weakref
from enum import StrEnum

import _ast

__all__ = ['symtable', 'SymbolTableType', 'SymbolTable', 'Class', 'Function', 'Symbol']

# How a block uses a name, and above SCOPE_OFF what the name means there: CPython's numbers.
DEF_GLOBAL, DEF_LOCAL, DEF_PARAM, DEF_NONLOCAL, USE = 1, 2, 4, 8, 16
DEF_FREE_CLASS, DEF_IMPORT, DEF_ANNOT = 64, 128, 256
DEF_BOUND = DEF_LOCAL | DEF_PARAM | DEF_IMPORT
SCOPE_OFF, SCOPE_MASK = 12, 15
LOCAL, GLOBAL_EXPLICIT, GLOBAL_IMPLICIT, FREE, CELL = range(1, 6)

_FLAG_NAMES = {'USE': USE, 'DEF_GLOBAL': DEF_GLOBAL, 'DEF_NONLOCAL': DEF_NONLOCAL,
               'DEF_LOCAL': DEF_LOCAL, 'DEF_PARAM': DEF_PARAM, 'DEF_FREE_CLASS': DEF_FREE_CLASS,
               'DEF_IMPORT': DEF_IMPORT, 'DEF_ANNOT': DEF_ANNOT}
_SCOPE_NAMES = {LOCAL: 'LOCAL', GLOBAL_EXPLICIT: 'GLOBAL_EXPLICIT',
                GLOBAL_IMPLICIT: 'GLOBAL_IMPLICIT', FREE: 'FREE', CELL: 'CELL'}

# Numbers of the parser's own tables (parser/scope.h): kinds of blocks, flags, kinds of symbols.
_MODULE, _CLASS, _FUNCTION, _ASYNC, _LAMBDA, _GENEXP, _COMPREHENSION, _ANNOTATION = range(8)
_OWN_IMPORT, _OWN_ANNOT = 32, 64
_SYM_LOCAL, _SYM_CELL, _SYM_FREE, _SYM_GLOBAL = range(1, 5)
_MODES = {'exec': 0, 'eval': 1, 'single': 2}


class SymbolTableType(StrEnum):
    MODULE = 'module'
    FUNCTION = 'function'
    CLASS = 'class'
    ANNOTATION = 'annotation'
    TYPE_ALIAS = 'type alias'
    TYPE_PARAMETERS = 'type parameters'
    TYPE_VARIABLE = 'type variable'


class _Block:
    """One block: what a SymbolTable shows."""

    def __init__(self, kind, name, line, nested):
        self.kind, self.lineno, self.nested = kind, line, nested
        self.name = {_MODULE: 'top', _LAMBDA: 'lambda', _GENEXP: 'genexpr'}.get(kind, name)
        self.symbols = {}               # name -> flags and scope
        self.children = []

    def add(self, name, flags, kind, free):
        """A symbol, from a row of the parser's table."""
        mine = flags & (DEF_GLOBAL | DEF_LOCAL | DEF_PARAM | DEF_NONLOCAL | USE)
        if flags & _OWN_IMPORT:
            mine |= DEF_IMPORT
        if flags & _OWN_ANNOT:
            mine |= DEF_ANNOT
        if not mine:                    # passed on to a block further in
            if not free or self.kind == _CLASS and name == '__class__':
                return
        self.symbols[name] = mine | self._meaning(mine, kind, free) << SCOPE_OFF

    def _meaning(self, flags, kind, free):
        if flags & DEF_GLOBAL:
            return GLOBAL_EXPLICIT
        if kind == _SYM_CELL:
            return CELL
        if flags & DEF_BOUND and not flags & DEF_NONLOCAL:
            return LOCAL
        return FREE if free or kind in (_SYM_FREE, _SYM_LOCAL) else GLOBAL_IMPLICIT

    def take_in(self, inner):
        """A comprehension runs in the block around it, and its variables are shown there."""
        for name, value in inner.symbols.items():
            if not value & DEF_PARAM:
                self.symbols.setdefault(name, value)


def _read(rows):
    """The tree of blocks in the parser's list of them."""
    blocks = []
    for kind, name, line, nested, _, symbols in rows:
        block = _Block(kind, name, line, nested)
        for symbol in symbols:
            block.add(*symbol)
        blocks.append(block)
    for block in blocks:
        for name, value in block.symbols.items():
            if value & DEF_GLOBAL:      # the module hears of it
                known = blocks[0].symbols.get(name, 0) & ((1 << SCOPE_OFF) - 1)
                blocks[0].symbols[name] = known | DEF_GLOBAL | GLOBAL_EXPLICIT << SCOPE_OFF
    for place in reversed(range(1, len(blocks))):
        block, around = blocks[place], blocks[rows[place][4]]
        if block.kind == _COMPREHENSION:
            around.take_in(block)
            around.children[:0] = block.children
        elif block.kind != _ANNOTATION:
            around.children.insert(0, block)
    return blocks[0]


def symtable(code, filename, compile_type):
    """The table of a program's outermost block."""
    if compile_type not in _MODES:
        raise ValueError("symtable() arg 3 must be 'exec' or 'eval' or 'single'")
    if isinstance(code, (bytes, bytearray, memoryview)):
        import io
        import tokenize
        encoding, _ = tokenize.detect_encoding(io.BytesIO(code).readline)
        code = bytes(code).decode(encoding)
    elif not isinstance(code, str):
        raise TypeError('symtable() arg 1 must be a string or bytes object')
    if '\0' in code:
        raise SyntaxError('source code string cannot contain null bytes')
    if isinstance(filename, bytes):
        import os
        filename = os.fsdecode(filename)
    rows = _ast.symbol_table(code, filename, _MODES[compile_type])
    return _table_of(_read(rows), filename)


_tables = weakref.WeakValueDictionary()         # block -> its SymbolTable


def _table_of(block, filename):
    key = id(block), filename
    table = _tables.get(key)
    if table is None:
        kind = {_MODULE: SymbolTable, _CLASS: Class}.get(block.kind, Function)
        _tables[key] = table = kind(block, filename)
    return table


class SymbolTable:
    """The names of a block."""

    def __init__(self, raw_table, filename):
        self._table, self._filename = raw_table, filename
        self._symbols = {}

    def __repr__(self):
        kind = '' if type(self) is SymbolTable else f'{type(self).__name__} '
        name = 'module' if self._table.kind == _MODULE else self._table.name
        where = f'{name} {self._filename}' if name == 'module' else f'{name} in {self._filename}'
        return f'<{kind}SymbolTable for {where}>'

    def get_type(self):
        """What kind of block: see SymbolTableType."""
        if self._table.kind in (_MODULE, _CLASS):
            return SymbolTableType.CLASS if self._table.kind == _CLASS else SymbolTableType.MODULE
        return SymbolTableType.FUNCTION

    def get_id(self):
        """A number of this block alone."""
        return id(self._table)

    def get_name(self):
        """The name of the class or function; 'top' of a module."""
        return self._table.name

    def get_lineno(self):
        """Where the block begins."""
        return self._table.lineno

    def is_optimized(self):
        """Are its variables known when it is compiled?"""
        return self._table.kind not in (_MODULE, _CLASS)

    def is_nested(self):
        """Is it inside a function?"""
        return bool(self._table.nested)

    def has_children(self):
        """Are there blocks in it?"""
        return bool(self._table.children)

    def get_identifiers(self):
        """The names in the block."""
        return self._table.symbols.keys()

    def lookup(self, name):
        """The symbol of a name."""
        symbol = self._symbols.get(name)
        if symbol is None:
            flags = self._table.symbols[name]
            inside = [_table_of(child, self._filename) for child in self._table.children
                      if child.name == name]
            symbol = Symbol(name, flags, inside, module_scope=self._table.kind == _MODULE)
            self._symbols[name] = symbol
        return symbol

    def get_symbols(self):
        """The symbols of all names."""
        return [self.lookup(name) for name in self.get_identifiers()]

    def get_children(self):
        """The tables of the blocks in this one."""
        return [_table_of(child, self._filename) for child in self._table.children]


class Function(SymbolTable):
    """The names of a function."""

    def _with_scope(self, *scopes):
        return tuple([name for name, value in self._table.symbols.items()
                      if value >> SCOPE_OFF & SCOPE_MASK in scopes])

    def _with_flag(self, flag):
        return tuple([name for name, value in self._table.symbols.items() if value & flag])

    def get_parameters(self):
        """Names of the parameters."""
        return self._with_flag(DEF_PARAM)

    def get_locals(self):
        """Names of the variables of its own."""
        return self._with_scope(LOCAL, CELL)

    def get_globals(self):
        """Names that mean variables of the module, or builtins."""
        return self._with_scope(GLOBAL_IMPLICIT, GLOBAL_EXPLICIT)

    def get_nonlocals(self):
        """Names declared nonlocal."""
        return self._with_flag(DEF_NONLOCAL)

    def get_frees(self):
        """Names that mean variables of functions around it."""
        return self._with_scope(FREE)


class Class(SymbolTable):
    """The names of a class."""

    def get_methods(self):
        """Names of the functions that the body defines."""
        names = [child.name for child in self._table.children
                 if child.kind not in (_MODULE, _CLASS) and self._binds(child.name)]
        return tuple(dict.fromkeys(names))

    def _binds(self, name):
        value = self._table.symbols.get(name, 0)
        return value >> SCOPE_OFF & SCOPE_MASK == LOCAL


class Symbol:
    """What a name means in a block."""

    def __init__(self, name, flags, namespaces=None, *, module_scope=False):
        self._name, self._flags = name, flags
        self._scope = flags >> SCOPE_OFF & SCOPE_MASK
        self._namespaces = namespaces or ()
        self._module_scope = module_scope

    def __repr__(self):
        return f'<symbol {self._name!r}: {self._scope_str()}, {self._flags_str()}>'

    def _scope_str(self):
        return _SCOPE_NAMES.get(self._scope) or str(self._scope)

    def _flags_str(self):
        return '|'.join([name for name, flag in _FLAG_NAMES.items() if self._flags & flag])

    def get_name(self):
        """The name."""
        return self._name

    def is_referenced(self):
        """Is it read?"""
        return bool(self._flags & USE)

    def is_parameter(self):
        """Is it a parameter?"""
        return bool(self._flags & DEF_PARAM)

    def is_global(self):
        """Does it mean a variable of the module?"""
        return (self._scope in (GLOBAL_IMPLICIT, GLOBAL_EXPLICIT)
                or self._module_scope and bool(self._flags & DEF_BOUND))

    def is_nonlocal(self):
        """Is it declared nonlocal?"""
        return bool(self._flags & DEF_NONLOCAL)

    def is_declared_global(self):
        """Is it declared global?"""
        return self._scope == GLOBAL_EXPLICIT

    def is_local(self):
        """Is it a variable of this block?"""
        return (self._scope in (LOCAL, CELL)
                or self._module_scope and bool(self._flags & DEF_BOUND))

    def is_annotated(self):
        """Has it an annotation?"""
        return bool(self._flags & DEF_ANNOT)

    def is_free(self):
        """Does it mean a variable of a function around the block?"""
        return self._scope == FREE

    def is_imported(self):
        """Is it bound by an import?"""
        return bool(self._flags & DEF_IMPORT)

    def is_assigned(self):
        """Is it assigned to?"""
        return bool(self._flags & DEF_LOCAL)

    def is_namespace(self):
        """Is it the name of a function or class in the block?"""
        return bool(self._namespaces)

    def get_namespaces(self):
        """The tables of what has the name."""
        return self._namespaces

    def get_namespace(self):
        """The one table of what has the name; ValueError if there is none, or more than one."""
        if not self._namespaces:
            raise ValueError('name is not bound to any namespaces')
        if len(self._namespaces) > 1:
            raise ValueError('name is bound to multiple namespaces')
        return self._namespaces[0]
