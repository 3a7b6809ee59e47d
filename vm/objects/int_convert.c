/* SPDX-License-Identifier: MIT */
/* int <-> text and bytes. mpn_get_str and mpn_set_str are subquadratic. */
#include "vm/core/str_internal.h"
#include "vm/core/unicode.h"
#include "vm/objects/int.h"

#define DIGITS_THRESHOLD \
    640 /* below this the limit is not even asked: sys.int_info.str_digits_check_threshold */

static const char too_many_out[] =
    "Exceeds the limit (%d digits) for integer string conversion; use "
    "sys.set_int_max_str_digits() to increase the limit";
static const char too_many_in[] =
    "Exceeds the limit (%d digits) for integer string conversion: value has %zu digits; "
    "use sys.set_int_max_str_digits() to increase the limit";

/* ---- to text ---- */

/* A copy with a limb to spare, since mpn_get_str destroys its operand. */
static mp_limb_t *scratch_copy(Thread *t, const IntView *a, size_t *size)
{
    *size = ((size_t)a->n + 1) * sizeof(mp_limb_t);
    mp_limb_t *copy = mem_alloc(t, *size);
    if (copy)
        memcpy(copy, a->d, (size_t)a->n * sizeof *copy);
    return copy;
}

static char digit_char(unsigned d)
{
    return "0123456789abcdefghijklmnopqrstuvwxyz"[d];
}

/* Writes u in front of `end`; the first character. */
static char *decimal_before(char *end, uint64_t u)
{
    static const char pairs[] =
        "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
        "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
        "8081828384858687888990919293949596979899";
    for (; u >= 100; u /= 100) {
        end -= 2;
        memcpy(end, pairs + u % 100 * 2, 2);
    }
    if (u < 10) {
        *--end = (char)('0' + u);
        return end;
    }
    return memcpy(end - 2, pairs + u * 2, 2);
}

/* The digits of a word with its sign in front of `end`, which is terminated; the first character.
 */
static char *word_before(char *end, uint64_t u, bool neg, int base)
{
    char *p = end;
    *end = 0;
    if (base == 10) {
        p = decimal_before(end, u);
    } else {
        int shift = base & (base - 1) ? 0 : __builtin_ctz((unsigned)base);
        do {
            *--p = digit_char((unsigned)(shift ? u & (unsigned)(base - 1) : u % (unsigned)base));
            u = shift ? u >> shift : u / (unsigned)base;
        } while (u);
    }
    if (neg)
        *--p = '-';
    return p;
}

char *int_small_digits(int64_t n, int base, char buffer[INT_SMALL_DIGITS], size_t *len)
{
    char *end = buffer + INT_SMALL_DIGITS - 1,
         *p = word_before(end, n < 0 ? -(uint64_t)n : (uint64_t)n, n < 0, base);
    *len = (size_t)(end - p);
    return p;
}

static char *digits_of_word(Thread *t, const IntView *a, int base, size_t *len, size_t *cap)
{
    char buffer[INT_SMALL_DIGITS], *end = buffer + sizeof buffer - 1;
    char *p = word_before(end, a->n ? a->d[0] : 0, a->neg, base);
    *len = (size_t)(end - p);
    *cap = *len + 1;
    char *text = mem_alloc(t, *cap);
    return text ? memcpy(text, p, *cap) : NULL;
}

char *int_digits(Thread *t, Value v, int base, size_t *len, size_t *cap)
{
    IntView a;
    int_view(v, &a);
    if (a.n <= 1)
        return digits_of_word(t, &a, base, len, cap);
    *cap = mpn_sizeinbase(a.d, a.n, base) + 3;
    char *text = mem_alloc(t, *cap);
    size_t copy_size;
    mp_limb_t *copy = text ? scratch_copy(t, &a, &copy_size) : NULL;
    if (!copy || mem_charge(t, copy_size * 2) < 0) {
        if (copy)
            mem_free(t, copy, copy_size);
        if (text)
            mem_free(t, text, *cap);
        return NULL;
    }
    size_t at = a.neg, n = mpn_get_str((unsigned char *)text + at, base, copy, a.n);
    mem_discharge(t, copy_size * 2);
    mem_free(t, copy, copy_size);
    size_t zeros = 0;
    while (zeros + 1 < n && text[at + zeros] == 0)
        zeros++;
    for (size_t i = zeros; i < n; i++)
        text[at + i - zeros] = digit_char((unsigned char)text[at + i]);
    if (a.neg)
        text[0] = '-';
    *len = at + n - zeros;
    text[*len] = 0;
    return text;
}

static int raise_too_many(Thread *t)
{
    raise_format(t, EXC_ValueError, too_many_out, t->vm->int_max_str_digits);
    return -1;
}

int int_check_digits(Thread *t, Value v)
{
    IntView a;
    int limit = t->vm->int_max_str_digits;
    int_view(v, &a);
    if (limit <= 0 || a.n <= DIGITS_THRESHOLD / 20)
        return 0;
    /* An estimate from below: exact counts are made only near the limit. */
    double least = (double)(int_bit_length(&a) - 1) * 0.30102999566;
    if (least >= limit)
        return raise_too_many(t);
    if (least + 2 < limit)
        return 0;
    size_t len, cap;
    char *text = int_digits(t, v, 10, &len, &cap);
    if (!text)
        return -1;
    mem_free(t, text, cap);
    return len - a.neg > (size_t)limit ? raise_too_many(t) : 0;
}

Value int_to_str(Thread *t, Value v)
{
    if (v_is_small(v) && v_small(v) >= 0 && v_small(v) < 10)
        return str_from_char(t, (uint32_t)('0' + v_small(v)));
    size_t len, cap;
    if (v_is_small(v)) {
        char buffer[INT_SMALL_DIGITS], *digits = int_small_digits(v_small(v), 10, buffer, &len);
        Str *made = str_alloc(t, len, 0x7f);
        if (!made)
            return V_ERROR;
        bytes_put(str_data(made), digits, len);
        return v_from(made);
    }
    if (int_check_digits(t, v) < 0)
        return V_ERROR;
    char *text = int_digits(t, v, 10, &len, &cap);
    if (!text)
        return V_ERROR;
    Value s = str_from_latin1(t, text, len);
    mem_free(t, text, cap);
    return s;
}

/* ---- from text ---- */

static int digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'z' ? c - 'a' + 10 : 99;
}

/* `count` digit values, most significant first. */
static Value from_digit_values(Thread *t, const uint8_t *digits, size_t count, int base, bool neg)
{
    size_t skip = 0;
    while (skip < count && digits[skip] == 0)
        skip++;
    digits += skip;
    count -= skip;
    if (count == 0)
        return v_from_small(0);
    if (count <= (base <= 10 ? 38 : 24)) { /* 10**38 and 36**24 are below 2**127 */
        UWide n = 0;
        for (size_t i = 0, end; i < count;) {
            uint64_t part = 0, scale = 1; /* 36**12 < 2**63 */
            for (end = i + 12 < count ? i + 12 : count; i < end; i++, scale *= (uint64_t)base)
                part = part * (uint64_t)base + digits[i];
            n = n * scale + part;
        }
        return int_from_magnitude(t, n, neg);
    }
    unsigned bits = 64 - (unsigned)__builtin_clzl((uint64_t)base - 1); /* per digit, rounded up */
    uint64_t limbs = (count / 64 + 1) * bits + 1;
    Int *r = int_alloc(t, limbs + 1);
    if (!r)
        return V_ERROR;
    if (mem_charge(t, limbs * 16) < 0) {
        obj_drop(t, r);
        return V_ERROR;
    }
    mp_size_t n = mpn_set_str(r->limbs, digits, count, base);
    mem_discharge(t, limbs * 16);
    return int_finish(t, r, n, neg);
}

/* A plain run of digits with single underscores inside, as values; count in *n, or false. */
static bool collect_digits(const char *text, size_t len, int base, uint8_t *out, size_t *n)
{
    *n = 0;
    bool digit_before = false;
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '_') {
            if (!digit_before)
                return false;
            digit_before = false;
            continue;
        }
        int d = digit_value(text[i]);
        if (d >= base)
            return false;
        out[(*n)++] = (uint8_t)d;
        digit_before = true;
    }
    return digit_before;
}

static Value parse_digits(Thread *t, const char *text, size_t len, int base, bool neg, bool limited,
                          bool *bad)
{
    uint8_t small[128], *values = len <= sizeof small ? small : mem_alloc(t, len);
    size_t count;
    Value r = V_ERROR;
    if (!values)
        return V_ERROR;
    *bad = !collect_digits(text, len, base, values, &count);
    int limit = t->vm->int_max_str_digits;
    bool binary = (base & (base - 1)) == 0;
    if (!*bad && limited && !binary && limit > 0 && count > DIGITS_THRESHOLD &&
        count > (size_t)limit)
        raise_format(t, EXC_ValueError, too_many_in, limit, count);
    else if (!*bad)
        r = from_digit_values(t, values, count, base, neg);
    if (values != small)
        mem_free(t, values, len);
    return r;
}

Value int_from_digits(Thread *t, const char *text, size_t len, int base)
{
    bool bad = false;
    Value v = parse_digits(t, text, len, base, false, false, &bad);
    return bad ? raise_format(t, EXC_ValueError, "invalid digits in an integer literal") : v;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Base of a prefix 0x, 0o, 0b at p, or 0. */
static int prefix_base(const char *p, size_t len)
{
    if (len < 2 || p[0] != '0')
        return 0;
    char c = p[1] | 0x20;
    return c == 'x' ? 16 : c == 'o' ? 8 : c == 'b' ? 2 : 0;
}

static bool all_zeros(const char *p, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (p[i] != '0' && p[i] != '_')
            return false;
    return true;
}

/* CPython shows at most 200 characters of the repr. */
static Value raise_invalid(Thread *t, int base, Value original)
{
    Value text = value_repr(t, original);
    if (v_is_error(text))
        return V_ERROR;
    Value shown =
        str_slice(t, V_AS(Str, text), 0, V_AS(Str, text)->len < 200 ? V_AS(Str, text)->len : 200);
    drop(t, text);
    if (v_is_error(shown))
        return V_ERROR;
    raise_format(t, EXC_ValueError, "invalid literal for int() with base %d: %V", base, shown);
    drop(t, shown);
    return V_ERROR;
}

Value int_parse(Thread *t, const char *text, size_t len, int base, Value original)
{
    const char *p = text, *end = text + len;
    while (p < end && is_space(*p))
        p++;
    while (end > p && is_space(end[-1]))
        end--;
    bool neg = p < end && *p == '-', bad = false;
    if (p < end && (*p == '-' || *p == '+'))
        p++;
    int actual = base, prefix = prefix_base(p, (size_t)(end - p));
    if (prefix && (base == 0 || base == prefix)) {
        actual = prefix;
        p += 2;
        if (p < end && *p == '_')
            p++;
    } else if (base == 0) {
        actual = 10;
        if (p < end && *p == '0' && !all_zeros(p, (size_t)(end - p)))
            return raise_invalid(t, base, original);
    }
    Value r = parse_digits(t, p, (size_t)(end - p), actual, neg, true, &bad);
    return bad ? raise_invalid(t, base, original) : r;
}

char *number_text(Thread *t, const Str *s, size_t *len)
{
    char *text = mem_alloc(t, s->len + 1);
    if (!text)
        return NULL;
    for (size_t i = 0; i < s->len; i++) {
        uint32_t cp = str_at(s, i);
        int d;
        if (cp < 127)
            text[i] = (char)cp;
        else if (unicode_is_space(cp))
            text[i] = ' ';
        else
            text[i] = (d = unicode_decimal(cp)) >= 0 ? (char)('0' + d) : '?';
    }
    *len = s->len;
    text[*len] = 0;
    return text;
}

Value int_from_str(Thread *t, Value str, int base)
{
    Str *s = V_AS(Str, str);
    if (str_is_ascii(s))
        return int_parse(t, str_data(s), s->len, base, str);
    size_t len;
    char *text = number_text(t, s, &len);
    if (!text)
        return V_ERROR;
    Value r = int_parse(t, text, len, base, str);
    mem_free(t, text, len + 1);
    return r;
}

/* ---- bytes ---- */

static void bytes_reverse(uint8_t *p, size_t len)
{
    for (size_t i = 0; i < len / 2; i++) {
        uint8_t b = p[i];
        p[i] = p[len - 1 - i];
        p[len - 1 - i] = b;
    }
}

int int_to_bytes(Thread *t, Value v, uint8_t *out, size_t len, bool little, bool is_signed)
{
    IntView a;
    int_view(v, &a);
    if (a.neg && !is_signed) {
        raise_format(t, EXC_OverflowError, "can't convert negative int to unsigned");
        return -1;
    }
    mp_limb_t carry = a.neg;
    for (size_t i = 0; i < len; i += 8) { /* two's complement, limb by limb */
        mp_limb_t d = i / 8 < (size_t)a.n ? a.d[i / 8] : 0;
        if (a.neg) {
            d = ~d + carry;
            carry = carry && d == 0;
        }
        memcpy(out + i, &d, len - i < 8 ? len - i : 8);
    }
    /* What the bytes hold must be the value: enough room for the bits and the sign. */
    uint64_t bits = int_bit_length(&a);
    bool power = a.neg && mpn_popcount(a.d, a.n) == 1; /* -2**k needs one bit less */
    uint64_t need = is_signed && a.n ? bits + 1 - power : bits;
    if (need > (uint64_t)len * 8) {
        raise_format(t, EXC_OverflowError, "int too big to convert");
        return -1;
    }
    if (!little)
        bytes_reverse(out, len);
    return 0;
}

Value int_from_bytes(Thread *t, const uint8_t *bytes, size_t len, bool little, bool is_signed)
{
    if (len == 0)
        return v_from_small(0);
    uint64_t n = (len + 7) / 8;
    Int *r = int_alloc(t, n + 1);
    if (!r)
        return V_ERROR;
    bool neg = is_signed && (bytes[little ? len - 1 : 0] & 0x80);
    memset(r->limbs, neg ? 0xff : 0, (size_t)n * 8);
    memcpy(r->limbs, bytes, len);
    if (!little)
        bytes_reverse((uint8_t *)r->limbs, len);
    if (neg)
        mpn_neg(r->limbs, r->limbs, (mp_size_t)n);
    return int_finish(t, r, (mp_size_t)n, neg);
}
