/* SPDX-License-Identifier: MIT */
/* Trees made by hand: places, contexts, names, lists. Messages are CPython's. */
#include "parser/ast_check.h"
#include "parser/fold.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef struct Check {
    AstComplaint *complaint;
    const char *stack_limit;
} Check;

static bool complain(Check *c, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(c->complaint->text, sizeof c->complaint->text, format, args);
    va_end(args);
    return false;
}

static bool complain_type(Check *c, const char *text)
{
    c->complaint->error = AST_TYPE_ERROR;
    return complain(c, "%s", text);
}

/* ---- what a field holds ---- */

FieldSort ast_field_sort(const Node *n, const FieldInfo *field)
{
    static const struct {
        const char *name;
        FieldSort sort;
    } sorts[] = {
        {"handlers", {CAT_PART, N_ExceptHandler}},
        {"names", {CAT_PART, N_Alias}},
        {"items", {CAT_PARTX, N_WithItem}},
        {"keywords", {CAT_PART, N_Keyword}},
        {"generators", {CAT_PARTX, N_Comprehension}},
        {"cases", {CAT_PARTX, N_MatchCase}},
        {"pattern", {CAT_PATTERN, 0}},
        {"patterns", {CAT_PATTERN, 0}},
        {"kwd_patterns", {CAT_PATTERN, 0}},
        {"posonlyargs", {CAT_PART, N_Arg}},
        {"kwonlyargs", {CAT_PART, N_Arg}},
        {"vararg", {CAT_PART, N_Arg}},
        {"kwarg", {CAT_PART, N_Arg}},
    };
    bool list = field->type == FT_LIST;
    if (list && (!strcmp(field->name, "body") || !strcmp(field->name, "orelse") ||
                 !strcmp(field->name, "finalbody")))
        return (FieldSort){CAT_STMT, 0};
    if (!strcmp(field->name, "args") && n->kind != N_Call)
        return list ? (FieldSort){CAT_PART, N_Arg} : (FieldSort){CAT_PARTX, N_Arguments};
    for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++)
        if (!strcmp(field->name, sorts[i].name))
            return sorts[i].sort;
    return (FieldSort){CAT_EXPR, 0};
}

const NodeList *ast_field_list(const Node *n, const FieldInfo *field)
{
    bool list = field->type == FT_LIST || field->type == FT_HOLES;
    return list ? (const NodeList *)(const void *)((const char *)n + field->offset) : NULL;
}

static Node *field_node(const Node *n, const FieldInfo *field)
{
    return *(Node *const *)(const void *)((const char *)n + field->offset);
}

/* ---- places ---- */

static void place_clamp(uint32_t *number)
{
    if ((int32_t)*number < 0)
        *number = 0;
}

static bool check_place(Check *c, Node *n)
{
    int line = (int)n->line, end_line = (int)n->end_line, col = (int)n->col,
        end_col = (int)n->end_col;
    if (line > end_line)
        return complain(c, "AST node line range (%d, %d) is not valid", line, end_line);
    if ((line < 0 && end_line != line) || (col < 0 && col != end_col))
        return complain(c, "AST node column range (%d, %d) for line range (%d, %d) is not valid",
                        col, end_col, line, end_line);
    if (line == end_line && col > end_col)
        return complain(c, "line %d, column %d-%d is not a valid range", line, col, end_col);
    place_clamp(&n->line);
    place_clamp(&n->end_line);
    place_clamp(&n->col);
    place_clamp(&n->end_col);
    return true;
}

/* ---- lists ---- */

/* Only module bodies, and what hangs behind `else` and `finally`, may be empty. */
static bool check_filled(Check *c, const Node *n)
{
    static const char *const filled[] = {"body", "targets", "items", "cases", "names"};
    if (node_category(n->kind) == CAT_MOD)
        return true;
    for (const FieldInfo *f = node_fields(n->kind); f->name; f++) {
        const char *at = (const char *)n + f->offset;
        bool empty = f->type == FT_LIST     ? !((const NodeList *)(const void *)at)->count
                     : f->type == FT_IDENTS ? !((const IdentList *)(const void *)at)->count
                                            : false;
        for (size_t i = 0; empty && i < sizeof filled / sizeof *filled; i++)
            if (!strcmp(f->name, filled[i]))
                return complain(c, "empty %s on %s", f->name, node_name(n->kind));
    }
    return true;
}

static bool check_arguments(Check *c, const AstArguments *n)
{
    if (n->defaults.count > n->posonlyargs.count + n->args.count)
        return complain(c, "more positional defaults than args on arguments");
    if (n->kw_defaults.count != n->kwonlyargs.count)
        return complain(c, "length of kwonlyargs is not the same as kw_defaults on arguments");
    return true;
}

static bool check_try(Check *c, const AstTry *n)
{
    if (!n->handlers.count && !n->finalbody.count)
        return complain(c, "%s has neither except handlers nor finalbody", node_name(n->kind));
    if (!n->handlers.count && n->orelse.count)
        return complain(c, "%s has orelse but no except handlers", node_name(n->kind));
    return true;
}

/* ---- names ---- */

static bool check_name(Check *c, const Ident *name)
{
    static const char *const constants[] = {"None", "True", "False"};
    for (int i = 0; name && i < 3; i++)
        if (!strcmp(name->text, constants[i]))
            return complain(c, "identifier field can't represent '%s' constant", constants[i]);
    return true;
}

static bool check_capture(Check *c, const Ident *name)
{
    if (name && !strcmp(name->text, "_"))
        return complain(c, "can't capture name '_' in patterns");
    return check_name(c, name);
}

/* ---- patterns ---- */

static bool is_number(const Node *n, bool imaginary)
{
    if (n->kind != N_Constant)
        return false;
    uint8_t kind = AS(n, Constant)->value.kind;
    return imaginary ? kind == CONST_IMAG
                     : kind == CONST_INT || kind == CONST_BIGINT || kind == CONST_FLOAT;
}

static bool is_signed_number(const Node *n, bool imaginary_too)
{
    if (n->kind == N_UnaryOp && n->op == UNARY_USUB)
        n = AS(n, UnaryOp)->operand;
    return is_number(n, false) || (imaginary_too && is_number(n, true));
}

/* Of the constants that are literals only numbers can stand in a pattern. */
static bool is_negative(const Node *n)
{
    if (n->kind != N_Constant || AS(n, Constant)->value.kind != CONST_LITERAL)
        return false;
    const Literal *l = (const Literal *)(const void *)AS(n, Constant)->value.u.bytes;
    return l->kind == LIT_INT || l->kind == LIT_BIGINT;
}

static bool is_constant(const Node *n, ConstKind first, ConstKind last)
{
    return n->kind == N_Constant && AS(n, Constant)->value.kind >= first &&
           AS(n, Constant)->value.kind <= last;
}

static bool check_literal(Check *c, const Node *n)
{
    if (n->kind == N_Attribute || is_constant(n, CONST_INT, CONST_BYTES) || is_negative(n))
        return true;
    if (n->kind == N_Constant)
        return complain(c, "unexpected constant inside of a literal pattern");
    if (n->kind == N_UnaryOp && is_signed_number(n, true))
        return true;
    if (n->kind == N_BinOp && (n->op == OP_ADD || n->op == OP_SUB) &&
        is_signed_number(AS(n, BinOp)->left, false) && is_number(AS(n, BinOp)->right, true))
        return true;
    return complain(c, "patterns may only match literals and attribute lookups");
}

static bool check_mapping(Check *c, const AstMatchMapping *n)
{
    if (n->keys.count != n->patterns.count)
        return complain(c, "MatchMapping doesn't have the same number of keys as patterns");
    for (uint32_t i = 0; i < n->keys.count; i++) {
        const Node *key = n->keys.items[i];
        if (!key)
            return complain(c, "None disallowed in expression list");
        if (!is_constant(key, CONST_NONE, CONST_FALSE) && !check_literal(c, key))
            return false;
    }
    return check_capture(c, n->rest);
}

static bool check_class_pattern(Check *c, const AstMatchClass *n)
{
    const Node *cls = n->cls;
    if (n->kwd_attrs.count != n->kwd_patterns.count)
        return complain(
            c, "MatchClass doesn't have the same number of keyword attributes as patterns");
    while (cls->kind == N_Attribute)
        cls = AS(cls, Attribute)->value;
    if (cls->kind != N_Name)
        return complain(c, "MatchClass cls field can only contain Name or Attribute nodes.");
    for (uint32_t i = 0; i < n->kwd_attrs.count; i++)
        if (!check_name(c, n->kwd_attrs.items[i]))
            return false;
    return true;
}

static bool check_pattern(Check *c, const Node *n, bool star)
{
    switch (n->kind) {
    case N_MatchValue:
        return check_literal(c, AS(n, MatchValue)->value);
    case N_MatchSingleton:
        if (AS(n, MatchSingleton)->value.kind <= CONST_FALSE)
            return true;
        return complain(c, "MatchSingleton can only contain True, False and None");
    case N_MatchMapping:
        return check_mapping(c, AS(n, MatchMapping));
    case N_MatchClass:
        return check_class_pattern(c, AS(n, MatchClass));
    case N_MatchStar:
        if (!star)
            return complain(c, "can't use MatchStar here");
        return check_capture(c, AS(n, MatchStar)->name);
    case N_MatchAs:
        if (AS(n, MatchAs)->pattern && !AS(n, MatchAs)->name)
            return complain(c, "MatchAs must specify a target name if a pattern is given");
        return check_capture(c, AS(n, MatchAs)->name);
    case N_MatchOr:
        if (AS(n, MatchOr)->patterns.count < 2)
            return complain(c, "MatchOr requires at least 2 patterns");
        return true;
    default:
        return true;
    }
}

/* ---- expressions and statements ---- */

static bool has_context(const Node *n)
{
    switch (n->kind) {
    case N_Attribute:
    case N_Subscript:
    case N_Starred:
    case N_Name:
    case N_List:
    case N_Tuple:
        return true;
    default:
        return false;
    }
}

static bool check_context(Check *c, const Node *n, ExprContext wanted)
{
    static const char *const names[] = {"Load", "Store", "Del"};
    if (!has_context(n))
        return wanted == CTX_LOAD ||
               complain(c, "expression which can't be assigned to in %s context", names[wanted]);
    return n->ctx == wanted || complain(c, "expression must have %s context but has %s instead",
                                        names[wanted], names[n->ctx]);
}

static bool check_compare(Check *c, const AstCompare *n)
{
    if (!n->comparators.count)
        return complain(c, "Compare with no comparators");
    if (n->comparators.count != n->ops.count)
        return complain(c, "Compare has a different number of comparators and operands");
    return true;
}

static bool check_generators(Check *c, const Node *n)
{
    for (const FieldInfo *f = node_fields(n->kind); f->name; f++)
        if (!strcmp(f->name, "generators") && !ast_field_list(n, f)->count)
            return complain(c, "comprehension with no generators");
    return true;
}

/* CPython's compiler names the kind by its number. */
static bool check_augmented(Check *c, const AstAugAssign *n)
{
    uint8_t kind = n->target->kind;
    int number = kind == N_Starred ? 23 : kind == N_List ? 25 : kind == N_Tuple ? 26 : 0;
    if (!number || n->target->ctx != CTX_STORE)
        return true;
    c->complaint->error = AST_SYSTEM_ERROR;
    return complain(c, "invalid node type (%d) for augmented assignment", number);
}

static bool check_kind(Check *c, const Node *n)
{
    switch (n->kind) {
    case N_AugAssign:
        return check_augmented(c, AS(n, AugAssign));
    case N_BoolOp:
        return AS(n, BoolOp)->values.count >= 2 || complain(c, "BoolOp with less than 2 values");
    case N_NamedExpr:
        return AS(n, NamedExpr)->target->kind == N_Name ||
               complain_type(c, "NamedExpr target must be a Name");
    case N_Dict:
        return AS(n, Dict)->keys.count == AS(n, Dict)->values.count ||
               complain(c, "Dict doesn't have the same number of keys as values");
    case N_Compare:
        return check_compare(c, AS(n, Compare));
    case N_Name:
        return check_name(c, AS(n, Name)->id);
    case N_Arguments:
        return check_arguments(c, AS(n, Arguments));
    case N_Raise:
        return AS(n, Raise)->exc || !AS(n, Raise)->cause ||
               complain(c, "Raise with cause but no exception");
    case N_Try:
    case N_TryStar:
        return check_try(c, (const AstTry *)n);
    case N_ImportFrom:
        return AS(n, ImportFrom)->level >= 0 || complain(c, "Negative ImportFrom level");
    case N_AnnAssign:
        return !AS(n, AnnAssign)->simple || AS(n, AnnAssign)->target->kind == N_Name ||
               complain_type(c, "AnnAssign with simple non-Name target");
    default:
        return check_generators(c, n);
    }
}

/* The context in which the expressions of a field stand. */
static ExprContext field_context(const Node *n, const FieldInfo *f)
{
    bool target = !strcmp(f->name, "target") || !strcmp(f->name, "targets");
    if (n->kind == N_Delete)
        return CTX_DEL;
    if (target || !strcmp(f->name, "optional_vars"))
        return CTX_STORE;
    if (n->kind == N_Starred || n->kind == N_List || n->kind == N_Tuple)
        return n->ctx;
    return CTX_LOAD;
}

static bool check_node(Check *c, Node *n, ExprContext wanted, bool star);

static bool check_list(Check *c, Node *n, const FieldInfo *f, ExprContext wanted)
{
    const NodeList *list = ast_field_list(n, f);
    bool statements = ast_field_sort(n, f).category == CAT_STMT;
    for (uint32_t i = 0; i < list->count; i++) {
        Node *item = list->items[i];
        if (!item && f->type == FT_LIST)
            return complain(c, "None disallowed in %s list",
                            statements ? "statement" : "expression");
        if (item && !check_node(c, item, wanted, n->kind == N_MatchSequence))
            return false;
    }
    return true;
}

static bool check_children(Check *c, Node *n)
{
    for (const FieldInfo *f = node_fields(n->kind); f->name; f++) {
        ExprContext wanted = field_context(n, f);
        if (f->type == FT_LIST || f->type == FT_HOLES) {
            if (!check_list(c, n, f, wanted))
                return false;
        } else if (f->type == FT_NODE || f->type == FT_OPT) {
            Node *child = field_node(n, f);
            if (n->kind == N_NamedExpr && child == AS(n, NamedExpr)->target)
                child->ctx = CTX_STORE;
            if (child && !check_node(c, child, n->kind == N_NamedExpr ? child->ctx : wanted, false))
                return false;
        }
    }
    return true;
}

static bool check_node(Check *c, Node *n, ExprContext wanted, bool star)
{
    if ((const char *)__builtin_frame_address(0) < c->stack_limit) {
        c->complaint->error = AST_TOO_DEEP;
        return complain(c, "maximum recursion depth exceeded during compilation");
    }
    NodeCategory category = node_category(n->kind);
    bool placed = category == CAT_STMT || category == CAT_EXPR || category == CAT_PATTERN ||
                  n->kind == N_ExceptHandler;
    if (placed && !check_place(c, n))
        return false;
    if (category == CAT_PART && !placed) {
        place_clamp(&n->line);
        place_clamp(&n->end_line);
        place_clamp(&n->col);
        place_clamp(&n->end_col);
    }
    if (category == CAT_EXPR && n->kind != N_Name && !check_context(c, n, wanted))
        return false;
    if (!check_filled(c, n) || !check_kind(c, n))
        return false;
    if (n->kind == N_Name && !check_context(c, n, wanted))
        return false;
    if (category == CAT_PATTERN && !check_pattern(c, n, star))
        return false;
    return check_children(c, n);
}

bool ast_check(Node *tree, const char *stack_limit, AstComplaint *complaint)
{
    *complaint = (AstComplaint){0};
    Check c = {complaint, stack_limit};
    return check_node(&c, tree, CTX_LOAD, false);
}
