/* SPDX-License-Identifier: MIT */
/*
 * _csv: reader, an iterator over records. A field that stands in a line as it is becomes a part of
 * that line; what has to be put together is collected in a buffer.
 */
#include "stdlib/_csv.h"
#include "vm/objects/helpers.h"

/* Where a reader stands within a record. */
typedef enum State {
    START_RECORD,
    START_FIELD,
    ESCAPED,
    IN_FIELD,
    IN_QUOTED,
    ESCAPED_IN_QUOTED,
    QUOTE_IN_QUOTED,
    EAT_NEWLINE,
    AFTER_ESCAPED_NEWLINE
} State;

typedef struct Reader {
    Object head;
    Value lines, dialect;
    Value fields;    /* list: those of the record so far; EMPTY between records */
    Value line_num;  /* a small int */
    StrBuf field;    /* the field's text so far, to which belongs also */
    Str *line;       /* BORROWED: of the line that is being read, */
    size_t from, to; /* [from, to) */
    State state;
    bool unquoted; /* the field has no quotes */
} Reader;
#define READER(v) V_AS(Reader, v)

static void reader_free(Thread *t, Object *o)
{
    Reader *r = (Reader *)o;
    strbuf_clear(&r->field, t);
    strbuf_free(&r->field);
}
static const FieldTable reader_fields = {
    .offsets = {offsetof(Reader, lines), offsetof(Reader, dialect), offsetof(Reader, fields)},
    .free_extra = reader_free};

static inline bool is_newline(uint32_t c)
{
    return c == '\n' || c == '\r';
}

/* ---- the field ---- */

static size_t field_length(const Reader *r)
{
    return r->field.len + (r->to - r->from);
}

static int field_room(Thread *t, const Reader *r, size_t n)
{
    int64_t limit = CSV(t)->limit;
    if ((int64_t)(field_length(r) + n) <= limit)
        return 0;
    csv_raise(t, "field larger than field limit (%ld)", (long)limit);
    return -1;
}

/* Moves the part of the line to the buffer. */
static int field_collect(Reader *r)
{
    if (r->from < r->to)
        strbuf_part(&r->field, r->line, r->from, r->to);
    r->from = r->to = 0;
    return r->field.failed ? -1 : 0;
}

static int field_part(Thread *t, Reader *r, size_t from, size_t to)
{
    if (field_room(t, r, to - from) < 0 || field_collect(r) < 0)
        return -1;
    r->from = from;
    r->to = to;
    return 0;
}

static int field_char(Thread *t, Reader *r, uint32_t c)
{
    if (field_room(t, r, 1) < 0 || field_collect(r) < 0)
        return -1;
    strbuf_char(&r->field, c);
    return r->field.failed ? -1 : 0;
}

/* Its text, owned; the field is empty again. */
static Value field_text(Thread *t, Reader *r)
{
    if (r->field.len || r->from == r->to)
        return field_collect(r) < 0 ? V_ERROR : strbuf_finish(&r->field);
    size_t from = r->from, to = r->to;
    r->from = r->to = 0;
    return str_slice(t, r->line, from, to);
}

/* Adds the field to the record. */
static int field_save(Thread *t, Reader *r)
{
    uint8_t quoting = DIALECT(r->dialect)->quoting;
    bool empty = !field_length(r);
    Value v;
    if (empty && r->unquoted && (quoting == QUOTE_STRINGS || quoting == QUOTE_NOTNULL))
        v = V_NONE;
    else
        v = field_text(t, r);
    if (!v_is_error(v) && !empty && r->unquoted &&
        (quoting == QUOTE_NONNUMERIC || quoting == QUOTE_STRINGS))
        v = call1(t, v_from(t->vm->types[KIND_float]), K(t, v));
    return v_is_error(v) ? -1 : list_append_take(t, V_AS(List, r->fields), v);
}

/* ---- characters ---- */

/* If c ends a field, saves it. 1: so it was; 0, -1. */
static int take_end(Thread *t, Reader *r, uint32_t c)
{
    if (c == DIALECT(r->dialect)->delimiter)
        r->state = START_FIELD;
    else if (c == CSV_EOL)
        r->state = START_RECORD;
    else if (is_newline(c))
        r->state = EAT_NEWLINE;
    else
        return 0;
    return field_save(t, r) < 0 ? -1 : 1;
}

static int take_first(Thread *t, Reader *r, uint32_t c)
{
    const Dialect *d = DIALECT(r->dialect);
    r->unquoted = true;
    r->state = START_FIELD;
    if (c == ' ' && d->skip_space)
        return 0;
    int end = take_end(t, r, c);
    if (end)
        return end < 0 ? -1 : 0;
    if (c == d->quote && d->quoting != QUOTE_NONE) {
        r->unquoted = false;
        r->state = IN_QUOTED;
        return 0;
    }
    r->state = c == d->escape ? ESCAPED : IN_FIELD;
    return c == d->escape ? 0 : field_char(t, r, c);
}

static int take_plain(Thread *t, Reader *r, uint32_t c)
{
    int end = take_end(t, r, c);
    if (end)
        return end < 0 ? -1 : 0;
    if (c != DIALECT(r->dialect)->escape)
        return field_char(t, r, c);
    r->state = ESCAPED;
    return 0;
}

static int take_quoted(Thread *t, Reader *r, uint32_t c)
{
    const Dialect *d = DIALECT(r->dialect);
    if (c == CSV_EOL)
        return 0;
    if (c == d->escape)
        r->state = ESCAPED_IN_QUOTED;
    else if (c == d->quote && d->quoting != QUOTE_NONE)
        r->state = d->doublequote ? QUOTE_IN_QUOTED : IN_FIELD;
    else
        return field_char(t, r, c);
    return 0;
}

static int take_behind_quote(Thread *t, Reader *r, uint32_t c)
{
    const Dialect *d = DIALECT(r->dialect);
    if (c == d->quote && d->quoting != QUOTE_NONE) {
        r->state = IN_QUOTED;
        return field_char(t, r, c);
    }
    int end = take_end(t, r, c);
    if (end)
        return end < 0 ? -1 : 0;
    if (d->strict) {
        csv_raise(t, "'%c' expected after '%c'", (int)d->delimiter, (int)d->quote);
        return -1;
    }
    r->state = IN_FIELD;
    return field_char(t, r, c);
}

static int take(Thread *t, Reader *r, uint32_t c)
{
    switch (r->state) {
    case START_RECORD:
        if (c == CSV_EOL)
            return 0;
        if (!is_newline(c))
            return take_first(t, r, c);
        r->state = EAT_NEWLINE;
        return 0;
    case START_FIELD:
        return take_first(t, r, c);
    case ESCAPED:
        r->state = is_newline(c) ? AFTER_ESCAPED_NEWLINE : IN_FIELD;
        return field_char(t, r, c == CSV_EOL ? '\n' : c);
    case AFTER_ESCAPED_NEWLINE:
        return c == CSV_EOL ? 0 : take_plain(t, r, c);
    case IN_FIELD:
        return take_plain(t, r, c);
    case IN_QUOTED:
        return take_quoted(t, r, c);
    case ESCAPED_IN_QUOTED:
        r->state = IN_QUOTED;
        return field_char(t, r, c == CSV_EOL ? '\n' : c);
    case QUOTE_IN_QUOTED:
        return take_behind_quote(t, r, c);
    case EAT_NEWLINE:
        if (c == CSV_EOL)
            r->state = START_RECORD;
        if (c == CSV_EOL || is_newline(c))
            return 0;
    }
    csv_raise(t, "new-line character seen in unquoted field - do you need to open the file with "
                 "newline=''?");
    return -1;
}

/* ---- lines ---- */

/* Does a field without quotes begin with this character? */
static bool begins_plain(const Dialect *d, uint32_t c)
{
    return c != d->quote && !(c == ' ' && d->skip_space);
}

/* Takes the characters from *at on that are nothing but text of a field. */
static int take_text(Thread *t, Reader *r, size_t *at)
{
    const Dialect *d = DIALECT(r->dialect);
    bool starts = r->state == START_FIELD || r->state == START_RECORD;
    if (starts ? !begins_plain(d, str_at(r->line, *at))
               : r->state != IN_FIELD && r->state != IN_QUOTED)
        return 0;
    size_t end =
        csv_find(d, r->line, *at, r->state == IN_QUOTED ? CSV_ENDS_QUOTED : CSV_ENDS_PLAIN);
    if (end == *at)
        return 0;
    if (starts) {
        r->state = IN_FIELD;
        r->unquoted = true;
    }
    size_t from = *at;
    *at = end;
    return field_part(t, r, from, end);
}

static int take_line(Thread *t, Reader *r, Str *line)
{
    r->line = line;
    for (size_t at = 0; at < line->len; at++) {
        if (take_text(t, r, &at) < 0)
            return -1;
        if (at < line->len && take(t, r, str_at(line, at)) < 0)
            return -1;
    }
    return take(t, r, CSV_EOL) < 0 ? -1 : field_collect(r);
}

static int record_begin(Thread *t, Reader *r)
{
    Value fields = K(t, list_new(t, NULL, 0));
    if (v_is_error(fields))
        return -1;
    api_set(t, &r->fields, fields);
    strbuf_clear(&r->field, t);
    r->from = r->to = 0;
    r->state = START_RECORD;
    r->unquoted = false;
    return 0;
}

static int check_begun(Thread *t, const Reader *r)
{
    if (!v_is_empty(r->fields))
        return 0;
    csv_raise(t, "iterator has already advanced the reader");
    return -1;
}

/* There are no more lines: what the last one began is a record too. */
static Value record_unfinished(Thread *t, Reader *r)
{
    if (!field_length(r) && r->state != IN_QUOTED)
        return V_STOP;
    if (DIALECT(r->dialect)->strict)
        return csv_raise(t, "unexpected end of data");
    return check_begun(t, r) < 0 || field_save(t, r) < 0 ? V_ERROR : api_take(t, &r->fields);
}

API_UNARY(reader_next)
{
    Reader *r = READER(self);
    if (record_begin(t, r) < 0)
        return V_ERROR;
    ApiScope scope = api_scope_begin(t);
    do {
        api_scope_end(t, scope);
        Value line = K(t, iter_next(t, r->lines));
        if (v_is_error(line))
            return V_ERROR;
        if (v_same(line, V_STOP))
            return record_unfinished(t, r);
        if (!v_is_str(line))
            return csv_raise(t,
                             "iterator should return strings, not %T (the file should be opened "
                             "in text mode)",
                             line);
        if (check_begun(t, r) < 0)
            return V_ERROR;
        r->line_num = v_from_small(v_small(r->line_num) + 1);
        if (take_line(t, r, V_AS(Str, line)) < 0)
            return V_ERROR;
    } while (r->state != START_RECORD);
    return api_take(t, &r->fields);
}

static Value reader_make(Thread *t, const Value *a, uint32_t nargs, Value kwnames)
{
    if (args_check(t, "", nargs, 1, 2, V_EMPTY) < 0)
        return V_ERROR;
    Value made = api_instance(t, CSV(t)->reader);
    if (v_is_error(made))
        return V_ERROR;
    Reader *r = READER(made);
    strbuf_init(&r->field, t);
    r->line_num = v_from_small(0);
    Value lines = K(t, iter_get(t, a[0]));
    Value dialect = v_is_error(lines) ? V_ERROR : csv_dialect_call(t, a + 1, nargs - 1, kwnames);
    if (v_is_error(dialect))
        return V_ERROR;
    api_set(t, &r->lines, lines);
    api_set(t, &r->dialect, dialect);
    return made;
}

static Value csv_reader_native(Thread *t, const Value *a, uint32_t nargs, Value kwnames)
{
    ApiScope scope = api_scope_begin(t);
    return api_scope_return(t, scope, reader_make(t, a, nargs, kwnames));
}
const NativeDef csv_reader_def = {
    "reader(iterable, dialect='excel', /, **fmtparams)",
    "A reader that iterates over records; the argument is any iterable of lines.", NULL,
    csv_reader_native, 0};

Type *csv_reader_type(Thread *t)
{
    static const MemberDef members[] = {
        {"dialect", offsetof(Reader, dialect), MEMBER_READONLY, NULL},
        {"line_num", offsetof(Reader, line_num), MEMBER_READONLY, NULL},
        {NULL, 0, 0, NULL},
    };
    static const TypeSpec spec = {
        .name = "_csv.reader",
        .doc = "CSV reader\n\nAn iterator over the records that lines of text hold.\n",
        .size = sizeof(Reader),
        .flags = TF_GC | TF_NO_NEW | TF_IMMUTABLE,
        .slots = {.iter = self_iter, .next = reader_next},
        .members = members,
    };
    return api_type(t, &spec, &reader_fields);
}
