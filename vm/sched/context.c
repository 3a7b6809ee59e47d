/* SPDX-License-Identifier: MIT */
/*
 * contextvars: Context, ContextVar, Token. A context is a dict that contexts share until one of
 * them writes to it, so copying a context costs one reference.
 *
 * A thread without a context, or a task, has the empty one; it is made when something is stored in
 * it.
 */
#include "vm/core/vm.h"
#include "vm/objects/helpers.h"
#include "vm/sched/internal.h"

typedef struct Context {
    Object head;
    Value vars;     /* dict, shared by count; EMPTY: no variables */
    Value previous; /* while it is entered by run() */
    uint64_t serial; /* never given out twice */
    bool entered;
} Context;

typedef struct ContextVar {
    Object head;
    Value name, dflt; /* dflt EMPTY: none */
    /* What was found last: the value (BORROWED) in the context with this serial; 0: nothing. Any
       change of the variable forgets it. */
    Value found;
    uint64_t found_in;
} ContextVar;

typedef struct Token {
    Object head;
    Value var, context, old; /* old EMPTY: MISSING */
    bool used;
} Token;

static Value context_new(Thread *t, Value vars)
{
    Context *c = object_new(t, t->vm->sched->context_type, 0);
    if (!c)
        return V_ERROR;
    c->vars = dup(vars);
    c->serial = ++t->vm->sched->context_serial;
    gc_track(t, c);
    return v_from(c);
}

Value context_current(Thread *t)
{
    if (v_is_empty(t->context)) {
        Value c = context_new(t, V_EMPTY);
        if (v_is_error(c))
            return c;
        t->context = c;
    }
    return dup(t->context);
}

Value context_copy_current(Thread *t)
{
    if (v_is_empty(t->context) || v_is_empty(V_AS(Context, t->context)->vars))
        return V_EMPTY;
    return context_new(t, V_AS(Context, t->context)->vars);
}

static BORROWED Value context_find(Thread *t, Context *c, Value var)
{
    return v_is_empty(c->vars) ? V_EMPTY : dict_get(t, V_AS(Dict, c->vars), var);
}

/* The context's own dict, to write to: BORROWED, NULL: MemoryError. */
static Dict *context_own(Thread *t, Context *c)
{
    Value fresh;
    if (v_is_empty(c->vars))
        fresh = dict_new(t);
    else if (v_object(c->vars)->refcnt > 1)
        fresh = dict_copy(t, V_AS(Dict, c->vars));
    else
        return V_AS(Dict, c->vars);
    if (v_is_error(fresh))
        return NULL;
    v_set(t, &c->vars, fresh);
    return V_AS(Dict, fresh);
}

/* ---- ContextVar ---- */

NATIVE_CLASS(contextvar_new, "__new__(cls, name, /, *, default=<unrepresentable>)", NULL)
{
    if (!v_is_str(a[1]))
        return raise_format(t, EXC_TypeError, "context variable name must be a str");
    ContextVar *v = object_new(t, V_AS(Type, a[0]), 0);
    if (!v)
        return V_ERROR;
    v->name = dup(a[1]);
    v->dflt = nargs > 2 ? dup(a[2]) : V_EMPTY;
    gc_track(t, v);
    return v_from(v);
}

Value contextvar_find(Thread *t, Value var)
{
    if (v_is_empty(t->context))
        return V_EMPTY;
    Context *c = V_AS(Context, t->context);
    ContextVar *v = V_AS(ContextVar, var);
    if (v->found_in == c->serial)
        return v->found;
    Value found = context_find(t, c, var);
    if (!v_is_empty(found) && !v_is_error(found)) {
        v->found = found;
        v->found_in = c->serial;
    }
    return found;
}

NATIVE(contextvar_get, "get(self, default=None, /)",
       "Return a value for the context variable for the current context.")
{
    Value found = contextvar_find(t, a[0]);
    if (!v_is_empty(found))
        return v_is_error(found) ? found : dup(found);
    if (!v_is_empty(a[1]))
        return dup(a[1]);
    if (!v_is_empty(V_AS(ContextVar, a[0])->dflt))
        return dup(V_AS(ContextVar, a[0])->dflt);
    return raise_value(t, EXC_LookupError, a[0]);
}

/* Stores into the context's dict; value EMPTY: removes. */
static int context_change(Thread *t, Context *c, Value var, Value value)
{
    V_AS(ContextVar, var)->found_in = 0;
    Dict *d = context_own(t, c);
    if (!d)
        return -1;
    return v_is_empty(value) ? dict_delete(t, d, var) : dict_set(t, d, var, value);
}

int contextvar_store(Thread *t, Value var, Value value)
{
    Value current = context_current(t);
    if (v_is_error(current))
        return -1;
    int status = context_change(t, V_AS(Context, current), var, value);
    drop(t, current);
    return status;
}

Value contextvar_make(Thread *t, const char *name)
{
    Value text = str_from_cstr(t, name);
    ContextVar *v = v_is_error(text) ? NULL : object_new(t, t->vm->sched->contextvar_type, 0);
    if (!v) {
        if (!v_is_error(text))
            drop(t, text);
        return V_ERROR;
    }
    v->name = text;
    gc_track(t, v);
    return v_from(v);
}

NATIVE(contextvar_set, "set(self, value, /)",
       "Call to set a new value for the context variable in the current context.")
{
    Value current = context_current(t);
    if (v_is_error(current))
        return current;
    Token *token = object_new(t, t->vm->sched->token_type, 0);
    if (!token) {
        drop(t, current);
        return V_ERROR;
    }
    token->context = current;
    token->var = dup(a[0]);
    gc_track(t, token);
    Context *c = V_AS(Context, current);
    Value old = context_find(t, c, a[0]);
    token->old = v_is_error(old) ? V_EMPTY : dup(old);
    if (v_is_error(old) || context_change(t, c, a[0], a[1]) < 0) {
        obj_drop(t, token);
        return V_ERROR;
    }
    return v_from(token);
}

NATIVE(contextvar_reset, "reset(self, token, /)", "Reset the context variable.")
{
    if (!v_is_object(a[1]) || v_object(a[1])->type != t->vm->sched->token_type)
        return raise_format(t, EXC_TypeError, "expected an instance of Token, got %R", a[1]);
    Token *token = V_AS(Token, a[1]);
    if (token->used)
        return raise_format(t, EXC_RuntimeError, "%R has already been used once", a[1]);
    if (!v_same(token->var, a[0]))
        return raise_format(t, EXC_ValueError, "%R was created by a different ContextVar", a[1]);
    if (!v_same(token->context, t->context))
        return raise_format(t, EXC_ValueError, "%R was created in a different Context", a[1]);
    token->used = true;
    return context_change(t, V_AS(Context, token->context), a[0], token->old) < 0 ? V_ERROR
                                                                                  : V_NONE;
}

static Value contextvar_repr(Thread *t, Value self)
{
    ContextVar *v = V_AS(ContextVar, self);
    if (v_is_empty(v->dflt))
        return str_format(t, "<ContextVar name=%R at %p>", v->name, (void *)v);
    return str_format(t, "<ContextVar name=%R default=%R at %p>", v->name, v->dflt, (void *)v);
}

static void contextvar_dealloc(Thread *t, Object *o)
{
    v_clear(t, &((ContextVar *)o)->name);
    v_clear(t, &((ContextVar *)o)->dflt);
}

static void contextvar_visit(Object *o, VisitFn fn, void *arg)
{
    fn(((ContextVar *)o)->name, arg);
    fn(((ContextVar *)o)->dflt, arg);
}

/* ---- Token ---- */

static Value token_repr(Thread *t, Value self)
{
    Token *k = V_AS(Token, self);
    return str_format(t, "<Token%s var=%R at %p>", k->used ? " used" : "", k->var, (void *)k);
}

static Value token_get_var(Thread *t, Value self)
{
    return dup(V_AS(Token, self)->var);
}

/* Token.MISSING, which stands for "there was no value". */
static Value token_missing(Thread *t)
{
    Value v = dict_get_str(t->vm->sched->token_type->dict, N(t, MISSING));
    return v_is_empty(v) ? V_NONE : dup(v);
}

static Value token_get_old(Thread *t, Value self)
{
    Value old = V_AS(Token, self)->old;
    return v_is_empty(old) ? token_missing(t) : dup(old);
}

static void token_dealloc(Thread *t, Object *o)
{
    v_clear(t, &((Token *)o)->var);
    v_clear(t, &((Token *)o)->context);
    v_clear(t, &((Token *)o)->old);
}

static void token_visit(Object *o, VisitFn fn, void *arg)
{
    fn(((Token *)o)->var, arg);
    fn(((Token *)o)->context, arg);
    fn(((Token *)o)->old, arg);
}

/* ---- Context ---- */

NATIVE_CLASS(context_make, "__new__(cls)", NULL)
{
    return context_new(t, V_EMPTY);
}

NATIVE_VAR(context_run, "run(self, callable, *args, **kwargs)",
           "Execute code in the context object.")
{
    if (nargs < 2)
        return raise_format(t, EXC_TypeError, "run() missing 1 required positional argument");
    Context *c = V_AS(Context, a[0]);
    if (c->entered || v_same(t->context, a[0]))
        return raise_format(t, EXC_RuntimeError, "cannot enter context: %R is already entered",
                            a[0]);
    Value saved = t->context;
    t->context = dup(a[0]);
    c->entered = true;
    Value v = call_kw(t, a[1], a + 2, nargs - 2, kwnames);
    c->entered = false;
    v_set(t, &t->context, saved);
    return v;
}

NATIVE(context_copy, "copy(self)", "Return a shallow copy of the context object.")
{
    return context_new(t, V_AS(Context, a[0])->vars);
}

static int context_check_var(Thread *t, Value v)
{
    if (v_is_object(v) && v_object(v)->type == t->vm->sched->contextvar_type)
        return 0;
    raise_format(t, EXC_TypeError, "a ContextVar key was expected, got %R", v);
    return -1;
}

NATIVE(context_get, "get(self, key, default=None, /)",
       "Return the value for `key` if `key` has the value in the context object.")
{
    if (context_check_var(t, a[1]) < 0)
        return V_ERROR;
    Value v = context_find(t, V_AS(Context, a[0]), a[1]);
    return v_is_empty(v) ? (v_is_empty(a[2]) ? V_NONE : dup(a[2])) : v_is_error(v) ? v : dup(v);
}

/* A list of the keys (0), values (1) or pairs (2). */
static Value context_list(Thread *t, Value self, int what)
{
    Value list = list_new(t, NULL, 0), vars = dup(V_AS(Context, self)->vars), key, value;
    for (size_t i = 0;
         !v_is_empty(vars) && !v_is_error(list) && dict_next(V_AS(Dict, vars), &i, &key, &value);) {
        Value item = what == 0 ? dup(key) : what == 1 ? dup(value) : tuple_pack(t, 2, key, value);
        if (v_is_error(item) || list_append_take(t, V_AS(List, list), item) < 0) {
            drop(t, list);
            list = V_ERROR;
        }
    }
    drop(t, vars);
    return list;
}

NATIVE(context_keys, "keys(self)", "Return a list of all variables in the context object.")
{
    return context_list(t, a[0], 0);
}
NATIVE(context_values, "values(self)",
       "Return a list of all variables' values in the context object.")
{
    return context_list(t, a[0], 1);
}
NATIVE(context_items, "items(self)", "Return all variables and their values in the context object.")
{
    return context_list(t, a[0], 2);
}

static Value context_iter(Thread *t, Value self)
{
    Value keys = context_list(t, self, 0);
    Value it = v_is_error(keys) ? keys : iter_get(t, keys);
    drop(t, keys);
    return it;
}

static int64_t context_length(Thread *t, Value self)
{
    Value vars = V_AS(Context, self)->vars;
    return v_is_empty(vars) ? 0 : (int64_t)V_AS(Dict, vars)->len;
}

static Value context_getitem(Thread *t, Value self, Value key)
{
    if (context_check_var(t, key) < 0)
        return V_ERROR;
    Value v = context_find(t, V_AS(Context, self), key);
    return v_is_empty(v) ? raise_key(t, key) : v_is_error(v) ? v : dup(v);
}

static int context_contains(Thread *t, Value self, Value key)
{
    if (context_check_var(t, key) < 0)
        return -1;
    Value v = context_find(t, V_AS(Context, self), key);
    return v_is_error(v) ? -1 : !v_is_empty(v);
}

static Value context_compare(Thread *t, Value a, Value b, int op)
{
    if ((op != CMP_EQ && op != CMP_NE) || !v_is_object(b) || v_object(b)->type != v_object(a)->type)
        return V_NOTIMPLEMENTED;
    Value x = V_AS(Context, a)->vars, y = V_AS(Context, b)->vars;
    if (context_length(t, a) != context_length(t, b))
        return v_bool(op == CMP_NE);
    int same = v_same(x, y) || !context_length(t, a) ? 1 : values_equal(t, x, y);
    return same < 0 ? V_ERROR : v_bool(same == (op == CMP_EQ));
}

static void context_dealloc(Thread *t, Object *o)
{
    v_clear(t, &((Context *)o)->vars);
}

static void context_visit(Object *o, VisitFn fn, void *arg)
{
    fn(((Context *)o)->vars, arg);
}

/* ---- the types and the module ---- */

static Value missing_repr(Thread *t, Value self)
{
    return str_from_cstr(t, "<Token.MISSING>");
}

int context_types_setup(Thread *t)
{
    static const NativeDef *const var_methods[] = {&contextvar_get_def, &contextvar_set_def,
                                                   &contextvar_reset_def, &class_getitem_def, NULL};
    static const NativeDef *const methods[] = {&context_run_def,
                                               &context_copy_def,
                                               &context_get_def,
                                               &context_keys_def,
                                               &context_values_def,
                                               &context_items_def,
                                               NULL};
    static const GetSetDef token_getset[] = {{"var", token_get_var, NULL, NULL},
                                             {"old_value", token_get_old, NULL, NULL},
                                             {NULL, NULL, NULL, NULL}};
    static const NativeDef *const token_methods[] = {&class_getitem_def, NULL};
    static const MemberDef var_members[] = {
        {"name", offsetof(ContextVar, name), MEMBER_READONLY, NULL}, {NULL, 0, 0, NULL}};
    static const TypeSpec specs[] = {
        {.name = "_contextvars.Context",
         .size = sizeof(Context),
         .flags = TF_GC | TF_WEAKREF | TF_MAPPING,
         .new_def = &context_make_def,
         .methods = methods,
         .dealloc = context_dealloc,
         .visit = context_visit,
         .clear = context_dealloc,
         .slots = {.iter = context_iter,
                   .length = context_length,
                   .getitem = context_getitem,
                   .contains = context_contains,
                   .compare = context_compare}},
        {.name = "_contextvars.ContextVar",
         .size = sizeof(ContextVar),
         .flags = TF_GC | TF_WEAKREF,
         .new_def = &contextvar_new_def,
         .methods = var_methods,
         .members = var_members,
         .dealloc = contextvar_dealloc,
         .visit = contextvar_visit,
         .slots = {.repr = contextvar_repr}},
        {.name = "_contextvars.Token",
         .size = sizeof(Token),
         .flags = TF_GC | TF_NO_NEW,
         .getset = token_getset,
         .methods = token_methods,
         .dealloc = token_dealloc,
         .visit = token_visit,
         .clear = token_dealloc,
         .slots = {.repr = token_repr}},
    };
    struct Sched *s = t->vm->sched;
    Type **places[] = {&s->context_type, &s->contextvar_type, &s->token_type};
    for (int i = 0; i < 3; i++)
        if (!(*places[i] = sched_type(t, &specs[i])))
            return -1;
    static const TypeSpec missing = {.name = "_contextvars.Token.MISSING",
                                     .size = sizeof(Object),
                                     .flags = TF_NO_NEW,
                                     .slots = {.repr = missing_repr}};
    Type *type = sched_type(t, &missing);
    Object *one = type ? object_new(t, type, 0) : NULL;
    int status = one ? dict_set_str(t, s->token_type->dict, N(t, MISSING), v_from(one)) : -1;
    obj_drop(t, one);
    return status;
}
