/* SPDX-License-Identifier: MIT */
/* __build_class__: what a class statement does (PEP 3115, 487, 560). */
#include "vm/run/import.h"
#include "vm/core/interp.h"

/* The parts of one class statement; all owned. */
typedef struct ClassParts {
    Value orig_bases, bases; /* tuples; the same object unless __mro_entries__ changed them */
    Value meta, kwargs, ns;  /* kwargs: dict or EMPTY */
} ClassParts;

static void parts_drop(Thread *t, ClassParts *p)
{
    v_clear(t, &p->orig_bases);
    v_clear(t, &p->bases);
    v_clear(t, &p->meta);
    v_clear(t, &p->kwargs);
    v_clear(t, &p->ns);
}

/* Bases that are not classes may stand for others: __mro_entries__ (PEP 560). */
static int append_base(Thread *t, List *out, Value base, Value orig)
{
    Value hook = v_is_type(base) ? V_EMPTY : attr_get_or_empty(t, base, N(t, __mro_entries__));
    if (v_is_error(hook))
        return -1;
    if (v_is_empty(hook))
        return list_append(t, out, base);
    Value entries = call1(t, hook, orig);
    drop(t, hook);
    if (v_is_error(entries))
        return -1;
    int status = -1;
    if (!v_has_layout(entries, KIND_tuple))
        raise_format(t, EXC_TypeError, "__mro_entries__ must return a tuple");
    else
        status = list_extend(t, out, entries);
    drop(t, entries);
    return status;
}

static int resolve_bases(Thread *t, ClassParts *p)
{
    Tuple *orig = V_AS(Tuple, p->orig_bases);
    bool all_types = true;
    for (size_t i = 0; i < orig->len; i++)
        all_types &= v_is_type(orig->items[i]);
    if (all_types) {
        p->bases = dup(p->orig_bases);
        return 0;
    }
    Value list = list_new(t, NULL, 0);
    if (v_is_error(list))
        return -1;
    int status = 0;
    for (size_t i = 0; status == 0 && i < orig->len; i++)
        status = append_base(t, V_AS(List, list), orig->items[i], p->orig_bases);
    Value bases = status == 0 ? list_to_tuple(t, V_AS(List, list)) : V_ERROR;
    drop(t, list);
    if (v_is_error(bases))
        return -1;
    p->bases = bases;
    return 0;
}

/* Keywords of the statement: metaclass taken out, the others in kwargs. */
static int take_keywords(Thread *t, ClassParts *p, const Value *values, Value kwnames)
{
    for (size_t i = 0; !v_is_empty(kwnames) && i < V_AS(Tuple, kwnames)->len; i++) {
        Value key = V_AS(Tuple, kwnames)->items[i];
        if (str_equal(V_AS(Str, key), N(t, metaclass))) {
            p->meta = dup(values[i]);
            continue;
        }
        if (v_is_empty(p->kwargs)) {
            Value d = dict_new(t);
            if (v_is_error(d))
                return -1;
            p->kwargs = d;
        }
        if (dict_set(t, V_AS(Dict, p->kwargs), key, values[i]) < 0)
            return -1;
    }
    return 0;
}

/* The most derived metaclass of the given one and those of the bases. */
static int choose_metaclass(Thread *t, ClassParts *p)
{
    Tuple *bases = V_AS(Tuple, p->bases);
    if (v_is_empty(p->meta))
        p->meta =
            dup(bases->len ? v_from(v_type(t, bases->items[0])) : v_from(t->vm->types[KIND_type]));
    if (!v_is_type(p->meta))
        return 0; /* any callable will do */
    Type *winner = V_AS(Type, p->meta);
    for (size_t i = 0; i < bases->len; i++) {
        Type *other = v_type(t, bases->items[i]);
        if (type_is_subtype(winner, other))
            continue;
        if (!type_is_subtype(other, winner)) {
            raise_format(
                t, EXC_TypeError,
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) "
                "subclass of the metaclasses of all its bases");
            return -1;
        }
        winner = other;
    }
    v_set(t, &p->meta, dup(v_from(winner)));
    return 0;
}

static int prepare_namespace(Thread *t, ClassParts *p, Value name)
{
    Value prepare = attr_get_or_empty(t, p->meta, N(t, __prepare__));
    if (v_is_error(prepare))
        return -1;
    if (v_is_empty(prepare)) {
        p->ns = dict_new(t);
    } else {
        Value args = tuple_pack(t, 2, name, p->bases);
        p->ns = v_is_error(args) ? V_ERROR : call_tuple_dict(t, prepare, args, p->kwargs);
        drop(t, prepare);
        if (!v_is_error(args))
            drop(t, args);
    }
    if (v_is_error(p->ns)) {
        p->ns = V_EMPTY;
        return -1;
    }
    if (!v_has_layout(p->ns, KIND_dict) && !v_type(t, p->ns)->s.getitem) {
        raise_format(t, EXC_TypeError, "%s.__prepare__() must return a mapping, not %T",
                     v_is_type(p->meta) ? V_AS(Type, p->meta)->name : "<metaclass>", p->ns);
        return -1;
    }
    return 0;
}

/* The body left __class__'s cell as its result; type.__new__ must have filled it. */
static int check_class_cell(Thread *t, Value cell, Value cls, Value name)
{
    if (!v_is_kind(cell, KIND_cell) || !v_is_type(cls))
        return 0;
    Value content = V_AS(CellObject, cell)->content;
    if (v_same(content, cls))
        return 0;
    if (v_is_empty(content))
        raise_format(
            t, EXC_RuntimeError,
            "__class__ not set defining %R as %R. Was __classcell__ propagated to type.__new__?",
            name, cls);
    else
        raise_format(t, EXC_TypeError, "__class__ set to %R defining %R as %R", content, name, cls);
    return -1;
}

static Value make_class(Thread *t, ClassParts *p, Value func, Value name)
{
    Value cell = function_run(t, V_AS(Function, dup(func)), p->ns);
    if (v_is_error(cell))
        return V_ERROR;
    Value cls = V_ERROR, args = V_ERROR;
    if (v_same(p->bases, p->orig_bases) ||
        item_set(t, p->ns, v_from(N(t, __orig_bases__)), p->orig_bases) == 0)
        args = tuple_pack(t, 3, name, p->bases, p->ns);
    if (!v_is_error(args)) {
        cls = call_tuple_dict(t, p->meta, args, p->kwargs);
        drop(t, args);
    }
    if (!v_is_error(cls) && check_class_cell(t, cell, cls, name) < 0) {
        drop(t, cls);
        cls = V_ERROR;
    }
    drop(t, cell);
    return cls;
}

Value build_class(Thread *t, const Value *args, uint32_t nargs, Value kwnames)
{
    if (nargs < 2)
        return raise_format(t, EXC_TypeError, "__build_class__: not enough arguments");
    if (!v_is_kind(args[0], KIND_function))
        return raise_format(t, EXC_TypeError, "__build_class__: func must be a function");
    if (!v_is_str(args[1]))
        return raise_format(t, EXC_TypeError, "__build_class__: name is not a string");
    ClassParts p = {0};
    p.orig_bases = tuple_new(t, args + 2, nargs - 2);
    if (v_is_error(p.orig_bases))
        return V_ERROR;
    Value cls = V_ERROR;
    if (resolve_bases(t, &p) == 0 && take_keywords(t, &p, args + nargs, kwnames) == 0 &&
        choose_metaclass(t, &p) == 0 && prepare_namespace(t, &p, args[1]) == 0)
        cls = make_class(t, &p, args[0], args[1]);
    parts_drop(t, &p);
    return cls;
}
