/* SPDX-License-Identifier: MIT */
/*
 * Prints the tokens of a file as `python -m tokenize -e` does, then its lexical error, if any:
 * tokens [-q] FILE. With -q only the error; with -i as the REPL reads; with -l the
 * decoded string literals in hexadecimal. Exit status 1 on an error.
 */
#include "lexer/literal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_file(const char *path, size_t *len)
{
    FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    char *data = NULL;
    size_t cap = 0, got = 1;
    *len = 0;
    while (f && got) {
        if (*len == cap) {
            char *grown = realloc(data, cap = cap ? cap * 2 : 1 << 16);
            if (!grown)
                break;
            data = grown;
        }
        got = fread(data + *len, 1, cap - *len, f);
        *len += got;
    }
    if (f && f != stdin)
        fclose(f);
    return data;
}

static void show(const Diag *d, const WarningList *warnings)
{
    Buffer out;
    buffer_init(&out);
    for (const Warning *w = warnings->first; w; w = w->next)
        buffer_printf(&out, "%u: %s: %s\n", w->line, w->category, w->message);
    if (d->set) {
        diag_print(d, &out);
        buffer_printf(&out, "@ %u %d %u %d\n", d->line, d->col, d->end_line, d->end_col);
    }
    fwrite(out.data ? out.data : "", 1, out.len, stderr);
    buffer_free(&out);
}

/* Decodes every string of the file; stops at the first error. */
static void show_literals(Lexer *lx)
{
    for (uint32_t i = 0; i < lx->count && !lx->diag.set; i++) {
        const Token *t = &lx->tok[i], *end = t;
        Literal literal;
        if (t->kind != T_STRING && t->kind != T_FSTRING_MIDDLE)
            continue;
        while (t->kind == T_FSTRING_MIDDLE && end->kind != T_FSTRING_END)
            end++;
        bool done =
            t->kind == T_STRING
                ? literal_string(lx->src, t, lx->arena, &lx->warnings, &literal, &lx->diag)
                : literal_middle(lx->src, t, end, lx->arena, &lx->warnings, &literal, &lx->diag);
        for (size_t b = 0; done && b < literal.len; b++)
            printf("%02x", (unsigned char)literal.data[b]);
        if (done)
            puts(literal.is_bytes ? " bytes" : " str");
    }
}

int main(int argc, char **argv)
{
    bool quiet = argc > 2 && strcmp(argv[1], "-q") == 0;
    bool interactive = argc > 2 && strcmp(argv[1], "-i") == 0;
    bool literals = argc > 2 && strcmp(argv[1], "-l") == 0;
    const char *path = argv[argc - 1];
    size_t len;
    char *data = read_file(path, &len);
    if (!data)
        return 2;
    Source src;
    Lexer lx = {0};
    Arena arena;
    Diag d = {0};
    int status = 1;
    arena_init(&arena);
    if (!source_load(&src, path, data, len, false, &d)) {
        show(&d, &lx.warnings);
    } else if (!lexer_scan(&lx, &src, &arena, interactive)) {
        puts("MemoryError");
    } else {
        Buffer out;
        buffer_init(&out);
        if (literals)
            show_literals(&lx);
        else if (!quiet)
            lexer_dump(&lx, &out);
        fwrite(out.data ? out.data : "", 1, out.len, stdout);
        buffer_free(&out);
        show(&lx.diag, &lx.warnings);
        if (interactive && lx.incomplete)
            puts("incomplete");
        status = lx.diag.set;
    }
    lexer_free(&lx);
    arena_free(&arena);
    source_free(&src);
    free(data);
    return status;
}
