/* SPDX-License-Identifier: MIT */
#include "vm/objects/number_bytes.h"
#include "vm/objects/buffer.h"

int number_bytes(Thread *t, Value v, NumberBytes *out)
{
    if (!buffer_check(t, v))
        return 0;
    out->copy = v_has_layout(v, KIND_bytes) ? dup(v) : buffer_to_bytes(t, v);
    if (v_is_error(out->copy))
        return -1;
    out->data = bytes_view(out->copy, &out->len);
    return 1;
}
