/* SPDX-License-Identifier: MIT */
/* classmethod and staticmethod. */
#include "vm/core/type.h"

static Value wrapped_new(Thread *t, Kind kind, Value func)
{
    Wrapped *w = object_new(t, t->vm->types[kind], 0);
    if (!w)
        return V_ERROR;
    w->func = dup(func);
    gc_track(t, w);
    return v_from(w);
}

Value classmethod_new(Thread *t, Value func)
{
    return wrapped_new(t, KIND_classmethod, func);
}

Value staticmethod_new(Thread *t, Value func)
{
    return wrapped_new(t, KIND_staticmethod, func);
}

NATIVE(classmethod_init, "classmethod(self, function, /)",
       "A method that gets the class instead of the instance.")
{
    v_set(t, &V_AS(Wrapped, a[0])->func, dup(a[1]));
    return V_NONE;
}

NATIVE(staticmethod_init, "staticmethod(self, function, /)",
       "A function in a class that is not bound.")
{
    v_set(t, &V_AS(Wrapped, a[0])->func, dup(a[1]));
    return V_NONE;
}

static Value func_of(Thread *t, Value self)
{
    Value f = V_AS(Wrapped, self)->func;
    return v_is_empty(f) ? raise_format(t, EXC_RuntimeError, "uninitialized %T object", self) : f;
}

static Value classmethod_get(Thread *t, Value self, Value obj, Value type)
{
    Value f = func_of(t, self);
    if (v_is_error(f))
        return V_ERROR;
    return method_new(t, f, v_is_empty(type) ? v_from(v_type(t, obj)) : type);
}

static Value staticmethod_get(Thread *t, Value self, Value obj, Value type)
{
    Value f = func_of(t, self);
    return v_is_error(f) ? V_ERROR : dup(f);
}

static Value staticmethod_call(Thread *t, Value self, const Value *args, uint32_t nargs,
                               Value kwnames)
{
    Value f = func_of(t, self);
    return v_is_error(f) ? V_ERROR : call_kw(t, f, args, nargs, kwnames);
}

static Value wrapped_repr(Thread *t, Value self)
{
    Value f = func_of(t, self);
    return v_is_error(f) ? V_ERROR : str_format(t, "<%T(%R)>", self, f);
}

static Value get_func(Thread *t, Value self)
{
    Value f = func_of(t, self);
    return v_is_error(f) ? V_ERROR : dup(f);
}

static Value get_abstract(Thread *t, Value self)
{
    Value f = func_of(t, self);
    Value flag = v_is_error(f) ? V_ERROR : attr_get_or_empty(t, f, N(t, __isabstractmethod__));
    if (v_is_error(flag) || v_is_empty(flag))
        return v_is_error(flag) ? V_ERROR : V_FALSE;
    int r = truth(t, flag);
    drop(t, flag);
    return r < 0 ? V_ERROR : v_bool(r);
}

/* Names and documentation are the function's, unless set on the wrapper. */
static Value of_func(Thread *t, Value self, Str *name)
{
    Value own = attrs_get(v_object(self), name);
    if (!v_is_empty(own))
        return dup(own);
    Value f = func_of(t, self);
    return v_is_error(f) ? V_ERROR : attr_get(t, f, name);
}

static int set_own(Thread *t, Value self, Str *name, Value value)
{
    if (!v_is_empty(value))
        return attrs_set(t, v_object(self), name, value);
    int r = attrs_delete(t, v_object(self), name);
    if (r == 0)
        raise_no_attribute(t, self, name);
    return r > 0 ? 0 : -1;
}

#define OF_FUNC(id)                                        \
    static Value get##id(Thread *t, Value self)            \
    {                                                      \
        return of_func(t, self, N(t, id));                 \
    }                                                      \
    static int set##id(Thread *t, Value self, Value value) \
    {                                                      \
        return set_own(t, self, N(t, id), value);          \
    }
OF_FUNC(__name__)
OF_FUNC(__qualname__)
OF_FUNC(__doc__)
OF_FUNC(__module__)
OF_FUNC(__annotations__)

static Value get_dict(Thread *t, Value self)
{
    return instance_dict(t, self);
}

static void wrapped_clear(Thread *t, Object *o)
{
    v_clear(t, &((Wrapped *)o)->func);
}

static void wrapped_visit(Object *o, VisitFn fn, void *arg)
{
    fn(((Wrapped *)o)->func, arg);
}

int classmethod_setup(Thread *t)
{
    static const GetSetDef getset[] = {
        {"__func__", get_func, NULL, NULL},
        {"__wrapped__", get_func, NULL, NULL},
        {"__isabstractmethod__", get_abstract, NULL, NULL},
        {"__name__", get__name__, set__name__, NULL},
        {"__qualname__", get__qualname__, set__qualname__, NULL},
        {"__doc__", get__doc__, set__doc__, NULL},
        {"__module__", get__module__, set__module__, NULL},
        {"__annotations__", get__annotations__, set__annotations__, NULL},
        {"__dict__", get_dict, NULL, NULL},
        {NULL, NULL, NULL, NULL},
    };
    TypeSpec spec = {
        .name = "classmethod",
        .size = sizeof(Wrapped),
        .flags = TF_GC | TF_BASE | TF_ATTRS,
        .kind = KIND_classmethod,
        .layout = KIND_classmethod,
        .init_def = &classmethod_init_def,
        .slots = {.repr = wrapped_repr, .descr_get = classmethod_get},
        .dealloc = wrapped_clear,
        .visit = wrapped_visit,
        .clear = wrapped_clear,
        .getset = getset,
    };
    if (!type_from_spec(t, &spec))
        return -1;
    spec.name = "staticmethod";
    spec.kind = spec.layout = KIND_staticmethod;
    spec.init_def = &staticmethod_init_def;
    spec.slots.descr_get = staticmethod_get;
    spec.slots.call = staticmethod_call;
    return type_from_spec(t, &spec) ? 0 : -1;
}
