/* SPDX-License-Identifier: MIT */
/* _hashlib: keys from passwords. */
#include "stdlib/_hashlib.h"

#ifndef RONDO_NO_OPENSSL

/* bytes(len) to be filled; *out its data. */
static Value key_alloc(Thread *t, int64_t len, unsigned char **out)
{
    Bytes *b = bytes_alloc(t, (size_t)len);
    *out = b ? (unsigned char *)b->data : NULL;
    return b ? K(t, v_from(b)) : V_ERROR;
}

/* An int argument between 1 and INT_MAX, with CPython's words for both ends. */
static int positive_arg(Thread *t, Value v, const char *what, int64_t *out)
{
    if (value_to_int64(t, v, out) < 0)
        return -1;
    if (*out >= 1 && *out <= INT32_MAX)
        return 0;
    if (*out < 1)
        raise_format(t, EXC_ValueError, "%s must be greater than 0.", what);
    else
        raise_format(t, EXC_OverflowError, "%s is too great.", what);
    return -1;
}

static Value pbkdf2(Thread *t, EVP_MD *md, Value *a, const BufferView *password,
                    const BufferView *salt)
{
    int64_t rounds, len = EVP_MD_get_size(md);
    if (password->len > INT32_MAX || salt->len > INT32_MAX)
        return raise_format(t, EXC_OverflowError, "%s is too long.",
                            password->len > INT32_MAX ? "password" : "salt");
    if (positive_arg(t, a[3], "iteration value", &rounds) < 0 ||
        (!v_is_empty(a[4]) && !v_is_none(a[4]) && positive_arg(t, a[4], "key length", &len) < 0))
        return V_ERROR;
    unsigned char *out;
    Value key = key_alloc(t, len, &out);
    if (v_is_error(key))
        return V_ERROR;
    int ok;
    WITHOUT_GIL(t, ok = PKCS5_PBKDF2_HMAC(password->data, (int)password->len,
                                          (const unsigned char *)salt->data, (int)salt->len,
                                          (int)rounds, md, (int)len, out));
    return ok ? key : hash_openssl_error(t, "no reason supplied");
}

static Value pbkdf2_named(Thread *t, EVP_MD *md, Value *a)
{
    BufferView password, salt;
    if (buffer_get(t, a[1], &password) < 0)
        return V_ERROR;
    Value key = V_ERROR;
    if (buffer_get(t, a[2], &salt) == 0) {
        key = pbkdf2(t, md, a, &password, &salt);
        buffer_release(t, &salt);
    }
    buffer_release(t, &password);
    return key;
}

/* Instead of the pending ValueError. */
static Value unsupported(Thread *t)
{
    exc_clear(t);
    Value cls = K(t, import_attr(t, "_hashlib", "UnsupportedDigestmodError"));
    return v_is_error(cls)
               ? V_ERROR
               : raise_type(t, V_AS(Type, cls), "[digital envelope routines] unsupported");
}

static Value pbkdf2_any(Thread *t, Value *a)
{
    if (!v_is_str(a[0]))
        return raise_format(t, EXC_TypeError,
                            "pbkdf2_hmac() argument 'hash_name' must be str, not %T", a[0]);
    const char *name = str_utf8(t, V_AS(Str, a[0]), NULL);
    EVP_MD *md = name ? hash_fetch(t, name, true) : NULL;
    if (!md)
        return name ? unsupported(t) : V_ERROR;
    Value key = pbkdf2_named(t, md, a);
    EVP_MD_free(md);
    return key;
}

static Value hashlib_pbkdf2_native(Thread *t, Value *a, uint32_t nargs)
{
    ApiScope scope = api_scope_begin(t);
    return api_scope_return(t, scope, pbkdf2_any(t, a));
}
const NativeDef hashlib_pbkdf2_def = {
    "pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None)",
    "Password based key derivation function 2 (PKCS #5 v2.0) with HMAC as pseudorandom function.",
    hashlib_pbkdf2_native, NULL, 0};

/* ---- scrypt ---- */

typedef struct Scrypt {
    uint64_t n, r, p, maxmem;
    int64_t len;
} Scrypt;

/* A required unsigned long argument. */
static int cost_arg(Thread *t, Value v, const char *name, uint64_t *out)
{
    int64_t n;
    if (!v_is_empty(v) && !v_is_none(v) && !v_is_int(v)) {
        raise_format(t, EXC_TypeError, "scrypt() argument '%s' must be int, not %T", name, v);
        return -1;
    }
    if (!v_is_int(v)) {
        raise_format(t, EXC_TypeError, "%s is required and must be an unsigned int", name);
        return -1;
    }
    if (value_to_int64(t, v, &n) < 0 || n < 0) {
        exc_clear(t);
        raise_format(t, EXC_TypeError, "%s is required and must be an unsigned int", name);
        return -1;
    }
    *out = (uint64_t)n;
    return 0;
}

static int scrypt_args(Thread *t, Value *a, Scrypt *s)
{
    int64_t maxmem = 0;
    s->len = 64;
    if (cost_arg(t, a[2], "n", &s->n) < 0)
        return -1;
    if (s->n < 2 || (s->n & (s->n - 1))) {
        raise_format(t, EXC_ValueError, "n must be a power of 2.");
        return -1;
    }
    if (cost_arg(t, a[3], "r", &s->r) < 0 || cost_arg(t, a[4], "p", &s->p) < 0 ||
        (!v_is_empty(a[5]) && value_to_int64(t, a[5], &maxmem) < 0) ||
        (!v_is_empty(a[6]) && value_to_int64(t, a[6], &s->len) < 0))
        return -1;
    if (maxmem < 0 || maxmem > INT32_MAX) {
        raise_format(t, EXC_ValueError, "maxmem must be positive and smaller than %d", INT32_MAX);
        return -1;
    }
    if (s->len < 1 || s->len > INT32_MAX) {
        raise_format(t, EXC_ValueError, "dklen must be greater than 0 and smaller than %d",
                     INT32_MAX);
        return -1;
    }
    s->maxmem = (uint64_t)maxmem;
    return 0;
}

static Value scrypt_run(Thread *t, const Scrypt *s, const BufferView *password,
                        const BufferView *salt)
{
    /* Without output: the costs are judged first. */
    if (!EVP_PBE_scrypt(NULL, 0, NULL, 0, s->n, s->r, s->p, s->maxmem, NULL, 0))
        return hash_openssl_error(t, "Invalid parameter combination for n, r, p, maxmem.");
    unsigned char *out;
    Value key = key_alloc(t, s->len, &out);
    if (v_is_error(key))
        return V_ERROR;
    int ok;
    WITHOUT_GIL(t, ok = EVP_PBE_scrypt(password->data, password->len,
                                       (const unsigned char *)salt->data, salt->len, s->n, s->r,
                                       s->p, s->maxmem, out, (size_t)s->len));
    return ok ? key : hash_openssl_error(t, "no reason supplied");
}

static Value scrypt_any(Thread *t, Value *a)
{
    BufferView password, salt;
    Scrypt s;
    if (buffer_get(t, a[0], &password) < 0)
        return V_ERROR;
    Value key = V_ERROR;
    if (v_is_empty(a[1]) || v_is_none(a[1])) {
        raise_format(t, EXC_TypeError, "salt is required");
    } else if (buffer_get(t, a[1], &salt) == 0) {
        key = scrypt_args(t, a, &s) < 0 ? V_ERROR : scrypt_run(t, &s, &password, &salt);
        buffer_release(t, &salt);
    }
    buffer_release(t, &password);
    return key;
}

static Value hashlib_scrypt_native(Thread *t, Value *a, uint32_t nargs)
{
    ApiScope scope = api_scope_begin(t);
    return api_scope_return(t, scope, scrypt_any(t, a));
}
const NativeDef hashlib_scrypt_def = {
    "scrypt(password, *, salt=None, n=None, r=None, p=None, maxmem=0, dklen=64)",
    "scrypt password-based key derivation function.", hashlib_scrypt_native, NULL, 0};
#endif
