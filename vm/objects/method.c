/* SPDX-License-Identifier: MIT */
/* Bound methods: a callable and the object that becomes its first argument. */
#include "vm/core/frame.h"
#include "vm/core/type.h"

Value method_new(Thread *t, Value func, Value self)
{
    BoundMethod *m = object_new(t, t->vm->types[KIND_method], 0);
    if (!m)
        return V_ERROR;
    m->func = dup(func);
    m->self = dup(self);
    gc_track(t, m);
    return v_from(m);
}

NATIVE(method_make, "method(cls, function, instance, /)", "A method bound to an instance.")
{
    if (!v_type(t, a[1])->s.call)
        return raise_format(t, EXC_TypeError, "first argument must be callable");
    if (v_is_none(a[2]))
        return raise_format(t, EXC_TypeError, "instance must not be None");
    return method_new(t, a[1], a[2]);
}

static Value method_call(Thread *t, Value v, const Value *args, uint32_t nargs, Value kwnames)
{
    BoundMethod *m = V_AS(BoundMethod, v);
    size_t n = nargs + (v_is_empty(kwnames) ? 0 : V_AS(Tuple, kwnames)->len);
    Value stack[8], *row = stack;
    if (n + 1 > 8 && !(row = mem_alloc_array(t, n + 1, sizeof(Value))))
        return V_ERROR;
    row[0] = m->self;
    if (n)
        memcpy(row + 1, args, n * sizeof(Value));
    Value func = dup(m->func);
    Value self = dup(m->self); /* the call may drop the method itself */
    Value r = call_kw(t, func, row, nargs + 1, kwnames);
    drop(t, func);
    drop(t, self);
    if (row != stack)
        mem_free(t, row, (n + 1) * sizeof(Value));
    return r;
}

static Value method_repr(Thread *t, Value v)
{
    BoundMethod *m = V_AS(BoundMethod, v);
    Value name = attr_get_or_empty(t, m->func, N(t, __qualname__));
    if (v_is_empty(name))
        name = attr_get_or_empty(t, m->func, N(t, __name__));
    if (v_is_error(name))
        return V_ERROR;
    Value r = v_is_str(name) ? str_format(t, "<bound method %V of %R>", name, m->self)
                             : str_format(t, "<bound method ? of %R>", m->self);
    drop(t, name);
    return r;
}

static Value method_compare(Thread *t, Value a, Value b, int op)
{
    if ((op != CMP_EQ && op != CMP_NE) || !v_is_kind(a, KIND_method) || !v_is_kind(b, KIND_method))
        return V_NOTIMPLEMENTED;
    BoundMethod *x = V_AS(BoundMethod, a), *y = V_AS(BoundMethod, b);
    int same = v_same(x->self, y->self) ? values_equal(t, x->func, y->func) : 0;
    return same < 0 ? V_ERROR : v_bool(same == (op == CMP_EQ));
}

static int method_hash(Thread *t, Value v, int64_t *hash)
{
    BoundMethod *m = V_AS(BoundMethod, v);
    int64_t of_self, of_func;
    if (hash_address(t, m->self, &of_self) < 0 || value_hash(t, m->func, &of_func) < 0)
        return -1;
    *hash = of_self ^ of_func;
    *hash = *hash == -1 ? -2 : *hash;
    return 0;
}

static Value method_descr_get(Thread *t, Value v, Value obj, Value type)
{
    return dup(v); /* bound once and for all */
}

/* Attributes that the method itself lacks are the function's. */
static Value method_getattr(Thread *t, Value v, Value name)
{
    Value own = type_lookup(t, v_type(t, v), V_AS(Str, name));
    if (!v_is_empty(own))
        return descr_bind(t, own, v, v_type(t, v));
    return attr_get(t, V_AS(BoundMethod, v)->func, V_AS(Str, name));
}

static Value get_func(Thread *t, Value v)
{
    return dup(V_AS(BoundMethod, v)->func);
}

static Value get_self(Thread *t, Value v)
{
    return dup(V_AS(BoundMethod, v)->self);
}

static Value get_doc(Thread *t, Value v)
{
    return attr_get(t, V_AS(BoundMethod, v)->func, N(t, __doc__));
}

NATIVE(method_reduce, "__reduce__(self, /)", "getattr and its arguments.")
{
    BoundMethod *m = V_AS(BoundMethod, a[0]);
    Value name = attr_get(t, m->func, N(t, __name__));
    Value f = v_is_error(name) ? V_ERROR : import_attr(t, "builtins", "getattr");
    Value args = v_is_error(f) ? V_ERROR : tuple_pack(t, 2, m->self, name);
    Value r = v_is_error(args) ? V_ERROR : tuple_pack(t, 2, f, args);
    drop(t, name);
    drop(t, f);
    drop(t, args);
    return r;
}

static void method_clear(Thread *t, Object *o)
{
    BoundMethod *m = (BoundMethod *)o;
    v_clear(t, &m->func);
    v_clear(t, &m->self);
}

static void method_visit(Object *o, VisitFn fn, void *arg)
{
    BoundMethod *m = (BoundMethod *)o;
    fn(m->func, arg);
    fn(m->self, arg);
}

int method_setup(Thread *t)
{
    static const NativeDef *const methods[] = {&method_reduce_def, NULL};
    static const GetSetDef getset[] = {{"__func__", get_func, NULL, NULL},
                                       {"__self__", get_self, NULL, NULL},
                                       {"__doc__", get_doc, NULL, NULL},
                                       {NULL, NULL, NULL, NULL}};
    const TypeSpec spec = {
        .name = "method",
        .size = sizeof(BoundMethod),
        .flags = TF_GC | TF_WEAKREF,
        .kind = KIND_method,
        .layout = KIND_method,
        .new_def = &method_make_def,
        .slots = {.repr = method_repr,
                  .call = method_call,
                  .compare = method_compare,
                  .hash = method_hash,
                  .descr_get = method_descr_get,
                  .getattr = method_getattr},
        .dealloc = method_clear,
        .visit = method_visit,
        .clear = method_clear,
        .methods = methods,
        .getset = getset,
    };
    return type_from_spec(t, &spec) ? 0 : -1;
}
