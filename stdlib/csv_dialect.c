/* SPDX-License-Identifier: MIT */
/* _csv: Dialect, a set of checked options. */
#include "stdlib/_csv.h"
#include "vm/objects/helpers.h"

#define OPTION(id) offsetof(Dialect, options[id])

static const FieldTable dialect_fields = {
    .offsets = {OPTION(CSV_DELIMITER), OPTION(CSV_DOUBLEQUOTE), OPTION(CSV_ESCAPECHAR),
                OPTION(CSV_LINETERMINATOR), OPTION(CSV_QUOTECHAR), OPTION(CSV_QUOTING),
                OPTION(CSV_SKIPINITIALSPACE), OPTION(CSV_STRICT)}};

static const char *const option_names[CSV_OPTIONS] = {
    "delimiter", "doublequote", "escapechar",       "lineterminator",
    "quotechar", "quoting",     "skipinitialspace", "strict",
};

/* ---- characters ---- */

static bool in_terminator(const Dialect *d, uint32_t c)
{
    const Str *s = V_AS(Str, d->options[CSV_LINETERMINATOR]);
    for (size_t i = 0; i < s->len; i++)
        if (str_at(s, i) == c)
            return true;
    return false;
}

static uint8_t marks_of(const Dialect *d, uint32_t c)
{
    bool line = c == '\n' || c == '\r', escape = c == d->escape, quote = c == d->quote;
    return (uint8_t)((line || escape || c == d->delimiter ? CSV_ENDS_PLAIN : 0) |
                     (escape || (quote && d->quoting != QUOTE_NONE) ? CSV_ENDS_QUOTED : 0) |
                     (line || escape || quote || c == d->delimiter || in_terminator(d, c)
                          ? CSV_SPECIAL
                          : 0));
}

static void mark(Dialect *d, uint32_t c)
{
    if (c < 256)
        d->marks[c] = marks_of(d, c);
}

static void mark_all(Dialect *d)
{
    const uint32_t chars[] = {d->delimiter, d->escape, d->quote, '\n', '\r'};
    const Str *s = V_AS(Str, d->options[CSV_LINETERMINATOR]);
    for (size_t i = 0; i < sizeof chars / sizeof *chars; i++)
        mark(d, chars[i]);
    for (size_t i = 0; i < s->len; i++)
        mark(d, str_at(s, i));
}

size_t csv_find(const Dialect *d, const Str *s, size_t at, uint8_t mark)
{
    if (LIKELY(s->unit == 1)) {
        const uint8_t *text = str_data(s);
        while (at < s->len && !(d->marks[text[at]] & mark))
            at++;
        return at;
    }
    for (; at < s->len; at++) {
        uint32_t c = str_at(s, at);
        if ((c < 256 ? d->marks[c] : marks_of(d, c)) & mark)
            break;
    }
    return at;
}

/* ---- options: each function turns what was given (or EMPTY) into what a script sees ---- */

static int char_option(Thread *t, Dialect *d, int id, Value v, uint32_t *c)
{
    static const char *const defaults[CSV_OPTIONS] = {
        [CSV_DELIMITER] = ",", [CSV_QUOTECHAR] = "\""};
    bool optional = id != CSV_DELIMITER;
    if (v_is_empty(v))
        v = defaults[id] ? K(t, str_from_cstr(t, defaults[id])) : V_NONE;
    if (v_is_error(v))
        return -1;
    if (optional && v_is_none(v)) {
        *c = CSV_NONE;
    } else if (!v_is_str(v)) {
        raise_format(t, EXC_TypeError, "\"%s\" must be string%s, not %T", option_names[id],
                     optional ? " or None" : "", v);
        return -1;
    } else if (V_AS(Str, v)->len != 1) {
        raise_format(t, EXC_TypeError, "\"%s\" must be a 1-character string", option_names[id]);
        return -1;
    } else {
        *c = str_at(V_AS(Str, v), 0);
        v = K(t, str_from_char(t, *c));
    }
    if (v_is_error(v))
        return -1;
    api_set(t, &d->options[id], v);
    return 0;
}

static int bool_option(Thread *t, Dialect *d, int id, Value v, bool fallback, bool *out)
{
    int true_ = v_is_empty(v) ? fallback : truth(t, v);
    if (true_ < 0)
        return -1;
    *out = true_;
    api_set(t, &d->options[id], v_bool(true_));
    return 0;
}

/* None leaves the option EMPTY. */
static int terminator_option(Thread *t, Dialect *d, Value v)
{
    if (v_is_empty(v))
        v = K(t, str_from_cstr(t, "\r\n"));
    if (v_is_error(v) || v_is_none(v))
        return v_is_error(v) ? -1 : 0;
    if (!v_is_str(v)) {
        raise_format(t, EXC_TypeError, "\"lineterminator\" must be a string");
        return -1;
    }
    api_set(t, &d->options[CSV_LINETERMINATOR], v);
    return 0;
}

static int quoting_option(Thread *t, Dialect *d, Value v, int *out)
{
    *out = QUOTE_MINIMAL;
    if (v_is_empty(v))
        return 0;
    if (!v_is_small(v) && !v_is_kind(v, KIND_int)) {
        raise_format(t, EXC_TypeError, "\"quoting\" must be an integer");
        return -1;
    }
    return arg_to_int(t, v, out);
}

static int options_read(Thread *t, Dialect *d, const Value *given)
{
    int quoting;
    if (char_option(t, d, CSV_DELIMITER, given[CSV_DELIMITER], &d->delimiter) < 0 ||
        bool_option(t, d, CSV_DOUBLEQUOTE, given[CSV_DOUBLEQUOTE], true, &d->doublequote) < 0 ||
        char_option(t, d, CSV_ESCAPECHAR, given[CSV_ESCAPECHAR], &d->escape) < 0 ||
        terminator_option(t, d, given[CSV_LINETERMINATOR]) < 0 ||
        char_option(t, d, CSV_QUOTECHAR, given[CSV_QUOTECHAR], &d->quote) < 0 ||
        quoting_option(t, d, given[CSV_QUOTING], &quoting) < 0 ||
        bool_option(t, d, CSV_SKIPINITIALSPACE, given[CSV_SKIPINITIALSPACE], false,
                    &d->skip_space) < 0 ||
        bool_option(t, d, CSV_STRICT, given[CSV_STRICT], false, &d->strict) < 0)
        return -1;
    const char *wrong = NULL;
    if (quoting < 0 || quoting >= QUOTE_COUNT)
        wrong = "bad \"quoting\" value";
    else if (d->quote == CSV_NONE && v_is_empty(given[CSV_QUOTING]))
        quoting = QUOTE_NONE;
    if (!wrong && quoting != QUOTE_NONE && d->quote == CSV_NONE)
        wrong = "quotechar must be set if quoting enabled";
    if (!wrong && v_is_empty(d->options[CSV_LINETERMINATOR]))
        wrong = "lineterminator must be set";
    if (wrong) {
        raise_format(t, EXC_TypeError, wrong);
        return -1;
    }
    d->quoting = (uint8_t)quoting;
    api_set(t, &d->options[CSV_QUOTING], v_from_small(quoting));
    return 0;
}

static int char_check(Thread *t, const Dialect *d, int id, uint32_t c, bool space)
{
    const char *more = NULL;
    if (c == '\n' || c == '\r' || (c == ' ' && !space))
        more = "";
    else if (c != CSV_NONE && in_terminator(d, c))
        more = " or lineterminator";
    if (!more)
        return 0;
    raise_format(t, EXC_ValueError, "bad %s%s value", option_names[id], more);
    return -1;
}

static int pair_check(Thread *t, int id, uint32_t c, int other_id, uint32_t other)
{
    if (c != other || c == CSV_NONE)
        return 0;
    raise_format(t, EXC_ValueError, "bad %s or %s value", option_names[id], option_names[other_id]);
    return -1;
}

static int options_check(Thread *t, const Dialect *d)
{
    bool space = !d->skip_space;
    return char_check(t, d, CSV_DELIMITER, d->delimiter, true) < 0 ||
                   char_check(t, d, CSV_ESCAPECHAR, d->escape, space) < 0 ||
                   char_check(t, d, CSV_QUOTECHAR, d->quote, space) < 0 ||
                   pair_check(t, CSV_DELIMITER, d->delimiter, CSV_ESCAPECHAR, d->escape) < 0 ||
                   pair_check(t, CSV_DELIMITER, d->delimiter, CSV_QUOTECHAR, d->quote) < 0 ||
                   pair_check(t, CSV_ESCAPECHAR, d->escape, CSV_QUOTECHAR, d->quote) < 0
               ? -1
               : 0;
}

/* What was not given comes from the attributes of an object, as far as it has them. */
static int options_inherit(Thread *t, Value *given, Value from)
{
    for (int i = 0; i < CSV_OPTIONS; i++) {
        if (!v_is_empty(given[i]))
            continue;
        Value name = K(t, str_intern_utf8(t, option_names[i], strlen(option_names[i])));
        if (v_is_error(name))
            return -1;
        Value v = K(t, attr_get(t, from, V_AS(Str, name)));
        if (v_is_error(v))
            exc_clear(t);
        given[i] = v_is_error(v) ? V_EMPTY : v;
    }
    return 0;
}

/* ---- the type ---- */

static bool none_given(const Value *given)
{
    for (int i = 0; i < CSV_OPTIONS; i++)
        if (!v_is_empty(given[i]))
            return false;
    return true;
}

API_FLAGS(dialect_new,
          "Dialect(cls, dialect=None, delimiter=None, doublequote=None, escapechar=None, "
          "lineterminator=None, quotechar=None, quoting=None, skipinitialspace=None, strict=None)",
          NULL, NF_UNNAMED)
{
    Value given[CSV_OPTIONS], from = a[1];
    memcpy(given, a + 2, sizeof given);
    if (v_is_str(from))
        from = csv_dialect_named(t, from);
    if (v_is_error(from))
        return V_ERROR;
    if (!v_is_empty(from)) {
        if (api_is(from, &dialect_fields) && none_given(given))
            return from;
        if (options_inherit(t, given, from) < 0)
            return V_ERROR;
    }
    Value made = api_instance(t, V_AS(Type, a[0]));
    if (v_is_error(made) || options_read(t, DIALECT(made), given) < 0 ||
        options_check(t, DIALECT(made)) < 0)
        return V_ERROR;
    mark_all(DIALECT(made));
    return made;
}

Value csv_dialect_call(Thread *t, const Value *args, uint32_t nargs, Value kwnames)
{
    return K(t, call_kw(t, v_from(CSV(t)->dialect), args, nargs, kwnames));
}

static Value refuse_pickling(Thread *t, Value self)
{
    return raise_format(t, EXC_TypeError, "cannot pickle '%s' instances",
                        type_short_name(v_type(t, self)));
}
NATIVE(dialect_reduce, "__reduce__(self, /)", "Raises an exception to avoid pickling.")
{
    return refuse_pickling(t, a[0]);
}
NATIVE(dialect_reduce_ex, "__reduce_ex__(self, protocol=0, /)",
       "Raises an exception to avoid pickling.")
{
    return refuse_pickling(t, a[0]);
}

Type *csv_dialect_type(Thread *t)
{
    static const NativeDef *const methods[] = {&dialect_reduce_def, &dialect_reduce_ex_def, NULL};
    enum { SHOWN = MEMBER_READONLY, COMPUTED = MEMBER_READONLY | MEMBER_COMPUTED };
    static const MemberDef members[] = {
        {"delimiter", OPTION(CSV_DELIMITER), COMPUTED, NULL},
        {"doublequote", OPTION(CSV_DOUBLEQUOTE), SHOWN, NULL},
        {"escapechar", OPTION(CSV_ESCAPECHAR), COMPUTED, NULL},
        {"lineterminator", OPTION(CSV_LINETERMINATOR), COMPUTED, NULL},
        {"quotechar", OPTION(CSV_QUOTECHAR), COMPUTED, NULL},
        {"quoting", OPTION(CSV_QUOTING), COMPUTED, NULL},
        {"skipinitialspace", OPTION(CSV_SKIPINITIALSPACE), SHOWN, NULL},
        {"strict", OPTION(CSV_STRICT), SHOWN, NULL},
        {NULL, 0, 0, NULL},
    };
    static const TypeSpec spec = {
        .name = "_csv.Dialect",
        .doc = "CSV dialect\n\nHow records are written as text: separators, quotes and escapes.\n",
        .size = sizeof(Dialect),
        .flags = TF_GC | TF_BASE | TF_IMMUTABLE,
        .new_def = &dialect_new_def,
        .methods = methods,
        .members = members,
    };
    return api_type(t, &spec, &dialect_fields);
}
