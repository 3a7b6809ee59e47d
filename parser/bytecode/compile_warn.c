/* SPDX-License-Identifier: MIT */
/* The compiler's SyntaxWarnings, in CPython's words. */
#include "parser/bytecode/compile_warn.h"

/* Name of the type an expression is sure to have, or NULL. */
static const char *sure_type(const Node *n)
{
    static const char *const literals[] = {
        [LIT_NONE] = "NoneType",     [LIT_TRUE] = "bool",       [LIT_FALSE] = "bool",
        [LIT_ELLIPSIS] = "ellipsis", [LIT_INT] = "int",         [LIT_BIGINT] = "int",
        [LIT_FLOAT] = "float",       [LIT_COMPLEX] = "complex", [LIT_STR] = "str",
        [LIT_BYTES] = "bytes",       [LIT_TUPLE] = "tuple",     [LIT_FROZENSET] = "frozenset"};
    static const char *const kinds[N_COUNT] = {
        [N_Tuple] = "tuple",       [N_List] = "list",
        [N_ListComp] = "list",     [N_Dict] = "dict",
        [N_DictComp] = "dict",     [N_Set] = "set",
        [N_SetComp] = "set",       [N_GeneratorExp] = "generator",
        [N_Lambda] = "function",   [N_JoinedStr] = "str",
        [N_FormattedValue] = "str"};
    Literal v;
    if (n->kind != N_Constant)
        return kinds[n->kind];
    constant_literal(&AS(n, Constant)->value, &v);
    return literals[v.kind];
}

static LiteralKind literal_kind(const Node *n)
{
    Literal v;
    constant_literal(&AS(n, Constant)->value, &v);
    return (LiteralKind)v.kind;
}

static bool identity_makes_sense(const Node *n)
{
    return n->kind != N_Constant || literal_kind(n) <= LIT_ELLIPSIS;
}

void warn_compare(Compiler *c, const AstCompare *n)
{
    const Node *left = n->left;
    for (uint32_t i = 0; i < n->ops.count; i++) {
        const Node *right = n->comparators.items[i];
        bool is = n->ops.items[i] == CMP_IS;
        const Node *odd = !identity_makes_sense(left) ? left : right;
        if ((is || n->ops.items[i] == CMP_ISNOT) && !identity_makes_sense(odd)) {
            compile_warn(c, (const Node *)n, "\"%s\" with '%.200s' literal. Did you mean \"%s\"?",
                         is ? "is" : "is not", sure_type(odd), is ? "==" : "!=");
            return;
        }
        left = right;
    }
}

void warn_call(Compiler *c, const Node *func)
{
    if (func->kind == N_Lambda)
        return;
    const char *type = sure_type(func);
    if (type)
        compile_warn(c, func, "'%.200s' object is not callable; perhaps you missed a comma?", type);
}

static bool not_subscriptable(const Node *n)
{
    if (n->kind != N_Constant)
        return n->kind == N_Set || n->kind == N_SetComp || n->kind == N_GeneratorExp ||
               n->kind == N_Lambda;
    LiteralKind kind = literal_kind(n);
    return kind != LIT_STR && kind != LIT_BYTES && kind != LIT_TUPLE;
}

/* A sequence, so that its index must be an integer or a slice. */
static bool is_sequence(const Node *n)
{
    if (n->kind == N_Constant) {
        LiteralKind kind = literal_kind(n);
        return kind == LIT_STR || kind == LIT_BYTES || kind == LIT_TUPLE;
    }
    return n->kind == N_Tuple || n->kind == N_List || n->kind == N_ListComp ||
           n->kind == N_JoinedStr || n->kind == N_FormattedValue;
}

static bool is_index(const Node *n)
{
    if (n->kind != N_Constant)
        return sure_type(n) == NULL;
    LiteralKind kind = literal_kind(n);
    return kind == LIT_INT || kind == LIT_BIGINT || kind == LIT_TRUE || kind == LIT_FALSE;
}

void warn_subscript(Compiler *c, const AstSubscript *n)
{
    if (not_subscriptable(n->value))
        compile_warn(c, (const Node *)n,
                     "'%.200s' object is not subscriptable; perhaps you missed a comma?",
                     sure_type(n->value));
    else if (is_sequence(n->value) && !is_index(n->slice))
        compile_warn(c, (const Node *)n,
                     "%.200s indices must be integers or slices, not %.200s; perhaps you missed a "
                     "comma?",
                     sure_type(n->value), sure_type(n->slice));
}

void warn_assert(Compiler *c, const AstAssert *n)
{
    Literal v;
    bool tuple = n->test->kind == N_Tuple && AS(n->test, Tuple)->elts.count > 0;
    if (n->test->kind == N_Constant) {
        constant_literal(&AS(n->test, Constant)->value, &v);
        tuple = v.kind == LIT_TUPLE && v.len > 0;
    }
    if (tuple)
        compile_warn(c, (const Node *)n, "assertion is always true, perhaps remove parentheses?");
}
