/* SPDX-License-Identifier: MIT */
/* types.GenericAlias: list[int] and its like. Also what unions share: parameters and substitution.
 */
#include "vm/objects/generic.h"

static Value alias_of_class(Thread *t, Type *cls, Value origin, Value args)
{
    Value tuple = v_has_layout(args, KIND_tuple) ? dup(args) : tuple_new(t, &args, 1);
    GenericAlias *g = v_is_error(tuple) ? NULL : object_new(t, cls, 0);
    if (!g) {
        drop(t, tuple);
        return V_ERROR;
    }
    g->origin = dup(origin);
    g->args = tuple;
    gc_track(t, g);
    return v_from(g);
}

Value generic_alias_new(Thread *t, Value origin, Value args)
{
    return alias_of_class(t, t->vm->types[KIND_generic_alias], origin, args);
}

NATIVE(alias_make, "GenericAlias(cls, origin, args, /)", "A class with type arguments: list[int].")
{
    return alias_of_class(t, V_AS(Type, a[0]), a[1], a[2]);
}

/* ---- text ---- */

static int push_list(StrBuf *b, Value v)
{
    strbuf_char(b, '[');
    for (size_t i = 0; i < V_AS(List, v)->len; i++) {
        if (i)
            strbuf_ascii(b, ", ");
        if (generic_push_repr(b, V_AS(List, v)->items[i]) < 0)
            return -1;
    }
    strbuf_char(b, ']');
    return 0;
}

/* A class by its name, with the module unless it is builtins; everything else by its repr. */
int generic_push_repr(StrBuf *b, Value v)
{
    Thread *t = b->t;
    if (v_same(v, V_ELLIPSIS)) {
        strbuf_ascii(b, "...");
        return 0;
    }
    if (v_is_kind(v, KIND_list))
        return push_list(b, v);
    int alias = v_is_type(v) ? 0 : attr_has(t, v, N(t, __origin__));
    if (alias)
        return alias < 0 ? -1 : strbuf_repr(b, v);
    if (v_is_type(v)) {
        Value name = type_fullname(t, T(v));
        if (v_is_error(name))
            return -1;
        strbuf_str(b, V_AS(Str, name));
        drop(t, name);
        return 0;
    }
    Value qualname = attr_get_or_empty(t, v, N(t, __qualname__));
    Value module = v_is_str(qualname) ? attr_get_or_empty(t, v, N(t, __module__)) : V_EMPTY;
    int r = 0;
    if (v_is_error(qualname) || v_is_error(module)) {
        r = -1;
    } else if (v_is_str(module) && v_is_str(qualname)) {
        if (!str_equal_cstr(V_AS(Str, module), "builtins")) {
            strbuf_str(b, V_AS(Str, module));
            strbuf_char(b, '.');
        }
        strbuf_str(b, V_AS(Str, qualname));
    } else {
        r = strbuf_repr(b, v);
    }
    drop(t, qualname);
    drop(t, module);
    return r;
}

static Value alias_repr(Thread *t, Value self)
{
    GenericAlias *g = V_AS(GenericAlias, self);
    if (c_stack_check(t, " while getting the repr of an object") < 0)
        return V_ERROR;
    StrBuf b;
    strbuf_init(&b, t);
    if (g->starred)
        strbuf_char(&b, '*');
    int r = generic_push_repr(&b, g->origin);
    strbuf_char(&b, '[');
    Tuple *args = V_AS(Tuple, g->args);
    for (size_t i = 0; i < args->len && r == 0; i++) {
        if (i)
            strbuf_ascii(&b, ", ");
        r = generic_push_repr(&b, args->items[i]);
    }
    strbuf_ascii(&b, args->len ? "]" : "()]");
    if (r == 0)
        return strbuf_finish(&b);
    strbuf_free(&b);
    return V_ERROR;
}

/* ---- parameters: the type variables among the arguments, each once ---- */

static int add_once(Thread *t, List *out, Value v)
{
    for (size_t i = 0; i < out->len; i++)
        if (v_same(out->items[i], v))
            return 0;
    return list_append(t, out, v);
}

static int collect(Thread *t, List *out, Value arg)
{
    if (v_is_type(arg))
        return 0; /* a class's own attributes of these names are not about it as an argument */
    int variable = attr_has(t, arg, N(t, __typing_subst__));
    if (variable)
        return variable < 0 ? -1 : add_once(t, out, arg);
    if (v_is_kind(arg, KIND_list) || v_is_kind(arg, KIND_tuple)) {
        size_t n;
        const Value *items = seq_items(arg, &n);
        for (size_t i = 0; i < n; i++)
            if (collect(t, out, items[i]) < 0)
                return -1;
        return 0;
    }
    Value inner = attr_get_or_empty(t, arg, N(t, __parameters__));
    int r = v_is_error(inner) ? -1 : 0;
    if (!r && v_has_layout(inner, KIND_tuple))
        for (size_t i = 0; i < V_AS(Tuple, inner)->len && r == 0; i++)
            r = add_once(t, out, V_AS(Tuple, inner)->items[i]);
    drop(t, inner);
    return r;
}

Value generic_parameters(Thread *t, Value args)
{
    Value list = list_new(t, NULL, 0);
    int r = v_is_error(list) ? -1 : 0;
    for (size_t i = 0; r == 0 && i < V_AS(Tuple, args)->len; i++)
        r = collect(t, V_AS(List, list), V_AS(Tuple, args)->items[i]);
    Value tuple = r < 0 ? V_ERROR : list_to_tuple(t, V_AS(List, list));
    drop(t, list);
    return tuple;
}

/* ---- substitution: dict[T, list[U]][int, str] ---- */

static Value given_for(Tuple *params, const Value *items, Value param)
{
    for (size_t i = 0; i < params->len; i++)
        if (v_same(params->items[i], param))
            return items[i];
    return V_EMPTY;
}

/* An argument that is generic itself is subscripted with what its own parameters become. */
static Value substitute_inner(Thread *t, Value arg, Value inner, Tuple *params, const Value *items)
{
    Tuple *own = V_AS(Tuple, inner);
    Tuple *sub = tuple_alloc(t, own->len);
    if (!sub)
        return V_ERROR;
    for (size_t i = 0; i < own->len; i++) {
        Value v = given_for(params, items, own->items[i]);
        sub->items[i] = dup(v_is_empty(v) ? own->items[i] : v);
    }
    gc_track(t, sub);
    Value r = item_get(t, arg, v_from(sub));
    obj_drop(t, sub);
    return r;
}

static Value substitute_one(Thread *t, Value arg, Tuple *params, const Value *items)
{
    if (v_is_type(arg))
        return dup(arg);
    Value subst = attr_get_or_empty(t, arg, N(t, __typing_subst__));
    if (v_is_error(subst))
        return V_ERROR;
    if (!v_is_empty(subst)) {
        Value given = given_for(params, items, arg);
        Value r = v_is_empty(given) ? dup(arg) : call1(t, subst, given);
        drop(t, subst);
        return r;
    }
    Value inner = attr_get_or_empty(t, arg, N(t, __parameters__));
    if (v_is_error(inner))
        return V_ERROR;
    bool generic = v_has_layout(inner, KIND_tuple) && V_AS(Tuple, inner)->len;
    Value r = generic ? substitute_inner(t, arg, inner, params, items) : dup(arg);
    drop(t, inner);
    return r;
}

Value generic_substitute(Thread *t, Value self, Value args, Value parameters, Value item)
{
    Tuple *params = V_AS(Tuple, parameters);
    if (!params->len)
        return raise_format(t, EXC_TypeError, "%R is not a generic class", self);
    bool many = v_has_layout(item, KIND_tuple);
    const Value *items = many ? V_AS(Tuple, item)->items : &item;
    size_t n = many ? V_AS(Tuple, item)->len : 1;
    if (n < params->len)
        return raise_format(t, EXC_TypeError,
                            "Too few arguments for %R; actual %zu, expected at least %zu", self, n,
                            params->len);
    if (n > params->len)
        return raise_format(t, EXC_TypeError, "Too many arguments for %R; actual %zu, expected %zu",
                            self, n, params->len);
    Tuple *from = V_AS(Tuple, args);
    Tuple *r = tuple_alloc(t, from->len);
    if (!r)
        return V_ERROR;
    for (size_t i = 0; i < from->len; i++) {
        Value v = substitute_one(t, from->items[i], params, items);
        if (v_is_error(v)) {
            obj_drop(t, r);
            return V_ERROR;
        }
        r->items[i] = v;
    }
    gc_track(t, r);
    return v_from(r);
}

static Value parameters_of(Thread *t, GenericAlias *g)
{
    if (v_is_empty(g->parameters)) {
        Value p = generic_parameters(t, g->args);
        if (v_is_error(p))
            return V_ERROR;
        g->parameters = p;
    }
    return g->parameters;
}

static Value alias_getitem(Thread *t, Value self, Value item)
{
    GenericAlias *g = V_AS(GenericAlias, self);
    Value params = parameters_of(t, g);
    Value args = v_is_error(params) ? V_ERROR : generic_substitute(t, self, g->args, params, item);
    Value r = v_is_error(args) ? V_ERROR : generic_alias_new(t, g->origin, args);
    drop(t, args);
    return r;
}

/* ---- behaving like the class behind it ---- */

static Value alias_call(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    GenericAlias *g = V_AS(GenericAlias, self);
    Value obj = call_kw(t, g->origin, args, nargs, kwnames);
    if (v_is_error(obj))
        return V_ERROR;
    if (attr_set(t, obj, N(t, __orig_class__), self) < 0) {
        if (!exc_is(t, EXC_AttributeError) && !exc_is(t, EXC_TypeError)) {
            drop(t, obj);
            return V_ERROR;
        }
        exc_clear(t); /* most natives have no room for it */
    }
    return obj;
}

static bool is_own_name(Thread *t, Str *name)
{
    Str *const own[] = {N(t, __class__),
                        N(t, __origin__),
                        N(t, __args__),
                        N(t, __parameters__),
                        N(t, __mro_entries__),
                        N(t, __unpacked__),
                        N(t, __typing_unpacked_tuple_args__),
                        N(t, __reduce_ex__),
                        N(t, __reduce__),
                        N(t, __copy__),
                        N(t, __deepcopy__),
                        N(t, __bases__)};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (own[i] == name)
            return true;
    return false;
}

static Value alias_getattr(Thread *t, Value self, Value name)
{
    Str *s = V_AS(Str, name);
    if (!is_own_name(t, s))
        return attr_get(t, V_AS(GenericAlias, self)->origin, s);
    return attr_get_generic(t, self, name);
}

static Value alias_compare(Thread *t, Value a, Value b, int op)
{
    if ((op != CMP_EQ && op != CMP_NE) || !v_has_layout(b, KIND_generic_alias))
        return V_NOTIMPLEMENTED;
    GenericAlias *x = V_AS(GenericAlias, a), *y = V_AS(GenericAlias, b);
    int same = x->starred != y->starred ? 0 : values_equal(t, x->origin, y->origin);
    if (same > 0)
        same = values_equal(t, x->args, y->args);
    return same < 0 ? V_ERROR : v_bool(same == (op == CMP_EQ));
}

static int alias_hash(Thread *t, Value self, int64_t *hash)
{
    int64_t of_args;
    if (value_hash(t, V_AS(GenericAlias, self)->origin, hash) < 0 ||
        value_hash(t, V_AS(GenericAlias, self)->args, &of_args) < 0)
        return -1;
    *hash ^= of_args;
    *hash = *hash == -1 ? -2 : *hash;
    return 0;
}

/* *tuple[int, str] in an annotation or a subscript: one item, the starred alias. */
static Value alias_iter(Thread *t, Value self)
{
    GenericAlias *g = V_AS(GenericAlias, self);
    Value star = generic_alias_new(t, g->origin, g->args);
    if (v_is_error(star))
        return V_ERROR;
    V_AS(GenericAlias, star)->starred = true;
    Value tuple = tuple_new(t, &star, 1);
    drop(t, star);
    Value it = v_is_error(tuple) ? V_ERROR : iter_get(t, tuple);
    drop(t, tuple);
    return it;
}

NATIVE(alias_mro_entries, "__mro_entries__(self, bases, /)",
       "The class to inherit from: the origin.")
{
    return tuple_new(t, &V_AS(GenericAlias, a[0])->origin, 1);
}

NATIVE(alias_instancecheck, "__instancecheck__(self, instance, /)", "Not supported: a TypeError.")
{
    return raise_format(t, EXC_TypeError,
                        "isinstance() argument 2 cannot be a parameterized generic");
}

NATIVE(alias_subclasscheck, "__subclasscheck__(self, cls, /)", "Not supported: a TypeError.")
{
    return raise_format(t, EXC_TypeError,
                        "issubclass() argument 2 cannot be a parameterized generic");
}

NATIVE(alias_reduce, "__reduce__(self, /)", "The class, and origin and arguments.")
{
    GenericAlias *g = V_AS(GenericAlias, a[0]);
    Value args = tuple_pack(t, 2, g->origin, g->args);
    Value r = v_is_error(args) ? V_ERROR
                               : tuple_pack(t, 2, v_from(t->vm->types[KIND_generic_alias]), args);
    drop(t, args);
    return r;
}

static Value get_parameters(Thread *t, Value self)
{
    Value p = parameters_of(t, V_AS(GenericAlias, self));
    return v_is_error(p) ? V_ERROR : dup(p);
}

static Value get_unpacked(Thread *t, Value self)
{
    return v_bool(V_AS(GenericAlias, self)->starred);
}

static Value get_unpacked_args(Thread *t, Value self)
{
    GenericAlias *g = V_AS(GenericAlias, self);
    bool tuple = g->starred && v_same(g->origin, v_from(t->vm->types[KIND_tuple]));
    return tuple ? dup(g->args) : V_NONE;
}

static void alias_clear(Thread *t, Object *o)
{
    GenericAlias *g = (GenericAlias *)o;
    v_clear(t, &g->origin);
    v_clear(t, &g->args);
    v_clear(t, &g->parameters);
}

static void alias_visit(Object *o, VisitFn fn, void *arg)
{
    GenericAlias *g = (GenericAlias *)o;
    fn(g->origin, arg);
    fn(g->args, arg);
    fn(g->parameters, arg);
}

int generic_alias_setup(Thread *t)
{
    static const NativeDef *const methods[] = {&alias_mro_entries_def, &alias_instancecheck_def,
                                               &alias_subclasscheck_def, &alias_reduce_def, NULL};
    static const GetSetDef getset[] = {
        {"__parameters__", get_parameters, NULL, NULL},
        {"__unpacked__", get_unpacked, NULL, NULL},
        {"__typing_unpacked_tuple_args__", get_unpacked_args, NULL, NULL},
        {NULL, NULL, NULL, NULL}};
    static const MemberDef members[] = {
        {"__origin__", offsetof(GenericAlias, origin), MEMBER_READONLY, NULL},
        {"__args__", offsetof(GenericAlias, args), MEMBER_READONLY, NULL},
        {NULL, 0, 0, NULL}};
    TypeSpec spec = {
        .name = "types.GenericAlias",
        .size = sizeof(GenericAlias),
        .flags = TF_GC | TF_BASE | TF_WEAKREF,
        .kind = KIND_generic_alias,
        .layout = KIND_generic_alias,
        .new_def = &alias_make_def,
        .slots = {.repr = alias_repr,
                  .hash = alias_hash,
                  .compare = alias_compare,
                  .call = alias_call,
                  .getattr = alias_getattr,
                  .getitem = alias_getitem,
                  .iter = alias_iter},
        .dealloc = alias_clear,
        .visit = alias_visit,
        .clear = alias_clear,
        .methods = methods,
        .getset = getset,
        .members = members,
    };
    spec.slots.binary[OP_OR] = union_or;
    return type_from_spec(t, &spec) ? 0 : -1;
}
