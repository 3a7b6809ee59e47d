/* SPDX-License-Identifier: MIT */
#include "vm/objects/number_bytes.h"

int number_bytes(Thread *t, Value v, NumberBytes *out)
{
    if (!v_has_layout(v, KIND_bytes) && !v_has_layout(v, KIND_bytearray) && !v_has_layout(v, KIND_memoryview))
        return 0;
    int64_t n = value_length(t, v);
    if (n < 0 || !(out->data = mem_alloc(t, (size_t)n + 1)))
        return -1;
    out->len = (size_t)n;
    out->data[n] = 0;
    for (int64_t i = 0; i < n; i++) {
        Value b = item_get(t, v, v_from_small(i));
        if (v_is_error(b)) {
            number_bytes_free(t, out);
            return -1;
        }
        out->data[i] = v_is_small(b) ? (char)v_small(b) : 0;
        drop(t, b);
    }
    return 1;
}

void number_bytes_free(Thread *t, NumberBytes *b)
{
    mem_free(t, b->data, b->len + 1);
}

Value number_bytes_shown(Thread *t, Value v, const NumberBytes *b)
{
    return v_has_layout(v, KIND_bytes) ? dup(v) : bytes_new(t, b->data, b->len);
}
