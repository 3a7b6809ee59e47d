/* SPDX-License-Identifier: MIT */
/* Tokens for human eyes: names, columns and the --tokens listing. */
#include "lexer/lexer.h"

#include <stdio.h>
#include <string.h>

const char *token_name(TokenKind kind)
{
#define TOKEN(name, text)   #name,
#define KEYWORD(name, text) "NAME",
    static const char *const names[] = {
#include "lexer/tokens.def"
    };
#undef TOKEN
#undef KEYWORD
    return kind < T_COUNT ? names[kind] : "?";
}

const char *token_text(TokenKind kind)
{
#define TOKEN(name, text)   text,
#define KEYWORD(name, text) text,
    static const char *const texts[] = {
#include "lexer/tokens.def"
    };
#undef TOKEN
#undef KEYWORD
    return kind < T_COUNT ? texts[kind] : NULL;
}

uint32_t token_col(const Source *s, const Token *t)
{
    return s->lines ? t->start - s->line_start[t->line] : 0;
}

uint32_t token_end_col(const Source *s, const Token *t)
{
    return s->lines ? t->end - s->line_start[t->end_line] : 0;
}

/* Bytes to code points along one line, each byte counted once. */
typedef struct Ruler {
    uint32_t line, offset, chars;
} Ruler;

static uint32_t ruler_measure(Ruler *r, const Source *s, uint32_t line, uint32_t offset)
{
    if (!s->lines)
        return 0;
    if (line != r->line || offset < r->offset)
        *r = (Ruler){line, s->line_start[line], 0};
    r->chars += (uint32_t)utf8_length(s->text + r->offset, offset - r->offset);
    r->offset = offset;
    return r->chars;
}

/* One character of a repr. */
static void dump_char(uint32_t c, const char *text, size_t len, char quote, Buffer *out)
{
    static const char named[] = "\tt\nn\rr\\\\";
    for (const char *p = named; *p; p += 2)
        if (c == (unsigned char)*p) {
            buffer_printf(out, "\\%c", p[1]);
            return;
        }
    if (c == (unsigned char)quote)
        buffer_printf(out, "\\%c", quote);
    else if (identifier_is_printable(c))
        buffer_append(out, text, len);
    else
        buffer_printf(out, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
}

/* The text as repr() shows it. */
static void dump_text(const char *text, const char *end, Buffer *out)
{
    size_t len = (size_t)(end - text);
    bool single = memchr(text, '\'', len), twofold = memchr(text, '"', len);
    char quote = single && !twofold ? '"' : '\'';
    buffer_putc(out, quote);
    while (text < end) {
        const char *start = text;
        uint32_t c = utf8_decode(&text, end);
        if (c == UINT32_MAX)
            c = (unsigned char)*text++;
        dump_char(c, start, (size_t)(text - start), quote, out);
    }
    buffer_putc(out, quote);
}

void lexer_dump(const Lexer *lx, Buffer *out)
{
    Ruler ruler = {0};
    const Source *s = lx->src;
    for (uint32_t i = 0; i < lx->count; i++) {
        const Token *t = &lx->tok[i];
        char range[64];
        uint32_t col = ruler_measure(&ruler, s, t->line, t->start);
        uint32_t end_col = ruler_measure(&ruler, s, t->end_line, t->end);
        snprintf(range, sizeof range, "%u,%u-%u,%u:", t->line, col, t->end_line, end_col);
        buffer_printf(out, "%-20s %-15s ", range, token_name(t->kind));
        dump_text(s->text + t->start, s->text + t->end, out);
        buffer_putc(out, '\n');
    }
}
