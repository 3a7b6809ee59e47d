/* SPDX-License-Identifier: MIT */
/* _ssl: certificates, keys and parameters that a context loads. */
#include "stdlib/_ssl.h"

#ifndef RONDO_NO_OPENSSL
#include <errno.h>
#include <openssl/dh.h>
#include <openssl/pem.h>

/* A path as bytes for the system, for free(); what: "certfile". NULL with an exception. */
static char *path_text(Thread *t, Value v, const char *what)
{
    Value f = K(t, import_attr(t, "os", "fsdecode"));
    Value text = v_is_error(f) ? V_ERROR : K(t, call1(t, f, v));
    if (v_is_error(text) && exc_is(t, EXC_TypeError)) {
        exc_clear(t);
        if (what)
            raise_format(t, EXC_TypeError, "%s should be a valid filesystem path", what);
        else
            raise_format(t, EXC_TypeError, "expected str, bytes or os.PathLike object, not %T", v);
    }
    return v_is_error(text) ? NULL : str_to_os(t, V_AS(Str, text));
}

/* OSError when the system refused to open something, else OpenSSL's error. */
static Value raise_load(Thread *t, int err, int line)
{
    if (err) {
        ERR_clear_error();
        return raise_errno(t, err);
    }
    return ssl_raise_last(t, line);
}

/* ---- a certificate with its key ---- */

typedef struct Password {
    Thread *t;
    Value source; /* str, bytes, bytearray, a callable, or EMPTY */
    bool failed;  /* its exception is pending */
} Password;

static int password_copy(Password *p, Value v, bool from_call, char *out, int size)
{
    BufferView view = {.owner = V_EMPTY};
    size_t len;
    if (v_is_str(v)) {
        view.data = (char *)(uintptr_t)str_utf8(p->t, V_AS(Str, v), &len);
        view.len = len;
        if (!view.data)
            return -1;
    } else if (!buffer_check(p->t, v)) {
        raise_format(p->t, EXC_TypeError,
                     from_call ? "password callback must return a string"
                               : "password should be a string or callable");
        return -1;
    } else if (buffer_get(p->t, v, &view) < 0) {
        return -1;
    }
    bool fits = view.len <= (size_t)size;
    if (fits)
        memcpy(out, view.data, view.len);
    if (!v_is_empty(view.owner))
        buffer_release(p->t, &view);
    if (!fits)
        raise_format(p->t, EXC_ValueError, "password cannot be longer than %d bytes", size);
    return fits ? (int)view.len : -1;
}

/* OpenSSL asks for the password of a key. */
static int password_ask(char *out, int size, int for_writing, void *arg)
{
    Password *p = arg;
    Value v = p->source;
    bool calls = !v_is_str(v) && !buffer_check(p->t, v) && v_type(p->t, v)->s.call;
    if (calls)
        v = K(p->t, call0(p->t, v));
    int n = v_is_error(v) ? -1 : password_copy(p, v, calls, out, size);
    p->failed = n < 0;
    return n;
}

static Value load_pair(Thread *t, SSL_CTX *ctx, const char *cert, const char *key, Password *p)
{
    errno = 0;
    ERR_clear_error();
    if (SSL_CTX_use_certificate_chain_file(ctx, cert) != 1)
        return p->failed
                   ? V_ERROR
                   : raise_load(t,
                                errno == ENOENT || errno == EACCES || errno == EISDIR ? errno : 0,
                                LINE_CERT);
    errno = 0;
    if (SSL_CTX_use_PrivateKey_file(ctx, key, SSL_FILETYPE_PEM) != 1)
        return p->failed
                   ? V_ERROR
                   : raise_load(t,
                                errno == ENOENT || errno == EACCES || errno == EISDIR ? errno : 0,
                                LINE_KEY);
    if (SSL_CTX_check_private_key(ctx) != 1)
        return ssl_raise_last(t, LINE_KEY);
    return V_NONE;
}

API(context_load_cert_chain, "load_cert_chain(self, /, certfile, keyfile=None, password=None)",
    NULL)
{
    SSL_CTX *ctx = CONTEXT(a[0])->ctx;
    bool separate = !v_is_empty(a[2]) && !v_is_none(a[2]);
    Password p = {.t = t, .source = a[3]};
    bool asks = !v_is_empty(a[3]) && !v_is_none(a[3]);
    if (asks && !v_is_str(a[3]) && !buffer_check(t, a[3]) && !v_type(t, a[3])->s.call)
        return raise_format(t, EXC_TypeError, "password should be a string or callable");
    char *cert = path_text(t, a[1], "certfile");
    char *key = cert && separate ? path_text(t, a[2], "keyfile") : NULL;
    Value result = V_ERROR;
    if (cert && (key || !separate)) {
        pem_password_cb *old = SSL_CTX_get_default_passwd_cb(ctx);
        void *old_data = SSL_CTX_get_default_passwd_cb_userdata(ctx);
        if (asks) {
            SSL_CTX_set_default_passwd_cb(ctx, password_ask);
            SSL_CTX_set_default_passwd_cb_userdata(ctx, &p);
        }
        result = load_pair(t, ctx, cert, key ? key : cert, &p);
        SSL_CTX_set_default_passwd_cb(ctx, old);
        SSL_CTX_set_default_passwd_cb_userdata(ctx, old_data);
        ERR_clear_error();
    }
    free(cert);
    free(key);
    return result;
}

/* ---- who is trusted ---- */

/* Adds one certificate; one that is there already is none too many. */
static int store_add(X509_STORE *store, X509 *cert)
{
    int ok = X509_STORE_add_cert(store, cert);
    unsigned long code = ERR_peek_last_error();
    if (!ok && ERR_GET_LIB(code) == ERR_LIB_X509 &&
        ERR_GET_REASON(code) == X509_R_CERT_ALREADY_IN_HASH_TABLE) {
        ERR_clear_error();
        ok = 1;
    }
    return ok;
}

/* Reads certificates until there are no more: how many, or -1 when one cannot be added. */
static int store_read(X509_STORE *store, BIO *bio, bool pem)
{
    for (int n = 0;; n++) {
        X509 *cert = pem ? PEM_read_bio_X509(bio, NULL, NULL, NULL) : d2i_X509_bio(bio, NULL);
        if (!cert)
            return n;
        int ok = store_add(store, cert);
        X509_free(cert);
        if (!ok)
            return -1;
    }
}

/* Did reading end just because the data did? */
static bool at_end(bool pem)
{
    unsigned long code = ERR_peek_last_error();
    int lib = ERR_GET_LIB(code), reason = ERR_GET_REASON(code);
    return pem ? lib == ERR_LIB_PEM && reason == PEM_R_NO_START_LINE
               : lib == ERR_LIB_ASN1 && reason == ASN1_R_HEADER_TOO_LONG;
}

static int load_data(Thread *t, SSL_CTX *ctx, const char *data, size_t len, bool pem)
{
    if (len == 0 || len > INT32_MAX) {
        raise_format(t, EXC_ValueError,
                     len ? "Certificate data is too long." : "Empty certificate data");
        return -1;
    }
    BIO *bio = BIO_new_mem_buf(data, (int)len);
    if (!bio) {
        raise_memory(t);
        return -1;
    }
    int n = store_read(SSL_CTX_get_cert_store(ctx), bio, pem);
    bool ended = BIO_eof(bio);
    BIO_free(bio);
    if (n == 0)
        ssl_raise(t, NULL, "SSLError", 0,
                  pem ? "no start line: cadata does not contain a certificate"
                      : "not enough data: cadata does not contain a certificate",
                  0, LINE_CADATA);
    else if (n < 0 || (!at_end(pem) && !ended))
        ssl_raise_last(t, LINE_CADATA);
    else {
        ERR_clear_error();
        return 0;
    }
    return -1;
}

static int load_cadata(Thread *t, SSL_CTX *ctx, Value v)
{
    BufferView view;
    if (v_is_str(v)) {
        Str *s = V_AS(Str, v);
        if (s->head.flags & STR_ASCII)
            return load_data(t, ctx, str_data(s), s->len, true);
    } else if (buffer_check(t, v)) {
        if (buffer_get(t, v, &view) < 0)
            return -1;
        int status = load_data(t, ctx, view.data, view.len, false);
        buffer_release(t, &view);
        return status;
    }
    raise_format(t, EXC_TypeError, "cadata should be an ASCII string or a bytes-like object");
    return -1;
}

static int load_files(Thread *t, SSL_CTX *ctx, Value cafile, Value capath)
{
    bool has_file = !v_is_none(cafile), has_path = !v_is_none(capath);
    char *file = has_file ? path_text(t, cafile, "cafile") : NULL;
    char *path = has_path && (file || !has_file) ? path_text(t, capath, "capath") : NULL;
    int status = -1, ok = 0, err;
    if ((file || !has_file) && (path || !has_path)) {
        WITHOUT_GIL(t, errno = 0; ok = SSL_CTX_load_verify_locations(ctx, file, path); err = errno);
        status = ok ? 0 : -1;
        if (!ok)
            raise_load(t, err, LINE_LOCATIONS);
    }
    free(file);
    free(path);
    return status;
}

API(context_load_locations, "load_verify_locations(self, /, cafile=None, capath=None, cadata=None)",
    NULL)
{
    SSL_CTX *ctx = CONTEXT(a[0])->ctx;
    for (int i = 1; i <= 3; i++)
        a[i] = v_is_empty(a[i]) ? V_NONE : a[i];
    if (v_is_none(a[1]) && v_is_none(a[2]) && v_is_none(a[3]))
        return raise_format(t, EXC_TypeError, "cafile, capath and cadata cannot be all omitted");
    if (!v_is_none(a[3]) && load_cadata(t, ctx, a[3]) < 0)
        return V_ERROR;
    if (!(v_is_none(a[1]) && v_is_none(a[2])) && load_files(t, ctx, a[1], a[2]) < 0)
        return V_ERROR;
    return V_NONE;
}

API(context_default_paths, "set_default_verify_paths(self, /)", NULL)
{
    int ok;
    WITHOUT_GIL(t, ok = SSL_CTX_set_default_verify_paths(CONTEXT(a[0])->ctx));
    return ok ? V_NONE : ssl_raise_last(t, LINE_LOCATIONS);
}

API(context_store_stats, "cert_store_stats(self, /)",
    "Returns quantities of loaded X.509 certificates.\n\nX.509 certificates with a CA extension "
    "and "
    "certificate revocation lists\ninside the context's cert store.")
{
    STACK_OF(X509_OBJECT) *all =
        X509_STORE_get0_objects(SSL_CTX_get_cert_store(CONTEXT(a[0])->ctx));
    int certs = 0, lists = 0, authorities = 0;
    for (int i = 0; i < sk_X509_OBJECT_num(all); i++) {
        X509_OBJECT *o = sk_X509_OBJECT_value(all, i);
        X509_LOOKUP_TYPE type = X509_OBJECT_get_type(o);
        lists += type == X509_LU_CRL;
        certs += type == X509_LU_X509;
        authorities += type == X509_LU_X509 && X509_check_ca(X509_OBJECT_get0_X509(o));
    }
    const char *names[] = {"x509", "crl", "x509_ca"};
    int counts[] = {certs, lists, authorities};
    Value d = K(t, dict_new(t));
    for (int i = 0; i < 3; i++) {
        Value key = K(t, str_from_cstr(t, names[i]));
        if (v_is_error(d) || v_is_error(key) ||
            dict_set_str(t, V_AS(Dict, d), V_AS(Str, key), v_from_small(counts[i])) < 0)
            return V_ERROR;
    }
    return d;
}

API(context_get_ca_certs, "get_ca_certs(self, /, binary_form=False)",
    "Returns a list of dicts with information of loaded CA certs.\n\nIf the optional argument is "
    "True, returns a DER-encoded copy of the CA\ncertificate.")
{
    int binary = v_is_empty(a[1]) ? 0 : truth(t, a[1]);
    Value list = binary < 0 ? V_ERROR : K(t, list_new(t, NULL, 0));
    STACK_OF(X509_OBJECT) *all =
        X509_STORE_get0_objects(SSL_CTX_get_cert_store(CONTEXT(a[0])->ctx));
    for (int i = 0; !v_is_error(list) && i < sk_X509_OBJECT_num(all); i++) {
        X509 *cert = X509_OBJECT_get0_X509(sk_X509_OBJECT_value(all, i));
        if (!cert || !X509_check_ca(cert))
            continue;
        Value v = binary ? ssl_cert_der(t, cert) : ssl_cert_dict(t, cert);
        if (v_is_error(v) || list_append(t, V_AS(List, list), v) < 0)
            return V_ERROR;
    }
    return list;
}

/* ---- parameters of key exchange ---- */

API(context_load_dh, "load_dh_params(self, path, /)", NULL)
{
    char *path = path_text(t, a[1], NULL);
    if (!path)
        return V_ERROR;
    errno = 0;
    BIO *file = BIO_new_file(path, "r");
    int err = errno;
    free(path);
    if (!file) {
        ERR_clear_error();
        return raise_errno_path(t, err, a[1]);
    }
    EVP_PKEY *key = PEM_read_bio_Parameters(file, NULL);
    BIO_free(file);
    if (!key) /* whatever stands there, it is no block of parameters */
        return ssl_raise(t, NULL, "SSLError", PEM_R_NO_START_LINE, "no start line",
                         ERR_PACK(ERR_LIB_PEM, 0, PEM_R_NO_START_LINE), LINE_DH);
    if (SSL_CTX_set0_tmp_dh_pkey(CONTEXT(a[0])->ctx, key))
        return V_NONE;
    EVP_PKEY_free(key);
    return ssl_raise_last(t, LINE_DH);
}

API(context_set_curve, "set_ecdh_curve(self, name, /)", NULL)
{
    char *name = path_text(t, a[1], NULL);
    if (!name)
        return V_ERROR;
    int nid = OBJ_sn2nid(name), ok = nid && SSL_CTX_set1_groups(CONTEXT(a[0])->ctx, &nid, 1);
    free(name);
    if (ok)
        return V_NONE;
    if (nid)
        return ssl_raise_last(t, LINE_DH);
    ERR_clear_error();
    return raise_format(t, EXC_ValueError, "unknown elliptic curve name %R", a[1]);
}

const NativeDef *const ssl_context_load_methods[] = {
    &context_load_cert_chain_def, &context_load_locations_def,
    &context_default_paths_def,   &context_store_stats_def,
    &context_get_ca_certs_def,    &context_load_dh_def,
    &context_set_curve_def,       NULL};
#endif
