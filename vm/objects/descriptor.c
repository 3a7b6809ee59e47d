/* SPDX-License-Identifier: MIT */
/* Methods and attributes of native types as objects: method, slot wrapper, getset, member
 * descriptors. */
#include "vm/objects/helpers.h"
#include "vm/core/type.h"

static void *descriptor_alloc(Thread *t, Kind kind, Type *owner, Str *name)
{
    Descriptor *d = object_new(t, t->vm->types[kind], 0);
    if (!d)
        return NULL;
    d->owner = obj_dup(owner);
    d->name = obj_dup(name);
    gc_track(t, d);
    return d;
}

static void descriptor_dealloc(Thread *t, Object *o)
{
    Descriptor *d = (Descriptor *)o;
    Type *owner = d->owner;
    d->owner = NULL;
    obj_drop(t, owner);
    obj_drop(t, d->name);
    drop(t, d->qualname);
}

static void descriptor_visit(Object *o, VisitFn fn, void *arg)
{
    Descriptor *d = (Descriptor *)o;
    if (d->owner)
        fn(v_from(d->owner), arg);
    fn(v_from(d->name), arg);
    fn(d->qualname, arg);
}

/* Descriptor and object fit: 0, or -1 with TypeError. */
static int check_object(Thread *t, Descriptor *d, Value obj)
{
    if (type_is_subtype(v_type(t, obj), d->owner))
        return 0;
    raise_format(t, EXC_TypeError,
                 "descriptor '%N' for '%s' objects doesn't apply to a '%T' object", d->name,
                 d->owner->name, obj);
    return -1;
}

/* ---- attributes that all of them have ---- */

static Value get_name(Thread *t, Value self)
{
    return dup(v_from(V_AS(Descriptor, self)->name));
}

static Value get_qualname(Thread *t, Value self)
{
    Descriptor *d = V_AS(Descriptor, self);
    if (v_is_empty(d->qualname)) {
        Value q = str_format(t, "%N.%N", d->owner->qualname, d->name);
        if (v_is_error(q))
            return V_ERROR;
        d->qualname = q;
    }
    return dup(d->qualname);
}

static Value get_objclass(Thread *t, Value self)
{
    return dup(v_from(V_AS(Descriptor, self)->owner));
}

static Value text_or_none(Thread *t, const char *text)
{
    return text ? str_from_cstr(t, text) : V_NONE;
}

NATIVE(descriptor_reduce, "__reduce__(self, /)", "getattr and its arguments.")
{
    Descriptor *d = V_AS(Descriptor, a[0]);
    Value f = import_attr(t, "builtins", "getattr");
    Value args = v_is_error(f) ? V_ERROR : tuple_pack(t, 2, v_from(d->owner), v_from(d->name));
    Value r = v_is_error(args) ? V_ERROR : tuple_pack(t, 2, f, args);
    drop(t, f);
    drop(t, args);
    return r;
}
static const NativeDef *const common_methods[] = {&descriptor_reduce_def, NULL};

#define COMMON_GETSET                                                               \
    {"__name__", get_name, NULL, NULL}, {"__qualname__", get_qualname, NULL, NULL}, \
    {                                                                               \
        "__objclass__", get_objclass, NULL, NULL                                    \
    }

/* ---- methods ---- */

Value descriptor_method_new(Thread *t, Type *owner, const NativeDef *def)
{
    if (def->flags & NF_STATIC) {
        Value f = native_new(t, def, V_EMPTY, V_EMPTY);
        Value r = v_is_error(f) ? V_ERROR : staticmethod_new(t, f);
        drop(t, f);
        return r;
    }
    Value name = str_intern_utf8(t, def->signature, strcspn(def->signature, "("));
    if (v_is_error(name))
        return V_ERROR;
    Kind kind = def->flags & NF_CLASS ? KIND_classmethod_descriptor : KIND_method_descriptor;
    MethodDescr *m = descriptor_alloc(t, kind, owner, V_AS(Str, name));
    drop(t, name);
    if (!m)
        return V_ERROR;
    m->def = def;
    return v_from(m);
}

static int method_sig(Thread *t, MethodDescr *m)
{
    if (!m->sig && !m->def->var) {
        m->sig = signature_parse(t, m->def->signature);
        if (!m->sig)
            return -1;
        m->plain = m->sig->plain == NOT_PLAIN ? 0 : m->sig->plain;
    }
    return 0;
}

static Value method_call(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    MethodDescr *m = V_AS(MethodDescr, self);
    if (!nargs)
        return raise_format(t, EXC_TypeError, "unbound method %N.%N() needs an argument",
                            m->d.owner->qualname, m->d.name);
    if (check_object(t, &m->d, args[0]) < 0 || method_sig(t, m) < 0)
        return V_ERROR;
    if (m->def->var)
        return m->def->var(t, args, nargs, kwnames);
    if (LIKELY(v_is_empty(kwnames) && m->plain == nargs))
        return m->def->fn(t, (Value *)(uintptr_t)args, nargs);
    return signature_call(t, m->sig, m->def, type_short_name(m->d.owner), V_EMPTY, args, nargs,
                          kwnames);
}

static Value method_get(Thread *t, Value self, Value obj, Value type)
{
    MethodDescr *m = V_AS(MethodDescr, self);
    if (v_is_empty(obj))
        return dup(self);
    if (check_object(t, &m->d, obj) < 0 || method_sig(t, m) < 0)
        return V_ERROR;
    return native_bind(t, m->def, m->sig, m->d.name, obj, m->d.owner);
}

static Value class_method_get(Thread *t, Value self, Value obj, Value type)
{
    MethodDescr *m = V_AS(MethodDescr, self);
    Value cls = v_is_empty(type) ? v_from(v_type(t, obj)) : type;
    if (!v_is_type(cls))
        return raise_format(t, EXC_TypeError,
                            "descriptor '%N' for type '%s' needs a type, not a '%T' as arg 2",
                            m->d.name, m->d.owner->name, cls);
    if (!type_is_subtype(T(cls), m->d.owner))
        return raise_format(t, EXC_TypeError,
                            "descriptor '%N' requires a subtype of '%s' but received '%s'",
                            m->d.name, m->d.owner->name, T(cls)->name);
    if (method_sig(t, m) < 0)
        return V_ERROR;
    return native_bind(t, m->def, m->sig, m->d.name, cls, T(cls));
}

static Value class_method_call(Thread *t, Value self, const Value *args, uint32_t nargs,
                               Value kwnames)
{
    MethodDescr *m = V_AS(MethodDescr, self);
    if (!nargs)
        return raise_format(t, EXC_TypeError, "descriptor '%N' of '%s' object needs an argument",
                            m->d.name, m->d.owner->name);
    Value bound = class_method_get(t, self, V_EMPTY, args[0]);
    Value r = v_is_error(bound) ? V_ERROR : call_kw(t, bound, args + 1, nargs - 1, kwnames);
    drop(t, bound);
    return r;
}

static Value method_repr(Thread *t, Value self)
{
    Descriptor *d = V_AS(Descriptor, self);
    return str_format(t, "<method '%N' of '%s' objects>", d->name, d->owner->name);
}

static Value method_get_doc(Thread *t, Value self)
{
    return text_or_none(t, V_AS(MethodDescr, self)->def->doc);
}

static Value method_get_text_signature(Thread *t, Value self)
{
    const char *bracket = strchr(V_AS(MethodDescr, self)->def->signature, '(');
    if (!bracket)
        return V_NONE;
    /* The receiver is marked, as inspect expects it. */
    return bracket[1] && bracket[1] != ')' ? str_format(t, "($%s", bracket + 1)
                                           : str_from_cstr(t, bracket);
}

static void method_dealloc(Thread *t, Object *o)
{
    signature_release(t, ((MethodDescr *)o)->sig);
    descriptor_dealloc(t, o);
}

/* ---- slot wrappers ---- */

Value descriptor_wrapper_new(Thread *t, Type *owner, const WrapperBase *base)
{
    WrapperDescr *w = descriptor_alloc(t, KIND_wrapper_descriptor, owner, wrapper_name(t, base));
    if (!w)
        return V_ERROR;
    w->base = base;
    return v_from(w);
}

static Value wrapper_call(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    WrapperDescr *w = V_AS(WrapperDescr, self);
    if (!nargs)
        return raise_format(t, EXC_TypeError, "descriptor '%N' of '%s' object needs an argument",
                            w->d.name, w->d.owner->name);
    if (!type_is_subtype(v_type(t, args[0]), w->d.owner))
        return raise_format(t, EXC_TypeError,
                            "descriptor '%N' requires a '%s' object but received a '%T'", w->d.name,
                            w->d.owner->name, args[0]);
    return w->base->call(t, w->base, w->d.owner, args[0], args + 1, nargs - 1, kwnames);
}

static Value wrapper_get(Thread *t, Value self, Value obj, Value type)
{
    WrapperDescr *w = V_AS(WrapperDescr, self);
    if (v_is_empty(obj))
        return dup(self);
    if (check_object(t, &w->d, obj) < 0)
        return V_ERROR;
    MethodWrapper *m = object_new(t, t->vm->types[KIND_method_wrapper], 0);
    if (!m)
        return V_ERROR;
    m->descr = obj_dup(w);
    m->self = dup(obj);
    gc_track(t, m);
    return v_from(m);
}

static Value wrapper_repr(Thread *t, Value self)
{
    Descriptor *d = V_AS(Descriptor, self);
    return str_format(t, "<slot wrapper '%N' of '%s' objects>", d->name, d->owner->name);
}

/* Slots have no text of their own. */
static Value wrapper_get_none(Thread *t, Value self)
{
    return V_NONE;
}

static Value wrapper_get_text_signature(Thread *t, Value self)
{
    WrapperDescr *w = V_AS(WrapperDescr, self);
    return wrapper_text_signature(t, w->d.owner, w->base);
}

/* ---- method-wrapper: a slot wrapper bound to an object ---- */

static Value mw_call(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    MethodWrapper *m = V_AS(MethodWrapper, self);
    const WrapperBase *base = m->descr->base;
    return base->call(t, base, m->descr->d.owner, m->self, args, nargs, kwnames);
}

static Value mw_repr(Thread *t, Value self)
{
    MethodWrapper *m = V_AS(MethodWrapper, self);
    void *p = v_is_object(m->self) ? (void *)v_object(m->self) : (void *)(uintptr_t)m->self.bits;
    return str_format(t, "<method-wrapper '%N' of %T object at %p>", m->descr->d.name, m->self, p);
}

static Value mw_compare(Thread *t, Value a, Value b, int op)
{
    if ((op != CMP_EQ && op != CMP_NE) || !v_is_kind(a, KIND_method_wrapper) ||
        !v_is_kind(b, KIND_method_wrapper))
        return V_NOTIMPLEMENTED;
    MethodWrapper *x = V_AS(MethodWrapper, a), *y = V_AS(MethodWrapper, b);
    return v_bool((x->descr == y->descr && v_same(x->self, y->self)) == (op == CMP_EQ));
}

static int mw_hash(Thread *t, Value self, int64_t *hash)
{
    MethodWrapper *m = V_AS(MethodWrapper, self);
    return hash_address(t, (Value){m->self.bits ^ (uintptr_t)m->descr}, hash);
}

static Value mw_get_self(Thread *t, Value self)
{
    return dup(V_AS(MethodWrapper, self)->self);
}

#define MW_GETTER(id, of)                                       \
    static Value mw_##id(Thread *t, Value self)                 \
    {                                                           \
        return of(t, v_from(V_AS(MethodWrapper, self)->descr)); \
    }
MW_GETTER(get_name, get_name)
MW_GETTER(get_qualname, get_qualname)
MW_GETTER(get_objclass, get_objclass)
MW_GETTER(get_text_signature, wrapper_get_text_signature)

NATIVE(mw_reduce, "__reduce__(self, /)", "getattr and its arguments.")
{
    MethodWrapper *m = V_AS(MethodWrapper, a[0]);
    Value f = import_attr(t, "builtins", "getattr");
    Value args = v_is_error(f) ? V_ERROR : tuple_pack(t, 2, m->self, v_from(m->descr->d.name));
    Value r = v_is_error(args) ? V_ERROR : reduce_pair(t, f, args, V_EMPTY);
    drop(t, f);
    return r;
}
static const NativeDef *const mw_methods[] = {&mw_reduce_def, NULL};

static void mw_clear(Thread *t, Object *o)
{
    MethodWrapper *m = (MethodWrapper *)o;
    v_clear(t, &m->self);
}

static void mw_dealloc(Thread *t, Object *o)
{
    MethodWrapper *m = (MethodWrapper *)o;
    obj_drop(t, m->descr);
    drop(t, m->self);
}

static void mw_visit(Object *o, VisitFn fn, void *arg)
{
    MethodWrapper *m = (MethodWrapper *)o;
    fn(v_from(m->descr), arg);
    fn(m->self, arg);
}

/* ---- computed attributes ---- */

Value descriptor_getset_new(Thread *t, Type *owner, const GetSetDef *def)
{
    Value name = str_intern_utf8(t, def->name, strlen(def->name));
    if (v_is_error(name))
        return V_ERROR;
    GetSetDescr *g = descriptor_alloc(t, KIND_getset_descriptor, owner, V_AS(Str, name));
    drop(t, name);
    if (!g)
        return V_ERROR;
    g->def = def;
    return v_from(g);
}

static Value getset_get(Thread *t, Value self, Value obj, Value type)
{
    GetSetDescr *g = V_AS(GetSetDescr, self);
    if (v_is_empty(obj))
        return dup(self);
    if (check_object(t, &g->d, obj) < 0)
        return V_ERROR;
    if (!g->def->get)
        return raise_format(t, EXC_AttributeError, "attribute '%N' of '%s' objects is not readable",
                            g->d.name, g->d.owner->name);
    return g->def->get(t, obj);
}

static int getset_set(Thread *t, Value self, Value obj, Value value)
{
    GetSetDescr *g = V_AS(GetSetDescr, self);
    if (check_object(t, &g->d, obj) < 0)
        return -1;
    if (g->def->set)
        return g->def->set(t, obj, value);
    raise_format(t, EXC_AttributeError, "attribute '%N' of '%s' objects is not writable", g->d.name,
                 g->d.owner->name);
    return -1;
}

static Value getset_repr(Thread *t, Value self)
{
    Descriptor *d = V_AS(Descriptor, self);
    return str_format(t, "<attribute '%N' of '%s' objects>", d->name, d->owner->name);
}

static Value getset_get_doc(Thread *t, Value self)
{
    return text_or_none(t, V_AS(GetSetDescr, self)->def->doc);
}

/* ---- members ---- */

Value descriptor_member_new(Thread *t, Type *owner, Str *name, uint32_t offset, uint32_t flags,
                            const char *doc)
{
    MemberDescr *m = descriptor_alloc(t, KIND_member_descriptor, owner, name);
    if (!m)
        return V_ERROR;
    m->offset = offset;
    m->flags = flags;
    m->doc = doc;
    return v_from(m);
}

static Value member_get(Thread *t, Value self, Value obj, Value type)
{
    MemberDescr *m = V_AS(MemberDescr, self);
    if (v_is_empty(obj))
        return dup(self);
    if (check_object(t, &m->d, obj) < 0)
        return V_ERROR;
    Value v = *(Value *)((char *)v_object(obj) + m->offset);
    if (!v_is_empty(v))
        return dup(v);
    if (m->flags & MEMBER_FRAME)
        return traceback_frame(t, V_AS(Traceback, obj));
    return m->flags & MEMBER_NONE ? V_NONE : raise_no_attribute(t, obj, m->d.name);
}

static int member_set(Thread *t, Value self, Value obj, Value value)
{
    MemberDescr *m = V_AS(MemberDescr, self);
    if (check_object(t, &m->d, obj) < 0)
        return -1;
    if (m->flags & (MEMBER_READONLY | MEMBER_COMPUTED)) {
        if (m->flags & MEMBER_COMPUTED)
            raise_format(t, EXC_AttributeError, "attribute '%N' of '%s' objects is not writable",
                         m->d.name, m->d.owner->name);
        else
            raise_format(t, EXC_AttributeError, "readonly attribute");
        return -1;
    }
    Value *place = (Value *)((char *)v_object(obj) + m->offset);
    if (v_is_empty(value) && v_is_empty(*place)) {
        raise_value(t, EXC_AttributeError, v_from(m->d.name));
        return -1;
    }
    v_set(t, place, dup(value));
    return 0;
}

static Value member_repr(Thread *t, Value self)
{
    MemberDescr *m = V_AS(MemberDescr, self);
    return str_format(t, "<%s '%N' of '%s' objects>",
                      m->flags & MEMBER_COMPUTED ? "attribute" : "member", m->d.name,
                      m->d.owner->name);
}

static Value member_get_doc(Thread *t, Value self)
{
    return text_or_none(t, V_AS(MemberDescr, self)->doc);
}

/* ---- the types ---- */

int descriptor_setup(Thread *t)
{
    static const GetSetDef method_getset[] = {
        COMMON_GETSET,
        {"__doc__", method_get_doc, NULL, NULL},
        {"__text_signature__", method_get_text_signature, NULL, NULL},
        {NULL, NULL, NULL, NULL}};
    static const GetSetDef wrapper_getset[] = {
        COMMON_GETSET,
        {"__doc__", wrapper_get_none, NULL, NULL},
        {"__text_signature__", wrapper_get_text_signature, NULL, NULL},
        {NULL, NULL, NULL, NULL}};
    static const GetSetDef getset_getset[] = {
        COMMON_GETSET, {"__doc__", getset_get_doc, NULL, NULL}, {NULL, NULL, NULL, NULL}};
    static const GetSetDef member_getset[] = {
        COMMON_GETSET, {"__doc__", member_get_doc, NULL, NULL}, {NULL, NULL, NULL, NULL}};
    static const GetSetDef mw_getset[] = {{"__self__", mw_get_self, NULL, NULL},
                                          {"__name__", mw_get_name, NULL, NULL},
                                          {"__qualname__", mw_get_qualname, NULL, NULL},
                                          {"__objclass__", mw_get_objclass, NULL, NULL},
                                          {"__doc__", wrapper_get_none, NULL, NULL},
                                          {"__text_signature__", mw_get_text_signature, NULL, NULL},
                                          {NULL, NULL, NULL, NULL}};
#define DESCR(id, struct_name, more) \
    .size = sizeof(struct_name), .flags = TF_GC | (more), .kind = KIND_##id, .layout = KIND_##id
    const TypeSpec specs[] = {
        {.name = "method_descriptor",
         DESCR(method_descriptor, MethodDescr, TF_METHOD_DESCR),
         .slots = {.repr = method_repr, .call = method_call, .descr_get = method_get},
         .dealloc = method_dealloc,
         .visit = descriptor_visit,
         .methods = common_methods,
         .getset = method_getset},
        {.name = "classmethod_descriptor",
         DESCR(classmethod_descriptor, MethodDescr, 0),
         .slots = {.repr = method_repr, .call = class_method_call, .descr_get = class_method_get},
         .dealloc = method_dealloc,
         .visit = descriptor_visit,
         .methods = common_methods,
         .getset = method_getset},
        {.name = "wrapper_descriptor",
         DESCR(wrapper_descriptor, WrapperDescr, TF_METHOD_DESCR),
         .slots = {.repr = wrapper_repr, .call = wrapper_call, .descr_get = wrapper_get},
         .dealloc = descriptor_dealloc,
         .visit = descriptor_visit,
         .methods = common_methods,
         .getset = wrapper_getset},
        {.name = "getset_descriptor",
         DESCR(getset_descriptor, GetSetDescr, 0),
         .slots = {.repr = getset_repr, .descr_get = getset_get, .descr_set = getset_set},
         .dealloc = descriptor_dealloc,
         .visit = descriptor_visit,
         .methods = common_methods,
         .getset = getset_getset},
        {.name = "member_descriptor",
         DESCR(member_descriptor, MemberDescr, 0),
         .slots = {.repr = member_repr, .descr_get = member_get, .descr_set = member_set},
         .dealloc = descriptor_dealloc,
         .visit = descriptor_visit,
         .methods = common_methods,
         .getset = member_getset},
        {.name = "method-wrapper",
         DESCR(method_wrapper, MethodWrapper, 0),
         .slots = {.repr = mw_repr, .call = mw_call, .compare = mw_compare, .hash = mw_hash},
         .dealloc = mw_dealloc,
         .visit = mw_visit,
         .clear = mw_clear,
         .methods = mw_methods,
         .getset = mw_getset},
    };
    for (size_t i = 0; i < sizeof specs / sizeof *specs; i++)
        if (!type_from_spec(t, &specs[i]))
            return -1;
    return 0;
}
