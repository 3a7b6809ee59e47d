/* SPDX-License-Identifier: MIT */
/*
 * Symbol tables: which name means what in which block. `scope_build` walks the tree once (folding
 * constant expressions on its way, see fold.h), then resolves every name. The rules and the errors
 * are CPython 3.13's.
 *
 * A comprehension other than a generator expression is inlined (PEP 709): it has a Scope, because
 * its variables are its own, but no code unit; `host` is the unit its code goes to.
 */
#ifndef RONDO_SCOPE_H
#define RONDO_SCOPE_H

#include "parser/ast.h"

typedef enum ScopeKind {
    SCOPE_MODULE,
    SCOPE_CLASS,
    SCOPE_FUNCTION,
    SCOPE_ASYNC_FUNCTION,
    SCOPE_LAMBDA,
    SCOPE_GENEXP,        /* a unit of its own */
    SCOPE_COMPREHENSION, /* inlined */
    SCOPE_ANNOTATION     /* under `from __future__ import annotations`: checked, never run */
} ScopeKind;

enum { /* how a block uses a name */
       DEF_GLOBAL = 1,
       DEF_LOCAL = 2,
       DEF_PARAM = 4,
       DEF_NONLOCAL = 8,
       USE = 16,
       DEF_IMPORT = 32,
       DEF_ANNOT = 64,
       DEF_COMP_ITER = 128,
       DEF_WALRUS = 256,  /* target of := somewhere: reads in an expression must be copied */
       DEF_DELETED = 512, /* del or `except ... as`: bound one moment, unbound the next */
       DEF_BOUND = DEF_LOCAL | DEF_PARAM | DEF_IMPORT
};

typedef enum SymbolKind {
    SYM_UNKNOWN,
    SYM_LOCAL,  /* register of the host */
    SYM_CELL,   /* register of the host that holds a cell */
    SYM_FREE,   /* closure of the host, free_index */
    SYM_GLOBAL, /* global, then builtin */
    SYM_NAME,   /* namespace of a module or class body */
    SYM_ALIAS   /* in an inlined comprehension: see target */
} SymbolKind;

enum { REG_NONE = 0xffff };

typedef struct Symbol {
    const Ident *name; /* mangled */
    uint32_t flags;
    uint16_t reg;          /* LOCAL, CELL: given out by the compiler */
    uint16_t free_index;   /* place in the closure when is_free */
    uint8_t kind;          /* SymbolKind */
    bool is_free;          /* the unit's closure holds it (a class may bind the name as well) */
    struct Symbol *target; /* ALIAS: a LOCAL or CELL of the same host */
} Symbol;

typedef struct Directive { /* a global or nonlocal statement, for errors found later */
    const Ident *name;
    const Node *at;
    struct Directive *next;
} Directive;

typedef struct Scope {
    uint8_t kind; /* ScopeKind */
    bool is_generator, is_coroutine, returns_value, is_nested;
    bool needs_class_cell; /* CLASS: a method uses __class__ */
    bool has_annotations;  /* MODULE, CLASS: __annotations__ must be made */
    const Node *node;
    const Ident *name;
    struct Scope *parent, *host;
    struct Scope *next; /* all scopes, parents first */
    Symbol **bucket;    /* open addressing by name pointer */
    uint32_t mask, count;
    uint32_t serial;  /* its number, from 1: names remember it; 0: they do not */
    Symbol **symbols; /* in order of first appearance; `count` of them */
    uint32_t capacity;
    Symbol **frees; /* by name; nfree */
    uint32_t nfree, free_capacity;
    uint32_t nlocals;   /* of a unit: LOCAL and CELL, with those of inlined comprehensions */
    Symbol *class_cell; /* CLASS: __class__, when needed */
    Directive *directives;
    struct Scope *static_attributes; /* CLASS: set of the names in `self.name = ...` */
    struct CodeUnit *unit;           /* once compiled */
} Scope;

typedef struct ScopeTree {
    Scope *module;      /* the block around everything */
    Arena *keep;        /* where it and its symbols live */
    Scope *root, *last; /* the blocks of the tree that was built */
    Scope **blocks;     /* by the number that their nodes have, from 1 */
    uint32_t count, capacity;
} ScopeTree;

typedef struct ScopeOptions {
    bool future_annotations, top_level_await;
    int optimize; /* 0, 1 (-O), 2 (-OO) */
} ScopeOptions;

/*
 * Builds the tables of a Module, Interactive or Expression in `arena`; folds constants in place.
 * `out` is zero or was begun. False with *d set (placed in src).
 */
bool scope_build(Node *tree, IdentTable *names, Arena *arena, const Source *src,
                 const ScopeOptions *options, ScopeTree *out, Diag *d);
/*
 * For a module that comes piece by piece (see parse_pieces): scope_begin makes its block in `keep`.
 * With such a tree scope_build takes the node of a function or class of the module's level, too,
 * and makes the tables of what is inside; the caller gives it a tree of its own then, with the same
 * module and keep. scope_piece_done notes the unit made of it in the module's tree, and when the
 * whole module is built, the bodies of those nodes are passed over. False: no memory.
 */
bool scope_begin(ScopeTree *out, Arena *keep);
bool scope_piece_done(ScopeTree *tree, Node *piece, struct CodeUnit *unit);
/* The scope of a function, class, lambda or comprehension node. */
static inline Scope *scope_of(const ScopeTree *tree, const Node *node)
{
    return node->block ? tree->blocks[node->block - 1] : NULL;
}
/* The symbol `name` (mangled) in this block, or NULL. */
Symbol *scope_find(const Scope *scope, const Ident *name);
static inline Symbol *scope_lookup(const Scope *scope, const Ident *name)
{
    return scope->serial && scope->serial == name->serial ? name->meaning : scope_find(scope, name);
}
/* `name` as it is called inside the class `private_class` (may be NULL): __x becomes _Class__x.
   NULL when memory is short. */
const Ident *name_mangle_in(IdentTable *names, Arena *arena, const Ident *private_class,
                            const Ident *name);
static inline const Ident *scope_mangle(IdentTable *names, Arena *arena, const Ident *private_class,
                                        const Ident *name)
{
    return private_class ? name_mangle_in(names, arena, private_class, name) : name;
}

/*
 * Places an error that the symbol table or the compiler found. Unlike the parser's, CPython counts
 * these columns in bytes, so behind letters that are not ASCII the carets stand too far right.
 */
void scope_place(Diag *d, Arena *a, const Source *src, const Node *at);

/* ---- for scope.c and scope_resolve.c only ---- */
/* The symbol `name`, made if it is absent. NULL when memory is short. */
Symbol *scope_add(Scope *scope, Arena *arena, const Ident *name);
/* Numbers the block of a node. */
bool scope_number(ScopeTree *tree, Arena *arena, Node *node, Scope *scope);
bool scope_resolve(ScopeTree *tree, IdentTable *names, Arena *arena, const Source *src, Diag *d);

#endif
