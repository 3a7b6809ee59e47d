/* SPDX-License-Identifier: MIT */
/*
 * collections.OrderedDict. Our dict keeps the order of insertion already; what is added is that
 * keys can be moved to either end, that comparison minds the order, and iterators of its own.
 */
#include "stdlib/_collections.h"

#define D(v) V_AS(Dict, v)

static const FieldTable ordered_fields = {{0}, NULL, NULL, NULL};

static bool is_ordered(Value v)
{
    return api_is(v, &ordered_fields);
}

/* ---- filling: through __setitem__, where a subclass has one ---- */

static int fill_plain(Thread *t, Value self, Value key, Value v)
{
    return dict_set(t, D(self), key, v);
}

static int ordered_fill(Thread *t, Value self, Value other)
{
    bool plain = v_type(t, self)->s.setitem == t->vm->types[KIND_dict]->s.setitem;
    if (plain)
        return dict_update(t, D(self), other);
    Value pairs = K(t, dict_new(t)), key, v;
    if (v_is_error(pairs) || dict_update(t, D(pairs), other) < 0)
        return -1;
    for (size_t i = 0; dict_next(D(pairs), &i, &key, &v);)
        if (item_set(t, self, key, v) < 0)
            return -1;
    return 0;
}

static int ordered_update(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    if (nargs > 1) {
        raise_format(t, EXC_TypeError, "expected at most 1 arguments, got %u", nargs);
        return -1;
    }
    if (nargs && ordered_fill(t, self, args[0]) < 0)
        return -1;
    const Tuple *names = v_is_empty(kwnames) ? NULL : V_AS(Tuple, kwnames);
    bool plain = v_type(t, self)->s.setitem == t->vm->types[KIND_dict]->s.setitem;
    int (*set)(Thread * t, Value self, Value key, Value v) = plain ? fill_plain : item_set;
    for (size_t i = 0; names && i < names->len; i++)
        if (set(t, self, names->items[i], args[nargs + i]) < 0)
            return -1;
    return 0;
}

static int ordered_init(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    ApiScope scope = api_scope_begin(t);
    int status = ordered_update(t, self, args, nargs, kwnames);
    api_scope_end(t, scope);
    return status;
}

NATIVE_VAR(update, "update(self, other=(), /, **kwds)",
           "Sets the items of a mapping or of pairs, and the keywords.")
{
    return ordered_init(t, a[0], a + 1, nargs - 1, kwnames) < 0 ? V_ERROR : V_NONE;
}

/* ---- moving and taking ---- */

API(move_to_end, "move_to_end(self, /, key, last=True)",
    "Moves a key to the end, or with last=False to the beginning.")
{
    int64_t hash;
    int last = v_is_empty(a[2]) ? 1 : truth(t, a[2]);
    if (last < 0 || value_hash(t, a[1], &hash) < 0)
        return V_ERROR;
    int64_t i = dict_find(t, D(a[0]), a[1], hash);
    if (i < 0)
        return i == -1 ? raise_key(t, a[1]) : V_ERROR;
    return dict_move_to_end(t, D(a[0]), (size_t)i, last) < 0 ? V_ERROR : V_NONE;
}

API(popitem, "popitem(self, /, last=True)",
    "Removes and returns the last item, or with last=False the first one.")
{
    Dict *d = D(a[0]);
    int last = v_is_empty(a[1]) ? 1 : truth(t, a[1]);
    if (last < 0)
        return V_ERROR;
    if (d->len == 0)
        return raise_key(t, K(t, str_from_cstr(t, "dictionary is empty")));
    size_t i = last ? d->used - 1 : d->first;
    while (v_is_empty(d->entries[i].key))
        i += last ? (size_t)-1 : 1;
    Value pair = K(t, tuple_pack(t, 2, d->entries[i].key, d->entries[i].value));
    if (v_is_error(pair) ||
        dict_delete_hash(t, d, V_AS(Tuple, pair)->items[0], d->entries[i].hash) < 0)
        return V_ERROR;
    if (last)
        d->used = i;
    return pair;
}

API(pop, "pop(self, /, key, default=None)",
    "Removes a key and returns its value; the default, or KeyError, without it.")
{
    Value v = K(t, dict_pop(t, D(a[0]), a[1]));
    if (!v_is_empty(v))
        return v;
    if (!v_is_kind(a[0], KIND_dict) && v_is_empty(a[2])) {
        Value made = K(t, call_special(t, a[0], N(t, __missing__), &a[1], 1));
        if (!v_is_empty(made))
            return made;
    }
    return v_is_empty(a[2]) ? raise_key(t, a[1]) : a[2];
}

API(setdefault, "setdefault(self, /, key, default=None)",
    "The value of a key, which is set to the default if it is missing.")
{
    Value v = dict_get(t, D(a[0]), a[1]);
    if (!v_is_empty(v))
        return v;
    v = v_is_empty(a[2]) ? V_NONE : a[2];
    return item_set(t, a[0], a[1], v) < 0 ? V_ERROR : v;
}

API_CLASS(fromkeys, "fromkeys(type, /, iterable, value=None)",
          "An ordered dictionary with these keys, all of one value.")
{
    Value made = K(t, call0(t, a[0])), it = v_is_error(made) ? V_ERROR : K(t, iter_get(t, a[1]));
    if (v_is_error(it))
        return V_ERROR;
    ApiScope scope = api_scope_begin(t);
    while (API_ROUND(t, scope)) {
        Value key = K(t, iter_next(t, it));
        if (v_same(key, V_STOP))
            return made;
        if (v_is_error(key) || item_set(t, made, key, v_is_empty(a[2]) ? V_NONE : a[2]) < 0)
            return V_ERROR;
    }
    return made;
}

/* ---- copies, comparison, text ---- */

static Value ordered_copy(Thread *t, Value self)
{
    Value made = K(t, call0(t, v_from(v_type(t, self))));
    return v_is_error(made) || ordered_fill(t, made, self) < 0 ? V_ERROR : made;
}

API(copy, "copy(self, /)", "A copy with the same order.")
{
    return ordered_copy(t, a[0]);
}

API_BINARY(ordered_or)
{
    if (!v_has_layout(self, KIND_dict) || !v_has_layout(other, KIND_dict))
        return V_NOTIMPLEMENTED;
    Value cls = v_from(v_type(t, is_ordered(self) ? self : other));
    Value made = K(t, call1(t, cls, self));
    return v_is_error(made) || ordered_fill(t, made, other) < 0 ? V_ERROR : made;
}

API_BINARY(ordered_ior)
{
    return ordered_fill(t, self, other) < 0 ? V_ERROR : self;
}

/* Do the keys of both stand in the same order? */
static int same_order(Thread *t, Value a, Value b)
{
    Value keys[2] = {K(t, iter_to_list(t, a)), K(t, iter_to_list(t, b))};
    if (v_is_error(keys[0]) || v_is_error(keys[1]))
        return -1;
    return compare_truth(t, CMP_EQ, keys[0], keys[1]);
}

static Value ordered_compare(Thread *t, Value a, Value b, int op)
{
    if ((op != CMP_EQ && op != CMP_NE) || !v_has_layout(a, KIND_dict) ||
        !v_has_layout(b, KIND_dict))
        return V_NOTIMPLEMENTED;
    if (c_stack_check(t, " in comparison") < 0)
        return V_ERROR;
    ApiScope scope = api_scope_begin(t);
    int equal = dict_equal(t, D(a), D(b));
    if (equal > 0 && is_ordered(a) && is_ordered(b))
        equal = same_order(t, a, b);
    api_scope_end(t, scope);
    return equal < 0 ? V_ERROR : v_bool(equal == (op == CMP_EQ));
}

API_UNARY(ordered_repr)
{
    Str *name = v_type(t, self)->name_str;
    int entered =
        c_stack_check(t, " while getting the repr of an object") < 0 ? -1 : repr_enter(t, self);
    if (entered)
        return entered < 0 ? V_ERROR : K(t, str_format(t, "..."));
    Value text = V_ERROR;
    if (D(self)->len == 0) {
        text = K(t, str_format(t, "%N()", name));
    } else {
        Value plain = K(t, dict_copy(t, D(self)));
        if (!v_is_error(plain))
            text = K(t, str_format(t, "%N(%R)", name, plain));
    }
    repr_leave(t, self);
    return text;
}

API(reduce, "__reduce__(self, /)", "For copying: (class, (), attributes, None, iterator of items).")
{
    Value state = K(t, instance_dict(t, a[0])), none = K(t, tuple_new(t, NULL, 0));
    Value items = K(t, call_method0(t, a[0], N(t, items))),
          it = v_is_error(items) ? V_ERROR : K(t, iter_get(t, items));
    if (v_is_error(state) || v_is_error(none) || v_is_error(it))
        return V_ERROR;
    return K(t, tuple_pack(t, 5, v_from(v_type(t, a[0])), none, D(state)->len ? state : V_NONE,
                           V_NONE, it));
}

/* ---- iterators ---- */

typedef enum { WALK_KEYS, WALK_VALUES, WALK_ITEMS } WalkKind;

typedef struct OrderedIterator {
    Object head;
    Value dict; /* EMPTY when exhausted */
    uint64_t version;
    size_t at, len; /* at: entries that lie behind, in the direction of the walk */
    WalkKind kind;
    bool reverse;
} OrderedIterator;

static Value iterator_new(Thread *t, Value dict, WalkKind kind, bool reverse)
{
    Value cls = K(t, import_attr(t, "_collections", "odict_iterator"));
    Value made = v_is_error(cls) ? V_ERROR : api_instance(t, V_AS(Type, cls));
    if (v_is_error(made))
        return V_ERROR;
    OrderedIterator *it = V_AS(OrderedIterator, made);
    api_set(t, &it->dict, dict);
    it->version = D(dict)->keys_version;
    it->len = D(dict)->len;
    it->kind = kind;
    it->reverse = reverse;
    it->at = reverse ? 0 : D(dict)->first;
    return made;
}

API_UNARY(iterator_next)
{
    OrderedIterator *it = V_AS(OrderedIterator, self);
    if (v_is_empty(it->dict))
        return V_STOP;
    Dict *d = D(it->dict);
    if (it->version != d->keys_version)
        return raise_format(t, EXC_RuntimeError, "OrderedDict mutated during iteration");
    while (it->at < d->used) {
        const DictEntry *e = &d->entries[it->reverse ? d->used - 1 - it->at : it->at];
        it->at++;
        if (v_is_empty(e->key))
            continue;
        return it->kind == WALK_KEYS     ? e->key
               : it->kind == WALK_VALUES ? e->value
                                         : K(t, tuple_pack(t, 2, e->key, e->value));
    }
    api_set(t, &it->dict, V_EMPTY);
    return V_STOP;
}

API_UNARY(iterator_self)
{
    return self;
}

/* What is left is listed by another iterator, so that this one stays where it is. */
API(iterator_reduce, "__reduce__(self, /)", "For copying.")
{
    OrderedIterator *it = V_AS(OrderedIterator, a[0]);
    Value iter = K(t, import_attr(t, "builtins", "iter")), rest = K(t, list_new(t, NULL, 0));
    if (!v_is_empty(it->dict) && !v_is_error(rest)) {
        Value copy = iterator_new(t, it->dict, it->kind, it->reverse);
        if (v_is_error(copy))
            return V_ERROR;
        V_AS(OrderedIterator, copy)->at = it->at;
        rest = K(t, iter_to_list(t, copy));
    }
    Value args = v_is_error(rest) ? V_ERROR : K(t, tuple_pack(t, 1, rest));
    return v_is_error(args) || v_is_error(iter) ? V_ERROR : K(t, tuple_pack(t, 2, iter, args));
}

API_UNARY(ordered_iter)
{
    return iterator_new(t, self, WALK_KEYS, false);
}
API(reversed, "__reversed__(self, /)", "An iterator over the keys from the last to the first.")
{
    return iterator_new(t, a[0], WALK_KEYS, true);
}

/* ---- views: their kind is the class of dict's view that they extend ---- */

static WalkKind view_kind(Thread *t, Value view)
{
    return v_has_layout(view, KIND_dict_keys)     ? WALK_KEYS
           : v_has_layout(view, KIND_dict_values) ? WALK_VALUES
                                                  : WALK_ITEMS;
}

API_UNARY(view_iter)
{
    return iterator_new(t, v_from(V_AS(DictView, self)->dict), view_kind(t, self), false);
}
API(view_reversed, "__reversed__(self, /)", "An iterator from the last to the first.")
{
    return iterator_new(t, v_from(V_AS(DictView, a[0])->dict), view_kind(t, a[0]), true);
}

static Value view_new(Thread *t, Value self, const char *type)
{
    Value cls = K(t, import_attr(t, "_collections", type));
    return v_is_error(cls) ? V_ERROR : K(t, dict_view_of(t, V_AS(Type, cls), D(self)));
}

API(keys, "keys(self, /)", "A view on the keys, in their order.")
{
    return view_new(t, a[0], "odict_keys");
}
API(values, "values(self, /)", "A view on the values, in the order of the keys.")
{
    return view_new(t, a[0], "odict_values");
}
API(items, "items(self, /)", "A view on the items, in their order.")
{
    return view_new(t, a[0], "odict_items");
}

/* ---- the types ---- */

static int views_add(Thread *t, Value module)
{
    static const FieldTable none = {{0}, NULL, NULL, NULL};
    static const NativeDef *const methods[] = {&view_reversed_def, NULL};
    static const struct {
        const char *name;
        Kind kind;
    } views[] = {{"odict_keys", KIND_dict_keys},
                 {"odict_values", KIND_dict_values},
                 {"odict_items", KIND_dict_items}};
    for (size_t i = 0; i < 3; i++) {
        TypeSpec spec = {
            .name = views[i].name,
            .size = sizeof(DictView),
            .layout = views[i].kind,
            .base = t->vm->types[views[i].kind],
            .slots = {.iter = view_iter},
            .methods = methods,
        };
        if (api_module_add_type(t, module, api_type(t, &spec, &none)) < 0)
            return -1;
    }
    return 0;
}

static int iterator_add(Thread *t, Value module)
{
    static const FieldTable fields = {{offsetof(OrderedIterator, dict), 0}, NULL, NULL, NULL};
    static const NativeDef *const methods[] = {&iterator_reduce_def, NULL};
    static const TypeSpec spec = {
        .name = "odict_iterator",
        .size = sizeof(OrderedIterator),
        .flags = TF_NO_NEW,
        .slots = {.iter = iterator_self, .next = iterator_next},
        .methods = methods,
    };
    return api_module_add_type(t, module, api_type(t, &spec, &fields));
}

int ordered_dict_add(Thread *t, Value module)
{
    static const NativeDef *const methods[] = {
        &update_def,   &move_to_end_def, &popitem_def, &pop_def,      &setdefault_def,
        &fromkeys_def, &copy_def,        &reduce_def,  &reversed_def, &keys_def,
        &values_def,   &items_def,       NULL,
    };
    TypeSpec spec = {
        .name = "collections.OrderedDict",
        .doc =
            "A dict whose keys can be moved to either end, and whose comparison minds the order.",
        .size = sizeof(Dict),
        .flags = TF_BASE | TF_IMMUTABLE | TF_WEAKREF | TF_MAPPING | TF_ATTRS,
        .layout = KIND_dict,
        .base = t->vm->types[KIND_dict],
        .slots = {.init = ordered_init,
                  .repr = ordered_repr,
                  .compare = ordered_compare,
                  .iter = ordered_iter,
                  .hash = hash_unhashable,
                  .binary = {[OP_OR] = ordered_or},
                  .inplace = {[OP_OR] = ordered_ior}},
        .methods = methods,
    };
    if (api_module_add_type(t, module, api_type(t, &spec, &ordered_fields)) < 0)
        return -1;
    return views_add(t, module) < 0 ? -1 : iterator_add(t, module);
}
