/* SPDX-License-Identifier: MIT */
/* Statements with blocks. */
#include "parser/parse.h"

/* ---- blocks ---- */

/* A colon; if the line ends instead, the second pass says that one is missing. */
bool expect_colon(Parser *p)
{
    if (accept(p, T_COLON))
        return true;
    fail(p);
    if (KIND(p) == T_NEWLINE && explaining(p))
        raise_last(p, "SyntaxError", "expected ':'");
    return false;
}

/* Behind some headers CPython insists on the token at once, whatever stands there. */
static bool force(Parser *p, TokenKind kind)
{
    if (accept(p, kind))
        return true;
    fail(p);
    if (KIND(p) != T_ERROR)
        RAISE_TOKEN(p, PEEK(p), "expected '%s'", token_text(kind));
    return false;
}

bool force_colon(Parser *p)
{
    return force(p, T_COLON);
}

/* `what` belongs to the statement that begins at `head`: "'if' statement". */
bool parse_block(Parser *p, const Token *head, const char *what, NodeList *out)
{
    uint32_t base = list_begin(p);
    if (!accept(p, T_NEWLINE)) {
        if (!parse_simple_line(p)) {
            list_drop(p, base);
            return false;
        }
        *out = list_end(p, base);
        return true;
    }
    if (!expect(p, T_INDENT)) {
        if (explaining(p))
            raise_last(p, "IndentationError", "expected an indented block after %s on line %u",
                       what, head->line);
        return false;
    }
    return parse_statements(p, out) && expect(p, T_DEDENT);
}

/* ---- if, while, for ---- */

static bool parse_else(Parser *p, NodeList *out)
{
    *out = (NodeList){NULL, 0};
    const Token *head = PEEK(p);
    if (!accept(p, T_KW_else))
        return true;
    return force_colon(p) && parse_block(p, head, "'else' statement", out);
}

/* The head of an if or elif and its block; its orelse is filled in by the loop below. */
static AstIf *parse_if_head(Parser *p, const char *what)
{
    const Token *head = PEEK(p);
    Pos start = HERE(p);
    p->pos++;
    NodeList body;
    Node *test = parse_named(p);
    if (!test || !expect_colon(p) || !parse_block(p, head, what, &body))
        return NULL;
    AstIf *n = NEW(p, If, start);
    n->test = test;
    n->body = body;
    node_end(p, (Node *)n);
    return (AstIf *)DONE(p, n);
}

/* A chain of elifs of any length, built by a loop; then all of them end where the last ends. */
static Node *parse_if(Parser *p)
{
    AstIf *first = parse_if_head(p, "'if' statement"), *last = first;
    while (last && KIND(p) == T_KW_elif) {
        AstIf *next = parse_if_head(p, "'elif' statement");
        if (!next)
            return NULL;
        last->orelse = list_one(p, (Node *)next);
        last = next;
    }
    if (!last || !parse_else(p, &last->orelse))
        return NULL;
    for (AstIf *n = first; !p->arena->failed; n = AS(n->orelse.items[0], If)) {
        node_end(p, (Node *)n);
        if (n == last)
            break;
    }
    return DONE(p, first);
}

static Node *parse_while(Parser *p)
{
    const Token *head = PEEK(p);
    Pos start = HERE(p);
    p->pos++;
    NodeList body, orelse;
    Node *test = parse_named(p);
    if (!test || !expect_colon(p) || !parse_block(p, head, "'while' statement", &body) ||
        !parse_else(p, &orelse))
        return NULL;
    AstWhile *n = NEW(p, While, start);
    n->test = test;
    n->body = body;
    n->orelse = orelse;
    node_end(p, (Node *)n);
    return DONE(p, n);
}

static Node *parse_for(Parser *p, Pos start, bool async)
{
    const Token *head = PEEK(p);
    uint32_t mark = ++p->pos;
    NodeList body, orelse;
    Node *target = parse_targets(p);
    if (!target || !expect(p, T_KW_in)) {
        if (explaining(p))
            explain_for_target(p, mark);
        return NULL;
    }
    Node *iter = parse_star_expressions(p);
    if (!iter || !expect_colon(p) || !parse_block(p, head, "'for' statement", &body) ||
        !parse_else(p, &orelse))
        return NULL;
    AstFor *n = node_new(p, async ? N_AsyncFor : N_For, sizeof(AstFor), start);
    n->target = target;
    n->iter = iter;
    n->body = body;
    n->orelse = orelse;
    node_end(p, (Node *)n);
    return DONE(p, n);
}

/* ---- with ---- */

static Node *parse_with_item(Parser *p)
{
    Pos start = HERE(p);
    Node *target = NULL;
    Node *context = parse_expression(p);
    if (!context)
        return NULL;
    if (accept(p, T_KW_as)) {
        uint32_t mark = p->pos;
        target = parse_star_target(p);
        uint8_t k = KIND(p);
        if (!target || (k != T_COMMA && k != T_RPAR && k != T_COLON)) {
            fail(p);
            if (!explaining(p))
                return NULL;
            if (target && k == T_NEWLINE)
                return expect_colon(p), NULL;
            p->pos = mark;
            Node *wrong = parse_expression(p);
            k = KIND(p);
            if (wrong && (k == T_COMMA || k == T_RPAR || k == T_COLON))
                explain_target(p, wrong, TARGET_STAR);
            return NULL;
        }
    }
    AstWithItem *n = NEW(p, WithItem, start);
    n->context_expr = context;
    n->optional_vars = target;
    return DONE(p, n);
}

static bool parse_with_items(Parser *p, TokenKind close, NodeList *out)
{
    uint32_t base = list_begin(p);
    do {
        if (close == T_RPAR && KIND(p) == close && p->scratch_count > base)
            break;
        Node *item = parse_with_item(p);
        if (!item) {
            list_drop(p, base);
            return false;
        }
        list_push(p, item);
    } while (accept(p, T_COMMA));
    *out = list_end(p, base);
    return true;
}

/* Brackets may hold the items, or be part of the first one: only the colon behind them tells. */
static bool parse_with_head(Parser *p, NodeList *items)
{
    uint32_t mark = p->pos;
    if (accept(p, T_LPAR)) {
        if (parse_with_items(p, T_RPAR, items) && expect(p, T_RPAR)) {
            if (KIND(p) == T_COLON || (KIND(p) == T_NEWLINE && explaining(p)))
                return expect_colon(p);
        }
        if (!rewind_to(p, mark))
            return false;
    }
    return parse_with_items(p, T_COLON, items) && expect_colon(p);
}

static Node *parse_with(Parser *p, Pos start, bool async)
{
    const Token *head = PEEK(p);
    p->pos++;
    NodeList items, body;
    if (!parse_with_head(p, &items) || !parse_block(p, head, "'with' statement", &body))
        return NULL;
    AstWith *n = node_new(p, async ? N_AsyncWith : N_With, sizeof(AstWith), start);
    n->items = items;
    n->body = body;
    node_end(p, (Node *)n);
    return DONE(p, n);
}

/* ---- try ---- */

typedef struct TryParts {
    bool star, plain; /* an except*, an except has been seen */
} TryParts;

/* except A, B: */
static void explain_except_list(Parser *p, Node *first)
{
    while (accept(p, T_COMMA))
        if (!parse_expression(p))
            return;
    if (accept(p, T_KW_as) && !expect(p, T_NAME))
        return;
    if (KIND(p) == T_COLON)
        raise_from(p, POS(first), "multiple exception types must be parenthesized");
}

static bool parse_except_head(Parser *p, bool star, Node **type, const Ident **name)
{
    *type = NULL;
    *name = NULL;
    if (star && (KIND(p) == T_COLON || KIND(p) == T_NEWLINE)) {
        fail(p);
        if (explaining(p))
            raise_last(p, "SyntaxError", "expected one or more exception types");
        return false;
    }
    if (KIND(p) != T_COLON && KIND(p) != T_NEWLINE) {
        *type = parse_expression(p);
        if (!*type)
            return false;
        if (KIND(p) == T_COMMA && explaining(p))
            explain_except_list(p, *type);
        if (!p->raised && accept(p, T_KW_as)) {
            const Token *t = PEEK(p);
            if (!expect(p, T_NAME))
                return false;
            *name = token_ident(p, t);
        }
    }
    return !p->raised && expect_colon(p);
}

static Node *parse_handler(Parser *p, TryParts *parts)
{
    const Token *head = PEEK(p);
    Pos start = HERE(p);
    p->pos++;
    bool star = accept(p, T_STAR);
    if (star ? parts->plain : parts->star) {
        p->pos--;
        p->pos -= star;
        fail(p);
        const Token *end = star ? head + 1 : head;
        if (explaining(p))
            RAISE(p, start, token_end_pos(p, end),
                  "cannot have both 'except' and 'except*' on the same 'try'");
        return NULL;
    }
    *(star ? &parts->star : &parts->plain) = true;
    Node *type;
    const Ident *name;
    NodeList body;
    if (!parse_except_head(p, star, &type, &name) ||
        !parse_block(p, head, star ? "'except*' statement" : "'except' statement", &body))
        return NULL;
    AstExceptHandler *n = NEW(p, ExceptHandler, start);
    n->type = type;
    n->name = name;
    n->body = body;
    node_end(p, (Node *)n);
    return DONE(p, n);
}

static bool parse_finally(Parser *p, NodeList *out)
{
    *out = (NodeList){NULL, 0};
    const Token *head = PEEK(p);
    if (!accept(p, T_KW_finally))
        return true;
    return force_colon(p) && parse_block(p, head, "'finally' statement", out);
}

static bool parse_handlers(Parser *p, TryParts *parts, NodeList *out)
{
    uint32_t base = list_begin(p);
    while (KIND(p) == T_KW_except) {
        Node *handler = parse_handler(p, parts);
        if (!handler) {
            list_drop(p, base);
            return false;
        }
        list_push(p, handler);
    }
    *out = list_end(p, base);
    return true;
}

static Node *parse_try(Parser *p)
{
    const Token *head = PEEK(p);
    Pos start = HERE(p);
    p->pos++;
    TryParts parts = {false, false};
    NodeList body, handlers, orelse = {NULL, 0}, finalbody;
    if (!force_colon(p) || !parse_block(p, head, "'try' statement", &body))
        return NULL;
    if (KIND(p) != T_KW_except && KIND(p) != T_KW_finally) {
        fail(p);
        if (explaining(p))
            raise_last(p, "SyntaxError", "expected 'except' or 'finally' block");
        return NULL;
    }
    if (!parse_handlers(p, &parts, &handlers))
        return NULL;
    if (handlers.count && !parse_else(p, &orelse))
        return NULL;
    if (!parse_finally(p, &finalbody))
        return NULL;
    AstTry *n = node_new(p, parts.star ? N_TryStar : N_Try, sizeof(AstTry), start);
    n->body = body;
    n->handlers = handlers;
    n->orelse = orelse;
    n->finalbody = finalbody;
    node_end(p, (Node *)n);
    return DONE(p, n);
}

/* ---- def, class ---- */

static Node *parse_function(Parser *p, Pos start, bool async, NodeList decorators)
{
    const Token *head = PEEK(p);
    p->pos++;
    const Token *name = PEEK(p);
    if (!expect(p, T_NAME))
        return NULL;
    if (KIND(p) == T_LSQB)
        return raise_unsupported(p, PEEK(p), "type parameters");
    if (!force(p, T_LPAR))
        return NULL;
    Node *args = parse_params(p, false), *returns = NULL;
    if (!args || !expect(p, T_RPAR))
        return NULL;
    if (KIND(p) == T_RARROW) {
        uint32_t mark = p->pos++;
        returns = parse_expression(p);
        if (!returns && !rewind_to(p, mark))
            return NULL;
    }
    if (!force_colon(p))
        return NULL;
    AstFunctionDef *n =
        node_new(p, async ? N_AsyncFunctionDef : N_FunctionDef, sizeof(AstFunctionDef), start);
    n->name = token_ident(p, name);
    ArenaMark mark = arena_mark(p->arena);
    if (!parse_block(p, head, "function definition", &n->body))
        return NULL;
    p->body = mark;
    n->args = args;
    n->decorator_list = decorators;
    n->returns = returns;
    node_end(p, (Node *)n);
    return DONE(p, n);
}

static Node *parse_class(Parser *p, NodeList decorators)
{
    const Token *head = PEEK(p);
    Pos start = HERE(p);
    p->pos++;
    const Token *name = PEEK(p);
    if (!expect(p, T_NAME))
        return NULL;
    if (KIND(p) == T_LSQB)
        return raise_unsupported(p, PEEK(p), "type parameters");
    NodeList bases = {NULL, 0}, keywords = {NULL, 0};
    if (accept(p, T_LPAR) && (!parse_call_args(p, &bases, &keywords, NULL) || !expect(p, T_RPAR)))
        return NULL;
    if (!expect_colon(p))
        return NULL;
    AstClassDef *n = NEW(p, ClassDef, start);
    n->name = token_ident(p, name);
    ArenaMark mark = arena_mark(p->arena);
    if (!parse_block(p, head, "class definition", &n->body))
        return NULL;
    p->body = mark;
    n->bases = bases;
    n->keywords = keywords;
    n->decorator_list = decorators;
    node_end(p, (Node *)n);
    return DONE(p, n);
}

static Node *parse_async(Parser *p, NodeList decorators)
{
    Pos start = HERE(p);
    p->pos++;
    switch (KIND(p)) {
    case T_KW_def:
        return parse_function(p, start, true, decorators);
    case T_KW_for:
        return decorators.count ? fail(p) : parse_for(p, start, true);
    case T_KW_with:
        return decorators.count ? fail(p) : parse_with(p, start, true);
    default:
        return fail(p);
    }
}

static Node *parse_decorated(Parser *p)
{
    uint32_t base = list_begin(p);
    while (accept(p, T_AT)) {
        Node *decorator = parse_named(p);
        if (!decorator || !expect(p, T_NEWLINE))
            return list_drop(p, base);
        list_push(p, decorator);
    }
    NodeList decorators = list_end(p, base);
    switch (KIND(p)) {
    case T_KW_def:
        return parse_function(p, HERE(p), false, decorators);
    case T_KW_class:
        return parse_class(p, decorators);
    case T_KW_async:
        return parse_async(p, decorators);
    default:
        return fail(p);
    }
}

/* ---- any statement ---- */

Node *parse_compound(Parser *p)
{
    const NodeList none = {NULL, 0};
    switch (KIND(p)) {
    case T_KW_if:
        return parse_if(p);
    case T_KW_for:
        return parse_for(p, HERE(p), false);
    case T_KW_while:
        return parse_while(p);
    case T_KW_try:
        return parse_try(p);
    case T_KW_with:
        return parse_with(p, HERE(p), false);
    case T_KW_def:
        return parse_function(p, HERE(p), false, none);
    case T_KW_class:
        return parse_class(p, none);
    case T_KW_async:
        return parse_async(p, none);
    default:
        return parse_decorated(p);
    }
}

static bool begins_compound(TokenKind kind)
{
    switch (kind) {
    case T_KW_if:
    case T_KW_for:
    case T_KW_while:
    case T_KW_try:
    case T_KW_with:
    case T_KW_def:
    case T_KW_class:
    case T_KW_async:
    case T_AT:
        return true;
    default:
        return false;
    }
}

bool parse_statement(Parser *p)
{
    Node *n = NULL;
    if (begins_compound(KIND(p))) {
        n = parse_compound(p);
        if (!n)
            return false;
    } else if (KIND(p) == T_NAME && (PEEK(p)->flags & TF_SOFT) && token_is(p, PEEK(p), "match")) {
        uint32_t mark = p->pos;
        n = parse_match(p);
        if (!n && !rewind_to(p, mark))
            return false;
    }
    if (!n)
        return parse_simple_line(p);
    list_push(p, n);
    return true;
}

bool parse_statements(Parser *p, NodeList *out)
{
    uint32_t base = list_begin(p);
    while (KIND(p) != T_ENDMARKER && KIND(p) != T_DEDENT) {
        if (!parse_statement(p)) {
            list_drop(p, base);
            return false;
        }
    }
    *out = list_end(p, base);
    return true;
}
