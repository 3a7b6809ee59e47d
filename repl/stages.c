/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include "lexer/lexer.h"
#include "parser/bytecode/code.h"
#include "parser/parser.h"
#include "repl/stages.h"

/* ---- --tokens, --ast, --dis: the stages of the front end, without a VM ---- */

static int show_error(const Diag *d)
{
    Buffer out;
    buffer_init(&out);
    diag_print(d, &out);
    fwrite(out.data, 1, out.len, stderr);
    buffer_free(&out);
    return 1;
}

static int show_tokens(Source *src, Arena *arena, Buffer *out)
{
    Lexer lx = {0};
    if (!lexer_scan(&lx, src, arena, false))
        return 1;
    lexer_dump(&lx, out);
    int status = lx.count && lx.tok[lx.count - 1].kind == T_ERROR ? show_error(&lx.diag) : 0;
    lexer_free(&lx);
    return status;
}

static int show_ast(Source *src, Arena *arena, Buffer *out)
{
    ParseResult result = {0};
    if (!parse_source(src, arena, MODE_EXEC, &result))
        return show_error(&result.diag);
    ast_dump(result.tree, false, out);
    return 0;
}

static int show_dis(const char *name, const Text *text, Arena *arena, Buffer *out)
{
    Diag d = {0};
    CompileWarning *warnings = NULL;
    bool incomplete;
    Program *p = compile_source(name, text->data, text->len, COMPILE_EXEC, 0, &d, arena, &warnings, &incomplete);
    if (!p)
        return show_error(&d);
    code_dump(p->root, out);
    program_free(p);
    return 0;
}

int stages_show(enum Stage stage, const char *name, const Text *text)
{
    Arena arena;
    arena_init(&arena);
    Buffer out;
    buffer_init(&out);
    Diag d = {0};
    Source src = {0};
    int status;
    if (stage == SHOW_DIS)
        status = show_dis(name, text, &arena, &out);
    else if (!source_load(&src, name, text->data, text->len, false, &d))
        status = show_error(&d);
    else
        status = stage == SHOW_TOKENS ? show_tokens(&src, &arena, &out) : show_ast(&src, &arena, &out);
    if (out.len)
        fwrite(out.data, 1, out.len, stdout);
    buffer_free(&out);
    if (stage != SHOW_DIS)
        source_free(&src);
    arena_free(&arena);
    return status;
}
