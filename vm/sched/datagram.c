/* SPDX-License-Identifier: MIT */
/*
 * The transport of datagram sockets: receiving, and sending what the kernel takes at once. What is
 * rarer (opening, closing, errors, waiting for room) is in the library: asyncio._datagram derives
 * _SelectorDatagramTransport from this type and owns the fields that it shows as attributes.
 */
#include <errno.h>
#include <sys/socket.h>
#include "vm/core/vm.h"
#include "vm/sched/stream.h"
#include "vm/objects/buffer.h"
#include "vm/objects/bytes.h"

enum {
    AT_ONCE = 32, /* datagrams received before other descriptors are looked at */
    PEERS = 8     /* addresses that are remembered in both forms: a power of two */
};

/* An address as the kernel has it and as scripts see it. */
typedef struct Peer {
    struct sockaddr_storage raw;
    socklen_t len;
    Value shown; /* or EMPTY */
    Value given; /* a script's own object that means the same, or EMPTY */
} Peer;

typedef struct DatagramTransport {
    Object head;
    Loop *loop; /* owned; NULL until _open() */
    Value protocol;
    Value address;     /* given to create_datagram_endpoint(), or None */
    Value lost;        /* a count: connection lost, and further writes */
    Value closing;     /* True or False */
    Value buffer_size; /* not 0: datagrams wait for the kernel, those of sendto() behind them */
    int fd;            /* -1: the socket is closed */
    int family;
    bool connected; /* send() instead of sendto() */
    Peer peers[PEERS];
} DatagramTransport;

#define DATAGRAM(v) V_AS(DatagramTransport, v)

static inline bool is_zero(Value v)
{
    return v_same(v, v_from_small(0));
}

/* Hands the pending exception to self._failed(exc, what), which may raise it again. 0 or -1. */
static int failed(Thread *t, DatagramTransport *d, const char *what)
{
    Value exc = exc_take(t), text = str_from_cstr(t, what);
    Value args[] = {exc, text};
    int status = v_is_error(text) ? -1 : transport_call(t, v_from(d), "_failed", args, 2);
    drop(t, exc);
    drop(t, text);
    return status;
}

/* ---- addresses ---- */

/* The place of an address among those that are remembered. */
static Peer *peer_place(DatagramTransport *d, const struct sockaddr_storage *raw, socklen_t len)
{
    const unsigned char *bytes = (const unsigned char *)raw;
    unsigned mix = 0;
    for (socklen_t i = 2; i < len && i < 8; i++) /* port and, of IPv4, the host */
        mix += bytes[i];
    return &d->peers[mix % PEERS];
}

static void peer_clear(Thread *t, Peer *p)
{
    v_clear(t, &p->shown);
    v_clear(t, &p->given);
}

static Peer *peer_remember(Thread *t, DatagramTransport *d, const struct sockaddr_storage *raw,
                           socklen_t len, Value shown)
{
    Peer *p = peer_place(d, raw, len);
    peer_clear(t, p);
    memcpy(&p->raw, raw, len);
    p->len = len;
    p->shown = dup(shown);
    return p;
}

/* What scripts see of a sender: owned. */
static Value sender(Thread *t, DatagramTransport *d, const struct sockaddr_storage *raw,
                    socklen_t len)
{
    if (len > sizeof *raw)
        len = sizeof *raw;
    Peer *p = peer_place(d, raw, len);
    if (!v_is_empty(p->shown) && p->len == len && !memcmp(&p->raw, raw, len))
        return dup(p->shown);
    Value bytes = bytes_new(t, raw, len);
    Value shown =
        v_is_error(bytes) ? bytes : library_call(t, "_socket", "_shown_address", &bytes, 1);
    drop(t, bytes);
    if (!v_is_error(shown))
        peer_remember(t, d, raw, len, shown);
    return shown;
}

/* Asks the library. An address is remembered if it is what scripts would see of it: then it is no
   name, which might come to stand for another one. 0 or -1. */
static int receiver_ask(Thread *t, DatagramTransport *d, Value address, Peer *out)
{
    Value args[] = {v_from_small(d->family), address};
    Value bytes = library_call(t, "_socket", "_parsed_address", args, 2);
    if (v_is_error(bytes))
        return -1;
    size_t len;
    const char *data = bytes_view(bytes, &len);
    out->len = (socklen_t)(len < sizeof out->raw ? len : sizeof out->raw);
    memcpy(&out->raw, data, out->len);
    Value shown = library_call(t, "_socket", "_shown_address", &bytes, 1);
    drop(t, bytes);
    int same = v_is_error(shown)                        ? -1
               : v_type(t, shown) != v_type(t, address) ? 0
                                                        : compare_truth(t, CMP_EQ, shown, address);
    if (same > 0)
        peer_remember(t, d, &out->raw, out->len, shown)->given = dup(address);
    drop(t, shown);
    return same < 0 ? -1 : 0;
}

/* The kernel's form of where a script wants to send: one that is remembered, or *other. NULL with
   an exception. */
static const Peer *receiver(Thread *t, DatagramTransport *d, Value address, Peer *other)
{
    for (int i = 0; v_is_object(address) && i < PEERS; i++)
        if (v_same(d->peers[i].shown, address) || v_same(d->peers[i].given, address))
            return &d->peers[i];
    return receiver_ask(t, d, address, other) < 0 ? NULL : other;
}

/* ---- receiving ---- */

/* One datagram: 1; 0 there was none, or an error that the protocol heard of; -1. */
static int receive(Thread *t, DatagramTransport *d, char *buffer)
{
    struct sockaddr_storage from;
    socklen_t len = sizeof from;
    gil_wakes_do(t);
    ssize_t n = recvfrom(d->fd, buffer, RECEIVE_SIZE, 0, (struct sockaddr *)&from, &len);
    if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
        return 0;
    if (n < 0) {
        raise_errno(t, errno);
        return failed(t, d, "read");
    }
    Value args[] = {bytes_new(t, buffer, (size_t)n), V_NONE};
    if (!v_is_error(args[0]))
        args[1] = sender(t, d, &from, len);
    int status = 0;
    if (v_is_error(args[0]) || v_is_error(args[1])) {
        status = failed(t, d, "read");
    } else {
        Value v = call_method(t, d->protocol, N(t, datagram_received), args, 2);
        status = v_is_error(v) ? -1 : 1;
        drop(t, v);
    }
    drop(t, args[0]);
    drop(t, args[1]);
    return status;
}

NATIVE(
    datagram_receive, "_receive(self)",
    "Receives as long as the loop has nothing else to do: its next turn would only find the next "
    "one.")
{
    DatagramTransport *d = DATAGRAM(a[0]);
    char *buffer = d->loop ? loop_receive_buffer(t, d->loop) : NULL;
    if (!buffer)
        return d->loop ? V_ERROR : V_NONE;
    for (int i = 0; i < AT_ONCE && is_zero(d->lost) && d->fd >= 0; i++) {
        int got = receive(t, d, buffer);
        if (got < 0)
            return V_ERROR;
        if (!got || v_same(d->closing, V_TRUE) || loop_has_work(t, d->loop))
            break;
    }
    return V_NONE;
}

/* ---- sending ---- */

/* One call of send() or sendto(): whether the kernel took it; if not, *later: it may do so some
   other time, else an exception is pending. */
static bool sent(Thread *t, DatagramTransport *d, Value data, Value address, bool *later)
{
    Peer other;
    BufferView view;
    *later = false;
    const Peer *to = d->connected ? NULL : receiver(t, d, address, &other);
    if ((!to && !d->connected) || buffer_get(t, data, &view) < 0)
        return false;
    gil_wakes_do(t);
    ssize_t n = to ? sendto(d->fd, view.data, view.len, MSG_NOSIGNAL,
                            (const struct sockaddr *)&to->raw, to->len)
                   : send(d->fd, view.data, view.len, MSG_NOSIGNAL);
    int err = errno;
    buffer_release(t, &view);
    if (n >= 0)
        return true;
    *later = err == EAGAIN || err == EWOULDBLOCK || err == EINTR;
    if (!*later)
        raise_errno(t, err);
    return false;
}

NATIVE_LIBRARY(datagram_sendto, "sendto(self, data, addr=None)", NULL)
{
    DatagramTransport *d = DATAGRAM(a[0]);
    if (!v_has_layout(a[1], KIND_bytes) && !v_has_layout(a[1], KIND_bytearray) &&
        !v_has_layout(a[1], KIND_memoryview))
        return raise_format(t, EXC_TypeError, "data argument must be a bytes-like object, not '%T'",
                            a[1]);
    Value args[] = {a[1], v_is_empty(a[2]) ? V_NONE : a[2]};
    bool plain = v_is_none(d->address) || (v_is_none(args[1]) && is_zero(d->lost));
    bool later = true;
    if (plain && d->fd >= 0 && is_zero(d->buffer_size)) {
        if (sent(t, d, args[0], args[1], &later))
            return V_NONE;
        if (!later)
            return failed(t, d, "write") < 0 ? V_ERROR : V_NONE;
    }
    return transport_call(t, v_from(d), "_send_carefully", args, 2) < 0 ? V_ERROR : V_NONE;
}

/* ---- the beginning and the end ---- */

NATIVE(datagram_open, "_open(self, loop, fd, family, connected)", NULL)
{
    DatagramTransport *d = DATAGRAM(a[0]);
    Loop *loop = loop_of(t, a[1]);
    int64_t fd, family;
    if (!loop)
        return raise_format(t, EXC_TypeError, "an event loop is expected, not %T", a[1]);
    if (value_to_int64(t, a[2], &fd) < 0 || value_to_int64(t, a[3], &family) < 0)
        return V_ERROR;
    if (!d->loop)
        d->loop = obj_dup(loop);
    d->fd = (int)fd;
    d->family = (int)family;
    d->connected = v_same(a[4], V_TRUE);
    v_set(t, &d->lost, v_from_small(0));
    v_set(t, &d->buffer_size, v_from_small(0));
    v_set(t, &d->closing, V_FALSE);
    return V_NONE;
}

NATIVE(datagram_shut, "_shut(self)", "The socket is closed.")
{
    DATAGRAM(a[0])->fd = -1;
    return V_NONE;
}

/* ---- the type ---- */

static void datagram_clear(Thread *t, Object *o)
{
    DatagramTransport *d = (DatagramTransport *)o;
    v_clear(t, &d->protocol);
    v_clear(t, &d->address);
    v_clear(t, &d->lost);
    v_clear(t, &d->closing);
    v_clear(t, &d->buffer_size);
    for (int i = 0; i < PEERS; i++)
        peer_clear(t, &d->peers[i]);
}

static void datagram_dealloc(Thread *t, Object *o)
{
    datagram_clear(t, o);
    obj_drop(t, ((DatagramTransport *)o)->loop);
}

static void datagram_visit(Object *o, VisitFn fn, void *arg)
{
    DatagramTransport *d = (DatagramTransport *)o;
    fn(d->protocol, arg);
    fn(d->address, arg);
    fn(d->lost, arg);
    fn(d->closing, arg);
    fn(d->buffer_size, arg);
    for (int i = 0; i < PEERS; i++) {
        fn(d->peers[i].shown, arg);
        fn(d->peers[i].given, arg);
    }
    if (d->loop)
        fn(v_from(d->loop), arg);
}

Type *datagram_transport_type(Thread *t)
{
    static const NativeDef *const methods[] = {&datagram_receive_def, &datagram_sendto_def,
                                               &datagram_open_def, &datagram_shut_def, NULL};
    static const MemberDef members[] = {
        {"_protocol", offsetof(DatagramTransport, protocol), MEMBER_NONE, NULL},
        {"_address", offsetof(DatagramTransport, address), MEMBER_NONE, NULL},
        {"_conn_lost", offsetof(DatagramTransport, lost), MEMBER_NONE, NULL},
        {"_closing", offsetof(DatagramTransport, closing), MEMBER_NONE, NULL},
        {"_buffer_size", offsetof(DatagramTransport, buffer_size), MEMBER_NONE, NULL},
        {NULL, 0, 0, NULL}};
    static const TypeSpec spec = {
        .name = "_asyncio.DatagramTransport",
        .size = sizeof(DatagramTransport),
        .flags = TF_GC | TF_BASE | TF_WEAKREF,
        .dealloc = datagram_dealloc,
        .visit = datagram_visit,
        .clear = datagram_clear,
        .methods = methods,
        .members = members,
    };
    return sched_type(t, &spec);
}
