/* SPDX-License-Identifier: MIT */
/* decimal: order, equality with other numbers, max and min, hash. */
#include "stdlib/_decimal.h"
#include "vm/objects/complex.h"

/* ---- order ---- */

static int order_magnitude(const Num *a, const Num *b)
{
    if (a->exp == b->exp)
        return mpz_cmp(a->z, b->z);
    int64_t x = num_adjusted(a), y = num_adjusted(b);
    if (x != y)
        return x < y ? -1 : 1;
    /* The same first digit's place: the difference of the exponents is below the longer length. */
    Work w = {.t = NULL};
    mpz_t scaled;
    bool left = a->exp > b->exp;
    mpz_init_set(scaled, left ? a->z : b->z);
    z_scale(&w, scaled, left ? a->exp - b->exp : b->exp - a->exp);
    int order = left ? mpz_cmp(scaled, b->z) : mpz_cmp(a->z, scaled);
    mpz_clear(scaled);
    return order < 0 ? -1 : order > 0;
}

static int order_sign(const Num *n)
{
    return num_is_zero(n) ? 0 : n->neg ? -1 : 1;
}

int num_order(const Num *a, const Num *b)
{
    int x = order_sign(a), y = order_sign(b);
    if (x != y)
        return x < y ? -1 : 1;
    if (x == 0)
        return 0;
    if (a->kind || b->kind)
        return x * ((a->kind != 0) - (b->kind != 0));
    int order = order_magnitude(a, b);
    return x * (order < 0 ? -1 : order > 0);
}

int num_order_total(const Num *a, const Num *b)
{
    static const uint8_t rank[] = {
        [DEC_FINITE] = 0, [DEC_INF] = 1, [DEC_SNAN] = 2, [DEC_QNAN] = 3};
    if (a->neg != b->neg)
        return a->neg ? -1 : 1;
    int flip = a->neg ? -1 : 1;
    if (rank[a->kind] != rank[b->kind])
        return rank[a->kind] > rank[b->kind] ? flip : -flip;
    if (num_is_nan(a)) {
        int order = mpz_cmp(a->z, b->z);
        return flip * (order < 0 ? -1 : order > 0);
    }
    int order = num_order(a, b);
    if (order || a->kind)
        return order;
    return flip * ((a->exp > b->exp) - (a->exp < b->exp));
}

FN2(num_compare)
{
    if (!num_nan2(w, r, a, b)) {
        int order = num_order(a, b);
        num_set_small(r, order < 0, order != 0, 0);
    }
}

FN2(num_compare_signal)
{
    if (num_is_nan(a) || num_is_nan(b))
        w->status |= DEC_INVALID;
    num_compare(w, r, a, b);
}

/* ---- max and min ---- */

static void pick(Work *w, Num *r, const Num *a, const Num *b, bool largest, bool magnitude)
{
    if (a->kind == DEC_QNAN && !num_is_nan(b)) {
        num_apply(w, r, b);
        return;
    }
    if (b->kind == DEC_QNAN && !num_is_nan(a)) {
        num_apply(w, r, a);
        return;
    }
    if (num_nan2(w, r, a, b))
        return;
    int order = 0;
    if (magnitude)
        order = a->kind || b->kind ? (a->kind != 0) - (b->kind != 0)
                : num_is_zero(a) || num_is_zero(b)
                    ? (int)num_is_zero(b) - (int)num_is_zero(a)
                    : order_magnitude(a, b);
    if (order == 0)
        order = num_order(a, b);
    if (order == 0)
        order = num_order_total(a, b);
    num_apply(w, r, (order >= 0) == largest ? a : b);
}

FN2(num_max)
{
    pick(w, r, a, b, true, false);
}
FN2(num_min)
{
    pick(w, r, a, b, false, false);
}
FN2(num_max_mag)
{
    pick(w, r, a, b, true, true);
}
FN2(num_min_mag)
{
    pick(w, r, a, b, false, true);
}

/* ---- == and < with any number ---- */

static Value rational_part(Thread *t, Value v, const char *name)
{
    Value key = K(t, str_intern_utf8(t, name, strlen(name)));
    Value part = v_is_error(key) ? V_ERROR : K(t, attr_get(t, v, V_AS(Str, key)));
    if (!v_is_error(part) && !v_is_int(part))
        return raise_format(t, EXC_TypeError, "%s is not an integer", name);
    return part;
}

/* What stands for `v` in a comparison with `self`: 1; 0: not comparable; -1: error. May change
   *self: a/b < x is compared as a < x * b. Both are initialised copies or views. */
static int other_rational(Thread *t, Num *self, Num *other, Value v)
{
    int is = is_instance(t, v, DEC(t)->rational);
    if (is <= 0)
        return is;
    ApiScope scope = api_scope_begin(t);
    Value top = rational_part(t, v, "numerator"), bottom = rational_part(t, v, "denominator");
    int status = -1;
    if (!v_is_error(top) && !v_is_error(bottom)) {
        Num x;
        num_operand(t, &x, bottom);
        if (self->kind == DEC_FINITE)
            mpz_mul(self->z, self->z, x.z);
        num_operand(t, &x, top);
        num_copy(other, &x);
        status = 1;
    }
    api_scope_end(t, scope);
    return status;
}

static int other_float(Thread *t, Num *other, double d, bool equality)
{
    DecContext *c = context_now(t);
    if (!c)
        return -1;
    if (equality)
        *context_status(c) |= DEC_FLOAT;
    else if (context_signal(t, c, DEC_FLOAT) < 0)
        return -1;
    num_from_double(other, d);
    return 1;
}

static int other_number(Thread *t, Num *self, Num *other, Value v, int op)
{
    bool equality = op == CMP_EQ || op == CMP_NE;
    Num x;
    if (num_operand(t, &x, v)) {
        num_copy(other, &x);
        return 1;
    }
    if (v_is_float(v))
        return other_float(t, other, float_value(v), equality);
    if (equality && v_has_layout(v, KIND_complex)) {
        const Complex *z = V_AS(Complex, v);
        if (z->im == 0)
            return other_float(t, other, z->re, true);
        num_set_special(other, DEC_QNAN, false); /* not equal to anything */
        return 1;
    }
    return other_rational(t, self, other, v);
}

static bool order_answer(int op, int order)
{
    switch (op) {
    case CMP_LT:
        return order < 0;
    case CMP_LE:
        return order <= 0;
    case CMP_GT:
        return order > 0;
    case CMP_GE:
        return order >= 0;
    case CMP_NE:
        return order != 0;
    }
    return order == 0;
}

/* With NaNs nothing is true but !=; an order, or a signaling one, is an invalid operation. */
static Value compare_nan(Thread *t, const Num *x, const Num *y, int op)
{
    bool equality = op == CMP_EQ || op == CMP_NE;
    if (!equality || x->kind == DEC_SNAN || y->kind == DEC_SNAN) {
        DecContext *c = context_now(t);
        if (!c || context_signal(t, c, DEC_INVALID) < 0)
            return V_ERROR;
    }
    return v_bool(op == CMP_NE);
}

Value decimal_slot_compare(Thread *t, Value a, Value b, int op)
{
    Decimal room;
    const Decimal *y = v_is_object(b) && v_object(b)->type == DEC(t)->decimal
                           ? D(b)
                           : short_operand(t, b, &room);
    int order = y ? short_order(D(a), y) : 2;
    if (LIKELY(order != 2))
        return v_bool(order_answer(op, order));
    Num view, x, other;
    num_view(&view, D(a));
    num_init(&x);
    num_init(&other);
    num_copy(&x, &view);
    int status = other_number(t, &x, &other, b, op);
    Value r = v_from_small(0);
    if (status <= 0)
        r = status < 0 ? V_ERROR : V_NOTIMPLEMENTED;
    else if (num_is_nan(&x) || num_is_nan(&other))
        r = compare_nan(t, &x, &other, op);
    else
        r = v_bool(order_answer(op, num_order(&x, &other)));
    num_clear(&x);
    num_clear(&other);
    return r;
}

/* ---- hash: that of the same value as an int, a float or a Fraction ---- */

#define HASH_MODULUS ((UINT64_C(1) << 61) - 1)
#define HASH_TENTH   UINT64_C(2075258708292324556) /* 10**-1 modulo that */
enum { HASH_INF = 314159 };

static uint64_t hash_times(uint64_t a, uint64_t b)
{
    return (uint64_t)((u128)a * b % HASH_MODULUS);
}

static uint64_t hash_power(uint64_t base, uint64_t n)
{
    uint64_t r = 1;
    for (n %= HASH_MODULUS - 1; n; n >>= 1) { /* Fermat */
        if (n & 1)
            r = hash_times(r, base);
        base = hash_times(base, base);
    }
    return r;
}

int decimal_slot_hash(Thread *t, Value self, int64_t *hash)
{
    const Decimal *d = D(self);
    if (d->kind == DEC_SNAN) {
        raise_format(t, EXC_TypeError, "Cannot hash a signaling NaN value");
        return -1;
    }
    if (d->kind == DEC_QNAN)
        return t->vm->types[KIND_object]->s.hash(t, self, hash);
    if (d->kind == DEC_INF) {
        *hash = d->neg ? -HASH_INF : HASH_INF;
        return 0;
    }
    uint64_t rest = d->size ? mpn_mod_1(decimal_limbs(d), d->size, HASH_MODULUS) : 0;
    uint64_t power = d->exp >= 0 ? hash_power(10, (uint64_t)d->exp)
                                 : hash_power(HASH_TENTH, (uint64_t)-d->exp);
    int64_t h = (int64_t)hash_times(rest, power);
    if (d->neg)
        h = -h;
    *hash = h == -1 ? -2 : h;
    return 0;
}
