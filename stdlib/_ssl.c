/* SPDX-License-Identifier: MIT */
/* _ssl: TLS over OpenSSL: constants, random numbers and the module. ssl.py is what scripts import.
 */
#include "stdlib/_ssl.h"
#include "vm/api.h"

#ifdef RONDO_NO_OPENSSL
Value ssl_module(Thread *t)
{
    return raise_format(
        t, EXC_ImportError,
        "the ssl module needs OpenSSL: install the package libssl-dev and build Rondo again");
}
#else
#include <openssl/rand.h>

/* ---- random numbers ---- */

API(ssl_rand_bytes, "RAND_bytes(n, /)", "Generate n cryptographically strong pseudo-random bytes.")
{
    int64_t n;
    if (value_to_int64(t, a[0], &n) < 0)
        return V_ERROR;
    if (n < 0)
        return raise_format(t, EXC_ValueError, "num must be positive");
    if (n > INT32_MAX)
        return raise_format(t, EXC_OverflowError, "signed integer is greater than maximum");
    Bytes *out = bytes_alloc(t, (size_t)n);
    if (!out)
        return V_ERROR;
    Value result = K(t, v_from(out));
    return RAND_bytes((unsigned char *)out->data, (int)n) == 1 ? result
                                                               : ssl_raise_last(t, LINE_NEW);
}

API(ssl_rand_add, "RAND_add(string, entropy, /)",
    "Mix string into the OpenSSL PRNG state.\n\nentropy (a float) is a lower bound on the entropy "
    "contained in\nstring.  See RFC 4086.")
{
    double entropy;
    Value bytes = v_is_str(a[0]) ? K(t, codec_encode(t, V_AS(Str, a[0]), NULL, NULL)) : a[0];
    BufferView view;
    if (v_is_error(bytes) || value_to_double(t, a[1], &entropy) < 0 ||
        buffer_get(t, bytes, &view) < 0)
        return V_ERROR;
    RAND_add(view.data, (int)(view.len > INT32_MAX ? INT32_MAX : view.len), entropy);
    buffer_release(t, &view);
    return V_NONE;
}

API(ssl_rand_status, "RAND_status()",
    "Returns True if the OpenSSL PRNG has been seeded with enough data and False if not.")
{
    return v_bool(RAND_status() == 1);
}

API(ssl_paths, "get_default_verify_paths()",
    "Return search paths and environment vars that are used by SSLContext's "
    "set_default_verify_paths() to load default CAs.")
{
    Value v[4] = {K(t, str_from_cstr(t, X509_get_default_cert_file_env())),
                  K(t, str_from_cstr(t, X509_get_default_cert_file())),
                  K(t, str_from_cstr(t, X509_get_default_cert_dir_env())),
                  K(t, str_from_cstr(t, X509_get_default_cert_dir()))};
    for (int i = 0; i < 4; i++)
        if (v_is_error(v[i]))
            return V_ERROR;
    return K(t, tuple_pack(t, 4, v[0], v[1], v[2], v[3]));
}

/* ---- the module ---- */

static int add_constants(Thread *t, Value module)
{
    static const struct {
        const char *name;
        int64_t value;
    } rows[] = {
#define CONSTANT(name, value) {#name, (int64_t)(value)},
#include "stdlib/ssl_constants.def"
#undef CONSTANT
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Value n = K(t, int_new(t, rows[i].value));
        if (v_is_error(n) || api_module_add(t, module, rows[i].name, n) < 0)
            return -1;
    }
    return 0;
}

static Value version_tuple(Thread *t, unsigned long number)
{
    return K(t, tuple_pack(t, 5, v_from_small((int64_t)(number >> 28 & 0xF)),
                           v_from_small((int64_t)(number >> 20 & 0xFF)),
                           v_from_small((int64_t)(number >> 12 & 0xFF)),
                           v_from_small((int64_t)(number >> 4 & 0xFF)),
                           v_from_small((int64_t)(number & 0xF))));
}

static int add_versions(Thread *t, Value module)
{
    unsigned long number = OpenSSL_version_num();
    return api_module_add(t, module, "OPENSSL_VERSION_NUMBER", K(t, int_from_uint64(t, number))) <
                       0 ||
                   api_module_add(t, module, "OPENSSL_VERSION_INFO", version_tuple(t, number)) <
                       0 ||
                   api_module_add(t, module, "_OPENSSL_API_VERSION",
                                  version_tuple(t, OPENSSL_VERSION_NUMBER)) < 0
               ? -1
               : api_module_add(t, module, "OPENSSL_VERSION",
                                K(t, str_from_cstr(t, OpenSSL_version(OPENSSL_VERSION))));
}

static int ssl_exec(Thread *t, Value module)
{
    return add_constants(t, module) < 0 || add_versions(t, module) < 0 ||
                   ssl_context_add_type(t, module) < 0 || ssl_conn_add_type(t, module) < 0 ||
                   ssl_session_add_type(t, module) < 0
               ? -1
               : ssl_bio_add_type(t, module);
}

Value ssl_module(Thread *t)
{
    const NativeDef *functions[12] = {&ssl_rand_bytes_def, &ssl_rand_add_def, &ssl_rand_status_def,
                                      &ssl_paths_def};
    size_t n = 4;
    for (const NativeDef *const *def = ssl_cert_functions; *def; def++)
        functions[n++] = *def;
    const ModuleSpec spec = {"_ssl", "Implementation module for SSL socket operations.", functions,
                             ssl_exec};
    return api_module(t, &spec);
}
#endif
