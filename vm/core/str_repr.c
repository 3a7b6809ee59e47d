/* SPDX-License-Identifier: MIT */
/* repr of a str: quotes chosen so that as little as possible is escaped. */
#include <stdio.h>
#include "vm/core/str_internal.h"
#include "vm/core/unicode.h"

static bool shown_as_is(uint32_t cp, uint32_t quote)
{
    if (cp == quote || cp == '\\')
        return false;
    return cp < 0x7f ? cp >= ' ' : unicode_is_printable(cp);
}

static void repr_escape(StrBuf *b, uint32_t cp)
{
    char text[16];
    switch (cp) {
    case '\n':
        strbuf_ascii(b, "\\n");
        return;
    case '\r':
        strbuf_ascii(b, "\\r");
        return;
    case '\t':
        strbuf_ascii(b, "\\t");
        return;
    case '\\':
    case '\'':
    case '"':
        strbuf_char(b, '\\');
        strbuf_char(b, cp);
        return;
    }
    snprintf(text, sizeof text, cp < 0x100 ? "\\x%02x" : cp < 0x10000 ? "\\u%04x" : "\\U%08x", cp);
    strbuf_ascii(b, text);
}

/* Text that is shown as it is between single quotes; EMPTY: it is not so. */
static Value repr_plain(Thread *t, const Str *s)
{
    const uint8_t *p = str_data(s);
    for (size_t i = 0; i < s->len; i++)
        if (p[i] < ' ' || p[i] >= 0x7f || p[i] == '\'' || p[i] == '\\')
            return V_EMPTY;
    Str *made = str_alloc(t, s->len + 2, 0x7f);
    if (!made)
        return V_ERROR;
    char *to = str_data(made);
    *to++ = '\'';
    to = bytes_put(to, p, s->len);
    *to = '\'';
    return v_from(made);
}

Value str_repr(Thread *t, Str *s)
{
    if (str_is_ascii(s)) {
        Value v = repr_plain(t, s);
        if (!v_is_empty(v))
            return v;
    }
    bool single = false, dbl = false;
    for (size_t i = 0; i < s->len; i++) {
        uint32_t cp = str_at(s, i);
        single |= cp == '\'';
        dbl |= cp == '"';
    }
    uint32_t quote = single && !dbl ? '"' : '\'';
    StrBuf b;
    strbuf_init(&b, t);
    strbuf_char(&b, quote);
    for (size_t i = 0; i < s->len;) {
        size_t run = i;
        while (run < s->len && shown_as_is(str_at(s, run), quote))
            run++;
        strbuf_part(&b, s, i, run);
        if (run < s->len)
            repr_escape(&b, str_at(s, run++));
        i = run;
    }
    strbuf_char(&b, quote);
    return strbuf_finish(&b);
}
