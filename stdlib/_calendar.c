/* SPDX-License-Identifier: MIT */
/*
 * _calendar: what datetime does most. The Gregorian calendar without end in both directions, what
 * may be a date or a time of a day, and the fields of dates and timedeltas, whose classes are in
 * the language (_datetime.py): a date has the slots year, month, day; a datetime behind them hour,
 * minute, second, microsecond, tzinfo, fold; a timedelta days, seconds, microseconds.
 */
#include <time.h>
#include "stdlib/_static.h"
#include "vm/core/type.h"
#include "vm/objects/helpers.h"
#include "vm/objects/int.h"

#define DAY_US      INT64_C(86400000000)
#define MAX_ORDINAL 3652059 /* 31 December 9999 */
#define MAX_DAYS    999999999

/* ---- numbers ---- */

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

/* An int that fits in 32 bits, of anything with __index__: 0, or -1 with CPython's error. */
static int to_index32(Thread *t, Value v, int64_t *out)
{
    Value n = v_is_small(v) ? v : K(t, value_index(t, v));
    if (v_is_error(n))
        return -1;
    bool fits = int_fits64(n, out);
    if (fits && *out >= INT32_MIN && *out <= INT32_MAX)
        return 0;
    if (!fits)
        raise_format(t, EXC_OverflowError, "Python int too large to convert to C long");
    else
        raise_format(t, EXC_OverflowError, "signed integer is %s",
                     *out > 0 ? "greater than maximum" : "less than minimum");
    return -1;
}

static int to_index32_all(Thread *t, const Value *v, size_t n, int64_t *out)
{
    for (size_t i = 0; i < n; i++)
        if (to_index32(t, v[i], &out[i]) < 0)
            return -1;
    return 0;
}

API(calendar_index32, "index32(value, /)", "An int that fits in 32 bits.")
{
    int64_t n;
    return to_index32(t, a[0], &n) < 0 ? V_ERROR : v_from_small(n);
}

/* n fields of an instance: ints, or -1 with TypeError. */
static int fields_of(Thread *t, Value instance, size_t n, int64_t *out)
{
    const Value *slots = static_slots(t, instance, n);
    for (size_t i = 0; slots && i < n; i++) {
        if (!v_is_small(slots[i])) {
            raise_format(t, EXC_TypeError, "a field of %T is no int", instance);
            return -1;
        }
        out[i] = v_small(slots[i]);
    }
    return slots ? 0 : -1;
}

static int check_class(Thread *t, Value cls)
{
    if (v_is_type(cls))
        return 0;
    raise_format(t, EXC_TypeError, "a class is needed, not %T", cls);
    return -1;
}

/* ---- the calendar ---- */

static bool is_leap(int64_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* The number of the day; 1 January of the year 1 has 1. */
static int64_t ordinal(int64_t year, int64_t month, int64_t day)
{
    static const int16_t before_month[] = {0,   0,   31,  59,  90,  120, 151,
                                           181, 212, 243, 273, 304, 334};
    int64_t before = year - 1;
    return before * 365 + floor_div(before, 4) - floor_div(before, 100) + floor_div(before, 400) +
           before_month[month] + day + (month > 2 && is_leap(year));
}

/* Year, month, day of an ordinal. Years begin in March here, so that the day that leap years have
   more is their last one, and months have 153 days in five. */
static void ymd(int64_t n, int64_t out[3])
{
    int64_t era = floor_div(n + 305, 146097), day = n + 305 - era * 146097;
    int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    day -= 365 * year + year / 4 - year / 100;
    int64_t month = (5 * day + 2) / 153;
    day -= (153 * month + 2) / 5 - 1;
    month += month < 10 ? 3 : -9;
    out[0] = era * 400 + year + (month < 3);
    out[1] = month;
    out[2] = day;
}

API(calendar_is_leap, "is_leap(year, /)", "Has the year a 29 February?")
{
    int64_t year;
    return to_index32(t, a[0], &year) < 0 ? V_ERROR : v_bool(is_leap(year));
}

API(calendar_ordinal, "ordinal(year, month, day, /)",
    "The number of the day; 1 January of the year 1 has 1.")
{
    int64_t d[3];
    if (to_index32_all(t, a, 3, d) < 0)
        return V_ERROR;
    if (d[1] < 1 || d[1] > 12)
        return raise_format(t, EXC_ValueError, "month must be in 1..12");
    return v_from_small(ordinal(d[0], d[1], d[2]));
}

API(calendar_ymd, "ymd(n, /)", "Year, month, day of an ordinal.")
{
    int64_t n, d[3];
    if (to_index32(t, a[0], &n) < 0)
        return V_ERROR;
    ymd(n, d);
    return K(t, tuple_pack(t, 3, v_from_small(d[0]), v_from_small(d[1]), v_from_small(d[2])));
}

/* ---- what may be a date, or a time of a day ---- */

static int check_date(Thread *t, const int64_t d[3])
{
    static const uint8_t days[] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (d[0] < 1 || d[0] > 9999)
        raise_format(t, EXC_ValueError, "year %ld is out of range", d[0]);
    else if (d[1] < 1 || d[1] > 12)
        raise_format(t, EXC_ValueError, "month must be in 1..12");
    else if (d[2] < 1 || d[2] > days[d[1]] + (d[1] == 2 && is_leap(d[0])))
        raise_format(t, EXC_ValueError, "day is out of range for month");
    else
        return 0;
    return -1;
}

static int check_clock(Thread *t, const int64_t c[4], int64_t fold)
{
    static const char *const names[] = {"hour", "minute", "second", "microsecond"};
    static const int32_t most[] = {23, 59, 59, 999999};
    for (int i = 0; i < 4; i++)
        if (c[i] < 0 || c[i] > most[i]) {
            raise_format(t, EXC_ValueError, "%s must be in 0..%d", names[i], (int)most[i]);
            return -1;
        }
    if (fold == 0 || fold == 1)
        return 0;
    raise_format(t, EXC_ValueError, "fold must be either 0 or 1");
    return -1;
}

API(calendar_check_clock, "check_clock(hour, minute, second, microsecond, fold, /)",
    "ValueError unless this is a time of a day.")
{
    int64_t c[5];
    return to_index32_all(t, a, 5, c) < 0 || check_clock(t, c, c[4]) < 0 ? V_ERROR : V_NONE;
}

/* ---- dates ---- */

API(calendar_date_new, "date_new(cls, year, month, day, /)", "A date of any class of dates.")
{
    int64_t d[3];
    if (check_class(t, a[0]) < 0 || to_index32_all(t, a + 1, 3, d) < 0 || check_date(t, d) < 0)
        return V_ERROR;
    Value fields[3];
    for (int i = 0; i < 3; i++)
        fields[i] = v_from_small(d[i]);
    return static_instance(t, V_AS(Type, a[0]), fields, 3);
}

/* d: year to microsecond. */
static Value datetime_of(Thread *t, Type *cls, const int64_t d[7], Value tzinfo, int64_t fold)
{
    Value fields[9];
    for (int i = 0; i < 7; i++)
        fields[i] = v_from_small(d[i]);
    fields[7] = tzinfo;
    fields[8] = v_from_small(fold);
    return static_instance(t, cls, fields, 9);
}

API(calendar_datetime_new,
    "datetime_new(cls, year, month, day, hour, minute, second, microsecond, tzinfo, fold, /)",
    "A datetime of any class of datetimes; tzinfo is not checked.")
{
    int64_t d[7], fold;
    if (check_class(t, a[0]) < 0 || to_index32_all(t, a + 1, 7, d) < 0 ||
        to_index32(t, a[9], &fold) < 0 || check_date(t, d) < 0 || check_clock(t, d + 3, fold) < 0)
        return V_ERROR;
    return datetime_of(t, V_AS(Type, a[0]), d, a[8], fold);
}

API(calendar_date_key, "date_key(date, /)", "A number by which dates are ordered.")
{
    int64_t d[3];
    return fields_of(t, a[0], 3, d) < 0 ? V_ERROR : v_from_small(d[0] << 9 | d[1] << 5 | d[2]);
}

API(calendar_moment, "moment(datetime, /)",
    "Microseconds since the day before 1 January 1, without regard to the zone.")
{
    int64_t d[7];
    if (fields_of(t, a[0], 7, d) < 0)
        return V_ERROR;
    return v_from_small(ordinal(d[0], d[1], d[2]) * DAY_US +
                        ((d[3] * 60 + d[4]) * 60 + d[5]) * 1000000 + d[6]);
}

API(calendar_datetime_at, "datetime_at(cls, moment, tzinfo, fold, /)",
    "The datetime of a moment; tzinfo is not checked.")
{
    int64_t fold, d[7];
    if (check_class(t, a[0]) < 0 || to_index32(t, a[3], &fold) < 0)
        return V_ERROR;
    int64_t us = v_is_small(a[1]) ? v_small(a[1]) : -1, day = floor_div(us, DAY_US);
    if (day < 1 || day > MAX_ORDINAL)
        return raise_format(t, EXC_OverflowError, "date value out of range");
    ymd(day, d);
    us -= day * DAY_US;
    d[3] = us / INT64_C(3600000000);
    d[4] = us / 60000000 % 60;
    d[5] = us / 1000000 % 60;
    d[6] = us % 1000000;
    return datetime_of(t, V_AS(Type, a[0]), d, a[2], fold);
}

/* Local time of a moment in seconds since 1970, or NULL: not a year that datetime knows. */
static struct tm *local_time(time_t seconds, struct tm *tm)
{
    return localtime_r(&seconds, tm) && tm->tm_year >= 1 - 1900 && tm->tm_year <= 9999 - 1900 ? tm
                                                                                            : NULL;
}

API(calendar_datetime_local, "datetime_local(cls, seconds, microsecond, /)",
    "The datetime that clocks show; None near the ends of the calendar. The fold is 1 where the "
    "clocks were put back since the day before, and had shown the same time already.")
{
    int64_t us, s = v_is_small(a[1]) ? v_small(a[1]) : INT64_MAX;
    struct tm now, then;
    if (check_class(t, a[0]) < 0 || to_index32(t, a[2], &us) < 0)
        return V_ERROR;
    if (s < -INT64_C(62000000000) || s > INT64_C(253000000000) || !local_time(s, &now) ||
        !local_time(s - 86400, &then))
        return V_NONE;
    int64_t back = then.tm_gmtoff - now.tm_gmtoff;
    int64_t d[7] = {now.tm_year + 1900, now.tm_mon + 1, now.tm_mday, now.tm_hour, now.tm_min,
                    now.tm_sec < 59 ? now.tm_sec : 59, us};
    bool fold = back > 0 && local_time(s - back, &then) && then.tm_gmtoff - now.tm_gmtoff == back;
    return datetime_of(t, V_AS(Type, a[0]), d, V_NONE, fold);
}

/* The digits of pattern, a run of letters for each number, in the text: false if it is not so.
   '.' stands for any character, ',' for a point or a comma, all else for itself. */
static bool read_pattern(const uint8_t *p, const char *pattern, size_t len, int64_t *out)
{
    for (size_t i = 0; i < len; i++) {
        if (pattern[i] >= 'a') {
            if (p[i] < '0' || p[i] > '9')
                return false;
            int64_t *n = &out[pattern[i] - 'a'];
            *n = *n * 10 + p[i] - '0';
        } else if (pattern[i] == ',' ? p[i] != '.' && p[i] != ',' : pattern[i] != '.' && pattern[i] != p[i]) {
            return false;
        }
    }
    return true;
}

API(calendar_iso_plain, "iso_plain(string, /)",
    "(year, month, day) of YYYY-MM-DD, and of the commonest forms with a time all seven numbers; "
    "None: it is none of them.")
{
    const Str *s = v_is_str(a[0]) ? V_AS(Str, a[0]) : NULL;
    int64_t n[7] = {0};
    if (!s || s->unit != 1 || (s->len != 10 && s->len != 19 && s->len != 26) ||
        !read_pattern(str_data(s), "aaaa-bb-cc.dd:ee:ff,gggggg", s->len, n))
        return V_NONE;
    Value numbers = K(t, list_new(t, NULL, 0));
    for (int i = 0; !v_is_error(numbers) && i < (s->len == 10 ? 3 : 7); i++)
        if (list_append(t, V_AS(List, numbers), v_from_small(n[i])) < 0)
            return V_ERROR;
    return v_is_error(numbers) ? V_ERROR : K(t, list_to_tuple(t, V_AS(List, numbers)));
}

/* ---- timedeltas ---- */

API(calendar_whole_us,
    "whole_us(days, seconds, microseconds, milliseconds, minutes, hours, weeks, /)",
    "The microseconds of the arguments of timedelta(); None unless all are ints of common size.")
{
    static const int64_t units[] = {DAY_US,   1000000,             1,         1000,
                                    60000000, INT64_C(3600000000), 7 * DAY_US};
    __int128 sum = 0;
    for (int i = 0; i < 7; i++) {
        if (!v_is_small(a[i]))
            return V_NONE;
        sum += (__int128)v_small(a[i]) * units[i];
    }
    return sum >= SMALL_MIN && sum <= SMALL_MAX ? v_from_small((int64_t)sum) : V_NONE;
}

API(calendar_delta_us, "delta_us(timedelta, /)", "All of it in microseconds.")
{
    int64_t d[3];
    if (fields_of(t, a[0], 3, d) < 0)
        return V_ERROR;
    __int128 us = (__int128)d[0] * DAY_US + d[1] * 1000000 + d[2];
    if (us >= SMALL_MIN && us <= SMALL_MAX)
        return v_from_small((int64_t)us);
    Value whole = K(t, binary_op(t, OP_MUL, v_from_small(d[0]), v_from_small(DAY_US)));
    return v_is_error(whole)
               ? V_ERROR
               : K(t, binary_op(t, OP_ADD, whole, v_from_small(d[1] * 1000000 + d[2])));
}

API(calendar_delta_new, "delta_new(cls, us, /)", "The timedelta of so many microseconds.")
{
    if (check_class(t, a[0]) < 0)
        return V_ERROR;
    Value days, rest;
    if (v_is_small(a[1])) {
        int64_t n = floor_div(v_small(a[1]), DAY_US);
        days = v_from_small(n);
        rest = v_from_small(v_small(a[1]) - n * DAY_US);
    } else {
        days = K(t, binary_op(t, OP_FLOORDIV, a[1], v_from_small(DAY_US)));
        rest = v_is_error(days) ? V_ERROR : K(t, binary_op(t, OP_MOD, a[1], v_from_small(DAY_US)));
        if (v_is_error(rest))
            return V_ERROR;
    }
    if (!v_is_small(days) || v_small(days) < INT32_MIN || v_small(days) > INT32_MAX)
        return raise_format(t, EXC_OverflowError, "Python int too large to convert to C int");
    if (v_small(days) < -MAX_DAYS || v_small(days) > MAX_DAYS)
        return raise_format(t, EXC_OverflowError, "days=%ld; must have magnitude <= %d",
                            v_small(days), MAX_DAYS);
    Value fields[3] = {days, v_from_small(v_small(rest) / 1000000),
                       v_from_small(v_small(rest) % 1000000)};
    return static_instance(t, V_AS(Type, a[0]), fields, 3);
}

/* ---- comparison: of two instances of one class here, of anything else in the language ---- */

/* As keys, a function of the module, tells: NotImplemented, None (they differ) or two numbers. */
static Value compare_keys(Thread *t, const char *module, const char *keys, Value a, Value b, int op)
{
    ApiScope scope = api_scope_begin(t);
    Value args[] = {a, b, v_bool(op == CMP_EQ || op == CMP_NE)};
    Value function = K(t, import_attr(t, module, keys));
    Value made = v_is_error(function) ? V_ERROR : K(t, call(t, function, args, 3));
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

/* A class with as many slots as datetime may be one of datetimes, which are not ordered as dates. */
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
    if (same_fields(t, a, b, 7, &x, &y) && v_same(x[7], y[7]))
        return compare_fields(x, y, 7, op);
    return compare_keys(t, "_datetime", "datetime_keys", a, b, op);
}

static Value delta_compare(Thread *t, Value a, Value b, int op)
{
    const Value *x, *y;
    if (same_fields(t, a, b, 3, &x, &y))
        return compare_fields(x, y, 3, op);
    return compare_keys(t, "_datetime_delta", "delta_keys", a, b, op);
}

static Value ordered(Thread *t, Value cls, Value (*compare)(Thread *, Value, Value, int))
{
    if (check_class(t, cls) < 0)
        return V_ERROR;
    Type *type = V_AS(Type, cls);
    const Slots own = {.compare = compare};
    if (type_slots_expose(t, type, &own) < 0)
        return V_ERROR;
    type->s.compare = compare;
    type_modified(t, type);
    return cls;
}

API(calendar_ordered_dates, "ordered_dates(cls, /)", "Gives date its comparisons.")
{
    return ordered(t, a[0], date_compare);
}

API(calendar_ordered_datetimes, "ordered_datetimes(cls, /)", "Gives datetime its comparisons.")
{
    return ordered(t, a[0], datetime_compare);
}

API(calendar_ordered_deltas, "ordered_deltas(cls, /)", "Gives timedelta its comparisons.")
{
    return ordered(t, a[0], delta_compare);
}

Value calendar_native_module(Thread *t);
Value calendar_native_module(Thread *t)
{
    static const NativeDef *const functions[] = {
        &calendar_index32_def,   &calendar_is_leap_def,     &calendar_ordinal_def,
        &calendar_ymd_def,       &calendar_check_clock_def, &calendar_date_new_def,
        &calendar_date_key_def,  &calendar_datetime_new_def, &calendar_moment_def,
        &calendar_datetime_at_def, &calendar_whole_us_def,  &calendar_delta_us_def,
        &calendar_delta_new_def, &calendar_datetime_local_def, &calendar_iso_plain_def,
        &calendar_ordered_dates_def, &calendar_ordered_datetimes_def,
        &calendar_ordered_deltas_def, NULL};
    static const ModuleSpec spec = {"_calendar", "What datetime does most.", functions, NULL};
    return api_module(t, &spec);
}
