/* SPDX-License-Identifier: MIT */
/* _blake2: blake2b and blake2s with all their parameters (OpenSSL has only plain ones). */
#include "stdlib/hash_internal.h"
#include "vm/objects/int.h"

static const uint64_t blake2b_iv[8] = {0x6A09E667F3BCC908, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B,
                                       0xA54FF53A5F1D36F1, 0x510E527FADE682D1, 0x9B05688C2B3E6C1F,
                                       0x1F83D9ABFB41BD6B, 0x5BE0CD19137E2179};
static const uint32_t blake2s_iv[8] = {0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A,
                                       0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19};
/* In which order the rounds take the words of the message. */
static const uint8_t blake2_order[10][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
    {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
    {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
    {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
    {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0}};

#define B2(name) blake2b_##name
#define WORD     uint64_t
#define ROUNDS   12
#define R1       32
#define R2       24
#define R3       16
#define R4       63
#include "stdlib/blake2_part.h"
#undef B2
#undef WORD
#undef ROUNDS
#undef R1
#undef R2
#undef R3
#undef R4
#define B2(name) blake2s_##name
#define WORD     uint32_t
#define ROUNDS   10
#define R1       16
#define R2       12
#define R3       8
#define R4       7
#include "stdlib/blake2_part.h"

typedef union Blake2State {
    blake2b_State b;
    blake2s_State s;
} Blake2State;

typedef struct Blake2 {
    Object head;
    pthread_mutex_t lock;
    Blake2State state;
    uint32_t word; /* bytes: 8 for blake2b, 4 for blake2s */
    uint32_t digest_size;
} Blake2;
#define BLAKE2(v) V_AS(Blake2, v)

static void blake2_free(Thread *t, Object *o)
{
    pthread_mutex_destroy(&((Blake2 *)o)->lock);
}
static const FieldTable blake2_fields = {.offsets = {0}, .free_extra = blake2_free};

static void blake2_feed(Blake2 *h, const void *data, size_t len)
{
    if (h->word == 8)
        blake2b_update(&h->state.b, data, len);
    else
        blake2s_update(&h->state.s, data, len);
}

static int blake2_update_with(Thread *t, Blake2 *h, Value data)
{
    BufferView view;
    if (hash_data_get(t, data, &view) < 0)
        return -1;
    hash_lock(t, &h->lock);
    if (view.len >= HASH_GIL_MIN)
        WITHOUT_GIL(t, blake2_feed(h, view.data, view.len));
    else
        blake2_feed(h, view.data, view.len);
    pthread_mutex_unlock(&h->lock);
    buffer_release(t, &view);
    return 0;
}

/* ---- parameters ---- */

typedef struct Params {
    Thread *t;
    uint32_t word;
    uint8_t block[64], key[128];
    size_t key_len;
    bool last_node;
} Params;

/* A number written into `size` bytes of the block at `at`. */
static void params_put(Params *p, size_t at, size_t size, uint64_t n)
{
    for (size_t i = 0; i < size; i++)
        p->block[at + i] = (uint8_t)(n >> (8 * i));
}

/* A number between low and high; -1 with ValueError, worded "NAME must be between LOW and HIGH". */
static int params_number(Params *p, Value v, const char *name, int64_t low, int64_t high,
                         int64_t fallback, size_t at)
{
    int64_t n = fallback;
    if (!v_is_empty(v) && value_to_int64(p->t, v, &n) < 0)
        return -1;
    if (n < low || n > high) {
        raise_format(p->t, EXC_ValueError, "%s must be between %d and %s%d", name, (int)low,
                     strcmp(name, "inner_size") ? "" : "is ", (int)high);
        return -1;
    }
    params_put(p, at, 1, (uint64_t)n);
    return 0;
}

/* An unsigned number of `size` bytes; -1 with OverflowError "NAME is too large". */
static int params_large(Params *p, Value v, const char *name, size_t size, size_t at)
{
    Value n = v_is_empty(v) ? v_from_small(0) : K(p->t, value_index(p->t, v));
    if (v_is_error(n))
        return -1;
    int below = compare_truth(p->t, CMP_LT, n, v_from_small(0));
    if (below != 0) {
        if (below > 0)
            raise_format(p->t, EXC_ValueError, "value must be positive");
        return -1;
    }
    IntView view;
    int_view(n, &view);
    uint64_t bits = int_bit_length(&view);
    if (bits > 64 || bits > 8 * size) {
        raise_format(p->t, EXC_OverflowError,
                     bits > 64 ? "int too big to convert" : "%s is too large", name);
        return -1;
    }
    params_put(p, at, size, int_low64(n));
    return 0;
}

/* Bytes of at most `max`; what: "salt", or "key" that lies outside of the block. */
static int params_bytes(Params *p, Value v, const char *what, size_t max, uint8_t *to,
                        size_t *len_out)
{
    BufferView view;
    if (v_is_empty(v))
        return 0;
    if (buffer_get(p->t, v, &view) < 0)
        return -1;
    bool fits = view.len <= max;
    if (fits)
        memcpy(to, view.data, view.len);
    if (len_out)
        *len_out = view.len;
    buffer_release(p->t, &view);
    if (!fits)
        raise_format(p->t, EXC_ValueError, "maximum %s length is %zu bytes", what, max);
    return fits ? 0 : -1;
}

/* The parameter block of RFC 7693 from the arguments behind `data`. */
static int params_read(Params *p, Value *a)
{
    size_t w = p->word, offset_size = w == 8 ? 8 : 6, tail = w == 8 ? 16 : 14,
           salt = w == 8 ? 32 : 16;
    int64_t size = (int64_t)w * 8;
    if (!v_is_empty(a[0]) && value_to_int64(p->t, a[0], &size) < 0)
        return -1;
    if (size < 1 || size > (int64_t)w * 8) {
        raise_format(p->t, EXC_ValueError, "digest_size must be between 1 and %zu bytes", 8 * w);
        return -1;
    }
    p->block[0] = (uint8_t)size;
    if (params_bytes(p, a[2], "salt", 2 * w, p->block + salt, NULL) < 0 ||
        params_bytes(p, a[3], "person", 2 * w, p->block + salt + 2 * w, NULL) < 0 ||
        params_number(p, a[4], "fanout", 0, 255, 1, 2) < 0 ||
        params_number(p, a[5], "depth", 1, 255, 1, 3) < 0 ||
        params_large(p, a[6], "leaf_size", 4, 4) < 0 ||
        params_large(p, a[7], "node_offset", offset_size, 8) < 0 ||
        params_number(p, a[8], "node_depth", 0, 255, 0, tail) < 0 ||
        params_number(p, a[9], "inner_size", 0, 8 * (int64_t)w, 0, tail + 1) < 0 ||
        params_bytes(p, a[1], "key", 8 * w, p->key, &p->key_len) < 0)
        return -1;
    p->block[1] = (uint8_t)p->key_len;
    int last = v_is_empty(a[10]) ? 0 : truth(p->t, a[10]);
    p->last_node = last > 0;
    return last < 0 ? -1 : 0;
}

static Blake2 *blake2_alloc(Thread *t, Value type, uint32_t word)
{
    Value made = api_instance(t, V_AS(Type, type));
    if (v_is_error(made))
        return NULL;
    Blake2 *h = BLAKE2(made);
    pthread_mutex_init(&h->lock, NULL);
    h->word = word;
    return h;
}

/* a: the class, data, then the parameters. */
static Value blake2_make(Thread *t, Value *a, uint32_t word)
{
    Params p = {.t = t, .word = word};
    if (params_read(&p, a + 2) < 0)
        return V_ERROR;
    Blake2 *h = blake2_alloc(t, a[0], word);
    if (!h)
        return V_ERROR;
    h->digest_size = p.block[0];
    if (word == 8)
        blake2b_start(&h->state.b, p.block);
    else
        blake2s_start(&h->state.s, p.block);
    if (word == 8)
        h->state.b.last_node = p.last_node;
    else
        h->state.s.last_node = p.last_node;
    if (p.key_len)
        blake2_feed(h, p.key, 16 * word); /* a whole block, filled with zeros */
    if (!v_is_empty(a[1]) && blake2_update_with(t, h, a[1]) < 0)
        return V_ERROR;
    return v_from(h);
}

#define BLAKE2_PARAMS(size)                                                                 \
    "(cls, data=b'', /, *, digest_size=" size ", key=b'', salt=b'', person=b'', fanout=1, " \
    "depth=1, leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False, "    \
    "usedforsecurity=True)"
API(blake2b_new, "blake2b" BLAKE2_PARAMS("64"), NULL)
{
    return blake2_make(t, a, 8);
}
API(blake2s_new, "blake2s" BLAKE2_PARAMS("32"), NULL)
{
    return blake2_make(t, a, 4);
}

/* ---- methods ---- */

API(blake2_update, "update(self, data, /)",
    "Update this hash object's state with the provided bytes-like object.")
{
    return blake2_update_with(t, BLAKE2(a[0]), a[1]) < 0 ? V_ERROR : V_NONE;
}

API(blake2_copy, "copy(self, /)", "Return a copy of the hash object.")
{
    Blake2 *h = BLAKE2(a[0]), *copy = blake2_alloc(t, v_from(h->head.type), h->word);
    if (!copy)
        return V_ERROR;
    hash_lock(t, &h->lock);
    copy->state = h->state;
    pthread_mutex_unlock(&h->lock);
    copy->digest_size = h->digest_size;
    return v_from(copy);
}

static void blake2_result(Thread *t, Blake2 *h, uint8_t *out)
{
    hash_lock(t, &h->lock);
    Blake2State state = h->state;
    pthread_mutex_unlock(&h->lock);
    if (h->word == 8)
        blake2b_finish(&state.b, out);
    else
        blake2s_finish(&state.s, out);
}

API(blake2_digest, "digest(self, /)", "Return the digest value as a bytes object.")
{
    uint8_t out[64];
    blake2_result(t, BLAKE2(a[0]), out);
    return K(t, bytes_new(t, out, BLAKE2(a[0])->digest_size));
}

API(blake2_hexdigest, "hexdigest(self, /)",
    "Return the digest value as a string of hexadecimal digits.")
{
    uint8_t out[64];
    blake2_result(t, BLAKE2(a[0]), out);
    return K(t, bytes_hex(t, out, BLAKE2(a[0])->digest_size, V_EMPTY, V_EMPTY));
}

static Value get_name(Thread *t, Value self)
{
    return str_from_cstr(t, BLAKE2(self)->word == 8 ? "blake2b" : "blake2s");
}
static Value get_block_size(Thread *t, Value self)
{
    return v_from_small(16 * BLAKE2(self)->word);
}
static Value get_digest_size(Thread *t, Value self)
{
    return v_from_small(BLAKE2(self)->digest_size);
}

/* ---- the module ---- */

static int add_type(Thread *t, Value module, const char *name, const NativeDef *new_def, int word)
{
    static const NativeDef *const methods[] = {&blake2_copy_def, &blake2_digest_def,
                                               &blake2_hexdigest_def, &blake2_update_def, NULL};
    static const GetSetDef getset[] = {{"name", get_name, NULL, NULL},
                                       {"block_size", get_block_size, NULL, NULL},
                                       {"digest_size", get_digest_size, NULL, NULL},
                                       {NULL, NULL, NULL, NULL}};
    const TypeSpec spec = {
        .name = name,
        .doc = "Return a new BLAKE2 hash object.",
        .size = sizeof(Blake2),
        .flags = TF_BASE,
        .new_def = new_def,
        .methods = methods,
        .getset = getset,
    };
    Type *type = api_type(t, &spec, &blake2_fields);
    const struct {
        const char *name;
        int value;
    } rows[] = {{"SALT_SIZE", 2 * word},
                {"PERSON_SIZE", 2 * word},
                {"MAX_KEY_SIZE", 8 * word},
                {"MAX_DIGEST_SIZE", 8 * word}};
    for (size_t i = 0; type && i < sizeof rows / sizeof *rows; i++) {
        Value key = K(t, str_intern_utf8(t, rows[i].name, strlen(rows[i].name)));
        if (v_is_error(key) ||
            dict_set_str(t, type->dict, V_AS(Str, key), v_from_small(rows[i].value)) < 0)
            return -1;
    }
    return type ? api_module_add_type(t, module, type) : -1;
}

static int blake2_exec(Thread *t, Value module)
{
    return add_type(t, module, "_blake2.blake2b", &blake2b_new_def, 8) < 0
               ? -1
               : add_type(t, module, "_blake2.blake2s", &blake2s_new_def, 4);
}

Value blake2_module(Thread *t)
{
    static const ModuleSpec spec = {"_blake2", "_blake2 provides BLAKE2b for hashlib", NULL,
                                    blake2_exec};
    return api_module(t, &spec);
}
