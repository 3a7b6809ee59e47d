/* SPDX-License-Identifier: MIT */
/* property: an attribute computed by functions. */
#include "vm/core/type.h"

static Value or_none(Value v)
{
    return v_is_empty(v) ? V_NONE : dup(v);
}

static Value or_empty(Value v)
{
    return v_is_none(v) ? V_EMPTY : dup(v);
}

/* Documentation: given, or the getter's. A subclass keeps it as an attribute of the instance if it
 * can. */
static int take_doc(Thread *t, Value self, Value doc)
{
    Property *p = V_AS(Property, self);
    p->getter_doc = false;
    Value text = dup(doc);
    if ((v_is_empty(doc) || v_is_none(doc)) && !v_is_empty(p->get)) {
        drop(t, text);
        text = attr_get_or_empty(t, p->get, N(t, __doc__));
        if (v_is_error(text))
            return -1;
        p->getter_doc = !v_is_empty(text) && !v_is_none(text);
    }
    Value shown = v_is_empty(text) ? V_NONE : text;
    if (v_is_kind(self, KIND_property)) {
        v_set(t, &p->doc, shown);
        return 0;
    }
    /* The class's own __doc__ would hide the field. */
    int r = attr_set(t, self, N(t, __doc__), shown);
    drop(t, text);
    if (r == 0 || p->getter_doc || !exc_is(t, EXC_AttributeError))
        return r;
    exc_clear(t);
    return 0;
}

NATIVE(property_init, "property(self, fget=None, fset=None, fdel=None, doc=None)",
       "An attribute computed by functions.")
{
    Property *p = V_AS(Property, a[0]);
    v_set(t, &p->get, or_empty(a[1]));
    v_set(t, &p->set, or_empty(a[2]));
    v_set(t, &p->del, or_empty(a[3]));
    v_clear(t, &p->name);
    return take_doc(t, a[0], a[4]) < 0 ? V_ERROR : V_NONE;
}

/* The name given by __set_name__, or the getter's: owned, EMPTY if there is none. */
static Value property_name(Thread *t, Property *p)
{
    if (!v_is_empty(p->name))
        return dup(p->name);
    return v_is_empty(p->get) ? V_EMPTY : attr_get_or_empty(t, p->get, N(t, __name__));
}

static Value raise_lacking(Thread *t, Value self, Value obj, const char *what)
{
    Value name = property_name(t, V_AS(Property, self));
    if (v_is_error(name))
        return V_ERROR;
    Str *qualname = v_type(t, obj)->qualname;
    if (v_is_empty(name))
        return raise_format(t, EXC_AttributeError, "property of '%N' object has no %s", qualname,
                            what);
    raise_format(t, EXC_AttributeError, "property %R of '%N' object has no %s", name, qualname,
                 what);
    drop(t, name);
    return V_ERROR;
}

static Value property_get(Thread *t, Value self, Value obj, Value type)
{
    if (v_is_empty(obj) || v_is_none(obj))
        return dup(self);
    Value f = V_AS(Property, self)->get;
    return v_is_empty(f) ? raise_lacking(t, self, obj, "getter") : call1(t, f, obj);
}

static int property_set(Thread *t, Value self, Value obj, Value value)
{
    Property *p = V_AS(Property, self);
    bool deletes = v_is_empty(value);
    Value f = deletes ? p->del : p->set;
    if (v_is_empty(f)) {
        raise_lacking(t, self, obj, deletes ? "deleter" : "setter");
        return -1;
    }
    Value r = deletes ? call1(t, f, obj) : call2(t, f, obj, value);
    drop(t, r);
    return v_is_error(r) ? -1 : 0;
}

/* A copy with one function replaced, made by the property's own class. */
static Value property_copy(Thread *t, Value self, Value get, Value set, Value del)
{
    Property *p = V_AS(Property, self);
    Value fget = or_none(v_is_empty(get) || v_is_none(get) ? p->get : get);
    Value args[] = {fget, or_none(v_is_empty(set) || v_is_none(set) ? p->set : set),
                    or_none(v_is_empty(del) || v_is_none(del) ? p->del : del),
                    p->getter_doc && !v_is_none(fget) ? V_NONE : or_none(p->doc)};
    Value r = call(t, v_from(v_type(t, self)), args, 4);
    for (int i = 0; i < 4; i++)
        drop(t, args[i]);
    if (!v_is_error(r) && v_has_layout(r, KIND_property) && !v_is_empty(p->name))
        v_set(t, &V_AS(Property, r)->name, dup(p->name));
    return r;
}

NATIVE(property_getter, "getter(self, fget, /)", "A copy with another getter.")
{
    return property_copy(t, a[0], a[1], V_EMPTY, V_EMPTY);
}

NATIVE(property_setter, "setter(self, fset, /)", "A copy with another setter.")
{
    return property_copy(t, a[0], V_EMPTY, a[1], V_EMPTY);
}

NATIVE(property_deleter, "deleter(self, fdel, /)", "A copy with another deleter.")
{
    return property_copy(t, a[0], V_EMPTY, V_EMPTY, a[1]);
}

NATIVE(property_set_name, "__set_name__(self, owner, name, /)",
       "Learns its name from the class body.")
{
    v_set(t, &V_AS(Property, a[0])->name, dup(a[2]));
    return V_NONE;
}

static Value get_doc(Thread *t, Value self)
{
    return or_none(V_AS(Property, self)->doc);
}

static int set_doc(Thread *t, Value self, Value value)
{
    v_set(t, &V_AS(Property, self)->doc, dup(value));
    return 0;
}

static Value get_name(Thread *t, Value self)
{
    Value name = property_name(t, V_AS(Property, self));
    return v_is_empty(name) ? raise_no_attribute(t, self, N(t, __name__)) : name;
}

static int set_name(Thread *t, Value self, Value value)
{
    v_set(t, &V_AS(Property, self)->name, dup(value));
    return 0;
}

static Value get_abstract(Thread *t, Value self)
{
    Property *p = V_AS(Property, self);
    const Value f[] = {p->get, p->set, p->del};
    for (int i = 0; i < 3; i++) {
        Value flag =
            v_is_empty(f[i]) ? V_EMPTY : attr_get_or_empty(t, f[i], N(t, __isabstractmethod__));
        if (v_is_empty(flag))
            continue;
        int r = v_is_error(flag) ? -1 : truth(t, flag);
        drop(t, flag);
        if (r)
            return r < 0 ? V_ERROR : V_TRUE;
    }
    return V_FALSE;
}

static void property_clear(Thread *t, Object *o)
{
    Property *p = (Property *)o;
    v_clear(t, &p->get);
    v_clear(t, &p->set);
    v_clear(t, &p->del);
    v_clear(t, &p->doc);
    v_clear(t, &p->name);
}

static void property_visit(Object *o, VisitFn fn, void *arg)
{
    Property *p = (Property *)o;
    fn(p->get, arg);
    fn(p->set, arg);
    fn(p->del, arg);
    fn(p->doc, arg);
    fn(p->name, arg);
}

int property_setup(Thread *t)
{
    static const NativeDef *const methods[] = {&property_getter_def, &property_setter_def,
                                               &property_deleter_def, &property_set_name_def, NULL};
    static const GetSetDef getset[] = {{"__doc__", get_doc, set_doc, NULL},
                                       {"__name__", get_name, set_name, NULL},
                                       {"__isabstractmethod__", get_abstract, NULL, NULL},
                                       {NULL, NULL, NULL, NULL}};
    static const MemberDef members[] = {
        {"fget", offsetof(Property, get), MEMBER_READONLY | MEMBER_NONE, NULL},
        {"fset", offsetof(Property, set), MEMBER_READONLY | MEMBER_NONE, NULL},
        {"fdel", offsetof(Property, del), MEMBER_READONLY | MEMBER_NONE, NULL},
        {NULL, 0, 0, NULL}};
    const TypeSpec spec = {
        .name = "property",
        .size = sizeof(Property),
        .flags = TF_GC | TF_BASE,
        .kind = KIND_property,
        .layout = KIND_property,
        .init_def = &property_init_def,
        .slots = {.descr_get = property_get, .descr_set = property_set},
        .dealloc = property_clear,
        .visit = property_visit,
        .clear = property_clear,
        .methods = methods,
        .getset = getset,
        .members = members,
    };
    return type_from_spec(t, &spec) ? 0 : -1;
}
