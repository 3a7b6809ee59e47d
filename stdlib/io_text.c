/* SPDX-License-Identifier: MIT */
/*
 * TextIOWrapper. Writing: text is encoded at once into a block of pending bytes, which goes to the
 * buffer when it is full or a line ends (ASCII is copied, over a BufferedWriter nothing is called
 * through attributes). Reading: chunks of bytes are decoded into `decoded`, of which `used`
 * characters were given out. The last chunk is kept (`chunk`, and where it began) for tell().
 */
#include "stdlib/_io.h"
#include <stdlib.h>
#include "vm/objects/codec.h"

enum { CHUNK_SIZE = 8192, TAIL_MAX = 16 };

typedef struct Text {
    IoBase base;
    Value buffer;           /* EMPTY: detached or not initialised */
    Value encoding, errors; /* as given: str */
    Value encoder, decoder; /* incremental ones of encodings that are not our own; EMPTY: native */
    Value decoded;          /* str, or EMPTY */
    Value chunk;    /* bytes from which `decoded` was made (with the tail before it), or EMPTY */
    Value snapshot; /* decoder state before that chunk: of script decoders */
    Value name_set;
    const char *native; /* canonical name of our own encoding, or NULL */
    size_t used;
    char tail[TAIL_MAX]; /* native: bytes of a character that is not complete yet */
    size_t tail_len;
    size_t chunk_before;         /* bytes of the tail that stand in front of `chunk` */
    NewlineState newline_before; /* before the chunk */
    NewlineState newline;
    NewlineMode mode;
    char *pending;
    size_t pending_len, pending_cap;
    bool ready, detached, readable, writable, line_buffering, write_through, ascii_plain, telling,
        seekable, at_end, fresh_encoder;
    size_t chunk_size;
    Buffered *direct; /* buffer, when it is exactly one of ours */
} Text;
#define TEXT(v) V_AS(Text, v)

static void text_free(Thread *t, Object *o)
{
    free(((Text *)o)->pending);
}
static const FieldTable text_fields = {
    .offsets = {offsetof(Text, buffer), offsetof(Text, encoding), offsetof(Text, errors),
                offsetof(Text, encoder), offsetof(Text, decoder), offsetof(Text, decoded),
                offsetof(Text, chunk), offsetof(Text, snapshot), offsetof(Text, name_set)},
    .free_extra = text_free,
};

static int text_check(Thread *t, Text *s, bool open)
{
    if (!s->ready) {
        raise_format(t, EXC_ValueError,
                     s->detached ? "underlying buffer has been detached"
                                 : "I/O operation on uninitialized object");
        return -1;
    }
    if (!open)
        return 0;
    if (LIKELY(s->direct && s->direct->file)) {
        if (s->direct->file->fd >= 0)
            return 0;
        raise_format(t, EXC_ValueError, "I/O operation on closed file.");
        return -1;
    }
    return io_check_closed(t, s->buffer);
}

static const char *errors_text(Thread *t, Text *s)
{
    return str_utf8(t, V_AS(Str, s->errors), &(size_t){0});
}

/* ---- making one ---- */

static Value codec_make(Thread *t, Value encoding, const char *attribute, Value errors)
{
    Value lookup = K(t, import_attr(t, "codecs", "lookup")),
          info = v_is_error(lookup) ? V_ERROR : K(t, call1(t, lookup, encoding));
    int text = v_is_error(info) ? -1 : io_attr_truth(t, info, "_is_text_encoding");
    if (text < 0)
        return V_ERROR;
    if (!text)
        return raise_format(
            t, EXC_LookupError,
            "%R is not a text encoding; use codecs.open() to handle arbitrary codecs", encoding);
    Value make = io_get(t, info, attribute);
    return v_is_error(make) ? V_ERROR : K(t, call1(t, make, errors));
}

/* utf-16, utf-32 and utf-8-sig begin with a mark: their state is kept by the coders of codecs.py.
 */
static int text_set_encoding(Thread *t, Text *s, Value encoding, Value errors)
{
    const char *name = str_utf8(t, V_AS(Str, encoding), &(size_t){0});
    if (!name)
        return -1;
    const char *native = codec_canonical(name);
    if (native &&
        (!strcmp(native, "utf-16") || !strcmp(native, "utf-32") || !strcmp(native, "utf-8-sig")))
        native = NULL;
    int readable = io_ask(t, s->buffer, "readable"),
        writable = readable < 0 ? -1 : io_ask(t, s->buffer, "writable");
    if (writable < 0)
        return -1;
    Value decoder = V_EMPTY, encoder = V_EMPTY;
    if (!native) {
        Value probe = codec_make(t, encoding, "incrementaldecoder", errors);
        decoder = readable ? probe : V_EMPTY;
        encoder = v_is_error(probe) ? V_ERROR
                  : writable        ? codec_make(t, encoding, "incrementalencoder", errors)
                                    : V_EMPTY;
        if (v_is_error(encoder))
            return -1;
    }
    s->native = native;
    s->readable = readable;
    s->writable = writable;
    s->ascii_plain = native && strncmp(native, "utf-16", 6) && strncmp(native, "utf-32", 6) &&
                     strncmp(native, "utf-7", 5);
    api_set(t, &s->decoder, decoder);
    api_set(t, &s->encoder, encoder);
    api_set(t, &s->encoding, encoding);
    api_set(t, &s->errors, errors);
    return 0;
}

/* An encoder that writes a mark does so at the beginning of the file only. */
static int text_fix_encoder(Thread *t, Text *s)
{
    if (v_is_empty(s->encoder) || !s->seekable)
        return 0;
    Value at = io_call(t, s->buffer, "tell", NULL, 0);
    int somewhere = v_is_error(at) ? -1 : truth(t, at);
    Value zero = v_from_small(0);
    return somewhere < 0                                                           ? -1
           : somewhere && v_is_error(io_call(t, s->encoder, "setstate", &zero, 1)) ? -1
                                                                                   : 0;
}

/* "locale" is UTF-8 here; any other name stays. */
static Value encoding_named(Thread *t, Value name)
{
    return str_equal_cstr(V_AS(Str, name), "locale") ? K(t, str_from_cstr(t, "UTF-8")) : name;
}

static int text_setup(Thread *t, Value self, Value buffer, Value encoding, Value errors,
                      Value newline, bool lines, bool through)
{
    Text *s = TEXT(self);
    s->ready = s->detached = false;
    Value utf8 = K(t, str_from_cstr(t, "UTF-8")), strict = K(t, str_from_cstr(t, "strict"));
    if (v_is_error(utf8) || v_is_error(strict))
        return -1;
    if (v_is_empty(encoding) || v_is_none(encoding))
        encoding = utf8;
    if (v_is_empty(errors) || v_is_none(errors))
        errors = strict;
    if (!v_is_str(encoding) || !v_is_str(errors)) {
        raise_format(t, EXC_TypeError, "TextIOWrapper() argument '%s' must be str or None, not %T",
                     v_is_str(encoding) ? "errors" : "encoding",
                     v_is_str(encoding) ? errors : encoding);
        return -1;
    }
    encoding = encoding_named(t, encoding);
    if (v_is_error(encoding) ||
        newline_mode_parse(t, newline, "TextIOWrapper()", false, &s->mode) < 0)
        return -1;
    api_set(t, &s->buffer, buffer);
    s->newline = (NewlineState){.translate = s->mode.translate};
    if (text_set_encoding(t, s, encoding, errors) < 0)
        return -1;
    Type *type = v_type(t, buffer);
    s->direct = type == IO(t)->reader || type == IO(t)->writer || type == IO(t)->random
                    ? BUFFERED(buffer)
                    : NULL;
    int seekable = io_ask(t, buffer, "seekable");
    if (seekable < 0)
        return -1;
    s->seekable = s->telling = seekable;
    s->line_buffering = lines;
    s->write_through = through;
    s->chunk_size = CHUNK_SIZE;
    s->used = s->tail_len = 0;
    api_set(t, &s->decoded, V_EMPTY);
    api_set(t, &s->chunk, V_EMPTY);
    s->ready = true;
    return text_fix_encoder(t, s);
}

NATIVE_VAR(text_construct, "TextIOWrapper(*args, **kwargs)", NULL)
{
    Object *o = object_new(t, V_AS(Type, a[0]), 0);
    if (!o)
        return V_ERROR;
    gc_track(t, o);
    return v_from(o);
}

API(text_init,
    "__init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, "
    "write_through=False)",
    NULL)
{
    int lines = v_is_empty(a[5]) ? 0 : truth(t, a[5]),
        through = v_is_empty(a[6]) ? 0 : truth(t, a[6]);
    return lines < 0 || through < 0 ||
                   text_setup(t, a[0], a[1], a[2], a[3], a[4], lines, through) < 0
               ? V_ERROR
               : V_NONE;
}

Value text_new(Thread *t, Value buffer, Value encoding, Value errors, Value newline,
               bool line_buffering, bool write_through)
{
    Value self = api_instance(t, IO(t)->text);
    return v_is_error(self) || text_setup(t, self, buffer, encoding, errors, newline,
                                          line_buffering, write_through) < 0
               ? V_ERROR
               : self;
}

/* ---- writing ---- */

/* Hands the pending bytes to the buffer. They are taken away first: while the buffer writes, other
 * threads run. */
static int pending_flush(Thread *t, Text *s)
{
    if (!s->pending_len)
        return 0;
    char *data = s->pending;
    size_t n = s->pending_len, cap = s->pending_cap;
    s->pending = NULL;
    s->pending_len = s->pending_cap = 0;
    int status;
    if (s->direct && s->direct->writable) {
        status = buffered_check(t, s->direct, "write to") < 0 || buffered_enter(t, s->direct) < 0
                     ? -2
                     : buffered_write(t, s->direct, data, n);
        if (status != -2)
            buffered_leave(t, s->direct);
    } else {
        Value bytes = K(t, bytes_new(t, data, n));
        status =
            v_is_error(bytes) || v_is_error(io_call(t, s->buffer, "write", &bytes, 1)) ? -1 : 0;
    }
    if (!s->pending) {
        s->pending = data;
        s->pending_cap = cap;
    } else {
        free(data);
    }
    return status < 0 ? -1 : 0;
}

static int pending_push(Thread *t, Text *s, const char *data, size_t n)
{
    if (s->pending_cap - s->pending_len < n) {
        size_t cap = s->pending_len + n < CHUNK_SIZE ? CHUNK_SIZE : (s->pending_len + n) * 2;
        char *grown = realloc(s->pending, cap);
        if (!grown) {
            raise_memory(t);
            return -1;
        }
        s->pending = grown;
        s->pending_cap = cap;
    }
    if (n) /* nothing may be pending, and no buffer there, when an empty text is written */
        memcpy(s->pending + s->pending_len, data, n);
    s->pending_len += n;
    return 0;
}

/* What was read ahead is given up: the next read begins where writing ends. */
static void text_forget(Thread *t, Text *s)
{
    if (!v_is_empty(s->decoded))
        api_set(t, &s->decoded, V_EMPTY);
    if (!v_is_empty(s->chunk))
        api_set(t, &s->chunk, V_EMPTY);
    s->used = 0;
}

static int text_encode_push(Thread *t, Text *s, Value text)
{
    Str *str = V_AS(Str, text);
    if (s->ascii_plain && (str->head.flags & STR_ASCII))
        return pending_push(t, s, str_data(str), str->len);
    Value bytes;
    if (s->native) {
        const char *errors = errors_text(t, s);
        bytes = errors ? K(t, codec_encode(t, str, s->native, errors)) : V_ERROR;
    } else {
        bytes = v_is_empty(s->encoder) ? io_unsupported(t, "not writable")
                                       : io_call(t, s->encoder, "encode", &text, 1);
    }
    if (v_is_error(bytes))
        return -1;
    if (!v_has_layout(bytes, KIND_bytes)) {
        raise_format(t, EXC_TypeError, "encoder should return a bytes object, not '%T'", bytes);
        return -1;
    }
    size_t n;
    const char *data = bytes_view(bytes, &n);
    return pending_push(t, s, data, n);
}

static bool ends_line(const Str *s)
{
    if (s->unit == 1)
        return memchr(str_data(s), '\n', s->len) || memchr(str_data(s), '\r', s->len);
    for (size_t i = 0; i < s->len; i++)
        if (str_at(s, i) == '\n' || str_at(s, i) == '\r')
            return true;
    return false;
}

static int buffer_flush(Thread *t, Text *s)
{
    if (!s->direct || !s->direct->writable)
        return v_is_error(io_call(t, s->buffer, "flush", NULL, 0)) ? -1 : 0;
    if (buffered_check(t, s->direct, "flush of") < 0 || buffered_enter(t, s->direct) < 0)
        return -1;
    int status = buffered_flush(t, s->direct);
    buffered_leave(t, s->direct);
    return status;
}

API(text_write, "write(self, text, /)", NULL)
{
    Text *s = TEXT(a[0]);
    if (!v_is_str(a[1]))
        return raise_format(t, EXC_TypeError, "write() argument must be str, not %T", a[1]);
    if (text_check(t, s, true) < 0)
        return V_ERROR;
    if (!s->writable)
        return io_unsupported(t, "not writable");
    Value text = newline_for_writing(t, a[1], &s->mode);
    bool flush = s->line_buffering && ends_line(V_AS(Str, a[1]));
    if (v_is_error(text) || text_encode_push(t, s, text) < 0)
        return V_ERROR;
    if ((s->pending_len >= s->chunk_size || flush || s->write_through) && pending_flush(t, s) < 0)
        return V_ERROR;
    if (flush && buffer_flush(t, s) < 0)
        return V_ERROR;
    text_forget(t, s);
    return v_from_small((int64_t)V_AS(Str, a[1])->len);
}

static int text_flush(Thread *t, Text *s)
{
    s->telling = s->seekable;
    return pending_flush(t, s) < 0 ? -1 : buffer_flush(t, s);
}

API(text_flush_method, "flush(self, /)", NULL)
{
    Text *s = TEXT(a[0]);
    return text_check(t, s, true) < 0 || text_flush(t, s) < 0 ? V_ERROR : V_NONE;
}

/* ---- reading ---- */

/* A copy of what has a buffer. */
static Value bytes_of(Thread *t, Value v)
{
    BufferView view;
    if (buffer_get(t, v, &view) < 0)
        return V_ERROR;
    Value made = K(t, bytes_new(t, view.data, view.len));
    buffer_release(t, &view);
    return made;
}

/* The next bytes of the buffer: a temporary. */
static Value chunk_get(Thread *t, Text *s)
{
    if (s->direct) {
        if (!s->direct->readable)
            return io_unsupported(t, "not readable");
        if (buffered_check(t, s->direct, "read of") < 0 || buffered_enter(t, s->direct) < 0)
            return V_ERROR;
        Value r = buffered_read1(t, s->direct, (int64_t)s->chunk_size);
        buffered_leave(t, s->direct);
        return r;
    }
    Value size = v_from_small((int64_t)s->chunk_size);
    int has_read1 = attr_has(t, s->buffer, V_AS(Str, K(t, str_intern_utf8(t, "read1", 5))));
    Value r =
        has_read1 < 0 ? V_ERROR : io_call(t, s->buffer, has_read1 ? "read1" : "read", &size, 1);
    if (v_is_error(r) || v_has_layout(r, KIND_bytes))
        return r;
    if (buffer_check(t, r))
        return bytes_of(t, r);
    return raise_format(t, EXC_TypeError,
                        "underlying %s() should have returned a bytes-like object, not '%T'",
                        has_read1 ? "read1" : "read", r);
}

/* Decodes by our own codec; an incomplete character waits in the tail. */
static Value decode_native(Thread *t, Text *s, Value bytes, bool final)
{
    size_t n, used = 0;
    const char *data = bytes_view(bytes, &n), *errors = errors_text(t, s);
    if (!errors)
        return V_ERROR;
    if (s->tail_len) {
        Value head = K(t, bytes_new(t, s->tail, s->tail_len));
        bytes = v_is_error(head) ? V_ERROR : K(t, binary_op(t, OP_ADD, head, bytes));
        if (v_is_error(bytes))
            return V_ERROR;
        data = bytes_view(bytes, &n);
    }
    Value text = K(t, codec_decode_part(t, data, n, s->native, errors, final, &used));
    if (v_is_error(text))
        return V_ERROR;
    s->tail_len = n - used < TAIL_MAX ? n - used : TAIL_MAX;
    memcpy(s->tail, data + used, s->tail_len);
    return text;
}

static Value text_decode(Thread *t, Text *s, Value bytes, bool final)
{
    Value args[] = {bytes, v_bool(final)}, text;
    if (s->native)
        text = decode_native(t, s, bytes, final);
    else
        text = v_is_empty(s->decoder) ? io_unsupported(t, "not readable")
                                      : io_call(t, s->decoder, "decode", args, 2);
    if (v_is_error(text))
        return V_ERROR;
    if (!v_is_str(text))
        return raise_format(t, EXC_TypeError, "decoder should return a string result, not '%T'",
                            text);
    return s->mode.universal ? newline_decode(t, &s->newline, text, final) : text;
}

/* 1: there is more in `decoded` (perhaps nothing yet), 0: the end, -1: error. */
static int text_more(Thread *t, Text *s)
{
    if (!s->native && !v_is_empty(s->decoder)) {
        Value state = io_call(t, s->decoder, "getstate", NULL, 0);
        if (v_is_error(state))
            return -1;
        api_set(t, &s->snapshot, state);
    }
    s->chunk_before = s->tail_len;
    s->newline_before = s->newline;
    Value before = K(t, bytes_new(t, s->tail, s->tail_len));
    Value bytes = v_is_error(before) ? V_ERROR : chunk_get(t, s);
    if (v_is_error(bytes))
        return -1;
    bool end = V_AS(Bytes, bytes)->len == 0;
    Value text = text_decode(t, s, bytes, end);
    Value whole = v_is_error(text)  ? V_ERROR
                  : s->chunk_before ? K(t, binary_op(t, OP_ADD, before, bytes))
                                    : bytes;
    if (v_is_error(whole))
        return -1;
    api_set(t, &s->decoded, text);
    api_set(t, &s->chunk, whole);
    s->used = 0;
    return !end || V_AS(Str, text)->len > 0;
}

static size_t decoded_left(const Text *s)
{
    return v_is_empty(s->decoded) ? 0 : V_AS(Str, s->decoded)->len - s->used;
}

/* At most n characters of what is decoded: a temporary. */
static Value decoded_take(Thread *t, Text *s, size_t n)
{
    if (v_is_empty(s->decoded))
        return v_from(t->vm->empty_str);
    size_t left = decoded_left(s), start = s->used;
    n = n < left ? n : left;
    s->used += n;
    if (start == 0 && n == V_AS(Str, s->decoded)->len)
        return K(t, dup(s->decoded));
    return K(t, str_slice(t, V_AS(Str, s->decoded), start, start + n));
}

static Value text_read_all(Thread *t, Text *s)
{
    Value head = decoded_take(t, s, SIZE_MAX), data = io_call(t, s->buffer, "read", NULL, 0);
    if (v_is_error(head) || v_is_error(data))
        return V_ERROR;
    if (!v_has_layout(data, KIND_bytes) && buffer_check(t, data)) {
        data = bytes_of(t, data);
        if (v_is_error(data))
            return V_ERROR;
    }
    if (!v_has_layout(data, KIND_bytes))
        return v_is_none(data) ? raise_format(t, EXC_BlockingIOError, "Read returned None.")
                               : raise_format(t, EXC_TypeError, "read() should return bytes");
    Value rest = text_decode(t, s, data, true);
    text_forget(t, s);
    if (v_is_error(rest))
        return V_ERROR;
    return V_AS(Str, head)->len ? K(t, str_concat(t, V_AS(Str, head), V_AS(Str, rest))) : rest;
}

static Value text_read_some(Thread *t, Text *s, size_t n)
{
    StrBuf b;
    strbuf_init(&b, t);
    for (;;) {
        size_t left = decoded_left(s), part = left < n ? left : n;
        if (part)
            strbuf_part(&b, V_AS(Str, s->decoded), s->used, s->used + part);
        s->used += part;
        n -= part;
        if (n == 0)
            break;
        int more = text_more(t, s);
        if (more < 0) {
            strbuf_free(&b);
            return V_ERROR;
        }
        if (!more)
            break;
    }
    return K(t, strbuf_finish(&b));
}

static int text_read_begin(Thread *t, Text *s)
{
    if (text_check(t, s, true) < 0)
        return -1;
    if (!s->readable) {
        io_unsupported(t, "not readable");
        return -1;
    }
    return s->pending_len ? text_flush(t, s) : 0;
}

API(text_read, "read(self, size=-1, /)", NULL)
{
    Text *s = TEXT(a[0]);
    int64_t n;
    if (io_size_parse(t, a[1], &n) < 0 || text_read_begin(t, s) < 0)
        return V_ERROR;
    return n < 0 ? text_read_all(t, s) : text_read_some(t, s, (size_t)n);
}

static Value text_take_line(Thread *t, Text *s, int64_t limit)
{
    StrBuf b;
    strbuf_init(&b, t);
    bool joined = false, hold_cr = false;
    for (;;) {
        if (decoded_left(s) == 0) {
            int more = text_more(t, s);
            if (more < 0) {
                strbuf_free(&b);
                return V_ERROR;
            }
            if (!more)
                break;
            if (decoded_left(s) == 0)
                continue;
        }
        Str *text = V_AS(Str, s->decoded);
        size_t start = s->used, end;
        int64_t found = hold_cr && str_at(text, start) == '\n'
                            ? (int64_t)start + 1
                            : newline_find(text, start, &s->mode);
        end = found < 0 ? text->len : (size_t)found;
        if (limit >= 0 && end - start >= (size_t)limit - b.len) {
            end = start + ((size_t)limit - b.len);
            found = (int64_t)end;
        }
        s->used = end;
        if (found >= 0 && !joined) {
            strbuf_free(&b);
            return K(t, str_slice(t, text, start, end));
        }
        joined = true;
        strbuf_part(&b, text, start, end);
        if (found >= 0)
            break;
        hold_cr = !strcmp(s->mode.read_end, "\r\n") && str_at(text, end - 1) == '\r';
    }
    return K(t, strbuf_finish(&b));
}

API(text_readline, "readline(self, size=-1, /)", NULL)
{
    int64_t limit = -1;
    if (!v_is_empty(a[1]) && value_to_ssize(t, a[1], &limit, EXC_OverflowError) < 0)
        return V_ERROR;
    return text_read_begin(t, TEXT(a[0])) < 0 ? V_ERROR
           : limit == 0                       ? v_from(t->vm->empty_str)
                                              : text_take_line(t, TEXT(a[0]), limit);
}

API_UNARY(text_next)
{
    Text *s = TEXT(self);
    Value line;
    if (v_type(t, self) == IO(t)->text)
        line = text_read_begin(t, s) < 0 ? V_ERROR : text_take_line(t, s, -1);
    else
        line = io_call(t, self, "readline", NULL, 0);
    s->telling = false;
    if (v_is_error(line))
        return V_ERROR;
    if (!v_is_str(line))
        return raise_format(t, EXC_OSError,
                            "readline() should have returned a str object, not '%T'", line);
    if (V_AS(Str, line)->len)
        return line;
    s->telling = s->seekable;
    return V_STOP;
}

/* ---- position ---- */

/* How many bytes of the chunk the characters given out were made of: decodes it again piece by
 * piece. -1: error. */
static int64_t bytes_used(Thread *t, Text *s)
{
    Text saved = *s;
    Value args[] = {V_EMPTY, V_FALSE};
    if (!s->native && v_is_error(io_call(t, s->decoder, "setstate", &s->snapshot, 1)))
        return -1;
    s->tail_len = 0;
    s->newline = s->newline_before;
    size_t n, chars = 0, at = 0;
    const char *data = bytes_view(s->chunk, &n);
    ApiScope scope = api_scope_begin(t);
    bool failed = false;
    while (!failed && at < n && (chars < saved.used || s->tail_len)) {
        api_scope_end(t, scope);
        args[0] = K(t, bytes_new(t, data + at, 1));
        Value text = v_is_error(args[0]) ? V_ERROR : text_decode(t, s, args[0], false);
        failed = v_is_error(text);
        chars += failed ? 0 : V_AS(Str, text)->len;
        at++;
    }
    bool pending_cr = s->newline.pending_cr;
    s->tail_len = saved.tail_len;
    memcpy(s->tail, saved.tail, TAIL_MAX);
    s->newline = saved.newline;
    return failed ? -1 : (int64_t)at - pending_cr;
}

API(text_tell, "tell(self, /)", NULL)
{
    Text *s = TEXT(a[0]);
    if (text_check(t, s, true) < 0)
        return V_ERROR;
    if (!s->seekable)
        return io_unsupported(t, "underlying stream is not seekable");
    if (!s->telling)
        return raise_format(t, EXC_OSError, "telling position disabled by next() call");
    if (text_flush(t, s) < 0)
        return V_ERROR;
    Value at = io_call(t, s->buffer, "tell", NULL, 0);
    int64_t position;
    if (v_is_error(at) || v_is_empty(s->chunk) || value_to_int64(t, at, &position) < 0)
        return v_is_error(at) || v_is_empty(s->chunk) ? at : V_ERROR;
    int64_t n = (int64_t)V_AS(Bytes, s->chunk)->len, used = s->used ? bytes_used(t, s) : 0;
    return used < 0 ? V_ERROR : K(t, int_new(t, position - n + used));
}

static int text_reset(Thread *t, Text *s, bool at_start)
{
    text_forget(t, s);
    s->tail_len = 0;
    s->newline.pending_cr = false;
    if (!v_is_empty(s->decoder) && v_is_error(io_call(t, s->decoder, "reset", NULL, 0)))
        return -1;
    Value zero = v_from_small(0);
    if (v_is_empty(s->encoder))
        return 0;
    return v_is_error(at_start ? io_call(t, s->encoder, "reset", NULL, 0)
                               : io_call(t, s->encoder, "setstate", &zero, 1))
               ? -1
               : 0;
}

static Value seek_end(Thread *t, Text *s)
{
    Value args[] = {v_from_small(0), v_from_small(2)};
    if (text_flush(t, s) < 0)
        return V_ERROR;
    Value at = io_call(t, s->buffer, "seek", args, 2);
    int somewhere = v_is_error(at) ? -1 : truth(t, at);
    return somewhere < 0 || text_reset(t, s, !somewhere) < 0 ? V_ERROR : at;
}

API(text_seek, "seek(self, cookie, whence=0, /)", NULL)
{
    Text *s = TEXT(a[0]);
    int64_t whence = 0, position;
    if (text_check(t, s, true) < 0 || (!v_is_empty(a[2]) && value_to_int64(t, a[2], &whence) < 0))
        return V_ERROR;
    if (!s->seekable)
        return io_unsupported(t, "underlying stream is not seekable");
    Value cookie = a[1];
    if (whence == 1 || whence == 2) {
        int some = truth(t, cookie);
        if (some)
            return some < 0
                       ? V_ERROR
                       : io_unsupported(t, whence == 1 ? "can't do nonzero cur-relative seeks"
                                                       : "can't do nonzero end-relative seeks");
        if (whence == 2)
            return seek_end(t, s);
        cookie = io_call(t, a[0], "tell", NULL, 0);
    } else if (whence != 0) {
        return raise_format(t, EXC_ValueError, "invalid whence (%ld, should be 0, 1 or 2)",
                            (long)whence);
    }
    if (v_is_error(cookie) || value_to_int64(t, cookie, &position) < 0)
        return V_ERROR;
    if (position < 0)
        return raise_format(t, EXC_ValueError, "negative seek position %R", cookie);
    if (text_flush(t, s) < 0 || v_is_error(io_call(t, s->buffer, "seek", &cookie, 1)))
        return V_ERROR;
    return text_reset(t, s, position == 0) < 0 ? V_ERROR : cookie;
}

API(text_truncate, "truncate(self, pos=None, /)", NULL)
{
    Text *s = TEXT(a[0]);
    if (text_check(t, s, true) < 0 || text_flush(t, s) < 0)
        return V_ERROR;
    Value size = v_is_empty(a[1]) ? V_NONE : a[1];
    return io_call(t, s->buffer, "truncate", &size, 1);
}

/* ---- the rest ---- */

API(text_reconfigure,
    "reconfigure(self, *, encoding=None, errors=None, newline=None, line_buffering=None, "
    "write_through=None)",
    NULL)
{
    Text *s = TEXT(a[0]);
    bool recode =
        (!v_is_empty(a[1]) && !v_is_none(a[1])) || (!v_is_empty(a[2]) && !v_is_none(a[2]));
    NewlineMode mode = s->mode;
    if (text_check(t, s, false) < 0 ||
        (!v_is_empty(a[3]) && newline_mode_parse(t, a[3], "reconfigure()", false, &mode) < 0))
        return V_ERROR;
    if (decoded_left(s) && (recode || !v_is_empty(a[3])))
        return io_unsupported(
            t, "It is not possible to set the encoding or newline of stream after the first read");
    int lines = v_is_empty(a[4]) || v_is_none(a[4]) ? s->line_buffering : truth(t, a[4]);
    int through = v_is_empty(a[5]) || v_is_none(a[5]) ? s->write_through : truth(t, a[5]);
    if (lines < 0 || through < 0 || text_check(t, s, true) < 0 || text_flush(t, s) < 0)
        return V_ERROR;
    if (recode) {
        Value strict = K(t, str_from_cstr(t, "strict"));
        bool has_encoding = !v_is_empty(a[1]) && !v_is_none(a[1]),
             has_errors = !v_is_empty(a[2]) && !v_is_none(a[2]);
        Value encoding = has_encoding ? a[1] : s->encoding, errors = has_errors     ? a[2]
                                                                     : has_encoding ? strict
                                                                                    : s->errors;
        if (!v_is_str(encoding) || !v_is_str(errors))
            return raise_format(
                t, EXC_TypeError, "reconfigure() argument '%s' must be str or None, not %T",
                v_is_str(encoding) ? "errors" : "encoding", v_is_str(encoding) ? errors : encoding);
        encoding = encoding_named(t, encoding);
        if (v_is_error(encoding))
            return V_ERROR;
        encoding = K(t, dup(encoding)); /* the fields are replaced */
        errors = K(t, dup(errors));
        if (text_set_encoding(t, s, encoding, errors) < 0 || text_fix_encoder(t, s) < 0)
            return V_ERROR;
    }
    s->mode = mode;
    if (recode || !v_is_empty(a[3]))
        s->newline = (NewlineState){.translate = mode.translate};
    s->line_buffering = lines;
    s->write_through = through;
    return V_NONE;
}

API(text_detach, "detach(self, /)", NULL)
{
    Text *s = TEXT(a[0]);
    if (text_check(t, s, false) < 0 || v_is_error(io_call(t, a[0], "flush", NULL, 0)))
        return V_ERROR;
    Value buffer = K(t, dup(s->buffer));
    api_set(t, &s->buffer, V_EMPTY);
    s->direct = NULL;
    s->ready = false;
    s->detached = true;
    return buffer;
}

API(text_close, "close(self, /)", NULL)
{
    Text *s = TEXT(a[0]);
    if (text_check(t, s, false) < 0)
        return V_ERROR;
    int closed = io_attr_truth(t, s->buffer, "closed");
    if (closed)
        return closed < 0 ? V_ERROR : V_NONE;
    if (s->base.finalizing && v_is_error(io_call(t, s->buffer, "_dealloc_warn", &a[0], 1)))
        exc_clear(t);
    Value flushed = io_call(t, a[0], "flush", NULL, 0), exc = exc_take(t);
    Value r = io_call(t, s->buffer, "close", NULL, 0);
    if (!v_is_error(flushed))
        return r;
    if (v_is_error(r))
        v_set(t, &V_AS(Exception, t->exc)->context, exc);
    else
        exc_restore(t, exc);
    return V_ERROR;
}

static Value ask_buffer(Thread *t, Value self, const char *name)
{
    return text_check(t, TEXT(self), false) < 0 ? V_ERROR
                                                : io_call(t, TEXT(self)->buffer, name, NULL, 0);
}
API(text_fileno, "fileno(self, /)", NULL)
{
    return ask_buffer(t, a[0], "fileno");
}
API(text_seekable, "seekable(self, /)", NULL)
{
    return ask_buffer(t, a[0], "seekable");
}
API(text_readable, "readable(self, /)", NULL)
{
    return ask_buffer(t, a[0], "readable");
}
API(text_writable, "writable(self, /)", NULL)
{
    return ask_buffer(t, a[0], "writable");
}
API(text_isatty, "isatty(self, /)", NULL)
{
    return ask_buffer(t, a[0], "isatty");
}

static Value from_buffer(Thread *t, Value self, const char *name)
{
    ApiScope scope = api_scope_begin(t);
    return api_scope_return(
        t, scope,
        text_check(t, TEXT(self), false) < 0 ? V_ERROR : io_get(t, TEXT(self)->buffer, name));
}
static Value get_name(Thread *t, Value self)
{
    return from_buffer(t, self, "name");
}
static Value get_closed(Thread *t, Value self)
{
    return from_buffer(t, self, "closed");
}
static Value get_newlines(Thread *t, Value self)
{
    ApiScope scope = api_scope_begin(t);
    return api_scope_return(t, scope,
                            text_check(t, TEXT(self), false) < 0 ? V_ERROR
                            : TEXT(self)->mode.universal ? newline_seen(t, TEXT(self)->newline.seen)
                                                         : V_NONE);
}
static Value get_checked(Thread *t, Value self, Value v)
{
    return text_check(t, TEXT(self), false) < 0 ? V_ERROR : dup(v);
}
/* What is known still when the buffer was taken away. */
static Value get_kept(Thread *t, Value self, Value v)
{
    return TEXT(self)->detached ? dup(v) : get_checked(t, self, v);
}
static Value get_encoding(Thread *t, Value self)
{
    return get_kept(t, self, TEXT(self)->encoding);
}
static Value get_errors(Thread *t, Value self)
{
    return get_kept(t, self, TEXT(self)->errors);
}
static Value get_buffer(Thread *t, Value self)
{
    return TEXT(self)->detached ? V_NONE : get_checked(t, self, TEXT(self)->buffer);
}
static Value get_line_buffering(Thread *t, Value self)
{
    return get_kept(t, self, v_bool(TEXT(self)->line_buffering));
}
static Value get_write_through(Thread *t, Value self)
{
    return get_checked(t, self, v_bool(TEXT(self)->write_through));
}
static Value get_chunk_size(Thread *t, Value self)
{
    return get_checked(t, self, v_from_small((int64_t)TEXT(self)->chunk_size));
}
static int set_chunk_size(Thread *t, Value self, Value v)
{
    int64_t n;
    if (v_is_empty(v) || value_to_int64(t, v, &n) < 0)
        return v_is_empty(v) ? (raise_format(t, EXC_AttributeError, "cannot delete attribute"), -1)
                             : -1;
    if (n <= 0) {
        raise_format(t, EXC_ValueError, "a strictly positive integer is required");
        return -1;
    }
    TEXT(self)->chunk_size = (size_t)n;
    return 0;
}

/* name and mode are shown where they can be had. */
API_UNARY(text_repr_body)
{
    static const char *const shown[] = {"name", "mode"};
    StrBuf b;
    strbuf_init(&b, t);
    strbuf_char(&b, '<');
    strbuf_ascii(&b, v_type_name(t, self));
    for (int i = 0; i < 2; i++) {
        Value v = io_get(t, self, shown[i]);
        if (v_is_error(v) && !exc_is(t, EXC_AttributeError) && !exc_is(t, EXC_ValueError)) {
            strbuf_free(&b);
            return V_ERROR;
        }
        if (v_is_error(v)) {
            exc_clear(t);
            continue;
        }
        strbuf_char(&b, ' ');
        strbuf_ascii(&b, shown[i]);
        strbuf_char(&b, '=');
        if (strbuf_repr(&b, v) < 0) {
            strbuf_free(&b);
            return V_ERROR;
        }
    }
    strbuf_ascii(&b, " encoding=");
    if (strbuf_repr(&b, TEXT(self)->encoding) < 0) {
        strbuf_free(&b);
        return V_ERROR;
    }
    strbuf_char(&b, '>');
    return K(t, strbuf_finish(&b));
}

static Value text_repr(Thread *t, Value self)
{
    if (!TEXT(self)->detached && text_check(t, TEXT(self), false) < 0)
        return V_ERROR;
    int inside = repr_enter(t, self);
    if (inside)
        return inside < 0
                   ? V_ERROR
                   : raise_format(t, EXC_RuntimeError, "reentrant call inside %T.__repr__", self);
    Value r = text_repr_body(t, self);
    repr_leave(t, self);
    return r;
}

static const NativeDef *const text_methods[] = {
    &text_write_def,    &text_read_def,     &text_readline_def,    &text_flush_method_def,
    &text_close_def,    &text_detach_def,   &text_reconfigure_def, &text_fileno_def,
    &text_seekable_def, &text_readable_def, &text_writable_def,    &text_isatty_def,
    &text_seek_def,     &text_tell_def,     &text_truncate_def,    NULL,
};
static const GetSetDef text_getset[] = {
    {"name", get_name, NULL, NULL},
    {"closed", get_closed, NULL, NULL},
    {"newlines", get_newlines, NULL, NULL},
    {"encoding", get_encoding, NULL, NULL},
    {"errors", get_errors, NULL, NULL},
    {"buffer", get_buffer, NULL, NULL},
    {"line_buffering", get_line_buffering, NULL, NULL},
    {"write_through", get_write_through, NULL, NULL},
    {"_CHUNK_SIZE", get_chunk_size, set_chunk_size, NULL},
    {NULL, NULL, NULL, NULL},
};

int io_text_type(Thread *t, IoState *io)
{
    const TypeSpec spec = {
        .name = "_io.TextIOWrapper",
        .doc = "Character and line based layer over a BufferedIOBase object, buffer.",
        .size = sizeof(Text),
        .flags = TF_BASE | TF_ATTRS | TF_WEAKREF,
        .base = io->textbase,
        .new_def = &text_construct_def,
        .init_def = &text_init_def,
        .slots = {.repr = text_repr, .iter = io_iter, .next = text_next},
        .methods = text_methods,
        .getset = text_getset,
    };
    return (io->text = api_type(t, &spec, &text_fields)) ? 0 : -1;
}
