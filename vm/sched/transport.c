/* SPDX-License-Identifier: MIT */
/*
 * The transport of stream sockets: what runs for every message. Written bytes go to the kernel at
 * once (but see "held back"); what it does not take waits in `out`. Received bytes go to
 * protocol.data_received, or straight into a StreamReader. What happens once in a connection's life
 * (opening, closing, errors) is in the library: asyncio.selector_events derives
 * _SelectorSocketTransport from this type.
 */
#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include "vm/core/vm.h"
#include "vm/sched/stream.h"
#include "vm/objects/buffer.h"
#include "vm/objects/bytes.h"

#define TRANSPORT(v) V_AS(SocketTransport, v)
enum { LOST_LIMIT = 5 };

static bool would_block(int err)
{
    return err == EAGAIN || err == EWOULDBLOCK || err == EINTR;
}

/* ---- what the library does: self._method(...) ---- */

int transport_call(Thread *t, Value transport, const char *method, const Value *args,
                   uint32_t nargs)
{
    Value name = str_intern_utf8(t, method, strlen(method));
    Value v = v_is_error(name) ? name : call_method(t, transport, V_AS(Str, name), args, nargs);
    drop(t, name);
    drop(t, v);
    return v_is_error(v) ? -1 : 0;
}

/* 0 or -1. */
static int call_library(Thread *t, SocketTransport *tr, const char *method, const Value *args,
                        uint32_t nargs)
{
    return transport_call(t, v_from(tr), method, args, nargs);
}

/* Hands the pending exception to self._fatal_error; SystemExit and KeyboardInterrupt go on. 0 or
 * -1. */
static int fatal(Thread *t, SocketTransport *tr, const char *message)
{
    if (exc_is(t, EXC_SystemExit) || exc_is(t, EXC_KeyboardInterrupt))
        return -1;
    Value exc = exc_take(t), text = str_from_cstr(t, message);
    Value args[] = {exc, text};
    int status = v_is_error(text) ? -1 : call_library(t, tr, "_fatal_error", args, 2);
    drop(t, exc);
    drop(t, text);
    return status;
}

static int fatal_errno(Thread *t, SocketTransport *tr, int err, const char *message)
{
    raise_errno(t, err);
    return fatal(t, tr, message);
}

/* ---- watching ---- */

static int transport_readable(Thread *t, Waker *w, Value arg);
static int transport_writable(Thread *t, Waker *w, Value arg);

static int watch(Thread *t, SocketTransport *tr, bool write)
{
    Waker **waker = write ? &tr->on_write : &tr->on_read;
    bool *on = write ? &tr->writing : &tr->reading;
    if (*on)
        return 0;
    if (!*waker)
        *waker = waker_new(t, write ? transport_writable : transport_readable, v_from(tr));
    if (!*waker ||
        loop_watch_fd(t, tr->loop, tr->fd, write ? IO_WRITE : IO_READ, (Object *)*waker) < 0)
        return -1;
    *on = true;
    return 0;
}

static void unwatch(Thread *t, SocketTransport *tr, bool write)
{
    bool *on = write ? &tr->writing : &tr->reading;
    if (!*on)
        return;
    *on = false;
    loop_unwatch_fd(t, tr->loop, tr->fd, write ? IO_WRITE : IO_READ);
}

/* The wakers keep the transport: they go when it is done with, and nobody has to collect it. */
static void wakers_drop(Thread *t, SocketTransport *tr)
{
    Waker *r = tr->on_read, *w = tr->on_write;
    tr->on_read = tr->on_write = NULL;
    obj_drop(t, r);
    obj_drop(t, w);
}

/* ---- reading ---- */

/* A buffer of the thread's C stack would be too large: one per loop, made when first needed. */
char *loop_receive_buffer(Thread *t, Loop *loop)
{
    if (!loop->receive_buffer)
        loop->receive_buffer = mem_alloc(t, RECEIVE_SIZE);
    return loop->receive_buffer;
}

static int at_eof(Thread *t, SocketTransport *tr)
{
    return call_library(t, tr, "_read_ready_eof", NULL, 0);
}

/* What came of handing over received bytes. 0 or -1. */
static int delivered(Thread *t, SocketTransport *tr, int status)
{
    return status < 0 ? fatal(t, tr, "Fatal error: protocol.data_received() call failed.") : 0;
}

static int deliver_bytes(Thread *t, SocketTransport *tr, Value bytes)
{
    if (tr->reader) {
        StreamReader *r = obj_dup(tr->reader);
        int status = stream_feed_bytes(t, r, bytes);
        obj_drop(t, r);
        return delivered(t, tr, status);
    }
    Value v = call_method1(t, tr->protocol, N(t, data_received), bytes);
    drop(t, v);
    return delivered(t, tr, v_is_error(v) ? -1 : 0);
}

static int deliver(Thread *t, SocketTransport *tr, const char *data, size_t n)
{
    if (tr->reader && n < PIPE_WHOLE) {
        StreamReader *r = obj_dup(tr->reader);
        int status = stream_feed(t, r, data, n);
        obj_drop(t, r);
        return delivered(t, tr, status);
    }
    Value bytes = bytes_new(t, data, n);
    if (v_is_error(bytes))
        return -1;
    int status = deliver_bytes(t, tr, bytes);
    drop(t, bytes);
    return status;
}

/* Nothing, or an error, was received. 0 or -1. */
static int no_data(Thread *t, SocketTransport *tr, ssize_t n, int err)
{
    return n == 0             ? at_eof(t, tr)
           : would_block(err) ? 0
                              : fatal_errno(t, tr, err, "Fatal read error on socket transport");
}

/* ---- long messages ---- */

/*
 * Where the last message was long, the next one is received into a bytes object of its size, which
 * then goes to the reader or the protocol as it is: nothing is copied. What does not fit goes on in
 * the loop's buffer, so that one call still takes all there is.
 */
enum { EXPECT_MOST = 128 * 1024 };

static void expect(SocketTransport *tr, size_t n)
{
    tr->loop->received += n;
    tr->expected = n < PIPE_WHOLE ? 0 : n < EXPECT_MOST ? (uint32_t)n : EXPECT_MOST;
}

/* n bytes were received into `room` and, what did not fit, into rest: one object. TAKES room. */
static Value received_bytes(Thread *t, TAKES Bytes *room, const char *rest, size_t n)
{
    if (n <= room->len && n >= room->len / 2) { /* an unused end is not worth a copy */
        room->len = n;
        room->data[n] = 0;
        return v_from(room);
    }
    Bytes *b = bytes_alloc(t, n);
    size_t first = n < room->len ? n : room->len;
    if (b) {
        memcpy(b->data, room->data, first);
        memcpy(b->data + first, rest, n - first);
    }
    obj_drop(t, room);
    return b ? v_from(b) : V_ERROR;
}

static int read_long(Thread *t, SocketTransport *tr, char *buffer)
{
    Bytes *room = bytes_alloc(t, tr->expected);
    if (!room)
        return -1;
    struct iovec parts[] = {{room->data, room->len}, {buffer, RECEIVE_SIZE - room->len}};
    ssize_t n = readv(tr->fd, parts, 2);
    int err = errno;
    if (n <= 0) {
        obj_drop(t, room);
        return no_data(t, tr, n, err);
    }
    expect(tr, (size_t)n);
    Value bytes = received_bytes(t, room, buffer, (size_t)n);
    int status = v_is_error(bytes) ? -1 : deliver_bytes(t, tr, bytes);
    drop(t, bytes);
    return status;
}

static int read_plain(Thread *t, SocketTransport *tr)
{
    char *buffer = loop_receive_buffer(t, tr->loop);
    if (!buffer)
        return -1;
    if (tr->expected)
        return read_long(t, tr, buffer);
    ssize_t n = recv(tr->fd, buffer, RECEIVE_SIZE, 0);
    if (n <= 0)
        return no_data(t, tr, n, errno);
    expect(tr, (size_t)n);
    return deliver(t, tr, buffer, (size_t)n);
}

/* protocol.get_buffer(-1), received into, protocol.buffer_updated(n). */
static int read_buffered(Thread *t, SocketTransport *tr)
{
    BufferView view;
    Value memory = call_method1(t, tr->protocol, N(t, get_buffer), v_from_small(-1));
    int status = v_is_error(memory) ? -1 : buffer_get_writable(t, memory, &view, "get_buffer");
    if (status == 0 && view.len == 0) {
        buffer_release(t, &view);
        raise_format(t, EXC_RuntimeError, "get_buffer() returned an empty buffer");
        status = -1;
    }
    if (status < 0) {
        drop(t, memory);
        return fatal(t, tr, "Fatal error: protocol.get_buffer() call failed.");
    }
    ssize_t n = recv(tr->fd, view.data, view.len, 0);
    int err = errno;
    buffer_release(t, &view);
    drop(t, memory);
    if (n <= 0)
        return no_data(t, tr, n, err);
    Value v = call_method1(t, tr->protocol, N(t, buffer_updated), v_from_small(n));
    if (v_is_error(v))
        return fatal(t, tr, "Fatal error: protocol.buffer_updated() call failed.");
    drop(t, v);
    return 0;
}

static int transport_readable(Thread *t, Waker *w, Value arg)
{
    SocketTransport *tr = TRANSPORT(w->self);
    if (tr->lost || !tr->reading)
        return 0;
    obj_dup(tr);
    int status = tr->buffered && !tr->reader ? read_buffered(t, tr) : read_plain(t, tr);
    obj_drop(t, tr);
    return status;
}

/* ---- writing ---- */

/* protocol.pause_writing() or resume_writing(); a failure is reported, not raised. 0 or -1. */
static int tell_protocol(Thread *t, SocketTransport *tr, bool pause)
{
    tr->protocol_paused = pause;
    Value v = call_method0(t, tr->protocol, pause ? N(t, pause_writing) : N(t, resume_writing));
    if (!v_is_error(v)) {
        drop(t, v);
        return 0;
    }
    if (exc_is(t, EXC_SystemExit) || exc_is(t, EXC_KeyboardInterrupt))
        return -1;
    Value exc = exc_take(t), text = str_from_cstr(t, pause ? "protocol.pause_writing() failed"
                                                           : "protocol.resume_writing() failed");
    Value args[] = {exc, text};
    int status = v_is_error(text) ? -1 : call_library(t, tr, "_flow_failed", args, 2);
    drop(t, exc);
    drop(t, text);
    return status;
}

/* A write after the connection was lost: counted, and complained of from some number on. */
static int lost_write(Thread *t, SocketTransport *tr)
{
    return tr->lost++ >= LOST_LIMIT ? call_library(t, tr, "_warn_lost", NULL, 0) : 0;
}

static int queue(Thread *t, SocketTransport *tr, const char *data, size_t n)
{
    if (pipe_append(t, &tr->out, data, n) < 0 || watch(t, tr, true) < 0)
        return -1;
    return tr->out.len > tr->high && !tr->protocol_paused ? tell_protocol(t, tr, true) : 0;
}

/* ---- held back ---- */

/*
 * A system call for each of several short writes costs more than all else. So what a step of a task
 * writes is held back for the moment: until the step ends, drain() or anything else looks at the
 * transport, the thread lets go of the GIL (which every call that others could notice does, or
 * calls gil_wakes_do), or some safepoints have passed. The kernel gets it then; whatever that
 * brings about (an error, a brake) is seen to when the step ends or somebody looks.
 */
enum { HOLD_ONE = 2048, HOLD_ALL = 16384 };

static void held_send(Thread *t, SocketTransport *tr)
{
    ssize_t n = send(tr->fd, tr->out.data + tr->out.head, tr->out.len, MSG_NOSIGNAL);
    if (n > 0)
        pipe_consume(t, &tr->out, (size_t)n);
    else if (n < 0 && !would_block(errno))
        tr->held_errno = errno;
    tr->held_sent = true;
}

/* For gil_chore_later. */
static void held_send_all(Thread *t)
{
    for (SocketTransport *tr = t->loop ? t->loop->held : NULL; tr; tr = tr->held_next)
        if (!tr->held_sent)
            held_send(t, tr);
}

static bool holds_back(const Thread *t, const SocketTransport *tr, size_t n)
{
    const Loop *loop = tr->loop;
    return n <= HOLD_ONE && loop && loop == t->loop && loop->running_item &&
           loop->running_item->type->layout == KIND_task;
}

/* Holds a write back. 0, or -1: MemoryError. */
static int hold(Thread *t, SocketTransport *tr, const char *data, size_t n)
{
    if (pipe_append(t, &tr->out, data, n) < 0)
        return -1;
    if (tr->held++)
        return 0;
    SocketTransport **end = &tr->loop->held;
    while (*end) /* they are sent in the order of their first writes */
        end = &(*end)->held_next;
    *end = tr;
    gil_chore_later(t, held_send_all);
    return 0;
}

static void held_unlink(Thread *t, SocketTransport *tr)
{
    for (SocketTransport **at = &tr->loop->held; *at; at = &(*at)->held_next)
        if (*at == tr) {
            *at = tr->held_next;
            break;
        }
    tr->held_next = NULL;
    tr->held = 0;
    tr->held_sent = false;
    tr->held_errno = 0;
    if (!tr->loop->held)
        gil_chore_done(t);
}

/* Sends all that was held back before it as well. 0 or -1. */
static int held_settle(Thread *t, SocketTransport *tr)
{
    held_send_all(t);
    uint32_t writes = tr->held;
    int err = tr->held_errno, status = 0;
    held_unlink(t, tr);
    if (err) {
        pipe_consume(t, &tr->out, tr->out.len);
        status = fatal_errno(t, tr, err, "Fatal write error on socket transport");
        for (uint32_t i = 1; status == 0 && i < writes; i++) /* each one after it was in vain */
            status = lost_write(t, tr);
    } else if (tr->out.len) {
        status = queue(t, tr, NULL, 0);
    } else if (tr->out.cap > HOLD_ALL) {
        pipe_free(t, &tr->out);
    }
    return status;
}

int transports_settle(Thread *t, Loop *loop)
{
    Value pending = v_is_empty(t->exc) ? V_EMPTY : exc_take(t);
    int status = 0;
    while (status == 0 && loop->held) {
        SocketTransport *tr = obj_dup(loop->held);
        status = held_settle(t, tr);
        obj_drop(t, tr);
    }
    if (status < 0)
        drop(t, pending);
    else if (!v_is_empty(pending))
        exc_restore(t, pending);
    return status;
}

/* Before anybody looks at the transport. 0 or -1. */
static inline int look(Thread *t, SocketTransport *tr)
{
    return LIKELY(!tr->held) ? 0 : held_settle(t, tr);
}

static int write_through(Thread *t, SocketTransport *tr, const char *data, size_t n)
{
    if (tr->held && (tr->held_sent || tr->out.len + n > HOLD_ALL)) {
        if (held_settle(t, tr) < 0)
            return -1;
        if (tr->lost)
            return lost_write(t, tr);
    }
    if ((tr->held || tr->out.len == 0) && holds_back(t, tr, n))
        return hold(t, tr, data, n);
    if (look(t, tr) < 0)
        return -1;
    if (tr->lost)
        return lost_write(t, tr);
    if (tr->out.len == 0) {
        ssize_t sent = send(tr->fd, data, n, MSG_NOSIGNAL);
        if (sent < 0 && !would_block(errno))
            return fatal_errno(t, tr, errno, "Fatal write error on socket transport");
        if (sent == (ssize_t)n)
            return 0;
        data += sent > 0 ? sent : 0;
        n -= sent > 0 ? (size_t)sent : 0;
    }
    return queue(t, tr, data, n);
}

/* The buffer is empty: what was put off until then. */
static int drained(Thread *t, SocketTransport *tr)
{
    unwatch(t, tr, true);
    if (tr->closing) {
        Value none = V_NONE;
        return call_library(t, tr, "_call_connection_lost", &none, 1);
    }
    if (tr->eof)
        shutdown(tr->fd, SHUT_WR);
    return 0;
}

static int flush(Thread *t, SocketTransport *tr)
{
    ssize_t n = send(tr->fd, tr->out.data + tr->out.head, tr->out.len, MSG_NOSIGNAL);
    if (n < 0 && would_block(errno))
        return 0;
    if (n < 0) {
        int err = errno;
        unwatch(t, tr, true);
        pipe_consume(t, &tr->out, tr->out.len);
        return fatal_errno(t, tr, err, "Fatal write error on socket transport");
    }
    pipe_consume(t, &tr->out, (size_t)n);
    if (tr->protocol_paused && tr->out.len <= tr->low && tell_protocol(t, tr, false) < 0)
        return -1;
    if (tr->out.len)
        return 0;
    if (tr->out.cap > RECEIVE_SIZE)
        pipe_free(t, &tr->out);
    return drained(t, tr);
}

static int transport_writable(Thread *t, Waker *w, Value arg)
{
    SocketTransport *tr = TRANSPORT(w->self);
    if (tr->lost || !tr->out.len)
        return 0;
    obj_dup(tr);
    int status = flush(t, tr);
    obj_drop(t, tr);
    return status;
}

/* ---- methods ---- */

/* Is it a time for the script to write? If not, RuntimeError. */
static bool may_write(Thread *t, SocketTransport *tr, const char *method)
{
    if (tr->eof)
        raise_format(t, EXC_RuntimeError, "Cannot call %s() after write_eof()", method);
    else if (tr->sends_file)
        raise_format(t, EXC_RuntimeError, "unable to %s; sendfile is in progress", method);
    return !tr->eof && !tr->sends_file;
}

NATIVE(transport_write, "write(self, data)", "Write some data to the transport; it does not block.")
{
    SocketTransport *tr = TRANSPORT(a[0]);
    BufferView view;
    if (!buffer_check(t, a[1]))
        return raise_format(t, EXC_TypeError, "data argument must be a bytes-like object, not '%T'",
                            a[1]);
    if (!may_write(t, tr, "write"))
        return V_ERROR;
    if (buffer_get(t, a[1], &view) < 0)
        return V_ERROR;
    int status = 0;
    if (view.len)
        status = tr->lost ? lost_write(t, tr) : write_through(t, tr, view.data, view.len);
    buffer_release(t, &view);
    return status < 0 ? V_ERROR : V_NONE;
}

NATIVE(transport_writelines, "writelines(self, list_of_data)",
       "Write a list of bytes to the transport, in one go.")
{
    SocketTransport *tr = TRANSPORT(a[0]);
    if (!may_write(t, tr, "writelines"))
        return V_ERROR;
    ByteBuf all;
    bytebuf_init(&all, t);
    Value list = iter_to_list(t, a[1]);
    int status = v_is_error(list) ? -1 : 0;
    for (size_t i = 0; status == 0 && i < V_AS(List, list)->len; i++) {
        BufferView view;
        status = buffer_get(t, V_AS(List, list)->items[i], &view);
        if (status == 0) {
            bytebuf_push(&all, view.data, view.len);
            buffer_release(t, &view);
            status = all.failed ? -1 : 0;
        }
    }
    drop(t, list);
    if (status == 0 && all.len)
        status = tr->lost ? lost_write(t, tr) : write_through(t, tr, all.data, all.len);
    bytebuf_free(&all);
    return status < 0 ? V_ERROR : V_NONE;
}

/* _open(loop, sock, fd): the beginning; the library does the rest. */
NATIVE(transport_open, "_open(self, loop, sock, fd)", NULL)
{
    SocketTransport *tr = TRANSPORT(a[0]);
    Loop *loop = loop_of(t, a[1]);
    int64_t fd;
    if (!loop)
        return raise_format(t, EXC_TypeError, "an event loop is expected, not %T", a[1]);
    if (value_to_int64(t, a[3], &fd) < 0)
        return V_ERROR;
    if (!tr->loop)
        tr->loop = obj_dup(loop);
    v_set(t, &tr->sock, dup(a[2]));
    tr->fd = (int)fd;
    tr->high = 64 * 1024;
    tr->low = tr->high / 4;
    return V_NONE;
}

NATIVE(transport_watch, "_watch(self)", "Begins to read.")
{
    if (look(t, TRANSPORT(a[0])) < 0)
        return V_ERROR;
    SocketTransport *tr = TRANSPORT(a[0]);
    return tr->closing || tr->paused || tr->lost ? V_NONE
           : watch(t, tr, false) < 0             ? V_ERROR
                                                 : V_NONE;
}

/* _unwatch(everything=False): stops reading; with `everything` drops what is to be written as well.
 */
NATIVE(transport_unwatch, "_unwatch(self, everything=False)", NULL)
{
    if (look(t, TRANSPORT(a[0])) < 0)
        return V_ERROR;
    SocketTransport *tr = TRANSPORT(a[0]);
    if (!tr->loop)
        return V_NONE;
    unwatch(t, tr, false);
    if (v_same(a[1], V_TRUE)) {
        unwatch(t, tr, true);
        pipe_free(t, &tr->out);
        wakers_drop(t, tr);
    }
    return V_NONE;
}

NATIVE(transport_set_protocol, "set_protocol(self, protocol)", "Set a new protocol.")
{
    if (look(t, TRANSPORT(a[0])) < 0)
        return V_ERROR;
    SocketTransport *tr = TRANSPORT(a[0]);
    stream_unfeed(tr);
    Value cls = import_attr(t, "asyncio.protocols", "BufferedProtocol");
    int is = v_is_error(cls) ? -1 : is_instance(t, a[1], cls);
    drop(t, cls);
    if (is < 0)
        return V_ERROR;
    tr->buffered = is;
    v_set(t, &tr->protocol, dup(a[1]));
    return V_NONE;
}

NATIVE(transport_get_protocol, "get_protocol(self)", "Return the current protocol.")
{
    if (look(t, TRANSPORT(a[0])) < 0)
        return V_ERROR;
    SocketTransport *tr = TRANSPORT(a[0]);
    return v_is_empty(tr->protocol) ? V_NONE : dup(tr->protocol);
}

/* StreamReaderProtocol: received bytes may go straight to its reader. */
NATIVE(transport_feed, "_feed(self, reader)", NULL)
{
    if (look(t, TRANSPORT(a[0])) < 0)
        return V_ERROR;
    SocketTransport *tr = TRANSPORT(a[0]);
    stream_unfeed(tr);
    if (!v_is_object(a[1]) || v_type(t, a[1])->size < sizeof(StreamReader))
        return V_NONE;
    StreamReader *r = V_AS(StreamReader, a[1]);
    if (r->feeder)
        stream_unfeed(r->feeder);
    tr->reader = r;
    r->feeder = tr;
    return V_NONE;
}

NATIVE(transport_is_reading, "is_reading(self)", "Return True if the transport is receiving.")
{
    if (look(t, TRANSPORT(a[0])) < 0)
        return V_ERROR;
    return v_bool(!TRANSPORT(a[0])->closing && !TRANSPORT(a[0])->paused);
}

NATIVE(transport_pause_reading, "pause_reading(self)", "Pause the receiving end.")
{
    if (look(t, TRANSPORT(a[0])) < 0)
        return V_ERROR;
    SocketTransport *tr = TRANSPORT(a[0]);
    if (tr->closing || tr->paused)
        return V_NONE;
    tr->paused = true;
    unwatch(t, tr, false);
    return V_NONE;
}

NATIVE(transport_resume_reading, "resume_reading(self)", "Resume the receiving end.")
{
    if (look(t, TRANSPORT(a[0])) < 0)
        return V_ERROR;
    SocketTransport *tr = TRANSPORT(a[0]);
    if (tr->closing || !tr->paused)
        return V_NONE;
    tr->paused = false;
    return watch(t, tr, false) < 0 ? V_ERROR : V_NONE;
}

NATIVE(transport_buffer_size, "get_write_buffer_size(self)",
       "Return the current size of the write buffer.")
{
    if (look(t, TRANSPORT(a[0])) < 0)
        return V_ERROR;
    return v_from_small((int64_t)TRANSPORT(a[0])->out.len);
}

NATIVE(transport_limits, "get_write_buffer_limits(self)",
       "Return the high and low watermarks: (low, high).")
{
    if (look(t, TRANSPORT(a[0])) < 0)
        return V_ERROR;
    SocketTransport *tr = TRANSPORT(a[0]);
    return tuple_pack(t, 2, v_from_small((int64_t)tr->low), v_from_small((int64_t)tr->high));
}

NATIVE(transport_set_limits, "_set_limits(self, high, low)", NULL)
{
    if (look(t, TRANSPORT(a[0])) < 0)
        return V_ERROR;
    SocketTransport *tr = TRANSPORT(a[0]);
    int64_t high, low;
    if (value_to_int64(t, a[1], &high) < 0 || value_to_int64(t, a[2], &low) < 0)
        return V_ERROR;
    tr->high = (size_t)high;
    tr->low = (size_t)low;
    return tr->out.len > tr->high && !tr->protocol_paused && !v_is_empty(tr->protocol) &&
                   tell_protocol(t, tr, true) < 0
               ? V_ERROR
               : V_NONE;
}

NATIVE(transport_is_closing, "is_closing(self)",
       "Return True if the transport is closing or closed.")
{
    if (look(t, TRANSPORT(a[0])) < 0)
        return V_ERROR;
    return v_bool(TRANSPORT(a[0])->closing);
}

/* ---- flags that the library reads and sets ---- */

#define FLAG(field)                                        \
    static Value get_##field(Thread *t, Value self)        \
    {                                                      \
        if (look(t, TRANSPORT(self)) < 0)                  \
            return V_ERROR;                                \
        return v_bool(TRANSPORT(self)->field);             \
    }                                                      \
    static int set_##field(Thread *t, Value self, Value v) \
    {                                                      \
        int on = v_is_empty(v) ? 0 : truth(t, v);          \
        if (on < 0 || look(t, TRANSPORT(self)) < 0)        \
            return -1;                                     \
        TRANSPORT(self)->field = on;                       \
        return 0;                                          \
    }
FLAG(closing)
FLAG(eof)
FLAG(lost)
FLAG(paused)
FLAG(protocol_paused)
FLAG(sends_file)

static Value get_reading(Thread *t, Value self)
{
    return v_bool(TRANSPORT(self)->reading);
}
static Value get_writing(Thread *t, Value self)
{
    if (look(t, TRANSPORT(self)) < 0)
        return V_ERROR;
    return v_bool(TRANSPORT(self)->writing);
}
static Value get_fd(Thread *t, Value self)
{
    return v_from_small(TRANSPORT(self)->fd);
}
static Value get_loop(Thread *t, Value self)
{
    Loop *loop = TRANSPORT(self)->loop;
    return loop ? dup(v_from(loop)) : V_NONE;
}

/* ---- the type ---- */

static void transport_clear(Thread *t, Object *o)
{
    SocketTransport *tr = (SocketTransport *)o;
    if (tr->held) {
        held_send_all(t);
        held_unlink(t, tr);
    }
    stream_unfeed(tr);
    v_clear(t, &tr->sock);
    v_clear(t, &tr->protocol);
    wakers_drop(t, tr);
}

static void transport_dealloc(Thread *t, Object *o)
{
    SocketTransport *tr = (SocketTransport *)o;
    transport_clear(t, o);
    pipe_free(t, &tr->out);
    obj_drop(t, tr->loop);
}

static void transport_visit(Object *o, VisitFn fn, void *arg)
{
    SocketTransport *tr = (SocketTransport *)o;
    fn(tr->sock, arg);
    fn(tr->protocol, arg);
    Object *owned[] = {(Object *)tr->on_read, (Object *)tr->on_write, (Object *)tr->loop};
    for (int i = 0; i < 3; i++)
        if (owned[i])
            fn(v_from(owned[i]), arg);
}

Type *socket_transport_type(Thread *t)
{
    static const NativeDef *const methods[] = {
        &transport_write_def,          &transport_writelines_def,
        &transport_open_def,           &transport_watch_def,
        &transport_unwatch_def,        &transport_set_protocol_def,
        &transport_get_protocol_def,   &transport_feed_def,
        &transport_is_reading_def,     &transport_pause_reading_def,
        &transport_resume_reading_def, &transport_buffer_size_def,
        &transport_limits_def,         &transport_set_limits_def,
        &transport_is_closing_def,     NULL,
    };
    static const GetSetDef getset[] = {
        {"_closing", get_closing, set_closing, NULL},
        {"_eof", get_eof, set_eof, NULL},
        {"_lost", get_lost, set_lost, NULL},
        {"_paused", get_paused, set_paused, NULL},
        {"_protocol_paused", get_protocol_paused, set_protocol_paused, NULL},
        {"_sends_file", get_sends_file, set_sends_file, NULL},
        {"_reading", get_reading, NULL, NULL},
        {"_writing", get_writing, NULL, NULL},
        {"_sock_fd", get_fd, NULL, NULL},
        {"_loop", get_loop, NULL, NULL},
        {NULL, NULL, NULL, NULL},
    };
    static const MemberDef members[] = {
        {"_sock", offsetof(SocketTransport, sock), MEMBER_NONE, NULL},
        {"_protocol", offsetof(SocketTransport, protocol), MEMBER_NONE, NULL},
        {NULL, 0, 0, NULL}};
    static const TypeSpec spec = {
        .name = "_asyncio.SocketTransport",
        .size = sizeof(SocketTransport),
        .flags = TF_GC | TF_BASE | TF_WEAKREF,
        .dealloc = transport_dealloc,
        .visit = transport_visit,
        .clear = transport_clear,
        .methods = methods,
        .getset = getset,
        .members = members,
    };
    return sched_type(t, &spec);
}
