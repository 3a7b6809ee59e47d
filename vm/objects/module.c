/* SPDX-License-Identifier: MIT */
/* Modules: a namespace with a name, and __getattr__ / __dir__ functions of its own (PEP 562). */
#include "vm/core/type.h"

static int module_fill(Thread *t, Dict *d, Value name, Value doc)
{
    Str *const rest[] = {N(t, __package__), N(t, __loader__), N(t, __spec__)};
    if (dict_set_str(t, d, N(t, __name__), name) < 0 || dict_set_str(t, d, N(t, __doc__), doc) < 0)
        return -1;
    for (int i = 0; i < 3; i++)
        if (dict_set_str(t, d, rest[i], V_NONE) < 0)
            return -1;
    return 0;
}

static Value module_alloc(Thread *t, Type *cls)
{
    Module *m = object_new(t, cls, 0);
    if (!m)
        return V_ERROR;
    m->dict = dict_alloc(t);
    gc_track(t, m);
    if (m->dict)
        return v_from(m);
    obj_drop(t, m);
    return V_ERROR;
}

Value module_new(Thread *t, Value name, Value doc_or_none)
{
    Value m = module_alloc(t, t->vm->types[KIND_module]);
    if (v_is_error(m) || module_fill(t, V_AS(Module, m)->dict, name, doc_or_none) == 0)
        return m;
    drop(t, m);
    return V_ERROR;
}

static Value module_slot_new(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    return module_alloc(t, cls);
}

NATIVE(module_init, "module(self, name, doc=None)", "A module; the name may be any string.")
{
    if (!v_is_str(a[1]))
        return raise_format(t, EXC_TypeError, "module() argument 'name' must be str, not %T", a[1]);
    Value doc = v_is_empty(a[2]) ? V_NONE : a[2];
    return module_fill(t, V_AS(Module, a[0])->dict, a[1], doc) < 0 ? V_ERROR : V_NONE;
}

static Value raise_missing(Thread *t, Value self, Dict *d, Str *name)
{
    Value own = dict_get_str(d, N(t, __name__));
    Value text = v_is_str(own) ? import_missing_text(t, self, own, name)
                               : str_format(t, "module has no attribute '%N'", name);
    return raise_attribute(t, text, self, name);
}

static Value module_getattr(Thread *t, Value self, Value name_value)
{
    Dict *d = V_AS(Module, self)->dict;
    Str *name = V_AS(Str, name_value);
    Type *type = v_type(t, self);
    Value on_type = type_lookup(t, type, name);
    if (!v_is_empty(on_type) && v_type(t, on_type)->flags & TF_DATA_DESCR)
        return descr_bind(t, on_type, self, type);
    Value v = dict_get_str(d, name);
    if (UNLIKELY(import_is_pending(t, self, name, v))) {
        if (import_machinery(t) < 0)
            return V_ERROR;
        v = dict_get_str(d, name);
    }
    if (!v_is_empty(v))
        return dup(v);
    if (!v_is_empty(on_type))
        return descr_bind(t, on_type, self, type);
    Value hook = dict_get_str(d, N(t, __getattr__));
    if (v_is_empty(hook))
        return raise_missing(t, self, d, name);
    dup(hook);
    Value r = call1(t, hook, name_value);
    drop(t, hook);
    return r;
}

static int module_setattr(Thread *t, Value self, Value name_value, Value value)
{
    Dict *d = V_AS(Module, self)->dict;
    Str *name = V_AS(Str, name_value);
    Value on_type = type_lookup(t, v_type(t, self), name);
    if (!v_is_empty(on_type) && v_type(t, on_type)->s.descr_set)
        return v_type(t, on_type)->s.descr_set(t, on_type, self, value);
    V_AS(Module, self)->changed = true;
    if (!v_is_empty(value))
        return dict_set_str(t, d, name, value);
    int r = dict_delete(t, d, name_value);
    if (r == 0)
        raise_no_attribute(t, self, name);
    return r > 0 ? 0 : -1;
}

/* What the brackets behind the name of a module without a file hold: where its spec says it comes
   from, or its loader. Owned; EMPTY: nothing. */
static Value module_origin(Thread *t, Value self)
{
    Value spec = module_getattr(t, self, v_from(N(t, __spec__)));
    Value origin =
        v_is_error(spec) || v_is_none(spec) ? V_EMPTY : attr_get_or_empty(t, spec, N(t, origin));
    if (v_is_error(spec) || v_is_error(origin))
        exc_clear(t);
    if (!v_is_error(spec))
        drop(t, spec);
    if (v_is_object(origin) && v_is_str(origin))
        return origin;
    drop(t, origin);
    Value loader = dict_get_str(V_AS(Module, self)->dict, N(t, __loader__));
    return v_is_empty(loader) || v_is_none(loader) ? V_EMPTY : value_repr(t, loader);
}

/* <module 'm' from 'file'>, or (built-in) for what has a loader but no file. */
static Value module_repr(Thread *t, Value self)
{
    Dict *d = V_AS(Module, self)->dict;
    Value name = dict_get_str(d, N(t, __name__)), file = dict_get_str(d, N(t, __file__));
    if (v_is_empty(name))
        return str_from_cstr(t, "<module '?'>");
    if (v_is_str(file))
        return str_format(t, "<module %R from %R>", name, file);
    Value path = v_is_none(file) ? dict_get_str(d, N(t, __path__)) : V_EMPTY;
    if (!v_is_empty(path)) {
        Value list = iter_to_list(t, path);
        Value text = v_is_error(list)
                         ? V_ERROR
                         : str_format(t, "<module %R (namespace) from %R>", name, list);
        drop(t, list);
        return text;
    }
    Value origin = module_origin(t, self);
    if (v_is_error(origin))
        return V_ERROR;
    Value text = v_is_str(origin) ? str_format(t, "<module %R (%V)>", name, origin)
                                  : str_format(t, "<module %R>", name);
    drop(t, origin);
    return text;
}

NATIVE(module_dir, "__dir__(self, /)", "The names in the module.")
{
    Dict *d = V_AS(Module, a[0])->dict;
    Value hook = dict_get_str(d, N(t, __dir__));
    return v_is_empty(hook) ? iter_to_list(t, v_from(d)) : call0(t, hook);
}

static Value get_dict(Thread *t, Value self)
{
    return dup(v_from(V_AS(Module, self)->dict));
}

static int set_dict(Thread *t, Value self, Value value)
{
    raise_format(t, EXC_AttributeError, "readonly attribute");
    return -1;
}

static Value get_annotations(Thread *t, Value self)
{
    Dict *d = V_AS(Module, self)->dict;
    Value v = dict_get_str(d, N(t, __annotations__));
    if (!v_is_empty(v))
        return dup(v);
    v = dict_new(t);
    if (!v_is_error(v) && dict_set_str(t, d, N(t, __annotations__), v) < 0) {
        drop(t, v);
        return V_ERROR;
    }
    return v;
}

static int set_annotations(Thread *t, Value self, Value value)
{
    Dict *d = V_AS(Module, self)->dict;
    if (!v_is_empty(value))
        return dict_set_str(t, d, N(t, __annotations__), value);
    int r = dict_delete(t, d, v_from(N(t, __annotations__)));
    if (r == 0)
        raise_value(t, EXC_AttributeError, v_from(N(t, __annotations__)));
    return r > 0 ? 0 : -1;
}

static void module_dealloc(Thread *t, Object *o)
{
    Module *m = (Module *)o;
    Dict *d = m->dict;
    m->dict = NULL;
    obj_drop(t, d);
}

static void module_visit(Object *o, VisitFn fn, void *arg)
{
    if (((Module *)o)->dict)
        fn(v_from(((Module *)o)->dict), arg);
}

static void module_clear(Thread *t, Object *o)
{
    if (((Module *)o)->dict)
        dict_clear(t, ((Module *)o)->dict);
}

int module_setup(Thread *t)
{
    static const NativeDef *const methods[] = {&module_dir_def, NULL};
    static const GetSetDef getset[] = {{"__dict__", get_dict, set_dict, NULL},
                                       {"__annotations__", get_annotations, set_annotations, NULL},
                                       {NULL, NULL, NULL, NULL}};
    const TypeSpec spec = {
        .name = "module",
        .size = sizeof(Module),
        .flags = TF_GC | TF_BASE | TF_WEAKREF,
        .kind = KIND_module,
        .layout = KIND_module,
        .init_def = &module_init_def,
        .slots = {.repr = module_repr,
                  .getattr = module_getattr,
                  .setattr = module_setattr,
                  .new_ = module_slot_new},
        .dealloc = module_dealloc,
        .visit = module_visit,
        .clear = module_clear,
        .methods = methods,
        .getset = getset,
    };
    return type_from_spec(t, &spec) ? 0 : -1;
}
