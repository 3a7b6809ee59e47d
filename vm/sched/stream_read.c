/* SPDX-License-Identifier: MIT */
/*
 * The reading coroutines of StreamReader. Each takes what is in the buffer at once; only when that
 * is not enough does it wait for the transport. self: the reader, arg: the parameter.
 */
#include "vm/sched/stream.h"
#include "vm/objects/buffer.h"
#include "vm/objects/bytes.h"

#define READER(v) V_AS(StreamReader, v)

enum { READ_START, READ_WAITS };

/* ---- waiting ---- */

static Value call_transport(Thread *t, StreamReader *r, const char *method)
{
    Value name = str_intern_utf8(t, method, strlen(method));
    Value v = v_is_error(name) ? name : call_method0(t, r->transport, V_AS(Str, name));
    drop(t, name);
    return v;
}

/* The buffer has drained: the transport may read again. 0 or -1. */
static int maybe_resume(Thread *t, StreamReader *r)
{
    if (!r->paused || r->buffer.len > r->limit)
        return 0;
    r->paused = false;
    Value v = call_transport(t, r, "resume_reading");
    drop(t, v);
    return v_is_error(v) ? -1 : 0;
}

/* What to yield while there is not enough. */
static Value wait_for_data(Thread *t, NativeCoro *c)
{
    StreamReader *r = READER(c->self);
    if (!v_is_empty(r->waiter))
        return raise_format(
            t, EXC_RuntimeError,
            "%s() called while another coroutine is already waiting for incoming data",
            c->def->name);
    if (r->paused) { /* it waits and nobody reads: that would never end */
        r->paused = false;
        Value v = call_transport(t, r, "resume_reading");
        if (v_is_error(v))
            return v;
        drop(t, v);
    }
    v_clear(t, &c->waits);
    Value yielded = native_coro_wait(t, c, WAIT_SOCKET);
    if (!v_is_error(yielded)) {
        v_set(t, &r->waiter, dup(c->waits));
        c->state = READ_WAITS;
    }
    return yielded;
}

/* At the top of each step: 0, or -1 with what was thrown in or what broke the stream. */
static int read_begin(Thread *t, NativeCoro *c, bool thrown)
{
    StreamReader *r = READER(c->self);
    if (c->state == READ_WAITS) {
        if (v_same(r->waiter, c->waits))
            v_clear(t, &r->waiter);
        if (thrown)
            return -1;
        Value v = future_result(t, V_AS(Future, c->waits));
        drop(t, v);
        return v_is_error(v) ? -1 : 0;
    }
    if (thrown)
        return -1;
    if (v_is_empty(r->exception))
        return 0;
    raise_object(t, r->exception);
    return -1;
}

/* Ends with the first n bytes of the buffer. */
static Value take(Thread *t, NativeCoro *c, size_t n)
{
    StreamReader *r = READER(c->self);
    Value data = pipe_bytes(t, &r->buffer, n);
    if (v_is_error(data))
        return data;
    pipe_consume(t, &r->buffer, n);
    r->scanned = 0;
    if (maybe_resume(t, r) < 0) {
        drop(t, data);
        return V_ERROR;
    }
    return native_coro_return(t, data);
}

/* ---- errors ---- */

static Value raise_asyncio(Thread *t, const char *cls, Value first, Value second)
{
    Value args[] = {first, second};
    Value exc = v_is_error(first) ? V_ERROR : library_call(t, "asyncio.exceptions", cls, args, 2);
    if (!v_is_error(exc))
        raise_object(t, exc);
    drop(t, exc);
    return V_ERROR;
}

static Value raise_limit(Thread *t, const char *text, size_t consumed)
{
    Value message = str_from_cstr(t, text);
    raise_asyncio(t, "LimitOverrunError", message, v_from_small((int64_t)consumed));
    drop(t, message);
    return V_ERROR;
}

/* The stream ended too early: IncompleteReadError with what there was. */
static Value raise_incomplete(Thread *t, StreamReader *r, Value expected)
{
    Value partial = pipe_bytes(t, &r->buffer, r->buffer.len);
    pipe_consume(t, &r->buffer, r->buffer.len);
    r->scanned = 0;
    raise_asyncio(t, "IncompleteReadError", partial, expected);
    drop(t, partial);
    return V_ERROR;
}

/* ---- read ---- */

/* read(-1): all there is until the end. */
static Value read_all(Thread *t, NativeCoro *c)
{
    StreamReader *r = READER(c->self);
    if (c->state == READ_START)
        pipe_consume(t, &r->collected, r->collected.len);
    if (pipe_append(t, &r->collected, r->buffer.data + r->buffer.head, r->buffer.len) < 0)
        return V_ERROR;
    pipe_consume(t, &r->buffer, r->buffer.len);
    if (maybe_resume(t, r) < 0)
        return V_ERROR;
    if (!r->eof)
        return wait_for_data(t, c);
    Value data = pipe_bytes(t, &r->collected, r->collected.len);
    pipe_free(t, &r->collected);
    return v_is_error(data) ? data : native_coro_return(t, data);
}

static Value read_step(Thread *t, NativeCoro *c, bool thrown)
{
    StreamReader *r = READER(c->self);
    int64_t n = -1;
    if (read_begin(t, c, thrown) < 0 ||
        (!v_is_empty(c->arg) && value_to_ssize(t, c->arg, &n, EXC_COUNT) < 0))
        return V_ERROR;
    if (n < 0)
        return read_all(t, c);
    if (n == 0)
        return take(t, c, 0);
    if (r->buffer.len == 0 && !r->eof && c->state == READ_START)
        return wait_for_data(t, c);
    return take(t, c, (size_t)n < r->buffer.len ? (size_t)n : r->buffer.len);
}

static const NativeCoroDef read_coro = {"read", "StreamReader.read", read_step};

NATIVE_COROUTINE(reader_read, "read(self, n=-1)", "Read up to `n` bytes from the stream.")
{
    return native_coro_new(t, &read_coro, a[0], a[1]);
}

/* ---- readuntil and readline ---- */

typedef struct Match {
    bool found;
    size_t start, end;
    size_t longest; /* of the separators */
} Match;

/* One separator: an earlier end wins. 0 or -1. */
static int match_one(Thread *t, StreamReader *r, Value separator, Match *m)
{
    BufferView view;
    if (buffer_get(t, separator, &view) < 0)
        return -1;
    const char *base = r->buffer.data + r->buffer.head;
    if (view.len > m->longest)
        m->longest = view.len;
    size_t from = r->scanned + 1 > view.len ? r->scanned + 1 - view.len : 0;
    if (view.len == 0)
        raise_format(t, EXC_ValueError, "Separator should be at least one-byte string");
    else if (r->buffer.len >= from + view.len) {
        const char *hit = memmem(base + from, r->buffer.len - from, view.data, view.len);
        size_t end = hit ? (size_t)(hit - base) + view.len : 0;
        if (hit && (!m->found || end < m->end))
            *m = (Match){true, (size_t)(hit - base), end, m->longest};
    }
    int status = view.len ? 0 : -1;
    buffer_release(t, &view);
    return status;
}

static int match_any(Thread *t, StreamReader *r, Value separator, Match *m)
{
    if (!v_has_layout(separator, KIND_tuple))
        return match_one(t, r, separator, m);
    Tuple *all = V_AS(Tuple, separator);
    if (all->len == 0) {
        raise_format(t, EXC_ValueError, "Separator should contain at least one element");
        return -1;
    }
    for (size_t i = 0; i < all->len; i++)
        if (match_one(t, r, all->items[i], m) < 0)
            return -1;
    return 0;
}

static Value until_step(Thread *t, NativeCoro *c, bool thrown)
{
    StreamReader *r = READER(c->self);
    Match m = {false, 0, 0, 0};
    if (read_begin(t, c, thrown) < 0)
        return V_ERROR;
    if (c->state == READ_START)
        r->scanned = 0;
    if (match_any(t, r, c->arg, &m) < 0)
        return V_ERROR;
    if (m.found)
        return m.start > r->limit
                   ? raise_limit(t, "Separator is found, but chunk is longer than limit", m.start)
                   : take(t, c, m.end);
    r->scanned = r->buffer.len;
    size_t offset = r->buffer.len + 1 > m.longest ? r->buffer.len + 1 - m.longest : 0;
    if (offset > r->limit)
        return raise_limit(t, "Separator is not found, and chunk exceed the limit", offset);
    return r->eof ? raise_incomplete(t, r, V_NONE) : wait_for_data(t, c);
}

static const NativeCoroDef until_coro = {"readuntil", "StreamReader.readuntil", until_step};

NATIVE_COROUTINE(reader_readuntil, "readuntil(self, separator=b'\\n')",
                 "Read data from the stream until `separator` is found.")
{
    Value newline = v_is_empty(a[1]) ? bytes_new(t, "\n", 1) : dup(a[1]);
    Value coro = v_is_error(newline) ? newline : native_coro_new(t, &until_coro, a[0], newline);
    drop(t, newline);
    return coro;
}

/* A line too long: what was read of it goes, the rest stays. */
static Value line_overrun(Thread *t, StreamReader *r, size_t newline, bool found)
{
    pipe_consume(t, &r->buffer, found ? newline + 1 : r->buffer.len);
    r->scanned = 0;
    if (maybe_resume(t, r) < 0)
        return V_ERROR;
    return raise_format(t, EXC_ValueError,
                        found ? "Separator is found, but chunk is longer than limit"
                              : "Separator is not found, and chunk exceed the limit");
}

/* What readline and iteration share: V_EMPTY when the line is there (*len long), else what to
 * return. */
static Value line_ready(Thread *t, NativeCoro *c, bool thrown, size_t *len)
{
    StreamReader *r = READER(c->self);
    if (read_begin(t, c, thrown) < 0)
        return V_ERROR;
    if (c->state == READ_START)
        r->scanned = 0;
    const char *base = r->buffer.data + r->buffer.head;
    const char *hit = r->buffer.len > r->scanned
                          ? memchr(base + r->scanned, '\n', r->buffer.len - r->scanned)
                          : NULL;
    size_t at = hit ? (size_t)(hit - base) : r->buffer.len;
    if (at > r->limit)
        return line_overrun(t, r, at, hit != NULL);
    *len = hit ? at + 1 : r->buffer.len;
    if (hit || r->eof)
        return V_EMPTY;
    r->scanned = r->buffer.len;
    return wait_for_data(t, c);
}

static Value line_step(Thread *t, NativeCoro *c, bool thrown)
{
    size_t len;
    Value v = line_ready(t, c, thrown, &len);
    return v_is_empty(v) ? take(t, c, len) : v;
}

static Value anext_step(Thread *t, NativeCoro *c, bool thrown)
{
    size_t len;
    Value v = line_ready(t, c, thrown, &len);
    if (!v_is_empty(v))
        return v;
    return len ? take(t, c, len) : raise_none(t, EXC_StopAsyncIteration);
}

static const NativeCoroDef line_coro = {"readline", "StreamReader.readline", line_step};
static const NativeCoroDef anext_coro = {"__anext__", "StreamReader.__anext__", anext_step};

NATIVE_COROUTINE(reader_readline, "readline(self)",
                 "Read chunk of data from the stream until newline (b'\\n') is found.")
{
    return native_coro_new(t, &line_coro, a[0], V_EMPTY);
}

Value stream_anext(Thread *t, Value self)
{
    return native_coro_new(t, &anext_coro, self, V_EMPTY);
}

/* ---- readexactly ---- */

static Value exactly_step(Thread *t, NativeCoro *c, bool thrown)
{
    StreamReader *r = READER(c->self);
    int64_t n;
    if (c->state == READ_START && !thrown) {
        if (value_to_int64(t, c->arg, &n) < 0)
            return V_ERROR;
        if (n < 0)
            return raise_format(t, EXC_ValueError, "readexactly size can not be less than zero");
    }
    if (read_begin(t, c, thrown) < 0 || value_to_int64(t, c->arg, &n) < 0)
        return V_ERROR;
    if (r->buffer.len >= (size_t)n)
        return take(t, c, (size_t)n);
    return r->eof ? raise_incomplete(t, r, c->arg) : wait_for_data(t, c);
}

static const NativeCoroDef exactly_coro = {"readexactly", "StreamReader.readexactly", exactly_step};

NATIVE_COROUTINE(reader_readexactly, "readexactly(self, n)", "Read exactly `n` bytes.")
{
    return native_coro_new(t, &exactly_coro, a[0], a[1]);
}

const NativeDef *const stream_reading[] = {&reader_read_def, &reader_readuntil_def,
                                           &reader_readline_def, &reader_readexactly_def, NULL};
