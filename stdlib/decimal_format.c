/* SPDX-License-Identifier: MIT */
/* decimal: format specifications. */
#include <stdio.h>
#include "stdlib/_decimal.h"

typedef struct Spec {
    uint32_t fill;
    char align, sign, type; /* 0: not given */
    bool no_neg_zero, alternate, zero, comma;
    int64_t width, prec; /* prec -1: not given */
} Spec;

/* ---- reading ---- */

static uint32_t spec_at(const Str *s, size_t i)
{
    return i < s->len ? str_at(s, i) : 0;
}

static bool one_of(uint32_t c, const char *set)
{
    return c && c < 128 && strchr(set, (char)c);
}

static bool spec_flag(const Str *s, size_t *i, char flag)
{
    bool is = spec_at(s, *i) == (uint32_t)flag;
    *i += is;
    return is;
}

/* 1: a number was read into *out; 0: there is none; -1: OverflowError. */
static int spec_number(Thread *t, const Str *s, size_t *i, int64_t *out)
{
    size_t start = *i;
    int64_t n = 0;
    for (; one_of(spec_at(s, *i), "0123456789"); ++*i) {
        if (n > INT64_MAX / 10 - 1) {
            raise_format(t, EXC_OverflowError, "cannot fit 'int' into an index-sized integer");
            return -1;
        }
        n = n * 10 + (spec_at(s, *i) - '0');
    }
    if (*i > start)
        *out = n;
    return *i > start;
}

/* 1; 0: not valid; -1: error. */
static int spec_read(Thread *t, const Str *s, Spec *f)
{
    size_t i = 0;
    *f = (Spec){.fill = ' ', .prec = -1};
    if (one_of(spec_at(s, 1), "<>=^")) {
        f->fill = spec_at(s, 0);
        f->align = (char)spec_at(s, 1);
        i = 2;
    } else if (one_of(spec_at(s, 0), "<>=^")) {
        f->align = (char)spec_at(s, i++);
    }
    if (one_of(spec_at(s, i), "+- "))
        f->sign = (char)spec_at(s, i++);
    f->no_neg_zero = spec_flag(s, &i, 'z');
    f->alternate = spec_flag(s, &i, '#');
    f->zero = spec_flag(s, &i, '0');
    if (f->zero && f->align)
        return 0;
    if (spec_at(s, i) != '0' && spec_number(t, s, &i, &f->width) < 0)
        return -1;
    f->comma = spec_flag(s, &i, ',');
    if (spec_flag(s, &i, '.')) {
        int status = spec_number(t, s, &i, &f->prec);
        if (status <= 0)
            return status;
    }
    if (one_of(spec_at(s, i), "eEfFgGnN%"))
        f->type = (char)spec_at(s, i++);
    if (i != s->len || (f->comma && (f->type == 'n' || f->type == 'N')))
        return 0;
    if (f->type == 'N' &&
        warn_format(t, EXC_DeprecationWarning, 1, "Format specifier 'N' is deprecated") < 0)
        return -1;
    return 1;
}

/* ---- digits ---- */

static bool is_fixed(char type)
{
    return type == 'f' || type == 'F' || type == '%';
}

static bool is_exponential(char type)
{
    return type == 'e' || type == 'E';
}

/* Rounds or pads a finite number to what the type and the precision ask for. */
static bool spec_round(Work *w, Num *n, char type, int64_t prec)
{
    if (type == '%')
        n->exp += 2;
    if (prec < 0 || (is_exponential(type) && mpz_sgn(n->z) == 0))
        return true;
    int64_t digits = z_digits(n->z), drop;
    if (is_exponential(type))
        drop = digits - (prec + 1);
    else if (is_fixed(type))
        drop = -prec - n->exp;
    else
        drop = digits - (prec > 1 ? prec : 1);
    if (drop > 0) {
        z_cut(n->z, drop, n->neg, w->p.rounding);
        n->exp += drop;
        if (!is_fixed(type) && z_digits(n->z) > digits - drop) {
            mpz_tdiv_q_ui(n->z, n->z, 10);
            n->exp++;
        }
    } else if (drop < 0 && (is_fixed(type) || is_exponential(type))) {
        if (!work_room(w, -drop) || !z_scale(w, n->z, -drop))
            return false;
        n->exp += drop;
    }
    return true;
}

/* A number laid out: digits with the point behind the first `point` of them, zeros at either end as
   needed, and the exponent shown, if any. */
typedef struct Layout {
    const char *digits;
    int64_t len, point, exponent;
    bool shows_exponent;
} Layout;

static void lay_out(Layout *l, const Num *n, char type, int64_t prec)
{
    int64_t left = l->len + n->exp;
    l->shows_exponent = !is_fixed(type) && (is_exponential(type) || n->exp > 0 || left <= -6);
    l->point = l->shows_exponent ? 1 : left;
    l->exponent = left - 1;
    if (mpz_sgn(n->z))
        return;
    if (is_fixed(type) && n->exp > 0)
        l->point = 1;
    if (is_exponential(type) && prec >= 0) { /* zeros behind the point */
        l->exponent = n->exp + prec;
        l->len = prec + 1;
    }
}

static char digit_at(const Layout *l, int64_t i, int64_t have)
{
    return i >= 0 && i < have ? l->digits[i] : '0';
}

/* The whole part, in groups of three if wanted, padded with zeros to `width` places. */
static void put_whole(StrBuf *b, const Layout *l, int64_t have, int64_t width, bool comma)
{
    int64_t n = l->point > 0 ? l->point : 1, places = n;
    if (comma) {
        while (places + (places - 1) / 3 < width)
            places++;
    } else if (places < width) {
        places = width;
    }
    for (int64_t i = places; i > 0; i--) {
        strbuf_char(b, i > n || l->point <= 0 ? '0' : (uint32_t)digit_at(l, n - i, have));
        if (comma && i > 1 && (i - 1) % 3 == 0)
            strbuf_char(b, ',');
    }
}

/* Point, fraction, exponent, percent sign. */
static void put_tail(StrBuf *b, const Layout *l, int64_t have, const Spec *f, char type)
{
    if (l->point < l->len || f->alternate)
        strbuf_char(b, '.');
    for (int64_t i = l->point; i < l->len; i++)
        strbuf_char(b, (uint32_t)digit_at(l, i, have));
    if (l->shows_exponent) {
        char text[32];
        snprintf(text, sizeof text, "%c%+ld", type == 'E' || type == 'G' ? 'E' : 'e',
                 (long)l->exponent);
        strbuf_ascii(b, text);
    }
    if (type == '%')
        strbuf_char(b, '%');
}

/* Appends body to out with its sign, filled to the width. */
static Value pad(Thread *t, const Spec *f, char align, char sign, Value body)
{
    StrBuf out;
    const Str *s = V_AS(Str, body);
    int64_t room = f->width - (int64_t)s->len - (sign != 0), before = 0;
    strbuf_init(&out, t);
    room = room > 0 ? room : 0;
    if (align == '>' || align == 0)
        before = room;
    else if (align == '^')
        before = room / 2;
    if (room > DEC_DIGITS_MAX) {
        strbuf_free(&out);
        return raise_memory(t);
    }
    strbuf_fill(&out, f->fill, (size_t)before);
    if (sign)
        strbuf_char(&out, (uint32_t)sign);
    if (align == '=')
        strbuf_fill(&out, f->fill, (size_t)(before = room));
    strbuf_str(&out, s);
    strbuf_fill(&out, f->fill, (size_t)(room - before));
    return strbuf_finish(&out);
}

/* ---- the whole ---- */

static Value format_special(Thread *t, const Decimal *d, const Spec *f, char sign)
{
    Decimal plain = *d;
    plain.neg = false;
    Value text = K(t, decimal_to_text(t, &plain, true, false));
    if (!v_is_error(text) && f->type == '%')
        text = K(t, str_format(t, "%V%%", text));
    return v_is_error(text) ? V_ERROR : K(t, pad(t, f, f->align, sign, text));
}

static Value format_finite(Thread *t, Num *n, const Spec *f, char type, char sign)
{
    size_t len, size;
    char *digits = num_digits(t, n->z, &len, &size);
    if (!digits)
        return V_ERROR;
    Layout l = {.digits = digits, .len = (int64_t)len};
    lay_out(&l, n, type, f->prec);
    StrBuf tail, body;
    strbuf_init(&tail, t);
    strbuf_init(&body, t);
    put_tail(&tail, &l, (int64_t)len, f, type);
    int64_t width = f->zero ? f->width - (sign != 0) - (int64_t)tail.len : 0;
    Value end = K(t, strbuf_finish(&tail)), text = V_ERROR;
    if (v_is_error(end) || width > DEC_DIGITS_MAX || l.point > DEC_DIGITS_MAX) {
        strbuf_free(&body);
    } else {
        put_whole(&body, &l, (int64_t)len, width, f->comma);
        strbuf_str(&body, V_AS(Str, end));
        text = K(t, strbuf_finish(&body));
    }
    mem_free(t, digits, size);
    if (v_is_error(text))
        return v_is_empty(t->exc) ? raise_memory(t) : V_ERROR;
    return K(t, pad(t, f, f->align, sign, text));
}

static Value format_spec(Thread *t, const Decimal *d, const Spec *f, DecContext *c)
{
    char type = f->type ? f->type : c->p.capitals ? 'G' : 'g';
    char positive = f->sign == '-' ? 0 : f->sign, sign = d->neg ? '-' : positive;
    if (type == 'n' || type == 'N')
        type = f->type == 'N' ? 'G' : 'g';
    if (d->kind)
        return format_special(t, d, f, sign);
    Num view, n;
    Work w;
    work_begin(&w, t, c);
    num_view(&view, d);
    num_init(&n);
    num_copy(&n, &view);
    Value r = V_ERROR;
    if (spec_round(&w, &n, type, f->prec)) {
        if (f->no_neg_zero && mpz_sgn(n.z) == 0)
            sign = positive;
        r = format_finite(t, &n, f, type, sign);
    } else if (v_is_empty(t->exc)) {
        raise_memory(t);
    }
    num_clear(&n);
    return r;
}

/* A temporary of the scope. */
Value decimal_format(Thread *t, const Decimal *d, Value spec)
{
    if (!v_is_str(spec))
        return raise_format(t, EXC_TypeError, "format argument must be str");
    size_t len;
    DecContext *c = context_now(t);
    if (!c || !str_utf8(t, V_AS(Str, spec), &len))
        return V_ERROR;
    Spec f;
    int status = spec_read(t, V_AS(Str, spec), &f);
    if (status < 0)
        return V_ERROR;
    if (status == 0)
        return raise_format(t, EXC_ValueError, "invalid format string");
    return format_spec(t, d, &f, c);
}
