/* SPDX-License-Identifier: MIT */
/* The one printer of compile-time errors: the layout of CPython 3.13's uncaught SyntaxError. */
#include "lexer/base.h"

#include <assert.h>
#include <string.h>

bool diag_set(Diag *d, Arena *a, const char *type, const char *format, ...)
{
    if (d->set)
        return false;
    va_list args;
    va_start(args, format);
    char *message = arena_vprintf(a, format, args);
    va_end(args);
    memset(d, 0, sizeof *d);
    d->set = true;
    d->type = message ? type : "MemoryError";
    d->message = message ? message : "";
    return false;
}

void diag_place(Diag *d, Arena *a, const Source *s, uint32_t line, uint32_t col, uint32_t end_line,
                uint32_t end_col)
{
    size_t len;
    const char *text = source_line(s, line, &len);
    assert(col <= len + 1);
    d->filename = s->name;
    d->line = line;
    d->end_line = end_line;
    d->col = (int)utf8_length(text, col) + 1;
    if (line == end_line)
        d->end_col = (int)utf8_length(text, end_col) + 1;
    else /* CPython measures the end in the first line; nothing is drawn with it */
        d->end_col = (int)utf8_length(text, end_col < len ? end_col + 1 : len + 1);
    d->text = arena_copy(a, text, len + (text + len < s->text + s->len));
}

/* A step forward in well-formed text; malformed bytes count one each. */
static uint32_t next_char(const char **p, const char *end)
{
    uint32_t c = utf8_decode(p, end);
    if (c == UINT32_MAX)
        ++*p;
    return c;
}

static bool is_space(uint32_t c)
{
    return (c >= 9 && c <= 13) || (c >= 0x1C && c <= 0x20) || c == 0x85 || c == 0xA0 ||
           c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x3000;
}

/* The caret line under `text`: carets from code point `from` to `to`; white space is kept. */
static void print_carets(const char *text, const char *end, int from, int to, Buffer *out)
{
    buffer_puts(out, "    ");
    const char *p = text;
    for (int i = 0; i < from && p < end; i++) {
        const char *start = p;
        if (is_space(next_char(&p, end)))
            buffer_append(out, start, (size_t)(p - start));
        else
            buffer_putc(out, ' ');
    }
    for (int i = from; i < to; i++)
        buffer_putc(out, '^');
    buffer_putc(out, '\n');
}

static void print_text(const Diag *d, Buffer *out)
{
    const char *end = d->text + strlen(d->text), *start = d->text;
    int whole = (int)utf8_length(d->text, (size_t)(end - d->text));
    while (end > d->text && end[-1] == '\n')
        end--;
    int length = (int)utf8_length(d->text, (size_t)(end - d->text));
    while (start < end && (*start == ' ' || *start == '\n' || *start == '\f'))
        start++;
    int spaces = (int)(start - d->text), from = d->col;
    int to = d->line != d->end_line ? length + 1 : d->end_col ? d->end_col : from;
    if (whole && from > whole)
        from = length + 1;
    if (whole && to > whole)
        to = length + 1;
    if (from >= to || to < 0)
        to = from + 1;
    buffer_puts(out, "    ");
    buffer_append(out, start, (size_t)(end - start));
    buffer_putc(out, '\n');
    if (from - 1 - spaces >= 0)
        print_carets(start, end, from - 1 - spaces, to - 1 - spaces, out);
}

void diag_print(const Diag *d, Buffer *out)
{
    if (d->line)
        buffer_printf(out, "  File \"%s\", line %u\n", d->filename ? d->filename : "<string>",
                      d->line);
    if (d->text)
        print_text(d, out);
    buffer_printf(out, *d->message ? "%s: %s" : "%s%s", d->type, d->message);
    if (!d->line && d->filename)
        buffer_printf(out, " (%s)", d->filename);
    buffer_putc(out, '\n');
}
