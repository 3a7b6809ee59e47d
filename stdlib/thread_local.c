/* SPDX-License-Identifier: MIT */
/*
 * _thread._local: an object whose attributes are of one thread each. The attributes are a dict in
 * the thread's native_state, under the address of the object; the object takes them away when it
 * dies.
 */
#include "stdlib/_thread.h"

typedef struct Local {
    Object head;
    Value args,
        kwargs; /* for the __init__ of a subclass, which runs once in each thread; or EMPTY */
} Local;
#define LOCAL(v) V_AS(Local, v)

static Value local_key(const Object *o)
{
    return v_from_small((int64_t)(uintptr_t)o);
}

static void local_free(Thread *t, Object *o)
{
    for (Thread *other = t->vm->threads; other; other = other->next) {
        if (v_is_empty(other->native_state))
            continue;
        Value dict = dict_pop(t, V_AS(Dict, other->native_state), local_key(o));
        if (v_is_error(dict))
            exc_clear(t); /* ints hash and compare without errors */
        else
            drop(t, dict);
    }
}

static const FieldTable local_fields = {
    .offsets = {offsetof(Local, args), offsetof(Local, kwargs)},
    .free_extra = local_free,
};

/* This thread's attributes: BORROWED; NULL with an exception. */
static Dict *local_dict(Thread *t, Value self)
{
    if (v_is_empty(t->native_state)) {
        Value fresh = dict_new(t);
        if (v_is_error(fresh))
            return NULL;
        t->native_state = fresh;
    }
    Dict *all = V_AS(Dict, t->native_state);
    Value dict = dict_get(t, all, local_key(v_object(self)));
    if (!v_is_empty(dict))
        return v_is_error(dict) ? NULL : V_AS(Dict, dict);
    dict = K(t, dict_new(t));
    if (v_is_error(dict) || dict_set(t, all, local_key(v_object(self)), dict) < 0)
        return NULL;
    if (v_is_empty(LOCAL(self)->args))
        return V_AS(Dict, dict);
    Value init = K(t, attr_get(t, self, N(t, __init__)));
    Value r = v_is_error(init)
                  ? V_ERROR
                  : K(t, call_tuple_dict(t, init, LOCAL(self)->args, LOCAL(self)->kwargs));
    if (!v_is_error(r))
        return V_AS(Dict, dict);
    Value saved = exc_take(t); /* the thread tries again next time */
    if (dict_delete(t, all, local_key(v_object(self))) < 0)
        exc_clear(t);
    exc_restore(t, saved);
    return NULL;
}

NATIVE_VAR(local_new, "_local(*args, **kwargs)", "Thread-local data")
{
    Type *type = V_AS(Type, a[0]);
    bool keywords = !v_is_empty(kwnames) && V_AS(Tuple, kwnames)->len;
    bool own_init = type->s.init != t->vm->types[KIND_object]->s.init;
    if ((nargs > 1 || keywords) && !own_init)
        return raise_format(t, EXC_TypeError, "Initialization arguments are not supported");
    ApiScope scope = api_scope_begin(t);
    Value self = api_instance(t, type);
    Value args = v_is_error(self) ? V_ERROR : K(t, tuple_new(t, a + 1, nargs - 1));
    if (v_is_error(args))
        return api_scope_return(t, scope, V_ERROR);
    Value kwargs = keywords ? K(t, dict_new(t)) : V_EMPTY;
    for (size_t i = 0; keywords && i < V_AS(Tuple, kwnames)->len; i++)
        if (v_is_error(kwargs) ||
            dict_set(t, V_AS(Dict, kwargs), V_AS(Tuple, kwnames)->items[i], a[nargs + i]) < 0)
            return api_scope_return(t, scope, V_ERROR);
    Dict *mine = local_dict(t, self); /* type.__call__ runs __init__ for this thread itself */
    if (mine && own_init) {
        api_set(t, &LOCAL(self)->args, args);
        api_set(t, &LOCAL(self)->kwargs, kwargs);
    }
    return api_scope_return(t, scope, mine ? self : V_ERROR);
}

static bool class_decides(Thread *t, Value self, Str *name)
{
    Value found = type_lookup(t, v_type(t, self), name);
    return !v_is_empty(found) && v_type(t, found)->s.descr_set;
}

static bool is_dict_name(Thread *t, Value name)
{
    return v_is_str(name) && str_equal(V_AS(Str, name), N(t, __dict__));
}

API_BINARY(local_getattr)
{
    Dict *dict = local_dict(t, self);
    if (!dict)
        return V_ERROR;
    if (is_dict_name(t, other))
        return v_from(dict);
    if (!v_is_str(other) || class_decides(t, self, V_AS(Str, other)))
        return K(t, attr_get_generic(t, self, other));
    Value v = dict_get(t, dict, other);
    return v_is_empty(v) ? K(t, attr_get_generic(t, self, other)) : v;
}

static int local_assign(Thread *t, Value self, Value name, Value value)
{
    Dict *dict = local_dict(t, self);
    if (!dict)
        return -1;
    if (is_dict_name(t, name)) {
        raise_format(t, EXC_AttributeError, "'%T' object attribute '__dict__' is read-only", self);
        return -1;
    }
    if (!v_is_str(name) || class_decides(t, self, V_AS(Str, name)))
        return attr_set_generic(t, self, name, value);
    if (!v_is_empty(value))
        return dict_set(t, dict, name, value);
    int deleted = dict_delete(t, dict, name);
    if (deleted == 0)
        raise_format(t, EXC_AttributeError, "'%T' object has no attribute '%V'", self, name);
    return deleted > 0 ? 0 : -1;
}

static int local_setattr(Thread *t, Value self, Value name, Value value)
{
    ApiScope scope = api_scope_begin(t);
    int status = local_assign(t, self, name, value);
    api_scope_end(t, scope);
    return status;
}

int thread_local_add(Thread *t, Value module)
{
    static const TypeSpec spec = {
        .name = "_thread._local",
        .doc = "Thread-local data",
        .size = sizeof(Local),
        .flags = TF_WEAKREF | TF_BASE,
        .new_def = &local_new_def,
        .slots = {.getattr = local_getattr, .setattr = local_setattr},
    };
    return api_module_add_type(t, module, api_type(t, &spec, &local_fields));
}
