/* SPDX-License-Identifier: MIT */
/* int: making and reading ints, and the C side of the number protocol. */
#include <math.h>
#include "vm/core/alloc_small.h"
#include "vm/objects/float.h"
#include "vm/objects/int.h"

/* ---- views ---- */

static void view_word(int64_t n, IntView *out)
{
    out->neg = n < 0;
    out->own = n < 0 ? -(uint64_t)n : (uint64_t)n;
    out->d = &out->own;
    out->n = n != 0;
}

void int_view(Value v, IntView *out)
{
    if (LIKELY(v_is_object(v))) {
        const Int *i = V_AS(Int, v);
        out->d = i->limbs;
        out->neg = i->size < 0;
        out->n = out->neg ? -i->size : i->size;
    } else {
        view_word(v_is_small(v) ? v_small(v) : v_same(v, V_TRUE), out);
    }
}

int int_sign(Value v)
{
    IntView a;
    int_view(v, &a);
    return a.n == 0 ? 0 : a.neg ? -1 : 1;
}

bool int_fits64(Value v, int64_t *out)
{
    if (v_is_small(v)) {
        *out = v_small(v);
        return true;
    }
    IntView a;
    int_view(v, &a);
    if (a.n > 1)
        return false;
    uint64_t u = a.n ? a.d[0] : 0;
    if (u > (uint64_t)INT64_MAX + a.neg)
        return false;
    *out = (int64_t)(a.neg ? -u : u);
    return true;
}

uint64_t int_low64(Value v)
{
    IntView a;
    int_view(v, &a);
    uint64_t u = a.n ? a.d[0] : 0;
    return a.neg ? -u : u;
}

uint64_t int_bit_length(const IntView *a)
{
    return a->n ? (uint64_t)a->n * 64 - (uint64_t)__builtin_clzl(a->d[a->n - 1]) : 0;
}

/* ---- making ---- */

/* The limbs stand behind the instance's own fields, wherever its class makes those end; `zero`:
   they are to be 0. */
static Int *int_alloc_class(Thread *t, Type *cls, uint64_t n, bool zero)
{
    if (n > (uint64_t)1 << 59) {
        raise_format(t, EXC_OverflowError, "too many digits in integer");
        return NULL;
    }
    Int *i = zero ? object_new(t, cls, n * sizeof(mp_limb_t))
                  : object_new_raw(t, cls, n * sizeof(mp_limb_t));
    if (i)
        i->limbs = (mp_limb_t *)((char *)i + cls->size + (size_t)cls->inline_slots * sizeof(Value));
    return i;
}

Int *int_alloc(Thread *t, uint64_t n)
{
    return int_alloc_class(t, t->vm->types[KIND_int], n, true);
}

Int *int_alloc_raw(Thread *t, uint64_t n)
{
    return int_alloc_class(t, t->vm->types[KIND_int], n, false);
}

Value int_finish(Thread *t, TAKES Int *r, mp_size_t n, bool neg)
{
    while (n && r->limbs[n - 1] == 0)
        n--;
    if (n <= 1) {
        uint64_t u = n ? r->limbs[0] : 0;
        if (u <= (uint64_t)SMALL_MAX + neg) {
            obj_drop(t, r);
            return v_from_small((int64_t)(neg ? -u : u));
        }
    }
    r->size = neg ? -n : n;
    return v_from(r);
}

/* A plain Int with room for two limbs, which hold anything. */
static ALWAYS_INLINE Int *int_alloc_short(Thread *t)
{
    size_t size = sizeof(Int) + 2 * sizeof(mp_limb_t);
    Int *i = alloc_small(&t->vm->alloc, size);
    if (UNLIKELY(!i))
        return int_alloc_raw(t, 2);
    object_head(&i->head, t->vm->types[KIND_int], KIND_int, size);
    i->limbs = (mp_limb_t *)(i + 1);
    return i;
}

Value int_from_magnitude(Thread *t, UWide n, bool neg)
{
    if (n <= (uint64_t)SMALL_MAX + neg)
        return v_from_small((int64_t)(neg ? -(uint64_t)n : (uint64_t)n));
    Int *r = int_alloc_short(t);
    if (!r)
        return V_ERROR;
    r->limbs[0] = (mp_limb_t)n;
    r->limbs[1] = (mp_limb_t)(n >> 64);
    int64_t size = 1 + (r->limbs[1] != 0);
    r->size = neg ? -size : size;
    return v_from(r);
}

Value int_from_wide(Thread *t, Wide n)
{
    return int_from_magnitude(t, n < 0 ? -(UWide)n : (UWide)n, n < 0);
}

Value int_from_limbs(Thread *t, const mp_limb_t *d, mp_size_t n, bool neg)
{
    while (n && d[n - 1] == 0)
        n--;
    uint64_t u = n ? d[0] : 0;
    if (n <= 1 && u <= (uint64_t)SMALL_MAX + neg)
        return v_from_small((int64_t)(neg ? -u : u));
    Int *r = int_alloc_raw(t, (uint64_t)n);
    if (!r)
        return V_ERROR;
    memcpy(r->limbs, d, (size_t)n * sizeof *d);
    r->size = neg ? -n : n;
    return v_from(r);
}

Value int_new(Thread *t, int64_t n)
{
    if (LIKELY(small_fits(n)))
        return v_from_small(n);
    return int_from_wide(t, n);
}

Value int_from_uint64(Thread *t, uint64_t n)
{
    if (LIKELY(n <= (uint64_t)SMALL_MAX))
        return v_from_small((int64_t)n);
    return int_from_magnitude(t, n, false);
}

Value int_from_double(Thread *t, double d)
{
    if (isnan(d))
        return raise_format(t, EXC_ValueError, "cannot convert float NaN to integer");
    if (isinf(d))
        return raise_format(t, EXC_OverflowError, "cannot convert float infinity to integer");
    if (fabs(d) < 0x1p62)
        return v_from_small((int64_t)d);
    int exponent;
    uint64_t mantissa = (uint64_t)ldexp(frexp(fabs(d), &exponent), 53);
    Value m = v_from_small((int64_t)(signbit(d) ? -mantissa : mantissa));
    return int_shift(t, m, exponent - 53);
}

Value int_of_class(Thread *t, Type *cls, Value n)
{
    IntView a;
    int_view(n, &a);
    Int *i = int_alloc_class(t, cls, (uint64_t)a.n, false);
    if (!i)
        return V_ERROR;
    if (a.n)
        memcpy(i->limbs, a.d, (size_t)a.n * sizeof *a.d);
    i->size = a.neg ? -a.n : a.n;
    if (cls->flags & TF_GC)
        gc_track(t, i);
    return v_from(i);
}

Value int_plain(Thread *t, Value v)
{
    if (v_is_small(v) || v_is_kind(v, KIND_int))
        return dup(v);
    IntView a;
    int_view(v, &a);
    return int_from_limbs(t, a.d, a.n, a.neg);
}

/* ---- comparison and hash ---- */

int int_compare(const IntView *a, const IntView *b)
{
    if (a->neg != b->neg)
        return a->neg ? -1 : 1;
    int order = a->n != b->n ? (a->n < b->n ? -1 : 1) : a->n ? mpn_cmp(a->d, b->d, a->n) : 0;
    return a->neg ? -order : order;
}

int int_order(Value a, Value b)
{
    Wide n, m;
    if (LIKELY(int_both_wide(a, b, &n, &m)))
        return (n > m) - (n < m);
    IntView x, y;
    int_view(a, &x);
    int_view(b, &y);
    return int_compare(&x, &y);
}

Value compare_result(int order, int op)
{
    switch (op) {
    case CMP_LT:
        return v_bool(order < 0);
    case CMP_LE:
        return v_bool(order <= 0);
    case CMP_EQ:
        return v_bool(order == 0);
    case CMP_NE:
        return v_bool(order != 0);
    case CMP_GT:
        return v_bool(order > 0);
    default:
        return v_bool(order >= 0);
    }
}

Value int_slot_compare(Thread *t, Value a, Value b, int op)
{
    BOTH_INTS(a, b);
    return compare_result(int_order(a, b), op);
}

/* The value modulo the prime 2**61 - 1, with the sign; -1 is reserved. */
int int_slot_hash(Thread *t, Value self, int64_t *hash)
{
    const uint64_t prime = ((uint64_t)1 << 61) - 1;
    IntView a;
    int_view(self, &a);
    uint64_t h = 0;
    for (mp_size_t i = a.n; i-- > 0;) { /* 2**64 is 8, 2**61 is 1 */
        UWide sum = (UWide)h * 8 + a.d[i];
        h = (uint64_t)(sum & prime) + (uint64_t)(sum >> 61);
        h = h >= prime ? h - prime : h;
    }
    *hash = a.neg ? -(int64_t)h : (int64_t)h;
    if (*hash == -1)
        *hash = -2;
    return 0;
}

/* ---- to double ---- */

double int_frexp(const IntView *a, int64_t *exponent)
{
    if (a->n == 0) {
        *exponent = 0;
        return 0.0;
    }
    /* The top 64 bits; what lies below matters only as "not zero". */
    int shift = __builtin_clzl(a->d[a->n - 1]);
    uint64_t top = a->d[a->n - 1] << shift;
    bool rest = false;
    mp_size_t next = a->n - 2;
    if (shift && next >= 0) {
        top |= a->d[next] >> (64 - shift);
        rest = (a->d[next] << shift) != 0;
        next--;
    }
    for (; !rest && next >= 0; next--)
        rest = a->d[next] != 0;
    /* 53 bits stay; 11 go. */
    uint64_t kept = top >> 11, gone = top & 0x7ff;
    if (gone > 0x400 || (gone == 0x400 && (rest || (kept & 1))))
        kept++;
    *exponent = (int64_t)int_bit_length(a);
    double m = ldexp((double)kept, -53);
    if (m == 1.0) {
        m = 0.5;
        ++*exponent;
    }
    return a->neg ? -m : m;
}

int int_to_double(Thread *t, Value v, double *out)
{
    Wide n;
    if (LIKELY(int_wide(v, &n))) {
        *out = (double)n;
        return 0;
    }
    IntView a;
    int64_t exponent;
    int_view(v, &a);
    double m = int_frexp(&a, &exponent);
    if (exponent > 1024) {
        raise_format(t, EXC_OverflowError, "int too large to convert to float");
        return -1;
    }
    *out = ldexp(m, (int)exponent);
    return 0;
}

int int_compare_double(Value v, double d)
{
    if (isinf(d))
        return d > 0 ? -1 : 1;
    if (v_is_exact(v)) {
        double exact = (double)v_small(v);
        return (exact > d) - (exact < d);
    }
    IntView a;
    int_view(v, &a);
    int sign = a.n == 0 ? 0 : a.neg ? -1 : 1, other = (d > 0) - (d < 0);
    if (sign != other || sign == 0)
        return sign - other;
    uint64_t bits = int_bit_length(&a);
    int exponent;
    frexp(d, &exponent);
    if (exponent < 0)
        exponent = 0;
    if (bits != (uint64_t)exponent)
        return (bits < (uint64_t)exponent) == (sign > 0) ? -1 : 1;
    /* Equal in magnitude to the bit: compare the whole part, then the fraction. */
    double whole = trunc(d);
    mp_limb_t limbs[17];
    mp_size_t n = double_to_limbs(fabs(whole), limbs);
    IntView w = {.d = limbs, .n = n, .neg = d < 0};
    int order = int_compare(&a, &w);
    return order ? order : (whole > d) - (whole < d);
}

mp_size_t double_to_limbs(double d, mp_limb_t limbs[17])
{
    int exponent;
    uint64_t m = (uint64_t)ldexp(frexp(d, &exponent), 53);
    if (exponent <= 53) {
        limbs[0] = m >> (53 - exponent > 63 ? 63 : 53 - exponent);
        return limbs[0] != 0;
    }
    int shift = exponent - 53, word = shift / 64, bit = shift % 64;
    memset(limbs, 0, 17 * sizeof *limbs);
    limbs[word] = m << bit;
    if (bit && m >> (64 - bit))
        limbs[word + 1] = m >> (64 - bit);
    return word + 1 + (limbs[word + 1] != 0);
}

/* ---- the number protocol ---- */

Value value_index(Thread *t, Value v)
{
    if (v_is_int(v))
        return int_plain(t, v);
    UnaryFn index = v_type(t, v)->s.index;
    if (!index)
        return raise_format(t, EXC_TypeError, "'%T' object cannot be interpreted as an integer", v);
    Value r = index(t, v);
    if (v_is_error(r) || v_kind(r) == KIND_int)
        return r;
    if (!v_is_int(r))
        raise_format(t, EXC_TypeError, "__index__ returned non-int (type %T)", r);
    else if (warn_format(t, EXC_DeprecationWarning, 1,
                         "__index__ returned non-int (type %T).  The ability to return an instance "
                         "of a strict "
                         "subclass of int is deprecated, and may not be supported in a future "
                         "version of Python.",
                         r) == 0) {
        Value plain = int_plain(t, r);
        drop(t, r);
        return plain;
    }
    drop(t, r);
    return V_ERROR;
}

int value_to_int64(Thread *t, Value v, int64_t *out)
{
    if (LIKELY(v_is_small(v))) {
        *out = v_small(v);
        return 0;
    }
    Value n = value_index(t, v);
    if (v_is_error(n))
        return -1;
    bool fits = int_fits64(n, out);
    drop(t, n);
    if (fits)
        return 0;
    raise_format(t, EXC_OverflowError, "Python int too large to convert to C long");
    return -1;
}

int value_to_ssize(Thread *t, Value v, int64_t *out, ExcKind exc)
{
    if (LIKELY(v_is_small(v))) {
        *out = v_small(v);
        return 0;
    }
    Value n = value_index(t, v);
    if (v_is_error(n))
        return -1;
    bool fits = int_fits64(n, out);
    int sign = int_sign(n);
    drop(t, n);
    if (fits)
        return 0;
    if (exc == EXC_COUNT) {
        *out = sign < 0 ? INT64_MIN : INT64_MAX;
        return 0;
    }
    raise_format(t, exc, "cannot fit '%T' into an index-sized integer", v);
    return -1;
}

/* ---- slots of one operand, and the type ---- */

static Value int_slot_repr(Thread *t, Value self)
{
    return int_to_str(t, self);
}

static int int_slot_truth(Thread *t, Value self)
{
    return int_sign(self) != 0;
}

static Value int_slot_float(Thread *t, Value self)
{
    double d;
    return int_to_double(t, self, &d) < 0 ? V_ERROR : float_new(t, d);
}

int int_setup(Thread *t)
{
    static const TypeSpec spec = {
        .name = "int",
        .doc = "int([x]) -> integer\nint(x, base=10) -> integer\n\n"
               "Convert a number or string to an integer, or return 0 if no arguments are given.",
        .size = sizeof(Int),
        .flags = TF_BASE | TF_MATCH_SELF,
        .kind = KIND_int,
        .layout = KIND_int,
        .new_def = &int_new_def,
        .slots = {.repr = int_slot_repr,
                  .hash = int_slot_hash,
                  .compare = int_slot_compare,
                  .truth = int_slot_truth,
                  .neg = int_neg,
                  .pos = int_plain,
                  .abs = int_abs,
                  .invert = int_slot_invert,
                  .to_int = int_plain,
                  .to_float = int_slot_float,
                  .index = int_plain,
                  .binary = {[OP_ADD] = int_slot_add,
                             [OP_SUB] = int_slot_sub,
                             [OP_MUL] = int_slot_mul,
                             [OP_TRUEDIV] = int_slot_truediv,
                             [OP_FLOORDIV] = int_slot_floordiv,
                             [OP_MOD] = int_slot_mod,
                             [OP_DIVMOD] = int_slot_divmod,
                             [OP_POW] = int_slot_pow,
                             [OP_LSHIFT] = int_slot_lshift,
                             [OP_RSHIFT] = int_slot_rshift,
                             [OP_AND] = int_slot_and,
                             [OP_OR] = int_slot_or,
                             [OP_XOR] = int_slot_xor}},
        .methods = int_methods,
        .getset = int_getset,
    };
    return type_from_spec(t, &spec) ? 0 : -1;
}
