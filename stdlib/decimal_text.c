/* SPDX-License-Identifier: MIT */
/* decimal: numbers from text and as text. */
#include "stdlib/_decimal.h"

/* ---- digits ---- */

/* The last `n` digits of u, in front of `end`. */
static void word_write(uint64_t u, int n, char *end)
{
    static const char pairs[] =
        "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
        "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
        "8081828384858687888990919293949596979899";
    for (; n > 1; n -= 2, u /= 100)
        memcpy(end -= 2, pairs + 2 * (u % 100), 2);
    if (n)
        *--end = (char)('0' + u % 10);
}

void u128_write(u128 c, int digits, char *out)
{
    while (UNLIKELY(digits > 19)) {
        word_write((uint64_t)(c % u128_tens[19]), 19, out + digits);
        c /= u128_tens[19];
        digits -= 19;
    }
    word_write((uint64_t)c, digits, out + digits);
}

char *num_digits(Thread *t, mpz_srcptr z, size_t *len, size_t *size)
{
    *size = mpz_sizeinbase(z, 10) + 2;
    char *text = mem_alloc(t, *size);
    if (text) {
        mpz_get_str(text, 10, z);
        *len = strlen(text);
    }
    return text;
}

/* ---- to text ---- */

/* Where the point stands among the digits: in front of the place `point`. */
static int64_t point_place(int64_t left, int64_t exp, bool engineering, bool zero)
{
    if (exp <= 0 && left > -6)
        return left;
    if (!engineering)
        return 1;
    if (zero)
        return (left % 3 + 4) % 3 - 1;
    return ((left - 1) % 3 + 3) % 3 + 1;
}

static char *put(char *p, const char *text, size_t n)
{
    memcpy(p, text, n);
    return p + n;
}

static char *put_zeros(char *p, int64_t n)
{
    for (; n > 0; n--)
        *p++ = '0';
    return p;
}

enum { TEXT_ROOM = 48 }; /* sign, point, zeros and exponent */

/* Writes a finite number; n digits and up to TEXT_ROOM more. */
static char *write_finite(char *p, const Decimal *d, const char *digits, size_t n, bool capitals,
                          bool engineering)
{
    int64_t left = (int64_t)n + d->exp, len = (int64_t)n;
    int64_t point = point_place(left, d->exp, engineering, d->size == 0);
    if (point <= 0) {
        p = put_zeros(put(p, "0.", 2), -point);
        p = put(p, digits, n);
    } else if (point >= len) {
        p = put_zeros(put(p, digits, n), point - len);
    } else {
        p = put(p, digits, (size_t)point);
        *p++ = '.';
        p = put(p, digits + point, n - (size_t)point);
    }
    if (left != point) {
        int64_t e = left - point;
        int count = u128_digits((u128)(e < 0 ? -e : e));
        *p++ = capitals ? 'E' : 'e';
        *p++ = e < 0 ? '-' : '+';
        u128_write((u128)(e < 0 ? -e : e), count, p);
        p += count;
    }
    return p;
}

static char *write_number(char *p, const Decimal *d, const char *digits, size_t n, bool capitals,
                          bool engineering)
{
    if (d->neg)
        *p++ = '-';
    if (d->kind == DEC_FINITE)
        return write_finite(p, d, digits, n, capitals, engineering);
    if (d->kind == DEC_INF)
        return put(p, "Infinity", 8);
    if (d->kind == DEC_SNAN)
        *p++ = 's';
    p = put(p, "NaN", 3);
    return d->size ? put(p, digits, n) : p;
}

Value decimal_to_text(Thread *t, const Decimal *d, bool capitals, bool engineering)
{
    char digits[DEC_SHORT_MAX + 1], text[sizeof digits + TEXT_ROOM];
    if (d->size <= DEC_SHORT_LIMBS && d->digits <= DEC_SHORT_MAX) {
        u128 c = d->size > 1 ? (u128)d->own[1] << 64 : 0;
        u128_write(d->size ? c | d->own[0] : 0, (int)d->digits, digits);
        char *end = write_number(text, d, digits, (size_t)d->digits, capitals, engineering);
        Str *s = str_alloc(t, (size_t)(end - text), 'z');
        if (!s)
            return V_ERROR;
        memcpy(str_data(s), text, (size_t)(end - text));
        return v_from(s);
    }
    Num n;
    size_t len, size;
    num_view(&n, d);
    char *all = num_digits(t, n.z, &len, &size), *long_text = NULL;
    Value v = V_ERROR;
    if (all && (long_text = mem_alloc(t, size + TEXT_ROOM))) {
        char *end = write_number(long_text, d, all, len, capitals, engineering);
        v = str_from_latin1(t, long_text, (size_t)(end - long_text));
    }
    if (all)
        mem_free(t, all, size);
    mem_free(t, long_text, size + TEXT_ROOM);
    return v;
}

/* ---- from text ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f);
}

static size_t run_of_digits(const char *p, const char *end)
{
    const char *start = p;
    while (p < end && is_digit(*p))
        p++;
    return (size_t)(p - start);
}

/* What follows E, up to the end. False: no exponent. */
static bool parse_exponent(const char *p, const char *end, int64_t *exp)
{
    bool neg = p < end && *p == '-';
    if (p < end && (*p == '-' || *p == '+'))
        p++;
    if (p == end || run_of_digits(p, end) != (size_t)(end - p))
        return false;
    int64_t e = 0;
    for (; p < end; p++)
        e = e > DEC_EXP_BOUND / 10 ? DEC_EXP_BOUND : e * 10 + (*p - '0');
    *exp = neg ? -e : e;
    return true;
}

/* Reads a word whatever its case. */
static bool take_word(const char **p, const char *end, const char *word)
{
    size_t n = strlen(word);
    if ((size_t)(end - *p) < n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (((*p)[i] | 0x20) != word[i])
            return false;
    *p += n;
    return true;
}

static int parse_special(Thread *t, Num *n, const char *p, const char *end)
{
    if (take_word(&p, end, "inf")) {
        num_set_special(n, DEC_INF, n->neg);
        return p == end || (take_word(&p, end, "inity") && p == end);
    }
    int kind = take_word(&p, end, "s") ? DEC_SNAN : DEC_QNAN;
    if (!take_word(&p, end, "nan") || run_of_digits(p, end) != (size_t)(end - p))
        return 0;
    num_set_special(n, kind, n->neg);
    size_t len = (size_t)(end - p);
    if (!len)
        return 1;
    char *digits = mem_alloc(t, len + 1);
    if (!digits)
        return -1;
    memcpy(digits, p, len);
    digits[len] = 0;
    mpz_set_str(n->z, digits, 10);
    mem_free(t, digits, len + 1);
    n->payload = mpz_sgn(n->z) != 0;
    return 1;
}

/* An ASCII text without spaces and underscores: 1, 0: no number, -1: error. */
static int parse_plain(Thread *t, Num *n, const char *p, const char *end)
{
    n->neg = p < end && *p == '-';
    if (p < end && (*p == '-' || *p == '+'))
        p++;
    size_t whole = run_of_digits(p, end), fraction = 0;
    const char *start = p;
    p += whole;
    if (p < end && *p == '.') {
        fraction = run_of_digits(p + 1, end);
        p += 1 + fraction;
    }
    if (!whole && !fraction)
        return p == start ? parse_special(t, n, p, end) : 0;
    n->kind = DEC_FINITE;
    n->exp = 0;
    if (p < end && ((*p | 0x20) != 'e' || !parse_exponent(p + 1, end, &n->exp)))
        return 0;
    n->exp -= (int64_t)fraction;
    char *digits = mem_alloc(t, whole + fraction + 1);
    if (!digits)
        return -1;
    memcpy(digits, start, whole);
    memcpy(digits + whole, start + whole + (fraction ? 1 : 0), fraction);
    digits[whole + fraction] = 0;
    mpz_set_str(n->z, digits, 10);
    mem_free(t, digits, whole + fraction + 1);
    return 1;
}

int num_parse(Thread *t, Num *n, const Str *s, bool strict)
{
    size_t len;
    char *text = number_text(t, s, &len), *end = text;
    if (!text)
        return -1;
    size_t size = len + 1;
    const char *p = text;
    while (!strict && len && is_space(*p))
        p++, len--;
    while (!strict && len && is_space(p[len - 1]))
        len--;
    for (size_t i = 0; i < len; i++)
        if (strict || p[i] != '_')
            *end++ = p[i];
    int status = parse_plain(t, n, text, end);
    mem_free(t, text, size);
    return status;
}

/* Appends a run of digits to *c, whose digits *count counts, without leading zeros. False: they
   are too many. */
static ALWAYS_INLINE bool short_digits(const char **p, const char *end, u128 *c, int *count)
{
    const char *q = *p;
    while (*count == 0 && q < end && *q == '0')
        q++;
    const char *start = q;
    uint64_t low = 0;
    for (; q < end && is_digit(*q); q++)
        low = low * 10 + (uint64_t)(*q - '0');
    *p = q;
    int n = (int)(q - start > DEC_SHORT_MAX ? DEC_SHORT_MAX + 1 : q - start);
    *count += n;
    if (n <= 19 && *count <= 19) { /* the usual case: all in one word */
        *c = (uint64_t)*c * (uint64_t)u128_tens[n] + low;
        return true;
    }
    if (*count > DEC_SHORT_MAX)
        return false;
    for (q = start; q < *p; q++)
        *c = *c * 10 + (unsigned)(*q - '0');
    return true;
}

Value decimal_parse_short(Thread *t, Type *cls, const Str *s)
{
    if (!(s->head.flags & STR_ASCII) || s->len == 0)
        return V_EMPTY;
    const char *p = str_data(s), *end = p + s->len;
    bool neg = *p == '-';
    p += neg || *p == '+';
    const char *start = p;
    u128 c = 0;
    int count = 0;
    int64_t exp = 0, fraction = 0;
    if (!short_digits(&p, end, &c, &count))
        return V_EMPTY;
    bool digits = p > start;
    if (p < end && *p == '.') {
        const char *dot = ++p;
        if (!short_digits(&p, end, &c, &count))
            return V_EMPTY;
        fraction = p - dot;
        digits |= fraction > 0;
    }
    if (!digits || (p < end && ((*p | 0x20) != 'e' || end - p > 12 ||
                                !parse_exponent(p + 1, end, &exp))))
        return V_EMPTY;
    return decimal_from_u128(t, cls, neg, c, exp - fraction, count ? count : 1);
}
