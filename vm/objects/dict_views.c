/* SPDX-License-Identifier: MIT */
/* dict_keys, dict_values, dict_items. */
#include "vm/core/descriptor.h"
#include "vm/objects/dict.h"
#include "vm/objects/set_internal.h"

#define VIEW(v) V_AS(DictView, v)

Value dict_view_of(Thread *t, Type *type, Dict *d)
{
    DictView *view = object_new(t, type, 0);
    if (!view)
        return V_ERROR;
    view->dict = obj_dup(d);
    gc_track(t, view);
    return v_from(view);
}

Value dict_view_new(Thread *t, Kind kind, Dict *d)
{
    return dict_view_of(t, t->vm->types[kind], d);
}

static void view_dealloc(Thread *t, Object *o)
{
    obj_drop(t, ((DictView *)o)->dict);
}

static void view_visit(Object *o, VisitFn fn, void *arg)
{
    if (((DictView *)o)->dict)
        fn(v_from(((DictView *)o)->dict), arg);
}

static int64_t view_length(Thread *t, Value self)
{
    return (int64_t)VIEW(self)->dict->len;
}

static Kind iterator_kind(Value view, bool reverse)
{
    switch (v_kind(view)) {
    case KIND_dict_keys:
        return reverse ? KIND_dict_reversekeyiterator : KIND_dict_iterator;
    case KIND_dict_values:
        return reverse ? KIND_dict_reversevalueiterator : KIND_dict_valueiterator;
    default:
        return reverse ? KIND_dict_reverseitemiterator : KIND_dict_itemiterator;
    }
}

static Value view_iter(Thread *t, Value self)
{
    return dict_iterator_new(t, iterator_kind(self, false), VIEW(self)->dict);
}

static Value view_repr(Thread *t, Value self)
{
    int entered =
        c_stack_check(t, " while getting the repr of an object") ? -1 : repr_enter(t, self);
    if (entered)
        return entered < 0 ? V_ERROR : str_from_cstr(t, "...");
    Value items = iter_to_list(t, self);
    Value result = v_is_error(items) ? V_ERROR : str_format(t, "%T(%R)", self, items);
    if (!v_is_error(items))
        drop(t, items);
    repr_leave(t, self);
    return result;
}

/* ---- membership ---- */

static int keys_contains(Thread *t, Value self, Value key)
{
    Value v = dict_get(t, VIEW(self)->dict, key);
    return v_is_error(v) ? -1 : !v_is_empty(v);
}

static int items_contains(Thread *t, Value self, Value item)
{
    if (!v_has_layout(item, KIND_tuple) || V_AS(Tuple, item)->len != 2)
        return 0;
    const Tuple *pair = V_AS(Tuple, item);
    Value v = dict_get(t, VIEW(self)->dict, pair->items[0]);
    if (v_is_empty(v) || v_is_error(v))
        return v_is_error(v) ? -1 : 0;
    dup(v);
    int equal = values_equal(t, v, pair->items[1]);
    drop(t, v);
    return equal;
}

static bool is_set_view(Value v)
{
    return v_is_kind(v, KIND_dict_keys) || v_is_kind(v, KIND_dict_items);
}

static int view_contains(Thread *t, Value view, Value item)
{
    return v_is_kind(view, KIND_dict_keys) ? keys_contains(t, view, item)
                                           : items_contains(t, view, item);
}

/* Walks `walked` while membership of its items in `asked` is `while_found`: 1 to the end, 0, -1. */
static int all_in(Thread *t, Value walked, Value asked, bool while_found)
{
    Value it = iter_get(t, walked);
    if (v_is_error(it))
        return -1;
    int answer = 1;
    while (answer == 1) {
        Value v = iter_next(t, it);
        if (v_same(v, V_STOP))
            break;
        int found = v_is_error(v) ? -1 : item_contains(t, asked, v);
        answer = found < 0 ? -1 : (bool)found == while_found;
        drop(t, v);
    }
    drop(t, it);
    return answer;
}

static Value view_compare(Thread *t, Value a, Value b, int op)
{
    if (!is_set_view(a) || (!v_is_any_set(b) && !is_set_view(b)))
        return V_NOTIMPLEMENTED;
    int64_t n = view_length(t, a), m = value_length(t, b);
    int answer = 0;
    if (m < 0)
        return V_ERROR;
    switch (op) {
    case CMP_EQ:
    case CMP_NE:
        answer = n == m ? all_in(t, a, b, true) : 0;
        break;
    case CMP_LT:
        answer = n < m ? all_in(t, a, b, true) : 0;
        break;
    case CMP_LE:
        answer = n <= m ? all_in(t, a, b, true) : 0;
        break;
    case CMP_GT:
        answer = n > m ? all_in(t, b, a, true) : 0;
        break;
    case CMP_GE:
        answer = n >= m ? all_in(t, b, a, true) : 0;
        break;
    }
    return answer < 0 ? V_ERROR : v_bool(op == CMP_NE ? !answer : answer);
}

/* ---- set algebra: the other side may be any iterable ---- */

/* The left operand as a new set. */
static Value view_to_set(Thread *t, Value v)
{
    if (v_is_kind(v, KIND_dict_keys) && VIEW(v)->dict->head.kind == KIND_dict)
        v = v_from(VIEW(v)->dict);
    return set_from_iterable(t, KIND_set, v);
}

/* Finishes an operation whose in-place half has had its status. */
static Value finish(Thread *t, Value result, int status)
{
    if (status == 0)
        return result;
    drop(t, result);
    return V_ERROR;
}

static Value view_or(Thread *t, Value a, Value b)
{
    Value result = view_to_set(t, a);
    return v_is_error(result) ? result : finish(t, result, set_update(t, V_AS(Set, result), b));
}

static Value view_sub(Thread *t, Value a, Value b)
{
    Value result = view_to_set(t, a);
    return v_is_error(result) ? result
                              : finish(t, result, set_difference_update(t, V_AS(Set, result), b));
}

static Value view_xor(Thread *t, Value a, Value b)
{
    Value result = view_to_set(t, a);
    return v_is_error(result)
               ? result
               : finish(t, result, set_symmetric_difference_update(t, V_AS(Set, result), b));
}

/* Those items of `walked` that are in the view. */
static int view_sieve(Thread *t, Value view, Value walked, Set *result)
{
    Value it = iter_get(t, walked);
    int status = v_is_error(it) ? -1 : 0;
    while (status == 0) {
        Value v = iter_next(t, it);
        if (v_same(v, V_STOP))
            break;
        int found = v_is_error(v) ? -1 : view_contains(t, view, v);
        status = found > 0 ? set_add(t, result, v) : found;
        drop(t, v);
    }
    if (!v_is_error(it))
        drop(t, it);
    return status;
}

static Value view_and(Thread *t, Value a, Value b)
{
    if (!is_set_view(a)) {
        Value swapped = a;
        a = b;
        b = swapped;
    }
    int64_t n = view_length(t, a);
    if ((v_is_kind(b, KIND_set) || v_is_kind(b, KIND_frozenset)) && n <= (int64_t)V_AS(Set, b)->len)
        return set_intersection(t, b, a);
    if (is_set_view(b) && view_length(t, b) > n) {
        Value swapped = a;
        a = b;
        b = swapped;
    }
    Value result = set_new(t);
    return v_is_error(result) ? result : finish(t, result, view_sieve(t, a, b, V_AS(Set, result)));
}

NATIVE(view_isdisjoint, "isdisjoint(self, object, /)",
       "Return True if the view and the given iterable have a null intersection.")
{
    Value view = a[0], other = a[1];
    if (v_same(view, other))
        return v_bool(view_length(t, view) == 0);
    if ((v_is_any_set(other) || is_set_view(other)) &&
        value_length(t, other) > view_length(t, view)) {
        view = a[1];
        other = a[0];
    }
    int answer = all_in(t, other, view, false);
    return answer < 0 ? V_ERROR : v_bool(answer);
}

NATIVE(view_reversed, "__reversed__(self, /)",
       "Return a reverse iterator over the dict's contents.")
{
    return dict_iterator_new(t, iterator_kind(a[0], true), VIEW(a[0])->dict);
}

static Value view_mapping(Thread *t, Value self)
{
    return mappingproxy_new(t, v_from(VIEW(self)->dict));
}

static const GetSetDef view_getset[] = {
    {"mapping", view_mapping, NULL, "dictionary that this view refers to"},
    {NULL, NULL, NULL, NULL},
};
static const NativeDef *const set_view_methods[] = {&view_isdisjoint_def, &view_reversed_def, NULL};
static const NativeDef *const values_methods[] = {&view_reversed_def, NULL};

static int view_type_setup(Thread *t, const char *name, Kind kind, Slots slots,
                           const NativeDef *const *methods)
{
    slots.repr = view_repr;
    slots.iter = view_iter;
    slots.length = view_length;
    TypeSpec spec = {
        .name = name,
        .size = sizeof(DictView),
        .flags = TF_GC | TF_IMMUTABLE | TF_NO_NEW,
        .kind = kind,
        .layout = kind,
        .slots = slots,
        .dealloc = view_dealloc,
        .visit = view_visit,
        .methods = methods,
        .getset = view_getset,
    };
    return type_from_spec(t, &spec) ? 0 : -1;
}

int dict_views_setup(Thread *t)
{
    Slots keys = {
        .compare = view_compare,
        .hash = hash_unhashable,
        .contains = keys_contains,
        .binary = {
            [OP_OR] = view_or, [OP_AND] = view_and, [OP_SUB] = view_sub, [OP_XOR] = view_xor}};
    Slots items = keys;
    items.contains = items_contains;
    return view_type_setup(t, "dict_keys", KIND_dict_keys, keys, set_view_methods) ||
                   view_type_setup(t, "dict_items", KIND_dict_items, items, set_view_methods) ||
                   view_type_setup(t, "dict_values", KIND_dict_values, (Slots){0}, values_methods)
               ? -1
               : 0;
}
