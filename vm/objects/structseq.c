/* SPDX-License-Identifier: MIT */
#include "vm/objects/structseq.h"
#include "vm/core/descriptor.h"
#include "vm/core/vm.h"

enum { FIELDS_MAX = 32 };

static size_t field_count(const Type *type)
{
    size_t n = 0;
    while (((const char *const *)type->native)[n])
        n++;
    return n;
}

/* How many fields are items too. */
static size_t visible_count(Type *type)
{
    size_t n = 0;
    Value key, value;
    for (size_t at = 0; dict_next(type->dict, &at, &key, &value);)
        if (v_is_str(key) && str_equal_cstr(V_AS(Str, key), "n_sequence_fields"))
            n = (size_t)v_small(value);
    return n;
}

/* Instances with hidden fields: these lie behind the items of the tuple. */
static void hidden_dealloc(Thread *t, Object *o)
{
    for (size_t n = field_count(o->type); n--;)
        drop(t, ((Tuple *)o)->items[n]);
}

static void hidden_visit(Object *o, VisitFn fn, void *arg)
{
    for (size_t i = 0, n = field_count(o->type); i < n; i++)
        fn(((Tuple *)o)->items[i], arg);
}

/* "sys.version_info(major=3, minor=13, ...)" */
static Value structseq_repr(Thread *t, Value self)
{
    Type *type = v_type(t, self);
    const char *const *fields = type->native;
    Tuple *items = V_AS(Tuple, self);
    StrBuf b;
    strbuf_init(&b, t);
    strbuf_ascii(&b, type->name);
    strbuf_char(&b, '(');
    for (size_t i = 0; fields[i] && i < items->len; i++) {
        strbuf_ascii(&b, i ? ", " : "");
        strbuf_ascii(&b, fields[i]);
        strbuf_char(&b, '=');
        if (strbuf_repr(&b, items->items[i]) < 0) {
            strbuf_free(&b);
            return V_ERROR;
        }
    }
    strbuf_char(&b, ')');
    return strbuf_finish(&b);
}

Value structseq_from(Thread *t, Type *cls, Value iterable)
{
    Value seq = iter_to_tuple(t, iterable);
    if (v_is_error(seq))
        return V_ERROR;
    size_t most = field_count(cls), least = visible_count(cls), got = V_AS(Tuple, seq)->len;
    Value result = V_ERROR;
    if (got < least || got > most) {
        raise_format(t, EXC_TypeError, "%s() takes %s %zu-sequence (%zu-sequence given)", cls->name,
                     least == most ? "a"
                     : got < least ? "an at least"
                                   : "an at most",
                     got < least ? least : most, got);
    } else {
        Value values[FIELDS_MAX];
        for (size_t i = 0; i < most; i++)
            values[i] = i < got ? dup(V_AS(Tuple, seq)->items[i]) : V_NONE;
        result = structseq_new(t, cls, values, most);
    }
    drop(t, seq);
    return result;
}

static Value structseq_construct(Thread *t, Type *cls, const Value *args, uint32_t nargs,
                                 Value kwnames)
{
    if (nargs < 1 || nargs > 2)
        return raise_format(t, EXC_TypeError, "%s() missing required argument 'sequence' (pos 1)",
                            cls->name);
    return structseq_from(t, cls, args[0]);
}

Type *structseq_type(Thread *t, const char *name, const char *doc, const char *const *fields)
{
    return structseq_type_hidden(t, name, doc, fields, FIELDS_MAX);
}

Type *structseq_type_hidden(Thread *t, const char *name, const char *doc, const char *const *fields,
                            size_t visible)
{
    MemberDef members[FIELDS_MAX + 1] = {{0}};
    size_t n = 0;
    for (; fields[n] && n < FIELDS_MAX; n++)
        members[n] = (MemberDef){fields[n], (uint32_t)(offsetof(Tuple, items) + n * sizeof(Value)),
                                 MEMBER_READONLY, NULL};
    bool hides = visible < n;
    TypeSpec spec = {
        .name = name,
        .doc = doc,
        .size = sizeof(Tuple),
        .flags = TF_GC | TF_SEQUENCE,
        .layout = KIND_tuple,
        .base = t->vm->types[KIND_tuple],
        .slots = {.repr = structseq_repr, .new_ = structseq_construct},
        .dealloc = hides ? hidden_dealloc : NULL,
        .visit = hides ? hidden_visit : NULL,
        .members = members,
    };
    Type *type = type_from_spec(t, &spec);
    if (!type)
        return NULL;
    type->native = (void *)(uintptr_t)fields;
    Value count = v_from_small((int64_t)n), items = hides ? v_from_small((int64_t)visible) : count;
    if (dict_set_cstr(t, type->dict, "n_fields", count) < 0 ||
        dict_set_cstr(t, type->dict, "n_sequence_fields", items) < 0 ||
        dict_set_cstr(t, type->dict, "n_unnamed_fields", v_from_small(0)) < 0) {
        obj_drop(t, type);
        return NULL;
    }
    return vm_own_type(t, type) == 0 ? type : NULL;
}

Value structseq_new(Thread *t, Type *type, TAKES Value *values, size_t n)
{
    Tuple *tuple = NULL;
    bool failed = false;
    for (size_t i = 0; i < n; i++)
        failed |= v_is_error(values[i]);
    if (!failed)
        tuple = object_new(t, type, n * sizeof(Value));
    if (!tuple) {
        for (size_t i = 0; i < n; i++)
            if (!v_is_error(values[i]))
                drop(t, values[i]);
        return V_ERROR;
    }
    memcpy(tuple->items, values, n * sizeof *values);
    size_t visible = visible_count(type);
    tuple->len = n < visible ? n : visible;
    gc_track(t, tuple);
    return v_from(tuple);
}
