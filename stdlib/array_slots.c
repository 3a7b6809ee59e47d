/* SPDX-License-Identifier: MIT */
/* array: what operators and indices do. */
#include "stdlib/array.h"
#include "vm/objects/helpers.h"
#include "vm/objects/slice.h"

#define A(v) V_AS(Array, v)

static int64_t array_length(Thread *t, Value self)
{
    return (int64_t)A(self)->len;
}

static bool is_index(Thread *t, Value key)
{
    return v_is_int(key) || v_type(t, key)->s.index;
}

static int array_at(Thread *t, const Array *a, Value key, const char *message, int64_t *i)
{
    if (value_to_ssize(t, key, i, EXC_IndexError) < 0)
        return -1;
    *i += *i < 0 ? (int64_t)a->len : 0;
    if (*i >= 0 && *i < (int64_t)a->len)
        return 0;
    raise_format(t, EXC_IndexError, "%s", message);
    return -1;
}

API_BINARY(array_getitem_general)
{
    Array *a = A(self);
    int64_t i, step;
    if (is_index(t, other))
        return array_at(t, a, other, "array index out of range", &i) < 0
                   ? V_ERROR
                   : array_item(t, a->code, array_place(a, (size_t)i));
    if (!v_is_kind(other, KIND_slice))
        return raise_format(t, EXC_TypeError, "array indices must be integers");
    int64_t n = slice_indices(t, other, (int64_t)a->len, &i, &step);
    if (n < 0)
        return V_ERROR;
    Value made = array_make(t, array_type(self), a->code, (size_t)n);
    if (step == 1 && n > 0 && !v_is_error(made)) {
        memcpy(A(made)->data, array_place(a, (size_t)i), (size_t)n * a->code->size);
        return made;
    }
    for (int64_t k = 0; k < n && !v_is_error(made); k++, i += step)
        memcpy(array_place(A(made), (size_t)k), array_place(a, (size_t)i), a->code->size);
    return made;
}

/* The place of a small int that is an index, negative ones included; false: anything else. */
static bool index_within(const Array *a, Value key, size_t *i)
{
    if (!v_is_small(key))
        return false;
    *i = (size_t)v_small(key) + (v_small(key) < 0 ? a->len : 0);
    return *i < a->len;
}

static Value array_getitem(Thread *t, Value self, Value key)
{
    size_t i;
    const Array *a = A(self);
    return index_within(a, key, &i) ? array_item_new(t, a->code, array_place(a, i))
                                    : array_getitem_general(t, self, key);
}

/* del a[slice] */
static int array_delete_slice(Thread *t, Array *a, int64_t i, int64_t n, int64_t step)
{
    if (n == 0)
        return 0;
    if (array_check_exports(t, a) < 0)
        return -1;
    if (step < 0) {
        i += step * (n - 1);
        step = -step;
    }
    size_t to = (size_t)i, gone = 0;
    for (size_t from = to; from < a->len; from++) {
        if (gone < (size_t)n && from == (size_t)i + gone * (size_t)step)
            gone++;
        else
            memmove(array_place(a, to++), array_place(a, from), a->code->size);
    }
    return array_resize(t, a, a->len - (size_t)n);
}

static int array_set_slice(Thread *t, Value self, Value key, Value v)
{
    Array *a = A(self);
    int64_t i, step;
    if (!v_is_empty(v) && !array_check(v)) {
        raise_format(t, EXC_TypeError, "can only assign array (not \"%T\") to array slice", v);
        return -1;
    }
    if (!v_is_empty(v) && A(v)->code != a->code) {
        raise_format(t, EXC_TypeError, "bad argument type for built-in operation");
        return -1;
    }
    int64_t n = slice_indices(t, key, (int64_t)a->len, &i, &step);
    if (n < 0)
        return -1;
    if (v_is_empty(v))
        return array_delete_slice(t, a, i, n, step);
    if (v_same(v, self) && v_is_error(v = array_slice(t, self, 0, a->len)))
        return -1;
    const Array *from = A(v);
    if (step == 1)
        return array_open(t, a, (size_t)i, (size_t)n, from->data, from->len);
    if (from->len == 0)
        return array_delete_slice(t, a, i, n, step);
    if (from->len != (size_t)n) {
        raise_format(t, EXC_ValueError,
                     "attempt to assign array of size %zd to extended slice of size %zd", from->len,
                     (size_t)n);
        return -1;
    }
    for (size_t k = 0; k < from->len; k++, i += step)
        memcpy(array_place(a, (size_t)i), array_place(from, k), a->code->size);
    return 0;
}

static int array_set_in_scope(Thread *t, Value self, Value key, Value v)
{
    Array *a = A(self);
    int64_t i;
    if (v_is_kind(key, KIND_slice))
        return array_set_slice(t, self, key, v);
    if (!is_index(t, key)) {
        raise_format(t, EXC_TypeError, "array indices must be integers");
        return -1;
    }
    if (array_at(t, a, key, "array assignment index out of range", &i) < 0)
        return -1;
    if (v_is_empty(v))
        return array_open(t, a, (size_t)i, 1, NULL, 0);
    char item[8];
    if (array_item_set(t, a->code, item, v) < 0)
        return -1;
    if (i < (int64_t)a->len) /* __index__ may have changed the array */
        memcpy(array_place(a, (size_t)i), item, a->code->size);
    return 0;
}

static int array_setitem(Thread *t, Value self, Value key, Value v)
{
    size_t i;
    Array *a = A(self);
    if ((v_is_small(v) || v_is_flonum(v)) && index_within(a, key, &i))
        return array_item_set(t, a->code, array_place(a, i), v); /* runs nothing else */
    ApiScope scope = api_scope_begin(t);
    int status = array_set_in_scope(t, self, key, v);
    api_scope_end(t, scope);
    return status;
}

static int array_contains(Thread *t, Value self, Value item)
{
    ApiScope scope = api_scope_begin(t);
    int64_t i = array_find(t, A(self), item, 0, SIZE_MAX);
    api_scope_end(t, scope);
    return i == -2 ? -1 : i >= 0;
}

API_BINARY(array_concat)
{
    if (!array_check(other))
        return raise_format(t, EXC_TypeError, "can only append array (not \"%T\") to array", other);
    if (A(other)->code != A(self)->code)
        return raise_format(t, EXC_TypeError, "bad argument type for built-in operation");
    Value made = array_slice(t, self, 0, A(self)->len);
    return v_is_error(made) || array_extend(t, A(made), other) < 0 ? V_ERROR : made;
}

API_BINARY(array_iconcat)
{
    if (!array_check(other))
        return raise_format(t, EXC_TypeError, "can only extend array with array (not \"%T\")",
                            other);
    return array_extend(t, A(self), other) < 0 ? V_ERROR : self;
}

static int array_times(Thread *t, Array *a, int64_t n)
{
    size_t len = a->len, total;
    if (n <= 0 || len == 0)
        return array_resize(t, a, 0);
    if (__builtin_mul_overflow(len, (size_t)n, &total) || total > PTRDIFF_MAX / 16) {
        raise_memory(t);
        return -1;
    }
    if (array_resize(t, a, total) < 0)
        return -1;
    for (size_t done = len; done < total; done += len)
        memcpy(array_place(a, done), a->data, len * a->code->size);
    return 0;
}

API_BINARY(array_irepeat)
{
    int64_t n;
    if (value_to_ssize(t, other, &n, EXC_OverflowError) < 0)
        return V_ERROR;
    return array_times(t, A(self), n) < 0 ? V_ERROR : self;
}

API_BINARY(array_repeat)
{
    Value made = array_slice(t, self, 0, A(self)->len);
    return v_is_error(made) ? V_ERROR : K(t, array_irepeat(t, made, other));
}

API_UNARY(array_repr)
{
    Array *a = A(self);
    const Str *name = v_type(t, self)->name_str;
    if (a->len == 0)
        return K(t, str_format(t, "%N('%c')", name, a->code->code));
    Value items = a->code->kind == ARRAY_TEXT ? array_text(t, a) : array_list(t, a);
    return v_is_error(items) ? V_ERROR
                             : K(t, str_format(t, "%N('%c', %R)", name, a->code->code, items));
}

static Value array_compare_body(Thread *t, Value x, Value y, int op)
{
    Array *a = A(x), *b = A(y);
    if (op == CMP_EQ || op == CMP_NE) {
        if (a->len != b->len || a->len == 0)
            return v_bool((op == CMP_NE) == (a->len != b->len));
        if (a->code == b->code && a->code->kind <= ARRAY_UNSIGNED)
            return v_bool((op == CMP_EQ) == !memcmp(a->data, b->data, a->len * a->code->size));
    }
    ApiScope scope = api_scope_begin(t);
    for (size_t i = 0; i < a->len && i < b->len && API_ROUND(t, scope); i++) {
        Value v = array_item(t, a->code, array_place(a, i)),
              w = array_item(t, b->code, array_place(b, i));
        int equal = v_is_error(v) || v_is_error(w) ? -1 : compare_truth(t, CMP_EQ, v, w);
        if (equal < 0)
            return V_ERROR;
        if (!equal)
            return op == CMP_EQ ? V_FALSE : op == CMP_NE ? V_TRUE : K(t, compare_op(t, op, v, w));
    }
    return v_bool(order_holds(a->len < b->len ? -1 : a->len > b->len, op));
}

static Value array_compare(Thread *t, Value a, Value b, int op)
{
    if (!array_check(a) || !array_check(b))
        return V_NOTIMPLEMENTED;
    ApiScope scope = api_scope_begin(t);
    return api_scope_return(t, scope, array_compare_body(t, a, b, op));
}

void array_slots_fill(Slots *s)
{
    s->repr = array_repr;
    s->compare = array_compare;
    s->length = array_length;
    s->getitem = array_getitem;
    s->setitem = array_setitem;
    s->contains = array_contains;
    s->concat = array_concat;
    s->iconcat = array_iconcat;
    s->repeat = array_repeat;
    s->irepeat = array_irepeat;
}
