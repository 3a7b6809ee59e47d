/* SPDX-License-Identifier: MIT */
/* array: its type codes, and items as values. */
#include <math.h>
#include "stdlib/array.h"
#include "stdlib/words.h"
#include "vm/objects/int.h"

const ArrayCode array_codes[] = {
    {'b', 1, ARRAY_SIGNED, 1, "b", "signed char"},
    {'B', 1, ARRAY_UNSIGNED, 0, "B", "unsigned byte integer"},
    {'u', 4, ARRAY_TEXT, 20, "w", NULL},
    {'w', 4, ARRAY_TEXT, 20, "w", NULL},
    {'h', 2, ARRAY_SIGNED, 4, "h", "signed short integer"},
    {'H', 2, ARRAY_UNSIGNED, 2, "H", "unsigned short"},
    {'i', 4, ARRAY_SIGNED, 8, "i", "signed integer"},
    {'I', 4, ARRAY_UNSIGNED, 6, "I", NULL},
    {'l', 8, ARRAY_SIGNED, 12, "l", NULL},
    {'L', 8, ARRAY_UNSIGNED, 10, "L", NULL},
    {'q', 8, ARRAY_SIGNED, 12, "q", NULL},
    {'Q', 8, ARRAY_UNSIGNED, 10, "Q", NULL},
    {'f', 4, ARRAY_FLOAT, 14, "f", NULL},
    {'d', 8, ARRAY_FLOAT, 16, "d", NULL},
};
const char array_typecodes[] = "bBuwhHiIlLqQfd";

const ArrayCode *array_code_find(uint32_t code)
{
    const char *found = code && code < 128 ? strchr(array_typecodes, (int)code) : NULL;
    return found ? &array_codes[found - array_typecodes] : NULL;
}

static Value char_new(Thread *t, uint32_t c)
{
    if (c > 0x10ffff)
        return raise_format(t, EXC_ValueError, "character U+%x is not in range [U+0000; U+10ffff]",
                            c);
    return str_from_char(t, c);
}

#define AS(ctype, p)                     \
    (__extension__({                     \
        ctype read_;                     \
        memcpy(&read_, p, sizeof read_); \
        read_;                           \
    }))

Value array_item_new(Thread *t, const ArrayCode *code, const char *p)
{
    switch (code->code) {
    case 'b':
        return v_from_small(AS(int8_t, p));
    case 'B':
        return v_from_small(AS(uint8_t, p));
    case 'h':
        return v_from_small(AS(int16_t, p));
    case 'H':
        return v_from_small(AS(uint16_t, p));
    case 'i':
        return v_from_small(AS(int32_t, p));
    case 'I':
        return v_from_small(AS(uint32_t, p));
    case 'l':
    case 'q':
        return int_new(t, AS(int64_t, p));
    case 'L':
    case 'Q':
        return int_from_uint64(t, AS(uint64_t, p));
    case 'f':
        return float_new(t, (double)AS(float, p));
    case 'd':
        return float_new(t, AS(double, p));
    }
    return char_new(t, AS(uint32_t, p));
}

Value array_item(Thread *t, const ArrayCode *code, const char *p)
{
    return K(t, array_item_new(t, code, p));
}

/* ---- values as items ---- */

static int overflow(Thread *t, const char *format, const char *what)
{
    raise_format(t, EXC_OverflowError, format, what);
    return -1;
}

/* b, B, h, H and i: what C's conversions to a long, then to an int, then to the item complain
   about. */
static int small_item(Thread *t, const ArrayCode *code, Value n, uint64_t *bits)
{
    int64_t v;
    if (!int_fits64(n, &v))
        return overflow(t, "Python int too large to convert to C %s", "long");
    int64_t low = code->kind == ARRAY_SIGNED ? INT64_MIN >> (64 - 8 * code->size) : 0;
    int64_t high = (int64_t)((UINT64_C(1) << (8 * code->size - (code->kind == ARRAY_SIGNED))) - 1);
    if (code->code == 'H' && (v < INT32_MIN || v > INT32_MAX))
        return overflow(t, v < 0 ? "%s is less than minimum" : "%s is greater than maximum",
                        "signed integer");
    if (v < low)
        return overflow(t, "%s is less than minimum", code->refuses);
    if (v > high)
        return overflow(t, "%s is greater than maximum", code->refuses);
    *bits = (uint64_t)v;
    return 0;
}

/* I, l, L, q and Q. */
static int wide_item(Thread *t, const ArrayCode *code, Value n, uint64_t *bits)
{
    bool quad = code->code == 'q' || code->code == 'Q';
    int64_t v;
    bool fits = int_fits64(n, &v);
    *bits = int_low64(n);
    if (code->kind == ARRAY_SIGNED) {
        if (fits)
            return 0;
        return overflow(
            t, quad ? "int too big to convert" : "Python int too large to convert to C %s", "long");
    }
    if (int_sign(n) < 0)
        return overflow(t,
                        quad ? "can't convert negative int to unsigned"
                             : "can't convert negative value to unsigned int",
                        "");
    IntView view;
    int_view(n, &view);
    if (view.n > 1)
        return overflow(t,
                        quad ? "int too big to convert" : "Python int too large to convert to C %s",
                        "unsigned long");
    if (code->size == 4 && *bits > UINT32_MAX)
        return overflow(t, "%s is greater than maximum", "unsigned int");
    return 0;
}

static int text_item(Thread *t, Value v, uint64_t *bits)
{
    if (v_is_str(v) && V_AS(Str, v)->len == 1) {
        *bits = str_at(V_AS(Str, v), 0);
        return 0;
    }
    raise_format(t, EXC_TypeError, "array item must be unicode character");
    return -1;
}

static int float_item(Thread *t, const ArrayCode *code, char *p, Value v)
{
    double wide;
    if (!v_is_float(v) && !v_is_int(v) && !v_type(t, v)->s.to_float && !v_type(t, v)->s.index) {
        raise_format(t, EXC_TypeError, "must be real number, not %T", v);
        return -1;
    }
    if (value_to_double(t, v, &wide) < 0)
        return -1;
    float narrow = (float)wide;
    memcpy(p, code->size == sizeof narrow ? (void *)&narrow : (void *)&wide, code->size);
    return 0;
}

int array_item_set(Thread *t, const ArrayCode *code, char *p, Value v)
{
    uint64_t bits = 0;
    int status;
    if (code->kind == ARRAY_FLOAT)
        return float_item(t, code, p, v);
    if (code->kind == ARRAY_TEXT) {
        status = text_item(t, v, &bits);
    } else if (v_is_small(v)) {
        status = code->refuses ? small_item(t, code, v, &bits) : wide_item(t, code, v, &bits);
    } else {
        Value n = K(t, value_index(t, v));
        status = v_is_error(n)   ? -1
                 : code->refuses ? small_item(t, code, n, &bits)
                                 : wide_item(t, code, n, &bits);
    }
    if (status < 0)
        return -1;
    word_store(p, code->size, bits);
    return 0;
}

/* ---- layouts of other machines, in pickles ---- */

size_t array_machine_size(int machine)
{
    static const uint8_t sizes[] = {1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 8,
                                    8, 8, 8, 4, 4, 8, 8, 2, 2, 4, 4};
    return machine >= 0 && machine < (int)sizeof sizes ? sizes[machine] : 0;
}

static bool machine_is_signed(int machine)
{
    return machine == 1 || (machine > 1 && machine % 4 < 2);
}

const ArrayCode *array_code_of_machine(int machine)
{
    ArrayKind kind = machine_is_signed(machine) ? ARRAY_SIGNED : ARRAY_UNSIGNED;
    const ArrayCode *found = NULL;
    for (size_t i = 0; i < sizeof array_codes / sizeof *array_codes; i++)
        if (array_codes[i].kind == kind && array_codes[i].size == array_machine_size(machine))
            found = &array_codes[i];
    return found;
}

Value array_machine_item(Thread *t, int machine, const char *p)
{
    size_t size = array_machine_size(machine);
    bool big = machine > 1 && machine % 2;
    char native[8] = {0};
    for (size_t i = 0; i < size; i++)
        native[big ? size - 1 - i : i] = p[i];
    if (machine >= 18)
        return K(t, char_new(t, AS(uint32_t, native)));
    if (machine >= 14)
        return K(t, float_new(t, size == sizeof(float) ? (double)AS(float, native)
                                                       : AS(double, native)));
    return K(t, int_from_bytes(t, (uint8_t *)native, size, true, machine_is_signed(machine)));
}
