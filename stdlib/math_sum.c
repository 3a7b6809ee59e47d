/* SPDX-License-Identifier: MIT */
/* math: sums and products of many numbers, with more than double precision inside. */
#include <math.h>
#include "stdlib/math_internal.h"

/* ---- exact steps ---- */

/* A number as the unevaluated sum of doubles, largest first. */
typedef struct Double2 {
    double hi, lo;
} Double2;
typedef struct Double3 {
    double hi, lo, tiny;
} Double3;

/* Dekker, 1971: |a| >= |b|. */
static Double2 sum_fast(double a, double b)
{
    double x = a + b;
    return (Double2){x, (a - x) + b};
}

/* Knuth's two-sum: any order. */
static Double2 sum_exact(double a, double b)
{
    double x = a + b, z = x - a;
    return (Double2){x, (a - (x - z)) + (b - z)};
}

static Double2 product_exact(double x, double y)
{
    double z = x * y;
    return (Double2){z, fma(x, y, -z)};
}

/* Ogita, Rump, Oishi: "Accurate sum and dot product", 2005, algorithm 5.10 for K = 3. */
static Double3 add_product(double x, double y, Double3 total)
{
    Double2 p = product_exact(x, y), s = sum_exact(total.hi, p.hi);
    Double2 r1 = sum_exact(total.lo, p.lo), r2 = sum_exact(r1.hi, s.lo);
    return (Double3){s.hi, r2.hi, total.tiny + r1.lo + r2.lo};
}

static double total_of(Double3 total)
{
    Double2 last = sum_exact(total.lo, total.tiny);
    return total.hi + last.hi;
}

/* ---- hypot and dist ---- */

/* The Euclidean norm: lossless scaling and squaring, compensated sum, one correction of the root.
   vec is overwritten. max: the largest magnitude. */
static double vector_norm(double *vec, size_t n, double max, bool found_nan)
{
    if (isinf(max))
        return max;
    if (found_nan)
        return NAN;
    if (max == 0 || n <= 1)
        return max;
    int e;
    frexp(max, &e);
    if (e < -1023) { /* subnormal: the scale itself would overflow */
        for (size_t i = 0; i < n; i++)
            vec[i] /= 0x1p-1022;
        return 0x1p-1022 * vector_norm(vec, n, max / 0x1p-1022, found_nan);
    }
    double scale = ldexp(1.0, -e), sum = 1.0, lost1 = 0, lost2 = 0;
    for (size_t i = 0; i < n; i++) {
        double x = vec[i] * scale;
        Double2 square = product_exact(x, x), s = sum_fast(sum, square.hi);
        sum = s.hi;
        lost1 += square.lo;
        lost2 += s.lo;
    }
    double h = sqrt(sum - 1.0 + (lost1 + lost2));
    Double2 square = product_exact(-h, h), s = sum_fast(sum, square.hi);
    sum = s.hi;
    lost1 += square.lo;
    lost2 += s.lo;
    h += (sum - 1.0 + (lost1 + lost2)) / (2.0 * h);
    return h / scale;
}

typedef struct Norm {
    double *vec, small[16];
    size_t n;
    double max;
    bool found_nan;
} Norm;

static int norm_begin(Thread *t, Norm *m, size_t n)
{
    *m = (Norm){.n = n};
    m->vec = n <= 16 ? m->small : mem_alloc_array(t, n, sizeof(double));
    return m->vec ? 0 : -1;
}

static void norm_set(Norm *m, size_t i, double x)
{
    m->vec[i] = fabs(x);
    m->found_nan |= isnan(x);
    if (m->vec[i] > m->max)
        m->max = m->vec[i];
}

/* Frees the vector; status < 0: an error is pending. */
static Value norm_end(Thread *t, Norm *m, int status)
{
    double r = status < 0 ? 0 : vector_norm(m->vec, m->n, m->max, m->found_nan);
    if (m->vec != m->small)
        mem_free(t, m->vec, m->n * sizeof(double));
    return status < 0 ? V_ERROR : float_new(t, r);
}

NATIVE(math_hypot, "hypot(*coordinates)",
       "hypot(*coordinates) -> value\n\nMultidimensional Euclidean distance from the origin to a "
       "point.")
{
    Tuple *items = V_AS(Tuple, a[0]);
    Norm m;
    int status = 0;
    if (norm_begin(t, &m, items->len) < 0)
        return V_ERROR;
    for (size_t i = 0; i < items->len && status == 0; i++) {
        double x;
        status = value_to_double(t, items->items[i], &x);
        if (status == 0)
            norm_set(&m, i, x);
    }
    return norm_end(t, &m, status);
}

static Value distance(Thread *t, const Tuple *p, const Tuple *q)
{
    Norm m;
    int status = 0;
    if (p->len != q->len)
        return raise_format(t, EXC_ValueError,
                            "both points must have the same number of dimensions");
    if (norm_begin(t, &m, p->len) < 0)
        return V_ERROR;
    for (size_t i = 0; i < p->len && status == 0; i++) {
        double x, y;
        status = value_to_double(t, p->items[i], &x) < 0 ? -1 : value_to_double(t, q->items[i], &y);
        if (status == 0)
            norm_set(&m, i, x - y);
    }
    return norm_end(t, &m, status);
}

NATIVE(math_dist, "dist(p, q, /)", "Return the Euclidean distance between two points p and q.")
{
    Value p = v_has_layout(a[0], KIND_tuple) ? dup(a[0]) : iter_to_tuple(t, a[0]);
    if (v_is_error(p))
        return V_ERROR;
    Value q = v_has_layout(a[1], KIND_tuple) ? dup(a[1]) : iter_to_tuple(t, a[1]);
    Value r = v_is_error(q) ? V_ERROR : distance(t, V_AS(Tuple, p), V_AS(Tuple, q));
    if (!v_is_error(q))
        drop(t, q);
    drop(t, p);
    return r;
}

/* ---- fsum ---- */

/* Shewchuk's exact sum: partials of growing magnitude that do not overlap. */
typedef struct Partials {
    Thread *t;
    double small[32], *p;
    size_t n, cap;
    double special, infinities; /* sums of the values that are not finite */
} Partials;

static int partials_push(Partials *s, double x)
{
    if (s->n == s->cap) {
        double *p = mem_alloc_array(s->t, s->cap * 2, sizeof *p);
        if (!p)
            return -1;
        memcpy(p, s->p, s->n * sizeof *p);
        if (s->p != s->small)
            mem_free(s->t, s->p, s->cap * sizeof *p);
        s->p = p;
        s->cap *= 2;
    }
    s->p[s->n++] = x;
    return 0;
}

static int partials_add(Partials *s, double x)
{
    double start = x;
    size_t kept = 0;
    for (size_t i = 0; i < s->n; i++) {
        double y = s->p[i];
        if (fabs(x) < fabs(y)) {
            double swap = x;
            x = y;
            y = swap;
        }
        Double2 sum = {x + y, 0};
        sum.lo = y - (sum.hi - x);
        if (sum.lo != 0)
            s->p[kept++] = sum.lo;
        x = sum.hi;
    }
    s->n = kept;
    if (x == 0)
        return 0;
    if (isfinite(x))
        return partials_push(s, x);
    if (isfinite(start)) {
        raise_format(s->t, EXC_OverflowError, "intermediate overflow in fsum");
        return -1;
    }
    if (isinf(start))
        s->infinities += start;
    s->special += start;
    s->n = 0;
    return 0;
}

/* The sum of the partials, rounded once, half to even. */
static Value partials_total(Partials *s)
{
    if (s->special != 0)
        return isnan(s->infinities) ? raise_format(s->t, EXC_ValueError, "-inf + inf in fsum")
                                    : float_new(s->t, s->special);
    size_t n = s->n;
    double hi = 0, lo = 0;
    if (n > 0) {
        hi = s->p[--n];
        while (n > 0 && lo == 0) {
            double x = hi, y = s->p[--n];
            hi = x + y;
            lo = y - (hi - x);
        }
        /* A tie was broken towards even although more of the same sign follows. */
        if (n > 0 && ((lo < 0 && s->p[n - 1] < 0) || (lo > 0 && s->p[n - 1] > 0))) {
            double y = lo * 2, x = hi + y;
            if (y == x - hi)
                hi = x;
        }
    }
    return float_new(s->t, hi);
}

NATIVE(math_fsum, "fsum(seq, /)",
       "Return an accurate floating-point sum of values in the iterable seq.\n\nAssumes IEEE-754 "
       "floating-point arithmetic.")
{
    Partials s; /* the numbers are not zeroed */
    s.t = t;
    s.n = 0;
    s.cap = sizeof s.small / sizeof *s.small;
    s.special = s.infinities = 0;
    s.p = s.small;
    Value it = iter_get(t, a[0]);
    if (v_is_error(it))
        return V_ERROR;
    int status = 0;
    while (status == 0) {
        Value item = iter_next(t, it);
        double x;
        if (v_same(item, V_STOP))
            break;
        status = v_is_error(item) ? -1 : value_to_double(t, item, &x);
        if (!v_is_error(item))
            drop(t, item);
        if (status == 0)
            status = partials_add(&s, x);
    }
    drop(t, it);
    Value r = status < 0 ? V_ERROR : partials_total(&s);
    if (s.p != s.small)
        mem_free(t, s.p, s.cap * sizeof *s.p);
    return r;
}

/* ---- prod ---- */

NATIVE(math_prod, "prod(iterable, /, *, start=1)",
       "Calculate the product of all the elements in the input iterable.\n\nThe default start "
       "value for the product is 1.")
{
    Value acc = v_is_empty(a[1]) ? v_from_small(1) : dup(a[1]), it = iter_get(t, a[0]);
    if (v_is_error(it)) {
        drop(t, acc);
        return V_ERROR;
    }
    while (!v_is_error(acc)) {
        Value item = iter_next(t, it);
        if (v_same(item, V_STOP))
            break;
        Value next = v_is_error(item) ? V_ERROR : binary_op(t, OP_MUL, acc, item);
        if (!v_is_error(item))
            drop(t, item);
        drop(t, acc);
        acc = next;
    }
    drop(t, it);
    return acc;
}

/* ---- sumprod ---- */

typedef struct SumProduct {
    Value total;    /* owned */
    Double3 floats; /* products of floats not yet in total */
    bool floats_used, floats_off;
    int64_t ints;  /* products of ints not yet in total */
    bool ints_off; /* something else was met, or they overflowed: as CPython, for good */
} SumProduct;

/* Adds an owned value to the total; 0 or -1. */
static int sumprod_add(Thread *t, SumProduct *s, TAKES Value v)
{
    Value sum = v_is_error(v) ? V_ERROR : binary_op(t, OP_ADD, s->total, v);
    if (!v_is_error(v))
        drop(t, v);
    if (v_is_error(sum))
        return -1;
    v_set(t, &s->total, sum);
    return 0;
}

/* Two ints into the short sum; false when it is closed or closes now. */
static bool sumprod_ints(SumProduct *s, Value p, Value q)
{
    int64_t x, y, product;
    if (s->ints_off || v_kind(p) != KIND_int || v_kind(q) != KIND_int)
        return false;
    return int_fits64(p, &x) && int_fits64(q, &y) && !__builtin_mul_overflow(x, y, &product) &&
           !__builtin_add_overflow(s->ints, product, &product) && (s->ints = product, true);
}

static int sumprod_flush_ints(Thread *t, SumProduct *s)
{
    if (s->ints_off)
        return 0;
    s->ints_off = true;
    return sumprod_add(t, s, int_new(t, s->ints));
}

static int sumprod_flush(Thread *t, SumProduct *s)
{
    s->floats_off = true;
    if (!s->floats_used)
        return 0;
    s->floats_used = false;
    double d = total_of(s->floats);
    s->floats = (Double3){0, 0, 0};
    return sumprod_add(t, s, float_new(t, d));
}

/* Floats, or a float and an int: into the long sum. 1: done; 0: another way; -1: error. */
static int sumprod_floats(Thread *t, SumProduct *s, Value p, Value q)
{
    Kind pk = v_kind(p), qk = v_kind(q);
    bool p_int = pk == KIND_int || pk == KIND_bool, q_int = qk == KIND_int || qk == KIND_bool;
    double x, y;
    if (s->floats_off ||
        !((pk == KIND_float && (qk == KIND_float || q_int)) || (p_int && qk == KIND_float)))
        return 0;
    if (float_operands(t, p, q, &x, &y) < 0) {
        exc_clear(t);
        return 0;
    }
    Double3 sum = add_product(x, y, s->floats);
    if (!isfinite(sum.hi))
        return 0;
    s->floats = sum;
    s->floats_used = true;
    return 1;
}

static int sumprod_pair(Thread *t, SumProduct *s, Value p, Value q)
{
    if (sumprod_ints(s, p, q))
        return 0;
    if (sumprod_flush_ints(t, s) < 0)
        return -1;
    int done = sumprod_floats(t, s, p, q);
    if (done != 0)
        return done < 0 ? -1 : 0;
    return sumprod_flush(t, s) < 0 ? -1 : sumprod_add(t, s, binary_op(t, OP_MUL, p, q));
}

/* One step of both iterators: 1 both gave, 0 both ended, -1 error. */
static int next_pair(Thread *t, Value p_it, Value q_it, Value *p, Value *q)
{
    *p = iter_next(t, p_it);
    if (v_is_error(*p))
        return -1;
    *q = iter_next(t, q_it);
    bool p_end = v_same(*p, V_STOP), q_end = v_same(*q, V_STOP);
    if (!v_is_error(*q) && !p_end && !q_end)
        return 1;
    if (!v_is_error(*q) && p_end && q_end)
        return 0;
    if (!p_end)
        drop(t, *p);
    if (!v_is_error(*q)) {
        if (!q_end)
            drop(t, *q);
        raise_format(t, EXC_ValueError, "Inputs are not the same length");
    }
    return -1;
}

NATIVE(math_sumprod, "sumprod(p, q, /)",
       "Return the sum of products of values from two iterables p and q.\n\nRoughly equivalent "
       "to:\n\n    sum(itertools.starmap(operator.mul, zip(p, q, strict=True)))\n\nFor float and "
       "mixed int/float inputs, the intermediate products\nand sums are computed with extended "
       "precision.")
{
    Value p_it = iter_get(t, a[0]);
    if (v_is_error(p_it))
        return V_ERROR;
    Value q_it = iter_get(t, a[1]), p, q;
    int more = v_is_error(q_it) ? -1 : 1;
    SumProduct s = {.total = v_from_small(0)};
    while (more > 0 && (more = next_pair(t, p_it, q_it, &p, &q)) > 0) {
        if (sumprod_pair(t, &s, p, q) < 0)
            more = -1;
        drop(t, p);
        drop(t, q);
    }
    if (more == 0 && (sumprod_flush_ints(t, &s) < 0 || sumprod_flush(t, &s) < 0))
        more = -1;
    drop(t, p_it);
    if (!v_is_error(q_it))
        drop(t, q_it);
    if (more == 0)
        return s.total;
    drop(t, s.total);
    return V_ERROR;
}

const NativeDef *const math_sum_functions[] = {&math_hypot_def, &math_dist_def,    &math_fsum_def,
                                               &math_prod_def,  &math_sumprod_def, NULL};
