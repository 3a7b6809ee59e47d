/* SPDX-License-Identifier: MIT */
/*
 * freeze_main stdlib/py/NAME.py: compiles a module of the library at build time and prints its code
 * unit as C data, for the table frozen_units[] that freeze.sh makes. Units are plain data, so
 * importing such a module neither reads nor compiles anything. Links the front end alone.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "parser/bytecode/code.h"

static unsigned last_id; /* names of the arrays: a letter and a number */

static unsigned put_unit(const CodeUnit *u);

static void put_text(const char *text, size_t len)
{
    putchar('"');
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c < ' ' || c >= 127 || c == '"' || c == '\\' || c == '?')
            printf("\\%03o", c);
        else
            putchar(c);
    }
    putchar('"');
}

static bool has_items(const Literal *l)
{
    return l->kind == LIT_TUPLE || l->kind == LIT_FROZENSET;
}

/* The value of one literal; `id` names the array or unit that it refers to. */
static void put_literal(const Literal *l, unsigned id)
{
    printf("{.kind=%u,.base=%u,.intern=%d,.len=%u,", l->kind, l->base, l->intern, l->len);
    if (has_items(l)) {
        printf(l->len ? ".items=l%u" : ".items=0", id);
    } else if (l->kind == LIT_CODE) {
        printf(".unit=(CodeUnit*)&u%u", id);
    } else if (l->kind == LIT_STR || l->kind == LIT_BYTES || l->kind == LIT_BIGINT) {
        printf(".text=");
        put_text(l->text, l->len);
    } else {
        printf(".i=(int64_t)0x%llx", (unsigned long long)l->i); /* of a float: its bits */
    }
    printf("},");
}

/* An array of literals, behind those it refers to. 0: empty. */
static unsigned put_literals(const Literal *items, uint32_t n)
{
    unsigned *ids = calloc(n + 1, sizeof *ids);
    if (!ids)
        abort();
    for (uint32_t i = 0; i < n; i++)
        if (has_items(&items[i]))
            ids[i] = put_literals(items[i].items, items[i].len);
        else if (items[i].kind == LIT_CODE)
            ids[i] = put_unit(items[i].unit);
    unsigned id = n ? ++last_id : 0;
    if (n) {
        printf("static const Literal l%u[]={", id);
        for (uint32_t i = 0; i < n; i++)
            put_literal(&items[i], ids[i]);
        printf("};\n");
    }
    free(ids);
    return id;
}

static unsigned put_names(const UnitName *names, uint32_t n)
{
    if (!n)
        return 0;
    printf("static const UnitName n%u[]={", ++last_id);
    for (uint32_t i = 0; i < n; i++) {
        putchar('{');
        put_text(names[i].text, names[i].len);
        printf(",%u},", names[i].len);
    }
    printf("};\n");
    return last_id;
}

/* `static const TYPE LETTERid[] = {...};` of n items, each printed by PRINT; the id, 0: empty. */
#define PUT_ARRAY(id, type, letter, n, print)                 \
    unsigned id = 0;                                          \
    if (n) {                                                  \
        id = ++last_id;                                       \
        printf("static const " type " " letter "%u[]={", id); \
        for (uint32_t i = 0; i < (n); i++)                    \
            print;                                            \
        printf("};\n");                                       \
    }

/* ".field=(TYPE*)LETTERid,.count=n," */
static void put_field(const char *field, const char *type, char letter, unsigned id,
                      const char *count, uint32_t n)
{
    if (id)
        printf(".%s=(%s*)%c%u,", field, type, letter, id);
    if (count)
        printf(".%s=%u,", count, n);
}

static unsigned put_unit(const CodeUnit *u)
{
    unsigned literals = put_literals(u->literals, u->nliterals),
             names = put_names(u->names, u->nnames);
    unsigned varnames = put_names(u->varnames, u->nlocals),
             freenames = put_names(u->freenames, u->nfree);
    PUT_ARRAY(code, "Cell", "c", u->ncells,
              printf("{.bits=0x%llx},", (unsigned long long)u->code[i].bits))
    PUT_ARRAY(cell_regs, "uint16_t", "r", u->ncells_vars, printf("%u,", u->cell_regs[i]))
    PUT_ARRAY(captures, "Capture", "t", u->nfree,
              printf("{%u,%d},", u->captures[i].index, u->captures[i].from_free))
    PUT_ARRAY(positions, "Position", "p", u->positions ? u->npositions : 0,
              printf("{%u,%u,%u,%u,%u},", u->positions[i].pc, u->positions[i].line,
                     u->positions[i].end_line, u->positions[i].col, u->positions[i].end_col))
    PUT_ARRAY(short_positions, "ShortPosition", "s", u->positions ? 0 : u->npositions,
              printf("0x%llx,", (unsigned long long)u->short_positions[i]))
    PUT_ARRAY(handlers, "Handler", "h", u->nhandlers,
              printf("{%u,%u,%u,%u},", u->handlers[i].start, u->handlers[i].end,
                     u->handlers[i].target, u->handlers[i].depth))
    unsigned id = ++last_id;
    printf("static const CodeUnit u%u={.name={", id);
    put_text(u->name.text, u->name.len);
    printf(",%u},.qualname={", u->name.len);
    put_text(u->qualname.text, u->qualname.len);
    printf(",%u},.filename=", u->qualname.len);
    put_text(u->filename, strlen(u->filename));
    printf(",.firstline=%u,.flags=%u,.argcount=%u,.posonly=%u,.kwonly=%u,.nlocals=%u,.temp_base=%u,"
           ".nregs=%u,",
           u->firstline, u->flags, u->argcount, u->posonly, u->kwonly, u->nlocals, u->temp_base,
           u->nregs);
    printf(".is_class=%d,.is_module=%d,.uses_super_cell=%d,", u->is_class, u->is_module,
           u->uses_super_cell);
    put_field("code", "Cell", 'c', code, "ncells", u->ncells);
    put_field("literals", "Literal", 'l', literals, "nliterals", u->nliterals);
    put_field("names", "UnitName", 'n', names, "nnames", u->nnames);
    put_field("varnames", "UnitName", 'n', varnames, NULL, 0);
    put_field("cell_regs", "uint16_t", 'r', cell_regs, "ncells_vars", u->ncells_vars);
    put_field("freenames", "UnitName", 'n', freenames, "nfree", u->nfree);
    put_field("captures", "Capture", 't', captures, NULL, 0);
    put_field("positions", "Position", 'p', positions, NULL, 0);
    put_field("short_positions", "ShortPosition", 's', short_positions, "npositions",
              u->npositions);
    put_field("handlers", "Handler", 'h', handlers, "nhandlers", u->nhandlers);
    if (u->docstring) {
        printf(".docstring=");
        put_text(u->docstring, u->docstring_len);
        printf(",.docstring_len=%u", u->docstring_len);
    }
    printf("};\n");
    return id;
}

static char *read_file(const char *path, size_t *len)
{
    FILE *f = fopen(path, "rb");
    if (!f || fseek(f, 0, SEEK_END) < 0)
        return NULL;
    *len = (size_t)ftell(f);
    rewind(f);
    char *data = malloc(*len + 1);
    if (data && fread(data, 1, *len, f) != *len)
        return NULL;
    fclose(f);
    return data;
}

/* "stdlib/py/a/b.py" -> "<frozen a.b>", and of a package without its __init__. */
static void frozen_name(const char *path, char *out, size_t size)
{
    const char *name = strncmp(path, "stdlib/py/", 10) ? path : path + 10;
    size_t len = strlen(name);
    if (len > 12 && !strcmp(name + len - 12, "/__init__.py"))
        len -= 12;
    else if (len > 3)
        len -= 3;
    snprintf(out, size, "<frozen %.*s>", (int)len, name);
    for (char *p = out; *p; p++)
        *p = *p == '/' ? '.' : *p;
}

/* "stdlib/py/a/b.py": the unit is called frozen_unit_a_S_b, as freeze.sh expects. */
static void put_symbol(const char *path, unsigned id)
{
    const char *name = strncmp(path, "stdlib/py/", 10) ? path : path + 10;
    printf("extern const CodeUnit frozen_unit_");
    for (size_t i = 0; i + 3 < strlen(name); i++)
        if (name[i] == '/')
            printf("_S_");
        else
            putchar(name[i]);
    printf(" __attribute__((alias(\"u%u\")));\n", id);
}

int main(int argc, char **argv)
{
    char name[200];
    size_t len;
    char *text = argc == 2 ? read_file(argv[1], &len) : NULL;
    if (!text) {
        perror(argc == 2 ? argv[1] : "usage: freezer FILE");
        return 1;
    }
    frozen_name(argv[1], name, sizeof name);
    Diag d;
    Arena arena;
    CompileWarning *warnings;
    bool incomplete;
    arena_init(&arena);
    Program *p = compile_source(name, text, len, COMPILE_EXEC, COMPILE_TEXT, &d, &arena, &warnings,
                                &incomplete);
    if (!p || warnings) {
        fprintf(stderr, "%s:%d: %s\n", argv[1], d.line, p ? warnings->message : d.message);
        return 1;
    }
    printf("/* Made by parser/freeze. */\n#include \"parser/bytecode/code.h\"\n");
    put_symbol(argv[1], put_unit(p->root));
    program_free(p);
    arena_free(&arena);
    free(text);
    return ferror(stdout) || fflush(stdout) ? 1 : 0;
}
