/* SPDX-License-Identifier: MIT */
/*
 * dis_main [-q] FILE ...: compiles each file, checks its code with the verifier and prints the
 * listing (-q: only complaints). Exit status 1 if anything is wrong. Links the front end alone.
 * dis_main -p FILE prints the position of each instruction, for compare_positions.py.
 * dis_main -c CORPUS: checks a file of programs (see golden_syntax.py) against the error or the
 * warnings written behind each.
 */
#include "parser/bytecode/ops.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_file(const char *path, size_t *len)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return NULL;
    size_t cap = 1 << 16;
    char *data = malloc(cap);
    *len = 0;
    for (size_t n; (n = fread(data + *len, 1, cap - *len, f)) > 0;)
        if ((*len += n) == cap)
            data = realloc(data, cap *= 2);
    fclose(f);
    return data;
}

static void put_positions(const CodeUnit *u, Buffer *out)
{
    uint32_t p = 0;
    buffer_printf(out, "U %s %u\n", u->qualname.text, u->firstline);
    for (uint32_t pc = 0; pc < u->ncells; pc += opcode_cells((Opcode)u->code[pc].op)) {
        while (p + 1 < u->npositions && u->positions[p + 1].pc <= pc)
            p++;
        const Position *at = &u->positions[p];
        buffer_printf(out, "%s %u %u %u %u\n", opcode_name((Opcode)u->code[pc].op), at->line,
                      at->end_line, at->col, at->end_col);
    }
    for (uint32_t i = 0; i < u->nliterals; i++)
        if (u->literals[i].kind == LIT_CODE)
            put_positions(u->literals[i].unit, out);
}

static int show(const char *path, bool quiet, bool positions)
{
    size_t len;
    char *text = read_file(path, &len);
    if (!text) {
        perror(path);
        return 1;
    }
    Diag d;
    Arena arena;
    Buffer out;
    CompileWarning *warnings;
    bool incomplete;
    arena_init(&arena);
    buffer_init(&out);
    Program *p =
        compile_source(path, text, len, COMPILE_EXEC, 0, &d, &arena, &warnings, &incomplete);
    int status = 0;
    if (!p) {
        diag_print(&d, &out);
        fwrite(out.data ? out.data : "", 1, out.len, stderr);
        status = 1;
    } else {
        for (const CompileWarning *w = warnings; w && !quiet && !positions; w = w->next)
            printf("%u: %s: %s\n", w->line, w->category, w->message);
        if (!code_verify(p->root, &out)) {
            printf("%s: BAD CODE\n", path);
            status = 1;
        }
        if (positions)
            put_positions(p->root, &out);
        else if (!quiet)
            code_dump(p->root, &out);
        fwrite(out.data ? out.data : "", 1, out.len, stdout);
    }
    program_free(p);
    buffer_free(&out);
    arena_free(&arena);
    free(text);
    return status;
}

/* The error of a program, or its warnings, or nothing. */
static void describe(const char *text, size_t len, Buffer *out)
{
    Diag d;
    Arena arena;
    CompileWarning *warnings;
    bool incomplete;
    arena_init(&arena);
    Program *p =
        compile_source("<corpus>", text, len, COMPILE_EXEC, 0, &d, &arena, &warnings, &incomplete);
    if (!p)
        buffer_printf(out, "%s: %s (%u, %d, %u, %d)", d.type, d.message, d.line, d.col, d.end_line,
                      d.end_col);
    for (const CompileWarning *w = warnings; w; w = w->next)
        buffer_printf(out, "%s%s: %s (%u)", w == warnings ? "" : "; ", w->category, w->message,
                      w->line);
    if (p && !code_verify(p->root, out))
        buffer_puts(out, "bad code");
    program_free(p);
    arena_free(&arena);
}

/* Each program stands behind a line "#### bytes" and before a line "#==> outcome". */
static int corpus_check(const char *path)
{
    size_t len;
    char *text = read_file(path, &len);
    int passed = 0, failed = 0;
    if (!text) {
        perror(path);
        return 1;
    }
    text[len] = '\0'; /* the buffer is larger than the file */
    for (char *at = strstr(text, "#### "); at; at = strstr(at, "#### ")) {
        char *body;
        size_t size = strtoul(at + 5, &body, 10);
        char *expected = ++body + size + strlen("\n#==> ");
        char *end = strchr(expected, '\n');
        if (!end)
            break;
        *end = '\0';
        Buffer out;
        buffer_init(&out);
        describe(body, size, &out);
        buffer_putc(&out, '\0');
        bool same = out.data && !strcmp(out.data, expected);
        if (!same)
            printf("FAIL %s\n%.*s\n  expected: %s\n  got:      %s\n", path, (int)size, body,
                   expected, out.data);
        passed += same;
        failed += !same;
        buffer_free(&out);
        at = end + 1;
    }
    free(text);
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}

int main(int argc, char **argv)
{
    if (argc == 3 && !strcmp(argv[1], "-c"))
        return corpus_check(argv[2]);
    bool quiet = argc > 1 && !strcmp(argv[1], "-q");
    bool positions = argc > 1 && !strcmp(argv[1], "-p");
    int status = 0;
    for (int i = 1 + quiet + positions; i < argc; i++)
        status |= show(argv[i], quiet, positions);
    return status;
}
