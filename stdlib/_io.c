/* SPDX-License-Identifier: MIT */
/* The module _io: a first form with text streams on descriptors 0, 1 and 2 only. */
#include <errno.h>
#include "vm/api_sys.h"
#include "vm/core/descriptor.h"

enum { STREAM_BUFFER = 8192 };

typedef struct Stream {
    Object head;
    Value name, mode, errors;
    int fd;
    bool reads, lines;
    size_t len, at;
    char data[STREAM_BUFFER];
} Stream;

static const FieldTable stream_fields = {.offsets = {offsetof(Stream, name), offsetof(Stream, mode), offsetof(Stream, errors)}};

static int stream_flush_out(Thread *t, Stream *s)
{
    size_t done = 0;
    while (!s->reads && done < s->len) {
        ssize_t n;
        WITHOUT_GIL(t, n = write(s->fd, s->data + done, s->len - done));
        if (n < 0 && errno != EINTR) {
            s->len = 0;
            raise_errno(t, errno);
            return -1;
        }
        if (n < 0 && safepoint_run(t) < 0)
            return -1;
        done += n > 0 ? (size_t)n : 0;
    }
    if (!s->reads)
        s->len = 0;
    return 0;
}

API(stream_write, "write(self, text, /)", NULL)
{
    Stream *s = V_AS(Stream, a[0]);
    if (!v_is_str(a[1]))
        return raise_format(t, EXC_TypeError, "write() argument must be str, not %T", a[1]);
    if (s->reads)
        return raise_format(t, EXC_UnsupportedOperation, "not writable");
    size_t len;
    const char *bytes = s->fd == 2 ? str_wtf8(t, V_AS(Str, a[1]), &len) : str_utf8(t, V_AS(Str, a[1]), &len);
    if (!bytes)
        return V_ERROR;
    for (size_t done = 0; done < len;) {
        size_t part = len - done < STREAM_BUFFER - s->len ? len - done : STREAM_BUFFER - s->len;
        memcpy(s->data + s->len, bytes + done, part);
        s->len += part;
        done += part;
        if (s->len == STREAM_BUFFER && stream_flush_out(t, s) < 0)
            return V_ERROR;
    }
    if (s->lines && memchr(bytes, '\n', len) && stream_flush_out(t, s) < 0)
        return V_ERROR;
    return v_from_small((int64_t)V_AS(Str, a[1])->len);
}

API(stream_flush, "flush(self, /)", NULL)
{
    return stream_flush_out(t, V_AS(Stream, a[0])) < 0 ? V_ERROR : V_NONE;
}

/* 1: data, 0: end, -1: error. */
static int stream_fill(Thread *t, Stream *s)
{
    for (;;) {
        ssize_t n;
        WITHOUT_GIL(t, n = read(s->fd, s->data, STREAM_BUFFER));
        if (n >= 0) {
            s->at = 0;
            s->len = (size_t)n;
            return n > 0;
        }
        if (errno != EINTR) {
            raise_errno(t, errno);
            return -1;
        }
        if (safepoint_run(t) < 0)
            return -1;
    }
}

static Value stream_take(Thread *t, Stream *s, bool one_line)
{
    StrBuf b;
    strbuf_init(&b, t);
    for (bool more = true; more;) {
        if (s->at == s->len) {
            int status = stream_fill(t, s);
            if (status < 0) {
                strbuf_free(&b);
                return V_ERROR;
            }
            if (!status)
                break;
        }
        char *start = s->data + s->at, *end = one_line ? memchr(start, '\n', s->len - s->at) : NULL;
        size_t n = end ? (size_t)(end + 1 - start) : s->len - s->at;
        strbuf_utf8(&b, start, n);
        s->at += n;
        more = !end;
    }
    return strbuf_finish(&b);
}

API(stream_readline, "readline(self, size=-1, /)", NULL)
{
    return K(t, stream_take(t, V_AS(Stream, a[0]), true));
}

API(stream_read, "read(self, size=-1, /)", NULL)
{
    return K(t, stream_take(t, V_AS(Stream, a[0]), false));
}

API(stream_fileno, "fileno(self, /)", NULL)
{
    return v_from_small(V_AS(Stream, a[0])->fd);
}

API(stream_isatty, "isatty(self, /)", NULL)
{
    return v_bool(isatty(V_AS(Stream, a[0])->fd));
}

API(stream_readable, "readable(self, /)", NULL)
{
    return v_bool(V_AS(Stream, a[0])->reads);
}

API(stream_writable, "writable(self, /)", NULL)
{
    return v_bool(!V_AS(Stream, a[0])->reads);
}

static Value stream_closed(Thread *t, Value self)
{
    return V_FALSE;
}

static Value stream_encoding(Thread *t, Value self)
{
    return str_from_cstr(t, "utf-8");
}

static Value stream_iter(Thread *t, Value self)
{
    return dup(self);
}

API_UNARY(stream_next)
{
    Value line = K(t, stream_take(t, V_AS(Stream, self), true));
    return !v_is_error(line) && V_AS(Str, line)->len == 0 ? V_STOP : line;
}

static const NativeDef *const stream_methods[] = {
    &stream_write_def, &stream_flush_def, &stream_readline_def, &stream_read_def, &stream_fileno_def,
    &stream_isatty_def, &stream_readable_def, &stream_writable_def, NULL,
};

static const GetSetDef stream_getset[] = {
    {"closed", stream_closed, NULL, NULL}, {"encoding", stream_encoding, NULL, NULL}, {NULL, NULL, NULL, NULL}};

static const MemberDef stream_members[] = {
    {"name", offsetof(Stream, name), MEMBER_READONLY, NULL},
    {"mode", offsetof(Stream, mode), MEMBER_READONLY, NULL},
    {"errors", offsetof(Stream, errors), MEMBER_READONLY, NULL},
    {NULL, 0, 0, NULL},
};

API(io_open_standard, "_open_standard(type, fd, mode, /)", NULL)
{
    static const char *const names[] = {"<stdin>", "<stdout>", "<stderr>"};
    int64_t fd;
    if (value_to_int64(t, a[1], &fd) < 0)
        return V_ERROR;
    Value v = api_instance(t, V_AS(Type, a[0]));
    if (v_is_error(v))
        return V_ERROR;
    Stream *s = V_AS(Stream, v);
    s->fd = (int)fd;
    s->reads = fd == 0;
    s->lines = fd == 2 || (fd == 1 && (isatty(1) || t->vm->options.unbuffered));
    Value name = K(t, str_from_cstr(t, names[fd % 3])), errors = K(t, str_from_cstr(t, fd == 2 ? "backslashreplace" : "strict"));
    if (v_is_error(name) || v_is_error(errors))
        return V_ERROR;
    api_set(t, &s->name, name);
    api_set(t, &s->errors, errors);
    api_set(t, &s->mode, a[2]);
    return v;
}

static int io_exec(Thread *t, Value module)
{
    static const TypeSpec spec = {
        .name = "_io.TextIOWrapper",
        .size = sizeof(Stream),
        .flags = TF_NO_NEW,
        .slots = {.iter = stream_iter, .next = stream_next},
        .methods = stream_methods,
        .getset = stream_getset,
        .members = stream_members,
    };
    Type *type = api_type(t, &spec, &stream_fields);
    if (api_module_add_type(t, module, type) < 0)
        return -1;
    Value opener = K(t, native_new(t, &io_open_standard_def, V_EMPTY, V_EMPTY));
    return v_is_error(opener) ? -1 : api_module_add(t, module, "_open_standard", K(t, method_new(t, opener, v_from(type))));
}

Value io_module(Thread *t)
{
    static const ModuleSpec spec = {"_io", NULL, NULL, io_exec};
    return api_module(t, &spec);
}
