/* SPDX-License-Identifier: MIT */
/* BaseExceptionGroup: construction, split, subgroup, derive (PEP 654), and what except* needs. */
#include "vm/core/exception_group.h"
#include "vm/core/exception_types.h"

enum { GROUP_MESSAGE, GROUP_EXCEPTIONS };

static Value group_message(Value g)
{
    return V_AS(Exception, g)->field[GROUP_MESSAGE];
}

static Tuple *group_members_of(Value g)
{
    return V_AS(Tuple, V_AS(Exception, g)->field[GROUP_EXCEPTIONS]);
}

bool exc_is_group(const Thread *t, Value v)
{
    return v_is_exception(v) && type_is_subtype(v_type(t, v), t->vm->exc[EXC_BaseExceptionGroup]);
}

const MemberDef group_members[] = {
    {"message", offsetof(Exception, field) + GROUP_MESSAGE * sizeof(Value),
     MEMBER_READONLY | MEMBER_NONE, "exception message"},
    {"exceptions", offsetof(Exception, field) + GROUP_EXCEPTIONS * sizeof(Value),
     MEMBER_READONLY | MEMBER_NONE, "nested exceptions"},
    {NULL, 0, 0, NULL},
};

/* ---- construction ---- */

/* The members as a tuple, checked; sets *plain when all are Exceptions. */
static Value group_check_members(Thread *t, Value sequence, bool *plain)
{
    bool is_seq = v_has_layout(sequence, KIND_list) || v_has_layout(sequence, KIND_tuple) ||
                  (v_is_object(sequence) && v_type(t, sequence)->s.getitem &&
                   !v_is_kind(sequence, KIND_dict) && !v_is_kind(sequence, KIND_set));
    if (!is_seq)
        return raise_format(t, EXC_TypeError, "second argument (exceptions) must be a sequence");
    Value tuple = iter_to_tuple(t, sequence);
    if (v_is_error(tuple))
        return V_ERROR;
    Tuple *members = V_AS(Tuple, tuple);
    *plain = true;
    if (members->len == 0)
        raise_format(t, EXC_ValueError,
                     "second argument (exceptions) must be a non-empty sequence");
    for (size_t i = 0; i < members->len; i++) {
        if (!v_is_exception(members->items[i])) {
            raise_format(t, EXC_ValueError,
                         "Item %zu of second argument (exceptions) is not an exception", i);
            break;
        }
        *plain &= type_is_subtype(v_type(t, members->items[i]), t->vm->exc[EXC_Exception]);
    }
    if (!v_is_empty(t->exc)) {
        drop(t, tuple);
        return V_ERROR;
    }
    return tuple;
}

/* BaseExceptionGroup of plain Exceptions becomes an ExceptionGroup; an ExceptionGroup, or a class
   of both kinds, cannot hold anything else. */
static Type *group_class(Thread *t, Type *cls, bool plain)
{
    Type *group = t->vm->exc[EXC_ExceptionGroup];
    if (cls == t->vm->exc[EXC_BaseExceptionGroup] && plain)
        return group;
    if (!plain && cls == group) {
        raise_format(t, EXC_TypeError, "Cannot nest BaseExceptions in an ExceptionGroup");
        return NULL;
    }
    if (!plain && type_is_subtype(cls, t->vm->exc[EXC_Exception])) {
        raise_format(t, EXC_TypeError, "Cannot nest BaseExceptions in '%s'", cls->name);
        return NULL;
    }
    return cls;
}

Value group_new(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    if (nargs != 2)
        return raise_format(t, EXC_TypeError,
                            "BaseExceptionGroup.__new__() takes exactly 2 arguments (%u given)",
                            nargs);
    if (!v_is_str(args[0]))
        return raise_format(t, EXC_TypeError,
                            "BaseExceptionGroup.__new__() argument 1 must be str, not %T", args[0]);
    bool plain = true;
    Value members = group_check_members(t, args[1], &plain);
    if (v_is_error(members))
        return V_ERROR;
    cls = group_class(t, cls, plain);
    Value self = cls ? exception_make(t, cls, args, nargs) : V_ERROR;
    if (v_is_error(self)) {
        drop(t, members);
        return V_ERROR;
    }
    V_AS(Exception, self)->field[GROUP_MESSAGE] = dup(args[0]);
    V_AS(Exception, self)->field[GROUP_EXCEPTIONS] = members;
    return self;
}

int group_init(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    if (!v_is_empty(kwnames) && V_AS(Tuple, kwnames)->len) {
        raise_format(t, EXC_TypeError, "%T() takes no keyword arguments", self);
        return -1;
    }
    return 0;
}

Value group_str(Thread *t, Value self)
{
    size_t n = group_members_of(self)->len;
    return str_format(t, "%V (%zu sub-exception%s)", group_message(self), n, n == 1 ? "" : "s");
}

/* ---- split ---- */

/* What a leaf is matched with: classes, a predicate, or identity with one of a list. */
typedef struct Matcher {
    enum { BY_TYPE, BY_PREDICATE, BY_IDENTITY } how;
    Value what; /* BY_IDENTITY: a list */
} Matcher;

static int matcher_set(Thread *t, Matcher *m, Value what)
{
    m->what = what;
    Type *base = t->vm->exc[EXC_BaseException];
    if (v_is_type(what) && type_is_subtype(V_AS(Type, what), base)) {
        m->how = BY_TYPE;
        return 0;
    }
    bool all = v_has_layout(what, KIND_tuple);
    for (size_t i = 0; all && i < V_AS(Tuple, what)->len; i++) {
        Value item = V_AS(Tuple, what)->items[i];
        all = v_is_type(item) && type_is_subtype(V_AS(Type, item), base);
    }
    if (all) {
        m->how = BY_TYPE;
        return 0;
    }
    if (v_type(t, what)->s.call && !v_is_type(what)) {
        m->how = BY_PREDICATE;
        return 0;
    }
    raise_format(t, EXC_TypeError,
                 "expected an exception type, a tuple of exception types, or a callable (other "
                 "than a class)");
    return -1;
}

static int matcher_test(Thread *t, const Matcher *m, Value exc)
{
    if (m->how == BY_TYPE)
        return exc_matches(t, exc, m->what);
    if (m->how == BY_PREDICATE) {
        Value r = call1(t, m->what, exc);
        if (v_is_error(r))
            return -1;
        int yes = truth(t, r);
        drop(t, r);
        return yes;
    }
    List *list = V_AS(List, m->what);
    for (size_t i = 0; i < list->len; i++)
        if (v_same(list->items[i], exc))
            return 1;
    return 0;
}

/* derive() with the members collected; EMPTY for none. Keeps traceback, cause, context and notes.
 */
static Value group_derive(Thread *t, Value self, Value list)
{
    if (V_AS(List, list)->len == 0)
        return V_NONE;
    Value name = str_from_cstr(t, "derive");
    if (v_is_error(name))
        return V_ERROR;
    Value made = call_method1(t, self, V_AS(Str, name), list);
    drop(t, name);
    if (v_is_error(made))
        return V_ERROR;
    if (!exc_is_group(t, made)) {
        raise_format(t, EXC_TypeError, "derive must return an instance of BaseExceptionGroup");
        drop(t, made);
        return V_ERROR;
    }
    Exception *from = V_AS(Exception, self), *to = V_AS(Exception, made);
    v_set(t, &to->traceback, dup(from->traceback));
    v_set(t, &to->context, dup(from->context));
    v_set(t, &to->cause, dup(from->cause));
    to->suppress_context = from->suppress_context;
    Value notes = attr_get_or_empty(t, self, N(t, __notes__));
    if (v_has_layout(notes, KIND_list)) {
        Value copy = list_new(t, V_AS(List, notes)->items, V_AS(List, notes)->len);
        if (!v_is_error(copy) && attr_set(t, made, N(t, __notes__), copy) < 0)
            exc_clear(t);
        if (!v_is_error(copy))
            drop(t, copy);
    }
    if (v_is_error(notes)) {
        drop(t, made);
        return V_ERROR;
    }
    drop(t, notes);
    return made;
}

static int group_split_into(Thread *t, Value exc, const Matcher *m, Value *yes, Value *no);

/* Splits every member; the two lists receive the parts. */
static int group_split_members(Thread *t, Value self, const Matcher *m, Value yes_list,
                               Value no_list)
{
    Tuple *members = group_members_of(self);
    for (size_t i = 0; i < members->len; i++) {
        Value yes, no;
        if (group_split_into(t, members->items[i], m, &yes, &no) < 0)
            return -1;
        int status = 0;
        if (!v_is_none(yes))
            status |= list_append(t, V_AS(List, yes_list), yes);
        if (!v_is_none(no))
            status |= list_append(t, V_AS(List, no_list), no);
        drop(t, yes);
        drop(t, no);
        if (status < 0)
            return -1;
    }
    return 0;
}

static int group_split_into(Thread *t, Value exc, const Matcher *m, Value *yes, Value *no)
{
    *yes = *no = V_NONE;
    int match = matcher_test(t, m, exc);
    if (match < 0 || c_stack_check(t, " in exception group split") < 0)
        return -1;
    if (match || !exc_is_group(t, exc)) {
        *(match ? yes : no) = dup(exc);
        return 0;
    }
    Value yes_list = list_new(t, NULL, 0), no_list = list_new(t, NULL, 0);
    int status = -1;
    if (!v_is_error(yes_list) && !v_is_error(no_list) &&
        group_split_members(t, exc, m, yes_list, no_list) == 0) {
        Value y = group_derive(t, exc, yes_list),
              n = v_is_error(y) ? V_ERROR : group_derive(t, exc, no_list);
        if (v_is_error(n)) {
            drop(t, y);
        } else {
            *yes = y;
            *no = n;
            status = 0;
        }
    }
    drop(t, yes_list);
    drop(t, no_list);
    return status;
}

NATIVE(group_split, "split(self, condition, /)", NULL)
{
    Matcher m;
    Value yes, no;
    if (matcher_set(t, &m, a[1]) < 0 || group_split_into(t, a[0], &m, &yes, &no) < 0)
        return V_ERROR;
    Value pair = tuple_pack(t, 2, yes, no);
    drop(t, yes);
    drop(t, no);
    return pair;
}

NATIVE(group_subgroup, "subgroup(self, condition, /)", NULL)
{
    Matcher m;
    Value yes, no;
    if (matcher_set(t, &m, a[1]) < 0 || group_split_into(t, a[0], &m, &yes, &no) < 0)
        return V_ERROR;
    drop(t, no);
    return yes;
}

NATIVE(group_derive_method, "derive(self, excs, /)", NULL)
{
    Value args[] = {group_message(a[0]), a[1]};
    return call(t, v_from(t->vm->exc[EXC_BaseExceptionGroup]), args, 2);
}

NATIVE_CLASS(group_class_getitem, "__class_getitem__(cls, object, /)", NULL)
{
    Value args[] = {a[0], a[1]};
    return call(t, v_from(t->vm->types[KIND_generic_alias]), args, 2);
}

const NativeDef *const group_methods[] = {
    &group_split_def, &group_subgroup_def, &group_derive_method_def, &group_class_getitem_def, NULL,
};

/* ---- except* ---- */

/* MATCH_GROUP: the part of exc that matches cls and the rest, NONE where empty. */
int group_match(Thread *t, Value exc, Value cls, Value *match, Value *rest)
{
    *match = *rest = V_NONE;
    if (v_is_none(exc))
        return 0;
    Matcher m = {BY_TYPE, cls};
    int whole = exc_matches(t, exc, cls);
    if (whole < 0)
        return -1;
    size_t n = v_has_layout(cls, KIND_tuple) ? V_AS(Tuple, cls)->len : 1;
    for (size_t i = 0; i < n; i++) {
        Value one = v_has_layout(cls, KIND_tuple) ? V_AS(Tuple, cls)->items[i] : cls;
        if (v_is_type(one) &&
            type_is_subtype(V_AS(Type, one), t->vm->exc[EXC_BaseExceptionGroup])) {
            raise_format(
                t, EXC_TypeError,
                "catching ExceptionGroup with except* is not allowed. Use except instead.");
            return -1;
        }
    }
    if (whole && !exc_is_group(t, exc)) {
        /* A plain exception is wrapped in a group without a message. */
        Value empty = v_from(t->vm->empty_str), list = tuple_pack(t, 1, exc);
        if (v_is_error(list))
            return -1;
        Value args[] = {empty, list};
        *match = call(t, v_from(t->vm->exc[EXC_BaseExceptionGroup]), args, 2);
        drop(t, list);
        if (v_is_error(*match))
            return -1;
        v_set(t, &V_AS(Exception, *match)->traceback, dup(V_AS(Exception, exc)->traceback));
        return 0;
    }
    return group_split_into(t, exc, &m, match, rest);
}

static int collect_leaves(Thread *t, Value exc, Value list)
{
    if (!exc_is_group(t, exc))
        return list_append(t, V_AS(List, list), exc);
    Tuple *members = group_members_of(exc);
    for (size_t i = 0; i < members->len; i++)
        if (collect_leaves(t, members->items[i], list) < 0)
            return -1;
    return 0;
}

static bool same_origin(Value a, Value b)
{
    Exception *x = V_AS(Exception, a), *y = V_AS(Exception, b);
    return v_same(x->traceback, y->traceback) && v_same(x->cause, y->cause) &&
           v_same(x->context, y->context);
}

/* The members of orig that also stand in the unhandled and re-raised ones, in orig's shape. */
static Value group_project(Thread *t, Value orig, Value keep)
{
    Value leaves = list_new(t, NULL, 0);
    if (v_is_error(leaves))
        return V_ERROR;
    int status = 0;
    for (size_t i = 0; status == 0 && i < V_AS(List, keep)->len; i++)
        status = collect_leaves(t, V_AS(List, keep)->items[i], leaves);
    Matcher m = {BY_IDENTITY, leaves};
    Value yes = V_ERROR, no = V_NONE;
    if (status == 0 && group_split_into(t, orig, &m, &yes, &no) < 0)
        yes = V_ERROR;
    drop(t, no);
    drop(t, leaves);
    return yes;
}

/* RAISE_STAR: what is raised at the end of try/except*, or NONE. `list` holds what the handlers
   raised and what nobody handled, NONEs among them. */
Value group_raise_star(Thread *t, Value orig, Value list)
{
    Value raised = list_new(t, NULL, 0), again = list_new(t, NULL, 0), result = V_ERROR;
    int status = v_is_error(raised) || v_is_error(again) ? -1 : 0;
    bool group = exc_is_group(t, orig);
    for (size_t i = 0; status == 0 && i < V_AS(List, list)->len; i++) {
        Value e = V_AS(List, list)->items[i];
        if (!v_is_none(e))
            status = list_append(t, V_AS(List, group && same_origin(e, orig) ? again : raised), e);
    }
    if (status == 0 && !group) {
        List *r = V_AS(List, raised);
        result = r->len ? dup(r->items[0]) : V_NONE;
    } else if (status == 0) {
        Value rest = V_AS(List, again)->len ? group_project(t, orig, again) : V_NONE;
        if (v_is_error(rest)) {
            status = -1;
        } else if (V_AS(List, raised)->len == 0) {
            result = dup(rest);
        } else if (v_is_none(rest) && V_AS(List, raised)->len == 1) {
            result = dup(V_AS(List, raised)->items[0]); /* one exception needs no group */
        } else if (v_is_none(rest) || list_append(t, V_AS(List, raised), rest) == 0) {
            Value args[] = {v_from(t->vm->empty_str), raised};
            result = call(t, v_from(t->vm->exc[EXC_BaseExceptionGroup]), args, 2);
        }
        if (!v_is_error(rest))
            drop(t, rest);
    }
    drop(t, raised);
    drop(t, again);
    return result;
}
