/* SPDX-License-Identifier: MIT */
/*
 * The coroutines behind loop.sock_recv() and its like. Each tries the call first and waits only
 * when the kernel says EAGAIN. self: the socket; arg: the parameters (a tuple); when: the watched
 * descriptor.
 */
#include <errno.h>
#include <sys/socket.h>
#include "vm/core/vm.h"
#include "vm/sched/stream.h"
#include "vm/objects/buffer.h"
#include "vm/objects/bytes.h"

enum { SOCK_START, SOCK_READS, SOCK_WRITES };
enum { RECV_BUFFER = 65536 };

/* The Sock behind a socket whose fileno() is the type's own, or NULL. BORROWED. */
static const Sock *plain_sock(Thread *t, Value sock)
{
    Type *type = v_type(t, sock), *sockets = t->vm->sched->socket_type;
    if (!sockets || !type_is_subtype(type, sockets) ||
        !v_is_kind(type_lookup(t, type, N(t, fileno)), KIND_method_descriptor))
        return NULL;
    return V_AS(Sock, sock);
}

/* The descriptor of any object with fileno(): -1 with an exception. */
static int fileno_of(Thread *t, Value sock)
{
    const Sock *plain = plain_sock(t, sock);
    Value v = plain ? v_from_small(plain->fd) : call_method0(t, sock, N(t, fileno));
    int64_t fd;
    if (v_is_error(v))
        return -1;
    int status = value_to_int64(t, v, &fd);
    drop(t, v);
    if (status < 0)
        return -1;
    if (fd < 0 || fd > INT32_MAX) { /* a closed socket */
        raise_errno(t, EBADF);
        return -1;
    }
    return (int)fd;
}

/* ---- a socket that is known to be empty ---- */

/*
 * A TCP socket that gave fewer bytes than were asked for is empty. Another attempt in the same
 * turn, with nothing done meanwhile that could bring it new ones, would be in vain: who wants more
 * waits at once. What another process sends at that very moment is found by the wait.
 */
static bool is_drained(const Thread *t, int fd)
{
    const Loop *loop = t->loop;
    return loop && loop->drained_fd == fd && loop->drained_turn == loop->turn &&
           loop->drained_noticed == t->vm->gil.noticed;
}

static void note_drained(Thread *t, int fd)
{
    Loop *loop = t->loop;
    if (!loop)
        return;
    loop->drained_fd = fd;
    loop->drained_turn = loop->turn;
    loop->drained_noticed = t->vm->gil.noticed;
}

static bool is_tcp(Thread *t, Value sock)
{
    const Sock *s = plain_sock(t, sock);
    return s && (s->type & SOCK_STREAM) && (s->family == AF_INET || s->family == AF_INET6);
}

/* Wakes whoever waits for the descriptor. */
static int fd_ready(Thread *t, Waker *w, Value arg)
{
    Future *f = V_AS(Future, w->self);
    return future_done(f) ? 0 : future_set_result(t, f, V_NONE);
}

/* A descriptor that is watched already may be a transport's: RuntimeError then. 0 or -1. */
static int check_no_transport(Thread *t, Loop *loop, int fd)
{
    if ((uint32_t)fd >= loop->watches_len || !loop->watches[fd].events)
        return 0;
    Value name = str_intern_utf8(t, "_check_no_transport", strlen("_check_no_transport"));
    Value number = v_from_small(fd);
    Value r = v_is_error(name) ? name : call_method(t, v_from(loop), V_AS(Str, name), &number, 1);
    drop(t, name);
    drop(t, r);
    return v_is_error(r) ? -1 : 0;
}

static Value wait_for_fd(Thread *t, NativeCoro *c, int fd, bool write)
{
    Loop *loop = loop_running(t);
    if (!loop || check_no_transport(t, loop, fd) < 0)
        return V_ERROR;
    v_clear(t, &c->waits);
    Value yielded = native_coro_wait(t, c, WAIT_SOCKET);
    if (v_is_error(yielded))
        return yielded;
    Waker *w = waker_new(t, fd_ready, c->waits);
    if (!w || loop_watch_fd(t, loop, fd, write ? IO_WRITE : IO_KEEP | IO_READ, (Object *)w) < 0) {
        obj_drop(t, w);
        drop(t, yielded);
        return V_ERROR;
    }
    obj_drop(t, w);
    c->state = write ? SOCK_WRITES : SOCK_READS;
    c->fd = fd;
    return yielded;
}

/* At the top of a step: the descriptor is no longer watched. 0, or -1 with what was thrown in, or
   in debug mode a complaint. */
static int sock_begin(Thread *t, NativeCoro *c, bool thrown)
{
    Loop *loop = t->loop;
    if (c->state != SOCK_START && loop)
        loop_unwatch_fd(t, loop, c->fd, c->state == SOCK_WRITES ? IO_WRITE : IO_READ);
    if (thrown)
        return -1;
    return c->state == SOCK_START && loop && loop->debug
               ? transport_call(t, v_from(loop), "_check_nonblocking", &c->self, 1)
               : 0;
}

static bool would_block(void)
{
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

/* ---- recv ---- */

/* c->arg: how many bytes at most. */
static Value recv_into(Thread *t, NativeCoro *c, int fd, char *buffer, size_t size)
{
    ssize_t n = recv(fd, buffer, size, 0);
    if (n < 0)
        return would_block() ? wait_for_fd(t, c, fd, false) : raise_errno(t, errno);
    if (n > 0 && (size_t)n < size && is_tcp(t, c->self))
        note_drained(t, fd);
    return bytes_new(t, buffer, (size_t)n);
}

static Value recv_bytes(Thread *t, NativeCoro *c, int fd, size_t size)
{
    if (size <= RECV_BUFFER) {
        char buffer[RECV_BUFFER];
        return recv_into(t, c, fd, buffer, size);
    }
    char *buffer = mem_alloc(t, size);
    if (!buffer)
        return V_ERROR;
    Value v = recv_into(t, c, fd, buffer, size);
    mem_free(t, buffer, size);
    return v;
}

static Value recv_step(Thread *t, NativeCoro *c, bool thrown)
{
    int64_t size;
    if (sock_begin(t, c, thrown) < 0 || value_to_int64(t, c->arg, &size) < 0)
        return V_ERROR;
    if (size < 0)
        return raise_format(t, EXC_ValueError, "negative buffersize in recv");
    if (size == 0) /* the kernel is not asked for nothing */
        return native_coro_return(t, bytes_new(t, NULL, 0));
    int fd = fileno_of(t, c->self);
    if (fd < 0)
        return V_ERROR;
    if (c->state == SOCK_START && is_drained(t, fd))
        return wait_for_fd(t, c, fd, false);
    gil_wakes_do(t);
    c->state = SOCK_START;
    Value v = recv_bytes(t, c, fd, (size_t)size);
    return v_is_error(v) || c->state != SOCK_START ? v : native_coro_return(t, v);
}

static const NativeCoroDef recv_coro = {"sock_recv", "BaseSelectorEventLoop.sock_recv", recv_step};

/* ---- sendall ---- */

/* c->arg: the data; c->done: bytes sent. */
static Value sendall_step(Thread *t, NativeCoro *c, bool thrown)
{
    if (sock_begin(t, c, thrown) < 0)
        return V_ERROR;
    BufferView view;
    int fd = fileno_of(t, c->self);
    if (fd < 0 || buffer_get(t, c->arg, &view) < 0)
        return V_ERROR;
    bool drained = is_drained(t, fd) && !t->vm->gil.chore;
    gil_wakes_do(t);
    Value v = V_EMPTY;
    while (v_is_empty(v) && c->done < view.len) {
        ssize_t n = send(fd, view.data + c->done, view.len - c->done, MSG_NOSIGNAL);
        if (n >= 0)
            c->done += (size_t)n;
        else
            v = would_block() ? wait_for_fd(t, c, fd, true) : raise_errno(t, errno);
    }
    buffer_release(t, &view);
    if (drained) /* what it sends itself does not come back to it */
        note_drained(t, fd);
    return v_is_empty(v) ? native_coro_return(t, V_NONE) : v;
}

static const NativeCoroDef sendall_coro = {"sock_sendall", "BaseSelectorEventLoop.sock_sendall",
                                           sendall_step};

/* ---- any other method: call it, wait on BlockingIOError ---- */

/* c->arg: (method name, for writing, arguments ...). */
static Value method_step(Thread *t, NativeCoro *c, bool thrown)
{
    if (sock_begin(t, c, thrown) < 0)
        return V_ERROR;
    c->state = SOCK_START;
    Tuple *p = V_AS(Tuple, c->arg);
    Value v = call_method(t, c->self, V_AS(Str, p->items[0]), p->items + 2, (uint32_t)p->len - 2);
    if (!v_is_error(v))
        return native_coro_return(t, v);
    if (!exc_is(t, EXC_BlockingIOError) && !exc_is(t, EXC_InterruptedError))
        return v;
    exc_clear(t);
    int fd = fileno_of(t, c->self);
    return fd < 0 ? V_ERROR : wait_for_fd(t, c, fd, v_same(p->items[1], V_TRUE));
}

#define METHOD_CORO(id)                                \
    {                                                  \
#id, "BaseSelectorEventLoop." #id, method_step \
    }
static const NativeCoroDef method_coros[] = {
    METHOD_CORO(sock_recv_into), METHOD_CORO(sock_recvfrom), METHOD_CORO(sock_recvfrom_into),
    METHOD_CORO(sock_sendto), METHOD_CORO(sock_accept)};

/* ---- functions ---- */

NATIVE_COROUTINE(sock_recv, "sock_recv(self, sock, n)",
                 "Receive data from the socket, up to n bytes.")
{
    return native_coro_new(t, &recv_coro, a[1], a[2]);
}

NATIVE_COROUTINE(sock_sendall, "sock_sendall(self, sock, data)",
                 "Send data to the socket, all of it.")
{
    return native_coro_new(t, &sendall_coro, a[1], a[2]);
}

NATIVE(net_method, "_sock_call(sock, coroutine, method, write, /, *args)",
       "Call sock.method(*args), waiting for the descriptor as long as it would block.")
{
    const NativeCoroDef *def = NULL;
    for (size_t i = 0; i < sizeof method_coros / sizeof *method_coros && v_is_str(a[1]); i++)
        if (str_equal_cstr(V_AS(Str, a[1]), method_coros[i].name))
            def = &method_coros[i];
    if (!def || !v_is_str(a[2]))
        return raise_format(t, EXC_ValueError, "unknown socket coroutine %R", a[1]);
    size_t extra = V_AS(Tuple, a[4])->len;
    Value name = str_intern(t, dup(a[2]));
    Tuple *arg = v_is_error(name) ? NULL : tuple_alloc(t, extra + 2);
    if (!arg) {
        drop(t, name);
        return V_ERROR;
    }
    arg->items[0] = name;
    arg->items[1] = v_bool(v_same(a[3], V_TRUE));
    for (size_t i = 0; i < extra; i++)
        arg->items[i + 2] = dup(V_AS(Tuple, a[4])->items[i]);
    gc_track(t, arg);
    Value coro = native_coro_new(t, def, a[0], v_from(arg));
    obj_drop(t, arg);
    return coro;
}

const NativeDef *const sock_functions[] = {&net_method_def, NULL};

Type *sock_calls_type(Thread *t)
{
    static const NativeDef *const methods[] = {&sock_recv_def, &sock_sendall_def, NULL};
    static const TypeSpec spec = {.name = "asyncio.selector_events.BaseSelectorEventLoop",
                                  .size = sizeof(Object),
                                  .flags = TF_BASE,
                                  .methods = methods};
    return sched_type(t, &spec);
}
