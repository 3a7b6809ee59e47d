/* SPDX-License-Identifier: MIT */
/* asyncio.StreamReader: the buffer, who waits for it, and the brake on the transport. */
#include <stdio.h>
#include "vm/sched/stream.h"
#include "vm/core/vm.h"
#include "vm/objects/buffer.h"
#include "vm/objects/bytes.h"

enum { DEFAULT_LIMIT = 1 << 16 };
#define READER(v) V_AS(StreamReader, v)

/* ---- Pipe ---- */

/* Room for len bytes behind those that wait, in memory of its own. 0 or -1. */
static int pipe_reserve(Thread *t, Pipe *p, size_t len)
{
    if (p->head && !p->whole) { /* what was taken leaves a gap: close it first */
        memmove(p->data, p->data + p->head, p->len);
        p->head = 0;
    }
    if (p->len + len <= p->cap)
        return 0;
    size_t cap = p->cap ? p->cap * 2 : 512;
    while (cap < p->len + len)
        cap *= 2;
    char *grown = mem_resize(t, p->whole ? NULL : p->data, p->cap, cap);
    if (!grown)
        return -1;
    if (p->whole) {
        memcpy(grown, p->data + p->head, p->len);
        p->head = 0;
        obj_drop(t, p->whole);
        p->whole = NULL;
    }
    p->data = grown;
    p->cap = cap;
    return 0;
}

int pipe_append(Thread *t, Pipe *p, const void *data, size_t len)
{
    if (len == 0)
        return 0;
    if (p->head + p->len + len > p->cap && pipe_reserve(t, p, len) < 0)
        return -1;
    memcpy(p->data + p->head + p->len, data, len);
    p->len += len;
    return 0;
}

int pipe_append_bytes(Thread *t, Pipe *p, Value bytes)
{
    Bytes *b = V_AS(Bytes, bytes);
    if (p->len || b->len < PIPE_WHOLE)
        return pipe_append(t, p, b->data, b->len);
    pipe_free(t, p);
    *p = (Pipe){b->data, 0, b->len, 0, obj_dup(b)};
    return 0;
}

void pipe_consume(Thread *t, Pipe *p, size_t n)
{
    p->len -= n;
    p->head = p->len ? p->head + n : 0;
    if (!p->len && p->whole)
        pipe_free(t, p);
}

Value pipe_bytes(Thread *t, const Pipe *p, size_t n)
{
    return p->whole && n == p->whole->len ? dup(v_from(p->whole))
                                          : bytes_new(t, p->data + p->head, n);
}

void pipe_free(Thread *t, Pipe *p)
{
    if (p->whole)
        obj_drop(t, p->whole);
    else
        mem_free(t, p->data, p->cap);
    *p = (Pipe){NULL, 0, 0, 0, NULL};
}

/* ---- feeding ---- */

int stream_wake(Thread *t, StreamReader *r)
{
    Value waiter = r->waiter;
    if (v_is_empty(waiter))
        return 0;
    r->waiter = V_EMPTY;
    Future *f = V_AS(Future, waiter);
    int status = future_done(f) ? 0 : future_set_result(t, f, V_NONE);
    drop(t, waiter);
    return status;
}

/* More than twice the limit: the transport is asked to stop reading, if it knows how. */
static int stream_brake(Thread *t, StreamReader *r)
{
    if (v_is_empty(r->transport) || r->paused || r->buffer.len <= 2 * r->limit)
        return 0;
    Value name = str_intern_utf8(t, "pause_reading", 13);
    Value v = v_is_error(name) ? name : call_method0(t, r->transport, V_AS(Str, name));
    drop(t, name);
    drop(t, v);
    if (!v_is_error(v)) {
        r->paused = true;
        return 0;
    }
    if (!exc_is(t, EXC_NotImplementedError))
        return -1;
    exc_clear(t);
    v_clear(t, &r->transport);
    return 0;
}

int stream_feed(Thread *t, StreamReader *r, const void *data, size_t len)
{
    if (len == 0)
        return 0;
    if (pipe_append(t, &r->buffer, data, len) < 0 || stream_wake(t, r) < 0)
        return -1;
    return stream_brake(t, r);
}

int stream_feed_bytes(Thread *t, StreamReader *r, Value bytes)
{
    if (pipe_append_bytes(t, &r->buffer, bytes) < 0 || stream_wake(t, r) < 0)
        return -1;
    return stream_brake(t, r);
}

void stream_unfeed(SocketTransport *tr)
{
    if (tr->reader)
        tr->reader->feeder = NULL;
    tr->reader = NULL;
}

/* ---- methods ---- */

NATIVE_LIBRARY(reader_init, "__init__(self, limit=65536, loop=None)", NULL)
{
    StreamReader *r = READER(a[0]);
    int64_t limit = DEFAULT_LIMIT;
    if (!v_is_empty(a[1]) && value_to_int64(t, a[1], &limit) < 0)
        return V_ERROR;
    if (limit <= 0)
        return raise_format(t, EXC_ValueError, "Limit cannot be <= 0");
    r->limit = (size_t)limit;
    Value loop = v_is_empty(a[2]) || v_is_none(a[2])
                     ? library_call(t, "asyncio.events", "get_event_loop", NULL, 0)
                     : dup(a[2]);
    if (v_is_error(loop))
        return V_ERROR;
    v_set(t, &r->loop, loop);
    return V_NONE;
}

NATIVE_LIBRARY(reader_exception, "exception(self)", NULL)
{
    StreamReader *r = READER(a[0]);
    return v_is_empty(r->exception) ? V_NONE : dup(r->exception);
}

NATIVE_LIBRARY(reader_set_exception, "set_exception(self, exc)", NULL)
{
    StreamReader *r = READER(a[0]);
    v_set(t, &r->exception, dup(a[1]));
    Value waiter = r->waiter;
    if (v_is_empty(waiter))
        return V_NONE;
    r->waiter = V_EMPTY;
    Future *f = V_AS(Future, waiter);
    int status = future_done(f) ? 0 : future_set_exception(t, f, a[1]);
    drop(t, waiter);
    return status < 0 ? V_ERROR : V_NONE;
}

NATIVE_LIBRARY(reader_set_transport, "set_transport(self, transport)", NULL)
{
    StreamReader *r = READER(a[0]);
    if (!v_is_empty(r->transport))
        return raise_format(t, EXC_AssertionError, "Transport already set");
    v_set(t, &r->transport, v_is_none(a[1]) ? V_EMPTY : dup(a[1]));
    return V_NONE;
}

NATIVE_LIBRARY(reader_feed_data, "feed_data(self, data)", NULL)
{
    StreamReader *r = READER(a[0]);
    if (r->eof)
        return raise_format(t, EXC_AssertionError, "feed_data after feed_eof");
    BufferView view;
    if (buffer_get(t, a[1], &view) < 0)
        return V_ERROR;
    int status = stream_feed(t, r, view.data, view.len);
    buffer_release(t, &view);
    return status < 0 ? V_ERROR : V_NONE;
}

NATIVE_LIBRARY(reader_feed_eof, "feed_eof(self)", NULL)
{
    READER(a[0])->eof = true;
    return stream_wake(t, READER(a[0])) < 0 ? V_ERROR : V_NONE;
}

NATIVE_LIBRARY(reader_at_eof, "at_eof(self)",
               "Return True if the buffer is empty and 'feed_eof' was called.")
{
    return v_bool(READER(a[0])->eof && READER(a[0])->buffer.len == 0);
}

static Value reader_aiter(Thread *t, Value self)
{
    return dup(self);
}

static Value reader_repr(Thread *t, Value self)
{
    StreamReader *r = READER(self);
    StrBuf b;
    strbuf_init(&b, t);
    strbuf_ascii(&b, "<StreamReader");
    char text[64];
    if (r->buffer.len) {
        snprintf(text, sizeof text, " %zu bytes", r->buffer.len);
        strbuf_ascii(&b, text);
    }
    if (r->eof)
        strbuf_ascii(&b, " eof");
    if (r->limit != DEFAULT_LIMIT) {
        snprintf(text, sizeof text, " limit=%zu", r->limit);
        strbuf_ascii(&b, text);
    }
    const struct {
        const char *label;
        Value v;
    } parts[] = {
        {" waiter=", r->waiter}, {" exception=", r->exception}, {" transport=", r->transport}};
    int status = 0;
    for (int i = 0; i < 3 && status == 0; i++)
        if (!v_is_empty(parts[i].v)) {
            strbuf_ascii(&b, parts[i].label);
            status = strbuf_repr(&b, parts[i].v);
        }
    strbuf_ascii(&b, r->paused ? " paused>" : ">");
    if (status == 0)
        return strbuf_finish(&b);
    strbuf_free(&b);
    return V_ERROR;
}

static Value get_buffer(Thread *t, Value self)
{
    StreamReader *r = READER(self);
    return bytearray_new(t, r->buffer.data + r->buffer.head, r->buffer.len);
}
static Value get_limit(Thread *t, Value self)
{
    return v_from_small((int64_t)READER(self)->limit);
}
static Value get_eof(Thread *t, Value self)
{
    return v_bool(READER(self)->eof);
}
static Value get_paused(Thread *t, Value self)
{
    return v_bool(READER(self)->paused);
}

/* ---- the type ---- */

static void reader_clear(Thread *t, Object *o)
{
    StreamReader *r = (StreamReader *)o;
    if (r->feeder)
        stream_unfeed(r->feeder);
    v_clear(t, &r->loop);
    v_clear(t, &r->exception);
    v_clear(t, &r->waiter);
    v_clear(t, &r->transport);
}

static void reader_dealloc(Thread *t, Object *o)
{
    reader_clear(t, o);
    pipe_free(t, &((StreamReader *)o)->buffer);
    pipe_free(t, &((StreamReader *)o)->collected);
}

static void reader_visit(Object *o, VisitFn fn, void *arg)
{
    StreamReader *r = (StreamReader *)o;
    fn(r->loop, arg);
    fn(r->exception, arg);
    fn(r->waiter, arg);
    fn(r->transport, arg);
}

Type *stream_reader_type(Thread *t, const NativeDef *const *reading)
{
    static const NativeDef *const own[] = {&reader_exception_def,
                                           &reader_set_exception_def,
                                           &reader_set_transport_def,
                                           &reader_feed_data_def,
                                           &reader_feed_eof_def,
                                           &reader_at_eof_def,
                                           NULL};
    static const GetSetDef getset[] = {{"_buffer", get_buffer, NULL, NULL},
                                       {"_limit", get_limit, NULL, NULL},
                                       {"_eof", get_eof, NULL, NULL},
                                       {"_paused", get_paused, NULL, NULL},
                                       {NULL, NULL, NULL, NULL}};
    static const MemberDef members[] = {
        {"_loop", offsetof(StreamReader, loop), MEMBER_NONE, NULL},
        {"_exception", offsetof(StreamReader, exception), MEMBER_NONE, NULL},
        {"_waiter", offsetof(StreamReader, waiter), MEMBER_NONE | MEMBER_READONLY, NULL},
        {"_transport", offsetof(StreamReader, transport), MEMBER_NONE | MEMBER_READONLY, NULL},
        {NULL, 0, 0, NULL}};
    const NativeDef *all[24];
    size_t n = 0;
    for (const NativeDef *const *def = own; *def; def++)
        all[n++] = *def;
    for (const NativeDef *const *def = reading; *def; def++)
        all[n++] = *def;
    all[n] = NULL;
    const TypeSpec spec = {
        .name = "asyncio.streams.StreamReader",
        .size = sizeof(StreamReader),
        .flags = TF_GC | TF_BASE | TF_ATTRS | TF_WEAKREF,
        .init_def = &reader_init_def,
        .slots = {.repr = reader_repr, .aiter = reader_aiter, .anext = stream_anext},
        .dealloc = reader_dealloc,
        .visit = reader_visit,
        .clear = reader_clear,
        .methods = all,
        .getset = getset,
        .members = members,
    };
    return sched_type(t, &spec);
}
