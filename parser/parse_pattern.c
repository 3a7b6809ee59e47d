/* SPDX-License-Identifier: MIT */
/* match statements and their patterns. */
#include "parser/parse.h"

static Node *parse_pattern(Parser *p);

/* ---- literals and dotted names ---- */

static Node *match_value(Parser *p, Node *value, Pos start)
{
    if (!value)
        return NULL;
    AstMatchValue *n = NEW(p, MatchValue, start);
    n->value = value;
    return DONE(p, n);
}

static Node *parse_signed(Parser *p)
{
    Pos start = HERE(p);
    bool minus = accept(p, T_MINUS);
    if (KIND(p) != T_NUMBER)
        return fail(p);
    Node *number = parse_number(p);
    if (!number || !minus)
        return number;
    AstUnaryOp *n = NEW(p, UnaryOp, start);
    n->op = UNARY_USUB;
    n->operand = number;
    return DONE(p, n);
}

static bool is_imaginary(const Node *n)
{
    if (n->kind == N_UnaryOp)
        n = AS(n, UnaryOp)->operand;
    return AS(n, Constant)->value.kind == CONST_IMAG;
}

/* 1, -1, 1+2j */
static Node *parse_complex(Parser *p)
{
    Pos start = HERE(p);
    Node *left = parse_signed(p);
    if (!left || (KIND(p) != T_PLUS && KIND(p) != T_MINUS))
        return left;
    uint8_t op = KIND(p) == T_PLUS ? OP_ADD : OP_SUB;
    p->pos++;
    if (KIND(p) != T_NUMBER)
        return fail(p);
    Node *right = parse_number(p);
    if (!right)
        return NULL;
    if (is_imaginary(left))
        return RAISE_NODE(p, left, "real number required in complex literal");
    if (!is_imaginary(right))
        return RAISE_NODE(p, right, "imaginary number required in complex literal");
    AstBinOp *n = NEW(p, BinOp, start);
    n->left = left;
    n->op = op;
    n->right = right;
    return DONE(p, n);
}

/* a.b.c */
static Node *parse_name_or_attr(Parser *p)
{
    Pos start = HERE(p);
    const Token *t = PEEK(p);
    uint32_t links = 0;
    if (!expect(p, T_NAME))
        return NULL;
    AstName *name = NEW(p, Name, start);
    name->id = token_ident(p, t);
    Node *n = DONE(p, name);
    while (n && accept(p, T_DOT)) {
        t = PEEK(p);
        if (!expect(p, T_NAME) || !spine_grow(p, &links))
            return NULL;
        AstAttribute *attr = NEW(p, Attribute, start);
        attr->value = n;
        attr->attr = token_ident(p, t);
        n = DONE(p, attr);
    }
    return n;
}

static Node *parse_singleton_pattern(Parser *p, ConstKind kind)
{
    Pos start = HERE(p);
    p->pos++;
    AstMatchSingleton *n = NEW(p, MatchSingleton, start);
    n->value.kind = (uint8_t)kind;
    return DONE(p, n);
}

static bool at_wildcard(const Parser *p)
{
    const Token *t = PEEK(p);
    return t->kind == T_NAME && t->end - t->start == 1 && *token_start(p, t) == '_';
}

/* ---- sequences ---- */

static Node *parse_star_pattern(Parser *p)
{
    Pos start = HERE(p);
    p->pos++;
    bool wild = at_wildcard(p);
    const Token *t = PEEK(p);
    if (!expect(p, T_NAME))
        return NULL;
    AstMatchStar *n = NEW(p, MatchStar, start);
    n->name = wild ? NULL : token_ident(p, t);
    return DONE(p, n);
}

static Node *parse_maybe_star(Parser *p)
{
    return KIND(p) == T_STAR ? parse_star_pattern(p) : parse_pattern(p);
}

/* Items up to `close` (or, for an open sequence, to what cannot begin one) behind `first`. */
static Node *parse_sequence_rest(Parser *p, Node *first, Pos start, TokenKind close)
{
    uint32_t base = list_begin(p);
    list_push(p, first);
    while (accept(p, T_COMMA)) {
        if (close != T_COLON ? KIND(p) == close : KIND(p) == T_COLON || KIND(p) == T_KW_if)
            break;
        Node *item = parse_maybe_star(p);
        if (!item)
            return list_drop(p, base);
        list_push(p, item);
    }
    if (close != T_COLON && !expect(p, close))
        return list_drop(p, base);
    NodeList patterns = list_end(p, base);
    AstMatchSequence *n = NEW(p, MatchSequence, start);
    n->patterns = patterns;
    return DONE(p, n);
}

static Node *parse_bracket_pattern(Parser *p)
{
    Pos start = HERE(p);
    bool paren = KIND(p) == T_LPAR;
    TokenKind close = paren ? T_RPAR : T_RSQB;
    p->pos++;
    if (accept(p, close)) {
        AstMatchSequence *n = NEW(p, MatchSequence, start);
        return DONE(p, n);
    }
    Node *first = parse_maybe_star(p);
    if (!first)
        return NULL;
    if (paren && first->kind != N_MatchStar && accept(p, T_RPAR))
        return first; /* a group */
    if (paren && KIND(p) != T_COMMA)
        return fail(p);
    return parse_sequence_rest(p, first, start, close);
}

/* ---- mappings and classes ---- */

static Node *parse_mapping_key(Parser *p)
{
    Node *key;
    switch (KIND(p)) {
    case T_NAME:
        key = parse_name_or_attr(p);
        return key && key->kind == N_Name ? fail(p) : key;
    case T_NUMBER:
    case T_MINUS:
        return parse_complex(p);
    case T_STRING:
    case T_FSTRING_START:
    case T_KW_None:
    case T_KW_True:
    case T_KW_False:
        return parse_atom(p);
    default:
        return fail(p);
    }
}

static Node *parse_mapping_pattern(Parser *p)
{
    Pos start = HERE(p);
    const Ident *rest = NULL;
    uint32_t base = list_begin(p);
    p->pos++;
    while (KIND(p) != T_RBRACE) {
        if (accept(p, T_DOUBLESTAR)) {
            const Token *t = PEEK(p);
            bool wild = at_wildcard(p);
            if (wild || !expect(p, T_NAME))
                return fail(p), list_drop(p, base);
            rest = token_ident(p, t);
            accept(p, T_COMMA);
            break;
        }
        Node *key = parse_mapping_key(p);
        if (!key || !expect(p, T_COLON))
            return list_drop(p, base);
        Node *value = parse_pattern(p);
        if (!value)
            return list_drop(p, base);
        list_push(p, key);
        list_push(p, value);
        if (!accept(p, T_COMMA))
            break;
    }
    if (!expect(p, T_RBRACE))
        return list_drop(p, base);
    NodeList pairs = list_end(p, base);
    AstMatchMapping *n = NEW(p, MatchMapping, start);
    n->rest = rest;
    for (uint32_t i = 0; i < pairs.count; i += 2)
        list_push(p, pairs.items[i]);
    n->keys = list_end(p, base);
    for (uint32_t i = 1; i < pairs.count; i += 2)
        list_push(p, pairs.items[i]);
    n->patterns = list_end(p, base);
    return DONE(p, n);
}

/* C(1, x=2): keyword names are collected beside their patterns. */
typedef struct ClassArgs {
    const Ident **names;
    uint32_t count, cap;
    Node *first_late, *last_late; /* positional patterns behind keywords */
} ClassArgs;

static bool class_args_add(Parser *p, ClassArgs *a, const Ident *name)
{
    if (a->count == a->cap) {
        uint32_t cap = a->cap ? a->cap * 2 : 4;
        const Ident **names = arena_alloc(p->arena, cap * sizeof(Ident *));
        if (!names)
            return false;
        for (uint32_t i = 0; i < a->count; i++)
            names[i] = a->names[i];
        a->names = names;
        a->cap = cap;
    }
    a->names[a->count++] = name;
    return true;
}

static bool parse_class_arg(Parser *p, ClassArgs *a)
{
    const Token *t = PEEK(p);
    bool keyword = t->kind == T_NAME && token_ahead(p) == T_EQUAL;
    if (keyword) {
        p->pos += 2;
        if (!class_args_add(p, a, token_ident(p, t)))
            return false;
    }
    Node *n = parse_pattern(p);
    if (!n)
        return false;
    if (!keyword && a->count) {
        a->first_late = a->first_late ? a->first_late : n;
        a->last_late = n;
    }
    list_push(p, n);
    return true;
}

static Node *parse_class_pattern(Parser *p, Node *cls)
{
    ClassArgs a = {0};
    uint32_t base = list_begin(p);
    p->pos++;
    while (KIND(p) != T_RPAR) {
        if (!parse_class_arg(p, &a))
            return list_drop(p, base);
        if (!accept(p, T_COMMA))
            break;
    }
    if (a.first_late) {
        fail(p);
        if (explaining(p))
            RAISE_RANGE(p, a.first_late, a.last_late,
                        "positional patterns follow keyword patterns");
        return list_drop(p, base);
    }
    if (!expect(p, T_RPAR))
        return list_drop(p, base);
    NodeList all = list_end(p, base);
    AstMatchClass *n = NEW(p, MatchClass, POS(cls));
    n->cls = cls;
    uint32_t positional = all.count > a.count ? all.count - a.count : 0;
    n->patterns = (NodeList){positional ? all.items : NULL, positional};
    n->kwd_attrs = (IdentList){a.names, a.count};
    if (a.count && all.count)
        n->kwd_patterns = (NodeList){all.items + positional, a.count};
    return DONE(p, n);
}

/* ---- closed, or, as ---- */

static Node *parse_name_pattern(Parser *p)
{
    Pos start = HERE(p);
    const Token *t = PEEK(p);
    uint8_t next = token_ahead(p);
    if (next == T_DOT || next == T_LPAR) {
        Node *value = parse_name_or_attr(p);
        if (!value)
            return NULL;
        if (KIND(p) == T_LPAR)
            return parse_class_pattern(p, value);
        return KIND(p) == T_EQUAL ? fail(p) : match_value(p, value, start);
    }
    bool wild = at_wildcard(p);
    p->pos++;
    if (next == T_EQUAL)
        return fail(p);
    AstMatchAs *n = NEW(p, MatchAs, start);
    n->name = wild ? NULL : token_ident(p, t);
    return DONE(p, n);
}

static Node *parse_closed(Parser *p)
{
    Pos start = HERE(p);
    switch (KIND(p)) {
    case T_NUMBER:
    case T_MINUS:
        return match_value(p, parse_complex(p), start);
    case T_STRING:
    case T_FSTRING_START:
        return match_value(p, parse_strings(p), start);
    case T_KW_None:
        return parse_singleton_pattern(p, CONST_NONE);
    case T_KW_True:
        return parse_singleton_pattern(p, CONST_TRUE);
    case T_KW_False:
        return parse_singleton_pattern(p, CONST_FALSE);
    case T_NAME:
        return parse_name_pattern(p);
    case T_LPAR:
    case T_LSQB:
        return parse_bracket_pattern(p);
    case T_LBRACE:
        return parse_mapping_pattern(p);
    default:
        return fail(p);
    }
}

static Node *parse_or_pattern(Parser *p)
{
    Pos start = HERE(p);
    Node *first = parse_closed(p);
    if (!first || KIND(p) != T_VBAR)
        return first;
    uint32_t base = list_begin(p);
    list_push(p, first);
    while (accept(p, T_VBAR)) {
        Node *next = parse_closed(p);
        if (!next)
            return list_drop(p, base);
        list_push(p, next);
    }
    NodeList patterns = list_end(p, base);
    AstMatchOr *n = NEW(p, MatchOr, start);
    n->patterns = patterns;
    return DONE(p, n);
}

static Node *explain_as(Parser *p)
{
    fail(p);
    if (!explaining(p))
        return NULL;
    if (at_wildcard(p))
        return RAISE_TOKEN(p, PEEK(p), "cannot use '_' as a target");
    if (KIND(p) == T_NAME)
        return NULL;
    Node *wrong = parse_expression(p);
    return wrong && !p->raised ? RAISE_NODE(p, wrong, "invalid pattern target") : NULL;
}

static Node *parse_as_pattern(Parser *p)
{
    Pos start = HERE(p);
    Node *pattern = parse_or_pattern(p);
    if (!pattern || !accept(p, T_KW_as))
        return pattern;
    const Token *t = PEEK(p);
    if (at_wildcard(p) || !expect(p, T_NAME))
        return explain_as(p);
    if (KIND(p) == T_DOT || KIND(p) == T_LPAR || KIND(p) == T_EQUAL)
        return fail(p);
    AstMatchAs *n = NEW(p, MatchAs, start);
    n->pattern = pattern;
    n->name = token_ident(p, t);
    return DONE(p, n);
}

static Node *parse_pattern(Parser *p)
{
    if (!enter(p))
        return NULL;
    Node *n = parse_as_pattern(p);
    p->depth--;
    return n;
}

Node *parse_patterns(Parser *p)
{
    Pos start = HERE(p);
    Node *first = parse_maybe_star(p);
    if (!first)
        return NULL;
    if (KIND(p) == T_COMMA)
        return parse_sequence_rest(p, first, start, T_COLON);
    return first->kind == N_MatchStar ? fail(p) : first;
}

/* ---- match, case ---- */

static bool at_case(const Parser *p)
{
    return KIND(p) == T_NAME && (PEEK(p)->flags & TF_SOFT) && token_is(p, PEEK(p), "case");
}

static Node *parse_case(Parser *p)
{
    const Token *head = PEEK(p);
    Pos start = HERE(p);
    p->pos++;
    Node *pattern = parse_patterns(p), *guard = NULL;
    if (!pattern)
        return NULL;
    if (accept(p, T_KW_if)) {
        guard = parse_named(p);
        if (!guard)
            return NULL;
    }
    NodeList body;
    if (!expect_colon(p) || !parse_block(p, head, "'case' statement", &body))
        return NULL;
    AstMatchCase *n = NEW(p, MatchCase, start);
    n->pattern = pattern;
    n->guard = guard;
    n->body = body;
    return DONE(p, n);
}

static Node *parse_subject(Parser *p)
{
    Pos start = HERE(p);
    Node *first = parse_star_named(p);
    if (!first || KIND(p) != T_COMMA)
        return first && first->kind == N_Starred ? fail(p) : first;
    uint32_t base = list_begin(p);
    list_push(p, first);
    while (accept(p, T_COMMA) && (KIND(p) == T_STAR || starts_expression(KIND(p)))) {
        Node *item = parse_star_named(p);
        if (!item)
            return list_drop(p, base);
        list_push(p, item);
    }
    NodeList elts = list_end(p, base);
    AstTuple *n = NEW(p, Tuple, start);
    n->elts = elts;
    return DONE(p, n);
}

/* `match` is a keyword only if a subject, a colon and a line end follow; else NULL, rewound. */
Node *parse_match(Parser *p)
{
    const Token *head = PEEK(p);
    Pos start = HERE(p);
    p->pos++;
    if (KIND(p) != T_STAR && !starts_expression(KIND(p)))
        return fail(p);
    Node *subject = parse_subject(p);
    if (!subject || !expect_colon(p) || !expect(p, T_NEWLINE))
        return NULL;
    if (!expect(p, T_INDENT)) {
        if (explaining(p))
            raise_last(p, "IndentationError",
                       "expected an indented block after 'match' statement on line %u", head->line);
        return NULL;
    }
    uint32_t base = list_begin(p);
    while (at_case(p)) {
        Node *c = parse_case(p);
        if (!c)
            return list_drop(p, base);
        list_push(p, c);
    }
    if (p->scratch_count == base || !expect(p, T_DEDENT))
        return fail(p), list_drop(p, base);
    NodeList cases = list_end(p, base);
    AstMatch *n = NEW(p, Match, start);
    n->subject = subject;
    n->cases = cases;
    node_end(p, (Node *)n);
    return DONE(p, n);
}
