/* SPDX-License-Identifier: MIT */
/* Constant folding. Whatever would raise, or grow beyond the limits, is left to run time. */
#include "parser/fold.h"

#include <math.h>
#include <string.h>

enum {                     /* the limits of CPython's safe_multiply and friends */
       MAX_INT_BITS = 128,
       MAX_SEQUENCE = 256,
       MAX_TEXT = 4096
};

typedef __int128 wide;

/* ---- constants as literals ---- */

void constant_literal(const Constant *c, Literal *out)
{
    static const uint8_t kinds[] = {
        [CONST_NONE] = LIT_NONE,         [CONST_TRUE] = LIT_TRUE,    [CONST_FALSE] = LIT_FALSE,
        [CONST_ELLIPSIS] = LIT_ELLIPSIS, [CONST_INT] = LIT_INT,      [CONST_BIGINT] = LIT_BIGINT,
        [CONST_FLOAT] = LIT_FLOAT,       [CONST_IMAG] = LIT_COMPLEX, [CONST_STR] = LIT_STR,
        [CONST_BYTES] = LIT_BYTES};
    if (c->kind == CONST_LITERAL) {
        *out = *(const Literal *)(const void *)c->u.bytes;
        return;
    }
    *out = (Literal){.kind = kinds[c->kind], .base = c->base, .len = c->len};
    if (c->kind == CONST_INT)
        out->i = c->u.integer;
    else if (c->kind == CONST_FLOAT || c->kind == CONST_IMAG)
        out->f = c->u.real;
    else
        out->text = c->u.bytes;
}

Node *constant_new(Arena *arena, const Node *like, const Literal *value)
{
    AstConstant *n = ARENA_NEW(arena, AstConstant);
    Literal *copy = ARENA_NEW(arena, Literal);
    if (!n || !copy)
        return NULL;
    *copy = *value;
    n->kind = N_Constant;
    n->line = like->line;
    n->end_line = like->end_line;
    n->col = like->col;
    n->end_col = like->end_col;
    n->value.kind = CONST_LITERAL;
    n->value.u.bytes = (const char *)copy;
    return (Node *)n;
}

static bool literal_of(const Node *n, Literal *out)
{
    if (n->kind != N_Constant)
        return false;
    constant_literal(&AS(n, Constant)->value, out);
    return true;
}

static int literal_truth(const Literal *v)
{
    switch (v->kind) {
    case LIT_NONE:
    case LIT_FALSE:
        return 0;
    case LIT_INT:
        return v->i != 0;
    case LIT_FLOAT:
    case LIT_COMPLEX:
        return v->f != 0;
    case LIT_STR:
    case LIT_BYTES:
    case LIT_TUPLE:
    case LIT_FROZENSET:
        return v->len != 0;
    default: /* True, ..., and big integers, which are never zero */
        return 1;
    }
}

int constant_truth(const Node *n)
{
    Literal v;
    return literal_of(n, &v) ? literal_truth(&v) : -1;
}

/* ---- arithmetic ---- */

static bool is_integer(const Literal *v, int64_t *out)
{
    *out = v->kind == LIT_INT ? v->i : v->kind == LIT_TRUE;
    return v->kind == LIT_INT || v->kind == LIT_TRUE || v->kind == LIT_FALSE;
}

/* The same for what fits into two words; a big literal is never negative. */
static bool is_wide_integer(const Literal *v, wide *out)
{
    int64_t word;
    if (v->kind != LIT_BIGINT) {
        bool integer = is_integer(v, &word);
        *out = word;
        return integer;
    }
    *out = 0;
    for (uint32_t i = 0; i < v->len; i++) {
        int digit = v->text[i] <= '9' ? v->text[i] - '0' : (v->text[i] | 32) - 'a' + 10;
        if (__builtin_mul_overflow(*out, v->base, out) || __builtin_add_overflow(*out, digit, out))
            return false;
    }
    return true;
}

static int bits(wide v)
{
    unsigned __int128 m = v < 0 ? -(unsigned __int128)v : (unsigned __int128)v;
    int n = 0;
    for (; m; m >>= 1)
        n++;
    return n;
}

/* An integer literal; values beyond 64 bits become decimal text, negative ones are not folded. */
static bool integer_result(wide v, Arena *arena, Literal *out)
{
    if (v >= INT64_MIN && v <= INT64_MAX) {
        *out = (Literal){.kind = LIT_INT, .i = (int64_t)v};
        return true;
    }
    if (v < 0)
        return false;
    char digits[48];
    char *p = digits + sizeof digits;
    for (; v; v /= 10)
        *--p = (char)('0' + (int)(v % 10));
    size_t len = (size_t)(digits + sizeof digits - p);
    const char *text = arena_copy(arena, p, len);
    *out = (Literal){.kind = LIT_BIGINT, .base = 10, .len = (uint32_t)len, .text = text};
    return text != NULL;
}

static bool float_result(double v, Literal *out)
{
    if (!isfinite(v))
        return false;
    *out = (Literal){.kind = LIT_FLOAT, .f = v};
    return true;
}

static wide floor_div(wide a, wide b)
{
    wide q = a / b;
    return (a % b != 0 && (a < 0) != (b < 0)) ? q - 1 : q;
}

static bool integer_power(wide a, wide b, Arena *arena, Literal *out)
{
    if (b < 0)
        return a != 0 && bits(a) < 64 && bits(b) < 64 &&
               float_result(pow((double)a, (double)b), out);
    if (a != 0 && b > MAX_INT_BITS / bits(a))
        return false;
    wide v = 1;
    if (a == 0 || a == 1)
        v = b == 0 ? 1 : a;
    else
        for (int64_t i = 0; i < b; i++)
            if (__builtin_mul_overflow(v, a, &v))
                return false;
    return integer_result(v, arena, out);
}

static bool fold_integers(Operator op, wide a, wide b, Arena *arena, Literal *out)
{
    const int64_t exact = (int64_t)1 << 53; /* doubles hold these integers, so one rounding */
    wide v;
    switch (op) {
    case OP_ADD:
        return !__builtin_add_overflow(a, b, &v) && integer_result(v, arena, out);
    case OP_SUB:
        return !__builtin_sub_overflow(a, b, &v) && integer_result(v, arena, out);
    case OP_MULT:
        return bits(a) + bits(b) <= MAX_INT_BITS && !__builtin_mul_overflow(a, b, &v) &&
               integer_result(v, arena, out);
    case OP_DIV:
        return b != 0 && a <= exact && a >= -exact && b <= exact && b >= -exact &&
               float_result((double)a / (double)b, out);
    case OP_FLOORDIV:
        return b != 0 && integer_result(floor_div(a, b), arena, out);
    case OP_MOD:
        return b != 0 && integer_result(a - floor_div(a, b) * b, arena, out);
    case OP_POW:
        return integer_power(a, b, arena, out);
    case OP_LSHIFT:
        return b >= 0 && b < MAX_INT_BITS - 1 - bits(a) &&
               integer_result(a * ((wide)1 << b), arena, out);
    case OP_RSHIFT:
        return b >= 0 && integer_result(a >> (b > 127 ? 127 : b), arena, out);
    case OP_BITOR:
        return integer_result(a | b, arena, out);
    case OP_BITXOR:
        return integer_result(a ^ b, arena, out);
    case OP_BITAND:
        return integer_result(a & b, arena, out);
    default:
        return false;
    }
}

static bool fold_floats(Operator op, double a, double b, Literal *out)
{
    switch (op) {
    case OP_ADD:
        return float_result(a + b, out);
    case OP_SUB:
        return float_result(a - b, out);
    case OP_MULT:
        return float_result(a * b, out);
    case OP_DIV:
        return b != 0 && float_result(a / b, out);
    case OP_POW:
        return a > 0 && float_result(pow(a, b), out);
    default:
        return false;
    }
}

static bool float_operand(const Literal *v, double *out)
{
    int64_t i;
    if (v->kind == LIT_FLOAT)
        *out = v->f;
    else if (is_integer(v, &i) && i <= ((int64_t)1 << 53) && i >= -((int64_t)1 << 53))
        *out = (double)i;
    else
        return false;
    return true;
}

/* ---- sequences ---- */

static bool concatenate(const Literal *a, const Literal *b, Arena *arena, Literal *out)
{
    bool tuple = a->kind == LIT_TUPLE;
    size_t len = (size_t)a->len + b->len, size = tuple ? sizeof(Literal) : 1;
    if (a->kind != b->kind || len > MAX_TEXT)
        return false;
    char *p = arena_alloc(arena, len * size + 1);
    if (!p)
        return false;
    if (a->len)
        memcpy(p, a->text, a->len * size);
    if (b->len)
        memcpy(p + a->len * size, b->text, b->len * size);
    *out = (Literal){.kind = a->kind, .len = (uint32_t)len, .text = p};
    return true;
}

static bool is_sequence(const Literal *v)
{
    return v->kind == LIT_STR || v->kind == LIT_BYTES || v->kind == LIT_TUPLE;
}

static bool repeat(const Literal *a, int64_t n, Arena *arena, Literal *out)
{
    size_t limit = a->kind == LIT_TUPLE ? MAX_SEQUENCE : MAX_TEXT;
    size_t size = a->kind == LIT_TUPLE ? sizeof(Literal) : 1;
    if (n < 0 || (a->len && (uint64_t)n > limit / a->len))
        return false;
    size_t len = a->len * (size_t)n;
    char *p = arena_alloc(arena, len * size + 1);
    if (!p)
        return false;
    for (size_t i = 0; a->len && i < (size_t)n; i++)
        memcpy(p + i * a->len * size, a->text, a->len * size);
    *out = (Literal){.kind = a->kind, .len = (uint32_t)len, .text = p};
    return true;
}

static bool fold_binary(Operator op, const Literal *a, const Literal *b, Arena *arena, Literal *out)
{
    wide x, y;
    double u, v;
    bool left = is_wide_integer(a, &x), right = is_wide_integer(b, &y);
    if (left && right) {
        bool logic = op == OP_BITOR || op == OP_BITXOR || op == OP_BITAND;
        if (logic && a->kind != LIT_INT && b->kind != LIT_INT)
            return false; /* True | False is a bool */
        return fold_integers(op, x, y, arena, out);
    }
    if (float_operand(a, &u) && float_operand(b, &v))
        return fold_floats(op, u, v, out);
    if (op == OP_ADD && is_sequence(a))
        return concatenate(a, b, arena, out);
    if (op == OP_MULT && is_sequence(a) && right && y <= MAX_TEXT)
        return repeat(a, (int64_t)y, arena, out);
    if (op == OP_MULT && is_sequence(b) && left && x <= MAX_TEXT)
        return repeat(b, (int64_t)x, arena, out);
    return false;
}

static bool fold_unary(UnaryOperator op, const Literal *v, Literal *out)
{
    int64_t i;
    bool integer = is_integer(v, &i);
    switch (op) {
    case UNARY_NOT:
        *out = (Literal){.kind = literal_truth(v) ? LIT_FALSE : LIT_TRUE};
        return true;
    case UNARY_USUB:
        if (v->kind == LIT_FLOAT)
            return float_result(-v->f, out);
        *out = (Literal){.kind = LIT_INT, .i = integer && i != INT64_MIN ? -i : 0};
        return integer && i != INT64_MIN;
    case UNARY_UADD:
        if (v->kind == LIT_FLOAT)
            *out = *v;
        else
            *out = (Literal){.kind = LIT_INT, .i = i};
        return integer || v->kind == LIT_FLOAT;
    default: /* ~True warns, so only plain integers */
        *out = (Literal){.kind = LIT_INT, .i = ~i};
        return v->kind == LIT_INT;
    }
}

/* `"text"[i]` and `(a, b)[i]`; in texts only the ASCII ones, whose bytes are their characters. */
static bool fold_subscript(const Literal *v, const Literal *index, Arena *arena, Literal *out)
{
    int64_t i;
    if (!is_sequence(v) || !is_integer(index, &i))
        return false;
    i = i < 0 ? i + v->len : i;
    if (i < 0 || i >= v->len)
        return false;
    if (v->kind == LIT_TUPLE) {
        *out = v->items[i];
    } else if (v->kind == LIT_BYTES) {
        *out = (Literal){.kind = LIT_INT, .i = (unsigned char)v->text[i]};
    } else {
        for (uint32_t k = 0; k < v->len; k++)
            if ((unsigned char)v->text[k] >= 0x80)
                return false;
        *out = (Literal){.kind = LIT_STR, .len = 1, .text = arena_copy(arena, v->text + i, 1)};
        return out->text != NULL;
    }
    return true;
}

/* A tuple or frozenset literal of nodes that are all constants. */
static bool fold_items(const NodeList *elts, LiteralKind kind, Arena *arena, Literal *out)
{
    for (uint32_t i = 0; i < elts->count; i++)
        if (elts->items[i]->kind != N_Constant)
            return false;
    Literal *items = arena_alloc(arena, (elts->count + 1) * sizeof *items);
    if (!items)
        return false;
    for (uint32_t i = 0; i < elts->count; i++)
        literal_of(elts->items[i], &items[i]);
    *out = (Literal){.kind = (uint8_t)kind, .len = elts->count, .items = items};
    return true;
}

/* ---- nodes ---- */

/* `not a is b` is `a is not b`; the same for `in`. */
static void fold_not(Node **slot)
{
    AstUnaryOp *n = AS(*slot, UnaryOp);
    if (n->op != UNARY_NOT || n->operand->kind != N_Compare)
        return;
    AstCompare *c = AS(n->operand, Compare);
    uint8_t op = c->ops.items[0];
    if (c->ops.count != 1 || op < CMP_IS)
        return;
    static const uint8_t inverse[] = {CMP_ISNOT, CMP_IS, CMP_NOTIN, CMP_IN};
    c->ops.items[0] = inverse[op - CMP_IS];
    *slot = (Node *)c;
}

void fold_expr(Node **slot, Arena *arena)
{
    Literal a, b, value;
    Node *n = *slot;
    bool ok = false;
    if (n->kind == N_BinOp) {
        ok = literal_of(AS(n, BinOp)->right, &b) && literal_of(AS(n, BinOp)->left, &a) &&
             fold_binary(n->op, &a, &b, arena, &value);
        if (AS(n, BinOp)->left->kind == N_Constant && AS(n, BinOp)->right->kind == N_Tuple) {
            Node *joined = fold_format(AS(n, BinOp), arena);
            *slot = joined ? joined : n;
        }
    } else if (n->kind == N_UnaryOp) {
        if (literal_of(AS(n, UnaryOp)->operand, &a))
            ok = fold_unary(n->op, &a, &value);
        else
            fold_not(slot);
    } else if (n->kind == N_Tuple && n->ctx == CTX_LOAD) {
        ok = fold_items(&AS(n, Tuple)->elts, LIT_TUPLE, arena, &value);
    } else if (n->kind == N_Subscript && n->ctx == CTX_LOAD) {
        ok = literal_of(AS(n, Subscript)->value, &a) && literal_of(AS(n, Subscript)->slice, &b) &&
             fold_subscript(&a, &b, arena, &value);
    }
    if (!ok)
        return;
    Node *constant = constant_new(arena, n, &value);
    if (constant)
        *slot = constant;
}

void fold_iterable(Node **slot, Arena *arena)
{
    Node *n = *slot;
    Literal value;
    if (n->kind == N_Set) {
        if (!fold_items(&AS(n, Set)->elts, LIT_FROZENSET, arena, &value))
            return;
    } else if (n->kind != N_List) {
        return;
    } else if (!fold_items(&AS(n, List)->elts, LIT_TUPLE, arena, &value)) {
        const NodeList *elts = &AS(n, List)->elts;
        for (uint32_t i = 0; i < elts->count; i++)
            if (elts->items[i]->kind == N_Starred)
                return;
        n->kind = N_Tuple; /* a List has the same fields */
        return;
    }
    Node *constant = constant_new(arena, n, &value);
    if (constant)
        *slot = constant;
}
