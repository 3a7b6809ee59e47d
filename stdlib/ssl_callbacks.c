/* SPDX-License-Identifier: MIT */
/* _ssl: what OpenSSL asks a context during a handshake: protocols, the server's name, keys. */
#include "stdlib/_ssl.h"

#ifndef RONDO_NO_OPENSSL
#include <errno.h>
#include "vm/objects/weakref.h"

/* ---- into the machine and out again ---- */

/* A callback begins: the GIL is taken again when the call had let it go. */
static Thread *callback_enter(Conn *c, ApiScope *scope)
{
    if (c->released)
        gil_acquire(c->runs);
    *scope = api_scope_begin(c->runs);
    return c->runs;
}

static void callback_leave(Conn *c, ApiScope scope)
{
    api_scope_end(c->runs, scope);
    if (c->released)
        gil_release(c->runs);
}

/* ---- ALPN ---- */

static int alpn_choose(SSL *ssl, const unsigned char **out, unsigned char *out_len,
                       const unsigned char *theirs, unsigned theirs_len, void *arg)
{
    const Context *c = arg;
    int found = SSL_select_next_proto((unsigned char **)(uintptr_t)out, out_len, c->alpn,
                                      c->alpn_len, theirs, theirs_len);
    return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

API(context_set_alpn, "_set_alpn_protocols(self, protos, /)", NULL)
{
    Context *c = CONTEXT(a[0]);
    BufferView view;
    if (buffer_get(t, a[1], &view) < 0)
        return V_ERROR;
    uint8_t *copy = mem_alloc(t, view.len ? view.len : 1);
    if (copy) {
        memcpy(copy, view.data, view.len);
        mem_free(t, c->alpn, c->alpn_len);
        c->alpn = copy;
        c->alpn_len = (uint32_t)(view.len ? view.len : 1);
    }
    unsigned len = (unsigned)view.len;
    buffer_release(t, &view);
    if (!copy || SSL_CTX_set_alpn_protos(c->ctx, c->alpn, len) != 0)
        return copy ? raise_memory(t) : V_ERROR;
    SSL_CTX_set_alpn_select_cb(c->ctx, alpn_choose, c);
    return V_NONE;
}

/* ---- the name of the server that a client asks for ---- */

static Value call_sni(Thread *t, const Context *c, Conn *conn, const char *name)
{
    Value owner = ssl_weak_target(t, conn->owner);
    Value text = name ? K(t, str_from_cstr(t, name)) : V_NONE;
    if (v_is_error(text))
        return V_ERROR;
    return K(t, call3(t, c->sni_callback, owner, text, api_hold(t, conn->context)));
}

/* The answer as an alert; 0: go on. */
static int sni_alert(Thread *t, Value callback, Value answer)
{
    int64_t alert;
    if (v_is_error(answer)) {
        exc_unraisable(t, NULL, callback);
        return SSL_AD_HANDSHAKE_FAILURE;
    }
    if (v_is_none(answer))
        return 0;
    if (!v_is_int(answer)) {
        raise_format(t, EXC_TypeError, "'%T' object cannot be interpreted as an integer", answer);
        exc_unraisable(t, NULL, answer);
        return SSL_AD_INTERNAL_ERROR;
    }
    if (value_to_int64(t, answer, &alert) < 0) {
        exc_unraisable(t, NULL, answer);
        return SSL_AD_INTERNAL_ERROR;
    }
    return (int)alert;
}

static int sni_ask(SSL *ssl, int *alert, void *arg)
{
    Context *c = arg;
    Conn *conn = SSL_get_app_data(ssl);
    if (v_is_empty(c->sni_callback) || !conn->runs)
        return SSL_TLSEXT_ERR_OK;
    ApiScope scope;
    Thread *t = callback_enter(conn, &scope);
    Value callback = api_hold(t, c->sni_callback);
    int n = sni_alert(t, callback,
                      call_sni(t, c, conn, SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name)));
    callback_leave(conn, scope);
    *alert = n;
    return n ? SSL_TLSEXT_ERR_ALERT_FATAL : SSL_TLSEXT_ERR_OK;
}

static Value get_field(Thread *t, Value v)
{
    return api_scope_return(t, api_scope_begin(t), v_is_empty(v) ? V_NONE : v);
}

Value ssl_context_get_sni(Thread *t, Value self)
{
    return get_field(t, CONTEXT(self)->sni_callback);
}

int ssl_context_set_sni(Thread *t, Value self, Value v)
{
    Context *c = CONTEXT(self);
    if (c->protocol == PROTO_CLIENT) {
        raise_format(t, EXC_ValueError, "sni_callback cannot be set on TLS_CLIENT context");
        return -1;
    }
    bool off = v_is_empty(v) || v_is_none(v);
    if (!off && !v_type(t, v)->s.call) {
        raise_format(t, EXC_TypeError, "not a callable object");
        return -1;
    }
    ApiScope scope = api_scope_begin(t);
    api_set(t, &c->sni_callback, off ? V_EMPTY : v);
    api_scope_end(t, scope);
    int (*ask)(SSL *, int *, void *) = off ? NULL : sni_ask;
    SSL_CTX_set_tlsext_servername_callback(c->ctx, ask);
    SSL_CTX_set_tlsext_servername_arg(c->ctx, c);
    return 0;
}

/* ---- the secrets of connections, for those who analyse their own traffic ---- */

static void keylog_line(const SSL *ssl, const char *line)
{
    Context *c = SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl));
    if (c && c->keylog)
        BIO_printf(c->keylog, "%s\n", line);
    if (c && c->keylog)
        (void)BIO_flush(c->keylog);
}

Value ssl_context_get_keylog(Thread *t, Value self)
{
    return get_field(t, CONTEXT(self)->keylog_filename);
}

static int open_keylog(Thread *t, Context *c, Value v)
{
    Value f = K(t, import_attr(t, "os", "fsdecode"));
    Value text = v_is_error(f) ? V_ERROR : K(t, call1(t, f, v));
    char *path = v_is_error(text) ? NULL : str_to_os(t, V_AS(Str, text));
    FILE *file = path ? fopen(path, "a") : NULL;
    if (path && !file)
        raise_errno_path(t, errno, v);
    free(path);
    if (!file)
        return -1;
    c->keylog = BIO_new_fp(file, BIO_CLOSE | BIO_FP_TEXT);
    if (ftell(file) == 0)
        BIO_puts(c->keylog, "# TLS secrets log file, generated by OpenSSL / Python\n");
    (void)BIO_flush(c->keylog);
    api_set(t, &c->keylog_filename, v);
    SSL_CTX_set_keylog_callback(c->ctx, keylog_line);
    return 0;
}

int ssl_context_set_keylog(Thread *t, Value self, Value v)
{
    Context *c = CONTEXT(self);
    SSL_CTX_set_keylog_callback(c->ctx, NULL);
    BIO_free_all(c->keylog);
    c->keylog = NULL;
    ApiScope scope = api_scope_begin(t);
    api_set(t, &c->keylog_filename, V_EMPTY);
    int status = v_is_empty(v) || v_is_none(v) ? 0 : open_keylog(t, c, v);
    api_scope_end(t, scope);
    return status;
}

/* ---- keys that both sides know already ---- */

/* Copies bytes into OpenSSL's room; 0 when they do not fit or are none. */
static unsigned copy_key(Thread *t, Value v, unsigned char *out, size_t room)
{
    BufferView view;
    if (v_is_error(v) || buffer_get(t, v, &view) < 0)
        return 0;
    unsigned n = view.len <= room ? (unsigned)view.len : 0;
    memcpy(out, view.data, n);
    buffer_release(t, &view);
    return n;
}

static unsigned client_key(Thread *t, Value answer, char *identity, unsigned identity_room,
                           unsigned char *key, unsigned room)
{
    if (v_is_error(answer) || !v_has_layout(answer, KIND_tuple) || V_AS(Tuple, answer)->len != 2)
        return 0;
    const Value *pair = V_AS(Tuple, answer)->items;
    const char *name = "";
    size_t len = 0;
    if (!v_is_none(pair[0]) &&
        (!v_is_str(pair[0]) || !(name = str_utf8(t, V_AS(Str, pair[0]), &len))))
        return 0;
    if (len >= identity_room)
        return 0;
    memcpy(identity, name, len);
    identity[len] = '\0';
    return copy_key(t, pair[1], key, room);
}

/* The answer of a callback that failed is no key; its exception is shown. */
static void psk_end(Thread *t, Value callback)
{
    if (!v_is_empty(t->exc))
        exc_unraisable(t, NULL, callback);
}

static unsigned psk_client(SSL *ssl, const char *hint, char *identity, unsigned identity_room,
                           unsigned char *key, unsigned room)
{
    Conn *conn = SSL_get_app_data(ssl);
    ApiScope scope;
    if (!conn->runs)
        return 0;
    Thread *t = callback_enter(conn, &scope);
    Value callback = api_hold(t, CONTEXT(conn->context)->psk_client);
    Value text = hint ? K(t, str_from_cstr(t, hint)) : V_NONE;
    Value answer =
        v_is_error(text) || v_is_empty(callback) ? V_ERROR : K(t, call1(t, callback, text));
    unsigned n = client_key(t, answer, identity, identity_room, key, room);
    psk_end(t, callback);
    callback_leave(conn, scope);
    return n;
}

static unsigned psk_server(SSL *ssl, const char *identity, unsigned char *key, unsigned room)
{
    Conn *conn = SSL_get_app_data(ssl);
    ApiScope scope;
    if (!conn->runs)
        return 0;
    Thread *t = callback_enter(conn, &scope);
    Value callback = api_hold(t, CONTEXT(conn->context)->psk_server);
    Value text = identity && *identity ? K(t, str_from_cstr(t, identity)) : V_NONE;
    Value answer =
        v_is_error(text) || v_is_empty(callback) ? V_ERROR : K(t, call1(t, callback, text));
    unsigned n = copy_key(t, answer, key, room);
    psk_end(t, callback);
    callback_leave(conn, scope);
    return n;
}

static int psk_check(Thread *t, Context *c, int wrong, const char *side, Value v)
{
    if (c->protocol == wrong)
        ssl_raise(t, NULL, "SSLError", 0, side, 0, LINE_NEW);
    else if (v_is_none(v) || v_type(t, v)->s.call)
        return 0;
    else
        raise_format(t, EXC_TypeError, "callback must be callable");
    return -1;
}

API(context_psk_client, "set_psk_client_callback(self, /, callback)", NULL)
{
    Context *c = CONTEXT(a[0]);
    if (psk_check(t, c, PROTO_SERVER,
                  "Cannot add PSK client callback to a PROTOCOL_TLS_SERVER context", a[1]) < 0)
        return V_ERROR;
    bool off = v_is_none(a[1]);
    api_set(t, &c->psk_client, off ? V_EMPTY : a[1]);
    SSL_CTX_set_psk_client_callback(c->ctx, off ? NULL : psk_client);
    return V_NONE;
}

API(context_psk_server, "set_psk_server_callback(self, /, callback, identity_hint=None)", NULL)
{
    Context *c = CONTEXT(a[0]);
    if (psk_check(t, c, PROTO_CLIENT,
                  "Cannot add PSK server callback to a PROTOCOL_TLS_CLIENT context", a[1]) < 0)
        return V_ERROR;
    bool off = v_is_none(a[1]), hinted = !v_is_empty(a[2]) && !v_is_none(a[2]);
    if (hinted && !v_is_str(a[2]))
        return raise_format(t, EXC_TypeError, "identity_hint must be str or None, not %T", a[2]);
    const char *hint = hinted ? str_utf8(t, V_AS(Str, a[2]), NULL) : NULL;
    if (hinted && !hint)
        return V_ERROR;
    if (SSL_CTX_use_psk_identity_hint(c->ctx, off ? NULL : hint) != 1)
        return ssl_raise_plain(t, "failed to set identity hint");
    api_set(t, &c->psk_server, off ? V_EMPTY : a[1]);
    SSL_CTX_set_psk_server_callback(c->ctx, off ? NULL : psk_server);
    return V_NONE;
}

const NativeDef *const ssl_context_callback_methods[] = {
    &context_set_alpn_def, &context_psk_client_def, &context_psk_server_def, NULL};
#endif
