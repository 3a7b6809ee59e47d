/* SPDX-License-Identifier: MIT */
/* What array.c and array_items.c share: the kinds of items, and items as values. */
#ifndef RONDO_ARRAY_H
#define RONDO_ARRAY_H

#include "vm/api.h"

typedef enum { ARRAY_SIGNED, ARRAY_UNSIGNED, ARRAY_FLOAT, ARRAY_TEXT } ArrayKind;

typedef struct ArrayCode {
    char code;
    uint8_t size;
    uint8_t kind;        /* ArrayKind */
    uint8_t machine;     /* what pickles call the layout of an item on this machine */
    const char *format;  /* as memoryview.format */
    const char *refuses; /* how messages call the number, or NULL: by rules of its own */
} ArrayCode;

typedef struct Array {
    Object head;
    const ArrayCode *code;
    char *data;
    size_t len, cap;  /* items */
    uint32_t exports; /* views that keep the memory where it is */
} Array;

static inline char *array_place(const Array *a, size_t i)
{
    return a->data + i * a->code->size;
}
bool array_check(Value v); /* is it an array? */
/* Changes the number of items; new ones are undefined. 0, or -1 with BufferError or MemoryError. */
MUST_USE int array_resize(Thread *t, Array *a, size_t len);
MUST_USE int array_check_exports(Thread *t, const Array *a);
/* Replaces `gone` items at i by n, whose bytes are copied from data (unless NULL). */
MUST_USE int array_open(Thread *t, Array *a, size_t i, size_t gone, const char *data, size_t n);
/* New arrays, temporaries. Slices are plain arrays, also those of subclasses. */
MUST_USE Value array_make(Thread *t, Type *cls, const ArrayCode *code, size_t len);
MUST_USE Value array_slice(Thread *t, Value self, size_t from, size_t to);
/* array.array itself, of an array of any class. */
BORROWED Type *array_type(Value array);
MUST_USE int array_extend(Thread *t, Array *a, Value from);
MUST_USE Value array_text(Thread *t, const Array *a);
MUST_USE Value array_list(Thread *t, const Array *array);
/* Index of the first equal item in [at, stop); -1: none, -2: error. */
MUST_USE int64_t array_find(Thread *t, const Array *a, Value v, size_t at, size_t stop);
/* The operators of the type. */
void array_slots_fill(Slots *s);

extern const ArrayCode array_codes[];
extern const char array_typecodes[];
/* NULL when there is none. */
const ArrayCode *array_code_find(uint32_t code);
/* The last code whose items are ints of that layout's size and sign, as CPython chooses it. */
const ArrayCode *array_code_of_machine(int machine);
/* The item at p as a value: owned, for what slots return without a scope. */
MUST_USE Value array_item_new(Thread *t, const ArrayCode *code, const char *p);
/* The same, a temporary. */
MUST_USE Value array_item(Thread *t, const ArrayCode *code, const char *p);
/* Writes v at p: 0, or -1 with TypeError or OverflowError. */
MUST_USE int array_item_set(Thread *t, const ArrayCode *code, char *p, Value v);
/* An item in the layout that pickles call `machine`, of *size bytes; ValueError when there is none.
 */
MUST_USE Value array_machine_item(Thread *t, int machine, const char *p);
/* Bytes of an item in that layout, or 0. */
size_t array_machine_size(int machine);

#endif
