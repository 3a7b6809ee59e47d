/* SPDX-License-Identifier: MIT */
/* _weakref: what stdlib/py/weakref.py stands on. */
#include "vm/api.h"
#include "vm/objects/weakref.h"

API(weakref_getweakrefcount, "getweakrefcount(object, /)",
    "Return the number of weak references to 'object'.")
{
    return v_from_small(weakref_count(t, a[0]));
}

API(weakref_getweakrefs, "getweakrefs(object, /)",
    "Return a list of all weak reference objects pointing to 'object'.")
{
    return K(t, weakref_list(t, a[0]));
}

API(weakref_proxy, "proxy(object, callback=None, /)",
    "Create a proxy object that weakly references 'object'.")
{
    return K(t, weakproxy_new(t, a[0], a[1]));
}

static const NativeDef *const weakref_functions[] = {
    &weakref_getweakrefcount_def,
    &weakref_getweakrefs_def,
    &weakref_proxy_def,
    NULL,
};

static int weakref_exec(Thread *t, Value module)
{
    Value ref = v_from(t->vm->types[KIND_weakref]);
    return api_module_add(t, module, "ref", ref) < 0 ||
                   api_module_add(t, module, "ReferenceType", ref) < 0 ||
                   api_module_add(t, module, "ProxyType", v_from(t->vm->types[KIND_weakproxy])) <
                       0 ||
                   api_module_add(t, module, "CallableProxyType",
                                  v_from(t->vm->types[KIND_weakcallableproxy])) < 0
               ? -1
               : 0;
}

Value weakref_module(Thread *t)
{
    static const ModuleSpec spec = {"_weakref", "Weak-reference support module.", weakref_functions,
                                    weakref_exec};
    return api_module(t, &spec);
}
