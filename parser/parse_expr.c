/* SPDX-License-Identifier: MIT */
/* Expressions down to primaries: operators by precedence climbing, left chains by loops. */
#include "parser/parse.h"

/* Does the token begin a primary, without a keyword or sign before it? */
static bool starts_primary(TokenKind kind)
{
    switch (kind) {
    case T_NAME:
    case T_NUMBER:
    case T_STRING:
    case T_FSTRING_START:
    case T_LPAR:
    case T_LSQB:
    case T_LBRACE:
        return true;
    default:
        return false;
    }
}

bool starts_expression(TokenKind kind)
{
    switch (kind) {
    case T_PLUS:
    case T_MINUS:
    case T_TILDE:
    case T_ELLIPSIS:
    case T_KW_False:
    case T_KW_None:
    case T_KW_True:
    case T_KW_await:
    case T_KW_lambda:
    case T_KW_not:
        return true;
    default:
        return starts_primary(kind);
    }
}

/* ---- comma lists ---- */

Node *parse_starred(Parser *p)
{
    Pos start = HERE(p);
    if (!expect(p, T_STAR))
        return NULL;
    Node *value = parse_expression(p);
    if (!value) {
        if (explaining(p))
            raise_last(p, "SyntaxError", "Invalid star expression");
        return NULL;
    }
    AstStarred *n = NEW(p, Starred, start);
    n->value = value;
    return DONE(p, n);
}

/* '*' bitwise_or, the starred form of displays and tuples. */
static Node *parse_star_bitor(Parser *p)
{
    Pos start = HERE(p);
    if (!expect(p, T_STAR))
        return NULL;
    Node *value = parse_bitor(p);
    if (!value)
        return NULL;
    AstStarred *n = NEW(p, Starred, start);
    n->value = value;
    return DONE(p, n);
}

Node *parse_star_named(Parser *p)
{
    return KIND(p) == T_STAR ? parse_star_bitor(p) : parse_named(p);
}

static Node *parse_star_expression(Parser *p)
{
    return KIND(p) == T_STAR ? parse_star_bitor(p) : parse_expression(p);
}

/* The rest of a tuple without brackets, behind its first item and before the comma. */
static Node *parse_tuple_rest(Parser *p, Node *first, Pos start, Node *(*item)(Parser *))
{
    uint32_t base = list_begin(p);
    list_push(p, first);
    while (accept(p, T_COMMA)) {
        if (KIND(p) != T_STAR && !starts_expression(KIND(p))) {
            fail(p);
            break;
        }
        uint32_t mark = p->pos;
        Node *next = item(p);
        if (!next) {
            if (!rewind_to(p, mark))
                return list_drop(p, base);
            break;
        }
        list_push(p, next);
    }
    NodeList elts = list_end(p, base);
    AstTuple *n = NEW(p, Tuple, start);
    n->elts = elts;
    return DONE(p, n);
}

Node *parse_star_expressions(Parser *p)
{
    Pos start = HERE(p);
    Node *first = parse_star_expression(p);
    if (!first || KIND(p) != T_COMMA)
        return first;
    return parse_tuple_rest(p, first, start, parse_star_expression);
}

Node *parse_yield(Parser *p)
{
    Pos start = HERE(p);
    if (!expect(p, T_KW_yield))
        return NULL;
    if (accept(p, T_KW_from)) {
        Node *value = parse_expression(p);
        if (!value)
            return NULL;
        AstYieldFrom *n = NEW(p, YieldFrom, start);
        n->value = value;
        return DONE(p, n);
    }
    Node *value = NULL;
    if (KIND(p) == T_STAR || starts_expression(KIND(p))) {
        uint32_t mark = p->pos;
        value = parse_star_expressions(p);
        if (!value && !rewind_to(p, mark))
            return NULL;
    }
    AstYield *n = NEW(p, Yield, start);
    n->value = value;
    return DONE(p, n);
}

Node *parse_rhs(Parser *p)
{
    return KIND(p) == T_KW_yield ? parse_yield(p) : parse_star_expressions(p);
}

/* ---- expression, named expression ---- */

static Node *parse_named_rest(Parser *p)
{
    Pos start = HERE(p);
    AstName *name = NULL;
    const Token *t = PEEK(p);
    p->pos++;
    name = NEW(p, Name, start);
    name->id = token_ident(p, t);
    name->ctx = CTX_STORE;
    p->pos++; /* the := seen by the caller */
    Node *value = parse_expression(p);
    if (!value || p->arena->failed)
        return NULL;
    AstNamedExpr *n = NEW(p, NamedExpr, start);
    n->target = (Node *)name;
    n->value = value;
    return DONE(p, n);
}

Node *parse_named(Parser *p)
{
    if (KIND(p) == T_NAME && token_ahead(p) == T_COLONEQUAL)
        return parse_named_rest(p);
    Node *n = parse_expression(p);
    if (!n)
        return NULL;
    if (explaining(p)) {
        explain_named(p, n);
        if (p->raised)
            return NULL;
    }
    return KIND(p) == T_COLONEQUAL ? fail(p) : n;
}

static Node *parse_ternary_rest(Parser *p, Node *body, uint32_t first)
{
    uint32_t mark = p->pos;
    p->pos++;
    Node *test = parse_disjunction(p);
    if (!test || !expect(p, T_KW_else)) {
        rewind_to(p, mark);
        return p->raised ? NULL : body;
    }
    Node *orelse = parse_expression(p);
    if (!orelse) {
        rewind_to(p, mark);
        return p->raised ? NULL : body;
    }
    AstIfExp *n = NEW(p, IfExp, pos_at(p, first));
    n->test = test;
    n->body = body;
    n->orelse = orelse;
    return DONE(p, n);
}

Node *parse_expression(Parser *p)
{
    uint32_t first = p->pos;
    if (!enter(p))
        return NULL;
    Node *n = NULL;
    if (explaining(p)) {
        n = explain_expression(p);
    } else if (KIND(p) == T_KW_lambda) {
        n = parse_lambda(p);
    } else {
        n = parse_disjunction(p);
    }
    if (n && KIND(p) == T_KW_if && (n->kind != N_Lambda || n->parens))
        n = parse_ternary_rest(p, n, first);
    p->depth--;
    return n;
}

/* An expression without explanations, as CPython looks ahead for a forgotten comma. */
Node *quiet_expression(Parser *p)
{
    p->quiet++;
    Node *n = parse_expression(p);
    p->quiet--;
    return n;
}

Node *parse_lambda(Parser *p)
{
    Pos start = HERE(p);
    p->pos++;
    Node *args = parse_params(p, true);
    if (!args || !expect(p, T_COLON))
        return NULL;
    Node *body = parse_expression(p);
    if (!body)
        return NULL;
    AstLambda *n = NEW(p, Lambda, start);
    n->args = args;
    n->body = body;
    return DONE(p, n);
}

/* ---- operators ---- */

typedef struct BinaryOp {
    uint8_t precedence; /* 0: no binary operator */
    uint8_t op;
} BinaryOp;

enum { PREC_BITOR = 1, PREC_BITXOR, PREC_BITAND, PREC_SHIFT, PREC_SUM, PREC_TERM };

static const BinaryOp binary_ops[T_COUNT] = {
    [T_VBAR] = {PREC_BITOR, OP_BITOR},        [T_CIRCUMFLEX] = {PREC_BITXOR, OP_BITXOR},
    [T_AMPER] = {PREC_BITAND, OP_BITAND},     [T_LEFTSHIFT] = {PREC_SHIFT, OP_LSHIFT},
    [T_RIGHTSHIFT] = {PREC_SHIFT, OP_RSHIFT}, [T_PLUS] = {PREC_SUM, OP_ADD},
    [T_MINUS] = {PREC_SUM, OP_SUB},           [T_STAR] = {PREC_TERM, OP_MULT},
    [T_SLASH] = {PREC_TERM, OP_DIV},          [T_DOUBLESLASH] = {PREC_TERM, OP_FLOORDIV},
    [T_PERCENT] = {PREC_TERM, OP_MOD},        [T_AT] = {PREC_TERM, OP_MATMULT},
};

static bool is_comparison(TokenKind kind)
{
    switch (kind) {
    case T_EQEQUAL:
    case T_NOTEQUAL:
    case T_LESS:
    case T_LESSEQUAL:
    case T_GREATER:
    case T_GREATEREQUAL:
    case T_KW_is:
    case T_KW_in:
    case T_KW_not:
        return true;
    default:
        return false;
    }
}

/* The other operators that may stand behind an operand. */
static bool is_loose_operator(TokenKind kind)
{
    return is_comparison(kind) || kind == T_DOUBLESTAR || kind == T_KW_and || kind == T_KW_or;
}

static bool is_operator(TokenKind kind)
{
    return binary_ops[kind].precedence || is_loose_operator(kind);
}

/* What follows an operand that began at token `at`; no operator there: the operand itself. */
static Node *power_rest(Parser *p, Node *base, uint32_t at);
static Node *binary_rest(Parser *p, Node *left, uint32_t at, int precedence);
static Node *comparison_rest(Parser *p, Node *left, uint32_t at);

/* ---- or, and, not ---- */

static Node *parse_inversion(Parser *p);

static Node *parse_conjunction(Parser *p);

/* `a op b op c` as one BoolOp. */
static Node *parse_bool_rest(Parser *p, Node *first, uint32_t at, TokenKind token, BoolOperator op,
                             Node *(*operand)(Parser *))
{
    uint32_t base = list_begin(p), mark = p->pos;
    list_push(p, first);
    while (accept(p, token)) {
        Node *next = operand(p);
        if (!next) {
            if (!rewind_to(p, mark))
                return list_drop(p, base);
            break;
        }
        list_push(p, next);
        mark = p->pos;
    }
    NodeList values = list_end(p, base);
    if (values.count < 2)
        return p->arena->failed ? NULL : first;
    AstBoolOp *n = NEW(p, BoolOp, pos_at(p, at));
    n->op = (uint8_t)op;
    n->values = values;
    return DONE(p, n);
}

/* `comparison ('and' inversion)*`, the comparison being read. */
static Node *conjunction_rest(Parser *p, Node *n, uint32_t at)
{
    if (n && KIND(p) == T_KW_and)
        return parse_bool_rest(p, n, at, T_KW_and, BOOL_AND, parse_inversion);
    return n;
}

static Node *parse_conjunction(Parser *p)
{
    uint32_t at = p->pos;
    return conjunction_rest(p, parse_inversion(p), at);
}

/*
 * Operands are read first and their operators sought from the tightest to the loosest, so that the
 * levels between cost nothing where there is no operator: most expressions are an operand alone.
 */
Node *parse_disjunction(Parser *p)
{
    uint32_t at = p->pos;
    Node *n;
    if (starts_primary(KIND(p))) {
        n = parse_primary(p);
        if (!n || !is_operator(KIND(p)))
            return n;
        n = power_rest(p, n, at);
        if (n && binary_ops[KIND(p)].precedence)
            n = binary_rest(p, n, at, PREC_BITOR);
        n = conjunction_rest(p, comparison_rest(p, n, at), at);
    } else {
        n = parse_conjunction(p);
    }
    if (n && KIND(p) == T_KW_or)
        return parse_bool_rest(p, n, at, T_KW_or, BOOL_OR, parse_conjunction);
    return n;
}

static Node *unary_node(Parser *p, UnaryOperator op, Node *operand, Pos start)
{
    if (!operand)
        return NULL;
    AstUnaryOp *n = NEW(p, UnaryOp, start);
    n->op = (uint8_t)op;
    n->operand = operand;
    return DONE(p, n);
}

/* ---- comparisons ---- */

/* The comparison operator here, taken; -1 if there is none. */
static int accept_compare(Parser *p)
{
    switch (KIND(p)) {
    case T_EQEQUAL:
        p->pos++;
        return CMP_EQ;
    case T_NOTEQUAL:
        /* The lexer gives `<>` the same kind, as CPython's does; only `!=` is an operator. */
        if (token_start(p, PEEK(p))[0] != '!')
            return -1;
        p->pos++;
        return CMP_NOTEQ;
    case T_LESS:
        p->pos++;
        return CMP_LT;
    case T_LESSEQUAL:
        p->pos++;
        return CMP_LTE;
    case T_GREATER:
        p->pos++;
        return CMP_GT;
    case T_GREATEREQUAL:
        p->pos++;
        return CMP_GTE;
    case T_KW_is:
        p->pos++;
        return accept(p, T_KW_not) ? CMP_ISNOT : CMP_IS;
    case T_KW_in:
        p->pos++;
        return CMP_IN;
    case T_KW_not:
        p->pos++;
        if (expect(p, T_KW_in))
            return CMP_NOTIN;
        p->pos--;
        return -1;
    default:
        return -1;
    }
}

static Node *parse_compare_rest(Parser *p, Node *left, uint32_t at)
{
    uint32_t base = list_begin(p), mark = p->pos, count = 0, cap = 4;
    uint8_t *ops = arena_alloc(p->arena, cap);
    for (int op; ops && (op = accept_compare(p)) >= 0; mark = p->pos) {
        Node *right = parse_bitor(p);
        if (!right) {
            if (!rewind_to(p, mark))
                return list_drop(p, base);
            break;
        }
        if (count == cap) {
            uint8_t *more = arena_alloc(p->arena, (size_t)cap * 2);
            for (uint32_t i = 0; more && i < cap; i++)
                more[i] = ops[i];
            ops = more;
            cap *= 2;
        }
        if (ops)
            ops[count++] = (uint8_t)op;
        list_push(p, right);
    }
    NodeList comparators = list_end(p, base);
    if (comparators.count == 0)
        return p->arena->failed ? NULL : left;
    AstCompare *n = NEW(p, Compare, pos_at(p, at));
    n->left = left;
    n->ops = (CmpOps){ops, count};
    n->comparators = comparators;
    return DONE(p, n);
}

static Node *comparison_rest(Parser *p, Node *left, uint32_t at)
{
    return left && is_comparison(KIND(p)) ? parse_compare_rest(p, left, at) : left;
}

static Node *parse_inversion(Parser *p)
{
    uint32_t at = p->pos;
    if (KIND(p) != T_KW_not)
        return comparison_rest(p, parse_bitor(p), at);
    if (!enter(p))
        return NULL;
    Pos start = HERE(p);
    p->pos++;
    Node *n = unary_node(p, UNARY_NOT, parse_inversion(p), start);
    p->depth--;
    return n;
}

/* ---- binary operators ---- */

static Node *parse_factor(Parser *p);

/* `3 + not x`: a negation behind an operator. */
static void explain_negation(Parser *p, Node *(*operand)(Parser *))
{
    if (!explaining(p) || KIND(p) != T_KW_not)
        return;
    Pos start = HERE(p);
    uint32_t mark = p->pos++;
    Node *negated = operand(p);
    if (negated)
        RAISE(p, start, node_end_pos(negated), "'not' after an operator must be parenthesized");
    else
        rewind_to(p, mark);
}

static Node *parse_binary(Parser *p, int precedence)
{
    uint32_t at = p->pos;
    return binary_rest(p, parse_factor(p), at, precedence);
}

/* Operators of at least that precedence behind `left`, which began at token `at`. */
static Node *binary_rest(Parser *p, Node *left, uint32_t at, int precedence)
{
    uint32_t links = 0;
    while (left) {
        BinaryOp b = binary_ops[KIND(p)];
        if (b.precedence < precedence || b.precedence == 0)
            break;
        uint32_t mark = p->pos++;
        if (b.precedence >= PREC_SUM)
            explain_negation(p, parse_inversion);
        Node *right = parse_binary(p, b.precedence + 1);
        if (!right) {
            if (!rewind_to(p, mark))
                return NULL;
            break;
        }
        if (!spine_grow(p, &links))
            return NULL;
        AstBinOp *n = NEW(p, BinOp, pos_at(p, at));
        n->left = left;
        n->op = b.op;
        n->right = right;
        left = DONE(p, n);
    }
    return left;
}

Node *parse_bitor(Parser *p)
{
    return parse_binary(p, PREC_BITOR);
}

static Node *parse_await_primary(Parser *p)
{
    if (KIND(p) != T_KW_await)
        return parse_primary(p);
    Pos start = HERE(p);
    p->pos++;
    Node *value = parse_primary(p);
    if (!value)
        return NULL;
    AstAwait *n = NEW(p, Await, start);
    n->value = value;
    return DONE(p, n);
}

static Node *power_rest(Parser *p, Node *base, uint32_t at)
{
    if (!base || KIND(p) != T_DOUBLESTAR)
        return base;
    uint32_t mark = p->pos++;
    if (!enter(p))
        return NULL;
    Node *exponent = parse_factor(p);
    p->depth--;
    if (!exponent)
        return rewind_to(p, mark) ? base : NULL;
    AstBinOp *n = NEW(p, BinOp, pos_at(p, at));
    n->left = base;
    n->op = OP_POW;
    n->right = exponent;
    return DONE(p, n);
}

static Node *parse_factor(Parser *p)
{
    UnaryOperator op;
    uint32_t at = p->pos;
    switch (KIND(p)) {
    case T_MINUS:
        op = UNARY_USUB;
        break;
    case T_PLUS:
        op = UNARY_UADD;
        break;
    case T_TILDE:
        op = UNARY_INVERT;
        break;
    default:
        return power_rest(p, parse_await_primary(p), at);
    }
    if (!enter(p))
        return NULL;
    Pos start = HERE(p);
    p->pos++;
    explain_negation(p, parse_factor);
    Node *n = unary_node(p, op, parse_factor(p), start);
    p->depth--;
    return n;
}

/* ---- primaries ---- */

static Node *parse_attribute(Parser *p, Node *value, Pos start)
{
    uint32_t mark = p->pos++;
    const Token *t = PEEK(p);
    if (!expect(p, T_NAME)) {
        p->pos = mark;
        return value;
    }
    AstAttribute *n = NEW(p, Attribute, start);
    n->value = value;
    n->attr = token_ident(p, t);
    return DONE(p, n);
}

static bool continues_primary(TokenKind kind)
{
    return kind == T_DOT || kind == T_LPAR || kind == T_LSQB;
}

/* Attributes, calls and subscripts behind an atom that began at `start`. */
static Node *primary_rest(Parser *p, Node *n, Pos start)
{
    uint32_t links = 0;
    while (n) {
        Node *before = n;
        uint32_t mark = p->pos;
        switch (KIND(p)) {
        case T_DOT:
            n = parse_attribute(p, n, start);
            break;
        case T_LPAR:
            n = parse_call(p, n, start);
            break;
        case T_LSQB:
            n = parse_subscript(p, n, start);
            break;
        default:
            return n;
        }
        if (!n && rewind_to(p, mark))
            return before; /* the bracket will be found unexpected by someone else */
        if (n == before)
            return n;
        if (n && !spine_grow(p, &links))
            return NULL;
    }
    return NULL;
}

Node *parse_primary(Parser *p)
{
    uint32_t at = p->pos;
    Node *n = parse_atom(p);
    return n && continues_primary(KIND(p)) ? primary_rest(p, n, pos_at(p, at)) : n;
}

static Node *parse_name(Parser *p)
{
    const Token *t = PEEK(p);
    Pos start = HERE(p);
    p->pos++;
    AstName *n = NEW(p, Name, start);
    n->id = token_ident(p, t);
    return DONE(p, n);
}

static Node *parse_singleton(Parser *p, ConstKind kind)
{
    Pos start = HERE(p);
    p->pos++;
    AstConstant *n = NEW(p, Constant, start);
    n->value.kind = (uint8_t)kind;
    return DONE(p, n);
}

Node *parse_atom(Parser *p)
{
    switch (KIND(p)) {
    case T_NAME:
        return parse_name(p);
    case T_NUMBER:
        return parse_number(p);
    case T_STRING:
    case T_FSTRING_START:
        return parse_strings(p);
    case T_LPAR:
    case T_LSQB:
    case T_LBRACE:
        return parse_bracketed(p);
    case T_KW_None:
        return parse_singleton(p, CONST_NONE);
    case T_KW_True:
        return parse_singleton(p, CONST_TRUE);
    case T_KW_False:
        return parse_singleton(p, CONST_FALSE);
    case T_ELLIPSIS:
        return parse_singleton(p, CONST_ELLIPSIS);
    default:
        return fail(p);
    }
}
