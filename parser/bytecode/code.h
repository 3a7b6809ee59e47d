/* SPDX-License-Identifier: MIT */
/*
 * The code unit: what the compiler emits. Plain immutable C data in one arena, no VM objects, so it
 * can be dumped, tested and frozen without a VM. The VM links a unit to a Code object at first use.
 */
#ifndef RONDO_CODE_UNIT_H
#define RONDO_CODE_UNIT_H

#include "lexer/base.h"

/* One 8-byte cell: an instruction, or an operand/cache cell that belongs to the one before it. */
typedef union Cell {
    struct {
        uint16_t op, a, b, c;
    };
    struct {
        uint16_t op_, a_;
        int32_t bc; /* 32-bit operand in the place of b and c: jump offset, name or literal index */
    };
    struct {
        uint32_t lo, hi;
    };
    int32_t jump; /* first half of an operand cell: offset relative to the next instruction */
    uint64_t bits;
    void *ptr;
} Cell;

typedef enum Opcode {
#define OP(name, operands, cells, doc) OPC_##name,
#define SPECIAL(name, base, doc)       OPC_##name,
#include "parser/bytecode/ops.def"
#undef OP
#undef SPECIAL
    OPC_COUNT
} Opcode;

typedef enum LiteralKind {
    LIT_NONE,
    LIT_TRUE,
    LIT_FALSE,
    LIT_ELLIPSIS,
    LIT_INT,       /* i */
    LIT_BIGINT,    /* text: digits without underscores; base */
    LIT_FLOAT,     /* f */
    LIT_COMPLEX,   /* imaginary part f */
    LIT_STR,       /* text: WTF-8 */
    LIT_BYTES,     /* text */
    LIT_TUPLE,     /* items */
    LIT_FROZENSET, /* items */
    LIT_CODE,      /* unit */
} LiteralKind;

typedef struct CodeUnit CodeUnit;
typedef struct Literal {
    uint8_t kind, base;
    bool intern;  /* identifier-like string */
    uint32_t len; /* bytes of text, or number of items */
    union {
        int64_t i;
        double f;
        const char *text;
        const struct Literal *items;
        CodeUnit *unit;
    };
} Literal;

typedef struct UnitName {
    const char *text;
    uint32_t len;
} UnitName;

/* Position of the instruction at `pc` (cell index); valid up to the next entry. Columns are 0-based
   UTF-8 byte offsets as co_positions gives; line 0: none. */
typedef struct Position {
    uint32_t pc, line, end_line;
    uint16_t col, end_col; /* 0xffff: unknown */
} Position;

/* The same in one word: pc, line (1: the unit's first one, 0: none), lines that follow to the end,
   col, end_col. A unit in which one does not fit has the long form. */
typedef uint64_t ShortPosition;
enum {
    SHORT_PC = 16,
    SHORT_LINE = 14,
    SHORT_LINES = 6,
    SHORT_COL = 14,
    SHORT_LINE_AT = SHORT_PC,
    SHORT_LINES_AT = SHORT_LINE_AT + SHORT_LINE,
    SHORT_COL_AT = SHORT_LINES_AT + SHORT_LINES,
    SHORT_END_AT = SHORT_COL_AT + SHORT_COL
};

/* An exception raised in [start, end) goes to `target`; registers from `depth` up are dropped and
   R[depth] receives the exception (PUSH_EXC then saves the handled one in R[depth + 1]).
   Sorted innermost first: the first entry that covers pc is the handler. */
typedef struct Handler {
    uint32_t start, end, target;
    uint16_t depth;
} Handler;

/* How MAKE_FUNCTION fills closure[i]. */
typedef struct Capture {
    uint16_t index;
    bool from_free; /* enclosing closure[index]; else the cell in enclosing R[index] */
} Capture;

enum { /* as CPython's co_flags */
       CO_OPTIMIZED = 0x1,
       CO_NEWLOCALS = 0x2,
       CO_VARARGS = 0x4,
       CO_VARKEYWORDS = 0x8,
       CO_NESTED = 0x10,
       CO_GENERATOR = 0x20,
       CO_COROUTINE = 0x80,
       CO_ITERABLE_COROUTINE = 0x100,
       CO_ASYNC_GENERATOR = 0x200,
       CO_FUTURE_ANNOTATIONS = 0x1000000,
};

struct CodeUnit {
    UnitName name, qualname;
    const char *filename;
    uint32_t firstline;
    uint32_t flags;
    uint16_t argcount, posonly,
        kwonly;         /* argcount counts positional-only ones too, as co_argcount */
    uint16_t nlocals;   /* registers 0..nlocals-1: parameters (args, kwonly, *args, **kw), then
                           variables */
    uint16_t temp_base; /* == nlocals */
    uint16_t nregs;     /* locals and temporaries */
    bool is_class, is_module, uses_super_cell;
    Cell *code;
    uint32_t ncells;
    Literal *literals;
    uint32_t nliterals;
    UnitName *names; /* attribute, global and import names */
    uint32_t nnames;
    UnitName *varnames;  /* nlocals; those of comprehension variables are listed once */
    uint16_t *cell_regs; /* locals that live in cells; the code makes them (MAKE_CELL), those of an
                            inlined comprehension each time it starts */
    uint32_t ncells_vars;
    UnitName *freenames;
    Capture *captures;
    uint32_t nfree;
    Position *positions; /* NULL: short_positions has them */
    ShortPosition *short_positions;
    uint32_t npositions;
    Handler *handlers;
    uint32_t nhandlers;
    const char *docstring; /* NULL: none */
    uint32_t docstring_len;
};

/* A compiled program owns its units' arena; Code objects share it by count. */
typedef struct Program {
    Arena arena;
    CodeUnit *root;
    char *source; /* text for tracebacks when there is no file, or NULL */
    uint32_t refs;
} Program;

enum { /* compile flags */
       COMPILE_TOP_LEVEL_AWAIT = 1,
       COMPILE_FUTURE_ANNOTATIONS = 2,
       COMPILE_OPTIMIZE_1 = 4,
       COMPILE_OPTIMIZE_2 = 8,
       COMPILE_INTERACTIVE = 16,
       COMPILE_DONT_IMPLY_DEDENT = 32,
       COMPILE_TEXT = 64,   /* source is a str */
       COMPILE_BYTES = 128, /* source is bytes that came from no file of the command line */
};
/* COMPILE_CELL: as EXEC, but the value of the last statement is shown if it is an expression. */
enum { COMPILE_EXEC, COMPILE_EVAL, COMPILE_SINGLE, COMPILE_CELL };

typedef struct CompileWarning {
    const char *category, *message; /* "SyntaxWarning" */
    uint32_t line;
    struct CompileWarning *next;
    uint32_t col, end_line, end_col; /* as in SyntaxError: for a warning that is made an error */
    bool lexical;                    /* its error shows the line */
} CompileWarning;

/* Source to program in one go. NULL with *d set on a syntax error (or d->type "MemoryError").
   Warnings are allocated in the program's arena. */
Program *compile_source(const char *filename, const char *text, size_t len, int mode,
                        uint32_t flags, Diag *d, Arena *diag_arena, CompileWarning **warnings,
                        bool *incomplete);
/* The same for a tree that is there already, with its table of names; its nodes live in `tree`. */
struct ParseResult;
Program *compile_made(const char *filename, struct ParseResult *made, Arena *tree, int mode,
                      uint32_t flags, Diag *d, Arena *diag_arena, CompileWarning **warnings);
void program_free(Program *p);
/*
 * Checks the discipline of registers in a unit and the units in it, on every path: temporaries are
 * written when empty and consumed when full, jumps go to instructions, handlers find the registers
 * below their depth as the code behind them expects. Complaints are appended to `out`; true: none.
 */
bool code_verify(const CodeUnit *u, Buffer *out);
/* --dis: readable listing of a unit and the units in it. */
void code_dump(const CodeUnit *u, Buffer *out);
/* The same without the units inside it. */
void code_dump_alone(const CodeUnit *u, Buffer *out);
static inline uint32_t short_field(ShortPosition p, int at, int bits)
{
    return (uint32_t)(p >> at) & ((1u << bits) - 1);
}
static inline Position position_lengthen(ShortPosition p, uint32_t firstline)
{
    uint32_t line = short_field(p, SHORT_LINE_AT, SHORT_LINE);
    line = line ? firstline + line - 1 : 0;
    return (Position){.pc = short_field(p, 0, SHORT_PC),
                      .line = line,
                      .end_line = line + short_field(p, SHORT_LINES_AT, SHORT_LINES),
                      .col = (uint16_t)short_field(p, SHORT_COL_AT, SHORT_COL),
                      .end_col = (uint16_t)short_field(p, SHORT_END_AT, SHORT_COL)};
}
/* Entry i of the positions. */
static inline Position unit_position(const CodeUnit *u, uint32_t i)
{
    return u->positions ? u->positions[i] : position_lengthen(u->short_positions[i], u->firstline);
}
/* Number of cells of the instruction (1 + operand and cache cells). */
uint32_t opcode_cells(Opcode op);
const char *opcode_name(Opcode op);

#endif
