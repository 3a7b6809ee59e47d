/* SPDX-License-Identifier: MIT */
/* decimal: format specifications. */
#include <stdio.h>
#include "stdlib/_decimal.h"

typedef struct Spec {
    uint32_t fill;
    char align, sign, type; /* 0: not given */
    bool no_neg_zero, alternate, zero, comma;
    int64_t width, prec; /* prec -1: not given */
    /* The point, what stands between groups of digits, and how long these are from the right, as in
       C's struct lconv. A point or a separator counts as one place, however long it is. */
    const char *dot, *separator, *grouping;
} Spec;

/* Sizes in groups: there are no more. */
#define NO_MORE 127

/* ---- reading ---- */

static uint32_t spec_at(const Str *s, size_t i)
{
    return i < s->len ? str_at(s, i) : 0;
}

static ALWAYS_INLINE bool one_of(uint32_t c, const char *set)
{
    for (; *set; set++)
        if (c == (uint32_t)*set)
            return true;
    return false;
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
    *f = (Spec){.fill = ' ', .prec = -1, .dot = "", .separator = "", .grouping = ""};
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
    if (f->comma || f->type == 'n' || f->type == 'N')
        f->dot = ".";
    if (f->comma) {
        f->separator = ",";
        f->grouping = "\3";
    }
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
   needed, and what follows them. */
typedef struct Layout {
    const char *digits;
    int64_t have; /* digits there are */
    int64_t len;  /* places that are shown */
    int64_t point;
    char end[32]; /* exponent, percent sign */
    size_t end_len;
} Layout;

static void lay_out(Layout *l, int64_t exp, bool zero, char type, int64_t prec)
{
    int64_t left = l->have + exp, exponent = left - 1;
    bool shows = !is_fixed(type) && (is_exponential(type) || exp > 0 || left <= -6);
    l->len = l->have;
    l->point = shows ? 1 : left;
    l->end_len = 0;
    if (zero && is_fixed(type) && exp > 0)
        l->point = 1;
    if (zero && is_exponential(type) && prec >= 0) { /* zeros behind the point */
        exponent = exp + prec;
        l->len = prec + 1;
    }
    if (shows)
        l->end_len = (size_t)snprintf(l->end, sizeof l->end, "%c%+ld",
                                      type == 'E' || type == 'G' ? 'E' : 'e', (long)exponent);
    else if (type == '%')
        l->end[l->end_len++] = '%';
}

/* The places [from, to): zeros where there are no digits. */
static void put_digits(StrBuf *b, const Layout *l, int64_t from, int64_t to)
{
    int64_t first = from < 0 ? 0 : from, last = to < l->have ? to : l->have;
    if (from < 0)
        strbuf_fill(b, '0', (size_t)((to < 0 ? to : 0) - from));
    if (last > first)
        strbuf_utf8(b, l->digits + first, (size_t)(last - first));
    first = first > last ? first : last;
    if (to > first && first >= l->have)
        strbuf_fill(b, '0', (size_t)(to - first));
}

/* Does a group begin to the left of the last `digits` digits? */
static bool group_ends(const char *grouping, int64_t digits)
{
    for (; *grouping && *grouping != NO_MORE; grouping++) {
        if (digits <= *grouping)
            return digits == *grouping;
        if (!grouping[1])
            return digits % *grouping == 0;
        digits -= *grouping;
    }
    return false;
}

/* The whole part, in groups if wanted, with zeros in front to `width` places. Returns the number of
   separators. */
static int64_t put_whole(StrBuf *b, const Layout *l, int64_t width, const Spec *f)
{
    int64_t n = l->point > 0 ? l->point : 1, places = n > width ? n : width, groups = 0;
    if (!*f->separator || !*f->grouping) {
        strbuf_fill(b, '0', (size_t)(places - n));
        put_digits(b, l, l->point - n, l->point);
        return 0;
    }
    for (places = 1; places < n || places + groups < width; places++)
        groups += group_ends(f->grouping, places);
    for (int64_t i = places; i > 0; i--) {
        if (i > n)
            strbuf_char(b, '0');
        else
            put_digits(b, l, l->point - i, l->point - i + 1);
        if (i > 1 && group_ends(f->grouping, i - 1))
            strbuf_utf8(b, f->separator, strlen(f->separator));
    }
    return groups;
}

static bool has_point(const Layout *l, const Spec *f)
{
    return l->point < l->len || f->alternate;
}

static int64_t tail_length(const Layout *l, const Spec *f)
{
    int64_t fraction = l->len > l->point ? l->len - l->point : 0;
    return fraction + has_point(l, f) + (int64_t)l->end_len;
}

static void put_tail(StrBuf *b, const Layout *l, const Spec *f)
{
    if (has_point(l, f))
        strbuf_utf8(b, f->dot, strlen(f->dot));
    if (l->point < l->len)
        put_digits(b, l, l->point, l->len);
    strbuf_utf8(b, l->end, l->end_len);
}

/* Appends body, which counts as so many places, to out with its sign, filled to the width. */
static Value pad(Thread *t, const Spec *f, char align, char sign, Value body, int64_t places)
{
    StrBuf out;
    const Str *s = V_AS(Str, body);
    int64_t room = f->width - places - (sign != 0), before = 0;
    if (room <= 0 && !sign)
        return dup(body);
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
    return v_is_error(text) ? V_ERROR : K(t, pad(t, f, f->align, sign, text, (int64_t)V_AS(Str, text)->len));
}

/* How many characters a point or a separator has beyond the one that counts. */
static int64_t more_places(const char *text)
{
    int64_t n = -1;
    for (; *text; text++)
        n += (*text & 0xc0) != 0x80;
    return n < 0 ? 0 : n;
}

static Value format_finite(Thread *t, Layout *l, int64_t exp, bool zero, const Spec *f, char type,
                           char sign)
{
    lay_out(l, exp, zero, type, f->prec);
    int64_t width = f->zero ? f->width - (sign != 0) - tail_length(l, f) : 0;
    if (width > DEC_DIGITS_MAX || l->point > DEC_DIGITS_MAX || l->point < -DEC_DIGITS_MAX)
        return raise_memory(t);
    StrBuf body;
    strbuf_init(&body, t);
    if (sign && f->align != '=') {
        strbuf_char(&body, (uint32_t)sign);
        sign = 0;
    }
    int64_t longer = put_whole(&body, l, width, f) * more_places(f->separator);
    put_tail(&body, l, f);
    longer += has_point(l, f) * more_places(f->dot);
    Value text = K(t, strbuf_finish(&body));
    return v_is_error(text)
               ? V_ERROR
               : K(t, pad(t, f, f->align, sign, text, (int64_t)V_AS(Str, text)->len - longer));
}

/* A finite number of any length. */
static Value format_long(Thread *t, const Decimal *d, const Spec *f, char type, char sign,
                         char positive, DecContext *c)
{
    Num view, n;
    Work w;
    work_begin(&w, t, c);
    num_view(&view, d);
    num_init(&n);
    num_copy(&n, &view);
    Value r = V_ERROR;
    size_t len = 0, size;
    char *digits = NULL;
    if (spec_round(&w, &n, type, f->prec))
        digits = num_digits(t, n.z, &len, &size);
    else if (v_is_empty(t->exc))
        raise_memory(t);
    if (digits) {
        Layout l = {.digits = digits, .have = (int64_t)len};
        bool zero = mpz_sgn(n.z) == 0;
        r = format_finite(t, &l, n.exp, zero, f, type, f->no_neg_zero && zero ? positive : sign);
        mem_free(t, digits, size);
    }
    num_clear(&n);
    return r;
}

/* A short one in fixed notation, or with all its digits: EMPTY if it is not. */
static Value format_short(Thread *t, const Decimal *d, const Spec *f, char type, char sign,
                          char positive, DecContext *c)
{
    Decimal n = *d;
    char digits[DEC_SHORT_MAX];
    u128 all;
    n.exp += type == '%' ? 2 : 0;
    if ((f->prec >= 0 && !is_fixed(type)) || f->prec > DEC_SHORT_MAX ||
        !short_round(&n, f->prec >= 0 ? -f->prec : n.exp, c->p.rounding, &all))
        return V_EMPTY;
    int len = u128_digits(all);
    u128_write(all, len, digits);
    Layout l = {.digits = digits, .have = len};
    return format_finite(t, &l, f->prec >= 0 ? -f->prec : n.exp, all == 0, f, type,
                         f->no_neg_zero && all == 0 ? positive : sign);
}

static Value format_spec(Thread *t, const Decimal *d, const Spec *f, DecContext *c)
{
    char type = f->type ? f->type : c->p.capitals ? 'G' : 'g';
    char positive = f->sign == '-' ? 0 : f->sign, sign = d->neg ? '-' : positive;
    if (type == 'n' || type == 'N')
        type = f->type == 'N' ? 'G' : 'g';
    if (d->kind)
        return format_special(t, d, f, sign);
    Value quick = format_short(t, d, f, type, sign, positive, c);
    return v_is_empty(quick) ? format_long(t, d, f, type, sign, positive, c) : quick;
}

/* A text of the dict of overrides as UTF-8 up to the first null: *out stays if there is none. */
static int override_text(Thread *t, Value overrides, const char *name, const char **out)
{
    Value key = K(t, str_intern_utf8(t, name, strlen(name)));
    if (v_is_error(key))
        return -1;
    Value text = dict_get(t, V_AS(Dict, overrides), key);
    if (v_is_empty(text))
        return 0;
    size_t len;
    if (v_is_error(text) || !v_is_str(text)) {
        if (!v_is_error(text))
            raise_format(t, EXC_TypeError, "bad argument type for built-in operation");
        return -1;
    }
    *out = str_utf8(t, V_AS(Str, text), &len);
    return *out ? 0 : -1;
}

static int spec_override(Thread *t, Value overrides, Spec *f)
{
    if (v_is_empty(overrides) || f->no_neg_zero || f->alternate) /* libmpdec knows neither */
        return 0;
    if (!v_has_layout(overrides, KIND_dict)) {
        raise_format(t, EXC_TypeError, "optional argument must be a dict");
        return -1;
    }
    if (override_text(t, overrides, "decimal_point", &f->dot) < 0 ||
        override_text(t, overrides, "thousands_sep", &f->separator) < 0 ||
        override_text(t, overrides, "grouping", &f->grouping) < 0)
        return -1;
    size_t dot = strlen(f->dot);
    bool sound = dot > 0 && dot <= 4 && strlen(f->separator) <= 4;
    for (const char *size = f->grouping; *size; size++)
        sound &= (unsigned char)*size <= NO_MORE;
    if (!sound)
        raise_format(t, EXC_ValueError, "invalid override dict");
    return sound ? 0 : -1;
}

/* A temporary of the scope. */
Value decimal_format(Thread *t, const Decimal *d, Value spec, Value overrides)
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
    if (spec_override(t, overrides, &f) < 0)
        return V_ERROR;
    if (!*f.dot)
        f.dot = ".";
    return format_spec(t, d, &f, c);
}
