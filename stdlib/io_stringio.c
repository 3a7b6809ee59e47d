/* SPDX-License-Identifier: MIT */
/*
 * StringIO. Its contents are a block of code points of four bytes; while a script only appends, the
 * text is collected in a StrBuf-like way by str_append, which works in place.
 */
#include "stdlib/_io.h"

typedef struct StringIO {
    IoBase base;
    Value text; /* str: the contents while everything was appended; EMPTY: in `chars` */
    uint32_t *chars;
    size_t len, cap, pos;
    NewlineMode mode;
    NewlineState newline;
    bool ready;
} StringIO;
#define STRINGIO(v) V_AS(StringIO, v)

static void stringio_free(Thread *t, Object *o)
{
    StringIO *s = (StringIO *)o;
    mem_free(t, s->chars, s->cap * sizeof *s->chars);
}
static const FieldTable stringio_fields = {.offsets = {offsetof(StringIO, text)},
                                           .free_extra = stringio_free};

static int check_open(Thread *t, StringIO *s)
{
    if (s->ready && !s->base.closed)
        return 0;
    raise_format(t, EXC_ValueError,
                 s->ready ? "I/O operation on closed file"
                          : "I/O operation on uninitialized object");
    return -1;
}

static size_t length(const StringIO *s)
{
    return v_is_empty(s->text) ? s->len : V_AS(Str, s->text)->len;
}

static int reserve(Thread *t, StringIO *s, size_t n)
{
    if (n <= s->cap)
        return 0;
    size_t cap = n < 64 ? 64 : n + n / 2;
    if (cap > SIZE_MAX / sizeof(uint32_t)) {
        raise_memory(t);
        return -1;
    }
    uint32_t *chars = mem_resize(t, s->chars, s->cap * sizeof *chars, cap * sizeof *chars);
    if (!chars)
        return -1;
    s->chars = chars;
    s->cap = cap;
    return 0;
}

/* From one str to single characters, which can be changed in the middle. */
static int spread(Thread *t, StringIO *s)
{
    if (v_is_empty(s->text))
        return 0;
    Str *text = V_AS(Str, s->text);
    if (reserve(t, s, text->len) < 0)
        return -1;
    for (size_t i = 0; i < text->len; i++)
        s->chars[i] = str_at(text, i);
    s->len = text->len;
    api_set(t, &s->text, V_EMPTY);
    return 0;
}

static Value slice(Thread *t, const StringIO *s, size_t start, size_t end)
{
    return K(t, v_is_empty(s->text) ? str_from_ucs4(t, s->chars + start, end - start)
                                    : str_slice(t, V_AS(Str, s->text), start, end));
}

static int put(Thread *t, StringIO *s, Value text)
{
    Str *add = V_AS(Str, text);
    size_t end;
    if (__builtin_add_overflow(s->pos, add->len, &end)) {
        raise_memory(t);
        return -1;
    }
    if (!v_is_empty(s->text) && s->pos == V_AS(Str, s->text)->len) {
        Value whole = s->text;
        s->text = V_EMPTY;
        whole = str_append(t, whole, text);
        if (v_is_error(whole))
            return -1;
        s->text = whole;
        s->pos = end;
        return 0;
    }
    if (spread(t, s) < 0 || reserve(t, s, end) < 0)
        return -1;
    for (size_t i = s->len; i < s->pos; i++)
        s->chars[i] = 0;
    for (size_t i = 0; i < add->len; i++)
        s->chars[s->pos + i] = str_at(add, i);
    s->pos = end;
    if (s->len < end)
        s->len = end;
    return 0;
}

/* write() without the checks: newlines are read as `newline` says, then written so. */
static int write_text(Thread *t, StringIO *s, Value text)
{
    if (s->mode.universal)
        text = newline_decode(t, &s->newline, text, true);
    text = v_is_error(text) ? V_ERROR : newline_for_writing(t, text, &s->mode);
    return v_is_error(text) ? -1 : V_AS(Str, text)->len ? put(t, s, text) : 0;
}

NATIVE_VAR(stringio_construct, "StringIO(initial_value='', newline='\\n')", NULL)
{
    Object *o = object_new(t, V_AS(Type, a[0]), 0);
    if (!o)
        return V_ERROR;
    gc_track(t, o);
    return v_from(o);
}

API(stringio_init, "__init__(self, initial_value='', newline='\\n')", NULL)
{
    StringIO *s = STRINGIO(a[0]);
    Value newline = v_is_empty(a[2]) ? K(t, str_from_cstr(t, "\n")) : a[2];
    s->ready = false;
    if (v_is_error(newline))
        return V_ERROR;
    if (!v_is_none(newline) && !v_is_str(newline))
        return raise_format(t, EXC_TypeError, "newline must be str or None, not %T", newline);
    if (newline_mode_parse(t, newline, "StringIO()", true, &s->mode) < 0)
        return V_ERROR;
    if (!v_is_empty(a[1]) && !v_is_none(a[1]) && !v_is_str(a[1]))
        return raise_format(t, EXC_TypeError, "initial_value must be str or None, not %T", a[1]);
    s->newline = (NewlineState){.translate = s->mode.translate};
    if (s->mode.universal)
        strcpy(s->mode.write_end, "\n");
    s->base.closed = false;
    s->pos = s->len = 0;
    api_set(t, &s->text, v_from(t->vm->empty_str));
    s->ready = true;
    int status = v_is_str(a[1]) ? write_text(t, s, a[1]) : 0;
    s->pos = 0;
    return status < 0 ? V_ERROR : V_NONE;
}

API(stringio_write, "write(self, s, /)", "Write string to file.")
{
    StringIO *s = STRINGIO(a[0]);
    if (!v_is_str(a[1]))
        return raise_format(t, EXC_TypeError, "string argument expected, got '%T'", a[1]);
    return check_open(t, s) < 0 || write_text(t, s, a[1]) < 0
               ? V_ERROR
               : v_from_small((int64_t)V_AS(Str, a[1])->len);
}

static Value take(Thread *t, StringIO *s, size_t n)
{
    size_t len = length(s), left = len > s->pos ? len - s->pos : 0;
    n = n < left ? n : left;
    if (!n)
        return v_from(t->vm->empty_str);
    Value r = slice(t, s, s->pos, s->pos + n);
    s->pos += n;
    return r;
}

API(stringio_read, "read(self, size=-1, /)", "Read at most size characters, returned as a string.")
{
    int64_t n;
    if (check_open(t, STRINGIO(a[0])) < 0 || io_size_parse(t, a[1], &n) < 0)
        return V_ERROR;
    return take(t, STRINGIO(a[0]), n < 0 ? SIZE_MAX : (size_t)n);
}

static Value take_line(Thread *t, StringIO *s, int64_t limit)
{
    if (s->pos >= length(s))
        return v_from(t->vm->empty_str);
    if (v_is_empty(s->text)) { /* one str again: lines are found in it */
        Value whole = slice(t, s, 0, s->len);
        if (v_is_error(whole))
            return V_ERROR;
        api_set(t, &s->text, whole);
    }
    NewlineMode mode = s->mode;
    int64_t end = newline_find(V_AS(Str, s->text), s->pos, &mode);
    size_t n = end < 0 ? SIZE_MAX : (size_t)end - s->pos;
    return take(t, s, limit >= 0 && (size_t)limit < n ? (size_t)limit : n);
}

API(stringio_readline, "readline(self, size=-1, /)", "Read until newline or EOF.")
{
    int64_t limit;
    return check_open(t, STRINGIO(a[0])) < 0 || io_size_parse(t, a[1], &limit) < 0
               ? V_ERROR
               : take_line(t, STRINGIO(a[0]), limit);
}

API_UNARY(stringio_next)
{
    if (check_open(t, STRINGIO(self)) < 0)
        return V_ERROR;
    Value line = v_type(t, self) == IO(t)->stringio ? take_line(t, STRINGIO(self), -1)
                                                    : io_call(t, self, "readline", NULL, 0);
    if (v_is_error(line))
        return V_ERROR;
    if (!v_is_str(line))
        return raise_format(t, EXC_OSError,
                            "readline() should have returned a str object, not '%T'", line);
    return V_AS(Str, line)->len ? line : V_STOP;
}

API(stringio_getvalue, "getvalue(self, /)", "Retrieve the entire contents of the object.")
{
    StringIO *s = STRINGIO(a[0]);
    return check_open(t, s) < 0 ? V_ERROR : slice(t, s, 0, length(s));
}

API(stringio_tell, "tell(self, /)", "Tell the current file position.")
{
    return check_open(t, STRINGIO(a[0])) < 0 ? V_ERROR : v_from_small((int64_t)STRINGIO(a[0])->pos);
}

API(stringio_seek, "seek(self, pos, whence=0, /)", "Change stream position.")
{
    StringIO *s = STRINGIO(a[0]);
    int64_t pos, whence = 0;
    if (check_open(t, s) < 0 || value_to_int64(t, a[1], &pos) < 0 ||
        (!v_is_empty(a[2]) && value_to_int64(t, a[2], &whence) < 0))
        return V_ERROR;
    if (whence < 0 || whence > 2)
        return raise_format(t, EXC_ValueError, "Invalid whence (%ld, should be 0, 1 or 2)",
                            (long)whence);
    if (whence == 0 && pos < 0)
        return raise_format(t, EXC_ValueError, "Negative seek position %ld", (long)pos);
    if (whence && pos)
        return raise_format(t, EXC_OSError, "Can't do nonzero cur-relative seeks");
    if (!small_fits(pos))
        return raise_format(t, EXC_OverflowError, "new position too large");
    s->pos = whence == 0 ? (size_t)pos : whence == 2 ? length(s) : s->pos;
    return v_from_small((int64_t)s->pos);
}

API(stringio_truncate, "truncate(self, pos=None, /)", "Truncate size to pos.")
{
    StringIO *s = STRINGIO(a[0]);
    int64_t size = (int64_t)s->pos;
    if (check_open(t, s) < 0 ||
        (!v_is_empty(a[1]) && !v_is_none(a[1]) && value_to_int64(t, a[1], &size) < 0))
        return V_ERROR;
    if (size < 0)
        return raise_format(t, EXC_ValueError, "Negative size value %ld", (long)size);
    if ((size_t)size < length(s)) {
        if (spread(t, s) < 0)
            return V_ERROR;
        s->len = (size_t)size;
    }
    return v_from_small(size);
}

API(stringio_close, "close(self, /)", "Close the IO object.")
{
    STRINGIO(a[0])->base.closed = true;
    api_set(t, &STRINGIO(a[0])->text, V_EMPTY);
    return V_NONE;
}
API(stringio_readable, "readable(self, /)", "Returns True if the IO object can be read.")
{
    return check_open(t, STRINGIO(a[0])) < 0 ? V_ERROR : V_TRUE;
}
API(stringio_writable, "writable(self, /)", "Returns True if the IO object can be written.")
{
    return check_open(t, STRINGIO(a[0])) < 0 ? V_ERROR : V_TRUE;
}
API(stringio_seekable, "seekable(self, /)", "Returns True if the IO object can be seeked.")
{
    return check_open(t, STRINGIO(a[0])) < 0 ? V_ERROR : V_TRUE;
}

static Value get_closed(Thread *t, Value self)
{
    return v_bool(STRINGIO(self)->base.closed);
}
static Value get_line_buffering(Thread *t, Value self)
{
    return check_open(t, STRINGIO(self)) < 0 ? V_ERROR : V_FALSE;
}
static Value get_newlines(Thread *t, Value self)
{
    ApiScope scope = api_scope_begin(t);
    StringIO *s = STRINGIO(self);
    return api_scope_return(t, scope,
                            check_open(t, s) < 0 ? V_ERROR
                            : s->mode.universal  ? newline_seen(t, s->newline.seen)
                                                 : V_NONE);
}

int io_stringio_type(Thread *t, IoState *io)
{
    static const NativeDef *const methods[] = {
        &stringio_write_def,    &stringio_read_def,     &stringio_readline_def,
        &stringio_getvalue_def, &stringio_tell_def,     &stringio_seek_def,
        &stringio_truncate_def, &stringio_close_def,    &stringio_readable_def,
        &stringio_writable_def, &stringio_seekable_def, NULL,
    };
    static const GetSetDef getset[] = {{"closed", get_closed, NULL, NULL},
                                       {"line_buffering", get_line_buffering, NULL, NULL},
                                       {"newlines", get_newlines, NULL, NULL},
                                       {NULL, NULL, NULL, NULL}};
    const TypeSpec spec = {
        .name = "_io.StringIO",
        .doc = "Text I/O implementation using an in-memory buffer.",
        .size = sizeof(StringIO),
        .flags = TF_BASE | TF_ATTRS | TF_WEAKREF,
        .base = io->textbase,
        .new_def = &stringio_construct_def,
        .init_def = &stringio_init_def,
        .slots = {.iter = io_iter, .next = stringio_next},
        .methods = methods,
        .getset = getset,
    };
    return (io->stringio = api_type(t, &spec, &stringio_fields)) ? 0 : -1;
}
