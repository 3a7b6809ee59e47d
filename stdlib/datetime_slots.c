/* SPDX-License-Identifier: MIT */
/*
 * Operators, hashes and comparisons of datetime's classes, as far as nothing else has a say:
 * instances of the classes themselves, not of subclasses, whose zones are None, the same, or
 * fixed. Anything else is left to functions of _datetime.py and _datetime_delta.py.
 *
 * The classes are in a ring through Type.native, and the VM owns them: each finds the others.
 */
#include "stdlib/datetime_internal.h"

/* ---- instances ---- */

Value in_language(Thread *t, const char *module, const char *function, Value a, Value b, Value c)
{
    ApiScope scope = api_scope_begin(t);
    Value args[] = {a, b, c};
    uint32_t n = v_is_empty(b) ? 1 : v_is_empty(c) ? 2 : 3;
    Value f = K(t, import_attr(t, module, function));
    return api_scope_return(t, scope, v_is_error(f) ? V_ERROR : K(t, call(t, f, args, n)));
}

Value date_of(Thread *t, Type *type, int64_t day)
{
    int64_t d[3];
    if (day < 1 || day > MAX_ORDINAL)
        return raise_format(t, EXC_OverflowError, "date value out of range");
    calendar_ymd(day, d);
    Value fields[] = {v_from_small(d[0]), v_from_small(d[1]), v_from_small(d[2])};
    return static_new(t, type, fields, 3);
}

Span span_sum(Span a, Span b, int sign)
{
    Span sum = {a.days + sign * b.days, a.seconds + sign * b.seconds, a.us + sign * b.us};
    if (sum.us < 0 || sum.us >= 1000000) {
        int64_t carry = floor_div(sum.us, 1000000);
        sum.us -= carry * 1000000;
        sum.seconds += carry;
    }
    if (sum.seconds < 0 || sum.seconds >= 86400) {
        int64_t carry = floor_div(sum.seconds, 86400);
        sum.seconds -= carry * 86400;
        sum.days += carry;
    }
    return sum;
}

static Value delta_of(Thread *t, Type *type, Span s)
{
    if (s.days < -MAX_DAYS || s.days > MAX_DAYS)
        return raise_format(t, EXC_OverflowError, "days=%ld; must have magnitude <= %d", s.days,
                            MAX_DAYS);
    Value fields[] = {v_from_small(s.days), v_from_small(s.seconds), v_from_small(s.us)};
    return static_new(t, type, fields, 3);
}

static Value datetime_of(Thread *t, Type *type, Span s, Value zone)
{
    int64_t d[3];
    if (s.days < 1 || s.days > MAX_ORDINAL)
        return raise_format(t, EXC_OverflowError, "date value out of range");
    calendar_ymd(s.days, d);
    uint32_t minutes = (uint32_t)s.seconds / 60;
    Value fields[] = {v_from_small(d[0]),
                      v_from_small(d[1]),
                      v_from_small(d[2]),
                      v_from_small(minutes / 60),
                      v_from_small(minutes % 60),
                      v_from_small(s.seconds - minutes * 60),
                      v_from_small(s.us),
                      zone,
                      v_from_small(0)};
    return static_new(t, type, fields, 9);
}

bool fixed_offset(Value zone, Span *offset)
{
    *offset = (Span){0, 0, 0};
    if (v_is_none(zone))
        return true;
    const Value *x = plain(zone, zone_hash, 0);
    const Value *d = x ? plain_delta(x[0]) : NULL;
    if (d)
        *offset = span_of_delta(d);
    return d != NULL;
}

/* ---- dates and datetimes: + and - ---- */

static Value date_add(Thread *t, Value a, Value b)
{
    const Value *x = plain_date(a), *d = plain_delta(b);
    if (x && d)
        return date_of(t, v_object(a)->type, day_of(x) + v_small(d[0]));
    return in_language(t, "_datetime", "date_add", a, b, V_EMPTY);
}

static Value date_sub(Thread *t, Value a, Value b)
{
    const Value *x = plain_date(a), *y = plain_date(b), *d = plain_delta(b);
    if (x && y)
        return delta_of(t, sibling(v_object(a)->type, delta_hash),
                        (Span){day_of(x) - day_of(y), 0, 0});
    if (x && d)
        return date_of(t, v_object(a)->type, day_of(x) - v_small(d[0]));
    return in_language(t, "_datetime", "date_sub", a, b, V_EMPTY);
}

static Value datetime_add(Thread *t, Value a, Value b)
{
    const Value *x = plain_datetime(a), *d = plain_delta(b);
    if (x && d)
        return datetime_of(t, v_object(a)->type, span_sum(span_of_datetime(x), span_of_delta(d), 1),
                           x[ZONE]);
    return in_language(t, "_datetime", "datetime_add", a, b, V_EMPTY);
}

static Value datetime_sub(Thread *t, Value a, Value b)
{
    const Value *x = plain_datetime(a), *y = plain_datetime(b), *d = plain_delta(b);
    if (x && y && v_same(x[ZONE], y[ZONE]))
        return delta_of(t, sibling(v_object(a)->type, delta_hash),
                        span_sum(span_of_datetime(x), span_of_datetime(y), -1));
    if (x && d)
        return datetime_of(t, v_object(a)->type,
                           span_sum(span_of_datetime(x), span_of_delta(d), -1), x[ZONE]);
    return in_language(t, "_datetime", "datetime_sub", a, b, V_EMPTY);
}

/* ---- timedelta ---- */

static Value delta_in_language(Thread *t, const char *function, Value a, Value b)
{
    return in_language(t, "_datetime_delta", function, a, b, V_EMPTY);
}

/* All of it in microseconds, if a double holds each such number exactly. */
static bool delta_us(const Value *x, int64_t *us)
{
    if (!x || v_small(x[0]) < -100000 || v_small(x[0]) > 100000)
        return false;
    *us = v_small(x[0]) * DAY_US + v_small(x[1]) * 1000000 + v_small(x[2]);
    return true;
}

static Value delta_of_us(Thread *t, Value like, int64_t us)
{
    return delta_of(t, v_object(like)->type, span_sum((Span){0, 0, us}, (Span){0, 0, 0}, 1));
}

static Value delta_add(Thread *t, Value a, Value b)
{
    const Value *x = plain_delta(a), *y = plain_delta(b);
    return x && y ? delta_of(t, v_object(a)->type, span_sum(span_of_delta(x), span_of_delta(y), 1))
                  : delta_in_language(t, "delta_add", a, b);
}

static Value delta_sub(Thread *t, Value a, Value b)
{
    const Value *x = plain_delta(a), *y = plain_delta(b);
    return x && y ? delta_of(t, v_object(a)->type, span_sum(span_of_delta(x), span_of_delta(y), -1))
                  : delta_in_language(t, "delta_sub", a, b);
}

static Value delta_mul(Thread *t, Value a, Value b)
{
    int64_t us;
    Value delta = v_is_small(a) ? b : a, by = v_is_small(a) ? a : b;
    if (v_is_small(by) && delta_us(plain_delta(delta), &us) &&
        !__builtin_mul_overflow(us, v_small(by), &us))
        return delta_of_us(t, delta, us);
    return delta_in_language(t, "delta_mul", a, b);
}

/* Rounded half to even. */
static int64_t divide_nearest(int64_t p, int64_t q)
{
    int64_t whole = floor_div(p, q), twice = 2 * (p - whole * q);
    return whole + (twice > q || (twice == q && whole & 1));
}

static Value delta_truediv(Thread *t, Value a, Value b)
{
    int64_t p, q;
    if (delta_us(plain_delta(a), &p) && delta_us(plain_delta(b), &q) && q)
        return float_new(t, (double)p / (double)q);
    if (v_is_small(b) && v_small(b) > 0 && v_small(b) < SMALL_MAX / 4 &&
        delta_us(plain_delta(a), &p))
        return delta_of_us(t, a, divide_nearest(p, v_small(b)));
    return delta_in_language(t, "delta_truediv", a, b);
}

static Value delta_floordiv(Thread *t, Value a, Value b)
{
    int64_t p, q;
    bool of_deltas = delta_us(plain_delta(b), &q);
    if (v_is_small(b))
        q = v_small(b);
    if ((of_deltas || v_is_small(b)) && q > 0 && delta_us(plain_delta(a), &p))
        return of_deltas ? int_new(t, floor_div(p, q)) : delta_of_us(t, a, floor_div(p, q));
    return delta_in_language(t, "delta_floordiv", a, b);
}

static Value delta_mod(Thread *t, Value a, Value b)
{
    int64_t p, q;
    if (delta_us(plain_delta(a), &p) && delta_us(plain_delta(b), &q) && q > 0)
        return delta_of_us(t, a, p - floor_div(p, q) * q);
    return delta_in_language(t, "delta_mod", a, b);
}

static Value delta_divmod(Thread *t, Value a, Value b)
{
    return delta_in_language(t, "delta_divmod", a, b);
}

/* 0 + sign * self: a timedelta, whatever the class of self. */
static Value delta_signed(Thread *t, Value self, int sign)
{
    int64_t d[3];
    if (calendar_fields(t, self, 3, d) < 0)
        return V_ERROR;
    return delta_of(t, sibling(v_object(self)->type->native, delta_hash),
                    span_sum((Span){0, 0, 0}, (Span){d[0], d[1], d[2]}, sign));
}

static Value delta_neg(Thread *t, Value self)
{
    return delta_signed(t, self, -1);
}

static Value delta_pos(Thread *t, Value self)
{
    return delta_signed(t, self, 1);
}

static Value delta_abs(Thread *t, Value self)
{
    return delta_signed(t, self,
                        v_is_small(slots_of(self)[0]) && v_small(slots_of(self)[0]) < 0 ? -1 : 1);
}

static int delta_truth(Thread *t, Value self)
{
    int64_t d[3];
    return calendar_fields(t, self, 3, d) < 0 ? -1 : (d[0] | d[1] | d[2]) != 0;
}

/* ---- hashes: of the bytes that a pickle holds, or of the time since a moment in UTC ---- */

static int hash_span(Thread *t, Span s, int64_t *hash)
{
    Value fields[] = {v_from_small(s.days), v_from_small(s.seconds), v_from_small(s.us)};
    return items_hash(t, fields, 3, hash);
}

int delta_hash(Thread *t, Value self, int64_t *hash)
{
    int64_t d[3];
    return calendar_fields(t, self, 3, d) < 0 ? -1 : hash_span(t, (Span){d[0], d[1], d[2]}, hash);
}

int zone_hash(Thread *t, Value self, int64_t *hash)
{
    Value offset = slots_of(self)[0];
    return value_hash(t, v_is_empty(offset) ? V_NONE : offset, hash);
}

static void put_date(const int64_t d[3], uint8_t out[4])
{
    out[0] = (uint8_t)(d[0] >> 8);
    out[1] = (uint8_t)d[0];
    out[2] = (uint8_t)d[1];
    out[3] = (uint8_t)d[2];
}

static void put_clock(const int64_t c[4], uint8_t out[6])
{
    for (int i = 0; i < 3; i++)
        out[i] = (uint8_t)c[i];
    for (int i = 0; i < 3; i++)
        out[3 + i] = (uint8_t)(c[3] >> (16 - 8 * i));
}

int date_hash(Thread *t, Value self, int64_t *hash)
{
    int64_t d[3];
    uint8_t state[4];
    if (calendar_fields(t, self, 3, d) < 0)
        return -1;
    put_date(d, state);
    *hash = hash_bytes(state, sizeof state);
    return 0;
}

/* As a function of _datetime says that has the fold and the zone to ask. */
static int hash_in_language(Thread *t, const char *function, Value self, int64_t *hash)
{
    ApiScope scope = api_scope_begin(t);
    Value h = K(t, in_language(t, "_datetime", function, self, V_EMPTY, V_EMPTY));
    int status = v_is_error(h) ? -1 : value_hash(t, h, hash);
    api_scope_end(t, scope);
    return status;
}

int datetime_hash(Thread *t, Value self, int64_t *hash)
{
    Span offset;
    int64_t d[7];
    uint8_t state[10];
    const Value *x = plain_datetime(self);
    if (!x || !fixed_offset(x[ZONE], &offset))
        return hash_in_language(t, "datetime_hashed", self, hash);
    if (!v_is_none(x[ZONE]))
        return hash_span(t, span_sum(span_of_datetime(x), offset, -1), hash);
    for (int i = 0; i < 7; i++)
        d[i] = v_small(x[i]);
    put_date(d, state);
    put_clock(d + HOUR, state + 4);
    *hash = hash_bytes(state, sizeof state);
    return 0;
}

int time_hash(Thread *t, Value self, int64_t *hash)
{
    int64_t c[4];
    uint8_t state[6];
    const Value *x = plain(self, time_hash, 4);
    if (!x || !v_is_none(x[ZONE - HOUR]))
        return hash_in_language(t, "time_hashed", self, hash);
    for (int i = 0; i < 4; i++)
        c[i] = v_small(x[i]);
    put_clock(c, state);
    *hash = hash_bytes(state, sizeof state);
    return 0;
}

/* ---- comparison: of two instances of one class here, of anything else in the language ---- */

/* As keys, a function of the module, tells: NotImplemented, None (they differ) or two numbers. */
static Value compare_keys(Thread *t, const char *module, const char *keys, Value a, Value b, int op)
{
    ApiScope scope = api_scope_begin(t);
    Value made = K(t, in_language(t, module, keys, a, b, v_bool(op == CMP_EQ || op == CMP_NE)));
    if (v_is_none(made))
        made = v_bool(op == CMP_NE);
    else if (v_is_kind(made, KIND_tuple))
        made = K(t, compare_op(t, op, V_AS(Tuple, made)->items[0], V_AS(Tuple, made)->items[1]));
    return api_scope_return(t, scope, made);
}

/* The slots of both, if they are of the same class and the first n slots of each hold ints. */
static bool same_fields(Thread *t, Value a, Value b, size_t n, const Value **x, const Value **y)
{
    const Type *type = v_type(t, a);
    if (!v_is_object(b) || v_type(t, b) != type || type->nslots < n)
        return false;
    *x = (const Value *)((const char *)v_object(a) + type->slots_at);
    *y = (const Value *)((const char *)v_object(b) + type->slots_at);
    for (size_t i = 0; i < n; i++)
        if (!v_is_small((*x)[i]) || !v_is_small((*y)[i]))
            return false;
    return true;
}

static Value compare_fields(const Value *x, const Value *y, size_t n, int op)
{
    size_t i = 0;
    while (i + 1 < n && v_small(x[i]) == v_small(y[i]))
        i++;
    int64_t p = v_small(x[i]), q = v_small(y[i]);
    return v_bool(order_holds((p > q) - (p < q), op));
}

/* A class with as many slots as datetime may be one of datetimes, which are not ordered as dates.
 */
static Value date_compare(Thread *t, Value a, Value b, int op)
{
    const Value *x, *y;
    if (v_type(t, a)->nslots < 9 && same_fields(t, a, b, 3, &x, &y))
        return compare_fields(x, y, 3, op);
    return compare_keys(t, "_datetime", "date_keys", a, b, op);
}

static Value datetime_compare(Thread *t, Value a, Value b, int op)
{
    const Value *x, *y;
    if (same_fields(t, a, b, ZONE, &x, &y) && v_same(x[ZONE], y[ZONE]))
        return compare_fields(x, y, ZONE, op);
    return compare_keys(t, "_datetime", "datetime_keys", a, b, op);
}

static Value time_compare(Thread *t, Value a, Value b, int op)
{
    const Value *x, *y;
    if (same_fields(t, a, b, ZONE - HOUR, &x, &y) && v_same(x[ZONE - HOUR], y[ZONE - HOUR]))
        return compare_fields(x, y, ZONE - HOUR, op);
    return compare_keys(t, "_datetime", "time_keys", a, b, op);
}

static Value delta_compare(Thread *t, Value a, Value b, int op)
{
    const Value *x, *y;
    if (same_fields(t, a, b, 3, &x, &y))
        return compare_fields(x, y, 3, op);
    return compare_keys(t, "_datetime_delta", "delta_keys", a, b, op);
}

/* ---- the classes ---- */

/* A constructor for n to most small ints by position; everything else is for __new__. */
static Value new_of_ints(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames,
                         int64_t *d, uint32_t least, uint32_t most)
{
    bool fits = cls->flags & TF_IMMUTABLE && nargs >= least && nargs <= most && v_is_empty(kwnames);
    for (uint32_t i = 0; i < nargs && fits; i++) {
        fits = v_is_small(args[i]) && v_small(args[i]) >= 0 && v_small(args[i]) <= INT32_MAX;
        d[i] = fits ? v_small(args[i]) : 0;
    }
    return fits ? V_NONE : type_new_in_language(t, cls, args, nargs, kwnames);
}

static Value date_new_slot(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    int64_t d[3];
    Value made = new_of_ints(t, cls, args, nargs, kwnames, d, 3, 3);
    if (!v_is_none(made))
        return made;
    return calendar_check_date(t, d) < 0 ? V_ERROR : static_new(t, cls, args, 3);
}

static Value datetime_new_slot(Thread *t, Type *cls, const Value *args, uint32_t nargs,
                               Value kwnames)
{
    int64_t d[ZONE] = {0};
    Value made = new_of_ints(t, cls, args, nargs, kwnames, d, 3, ZONE);
    if (!v_is_none(made))
        return made;
    if (calendar_check_date(t, d) < 0 || calendar_check_clock(t, d + HOUR, 0) < 0)
        return V_ERROR;
    Value fields[FOLD + 1] = {[ZONE] = V_NONE, [FOLD] = v_from_small(0)};
    for (int i = 0; i < ZONE; i++)
        fields[i] = v_from_small(d[i]);
    return static_new(t, cls, fields, FOLD + 1);
}

static Value time_new_slot(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    int64_t c[4] = {0};
    Value made = new_of_ints(t, cls, args, nargs, kwnames, c, 0, 4);
    if (!v_is_none(made))
        return made;
    if (calendar_check_clock(t, c, 0) < 0)
        return V_ERROR;
    Value fields[] = {
        v_from_small(c[0]), v_from_small(c[1]), v_from_small(c[2]), v_from_small(c[3]), V_NONE,
        v_from_small(0)};
    return static_new(t, cls, fields, 6);
}

/* What the classes have in C: slots with wrappers in front of them, constructors that go before
   __new__, methods. */
static const struct {
    Slots slots;
    NewFn new_;
    const NativeDef *const *methods;
} parts[CALENDAR_CLASSES] = {
    {{.hash = date_hash,
      .compare = date_compare,
      .str = date_str,
      .binary = {[OP_ADD] = date_add, [OP_SUB] = date_sub}},
     date_new_slot,
     date_methods},
    {{.hash = datetime_hash,
      .compare = datetime_compare,
      .str = datetime_str,
      .binary = {[OP_ADD] = datetime_add, [OP_SUB] = datetime_sub}},
     datetime_new_slot,
     datetime_methods},
    {{.hash = time_hash, .compare = time_compare}, time_new_slot, time_methods},
    {{.hash = delta_hash,
      .compare = delta_compare,
      .neg = delta_neg,
      .pos = delta_pos,
      .abs = delta_abs,
      .truth = delta_truth,
      .binary = {[OP_ADD] = delta_add,
                 [OP_SUB] = delta_sub,
                 [OP_MUL] = delta_mul,
                 [OP_TRUEDIV] = delta_truediv,
                 [OP_FLOORDIV] = delta_floordiv,
                 [OP_MOD] = delta_mod,
                 [OP_DIVMOD] = delta_divmod}},
     NULL,
     NULL},
    {{.hash = zone_hash}, NULL, NULL},
};
static int complete(Thread *t, Type *type, size_t i)
{
    void *const *from = (void *const *)&parts[i].slots;
    if (type_slots_expose(t, type, &parts[i].slots) < 0 ||
        (parts[i].methods && type_add_methods(t, type, parts[i].methods) < 0))
        return -1;
    for (size_t slot = 0; slot < sizeof(Slots) / sizeof(void *); slot++)
        if (from[slot])
            ((void **)&type->s)[slot] = from[slot];
    if (parts[i].new_)
        type->s.new_ = parts[i].new_;
    type_modified(t, type);
    return 0;
}

int calendar_complete(Thread *t, const Value *classes)
{
    for (size_t i = 0; i < CALENDAR_CLASSES; i++)
        if (!v_is_type(classes[i])) {
            raise_format(t, EXC_TypeError, "a class is needed, not %T", classes[i]);
            return -1;
        }
    for (size_t i = 0; i < CALENDAR_CLASSES; i++) {
        Type *type = V_AS(Type, classes[i]);
        if (api_own_type(t, type) < 0 || complete(t, type, i) < 0)
            return -1;
        type->native = V_AS(Type, classes[(i + 1) % CALENDAR_CLASSES]);
    }
    return 0;
}
