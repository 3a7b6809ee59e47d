/* SPDX-License-Identifier: MIT */
/* The parser's ground: nodes, lists, errors, the two passes. */
#include "parser/parse.h"

#include <string.h>

/* ---- nodes and lists ---- */

Node *node_spare(Parser *p)
{
    return memset(p->spare, 0, sizeof(AstArguments));
}

static bool is_blank(uint8_t kind)
{
    return kind == T_NEWLINE || kind == T_INDENT || kind == T_DEDENT || kind == T_ENDMARKER;
}

void node_end(Parser *p, Node *n)
{
    uint32_t i = p->pos;
    while (i > 1 && is_blank(p->tok[i - 1].kind))
        i--;
    if (i > 0)
        node_finish(p, n, &p->tok[i - 1]);
}

bool list_grow(Parser *p)
{
    uint32_t cap = p->scratch_cap * 2;
    Node **items = arena_alloc(p->keep, (size_t)cap * sizeof(Node *));
    if (!items) {
        p->arena->failed = true;
        return false;
    }
    memcpy(items, p->scratch, p->scratch_count * sizeof(Node *));
    p->scratch = items;
    p->scratch_cap = cap;
    return true;
}

NodeList list_end(Parser *p, uint32_t base)
{
    NodeList list = {NULL, p->scratch_count - base};
    if (list.count) {
        list.items = arena_alloc(p->arena, list.count * sizeof(Node *));
        if (list.items)
            memcpy(list.items, p->scratch + base, list.count * sizeof(Node *));
        else
            list.count = 0;
    }
    p->scratch_count = base;
    return list;
}

NodeList list_one(Parser *p, Node *n)
{
    uint32_t base = list_begin(p);
    list_push(p, n);
    return list_end(p, base);
}

const Ident *token_ident(Parser *p, const Token *t)
{
    const char *text = token_start(p, t);
    size_t len = t->end - t->start;
    if (!(t->flags & TF_NON_ASCII))
        return ident_intern(p->names, text, len);
    text = identifier_normalize(p->arena, text, len, &len);
    return text ? ident_intern(p->names, text, len) : NULL;
}

bool token_is(const Parser *p, const Token *t, const char *text)
{
    size_t len = strlen(text);
    return t->end - t->start == len && memcmp(token_start(p, t), text, len) == 0;
}

/* ---- errors ---- */

Pos token_end_pos(const Parser *p, const Token *t)
{
    return (Pos){t->end_line, t->end - p->src->line_start[t->end_line]};
}

/* Where a token begins for a reader of messages: a NEWLINE behind a comment begins with it. */
static Pos token_shown_pos(const Parser *p, const Token *t)
{
    Pos at = token_pos(p, t);
    if (t->kind != T_NEWLINE || t == p->tok)
        return at;
    const char *text = p->src->text, *from = text + t[-1].end, *end = text + t->start;
    while (from < end && (*from == ' ' || *from == '\t' || *from == '\f'))
        from++;
    if (from < end && *from == '#')
        at.col -= (uint32_t)(end - from);
    return at;
}

/* The same for a place: it is that of a NEWLINE if one of the tokens read last stands there. */
static Pos shown_pos(const Parser *p, Pos at)
{
    const Token *t = &p->tok[p->fill > p->pos ? p->fill - 1 : p->pos];
    for (; t > p->tok && t->line >= at.line; t--)
        if (t->kind == T_NEWLINE && t->line == at.line && token_pos(p, t).col == at.col)
            return token_shown_pos(p, t);
    return at;
}

/* Bytes of the line from its start, its newline included, to code points; cut as CPython cuts. */
static int column_of(const Parser *p, uint32_t line, int col)
{
    size_t len;
    const char *text = source_line(p->src, line, &len);
    if (col <= 0)
        return col;
    int count = 0;
    for (size_t i = 0; i < len && i < (size_t)col; i++)
        count += ((uint8_t)text[i] & 0xC0) != 0x80;
    int beyond = col - (int)len;
    return count + (beyond <= 0 ? 0 : beyond > 2 ? 2 : beyond);
}

/* Columns as CPython hands them over: 1-based bytes, or 0 and -1 for "unknown". */
static void *raise_raw(Parser *p, const char *type, Pos start, int col, Pos end, int end_col,
                       const char *format, va_list args)
{
    if (p->raised)
        return NULL;
    p->raised = true;
    Diag *d = &p->diag;
    size_t len;
    const char *text = source_line(p->src, start.line, &len);
    *d = (Diag){.set = true, .type = type, .filename = p->src->name};
    d->message = arena_vprintf(p->arena, format, args);
    d->line = start.line;
    d->end_line = end.line;
    d->col = column_of(p, start.line, col);
    d->end_col = column_of(p, start.line, end_col);
    d->text = start.line ? arena_printf(p->arena, "%.*s\n", (int)len, text) : "";
    return NULL;
}

void *raise_error(Parser *p, const char *type, Pos start, Pos end, const char *format, ...)
{
    va_list args;
    if (p->explain)
        fail(p); /* the token here has been looked at; if it is the lexer's error, that wins */
    start = shown_pos(p, start);
    va_start(args, format);
    raise_raw(p, type, start, (int)start.col + 1, end, (int)end.col + 1, format, args);
    va_end(args);
    return NULL;
}

/* The end of the source, as the tokenizer of CPython sees it: behind the last newline. */
static Pos source_end(const Parser *p)
{
    uint32_t line = p->src->lines;
    if (!line)
        return (Pos){0, 0};
    while (line > 1 && p->src->line_start[line] >= p->src->len)
        line--;
    size_t len;
    source_line(p->src, line, &len);
    return (Pos){line, (uint32_t)len + 1};
}

static const Token *token_last(Parser *p)
{
    fail(p);
    return &p->tok[p->fill - 1];
}

/* Where the tokenizer stands after token t. */
static Pos token_cursor(const Parser *p, const Token *t)
{
    const Token *next = t;
    while (next->kind == T_DEDENT)
        next++;
    if (next->kind == T_ENDMARKER)
        return source_end(p);
    return t->kind == T_DEDENT ? token_pos(p, next) : token_end_pos(p, t);
}

static bool lexer_error_reached(const Parser *p)
{
    return p->tok[p->fill - 1].kind == T_ERROR;
}

void *raise_last(Parser *p, const char *type, const char *format, ...)
{
    const Token *t = token_last(p);
    if (lexer_error_reached(p))
        return NULL; /* the lexer's error comes first */
    va_list args;
    va_start(args, format);
    if (t->kind == T_INDENT || t->kind == T_DEDENT || t->kind == T_ENDMARKER) {
        Pos at = token_cursor(p, t);
        raise_raw(p, type, at, (int)at.col, at, -1, format, args);
    } else {
        Pos at = token_shown_pos(p, t), end = token_end_pos(p, t);
        raise_raw(p, type, at, (int)at.col + 1, end, (int)end.col + 1, format, args);
    }
    va_end(args);
    return NULL;
}

static void *raise_span(Parser *p, Pos start, Pos end, int end_col, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    raise_raw(p, "SyntaxError", start, (int)start.col + 1, end, end_col, format, args);
    va_end(args);
    return NULL;
}

void *raise_from(Parser *p, Pos start, const char *message)
{
    const Token *t = token_last(p);
    if (lexer_error_reached(p))
        return NULL;
    Pos end = token_cursor(p, t);
    return raise_span(p, start, end, (int)end.col, "%s", message);
}

void *raise_unsupported(Parser *p, const Token *t, const char *what)
{
    return RAISE_TOKEN(p, t, "%s are not supported", what);
}

static void *raise_memory(Parser *p, const char *type, const char *message)
{
    if (!p->raised) {
        p->raised = true;
        p->diag = (Diag){.set = true, .type = type, .message = message, .filename = p->src->name};
    }
    return NULL;
}

bool enter_slowly(Parser *p)
{
    if (p->explain && p->budget-- == 0)
        p->budget = 0, p->explain = false; /* too costly: the plain message will do */
    if (++p->depth <= AST_MAX_DEPTH)
        return true;
    raise_memory(p, "MemoryError", "Parser stack overflowed - Python source too complex to parse");
    p->depth--;
    return false;
}

bool spine_grow(Parser *p, uint32_t *links)
{
    if (++*links <= AST_MAX_SPINE)
        return true;
    raise_memory(p, "RecursionError", "maximum recursion depth exceeded during compilation");
    return false;
}

/* ---- the two passes ---- */

/* Hands out the statement read last if it is a function or class, and forgets its body. */
static bool hand_out(Parser *p, uint32_t base)
{
    uint32_t last = p->scratch_count - 1;
    Node *n = p->scratch[last];
    if (n->kind != N_FunctionDef && n->kind != N_AsyncFunctionDef && n->kind != N_ClassDef)
        return true;
    NodeList before = {p->scratch + base, last - base};
    bool ok = p->taker->take(p->taker->arg, n, &before);
    *(n->kind == N_ClassDef ? &AS(n, ClassDef)->body : &((AstFunctionDef *)n)->body) =
        (NodeList){NULL, 0};
    arena_release(p->arena, p->body);
    return ok;
}

/* Has the whole next statement scanned. The token before it stays: it ended the last one. */
static bool next_window(Parser *p)
{
    Lexer *lx = p->lexer;
    if (lx->done || p->pos + 1 < lx->count)
        return true;
    uint32_t keep = p->pos ? p->pos - 1 : 0;
    if (!lexer_more(lx, keep))
        return false;
    p->tok = lx->tok;
    p->pos -= keep;
    return true;
}

static bool parse_by_pieces(Parser *p, NodeList *out)
{
    uint32_t base = list_begin(p);
    bool ok;
    while ((ok = next_window(p)) && KIND(p) != T_ENDMARKER && KIND(p) != T_DEDENT)
        if (!parse_statement(p) || !hand_out(p, base))
            return list_drop(p, base);
    *out = list_end(p, base);
    return ok;
}

static Node *parse_file(Parser *p)
{
    Pos start = {1, 0};
    NodeList body;
    bool ok = p->taker ? parse_by_pieces(p, &body) : parse_statements(p, &body);
    if (!ok || !expect(p, T_ENDMARKER))
        return NULL;
    AstModule *n = NEW(p, Module, start);
    n->body = body;
    return DONE(p, n);
}

/* An expression to be evaluated has no star outside of brackets. */
static bool no_star(Parser *p, const Node *body)
{
    const Node *star = body->kind == N_Starred ? body : NULL;
    const NodeList *elts = body->kind == N_Tuple ? &AS(body, Tuple)->elts : NULL;
    Pos begin = POS(body), first = elts && elts->count ? POS(elts->items[0]) : (Pos){0, 0};
    bool bare = begin.line == first.line && begin.col == first.col; /* no brackets around it */
    for (uint32_t i = 0; bare && !star && i < elts->count; i++)
        if (elts->items[i]->kind == N_Starred)
            star = elts->items[i];
    begin = star ? POS(star) : begin;
    if (star)
        RAISE(p, begin, ((Pos){begin.line, begin.col + 1}), "invalid syntax");
    return !star;
}

static Node *parse_eval(Parser *p)
{
    Pos start = HERE(p);
    Node *body = parse_star_expressions(p);
    if (!body || !no_star(p, body))
        return NULL;
    while (accept(p, T_NEWLINE))
        ;
    if (!expect(p, T_ENDMARKER))
        return NULL;
    AstExpression *n = NEW(p, Expression, start);
    n->body = body;
    return DONE(p, n);
}

static bool is_compound(const Node *n)
{
    switch (n->kind) {
    case N_FunctionDef:
    case N_AsyncFunctionDef:
    case N_ClassDef:
    case N_If:
    case N_While:
    case N_For:
    case N_AsyncFor:
    case N_With:
    case N_AsyncWith:
    case N_Match:
    case N_Try:
    case N_TryStar:
        return true;
    default:
        return false;
    }
}

static Node *parse_single(Parser *p)
{
    Pos start = HERE(p);
    uint32_t base = list_begin(p);
    if (KIND(p) == T_ENDMARKER || !parse_statement(p))
        return list_drop(p, base);
    const Token *last = &p->tok[p->pos - 1];
    if (is_compound(p->scratch[base])) { /* a block in one line wants a newline behind it */
        if (p->src->open_end && last->kind == T_NEWLINE && last->line == p->src->lines &&
            !expect(p, T_NEWLINE))
            return list_drop(p, base);
    } else if (KIND(p) != T_ENDMARKER) {
        return RAISE_TOKEN(p, last, "multiple statements found while compiling a single statement");
    }
    while (accept(p, T_NEWLINE))
        ;
    if (!expect(p, T_ENDMARKER))
        return list_drop(p, base);
    AstInteractive *n = NEW(p, Interactive, start);
    n->body = list_end(p, base);
    return DONE(p, n);
}

static Node *run_pass(Parser *p, ParseMode mode)
{
    p->pos = p->depth = p->quiet = p->scratch_count = 0;
    switch (mode) {
    case MODE_EVAL:
        return parse_eval(p);
    case MODE_SINGLE:
        return parse_single(p);
    default:
        return parse_file(p);
    }
}

/* The bracket level behind each token, which some explanations depend on. */
static bool levels_find(Parser *p)
{
    int level = 0;
    p->level = arena_alloc(p->arena, (size_t)p->lexer->count * sizeof *p->level);
    if (!p->level)
        return false;
    for (uint32_t i = 0; i < p->lexer->count; i++) {
        uint8_t k = p->tok[i].kind;
        level += k == T_LPAR || k == T_LSQB || k == T_LBRACE;
        level -= level > 0 && (k == T_RPAR || k == T_RSQB || k == T_RBRACE);
        p->level[i] = (uint16_t)level;
    }
    return true;
}

static void raise_generic(Parser *p, uint32_t fill)
{
    uint32_t explained = p->fill;
    p->fill = fill;
    const Token *t = &p->tok[fill - 1];
    p->misindented = t->kind == T_INDENT || t->kind == T_DEDENT;
    if (p->misindented)
        raise_last(p, "IndentationError",
                   t->kind == T_INDENT ? "unexpected indent" : "unexpected unindent");
    else if (t->kind == T_ENDMARKER)
        raise_span(p, (Pos){source_end(p).line, UINT32_MAX}, (Pos){source_end(p).line, 0}, 0,
                   "invalid syntax");
    else
        RAISE_TOKEN(p, t, "invalid syntax");
    p->fill = explained;
}

static void explain_failure(Parser *p, ParseMode mode)
{
    uint32_t fill = p->fill;
    p->explain = true;
    p->budget = (uint64_t)p->lexer->count * 40 + 100000;
    if (levels_find(p))
        run_pass(p, mode);
    if (!p->raised)
        raise_generic(p, fill);
}

static void parse_tokens(Parser *p, ParseMode mode, ParseResult *r)
{
    r->tree = run_pass(p, mode);
    if (r->tree || p->arena->failed)
        return;
    fail(p);
    r->incomplete = (mode == MODE_SINGLE || mode == MODE_CELL) &&
                    (p->lexer->incomplete || p->fill >= p->lexer->count);
    if (!p->raised && !lexer_error_reached(p))
        explain_failure(p, mode);
    r->diag = p->diag;
    if (lexer_error_reached(p)) {
        r->diag = p->lexer->diag;
    } else if (p->diag.line != 0 && !p->misindented) { /* a later lexical error outdoes this */
        const Diag *lexical = lexer_override(p->lexer, p->tok[p->fill - 1].line);
        if (lexical)
            r->diag = *lexical;
    }
}

/* The parser's own memory; r->names must be there. */
static bool parser_init(Parser *p, Lexer *lexer, Arena *arena, Arena *keep, const Source *src,
                        ParseResult *r)
{
    *p = (Parser){.src = src,
                  .arena = arena,
                  .keep = keep,
                  .lexer = lexer,
                  .tok = lexer->tok,
                  .names = &r->names,
                  .warnings = &lexer->warnings,
                  .scratch_cap = 256};
    p->scratch = arena_alloc(keep, p->scratch_cap * sizeof(Node *));
    p->spare = arena_alloc(keep, sizeof(AstArguments));
    return p->scratch && p->spare && ident_table_init(&r->names, keep);
}

bool parse_source(const Source *src, Arena *arena, ParseMode mode, ParseResult *r)
{
    *r = (ParseResult){0};
    Lexer lexer = {0};
    Parser p;
    bool ready = lexer_scan(&lexer, src, arena, mode == MODE_SINGLE || mode == MODE_CELL) &&
                 parser_init(&p, &lexer, arena, arena, src, r);
    if (ready)
        parse_tokens(&p, mode, r);
    r->warnings = lexer.warnings;
    lexer_free(&lexer);
    if (arena->failed || !ready) {
        r->tree = NULL;
        r->diag = (Diag){.set = true, .type = "MemoryError", .message = "", .filename = src->name};
    }
    return r->tree != NULL;
}

bool parse_pieces(const Source *src, Arena *arena, Arena *keep, const PieceTaker *taker,
                  ParseResult *r)
{
    *r = (ParseResult){0};
    Lexer lexer = {0};
    Parser p;
    if (lexer_begin(&lexer, src, keep, false) && parser_init(&p, &lexer, arena, keep, src, r)) {
        p.taker = taker;
        r->tree = run_pass(&p, MODE_EXEC);
    }
    if (lexer.warnings.first || arena->failed || keep->failed)
        r->tree = NULL;
    lexer_free(&lexer);
    return r->tree != NULL;
}
