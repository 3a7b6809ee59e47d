/* SPDX-License-Identifier: MIT */
/*
 * Drives the parser alone: parse [-p] [-q] [-e|-s] FILE... dumps trees (-p: with positions,
 * -q: no dump) or prints errors as "Type: message (line, col, end_line, end_col)".
 * parse -c CORPUS checks a file of wrong programs against the errors written beside them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "parser/parser.h"

typedef struct Options {
    bool positions, quiet, corpus;
    ParseMode mode;
} Options;

static char *file_read(const char *path, size_t *len)
{
    FILE *f = fopen(path, "rb");
    Buffer b;
    buffer_init(&b);
    char block[65536];
    size_t n;
    while (f && (n = fread(block, 1, sizeof block, f)) > 0)
        buffer_append(&b, block, n);
    if (f)
        fclose(f);
    buffer_putc(&b, 0);
    *len = b.len - 1;
    return f && !b.failed ? b.data : NULL;
}

static void describe(const Diag *d, Buffer *out)
{
    buffer_printf(out, "%s: %s (%u, %d, %u, %d)", d->type, d->message, d->line, d->col, d->end_line,
                  d->end_col);
}

/* Parses text; the dump or the error goes to `out`. */
static bool parse_text(const char *name, const char *text, size_t len, const Options *o,
                       Buffer *out)
{
    Source src = {0};
    Arena arena;
    Diag d = {0};
    ParseResult r = {0};
    bool ok = source_load(&src, name, text, len, false, &d);
    arena_init(&arena);
    if (!ok) {
        describe(&d, out);
    } else {
        ok = parse_source(&src, &arena, o->mode, &r);
        if (!ok)
            describe(&r.diag, out);
        else if (!o->quiet)
            ast_dump(r.tree, o->positions, out);
        if (o->quiet && getenv("PARSE_STAT"))
            fprintf(stderr, "%s: %u lines, %zu arena bytes\n", name, src.lines, arena.bytes);
    }
    arena_free(&arena);
    if (src.text)
        source_free(&src);
    return ok;
}

/*
 * A corpus is a row of programs, each behind a line "#### N" (N bytes follow) and before a line
 * "#==> expected". Written by golden_syntax.py.
 */
static int corpus_check(const char *path, char *text, const Options *o)
{
    int passed = 0, failed = 0;
    for (char *at = strstr(text, "#### "); at; at = strstr(at, "#### ")) {
        char *body;
        size_t len = strtoul(at + 5, &body, 10);
        body++;
        char *expected = body + len + strlen("\n#==> ");
        char *end = strchr(expected, '\n');
        if (!end)
            break;
        *end = 0;
        Buffer out;
        buffer_init(&out);
        parse_text("<corpus>", body, len, o, &out);
        buffer_putc(&out, 0);
        bool same = strcmp(out.data, expected) == 0;
        passed += same;
        failed += !same;
        if (!same)
            printf("FAIL %s\n%.*s\n  expected: %s\n  got:      %s\n", path, (int)len, body,
                   expected, out.data);
        buffer_free(&out);
        at = end + 1;
    }
    printf("%s: %d passed, %d failed\n", path, passed, failed);
    return failed != 0;
}

static int file_run(const char *path, const Options *o)
{
    size_t len;
    char *text = file_read(path, &len);
    if (!text) {
        fprintf(stderr, "cannot read %s\n", path);
        return 2;
    }
    int status;
    if (o->corpus) {
        Options quiet = {.quiet = true, .mode = o->mode};
        status = corpus_check(path, text, &quiet);
    } else {
        Buffer out;
        buffer_init(&out);
        status = !parse_text(path, text, len, o, &out);
        if (out.len) {
            fwrite(out.data, 1, out.len, stdout);
            putchar('\n');
        }
        buffer_free(&out);
    }
    free(text);
    return status;
}

int main(int argc, char **argv)
{
    Options o = {.mode = MODE_EXEC};
    int status = 0;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "-p") == 0)
            o.positions = true;
        else if (strcmp(argv[i], "-q") == 0)
            o.quiet = true;
        else if (strcmp(argv[i], "-e") == 0)
            o.mode = MODE_EVAL;
        else if (strcmp(argv[i], "-s") == 0)
            o.mode = MODE_SINGLE;
        else if (strcmp(argv[i], "-c") == 0)
            o.corpus = true;
        else
            status |= file_run(argv[i], &o);
    }
    return status;
}
