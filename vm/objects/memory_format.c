/* SPDX-License-Identifier: MIT */
/* The items of a memoryview as values: the formats of struct that are one native character. */
#include "vm/objects/memoryview.h"
#include "vm/objects/bytes_internal.h"

typedef enum { ITEM_SIGNED, ITEM_UNSIGNED, ITEM_FLOAT, ITEM_BOOL, ITEM_CHAR } ItemKind;

static const struct ItemFormat {
    const char *text;
    uint8_t size;
    uint8_t kind;
} formats[] = {
    {"B", 1, ITEM_UNSIGNED},
    {"b", 1, ITEM_SIGNED},
    {"H", sizeof(short), ITEM_UNSIGNED},
    {"h", sizeof(short), ITEM_SIGNED},
    {"I", sizeof(int), ITEM_UNSIGNED},
    {"i", sizeof(int), ITEM_SIGNED},
    {"L", sizeof(long), ITEM_UNSIGNED},
    {"l", sizeof(long), ITEM_SIGNED},
    {"Q", sizeof(long long), ITEM_UNSIGNED},
    {"q", sizeof(long long), ITEM_SIGNED},
    {"N", sizeof(size_t), ITEM_UNSIGNED},
    {"n", sizeof(size_t), ITEM_SIGNED},
    {"P", sizeof(void *), ITEM_UNSIGNED},
    {"?", 1, ITEM_BOOL},
    {"c", 1, ITEM_CHAR},
    {"f", sizeof(float), ITEM_FLOAT},
    {"d", sizeof(double), ITEM_FLOAT},
};

static const struct ItemFormat *format_of(const char *text, size_t len)
{
    if (len == 2 && *text == '@') {
        text++;
        len--;
    }
    for (size_t i = 0; len == 1 && i < sizeof formats / sizeof *formats; i++)
        if (*formats[i].text == *text)
            return &formats[i];
    return NULL;
}

const char *memory_format_find(const char *text, size_t len, size_t *itemsize)
{
    const struct ItemFormat *f = format_of(text, len);
    if (!f)
        return NULL;
    *itemsize = f->size;
    return f->text;
}

Value memory_item_get(Thread *t, const char *p, const char *format)
{
    const struct ItemFormat *f = format_of(format, strlen(format));
    if (!f)
        return raise_format(t, EXC_NotImplementedError, "memoryview: format %s not supported",
                            format);
    uint64_t bits = 0;
    memcpy(&bits, p, f->size); /* the machine is little-endian */
    switch ((ItemKind)f->kind) {
    case ITEM_UNSIGNED:
        return int_from_uint64(t, bits);
    case ITEM_SIGNED:
        return int_new(t, (int64_t)(bits << (64 - 8 * f->size)) >> (64 - 8 * f->size));
    case ITEM_BOOL:
        return v_bool(bits);
    case ITEM_CHAR:
        return bytes_new(t, p, 1);
    case ITEM_FLOAT:
        break;
    }
    float narrow;
    double wide;
    memcpy(&narrow, p, sizeof narrow);
    if (f->size == sizeof narrow)
        return float_new(t, narrow);
    memcpy(&wide, p, sizeof wide);
    return float_new(t, wide);
}

static int item_error(Thread *t, ExcKind kind, const char *format)
{
    raise_format(t, kind, "memoryview: invalid %s for format '%s'",
                 kind == EXC_TypeError ? "type" : "value", format);
    return -1;
}

/* An int that fits into size bytes; signed or not. */
static int item_int(Thread *t, Value v, const struct ItemFormat *f, uint64_t *bits)
{
    if (!v_is_int(v) && !v_type(t, v)->s.index)
        return item_error(t, EXC_TypeError, f->text);
    Value n = value_index(t, v);
    if (v_is_error(n))
        return -1;
    int64_t small;
    uint32_t width = 8u * f->size;
    bool fits = int_fits64(n, &small);
    if (f->kind == ITEM_SIGNED) {
        int64_t low = INT64_MIN >> (64 - width);
        fits = fits && small >= low && small <= ~low;
    } else if (fits) {
        fits = small >= 0 && (width == 64 || (uint64_t)small >> width == 0);
    } else if (width == 64) { /* 2**63 .. 2**64-1: by way of a subtraction of 2**63 */
        Value half = int_from_uint64(t, (uint64_t)1 << 63);
        Value rest = v_is_error(half) ? V_ERROR : binary_op(t, OP_SUB, n, half);
        drop(t, half);
        if (v_is_error(rest)) {
            drop(t, n);
            return -1;
        }
        fits = int_fits64(rest, &small) && small >= 0;
        small = (int64_t)((uint64_t)small + ((uint64_t)1 << 63));
        drop(t, rest);
    }
    drop(t, n);
    *bits = (uint64_t)small;
    return fits ? 0 : item_error(t, EXC_ValueError, f->text);
}

static int item_float(Thread *t, char *p, const struct ItemFormat *f, Value v)
{
    double wide;
    if (!v_is_float(v) && !v_is_int(v) && !v_type(t, v)->s.to_float && !v_type(t, v)->s.index)
        return item_error(t, EXC_TypeError, f->text);
    if (value_to_double(t, v, &wide) < 0)
        return -1;
    float narrow = (float)wide;
    memcpy(p, f->size == sizeof narrow ? (void *)&narrow : (void *)&wide, f->size);
    return 0;
}

int memory_item_set(Thread *t, char *p, const char *format, Value v)
{
    const struct ItemFormat *f = format_of(format, strlen(format));
    if (!f) {
        raise_format(t, EXC_NotImplementedError, "memoryview: format %s not supported", format);
        return -1;
    }
    uint64_t bits = 0;
    int yes;
    switch ((ItemKind)f->kind) {
    case ITEM_FLOAT:
        return item_float(t, p, f, v);
    case ITEM_BOOL:
        if ((yes = truth(t, v)) < 0)
            return -1;
        bits = (uint64_t)yes;
        break;
    case ITEM_CHAR:
        if (!v_has_layout(v, KIND_bytes))
            return item_error(t, EXC_TypeError, f->text);
        if (V_AS(Bytes, v)->len != 1)
            return item_error(t, EXC_ValueError, f->text);
        bits = (uint8_t)*V_AS(Bytes, v)->data;
        break;
    default:
        if (item_int(t, v, f, &bits) < 0)
            return -1;
    }
    memcpy(p, &bits, f->size);
    return 0;
}
