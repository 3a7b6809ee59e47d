/* SPDX-License-Identifier: MIT */
/*
 * What the files of the parser share; nobody else includes it.
 *
 * Protocol: a parse_* function returns NULL when the text does not match (the furthest token seen
 * is in p->fill) or when an error was raised (p->raised). Nothing is explained in the first pass:
 * it only finds that the text is wrong. Then a second pass runs with p->explain set, in which
 * the same functions look for the known mistakes, in the order in which CPython meets them.
 */
#ifndef RONDO_PARSE_H
#define RONDO_PARSE_H

#include "lexer/literal.h"
#include "parser/parser.h"

typedef struct Parser {
    const Source *src;
    Arena *arena;
    Arena *keep; /* what outlives a piece: the names and the scratch stack */
    Token *tok;
    uint32_t pos;     /* next token */
    uint32_t fill;    /* one more than the furthest token looked at */
    uint32_t depth;   /* of nested constructs, at most AST_MAX_DEPTH */
    uint32_t quiet;   /* > 0: explanations are suspended */
    bool explain;     /* second pass */
    bool raised;      /* diag holds the error */
    bool misindented; /* it is "unexpected indent": CPython then reads no further */
    Diag diag;
    WarningList *warnings;
    uint64_t budget; /* tokens the second pass may still look at */
    Lexer *lexer;
    const PieceTaker *taker; /* or NULL: the whole tree stays */
    ArenaMark body;          /* where the body begins of the function or class read last */
    uint16_t *level;         /* bracket level behind each token; second pass only */
    IdentTable *names;
    Node **scratch; /* stack of the items of unfinished lists */
    uint32_t scratch_count, scratch_cap;
    Node *spare; /* where fields are written to when memory is short */
} Parser;

/* ---- tokens ---- */

#define KIND(p) ((p)->tok[(p)->pos].kind)
#define PEEK(p) (&(p)->tok[(p)->pos])
#define LAST(p) (&(p)->tok[(p)->pos - 1])

static inline uint8_t token_ahead(const Parser *p)
{
    const Token *t = PEEK(p);
    return t->kind == T_ENDMARKER || t->kind == T_ERROR ? t->kind : t[1].kind;
}

static inline bool accept(Parser *p, TokenKind kind)
{
    if (KIND(p) != kind)
        return false;
    p->pos++;
    return true;
}

static inline bool explaining(const Parser *p)
{
    return p->explain && p->quiet == 0 && !p->raised;
}

/* Notes how far we have looked; returns NULL, so that `return fail(p)` says it all. */
static inline void *fail(Parser *p)
{
    if (p->fill <= p->pos)
        p->fill = p->pos + 1;
    return NULL;
}

static inline bool expect(Parser *p, TokenKind kind)
{
    if (KIND(p) == kind) {
        p->pos++;
        return true;
    }
    fail(p);
    return false;
}

/* Goes back to `mark`, remembering how far we came. Always false if an error was raised. */
static inline bool rewind_to(Parser *p, uint32_t mark)
{
    fail(p);
    p->pos = mark;
    return !p->raised;
}

/* ---- nodes ---- */

typedef struct Pos {
    uint32_t line, col;
} Pos;

static inline Pos token_pos(const Parser *p, const Token *t)
{
    return (Pos){t->line, t->start - p->src->line_start[t->line]};
}
static inline Pos pos_at(const Parser *p, uint32_t index)
{
    return token_pos(p, &p->tok[index]);
}
#define HERE(p) token_pos((p), PEEK(p))
#define POS(n)  ((Pos){(n)->line, (n)->col})

/* In place of a node when memory is short: fields may be written to it. */
Node *node_spare(Parser *p);

static inline void node_finish(const Parser *p, Node *n, const Token *last)
{
    n->end_line = last->end_line;
    n->end_col = last->end - p->src->line_start[last->end_line];
}

/* A node from `start` to the end of the last token taken. Never NULL: see DONE. */
static inline void *node_new(Parser *p, NodeKind kind, size_t size, Pos start)
{
    Node *n = arena_alloc(p->arena, size);
    if (!n)
        n = node_spare(p);
    n->kind = (uint8_t)kind;
    n->line = start.line;
    n->col = start.col;
    if (p->pos > 0)
        node_finish(p, n, LAST(p));
    return n;
}
#define NEW(p, Kind, start) ((Ast##Kind *)node_new((p), N_##Kind, sizeof(Ast##Kind), (start)))
/* The finished node, or NULL if memory ran out meanwhile. */
#define DONE(p, n) ((p)->arena->failed ? NULL : (Node *)(n))
/* Moves the node's end to the end of the last significant token taken. */
void node_end(Parser *p, Node *n);

/* Lists are gathered on p->scratch: base = list_begin, list_push ..., list_end. */
static inline uint32_t list_begin(const Parser *p)
{
    return p->scratch_count;
}
bool list_grow(Parser *p);
static inline void list_push(Parser *p, Node *n)
{
    if (p->scratch_count < p->scratch_cap || list_grow(p))
        p->scratch[p->scratch_count++] = n;
}
NodeList list_end(Parser *p, uint32_t base);
static inline void *list_drop(Parser *p, uint32_t base)
{
    p->scratch_count = base;
    return NULL;
}
NodeList list_one(Parser *p, Node *n);

/* The name in token t, normalised. */
const Ident *token_ident(Parser *p, const Token *t);
bool token_is(const Parser *p, const Token *t, const char *text);
static inline const char *token_start(const Parser *p, const Token *t)
{
    return p->src->text + t->start;
}

/* Bounds recursion; false (MemoryError raised) beyond AST_MAX_DEPTH. Pair with p->depth--. */
bool enter_slowly(Parser *p);
static inline bool enter(Parser *p)
{
    if (p->explain || p->depth >= AST_MAX_DEPTH)
        return enter_slowly(p);
    p->depth++;
    return true;
}
/* Counts a link of a left spine; false (RecursionError raised) beyond AST_MAX_SPINE. */
bool spine_grow(Parser *p, uint32_t *links);

/* ---- errors (parser.c); all return NULL ---- */

void *raise_error(Parser *p, const char *type, Pos start, Pos end, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
#define RAISE(p, start, end, ...) raise_error((p), "SyntaxError", (start), (end), __VA_ARGS__)
#define RAISE_NODE(p, n, ...)     RAISE((p), POS(n), node_end_pos((Node *)(n)), __VA_ARGS__)
#define RAISE_RANGE(p, a, b, ...) RAISE((p), POS(a), node_end_pos((Node *)(b)), __VA_ARGS__)
#define RAISE_TOKEN(p, t, ...)    RAISE((p), token_pos((p), (t)), token_end_pos((p), (t)), __VA_ARGS__)
static inline Pos node_end_pos(const Node *n)
{
    return (Pos){n->end_line, n->end_col};
}
Pos token_end_pos(const Parser *p, const Token *t);
/* At the furthest token looked at. */
void *raise_last(Parser *p, const char *type, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* From `start` to the end of the furthest token looked at. */
void *raise_from(Parser *p, Pos start, const char *message);
/* `what` is in no reach of this language: type parameters and the like. */
void *raise_unsupported(Parser *p, const Token *t, const char *what);

/* ---- expressions ---- */

Node *parse_star_expressions(Parser *p); /* a, *b: also a plain expression */
Node *parse_rhs(Parser *p);              /* yield or star_expressions */
Node *parse_yield(Parser *p);
Node *parse_expression(Parser *p);
Node *parse_named(Parser *p);
Node *parse_star_named(Parser *p);
Node *parse_disjunction(Parser *p);
Node *parse_bitor(Parser *p);
Node *parse_primary(Parser *p);
Node *parse_atom(Parser *p);
Node *parse_call(Parser *p, Node *func, Pos start);
bool parse_call_args(Parser *p, NodeList *args, NodeList *keywords, const Pos *open);
Node *parse_starred(Parser *p); /* '*' expression */
Node *parse_subscript(Parser *p, Node *value, Pos start);
Node *parse_bracketed(Parser *p); /* ( [ or { */
bool parse_comp_clauses(Parser *p, NodeList *out);
Node *parse_lambda(Parser *p);
Node *parse_params(Parser *p, bool lambda);
Node *parse_strings(Parser *p);
Node *parse_number(Parser *p);
bool starts_expression(TokenKind kind);
bool at_comp_for(Parser *p); /* a comprehension clause begins here */
Node *quiet_expression(Parser *p);

/* ---- targets ---- */

bool target_is_valid(const Node *n);  /* star_targets: what an assignment may bind */
bool target_is_single(const Node *n); /* what `+=` and annotations may bind */
bool target_is_deletable(const Node *n);
void target_set(Node *n, ExprContext ctx);
Node *parse_targets(Parser *p);     /* of a loop: up to `in` */
Node *parse_star_target(Parser *p); /* of `with ... as` */

/* ---- statements ---- */

bool parse_statements(Parser *p, NodeList *out); /* up to a token that begins none */
bool parse_statement(Parser *p);                 /* onto the scratch stack */
bool parse_simple_line(Parser *p);               /* a; b NEWLINE, onto the scratch stack */
Node *parse_compound(Parser *p);
Node *parse_match(Parser *p);
Node *parse_simple(Parser *p);
bool parse_block(Parser *p, const Token *head, const char *what, NodeList *out);
bool expect_colon(Parser *p);
bool force_colon(Parser *p);
Node *parse_patterns(Parser *p);

/* ---- known mistakes (syntax_errors.c); they act in the second pass only ---- */

const char *expr_name(const Node *n);
Node *explain_expression(Parser *p);
void explain_named(Parser *p, Node *n);
void explain_params(Parser *p, bool lambda);
Node *explain_assignment(Parser *p, uint32_t mark, Node *first);
void explain_for_target(Parser *p, uint32_t mark);
void explain_comp_target(Parser *p, uint32_t mark);
typedef enum { TARGET_STAR, TARGET_FOR, TARGET_DEL } TargetUse;
void explain_target(Parser *p, Node *n, TargetUse use);

#endif
