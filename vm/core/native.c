/* SPDX-License-Identifier: MIT */
/* builtin_function_or_method objects. */
#include "vm/core/native.h"

static Native *native_alloc(Thread *t, const NativeDef *def, Signature *sig, Str *name)
{
    Native *n = object_new(t, t->vm->types[KIND_native], 0);
    if (!n)
        return NULL;
    n->def = def;
    n->sig = signature_share(sig);
    n->name = obj_dup(name);
    n->plain = NOT_PLAIN;
    gc_track(t, n);
    return n;
}

Value native_bind(Thread *t, const NativeDef *def, Signature *sig, Str *name, Value self,
                  Type *owner)
{
    Native *n = native_alloc(t, def, sig, name);
    if (!n)
        return V_ERROR;
    n->self = dup(self);
    n->owner = owner;
    return v_from(n);
}

/* A NATIVE_VAR needs no binder, and its signature may be one that the parser does not know. */
static Native *native_alloc_var(Thread *t, const NativeDef *def)
{
    Value name = str_intern_utf8(t, def->signature, strcspn(def->signature, "("));
    if (v_is_error(name))
        return NULL;
    Native *n = native_alloc(t, def, NULL, V_AS(Str, name));
    drop(t, name);
    return n;
}

Value native_new(Thread *t, const NativeDef *def, Value self_or_empty, Value module)
{
    Native *n;
    if (def->var) {
        n = native_alloc_var(t, def);
    } else {
        Signature *sig = signature_parse(t, def->signature);
        if (!sig)
            return V_ERROR;
        n = native_alloc(t, def, sig, sig->name);
        signature_release(t, sig);
    }
    if (!n)
        return V_ERROR;
    n->self = dup(self_or_empty);
    n->module = dup(module);
    if (n->sig && v_is_empty(n->self) && !(def->flags & NF_PAUSE))
        n->plain = n->sig->plain;
    return v_from(n);
}

int natives_add(Thread *t, Dict *dict, const NativeDef *const *defs, Value module)
{
    for (; *defs; defs++) {
        Value f = native_new(t, *defs, V_EMPTY, module);
        if (v_is_error(f))
            return -1;
        int err = dict_set_str(t, dict, V_AS(Native, f)->name, f);
        drop(t, f);
        if (err < 0)
            return -1;
    }
    return 0;
}

/* A NATIVE_VAR method gets its receiver as args[0]: the arguments are moved up by one. */
static Value native_call_var(Thread *t, Native *n, const Value *args, uint32_t nargs, Value kwnames)
{
    if (v_is_empty(n->self))
        return n->def->var(t, args, nargs, kwnames);
    size_t total = nargs + (v_is_empty(kwnames) ? 0 : V_AS(Tuple, kwnames)->len);
    Value small[16], *all = small;
    if (total + 1 > 16 && !(all = mem_alloc_array(t, total + 1, sizeof *all)))
        return V_ERROR;
    all[0] = n->self;
    memcpy(all + 1, args, total * sizeof *all);
    Value result = n->def->var(t, all, nargs + 1, kwnames);
    if (all != small)
        mem_free(t, all, (total + 1) * sizeof *all);
    return result;
}

Value native_call(Thread *t, Value native, const Value *args, uint32_t nargs, Value kwnames)
{
    Native *n = V_AS(Native, native);
    if (n->def->var)
        return native_call_var(t, n, args, nargs, kwnames);
    if (LIKELY(v_is_empty(kwnames) && n->sig->direct)) {
        Value v = native_call_plain(t, n->sig, n->def, n->self, args, nargs);
        if (LIKELY(!v_is_empty(v)))
            return v;
    }
    /* Messages name a method with its class and a function with its module: "math.sin() takes ...".
     */
    const char *owner = n->owner              ? type_short_name(n->owner)
                        : v_is_str(n->module) ? str_data(V_AS(Str, n->module))
                                              : NULL;
    return signature_call(t, n->sig, n->def, owner, n->self, args, nargs, kwnames);
}

/* ---- the type ---- */

static void native_dealloc(Thread *t, Object *o)
{
    Native *n = (Native *)o;
    signature_release(t, n->sig);
    drop(t, n->self);
    drop(t, n->module);
    obj_drop(t, n->name);
}

static void native_visit(Object *o, VisitFn fn, void *arg)
{
    Native *n = (Native *)o;
    fn(n->self, arg);
    fn(n->module, arg);
    fn(v_from(n->name), arg);
}

static Value native_repr(Thread *t, Value self)
{
    Native *n = V_AS(Native, self);
    if (v_is_empty(n->self) || v_is_kind(n->self, KIND_module))
        return str_format(t, "<built-in function %N>", n->name);
    return str_format(t, "<built-in method %N of %T object at %p>", n->name, n->self,
                      v_is_object(n->self) ? (void *)v_object(n->self) : (void *)n);
}

static int native_hash(Thread *t, Value self, int64_t *hash)
{
    Native *n = V_AS(Native, self);
    *hash = (int64_t)((n->self.bits >> 4) ^ ((uintptr_t)n->def >> 4));
    *hash = *hash == -1 ? -2 : *hash;
    return 0;
}

static Value native_compare(Thread *t, Value a, Value b, int op)
{
    if ((op != CMP_EQ && op != CMP_NE) || !v_is_kind(a, KIND_native) || !v_is_kind(b, KIND_native))
        return V_NOTIMPLEMENTED;
    Native *x = V_AS(Native, a), *y = V_AS(Native, b);
    return v_bool((x->def == y->def && v_same(x->self, y->self)) == (op == CMP_EQ));
}

static Value native_get_name(Thread *t, Value self)
{
    return dup(v_from(V_AS(Native, self)->name));
}

static Value native_get_qualname(Thread *t, Value self)
{
    Native *n = V_AS(Native, self);
    if (v_is_empty(n->self) || v_is_kind(n->self, KIND_module))
        return native_get_name(t, self);
    Type *owner = v_is_type(n->self) ? V_AS(Type, n->self) : v_type(t, n->self);
    return str_format(t, "%N.%N", owner->qualname, n->name);
}

static Value native_get_module(Thread *t, Value self)
{
    Native *n = V_AS(Native, self);
    return v_is_empty(n->module) ? V_NONE : dup(n->module);
}

static int native_set_module(Thread *t, Value self, Value value)
{
    v_set(t, &V_AS(Native, self)->module, dup(value));
    return 0;
}

static Value native_get_self(Thread *t, Value self)
{
    Native *n = V_AS(Native, self);
    if (!v_is_empty(n->self))
        return dup(n->self);
    if (!v_is_str(n->module))
        return V_NONE;
    size_t len;
    const char *module = str_utf8(t, V_AS(Str, n->module), &len);
    return module ? import_module(t, module) : V_ERROR;
}

static Value native_get_doc(Thread *t, Value self)
{
    Native *n = V_AS(Native, self);
    return n->def->doc ? str_from_cstr(t, n->def->doc) : V_NONE;
}

static Value native_get_text_signature(Thread *t, Value self)
{
    Native *n = V_AS(Native, self);
    if (n->sig)
        return str_from_cstr(t, n->sig->text);
    if (n->def->flags & NF_SIGNED)
        return str_from_cstr(t, strchr(n->def->signature, '('));
    bool makes = v_is_type(n->self) && n->name == N(t, __new__);
    return makes ? str_from_cstr(t, "($type, *args, **kwargs)") : V_NONE;
}

static const GetSetDef native_getset[] = {
    {"__name__", native_get_name, NULL, NULL},
    {"__qualname__", native_get_qualname, NULL, NULL},
    {"__module__", native_get_module, native_set_module, NULL},
    {"__self__", native_get_self, NULL, NULL},
    {"__doc__", native_get_doc, NULL, NULL},
    {"__text_signature__", native_get_text_signature, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

/* A function is found again by its name, a method by way of its object. */
NATIVE(native_reduce, "__reduce__(self, /)", "How pickling finds it again.")
{
    Native *n = V_AS(Native, a[0]);
    if (v_is_empty(n->self))
        return dup(v_from(n->name));
    Value f = import_attr(t, "builtins", "getattr");
    Value args = v_is_error(f) ? V_ERROR : tuple_pack(t, 2, n->self, v_from(n->name));
    Value r = v_is_error(args) ? V_ERROR : tuple_pack(t, 2, f, args);
    drop(t, f);
    drop(t, args);
    return r;
}

int native_setup(Thread *t)
{
    static const NativeDef *const methods[] = {&native_reduce_def, NULL};
    static const TypeSpec spec = {
        .name = "builtin_function_or_method",
        .size = sizeof(Native),
        .flags = TF_GC | TF_NO_NEW | TF_WEAKREF,
        .kind = KIND_native,
        .layout = KIND_native,
        .slots = {.repr = native_repr,
                  .hash = native_hash,
                  .compare = native_compare,
                  .call = native_call},
        .dealloc = native_dealloc,
        .visit = native_visit,
        .methods = methods,
        .getset = native_getset,
    };
    return type_from_spec(t, &spec) ? 0 : -1;
}
