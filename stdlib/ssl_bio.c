/* SPDX-License-Identifier: MIT */
/* _ssl: MemoryBIO, and the BIO over a socket. */
#include "stdlib/_ssl.h"

#ifndef RONDO_NO_OPENSSL
#include <errno.h>

/* ---- sockets: never block here ---- */

static Conn *conn_of_bio(BIO *b)
{
    BIO_clear_retry_flags(b);
    return BIO_get_data(b);
}

static bool is_again(int err)
{
    return err == EAGAIN || err == EWOULDBLOCK || err == EINTR;
}

static int socket_write(BIO *b, const char *data, int len)
{
    Conn *c = conn_of_bio(b);
    ssize_t n = send(c->fd, data, (size_t)len, MSG_DONTWAIT | MSG_NOSIGNAL);
    c->sys_errno = n < 0 ? errno : 0;
    if (n < 0 && is_again(errno))
        BIO_set_retry_write(b);
    return (int)n;
}

static int socket_read(BIO *b, char *data, int len)
{
    Conn *c = conn_of_bio(b);
    ssize_t n = recv(c->fd, data, (size_t)len, MSG_DONTWAIT);
    c->sys_errno = n < 0 ? errno : 0;
    if (n < 0 && is_again(errno))
        BIO_set_retry_read(b);
    else if (n == 0)
        BIO_set_flags(b, BIO_FLAGS_IN_EOF);
    return (int)n;
}

static long socket_ctrl(BIO *b, int cmd, long arg, void *pointer)
{
    if (cmd == BIO_CTRL_EOF)
        return BIO_test_flags(b, BIO_FLAGS_IN_EOF) != 0;
    return cmd == BIO_CTRL_FLUSH || cmd == BIO_CTRL_PUSH || cmd == BIO_CTRL_POP;
}

static int socket_create(BIO *b)
{
    BIO_set_init(b, 1);
    return 1;
}

BIO_METHOD *ssl_socket_method(void)
{
    BIO_METHOD *m = BIO_meth_new(BIO_TYPE_SOURCE_SINK | BIO_TYPE_DESCRIPTOR, "rondo socket");
    if (m) {
        BIO_meth_set_write(m, socket_write);
        BIO_meth_set_read(m, socket_read);
        BIO_meth_set_ctrl(m, socket_ctrl);
        BIO_meth_set_create(m, socket_create);
    }
    return m;
}

/* ---- MemoryBIO ---- */

typedef struct MemBio {
    Object head;
    BIO *bio;
    bool ended; /* write_eof() was called */
} MemBio;
#define MEMBIO(v) V_AS(MemBio, v)

static void membio_free(Thread *t, Object *o)
{
    BIO_free(((MemBio *)o)->bio);
}
const FieldTable ssl_bio_fields = {.offsets = {0}, .free_extra = membio_free};

BIO *ssl_bio_of(Thread *t, Value v, const char *argument)
{
    if (api_is(v, &ssl_bio_fields))
        return MEMBIO(v)->bio;
    raise_format(t, EXC_TypeError, "_wrap_bio() argument '%s' must be _ssl.MemoryBIO, not %T",
                 argument, v);
    return NULL;
}

API(membio_new, "MemoryBIO(cls)", NULL)
{
    Value made = api_instance(t, V_AS(Type, a[0]));
    if (v_is_error(made))
        return V_ERROR;
    BIO *bio = MEMBIO(made)->bio = BIO_new(BIO_s_mem());
    if (!bio)
        return raise_memory(t);
    /* Empty is not the end: reading tries again. */
    BIO_set_retry_read(bio);
    BIO_set_mem_eof_return(bio, -1);
    return made;
}

API(membio_read, "read(self, size=-1, /)",
    "Read up to size bytes from the memory BIO.\n\nIf size is not specified, read the entire "
    "buffer.\nIf the return value is an empty bytes instance, this means either\nEOF or that no "
    "data is available. Use the \"eof\" property to\ndistinguish between the two.")
{
    BIO *bio = MEMBIO(a[0])->bio;
    int64_t want = -1, have = (int64_t)BIO_ctrl_pending(bio);
    if (!v_is_empty(a[1]) && value_to_int64(t, a[1], &want) < 0)
        return V_ERROR;
    want = want < 0 || want > have ? have : want;
    want = want > INT32_MAX ? INT32_MAX : want;
    Bytes *out = bytes_alloc(t, (size_t)want);
    if (!out)
        return V_ERROR;
    Value result = K(t, v_from(out));
    return want && BIO_read(bio, out->data, (int)want) != want ? raise_memory(t) : result;
}

API(membio_write, "write(self, b, /)",
    "Writes the bytes b into the memory BIO.\n\nReturns the number of bytes written.")
{
    MemBio *m = MEMBIO(a[0]);
    BufferView view;
    if (buffer_get(t, a[1], &view) < 0)
        return V_ERROR;
    Value result = v_from_small((int64_t)view.len);
    if (view.len > INT32_MAX)
        result = raise_format(t, EXC_OverflowError, "string longer than %d bytes", INT32_MAX);
    else if (m->ended)
        result = ssl_raise_plain(t, "cannot write() after write_eof()");
    else if (view.len && BIO_write(m->bio, view.data, (int)view.len) < 0)
        result = raise_memory(t);
    buffer_release(t, &view);
    return result;
}

API(membio_write_eof, "write_eof(self, /)",
    "Write an EOF marker to the memory BIO.\n\nWhen all data has been read, the \"eof\" property "
    "will be True.")
{
    MemBio *m = MEMBIO(a[0]);
    m->ended = true;
    BIO_clear_retry_flags(m->bio);
    BIO_set_mem_eof_return(m->bio, 0);
    return V_NONE;
}

static Value get_pending(Thread *t, Value self)
{
    return v_from_small((int64_t)BIO_ctrl_pending(MEMBIO(self)->bio));
}
static Value get_eof(Thread *t, Value self)
{
    return v_bool(MEMBIO(self)->ended && BIO_ctrl_pending(MEMBIO(self)->bio) == 0);
}

int ssl_bio_add_type(Thread *t, Value module)
{
    static const NativeDef *const methods[] = {&membio_read_def, &membio_write_def,
                                               &membio_write_eof_def, NULL};
    static const GetSetDef getset[] = {
        {"pending", get_pending, NULL, "The number of bytes pending in the memory BIO."},
        {"eof", get_eof, NULL, "Whether the memory BIO is at EOF."},
        {NULL, NULL, NULL, NULL}};
    static const TypeSpec spec = {
        .name = "_ssl.MemoryBIO",
        .size = sizeof(MemBio),
        .flags = TF_BASE,
        .new_def = &membio_new_def,
        .methods = methods,
        .getset = getset,
    };
    return api_module_add_type(t, module, api_type(t, &spec, &ssl_bio_fields));
}
#endif
