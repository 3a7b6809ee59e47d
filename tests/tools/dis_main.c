/* SPDX-License-Identifier: MIT */
/*
 * dis_main [-q] FILE ...: compiles each file, checks its code with the verifier and prints the
 * listing (-q: only complaints). Exit status 1 if anything is wrong. Links the front end alone.
 */
#include "parser/bytecode/code.h"

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

static int show(const char *path, bool quiet, uint32_t flags)
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
    Program *p = compile_source(path, text, len, COMPILE_EXEC, flags, &d, &arena, &warnings,
                                &incomplete);
    int status = 0;
    if (!p) {
        diag_print(&d, &out);
        fwrite(out.data ? out.data : "", 1, out.len, stderr);
        status = 1;
    } else {
        for (const CompileWarning *w = warnings; w && !quiet; w = w->next)
            printf("%u: %s: %s\n", w->line, w->category, w->message);
        if (!code_verify(p->root, &out)) {
            printf("%s: BAD CODE\n", path);
            status = 1;
        }
        if (!quiet)
            code_dump(p->root, &out);
        fwrite(out.data ? out.data : "", 1, out.len, stdout);
    }
    program_free(p);
    buffer_free(&out);
    arena_free(&arena);
    free(text);
    return status;
}

int main(int argc, char **argv)
{
    bool quiet = argc > 1 && !strcmp(argv[1], "-q");
    int status = 0;
    for (int i = 1 + quiet; i < argc; i++)
        status |= show(argv[i], quiet, 0);
    return status;
}
