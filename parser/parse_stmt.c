/* SPDX-License-Identifier: MIT */
/* Statements of one line. */
#include "parser/parse.h"

#include <string.h>

/* ---- assignment ---- */

static int augmented_op(TokenKind kind)
{
    switch (kind) {
    case T_PLUSEQUAL:
        return OP_ADD;
    case T_MINEQUAL:
        return OP_SUB;
    case T_STAREQUAL:
        return OP_MULT;
    case T_SLASHEQUAL:
        return OP_DIV;
    case T_PERCENTEQUAL:
        return OP_MOD;
    case T_AMPEREQUAL:
        return OP_BITAND;
    case T_VBAREQUAL:
        return OP_BITOR;
    case T_CIRCUMFLEXEQUAL:
        return OP_BITXOR;
    case T_LEFTSHIFTEQUAL:
        return OP_LSHIFT;
    case T_RIGHTSHIFTEQUAL:
        return OP_RSHIFT;
    case T_DOUBLESTAREQUAL:
        return OP_POW;
    case T_DOUBLESLASHEQUAL:
        return OP_FLOORDIV;
    case T_ATEQUAL:
        return OP_MATMULT;
    default:
        return -1;
    }
}

static Node *parse_augmented(Parser *p, Node *target, int op, Pos start)
{
    p->pos++;
    Node *value = parse_rhs(p);
    if (!value)
        return NULL;
    target_set(target, CTX_STORE);
    AstAugAssign *n = NEW(p, AugAssign, start);
    n->target = target;
    n->op = (uint8_t)op;
    n->value = value;
    return DONE(p, n);
}

static Node *parse_annotated(Parser *p, Node *target, Pos start)
{
    p->pos++;
    Node *annotation = parse_expression(p), *value = NULL;
    if (!annotation)
        return NULL;
    if (accept(p, T_EQUAL)) {
        value = parse_rhs(p);
        if (!value)
            return NULL;
    }
    target_set(target, CTX_STORE);
    AstAnnAssign *n = NEW(p, AnnAssign, start);
    n->target = target;
    n->annotation = annotation;
    n->value = value;
    n->simple = target->kind == N_Name && !target->parens;
    return DONE(p, n);
}

/* a = b = value; the first target has been read. NULL also when a target is none. */
static Node *parse_assign(Parser *p, Node *first, Pos start)
{
    uint32_t base = list_begin(p);
    Node *value = first;
    while (KIND(p) == T_EQUAL) {
        if (!target_is_valid(value)) {
            fail(p);
            return list_drop(p, base);
        }
        list_push(p, value);
        p->pos++;
        value = parse_rhs(p);
        if (!value)
            return list_drop(p, base);
    }
    for (uint32_t i = base; i < p->scratch_count; i++)
        target_set(p->scratch[i], CTX_STORE);
    NodeList targets = list_end(p, base);
    AstAssign *n = NEW(p, Assign, start);
    n->targets = targets;
    n->value = value;
    return DONE(p, n);
}

/* Assignments of all kinds, and expressions that stand alone. */
static Node *parse_expression_statement(Parser *p)
{
    Pos start = HERE(p);
    uint32_t mark = p->pos;
    Node *first = parse_rhs(p);
    if (!first)
        return NULL;
    Node *n = NULL;
    int op = augmented_op(KIND(p));
    bool tried = true;
    if (KIND(p) == T_EQUAL)
        n = parse_assign(p, first, start);
    else if (KIND(p) == T_COLON && target_is_single(first))
        n = parse_annotated(p, first, start);
    else if (op >= 0 && target_is_single(first))
        return parse_augmented(p, first, op, start);
    else
        tried = KIND(p) == T_COLON || KIND(p) == T_COLONEQUAL || op >= 0;
    if (n || p->raised)
        return n;
    if (tried) {
        fail(p);
        if (explaining(p))
            return explain_assignment(p, mark, first);
        return NULL;
    }
    AstExpr *e = NEW(p, Expr, start);
    e->value = first;
    return DONE(p, e);
}

/* ---- keyword statements ---- */

static Node *parse_keyword_only(Parser *p, NodeKind kind)
{
    Pos start = HERE(p);
    p->pos++;
    Node *n = node_new(p, kind, sizeof(AstPass), start);
    return DONE(p, n);
}

static Node *parse_return(Parser *p)
{
    Pos start = HERE(p);
    p->pos++;
    Node *value = NULL;
    if (KIND(p) == T_STAR || starts_expression(KIND(p))) {
        value = parse_star_expressions(p);
        if (!value)
            return NULL;
    }
    AstReturn *n = NEW(p, Return, start);
    n->value = value;
    return DONE(p, n);
}

static Node *parse_raise(Parser *p)
{
    Pos start = HERE(p);
    p->pos++;
    Node *exc = NULL, *cause = NULL;
    if (starts_expression(KIND(p))) {
        exc = parse_expression(p);
        if (!exc)
            return NULL;
        if (accept(p, T_KW_from)) {
            cause = parse_expression(p);
            if (!cause)
                return NULL;
        }
    }
    AstRaise *n = NEW(p, Raise, start);
    n->exc = exc;
    n->cause = cause;
    return DONE(p, n);
}

static Node *parse_assert(Parser *p)
{
    Pos start = HERE(p);
    p->pos++;
    Node *test = parse_expression(p), *msg = NULL;
    if (!test)
        return NULL;
    if (accept(p, T_COMMA)) {
        msg = parse_expression(p);
        if (!msg)
            return NULL;
    }
    AstAssert *n = NEW(p, Assert, start);
    n->test = test;
    n->msg = msg;
    return DONE(p, n);
}

static Node *parse_del(Parser *p)
{
    Pos start = HERE(p);
    p->pos++;
    Node *what = parse_star_expressions(p);
    if (!what)
        return NULL;
    bool bare = what->kind == N_Tuple && !what->parens;
    bool valid = bare ? target_is_deletable(what) : target_is_deletable(what);
    if (!valid || (KIND(p) != T_NEWLINE && KIND(p) != T_SEMI)) {
        fail(p);
        if (explaining(p))
            explain_target(p, what, TARGET_DEL);
        return NULL;
    }
    target_set(what, CTX_DEL);
    NodeList targets = bare ? AS(what, Tuple)->elts : list_one(p, what);
    AstDelete *n = NEW(p, Delete, start);
    n->targets = targets;
    return DONE(p, n);
}

/* global and nonlocal: the two nodes have one shape. */
static Node *parse_scope(Parser *p, NodeKind kind)
{
    Pos start = HERE(p);
    uint32_t count = 0, first = p->pos + 1;
    do {
        p->pos++;
        if (!expect(p, T_NAME))
            return NULL;
        count++;
    } while (KIND(p) == T_COMMA);
    AstGlobal *n = node_new(p, kind, sizeof(AstGlobal), start);
    const Ident **names = arena_alloc(p->arena, count * sizeof(Ident *));
    if (!names)
        return NULL;
    for (uint32_t i = 0; i < count; i++)
        names[i] = token_ident(p, &p->tok[first + 2 * i]);
    n->names = (IdentList){names, count};
    return DONE(p, n);
}
_Static_assert(sizeof(AstGlobal) == sizeof(AstNonlocal), "built by one function");

/* ---- import ---- */

/* a.b.c as one name, spaces dropped. */
static const Ident *parse_dotted(Parser *p)
{
    const Token *t = PEEK(p);
    if (!expect(p, T_NAME))
        return NULL;
    const Ident *name = token_ident(p, t);
    if (KIND(p) != T_DOT || !name)
        return name;
    Buffer text;
    buffer_init(&text);
    buffer_append(&text, name->text, name->len);
    while (accept(p, T_DOT)) {
        t = PEEK(p);
        if (!expect(p, T_NAME)) {
            buffer_free(&text);
            return NULL;
        }
        const Ident *part = token_ident(p, t);
        buffer_putc(&text, '.');
        if (part)
            buffer_append(&text, part->text, part->len);
    }
    p->arena->failed |= text.failed;
    name = text.failed ? NULL : ident_intern(p->names, text.data, text.len);
    buffer_free(&text);
    return name;
}

/* NAME ['as' NAME], dotted or not. */
static Node *parse_alias(Parser *p, bool dotted)
{
    Pos start = HERE(p);
    const Token *t = PEEK(p);
    const Ident *name = NULL, *asname = NULL;
    if (dotted)
        name = parse_dotted(p);
    else if (expect(p, T_NAME))
        name = token_ident(p, t);
    if (!name)
        return NULL;
    if (accept(p, T_KW_as)) {
        t = PEEK(p);
        if (!expect(p, T_NAME))
            return NULL;
        asname = token_ident(p, t);
    }
    AstAlias *n = NEW(p, Alias, start);
    n->name = name;
    n->asname = asname;
    return DONE(p, n);
}

static Node *explain_no_names(Parser *p)
{
    fail(p);
    if (explaining(p) && KIND(p) == T_NEWLINE) {
        Pos at = HERE(p);
        RAISE(p, at, at, "Expected one or more names after 'import'");
    }
    return NULL;
}

static Node *parse_import(Parser *p)
{
    Pos start = HERE(p);
    p->pos++;
    uint32_t base = list_begin(p);
    if (KIND(p) == T_NEWLINE)
        return explain_no_names(p);
    do {
        Node *alias = parse_alias(p, true);
        if (!alias)
            return list_drop(p, base);
        list_push(p, alias);
    } while (accept(p, T_COMMA));
    if (explaining(p) && KIND(p) == T_KW_from) { /* import a from b */
        p->pos++;
        Pos end;
        if (parse_dotted(p)) {
            end = token_end_pos(p, LAST(p));
            RAISE(p, start, end, "Did you mean to use 'from ... import ...' instead?");
        }
        return list_drop(p, base);
    }
    NodeList names = list_end(p, base);
    AstImport *n = NEW(p, Import, start);
    n->names = names;
    return DONE(p, n);
}

static Node *star_alias(Parser *p)
{
    Pos start = HERE(p);
    p->pos++;
    AstAlias *n = NEW(p, Alias, start);
    n->name = ident_intern(p->names, "*", 1);
    return DONE(p, n);
}

static bool parse_from_names(Parser *p, NodeList *out)
{
    uint32_t base = list_begin(p);
    if (KIND(p) == T_STAR) {
        Node *star = star_alias(p);
        if (star)
            *out = list_one(p, star);
        return star != NULL;
    }
    if (KIND(p) == T_NEWLINE)
        return explain_no_names(p);
    bool paren = accept(p, T_LPAR);
    do {
        if (paren && KIND(p) == T_RPAR && p->scratch_count > base)
            break;
        Node *alias = NULL;
        if (!paren && KIND(p) == T_NEWLINE && explaining(p))
            raise_last(p, "SyntaxError",
                       "trailing comma not allowed without surrounding parentheses");
        else
            alias = parse_alias(p, false);
        if (!alias) {
            fail(p);
            list_drop(p, base);
            return false;
        }
        list_push(p, alias);
    } while (accept(p, T_COMMA));
    *out = list_end(p, base);
    return !paren || expect(p, T_RPAR);
}

static Node *parse_import_from(Parser *p)
{
    Pos start = HERE(p);
    p->pos++;
    int level = 0;
    for (; KIND(p) == T_DOT || KIND(p) == T_ELLIPSIS; p->pos++)
        level += KIND(p) == T_DOT ? 1 : 3;
    const Ident *module = NULL;
    if (level == 0 || KIND(p) == T_NAME) {
        module = parse_dotted(p);
        if (!module)
            return NULL;
    }
    NodeList names;
    if (!expect(p, T_KW_import) || !parse_from_names(p, &names))
        return NULL;
    AstImportFrom *n = NEW(p, ImportFrom, start);
    n->module = module;
    n->names = names;
    n->level = level;
    return DONE(p, n);
}

/* ---- one line ---- */

/* `type X = ...`, `type X[T] = ...`: the words say why it fails. */
static bool at_type_statement(const Parser *p)
{
    const Token *t = PEEK(p);
    if (t->kind != T_NAME || !(t->flags & TF_SOFT) || !token_is(p, t, "type"))
        return false;
    return t[1].kind == T_NAME && (t[2].kind == T_EQUAL || t[2].kind == T_LSQB);
}

Node *parse_simple(Parser *p)
{
    switch (KIND(p)) {
    case T_KW_return:
        return parse_return(p);
    case T_KW_import:
        return parse_import(p);
    case T_KW_from:
        return parse_import_from(p);
    case T_KW_raise:
        return parse_raise(p);
    case T_KW_pass:
        return parse_keyword_only(p, N_Pass);
    case T_KW_break:
        return parse_keyword_only(p, N_Break);
    case T_KW_continue:
        return parse_keyword_only(p, N_Continue);
    case T_KW_del:
        return parse_del(p);
    case T_KW_assert:
        return parse_assert(p);
    case T_KW_global:
        return parse_scope(p, N_Global);
    case T_KW_nonlocal:
        return parse_scope(p, N_Nonlocal);
    case T_NAME:
        if (at_type_statement(p))
            return raise_unsupported(p, PEEK(p), "type statements");
        return parse_expression_statement(p);
    default:
        return parse_expression_statement(p);
    }
}

bool parse_simple_line(Parser *p)
{
    do {
        Node *n = parse_simple(p);
        if (!n)
            return false;
        list_push(p, n);
        if (accept(p, T_NEWLINE))
            return true;
    } while (accept(p, T_SEMI) && KIND(p) != T_NEWLINE);
    return expect(p, T_NEWLINE);
}
