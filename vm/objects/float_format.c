/* SPDX-License-Identifier: MIT */
/* Text of doubles and doubles from text. The C library's printf and strtod round correctly; the
   shortest text is the first precision whose text reads back as the same double. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include "vm/objects/float.h"
#include "vm/objects/int.h"

/* ---- digits ---- */

/* The digits of d (finite, not negative) rounded to n significant ones, 1 <= n <= 17 + whatever
 * fits. */
static void digits_rounded(double d, int n, Digits *out)
{
    char text[832];
    snprintf(text, sizeof text, "%.*e", n - 1, d);
    char *e = strchr(text, 'e');
    out->len = 0;
    for (char *p = text; p < e; p++)
        if (*p != '.')
            out->text[out->len++] = *p;
    out->point = d == 0 ? 1 : atoi(e + 1) + 1;
}

static void digits_strip(Digits *g)
{
    while (g->len > 1 && g->text[g->len - 1] == '0')
        g->len--;
}

/* Adds one to the last digit; false when it carries through all of them. */
static bool digits_increment(Digits *g)
{
    int i = g->len - 1;
    while (i >= 0 && g->text[i] == '9')
        g->text[i--] = '0';
    if (i < 0)
        return false;
    g->text[i]++;
    return true;
}

static bool digits_read_back(const Digits *g, double d)
{
    char text[40];
    memcpy(text, g->text, (size_t)g->len);
    sprintf(text + g->len, "e%d", g->point - g->len);
    return strtod(text, NULL) == d;
}

/* Rounds 17 digits that came from d to n of them. The result is that of rounding d itself, except
   when what goes is exactly a half, which may be one already rounded: then d is asked again. */
static void digits_shorten(const Digits *full, int n, double d, Digits *out)
{
    out->len = n;
    out->point = full->point;
    memcpy(out->text, full->text, (size_t)n);
    const char *tail = full->text + n;
    bool half = tail[0] == '5';
    for (const char *p = tail + 1; p < full->text + 17; p++)
        half &= *p == '0';
    if (half) {
        digits_rounded(d, n, out);
    } else if (tail[0] >= '5' && !digits_increment(out)) {
        out->text[0] = '1'; /* 999... became 1000... */
        out->point++;
    }
}

/* The fewest digits that read back as d. Any decimal of up to 15 digits survives the way through a
   normal double, so shorter ones need not be tried: they are the 15 with zeros at the end. Above a
   power of two doubles are twice as far apart as below, so the decimal next to the nearest one may
   read back when the nearest does not. */
static void digits_shortest(double d, Digits *out)
{
    int exponent;
    Digits full;
    bool subnormal = d < 0x1p-1022, power = frexp(d, &exponent) == 0.5;
    digits_rounded(d, 17, &full);
    for (int n = subnormal ? 1 : 15; n < 17; n++) {
        digits_shorten(&full, n, d, out);
        if (digits_read_back(out, d) ||
            (power && digits_increment(out) && digits_read_back(out, d))) {
            digits_strip(out);
            return;
        }
    }
    out->len = 17;
    out->point = full.point;
    memcpy(out->text, full.text, 17);
    digits_strip(out);
}

/* Writes a number below 2**63; returns the end. */
static char *word_text(uint64_t n, char *p)
{
    char buffer[INT_SMALL_DIGITS];
    size_t len;
    const char *digits = int_small_digits((int64_t)n, 10, buffer, &len);
    memcpy(p, digits, len);
    return p + len;
}

/* The powers of ten that a double holds exactly and a product of digits may need. */
static const double tens[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                              1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

/* Decimals longer than that are found by digits_exact in less time. */
enum { SCALED_TRIES = 5 };

/*
 * The short way for decimals of up to 15 digits: with n and 10**k exact, n / 10**k is rounded once,
 * as reading "n e-k" is, so when it gives d that text reads back; no other of up to 15 digits can.
 * The first k that does has the fewest digits.
 */
static bool digits_scaled(double d, Digits *out)
{
    if (d < 1e-5 || d >= 1e15)
        return false;
    for (int k = 0; k <= SCALED_TRIES; k++) {
        double scaled = d * tens[k];
        if (scaled >= 1e15)
            return false;
        int64_t n = (int64_t)(scaled + 0.5);
        if ((double)n / tens[k] == d) {
            out->len = (int)(word_text((uint64_t)n, out->text) - out->text);
            out->point = out->len - k;
            digits_strip(out);
            return true;
        }
    }
    return false;
}

/*
 * The fewest digits for numbers of everyday size, without printf: d * 10**k, with 17 digits before
 * the point, is mantissa * 5**k / 2**shift, and all of that is exact in 128 bits. What reads back
 * as d is less than half a step of the mantissa away, 5**k / 2**(shift + 1). Of 15, 16 and 17
 * digits the first whose nearest decimal does is the answer. False: a doubtful case, such as a tie.
 */
static bool digits_exact(double d, Digits *out)
{
    typedef unsigned __int128 Wide;
    const uint64_t hidden = (uint64_t)1 << 52, limit = 100000000000000000u;
    if (!(d >= 1e-9 && d < 1e15))
        return false;
    uint64_t bits, five = 1;
    memcpy(&bits, &d, 8);
    int exponent = (int)(bits >> 52) - 1023, k = 16 - (int)floor(exponent * 0.30103);
    uint64_t mantissa = (bits & (hidden - 1)) | hidden;
    for (int i = 0; i < k; i++)
        five *= 5;
    if ((Wide)mantissa * five >> (52 - exponent - k) >= limit) {
        k--;
        five /= 5;
    }
    int shift = 52 - exponent - k;
    Wide scaled = (Wide)mantissa * five;
    if (mantissa == hidden || shift < 1)
        return false; /* the steps on both sides differ; or not of that size after all */
    for (uint64_t unit = 100; unit; unit /= 10) {
        uint64_t n = (uint64_t)(scaled >> shift) / unit * unit;
        Wide below = scaled - ((Wide)n << shift), step = (Wide)unit << shift, above = step - below;
        if (below == above)
            return false;
        Wide away = 2 * (below < above ? below : above);
        if (away == five)
            return false;
        if (away < five || unit == 1) {
            n += below < above ? 0 : unit;
            out->len = (int)(word_text(n, out->text) - out->text);
            out->point = out->len - k;
            digits_strip(out);
            return true;
        }
    }
    return false;
}

/*
 * d * 10**precision rounded, a half to even, for numbers (not negative) that are no larger than
 * their last digit allows in a word: the mantissa times 10**precision is exact in 128 bits, the
 * exponent shifts it right, and what falls off decides how it is rounded. False: it is not so.
 */
static bool scaled_round(double d, int64_t precision, uint64_t *q)
{
    uint64_t bits;
    memcpy(&bits, &d, 8);
    if (precision > 15 || !(d * tens[precision] < 9e18))
        return false;
    int shift = 1075 - (int)(bits >> 52); /* d is mantissa / 2**shift */
    uint64_t mantissa = (bits & (((uint64_t)1 << 52) - 1)) | (uint64_t)1 << 52;
    if (shift <= 0)
        return false;
    *q = 0;
    if (shift < 110) { /* otherwise it is far below half a unit of the last digit */
        unsigned __int128 whole = (unsigned __int128)mantissa * (uint64_t)tens[precision];
        unsigned __int128 rest = whole & (((unsigned __int128)1 << shift) - 1),
                          half = (unsigned __int128)1 << (shift - 1);
        *q = (uint64_t)(whole >> shift);
        *q += rest > half || (rest == half && (*q & 1));
    }
    return true;
}

/* %.*f of numbers of everyday size. False: printf must do it. */
static bool fixed_text(double d, int precision, char *p)
{
    uint64_t q, scale;
    if (!scaled_round(d, precision, &q))
        return false;
    scale = (uint64_t)tens[precision];
    p = word_text(q / scale, p);
    q %= scale;
    if (precision > 0)
        *p++ = '.';
    p[precision] = 0;
    for (int i = precision; i-- > 0; q /= 10)
        p[i] = (char)('0' + q % 10);
    return true;
}

/* ---- layout ---- */

/* Writes digits as fixed text or with an exponent; returns the end. `fraction`: least digits behind
   the point (1 gives "1.0"); alt keeps a point with nothing behind it. */
static char *layout_fixed(const Digits *g, bool point_zero, bool alt, char *p)
{
    if (g->point <= 0) {
        *p++ = '0';
        *p++ = '.';
        for (int i = 0; i > g->point; i--)
            *p++ = '0';
        memcpy(p, g->text, (size_t)g->len);
        return p + g->len;
    }
    for (int i = 0; i < g->point; i++)
        *p++ = i < g->len ? g->text[i] : '0';
    if (g->len > g->point) {
        *p++ = '.';
        memcpy(p, g->text + g->point, (size_t)(g->len - g->point));
        return p + g->len - g->point;
    }
    if (point_zero || alt)
        *p++ = '.';
    if (point_zero && !alt)
        *p++ = '0';
    return p;
}

static char *layout_exponent(const Digits *g, bool alt, char *p)
{
    *p++ = g->text[0];
    if (g->len > 1 || alt)
        *p++ = '.';
    memcpy(p, g->text + 1, (size_t)(g->len - 1));
    p += g->len - 1;
    return p + sprintf(p, "e%c%02d", g->point > 0 ? '+' : '-', abs(g->point - 1));
}

static void repr_text(double d, bool point_zero, bool alt, char *out)
{
    char *p = out;
    if (isnan(d)) {
        strcpy(out, "nan");
        return;
    }
    if (signbit(d))
        *p++ = '-';
    d = fabs(d);
    if (isinf(d)) {
        strcpy(p, "inf");
        return;
    }
    if (d < 1e15 && d == (double)(int64_t)d) {
        sprintf(p, point_zero ? "%ld.0" : alt ? "%ld." : "%ld", (long)d);
        return;
    }
    Digits g;
    if (!digits_scaled(d, &g) && !digits_exact(d, &g))
        digits_shortest(d, &g);
    bool exponent = g.point <= -4 || g.point > 16;
    p = exponent ? layout_exponent(&g, alt, p)
                 : layout_fixed(&g, point_zero, alt && !point_zero, p);
    *p = 0;
}

void float_repr_text(double d, bool point_zero, char out[32])
{
    repr_text(d, point_zero, false, out);
}

/* 'g' laid out by hand, for its variants that printf lacks. */
static void general_text(double d, int precision, int flags, char *p)
{
    Digits g;
    bool alt = flags & FLOAT_ALT, point_zero = flags & FLOAT_POINT_ZERO;
    digits_rounded(d, precision, &g);
    if (!alt)
        digits_strip(&g);
    bool exponent = g.point <= -4 || g.point > precision - point_zero;
    p = exponent ? layout_exponent(&g, alt, p) : layout_fixed(&g, point_zero, alt, p);
    *p = 0;
}

static void text_upper(char *p)
{
    for (; *p; p++)
        if (*p >= 'a' && *p <= 'z')
            *p -= 32;
}

char *float_text(Thread *t, double d, char code, int precision, int flags, size_t *cap)
{
    bool upper = code >= 'A' && code <= 'Z';
    char lower = (char)(code | 0x20);
    if (lower == 'g' && precision == 0)
        precision = 1;
    if (lower == 'g' && !(flags & FLOAT_ALT) && precision > 780)
        precision = 780; /* no double has more digits, and zeros at the end go anyway */
    *cap = 400 + (size_t)(precision > 0 ? precision : 0);
    char *text = mem_alloc(t, *cap);
    if (!text)
        return NULL;
    char *p = text;
    if (!isnan(d) && signbit(d))
        *p++ = '-';
    else if (flags & FLOAT_SIGN)
        *p++ = '+';
    double m = fabs(d);
    if (!isfinite(d))
        strcpy(p, isnan(d) ? "nan" : "inf");
    else if (lower == 'r')
        repr_text(m, flags & FLOAT_POINT_ZERO, flags & FLOAT_ALT, p);
    else if (lower == 'g' &&
             precision <= 780) /* glibc's %#g drops zeros when it rounds up to a power of ten */
        general_text(m, precision, flags, p);
    else if (lower != 'f' || (flags & FLOAT_ALT) || !fixed_text(m, precision, p)) {
        char format[] = {'%', '#', '.', '*', lower, 0};
        if (!(flags & FLOAT_ALT))
            memmove(format + 1, format + 2, 4);
        snprintf(p, *cap - (size_t)(p - text), format, precision, m);
    }
    if (upper)
        text_upper(text);
    return text;
}

/* ---- from text ---- */

static const char *scan_word(const char *p, const char *word)
{
    while (*word) {
        if ((*p | 0x20) != *word)
            return NULL;
        p++;
        word++;
    }
    return p;
}

static const char *scan_digits(const char *p, bool *any)
{
    while (*p >= '0' && *p <= '9') {
        *any = true;
        p++;
    }
    return p;
}

bool float_plain(const char *text, size_t len, double *out)
{
    const char *p = text, *end = text + len, *point = NULL;
    bool neg = p < end && *p == '-';
    uint64_t n = 0;
    int digits = 0;
    p += neg;
    for (; p < end; p++) {
        if (*p == '.' && !point) {
            point = p + 1;
            continue;
        }
        if (*p < '0' || *p > '9' || ++digits > 15)
            return false;
        n = n * 10 + (uint64_t)(*p - '0');
    }
    if (!digits)
        return false;
    double d = (double)n / tens[point ? end - point : 0];
    *out = neg ? -d : d;
    return true;
}

const char *float_scan(const char *text, double *out)
{
    const char *p = text, *word;
    bool neg = *p == '-', any = false;
    if (*p == '-' || *p == '+')
        p++;
    if ((word = scan_word(p, "infinity")) || (word = scan_word(p, "inf"))) {
        *out = neg ? -INFINITY : INFINITY;
        return word;
    }
    if ((word = scan_word(p, "nan"))) {
        *out = neg ? -NAN : NAN;
        return word;
    }
    const char *digits = p;
    p = scan_digits(p, &any);
    if (*p == '.')
        p = scan_digits(p + 1, &any);
    if (!any)
        return NULL;
    if (p == digits + 2 && digits[0] == '0' && (digits[1] | 0x20) == 'x')
        return NULL;
    if (*p == 'e' || *p == 'E') {
        const char *e = p + 1;
        bool exponent = false;
        if (*e == '+' || *e == '-')
            e++;
        e = scan_digits(e, &exponent);
        if (exponent)
            p = e;
    }
    /* strtod would read "0x10" as hexadecimal: cut there. */
    if (*digits == '0' && (digits[1] | 0x20) == 'x')
        *out = neg ? -0.0 : 0.0;
    else if (!float_plain(text, (size_t)(p - text), out))
        *out = strtod(text, NULL);
    return p;
}

/* Takes underscores out where they stand between digits; false where they do not. */
static bool remove_underscores(char *text, size_t *len)
{
    size_t n = 0;
    char before = 0;
    for (size_t i = 0; i < *len; i++) {
        char c = text[i], after = i + 1 < *len ? text[i + 1] : 0;
        if (c == '_') {
            if (!(before >= '0' && before <= '9') || !(after >= '0' && after <= '9'))
                return false;
        } else {
            text[n++] = c;
        }
        before = c;
    }
    text[ *len = n] = 0;
    return true;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool parse_stripped(char *text, size_t len, double *out)
{
    if (memchr(text, '_', len) && !remove_underscores(text, &len))
        return false;
    const char *end = float_scan(text, out);
    return end && end == text + len;
}

int float_parse(Thread *t, const char *text, size_t len, Value original, double *out)
{
    while (len && is_space(*text)) {
        text++;
        len--;
    }
    while (len && is_space(text[len - 1]))
        len--;
    char *copy = mem_alloc(t, len + 1);
    if (!copy)
        return -1;
    memcpy(copy, text, len);
    copy[len] = 0;
    bool good = parse_stripped(copy, len, out);
    mem_free(t, copy, len + 1);
    if (good)
        return 0;
    raise_format(t, EXC_ValueError, "could not convert string to float: %R", original);
    return -1;
}

/* ---- rounding to decimal digits ---- */

/* d (whole part in `whole`) rounded at the 10**zeros place: the text of the kept digits and "e". */
static double round_whole(double d, int zeros)
{
    char text[400], *p = text + 1;
    text[0] = '0';
    double whole = trunc(d);
    bool rest = whole != d;
    int len = sprintf(p, "%.0f", whole), keep = len - zeros;
    if (keep < 0)
        return 0.0;
    for (int i = keep + 1; i < len; i++)
        rest |= p[i] != '0';
    char first = p[keep], last = keep ? p[keep - 1] : '0';
    bool up = first > '5' || (first == '5' && (rest || (last - '0') % 2));
    p[keep] = 0;
    for (int i = keep - 1; up; i--) { /* the 0 in front takes the last carry */
        up = p[i] == '9';
        p[i] = up ? '0' : (char)(p[i] + 1);
    }
    sprintf(p + keep, "e%d", zeros);
    return strtod(text, NULL);
}

int float_round(Thread *t, double d, int64_t digits, double *out)
{
    *out = d;
    if (!isfinite(d) || digits > 323 || d == 0)
        return 0;
    if (digits < -308) {
        *out = 0.0 * d;
        return 0;
    }
    double m = fabs(d), r;
    uint64_t q;
    if (digits < 0) {
        r = round_whole(m, (int)-digits);
    } else if (scaled_round(m, digits, &q) && q <= (uint64_t)1 << 53) {
        r = (double)q / tens[digits]; /* both exact, so that this rounds as strtod does */
    } else {
        char text[700];
        snprintf(text, sizeof text, "%.*f", (int)digits, m);
        r = strtod(text, NULL);
    }
    if (isinf(r)) {
        raise_format(t, EXC_OverflowError, "rounded value too large to represent");
        return -1;
    }
    *out = copysign(r, d);
    return 0;
}
