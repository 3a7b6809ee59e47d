/* SPDX-License-Identifier: MIT */
/* _IOBase and its three abstract children, which scripts may subclass. */
#include "stdlib/_io.h"

/* ---- helpers ---- */

static Str *symbol(Thread *t, const char *name)
{
    Value s = K(t, str_intern_utf8(t, name, strlen(name)));
    return v_is_error(s) ? NULL : V_AS(Str, s);
}

Value io_call(Thread *t, Value obj, const char *name, const Value *args, uint32_t n)
{
    Str *s = symbol(t, name);
    return s ? K(t, call_method(t, obj, s, args, n)) : V_ERROR;
}

Value io_get(Thread *t, Value obj, const char *name)
{
    Str *s = symbol(t, name);
    return s ? K(t, attr_get(t, obj, s)) : V_ERROR;
}

int io_ask(Thread *t, Value obj, const char *name)
{
    Value v = io_call(t, obj, name, NULL, 0);
    return v_is_error(v) ? -1 : truth(t, v);
}

int io_attr_truth(Thread *t, Value obj, const char *name)
{
    Value v = io_get(t, obj, name);
    return v_is_error(v) ? -1 : truth(t, v);
}

int io_check_closed(Thread *t, Value self)
{
    int closed = io_attr_truth(t, self, "closed");
    if (closed > 0)
        raise_format(t, EXC_ValueError, "I/O operation on closed file.");
    return closed ? -1 : 0;
}

Value io_unsupported(Thread *t, const char *message)
{
    return raise_format(t, EXC_UnsupportedOperation, "%s", message);
}

int io_size_parse(Thread *t, Value v, int64_t *n)
{
    *n = -1;
    if (v_is_empty(v) || v_is_none(v))
        return 0;
    if (!v_is_int(v) && !v_type(t, v)->s.index) {
        raise_format(t, EXC_TypeError, "argument should be integer or None, not '%T'", v);
        return -1;
    }
    return value_to_ssize(t, v, n, EXC_OverflowError);
}

Value io_self(Thread *t, Value self)
{
    return dup(self);
}

/* ---- _IOBase ---- */

API(iobase_seek, "seek(self, offset, whence=0, /)",
    "Change the stream position to the given byte offset.")
{
    return io_unsupported(t, "seek");
}
API(iobase_tell, "tell(self, /)", "Return current stream position.")
{
    Value args[] = {v_from_small(0), v_from_small(1)};
    return io_call(t, a[0], "seek", args, 2);
}
API(iobase_truncate, "truncate(self, size=None, /)", "Truncate file to size bytes.")
{
    return io_unsupported(t, "truncate");
}
API(iobase_fileno, "fileno(self, /)", "Return underlying file descriptor if one exists.")
{
    return io_unsupported(t, "fileno");
}
API(iobase_flush, "flush(self, /)", "Flush write buffers, if applicable.")
{
    return io_check_closed(t, a[0]) < 0 ? V_ERROR : V_NONE;
}
API(iobase_close, "close(self, /)", "Flush and close the IO object.")
{
    IoBase *b = V_AS(IoBase, a[0]);
    if (b->closed)
        return V_NONE;
    Value r = io_call(t, a[0], "flush", NULL, 0);
    b->closed = true;
    return v_is_error(r) ? V_ERROR : V_NONE;
}
API(iobase_isatty, "isatty(self, /)", "Return whether this is an 'interactive' stream.")
{
    return io_check_closed(t, a[0]) < 0 ? V_ERROR : V_FALSE;
}
API(iobase_seekable, "seekable(self, /)", "Return whether object supports random access.")
{
    return V_FALSE;
}
API(iobase_readable, "readable(self, /)", "Return whether object was opened for reading.")
{
    return V_FALSE;
}
API(iobase_writable, "writable(self, /)", "Return whether object was opened for writing.")
{
    return V_FALSE;
}

static Value check_able(Thread *t, Value self, const char *question, const char *message)
{
    Value yes = io_call(t, self, question, NULL, 0);
    return v_is_error(yes) ? V_ERROR : v_same(yes, V_TRUE) ? V_TRUE : io_unsupported(t, message);
}
API(iobase_check_seekable, "_checkSeekable(self, /)", NULL)
{
    return check_able(t, a[0], "seekable", "File or stream is not seekable.");
}
API(iobase_check_readable, "_checkReadable(self, /)", NULL)
{
    return check_able(t, a[0], "readable", "File or stream is not readable.");
}
API(iobase_check_writable, "_checkWritable(self, /)", NULL)
{
    return check_able(t, a[0], "writable", "File or stream is not writable.");
}
API(iobase_check_closed, "_checkClosed(self, /)", NULL)
{
    return io_check_closed(t, a[0]) < 0 ? V_ERROR : V_NONE;
}
API(iobase_enter, "__enter__(self, /)", NULL)
{
    return io_check_closed(t, a[0]) < 0 ? V_ERROR : a[0];
}
NATIVE_VAR(iobase_exit, "__exit__(self, *args)", NULL)
{
    ApiScope scope = api_scope_begin(t);
    return api_scope_return(t, scope, io_call(t, a[0], "close", NULL, 0));
}

/* How many bytes a readline() may ask for at once: up to the newline that peek() shows, or 1. */
static int64_t line_step(Thread *t, Value self, bool has_peek, int64_t left)
{
    if (!has_peek)
        return 1;
    Value one = v_from_small(1), ahead = io_call(t, self, "peek", &one, 1);
    if (v_is_error(ahead))
        return -1;
    if (!v_has_layout(ahead, KIND_bytes)) {
        raise_format(t, EXC_OSError, "peek() should have returned a bytes object, not '%T'", ahead);
        return -1;
    }
    size_t len;
    const char *data = bytes_view(ahead, &len);
    if (left >= 0 && len > (size_t)left)
        len = (size_t)left;
    const char *newline = memchr(data, '\n', len);
    return newline ? newline - data + 1 : len ? (int64_t)len : 1;
}

API(iobase_readline, "readline(self, size=-1, /)", "Read and return a line from the stream.")
{
    int64_t limit;
    if (io_size_parse(t, a[1], &limit) < 0)
        return V_ERROR;
    Str *peek = symbol(t, "peek");
    int has_peek = peek ? attr_has(t, a[0], peek) : -1;
    if (has_peek < 0)
        return V_ERROR;
    ByteBuf line;
    bytebuf_init(&line, t);
    ApiScope scope = api_scope_begin(t);
    while (API_ROUND(t, scope) && (limit < 0 || line.len < (size_t)limit)) {
        int64_t step = line_step(t, a[0], has_peek, limit < 0 ? -1 : limit - (int64_t)line.len);
        Value n = v_from_small(step), data = step < 0 ? V_ERROR : io_call(t, a[0], "read", &n, 1);
        if (!v_is_error(data) && !v_has_layout(data, KIND_bytes))
            raise_format(t, EXC_OSError, "read() should have returned a bytes object, not '%T'",
                         data);
        if (v_is_error(data) || !v_has_layout(data, KIND_bytes)) {
            bytebuf_free(&line);
            return V_ERROR;
        }
        size_t len;
        const char *bytes = bytes_view(data, &len);
        bytebuf_push(&line, bytes, len);
        if (len == 0 || bytes[len - 1] == '\n')
            break;
    }
    return K(t, bytebuf_finish(&line));
}

API(iobase_readlines, "readlines(self, hint=-1, /)", "Return a list of lines from the stream.")
{
    int64_t hint, total = 0;
    if (io_size_parse(t, a[1], &hint) < 0)
        return V_ERROR;
    Value list = K(t, list_new(t, NULL, 0)),
          it = v_is_error(list) ? V_ERROR : K(t, iter_get(t, a[0]));
    ApiScope scope = api_scope_begin(t);
    while (!v_is_error(it) && API_ROUND(t, scope)) {
        Value line = iter_next(t, it);
        if (v_same(line, V_STOP))
            return list;
        line = K(t, line);
        int64_t len = v_is_error(line) ? -1 : value_length(t, line);
        if (len < 0 || list_append(t, V_AS(List, list), line) < 0)
            return V_ERROR;
        total += len;
        if (hint > 0 && total > hint)
            return list;
    }
    return V_ERROR;
}

API(iobase_writelines, "writelines(self, lines, /)", "Write a list of lines to stream.")
{
    if (io_check_closed(t, a[0]) < 0)
        return V_ERROR;
    Value it = K(t, iter_get(t, a[1]));
    ApiScope scope = api_scope_begin(t);
    while (!v_is_error(it) && API_ROUND(t, scope)) {
        Value line = iter_next(t, it);
        if (v_same(line, V_STOP))
            return V_NONE;
        line = K(t, line);
        if (v_is_error(line) || v_is_error(io_call(t, a[0], "write", &line, 1)))
            return V_ERROR;
    }
    return V_ERROR;
}

API_UNARY(iobase_iter)
{
    return io_check_closed(t, self) < 0 ? V_ERROR : self;
}

Value io_iter(Thread *t, Value self)
{
    return iobase_iter(t, self);
}

API_UNARY(iobase_next)
{
    Value line = io_call(t, self, "readline", NULL, 0);
    int64_t len = v_is_error(line) ? -1 : value_length(t, line);
    return len < 0 ? V_ERROR : len == 0 ? V_STOP : line;
}

/* __del__: an open stream is closed; errors are nobody's any more, but for -X dev. */
API_UNARY(iobase_finalize)
{
    IoBase *b = V_AS(IoBase, self);
    int closed = io_attr_truth(t, self, "closed");
    if (closed < 0)
        exc_clear(t);
    if (closed == 0) {
        b->finalizing = true;
        if (v_is_error(io_call(t, self, "close", NULL, 0))) {
            if (t->vm->options.dev_mode)
                exc_unraisable(t, "Exception ignored in", self);
            exc_clear(t);
        }
    }
    return V_NONE;
}

static Value iobase_closed(Thread *t, Value self)
{
    return v_bool(V_AS(IoBase, self)->closed);
}

static const NativeDef *const iobase_methods[] = {
    &iobase_seek_def,           &iobase_tell_def,
    &iobase_truncate_def,       &iobase_flush_def,
    &iobase_close_def,          &iobase_seekable_def,
    &iobase_readable_def,       &iobase_writable_def,
    &iobase_check_closed_def,   &iobase_check_seekable_def,
    &iobase_check_readable_def, &iobase_check_writable_def,
    &iobase_fileno_def,         &iobase_isatty_def,
    &iobase_enter_def,          &iobase_exit_def,
    &iobase_readline_def,       &iobase_readlines_def,
    &iobase_writelines_def,     NULL,
};
static const GetSetDef iobase_getset[] = {{"closed", iobase_closed, NULL, NULL},
                                          {NULL, NULL, NULL, NULL}};

/* ---- _RawIOBase ---- */

static Value not_implemented(Thread *t)
{
    return raise_none(t, EXC_NotImplementedError);
}
API(rawbase_readinto, "readinto(self, buffer, /)", NULL)
{
    return not_implemented(t);
}
API(rawbase_write, "write(self, b, /)", NULL)
{
    return not_implemented(t);
}

API(rawbase_read, "read(self, size=-1, /)", NULL)
{
    int64_t n;
    if (io_size_parse(t, a[1], &n) < 0)
        return V_ERROR;
    if (n < 0)
        return io_call(t, a[0], "readall", NULL, 0);
    Value size = v_from_small(n);
    Value array = K(t, call1(t, v_from(t->vm->types[KIND_bytearray]), size));
    Value got = v_is_error(array) ? V_ERROR : io_call(t, a[0], "readinto", &array, 1);
    int64_t len;
    if (v_is_error(got) || v_is_none(got))
        return got;
    if (value_to_int64(t, got, &len) < 0)
        return V_ERROR;
    BufferView view;
    if (buffer_get(t, array, &view) < 0)
        return V_ERROR;
    bool fits = len >= 0 && (size_t)len <= view.len;
    Value result =
        fits ? K(t, bytes_new(t, view.data, (size_t)len))
             : raise_format(t, EXC_ValueError, "readinto returned %ld outside buffer size %ld",
                            (long)len, (long)view.len);
    buffer_release(t, &view);
    return result;
}

API(rawbase_readall, "readall(self, /)", "Read until EOF, using multiple read() call.")
{
    ByteBuf all;
    bytebuf_init(&all, t);
    ApiScope scope = api_scope_begin(t);
    while (API_ROUND(t, scope)) {
        Value n = v_from_small(IO_BUFFER_SIZE), data = io_call(t, a[0], "read", &n, 1);
        if (v_is_none(data) && all.len == 0)
            break;
        size_t len = 0;
        if (!v_is_error(data) && !v_is_none(data) && !v_has_layout(data, KIND_bytes))
            data = raise_format(t, EXC_TypeError, "read() should return bytes");
        if (v_is_error(data)) {
            bytebuf_free(&all);
            return V_ERROR;
        }
        const char *bytes = v_is_none(data) ? "" : bytes_view(data, &len);
        bytebuf_push(&all, bytes, len);
        if (len == 0)
            return K(t, bytebuf_finish(&all));
    }
    bytebuf_free(&all);
    return V_NONE;
}
static const NativeDef *const rawbase_methods[] = {&rawbase_read_def, &rawbase_readall_def,
                                                   &rawbase_readinto_def, &rawbase_write_def, NULL};

/* ---- _BufferedIOBase ---- */

API(bufbase_detach, "detach(self, /)",
    "Disconnect this buffer from its underlying raw stream and return it.")
{
    return io_unsupported(t, "detach");
}
NATIVE_VAR(bufbase_read, "read(self, size=-1, /)", "Read and return up to n bytes.")
{
    return io_unsupported(t, "read");
}
NATIVE_VAR(bufbase_read1, "read1(self, size=-1, /)",
           "Read and return up to size bytes, with at most one read() call.")
{
    return io_unsupported(t, "read1");
}
API(bufbase_write, "write(self, b, /)", "Write buffer b to the IO stream.")
{
    return io_unsupported(t, "write");
}

static Value readinto_by_reading(Thread *t, Value *a, const char *name, const char *method)
{
    BufferView view;
    if (buffer_get_writable(t, a[1], &view, name) < 0)
        return V_ERROR;
    Value size = v_from_small((int64_t)view.len), data = io_call(t, a[0], method, &size, 1),
          result = data;
    if (!v_is_error(data)) {
        size_t len = 0;
        const char *bytes = v_has_layout(data, KIND_bytes) ? bytes_view(data, &len) : NULL;
        if (!bytes) {
            result = raise_format(t, EXC_TypeError, "read() should return bytes");
        } else if (len > view.len) {
            result = raise_format(
                t, EXC_ValueError,
                "read() returned too much data: %zu bytes requested, %zu returned", view.len, len);
        } else {
            memcpy(view.data, bytes, len);
            result = v_from_small((int64_t)len);
        }
    }
    buffer_release(t, &view);
    return result;
}
API(bufbase_readinto, "readinto(self, buffer, /)", NULL)
{
    return readinto_by_reading(t, a, "readinto", "read");
}
API(bufbase_readinto1, "readinto1(self, buffer, /)", NULL)
{
    return readinto_by_reading(t, a, "readinto1", "read1");
}
static const NativeDef *const bufbase_methods[] = {&bufbase_detach_def,
                                                   &bufbase_read_def,
                                                   &bufbase_read1_def,
                                                   &bufbase_readinto_def,
                                                   &bufbase_readinto1_def,
                                                   &bufbase_write_def,
                                                   NULL};

/* ---- _TextIOBase ---- */

API(textbase_detach, "detach(self, /)",
    "Separate the underlying buffer from the TextIOBase and return it.")
{
    return io_unsupported(t, "detach");
}
NATIVE_VAR(textbase_read, "read(self, size=-1, /)", "Read at most size characters from stream.")
{
    return io_unsupported(t, "read");
}
NATIVE_VAR(textbase_readline, "readline(self, size=-1, /)", "Read until newline or EOF.")
{
    return io_unsupported(t, "readline");
}
API(textbase_write, "write(self, s, /)", "Write string s to stream.")
{
    return io_unsupported(t, "write");
}
static Value textbase_none(Thread *t, Value self)
{
    return V_NONE;
}
static const NativeDef *const textbase_methods[] = {
    &textbase_detach_def, &textbase_read_def, &textbase_readline_def, &textbase_write_def, NULL};
static const GetSetDef textbase_getset[] = {{"encoding", textbase_none, NULL, NULL},
                                            {"newlines", textbase_none, NULL, NULL},
                                            {"errors", textbase_none, NULL, NULL},
                                            {NULL, NULL, NULL, NULL}};

NATIVE_VAR(iobase_construct, "_IOBase(*args, **kwargs)", NULL)
{
    Object *o = object_new(t, V_AS(Type, a[0]), 0);
    if (!o)
        return V_ERROR;
    gc_track(t, o);
    return v_from(o);
}

Type *io_base_types(Thread *t, IoState *io)
{
    static const FieldTable none = {0};
    static const TypeSpec base_spec = {
        .name = "_io._IOBase",
        .doc = "The abstract base class for all I/O classes.",
        .size = sizeof(IoBase),
        .flags = TF_BASE | TF_ATTRS | TF_WEAKREF,
        .new_def = &iobase_construct_def,
        .slots = {.iter = iobase_iter, .next = iobase_next, .finalize = iobase_finalize},
        .methods = iobase_methods,
        .getset = iobase_getset,
    };
    io->iobase = api_type(t, &base_spec, &none);
    if (!io->iobase)
        return NULL;
    TypeSpec child = {.size = sizeof(IoBase),
                      .flags = TF_BASE | TF_ATTRS | TF_WEAKREF,
                      .base = io->iobase,
                      .new_def = &iobase_construct_def};
    child.name = "_io._RawIOBase";
    child.doc = "Base class for raw binary I/O.";
    child.methods = rawbase_methods;
    io->rawbase = api_type(t, &child, &none);
    child.name = "_io._BufferedIOBase";
    child.doc = "Base class for buffered IO objects.";
    child.methods = bufbase_methods;
    io->bufferedbase = io->rawbase ? api_type(t, &child, &none) : NULL;
    child.name = "_io._TextIOBase";
    child.doc = "Base class for text I/O.";
    child.methods = textbase_methods;
    child.getset = textbase_getset;
    io->textbase = io->bufferedbase ? api_type(t, &child, &none) : NULL;
    return io->textbase;
}
