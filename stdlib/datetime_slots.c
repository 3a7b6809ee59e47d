/* SPDX-License-Identifier: MIT */
/*
 * Operators, hashes, comparisons and the commonest methods of datetime's classes, as far as nothing
 * else has a say: instances of the classes themselves, not of subclasses, whose zones are None,
 * the same, or fixed. Anything else is left to functions of _datetime.py and _datetime_delta.py.
 *
 * The classes are in a ring through Type.native, and the VM owns them: each finds the others.
 */
#include "stdlib/_calendar.h"

enum { HOUR = 3, ZONE = 7, FOLD = 8 }; /* slots of a datetime; a time has those from HOUR on */

static int date_hash(Thread *t, Value self, int64_t *hash);
static int datetime_hash(Thread *t, Value self, int64_t *hash);
static int time_hash(Thread *t, Value self, int64_t *hash);
static int delta_hash(Thread *t, Value self, int64_t *hash);
static int zone_hash(Thread *t, Value self, int64_t *hash);

/* ---- instances ---- */

/* The class in whose ring `type` is and that has this hash. */
static Type *sibling(Type *type, HashFn hash)
{
    while (type->s.hash != hash)
        type = type->native;
    return type;
}

static const Value *slots_of(Value instance)
{
    return (const Value *)((const char *)v_object(instance) + v_object(instance)->type->slots_at);
}

static bool is_plain_class(const Type *type, HashFn hash)
{
    return type->s.hash == hash && type->flags & TF_IMMUTABLE;
}

/* The slots of an instance of exactly the class with this hash, the first n of which hold ints;
   NULL: it is none. */
static const Value *plain(Value v, HashFn hash, size_t n)
{
    if (!v_is_object(v) || !is_plain_class(v_object(v)->type, hash))
        return NULL;
    const Value *x = slots_of(v);
    for (size_t i = 0; i < n; i++)
        if (!v_is_small(x[i]))
            return NULL;
    return x;
}

static const Value *plain_date(Value v)
{
    return plain(v, date_hash, 3);
}

static const Value *plain_datetime(Value v)
{
    return plain(v, datetime_hash, ZONE);
}

static const Value *plain_delta(Value v)
{
    return plain(v, delta_hash, 3);
}

/* function(a, b, c) of a module: EMPTY ends the arguments. Owned. */
static Value in_language(Thread *t, const char *module, const char *function, Value a, Value b,
                         Value c)
{
    ApiScope scope = api_scope_begin(t);
    Value args[] = {a, b, c};
    uint32_t n = v_is_empty(b) ? 1 : v_is_empty(c) ? 2 : 3;
    Value f = K(t, import_attr(t, module, function));
    return api_scope_return(t, scope, v_is_error(f) ? V_ERROR : K(t, call(t, f, args, n)));
}

static Value date_of(Thread *t, Type *type, int64_t day)
{
    int64_t d[3];
    if (day < 1 || day > MAX_ORDINAL)
        return raise_format(t, EXC_OverflowError, "date value out of range");
    calendar_ymd(day, d);
    Value fields[] = {v_from_small(d[0]), v_from_small(d[1]), v_from_small(d[2])};
    return static_new(t, type, fields, 3);
}

/* Days, seconds, microseconds: of the time between moments, or of a moment itself. */
typedef struct Span {
    int64_t days, seconds, us;
} Span;

static Span span_of_delta(const Value *x)
{
    return (Span){v_small(x[0]), v_small(x[1]), v_small(x[2])};
}

static int64_t day_of(const Value *x)
{
    return calendar_ordinal(v_small(x[0]), v_small(x[1]), v_small(x[2]));
}

static Span span_of_datetime(const Value *x)
{
    return (Span){day_of(x), (v_small(x[3]) * 60 + v_small(x[4])) * 60 + v_small(x[5]),
                  v_small(x[6])};
}

static Span span_sum(Span a, Span b, int sign)
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

/* The offset of a zone that is None (0) or a timezone; false: it is to be asked. */
static bool fixed_offset(Value zone, Span *offset)
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

static int delta_hash(Thread *t, Value self, int64_t *hash)
{
    int64_t d[3];
    return calendar_fields(t, self, 3, d) < 0 ? -1 : hash_span(t, (Span){d[0], d[1], d[2]}, hash);
}

static int zone_hash(Thread *t, Value self, int64_t *hash)
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

static int date_hash(Thread *t, Value self, int64_t *hash)
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

static int datetime_hash(Thread *t, Value self, int64_t *hash)
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

static int time_hash(Thread *t, Value self, int64_t *hash)
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

/* ---- texts ---- */

/* Digits of a number from 0 on, as many as size says. */
static char *put_digits(char *p, int64_t n, int size)
{
    for (int i = size; i-- > 0; n /= 10)
        p[i] = (char)('0' + n % 10);
    return p + size;
}

static char *put_iso_date(char *p, const int64_t d[3])
{
    p = put_digits(p, d[0], 4);
    *p++ = '-';
    p = put_digits(p, d[1], 2);
    *p++ = '-';
    return put_digits(p, d[2], 2);
}

static char *put_iso_clock(char *p, int64_t hour, int64_t minute, int64_t second, int64_t us)
{
    p = put_digits(p, hour, 2);
    *p++ = ':';
    p = put_digits(p, minute, 2);
    *p++ = ':';
    p = put_digits(p, second, 2);
    if (us) {
        *p++ = '.';
        p = put_digits(p, us, 6);
    }
    return p;
}

static char *put_offset(char *p, Span offset)
{
    int64_t minutes = (offset.days * 86400 + offset.seconds) / 60;
    *p++ = minutes < 0 ? '-' : '+';
    minutes = minutes < 0 ? -minutes : minutes;
    p = put_digits(p, minutes / 60, 2);
    *p++ = ':';
    return put_digits(p, minutes % 60, 2);
}

API(date_isoformat, "isoformat(self, /)", "Return string in ISO 8601 format, YYYY-MM-DD.")
{
    int64_t d[3];
    char text[16];
    if (calendar_fields(t, a[0], 3, d) < 0)
        return V_ERROR;
    return K(t, str_from_latin1(t, text, (size_t)(put_iso_date(text, d) - text)));
}

/* The text of a datetime whose zone is None or an offset of whole minutes, owned; EMPTY: it is of
   another kind. */
static Value iso_text(Thread *t, Value self, char sep)
{
    Span offset;
    char text[48], *p;
    const Value *x = plain_datetime(self);
    if (!x || !fixed_offset(x[ZONE], &offset) || offset.us || offset.seconds % 60)
        return V_EMPTY;
    int64_t d[ZONE];
    for (int i = 0; i < ZONE; i++)
        d[i] = v_small(x[i]);
    p = put_iso_date(text, d);
    *p++ = sep;
    p = put_iso_clock(p, d[3], d[4], d[5], d[6]);
    if (!v_is_none(x[ZONE]))
        p = put_offset(p, offset);
    return str_from_latin1(t, text, (size_t)(p - text));
}

API_FLAGS(datetime_isoformat, "isoformat(self, sep='T', timespec='auto')",
          "[sep] -> string in ISO 8601 format, YYYY-MM-DDT[HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].\n"
          "sep is used to separate the year from the time, and defaults to 'T'.\n"
          "The optional argument timespec specifies the number of additional terms\n"
          "of the time to include. Valid options are 'auto', 'hours', 'minutes',\n"
          "'seconds', 'milliseconds' and 'microseconds'.",
          0)
{
    const Str *sep = v_is_str(a[1]) ? V_AS(Str, a[1]) : NULL;
    bool ascii = v_is_empty(a[1]) || (sep && sep->len == 1 && str_at(sep, 0) < 128);
    Value text = V_EMPTY;
    if (ascii && v_is_empty(a[2]))
        text = K(t, iso_text(t, a[0], sep ? (char)str_at(sep, 0) : 'T'));
    if (!v_is_empty(text))
        return text;
    Value separator = v_is_empty(a[1]) ? K(t, str_from_cstr(t, "T")) : a[1];
    Value spec = v_is_empty(a[2]) ? K(t, str_from_cstr(t, "auto")) : a[2];
    return v_is_error(separator) || v_is_error(spec)
               ? V_ERROR
               : K(t, in_language(t, "_datetime", "datetime_iso", a[0], separator, spec));
}

/* self.isoformat() with that separator, or without one. */
static Value iso_of_other(Thread *t, Value self, const char *sep)
{
    ApiScope scope = api_scope_begin(t);
    Value name = K(t, str_intern_utf8(t, "isoformat", 9));
    Value arg = sep ? K(t, str_from_cstr(t, sep)) : V_NONE, text = V_ERROR;
    if (!v_is_error(name) && !v_is_error(arg))
        text = K(t, call_method(t, self, V_AS(Str, name), &arg, sep != NULL));
    return api_scope_return(t, scope, text);
}

static Value date_str(Thread *t, Value self)
{
    return plain_date(self) ? date_isoformat_native(t, &self, 1) : iso_of_other(t, self, NULL);
}

static Value datetime_str(Thread *t, Value self)
{
    Value text = iso_text(t, self, ' ');
    return v_is_empty(text) ? iso_of_other(t, self, " ") : text;
}

API(time_isoformat, "isoformat(self, timespec='auto')",
    "Return string in ISO 8601 format, [HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].\n\n"
    "The optional argument timespec specifies the number of additional terms\n"
    "of the time to include. Valid options are 'auto', 'hours', 'minutes',\n"
    "'seconds', 'milliseconds' and 'microseconds'.")
{
    char text[24], *end;
    const Value *x = plain(a[0], time_hash, 4);
    if (!x || !v_is_none(x[ZONE - HOUR]) || !v_is_empty(a[1])) {
        Value spec = v_is_empty(a[1]) ? K(t, str_from_cstr(t, "auto")) : a[1];
        return v_is_error(spec)
                   ? V_ERROR
                   : K(t, in_language(t, "_datetime", "time_iso", a[0], spec, V_EMPTY));
    }
    end = put_iso_clock(text, v_small(x[0]), v_small(x[1]), v_small(x[2]), v_small(x[3]));
    return K(t, str_from_latin1(t, text, (size_t)(end - text)));
}

/* ---- from texts and numbers ---- */

API_CLASS(date_fromordinal, "fromordinal(cls, ordinal, /)",
          "int -> date corresponding to a proleptic Gregorian ordinal.")
{
    int64_t n, d[3];
    if (calendar_index32(t, a[1], &n) < 0)
        return V_ERROR;
    if (n < 1)
        return raise_format(t, EXC_ValueError, "ordinal must be >= 1");
    if (n <= MAX_ORDINAL && is_plain_class(V_AS(Type, a[0]), date_hash))
        return K(t, date_of(t, V_AS(Type, a[0]), n));
    calendar_ymd(n, d);
    Value fields[] = {v_from_small(d[0]), v_from_small(d[1]), v_from_small(d[2])};
    return K(t, call(t, a[0], fields, 3));
}

/* The characters of an ASCII text of this length, or NULL. */
static const uint8_t *ascii_of(Value v, size_t len)
{
    return v_is_str(v) && V_AS(Str, v)->unit == 1 && V_AS(Str, v)->len == len
               ? str_data(V_AS(Str, v))
               : NULL;
}

API_CLASS(date_fromisoformat, "fromisoformat(cls, object, /)",
          "str -> Construct a date from a string in ISO 8601 format.")
{
    int64_t d[3] = {0};
    const uint8_t *p = ascii_of(a[1], 10);
    if (!p || !is_plain_class(V_AS(Type, a[0]), date_hash) ||
        !calendar_read(p, "aaaa-bb-cc", 10, d))
        return K(t, in_language(t, "_datetime", "date_from_iso", a[0], a[1], V_EMPTY));
    if (calendar_check_date(t, d) < 0)
        return V_ERROR;
    Value fields[] = {v_from_small(d[0]), v_from_small(d[1]), v_from_small(d[2])};
    return static_instance(t, V_AS(Type, a[0]), fields, 3);
}

/* timezone.utc, borrowed from its class; EMPTY: it is not there. */
static Value utc_of(Thread *t, Type *like)
{
    Value name = K(t, str_intern_utf8(t, "utc", 3));
    return v_is_error(name) ? V_EMPTY
                            : dict_get_str(sibling(like, zone_hash)->dict, V_AS(Str, name));
}

/* The length of a text behind which UTC is written: Z or +00:00. */
static size_t without_utc(const uint8_t *p, size_t len)
{
    if (len > 19 && p[len - 1] == 'Z')
        return len - 1;
    return len > 24 && !memcmp(p + len - 6, "+00:00", 6) ? len - 6 : len;
}

API_CLASS(datetime_fromisoformat, "fromisoformat(cls, object, /)",
          "string -> datetime from a string in most ISO 8601 formats")
{
    Type *cls = V_AS(Type, a[0]);
    int64_t d[ZONE] = {0};
    const Str *s = v_is_str(a[1]) && V_AS(Str, a[1])->unit == 1 ? V_AS(Str, a[1]) : NULL;
    size_t len = s ? without_utc(str_data(s), s->len) : 0;
    Value zone = s && len < s->len ? V_EMPTY : V_NONE;
    if (v_is_empty(zone) && is_plain_class(cls, datetime_hash))
        zone = utc_of(t, cls);
    if ((len != 10 && len != 19 && len != 26) || v_is_empty(zone) ||
        !is_plain_class(cls, datetime_hash) ||
        !calendar_read(str_data(s), "aaaa-bb-cc.dd:ee:ff,gggggg", len, d))
        return K(t, in_language(t, "_datetime", "datetime_from_iso", a[0], a[1], V_EMPTY));
    if (calendar_check_date(t, d) < 0 || calendar_check_clock(t, d + HOUR, 0) < 0)
        return V_ERROR;
    Value fields[FOLD + 1] = {[ZONE] = zone, [FOLD] = v_from_small(0)};
    for (int i = 0; i < ZONE; i++)
        fields[i] = v_from_small(d[i]);
    return static_instance(t, cls, fields, FOLD + 1);
}

/* ---- what they say of themselves ---- */

/* The ordinal of a date of any class; -1: error. */
static int64_t ordinal_of(Thread *t, Value self)
{
    int64_t d[3];
    return calendar_fields(t, self, 3, d) < 0 ? -1 : calendar_ordinal(d[0], d[1], d[2]);
}

API(date_toordinal, "toordinal(self, /)",
    "Return proleptic Gregorian ordinal.  January 1 of year 1 is day 1.")
{
    int64_t n = ordinal_of(t, a[0]);
    return n < 0 ? V_ERROR : v_from_small(n);
}

API(date_weekday, "weekday(self, /)",
    "Return the day of the week represented by the date.\nMonday == 0 ... Sunday == 6")
{
    int64_t n = ordinal_of(t, a[0]);
    return n < 0 ? V_ERROR : v_from_small((n + 6) % 7);
}

API(date_isoweekday, "isoweekday(self, /)",
    "Return the day of the week represented by the date.\nMonday == 1 ... Sunday == 7")
{
    int64_t n = ordinal_of(t, a[0]);
    return n < 0 ? V_ERROR : v_from_small((n + 6) % 7 + 1);
}

API(datetime_date, "date(self, /)", "Return date object with same year, month and day.")
{
    const Value *x = static_slots(t, a[0], FOLD + 1);
    Type *type = sibling(v_object(a[0])->type->native, date_hash);
    return x ? static_instance(t, type, x, 3) : V_ERROR;
}

static Value time_of(Thread *t, Value self, bool with_zone)
{
    const Value *x = static_slots(t, self, FOLD + 1);
    if (!x)
        return V_ERROR;
    Value fields[] = {x[3], x[4], x[5], x[6], with_zone ? x[ZONE] : V_NONE, x[FOLD]};
    return static_instance(t, sibling(v_object(self)->type->native, time_hash), fields, 6);
}

API(datetime_time, "time(self, /)", "Return time object with same time but with tzinfo=None.")
{
    return time_of(t, a[0], false);
}

API(datetime_timetz, "timetz(self, /)", "Return time object with same time and tzinfo.")
{
    return time_of(t, a[0], true);
}

API(datetime_timestamp, "timestamp(self, /)", "Return POSIX timestamp as float.")
{
    Span offset;
    int64_t utc;
    const Value *x = plain_datetime(a[0]);
    if (!x || !fixed_offset(x[ZONE], &offset))
        return K(t, in_language(t, "_datetime", "datetime_timestamp", a[0], V_EMPTY, V_EMPTY));
    Span s = span_sum(span_of_datetime(x), offset, -1);
    int64_t seconds = (s.days - EPOCH_DAY) * 86400 + s.seconds;
    if (!v_is_none(x[ZONE])) {
        int64_t us = seconds * 1000000 + s.us;
        if (us < -(INT64_C(1) << 53) || us > INT64_C(1) << 53)
            return K(t, in_language(t, "_datetime", "datetime_timestamp", a[0], V_EMPTY, V_EMPTY));
        return K(t, float_new(t, (double)us / 1e6));
    }
    if (calendar_utc_seconds(t, seconds, v_same(x[FOLD], v_from_small(1)), &utc) < 0)
        return V_ERROR;
    return K(t, float_new(t, (double)utc + (double)s.us / 1e6));
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

static const NativeDef *const date_methods[] = {&date_fromordinal_def,
                                                &date_fromisoformat_def,
                                                &date_isoformat_def,
                                                &date_toordinal_def,
                                                &date_weekday_def,
                                                &date_isoweekday_def,
                                                NULL};
static const NativeDef *const datetime_methods[] = {&datetime_fromisoformat_def,
                                                    &datetime_isoformat_def,
                                                    &datetime_date_def,
                                                    &datetime_time_def,
                                                    &datetime_timetz_def,
                                                    &datetime_timestamp_def,
                                                    NULL};
static const NativeDef *const time_methods[] = {&time_isoformat_def, NULL};

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
