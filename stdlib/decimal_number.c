/* SPDX-License-Identifier: MIT */
/* decimal: numbers, as objects and while they are computed. */
#include <math.h>
#include "stdlib/_decimal.h"

/* ---- powers of ten, digits ---- */

#define E19 ((u128)10000000000000000000u)
#define TENS(unit)                                                                                \
    unit, unit * 10, unit * 100, unit * 1000, unit * 10000, unit * 100000, unit * 1000000,        \
        unit * 10000000, unit * 100000000, unit * 1000000000, unit * 10000000000,                 \
        unit * 100000000000, unit * 1000000000000, unit * 10000000000000, unit * 100000000000000, \
        unit * 1000000000000000, unit * 10000000000000000, unit * 100000000000000000,             \
        unit * 1000000000000000000
const u128 u128_tens[DEC_SHORT_MAX + 1] = {TENS((u128)1), TENS(E19), E19 *E19};

int u128_digits(u128 c)
{
    uint64_t high = (uint64_t)(c >> 64), low = (uint64_t)c;
    int bits = high ? 128 - __builtin_clzll(high) : 64 - __builtin_clzll(low | 1);
    int n = bits * 1233 >> 12; /* log10(2): right or one less */
    return n > DEC_SHORT_MAX ? n : n + (c >= u128_tens[n] || n == 0);
}

/* From bounds of the logarithm of a number of at least two limbs; 0: they leave it open. With
   z = 2**n * (1 + f) that is n + f and up to 0.0861 more. */
static int64_t digits_by_log(mpz_srcptr z)
{
    size_t limbs = mpz_size(z);
    const mp_limb_t *d = mpz_limbs_read(z) + (limbs - 2);
    int shift = __builtin_clzll(d[1]);
    uint64_t top = d[1] << shift | (shift ? d[0] >> (64 - shift) : 0);
    double log2 = (double)(limbs * 64 - (size_t)shift - 1) + (double)(top << 1) * 0x1p-64;
    int64_t low = (int64_t)((log2 - 1e-5) * 0.30102999566398119521),
            high = (int64_t)((log2 + 0.0862) * 0.30102999566398119521);
    return low == high ? low + 1 : 0;
}

int64_t z_digits(mpz_srcptr z)
{
    size_t limbs = mpz_size(z);
    if (limbs <= DEC_SHORT_LIMBS) {
        u128 c = limbs ? z->_mp_d[0] : 0;
        if (limbs == 2)
            c |= (u128)z->_mp_d[1] << 64;
        if (c < u128_tens[DEC_SHORT_MAX])
            return u128_digits(c);
    }
    int64_t n = digits_by_log(z);
    if (n)
        return n;
    n = (int64_t)mpz_sizeinbase(z, 10); /* right or one more */
    mpz_t ten;
    mpz_init(ten);
    z_set_ten(ten, n - 1);
    n -= mpz_cmp(z, ten) < 0;
    mpz_clear(ten);
    return n;
}

bool work_room(Work *w, int64_t digits)
{
    if (digits < 100000)
        return true;
    size_t size = digits > DEC_DIGITS_MAX ? 0 : (size_t)digits;
    if (!size || (w->t && mem_charge(w->t, size) < 0)) {
        w->status |= DEC_MEMORY;
        return false;
    }
    if (w->t)
        mem_discharge(w->t, size);
    return true;
}

/* The power of ten that one limb holds, and up to which zeros are added with it, one limb after the
   other: that is faster than a power and a product. */
enum { LIMB_ZEROS = 19, FEW_ZEROS = 150 };

static size_t zeros_limbs(int64_t n)
{
    return (size_t)n / LIMB_ZEROS + 1;
}

void z_init_room(mpz_t z, mpz_srcptr from, int64_t zeros)
{
    size_t more = zeros > 0 && zeros <= FEW_ZEROS ? zeros_limbs(zeros) : 0;
    mpz_init2(z, (mpz_size(from) + more) * GMP_NUMB_BITS);
    mpz_set(z, from);
}

static void add_zeros(mpz_t z, int64_t n)
{
    int limbs = (int)(mpz_size(z) + zeros_limbs(n));
    if (z->_mp_alloc < limbs)
        mpz_realloc2(z, (mp_bitcnt_t)limbs * GMP_NUMB_BITS);
    for (; n > LIMB_ZEROS; n -= LIMB_ZEROS)
        mpz_mul_ui(z, z, (uint64_t)u128_tens[LIMB_ZEROS]);
    mpz_mul_ui(z, z, (uint64_t)u128_tens[n]);
}

void z_set_ten(mpz_t z, int64_t n)
{
    if (n > FEW_ZEROS) {
        mpz_ui_pow_ui(z, 10, (unsigned long)n);
        return;
    }
    mpz_set_ui(z, 1);
    add_zeros(z, n);
}

bool z_ten(Work *w, mpz_t z, int64_t n)
{
    if (!work_room(w, n))
        return false;
    z_set_ten(z, n);
    return true;
}

bool z_scale(Work *w, mpz_t z, int64_t n)
{
    if (n <= 0 || mpz_sgn(z) == 0)
        return true;
    if (n <= FEW_ZEROS) {
        add_zeros(z, n);
        return true;
    }
    mpz_t ten;
    mpz_init(ten);
    bool good = work_room(w, n + (int64_t)mpz_sizeinbase(z, 10)) && z_ten(w, ten, n);
    if (good)
        mpz_mul(z, z, ten);
    mpz_clear(ten);
    return good;
}

bool z_is_ten(mpz_srcptr z, int64_t n)
{
    if (n < 0 || (int64_t)mpz_scan1(z, 0) != n || z_digits(z) != n + 1)
        return false; /* a power of ten has as many factors 2 as zeros */
    mpz_t ten;
    mpz_init(ten);
    z_set_ten(ten, n);
    bool same = mpz_cmp(z, ten) == 0;
    mpz_clear(ten);
    return same;
}

int64_t z_strip(mpz_t z, int64_t most)
{
    if (mpz_sgn(z) == 0 || most <= 0)
        return 0;
    int64_t twos = (int64_t)mpz_scan1(z, 0), done = 0;
    if (most > twos)
        most = twos;
    mpz_t five, q;
    mpz_init_set_ui(five, 5);
    mpz_init(q);
    if (twos > 0)
        done = (int64_t)mpz_remove(q, z, five); /* how many factors 5 */
    if (done > most)
        done = most;
    if (done > 0) {
        z_set_ten(q, done);
        mpz_divexact(z, z, q);
    }
    mpz_clear(five);
    mpz_clear(q);
    return done;
}

/* ---- Num ---- */

void num_init(Num *n)
{
    n->kind = DEC_FINITE;
    n->neg = n->payload = false;
    n->exp = 0;
    mpz_init(n->z);
}

void num_clear(Num *n)
{
    mpz_clear(n->z);
}

void num_set_small(Num *n, bool neg, uint64_t c, int64_t exp)
{
    n->kind = DEC_FINITE;
    n->neg = neg;
    n->exp = exp;
    mpz_set_ui(n->z, c);
}

void num_set_special(Num *n, int kind, bool neg)
{
    n->kind = (uint8_t)kind;
    n->neg = neg;
    n->payload = false;
    n->exp = 0;
    mpz_set_ui(n->z, 0);
}

void num_set_nan(Work *w, Num *n, uint32_t status)
{
    w->status |= status;
    num_set_special(n, DEC_QNAN, false);
}

void num_copy(Num *to, const Num *from)
{
    to->kind = from->kind;
    to->neg = from->neg;
    to->payload = from->payload;
    to->exp = from->exp;
    mpz_set(to->z, from->z);
}

const mp_limb_t *decimal_limbs(const Decimal *d)
{
    return d->size > DEC_SHORT_LIMBS ? d->large : d->own;
}

void num_view(Num *n, const Decimal *d)
{
    n->kind = d->kind;
    n->neg = d->neg;
    n->payload = d->kind >= DEC_QNAN && d->size;
    n->exp = d->exp;
    mpz_roinit_n(n->z, decimal_limbs(d), d->size);
}

bool num_operand(Thread *t, Num *n, Value v)
{
    if (v_is_decimal(t, v)) {
        num_view(n, D(v));
        return true;
    }
    if (!v_is_int(v))
        return false;
    IntView view;
    int_view(v, &view);
    n->kind = DEC_FINITE;
    n->neg = view.neg;
    n->payload = false;
    n->exp = 0;
    n->own = view.own;
    mpz_roinit_n(n->z, view.d == &view.own ? &n->own : view.d, view.n);
    return true;
}

int64_t num_adjusted(const Num *n)
{
    return n->exp + z_digits(n->z) - 1;
}

/* Is the coefficient a multiple of 10**k? */
static bool z_has_zeros(mpz_srcptr z, int64_t k)
{
    if (mpz_sgn(z) == 0)
        return true;
    if ((int64_t)mpz_scan1(z, 0) < k || k > z_digits(z))
        return false;
    mpz_t ten;
    mpz_init(ten);
    mpz_ui_pow_ui(ten, 10, (unsigned long)k);
    bool all = mpz_divisible_p(z, ten);
    mpz_clear(ten);
    return all;
}

bool num_is_integer(const Num *n)
{
    return n->kind == DEC_FINITE && (n->exp >= 0 || z_has_zeros(n->z, -n->exp));
}

bool num_is_odd(const Num *n)
{
    if (n->exp > 0 || mpz_sgn(n->z) == 0)
        return false;
    return (int64_t)mpz_scan1(n->z, 0) == -n->exp; /* 10**k takes exactly k factors 2 away */
}

/* ---- objects ---- */

static Decimal *decimal_alloc(Thread *t, Type *cls)
{
    Decimal *d = object_new(t, cls, 0);
    if (d && cls->flags & TF_GC)
        gc_track(t, d);
    return d;
}

Value decimal_from_u128(Thread *t, Type *cls, bool neg, u128 c, int64_t exp, int64_t digits)
{
    Decimal *d = decimal_alloc(t, cls);
    if (!d)
        return V_ERROR;
    d->neg = neg;
    d->exp = exp;
    d->digits = digits;
    d->own[0] = (mp_limb_t)c;
    d->own[1] = (mp_limb_t)(c >> 64);
    d->size = d->own[1] ? 2 : d->own[0] != 0;
    return v_from(d);
}

static Value decimal_fill(Thread *t, Type *cls, const Decimal *from, const mp_limb_t *limbs)
{
    mp_limb_t *large = NULL;
    if (from->size > DEC_SHORT_LIMBS && !(large = mem_alloc(t, from->size * sizeof *large)))
        return V_ERROR;
    Decimal *d = decimal_alloc(t, cls);
    if (!d) {
        mem_free(t, large, from->size * sizeof *large);
        return V_ERROR;
    }
    d->kind = from->kind;
    d->neg = from->neg;
    d->exp = from->exp;
    d->digits = from->digits;
    d->size = from->size;
    if (large)
        d->large = large;
    if (from->size)
        memcpy(large ? large : d->own, limbs, from->size * sizeof *limbs);
    return v_from(d);
}

Value decimal_from_num(Thread *t, Type *cls, const Num *n)
{
    bool has = n->kind == DEC_FINITE || (n->kind >= DEC_QNAN && n->payload);
    Decimal like = {.kind = n->kind,
                    .neg = n->neg,
                    .exp = n->kind == DEC_FINITE ? n->exp : 0,
                    .digits = has ? z_digits(n->z) : 1,
                    .size = has ? (uint32_t)mpz_size(n->z) : 0};
    return decimal_fill(t, cls, &like, n->z->_mp_d);
}

Value decimal_of_class(Thread *t, Type *cls, Value decimal)
{
    const Decimal *d = D(decimal);
    return decimal_fill(t, cls, d, decimal_limbs(d));
}

static void decimal_dealloc(Thread *t, Object *o)
{
    Decimal *d = (Decimal *)o;
    if (d->size > DEC_SHORT_LIMBS)
        mem_free(t, d->large, d->size * sizeof *d->large);
}

const TypeSpec decimal_type_spec = {
    .name = "decimal.Decimal",
    .doc = "A decimal floating-point number. 'value' can be an int, a str, a float, a tuple or "
           "another Decimal;\nits conversion is exact, whatever the context.",
    .size = sizeof(Decimal),
    .flags = TF_BASE | TF_IMMUTABLE,
    .dealloc = decimal_dealloc,
};

/* ---- from other numbers, to int ---- */

/* d = mantissa * 2**e; a negative e makes mantissa * 5**-e * 10**e. */
void num_from_double(Num *n, double d)
{
    n->neg = signbit(d);
    if (isnan(d) || isinf(d)) {
        num_set_special(n, isnan(d) ? DEC_QNAN : DEC_INF, n->neg);
        return;
    }
    int e;
    double m = ldexp(frexp(fabs(d), &e), 53);
    n->kind = DEC_FINITE;
    n->exp = 0;
    mpz_set_d(n->z, m);
    e -= 53;
    unsigned long zeros = m != 0 ? mpz_scan1(n->z, 0) : 0;
    mpz_tdiv_q_2exp(n->z, n->z, zeros);
    e = m != 0 ? e + (int)zeros : 0;
    if (e >= 0) {
        mpz_mul_2exp(n->z, n->z, (unsigned long)e);
        return;
    }
    mpz_t five;
    mpz_init(five);
    mpz_ui_pow_ui(five, 5, (unsigned long)-e);
    mpz_mul(n->z, n->z, five);
    mpz_clear(five);
    n->exp = e;
}

Value num_to_int(Thread *t, const Num *n)
{
    mpz_t z;
    mpz_init_set(z, n->z);
    Work w = {.t = t};
    bool good = true;
    if (n->exp >= 0)
        good = z_scale(&w, z, n->exp);
    else
        z_cut(z, -n->exp, false, DEC_ROUND_DOWN);
    Value v = good ? int_from_limbs(t, z->_mp_d, (mp_size_t)mpz_size(z), n->neg) : V_ERROR;
    if (!good && v_is_empty(t->exc))
        raise_memory(t);
    mpz_clear(z);
    return v;
}

/* ---- from a tuple ---- */

static int raise_tuple(Thread *t, const char *message)
{
    raise_format(t, EXC_ValueError, message);
    return -1;
}

static int tuple_sign(Thread *t, Value v, bool *neg)
{
    int64_t sign;
    if (!v_is_int(v) || !int_fits64(v, &sign) || (sign != 0 && sign != 1))
        return raise_tuple(t, "sign must be an integer with the value 0 or 1");
    *neg = sign == 1;
    return 0;
}

static int tuple_exponent(Thread *t, Value v, Num *n)
{
    n->kind = DEC_FINITE;
    n->exp = 0;
    if (v_is_str(v)) {
        const Str *s = V_AS(Str, v);
        n->kind = str_equal_cstr(s, "F")   ? DEC_INF
                  : str_equal_cstr(s, "n") ? DEC_QNAN
                  : str_equal_cstr(s, "N") ? DEC_SNAN
                                           : DEC_FINITE;
        return n->kind ? 0
                       : raise_tuple(
                             t, "string argument in the third position must be 'F', 'n' or 'N'");
    }
    if (!v_is_int(v))
        return raise_tuple(t, "exponent must be an integer");
    if (!int_fits64(v, &n->exp)) {
        raise_format(t, EXC_OverflowError, "Python int too large to convert to C ssize_t");
        return -1;
    }
    if (n->exp > DEC_EXP_BOUND || n->exp < -DEC_EXP_BOUND)
        n->exp = n->exp > 0 ? DEC_EXP_BOUND : -DEC_EXP_BOUND;
    return 0;
}

static int tuple_digits(Thread *t, Value v, Num *n)
{
    if (!v_has_layout(v, KIND_tuple) && !v_has_layout(v, KIND_list))
        return raise_tuple(t, "coefficient must be a tuple of digits");
    size_t len;
    const Value *items = seq_items(v, &len);
    char *text = mem_alloc(t, len + 2);
    if (!text)
        return -1;
    int status = 0;
    text[0] = '0';
    for (size_t i = 0; i < len && status == 0; i++) {
        int64_t digit;
        if (!v_is_int(items[i]) || !int_fits64(items[i], &digit) || digit < 0 || digit > 9)
            status = raise_tuple(t, "coefficient must be a tuple of digits");
        else
            text[i + 1] = (char)('0' + digit);
    }
    text[len + 1] = 0;
    if (status == 0)
        mpz_set_str(n->z, text, 10);
    mem_free(t, text, len + 2);
    n->payload = mpz_sgn(n->z) != 0;
    return status;
}

int num_from_tuple(Thread *t, Num *n, Value v)
{
    size_t len;
    const Value *items = seq_items(v, &len);
    if (len != 3)
        return raise_tuple(t, "argument must be a sequence of length 3");
    Value parts[] = {items[0], items[1], items[2]};
    if (tuple_sign(t, parts[0], &n->neg) < 0 || tuple_exponent(t, parts[2], n) < 0)
        return -1;
    if (n->kind == DEC_INF) {
        num_set_special(n, DEC_INF, n->neg);
        return 0;
    }
    return tuple_digits(t, parts[1], n);
}
