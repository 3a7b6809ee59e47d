/* SPDX-License-Identifier: MIT */
/* The methods of bytearray that change it. */
#include "vm/objects/bytearray.h"

#define SELF V_AS(ByteArray, a[0])

static int byte_argument(Thread *t, Value v)
{
    return byte_value(t, v, "byte must be in range(0, 256)");
}

NATIVE(append, "append(self, item, /)", "Adds a byte at the end.")
{
    int byte = byte_argument(t, a[1]);
    if (byte < 0 || bytearray_resize(t, SELF, SELF->len + 1) < 0)
        return V_ERROR;
    SELF->data[SELF->len - 1] = (char)byte;
    return V_NONE;
}

NATIVE(insert, "insert(self, index, item, /)", "Puts a byte before the index.")
{
    int64_t i;
    if (value_to_ssize(t, a[1], &i, EXC_OverflowError) < 0)
        return V_ERROR;
    int byte = byte_argument(t, a[2]);
    if (byte < 0)
        return V_ERROR;
    int64_t len = (int64_t)SELF->len;
    if (i < 0 && (i += len) < 0)
        i = 0;
    if (i > len)
        i = len;
    char c = (char)byte;
    return bytearray_splice(t, SELF, (size_t)i, (size_t)i, &c, 1) < 0 ? V_ERROR : V_NONE;
}

NATIVE(extend, "extend(self, iterable_of_ints, /)",
       "Adds the bytes of a bytes-like object or of an iterable.")
{
    if (v_has_layout(a[1], KIND_bytes) ||
        (v_has_layout(a[1], KIND_bytearray) && !v_same(a[0], a[1]))) {
        Piece p = piece_of(a[1]);
        return bytearray_splice(t, SELF, SELF->len, SELF->len, p.p, p.n) < 0 ? V_ERROR : V_NONE;
    }
    if (buffer_check(t, a[1])) {
        Value same = binary_op(t, OP_ADD, a[0], a[1]); /* also when it is the array itself */
        if (v_is_error(same))
            return V_ERROR;
        Piece p = piece_of(same);
        int status =
            bytearray_splice(t, SELF, SELF->len, SELF->len, p.p + SELF->len, p.n - SELF->len);
        drop(t, same);
        return status < 0 ? V_ERROR : V_NONE;
    }
    Type *type = v_type(t, a[1]);
    if (!type->s.iter && !type->s.getitem)
        return raise_format(t, EXC_TypeError, "can't extend bytearray with %T", a[1]);
    if (v_is_str(a[1]))
        return raise_format(t, EXC_TypeError, "expected iterable of integers; got: 'str'");
    ByteBuf buf;
    bytebuf_init(&buf, t);
    int status = bytebuf_iterate(&buf, a[1], "byte must be in range(0, 256)");
    if (status == 0)
        status = bytearray_splice(t, SELF, SELF->len, SELF->len, buf.data, buf.len);
    bytebuf_free(&buf);
    return status < 0 ? V_ERROR : V_NONE;
}

NATIVE(pop, "pop(self, index=-1, /)", "Removes and returns the byte at the index.")
{
    int64_t i = -1;
    if (!v_is_empty(a[1]) && value_to_ssize(t, a[1], &i, EXC_IndexError) < 0)
        return V_ERROR;
    int64_t len = (int64_t)SELF->len;
    if (len == 0)
        return raise_format(t, EXC_IndexError, "pop from empty bytearray");
    if (i < 0)
        i += len;
    if (i < 0 || i >= len)
        return raise_format(t, EXC_IndexError, "pop index out of range");
    uint8_t byte = (uint8_t)SELF->data[i];
    return bytearray_splice(t, SELF, (size_t)i, (size_t)i + 1, NULL, 0) < 0 ? V_ERROR
                                                                            : v_from_small(byte);
}

NATIVE(remove, "remove(self, value, /)", "Removes the first byte of that value.")
{
    int byte = byte_argument(t, a[1]);
    if (byte < 0)
        return V_ERROR;
    const char *at = memchr(SELF->data, byte, SELF->len);
    if (!at)
        return raise_format(t, EXC_ValueError, "value not found in bytearray");
    size_t i = (size_t)(at - SELF->data);
    return bytearray_splice(t, SELF, i, i + 1, NULL, 0) < 0 ? V_ERROR : V_NONE;
}

NATIVE(reverse, "reverse(self, /)", "Turns the order of the bytes round, in place.")
{
    for (size_t i = 0, j = SELF->len; i + 1 < j--; i++) {
        char c = SELF->data[i];
        SELF->data[i] = SELF->data[j];
        SELF->data[j] = c;
    }
    return V_NONE;
}

NATIVE(clear, "clear(self, /)", "Removes all bytes.")
{
    return bytearray_resize(t, SELF, 0) < 0 ? V_ERROR : V_NONE;
}

NATIVE(copy, "copy(self, /)", "A bytearray with the same bytes.")
{
    return bytearray_new(t, SELF->data, SELF->len);
}

NATIVE(alloc, "__alloc__(self, /)", "How many bytes are allocated.")
{
    return v_from_small((int64_t)(SELF->cap));
}

NATIVE(size, "__sizeof__(self, /)", "The size of the array in memory, in bytes.")
{
    return v_from_small((int64_t)(sizeof(ByteArray) + SELF->cap));
}

/* (class, arguments, attributes): for copying and pickling. */
static Value reduce(Thread *t, Value self, bool as_bytes)
{
    Piece p = piece_of(self);
    Value state = call_special(t, self, N(t, __getstate__), NULL, 0); /* with __slots__ */
    if (v_is_error(state))
        return state;
    Value data = as_bytes ? bytes_new(t, p.p, p.n) : str_from_latin1(t, p.p, p.n);
    Value name = as_bytes ? V_NONE : str_from_cstr(t, "latin-1");
    Value args = v_is_error(data) || v_is_error(name) ? V_ERROR
                 : as_bytes                           ? tuple_pack(t, 1, data)
                                                      : tuple_pack(t, 2, data, name);
    drop(t, data);
    drop(t, name);
    Value none = V_NONE;
    Value made = reduce_pair(t, v_from(v_type(t, self)), args, v_is_empty(state) ? none : state);
    drop(t, state);
    return made;
}

NATIVE(reduce, "__reduce__(self, /)", "For pickling.")
{
    return reduce(t, a[0], false);
}

NATIVE(reduce_ex, "__reduce_ex__(self, proto=0, /)", "For pickling.")
{
    int64_t proto = 0;
    if (!v_is_empty(a[1]) && value_to_int64(t, a[1], &proto) < 0)
        return V_ERROR;
    return reduce(t, a[0], proto >= 3);
}

const NativeDef *const bytearray_methods[] = {
    &append_def, &insert_def, &extend_def, &pop_def,    &remove_def,    &reverse_def, &clear_def,
    &copy_def,   &alloc_def,  &size_def,   &reduce_def, &reduce_ex_def, NULL,
};
