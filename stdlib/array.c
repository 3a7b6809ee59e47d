/* SPDX-License-Identifier: MIT */
/* array: sequences of numbers and characters, stored as C stores them: storage, methods, pickles.
   Operators and indices are in array_slots.c. */
#include "stdlib/array.h"
#include "vm/objects/helpers.h"
#include "vm/objects/slice.h"

#define A(v) V_AS(Array, v)
static void array_free(Thread *t, Object *o);
static const FieldTable array_fields = {{0}, array_free, NULL, NULL};

bool array_check(Value v)
{
    return api_is(v, &array_fields);
}

static void array_free(Thread *t, Object *o)
{
    Array *a = (Array *)o;
    if (a->data)
        mem_free(t, a->data, a->cap * a->code->size);
}

/* ---- storage ---- */

int array_check_exports(Thread *t, const Array *a)
{
    if (a->exports == 0)
        return 0;
    raise_format(t, EXC_BufferError, "cannot resize an array that is exporting buffers");
    return -1;
}

/* Changes the number of items; new ones are undefined. */
int array_resize(Thread *t, Array *a, size_t len)
{
    if (len == a->len)
        return 0;
    if (array_check_exports(t, a) < 0)
        return -1;
    if (len > a->cap || len < a->cap / 2) {
        size_t cap = len ? len + (len >> 4) + (len < 8 ? 3 : 7) : 0, bytes;
        if (len > PTRDIFF_MAX / 16 || __builtin_mul_overflow(cap, (size_t)a->code->size, &bytes)) {
            raise_memory(t);
            return -1;
        }
        char *data = NULL;
        if (cap) {
            data = mem_resize(t, a->data, a->cap * a->code->size, bytes);
            if (!data)
                return -1;
        } else {
            mem_free(t, a->data, a->cap * a->code->size);
        }
        a->data = data;
        a->cap = cap;
    }
    a->len = len;
    return 0;
}

/* Room for n items at i, whose bytes are copied from data (unless NULL). */
int array_open(Thread *t, Array *a, size_t i, size_t gone, const char *data, size_t n)
{
    size_t size = a->code->size, old = a->len;
    if (n != gone && array_check_exports(t, a) < 0)
        return -1;
    if (n < gone)
        memmove(array_place(a, i + n), array_place(a, i + gone), (old - i - gone) * size);
    if (array_resize(t, a, old - gone + n) < 0)
        return -1;
    if (n > gone)
        memmove(array_place(a, i + n), array_place(a, i + gone), (old - i - gone) * size);
    if (data && n)
        memcpy(array_place(a, i), data, n * size);
    return 0;
}

Value array_make(Thread *t, Type *cls, const ArrayCode *code, size_t len)
{
    Value made = api_instance(t, cls);
    if (v_is_error(made))
        return V_ERROR;
    A(made)->code = code;
    return array_resize(t, A(made), len) < 0 ? V_ERROR : made;
}

static int array_push(Thread *t, Array *a, Value v)
{
    char item[8];
    if (array_item_set(t, a->code, item, v) < 0)
        return -1;
    return array_open(t, a, a->len, 0, item, 1);
}

static int array_push_all(Thread *t, Array *a, Value iterable)
{
    Value it = K(t, iter_get(t, iterable));
    if (v_is_error(it))
        return -1;
    ApiScope scope = api_scope_begin(t);
    while (API_ROUND(t, scope)) {
        Value v = K(t, iter_next(t, it));
        if (v_same(v, V_STOP))
            return 0;
        if (v_is_error(v) || array_push(t, a, v) < 0 || safepoint(t) < 0)
            return -1;
    }
    return 0;
}

/* ---- bytes and text ---- */

static int array_push_bytes(Thread *t, Array *a, const char *data, size_t len)
{
    if (len % a->code->size) {
        raise_format(t, EXC_ValueError, "bytes length not a multiple of item size");
        return -1;
    }
    return array_open(t, a, a->len, 0, data, len / a->code->size);
}

static int array_push_text(Thread *t, Array *a, const Str *s)
{
    size_t old = a->len;
    if (array_resize(t, a, old + s->len) < 0)
        return -1;
    for (size_t i = 0; i < s->len; i++) {
        uint32_t c = str_at(s, i);
        memcpy(array_place(a, old + i), &c, sizeof c);
    }
    return 0;
}

Value array_text(Thread *t, const Array *a)
{
    for (size_t i = 0; i < a->len; i++)
        if (v_is_error(array_item(t, a->code, array_place(a, i))))
            return V_ERROR;
    return K(t, str_from_ucs4(t, (const uint32_t *)(const void *)a->data, a->len));
}

/* ---- array() ---- */

/* The code that an argument names, or NULL with an exception. */
static const ArrayCode *code_argument(Thread *t, Value v, const char *what)
{
    if (!v_is_str(v) || V_AS(Str, v)->len != 1) {
        raise_format(t, EXC_TypeError, "%s must be a unicode character, not %T", what, v);
        return NULL;
    }
    const ArrayCode *code = array_code_find(str_at(V_AS(Str, v), 0));
    if (!code)
        raise_format(t, EXC_ValueError,
                     "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
    return code;
}

/* Fills a new array from the second argument. */
static int array_fill(Thread *t, Value made, Value from)
{
    Array *a = A(made);
    bool text = a->code->kind == ARRAY_TEXT;
    if (v_is_str(from) && !text) {
        raise_format(t, EXC_TypeError, "cannot use a str to initialize an array with typecode '%c'",
                     a->code->code);
        return -1;
    }
    if (array_check(from) && !text && A(from)->code->kind == ARRAY_TEXT) {
        raise_format(t, EXC_TypeError,
                     "cannot use a unicode array to initialize an array with typecode '%c'",
                     a->code->code);
        return -1;
    }
    if (v_is_str(from))
        return array_push_text(t, a, V_AS(Str, from));
    if (array_check(from) && A(from)->code == a->code)
        return array_open(t, a, 0, 0, A(from)->data, A(from)->len);
    if (v_has_layout(from, KIND_bytes) || v_has_layout(from, KIND_bytearray)) {
        BufferView view;
        if (buffer_get(t, from, &view) < 0)
            return -1;
        int status = array_push_bytes(t, a, view.data, view.len);
        buffer_release(t, &view);
        return status;
    }
    return array_push_all(t, a, from);
}

API(array_new, "array(cls, typecode, initializer=(), /)", "")
{
    const ArrayCode *code = code_argument(t, a[1], "array() argument 1");
    if (!code)
        return V_ERROR;
    if (code->code == 'u' &&
        warn_format(t, EXC_DeprecationWarning, 1,
                    "The 'u' type code is deprecated and will be removed in Python 3.16") < 0)
        return V_ERROR;
    Value made = array_make(t, V_AS(Type, a[0]), code, 0);
    if (v_is_error(made) || v_is_empty(a[2]))
        return made;
    return array_fill(t, made, a[2]) < 0 ? V_ERROR : made;
}

/* ---- methods: items ---- */

API(append, "append(self, v, /)", "Adds an item at the end.")
{
    return array_push(t, A(a[0]), a[1]) < 0 ? V_ERROR : V_NONE;
}

/* Items of another array of the same kind; anything else item by item. */
int array_extend(Thread *t, Array *a, Value from)
{
    if (!array_check(from))
        return array_push_all(t, a, from);
    if (A(from)->code != a->code) {
        raise_format(t, EXC_TypeError, "can only extend with array of same kind");
        return -1;
    }
    size_t old = a->len, n = A(from)->len;
    if (array_resize(t, a, old + n) < 0)
        return -1;
    if (n)
        memmove(array_place(a, old), A(from)->data, n * a->code->size);
    return 0;
}

API(extend, "extend(self, bb, /)", "Adds the items of an array or iterable at the end.")
{
    return array_extend(t, A(a[0]), a[1]) < 0 ? V_ERROR : V_NONE;
}

API(fromlist, "fromlist(self, list, /)", "Adds the items of a list at the end: all, or none.")
{
    Array *array = A(a[0]);
    if (!v_has_layout(a[1], KIND_list))
        return raise_format(t, EXC_TypeError, "arg must be list");
    size_t old = array->len;
    const List *l = V_AS(List, a[1]);
    for (size_t i = 0, n = l->len; i < n; i++) {
        int bad = array_push(t, array, l->items[i]);
        if (bad == 0 && l->len == n)
            continue;
        if (bad == 0)
            raise_format(t, EXC_RuntimeError, "list changed size during iteration");
        array->len = old;
        return V_ERROR;
    }
    return V_NONE;
}

Value array_list(Thread *t, const Array *array)
{
    Value made = K(t, list_new(t, NULL, 0));
    if (v_is_error(made))
        return V_ERROR;
    if (list_reserve(t, V_AS(List, made), array->len) < 0)
        return V_ERROR;
    for (size_t i = 0; i < array->len; i++) {
        Value v = array_item_new(t, array->code, array_place(array, i));
        if (v_is_error(v) || list_append_take(t, V_AS(List, made), v) < 0)
            return V_ERROR;
    }
    return made;
}
API(tolist, "tolist(self, /)", "The items in a list.")
{
    return array_list(t, A(a[0]));
}

API(insert, "insert(self, i, v, /)", "Puts an item before the index.")
{
    Array *array = A(a[0]);
    int64_t i, len = (int64_t)array->len;
    char item[8];
    if (value_to_ssize(t, a[1], &i, EXC_OverflowError) < 0 ||
        array_item_set(t, array->code, item, a[2]) < 0)
        return V_ERROR;
    len = (int64_t)array->len;
    i = i < 0 ? (i + len < 0 ? 0 : i + len) : i > len ? len : i;
    return array_open(t, array, (size_t)i, 0, item, 1) < 0 ? V_ERROR : V_NONE;
}

API(pop, "pop(self, i=-1, /)", "Removes the item at an index and returns it.")
{
    Array *array = A(a[0]);
    int64_t i = -1;
    if (!v_is_empty(a[1]) && value_to_ssize(t, a[1], &i, EXC_OverflowError) < 0)
        return V_ERROR;
    if (array->len == 0)
        return raise_format(t, EXC_IndexError, "pop from empty array");
    i += i < 0 ? (int64_t)array->len : 0;
    if (i < 0 || i >= (int64_t)array->len)
        return raise_format(t, EXC_IndexError, "pop index out of range");
    Value v = array_item(t, array->code, array_place(array, (size_t)i));
    return v_is_error(v) || array_open(t, array, (size_t)i, 1, NULL, 0) < 0 ? V_ERROR : v;
}

API(clear, "clear(self, /)", "Removes all items.")
{
    return array_resize(t, A(a[0]), 0) < 0 ? V_ERROR : V_NONE;
}

/* Index of the first item from `at` on, before `stop`, that is equal; -1: none, -2: error. */
int64_t array_find(Thread *t, const Array *a, Value v, size_t at, size_t stop)
{
    ApiScope scope = api_scope_begin(t);
    for (; at < stop && at < a->len && API_ROUND(t, scope); at++) {
        Value item = array_item(t, a->code, array_place(a, at));
        int equal = v_is_error(item)        ? -1
                    : v_both_small(item, v) ? v_same(item, v)
                                            : values_equal(t, item, v);
        if (equal)
            return equal < 0 ? -2 : (int64_t)at;
    }
    return -1;
}

API(index, "index(self, v, start=0, stop=sys.maxsize, /)",
    "The index of the first item that is equal to the value.")
{
    Array *array = A(a[0]);
    int64_t start, stop;
    if (index_bounds(t, a[2], a[3], (int64_t)array->len, &start, &stop) < 0)
        return V_ERROR;
    int64_t i = array_find(t, array, a[1], (size_t)start, (size_t)stop);
    if (i < 0)
        return i == -2 ? V_ERROR
                       : raise_format(t, EXC_ValueError, "array.index(x): x not in array");
    return v_from_small(i);
}

API(count, "count(self, v, /)", "How many items are equal to the value.")
{
    int64_t count = 0;
    for (int64_t i = -1;; count++) {
        i = array_find(t, A(a[0]), a[1], (size_t)(i + 1), SIZE_MAX);
        if (i < 0)
            return i == -2 ? V_ERROR : v_from_small(count);
    }
}

API(remove, "remove(self, v, /)", "Removes the first item that is equal to the value.")
{
    int64_t i = array_find(t, A(a[0]), a[1], 0, SIZE_MAX);
    if (i < 0)
        return i == -2 ? V_ERROR
                       : raise_format(t, EXC_ValueError, "array.remove(x): x not in array");
    return array_open(t, A(a[0]), (size_t)i, 1, NULL, 0) < 0 ? V_ERROR : V_NONE;
}

static void swap_bytes(char *a, char *b, size_t n)
{
    for (; n; n--, a++, b++) {
        char c = *a;
        *a = *b;
        *b = c;
    }
}

API(reverse, "reverse(self, /)", "Turns the order of the items round, in place.")
{
    Array *array = A(a[0]);
    for (size_t i = 0; i < array->len / 2; i++)
        swap_bytes(array_place(array, i), array_place(array, array->len - 1 - i),
                   array->code->size);
    return V_NONE;
}

API(byteswap, "byteswap(self, /)", "Turns the order of the bytes of each item round.")
{
    Array *array = A(a[0]);
    size_t size = array->code->size;
    for (size_t i = 0; i < array->len; i++)
        for (size_t k = 0; k < size / 2; k++)
            swap_bytes(array_place(array, i) + k, array_place(array, i) + size - 1 - k, 1);
    return V_NONE;
}

/* ---- methods: bytes, text, files ---- */

API(frombytes, "frombytes(self, buffer, /)", "Adds the items that bytes hold.")
{
    BufferView view;
    if (buffer_get(t, a[1], &view) < 0)
        return V_ERROR;
    int status = -1;
    if (view.itemsize != 1)
        raise_format(t, EXC_TypeError, "a bytes-like object is required");
    else
        status = array_push_bytes(t, A(a[0]), view.data, view.len);
    buffer_release(t, &view);
    return status < 0 ? V_ERROR : V_NONE;
}

API(tobytes, "tobytes(self, /)", "The items as bytes, as they are in memory.")
{
    return K(t, bytes_new(t, A(a[0])->data, A(a[0])->len * A(a[0])->code->size));
}

static int check_text(Thread *t, const Array *a, const char *name)
{
    if (a->code->kind == ARRAY_TEXT)
        return 0;
    raise_format(t, EXC_ValueError, "%s() may only be called on unicode type arrays ('u' or 'w')",
                 name);
    return -1;
}

API(fromunicode, "fromunicode(self, ustr, /)", "Adds the characters of a str.")
{
    if (!v_is_str(a[1]))
        return raise_format(t, EXC_TypeError, "fromunicode() argument must be str, not %s",
                            v_is_none(a[1]) ? "None" : v_type_name(t, a[1]));
    if (check_text(t, A(a[0]), "fromunicode") < 0)
        return V_ERROR;
    return array_push_text(t, A(a[0]), V_AS(Str, a[1])) < 0 ? V_ERROR : V_NONE;
}

API(tounicode, "tounicode(self, /)", "The characters as a str.")
{
    return check_text(t, A(a[0]), "tounicode") < 0 ? V_ERROR : array_text(t, A(a[0]));
}

static Value call_named(Thread *t, Value obj, const char *name, Value arg)
{
    Value key = K(t, str_intern_utf8(t, name, strlen(name)));
    return v_is_error(key) ? V_ERROR : K(t, call_method1(t, obj, V_AS(Str, key), arg));
}

API(fromfile, "fromfile(self, f, n, /)", "Reads n items from a binary file.")
{
    Array *array = A(a[0]);
    int64_t n, bytes;
    if (value_to_ssize(t, a[2], &n, EXC_OverflowError) < 0)
        return V_ERROR;
    if (n < 0)
        return raise_format(t, EXC_ValueError, "negative count");
    if (__builtin_mul_overflow(n, (int64_t)array->code->size, &bytes))
        return raise_memory(t);
    Value data = call_named(t, a[1], "read", v_from_small(bytes));
    if (v_is_error(data))
        return V_ERROR;
    if (!v_has_layout(data, KIND_bytes))
        return raise_format(t, EXC_TypeError, "read() didn't return bytes");
    size_t len;
    const char *p = bytes_view(data, &len);
    if (array_push_bytes(t, array, p, len) < 0)
        return V_ERROR;
    return (int64_t)len == bytes
               ? V_NONE
               : raise_format(t, EXC_EOFError, "read() didn't return enough bytes");
}

API(tofile, "tofile(self, f, /)", "Writes all items to a binary file.")
{
    enum { BLOCK = 64 * 1024 };
    Array *array = A(a[0]);
    size_t size = array->len * array->code->size;
    for (size_t at = 0; at < size && at < array->len * array->code->size; at += BLOCK) {
        Value part = K(t, bytes_new(t, array->data + at, size - at < BLOCK ? size - at : BLOCK));
        if (v_is_error(part) || v_is_error(call_named(t, a[1], "write", part)))
            return V_ERROR;
    }
    return V_NONE;
}

API(buffer_info, "buffer_info(self, /)", "(address of the memory, number of items).")
{
    Value address = K(t, int_from_uint64(t, (uint64_t)(uintptr_t)A(a[0])->data));
    return v_is_error(address)
               ? V_ERROR
               : K(t, tuple_pack(t, 2, address, v_from_small((int64_t)A(a[0])->len)));
}

/* ---- copies and pickles ---- */

Type *array_type(Value array)
{
    Type *type = v_object(array)->type;
    while (type->flags & TF_HEAP)
        type = type->base;
    return type;
}

/* Slices and copies are plain arrays, also those of subclasses. */
Value array_slice(Thread *t, Value self, size_t from, size_t to)
{
    Array *array = A(self);
    Value made = array_make(t, array_type(self), array->code, 0);
    if (v_is_error(made) || array_open(t, A(made), 0, 0, array_place(array, from), to - from) < 0)
        return V_ERROR;
    return made;
}
API(copy, "__copy__(self, /)", "A copy of the array.")
{
    return array_slice(t, a[0], 0, A(a[0])->len);
}
API(deepcopy, "__deepcopy__(self, unused, /)", "A copy of the array.")
{
    return array_slice(t, a[0], 0, A(a[0])->len);
}
API(size, "__sizeof__(self, /)", "Size of the array in memory, in bytes.")
{
    return v_from_small((int64_t)(sizeof(Array) + A(a[0])->cap * A(a[0])->code->size));
}

API(reduce, "__reduce_ex__(self, value, /)", "For pickling.")
{
    Array *array = A(a[0]);
    int64_t protocol;
    if (!v_is_int(a[1]))
        return raise_format(t, EXC_TypeError, "__reduce_ex__ argument should be an integer");
    if (value_to_int64(t, a[1], &protocol) < 0)
        return V_ERROR;
    Value cls = v_from(v_type(t, a[0])), code = K(t, str_from_char(t, (uint32_t)array->code->code));
    Value state = K(t, attr_get_or_empty(t, a[0], N(t, __dict__)));
    if (v_is_error(code) || v_is_error(state))
        return V_ERROR;
    Value maker = cls, args;
    if (protocol < 3) {
        Value items = array_list(t, array);
        args = v_is_error(items) ? V_ERROR : K(t, tuple_pack(t, 2, code, items));
    } else {
        maker = K(t, import_attr(t, "array", "_array_reconstructor"));
        Value data = K(t, bytes_new(t, array->data, array->len * array->code->size));
        args = v_is_error(data)
                   ? V_ERROR
                   : K(t, tuple_pack(t, 4, cls, code, v_from_small(array->code->machine), data));
    }
    if (v_is_error(args) || v_is_error(maker))
        return V_ERROR;
    return K(t, tuple_pack(t, 3, maker, args, v_is_empty(state) ? V_NONE : state));
}

static int check_reconstruction(Thread *t, Value *a, const ArrayCode *code, int64_t *machine)
{
    if (!v_is_type(a[0])) {
        raise_format(t, EXC_TypeError, "first argument must be a type object, not %T", a[0]);
        return -1;
    }
    Value base = K(t, import_attr(t, "array", "array"));
    if (v_is_error(base))
        return -1;
    if (!type_is_subtype(V_AS(Type, a[0]), V_AS(Type, base))) {
        raise_format(t, EXC_TypeError, "%s is not a subtype of array.array",
                     V_AS(Type, a[0])->name);
        return -1;
    }
    if (!code) {
        raise_format(t, EXC_ValueError, "second argument must be a valid type code");
        return -1;
    }
    if (value_to_int64(t, a[2], machine) < 0)
        return -1;
    if (array_machine_size((int)*machine) == 0) {
        raise_format(t, EXC_ValueError, "third argument must be a valid machine format code.");
        return -1;
    }
    if (!v_has_layout(a[3], KIND_bytes)) {
        raise_format(t, EXC_TypeError, "fourth argument should be bytes, not %T", a[3]);
        return -1;
    }
    return 0;
}

API(reconstructor, "_array_reconstructor(arraytype, typecode, mformat_code, items, /)",
    "Makes an array from a pickle, whatever machine wrote it.")
{
    int64_t machine;
    if (!v_is_str(a[1]) || V_AS(Str, a[1])->len != 1)
        return raise_format(t, EXC_TypeError,
                            "_array_reconstructor() argument 2 must be a unicode character, not %T",
                            a[1]);
    const ArrayCode *code = array_code_find(str_at(V_AS(Str, a[1]), 0));
    if (check_reconstruction(t, a, code, &machine) < 0)
        return V_ERROR;
    bool native = machine == code->machine;
    if (!native && machine < 14)
        code = array_code_of_machine((int)machine);
    Value made = array_make(t, V_AS(Type, a[0]), code, 0);
    size_t len, size = array_machine_size((int)machine);
    const char *p = bytes_view(a[3], &len);
    if (v_is_error(made))
        return V_ERROR;
    if (native)
        return array_push_bytes(t, A(made), p, len) < 0 ? V_ERROR : made;
    if (machine == 18 || machine == 19) { /* UTF-16 */
        Value text = K(t, codec_decode(t, p, len, machine == 18 ? "utf-16-le" : "utf-16-be", NULL));
        return v_is_error(text) || array_push_text(t, A(made), V_AS(Str, text)) < 0 ? V_ERROR
                                                                                    : made;
    }
    if (len % size)
        return raise_format(t, EXC_ValueError, "string length not a multiple of item size");
    ApiScope scope = api_scope_begin(t);
    for (size_t i = 0; i < len && API_ROUND(t, scope); i += size) {
        Value v = array_machine_item(t, (int)machine, p + i);
        if (v_is_error(v) || array_push(t, A(made), v) < 0)
            return V_ERROR;
    }
    return made;
}

/* ---- the buffer ---- */

static int array_buffer_get(Thread *t, Value self, BufferView *view)
{
    Array *a = A(self);
    static char none[1];
    view->data = a->data ? a->data : none;
    view->len = a->len * a->code->size;
    view->itemsize = a->code->size;
    view->format = a->code->format;
    view->readonly = false;
    a->exports++;
    return 0;
}

static void array_buffer_release(Thread *t, Object *self)
{
    ((Array *)self)->exports--;
}

/* ---- the iterator ---- */

typedef struct ArrayIterator {
    Object head;
    Value array; /* EMPTY when exhausted */
    size_t at;
} ArrayIterator;

static Type *iterator_type(Thread *t)
{
    Value cls = K(t, import_attr(t, "array", "_iterator"));
    return v_is_error(cls) ? NULL : V_AS(Type, cls);
}

API_UNARY(array_iter)
{
    Type *type = iterator_type(t);
    Value made = type ? api_instance(t, type) : V_ERROR;
    if (!v_is_error(made))
        api_set(t, &V_AS(ArrayIterator, made)->array, self);
    return made;
}

API_UNARY(iterator_end)
{
    return v_is_error(api_take(t, &V_AS(ArrayIterator, self)->array)) ? V_ERROR : V_STOP;
}

static Value iterator_next(Thread *t, Value self)
{
    ArrayIterator *it = V_AS(ArrayIterator, self);
    if (v_is_empty(it->array))
        return V_STOP;
    const Array *a = A(it->array);
    return it->at < a->len ? array_item_new(t, a->code, array_place(a, it->at++))
                           : iterator_end(t, self);
}

API(iterator_reduce, "__reduce__(self, /)", "For copying.")
{
    ArrayIterator *it = V_AS(ArrayIterator, a[0]);
    Value maker = K(t, import_attr(t, "builtins", "iter"));
    Value none = K(t, tuple_new(t, NULL, 0));
    if (v_is_error(maker) || v_is_error(none))
        return V_ERROR;
    Value args = K(t, tuple_pack(t, 1, v_is_empty(it->array) ? none : it->array));
    if (v_is_error(args) || v_is_empty(it->array))
        return v_is_error(args) ? V_ERROR : K(t, tuple_pack(t, 2, maker, args));
    return K(t, tuple_pack(t, 3, maker, args, v_from_small((int64_t)it->at)));
}

API(iterator_setstate, "__setstate__(self, state, /)", "Where to go on.")
{
    ArrayIterator *it = V_AS(ArrayIterator, a[0]);
    int64_t at;
    if (value_to_ssize(t, a[1], &at, EXC_OverflowError) < 0)
        return V_ERROR;
    if (!v_is_empty(it->array)) {
        size_t len = A(it->array)->len;
        it->at = at < 0 ? 0 : (size_t)at > len ? len : (size_t)at;
    }
    return V_NONE;
}

/* ---- the module ---- */

static Value get_typecode(Thread *t, Value self)
{
    return str_from_char(t, (uint32_t)A(self)->code->code);
}
static Value get_itemsize(Thread *t, Value self)
{
    return v_from_small(A(self)->code->size);
}

static int iterator_add(Thread *t, Value module)
{
    static const FieldTable fields = {{offsetof(ArrayIterator, array), 0}, NULL, NULL, NULL};
    static const NativeDef *const methods[] = {&iterator_reduce_def, &iterator_setstate_def, NULL};
    static const TypeSpec spec = {
        .name = "array.arrayiterator",
        .size = sizeof(ArrayIterator),
        .flags = TF_IMMUTABLE | TF_NO_NEW,
        .slots = {.iter = self_iter, .next = iterator_next},
        .methods = methods,
    };
    Type *type = api_type(t, &spec, &fields);
    return type ? api_module_add(t, module, "_iterator", v_from(type)) : -1;
}

static int register_sequence(Thread *t, Type *type)
{
    Value base = K(t, import_attr(t, "collections.abc", "MutableSequence"));
    Value name = v_is_error(base) ? V_ERROR : K(t, str_intern_utf8(t, "register", 8));
    if (v_is_error(name))
        return -1;
    return v_is_error(K(t, call_method1(t, base, V_AS(Str, name), v_from(type)))) ? -1 : 0;
}

static int array_exec(Thread *t, Value module)
{
    static const BufferProcs procs = {array_buffer_get, array_buffer_release};
    static const NativeDef *const methods[] = {
        &append_def,    &extend_def,   &fromlist_def,  &tolist_def,        &insert_def,
        &pop_def,       &clear_def,    &index_def,     &count_def,         &remove_def,
        &reverse_def,   &byteswap_def, &frombytes_def, &tobytes_def,       &fromunicode_def,
        &tounicode_def, &fromfile_def, &tofile_def,    &buffer_info_def,   &copy_def,
        &deepcopy_def,  &size_def,     &reduce_def,    &class_getitem_def, NULL,
    };
    static const GetSetDef getset[] = {
        {"typecode", get_typecode, NULL, "The type code that made the array."},
        {"itemsize", get_itemsize, NULL, "Bytes of an item."},
        {NULL, NULL, NULL, NULL},
    };
    TypeSpec spec = {
        .name = "array.array",
        .doc = "array(typecode [, initializer]) -> array\n\nA sequence of numbers or characters "
               "that are all of one C type.",
        .size = sizeof(Array),
        .flags = TF_BASE | TF_IMMUTABLE | TF_WEAKREF | TF_SEQUENCE,
        .new_def = &array_new_def,
        .slots = {.iter = array_iter},
        .methods = methods,
        .getset = getset,
    };
    array_slots_fill(&spec.slots);
    Type *type = api_type(t, &spec, &array_fields);
    if (!type)
        return -1;
    type->buffer = &procs;
    return register_sequence(t, type) < 0 || api_module_add_type(t, module, type) < 0 ||
                   api_module_add(t, module, "ArrayType", v_from(type)) < 0 ||
                   api_module_add(t, module, "typecodes", K(t, str_from_cstr(t, array_typecodes))) <
                       0
               ? -1
               : iterator_add(t, module);
}

Value array_module(Thread *t)
{
    static const NativeDef *const functions[] = {&reconstructor_def, NULL};
    static const ModuleSpec spec = {
        "array",
        "Sequences of numbers and characters, stored compactly.",
        functions,
        array_exec,
    };
    return api_module(t, &spec);
}
