/* SPDX-License-Identifier: MIT */
/* StrBuf: a string under construction. Starts one byte wide and widens when it must. */
#include "vm/core/str_internal.h"
#include "vm/core/protocol.h"

void strbuf_init(StrBuf *b, Thread *t)
{
    b->t = t;
    b->data = b->own;
    b->len = 0;
    b->cap = STRBUF_OWN;
    b->unit = 1;
    b->max = 0;
    b->failed = false;
}

static void strbuf_release(StrBuf *b)
{
    if (b->data != b->own)
        mem_free(b->t, b->data, b->cap * b->unit);
}

static bool strbuf_fail(StrBuf *b)
{
    b->failed = true;
    return false;
}

/* Moves the text to a block of `cap` units of a new width. */
static bool strbuf_move(StrBuf *b, size_t cap, uint32_t unit)
{
    void *data;
    if (cap > (size_t)PTRDIFF_MAX / 8) {
        raise_memory(b->t);
        return strbuf_fail(b);
    }
    if (unit == b->unit && b->data != b->own) {
        data = mem_resize(b->t, b->data, b->cap * b->unit, cap * unit);
        if (!data)
            return strbuf_fail(b);
    } else {
        data = mem_alloc(b->t, cap * unit);
        if (!data)
            return strbuf_fail(b);
        units_copy(data, unit, b->data, b->unit, b->len);
        strbuf_release(b);
    }
    b->data = data;
    b->cap = cap;
    b->unit = unit;
    return true;
}

/* Room for n more code points whose union is `bits`. */
static bool strbuf_reserve(StrBuf *b, size_t n, uint32_t bits)
{
    if (UNLIKELY(b->failed))
        return false;
    uint32_t unit = str_unit_for(bits | b->max);
    if (UNLIKELY(n > b->cap - b->len || unit != b->unit)) {
        size_t cap = b->cap;
        if (n > b->cap - b->len) {
            cap = b->len + n < n ? SIZE_MAX : b->len + n;
            if (cap < b->cap + b->cap / 2)
                cap = b->cap + b->cap / 2;
            if (cap < 32)
                cap = 32;
        }
        if (!strbuf_move(b, cap, unit))
            return false;
    }
    b->max |= bits;
    return true;
}

static inline void *strbuf_end(const StrBuf *b)
{
    return (char *)b->data + b->len * b->unit;
}

void strbuf_char(StrBuf *b, uint32_t cp)
{
    if (LIKELY(cp < 0x80 && b->unit == 1 && b->len < b->cap && !b->failed)) {
        *(uint8_t *)strbuf_end(b) = (uint8_t)cp;
        b->max |= cp;
        b->len++;
        return;
    }
    if (!strbuf_reserve(b, 1, cp))
        return;
    units_copy(strbuf_end(b), b->unit, &cp, 4, 1);
    b->len++;
}

void strbuf_fill(StrBuf *b, uint32_t cp, size_t count)
{
    if (count == 0 || !strbuf_reserve(b, count, cp))
        return;
    if (b->unit == 1)
        memset(strbuf_end(b), (int)cp, count);
    else
        for (size_t i = 0; i < count; i++)
            units_copy((char *)strbuf_end(b) + i * b->unit, b->unit, &cp, 4, 1);
    b->len += count;
}

static void strbuf_units(StrBuf *b, const void *data, uint32_t unit, size_t n, uint32_t bits)
{
    if (n == 0 || !strbuf_reserve(b, n, bits))
        return;
    units_copy(strbuf_end(b), b->unit, data, unit, n);
    b->len += n;
}

void strbuf_ascii(StrBuf *b, const char *text)
{
    strbuf_units(b, text, 1, strlen(text), 0x7f);
}

void strbuf_utf8(StrBuf *b, const char *text, size_t len)
{
    size_t i = 0;
    while (i < len && (uint8_t)text[i] < 0x80)
        i++;
    if (i == len) {
        strbuf_units(b, text, 1, len, 0x7f);
        return;
    }
    Value s = str_from_utf8(b->t, text, len);
    if (v_is_error(s)) {
        strbuf_fail(b);
        return;
    }
    strbuf_str(b, V_AS(Str, s));
    drop(b->t, s);
}

void strbuf_part(StrBuf *b, const Str *s, size_t start, size_t end)
{
    if (start < end)
        strbuf_units(b, str_unit_at(s, start), s->unit, end - start, str_range_bits(s, start, end));
}

void strbuf_str(StrBuf *b, const Str *s)
{
    strbuf_part(b, s, 0, s->len);
}

/* Appends a string that the call owns; ERROR passes through. */
static int strbuf_take(StrBuf *b, TAKES Value s)
{
    if (v_is_error(s))
        return -1;
    strbuf_str(b, V_AS(Str, s));
    drop(b->t, s);
    return b->failed ? -1 : 0;
}

int strbuf_value(StrBuf *b, Value v)
{
    return b->failed ? -1 : strbuf_take(b, v_is_exact_str(v) ? dup(v) : value_str(b->t, v));
}

int strbuf_repr(StrBuf *b, Value v)
{
    return b->failed ? -1 : strbuf_take(b, value_repr(b->t, v));
}

Value strbuf_text(const StrBuf *b)
{
    if (b->failed)
        return V_ERROR;
    if (b->len == 1) {
        uint32_t cp;
        units_copy(&cp, 4, b->data, b->unit, 1);
        return str_from_char(b->t, cp);
    }
    Str *s = str_alloc(b->t, b->len, b->max);
    if (!s)
        return V_ERROR;
    units_copy(str_data(s), s->unit, b->data, b->unit, b->len);
    return v_from(s);
}

Value strbuf_finish(StrBuf *b)
{
    Value result = strbuf_text(b);
    strbuf_free(b);
    return result;
}

void strbuf_clear(StrBuf *b, Thread *t)
{
    b->t = t;
    b->len = 0;
    b->max = 0;
    b->failed = false;
}

void strbuf_free(StrBuf *b)
{
    strbuf_release(b);
    b->data = b->own;
    b->len = 0;
    b->cap = STRBUF_OWN / b->unit;
}
