/* SPDX-License-Identifier: MIT */
/* Sending and receiving: methods of the socket type. */
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/uio.h>
#include "stdlib/socket_internal.h"

/* Arguments of one recv or send; msg: of the *msg calls. */
typedef struct Transfer {
    void *data;
    size_t len;
    int flags;
    SockAddr addr;
    socklen_t addr_len;
    struct msghdr msg;
} Transfer;

static int flags_arg(Thread *t, Value v, Transfer *x)
{
    int64_t flags = 0;
    if (!v_is_empty(v) && value_to_int64(t, v, &flags) < 0)
        return -1;
    x->flags = (int)flags;
    return 0;
}

/* A writable buffer; the function's name is for the message. */
static int writable(Thread *t, Value v, BufferView *view, const char *caller)
{
    if (buffer_check(t, v) && buffer_get(t, v, view) == 0) {
        if (!view->readonly)
            return 0;
        buffer_release(t, view);
    } else if (!v_is_empty(t->exc)) {
        return -1;
    }
    raise_format(t, EXC_TypeError, "%s() argument 1 must be read-write bytes-like object, not %T",
                 caller, v);
    return -1;
}

static ssize_t op_recv(Sock *s, void *arg)
{
    Transfer *x = arg;
    return x->len == 0 ? 0 : recv(s->fd, x->data, x->len, x->flags);
}

static ssize_t op_recvfrom(Sock *s, void *arg)
{
    Transfer *x = arg;
    x->addr_len = sizeof x->addr;
    return recvfrom(s->fd, x->data, x->len, x->flags, &x->addr.any, &x->addr_len);
}

static ssize_t op_send(Sock *s, void *arg)
{
    Transfer *x = arg;
    return send(s->fd, x->data, x->len, x->flags | MSG_NOSIGNAL);
}

static ssize_t op_sendto(Sock *s, void *arg)
{
    Transfer *x = arg;
    return sendto(s->fd, x->data, x->len, x->flags | MSG_NOSIGNAL, &x->addr.any, x->addr_len);
}

static ssize_t op_recvmsg(Sock *s, void *arg)
{
    Transfer *x = arg;
    x->msg.msg_name = &x->addr;
    x->msg.msg_namelen = sizeof x->addr;
    return recvmsg(s->fd, &x->msg, x->flags | MSG_CMSG_CLOEXEC);
}

static ssize_t op_sendmsg(Sock *s, void *arg)
{
    Transfer *x = arg;
    return sendmsg(s->fd, &x->msg, x->flags | MSG_NOSIGNAL);
}

/* ---- receiving ---- */

/* Receives into a fresh bytes object. A small answer to a large request is copied, so that the rest
   of the memory goes back at once. */
static Value receive_bytes(Thread *t, Value self, Value size_arg, Value flags, SockOp op,
                           Transfer *x, const char *caller)
{
    int64_t size;
    if (value_to_int64(t, size_arg, &size) < 0 || flags_arg(t, flags, x) < 0)
        return V_ERROR;
    if (size < 0)
        return raise_format(t, EXC_ValueError, "negative buffersize in %s", caller);
    char small[8192];
    if ((size_t)size <= sizeof small) {
        x->data = small;
        x->len = (size_t)size;
        ssize_t n = sock_call(t, sock_of(self), POLLIN, op, x);
        return n < 0 ? V_ERROR : K(t, bytes_new(t, small, (size_t)n));
    }
    x->data = malloc((size_t)size);
    x->len = (size_t)size;
    if (!x->data)
        return raise_memory(t);
    ssize_t n = sock_call(t, sock_of(self), POLLIN, op, x);
    Value data = n < 0 ? V_ERROR : K(t, bytes_new(t, x->data, (size_t)n));
    free(x->data);
    return data;
}

API(sock_recv, "recv(self, buffersize, flags=0, /)",
    "Receive up to buffersize bytes from the socket.")
{
    Transfer x;
    return receive_bytes(t, a[0], a[1], a[2], op_recv, &x, "recv");
}

API(sock_recvfrom, "recvfrom(self, buffersize, flags=0, /)",
    "Like recv(buffersize, flags) but also return the sender's address info.")
{
    Transfer x = {.addr_len = 0};
    Value data = receive_bytes(t, a[0], a[1], a[2], op_recvfrom, &x, "recvfrom");
    Value from = v_is_error(data) ? V_ERROR : address_value(t, &x.addr, x.addr_len);
    return v_is_error(from) ? V_ERROR : K(t, tuple_pack(t, 2, data, from));
}

static ssize_t receive_into(Thread *t, Value *a, SockOp op, Transfer *x, const char *caller,
                            const char *too_small)
{
    int64_t want = 0;
    BufferView view;
    if (writable(t, a[1], &view, caller) < 0)
        return -1;
    ssize_t n = -1;
    if ((v_is_empty(a[2]) || value_to_int64(t, a[2], &want) == 0) && flags_arg(t, a[3], x) == 0) {
        if (want < 0)
            raise_format(t, EXC_ValueError, "negative buffersize in %s", caller);
        else if ((uint64_t)want > view.len)
            raise_format(t, EXC_ValueError, "%s", too_small);
        else {
            x->data = view.data;
            x->len = want ? (size_t)want : view.len;
            n = sock_call(t, sock_of(a[0]), POLLIN, op, x);
        }
    }
    buffer_release(t, &view);
    return n;
}

API(sock_recv_into, "recv_into(self, buffer, nbytes=0, flags=0)",
    "Receive data into a buffer instead of a new string: the number of bytes.")
{
    Transfer x;
    ssize_t n =
        receive_into(t, a, op_recv, &x, "recv_into", "buffer too small for requested bytes");
    return n < 0 ? V_ERROR : v_from_small(n);
}

API(sock_recvfrom_into, "recvfrom_into(self, buffer, nbytes=0, flags=0)",
    "Like recv_into(), but also return the sender's address info.")
{
    Transfer x = {.addr_len = 0};
    ssize_t n = receive_into(t, a, op_recvfrom, &x, "recvfrom_into",
                             "nbytes is greater than the length of the buffer");
    Value from = n < 0 ? V_ERROR : address_value(t, &x.addr, x.addr_len);
    return v_is_error(from) ? V_ERROR : K(t, tuple_pack(t, 2, v_from_small(n), from));
}

/* ---- sending ---- */

API(sock_send, "send(self, data, flags=0, /)",
    "Send a data string to the socket: the number of bytes sent.")
{
    Transfer x;
    BufferView view;
    if (flags_arg(t, a[2], &x) < 0 || buffer_get(t, a[1], &view) < 0)
        return V_ERROR;
    x.data = view.data;
    x.len = view.len;
    ssize_t n = sock_call(t, sock_of(a[0]), POLLOUT, op_send, &x);
    buffer_release(t, &view);
    return n < 0 ? V_ERROR : v_from_small(n);
}

API(sock_sendall, "sendall(self, data, flags=0, /)", "Send a data string to the socket, all of it.")
{
    Transfer x;
    BufferView view;
    if (flags_arg(t, a[2], &x) < 0 || buffer_get(t, a[1], &view) < 0)
        return V_ERROR;
    Sock *s = sock_of(a[0]);
    int64_t deadline = sock_deadline(s);
    x.data = view.data;
    x.len = view.len;
    Value result = V_NONE;
    while (x.len > 0 && !v_is_error(result)) {
        ssize_t n = sock_call_until(t, s, POLLOUT, op_send, &x, deadline);
        if (n < 0 || safepoint(t) < 0) {
            result = V_ERROR;
        } else {
            x.data = (char *)x.data + n;
            x.len -= (size_t)n;
        }
    }
    buffer_release(t, &view);
    return result;
}

API(sock_sendto, "sendto(self, /, *args)",
    "sendto(data[, flags], address) -> count\n\nLike send(data, flags) but allows specifying the "
    "destination address.")
{
    Sock *s = sock_of(a[0]);
    Tuple *args = V_AS(Tuple, a[1]);
    Transfer x = {.addr_len = 0};
    BufferView view;
    if (args->len != 2 && args->len != 3)
        return raise_format(t, EXC_TypeError, "sendto() takes 2 or 3 arguments (%zu given)",
                            args->len);
    if (buffer_get(t, args->items[0], &view) < 0)
        return V_ERROR;
    ssize_t n = -1;
    if (flags_arg(t, args->len == 3 ? args->items[1] : V_EMPTY, &x) == 0 &&
        address_parse(t, s->family, args->items[args->len - 1], &x.addr, &x.addr_len, "sendto") ==
            0) {
        x.data = view.data;
        x.len = view.len;
        n = sock_call(t, s, POLLOUT, op_sendto, &x);
    }
    buffer_release(t, &view);
    return n < 0 ? V_ERROR : v_from_small(n);
}

/* ---- messages with ancillary data ---- */

/* The items of an iterable as a vector of buffers, held until vector_free(). */
typedef struct Vector {
    struct iovec *iov;
    BufferView *views;
    size_t count, held;
} Vector;

static void vector_free(Thread *t, Vector *v)
{
    for (size_t i = 0; i < v->held; i++)
        buffer_release(t, &v->views[i]);
    free(v->iov);
    free(v->views);
}

static int vector_fill(Thread *t, Vector *v, Value iterable, bool to_write, const char *caller)
{
    memset(v, 0, sizeof *v);
    Value list = K(t, iter_to_list(t, iterable));
    if (v_is_error(list)) {
        if (exc_is(t, EXC_TypeError)) {
            exc_clear(t);
            raise_format(t, EXC_TypeError, "%s() argument 1 must be an iterable", caller);
        }
        return -1;
    }
    size_t n = V_AS(List, list)->len;
    if (n > IOV_MAX) {
        raise_format(t, EXC_OSError, "%s() argument 1 is too long", caller);
        return -1;
    }
    v->iov = calloc(n + 1, sizeof *v->iov);
    v->views = calloc(n + 1, sizeof *v->views);
    v->count = n;
    if (!v->iov || !v->views) {
        raise_memory(t);
        return -1;
    }
    for (size_t i = 0; i < n; i++) {
        Value item = V_AS(List, list)->items[i];
        if ((to_write ? writable(t, item, &v->views[i], caller)
                      : buffer_get(t, item, &v->views[i])) < 0)
            return -1;
        v->held++;
        v->iov[i] = (struct iovec){v->views[i].data, v->views[i].len};
    }
    return 0;
}

static Value ancillary_list(Thread *t, struct msghdr *msg)
{
    Value list = K(t, list_new(t, NULL, 0));
    for (struct cmsghdr *c = CMSG_FIRSTHDR(msg); c && !v_is_error(list); c = CMSG_NXTHDR(msg, c)) {
        size_t room =
            (size_t)((char *)msg->msg_control + msg->msg_controllen - (char *)CMSG_DATA(c));
        size_t len = c->cmsg_len - CMSG_LEN(0);
        Value data = K(t, bytes_new(t, CMSG_DATA(c), len < room ? len : room));
        Value item = v_is_error(data) ? V_ERROR
                                      : K(t, tuple_pack(t, 3, v_from_small(c->cmsg_level),
                                                        v_from_small(c->cmsg_type), data));
        if (v_is_error(item) || list_append(t, V_AS(List, list), item) < 0)
            return V_ERROR;
    }
    return list;
}

/* Receives into x->msg's vector: (first, ancillary data, flags, address) where `first` is made by
 * the caller. */
static ssize_t receive_message(Thread *t, Value self, Transfer *x, int64_t control_size,
                               Value *ancillary, Value *from)
{
    if (control_size < 0 || control_size > INT32_MAX) {
        raise_format(t, EXC_ValueError, "invalid ancillary data buffer length");
        return -1;
    }
    x->msg.msg_control = control_size ? malloc((size_t)control_size) : NULL;
    x->msg.msg_controllen = (size_t)control_size;
    if (control_size && !x->msg.msg_control) {
        raise_memory(t);
        return -1;
    }
    ssize_t n = sock_call(t, sock_of(self), POLLIN, op_recvmsg, x);
    if (n >= 0) {
        *ancillary = ancillary_list(t, &x->msg);
        *from = address_value(t, &x->addr, x->msg.msg_namelen);
        if (v_is_error(*ancillary) || v_is_error(*from))
            n = -1;
    }
    free(x->msg.msg_control);
    return n;
}

API(sock_recvmsg, "recvmsg(self, bufsize, ancbufsize=0, flags=0, /)",
    "Receive normal data and ancillary data: (data, ancdata, msg_flags, address).")
{
    int64_t size, control = 0;
    Transfer x;
    memset(&x, 0, sizeof x);
    if (value_to_int64(t, a[1], &size) < 0 ||
        (!v_is_empty(a[2]) && value_to_int64(t, a[2], &control) < 0) || flags_arg(t, a[3], &x) < 0)
        return V_ERROR;
    if (size < 0)
        return raise_format(t, EXC_ValueError, "negative buffer size in recvmsg()");
    struct iovec iov = {malloc((size_t)size + 1), (size_t)size};
    if (!iov.iov_base)
        return raise_memory(t);
    x.msg.msg_iov = &iov;
    x.msg.msg_iovlen = 1;
    Value ancillary = V_NONE, from = V_NONE;
    ssize_t n = receive_message(t, a[0], &x, control, &ancillary, &from);
    Value data = n < 0 ? V_ERROR : K(t, bytes_new(t, iov.iov_base, (size_t)n));
    free(iov.iov_base);
    return v_is_error(data)
               ? V_ERROR
               : K(t, tuple_pack(t, 4, data, ancillary,
                                 v_from_small(x.msg.msg_flags & ~MSG_CMSG_CLOEXEC), from));
}

API(sock_recvmsg_into, "recvmsg_into(self, buffers, ancbufsize=0, flags=0, /)",
    "Like recvmsg(), into a series of buffers: (nbytes, ancdata, msg_flags, address).")
{
    int64_t control = 0;
    Transfer x;
    memset(&x, 0, sizeof x);
    if ((!v_is_empty(a[2]) && value_to_int64(t, a[2], &control) < 0) || flags_arg(t, a[3], &x) < 0)
        return V_ERROR;
    Vector v;
    Value ancillary = V_NONE, from = V_NONE;
    ssize_t n = -1;
    if (vector_fill(t, &v, a[1], true, "recvmsg_into") == 0) {
        x.msg.msg_iov = v.iov;
        x.msg.msg_iovlen = v.count;
        n = receive_message(t, a[0], &x, control, &ancillary, &from);
    }
    vector_free(t, &v);
    return n < 0 ? V_ERROR
                 : K(t, tuple_pack(t, 4, v_from_small(n), ancillary,
                                   v_from_small(x.msg.msg_flags & ~MSG_CMSG_CLOEXEC), from));
}

/* One (level, type, data) item behind what is there. 0 or -1. */
static int control_add(Thread *t, Value item, char **control, size_t *len)
{
    int64_t level, type;
    if (!v_has_layout(item, KIND_tuple)) {
        raise_format(t, EXC_TypeError,
                     "[sendmsg() ancillary data items]() argument must be 3-item sequence, not %T",
                     item);
        return -1;
    }
    if (V_AS(Tuple, item)->len != 3) {
        raise_format(
            t, EXC_TypeError,
            "[sendmsg() ancillary data items]() argument must be sequence of length 3, not %zu",
            V_AS(Tuple, item)->len);
        return -1;
    }
    Value *part = V_AS(Tuple, item)->items;
    BufferView view;
    if (value_to_int64(t, part[0], &level) < 0 || value_to_int64(t, part[1], &type) < 0 ||
        buffer_get(t, part[2], &view) < 0)
        return -1;
    size_t space = view.len > INT32_MAX ? 0 : CMSG_SPACE(view.len);
    char *grown = space ? realloc(*control, *len + space) : NULL;
    if (grown) {
        memset(grown + *len, 0, space);
        struct cmsghdr *c = (struct cmsghdr *)(grown + *len);
        c->cmsg_len = CMSG_LEN(view.len);
        c->cmsg_level = (int)level;
        c->cmsg_type = (int)type;
        memcpy(CMSG_DATA(c), view.data, view.len);
        *control = grown;
        *len += space;
    } else {
        raise_memory(t);
    }
    buffer_release(t, &view);
    return grown ? 0 : -1;
}

static int control_fill(Thread *t, Value items, Transfer *x)
{
    if (v_is_empty(items))
        return 0;
    Value list = K(t, iter_to_list(t, items));
    char *control = NULL;
    size_t len = 0;
    int status = v_is_error(list) ? -1 : 0;
    for (size_t i = 0; status == 0 && i < V_AS(List, list)->len; i++)
        status = control_add(t, V_AS(List, list)->items[i], &control, &len);
    x->msg.msg_control = control;
    x->msg.msg_controllen = len;
    return status;
}

API(sock_sendmsg, "sendmsg(self, buffers, ancdata=(), flags=0, address=None, /)",
    "Send normal and ancillary data to the socket, gathering the non-ancillary data from a series "
    "of buffers.")
{
    Sock *s = sock_of(a[0]);
    Transfer x;
    memset(&x, 0, sizeof x);
    Vector v;
    ssize_t n = -1;
    bool ok = vector_fill(t, &v, a[1], false, "sendmsg") == 0 && flags_arg(t, a[3], &x) == 0 &&
              control_fill(t, a[2], &x) == 0;
    if (ok && !v_is_empty(a[4]) && !v_is_none(a[4])) {
        ok = address_parse(t, s->family, a[4], &x.addr, &x.addr_len, "sendmsg") == 0;
        x.msg.msg_name = &x.addr;
        x.msg.msg_namelen = x.addr_len;
    }
    if (ok) {
        x.msg.msg_iov = v.iov;
        x.msg.msg_iovlen = v.count;
        n = sock_call(t, s, POLLOUT, op_sendmsg, &x);
    }
    free(x.msg.msg_control);
    vector_free(t, &v);
    return n < 0 ? V_ERROR : v_from_small(n);
}

const NativeDef *const socket_io_methods[] = {
    &sock_recv_def,
    &sock_recvfrom_def,
    &sock_recv_into_def,
    &sock_recvfrom_into_def,
    &sock_send_def,
    &sock_sendall_def,
    &sock_sendto_def,
    &sock_recvmsg_def,
    &sock_recvmsg_into_def,
    &sock_sendmsg_def,
    NULL,
};
