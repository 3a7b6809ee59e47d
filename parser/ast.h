/* SPDX-License-Identifier: MIT */
/*
 * The tree the parser makes and the compiler reads, generated from ast.def. Every node is a struct
 * AstKind that begins with the fields of Node; `AS(n, Kind)` is the checked cast. All of it lives
 * in the arena of the compilation. Names are interned: two equal names are one pointer.
 *
 * Depth: the parser refuses trees in which nesting (brackets, unary operators, lambdas, blocks ...)
 * goes beyond AST_MAX_DEPTH (MemoryError), with two exceptions: shapes built by loops may be
 * longer, so whoever recurses must walk them by loops too:
 *   - left spines (BinOp.left, Attribute/Subscript/Call .value/.func), up to AST_MAX_SPINE;
 *   - the orelse of an If that holds nothing but another If (elif chains): any length.
 */
#ifndef RONDO_AST_H
#define RONDO_AST_H

#include <assert.h>

#include "lexer/base.h"

enum {
    AST_MAX_DEPTH = 2000, /* of nested nodes, left spines and elif chains not counted */
    AST_MAX_SPINE = 20000 /* links of one left spine; beyond it RecursionError */
};

/* ---- names ---- */

typedef struct Ident {
    const char *text; /* UTF-8 (NFKC), NUL-terminated */
    uint32_t len, hash;
    uint64_t word;       /* the text itself, if it is short; a hash of it else */
    struct Ident *next;  /* chain of the table */
    const char *lasting; /* the compiler's copy of the text, which outlives the table; or NULL */
    /* What the name means in the block or list with that number, where it was met last. */
    void *meaning;
    uint32_t serial;
} Ident;

/* Names that the compiler itself knows. */
typedef enum KnownName {
    KNOWN_SUPER,
    KNOWN_CLASS,
    KNOWN_DEBUG,
    KNOWN_SELF,
    KNOWN_IMPLICIT,
    KNOWN_COUNT
} KnownName;

typedef struct IdentTable {
    Ident **bucket;
    uint32_t mask, count;
    uint32_t serials; /* blocks and lists numbered so far */
    Arena *arena;
    const Ident *known[KNOWN_COUNT]; /* NULL: not asked for yet */
} IdentTable;

/* The table lives in `arena`; false when memory is short. */
bool ident_table_init(IdentTable *table, Arena *arena);
/* The one Ident of text[0..len), which must be NFKC already; NULL when memory is short. */
const Ident *ident_intern(IdentTable *table, const char *text, size_t len);
const Ident *ident_known(IdentTable *table, KnownName name);

/* ---- operators and constants ---- */

typedef enum { CTX_LOAD, CTX_STORE, CTX_DEL } ExprContext;
typedef enum { BOOL_AND, BOOL_OR } BoolOperator;
typedef enum { UNARY_INVERT, UNARY_NOT, UNARY_UADD, UNARY_USUB } UnaryOperator;
typedef enum {
    OP_ADD,
    OP_SUB,
    OP_MULT,
    OP_MATMULT,
    OP_DIV,
    OP_MOD,
    OP_POW,
    OP_LSHIFT,
    OP_RSHIFT,
    OP_BITOR,
    OP_BITXOR,
    OP_BITAND,
    OP_FLOORDIV
} Operator;
typedef enum {
    CMP_EQ,
    CMP_NOTEQ,
    CMP_LT,
    CMP_LTE,
    CMP_GT,
    CMP_GTE,
    CMP_IS,
    CMP_ISNOT,
    CMP_IN,
    CMP_NOTIN
} CmpOperator;

typedef enum {
    CONST_NONE,
    CONST_TRUE,
    CONST_FALSE,
    CONST_ELLIPSIS,
    CONST_INT,    /* u.integer, 0 <= value <= INT64_MAX */
    CONST_BIGINT, /* u.bytes: the digits without prefix and underscores, in `base` */
    CONST_FLOAT,
    CONST_IMAG, /* u.real */
    CONST_STR,  /* u.bytes: UTF-8, lone surrogates encoded as three bytes ("WTF-8") */
    CONST_BYTES /* u.bytes */
} ConstKind;

typedef struct Constant {
    union {
        int64_t integer;
        double real;
        const char *bytes; /* NUL behind the last byte */
    } u;
    uint32_t len;   /* of u.bytes */
    uint8_t kind;   /* ConstKind */
    uint8_t base;   /* of a BIGINT: 2, 8, 10 or 16 */
    bool non_ascii; /* a STR holds bytes >= 0x80 */
} Constant;

/* ---- nodes ---- */

typedef enum NodeKind {
#define NODE(kind, text, category, fields) N_##kind,
#include "parser/ast.def"
#undef NODE
    N_COUNT
} NodeKind;

/* Columns are 0-based byte offsets in the line, as CPython's col_offset. */
#define NODE_HEADER                                                         \
    uint8_t kind;   /* NodeKind */                                          \
    uint8_t ctx;    /* ExprContext, of the nodes that have one */           \
    uint8_t op;     /* BoolOperator, UnaryOperator or Operator */           \
    uint8_t parens; /* the expression stood in round brackets of its own */ \
    uint32_t line, end_line;                                                \
    uint32_t col, end_col;                                                  \
    uint32_t block; /* number of its block in a ScopeTree; 0: it has none */

typedef struct Node {
    NODE_HEADER
} Node;

typedef struct NodeList {
    Node **items;
    uint32_t count;
} NodeList;

typedef struct IdentList {
    const Ident **items;
    uint32_t count;
} IdentList;

typedef struct CmpOps {
    uint8_t *items; /* CmpOperator */
    uint32_t count;
} CmpOps;

#define FIELD_NODE(name)   Node *name;
#define FIELD_OPT(name)    Node *name;
#define FIELD_LIST(name)   NodeList name;
#define FIELD_HOLES(name)  NodeList name;
#define FIELD_IDENT(name)  const Ident *name;
#define FIELD_OPTID(name)  const Ident *name;
#define FIELD_IDENTS(name) IdentList name;
#define FIELD_INT(name)    int32_t name;
#define FIELD_CONST(name)  Constant name;
#define FIELD_U(name)      bool name;
#define FIELD_CMPOPS(name) CmpOps name;
#define FIELD_CTX(name)
#define FIELD_OPERATOR(name)
#define FIELD_BOOLOP(name)
#define FIELD_UNARYOP(name)
#define F(type, name) FIELD_##type(name)
#define NODE(kind, text, category, fields) \
    typedef struct Ast##kind {             \
        NODE_HEADER                        \
        fields                             \
    } Ast##kind;
#include "parser/ast.def"
#undef NODE
#undef F

static inline void *node_check(const Node *n, NodeKind kind)
{
    assert(n->kind == kind);
    (void)kind;
    return (void *)n;
}
#define AS(n, Kind) ((Ast##Kind *)node_check((const Node *)(n), N_##Kind))

/* ---- the table at run time: for dumps and generic walks ---- */

typedef enum {
    FT_NODE,
    FT_OPT,
    FT_LIST,
    FT_HOLES,
    FT_IDENT,
    FT_OPTID,
    FT_IDENTS,
    FT_INT,
    FT_CONST,
    FT_U,
    FT_CMPOPS,
    FT_CTX,
    FT_OPERATOR,
    FT_BOOLOP,
    FT_UNARYOP
} FieldType;

typedef enum { CAT_MOD, CAT_STMT, CAT_EXPR, CAT_PATTERN, CAT_PART, CAT_PARTX } NodeCategory;

typedef struct FieldInfo {
    const char *name; /* NULL ends the list */
    uint8_t type;     /* FieldType */
    uint16_t offset;  /* from the node's first byte */
} FieldInfo;

const char *node_name(NodeKind kind); /* as in dumps */
NodeCategory node_category(NodeKind kind);
const FieldInfo *node_fields(NodeKind kind);

/* Calls visit(child, arg) for each direct child in the order of the fields. No recursion. */
typedef void NodeVisit(Node *child, void *arg);
void node_each_child(const Node *n, NodeVisit *visit, void *arg);

/*
 * Prints the tree as CPython 3.13's ast.dump(tree, indent=2, include_attributes=positions).
 * Uses a stack of its own, so any tree can be dumped; b->failed tells of short memory.
 */
void ast_dump(const Node *n, bool positions, Buffer *b);

#endif
