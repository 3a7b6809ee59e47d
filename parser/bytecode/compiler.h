/* SPDX-License-Identifier: MIT */
/*
 * The compiler from inside: what its files share. One tree walk emits each unit; there is no
 * intermediate form and no pass over the finished code.
 *
 * Registers. 0..temp_base-1 are locals (parameters first). From temp_base up lies a stack: `top` is
 * its first free register. Between statements it holds hidden variables alone (iterators, rows of
 * `with`, exceptions and what was handled before them); an expression pushes temporaries on them
 * and leaves with its result in the register it was told to use. A destination is a local or the
 * topmost temporary.
 *
 * Reading a local in place. `operand` hands out the local's own register when nothing evaluated
 * later in the expression can rebind it, else a copy. CHECK_LOCAL is emitted where Python would
 * evaluate the name, unless the local is known to be bound there: `bound` is the set of locals that
 * are, on every path that leads to the current instruction. It grows along straight code, is
 * intersected where paths join, and is what it was before the `try` where a handler begins. Names
 * that are deleted somewhere are never in it.
 *
 * Dead code. After a jump or a return nothing is emitted until a label that is jumped to is bound,
 * but the tree is walked all the same, because CPython reports errors in dead code too.
 *
 * Errors are sticky: the first one is in the Diag, `failed` is set, and every walk returns early.
 */
#ifndef RONDO_COMPILER_H
#define RONDO_COMPILER_H

#include "parser/bytecode/ops.h"
#include "parser/fold.h"
#include "parser/scope.h"

typedef uint32_t Reg;

enum {
    COMPILE_MAX_DEPTH = 4 * AST_MAX_DEPTH,
    MAX_BLOCKS = 21,      /* CPython's limit of statically nested blocks */
    MAX_CALL_ARGS = 200,  /* beyond it arguments are collected in a list */
    MAX_ROW = 30,         /* values of a display in registers; beyond it they are appended */
    TRACKED_LOCALS = 256, /* locals above are checked at every read */
    MAX_STATEMENTS = 1 << 24,
    NO_PC = 0xffffffff
};

typedef struct BoundSet {
    uint64_t w[TRACKED_LOCALS / 64];
} BoundSet;

typedef struct Label {
    int32_t refs; /* last jump that waits for its pc: they are chained through their offsets */
    uint32_t pc;  /* once bound */
    bool reached; /* some live jump goes here: `set` is valid */
    BoundSet set;
} Label;
#define LABEL_NEW ((Label){.refs = -1, .pc = NO_PC})

typedef enum BlockKind {
    BLOCK_WHILE,
    BLOCK_FOR,
    BLOCK_ASYNC_FOR,
    BLOCK_TRY,         /* body of try ... except */
    BLOCK_FINALLY,     /* body and handlers of try ... finally */
    BLOCK_FINALLY_END, /* the finally body, run because of an exception */
    BLOCK_WITH,
    BLOCK_ASYNC_WITH,
    BLOCK_HANDLER,      /* an except clause: R[reg] and R[reg + 1] hold exception and saved one */
    BLOCK_HANDLER_NAME, /* its `as name` */
    BLOCK_STAR,         /* clauses of except*: no way out of them */
    BLOCK_VALUE,        /* a return value that waits while a finally body runs */
    BLOCK_STOP          /* protects the variables of a comprehension */
} BlockKind;

typedef struct Block {
    BlockKind kind;
    struct Block *outer;
    Label *exit, *head;        /* loops: where break and continue go */
    Reg reg;                   /* iterator, with row, exception */
    const Node *at;            /* position of what unwinding emits */
    const NodeList *finalbody; /* FINALLY */
    const Ident *name;         /* HANDLER_NAME */
    /* the code protected by a handler, if it has one */
    bool protects, open, used;
    uint32_t start, id;
    uint16_t depth;
    BoundSet bound; /* where the block begins */
} Block;

typedef struct LiteralSlot {
    uint32_t hash;
    uint32_t index; /* + 1; 0: free */
} LiteralSlot;

typedef struct SpareReg {
    const Ident *name;
    uint16_t reg;
} SpareReg;

/* The handler of a comprehension, emitted at the end of the unit: drops registers, goes on. */
typedef struct Deferred {
    struct Deferred *next;
    const Node *at;
    uint32_t id, nregs, nouter;
    uint16_t depth;
    uint16_t *regs;
    Handler *outer; /* what protects the comprehension protects its handler too */
} Deferred;

/* What grows with a unit; another one takes it over when it is done. */
#define UNIT_VECTORS                                                                    \
    Cell *code;                                                                         \
    ShortPosition *places; /* as many as there is room for cells */                     \
    Position *positions;   /* in a unit that is `wide` */                               \
    Handler *handlers;     /* target: id of the handler until the unit is finished */   \
    uint32_t *handler_pc;  /* by id */                                                  \
    Literal *literals;                                                                  \
    LiteralSlot *literal_map;                                                           \
    UnitName *unit_names;                                                               \
    uint32_t *name_map;        /* index + 1; 0: free */                                 \
    const Ident **local_names; /* of each register below temp_base */                   \
    uint16_t *cell_regs;                                                                \
    SpareReg *spare; /* registers of finished comprehensions */                         \
    uint32_t cap, positions_cap, handlers_cap, handler_cap, literals_cap, literal_mask; \
    uint32_t names_cap, name_mask, locals_cap;

typedef struct Vectors {
    UNIT_VECTORS
} Vectors;

/* A unit under construction. */
typedef struct Unit {
    union {
        struct {
            UNIT_VECTORS
        };
        Vectors vectors;
    };
    struct Unit *outer;
    CodeUnit *out;
    Scope *scope; /* innermost: the unit's own, or an inlined comprehension's */
    Scope *host;
    const Ident *private_class;
    uint32_t len, npositions, nhandlers, handler_ids, nliterals, nnames, ncell_regs, nspare;
    Reg next_local, temp_base, top, max_top;
    uint32_t barrier; /* a jump before this pc must stay: something refers to the place behind it */
    BoundSet bound;
    bool dead, wide;
    Position last;       /* position for instructions that have none of their own: of a wide unit */
    ShortPosition place; /* the same of another one */
    Block *blocks;
    uint32_t nblocks;
    Deferred *deferred;
} Unit;

enum { IDLE_VECTORS = 4 };

typedef struct Compiler {
    Unit *u;
    Vectors idle[IDLE_VECTORS]; /* of units that are done */
    uint32_t nidle;
    Program *program;
    Arena *arena;   /* of the program: what stays */
    Arena *scratch; /* of the tree */
    Arena *keep;    /* what outlives a piece of it: the module's block */
    IdentTable *names;
    ScopeTree scopes;
    const Source *src;
    const char *filename;
    uint32_t flags;
    bool future_annotations;
    const Ident
        *super_builtin;   /* `super`, once taken for the builtin: the module has no such name */
    uint32_t future_line; /* last line of the __future__ imports at the beginning; 0: none */
    int optimize;
    Diag *diag;
    CompileWarning **warnings_end;
    bool failed;
    int depth;
    Node **spine; /* left spines under way */
    uint32_t spine_len, spine_cap;
    uint64_t cells;      /* of all units that are done */
    uint64_t statements; /* compiled so far, those of repeated finally bodies counted each time */
    bool show_last;      /* COMPILE_CELL: the last statement, if it is an expression, */
    const Node *shown;   /* which is this one, is shown */
} Compiler;

/* ---- errors (compiler.c) ---- */
void compile_fail(Compiler *c, const Node *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void compile_no_memory(Compiler *c);
void compile_warn(Compiler *c, const Node *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Repeats the warnings between two values of c->warnings_end. */
void compile_warn_again(Compiler *c, CompileWarning **first, CompileWarning **last);
/* Counts nesting; false (and an error) when it is too deep or an error is pending. */
bool compile_too_deep(Compiler *c);
static inline bool compile_enter(Compiler *c)
{
    return !c->failed && (++c->depth <= COMPILE_MAX_DEPTH || compile_too_deep(c));
}
static inline void compile_leave(Compiler *c)
{
    c->depth--;
}
/* Frees what the compiler has of its own. */
void compiler_free(Compiler *c);

/* ---- units (compiler.c) ---- */
/* Begins the unit of `scope`; its parameters are given registers by the caller. */
bool unit_begin(Compiler *c, Unit *u, Scope *scope, const char *name, uint32_t line);
/* Gives the next local register to the symbol `name` of the unit. */
void unit_param(Compiler *c, const Ident *name);
/* Cells of the unit, once the parameters are known. */
void unit_cells(Compiler *c, const Node *at);
/* Finishes the current unit and makes the outer one current. NULL on failure. */
CodeUnit *unit_end(Compiler *c);
void unit_add_literal_unit(Compiler *c, CodeUnit *unit, uint32_t *index);

/* ---- literals and names (literals.c) ---- */
uint32_t literal_add(Compiler *c, const Literal *value);
/* Of one kind and value: one entry among the literals of a unit. */
bool literal_equal(const Literal *a, const Literal *b);
/* The value of an int of up to 64 bits, a float or a bool; false for anything else. */
bool literal_number(const Literal *v, double *out);
uint32_t literal_text(Compiler *c, const char *text, size_t len);
uint32_t literal_ident(Compiler *c, const Ident *name);
uint32_t name_add(Compiler *c, const Ident *name);
/* Text of the name in the program's arena. */
const char *name_text(Compiler *c, const Ident *name);
const Ident *ident_of(Compiler *c, const char *text);
/* Name as the current class mangles it. */
const Ident *name_mangled(Compiler *c, const Ident *name);
static inline const Ident *name_mangle(Compiler *c, const Ident *name)
{
    return c->u->private_class ? name_mangled(c, name) : name;
}

/* ---- emission (emit.c); `at` NULL: the position of the instruction before ---- */
/* The place of instructions from here on that have none of their own: that of `at`, NULL: none. */
void emit_place(Compiler *c, const Node *at);
uint32_t emit(Compiler *c, const Node *at, Opcode op, uint32_t a, uint32_t b, uint32_t cc);
uint32_t emit_index(Compiler *c, const Node *at, Opcode op, uint32_t a, uint32_t index);
/* The same with the two halves of the first cell behind. */
uint32_t emit_cell(Compiler *c, const Node *at, Opcode op, uint32_t a, uint32_t b, uint32_t cc,
                   uint32_t lo, uint32_t hi);
void emit_jump(Compiler *c, const Node *at, Opcode op, uint32_t a, uint32_t b, Label *label);
/* A jump back to a bound label. */
void emit_jump_back(Compiler *c, const Node *at, Label *head);
void label_bind(Compiler *c, Label *label);
/* The head of a loop: bound before it is jumped to. */
void label_here(Compiler *c, Label *label);
Reg reg_row(Compiler *c, uint32_t count);
static inline Reg reg_alloc(Compiler *c)
{
    return reg_row(c, 1);
}
static inline void reg_release(Compiler *c, Reg mark)
{
    c->u->top = mark;
}
static inline bool reg_is_local(const Compiler *c, Reg r)
{
    return r < c->u->temp_base;
}
static inline void bound_add(Compiler *c, const Symbol *s)
{
    if (s->reg < TRACKED_LOCALS && !(s->flags & DEF_DELETED))
        c->u->bound.w[s->reg / 64] |= 1ull << s->reg % 64;
}
static inline bool bound_has(const Compiler *c, const Symbol *s)
{
    return s->reg < TRACKED_LOCALS && (c->u->bound.w[s->reg / 64] >> s->reg % 64 & 1);
}

/* ---- blocks (blocks.c) ---- */
void block_push(Compiler *c, Block *b, BlockKind kind, const Node *at);
void block_pop(Compiler *c, Block *b);
/* From here on the block's code is protected; its handler drops registers from the top. */
void protect_begin(Compiler *c, Block *b);
void protect_end(Compiler *c, Block *b);
/* Leaves a gap in the range. */
void protect_pause(Compiler *c, Block *b);
void protect_resume(Compiler *c, Block *b);
/* Adds a row to the table of handlers; its target is the id of the block. */
void handler_append(Compiler *c, Handler h);
/* The block's handler begins here: the exception is in the new register on top, which is returned.
   The code is dead if nothing was protected. */
Reg handler_begin(Compiler *c, Block *b);
/* Is code of the program run on the way out of the unit? Then a return value must be a copy. */
bool unwind_runs_code(const Compiler *c);
/* Leaves all blocks and returns `value` (REG_NONE: None). */
void unwind_return(Compiler *c, const Node *at, Reg value);
/* break and continue, with their errors. */
void unwind_loop(Compiler *c, const Node *at, bool is_break);
void emit_exit_call(Compiler *c, const Node *at, Reg row, bool async);
void emit_unname(Compiler *c, const Node *at, const Ident *name);

/* ---- names (names.c) ---- */
typedef enum PlaceKind {
    PLACE_LOCAL,
    PLACE_CELL,
    PLACE_FREE,
    PLACE_CLASS_FREE,
    PLACE_GLOBAL,
    PLACE_NAME
} PlaceKind;
typedef struct Place {
    PlaceKind kind;
    uint32_t index;    /* register, closure or name index */
    const Symbol *sym; /* LOCAL and CELL */
    uint32_t name;     /* CLASS_FREE */
} Place;
Place name_place(Compiler *c, const Ident *name);
void name_load(Compiler *c, const Node *at, const Ident *name, Reg dest);
/* The same where the place is known already. */
void place_load(Compiler *c, const Node *at, const Place *p, Reg dest);
/* Consumes or, if it is a local, copies `src`. */
void name_store(Compiler *c, const Node *at, const Ident *name, Reg src);
void name_delete(Compiler *c, const Node *at, const Ident *name);
/* The register of a name that is a plain local, else REG_NONE. */
Reg name_local(Compiler *c, const Ident *name);
void name_set_bound(Compiler *c, const Ident *name);
/* Gives a bound symbol of an inlined comprehension its register, and takes it back. */
void comp_symbol_begin(Compiler *c, Symbol *s, const Node *at);
void comp_symbol_end(Compiler *c, Symbol *s, const Node *at);

/* ---- expressions (compile_expr.c ...) ---- */
void expr_to(Compiler *c, Node *n, Reg dest);
/* A register to read the value from: a local in place, or a new topmost temporary. `last`: nothing
   else is evaluated before the instruction that reads it. */
Reg operand(Compiler *c, Node *n, bool last);
/* Into a new topmost temporary. */
Reg expr_temp(Compiler *c, Node *n);
void expr_drop(Compiler *c, Node *n);
void jump_if(Compiler *c, Node *n, Label *label, bool when);
bool small_int(const Node *n, int32_t *out);
Opcode binary_opcode(Operator op);
void load_const(Compiler *c, const Node *at, const Literal *v, Reg dest);
void load_none(Compiler *c, const Node *at, Reg dest);
void spine_to(Compiler *c, Node *n, Reg dest);
Node attr_position(const Node *n, const Node *attr);
void await_value(Compiler *c, const Node *at, Reg value, Reg dest, uint32_t kind);
void await_allowed(Compiler *c, const Node *at);
/* Is this the module's own level, in code that may await there (PyCF_ALLOW_TOP_LEVEL_AWAIT)? */
bool awaits_at_top(const Compiler *c);

void display_to(Compiler *c, Node *n, Reg dest);
void dict_to(Compiler *c, AstDict *n, Reg dest);
/* Values with stars among them: a list in `dest`. */
void starred_list(Compiler *c, const Node *at, const NodeList *elts, Reg dest);
/* Appends elts[from..] to the list, which is the topmost temporary. */
void starred_append(Compiler *c, const Node *at, const NodeList *elts, uint32_t from, Reg list);

bool call_is_plain(const AstCall *n);
/* Function (and self, with `method`) stand in the row; arguments follow. */
void call_apply(Compiler *c, const Node *at, const NodeList *args, const NodeList *keywords,
                Reg row, bool method, Reg dest, uint32_t extra);
void call_ex_apply(Compiler *c, const Node *at, const NodeList *args, const NodeList *keywords,
                   Reg row, Reg dest, uint32_t extra);
bool super_is_plain(Compiler *c, const Node *n);
void super_load(Compiler *c, AstAttribute *n, Reg row, Reg dest, bool method);
void keywords_check(Compiler *c, const NodeList *keywords);

void comprehension_to(Compiler *c, Node *n, Reg dest);
void genexp_to(Compiler *c, AstGeneratorExp *n, Reg dest);
void deferred_handlers(Compiler *c);

/* ---- statements ---- */
void block_compile(Compiler *c, const NodeList *body);

/* Stores `src` (a topmost temporary that is consumed, or a local) to a target. */
void assign_to(Compiler *c, Node *target, Reg src);
void assign_stmt(Compiler *c, AstAssign *n);
void aug_assign_stmt(Compiler *c, AstAugAssign *n);
void ann_assign_stmt(Compiler *c, AstAnnAssign *n);
void delete_target(Compiler *c, Node *target);
void function_stmt(Compiler *c, AstFunctionDef *n);
void class_stmt(Compiler *c, AstClassDef *n);
void lambda_to(Compiler *c, AstLambda *n, Reg dest);
void make_function(Compiler *c, const Node *at, CodeUnit *unit, Reg row, uint32_t present,
                   Reg dest);
void docstring_set(Compiler *c, const NodeList *body, uint32_t *first, bool store_name);
void try_stmt(Compiler *c, AstTry *n);
void with_stmt(Compiler *c, AstWith *n, bool async);
void match_stmt(Compiler *c, AstMatch *n);
/* One step of an `async for` at the head of its loop, and what stands behind the loop: the handler
   of StopAsyncIteration, from which `end` is reached with the locals bound as before the loop. */
void async_for_head(Compiler *c, const Node *at, Node *target, Reg it, Block *block);
void async_for_end(Compiler *c, const Node *at, Reg it, Block *block);
/* The annotation's value or, under the __future__ import, its text. */
void annotation_to(Compiler *c, Node *annotation, Reg dest);

/* The units of a function's and a class's body; made once. NULL on failure. */
CodeUnit *function_unit(Compiler *c, AstFunctionDef *n);
CodeUnit *class_unit(Compiler *c, AstClassDef *n);

/* ---- units for whole trees (compiler.c) ---- */
CodeUnit *compile_tree(Compiler *c, Node *tree);

#endif
