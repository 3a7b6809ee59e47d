/* SPDX-License-Identifier: MIT */
/* _ssl: what a connection knows: ciphers, certificates, names. */
#include "stdlib/_ssl.h"

#ifndef RONDO_NO_OPENSSL

static Value text_or_none(Thread *t, const char *text)
{
    return text ? K(t, str_from_cstr(t, text)) : V_NONE;
}

Value ssl_cipher_tuple(Thread *t, const SSL_CIPHER *cipher)
{
    if (!cipher)
        return V_NONE;
    Value name = text_or_none(t, SSL_CIPHER_get_name(cipher)),
          protocol = text_or_none(t, SSL_CIPHER_get_version(cipher));
    if (v_is_error(name) || v_is_error(protocol))
        return V_ERROR;
    return K(t, tuple_pack(t, 3, name, protocol, v_from_small(SSL_CIPHER_get_bits(cipher, NULL))));
}

API(conn_cipher, "cipher(self, /)", NULL)
{
    return ssl_cipher_tuple(t, SSL_get_current_cipher(CONN(a[0])->ssl));
}

API(conn_shared_ciphers, "shared_ciphers(self, /)", NULL)
{
    SSL *ssl = CONN(a[0])->ssl;
    STACK_OF(SSL_CIPHER) *theirs = SSL_get_client_ciphers(ssl), *ours = SSL_get_ciphers(ssl);
    if (!theirs)
        return V_NONE;
    Value list = K(t, list_new(t, NULL, 0));
    for (int i = 0; !v_is_error(list) && i < sk_SSL_CIPHER_num(theirs); i++) {
        const SSL_CIPHER *cipher = sk_SSL_CIPHER_value(theirs, i);
        if (sk_SSL_CIPHER_find(ours, cipher) < 0)
            continue;
        Value row = ssl_cipher_tuple(t, cipher);
        if (v_is_error(row) || list_append(t, V_AS(List, list), row) < 0)
            return V_ERROR;
    }
    return list;
}

API(conn_version, "version(self, /)", NULL)
{
    SSL *ssl = CONN(a[0])->ssl;
    return SSL_is_init_finished(ssl) ? text_or_none(t, SSL_get_version(ssl)) : V_NONE;
}

API(conn_compression, "compression(self, /)", NULL)
{
    const COMP_METHOD *method = SSL_get_current_compression(CONN(a[0])->ssl);
    return text_or_none(t, method ? SSL_COMP_get_name(method) : NULL);
}

API(conn_alpn, "selected_alpn_protocol(self, /)", NULL)
{
    const unsigned char *name;
    unsigned len;
    SSL_get0_alpn_selected(CONN(a[0])->ssl, &name, &len);
    return name ? K(t, codec_decode(t, (const char *)name, len, NULL, NULL)) : V_NONE;
}

API(conn_getpeercert, "getpeercert(self, binary_mode=False, /)",
    "Returns the certificate for the peer.\n\nIf no certificate was provided, returns None.  If a "
    "certificate was\nprovided, but not validated, returns an empty dictionary.  "
    "Otherwise\nreturns "
    "a dict containing information about the peer certificate.\n\nIf the optional argument is "
    "True, "
    "returns a DER-encoded copy of the\npeer certificate, or None if no certificate was provided. "
    "This will\nreturn the certificate even if it wasn't validated.")
{
    SSL *ssl = CONN(a[0])->ssl;
    int binary = v_is_empty(a[1]) ? 0 : truth(t, a[1]);
    if (binary < 0)
        return V_ERROR;
    if (!SSL_is_init_finished(ssl))
        return raise_format(t, EXC_ValueError, "handshake not done yet");
    X509 *cert = SSL_get0_peer_certificate(ssl);
    if (!cert)
        return V_NONE;
    if (binary)
        return ssl_cert_der(t, cert);
    return SSL_get_verify_mode(ssl) & SSL_VERIFY_PEER ? ssl_cert_dict(t, cert) : K(t, dict_new(t));
}

API(conn_verified_chain, "get_verified_chain(self, /)", NULL)
{
    return ssl_cert_chain(t, SSL_get0_verified_chain(CONN(a[0])->ssl));
}

/* The peer's chain; a server's view lacks the peer's own certificate, which is put in front. */
API(conn_unverified_chain, "get_unverified_chain(self, /)", NULL)
{
    SSL *ssl = CONN(a[0])->ssl;
    Value list = ssl_cert_chain(t, SSL_get_peer_cert_chain(ssl));
    X509 *peer = SSL_get0_peer_certificate(ssl);
    if (v_is_error(list) || v_is_none(list) || !CONN(a[0])->server_side || !peer)
        return list;
    Value der = ssl_cert_der(t, peer);
    Value whole = v_is_error(der) ? V_ERROR : K(t, list_new(t, &der, 1));
    if (v_is_error(whole))
        return V_ERROR;
    return K(t, binary_op(t, OP_ADD, whole, list));
}

API(conn_binding, "get_channel_binding(self, cb_type='tls-unique', /)",
    "Get channel binding data for current connection.\n\nRaise ValueError if the requested "
    "`cb_type` is not supported.  Return bytes\nof the data or None if the data is not available "
    "(e.g. before the handshake).")
{
    SSL *ssl = CONN(a[0])->ssl;
    if (!v_is_empty(a[1]) && (!v_is_str(a[1]) || !str_equal_cstr(V_AS(Str, a[1]), "tls-unique")))
        return raise_format(t, EXC_ValueError, "'%V' channel binding type not implemented", a[1]);
    char finished[128];
    bool from_peer = (SSL_session_reused(ssl) != 0) != (CONN(a[0])->server_side == 0);
    size_t len = from_peer ? SSL_get_peer_finished(ssl, finished, sizeof finished)
                           : SSL_get_finished(ssl, finished, sizeof finished);
    return len ? K(t, bytes_new(t, finished, len)) : V_NONE;
}

const NativeDef *const ssl_conn_info_methods[] = {
    &conn_cipher_def,         &conn_shared_ciphers_def,
    &conn_version_def,        &conn_compression_def,
    &conn_alpn_def,           &conn_getpeercert_def,
    &conn_verified_chain_def, &conn_unverified_chain_def,
    &conn_binding_def,        NULL};

/* ---- attributes ---- */

static Value owned(Thread *t, Value v)
{
    return api_scope_return(t, api_scope_begin(t), v);
}

static Value get_context(Thread *t, Value self)
{
    return owned(t, CONN(self)->context);
}

/* Another context, as the callback for the server's name may choose one. */
static int set_context(Thread *t, Value self, Value v)
{
    Conn *c = CONN(self);
    if (v_is_empty(v) || !api_is(v, &ssl_context_fields)) {
        raise_format(t, EXC_TypeError, "The value must be a SSLContext");
        return -1;
    }
    api_set(t, &c->context, v);
    SSL_set_SSL_CTX(c->ssl, CONTEXT(v)->ctx);
    return 0;
}

static Value get_server_side(Thread *t, Value self)
{
    return v_bool(CONN(self)->server_side);
}
static Value get_hostname(Thread *t, Value self)
{
    return owned(t, CONN(self)->hostname);
}
static Value get_owner(Thread *t, Value self)
{
    ApiScope scope = api_scope_begin(t);
    return api_scope_return(t, scope, ssl_weak_target(t, CONN(self)->owner));
}
static Value get_reused(Thread *t, Value self)
{
    return v_bool(SSL_session_reused(CONN(self)->ssl));
}
static Value get_session(Thread *t, Value self)
{
    ApiScope scope = api_scope_begin(t);
    return api_scope_return(t, scope, ssl_session_get(t, self));
}
static int set_session(Thread *t, Value self, Value v)
{
    ApiScope scope = api_scope_begin(t);
    int status = ssl_session_set(t, self, v);
    api_scope_end(t, scope);
    return status;
}

const GetSetDef ssl_conn_getset[] = {
    {"context", get_context, set_context, "The SSLContext of the connection."},
    {"owner", get_owner, NULL, "The Python-level owner of this object."},
    {"server_side", get_server_side, NULL, "Whether this is a server-side socket."},
    {"server_hostname", get_hostname, NULL, "The currently set server hostname (for SNI)."},
    {"session", get_session, set_session, "The underlying SSLSession object."},
    {"session_reused", get_reused, NULL, "Was the client session reused during handshake?"},
    {NULL, NULL, NULL, NULL}};
#endif
