/* SPDX-License-Identifier: MIT */
/* _struct: values in the layout of C structs: the functions, Struct, and the iterator. */
#include "stdlib/struct_internal.h"
#include "vm/objects/helpers.h"

typedef struct Struct {
    Object head;
    Value format; /* str; EMPTY before __init__ */
    StructLayout layout;
} Struct;
#define S(v) V_AS(Struct, v)

static void struct_free(Thread *t, Object *o)
{
    struct_layout_free(t, &((Struct *)o)->layout);
}
static const FieldTable struct_fields = {{offsetof(Struct, format)}, struct_free, NULL, NULL};

typedef struct UnpackIterator {
    Object head;
    Value made_by; /* the Struct; EMPTY at the end */
    BufferView view;
    size_t at;
    bool held;
} UnpackIterator;
#define U(v) V_AS(UnpackIterator, v)

static void iterator_free(Thread *t, Object *o)
{
    UnpackIterator *it = (UnpackIterator *)o;
    if (it->held)
        buffer_release(t, &it->view);
    it->held = false;
}
static void iterator_visit(Object *o, VisitFn fn, void *arg)
{
    if (((UnpackIterator *)o)->held)
        fn(((UnpackIterator *)o)->view.owner, arg);
}
static void iterator_clear(Thread *t, Object *o)
{
    iterator_free(t, o);
}
static const FieldTable iterator_fields = {
    {offsetof(UnpackIterator, made_by)}, iterator_free, iterator_visit, iterator_clear};

/* ---- what functions and methods share ---- */

static Value do_pack(Thread *t, const StructLayout *l, const Value *items, size_t n)
{
    if ((int64_t)n != l->items)
        return struct_raise(t, "pack expected %ld items for packing (got %zu)", (long)l->items, n);
    Bytes *b = bytes_alloc(t, l->size);
    if (!b)
        return V_ERROR;
    Value made = K(t, v_from(b));
    return struct_pack(t, l, b->data, items) < 0 ? V_ERROR : made;
}

/* An offset that may count from the end, checked against the buffer. `pack`: for the messages. */
static int offset_check(Thread *t, const StructLayout *l, size_t len, int64_t *offset, bool pack)
{
    if (*offset < 0) {
        if (*offset + (int64_t)l->size > 0) {
            struct_raise(t,
                         pack ? "no space to pack %zu bytes at offset %ld"
                              : "not enough data to unpack %zu bytes at offset %ld",
                         l->size, (long)*offset);
            return -1;
        }
        if (*offset + (int64_t)len < 0) {
            struct_raise(t, "offset %ld out of range for %zu-byte buffer", (long)*offset, len);
            return -1;
        }
        *offset += (int64_t)len;
    }
    if ((int64_t)len - *offset >= (int64_t)l->size)
        return 0;
    struct_raise(
        t,
        pack ? "pack_into requires a buffer of at least %zu bytes for packing %zu bytes at "
               "offset %zu (actual buffer size is %zu)"
             : "unpack_from requires a buffer of at least %zu bytes for unpacking %zu bytes "
               "at offset %zu (actual buffer size is %zu)",
        (size_t)*offset + l->size, l->size, (size_t)*offset, len);
    return -1;
}

/* a: buffer, offset, values ... */
static Value do_pack_into(Thread *t, const StructLayout *l, const Value *a, size_t n)
{
    if (n == 0)
        return struct_raise(t, "pack_into expected buffer argument");
    if (n == 1)
        return struct_raise(t, "pack_into expected offset argument");
    if ((int64_t)n - 2 != l->items)
        return struct_raise(t, "pack_into expected %ld items for packing (got %zu)", (long)l->items,
                            n - 2);
    BufferView view;
    int64_t offset;
    if (!buffer_check(t, a[0]) || buffer_get(t, a[0], &view) < 0) {
        if (buffer_check(t, a[0]))
            return V_ERROR;
        return raise_format(t, EXC_TypeError,
                            "argument must be read-write bytes-like object, not %T", a[0]);
    }
    int status = 0;
    if (view.readonly) {
        raise_format(t, EXC_TypeError, "argument must be read-write bytes-like object, not %T",
                     a[0]);
        status = -1;
    }
    if (status == 0 && value_to_ssize(t, a[1], &offset, EXC_IndexError) < 0)
        status = -1;
    if (status == 0)
        status = offset_check(t, l, view.len, &offset, true);
    if (status == 0)
        status = struct_pack(t, l, view.data + offset, a + 2);
    buffer_release(t, &view);
    return status < 0 ? V_ERROR : V_NONE;
}

static Value do_unpack(Thread *t, const StructLayout *l, Value buffer)
{
    BufferView view;
    if (buffer_get(t, buffer, &view) < 0)
        return V_ERROR;
    Value r = view.len == l->size
                  ? struct_unpack(t, l, view.data)
                  : struct_raise(t, "unpack requires a buffer of %zu bytes", l->size);
    buffer_release(t, &view);
    return r;
}

static Value do_unpack_from(Thread *t, const StructLayout *l, Value buffer, Value offset_arg)
{
    BufferView view;
    int64_t offset = 0;
    if (!v_is_empty(offset_arg) && arg_to_ssize(t, offset_arg, &offset) < 0)
        return V_ERROR;
    if (buffer_get(t, buffer, &view) < 0)
        return V_ERROR;
    Value r = offset_check(t, l, view.len, &offset, false) < 0
                  ? V_ERROR
                  : struct_unpack(t, l, view.data + offset);
    buffer_release(t, &view);
    return r;
}

static Value do_iter_unpack(Thread *t, Value self, Value buffer)
{
    StructLayout *l = &S(self)->layout;
    if (l->size == 0)
        return struct_raise(t, "cannot iteratively unpack with a struct of length 0");
    Value type = K(t, import_attr(t, "_struct", "_iterator"));
    Value made = v_is_error(type) ? V_ERROR : api_instance(t, V_AS(Type, type));
    if (v_is_error(made) || buffer_get(t, buffer, &U(made)->view) < 0)
        return V_ERROR;
    U(made)->held = true;
    if (U(made)->view.len % l->size)
        return struct_raise(t, "iterative unpacking requires a buffer of a multiple of %zu bytes",
                            l->size);
    api_set(t, &U(made)->made_by, self);
    return made;
}

/* ---- Struct ---- */

static int struct_prepare(Thread *t, Value self, Value format)
{
    StructLayout *l = &S(self)->layout;
    struct_layout_free(t, l);
    if (struct_layout_parse(t, format, l) < 0) {
        struct_layout_free(t, l);
        memset(l, 0, sizeof *l);
        l->codes = l->own;
        return -1;
    }
    size_t len;
    if (v_has_layout(format, KIND_bytes)) {
        const char *text = bytes_view(format, &len);
        format = K(t, str_from_latin1(t, text, len));
    }
    if (v_is_error(format))
        return -1;
    api_set(t, &S(self)->format, format);
    return 0;
}

static Value struct_make(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    ApiScope scope = api_scope_begin(t);
    Value made = api_instance(t, cls);
    if (!v_is_error(made))
        S(made)->layout.codes = S(made)->layout.own;
    return api_scope_return(t, scope, made);
}

API(struct_init, "Struct(self, /, format)", "")
{
    return struct_prepare(t, a[0], a[1]) < 0 ? V_ERROR : V_NONE;
}

/* Struct as the functions of the module make it, for iter_unpack. */
static Value struct_of(Thread *t, Value format)
{
    Value cls = K(t, import_attr(t, "_struct", "Struct"));
    return v_is_error(cls) ? V_ERROR : K(t, call1(t, cls, format));
}

#define SCOPED_VAR(id, sig, doc_text)                                  \
    static Value id##_body(Thread *t, const Value *a, uint32_t nargs); \
    NATIVE_VAR(id, sig, doc_text)                                      \
    {                                                                  \
        ApiScope scope = api_scope_begin(t);                           \
        if (args_no_keywords(t, #id, kwnames) < 0)                     \
            return V_ERROR;                                            \
        return api_scope_return(t, scope, id##_body(t, a, nargs));     \
    }                                                                  \
    static Value id##_body(Thread *t, const Value *a, uint32_t nargs)

SCOPED_VAR(struct_pack_method, "pack(self, /, *v)", "The values as bytes.")
{
    return do_pack(t, &S(a[0])->layout, a + 1, nargs - 1);
}
SCOPED_VAR(struct_pack_into_method, "pack_into(self, buffer, offset, /, *v)",
           "Writes the values into a buffer.")
{
    return do_pack_into(t, &S(a[0])->layout, a + 1, nargs - 1);
}
API(struct_unpack_method, "unpack(self, buffer, /)",
    "The values that a buffer of exactly this size holds: a tuple.")
{
    return do_unpack(t, &S(a[0])->layout, a[1]);
}
API(struct_unpack_from_method, "unpack_from(self, /, buffer, offset=0)",
    "The values that a buffer holds from an offset on: a tuple.")
{
    return do_unpack_from(t, &S(a[0])->layout, a[1], a[2]);
}
API(struct_iter_unpack_method, "iter_unpack(self, buffer, /)",
    "An iterator over the structs in a buffer: tuples.")
{
    return do_iter_unpack(t, a[0], a[1]);
}
API(struct_sizeof, "__sizeof__(self, /)", "Bytes of the object in memory.")
{
    return v_from_small((int64_t)(sizeof(Struct) + S(a[0])->layout.count * sizeof(StructCode)));
}

API_UNARY(struct_repr)
{
    Type *type = v_type(t, self);
    Value format = v_is_empty(S(self)->format) ? K(t, str_from_cstr(t, "")) : S(self)->format;
    return v_is_error(format) ? V_ERROR
                              : K(t, str_format(t, "%s(%R)", type_short_name(type), format));
}
static Value struct_get_format(Thread *t, Value self)
{
    Value format = S(self)->format;
    if (v_is_empty(format))
        return str_from_cstr(t, "");
    return str_slice(t, V_AS(Str, format), 0, V_AS(Str, format)->len);
}
static Value struct_get_size(Thread *t, Value self)
{
    return v_is_empty(S(self)->format) ? v_from_small(-1)
                                       : v_from_small((int64_t)S(self)->layout.size);
}

/* ---- the iterator ---- */

API_UNARY(iterator_next)
{
    UnpackIterator *it = U(self);
    if (v_is_empty(it->made_by))
        return V_STOP;
    const StructLayout *l = &S(it->made_by)->layout;
    if (it->at >= it->view.len) {
        iterator_free(t, v_object(self));
        api_set(t, &it->made_by, V_EMPTY);
        return V_STOP;
    }
    Value r = struct_unpack(t, l, it->view.data + it->at);
    it->at += l->size;
    return r;
}
API(iterator_hint, "__length_hint__(self, /)", "How many are left.")
{
    UnpackIterator *it = U(a[0]);
    return v_from_small(v_is_empty(it->made_by)
                            ? 0
                            : (int64_t)((it->view.len - it->at) / S(it->made_by)->layout.size));
}

/* ---- the functions ---- */

#define WITH_LAYOUT(format, expr)                \
    StructLayout l;                              \
    Value r = V_ERROR;                           \
    if (struct_layout_parse(t, format, &l) == 0) \
        r = (expr);                              \
    struct_layout_free(t, &l);                   \
    return r

SCOPED_VAR(pack, "pack(format, /, *v)", "The values as bytes in a format.")
{
    if (nargs == 0)
        return raise_format(t, EXC_TypeError, "missing format argument");
    WITH_LAYOUT(a[0], do_pack(t, &l, a + 1, nargs - 1));
}
SCOPED_VAR(pack_into, "pack_into(format, buffer, offset, /, *v)",
           "Writes the values into a buffer, in a format.")
{
    if (nargs == 0)
        return raise_format(t, EXC_TypeError, "missing format argument");
    WITH_LAYOUT(a[0], do_pack_into(t, &l, a + 1, nargs - 1));
}
API(unpack, "unpack(format, buffer, /)", "The values in a buffer of exactly the format's size.")
{
    WITH_LAYOUT(a[0], do_unpack(t, &l, a[1]));
}
API(unpack_from, "unpack_from(format, /, buffer, offset=0)",
    "The values in a buffer from an offset on.")
{
    WITH_LAYOUT(a[0], do_unpack_from(t, &l, a[1], a[2]));
}
API(iter_unpack, "iter_unpack(format, buffer, /)", "An iterator over the structs in a buffer.")
{
    Value made = struct_of(t, a[0]);
    return v_is_error(made) ? V_ERROR : do_iter_unpack(t, made, a[1]);
}
API(calcsize, "calcsize(format, /)", "Bytes of a struct in a format.")
{
    WITH_LAYOUT(a[0], v_from_small((int64_t)l.size));
}
API(clearcache, "_clearcache()", "Nothing is cached: formats are taken apart at each call.")
{
    return V_NONE;
}

/* ---- the module ---- */

static Type *struct_type(Thread *t)
{
    static const NativeDef *const methods[] = {
        &struct_pack_method_def,
        &struct_pack_into_method_def,
        &struct_unpack_method_def,
        &struct_unpack_from_method_def,
        &struct_iter_unpack_method_def,
        &struct_sizeof_def,
        NULL,
    };
    static const GetSetDef getset[] = {{"format", struct_get_format, NULL, "The format."},
                                       {"size", struct_get_size, NULL, "Bytes of a struct."},
                                       {NULL, NULL, NULL, NULL}};
    static const TypeSpec spec = {
        .name = "_struct.Struct",
        .doc = "A format taken apart once.",
        .size = sizeof(Struct),
        .flags = TF_GC | TF_BASE | TF_WEAKREF | TF_IMMUTABLE,
        .init_def = &struct_init_def,
        .slots = {.new_ = struct_make, .repr = struct_repr},
        .methods = methods,
        .getset = getset,
    };
    return api_type(t, &spec, &struct_fields);
}

static Type *iterator_type(Thread *t)
{
    static const NativeDef *const methods[] = {&iterator_hint_def, NULL};
    static const TypeSpec spec = {
        .name = "_struct.unpack_iterator",
        .size = sizeof(UnpackIterator),
        .flags = TF_GC | TF_NO_NEW | TF_IMMUTABLE,
        .slots = {.iter = self_iter, .next = iterator_next},
        .methods = methods,
    };
    return api_type(t, &spec, &iterator_fields);
}

static int error_add(Thread *t, Value module)
{
    Value ns = K(t, dict_new(t)), bases, name = K(t, str_from_cstr(t, "error")),
          where = K(t, str_from_cstr(t, "struct"));
    if (v_is_error(ns) || v_is_error(name) || v_is_error(where) ||
        dict_set_cstr(t, V_AS(Dict, ns), "__module__", where) < 0)
        return -1;
    bases = K(t, tuple_pack(t, 1, v_from(t->vm->exc[EXC_Exception])));
    Value cls = v_is_error(bases)
                    ? V_ERROR
                    : K(t, call3(t, v_from(t->vm->types[KIND_type]), name, bases, ns));
    return v_is_error(cls) ? -1 : api_module_add(t, module, "error", cls);
}

static int struct_exec(Thread *t, Value module)
{
    Type *type = struct_type(t), *iterator = type ? iterator_type(t) : NULL;
    if (!iterator || api_module_add_type(t, module, type) < 0 ||
        api_module_add(t, module, "_iterator", v_from(iterator)) < 0)
        return -1;
    return error_add(t, module);
}

Value struct_module(Thread *t)
{
    static const NativeDef *const functions[] = {
        &pack_def,        &pack_into_def, &unpack_def,     &unpack_from_def,
        &iter_unpack_def, &calcsize_def,  &clearcache_def, NULL,
    };
    static const ModuleSpec spec = {"_struct", "Values in the layout of C structs.", functions,
                                    struct_exec};
    return api_module(t, &spec);
}
