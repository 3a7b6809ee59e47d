/* SPDX-License-Identifier: MIT */
/* _pickle: Pickler, dump and dumps, PickleBuffer, and the module. */
#include "stdlib/pickle_internal.h"
#include "vm/objects/memoryview.h"

static void pickler_free(Thread *t, Object *o)
{
    Pickler *p = (Pickler *)o;
    pickle_memo_clear(t, p);
    if (p->ready)
        bytebuf_free(&p->out);
    p->ready = false;
}
static void pickler_visit(Object *o, VisitFn fn, void *arg)
{
    Pickler *p = (Pickler *)o;
    for (size_t i = 0; i < p->memo_cap; i++)
        fn(p->memo[i].object, arg);
}
static void pickler_clear(Thread *t, Object *o)
{
    pickle_memo_clear(t, (Pickler *)o);
}
const FieldTable pickler_fields = {
    {offsetof(Pickler, write), offsetof(Pickler, pers_id), offsetof(Pickler, dispatch_table),
     offsetof(Pickler, reducer_override), offsetof(Pickler, buffer_callback)},
    pickler_free,
    pickler_visit,
    pickler_clear};

/* ---- setting up ---- */

static int protocol_parse(Thread *t, Value v, int *out)
{
    int64_t n = PROTOCOL_DEFAULT;
    if (!v_is_empty(v) && !v_is_none(v) && value_to_int64(t, v, &n) < 0)
        return -1;
    if (n < 0)
        n = PROTOCOL_TOP;
    if (n > PROTOCOL_TOP) {
        raise_format(t, EXC_ValueError, "pickle protocol must be <= %d", PROTOCOL_TOP);
        return -1;
    }
    *out = (int)n;
    return 0;
}

static int pickler_prepare(Thread *t, Pickler *p, Value protocol, Value fix, Value callback)
{
    if (protocol_parse(t, protocol, &p->protocol) < 0)
        return -1;
    int yes = v_is_empty(fix) ? 1 : truth(t, fix);
    if (yes < 0)
        return -1;
    if (!v_is_empty(callback) && !v_is_none(callback)) {
        if (p->protocol < 5) {
            raise_format(t, EXC_ValueError, "buffer_callback needs protocol >= 5");
            return -1;
        }
        api_set(t, &p->buffer_callback, callback);
    }
    p->fix_imports = yes && p->protocol < 3;
    p->bin = p->protocol > 0;
    if (!p->ready)
        bytebuf_init(&p->out, t);
    p->ready = true;
    p->frame = -1;
    return 0;
}

static int dump_object(Thread *t, Pickler *p, Value v)
{
    char head[] = {(char)OP_PROTO, (char)p->protocol};
    p->out.len = 0;
    p->out.t = t;          /* any thread may write */
    p->out.failed = false; /* a lack of memory of an earlier call is over */
    p->frame = -1;
    p->framing = false;
    if (p->protocol >= 2 && pickle_write(p, head, 2) < 0)
        return -1;
    p->framing = p->protocol >= 4;
    int status =
        pickle_save(t, p, v, true) < 0 || pickle_op(p, OP_STOP) < 0 || pickle_frame_commit(p) < 0
            ? -1
            : 0;
    p->framing = false;
    return status;
}

static Value pickler_new(Thread *t)
{
    Value type = K(t, import_attr(t, "_pickle", "Pickler"));
    return v_is_error(type) ? V_ERROR : api_instance(t, V_AS(Type, type));
}

static int write_method(Thread *t, Value file, Value *field)
{
    Value write = pickle_attr(t, file, "write");
    if (v_is_error(write))
        return -1;
    if (v_is_empty(write)) {
        raise_format(t, EXC_TypeError, "file must have a 'write' attribute");
        return -1;
    }
    api_set(t, field, write);
    return 0;
}

API(pickle_dump, "dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None)",
    "Writes an object to a file that is open for writing bytes.")
{
    Value made = pickler_new(t);
    if (v_is_error(made) || pickler_prepare(t, P(made), a[2], a[3], a[4]) < 0 ||
        write_method(t, a[1], &P(made)->write) < 0 || dump_object(t, P(made), a[0]) < 0)
        return V_ERROR;
    return pickle_flush(t, P(made)) < 0 ? V_ERROR : V_NONE;
}

API(pickle_dumps, "dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None)",
    "An object as bytes.")
{
    Value made = pickler_new(t);
    if (v_is_error(made) || pickler_prepare(t, P(made), a[1], a[2], a[3]) < 0 ||
        dump_object(t, P(made), a[0]) < 0)
        return V_ERROR;
    return K(t, bytes_new(t, P(made)->out.data, P(made)->out.len));
}

/* ---- Pickler ---- */

API(pickler_init, "Pickler(self, /, file, protocol=None, fix_imports=True, buffer_callback=None)",
    "")
{
    Pickler *p = P(a[0]);
    if (pickler_prepare(t, p, a[2], a[3], a[4]) < 0 || write_method(t, a[1], &p->write) < 0)
        return V_ERROR;
    Value table = pickle_attr(t, a[0], "dispatch_table");
    if (v_is_error(table))
        return V_ERROR;
    api_set(t, &p->dispatch_table, table);
    return V_NONE;
}

/* What a subclass (or the instance) defines; the default says nothing. */
static int override_find(Thread *t, Value self, const char *name, Value *field)
{
    Value f = pickle_attr(t, self, name);
    if (v_is_error(f))
        return -1;
    if (v_is_kind(f, KIND_native) && !strcmp(name, "persistent_id") &&
        !strncmp(V_AS(Native, f)->def->signature, "persistent_id(", 14))
        f = V_EMPTY;
    api_set(t, field, f);
    return 0;
}

API(pickler_dump, "dump(self, obj, /)", "Writes an object to the file.")
{
    Pickler *p = P(a[0]);
    if (!p->ready || v_is_empty(p->write)) {
        pickle_error(t, "Pickler.__init__() was not called by %T.__init__()", a[0]);
        return V_ERROR;
    }
    p->fast = p->fast_flag != 0;
    if (override_find(t, a[0], "reducer_override", &p->reducer_override) < 0 ||
        override_find(t, a[0], "persistent_id", &p->pers_id) < 0)
        return V_ERROR;
    int status = dump_object(t, p, a[1]);
    api_set(t, &p->reducer_override, V_EMPTY); /* bound to the pickler itself: a cycle */
    api_set(t, &p->pers_id, V_EMPTY);
    return status < 0 || pickle_flush(t, p) < 0 ? V_ERROR : V_NONE;
}

API(pickler_clear_memo, "clear_memo(self, /)", "Forgets which objects were written.")
{
    pickle_memo_clear(t, P(a[0]));
    return V_NONE;
}
API(pickler_persistent_id, "persistent_id(self, obj, /)",
    "For subclasses: the id of an object that lives elsewhere, or None.")
{
    return V_NONE;
}

static Value get_bin(Thread *t, Value self)
{
    return v_from_small(P(self)->bin);
}
static int set_bin(Thread *t, Value self, Value v)
{
    int64_t n;
    if (v_is_empty(v) || value_to_int64(t, v, &n) < 0)
        return -1;
    P(self)->bin = n != 0;
    return 0;
}
static Value get_fast(Thread *t, Value self)
{
    return v_from_small(P(self)->fast_flag);
}
static int set_fast(Thread *t, Value self, Value v)
{
    return v_is_empty(v) ? -1 : value_to_int64(t, v, &P(self)->fast_flag);
}
static Value get_table(Thread *t, Value self)
{
    if (v_is_empty(P(self)->dispatch_table)) {
        raise_format(t, EXC_AttributeError, "'%s' object has no attribute 'dispatch_table'",
                     v_type(t, self)->name);
        return V_ERROR;
    }
    return api_scope_return(t, api_scope_begin(t), P(self)->dispatch_table);
}
static int set_table(Thread *t, Value self, Value v)
{
    api_set(t, &P(self)->dispatch_table, v);
    return 0;
}

/* {id: (index, object)} */
static Value get_memo(Thread *t, Value self)
{
    ApiScope scope = api_scope_begin(t);
    Value d = K(t, dict_new(t));
    for (size_t i = 0; !v_is_error(d) && i < P(self)->memo_cap; i++) {
        MemoEntry *e = &P(self)->memo[i];
        if (!e->key)
            continue;
        Value pair = K(t, tuple_pack(t, 2, v_from_small((int64_t)e->index), e->object));
        if (v_is_error(pair) ||
            dict_set(t, V_AS(Dict, d), v_from_small((int64_t)(e->object.bits >> 3)), pair) < 0)
            d = V_ERROR;
    }
    return api_scope_return(t, scope, d);
}

static Type *pickler_type(Thread *t)
{
    static const NativeDef *const methods[] = {&pickler_dump_def, &pickler_clear_memo_def,
                                               &pickler_persistent_id_def, NULL};
    static const GetSetDef getset[] = {{"bin", get_bin, set_bin, NULL},
                                       {"fast", get_fast, set_fast, NULL},
                                       {"dispatch_table", get_table, set_table, NULL},
                                       {"memo", get_memo, NULL, NULL},
                                       {NULL, NULL, NULL, NULL}};
    static const TypeSpec spec = {
        .name = "_pickle.Pickler",
        .doc = "Writes objects to a file, each once.",
        .size = sizeof(Pickler),
        .flags = TF_GC | TF_BASE,
        .init_def = &pickler_init_def,
        .methods = methods,
        .getset = getset,
    };
    return api_type(t, &spec, &pickler_fields);
}

/* ---- PickleBuffer ---- */

typedef struct PickleBuffer {
    Object head;
    Value view; /* a memoryview; EMPTY once released */
} PickleBuffer;
const FieldTable pickle_buffer_fields = {{offsetof(PickleBuffer, view)}, NULL, NULL, NULL};
#define B(v) V_AS(PickleBuffer, v)

static int buffer_held(Thread *t, Value self)
{
    if (!v_is_empty(B(self)->view))
        return 0;
    raise_format(t, EXC_ValueError, "operation forbidden on released PickleBuffer object");
    return -1;
}

static int pickle_buffer_get(Thread *t, Value self, BufferView *view)
{
    if (buffer_held(t, self) < 0)
        return -1;
    return v_type(t, B(self)->view)->buffer->get(t, B(self)->view, view);
}
static void pickle_buffer_release(Thread *t, Object *o)
{
    Value view = ((PickleBuffer *)o)->view;
    if (!v_is_empty(view))
        V_AS(MemoryView, view)->exports--;
}

API_CLASS(buffer_new, "PickleBuffer(cls, object, /)", "")
{
    Value view = K(t, memoryview_new(t, a[1]));
    if (v_is_error(view)) {
        if (exc_is(t, EXC_TypeError)) {
            exc_clear(t);
            raise_format(t, EXC_TypeError, "a bytes-like object is required, not '%T'", a[1]);
        }
        return V_ERROR;
    }
    Value made = api_instance(t, V_AS(Type, a[0]));
    if (!v_is_error(made))
        api_set(t, &B(made)->view, view);
    return made;
}
API(buffer_raw, "raw(self, /)", "A memoryview of the bytes, without shape and format.")
{
    if (buffer_held(t, a[0]) < 0)
        return V_ERROR;
    Value cast = pickle_attr_must(t, B(a[0])->view, "cast");
    Value form = v_is_error(cast) ? V_ERROR : K(t, str_from_cstr(t, "B"));
    if (v_is_error(form))
        return V_ERROR;
    MemoryView *m = V_AS(MemoryView, B(a[0])->view);
    if (m->ndim == 1 && m->itemsize == 1 && memory_strides(m)[0] == 1)
        return K(t, memoryview_new(t, B(a[0])->view));
    Value r = K(t, call1(t, cast, form));
    if (v_is_error(r)) {
        exc_clear(t);
        return raise_format(t, EXC_BufferError,
                            "cannot extract raw buffer from non-contiguous buffer");
    }
    return r;
}
API(buffer_drop, "release(self, /)", "Lets the object's memory go.")
{
    api_set(t, &B(a[0])->view, V_EMPTY);
    return V_NONE;
}

Type *pickle_buffer_type(Thread *t)
{
    static const BufferProcs procs = {pickle_buffer_get, pickle_buffer_release};
    static const NativeDef *const methods[] = {&buffer_raw_def, &buffer_drop_def, NULL};
    static const TypeSpec spec = {
        .name = "pickle.PickleBuffer",
        .doc = "Wrapper for potentially out-of-band buffers",
        .size = sizeof(PickleBuffer),
        .flags = TF_GC | TF_WEAKREF | TF_IMMUTABLE,
        .new_def = &buffer_new_def,
        .methods = methods,
    };
    Type *type = api_type(t, &spec, &pickle_buffer_fields);
    if (type)
        type->buffer = &procs;
    return type;
}

/* ---- the module ---- */

/* partial(cls.__new__, cls, *args, **kwargs): how protocols 2 and 3 make an object with keywords.
 */
API(new_with, "_new_with(cls, args, kwargs, /)", NULL)
{
    Value f = K(t, import_attr(t, "functools", "partial")),
          make = pickle_attr_must(t, a[0], "__new__");
    if (v_is_error(f) || v_is_error(make))
        return V_ERROR;
    Tuple *from = V_AS(Tuple, a[1]);
    Value list = K(t, list_new(t, (Value[]){make, a[0]}, 2));
    for (size_t i = 0; !v_is_error(list) && i < from->len; i++)
        if (list_append(t, V_AS(List, list), from->items[i]) < 0)
            return V_ERROR;
    Value args = v_is_error(list) ? V_ERROR : K(t, list_to_tuple(t, V_AS(List, list)));
    return v_is_error(args) ? V_ERROR : K(t, call_tuple_dict(t, f, args, a[2]));
}

static Value error_add(Thread *t, Value module, const char *name, Value base)
{
    Value ns = K(t, dict_new(t)), where = K(t, str_from_cstr(t, "_pickle"));
    Value text = K(t, str_from_cstr(t, name)), bases = K(t, tuple_pack(t, 1, base));
    if (v_is_error(ns) || v_is_error(where) || v_is_error(text) || v_is_error(bases) ||
        dict_set_cstr(t, V_AS(Dict, ns), "__module__", where) < 0)
        return V_ERROR;
    Value cls = K(t, call3(t, v_from(t->vm->types[KIND_type]), text, bases, ns));
    return v_is_error(cls) || api_module_add(t, module, name, cls) < 0 ? V_ERROR : cls;
}

static int pickle_exec(Thread *t, Value module)
{
    Value base = error_add(t, module, "PickleError", v_from(t->vm->exc[EXC_Exception]));
    if (v_is_error(base) || v_is_error(error_add(t, module, "PicklingError", base)) ||
        v_is_error(error_add(t, module, "UnpicklingError", base)))
        return -1;
    Type *types[] = {pickler_type(t), unpickler_type(t), pickle_buffer_type(t)};
    for (int i = 0; i < 3; i++)
        if (!types[i] || api_module_add_type(t, module, types[i]) < 0)
            return -1;
    Dict *d = V_AS(Dict, K(t, instance_dict(t, module)));
    return natives_add(t, d, unpickle_functions, K(t, str_from_cstr(t, "_pickle")));
}

Value pickle_module(Thread *t)
{
    static const NativeDef *const functions[] = {&pickle_dump_def, &pickle_dumps_def, &new_with_def,
                                                 NULL};
    static const ModuleSpec spec = {"_pickle", "Objects as bytes, and back.", functions,
                                    pickle_exec};
    return api_module(t, &spec);
}
