/* SPDX-License-Identifier: MIT */
/* The commonest methods of datetime's classes, with the limits of datetime_slots.c: all else is
 * left to the language. */
#include "stdlib/datetime_internal.h"

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

Value date_str(Thread *t, Value self)
{
    return plain_date(self) ? date_isoformat_native(t, &self, 1) : iso_of_other(t, self, NULL);
}

Value datetime_str(Thread *t, Value self)
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

/* ---- tables ---- */

const NativeDef *const date_methods[] = {&date_fromordinal_def,
                                         &date_fromisoformat_def,
                                         &date_isoformat_def,
                                         &date_toordinal_def,
                                         &date_weekday_def,
                                         &date_isoweekday_def,
                                         NULL};
const NativeDef *const datetime_methods[] = {&datetime_fromisoformat_def,
                                             &datetime_isoformat_def,
                                             &datetime_date_def,
                                             &datetime_time_def,
                                             &datetime_timetz_def,
                                             &datetime_timestamp_def,
                                             NULL};
const NativeDef *const time_methods[] = {&time_isoformat_def, NULL};
