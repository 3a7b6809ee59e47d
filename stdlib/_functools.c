/* SPDX-License-Identifier: MIT */
/* _functools: partial, reduce and cmp_to_key; the cache of lru_cache is in lru_cache.c. */
#include "stdlib/_functools.h"
#include "vm/objects/helpers.h"

/* ---- partial ---- */

typedef struct Partial {
    Object head;
    Value func, args, kwargs; /* callable, tuple, dict */
} Partial;
#define P(v) V_AS(Partial, v)

/* A copy of `mine` with the keywords of a call over it. */
static Value keywords_over(Thread *t, Value mine, const Value *values, Value kwnames)
{
    Value all = K(t, dict_copy(t, V_AS(Dict, mine)));
    const Tuple *names = v_is_empty(kwnames) ? NULL : V_AS(Tuple, kwnames);
    for (size_t i = 0; names && i < names->len && !v_is_error(all); i++)
        if (dict_set(t, V_AS(Dict, all), names->items[i], values[i]) < 0)
            return V_ERROR;
    return all;
}

static Value partial_fill(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    Value func = args[0], before = K(t, tuple_new(t, NULL, 0)), keywords = K(t, dict_new(t));
    if (v_is_error(before) || v_is_error(keywords))
        return V_ERROR;
    Value own_dict =
        v_is_object(func) && v_type(t, func) == cls && v_type(t, func)->flags & TF_ATTRS
            ? K(t, instance_dict(t, func))
            : V_EMPTY;
    if (v_is_error(own_dict))
        return V_ERROR;
    /* A partial of a partial without attributes of its own is made one. */
    if (v_is_object(func) && v_type(t, func) == cls &&
        (v_is_empty(own_dict) || V_AS(Dict, own_dict)->len == 0)) {
        before = P(func)->args;
        keywords = P(func)->kwargs;
        func = P(func)->func;
    }
    Value rest = K(t, tuple_new(t, args + 1, nargs - 1));
    Value all = v_is_error(rest) ? V_ERROR : K(t, binary_op(t, OP_ADD, before, rest));
    Value kwargs = v_is_error(all) ? V_ERROR : keywords_over(t, keywords, args + nargs, kwnames);
    Value made = v_is_error(kwargs) ? V_ERROR : api_instance(t, cls);
    if (v_is_error(made))
        return V_ERROR;
    api_set(t, &P(made)->func, func);
    api_set(t, &P(made)->args, all);
    api_set(t, &P(made)->kwargs, kwargs);
    return made;
}

static Value partial_make(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    if (nargs == 0)
        return raise_format(t, EXC_TypeError, "type 'partial' takes at least one argument");
    if (!v_type(t, args[0])->s.call)
        return raise_format(t, EXC_TypeError, "the first argument must be callable");
    ApiScope scope = api_scope_begin(t);
    return api_scope_return(t, scope, partial_fill(t, cls, args, nargs, kwnames));
}

/* With keywords on either side they have to be merged. */
static Value partial_call_merged(Thread *t, Partial *p, const Value *args, uint32_t nargs,
                                 Value kwnames)
{
    Value rest = K(t, tuple_new(t, args, nargs));
    Value all = v_is_error(rest) ? V_ERROR : K(t, binary_op(t, OP_ADD, p->args, rest));
    Value kwargs = v_is_error(all) ? V_ERROR : keywords_over(t, p->kwargs, args + nargs, kwnames);
    Value func = p->func;
    return v_is_error(kwargs) ? V_ERROR : K(t, call_tuple_dict(t, func, all, kwargs));
}

static Value partial_call(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    Partial *p = P(self);
    const Tuple *before = V_AS(Tuple, p->args);
    bool keywords = V_AS(Dict, p->kwargs)->len;
    size_t n = before->len + nargs + (v_is_empty(kwnames) ? 0 : V_AS(Tuple, kwnames)->len);
    if (c_stack_check(t, "") < 0)
        return V_ERROR;
    Value few[16];
    if (keywords || n > 16) {
        ApiScope scope = api_scope_begin(t);
        return api_scope_return(t, scope, partial_call_merged(t, p, args, nargs, kwnames));
    }
    memcpy(few, before->items, before->len * sizeof(Value));
    memcpy(few + before->len, args, (n - before->len) * sizeof(Value));
    return call_kw(t, p->func, few, (uint32_t)before->len + nargs, kwnames);
}

static int partial_push(Thread *t, StrBuf *b, const Partial *p)
{
    int status = strbuf_repr(b, p->func);
    const Tuple *args = V_AS(Tuple, p->args);
    for (size_t i = 0; i < args->len && status == 0; i++) {
        strbuf_ascii(b, ", ");
        status = strbuf_repr(b, args->items[i]);
    }
    Value key, v;
    for (size_t i = 0; status == 0 && dict_next(V_AS(Dict, p->kwargs), &i, &key, &v);) {
        strbuf_ascii(b, ", ");
        status = strbuf_value(b, key);
        strbuf_char(b, '=');
        if (status == 0)
            status = strbuf_repr(b, v);
    }
    return status;
}

API_UNARY(partial_repr)
{
    Type *type = v_type(t, self);
    int entered =
        c_stack_check(t, " while getting the repr of an object") < 0 ? -1 : repr_enter(t, self);
    if (entered)
        return entered < 0 ? V_ERROR : K(t, str_format(t, "..."));
    Value module = K(t, attr_get(t, v_from(type), N(t, __module__)));
    StrBuf b;
    strbuf_init(&b, t);
    int status = v_is_error(module) ? -1 : strbuf_value(&b, module);
    strbuf_char(&b, '.');
    strbuf_str(&b, type->qualname);
    strbuf_char(&b, '(');
    if (status == 0)
        status = partial_push(t, &b, P(self));
    strbuf_char(&b, ')');
    repr_leave(t, self);
    if (status == 0)
        return K(t, strbuf_finish(&b));
    strbuf_free(&b);
    return V_ERROR;
}

API(partial_reduce, "__reduce__(self, /)", "For copying.")
{
    Partial *p = P(a[0]);
    Value dict = K(t, instance_dict(t, a[0])), args = K(t, tuple_pack(t, 1, p->func));
    if (v_is_error(dict) || v_is_error(args))
        return V_ERROR;
    Value state =
        K(t, tuple_pack(t, 4, p->func, p->args, p->kwargs, V_AS(Dict, dict)->len ? dict : V_NONE));
    return v_is_error(state) ? V_ERROR
                             : K(t, tuple_pack(t, 3, v_from(v_type(t, a[0])), args, state));
}

API(partial_setstate, "__setstate__(self, state, /)", "For copying.")
{
    const Tuple *s =
        v_has_layout(a[1], KIND_tuple) && V_AS(Tuple, a[1])->len == 4 ? V_AS(Tuple, a[1]) : NULL;
    if (!s || !v_type(t, s->items[0])->s.call || !v_has_layout(s->items[1], KIND_tuple) ||
        (!v_is_none(s->items[2]) && !v_has_layout(s->items[2], KIND_dict)))
        return raise_format(t, EXC_TypeError, "invalid partial state");
    Value args = K(t, iter_to_tuple(t, s->items[1]));
    Value kwargs =
        v_is_none(s->items[2]) ? K(t, dict_new(t)) : K(t, dict_copy(t, V_AS(Dict, s->items[2])));
    if (v_is_error(args) || v_is_error(kwargs))
        return V_ERROR;
    if (!v_is_none(s->items[3])) {
        Value dict = K(t, instance_dict(t, a[0]));
        if (v_is_error(dict) || dict_update(t, V_AS(Dict, dict), s->items[3]) < 0)
            return V_ERROR;
    }
    api_set(t, &P(a[0])->func, s->items[0]);
    api_set(t, &P(a[0])->args, args);
    api_set(t, &P(a[0])->kwargs, kwargs);
    return V_NONE;
}

static int partial_add(Thread *t, Value module)
{
    static const FieldTable fields = {
        {offsetof(Partial, func), offsetof(Partial, args), offsetof(Partial, kwargs), 0},
        NULL,
        NULL,
        NULL};
    static const NativeDef *const methods[] = {&partial_reduce_def, &partial_setstate_def,
                                               &class_getitem_def, NULL};
    static const MemberDef members[] = {
        {"func", offsetof(Partial, func), MEMBER_READONLY, "The function that is called."},
        {"args", offsetof(Partial, args), MEMBER_READONLY,
         "The arguments in front of those of a call."},
        {"keywords", offsetof(Partial, kwargs), MEMBER_READONLY,
         "The keyword arguments below those of a call."},
        {NULL, 0, 0, NULL},
    };
    static const TypeSpec spec = {
        .name = "functools.partial",
        .doc = "A function with some of its arguments given already.",
        .size = sizeof(Partial),
        .flags = TF_BASE | TF_ATTRS | TF_WEAKREF,
        .slots = {.new_ = partial_make, .call = partial_call, .repr = partial_repr},
        .methods = methods,
        .members = members,
    };
    return api_module_add_type(t, module, api_type(t, &spec, &fields));
}

/* ---- reduce ---- */

API(reduce, "reduce(function, iterable, initial=None, /)",
    "The items put together by a function of two arguments, from the left.")
{
    if (!v_type(t, a[1])->s.iter && !v_type(t, a[1])->s.getitem)
        return raise_format(t, EXC_TypeError, "reduce() arg 2 must support iteration");
    Value it = K(t, iter_get(t, a[1])),
          list = v_is_error(it) ? V_ERROR : K(t, list_new(t, &a[2], !v_is_empty(a[2])));
    if (v_is_error(list))
        return V_ERROR;
    List *total = V_AS(List, list); /* holds the result so far while the rounds' temporaries go */
    ApiScope scope = api_scope_begin(t);
    while (API_ROUND(t, scope)) {
        Value v = K(t, iter_next(t, it));
        if (v_same(v, V_STOP))
            break;
        if (!v_is_error(v) && total->len)
            v = K(t, call2(t, a[0], total->items[0], v));
        if (v_is_error(v) || (total->len == 0 && list_append(t, total, v) < 0) || safepoint(t) < 0)
            return V_ERROR;
        api_set(t, &total->items[0], v);
    }
    return total->len
               ? api_take(t, &total->items[--total->len])
               : raise_format(t, EXC_TypeError, "reduce() of empty iterable with no initial value");
}

/* ---- cmp_to_key ---- */

typedef struct Key {
    Object head;
    Value cmp, object; /* object EMPTY: the key function itself */
} Key;

static Value key_call(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    const Tuple *names = v_is_empty(kwnames) ? NULL : V_AS(Tuple, kwnames);
    size_t keywords = names ? names->len : 0;
    if (nargs + keywords != 1 || (keywords && !str_equal_cstr(V_AS(Str, names->items[0]), "obj")))
        return nargs + keywords > 1
                   ? raise_format(t, EXC_TypeError, "K() takes at most 1 argument (%zd given)",
                                  (int64_t)(nargs + keywords))
                   : raise_format(t, EXC_TypeError, "K() missing required argument 'obj' (pos 1)");
    ApiScope scope = api_scope_begin(t);
    Value made = api_instance(t, v_type(t, self));
    if (!v_is_error(made)) {
        api_set(t, &V_AS(Key, made)->cmp, V_AS(Key, self)->cmp);
        api_set(t, &V_AS(Key, made)->object, args[0]);
    }
    return api_scope_return(t, scope, made);
}

static Value key_compare(Thread *t, Value a, Value b, int op)
{
    if (v_type(t, a) != v_type(t, b))
        return raise_format(t, EXC_TypeError, "other argument must be K instance");
    Key *x = V_AS(Key, a), *y = V_AS(Key, b);
    if (v_is_empty(x->object) || v_is_empty(y->object))
        return raise_format(t, EXC_AttributeError, "object");
    ApiScope scope = api_scope_begin(t);
    Value order = K(t, call2(t, x->cmp, x->object, y->object));
    return api_scope_return(
        t, scope, v_is_error(order) ? V_ERROR : K(t, compare_op(t, op, order, v_from_small(0))));
}

API(cmp_to_key, "cmp_to_key(mycmp)", "A key function that sorts as a function of comparison does.")
{
    Value cls = K(t, import_attr(t, "_functools", "KeyWrapper"));
    Value made = v_is_error(cls) ? V_ERROR : api_instance(t, V_AS(Type, cls));
    if (!v_is_error(made))
        api_set(t, &V_AS(Key, made)->cmp, a[0]);
    return made;
}

static int key_add(Thread *t, Value module)
{
    static const FieldTable fields = {
        {offsetof(Key, cmp), offsetof(Key, object), 0}, NULL, NULL, NULL};
    static const MemberDef members[] = {
        {"obj", offsetof(Key, object), 0, "The value that is compared."}, {NULL, 0, 0, NULL}};
    static const TypeSpec spec = {
        .name = "functools.KeyWrapper",
        .size = sizeof(Key),
        .flags = TF_NO_NEW,
        .slots = {.call = key_call, .compare = key_compare, .hash = hash_unhashable},
        .members = members,
    };
    return api_module_add_type(t, module, api_type(t, &spec, &fields));
}

static int functools_exec(Thread *t, Value module)
{
    return partial_add(t, module) < 0 || key_add(t, module) < 0 ? -1 : lru_cache_add(t, module);
}

Value functools_module(Thread *t)
{
    static const NativeDef *const functions[] = {&reduce_def, &cmp_to_key_def, NULL};
    static const ModuleSpec spec = {"_functools", "Tools for functions.", functions,
                                    functools_exec};
    return api_module(t, &spec);
}
