/* SPDX-License-Identifier: MIT */
/* The _socket module: the socket type. socket.py derives socket.socket from it. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/can.h>
#include <linux/can/bcm.h>
#include <linux/can/j1939.h>
#include <linux/can/raw.h>
#include <linux/if_alg.h>
#include <linux/netlink.h>
#include <linux/tipc.h>
#include <linux/vm_sockets.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <netinet/tcp.h>
#include <netpacket/packet.h>
#include <poll.h>
#include <stdlib.h>
#include "stdlib/socket_internal.h"

/* The module's default timeout lives in the module's state: a Value of its own in the VM. */
static int default_timeout(Thread *t, int64_t *ns)
{
    ApiScope scope = api_scope_begin(t);
    Value v = K(t, import_attr(t, "_socket", "_default_timeout"));
    int status = v_is_error(v) ? -1 : timeout_parse(t, v, ns);
    api_scope_end(t, scope);
    return status;
}

static int set_nonblocking(Thread *t, int fd, bool on)
{
    int flags = fcntl(fd, F_GETFL);
    int wanted = on ? flags | O_NONBLOCK : flags & ~O_NONBLOCK;
    if (flags >= 0 && (wanted == flags || fcntl(fd, F_SETFL, wanted) == 0))
        return 0;
    raise_errno(t, errno);
    return -1;
}

/* ---- life ---- */

API(sock_new, "socket(cls, *args, **kwargs)", NULL)
{
    Value v = api_instance(t, V_AS(Type, a[0]));
    if (!v_is_error(v)) {
        sock_of(v)->fd = -1;
        sock_of(v)->timeout = -1;
    }
    return v;
}

static int int_arg(Thread *t, Value v, int64_t fallback, int64_t *out)
{
    *out = fallback;
    return v_is_empty(v) ? 0 : value_to_int64(t, v, out);
}

/* An int option of a descriptor: 0 or -1 with OSError. */
static int option_int(Thread *t, int fd, int option, int64_t *out)
{
    int n;
    socklen_t len = sizeof n;
    if (getsockopt(fd, SOL_SOCKET, option, &n, &len) < 0) {
        raise_errno(t, errno);
        return -1;
    }
    *out = n;
    return 0;
}

/* A descriptor made elsewhere: the kernel knows what it is. */
static int adopt(Thread *t, Value fileno, int64_t *family, int64_t *type, int64_t *proto,
                 int64_t *fd)
{
    if (value_to_int64(t, fileno, fd) < 0)
        return -1;
    if (*fd < 0 || *fd > INT32_MAX) {
        raise_format(t, EXC_ValueError, "negative file descriptor");
        return -1;
    }
    SockAddr addr;
    socklen_t len = sizeof addr;
    memset(&addr, 0, sizeof addr);
    if (getsockname((int)*fd, &addr.any, &len) < 0 &&
        (*family == -1 || errno == EBADF || errno == ENOTSOCK)) {
        raise_errno(t, errno);
        return -1;
    }
    if (*family == -1)
        *family = addr.any.sa_family;
    if (*type == -1 && option_int(t, (int)*fd, SO_TYPE, type) < 0)
        return -1;
    return *proto == -1 ? option_int(t, (int)*fd, SO_PROTOCOL, proto) : 0;
}

API(sock_init, "socket(self, family=-1, type=-1, proto=-1, fileno=None)", NULL)
{
    Sock *s = sock_of(a[0]);
    int64_t family, type, proto, fd;
    if (int_arg(t, a[1], -1, &family) < 0 || int_arg(t, a[2], -1, &type) < 0 ||
        int_arg(t, a[3], -1, &proto) < 0)
        return V_ERROR;
    if (!v_is_empty(a[4]) && !v_is_none(a[4])) {
        if (adopt(t, a[4], &family, &type, &proto, &fd) < 0)
            return V_ERROR;
    } else {
        family = family == -1 ? AF_INET : family;
        type = type == -1 ? SOCK_STREAM : type;
        proto = proto == -1 ? 0 : proto;
        fd = socket((int)family, (int)type | SOCK_CLOEXEC, (int)proto);
        if (fd < 0)
            return raise_errno(t, errno);
    }
    s->fd = (int)fd;
    s->family = (int)family;
    s->type = (int)type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC);
    s->proto = (int)proto;
    if (type & SOCK_NONBLOCK)
        s->timeout = 0;
    else if (default_timeout(t, &s->timeout) < 0 ||
             (s->timeout >= 0 && set_nonblocking(t, s->fd, true) < 0))
        return V_ERROR;
    return V_NONE;
}

/* The last reference goes: an open socket is worth a warning. */
API_UNARY(sock_finalize)
{
    Sock *s = sock_of(self);
    if (s->fd < 0)
        return V_NONE;
    if (warn_format(t, EXC_ResourceWarning, 1, "unclosed %R", self) < 0)
        exc_unraisable(t, NULL, self);
    return V_NONE;
}

static void sock_free(Thread *t, Object *o)
{
    Sock *s = (Sock *)o;
    if (s->fd >= 0) {
        loops_forget_fd(t, s->fd);
        close(s->fd);
    }
    s->fd = -1;
}

API_UNARY(sock_repr)
{
    Sock *s = sock_of(self);
    return K(t, str_format(t, "<socket object, fd=%d, family=%d, type=%d, proto=%d>", s->fd,
                           s->family, s->type, s->proto));
}

/* ---- connecting ---- */

typedef struct AddrArg {
    SockAddr addr;
    socklen_t len;
} AddrArg;

static ssize_t op_accept(Sock *s, void *arg)
{
    AddrArg *a = arg;
    a->len = sizeof a->addr;
    return accept4(s->fd, &a->addr.any, &a->len, SOCK_CLOEXEC);
}

API(sock_accept, "_accept(self, /)", "Wait for an incoming connection: (descriptor, address).")
{
    Sock *s = sock_of(a[0]);
    AddrArg from;
    memset(&from, 0, sizeof from);
    ssize_t fd = sock_call(t, s, POLLIN, op_accept, &from);
    if (fd < 0)
        return V_ERROR;
    Value addr = address_value(t, &from.addr, from.len);
    Value pair = v_is_error(addr) ? V_ERROR : K(t, tuple_pack(t, 2, v_from_small(fd), addr));
    if (v_is_error(pair))
        close((int)fd);
    return pair;
}

API(sock_bind, "bind(self, address, /)", "Bind the socket to a local address.")
{
    Sock *s = sock_of(a[0]);
    AddrArg at;
    if (address_parse(t, s->family, a[1], &at.addr, &at.len, "bind") < 0)
        return V_ERROR;
    return bind(s->fd, &at.addr.any, at.len) < 0 ? raise_errno(t, errno) : V_NONE;
}

static ssize_t op_connected(Sock *s, void *arg)
{
    int err = 0;
    socklen_t len = sizeof err;
    if (getsockopt(s->fd, SOL_SOCKET, SO_ERROR, &err, &len) < 0)
        return -1;
    errno = err;
    return err == 0 || err == EISCONN ? 0 : -1;
}

/* A blocking connect that a signal interrupted goes on by itself: it is waited for like one under
 * way. */
static ssize_t op_connect_wait(Sock *s, void *arg)
{
    struct pollfd p = {.fd = s->fd, .events = POLLOUT};
    return poll(&p, 1, -1) < 0 ? -1 : op_connected(s, arg);
}

/* 0, or -1 with an exception; *err: errno of the refused connection, if that is what happened. */
static int connect_run(Thread *t, Sock *s, AddrArg *to, int *err)
{
    int status;
    *err = 0;
    if (s->timeout < 0 && t->is_main)
        clock_pin(t);
    WITHOUT_GIL(t, status = connect(s->fd, &to->addr.any, to->len));
    *err = status < 0 ? errno : 0;
    if (s->timeout < 0 && t->is_main)
        clock_unpin(t);
    if (status == 0)
        return 0;
    bool goes_on = *err == EINTR || (*err == EINPROGRESS && s->timeout != 0);
    if (!goes_on) {
        raise_errno(t, *err);
        return -1;
    }
    if (*err == EINTR && safepoint(t) < 0) {
        *err = 0;
        return -1;
    }
    if (sock_call(t, s, POLLOUT, s->timeout < 0 ? op_connect_wait : op_connected, NULL) == 0)
        return 0;
    *err = exc_is(t, EXC_TimeoutError) ? EAGAIN : exc_is(t, EXC_OSError) ? errno : 0;
    return -1;
}

API(sock_connect, "connect(self, address, /)", "Connect the socket to a remote address.")
{
    Sock *s = sock_of(a[0]);
    AddrArg to;
    int err;
    if (address_parse(t, s->family, a[1], &to.addr, &to.len, "connect") < 0)
        return V_ERROR;
    return connect_run(t, s, &to, &err) < 0 ? V_ERROR : V_NONE;
}

/* errno of the pending OSError. */
static int pending_errno(Thread *t, int fallback)
{
    Value number = V_AS(Exception, t->exc)->field[0];
    return v_is_small(number) ? (int)v_small(number) : fallback;
}

API(sock_connect_ex, "connect_ex(self, address, /)",
    "Like connect(), but returns an error code instead of raising an exception.")
{
    Sock *s = sock_of(a[0]);
    AddrArg to;
    int err;
    if (address_parse(t, s->family, a[1], &to.addr, &to.len, "connect_ex") < 0)
        return V_ERROR;
    if (connect_run(t, s, &to, &err) == 0)
        return v_from_small(0);
    if (!err)
        return V_ERROR;
    err = pending_errno(t, err);
    exc_clear(t);
    return v_from_small(err);
}

API(sock_listen, "listen(self, backlog=128, /)", "Enable a server to accept connections.")
{
    int64_t backlog;
    if (int_arg(t, a[1], 128, &backlog) < 0)
        return V_ERROR;
    backlog = backlog < 0 ? 0 : backlog > INT32_MAX ? INT32_MAX : backlog;
    return listen(sock_of(a[0])->fd, (int)backlog) < 0 ? raise_errno(t, errno) : V_NONE;
}

API(sock_shutdown, "shutdown(self, flag, /)",
    "Shut down the reading side of the socket (flag == SHUT_RD), the writing side of the "
    "socket\n(flag == SHUT_WR), or both ends (flag == SHUT_RDWR).")
{
    int64_t how;
    if (value_to_int64(t, a[1], &how) < 0)
        return V_ERROR;
    gil_wakes_do(t);
    return shutdown(sock_of(a[0])->fd, (int)how) < 0 ? raise_errno(t, errno) : V_NONE;
}

API(sock_close, "close(self, /)", "Close the socket. It cannot be used after this call.")
{
    Sock *s = sock_of(a[0]);
    int fd = s->fd, status;
    s->fd = -1;
    if (fd < 0)
        return V_NONE;
    loops_forget_fd(t, fd);
    WITHOUT_GIL(t, status = close(fd));
    return status < 0 && errno != ECONNRESET && errno != EINTR ? raise_errno(t, errno) : V_NONE;
}

API(sock_detach, "detach(self, /)",
    "Close the socket object without closing the underlying file descriptor.")
{
    Sock *s = sock_of(a[0]);
    int fd = s->fd;
    s->fd = -1;
    return v_from_small(fd);
}

API(sock_fileno, "fileno(self, /)", "Return the integer file descriptor of the socket.")
{
    return v_from_small(sock_of(a[0])->fd);
}

/* ---- names and options ---- */

static Value sock_name(Thread *t, Value self, int (*ask)(int, struct sockaddr *, socklen_t *))
{
    SockAddr addr;
    socklen_t len = sizeof addr;
    memset(&addr, 0, sizeof addr);
    return ask(sock_of(self)->fd, &addr.any, &len) < 0 ? raise_errno(t, errno)
                                                       : address_value(t, &addr, len);
}

static int name_of_self(int fd, struct sockaddr *a, socklen_t *len)
{
    return getsockname(fd, a, len);
}

static int name_of_peer(int fd, struct sockaddr *a, socklen_t *len)
{
    return getpeername(fd, a, len);
}

API(sock_getsockname, "getsockname(self, /)", "Return the address of the local endpoint.")
{
    return sock_name(t, a[0], name_of_self);
}

API(sock_getpeername, "getpeername(self, /)", "Return the address of the remote endpoint.")
{
    return sock_name(t, a[0], name_of_peer);
}

API(sock_getsockopt, "getsockopt(self, level, option, buffersize=0, /)",
    "Get a socket option: an integer, or bytes when buffersize is given.")
{
    Sock *s = sock_of(a[0]);
    int64_t level, option, size;
    if (value_to_int64(t, a[1], &level) < 0 || value_to_int64(t, a[2], &option) < 0 ||
        int_arg(t, a[3], 0, &size) < 0)
        return V_ERROR;
    if (size == 0) {
        int flag = 0;
        socklen_t len = sizeof flag;
        return getsockopt(s->fd, (int)level, (int)option, &flag, &len) < 0 ? raise_errno(t, errno)
                                                                           : v_from_small(flag);
    }
    if (size < 0 || size > 1024)
        return raise_format(t, EXC_OSError, "getsockopt buflen out of range");
    char buffer[1024];
    socklen_t len = (socklen_t)size;
    if (getsockopt(s->fd, (int)level, (int)option, buffer, &len) < 0)
        return raise_errno(t, errno);
    return K(t, bytes_new(t, buffer, len));
}

static int set_option(Thread *t, Sock *s, int level, int option, Value value)
{
    if (v_is_int(value)) {
        int64_t n;
        if (value_to_int64(t, value, &n) < 0)
            return -1;
        int flag = (int)n;
        return setsockopt(s->fd, level, option, &flag, sizeof flag);
    }
    BufferView view;
    if (buffer_get(t, value, &view) < 0)
        return -1;
    int status = setsockopt(s->fd, level, option, view.data, (socklen_t)view.len);
    int err = errno;
    buffer_release(t, &view);
    errno = err;
    return status;
}

API(sock_setsockopt, "setsockopt(self, /, *args)",
    "setsockopt(level, option, value: int | bytes)\nsetsockopt(level, option, None, optlen: "
    "int)\n\nSet a socket option.")
{
    Sock *s = sock_of(a[0]);
    Tuple *args = V_AS(Tuple, a[1]);
    int64_t level, option, len = 0;
    if (args->len != 3 && !(args->len == 4 && v_is_none(args->items[2])))
        return raise_format(t, EXC_TypeError, "setsockopt() takes exactly %d arguments (%zu given)",
                            args->len > 3 ? 4 : 3, args->len);
    Value value = args->items[2];
    if (value_to_int64(t, args->items[0], &level) < 0 ||
        value_to_int64(t, args->items[1], &option) < 0 ||
        (args->len == 4 && value_to_int64(t, args->items[3], &len) < 0))
        return V_ERROR;
    int status = v_is_none(value) ? setsockopt(s->fd, (int)level, (int)option, NULL, (socklen_t)len)
                                  : set_option(t, s, (int)level, (int)option, value);
    if (status == 0)
        return V_NONE;
    return v_is_empty(t->exc) ? raise_errno(t, errno) : V_ERROR;
}

API(sock_settimeout, "settimeout(self, timeout, /)",
    "Set a timeout on socket operations, in seconds; None: none.")
{
    Sock *s = sock_of(a[0]);
    int64_t ns;
    if (timeout_parse(t, a[1], &ns) < 0)
        return V_ERROR;
    s->timeout = ns;
    return set_nonblocking(t, s->fd, ns >= 0) < 0 ? V_ERROR : V_NONE;
}

API(sock_gettimeout, "gettimeout(self, /)",
    "Return the timeout in seconds (float) associated with socket operations.")
{
    return timeout_value(t, sock_of(a[0])->timeout);
}

API(sock_setblocking, "setblocking(self, flag, /)",
    "Set the socket to blocking (flag is true) or non-blocking (false).")
{
    Sock *s = sock_of(a[0]);
    int on = truth(t, a[1]);
    if (on < 0)
        return V_ERROR;
    s->timeout = on ? -1 : 0;
    return set_nonblocking(t, s->fd, !on) < 0 ? V_ERROR : V_NONE;
}

API(sock_getblocking, "getblocking(self, /)",
    "Returns True if socket is in blocking mode, or False if it is in non-blocking mode.")
{
    return v_bool(sock_of(a[0])->timeout != 0);
}

static Value get_family(Thread *t, Value self)
{
    return v_from_small(sock_of(self)->family);
}
static Value get_type(Thread *t, Value self)
{
    return v_from_small(sock_of(self)->type);
}
static Value get_proto(Thread *t, Value self)
{
    return v_from_small(sock_of(self)->proto);
}
static Value get_timeout(Thread *t, Value self)
{
    int64_t ns = sock_of(self)->timeout;
    return ns < 0 ? V_NONE : float_new(t, (double)ns / 1e9);
}

static const GetSetDef sock_getset[] = {
    {"family", get_family, NULL, "the socket family"},
    {"type", get_type, NULL, "the socket type"},
    {"proto", get_proto, NULL, "the socket protocol"},
    {"timeout", get_timeout, NULL, "the socket timeout"},
    {NULL, NULL, NULL, NULL},
};

static const NativeDef *const sock_methods[] = {
    &sock_accept_def,      &sock_bind_def,        &sock_connect_def,
    &sock_connect_ex_def,  &sock_listen_def,      &sock_shutdown_def,
    &sock_close_def,       &sock_detach_def,      &sock_fileno_def,
    &sock_getsockname_def, &sock_getpeername_def, &sock_getsockopt_def,
    &sock_setsockopt_def,  &sock_settimeout_def,  &sock_gettimeout_def,
    &sock_setblocking_def, &sock_getblocking_def, NULL,
};

static Type *socket_type(Thread *t)
{
    /* Methods of this file and of _socket_io.c; the type keeps the definitions, not the list. */
    const NativeDef *all[40];
    size_t n = 0;
    for (const NativeDef *const *def = sock_methods; *def; def++)
        all[n++] = *def;
    for (const NativeDef *const *def = socket_io_methods; *def; def++)
        all[n++] = *def;
    all[n] = NULL;
    const TypeSpec spec = {
        .name = "_socket.socket",
        .doc = "socket(family=AF_INET, type=SOCK_STREAM, proto=0) -> socket object\n\nOpen a "
               "socket of the given type.",
        .size = sizeof(Sock),
        .flags = TF_BASE,
        .new_def = &sock_new_def,
        .init_def = &sock_init_def,
        .slots = {.repr = sock_repr, .finalize = sock_finalize},
        .methods = all,
        .getset = sock_getset,
    };
    static const FieldTable fields = {.offsets = {0}, .free_extra = sock_free};
    return api_type(t, &spec, &fields);
}

/* ---- the module ---- */

enum { UDPLITE_SEND_CSCOV = 10, UDPLITE_RECV_CSCOV = 11 }; /* in no header: RFC 3828 on Linux */

static int add_constants(Thread *t, Value module)
{
    static const struct {
        const char *name;
        int64_t value;
    } rows[] = {
#define CONSTANT_AS(name, value) {#name, (int64_t)(value)},
#define CONSTANT(name)           {#name, (int64_t)(name)},
#include "stdlib/socket_constants.def"
#undef CONSTANT
#undef CONSTANT_AS
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (api_module_add_int(t, module, rows[i].name, rows[i].value) < 0)
            return -1;
    return 0;
}

/* class name(OSError) of module socket. */
static int add_error(Thread *t, Value module, const char *name)
{
    Value bases = K(t, tuple_pack(t, 1, v_from(t->vm->exc[EXC_OSError])));
    Value space = K(t, dict_new(t)), text = K(t, str_from_cstr(t, name)),
          where = K(t, str_from_cstr(t, "socket"));
    if (v_is_error(bases) || v_is_error(space) || v_is_error(text) || v_is_error(where) ||
        dict_set_str(t, V_AS(Dict, space), N(t, __module__), where) < 0)
        return -1;
    return api_module_add(t, module, name,
                          K(t, call3(t, v_from(t->vm->types[KIND_type]), text, bases, space)));
}

static int socket_exec(Thread *t, Value module)
{
    Type *type = socket_type(t);
    if (type)
        sched_socket_type(t, type);
    if (!type || api_module_add_type(t, module, type) < 0 ||
        api_module_add(t, module, "SocketType", v_from(type)) < 0)
        return -1;
    if (add_constants(t, module) < 0 || add_error(t, module, "gaierror") < 0 ||
        add_error(t, module, "herror") < 0)
        return -1;
    return api_module_add(t, module, "error", v_from(t->vm->exc[EXC_OSError])) < 0 ||
                   api_module_add(t, module, "timeout", v_from(t->vm->exc[EXC_TimeoutError])) < 0 ||
                   api_module_add(t, module, "has_ipv6", V_TRUE) < 0 ||
                   api_module_add(t, module, "_default_timeout", V_NONE) < 0
               ? -1
               : 0;
}

Value socket_module(Thread *t)
{
    static const ModuleSpec spec = {
        "_socket",
        "Implementation module for socket operations.\n\nSee the socket module for documentation.",
        socket_name_functions, socket_exec};
    return api_module(t, &spec);
}
