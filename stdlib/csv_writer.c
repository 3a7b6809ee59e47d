/* SPDX-License-Identifier: MIT */
/* _csv: writer, which gives records as text to the write() of a file. */
#include "stdlib/_csv.h"
#include "vm/objects/helpers.h"

typedef struct Writer {
    Object head;
    Value write, dialect;
    StrBuf record; /* as CPython's, it is one for all calls: also for one inside another */
    size_t fields; /* in it */
} Writer;
#define WRITER(v) V_AS(Writer, v)

static void writer_free(Thread *t, Object *o)
{
    Writer *w = (Writer *)o;
    strbuf_clear(&w->record, t);
    strbuf_free(&w->record);
}
static const FieldTable writer_fields = {
    .offsets = {offsetof(Writer, write), offsetof(Writer, dialect)}, .free_extra = writer_free};

/* ---- fields ---- */

/* Is c written behind the escape character, or else between quotes? */
static bool is_escaped(const Dialect *d, uint32_t c)
{
    return d->quoting == QUOTE_NONE || c == d->escape || (c == d->quote && !d->doublequote);
}

static bool needs_quotes(const Dialect *d, const Str *s, size_t at)
{
    for (; (at = csv_find(d, s, at, CSV_SPECIAL)) < s->len; at++)
        if (!is_escaped(d, str_at(s, at)))
            return true;
    return false;
}

/* Writes a text whose first special character is at `special`. */
static int put_text(Thread *t, Writer *w, const Str *s, size_t special)
{
    const Dialect *d = DIALECT(w->dialect);
    size_t at = 0;
    while (special < s->len) {
        uint32_t c = str_at(s, special);
        strbuf_part(&w->record, s, at, special);
        if (is_escaped(d, c)) {
            if (d->escape == CSV_NONE) {
                csv_raise(t, "need to escape, but no escapechar set");
                return -1;
            }
            strbuf_char(&w->record, d->escape);
        } else if (c == d->quote) {
            strbuf_char(&w->record, c);
        }
        strbuf_char(&w->record, c);
        at = special + 1;
        special = csv_find(d, s, at, CSV_SPECIAL);
    }
    strbuf_part(&w->record, s, at, s->len);
    return 0;
}

static bool none_is_bare(const Dialect *d)
{
    return d->quoting == QUOTE_STRINGS || d->quoting == QUOTE_NOTNULL;
}

static int put_field(Thread *t, Writer *w, const Str *s, bool is_none, bool quoted)
{
    const Dialect *d = DIALECT(w->dialect);
    if (!s->len && d->delimiter == ' ' && d->skip_space) {
        if (d->quoting == QUOTE_NONE || (is_none && none_is_bare(d))) {
            csv_raise(t, "empty field must be quoted if delimiter is a space and "
                         "skipinitialspace is true");
            return -1;
        }
        quoted = true;
    }
    size_t special = csv_find(d, s, 0, CSV_SPECIAL);
    quoted = quoted || (special < s->len && needs_quotes(d, s, special));
    if (w->fields > 0)
        strbuf_char(&w->record, d->delimiter);
    if (quoted)
        strbuf_char(&w->record, d->quote);
    if (put_text(t, w, s, special) < 0)
        return -1;
    if (quoted)
        strbuf_char(&w->record, d->quote);
    w->fields++;
    return w->record.failed ? -1 : 0;
}

static bool is_number(Thread *t, Value v)
{
    const Slots *s = &v_type(t, v)->s;
    return s->index || s->to_int || s->to_float || v_has_layout(v, KIND_complex);
}

static bool quoted_always(Thread *t, const Dialect *d, Value field)
{
    switch (d->quoting) {
    case QUOTE_ALL:
        return true;
    case QUOTE_NONNUMERIC:
        return !is_number(t, field);
    case QUOTE_STRINGS:
        return v_is_str(field);
    case QUOTE_NOTNULL:
        return !v_is_none(field);
    }
    return false;
}

static int put_value(Thread *t, Writer *w, Value field)
{
    bool quoted = quoted_always(t, DIALECT(w->dialect), field), is_none = v_is_none(field);
    if (is_none)
        return put_field(t, w, t->vm->empty_str, true, quoted);
    Value text = v_is_str(field) ? field : K(t, value_str(t, field));
    return v_is_error(text) ? -1 : put_field(t, w, V_AS(Str, text), false, quoted);
}

/* ---- records ---- */

static int put_fields(Thread *t, Writer *w, Value iterator, bool *last_none)
{
    ApiScope scope = api_scope_begin(t);
    while (API_ROUND(t, scope)) {
        Value field = K(t, iter_next(t, iterator));
        if (v_is_error(field))
            return -1;
        if (v_same(field, V_STOP))
            break;
        *last_none = v_is_none(field);
        if (put_value(t, w, field) < 0)
            return -1;
    }
    return 0;
}

/* A record of one empty field would be an empty line. */
static int put_lone_empty(Thread *t, Writer *w, bool is_none)
{
    const Dialect *d = DIALECT(w->dialect);
    if (d->quoting == QUOTE_NONE || (is_none && none_is_bare(d))) {
        csv_raise(t, "single empty field record must be quoted");
        return -1;
    }
    w->fields--;
    return put_field(t, w, t->vm->empty_str, true, true);
}

static Value write_row(Thread *t, Writer *w, Value row)
{
    Value iterator = K(t, iter_get(t, row));
    if (v_is_error(iterator)) {
        if (exc_is(t, EXC_TypeError)) {
            exc_clear(t);
            return csv_raise(t, "iterable expected, not %T", row);
        }
        return V_ERROR;
    }
    strbuf_clear(&w->record, t);
    w->fields = 0;
    bool last_none = false;
    if (put_fields(t, w, iterator, &last_none) < 0)
        return V_ERROR;
    if (w->fields > 0 && !w->record.len && put_lone_empty(t, w, last_none) < 0)
        return V_ERROR;
    strbuf_str(&w->record, V_AS(Str, DIALECT(w->dialect)->options[CSV_LINETERMINATOR]));
    Value line = K(t, strbuf_text(&w->record));
    return v_is_error(line) ? V_ERROR : K(t, call1(t, w->write, line));
}

API(writer_writerow, "writerow(self, row, /)",
    "Construct and write a CSV record from an iterable of fields.")
{
    return write_row(t, WRITER(a[0]), a[1]);
}

API(writer_writerows, "writerows(self, rows, /)",
    "Construct and write a series of iterables to a csv file.")
{
    Value rows = K(t, iter_get(t, a[1]));
    if (v_is_error(rows))
        return V_ERROR;
    ApiScope scope = api_scope_begin(t);
    while (API_ROUND(t, scope)) {
        Value row = K(t, iter_next(t, rows));
        if (v_same(row, V_STOP))
            break;
        if (v_is_error(row) || v_is_error(write_row(t, WRITER(a[0]), row)))
            return V_ERROR;
    }
    return V_NONE;
}

static Value writer_make(Thread *t, const Value *a, uint32_t nargs, Value kwnames)
{
    if (args_check(t, "", nargs, 1, 2, V_EMPTY) < 0)
        return V_ERROR;
    Value made = api_instance(t, CSV(t)->writer);
    if (v_is_error(made))
        return V_ERROR;
    Writer *w = WRITER(made);
    strbuf_init(&w->record, t);
    Value dialect = csv_dialect_call(t, a + 1, nargs - 1, kwnames);
    Value write = v_is_error(dialect) ? V_ERROR : K(t, attr_get_or_empty(t, a[0], N(t, write)));
    if (v_is_error(write))
        return V_ERROR;
    if (v_is_empty(write) || !v_type(t, write)->s.call)
        return raise_format(t, EXC_TypeError, "argument 1 must have a \"write\" method");
    api_set(t, &w->write, write);
    api_set(t, &w->dialect, dialect);
    return made;
}

static Value csv_writer_native(Thread *t, const Value *a, uint32_t nargs, Value kwnames)
{
    ApiScope scope = api_scope_begin(t);
    return api_scope_return(t, scope, writer_make(t, a, nargs, kwnames));
}
const NativeDef csv_writer_def = {"writer(fileobj, dialect='excel', /, **fmtparams)",
                                  "A writer whose writerow() gives records to the write() of a "
                                  "file.",
                                  NULL, csv_writer_native, 0};

Type *csv_writer_type(Thread *t)
{
    static const NativeDef *const methods[] = {&writer_writerow_def, &writer_writerows_def, NULL};
    static const MemberDef members[] = {
        {"dialect", offsetof(Writer, dialect), MEMBER_READONLY, NULL},
        {NULL, 0, 0, NULL},
    };
    static const TypeSpec spec = {
        .name = "_csv.writer",
        .doc = "CSV writer\n\nWrites records as lines of text to a file.\n",
        .size = sizeof(Writer),
        .flags = TF_GC | TF_NO_NEW | TF_IMMUTABLE,
        .methods = methods,
        .members = members,
    };
    return api_type(t, &spec, &writer_fields);
}
