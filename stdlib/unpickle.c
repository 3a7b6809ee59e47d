/* SPDX-License-Identifier: MIT */
/* _pickle: Unpickler, load and loads: the machine that runs a pickle. */
#include "stdlib/unpickle.h"

static void stack_free(Thread *t, Value **stack, size_t *cap, size_t used)
{
    Value *old = *stack;
    size_t n = *cap;
    *stack = NULL;
    *cap = 0;
    for (size_t i = 0; i < used; i++)
        api_set(t, &old[i], V_EMPTY);
    mem_free(t, old, n * sizeof *old);
}

static void unpickler_free(Thread *t, Object *o)
{
    Unpickler *u = (Unpickler *)o;
    size_t top = u->top;
    u->top = 0;
    stack_free(t, &u->stack, &u->stack_cap, top);
    stack_free(t, &u->memo, &u->memo_cap, u->memo_cap);
    mem_free(t, u->marks, u->mark_cap * sizeof *u->marks);
    u->marks = NULL;
    u->mark_cap = u->mark_count = 0;
}
static void unpickler_visit(Object *o, VisitFn fn, void *arg)
{
    Unpickler *u = (Unpickler *)o;
    for (size_t i = 0; i < u->top; i++)
        fn(u->stack[i], arg);
    for (size_t i = 0; i < u->memo_cap; i++)
        fn(u->memo[i], arg);
}
const FieldTable unpickler_fields = {{offsetof(Unpickler, read), offsetof(Unpickler, readline),
                                      offsetof(Unpickler, chunk), offsetof(Unpickler, encoding),
                                      offsetof(Unpickler, errors), offsetof(Unpickler, buffers),
                                      offsetof(Unpickler, pers_load), offsetof(Unpickler, self)},
                                     unpickler_free,
                                     unpickler_visit,
                                     unpickler_free};

/* ---- input ---- */

static int truncated(Thread *t)
{
    return unpickle_error(t, "pickle data was truncated");
}

/* Makes what the file's method gives the current piece. */
static int chunk_set(Thread *t, Unpickler *u, Value data)
{
    if (v_is_error(data))
        return -1;
    if (!v_has_layout(data, KIND_bytes)) {
        raise_format(t, EXC_TypeError, "a bytes-like object is required, not '%T'", data);
        return -1;
    }
    api_set(t, &u->chunk, data);
    u->data = bytes_view(data, &u->len);
    u->at = 0;
    return 0;
}

const char *unpickle_bytes(Thread *t, Unpickler *u, size_t n)
{
    if (u->len - u->at >= n) {
        u->at += n;
        return u->data + u->at - n;
    }
    if (u->framed && u->at < u->len) {
        unpickle_error(t, "pickle exhausted before end of frame");
        return NULL;
    }
    if (v_is_empty(u->read) || n > INT64_MAX) {
        truncated(t);
        return NULL;
    }
    u->framed = false;
    if (chunk_set(t, u, K(t, call1(t, u->read, v_from_small((int64_t)n)))) < 0)
        return NULL;
    if (u->len < n) {
        truncated(t);
        return NULL;
    }
    u->at = n;
    return u->data;
}

const char *unpickle_line(Thread *t, Unpickler *u, size_t *len)
{
    const char *start = u->data + u->at;
    const char *end = u->len > u->at ? memchr(start, '\n', u->len - u->at) : NULL;
    if (!end && !v_is_empty(u->readline) && u->at == u->len) {
        u->framed = false;
        if (chunk_set(t, u, K(t, call0(t, u->readline))) < 0)
            return NULL;
        start = u->data;
        end = u->len ? memchr(start, '\n', u->len) : NULL;
    }
    if (!end) {
        truncated(t);
        return NULL;
    }
    *len = (size_t)(end - start) + 1;
    u->at = (size_t)(end - u->data) + 1;
    return start;
}

int unpickle_frame(Thread *t, Unpickler *u, size_t len)
{
    if (u->framed && u->at < u->len)
        return unpickle_error(t, "beginning of a new frame before end of current frame");
    if (!unpickle_bytes(t, u, len))
        return -1;
    u->at -= len;
    u->framed = !v_is_empty(u->read);
    return 0;
}

int unpickle_size(Thread *t, Unpickler *u, size_t n, uint64_t *out)
{
    const char *p = unpickle_bytes(t, u, n);
    *out = 0;
    if (p)
        memcpy(out, p, n); /* the machine is little-endian */
    return p ? 0 : -1;
}

/* ---- the stack and the memo ---- */

static int values_grow(Thread *t, Value **values, size_t *cap, size_t used, size_t need)
{
    size_t n = *cap ? *cap : 32;
    while (n < need)
        n *= 2;
    Value *more = mem_alloc_array(t, n, sizeof *more);
    if (!more)
        return -1;
    memset(more, 0, n * sizeof *more);
    if (used)
        memcpy(more, *values, used * sizeof *more);
    mem_free(t, *values, *cap * sizeof *more);
    *values = more;
    *cap = n;
    return 0;
}

int unpickle_push(Thread *t, Unpickler *u, Value v)
{
    if (v_is_error(v) || (u->top == u->stack_cap &&
                          values_grow(t, &u->stack, &u->stack_cap, u->top, u->top + 1) < 0))
        return -1;
    u->stack[u->top] = V_EMPTY;
    api_set(t, &u->stack[u->top++], v);
    return 0;
}

Value unpickle_peek(Thread *t, Unpickler *u)
{
    size_t floor = u->mark_count ? u->marks[u->mark_count - 1] : 0;
    if (u->top > floor)
        return u->stack[u->top - 1];
    unpickle_error(t, u->mark_count ? "unexpected MARK found" : "unpickling stack underflow");
    return V_ERROR;
}

Value unpickle_pop(Thread *t, Unpickler *u)
{
    Value v = unpickle_peek(t, u);
    return v_is_error(v) ? V_ERROR : api_take(t, &u->stack[--u->top]);
}

void unpickle_cut(Thread *t, Unpickler *u, size_t to)
{
    while (u->top > to)
        api_set(t, &u->stack[--u->top], V_EMPTY);
}

int64_t unpickle_mark(Thread *t, Unpickler *u)
{
    if (!u->mark_count)
        return unpickle_error(t, "could not find MARK");
    return (int64_t)u->marks[--u->mark_count];
}

/* Pickles number their objects as they come; an index far beyond those so far is damage, which must
 * not take gigabytes. */
enum { MEMO_GAP = 1 << 24 };

int unpickle_memo_set(Thread *t, Unpickler *u, size_t index, Value v)
{
    if (index >= u->memo_cap) {
        if (index > u->memo_len + MEMO_GAP) {
            raise_memory(t);
            return -1;
        }
        if (values_grow(t, &u->memo, &u->memo_cap, u->memo_cap, index + 1) < 0)
            return -1;
    }
    u->memo_len += index >= u->memo_len ? index + 1 - u->memo_len : 0;
    api_set(t, &u->memo[index], v);
    return 0;
}

/* ---- finding classes ---- */

static Value find_plain(Thread *t, Unpickler *u, Value module, Value name)
{
    if (!v_is_str(module) || !v_is_str(name))
        return raise_format(t, EXC_TypeError, "find_class() arguments must be str");
    if (u->protocol < 3 && u->fix_imports) {
        Value f = K(t, import_attr(t, "_compat_pickle", "_new_names"));
        Value two = v_is_error(f) ? V_ERROR : K(t, call2(t, f, module, name));
        if (v_is_error(two))
            return V_ERROR;
        module = V_AS(Tuple, two)->items[0];
        name = V_AS(Tuple, two)->items[1];
    }
    size_t len;
    const char *text = str_utf8(t, V_AS(Str, module), &len);
    Value m = text ? K(t, import_module(t, text)) : V_ERROR;
    if (v_is_error(m))
        return V_ERROR;
    Str *s = V_AS(Str, name);
    Value at = m;
    for (size_t i = 0, from = 0; i <= s->len && !v_is_empty(at); i++) {
        bool dot = i < s->len && str_at(s, i) == '.' && u->protocol >= 4;
        if (i < s->len && !dot)
            continue;
        Value part = K(t, str_slice(t, s, from, i));
        part = v_is_error(part) ? V_ERROR : pickle_interned(t, part);
        at = v_is_error(part) ? V_ERROR : K(t, attr_get_or_empty(t, at, V_AS(Str, part)));
        if (v_is_error(at))
            return V_ERROR;
        from = i + 1;
    }
    if (v_is_empty(at))
        return raise_format(t, EXC_AttributeError, "Can't get attribute %R on %R", name, m);
    return at;
}

Value unpickle_find(Thread *t, Unpickler *u, Value module, Value name)
{
    if (v_is_empty(u->self))
        return find_plain(t, u, module, name);
    Value f = pickle_attr_must(t, u->self, "find_class");
    return v_is_error(f) ? V_ERROR : K(t, call2(t, f, module, name));
}

/* ---- the machine ---- */

static int bad_op(Thread *t, int op)
{
    return op >= 32 && op < 127 && op != '\'' && op != '\\'
               ? unpickle_error(t, "invalid load key, '%c'.", op)
               : unpickle_error(t, "invalid load key, '\\x%02x'.", (unsigned)op);
}

/* The next letter; -1 at the end of the data. */
static int next_op(Thread *t, Unpickler *u)
{
    if (u->at == u->len) {
        u->framed = false;
        if (!v_is_empty(u->read) && chunk_set(t, u, K(t, call1(t, u->read, v_from_small(1)))) < 0)
            return -1;
        if (u->at == u->len) {
            raise_format(t, EXC_EOFError, "Ran out of input");
            return -1;
        }
    }
    return (uint8_t)u->data[u->at++];
}

static Value run(Thread *t, Unpickler *u)
{
    ApiScope scope = api_scope_begin(t);
    u->protocol = 0;
    u->mark_count = 0;
    unpickle_cut(t, u, 0);
    while (API_ROUND(t, scope)) {
        int op = next_op(t, u);
        if (op < 0)
            return V_ERROR;
        if (op == OP_STOP)
            return unpickle_pop(t, u);
        LoadFn fn = unpickle_atom_fn(op);
        if (!fn)
            fn = unpickle_object_fn(op);
        if ((fn ? fn(t, u, op) : bad_op(t, op)) < 0)
            return V_ERROR;
    }
    return V_ERROR;
}

/* ---- setting up ---- */

static int text_arg(Thread *t, Value v, const char *fallback, const char *what, Value *field)
{
    Value text = v_is_empty(v) ? K(t, str_from_cstr(t, fallback)) : v;
    if (v_is_error(text))
        return -1;
    if (!v_is_str(text)) {
        raise_format(t, EXC_TypeError, "%s must be str, not %T", what, text);
        return -1;
    }
    api_set(t, field, text);
    return 0;
}

/* a: fix_imports, encoding, errors, buffers */
static int unpickler_prepare(Thread *t, Unpickler *u, Value *a, const char *what)
{
    int fix = v_is_empty(a[0]) ? 1 : truth(t, a[0]);
    if (fix < 0 || text_arg(t, a[1], "ASCII", what, &u->encoding) < 0 ||
        text_arg(t, a[2], "strict", what, &u->errors) < 0)
        return -1;
    u->fix_imports = fix;
    if (!v_is_empty(a[3]) && !v_is_none(a[3])) {
        Value it = K(t, iter_get(t, a[3]));
        if (v_is_error(it))
            return -1;
        api_set(t, &u->buffers, it);
    }
    u->ready = true;
    return 0;
}

static int file_methods(Thread *t, Unpickler *u, Value file)
{
    Value read = pickle_attr(t, file, "read");
    Value readline = v_is_error(read) ? V_ERROR : pickle_attr(t, file, "readline");
    if (v_is_error(readline))
        return -1;
    if (v_is_empty(read) || v_is_empty(readline)) {
        raise_format(t, EXC_TypeError, "file must have 'read' and 'readline' attributes");
        return -1;
    }
    api_set(t, &u->read, read);
    api_set(t, &u->readline, readline);
    return 0;
}

static Value unpickler_new(Thread *t)
{
    Value type = K(t, import_attr(t, "_pickle", "Unpickler"));
    return v_is_error(type) ? V_ERROR : api_instance(t, V_AS(Type, type));
}

API(load, "load(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
    "Reads an object from a file that is open for reading bytes.")
{
    Value made = unpickler_new(t);
    if (v_is_error(made) || file_methods(t, U(made), a[0]) < 0 ||
        unpickler_prepare(t, U(made), a + 1, "load() argument") < 0)
        return V_ERROR;
    return run(t, U(made));
}

API(loads, "loads(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
    "An object from bytes.")
{
    BufferView view;
    Value made = unpickler_new(t);
    if (v_is_error(made) || unpickler_prepare(t, U(made), a + 1, "loads() argument") < 0 ||
        buffer_get(t, a[0], &view) < 0)
        return V_ERROR;
    U(made)->data = view.data;
    U(made)->len = view.len;
    Value r = run(t, U(made));
    U(made)->len = U(made)->at = 0;
    buffer_release(t, &view);
    return r;
}

API(unpickler_init,
    "Unpickler(self, /, file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
    "")
{
    if (file_methods(t, U(a[0]), a[1]) < 0)
        return V_ERROR;
    return unpickler_prepare(t, U(a[0]), a + 2, "Unpickler() argument") < 0 ? V_ERROR : V_NONE;
}

API(unpickler_load, "load(self, /)", "Reads the next object.")
{
    Unpickler *u = U(a[0]);
    if (!u->ready) {
        unpickle_error(t, "Unpickler.__init__() was not called by %T.__init__()", a[0]);
        return V_ERROR;
    }
    Value f = pickle_attr(t, a[0], "persistent_load");
    if (v_is_error(f))
        return V_ERROR;
    if (v_is_kind(f, KIND_native))
        f = V_EMPTY;
    api_set(t, &u->pers_load, f);
    api_set(t, &u->self, a[0]);
    Value r = run(t, u);
    api_set(t, &u->pers_load, V_EMPTY); /* bound to the unpickler itself: a cycle */
    api_set(t, &u->self, V_EMPTY);
    return r;
}

API(unpickler_find_class, "find_class(self, module_name, global_name, /)",
    "The class or function that a pickle names.")
{
    return find_plain(t, U(a[0]), a[1], a[2]);
}
API(unpickler_persistent_load, "persistent_load(self, pid, /)",
    "For subclasses: the object that an id stands for.")
{
    unpickle_error(t, "A load persistent id instruction was encountered, but no persistent_load "
                      "function was specified.");
    return V_ERROR;
}

static Value get_memo(Thread *t, Value self)
{
    ApiScope scope = api_scope_begin(t);
    Value d = K(t, dict_new(t));
    for (size_t i = 0; !v_is_error(d) && i < U(self)->memo_cap; i++)
        if (!v_is_empty(U(self)->memo[i]) &&
            dict_set(t, V_AS(Dict, d), v_from_small((int64_t)i), U(self)->memo[i]) < 0)
            d = V_ERROR;
    return api_scope_return(t, scope, d);
}

Type *unpickler_type(Thread *t)
{
    static const NativeDef *const methods[] = {&unpickler_load_def, &unpickler_find_class_def,
                                               &unpickler_persistent_load_def, NULL};
    static const GetSetDef getset[] = {{"memo", get_memo, NULL, NULL}, {NULL, NULL, NULL, NULL}};
    static const TypeSpec spec = {
        .name = "_pickle.Unpickler",
        .doc = "Reads objects from a file.",
        .size = sizeof(Unpickler),
        .flags = TF_GC | TF_BASE,
        .init_def = &unpickler_init_def,
        .methods = methods,
        .getset = getset,
    };
    return api_type(t, &spec, &unpickler_fields);
}

const NativeDef *const unpickle_functions[] = {&load_def, &loads_def, NULL};
