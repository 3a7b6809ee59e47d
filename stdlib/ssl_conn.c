/* SPDX-License-Identifier: MIT */
/* _ssl: connections: handshake, reading, writing, the end. What they know is in ssl_conn_info.c. */
#include "stdlib/_ssl.h"

#ifndef RONDO_NO_OPENSSL
#include <errno.h>
#include <poll.h>
#include <time.h>
#include "vm/objects/helpers.h"
#include "vm/objects/weakref.h"

static void conn_free(Thread *t, Object *o)
{
    SSL_free(((Conn *)o)->ssl);
    pthread_mutex_destroy(&((Conn *)o)->lock);
}
const FieldTable ssl_conn_fields = {.offsets = {offsetof(Conn, context), offsetof(Conn, first),
                                                offsetof(Conn, sock), offsetof(Conn, owner),
                                                offsetof(Conn, hostname), 0},
                                    .free_extra = conn_free};

/* ---- one call of OpenSSL after the other ---- */

typedef int (*ConnOp)(Conn *c, void *arg); /* > 0: done */

typedef struct ConnCall {
    ConnOp op;
    void *arg;
    const char *what; /* "read", in "The read operation timed out" */
    int line;
    bool heavy; /* lets the GIL go */
} ConnCall;

enum { RECORD_MAX = SSL3_RT_MAX_PLAIN_LENGTH };
enum { HEAVY = 16 * 1024 }; /* bytes: from here on reading and writing let the GIL go */

/* One attempt: its result, and SSL_get_error's word for it. */
static int conn_attempt(Thread *t, Conn *c, const ConnCall *call, const Sock *s, int *error)
{
    if (pthread_mutex_trylock(&c->lock) != 0)
        WITHOUT_GIL(t, pthread_mutex_lock(&c->lock));
    if (s)
        c->fd = s->fd; /* another thread may read it without the GIL, but not without the lock */
    c->runs = t;
    c->released = call->heavy;
    c->failed = false;
    ERR_clear_error();
    errno = c->sys_errno = 0;
    if (call->heavy)
        gil_release(t);
    int result = call->op(c, call->arg);
    *error = SSL_get_error(c->ssl, result);
    if (call->heavy)
        gil_acquire(t);
    c->runs = NULL;
    c->released = false;
    pthread_mutex_unlock(&c->lock);
    return result;
}

static int64_t now_ns(void)
{
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (int64_t)ts.tv_sec * 1000000000 + ts.tv_nsec;
}

/* Waits for the socket: 1 ready, 0 too late, -1 interrupted. */
static int conn_wait(Thread *t, int fd, bool writing, int64_t deadline)
{
    struct pollfd p = {.fd = fd, .events = writing ? POLLOUT : POLLIN};
    int64_t left = deadline < 0 ? 0 : deadline - now_ns();
    left = left < 0 ? 0 : left;
    struct timespec ts = {left / 1000000000, left % 1000000000};
    int ready;
    if (t->is_main)
        clock_pin(t);
    WITHOUT_GIL(t, ready = ppoll(&p, 1, deadline < 0 ? NULL : &ts, NULL));
    if (t->is_main)
        clock_unpin(t);
    return ready;
}

Value ssl_weak_target(Thread *t, Value ref)
{
    Value v = v_is_empty(ref) ? V_EMPTY : weakref_get(ref);
    return v_is_empty(v) ? V_NONE : K(t, v);
}

/* The socket of a connection: 1, 0 without one, -1 when it is gone (SSLError). */
static int conn_socket(Thread *t, Conn *c, Sock **out)
{
    *out = NULL;
    if (v_is_empty(c->sock))
        return 0;
    Value v = ssl_weak_target(t, c->sock);
    if (v_is_none(v)) {
        ssl_raise(t, NULL, "SSLError", 7, "Underlying socket connection gone", 0, LINE_GONE);
        return -1;
    }
    *out = sock_of(v);
    return 1;
}

/* Until the operation is done: 1; 0: it failed, as *error says, without an exception; -1: with one.
 */
static int conn_run(Thread *t, Conn *c, const ConnCall *call, int *error, int *result)
{
    Sock *s;
    if (c->runs == t) {
        raise_format(t, EXC_RuntimeError, "a callback of the connection cannot use it");
        return -1;
    }
    if (conn_socket(t, c, &s) < 0)
        return -1;
    int64_t deadline = s && s->timeout > 0 ? now_ns() + s->timeout : -1;
    for (;;) {
        *result = conn_attempt(t, c, call, s, error);
        if (c->failed || safepoint(t) < 0)
            return -1;
        if (*result > 0)
            return 1;
        if (s && s->fd < 0) {
            ssl_raise(t, NULL, "SSLError", 0, "Underlying socket has been closed.", 0, call->line);
            return -1;
        }
        bool writing = *error == SSL_ERROR_WANT_WRITE;
        if (!s || s->timeout == 0 || (*error != SSL_ERROR_WANT_READ && !writing))
            return 0;
        if (conn_wait(t, s->fd, writing, deadline) == 0) {
            raise_format(t, EXC_TimeoutError, "The %s operation timed out", call->what);
            return -1;
        }
        if (safepoint(t) < 0)
            return -1;
    }
}

/* As conn_run, with an exception for every failure: 0 or -1. */
static int conn_must(Thread *t, Conn *c, const ConnCall *call)
{
    int error, result, status = conn_run(t, c, call, &error, &result);
    if (status == 0)
        ssl_raise_conn(t, c, error, call->line);
    return status == 1 ? 0 : -1;
}

/* ---- making one ---- */

/* The name that is asked for and checked; IP addresses are not sent. */
static int conn_set_hostname(Thread *t, Conn *c)
{
    size_t len;
    const char *name = str_utf8(t, V_AS(Str, c->hostname), &len);
    if (!name)
        return -1;
    if (len == 0 || name[0] == '.' || strlen(name) != len) {
        raise_format(t, EXC_ValueError,
                     strlen(name) != len ? "embedded null character"
                                         : "server_hostname cannot be an empty string or start "
                                           "with a leading dot.");
        return -1;
    }
    ASN1_OCTET_STRING *ip = a2i_IPADDRESS(name);
    ERR_clear_error();
    bool ok = ip || SSL_set_tlsext_host_name(c->ssl, name);
    if (ok && CONTEXT(c->context)->check_hostname) {
        X509_VERIFY_PARAM *param = SSL_get0_param(c->ssl);
        ok = ip ? X509_VERIFY_PARAM_set1_ip(param, ASN1_STRING_get0_data(ip),
                                            (size_t)ASN1_STRING_length(ip))
                : X509_VERIFY_PARAM_set1_host(param, name, len);
    }
    ASN1_OCTET_STRING_free(ip);
    if (!ok)
        ssl_raise_last(t, LINE_NEW);
    return ok ? 0 : -1;
}

static int set_bios(Thread *t, Conn *c, Value in, Value out)
{
    if (v_is_empty(in)) {
        BIO *bio = BIO_new(CONTEXT(c->context)->socket_bio);
        if (!bio) {
            raise_memory(t);
            return -1;
        }
        BIO_set_data(bio, c);
        SSL_set_bio(c->ssl, bio, bio);
        return 0;
    }
    BIO *from = ssl_bio_of(t, in, "incoming"), *to = from ? ssl_bio_of(t, out, "outgoing") : NULL;
    if (!to)
        return -1;
    BIO_up_ref(from);
    BIO_up_ref(to);
    SSL_set_bio(c->ssl, from, to);
    return 0;
}

static int set_weak(Thread *t, Value *field, Value target)
{
    if (v_is_empty(target) || v_is_none(target))
        return 0;
    Value ref = K(t, weakref_new(t, target, V_EMPTY));
    if (v_is_error(ref))
        return -1;
    api_set(t, field, ref);
    return 0;
}

static Value refuse_side(Thread *t, const Context *ctx, bool server)
{
    if (server && ctx->protocol == PROTO_CLIENT)
        return ssl_raise(t, NULL, "SSLError", 0,
                         "Cannot create a server socket with a PROTOCOL_TLS_CLIENT context", 0,
                         LINE_NEW);
    if (!server && ctx->protocol == PROTO_SERVER)
        return ssl_raise(t, NULL, "SSLError", 0,
                         "Cannot create a client socket with a PROTOCOL_TLS_SERVER context", 0,
                         LINE_NEW_CLIENT);
    return V_NONE;
}

Value ssl_conn_new(Thread *t, Value context, Value sock, Value fd, Value in, Value out,
                   bool server_side, Value hostname, Value owner)
{
    Value type = K(t, import_attr(t, "_ssl", "_SSLSocket"));
    int64_t descriptor = -1;
    if (v_is_error(type) || v_is_error(refuse_side(t, CONTEXT(context), server_side)) ||
        (!v_is_empty(fd) && value_to_int64(t, fd, &descriptor) < 0))
        return V_ERROR;
    Value made = api_instance(t, V_AS(Type, type));
    if (v_is_error(made))
        return V_ERROR;
    Conn *c = CONN(made);
    pthread_mutex_init(&c->lock, NULL);
    api_set(t, &c->context, context);
    api_set(t, &c->first, context);
    api_set(t, &c->hostname, v_is_empty(hostname) ? V_NONE : hostname);
    c->server_side = server_side;
    c->fd = (int)descriptor;
    ERR_clear_error();
    c->ssl = SSL_new(CONTEXT(context)->ctx);
    if (!c->ssl)
        return ssl_raise_last(t, LINE_NEW);
    SSL_set_app_data(c->ssl, c);
    SSL_set_mode(c->ssl, SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_AUTO_RETRY);
    X509_VERIFY_PARAM_set_hostflags(SSL_get0_param(c->ssl), CONTEXT(context)->host_flags);
    if (set_bios(t, c, in, out) < 0 || set_weak(t, &c->sock, sock) < 0 ||
        set_weak(t, &c->owner, owner) < 0 ||
        (!v_is_none(c->hostname) && conn_set_hostname(t, c) < 0))
        return V_ERROR;
    if (server_side && CONTEXT(context)->post_auth)
        SSL_set_verify(c->ssl, SSL_get_verify_mode(c->ssl) | SSL_VERIFY_POST_HANDSHAKE, NULL);
    if (!server_side && CONTEXT(context)->post_auth)
        SSL_set_post_handshake_auth(c->ssl, 1);
    if (server_side)
        SSL_set_accept_state(c->ssl);
    else
        SSL_set_connect_state(c->ssl);
    return made;
}

/* ---- what it does ---- */

static int op_handshake(Conn *c, void *arg)
{
    return SSL_do_handshake(c->ssl);
}

API(conn_do_handshake, "do_handshake(self, /)", NULL)
{
    const ConnCall call = {op_handshake, NULL, "handshake", LINE_HANDSHAKE, true};
    Conn *c = CONN(a[0]);
    if (CONTEXT(c->context)->check_hostname && !c->server_side && v_is_none(c->hostname))
        return raise_format(t, EXC_ValueError, "check_hostname requires server_hostname");
    return conn_must(t, c, &call) < 0 ? V_ERROR : V_NONE;
}

typedef struct Span {
    char *data;
    size_t len, done;
} Span;

static int op_read(Conn *c, void *arg)
{
    Span *s = arg;
    return SSL_read_ex(c->ssl, s->data, s->len, &s->done);
}

static int op_write(Conn *c, void *arg)
{
    Span *s = arg;
    return SSL_write_ex(c->ssl, s->data, s->len, &s->done);
}

/* Reads into the span: 0, with s->done 0 at the end of the stream; -1 with an exception. */
static int conn_read_span(Thread *t, Conn *c, Span *s)
{
    const ConnCall call = {op_read, s, "read", LINE_READ, s->len >= HEAVY};
    int error, result;
    if (s->len == 0)
        return 0;
    int status = conn_run(t, c, &call, &error, &result);
    if (status != 0)
        return status < 0 ? -1 : 0;
    s->done = 0;
    if (error == SSL_ERROR_ZERO_RETURN && SSL_get_shutdown(c->ssl) == SSL_RECEIVED_SHUTDOWN)
        return 0;
    ssl_raise_conn(t, c, error, call.line);
    return -1;
}

static Value read_into(Thread *t, Conn *c, int64_t size, Value buffer)
{
    BufferView view;
    if (buffer_get_writable(t, buffer, &view, "read") < 0) {
        exc_clear(t);
        return raise_format(t, EXC_TypeError,
                            "read() argument 2 must be read-write bytes-like object, not %T",
                            buffer);
    }
    Span s = {view.data, size <= 0 || (size_t)size > view.len ? view.len : (size_t)size, 0};
    int status = conn_read_span(t, c, &s);
    buffer_release(t, &view);
    return status < 0 ? V_ERROR : v_from_small((int64_t)s.done);
}

API(conn_read, "read(self, size, buffer=None, /)",
    "read(size, [buffer])\nRead up to size bytes from the SSL socket.")
{
    Conn *c = CONN(a[0]);
    int64_t size;
    if (value_to_int64(t, a[1], &size) < 0)
        return V_ERROR;
    if (!v_is_empty(a[2]) && !v_is_none(a[2]))
        return read_into(t, c, size, a[2]);
    if (size < 0)
        return raise_format(t, EXC_ValueError, "size should not be negative");
    char room[RECORD_MAX]; /* one record at a time is all that OpenSSL gives */
    Span s = {room, size < RECORD_MAX ? (size_t)size : RECORD_MAX, 0};
    return conn_read_span(t, c, &s) < 0 ? V_ERROR : K(t, bytes_new(t, room, s.done));
}

API(conn_write, "write(self, b, /)",
    "Writes the bytes-like object b into the SSL object.\n\nReturns the number of bytes written.")
{
    BufferView view;
    if (buffer_get(t, a[1], &view) < 0)
        return V_ERROR;
    Span s = {view.data, view.len, 0};
    const ConnCall call = {op_write, &s, "write", LINE_WRITE, view.len >= HEAVY};
    int status = view.len ? conn_must(t, CONN(a[0]), &call) : 0;
    buffer_release(t, &view);
    return status < 0 ? V_ERROR : v_from_small((int64_t)s.done);
}

API(conn_pending, "pending(self, /)",
    "Returns the number of already decrypted bytes available for read, pending on the connection.")
{
    return v_from_small(SSL_pending(CONN(a[0])->ssl));
}

/* The first call sends our notice and returns 0; the second one waits for the peer's. */
static int op_shutdown(Conn *c, void *arg)
{
    int result = SSL_shutdown(c->ssl);
    return result == 0 ? SSL_shutdown(c->ssl) : result;
}

API(conn_shutdown, "shutdown(self, /)", "Does the SSL shutdown handshake with the remote end.")
{
    Conn *c = CONN(a[0]);
    const ConnCall call = {op_shutdown, NULL, "read", LINE_SHUTDOWN, true};
    int error, result, status = conn_run(t, c, &call, &error, &result);
    if (status < 0)
        return V_ERROR;
    if (status == 0 && result < 0)
        return ssl_raise_conn(t, c, error, call.line);
    return ssl_weak_target(t, c->sock);
}

API(conn_post_auth, "verify_client_post_handshake(self, /)",
    "Initiate TLS 1.3 post-handshake authentication")
{
    ERR_clear_error();
    return SSL_verify_client_post_handshake(CONN(a[0])->ssl) ? V_NONE
                                                             : ssl_raise_last(t, LINE_POST_AUTH);
}

int ssl_conn_add_type(Thread *t, Value module)
{
    const NativeDef *all[32] = {&conn_do_handshake_def, &conn_read_def,     &conn_write_def,
                                &conn_pending_def,      &conn_shutdown_def, &conn_post_auth_def};
    size_t n = 6;
    for (const NativeDef *const *def = ssl_conn_info_methods; *def; def++)
        all[n++] = *def;
    const TypeSpec spec = {
        .name = "_ssl._SSLSocket",
        .size = sizeof(Conn),
        .flags = TF_NO_NEW,
        .methods = all,
        .getset = ssl_conn_getset,
    };
    return api_module_add_type(t, module, api_type(t, &spec, &ssl_conn_fields));
}
#endif
