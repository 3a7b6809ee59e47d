/* SPDX-License-Identifier: MIT */
/* _ssl: contexts: life and settings. Certificates are loaded in ssl_context_load.c. */
#include "stdlib/_ssl.h"

#ifndef RONDO_NO_OPENSSL
#include "vm/objects/helpers.h"
#include "vm/objects/int.h"

enum { REQUIRED = SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT };

static void context_free(Thread *t, Object *o)
{
    Context *c = (Context *)o;
    SSL_CTX_free(c->ctx);
    BIO_meth_free(c->socket_bio);
    BIO_free_all(c->keylog);
    mem_free(t, c->alpn, c->alpn_len);
}
const FieldTable ssl_context_fields = {
    .offsets = {offsetof(Context, sni_callback), offsetof(Context, keylog_filename),
                offsetof(Context, psk_client), offsetof(Context, psk_server), 0},
    .free_extra = context_free};

/* ---- making one ---- */

/* Protocols of one version are out of use, but lessons on old servers ask for them. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
static const SSL_METHOD *protocol_method(int64_t protocol)
{
    switch (protocol) {
    case PROTO_CLIENT:
        return TLS_client_method();
    case PROTO_SERVER:
        return TLS_server_method();
    case PROTO_TLS:
        return TLS_method();
    case PROTO_TLS1:
        return TLSv1_method();
    case PROTO_TLS11:
        return TLSv1_1_method();
    case PROTO_TLS12:
        return TLSv1_2_method();
    }
    return NULL;
}
#pragma GCC diagnostic pop

static bool one_version(const Context *c)
{
    return c->protocol >= PROTO_TLS1 && c->protocol <= PROTO_TLS12;
}

static int context_configure(Context *c)
{
    static const unsigned char id[] = "Rondo";
    uint64_t options = SSL_OP_ALL & ~(uint64_t)SSL_OP_DONT_INSERT_EMPTY_FRAGMENTS;
    options |= SSL_OP_NO_SSLv2 | SSL_OP_NO_SSLv3 | SSL_OP_NO_COMPRESSION;
    options |= SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_SINGLE_DH_USE | SSL_OP_SINGLE_ECDH_USE;
    options |= SSL_OP_ENABLE_MIDDLEBOX_COMPAT;
    SSL_CTX_set_options(c->ctx, options);
    if (!one_version(c))
        SSL_CTX_set_min_proto_version(c->ctx, TLS1_2_VERSION);
    c->host_flags = X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS;
    X509_VERIFY_PARAM *param = SSL_CTX_get0_param(c->ctx);
    X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_TRUSTED_FIRST);
    X509_VERIFY_PARAM_set_hostflags(param, c->host_flags);
    SSL_CTX_set_mode(c->ctx, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_session_id_context(c->ctx, id, sizeof id);
    SSL_CTX_set_post_handshake_auth(c->ctx, 0);
    SSL_CTX_set_app_data(c->ctx, c);
    c->check_hostname = c->protocol == PROTO_CLIENT;
    SSL_CTX_set_verify(c->ctx, c->check_hostname ? REQUIRED : SSL_VERIFY_NONE, NULL);
    return SSL_CTX_set_cipher_list(c->ctx, "@SECLEVEL=2:ECDH+AESGCM:ECDH+CHACHA20:ECDH+AES:DHE+AES:"
                                           "!aNULL:!eNULL:!aDSS:!SHA1:!AESCCM");
}

API(context_new, "_SSLContext(cls, protocol, /)", NULL)
{
    int64_t protocol;
    if (value_to_int64(t, a[1], &protocol) < 0)
        return V_ERROR;
    const SSL_METHOD *method = protocol_method(protocol);
    if (!method)
        return raise_format(t, EXC_ValueError, "invalid or unsupported protocol version %V", a[1]);
    Value made = api_instance(t, V_AS(Type, a[0]));
    if (v_is_error(made))
        return V_ERROR;
    Context *c = CONTEXT(made);
    c->protocol = (int)protocol;
    c->ctx = SSL_CTX_new(method);
    c->socket_bio = ssl_socket_method();
    if (!c->ctx || !c->socket_bio || !context_configure(c))
        return ssl_raise_last(t, LINE_NEW);
    return made;
}

/* ---- settings as attributes ---- */

static Value get_protocol(Thread *t, Value self)
{
    return v_from_small(CONTEXT(self)->protocol);
}

static Value get_check_hostname(Thread *t, Value self)
{
    return v_bool(CONTEXT(self)->check_hostname);
}

static void set_verify(Context *c, int mode)
{
    SSL_CTX_set_verify(c->ctx, mode, SSL_CTX_get_verify_callback(c->ctx));
}

/* Deleting a setting: AttributeError. true when it was asked for. */
static bool refuse_delete(Thread *t, Value v, const char *name)
{
    if (v_is_empty(v))
        raise_format(t, EXC_AttributeError, "cannot delete attribute '%s'", name);
    return v_is_empty(v);
}

static int set_check_hostname(Thread *t, Value self, Value v)
{
    Context *c = CONTEXT(self);
    int on = refuse_delete(t, v, "check_hostname") ? -1 : truth(t, v);
    if (on < 0)
        return -1;
    if (on && SSL_CTX_get_verify_mode(c->ctx) == SSL_VERIFY_NONE)
        set_verify(c, REQUIRED);
    c->check_hostname = on;
    return 0;
}

static Value get_verify_mode(Thread *t, Value self)
{
    int mode = SSL_CTX_get_verify_mode(CONTEXT(self)->ctx);
    return v_from_small(mode & SSL_VERIFY_FAIL_IF_NO_PEER_CERT ? 2
                        : mode & SSL_VERIFY_PEER               ? 1
                                                               : 0);
}

/* CERT_NONE, CERT_OPTIONAL, CERT_REQUIRED. */
static int set_verify_mode(Thread *t, Value self, Value v)
{
    static const int modes[] = {SSL_VERIFY_NONE, SSL_VERIFY_PEER, REQUIRED};
    Context *c = CONTEXT(self);
    int64_t n;
    if (refuse_delete(t, v, "verify_mode") || value_to_int64(t, v, &n) < 0)
        return -1;
    if (n == 0 && c->check_hostname)
        raise_format(t, EXC_ValueError,
                     "Cannot set verify_mode to CERT_NONE when check_hostname is enabled.");
    else if (n < 0 || n > 2)
        raise_format(t, EXC_ValueError, "invalid value for verify_mode");
    else {
        set_verify(c, modes[n]);
        return 0;
    }
    return -1;
}

static Value get_options(Thread *t, Value self)
{
    return int_new(t, (int64_t)SSL_CTX_get_options(CONTEXT(self)->ctx));
}

static int set_options(Thread *t, Value self, Value v)
{
    SSL_CTX *ctx = CONTEXT(self)->ctx;
    if (refuse_delete(t, v, "options"))
        return -1;
    if (!v_is_int(v)) {
        raise_format(t, EXC_TypeError, "argument must be int, not %T", v);
        return -1;
    }
    uint64_t old = SSL_CTX_get_options(ctx), now = int_low64(v);
    SSL_CTX_clear_options(ctx, old & ~now);
    SSL_CTX_set_options(ctx, now & ~old);
    return 0;
}

static Value get_verify_flags(Thread *t, Value self)
{
    return int_new(t, (int64_t)X509_VERIFY_PARAM_get_flags(SSL_CTX_get0_param(CONTEXT(self)->ctx)));
}

static int set_verify_flags(Thread *t, Value self, Value v)
{
    int64_t now;
    X509_VERIFY_PARAM *param = SSL_CTX_get0_param(CONTEXT(self)->ctx);
    if (refuse_delete(t, v, "verify_flags") || value_to_int64(t, v, &now) < 0)
        return -1;
    unsigned long old = X509_VERIFY_PARAM_get_flags(param);
    X509_VERIFY_PARAM_clear_flags(param, old & ~(unsigned long)now);
    X509_VERIFY_PARAM_set_flags(param, (unsigned long)now & ~old);
    return 0;
}

static Value get_host_flags(Thread *t, Value self)
{
    return v_from_small(CONTEXT(self)->host_flags);
}

static int set_host_flags(Thread *t, Value self, Value v)
{
    int64_t flags;
    if (refuse_delete(t, v, "_host_flags") || value_to_int64(t, v, &flags) < 0)
        return -1;
    CONTEXT(self)->host_flags = (uint32_t)flags;
    X509_VERIFY_PARAM_set_hostflags(SSL_CTX_get0_param(CONTEXT(self)->ctx), (uint32_t)flags);
    return 0;
}

/* Versions as attributes: -2 and -1 are the lowest and the highest there is. */
enum { VERSION_LOWEST = -2, VERSION_HIGHEST = -1 };

static Value get_minimum(Thread *t, Value self)
{
    long v = SSL_CTX_get_min_proto_version(CONTEXT(self)->ctx);
    return v_from_small(v == 0 ? VERSION_LOWEST : v);
}
static Value get_maximum(Thread *t, Value self)
{
    long v = SSL_CTX_get_max_proto_version(CONTEXT(self)->ctx);
    return v_from_small(v == 0 ? VERSION_HIGHEST : v);
}

static int set_version(Thread *t, Value self, Value v, bool minimum)
{
    Context *c = CONTEXT(self);
    int64_t n;
    if (refuse_delete(t, v, minimum ? "minimum_version" : "maximum_version") ||
        value_to_int64(t, v, &n) < 0)
        return -1;
    if (one_version(c)) {
        raise_format(t, EXC_ValueError,
                     "The context's protocol doesn't support modification of highest and lowest "
                     "version.");
        return -1;
    }
    if (!(n >= SSL3_VERSION && n <= TLS1_3_VERSION) && n != VERSION_LOWEST &&
        n != VERSION_HIGHEST) {
        raise_format(t, EXC_ValueError, "Unsupported TLS/SSL version 0x%x", (int)n);
        return -1;
    }
    int edge = minimum ? VERSION_LOWEST : VERSION_HIGHEST;
    long version = n == edge ? 0 : n == VERSION_LOWEST ? TLS1_VERSION : n < 0 ? TLS1_3_VERSION : n;
    long ok = minimum ? SSL_CTX_set_min_proto_version(c->ctx, version)
                      : SSL_CTX_set_max_proto_version(c->ctx, version);
    if (ok)
        return 0;
    raise_format(t, EXC_ValueError, "Unsupported protocol version 0x%x", (int)n);
    return -1;
}

static int set_minimum(Thread *t, Value self, Value v)
{
    return set_version(t, self, v, true);
}
static int set_maximum(Thread *t, Value self, Value v)
{
    return set_version(t, self, v, false);
}

static Value get_tickets(Thread *t, Value self)
{
    return v_from_small((int64_t)SSL_CTX_get_num_tickets(CONTEXT(self)->ctx));
}

static int set_tickets(Thread *t, Value self, Value v)
{
    int64_t n;
    if (refuse_delete(t, v, "num_tickets") || value_to_int64(t, v, &n) < 0)
        return -1;
    if (n < 0)
        raise_format(t, EXC_ValueError, "value must be non-negative");
    else if (CONTEXT(self)->protocol != PROTO_SERVER)
        raise_format(t, EXC_ValueError, "SSLContext is not a server context.");
    else if (SSL_CTX_set_num_tickets(CONTEXT(self)->ctx, (size_t)n) != 1)
        raise_format(t, EXC_ValueError, "failed to set num tickets.");
    else
        return 0;
    return -1;
}

static Value get_post_auth(Thread *t, Value self)
{
    return v_bool(CONTEXT(self)->post_auth);
}

static int set_post_auth(Thread *t, Value self, Value v)
{
    Context *c = CONTEXT(self);
    int on = refuse_delete(t, v, "post_handshake_auth") ? -1 : truth(t, v);
    if (on < 0)
        return -1;
    c->post_auth = on;
    SSL_CTX_set_post_handshake_auth(c->ctx, on);
    return 0;
}

static Value get_security(Thread *t, Value self)
{
    return v_from_small(SSL_CTX_get_security_level(CONTEXT(self)->ctx));
}

static const GetSetDef context_getset[] = {
    {"check_hostname", get_check_hostname, set_check_hostname, NULL},
    {"_host_flags", get_host_flags, set_host_flags, NULL},
    {"minimum_version", get_minimum, set_minimum, NULL},
    {"maximum_version", get_maximum, set_maximum, NULL},
    {"num_tickets", get_tickets, set_tickets, "Control the number of TLSv1.3 session tickets."},
    {"options", get_options, set_options, NULL},
    {"post_handshake_auth", get_post_auth, set_post_auth, NULL},
    {"protocol", get_protocol, NULL, NULL},
    {"verify_flags", get_verify_flags, set_verify_flags, NULL},
    {"verify_mode", get_verify_mode, set_verify_mode, NULL},
    {"security_level", get_security, NULL, "The current security level."},
    {"sni_callback", ssl_context_get_sni, ssl_context_set_sni,
     "Set a callback for the name that a client asks for."},
    {"keylog_filename", ssl_context_get_keylog, ssl_context_set_keylog, NULL},
    {NULL, NULL, NULL, NULL},
};

/* ---- settings by call ---- */

API(context_set_ciphers, "set_ciphers(self, cipherlist, /)", NULL)
{
    if (!v_is_str(a[1]))
        return raise_format(t, EXC_TypeError, "set_ciphers() argument must be str, not %T", a[1]);
    const char *text = str_utf8(t, V_AS(Str, a[1]), NULL);
    if (!text)
        return V_ERROR;
    if (SSL_CTX_set_cipher_list(CONTEXT(a[0])->ctx, text))
        return V_NONE;
    return ssl_raise_plain(t, "No cipher can be selected.");
}

static int put(Thread *t, Value dict, const char *name, Value v)
{
    Value key = K(t, str_intern_utf8(t, name, strlen(name)));
    return v_is_error(key) || v_is_error(v) ? -1
                                            : dict_set_str(t, V_AS(Dict, dict), V_AS(Str, key), v);
}

static Value text_or_none(Thread *t, const char *text)
{
    return text ? K(t, str_from_cstr(t, text)) : V_NONE;
}

/* The long name of an algorithm, or None. */
static Value nid_text(Thread *t, int nid)
{
    return text_or_none(t, nid == NID_undef ? NULL : OBJ_nid2ln(nid));
}

static Value cipher_dict(Thread *t, const SSL_CIPHER *c)
{
    char text[512] = "";
    int bits, alg_bits;
    bits = SSL_CIPHER_get_bits(c, &alg_bits);
    SSL_CIPHER_description(c, text, sizeof text);
    text[strcspn(text, "\n")] = '\0';
    Value d = K(t, dict_new(t));
    int digest = SSL_CIPHER_get_digest_nid(c);
    if (v_is_error(d) || put(t, d, "id", v_from_small(SSL_CIPHER_get_id(c))) < 0 ||
        put(t, d, "name", text_or_none(t, SSL_CIPHER_get_name(c))) < 0 ||
        put(t, d, "protocol", text_or_none(t, SSL_CIPHER_get_version(c))) < 0 ||
        put(t, d, "description", text_or_none(t, text)) < 0 ||
        put(t, d, "strength_bits", v_from_small(bits)) < 0 ||
        put(t, d, "alg_bits", v_from_small(alg_bits)) < 0 ||
        put(t, d, "aead", v_bool(SSL_CIPHER_is_aead(c))) < 0 ||
        put(t, d, "symmetric", nid_text(t, SSL_CIPHER_get_cipher_nid(c))) < 0 ||
        put(t, d, "digest", nid_text(t, digest)) < 0 ||
        put(t, d, "kea", nid_text(t, SSL_CIPHER_get_kx_nid(c))) < 0 ||
        put(t, d, "auth", nid_text(t, SSL_CIPHER_get_auth_nid(c))) < 0)
        return V_ERROR;
    return d;
}

API(context_get_ciphers, "get_ciphers(self, /)", NULL)
{
    SSL *ssl = SSL_new(CONTEXT(a[0])->ctx);
    if (!ssl)
        return ssl_raise_last(t, LINE_NEW);
    Value list = K(t, list_new(t, NULL, 0));
    STACK_OF(SSL_CIPHER) *all = SSL_get_ciphers(ssl);
    for (int i = 0; !v_is_error(list) && i < sk_SSL_CIPHER_num(all); i++) {
        Value d = cipher_dict(t, sk_SSL_CIPHER_value(all, i));
        if (v_is_error(d) || list_append(t, V_AS(List, list), d) < 0)
            list = V_ERROR;
    }
    SSL_free(ssl);
    return list;
}

API(context_session_stats, "session_stats(self, /)", NULL)
{
    SSL_CTX *ctx = CONTEXT(a[0])->ctx;
    const struct {
        const char *name;
        long value;
    } rows[] = {{"number", SSL_CTX_sess_number(ctx)},
                {"connect", SSL_CTX_sess_connect(ctx)},
                {"connect_good", SSL_CTX_sess_connect_good(ctx)},
                {"connect_renegotiate", SSL_CTX_sess_connect_renegotiate(ctx)},
                {"accept", SSL_CTX_sess_accept(ctx)},
                {"accept_good", SSL_CTX_sess_accept_good(ctx)},
                {"accept_renegotiate", SSL_CTX_sess_accept_renegotiate(ctx)},
                {"hits", SSL_CTX_sess_hits(ctx)},
                {"misses", SSL_CTX_sess_misses(ctx)},
                {"timeouts", SSL_CTX_sess_timeouts(ctx)},
                {"cache_full", SSL_CTX_sess_cache_full(ctx)}};
    Value d = K(t, dict_new(t));
    for (size_t i = 0; !v_is_error(d) && i < sizeof rows / sizeof *rows; i++)
        if (put(t, d, rows[i].name, v_from_small(rows[i].value)) < 0)
            return V_ERROR;
    return d;
}

API(context_wrap_socket,
    "_wrap_socket(self, sock, fd, server_side, server_hostname=None, owner=None)", NULL)
{
    int server = truth(t, a[3]);
    if (server < 0)
        return V_ERROR;
    return ssl_conn_new(t, a[0], a[1], a[2], V_EMPTY, V_EMPTY, server, a[4], a[5]);
}

API(context_wrap_bio,
    "_wrap_bio(self, incoming, outgoing, server_side, server_hostname=None, owner=None)", NULL)
{
    int server = truth(t, a[3]);
    if (server < 0)
        return V_ERROR;
    return ssl_conn_new(t, a[0], V_EMPTY, V_EMPTY, a[1], a[2], server, a[4], a[5]);
}

int ssl_context_add_type(Thread *t, Value module)
{
    const NativeDef *all[40] = {&context_set_ciphers_def, &context_get_ciphers_def,
                                &context_session_stats_def, &context_wrap_socket_def,
                                &context_wrap_bio_def};
    size_t n = 5;
    for (const NativeDef *const *def = ssl_context_load_methods; *def; def++)
        all[n++] = *def;
    for (const NativeDef *const *def = ssl_context_callback_methods; *def; def++)
        all[n++] = *def;
    const TypeSpec spec = {
        .name = "_ssl._SSLContext",
        .size = sizeof(Context),
        .flags = TF_BASE,
        .new_def = &context_new_def,
        .methods = all,
        .getset = context_getset,
    };
    return api_module_add_type(t, module, api_type(t, &spec, &ssl_context_fields));
}
#endif
