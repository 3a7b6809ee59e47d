/* SPDX-License-Identifier: MIT */
/*
 * The known mistakes: what is said about text that does not match, in the second pass. The words
 * and the order in which mistakes are looked for are CPython 3.13's, because learners search the
 * web for them.
 */
#include "parser/parse.h"

#include <string.h>

/* ---- names of expressions in messages ---- */

static const char *constant_name(const Constant *c)
{
    switch ((ConstKind)c->kind) {
    case CONST_NONE:
        return "None";
    case CONST_TRUE:
        return "True";
    case CONST_FALSE:
        return "False";
    case CONST_ELLIPSIS:
        return "ellipsis";
    default:
        return "literal";
    }
}

const char *expr_name(const Node *n)
{
    switch ((NodeKind)n->kind) {
    case N_Attribute:
        return "attribute";
    case N_Subscript:
        return "subscript";
    case N_Starred:
        return "starred";
    case N_Name:
        return "name";
    case N_List:
        return "list";
    case N_Tuple:
        return "tuple";
    case N_Lambda:
        return "lambda";
    case N_Call:
        return "function call";
    case N_GeneratorExp:
        return "generator expression";
    case N_Yield:
    case N_YieldFrom:
        return "yield expression";
    case N_Await:
        return "await expression";
    case N_ListComp:
        return "list comprehension";
    case N_SetComp:
        return "set comprehension";
    case N_DictComp:
        return "dict comprehension";
    case N_Dict:
        return "dict literal";
    case N_Set:
        return "set display";
    case N_JoinedStr:
    case N_FormattedValue:
        return "f-string expression";
    case N_Constant:
        return constant_name(&AS(n, Constant)->value);
    case N_Compare:
        return "comparison";
    case N_IfExp:
        return "conditional expression";
    case N_NamedExpr:
        return "named expression";
    default:
        return "expression";
    }
}

/* ---- expressions ---- */

static bool is_legacy_name(const Node *n)
{
    if (n->kind != N_Name || n->parens)
        return false;
    const Ident *id = AS(n, Name)->id;
    return id && ((id->len == 5 && memcmp(id->text, "print", 5) == 0) ||
                  (id->len == 4 && memcmp(id->text, "exec", 4) == 0));
}

/* Two expressions side by side, inside brackets: a comma may be missing. */
static void explain_comma(Parser *p, Node *left)
{
    if (!starts_expression(KIND(p)))
        return;
    uint32_t mark = p->pos;
    Node *right = quiet_expression(p);
    if (right && !p->raised && !is_legacy_name(left) && p->level[p->pos - 1] > 0) {
        fail(p);
        RAISE_RANGE(p, left, right, "invalid syntax. Perhaps you forgot a comma?");
        return;
    }
    rewind_to(p, mark);
}

static void explain_ternary(Parser *p, Node *body)
{
    if (KIND(p) != T_KW_if)
        return;
    uint32_t mark = p->pos++;
    Node *test = parse_disjunction(p);
    if (test && KIND(p) != T_KW_else && KIND(p) != T_COLON) {
        fail(p);
        RAISE_RANGE(p, body, test, "expected 'else' after 'if' expression");
        return;
    }
    rewind_to(p, mark);
}

/* print "x" */
static void explain_legacy(Parser *p, Node *name)
{
    if (!is_legacy_name(name) || KIND(p) == T_LPAR || !starts_expression(KIND(p)))
        return;
    uint32_t mark = p->pos;
    Node *rest = parse_star_expressions(p);
    if (rest && !p->raised) {
        const char *id = AS(name, Name)->id->text;
        RAISE_RANGE(p, name, rest, "Missing parentheses in call to '%s'. Did you mean %s(...)?", id,
                    id);
        return;
    }
    rewind_to(p, mark);
}

/* In a field of an f-string the colon of a lambda begins the format spec. */
static Node *explain_lambda(Parser *p)
{
    Pos start = HERE(p);
    uint32_t mark = p->pos++;
    p->quiet++;
    Node *args = parse_params(p, true);
    p->quiet--;
    if (args && KIND(p) == T_COLON &&
        (token_ahead(p) == T_FSTRING_MIDDLE || token_ahead(p) == T_LBRACE) &&
        PEEK(p)[1].kind == T_FSTRING_MIDDLE)
        return RAISE(p, start, token_end_pos(p, PEEK(p)),
                     "f-string: lambda expressions are not allowed without parentheses");
    if (!rewind_to(p, mark))
        return NULL;
    return parse_lambda(p);
}

/*
 * CPython does not look for a missing comma behind a soft keyword, and it takes for one every name
 * that begins like one ("c", "typ"): its comparison stops at the end of the name.
 */
static bool begins_soft_keyword(const Parser *p, const Token *t)
{
    static const char *const soft[] = {"_", "case", "match", "type"};
    size_t len = t->end - t->start;
    if (t->kind != T_NAME)
        return false;
    for (size_t i = 0; i < sizeof soft / sizeof *soft; i++)
        if (strncmp(soft[i], token_start(p, t), len) == 0)
            return true;
    return false;
}

/* The part of an expression before `if`, looked at more closely. */
Node *explain_expression(Parser *p)
{
    const Token *t = PEEK(p);
    if (t->kind == T_KW_lambda)
        return explain_lambda(p);
    bool skip = begins_soft_keyword(p, t) || (t->kind == T_NAME && t[1].kind == T_STRING);
    Node *n = parse_disjunction(p);
    if (!n || p->raised)
        return NULL;
    if (!skip)
        explain_comma(p, n);
    if (!p->raised)
        explain_ternary(p, n);
    if (!p->raised)
        explain_legacy(p, n);
    return p->raised ? NULL : n;
}

/* ---- `=` and `:=` where a value is wanted ---- */

/* The kind of the atom an expression begins with, through operators and trailers. */
static NodeKind leftmost(const Node *n)
{
    while (!n->parens) {
        switch ((NodeKind)n->kind) {
        case N_BinOp:
            n = AS(n, BinOp)->left;
            break;
        case N_Call:
            n = AS(n, Call)->func;
            break;
        case N_Attribute:
            n = AS(n, Attribute)->value;
            break;
        case N_Subscript:
            n = AS(n, Subscript)->value;
            break;
        default:
            return n->kind;
        }
    }
    return n->kind == N_Tuple || n->kind == N_GeneratorExp ? n->kind : N_COUNT;
}

static bool is_bitor(const Node *n)
{
    if (n->parens)
        return true;
    switch ((NodeKind)n->kind) {
    case N_Compare:
    case N_BoolOp:
    case N_Lambda:
    case N_IfExp:
    case N_Starred:
    case N_NamedExpr:
    case N_Yield:
    case N_YieldFrom:
        return false;
    case N_UnaryOp:
        return n->op != UNARY_NOT;
    default:
        return true;
    }
}

static bool may_compare(const Node *n)
{
    switch (leftmost(n)) {
    case N_List:
    case N_Tuple:
    case N_GeneratorExp:
        return false;
    case N_Constant: {
        while (n->kind != N_Constant) {
            if (n->kind == N_BinOp)
                n = AS(n, BinOp)->left;
            else if (n->kind == N_Call)
                n = AS(n, Call)->func;
            else if (n->kind == N_Attribute)
                n = AS(n, Attribute)->value;
            else
                n = AS(n, Subscript)->value;
        }
        uint8_t kind = AS(n, Constant)->value.kind;
        return kind != CONST_TRUE && kind != CONST_NONE && kind != CONST_FALSE;
    }
    default:
        return true;
    }
}

/* `n` has just been read as a named expression. */
void explain_named(Parser *p, Node *n)
{
    uint32_t mark = p->pos;
    if (KIND(p) == T_COLONEQUAL) {
        p->pos++;
        if (parse_expression(p) && !p->raised)
            RAISE_NODE(p, n, "cannot use assignment expressions with %s", expr_name(n));
        rewind_to(p, mark);
        return;
    }
    if (KIND(p) != T_EQUAL || !is_bitor(n))
        return;
    p->pos++;
    Node *right = parse_bitor(p);
    bool ends = right && KIND(p) != T_EQUAL && KIND(p) != T_COLONEQUAL;
    if (right)
        fail(p);
    if (ends && n->kind == N_Name && !n->parens)
        RAISE_RANGE(p, n, right, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    else if (ends && may_compare(n))
        RAISE_NODE(p, n, "cannot assign to %s here. Maybe you meant '==' instead of '='?",
                   expr_name(n));
    rewind_to(p, mark);
}

/* ---- targets ---- */

/* The first part of n that cannot be a target, or NULL. */
static Node *invalid_target(Node *n, TargetUse use)
{
    const NodeList *list;
    switch ((NodeKind)n->kind) {
    case N_List:
        list = &AS(n, List)->elts;
        break;
    case N_Tuple:
        list = &AS(n, Tuple)->elts;
        break;
    case N_Starred:
        return use == TARGET_DEL ? n : invalid_target(AS(n, Starred)->value, use);
    case N_Compare:
        if (use != TARGET_FOR)
            return n;
        if (AS(n, Compare)->ops.items[0] == CMP_IN)
            return invalid_target(AS(n, Compare)->left, use);
        return NULL;
    case N_Name:
    case N_Subscript:
    case N_Attribute:
        return NULL;
    default:
        return n;
    }
    for (uint32_t i = 0; i < list->count; i++) {
        Node *bad = invalid_target(list->items[i], use);
        if (bad)
            return bad;
    }
    return NULL;
}

void explain_target(Parser *p, Node *n, TargetUse use)
{
    Node *bad = invalid_target(n, use);
    if (bad && explaining(p))
        RAISE_NODE(p, bad, "cannot %s %s", use == TARGET_DEL ? "delete" : "assign to",
                   expr_name(bad));
}

/* for f() in ...: what stands there is read once more, as an expression. */
void explain_for_target(Parser *p, uint32_t mark)
{
    rewind_to(p, mark);
    Node *n = parse_star_expressions(p);
    if (n)
        explain_target(p, n, TARGET_FOR);
}

void explain_comp_target(Parser *p, uint32_t mark)
{
    if (!rewind_to(p, mark))
        return;
    bool any = false;
    while (parse_bitor(p)) {
        any = true;
        if (!accept(p, T_COMMA))
            break;
        mark = p->pos;
        if (!starts_expression(KIND(p)))
            break;
    }
    if (p->raised)
        return;
    if (any && KIND(p) != T_KW_in) {
        raise_last(p, "SyntaxError", "'in' expected after for-loop variables");
        return;
    }
    explain_for_target(p, mark);
}

/* ---- statements that begin with an expression ---- */

static bool is_annotation_list(const Node *n)
{
    return n->kind == N_List || (n->kind == N_Tuple && n->parens);
}

/* x: T where x cannot have an annotation. */
static void explain_annotation(Parser *p, Node *first, bool bare_tuple)
{
    uint32_t mark = p->pos++;
    Node *type = parse_expression(p);
    if (type && !p->raised) {
        if (is_annotation_list(first))
            RAISE_NODE(p, first, "only single target (not %s) can be annotated", expr_name(first));
        else if (bare_tuple)
            RAISE_NODE(p, AS(first, Tuple)->elts.items[0],
                       "only single target (not tuple) can be annotated");
        else if (first->kind != N_Starred &&
                 !(first->kind >= N_Yield && first->kind <= N_YieldFrom))
            RAISE_NODE(p, first, "illegal target for annotation");
    }
    rewind_to(p, mark);
}

/* a = b = c: the one that cannot be assigned to. */
static void explain_targets(Parser *p, Node *n)
{
    while (n && KIND(p) == T_EQUAL && !p->raised) {
        if ((n->kind == N_Yield || n->kind == N_YieldFrom) && !n->parens) {
            RAISE_NODE(p, n, "assignment to yield expression not possible");
            return;
        }
        explain_target(p, n, TARGET_STAR);
        p->pos++;
        n = parse_rhs(p);
    }
}

static void explain_augmented(Parser *p, Node *first)
{
    p->pos++;
    Node *value = parse_rhs(p);
    if (value && !p->raised)
        RAISE_NODE(p, first, "'%s' is an illegal expression for augmented assignment",
                   expr_name(first));
}

/* `first` was read at `mark`; an `=`, `:`, `:=` or `+=` behind it led nowhere. */
Node *explain_assignment(Parser *p, uint32_t mark, Node *first)
{
    rewind_to(p, mark);
    Node *n = parse_rhs(p); /* again: a chain of targets may have moved us */
    if (!n || p->raised)
        return NULL;
    uint32_t behind = p->pos;
    bool bare_tuple = n->kind == N_Tuple && !n->parens;
    bool yield = (n->kind == N_Yield || n->kind == N_YieldFrom) && !n->parens;
    Node *last = bare_tuple ? AS(n, Tuple)->elts.items[AS(n, Tuple)->elts.count - 1] : n;
    if (KIND(p) == T_COLON && is_annotation_list(n))
        explain_annotation(p, n, false);
    if (!p->raised && !yield && last->kind != N_Starred && LAST(p)->kind != T_COMMA &&
        KIND(p) == T_EQUAL)
        explain_named(p, last);
    if (!p->raised && KIND(p) == T_COLONEQUAL && n->kind != N_Name && !bare_tuple && !yield &&
        n->kind != N_Starred)
        explain_named(p, n);
    if (!p->raised && KIND(p) == T_COLON && !target_is_single(n))
        explain_annotation(p, n, bare_tuple);
    if (!p->raised && KIND(p) == T_EQUAL)
        explain_targets(p, n);
    else if (!p->raised && KIND(p) != T_COLON && KIND(p) != T_COLONEQUAL && !yield)
        explain_augmented(p, n);
    if (!p->raised) {
        rewind_to(p, behind);
        fail(p);
    }
    (void)first;
    return NULL;
}
