/* SPDX-License-Identifier: MIT */
/* The builtin functions that work on any object; those on numbers and text are in
 * builtins_values.c. */
#include "vm/run/builtins.h"
#include "vm/core/containers_internal.h"
#include "vm/core/descriptor.h"
#include "vm/objects/iterators.h"
#include "vm/objects/generator.h"

/* An attribute name given by a script: an interned Str (owned), or NULL with TypeError. */
static Str *attr_name(Thread *t, Value name, const char *message)
{
    if (!v_is_str(name)) {
        raise_format(t, EXC_TypeError, message, name);
        return NULL;
    }
    Value interned = str_intern(t, dup(name));
    return v_is_error(interned) ? NULL : V_AS(Str, interned);
}

NATIVE_VAR(builtin_getattr, "getattr(object, name[, default])",
           "getattr(object, name[, default]) -> value\n\nGet a named attribute from an object; "
           "getattr(x, 'y') is equivalent to x.y.")
{
    if (nargs < 2 || nargs > 3 || !v_is_empty(kwnames))
        return !v_is_empty(kwnames)
                   ? raise_format(t, EXC_TypeError, "getattr() takes no keyword arguments")
                   : raise_format(t, EXC_TypeError, "getattr expected at %s %d arguments, got %u",
                                  nargs < 2 ? "least" : "most", nargs < 2 ? 2 : 3, nargs);
    Str *name = attr_name(t, a[1], "attribute name must be string, not '%T'");
    if (!name)
        return V_ERROR;
    Value v = nargs == 3 ? attr_get_or_empty(t, a[0], name) : attr_get(t, a[0], name);
    obj_drop(t, name);
    return v_is_empty(v) ? dup(a[2]) : v;
}

NATIVE(builtin_hasattr, "hasattr(obj, name, /)",
       "Return whether the object has an attribute with the given name.")
{
    Str *name = attr_name(t, a[1], "attribute name must be string, not '%T'");
    if (!name)
        return V_ERROR;
    int has = attr_has(t, a[0], name);
    obj_drop(t, name);
    return has < 0 ? V_ERROR : v_bool(has);
}

NATIVE(builtin_setattr, "setattr(obj, name, value, /)",
       "Sets the named attribute on the given object to the specified value.")
{
    Str *name = attr_name(t, a[1], "attribute name must be string, not '%T'");
    if (!name)
        return V_ERROR;
    int status = attr_set(t, a[0], name, a[2]);
    obj_drop(t, name);
    return status < 0 ? V_ERROR : V_NONE;
}

NATIVE(builtin_delattr, "delattr(obj, name, /)",
       "Deletes the named attribute from the given object.")
{
    Str *name = attr_name(t, a[1], "attribute name must be string, not '%T'");
    if (!name)
        return V_ERROR;
    int status = attr_delete(t, a[0], name);
    obj_drop(t, name);
    return status < 0 ? V_ERROR : V_NONE;
}

NATIVE(builtin_isinstance, "isinstance(obj, class_or_tuple, /)",
       "Return whether an object is an instance of a class or of a subclass thereof.")
{
    int r = is_instance(t, a[0], a[1]);
    return r < 0 ? V_ERROR : v_bool(r);
}

NATIVE(builtin_issubclass, "issubclass(class_, class_or_tuple, /)",
       "Return whether 'cls' is derived from another class or is the same class.")
{
    int r = is_subclass(t, a[0], a[1]);
    return r < 0 ? V_ERROR : v_bool(r);
}

NATIVE(builtin_callable, "callable(obj, /)",
       "Return whether the object is callable (i.e., some kind of function).")
{
    return v_bool(v_type(t, a[0])->s.call != NULL);
}

NATIVE(builtin_id, "id(obj, /)", "Return the identity of an object.")
{
    return int_from_uint64(t, v_is_object(a[0]) ? (uint64_t)(uintptr_t)v_object(a[0]) : a[0].bits);
}

NATIVE(builtin_hash, "hash(obj, /)", "Return the hash value for the given object.")
{
    int64_t h;
    return value_hash(t, a[0], &h) < 0 ? V_ERROR : int_new(t, h);
}

NATIVE(builtin_len, "len(obj, /)", "Return the number of items in a container.")
{
    int64_t n = value_length(t, a[0]);
    return n < 0 ? V_ERROR : int_new(t, n);
}

NATIVE(builtin_repr, "repr(obj, /)", "Return the canonical string representation of the object.")
{
    return value_repr(t, a[0]);
}

NATIVE(builtin_ascii, "ascii(obj, /)", "Return an ASCII-only representation of an object.")
{
    return value_ascii(t, a[0]);
}

NATIVE(builtin_format, "format(value, format_spec='', /)",
       "Return type(value).__format__(value, format_spec)")
{
    if (!v_is_empty(a[1]) && !v_is_str(a[1]))
        return raise_format(t, EXC_TypeError, "format() argument 2 must be str, not %s",
                            v_is_none(a[1]) ? "None" : v_type_name(t, a[1]));
    return value_format(t, a[0], a[1]);
}

/* ---- iteration ---- */

NATIVE(builtin_iter, "iter(object, sentinel=None, /)", "Get an iterator from an object.")
{
    if (v_is_empty(a[1]))
        return iter_get(t, a[0]);
    if (!v_type(t, a[0])->s.call)
        return raise_format(t, EXC_TypeError, "iter(v, w): v must be callable");
    return callable_iterator_new(t, a[0], a[1]);
}

/* The dispatch loop knows it. */
static Value builtin_next_native(Thread *t, Value *a, uint32_t nargs)
{
    if (!v_type(t, a[0])->s.next)
        return raise_format(t, EXC_TypeError, "'%T' object is not an iterator", a[0]);
    if (v_is_empty(a[1]))
        return iter_next_keeping_stop(t, a[0]);
    Value v = v_type(t, a[0])->s.next(t, a[0]);
    if (v_same(v, V_STOP))
        return dup(a[1]);
    if (v_is_error(v) && exc_is(t, EXC_StopIteration)) {
        exc_clear(t);
        return dup(a[1]);
    }
    return v;
}
const NativeDef builtin_next_def = {
    .signature = "next(iterator, default=None, /)",
    .doc = "Return the next item from the iterator.",
    .fn = builtin_next_native,
};

NATIVE(builtin_aiter, "aiter(async_iterable, /)",
       "Return an AsyncIterator for an AsyncIterable object.")
{
    Type *type = v_type(t, a[0]);
    if (!type->s.aiter)
        return raise_format(t, EXC_TypeError, "'%T' object is not an async iterable", a[0]);
    Value it = type->s.aiter(t, a[0]);
    if (!v_is_error(it) && !v_type(t, it)->s.anext) {
        raise_format(t, EXC_TypeError, "aiter() returned not an async iterator of type '%T'", it);
        drop(t, it);
        return V_ERROR;
    }
    return it;
}

NATIVE(builtin_anext, "anext(aiterator, default=None, /)",
       "Return the next item from the async iterator.")
{
    Type *type = v_type(t, a[0]);
    if (!type->s.anext)
        return raise_format(t, EXC_TypeError, "'%T' object is not an async iterator", a[0]);
    Value awaitable = type->s.anext(t, a[0]);
    if (v_is_error(awaitable) || v_is_empty(a[1]))
        return awaitable;
    Value wrapped = anext_awaitable_new(t, awaitable, a[1]);
    drop(t, awaitable);
    return wrapped;
}

/* 1 at the first item whose truth is *stop. */
static int truth_each(Thread *t, void *stop, TAKES Value item)
{
    int yes = truth(t, item);
    drop(t, item);
    return yes < 0 ? -1 : yes == *(const int *)stop;
}

static Value all_any(Thread *t, Value iterable, int stop)
{
    Value it = iter_get(t, iterable);
    if (v_is_error(it))
        return V_ERROR;
    int stopped = iter_step_each(t, it, truth_each, &stop);
    drop(t, it);
    return stopped < 0 ? V_ERROR : v_bool(stopped == stop);
}

NATIVE(builtin_all, "all(iterable, /)",
       "Return True if bool(x) is True for all values x in the iterable.")
{
    return all_any(t, a[0], 0);
}

NATIVE(builtin_any, "any(iterable, /)", "Return True if bool(x) is True for any x in the iterable.")
{
    return all_any(t, a[0], 1);
}

/* The keywords of sorted(), which come to light in the name of list.sort(). */
static int sorted_keywords(Thread *t, const Value *values, Value kwnames, Value *key, int *reverse)
{
    for (size_t i = 0; !v_is_empty(kwnames) && i < V_AS(Tuple, kwnames)->len; i++) {
        Str *k = V_AS(Str, V_AS(Tuple, kwnames)->items[i]);
        if (str_equal_cstr(k, "key"))
            *key = values[i];
        else if (!str_equal_cstr(k, "reverse"))
            return raise_unexpected_known(t, "sort", (const char *const[]){"key", "reverse", NULL},
                                          k);
        else if ((*reverse = truth(t, values[i])) < 0)
            return -1;
    }
    return 0;
}

NATIVE_VAR(builtin_sorted, "sorted(iterable, /, *, key=None, reverse=False)",
           "Return a new list containing all items from the iterable in ascending order.")
{
    if (nargs != 1)
        return raise_format(t, EXC_TypeError, "sorted expected 1 argument, got %u", nargs);
    Value list = iter_to_list(t, a[0]);
    if (v_is_error(list))
        return V_ERROR;
    Value key = V_NONE;
    int reverse = 0;
    if (sorted_keywords(t, a + nargs, kwnames, &key, &reverse) < 0 ||
        list_sort(t, V_AS(List, list), key, reverse) < 0) {
        drop(t, list);
        return V_ERROR;
    }
    return list;
}

/* ---- min and max ---- */

typedef struct Extreme {
    Value best, best_key, key; /* best and best_key owned, EMPTY before the first */
    int op;
} Extreme;

static int extreme_take(Thread *t, void *arg, TAKES Value item)
{
    Extreme *e = arg;
    if (v_is_none(e->key) && v_both_small(item, e->best)) {
        bool less = v_small(item) < v_small(e->best);
        if (e->op == CMP_LT ? less : v_small(item) > v_small(e->best))
            e->best = e->best_key = item;
        return 0;
    }
    bool itself = v_is_none(e->key);
    Value k = itself ? item : call1(t, e->key, item);
    int better = v_is_error(k)                   ? -1
                 : v_is_empty(e->best)           ? 1
                 : !v_both_small(k, e->best_key) ? compare_truth(t, e->op, k, e->best_key)
                 : e->op == CMP_LT               ? v_small(k) < v_small(e->best_key)
                                                 : v_small(k) > v_small(e->best_key);
    if (better > 0) {
        v_set(t, &e->best, item);
        v_set(t, &e->best_key, itself ? dup(k) : k);
        return 0;
    }
    drop(t, item);
    if (!itself && !v_is_error(k))
        drop(t, k);
    return better;
}

/* The least or greatest of items that are all small ints, or all floats in the word; false: they
   are not. */
static bool extreme_of_words(Extreme *e, const Value *items, size_t n)
{
    if (n == 0)
        return false;
    bool least = e->op == CMP_LT;
    Value best = items[0];
    if (v_is_small(best)) {
        for (size_t i = 1; i < n; i++) {
            if (!v_is_small(items[i]))
                return false;
            bool less = (int64_t)items[i].bits < (int64_t)best.bits;
            bool more = (int64_t)items[i].bits > (int64_t)best.bits;
            best = (least ? less : more) ? items[i] : best;
        }
    } else if (v_is_flonum(best)) {
        double found = v_flonum(best);
        for (size_t i = 1; i < n; i++) {
            if (!v_is_flonum(items[i]))
                return false;
            double d = v_flonum(items[i]);
            if (least ? d < found : d > found) {
                best = items[i];
                found = d;
            }
        }
    } else {
        return false;
    }
    e->best = e->best_key = best;
    return true;
}

static int extreme_of_iterable(Thread *t, Extreme *e, Value iterable)
{
    const Value *items;
    size_t n;
    if (v_is_none(e->key) && row_items(iterable, &items, &n) && extreme_of_words(e, items, n))
        return 0;
    Value it = iter_get(t, iterable);
    if (v_is_error(it))
        return -1;
    int status = iter_step_each(t, it, extreme_take, e);
    drop(t, it);
    return status;
}

/* The keyword arguments key and default of min and max. */
static int extreme_keywords(Thread *t, const char *name, const Value *values, Value kwnames,
                            Value *key, Value *dflt)
{
    for (size_t i = 0; !v_is_empty(kwnames) && i < V_AS(Tuple, kwnames)->len; i++) {
        Str *k = V_AS(Str, V_AS(Tuple, kwnames)->items[i]);
        if (str_equal_cstr(k, "key"))
            *key = values[i];
        else if (str_equal_cstr(k, "default"))
            *dflt = values[i];
        else {
            return raise_unexpected_known(t, name, (const char *const[]){"key", "default", NULL},
                                          k);
        }
    }
    return 0;
}

static Value min_max(Thread *t, const char *name, int op, const Value *a, uint32_t nargs,
                     Value kwnames)
{
    if (nargs == 2 && v_is_empty(kwnames) && v_both_small(a[0], a[1]))
        return (op == CMP_LT) == (v_small(a[0]) <= v_small(a[1])) ? a[0]
               : v_small(a[0]) == v_small(a[1])                   ? a[0]
                                                                  : a[1];
    Value dflt = V_EMPTY;
    Extreme e = {.key = V_NONE, .op = op};
    if (nargs == 0)
        return raise_format(t, EXC_TypeError, "%s expected at least 1 argument, got 0", name);
    if (extreme_keywords(t, name, a + nargs, kwnames, &e.key, &dflt) < 0)
        return V_ERROR;
    if (nargs > 1 && !v_is_empty(dflt))
        return raise_format(t, EXC_TypeError,
                            "Cannot specify a default for %s() with multiple positional arguments",
                            name);
    int status = 0;
    if (nargs == 1)
        status = extreme_of_iterable(t, &e, a[0]);
    for (uint32_t i = 0; nargs > 1 && status == 0 && i < nargs; i++)
        status = extreme_take(t, &e, dup(a[i]));
    drop(t, e.best_key);
    if (status < 0) {
        drop(t, e.best);
        return V_ERROR;
    }
    if (!v_is_empty(e.best))
        return e.best;
    return v_is_empty(dflt)
               ? raise_format(t, EXC_ValueError, "%s() iterable argument is empty", name)
               : dup(dflt);
}

NATIVE_VAR(builtin_min, "min",
           "min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, "
           "key=func]) -> value")
{
    return min_max(t, "min", CMP_LT, a, nargs, kwnames);
}

NATIVE_VAR(builtin_max, "max",
           "max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, "
           "key=func]) -> value")
{
    return min_max(t, "max", CMP_GT, a, nargs, kwnames);
}

/* ---- namespaces ---- */

NATIVE(builtin_globals, "globals()",
       "Return the dictionary containing the current scope's global variables.")
{
    Frame *f = frame_script(t);
    return f ? dup(v_from(f->func->globals))
             : raise_format(t, EXC_RuntimeError, "globals(): no frame");
}

NATIVE(builtin_locals, "locals()",
       "Return a dictionary containing the current scope's local variables.")
{
    Frame *f = frame_script(t);
    return f ? frame_locals(t, f) : raise_format(t, EXC_RuntimeError, "locals(): no frame");
}

NATIVE(builtin_vars, "vars(object=None, /)",
       "vars([object]) -> dictionary\n\nWithout arguments, equivalent to locals().\nWith an "
       "argument, equivalent to object.__dict__.")
{
    if (v_is_empty(a[0]))
        return builtin_locals_native(t, NULL, 0);
    Value d = attr_get_or_empty(t, a[0], N(t, __dict__));
    return v_is_empty(d)
               ? raise_format(t, EXC_TypeError, "vars() argument must have __dict__ attribute")
               : d;
}

static Value sorted_names(Thread *t, TAKES Value names)
{
    if (v_is_error(names))
        return V_ERROR;
    Value list = iter_to_list(t, names);
    drop(t, names);
    if (!v_is_error(list) && list_sort(t, V_AS(List, list), V_NONE, false) < 0) {
        drop(t, list);
        return V_ERROR;
    }
    return list;
}

NATIVE(builtin_dir, "dir(object=None, /)", "dir([object]) -> list of strings")
{
    if (!v_is_empty(a[0])) {
        Value names = call_special(t, a[0], N(t, __dir__), NULL, 0);
        return v_is_empty(names) ? raise_format(t, EXC_TypeError, "object does not provide __dir__")
                                 : sorted_names(t, names);
    }
    Value locals = builtin_locals_native(t, NULL, 0);
    if (v_is_error(locals))
        return V_ERROR;
    Value keys = call_method0(t, locals, N(t, keys));
    drop(t, locals);
    return sorted_names(t, keys);
}

/* ---- input and output ---- */

static Value sys_stream(Thread *t, Str *name)
{
    Value file = attr_get_or_empty(t, t->vm->sys_module, name);
    return v_is_empty(file) ? raise_format(t, EXC_RuntimeError, "lost sys.%N", name) : file;
}

static int write_part(Thread *t, Value write, Value text)
{
    Value r = call1(t, write, text);
    if (v_is_error(r))
        return -1;
    drop(t, r);
    return 0;
}

/* sep or end as given, or its default, a string of one character. */
static int write_option(Thread *t, Value write, Value option, uint32_t dflt)
{
    if (!v_is_empty(option))
        return write_part(t, write, option);
    Value c = str_from_char(t, dflt);
    int status = v_is_error(c) ? -1 : write_part(t, write, c);
    drop(t, c);
    return status;
}

static int print_items(Thread *t, Value write, Tuple *items, Value sep, Value end)
{
    for (size_t i = 0; i < items->len; i++) {
        if (i && write_option(t, write, sep, ' ') < 0)
            return -1;
        Value text = value_str(t, items->items[i]);
        if (v_is_error(text))
            return -1;
        int status = write_part(t, write, text);
        drop(t, text);
        if (status < 0)
            return -1;
    }
    return write_option(t, write, end, '\n');
}

/* sep and end: None is as if not given. */
static int text_option(Thread *t, Value *v, const char *name)
{
    if (v_is_none(*v))
        *v = V_EMPTY;
    if (v_is_empty(*v) || v_is_str(*v))
        return 0;
    raise_format(t, EXC_TypeError, "%s must be None or a string, not %T", name, *v);
    return -1;
}

NATIVE(builtin_print, "print(*args, sep=' ', end='\\n', file=None, flush=False)",
       "Prints the values to a stream, or to sys.stdout by default.")
{
    Value sep = a[1], end = a[2];
    if (text_option(t, &sep, "sep") < 0 || text_option(t, &end, "end") < 0)
        return V_ERROR;
    Value file = v_is_empty(a[3]) || v_is_none(a[3]) ? sys_stream(t, N(t, stdout)) : dup(a[3]);
    if (v_is_error(file) || v_is_none(file))
        return file;
    Value write = attr_get(t, file, N(t, write));
    int status = v_is_error(write) ? -1 : print_items(t, write, V_AS(Tuple, a[0]), sep, end);
    if (!v_is_error(write))
        drop(t, write);
    int flush = status < 0 ? -1 : v_is_empty(a[4]) ? 0 : truth(t, a[4]);
    if (flush > 0) {
        Value r = call_method0(t, file, N(t, flush));
        status = v_is_error(r) ? -1 : 0;
        if (!v_is_error(r))
            drop(t, r);
    }
    drop(t, file);
    return status < 0 || flush < 0 ? V_ERROR : V_NONE;
}

NATIVE_VAR(builtin_breakpoint, "breakpoint(*args, **kws)",
           "Call sys.breakpointhook(*args, **kws).  sys.breakpointhook() must accept\nwhatever "
           "arguments are passed.\n\nBy default, this drops you into the pdb debugger.")
{
    Value hook = attr_get_or_empty(t, t->vm->sys_module, N(t, breakpointhook));
    if (v_is_error(hook))
        return V_ERROR;
    if (v_is_empty(hook))
        return raise_format(t, EXC_RuntimeError, "lost sys.breakpointhook");
    Value r = call_kw(t, hook, a, nargs, kwnames);
    drop(t, hook);
    return r;
}

const NativeDef *const builtins_objects[] = {
    &builtin_getattr_def,
    &builtin_hasattr_def,
    &builtin_setattr_def,
    &builtin_delattr_def,
    &builtin_isinstance_def,
    &builtin_issubclass_def,
    &builtin_callable_def,
    &builtin_id_def,
    &builtin_hash_def,
    &builtin_len_def,
    &builtin_repr_def,
    &builtin_ascii_def,
    &builtin_format_def,
    &builtin_iter_def,
    &builtin_next_def,
    &builtin_aiter_def,
    &builtin_anext_def,
    &builtin_all_def,
    &builtin_any_def,
    &builtin_sorted_def,
    &builtin_min_def,
    &builtin_max_def,
    &builtin_globals_def,
    &builtin_locals_def,
    &builtin_vars_def,
    &builtin_dir_def,
    &builtin_print_def,
    &builtin_breakpoint_def,
    NULL,
};
