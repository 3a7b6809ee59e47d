/* SPDX-License-Identifier: MIT */
/* Source to program in one go: tokens, tree, scopes, code. */
#include "parser/bytecode/compiler.h"
#include "parser/parser.h"

#include <string.h>

/* ---- from __future__ import ... ---- */

static bool is_docstring(const Node *n)
{
    return n->kind == N_Expr && AS(n, Expr)->value->kind == N_Constant &&
           AS(AS(n, Expr)->value, Constant)->value.kind == CONST_STR;
}

static bool is_future_import(const Node *n)
{
    if (n->kind != N_ImportFrom)
        return false;
    const AstImportFrom *from = AS(n, ImportFrom);
    return from->level == 0 && from->module && !strcmp(from->module->text, "__future__");
}

/* These errors have a beginning and no end. */
static void future_fail(Compiler *c, const Node *at, const char *message)
{
    if (!message) {
        compile_no_memory(c);
        return;
    }
    compile_fail(c, at, "%s", message);
    c->diag->end_line = at->line;
    c->diag->end_col = 0;
}

static void future_feature(Compiler *c, const Node *at, const char *feature)
{
    static const char *const known[] = {
        "nested_scopes",  "generators",       "division",       "absolute_import", "with_statement",
        "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop",  "annotations"};
    if (!strcmp(feature, "annotations"))
        c->future_annotations = true;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (!strcmp(feature, known[i]))
            return;
    if (!strcmp(feature, "braces"))
        future_fail(c, at, "not a chance");
    else
        future_fail(c, at,
                    arena_printf(c->scratch, "future feature %.100s is not defined", feature));
}

static void future_scan(Compiler *c, const NodeList *body)
{
    uint32_t i = body->count && is_docstring(body->items[0]) ? 1 : 0;
    for (; i < body->count && is_future_import(body->items[i]); i++) {
        const AstImportFrom *from = AS(body->items[i], ImportFrom);
        for (uint32_t k = 0; k < from->names.count; k++)
            future_feature(c, (const Node *)from, AS(from->names.items[k], Alias)->name->text);
        c->future_line = from->line;
    }
}

/* ---- results ---- */

static const char *copy_text(Arena *arena, const char *text)
{
    return text ? arena_copy(arena, text, strlen(text)) : NULL;
}

/* The error outlives the tree: its strings move to the caller's arena. */
static void hand_out_diag(const Diag *from, Diag *to, Arena *arena, const char *filename)
{
    *to = *from;
    to->type = copy_text(arena, from->type);
    to->message = copy_text(arena, from->message);
    to->text = copy_text(arena, from->text);
    to->filename = from->bare ? NULL : copy_text(arena, filename);
    if (!to->type || !to->message) {
        *to = (Diag){.set = true, .type = "MemoryError", .message = ""};
    }
}

/* Warnings of lexer and parser come before the compiler's. */
static void take_warnings(Compiler *c, const WarningList *list)
{
    for (const Warning *w = list->first; w && !c->failed; w = w->next) {
        CompileWarning *copy = ARENA_NEW(c->arena, CompileWarning);
        const char *message = copy_text(c->arena, w->message);
        if (!copy || !message) {
            compile_no_memory(c);
            return;
        }
        uint32_t col = w->col > 0 ? (uint32_t)w->col : 1;
        *copy = (CompileWarning){w->category, message, w->line, NULL, col, w->line, col, true};
        *c->warnings_end = copy;
        c->warnings_end = &copy->next;
    }
}

static Program *program_new(void)
{
    Program *p = base_alloc(NULL, 1, sizeof *p);
    if (!p)
        return NULL;
    memset(p, 0, sizeof *p);
    arena_init(&p->arena);
    p->refs = 1;
    return p;
}

void program_free(Program *p)
{
    if (!p)
        return;
    arena_free(&p->arena);
    base_free(p->source);
    base_free(p);
}

/* ---- the steps ---- */

static ScopeOptions scope_options(const Compiler *c)
{
    return (ScopeOptions){.future_annotations = c->future_annotations,
                          .top_level_await = c->flags & COMPILE_TOP_LEVEL_AWAIT,
                          .optimize = c->optimize};
}

static bool build_scopes(Compiler *c, Node *n)
{
    ScopeOptions options = scope_options(c);
    return !c->failed &&
           scope_build(n, c->names, c->scratch, c->src, &options, &c->scopes, c->diag);
}

static CodeUnit *compile_parsed(Compiler *c, ParseResult *r)
{
    c->names = &r->names;
    take_warnings(c, &r->warnings);
    if (r->tree->kind != N_Expression)
        future_scan(c, &((const AstModule *)r->tree)->body);
    if (!build_scopes(c, r->tree))
        return NULL;
    if (c->show_last && r->tree->kind == N_Module) {
        const NodeList *body = &((AstModule *)r->tree)->body;
        c->shown = body->count ? body->items[body->count - 1] : NULL;
    }
    return compile_tree(c, r->tree);
}

static Compiler compiler_make(Program *program, Arena *scratch, Arena *keep, const Source *src,
                              uint32_t flags, Diag *diag, CompileWarning **warnings)
{
    return (Compiler){.program = program,
                      .arena = &program->arena,
                      .scratch = scratch,
                      .keep = keep,
                      .src = src,
                      .filename = copy_text(&program->arena, src->name),
                      .flags = flags,
                      .future_annotations = flags & COMPILE_FUTURE_ANNOTATIONS,
                      .optimize = flags & COMPILE_OPTIMIZE_2   ? 2
                                  : flags & COMPILE_OPTIMIZE_1 ? 1
                                                               : 0,
                      .diag = diag,
                      .warnings_end = warnings};
}

static bool compile_whole(Program *program, const Source *src, int mode, uint32_t flags,
                          Arena *tree, Diag *diag, CompileWarning **warnings, bool *incomplete)
{
    static const ParseMode modes[] = {[COMPILE_EXEC] = MODE_EXEC,
                                      [COMPILE_EVAL] = MODE_EVAL,
                                      [COMPILE_SINGLE] = MODE_SINGLE,
                                      [COMPILE_CELL] = MODE_CELL};
    ParseResult r = {0};
    if (!parse_source(src, tree, modes[mode], &r)) {
        *diag = r.diag;
        *incomplete = r.incomplete;
        return false;
    }
    if (mode == COMPILE_SINGLE)
        flags |= COMPILE_INTERACTIVE;
    Compiler c = compiler_make(program, tree, tree, src, flags, diag, warnings);
    c.show_last = mode == COMPILE_CELL;
    program->root = compile_parsed(&c, &r);
    compiler_free(&c);
    /* CPython looks the line up in the file; a text that is no file shows none. */
    if (diag->set && ((flags & COMPILE_TEXT) || src->name[0] == '<'))
        diag->text = NULL;
    if (!program->root && !diag->set)
        diag_set(diag, tree, "MemoryError", "%s", "");
    return program->root != NULL;
}

Program *compile_made(const char *filename, ParseResult *made, Arena *tree, int mode,
                      uint32_t flags, Diag *d, Arena *diag_arena, CompileWarning **warnings)
{
    Source none;
    Diag diag = {0};
    *d = (Diag){0};
    *warnings = NULL;
    bool ok = source_load(&none, filename, "", 0, SOURCE_TEXT, &diag);
    Program *program = ok ? program_new() : NULL;
    if (program) {
        flags |= mode == COMPILE_SINGLE ? COMPILE_INTERACTIVE : 0;
        Compiler c = compiler_make(program, tree, tree, &none, flags, &diag, warnings);
        program->root = compile_parsed(&c, made);
        compiler_free(&c);
    }
    if (!program || !program->root) {
        if (!diag.set)
            diag_set(&diag, tree, "MemoryError", "%s", "");
        diag.text = NULL; /* there is no line to show */
        hand_out_diag(&diag, d, diag_arena, filename);
        *warnings = NULL;
        program_free(program);
        program = NULL;
    }
    source_free(&none);
    return program;
}

/* ---- the steps, piece by piece ---- */

/*
 * The functions and classes of a module's level are compiled one after the other as soon as each is
 * read, and their trees are forgotten: so the tree of a long file is never there as a whole, and
 * what there is stays in the processor's cache. What a function means depends on the module's other
 * statements in two points only: the __future__ imports before it, and whether `super` is a name of
 * the module.
 *
 * A file is compiled once more, whole, if that name turns up too late, or if there are errors or
 * warnings, which would come in another order.
 */
static bool piece_take(void *arg, Node *n, const NodeList *before)
{
    Compiler *c = arg;
    ScopeTree module = c->scopes;
    if (!module.count)
        future_scan(c, before);
    c->scopes = (ScopeTree){.module = module.module, .keep = module.keep};
    CodeUnit *unit = NULL;
    if (build_scopes(c, n))
        unit = n->kind == N_ClassDef ? class_unit(c, AS(n, ClassDef))
                                     : function_unit(c, (AstFunctionDef *)n);
    c->scopes = module;
    return unit && scope_piece_done(&c->scopes, n, unit);
}

static CodeUnit *compile_pieces(Compiler *c, ParseResult *r)
{
    const PieceTaker taker = {piece_take, c};
    c->names = &r->names;
    if (!c->filename || !scope_begin(&c->scopes, c->keep) ||
        !parse_pieces(c->src, c->scratch, c->keep, &taker, r))
        return NULL;
    if (!c->scopes.count)
        future_scan(c, &AS(r->tree, Module)->body);
    if (!build_scopes(c, r->tree) ||
        (c->super_builtin && scope_lookup(c->scopes.module, c->super_builtin)))
        return NULL;
    return compile_tree(c, r->tree);
}

static bool compile_by_pieces(Program *program, const Source *src, uint32_t flags)
{
    Arena tree, keep;
    Diag diag = {0};
    CompileWarning *warnings = NULL;
    ParseResult r;
    arena_init(&tree);
    arena_init(&keep);
    Compiler c = compiler_make(program, &tree, &keep, src, flags, &diag, &warnings);
    program->root = compile_pieces(&c, &r);
    bool ok = program->root && !warnings;
    compiler_free(&c);
    arena_free(&tree);
    arena_free(&keep);
    if (!ok) {
        program->root = NULL;
        arena_free(&program->arena);
    }
    return ok;
}

static bool compile_into(Program *program, const Source *src, int mode, uint32_t flags, Arena *tree,
                         Diag *diag, CompileWarning **warnings, bool *incomplete)
{
    return (mode == COMPILE_EXEC && compile_by_pieces(program, src, flags)) ||
           compile_whole(program, src, mode, flags, tree, diag, warnings, incomplete);
}

/* In a last line without newline CPython counts no newline either: its place is unknown or the last
 * character's. */
static void open_end_cut(Diag *d, const Source *src)
{
    if (!src->open_end || d->line != src->lines || !d->text)
        return;
    size_t len;
    const char *text = source_line(src, d->line, &len);
    int length = (int)utf8_length(text, len);
    if (d->col > length) {
        d->col = strcmp(d->message, "invalid syntax") ? length : 0;
        d->end_col = d->col ? -1 : 0;
    }
    char *end = strrchr(d->text, '\n');
    if (end)
        *end = '\0';
}

Program *compile_source(const char *filename, const char *text, size_t len, int mode,
                        uint32_t flags, Diag *d, Arena *diag_arena, CompileWarning **warnings,
                        bool *incomplete)
{
    Source src;
    Diag diag = {0};
    Arena tree;
    CompileWarning *none = NULL;
    bool later = false;
    *d = (Diag){0};
    if (warnings)
        *warnings = NULL;
    if (incomplete)
        *incomplete = false;
    arena_init(&tree);
    SourceKind kind = flags & COMPILE_TEXT    ? SOURCE_TEXT
                      : flags & COMPILE_BYTES ? SOURCE_BYTES
                                              : SOURCE_FILE;
    bool ok = source_load(&src, filename, text, len, kind, &diag);
    src.open_end = mode != COMPILE_EXEC && len && text[len - 1] != '\n' && text[len - 1] != '\r';
    Program *program = ok ? program_new() : NULL;
    if (ok && !program)
        ok = diag_set(&diag, &tree, "MemoryError", "%s", "");
    if (ok)
        ok = compile_into(program, &src, mode, flags, &tree, &diag, warnings ? warnings : &none,
                          &later);
    if (!ok) {
        open_end_cut(&diag, &src);
        hand_out_diag(&diag, d, diag_arena, filename);
        if (warnings)
            *warnings = NULL; /* they lie in the program's arena */
        program_free(program);
        program = NULL;
    }
    if (incomplete)
        *incomplete = later;
    source_free(&src);
    arena_free(&tree);
    return program;
}
