/* SPDX-License-Identifier: MIT */
/* Reading the markup of str.format: literals, fields, their names. */
#include "vm/core/str_internal.h"
#include "vm/core/unicode.h"
#include "vm/objects/str_formatting.h"

static int fail(Thread *t, const char *message)
{
    raise_format(t, EXC_ValueError, message);
    return -1;
}

static uint32_t span_take(Span *s)
{
    return str_at(s->s, s->start++);
}

static bool span_more(const Span *s)
{
    return s->start < s->end;
}

/* The characters of a name that mean nothing, of a text with one byte for each. */
static void name_skip(Span *rest)
{
    const uint8_t *p = str_data(rest->s);
    size_t i = rest->start;
    while (i < rest->end && p[i] != '}' && p[i] != ':' && p[i] != '!' && p[i] != '[' && p[i] != '{')
        i++;
    rest->start = i;
}

/* The name of a field, up to '}', ':' or '!', which is returned; 0 at the end; -1: error. */
static int parse_name(Thread *t, Span *rest, Span *name)
{
    *name = *rest;
    if (rest->s->unit == 1)
        name_skip(rest);
    while (span_more(rest)) {
        uint32_t c = span_take(rest);
        if (c == '{')
            return fail(t, "unexpected '{' in field name");
        if (c == '[') {
            while (span_more(rest) && str_at(rest->s, rest->start) != ']')
                rest->start++;
        } else if (c == '}' || c == ':' || c == '!') {
            name->end = rest->start - 1;
            return (int)c;
        }
    }
    return 0;
}

static int parse_spec(Thread *t, Span *rest, Markup *out)
{
    out->spec = *rest;
    for (int depth = 1; span_more(rest);) {
        uint32_t c = span_take(rest);
        out->nested |= c == '{';
        depth += (c == '{') - (c == '}');
        if (depth == 0) {
            out->spec.end = rest->start - 1;
            return 1;
        }
    }
    return fail(t, "unmatched '{' in format spec");
}

static int parse_field(Thread *t, Span *rest, Markup *out)
{
    out->field = true;
    int end = parse_name(t, rest, &out->name);
    out->spec = (Span){rest->s, rest->start, rest->start};
    if (end <= 0 || end == '}')
        return end < 0 ? -1 : end ? 1 : fail(t, "expected '}' before end of string");
    if (end == '!') {
        if (!span_more(rest))
            return fail(t, "end of string while looking for conversion specifier");
        out->conversion = span_take(rest);
        if (span_more(rest)) {
            uint32_t c = span_take(rest);
            if (c == '}')
                return 1;
            if (c != ':')
                return fail(t, "expected ':' after conversion specifier");
        }
    }
    return parse_spec(t, rest, out);
}

int markup_next(Thread *t, Span *rest, Markup *out)
{
    out->literal = *rest;
    out->name = out->spec = (Span){rest->s, 0, 0};
    out->field = out->nested = false;
    out->conversion = 0;
    if (!span_more(rest))
        return 0;
    uint32_t c = 0;
    if (rest->s->unit == 1) {
        const uint8_t *p = str_data(rest->s);
        size_t i = rest->start, end = rest->end;
        while (i < end && (c = p[i++]) != '{' && c != '}')
            ;
        rest->start = i;
        if (c == '{' && i < end && p[i] == '}') { /* the commonest of all fields */
            out->literal.end = i - 1;
            out->field = true;
            rest->start = i + 1;
            return 1;
        }
    }
    while (c != '{' && c != '}' && span_more(rest))
        c = span_take(rest);
    out->literal.end = rest->start;
    if (c != '{' && c != '}')
        return 1;
    if (span_more(rest) && str_at(rest->s, rest->start) == c) { /* doubled: one of them is text */
        rest->start++;
        return 1;
    }
    if (c == '}')
        return fail(t, "Single '}' encountered in format string");
    if (!span_more(rest))
        return fail(t, "Single '{' encountered in format string");
    out->literal.end--;
    return parse_field(t, rest, out);
}

int64_t span_integer(Thread *t, Span span)
{
    int64_t n = 0;
    if (!span_more(&span))
        return -1;
    while (span_more(&span)) {
        int d = unicode_decimal(span_take(&span));
        if (d < 0)
            return -1;
        if (n > (INT64_MAX - d) / 10) {
            fail(t, "Too many decimal digits in format string");
            return -2;
        }
        n = n * 10 + d;
    }
    return n;
}

Span field_first(Span name, Span *rest)
{
    *rest = name;
    while (span_more(rest)) {
        uint32_t c = str_at(rest->s, rest->start);
        if (c == '.' || c == '[')
            break;
        rest->start++;
    }
    return (Span){name.s, name.start, rest->start};
}

int field_next(Thread *t, Span *rest, Span *part)
{
    if (!span_more(rest))
        return 0;
    uint32_t kind = span_take(rest);
    *part = *rest;
    if (kind == '.') {
        *part = field_first(*rest, rest);
    } else if (kind == '[') {
        while (span_more(rest) && str_at(rest->s, rest->start) != ']')
            rest->start++;
        if (!span_more(rest))
            return fail(t, "Missing ']' in format string");
        part->end = rest->start++;
    } else {
        return fail(t, "Only '.' or '[' may follow ']' in format field specifier");
    }
    return span_more(part) ? (kind == '.' ? 1 : 2) : fail(t, "Empty attribute in format string");
}
