/* SPDX-License-Identifier: MIT */
/* _struct: formats taken apart, items written and read. */
#include "stdlib/struct_internal.h"
#include "stdlib/words.h"
#include "vm/core/containers_internal.h"
#include <math.h>
#include "vm/objects/float.h"
#include "vm/objects/int.h"

typedef enum {
    KIND_PAD,
    KIND_CHAR,
    KIND_SIGNED,
    KIND_UNSIGNED,
    KIND_TRUTH,
    KIND_HALF,
    KIND_REAL,
    KIND_TEXT,
    KIND_PASCAL,
    KIND_POINTER
} ItemKind;

struct StructFormat {
    char letter;
    uint8_t kind;
    uint8_t native, align; /* size and alignment in the machine's layout */
    uint8_t standard;      /* size with a prefix; 0: not allowed there */
};

/* By letter. */
static const StructFormat formats[UINT8_MAX + 1] = {
    ['x'] = {'x', KIND_PAD, 1, 1, 1},
    ['c'] = {'c', KIND_CHAR, 1, 1, 1},
    ['b'] = {'b', KIND_SIGNED, 1, 1, 1},
    ['B'] = {'B', KIND_UNSIGNED, 1, 1, 1},
    ['?'] = {'?', KIND_TRUTH, sizeof(bool), _Alignof(bool), 1},
    ['h'] = {'h', KIND_SIGNED, sizeof(short), _Alignof(short), 2},
    ['H'] = {'H', KIND_UNSIGNED, sizeof(short), _Alignof(short), 2},
    ['i'] = {'i', KIND_SIGNED, sizeof(int), _Alignof(int), 4},
    ['I'] = {'I', KIND_UNSIGNED, sizeof(int), _Alignof(int), 4},
    ['l'] = {'l', KIND_SIGNED, sizeof(long), _Alignof(long), 4},
    ['L'] = {'L', KIND_UNSIGNED, sizeof(long), _Alignof(long), 4},
    ['q'] = {'q', KIND_SIGNED, sizeof(long long), _Alignof(long long), 8},
    ['Q'] = {'Q', KIND_UNSIGNED, sizeof(long long), _Alignof(long long), 8},
    ['n'] = {'n', KIND_SIGNED, sizeof(size_t), _Alignof(size_t), 0},
    ['N'] = {'N', KIND_UNSIGNED, sizeof(size_t), _Alignof(size_t), 0},
    ['P'] = {'P', KIND_POINTER, sizeof(void *), _Alignof(void *), 0},
    ['e'] = {'e', KIND_HALF, 2, _Alignof(short), 2},
    ['f'] = {'f', KIND_REAL, sizeof(float), _Alignof(float), 4},
    ['d'] = {'d', KIND_REAL, sizeof(double), _Alignof(double), 8},
    ['s'] = {'s', KIND_TEXT, 1, 1, 1},
    ['p'] = {'p', KIND_PASCAL, 1, 1, 1},
};

Value struct_raise(Thread *t, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    Value text = K(t, str_vformat(t, format, args));
    va_end(args);
    Value error = v_is_error(text) ? V_ERROR : K(t, import_attr(t, "_struct", "error"));
    Value exc = v_is_error(error) ? V_ERROR : K(t, call1(t, error, text));
    return v_is_error(exc) ? V_ERROR : raise_object(t, exc);
}

/* ---- taking a format apart ---- */

static const StructFormat *format_find(char letter, bool native)
{
    const StructFormat *f = &formats[(uint8_t)letter];
    return f->letter && (native || f->standard) ? f : NULL;
}

static void prefix_parse(StructLayout *l, const char **p)
{
    l->native = true;
    switch (**p) {
    case '>':
    case '!':
        l->big = true; /* fall through */
    case '<':
    case '=':
        l->native = false; /* fall through */
    case '@':
        (*p)++;
    }
}

static StructCode *code_add(Thread *t, StructLayout *l)
{
    if (l->count == l->cap) {
        StructCode *more = mem_alloc_array(t, l->cap * 2, sizeof *more);
        if (!more)
            return NULL;
        memcpy(more, l->codes, l->count * sizeof *more);
        if (l->codes != l->own)
            mem_free(t, l->codes, l->cap * sizeof *more);
        l->codes = more;
        l->cap *= 2;
    }
    return &l->codes[l->count++];
}

static int too_long(Thread *t)
{
    struct_raise(t, "total struct size too long");
    return -1;
}

/* Adds `repeat` items of one kind. */
static int unit_add(Thread *t, StructLayout *l, const StructFormat *f, size_t repeat)
{
    size_t size = l->native ? f->native : f->standard, align = l->native ? f->align : 1;
    size_t at = (l->size + align - 1) & ~(align - 1), bytes;
    if (__builtin_mul_overflow(repeat, size, &bytes) || bytes > INT64_MAX ||
        __builtin_add_overflow(at, bytes, &l->size) || l->size > INT64_MAX)
        return too_long(t);
    bool text = f->kind == KIND_TEXT || f->kind == KIND_PASCAL;
    if (f->kind == KIND_PAD || (repeat == 0 && !text))
        return 0;
    StructCode *c = code_add(t, l);
    if (!c)
        return -1;
    *c = (StructCode){f, at, text ? repeat : size, text ? 1 : repeat};
    l->items += (int64_t)c->repeat;
    return 0;
}

static int units_parse(Thread *t, StructLayout *l, const char *p, const char *end)
{
    while (p < end) {
        size_t repeat = 1;
        if (*p == ' ' || (*p >= '\t' && *p <= '\r')) {
            p++;
            continue;
        }
        if (*p >= '0' && *p <= '9') {
            for (repeat = 0; *p >= '0' && *p <= '9'; p++)
                if (__builtin_mul_overflow(repeat, 10, &repeat) ||
                    __builtin_add_overflow(repeat, (size_t)(*p - '0'), &repeat) ||
                    repeat > INT64_MAX)
                    return too_long(t);
            if (p == end) {
                struct_raise(t, "repeat count given without format specifier");
                return -1;
            }
        }
        const StructFormat *f = format_find(*p++, l->native);
        if (!f) {
            struct_raise(t, "bad char in struct format");
            return -1;
        }
        if (unit_add(t, l, f, repeat) < 0)
            return -1;
    }
    return 0;
}

static int not_ascii(Thread *t, Value text)
{
    Value r = K(t, attr_get(t, text, V_AS(Str, K(t, str_intern_utf8(t, "encode", 6)))));
    Value name = v_is_error(r) ? V_ERROR : K(t, str_from_cstr(t, "ascii"));
    if (!v_is_error(name))
        (void)!v_is_error(K(t, call1(t, r, name)));
    return -1;
}

int struct_layout_parse(Thread *t, Value format, StructLayout *l)
{
    memset(l, 0, offsetof(StructLayout, own));
    l->codes = l->own;
    l->cap = STRUCT_OWN_CODES;
    const char *p;
    size_t len;
    if (v_is_str(format)) {
        if (!(V_AS(Str, format)->head.flags & STR_ASCII))
            return not_ascii(t, format);
        p = str_utf8(t, V_AS(Str, format), &len);
    } else if (v_has_layout(format, KIND_bytes)) {
        p = bytes_view(format, &len);
    } else {
        raise_format(t, EXC_TypeError, "Struct() argument 1 must be a str or bytes object, not %T",
                     format);
        return -1;
    }
    if (!p)
        return -1;
    if (strlen(p) != len) {
        struct_raise(t, "embedded null character");
        return -1;
    }
    const char *end = p + len;
    prefix_parse(l, &p);
    return units_parse(t, l, p, end);
}

void struct_layout_free(Thread *t, StructLayout *l)
{
    if (l->codes != l->own)
        mem_free(t, l->codes, l->cap * sizeof *l->codes);
}

/* ---- writing ---- */

/* Stores the low 1, 2, 4 or 8 bytes of a word in the order of the layout. */
static void word_put(char *p, size_t size, uint64_t bits, bool big)
{
    if (big)
        bits = __builtin_bswap64(bits) >> (64 - 8 * size);
    word_store(p, size, bits);
}

/* An int, or what has __index__: a temporary. */
static Value integer_of(Thread *t, Value v)
{
    if (v_is_int(v))
        return v;
    if (!v_type(t, v)->s.index)
        return struct_raise(t, "required argument is not an integer");
    return K(t, value_index(t, v));
}

static int out_of_range(Thread *t, const StructFormat *f, size_t size)
{
    if (f->kind == KIND_SIGNED) {
        long long low = (long long)(INT64_MIN >> (64 - 8 * size));
        struct_raise(t, "'%c' format requires %lld <= number <= %lld", f->letter, low, ~low);
    } else {
        unsigned long long top = UINT64_MAX >> (64 - 8 * size);
        struct_raise(t, "'%c' format requires 0 <= number <= %llu", f->letter, top);
    }
    return -1;
}

/* Does a number fit into an item of less than 8 bytes? */
static bool fits_narrow(int64_t n, const StructCode *c)
{
    unsigned bits = 8 * (unsigned)c->size - (c->format->kind == KIND_SIGNED);
    return c->size < 8 && (n >> bits == 0 || (c->format->kind == KIND_SIGNED && n >> bits == -1));
}

static int integer_put(Thread *t, char *p, const StructCode *c, bool big, Value v)
{
    if (v_is_small(v) && fits_narrow(v_small(v), c)) {
        word_put(p, c->size, (uint64_t)v_small(v), big);
        return 0;
    }
    Value n = integer_of(t, v);
    if (v_is_error(n))
        return -1;
    uint8_t bytes[8];
    bool is_signed = c->format->kind == KIND_SIGNED;
    if (c->format->kind == KIND_POINTER)
        is_signed = int_sign(n) < 0;
    if (v_is_small(n) && c->size == 8 && (is_signed || v_small(n) >= 0)) {
        word_put(p, 8, (uint64_t)v_small(n), big);
        return 0;
    }
    if (int_to_bytes(t, n, bytes, c->size, !big, is_signed) == 0) {
        memcpy(p, bytes, c->size);
        return 0;
    }
    if (!exc_is(t, EXC_OverflowError))
        return -1;
    exc_clear(t);
    if (c->format->kind != KIND_POINTER)
        return out_of_range(t, c->format, c->size);
    struct_raise(t, "int too large to convert");
    return -1;
}

/* IEEE 754 binary16, rounded half to even; a value beyond its range gives infinity. */
static uint16_t half_from_double(double d)
{
    uint16_t sign = signbit(d) ? 0x8000 : 0;
    double m = fabs(d);
    if (isnan(d))
        return sign | 0x7e00;
    if (isinf(d) || m >= 65520)
        return sign | 0x7c00;
    int e;
    (void)frexp(m, &e);
    int exponent = e - 1 < -14 || m == 0 ? -14 : e - 1;
    /* A mantissa that rounds up to the next power carries into the exponent by itself. */
    return (uint16_t)(sign + ((exponent + 14) << 10) + (int)nearbyint(ldexp(m, 10 - exponent)));
}

static double half_to_double(uint16_t bits)
{
    int exponent = bits >> 10 & 31, fraction = bits & 1023;
    double m = exponent == 31
                   ? (fraction ? (double)NAN : (double)INFINITY)
                   : ldexp(fraction + (exponent ? 1024 : 0), (exponent ? exponent : 1) - 25);
    return bits & 0x8000 ? -m : m;
}

static int real_overflow(Thread *t, Value v, char letter)
{
    if (v_is_int(v))
        struct_raise(t, "int too large to convert");
    else
        raise_format(t, EXC_OverflowError, "float too large to pack with %c format", letter);
    return -1;
}

static int real_put(Thread *t, char *p, const StructCode *c, const StructLayout *l, Value v)
{
    double d;
    if (value_to_double(t, v, &d) < 0) {
        bool large = exc_is(t, EXC_OverflowError);
        if (!large && !exc_is(t, EXC_TypeError))
            return -1;
        exc_clear(t);
        struct_raise(t, large && v_is_int(v) && l->native ? "int too large to convert"
                                                          : "required argument is not a float");
        return -1;
    }
    uint64_t bits;
    if (c->size == 8) {
        memcpy(&bits, &d, 8);
    } else if (c->size == 4) {
        float f = (float)d;
        uint32_t narrow;
        if (isinf(f) && !isinf(d) && !l->native)
            return real_overflow(t, v, 'f');
        memcpy(&narrow, &f, 4);
        bits = narrow;
    } else {
        bits = half_from_double(d);
        if ((bits & 0x7fff) == 0x7c00 && !isinf(d))
            return real_overflow(t, v, 'e');
    }
    word_put(p, c->size, bits, l->big);
    return 0;
}

/* Bytes for 's' and 'p': cut or filled up with zeros. */
static int text_put(Thread *t, char *p, const StructCode *c, Value v)
{
    bool array = v_has_layout(v, KIND_bytearray), pascal = c->format->kind == KIND_PASCAL;
    if (!array && !v_has_layout(v, KIND_bytes)) {
        struct_raise(t, "argument for '%c' must be a bytes object", c->format->letter);
        return -1;
    }
    const char *data = array ? V_AS(ByteArray, v)->data : V_AS(Bytes, v)->data;
    size_t len = array ? V_AS(ByteArray, v)->len : V_AS(Bytes, v)->len;
    size_t room = c->size - (pascal && c->size);
    if (len > room)
        len = room;
    if (len)
        memcpy(p + pascal, data, len);
    if (pascal && c->size)
        *p = (char)(len > 255 ? 255 : len);
    return 0;
}

static int item_put(Thread *t, const StructLayout *l, const StructCode *c, char *p, Value v)
{
    int yes;
    switch ((ItemKind)c->format->kind) {
    case KIND_CHAR:
        if (!v_has_layout(v, KIND_bytes) || V_AS(Bytes, v)->len != 1) {
            struct_raise(t, "char format requires a bytes object of length 1");
            return -1;
        }
        *p = *V_AS(Bytes, v)->data;
        return 0;
    case KIND_TRUTH:
        if ((yes = truth(t, v)) < 0)
            return -1;
        *p = (char)yes;
        return 0;
    case KIND_HALF:
    case KIND_REAL:
        return real_put(t, p, c, l, v);
    case KIND_TEXT:
    case KIND_PASCAL:
        return text_put(t, p, c, v);
    default:
        return integer_put(t, p, c, l->big, v);
    }
}

int struct_pack(Thread *t, const StructLayout *l, char *to, const Value *items)
{
    memset(to, 0, l->size);
    for (size_t i = 0; i < l->count; i++) {
        const StructCode *c = &l->codes[i];
        for (size_t j = 0; j < c->repeat; j++)
            if (item_put(t, l, c, to + c->offset + j * c->size, *items++) < 0)
                return -1;
    }
    return 0;
}

/* ---- reading ---- */

static uint64_t word_get(const char *p, size_t size, bool big)
{
    uint64_t bits = word_load(p, size);
    return big ? __builtin_bswap64(bits) >> (64 - 8 * size) : bits;
}

static Value real_get(Thread *t, uint64_t bits, size_t size)
{
    float narrow;
    double wide;
    uint32_t low = (uint32_t)bits;
    if (size == 2)
        return float_new(t, half_to_double((uint16_t)bits));
    memcpy(&narrow, &low, 4);
    memcpy(&wide, &bits, 8);
    return float_new(t, size == 4 ? (double)narrow : wide);
}

/* Owned. */
static Value item_read(Thread *t, const StructCode *c, const char *p, bool big)
{
    uint32_t shift = 64 - 8 * (uint32_t)(c->size < 8 ? c->size : 8);
    size_t len = c->size;
    switch ((ItemKind)c->format->kind) {
    case KIND_CHAR:
        return bytes_new(t, p, 1);
    case KIND_TRUTH:
        return v_bool(*p);
    case KIND_HALF:
    case KIND_REAL:
        return real_get(t, word_get(p, c->size, big), c->size);
    case KIND_TEXT:
        return bytes_new(t, p, len);
    case KIND_PASCAL:
        if (len)
            len = (uint8_t)*p < len ? (uint8_t)*p : len - 1;
        return bytes_new(t, p + (c->size > 0), len);
    case KIND_SIGNED:
        return int_new(t, (int64_t)(word_get(p, c->size, big) << shift) >> shift);
    default:
        return int_from_uint64(t, word_get(p, c->size, big));
    }
}

Value struct_unpack(Thread *t, const StructLayout *l, const char *from)
{
    Tuple *r = tuple_alloc(t, (size_t)l->items);
    if (!r)
        return V_ERROR;
    Value made = K(t, v_from(r));
    size_t n = 0;
    for (size_t i = 0; i < l->count; i++) {
        const StructCode *c = &l->codes[i];
        for (size_t j = 0; j < c->repeat; j++) {
            Value v = item_read(t, c, from + c->offset + j * c->size, l->big);
            if (v_is_error(v))
                return V_ERROR;
            r->items[n++] = v;
        }
    }
    tuple_track(t, r);
    return made;
}
