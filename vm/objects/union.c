/* SPDX-License-Identifier: MIT */
/* types.UnionType: int | None. */
#include "vm/objects/generic.h"

/* ---- making one: flattened, each member once, in order ---- */

static int add_member(Thread *t, List *out, Value v)
{
    if (v_is_none(v))
        v = v_from(t->vm->types[KIND_none]);
    if (v_is_kind(v, KIND_union)) {
        Tuple *args = V_AS(Tuple, V_AS(Union, v)->args);
        for (size_t i = 0; i < args->len; i++)
            if (add_member(t, out, args->items[i]) < 0)
                return -1;
        return 0;
    }
    for (size_t i = 0; i < out->len; i++) {
        /* list[int] and list[int] are two objects and one member; a class is only itself. */
        bool classes = v_is_type(v) && v_is_type(out->items[i]);
        int same = classes ? v_same(v, out->items[i]) : values_equal(t, out->items[i], v);
        if (same)
            return same < 0 ? -1 : 0;
    }
    return list_append(t, out, v);
}

Value union_new(Thread *t, const Value *items, size_t n)
{
    Value list = list_new(t, NULL, 0);
    int r = v_is_error(list) ? -1 : 0;
    for (size_t i = 0; i < n && r == 0; i++)
        r = add_member(t, V_AS(List, list), items[i]);
    if (r == 0 && V_AS(List, list)->len == 1) {
        Value only = dup(V_AS(List, list)->items[0]);
        drop(t, list);
        return only;
    }
    Value args = r < 0 ? V_ERROR : list_to_tuple(t, V_AS(List, list));
    drop(t, list);
    Union *u = v_is_error(args) ? NULL : object_new(t, t->vm->types[KIND_union], 0);
    if (!u) {
        drop(t, args);
        return V_ERROR;
    }
    u->args = args;
    gc_track(t, u);
    return v_from(u);
}

/* An alias like list[int], or an instance of a subclass: collections.abc.Callable[[int], str]. */
static bool is_alias(Value v)
{
    return v_has_layout(v, KIND_generic_alias);
}

static bool can_be_member(Value v)
{
    return v_is_none(v) || v_is_type(v) || is_alias(v) || v_is_kind(v, KIND_union);
}

Value union_or(Thread *t, Value a, Value b)
{
    if (!can_be_member(a) || !can_be_member(b))
        return V_NOTIMPLEMENTED;
    Value both[] = {a, b};
    return union_new(t, both, 2);
}

/* ---- isinstance and issubclass ---- */

int union_check(Thread *t, Value v, Value u, int (*check)(Thread *t, Value v, Value cls),
                const char *generic_text)
{
    Tuple *args = V_AS(Tuple, V_AS(Union, u)->args);
    for (size_t i = 0; i < args->len; i++) {
        if (is_alias(args->items[i])) {
            raise_format(t, EXC_TypeError, "%s", generic_text);
            return -1;
        }
        int r = check(t, v, args->items[i]);
        if (r)
            return r;
    }
    return 0;
}

/* ---- the slots ---- */

static Value union_repr(Thread *t, Value self)
{
    if (c_stack_check(t, " while getting the repr of an object") < 0)
        return V_ERROR;
    StrBuf b;
    strbuf_init(&b, t);
    Tuple *args = V_AS(Tuple, V_AS(Union, self)->args);
    int r = 0;
    for (size_t i = 0; i < args->len && r == 0; i++) {
        if (i)
            strbuf_ascii(&b, " | ");
        if (v_same(args->items[i], v_from(t->vm->types[KIND_none])))
            strbuf_ascii(&b, "None");
        else
            r = generic_push_repr(&b, args->items[i]);
    }
    if (r == 0)
        return strbuf_finish(&b);
    strbuf_free(&b);
    return V_ERROR;
}

static int contains_all(Thread *t, Tuple *big, Tuple *small)
{
    for (size_t i = 0; i < small->len; i++) {
        int found = 0;
        for (size_t j = 0; j < big->len && !found; j++)
            found = values_equal(t, small->items[i], big->items[j]);
        if (found <= 0)
            return found;
    }
    return 1;
}

static Value union_compare(Thread *t, Value a, Value b, int op)
{
    if ((op != CMP_EQ && op != CMP_NE) || !v_is_kind(b, KIND_union))
        return V_NOTIMPLEMENTED;
    Tuple *x = V_AS(Tuple, V_AS(Union, a)->args), *y = V_AS(Tuple, V_AS(Union, b)->args);
    int same = x->len != y->len ? 0 : contains_all(t, x, y);
    return same < 0 ? V_ERROR : v_bool(same == (op == CMP_EQ));
}

/* The order of members does not matter. */
static int union_hash(Thread *t, Value self, int64_t *hash)
{
    Tuple *args = V_AS(Tuple, V_AS(Union, self)->args);
    uint64_t sum = args->len;
    for (size_t i = 0; i < args->len; i++) {
        int64_t h;
        if (value_hash(t, args->items[i], &h) < 0)
            return -1;
        sum += (uint64_t)h * 0x9E3779B97F4A7C15u;
    }
    *hash = (int64_t)sum == -1 ? -2 : (int64_t)sum;
    return 0;
}

static Value parameters_of(Thread *t, Union *u)
{
    if (v_is_empty(u->parameters)) {
        Value p = generic_parameters(t, u->args);
        if (v_is_error(p))
            return V_ERROR;
        u->parameters = p;
    }
    return u->parameters;
}

static Value union_getitem(Thread *t, Value self, Value item)
{
    Union *u = V_AS(Union, self);
    Value params = parameters_of(t, u);
    Value args = v_is_error(params) ? V_ERROR : generic_substitute(t, self, u->args, params, item);
    if (v_is_error(args))
        return V_ERROR;
    /* Through `|`, as type variables answer it in their own way. */
    Tuple *tuple = V_AS(Tuple, args);
    Value r = dup(tuple->items[0]);
    for (size_t i = 1; i < tuple->len && !v_is_error(r); i++) {
        Value next = binary_op(t, OP_OR, r, tuple->items[i]);
        drop(t, r);
        r = next;
    }
    drop(t, args);
    return r;
}

static Value get_parameters(Thread *t, Value self)
{
    Value p = parameters_of(t, V_AS(Union, self));
    return v_is_error(p) ? V_ERROR : dup(p);
}

NATIVE(union_instancecheck, "__instancecheck__(self, instance, /)",
       "Is it an instance of one of the members?")
{
    int r = is_instance(t, a[1], a[0]);
    return r < 0 ? V_ERROR : v_bool(r);
}

NATIVE(union_subclasscheck, "__subclasscheck__(self, cls, /)",
       "Is it a subclass of one of the members?")
{
    int r = is_subclass(t, a[1], a[0]);
    return r < 0 ? V_ERROR : v_bool(r);
}

static void union_clear(Thread *t, Object *o)
{
    v_clear(t, &((Union *)o)->args);
    v_clear(t, &((Union *)o)->parameters);
}

static void union_visit(Object *o, VisitFn fn, void *arg)
{
    fn(((Union *)o)->args, arg);
    fn(((Union *)o)->parameters, arg);
}

int union_setup(Thread *t)
{
    static const NativeDef *const methods[] = {&union_instancecheck_def, &union_subclasscheck_def,
                                               NULL};
    static const GetSetDef getset[] = {{"__parameters__", get_parameters, NULL, NULL},
                                       {NULL, NULL, NULL, NULL}};
    static const MemberDef members[] = {{"__args__", offsetof(Union, args), MEMBER_READONLY, NULL},
                                        {NULL, 0, 0, NULL}};
    TypeSpec spec = {
        .name = "types.UnionType",
        .size = sizeof(Union),
        .flags = TF_GC,
        .kind = KIND_union,
        .layout = KIND_union,
        .slots = {.repr = union_repr,
                  .hash = union_hash,
                  .compare = union_compare,
                  .getitem = union_getitem},
        .dealloc = union_clear,
        .visit = union_visit,
        .clear = union_clear,
        .methods = methods,
        .getset = getset,
        .members = members,
    };
    spec.slots.binary[OP_OR] = union_or;
    return type_from_spec(t, &spec) ? 0 : -1;
}
