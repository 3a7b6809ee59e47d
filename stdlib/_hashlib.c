/* SPDX-License-Identifier: MIT */
/* _hashlib: hash objects over OpenSSL's EVP. Key derivation is in hashlib_kdf.c. */
#include "stdlib/_hashlib.h"

#ifdef RONDO_NO_OPENSSL
Value hashlib_module(Thread *t)
{
    return raise_format(
        t, EXC_ImportError,
        "the hashlib module needs OpenSSL: install the package libssl-dev and build "
        "Rondo again");
}
#else
#include <openssl/err.h>

/* ---- names: Python's and OpenSSL's ---- */

static const struct {
    const char *python, *openssl;
} names[] = {
    {"md5", "MD5"},
    {"sha1", "SHA1"},
    {"sha224", "SHA224"},
    {"sha256", "SHA256"},
    {"sha384", "SHA384"},
    {"sha512", "SHA512"},
    {"sha512_224", "SHA512-224"},
    {"sha512_256", "SHA512-256"},
    {"ripemd160", "RIPEMD-160"},
    {"sha3_224", "SHA3-224"},
    {"sha3_256", "SHA3-256"},
    {"sha3_384", "SHA3-384"},
    {"sha3_512", "SHA3-512"},
    {"shake_128", "SHAKE128"},
    {"shake_256", "SHAKE256"},
    {"blake2s", "BLAKE2s256"},
    {"blake2b", "BLAKE2b512"},
};
enum { NAMES = sizeof names / sizeof *names };

static const char *openssl_name(const char *name)
{
    for (size_t i = 0; i < NAMES; i++)
        if (strcasecmp(names[i].python, name) == 0)
            return names[i].openssl;
    return name;
}

/* Python's name of a digest: a temporary. */
static Value digest_name(Thread *t, const EVP_MD *md)
{
    for (size_t i = 0; i < NAMES; i++)
        if (EVP_MD_is_a(md, names[i].openssl))
            return K(t, str_from_cstr(t, names[i].python));
    char lower[64];
    const char *name = EVP_MD_get0_name(md);
    size_t n = 0;
    for (; name[n] && n + 1 < sizeof lower; n++)
        lower[n] = (char)tolower((unsigned char)name[n]);
    lower[n] = '\0';
    return K(t, str_from_cstr(t, lower));
}

Value hash_openssl_error(Thread *t, const char *otherwise)
{
    unsigned long code = ERR_peek_last_error();
    const char *library = ERR_lib_error_string(code), *reason = ERR_reason_error_string(code);
    ERR_clear_error();
    if (library && reason)
        return raise_format(t, EXC_ValueError, "[%s] %s", library, reason);
    return raise_format(t, EXC_ValueError, "%s", reason ? reason : otherwise);
}

EVP_MD *hash_fetch(Thread *t, const char *name, bool security)
{
    EVP_MD *md = EVP_MD_fetch(NULL, openssl_name(name), security ? NULL : "-fips");
    if (md)
        return md;
    ERR_clear_error();
    raise_format(t, EXC_ValueError, "unsupported hash type %s", name);
    return NULL;
}

/* ---- objects ---- */

typedef struct Hash {
    Object head;
    pthread_mutex_t lock;
    EVP_MD_CTX *ctx;
} Hash;
#define HASH(v) V_AS(Hash, v)

static void hash_free(Thread *t, Object *o)
{
    EVP_MD_CTX_free(((Hash *)o)->ctx);
    pthread_mutex_destroy(&((Hash *)o)->lock);
}
static const FieldTable hash_fields = {.offsets = {0}, .free_extra = hash_free};

static bool is_xof(const EVP_MD *md)
{
    return EVP_MD_get_flags(md) & EVP_MD_FLAG_XOF;
}

static Hash *hash_alloc(Thread *t, Value type)
{
    Value made = api_instance(t, V_AS(Type, type));
    if (v_is_error(made))
        return NULL;
    Hash *h = HASH(made);
    pthread_mutex_init(&h->lock, NULL);
    h->ctx = EVP_MD_CTX_new();
    if (h->ctx)
        return h;
    raise_memory(t);
    return NULL;
}

static int hash_update_with(Thread *t, Hash *h, Value data)
{
    BufferView view;
    int ok;
    if (hash_data_get(t, data, &view) < 0)
        return -1;
    hash_lock(t, &h->lock);
    if (view.len >= HASH_GIL_MIN)
        WITHOUT_GIL(t, ok = EVP_DigestUpdate(h->ctx, view.data, view.len));
    else
        ok = EVP_DigestUpdate(h->ctx, view.data, view.len);
    pthread_mutex_unlock(&h->lock);
    buffer_release(t, &view);
    if (!ok)
        hash_openssl_error(t, "no reason supplied");
    return ok ? 0 : -1;
}

static Value hash_new(Thread *t, const char *name, Value data, Value security)
{
    int secure = v_is_empty(security) ? 1 : truth(t, security);
    EVP_MD *md = secure < 0 ? NULL : hash_fetch(t, name, secure);
    if (!md)
        return V_ERROR;
    Value type = K(t, import_attr(t, "_hashlib", is_xof(md) ? "HASHXOF" : "HASH"));
    Hash *h = v_is_error(type) ? NULL : hash_alloc(t, type);
    int ok = h ? EVP_DigestInit_ex(h->ctx, md, NULL) : 1;
    EVP_MD_free(md);
    if (!ok)
        return hash_openssl_error(t, "no reason supplied");
    if (!h || (!v_is_empty(data) && hash_update_with(t, h, data) < 0))
        return V_ERROR;
    return v_from(h);
}

API(hash_update, "update(self, obj, /)",
    "Update this hash object's state with the provided string.")
{
    return hash_update_with(t, HASH(a[0]), a[1]) < 0 ? V_ERROR : V_NONE;
}

/* A copy of the state, for the caller to free; NULL with an exception. */
static EVP_MD_CTX *hash_state(Thread *t, Hash *h)
{
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();
    hash_lock(t, &h->lock);
    bool ok = ctx && EVP_MD_CTX_copy(ctx, h->ctx);
    pthread_mutex_unlock(&h->lock);
    if (ok)
        return ctx;
    EVP_MD_CTX_free(ctx);
    raise_memory(t);
    return NULL;
}

API(hash_copy, "copy(self, /)", "Return a copy of the hash object.")
{
    Hash *h = HASH(a[0]), *copy = hash_alloc(t, v_from(h->head.type));
    EVP_MD_CTX *state = copy ? hash_state(t, h) : NULL;
    if (!state)
        return V_ERROR;
    EVP_MD_CTX_free(copy->ctx);
    copy->ctx = state;
    return v_from(copy);
}

static int hash_result(Thread *t, Hash *h, unsigned char *out, size_t len, bool xof)
{
    EVP_MD_CTX *state = hash_state(t, h);
    if (!state)
        return -1;
    int ok = xof ? len == 0 || EVP_DigestFinalXOF(state, out, len)
                 : EVP_DigestFinal_ex(state, out, NULL);
    EVP_MD_CTX_free(state);
    if (!ok)
        hash_openssl_error(t, "no reason supplied");
    return ok ? 0 : -1;
}

/* 0 for extendable functions. */
static size_t hash_size(Value self)
{
    const EVP_MD *md = EVP_MD_CTX_get0_md(HASH(self)->ctx);
    return is_xof(md) ? 0 : (size_t)EVP_MD_get_size(md);
}

API(hash_digest, "digest(self, /)", "Return the digest value as a bytes object.")
{
    unsigned char out[EVP_MAX_MD_SIZE];
    if (hash_result(t, HASH(a[0]), out, 0, false) < 0)
        return V_ERROR;
    return K(t, bytes_new(t, out, hash_size(a[0])));
}

API(hash_hexdigest, "hexdigest(self, /)",
    "Return the digest value as a string of hexadecimal digits.")
{
    unsigned char out[EVP_MAX_MD_SIZE];
    if (hash_result(t, HASH(a[0]), out, 0, false) < 0)
        return V_ERROR;
    return K(t, bytes_hex(t, out, hash_size(a[0]), V_EMPTY, V_EMPTY));
}

/* As much of the output of an extendable function as asked for. */
static Value xof_bytes(Thread *t, Value self, Value length)
{
    int64_t n;
    if (value_to_ssize(t, length, &n, EXC_OverflowError) < 0)
        return V_ERROR;
    if (n < 0)
        return raise_format(t, EXC_SystemError,
                            "Negative size passed to PyBytes_FromStringAndSize");
    Bytes *out = bytes_alloc(t, (size_t)n);
    Value result = out ? K(t, v_from(out)) : V_ERROR;
    if (!out || hash_result(t, HASH(self), (unsigned char *)out->data, (size_t)n, true) < 0)
        return V_ERROR;
    return result;
}

API(xof_digest, "digest(self, /, length)", "Return the digest value as a bytes object.")
{
    return xof_bytes(t, a[0], a[1]);
}

API(xof_hexdigest, "hexdigest(self, /, length)",
    "Return the digest value as a string of hexadecimal digits.")
{
    Value out = xof_bytes(t, a[0], a[1]);
    if (v_is_error(out))
        return V_ERROR;
    Bytes *b = V_AS(Bytes, out);
    return K(t, bytes_hex(t, b->data, b->len, V_EMPTY, V_EMPTY));
}

API_UNARY(hash_repr)
{
    Value name = digest_name(t, EVP_MD_CTX_get0_md(HASH(self)->ctx));
    if (v_is_error(name))
        return V_ERROR;
    return K(t, str_format(t, "<%V %s object @ %p>", name, HASH(self)->head.type->name,
                           (void *)HASH(self)));
}

static Value get_name(Thread *t, Value self)
{
    ApiScope scope = api_scope_begin(t);
    return api_scope_return(t, scope, digest_name(t, EVP_MD_CTX_get0_md(HASH(self)->ctx)));
}
static Value get_digest_size(Thread *t, Value self)
{
    return v_from_small((int64_t)hash_size(self));
}
static Value get_block_size(Thread *t, Value self)
{
    return v_from_small(EVP_MD_CTX_get_block_size(HASH(self)->ctx));
}

/* ---- functions of the module ---- */

API(hashlib_new, "new(name, string=b'', *, usedforsecurity=True)",
    "Return a new hash object using the named algorithm.\n\nAn optional string argument may be "
    "provided and will be\nautomatically hashed.\n\nThe MD5 and SHA1 algorithms are always "
    "supported.")
{
    if (!v_is_str(a[0]))
        return raise_format(t, EXC_TypeError, "new() argument 'name' must be str, not %T", a[0]);
    const char *name = str_utf8(t, V_AS(Str, a[0]), NULL);
    return name ? hash_new(t, name, a[1], a[2]) : V_ERROR;
}

#define MAKER(name)                                                               \
    API(openssl_##name, "openssl_" #name "(string=b'', *, usedforsecurity=True)", \
        "Returns a " #name " hash object; optionally initialized with a string")  \
    {                                                                             \
        return hash_new(t, #name, a[0], a[1]);                                    \
    }
MAKER(md5)
MAKER(sha1)
MAKER(sha224)
MAKER(sha256)
MAKER(sha384)
MAKER(sha512)
MAKER(sha3_224)
MAKER(sha3_256)
MAKER(sha3_384)
MAKER(sha3_512)
MAKER(shake_128)
MAKER(shake_256)

API(hashlib_fips, "get_fips_mode()", "Determine the OpenSSL FIPS mode of operation.")
{
    return v_from_small(EVP_default_properties_is_fips_enabled(NULL));
}

typedef struct NameList {
    Thread *t;
    List *list;
    bool failed;
} NameList;

static void list_digest(EVP_MD *md, void *arg)
{
    NameList *all = arg;
    EVP_MD *usable = EVP_MD_fetch(NULL, EVP_MD_get0_name(md), "?fips=yes");
    ERR_clear_error();
    if (!usable || all->failed || strstr(EVP_MD_get0_name(md), "KECCAK") ||
        strcmp(EVP_MD_get0_name(md), "NULL") == 0) {
        EVP_MD_free(usable);
        return;
    }
    EVP_MD_free(usable);
    Value name = digest_name(all->t, md);
    all->failed = v_is_error(name) || list_append(all->t, all->list, name) < 0;
}

/* frozenset of the digests that this OpenSSL offers. */
static Value digest_names(Thread *t)
{
    Value list = K(t, list_new(t, NULL, 0));
    if (v_is_error(list))
        return V_ERROR;
    NameList all = {t, V_AS(List, list), false};
    EVP_MD_do_all_provided(NULL, list_digest, &all);
    return all.failed ? V_ERROR : K(t, call1(t, v_from(t->vm->types[KIND_frozenset]), list));
}

/* ---- the module ---- */

static Type *hash_type(Thread *t)
{
    static const NativeDef *const methods[] = {&hash_update_def, &hash_copy_def, &hash_digest_def,
                                               &hash_hexdigest_def, NULL};
    static const GetSetDef getset[] = {{"digest_size", get_digest_size, NULL, NULL},
                                       {"block_size", get_block_size, NULL, NULL},
                                       {"name", get_name, NULL, NULL},
                                       {NULL, NULL, NULL, NULL}};
    static const TypeSpec spec = {
        .name = "_hashlib.HASH",
        .doc = "A hash is an object used to calculate a checksum of a string of information.",
        .size = sizeof(Hash),
        .flags = TF_BASE | TF_NO_NEW,
        .slots = {.repr = hash_repr},
        .methods = methods,
        .getset = getset,
    };
    return api_type(t, &spec, &hash_fields);
}

static Type *xof_type(Thread *t, Type *base)
{
    static const NativeDef *const methods[] = {&xof_digest_def, &xof_hexdigest_def, NULL};
    const TypeSpec spec = {
        .name = "_hashlib.HASHXOF",
        .doc = "A hash is an object used to calculate a checksum of a string of information.",
        .size = sizeof(Hash),
        .base = base,
        .flags = TF_BASE | TF_NO_NEW,
        .slots = {.repr = hash_repr},
        .methods = methods,
    };
    static const FieldTable nothing_more = {.offsets = {0}};
    return api_type(t, &spec, &nothing_more);
}

static int add_error(Thread *t, Value module)
{
    static const char name[] = "UnsupportedDigestmodError";
    Value bases = K(t, tuple_pack(t, 1, v_from(t->vm->exc[EXC_ValueError])));
    Value space = K(t, dict_new(t)), text = K(t, str_from_cstr(t, name)),
          where = K(t, str_from_cstr(t, "_hashlib"));
    if (v_is_error(bases) || v_is_error(space) || v_is_error(text) || v_is_error(where) ||
        dict_set_str(t, V_AS(Dict, space), N(t, __module__), where) < 0)
        return -1;
    return api_module_add(t, module, name,
                          K(t, call3(t, v_from(t->vm->types[KIND_type]), text, bases, space)));
}

static int hashlib_exec(Thread *t, Value module)
{
    Type *hash = hash_type(t), *xof = hash ? xof_type(t, hash) : NULL;
    return !xof || api_module_add_type(t, module, hash) < 0 || add_error(t, module) < 0 ||
                   api_module_add_type(t, module, xof) < 0 ||
                   api_module_add_int(t, module, "_GIL_MINSIZE", HASH_GIL_MIN) < 0
               ? -1
               : api_module_add(t, module, "openssl_md_meth_names", digest_names(t));
}

Value hashlib_module(Thread *t)
{
    static const NativeDef *const functions[] = {&hashlib_new_def,
                                                 &openssl_md5_def,
                                                 &openssl_sha1_def,
                                                 &openssl_sha224_def,
                                                 &openssl_sha256_def,
                                                 &openssl_sha384_def,
                                                 &openssl_sha512_def,
                                                 &openssl_sha3_224_def,
                                                 &openssl_sha3_256_def,
                                                 &openssl_sha3_384_def,
                                                 &openssl_sha3_512_def,
                                                 &openssl_shake_128_def,
                                                 &openssl_shake_256_def,
                                                 &hashlib_fips_def,
                                                 &hashlib_pbkdf2_def,
                                                 &hashlib_scrypt_def,
                                                 NULL};
    static const ModuleSpec spec = {"_hashlib", "OpenSSL interface for hashlib module", functions,
                                    hashlib_exec};
    return api_module(t, &spec);
}
#endif
