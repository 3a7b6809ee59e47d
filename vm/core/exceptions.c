/* SPDX-License-Identifier: MIT */
/* The exception classes: construction, attributes, str and repr. Groups are in exception_group.c.
 */
#include <errno.h>
#include "vm/core/exception_types.h"

/* Slots of Exception.field by layout; see exceptions.h. */
enum { IMPORT_MSG, IMPORT_NAME, IMPORT_PATH, IMPORT_NAME_FROM };
enum { OS_ERRNO, OS_STRERROR, OS_FILENAME, OS_FILENAME2, OS_WRITTEN };
enum {
    SYN_MSG,
    SYN_FILENAME,
    SYN_LINENO,
    SYN_OFFSET,
    SYN_TEXT,
    SYN_END_LINENO,
    SYN_END_OFFSET,
    SYN_PRINT
};

static void field_set(Thread *t, Value exc, int i, Value v)
{
    v_set(t, &V_AS(Exception, exc)->field[i], dup(v));
}

static Value field_get(Value exc, int i)
{
    return V_AS(Exception, exc)->field[i];
}

/* ---- lifecycle ---- */

static void exception_visit(Object *o, VisitFn fn, void *arg)
{
    Exception *e = (Exception *)o;
    fn(e->args, arg);
    fn(e->cause, arg);
    fn(e->context, arg);
    fn(e->traceback, arg);
    for (int i = 0; i < e->nfields; i++)
        fn(e->field[i], arg);
}

static void exception_clear(Thread *t, Object *o)
{
    Exception *e = (Exception *)o;
    v_clear(t, &e->args);
    v_clear(t, &e->cause);
    v_clear(t, &e->context);
    v_clear(t, &e->traceback);
    for (int i = 0; i < e->nfields; i++)
        v_clear(t, &e->field[i]);
}

/* ---- construction ---- */

/* How many fields the instances have, by where the members of __slots__ or the attributes begin. */
static inline uint8_t exception_fields(const Type *cls)
{
    uint32_t end = cls->slots_at ? cls->slots_at : cls->size;
    return (uint8_t)((end - offsetof(Exception, field)) / sizeof(Value));
}

Value exception_make(Thread *t, Type *cls, const Value *args, uint32_t nargs)
{
    Exception *e = object_new(t, cls, 0);
    if (!e)
        return V_ERROR;
    e->nfields = exception_fields(cls);
    e->args = tuple_new(t, args, nargs);
    if (v_is_error(e->args)) {
        e->args = V_EMPTY;
        obj_drop(t, e);
        return V_ERROR;
    }
    gc_track(t, e);
    return v_from(e);
}

static Value plain_new(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    return exception_make(t, cls, args, nargs);
}

static int no_keywords(Thread *t, Value self, Value kwnames)
{
    if (v_is_empty(kwnames) || V_AS(Tuple, kwnames)->len == 0)
        return 0;
    raise_format(t, EXC_TypeError, "%T() takes no keyword arguments", self);
    return -1;
}

static int set_args(Thread *t, Value self, const Value *args, uint32_t nargs)
{
    /* Mostly __new__ has seen the same arguments. */
    const Tuple *old = V_AS(Tuple, V_AS(Exception, self)->args);
    if (v_is_kind(v_from(old), KIND_tuple) && old->len == nargs &&
        (nargs == 0 || memcmp(old->items, args, nargs * sizeof *args) == 0))
        return 0;
    Value tuple = tuple_new(t, args, nargs);
    if (v_is_error(tuple))
        return -1;
    v_set(t, &V_AS(Exception, self)->args, tuple);
    return 0;
}

static int plain_init(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    return no_keywords(t, self, kwnames) < 0 ? -1 : set_args(t, self, args, nargs);
}

/* What calling the type does, without the call where neither the class nor its metaclass is a
   script's own way of making instances. */
Value exception_new(Thread *t, Type *type, const Value *args, size_t n)
{
    bool set = type->s.init == plain_init; /* by plain_new already */
    if (type->s.new_ != plain_new || type->head.type != t->vm->types[KIND_type] ||
        (type->flags & TF_HEAP && !set))
        return call(t, v_from(type), args, (uint32_t)n);
    Value exc = exception_make(t, type, args, (uint32_t)n);
    if (set || v_is_error(exc) || type->s.init(t, exc, args, (uint32_t)n, V_EMPTY) == 0)
        return exc;
    drop(t, exc);
    return V_ERROR;
}

static int stop_init(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    if (plain_init(t, self, args, nargs, kwnames) < 0)
        return -1;
    field_set(t, self, 0, nargs ? args[0] : V_NONE);
    return 0;
}

static int exit_init(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    if (plain_init(t, self, args, nargs, kwnames) < 0)
        return -1;
    if (nargs) /* without arguments the code stays what it was */
        field_set(t, self, 0, nargs == 1 ? args[0] : V_AS(Exception, self)->args);
    return 0;
}

/* Keyword arguments that become fields: names[i] fills field[first + i]. */
static int keyword_fields(Thread *t, Value self, const char *class_name, const char *const *names,
                          int first, const Value *values, Value kwnames)
{
    if (v_is_empty(kwnames))
        return 0;
    Tuple *keys = V_AS(Tuple, kwnames);
    for (size_t k = 0; k < keys->len; k++) {
        int i = 0;
        while (names[i] && !str_equal_cstr(V_AS(Str, keys->items[k]), names[i]))
            i++;
        if (!names[i]) {
            raise_format(t, EXC_TypeError, "%s() got an unexpected keyword argument '%V'",
                         class_name, keys->items[k]);
            return -1;
        }
        field_set(t, self, first + i, values[k]);
    }
    return 0;
}

static int import_init(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    static const char *const names[] = {"name", "path", "name_from", NULL};
    if (set_args(t, self, args, nargs) < 0)
        return -1;
    for (int i = IMPORT_NAME; i < IMPORT_NAME + 3; i++)
        field_set(t, self, i, V_EMPTY);
    field_set(t, self, IMPORT_MSG, nargs == 1 ? args[0] : V_NONE);
    return keyword_fields(t, self, "ImportError", names, IMPORT_NAME, args + nargs, kwnames);
}

static int name_init(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    static const char *const names[] = {"name", NULL};
    if (set_args(t, self, args, nargs) < 0)
        return -1;
    field_set(t, self, 0, V_EMPTY);
    return keyword_fields(t, self, "NameError", names, 0, args + nargs, kwnames);
}

static int attribute_init(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    static const char *const names[] = {"name", "obj", NULL};
    if (set_args(t, self, args, nargs) < 0)
        return -1;
    field_set(t, self, 0, V_EMPTY);
    field_set(t, self, 1, V_EMPTY);
    return keyword_fields(t, self, "AttributeError", names, 0, args + nargs, kwnames);
}

/* ---- OSError ---- */

static const struct {
    int err;
    ExcKind kind;
} errno_class[] = {
    {EAGAIN, EXC_BlockingIOError},
    {EALREADY, EXC_BlockingIOError},
    {EINPROGRESS, EXC_BlockingIOError},
    {EPIPE, EXC_BrokenPipeError},
    {ESHUTDOWN, EXC_BrokenPipeError},
    {ECHILD, EXC_ChildProcessError},
    {ECONNABORTED, EXC_ConnectionAbortedError},
    {ECONNREFUSED, EXC_ConnectionRefusedError},
    {ECONNRESET, EXC_ConnectionResetError},
    {EEXIST, EXC_FileExistsError},
    {ENOENT, EXC_FileNotFoundError},
    {EISDIR, EXC_IsADirectoryError},
    {ENOTDIR, EXC_NotADirectoryError},
    {EINTR, EXC_InterruptedError},
    {EACCES, EXC_PermissionError},
    {EPERM, EXC_PermissionError},
    {ESRCH, EXC_ProcessLookupError},
    {ETIMEDOUT, EXC_TimeoutError},
};

/* OSError(errno, text, ...) makes the subclass that belongs to errno. */
static Type *os_class(Thread *t, Type *cls, const Value *args, uint32_t nargs)
{
    int64_t err;
    if (cls != t->vm->exc[EXC_OSError] || nargs < 2 || nargs > 5 || !v_is_small(args[0]))
        return cls;
    err = v_small(args[0]);
    for (size_t i = 0; i < sizeof errno_class / sizeof *errno_class; i++)
        if (errno_class[i].err == err)
            return t->vm->exc[errno_class[i].kind];
    return cls;
}

/* args keeps errno and text only when there is a file name, as CPython does for pickles. */
static int os_fill(Thread *t, Value self, const Value *args, uint32_t nargs)
{
    if (nargs < 2 || nargs > 5)
        return 0;
    field_set(t, self, OS_ERRNO, args[0]);
    field_set(t, self, OS_STRERROR, args[1]);
    if (nargs >= 3 && !v_is_none(args[2])) {
        bool blocking = type_is_subtype(v_type(t, self), t->vm->exc[EXC_BlockingIOError]);
        if (blocking && v_is_int(args[2])) {
            field_set(t, self, OS_WRITTEN, args[2]);
            return 0;
        }
        field_set(t, self, OS_FILENAME, args[2]);
        if (nargs == 5 && !v_is_none(args[4]))
            field_set(t, self, OS_FILENAME2, args[4]);
        return set_args(t, self, args, 2);
    }
    return 0;
}

static bool os_overrides_init(Thread *t, Type *cls)
{
    return cls->s.init != t->vm->exc[EXC_OSError]->s.init;
}

static Value os_new(Thread *t, Type *cls, const Value *args, uint32_t nargs, Value kwnames)
{
    Value self = exception_make(t, os_class(t, cls, args, nargs), args, nargs);
    if (v_is_error(self) || os_overrides_init(t, cls))
        return self;
    if (no_keywords(t, self, kwnames) < 0 || os_fill(t, self, args, nargs) < 0) {
        drop(t, self);
        return V_ERROR;
    }
    return self;
}

static int os_init(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    if (!os_overrides_init(t, v_type(t, self)))
        return 0; /* __new__ has done it */
    return no_keywords(t, self, kwnames) < 0 || set_args(t, self, args, nargs) < 0
               ? -1
               : os_fill(t, self, args, nargs);
}

static Value os_str(Thread *t, Value self)
{
    Value err = field_get(self, OS_ERRNO), text = field_get(self, OS_STRERROR);
    Value file = field_get(self, OS_FILENAME), file2 = field_get(self, OS_FILENAME2);
    Value e = v_is_empty(err) ? V_NONE : err, s = v_is_empty(text) ? V_NONE : text;
    if (!v_is_empty(file) && !v_is_empty(file2))
        return str_format(t, "[Errno %V] %V: %R -> %R", e, s, file, file2);
    if (!v_is_empty(file))
        return str_format(t, "[Errno %V] %V: %R", e, s, file);
    if (!v_is_empty(err) && !v_is_empty(text))
        return str_format(t, "[Errno %V] %V", err, text);
    return exception_str(t, self);
}

/* ---- SyntaxError ---- */

static int syntax_init(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    if (plain_init(t, self, args, nargs, kwnames) < 0)
        return -1;
    if (nargs >= 1)
        field_set(t, self, SYN_MSG, args[0]);
    if (nargs != 2)
        return 0;
    Value info = iter_to_tuple(t, args[1]);
    if (v_is_error(info))
        return -1;
    Tuple *tu = V_AS(Tuple, info);
    int status = 0;
    if (tu->len < 4 || tu->len > 6) {
        raise_format(t, EXC_TypeError, "function takes %s arguments (%zu given)",
                     tu->len < 4 ? "at least 4" : "at most 6", tu->len);
        status = -1;
    } else if (tu->len == 5) {
        raise_format(t, EXC_TypeError, "end_offset must be provided when end_lineno is provided");
        status = -1;
    } else {
        for (size_t i = 0; i < tu->len; i++)
            field_set(t, self, SYN_FILENAME + (int)i, tu->items[i]);
    }
    drop(t, info);
    return status;
}

static Value syntax_str(Thread *t, Value self)
{
    Value msg = field_get(self, SYN_MSG), file = field_get(self, SYN_FILENAME),
          line = field_get(self, SYN_LINENO);
    Value shown = v_is_empty(msg) ? V_NONE : msg;
    bool has_file = v_is_object(file) && v_is_str(file), has_line = v_is_int(line);
    if (!has_file)
        return has_line ? str_format(t, "%V (line %V)", shown, line) : value_str(t, shown);
    Str *name = V_AS(Str, file);
    size_t start = 0;
    for (size_t i = 0; i < name->len; i++)
        if (str_at(name, i) == '/')
            start = i + 1;
    Value base = str_slice(t, name, start, name->len);
    if (v_is_error(base))
        return V_ERROR;
    Value text = has_line ? str_format(t, "%V (%V, line %V)", shown, base, line)
                          : str_format(t, "%V (%V)", shown, base);
    drop(t, base);
    return text;
}

/* ---- UnicodeError ---- */

/* UnicodeEncodeError and UnicodeTranslateError are about a str, UnicodeDecodeError about bytes. */
static int unicode_check(Thread *t, const Value *args, uint32_t nargs, bool decode, bool translate)
{
    uint32_t want = translate ? 4 : 5, object = !translate;
    if (nargs != want) {
        raise_format(t, EXC_TypeError, "function takes exactly %u arguments (%u given)", want,
                     nargs);
        return -1;
    }
    for (uint32_t i = 0; i < want; i++) {
        int64_t number;
        if (i == object + 1 || i == object + 2) {
            if (value_to_int64(t, args[i], &number) < 0)
                return -1;
        } else if (decode && i == object) {
            if (!v_has_layout(args[i], KIND_bytes) && !v_has_layout(args[i], KIND_bytearray) &&
                !v_has_layout(args[i], KIND_memoryview)) {
                raise_format(t, EXC_TypeError, "a bytes-like object is required, not '%T'",
                             args[i]);
                return -1;
            }
        } else if (!v_is_str(args[i])) {
            raise_format(t, EXC_TypeError, "argument %u must be str, not %T", i + 1, args[i]);
            return -1;
        }
    }
    return 0;
}

static int unicode_init(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    bool translate = type_is_subtype(v_type(t, self), t->vm->exc[EXC_UnicodeTranslateError]);
    bool decode = type_is_subtype(v_type(t, self), t->vm->exc[EXC_UnicodeDecodeError]);
    if (plain_init(t, self, args, nargs, kwnames) < 0 ||
        unicode_check(t, args, nargs, decode, translate) < 0)
        return -1;
    for (uint32_t i = 0; i < nargs; i++)
        field_set(t, self, UNI_ENCODING + (int)i + translate, args[i]);
    if (decode && !v_has_layout(args[1], KIND_bytes)) { /* what may change is copied */
        Value object = call1(t, v_from(t->vm->types[KIND_bytes]), args[1]);
        if (v_is_error(object))
            return -1;
        field_set(t, self, UNI_OBJECT, object);
        drop(t, object);
    }
    return 0;
}

/* "character '\xe9'" for one, "characters" for several; likewise bytes. */
static Value unicode_str(Thread *t, Value self)
{
    Value object = field_get(self, UNI_OBJECT);
    int64_t start = 0, end = 0;
    if (v_is_empty(object) || !int_fits64(field_get(self, UNI_START), &start) ||
        !int_fits64(field_get(self, UNI_END), &end))
        return str_from_cstr(t, "");
    Value encoding = field_get(self, UNI_ENCODING), reason = field_get(self, UNI_REASON);
    char what[64];
    bool one = end == start + 1 && start >= 0;
    if (v_is_str(object)) {
        Str *s = V_AS(Str, object);
        uint32_t c = one && (size_t)start < s->len ? str_at(s, (size_t)start) : 0;
        one = one && (size_t)start < s->len;
        const char *form = c <= 0xff     ? "character '\\x%02x'"
                           : c <= 0xffff ? "character '\\u%04x'"
                                         : "character '\\U%08x'";
        snprintf(what, sizeof what, one ? form : "characters", c);
    } else {
        Value byte = one ? item_get(t, object, v_from_small(start)) : V_NONE;
        if (v_is_error(byte)) {
            exc_clear(t);
            byte = V_NONE;
        }
        snprintf(what, sizeof what, v_is_small(byte) ? "byte 0x%02x" : "bytes",
                 v_is_small(byte) ? (unsigned)v_small(byte) : 0);
        one = v_is_small(byte);
    }
    char where[64];
    if (one)
        snprintf(where, sizeof where, "%lld", (long long)start);
    else
        snprintf(where, sizeof where, "%lld-%lld", (long long)start, (long long)end - 1);
    if (v_is_empty(encoding))
        return str_format(t, "can't translate %s in position %s: %V", what, where, reason);
    return str_format(t, "'%V' codec can't %s %s in position %s: %V", encoding,
                      v_is_str(object) ? "encode" : "decode", what, where, reason);
}

/* ---- str and repr ---- */

Value exception_str(Thread *t, Value self)
{
    Tuple *args = V_AS(Tuple, V_AS(Exception, self)->args);
    if (v_is_empty(V_AS(Exception, self)->args) || args->len == 0)
        return str_from_cstr(t, "");
    return value_str(t, args->len == 1 ? args->items[0] : v_from(args));
}

static Value key_str(Thread *t, Value self)
{
    Tuple *args = V_AS(Tuple, V_AS(Exception, self)->args);
    return args->len == 1 ? value_repr(t, args->items[0]) : exception_str(t, self);
}

static Value import_str(Thread *t, Value self)
{
    Value msg = field_get(self, IMPORT_MSG);
    return v_is_object(msg) && v_is_kind(msg, KIND_str) ? dup(msg) : exception_str(t, self);
}

Value exception_repr(Thread *t, Value self)
{
    if (c_stack_check(t, " while getting the repr of an object") < 0)
        return V_ERROR;
    Exception *e = V_AS(Exception, self);
    Str *name = v_type(t, self)->name_str;
    if (v_is_empty(e->args))
        return str_format(t, "%N()", name);
    Tuple *args = V_AS(Tuple, e->args);
    if (args->len == 1)
        return str_format(t, "%N(%R)", name, args->items[0]);
    return str_format(t, "%N%R", name, e->args);
}

/* ---- attributes ---- */

static Value get_args(Thread *t, Value self)
{
    return dup(V_AS(Exception, self)->args);
}

static int set_args_attr(Thread *t, Value self, Value value)
{
    if (v_is_empty(value)) {
        raise_format(t, EXC_TypeError, "args may not be deleted");
        return -1;
    }
    Value tuple = iter_to_tuple(t, value);
    if (v_is_error(tuple))
        return -1;
    v_set(t, &V_AS(Exception, self)->args, tuple);
    return 0;
}

static Value or_none(Value v)
{
    return v_is_empty(v) ? V_NONE : dup(v);
}

static Value get_cause(Thread *t, Value self)
{
    return or_none(V_AS(Exception, self)->cause);
}

static Value get_context(Thread *t, Value self)
{
    return or_none(V_AS(Exception, self)->context);
}

static Value get_traceback(Thread *t, Value self)
{
    return or_none(V_AS(Exception, self)->traceback);
}

static Value get_suppress(Thread *t, Value self)
{
    return v_bool(V_AS(Exception, self)->suppress_context);
}

static int chain_set(Thread *t, Value *place, Value value, const char *what)
{
    if (v_is_empty(value)) {
        raise_format(t, EXC_TypeError, "%s may not be deleted", what);
        return -1;
    }
    if (!v_is_none(value) && !v_is_exception(value)) {
        raise_format(t, EXC_TypeError, "exception %s must be None or derive from BaseException",
                     what[2] == 'c' && what[3] == 'a' ? "cause" : "context");
        return -1;
    }
    v_set(t, place, v_is_none(value) ? V_EMPTY : dup(value));
    return 0;
}

static int set_cause(Thread *t, Value self, Value value)
{
    if (chain_set(t, &V_AS(Exception, self)->cause, value, "__cause__") < 0)
        return -1;
    V_AS(Exception, self)->suppress_context = true;
    return 0;
}

static int set_context(Thread *t, Value self, Value value)
{
    return chain_set(t, &V_AS(Exception, self)->context, value, "__context__");
}

static int set_traceback(Thread *t, Value self, Value value)
{
    if (v_is_empty(value)) {
        raise_format(t, EXC_TypeError, "__traceback__ may not be deleted");
        return -1;
    }
    if (!v_is_none(value) && !v_is_kind(value, KIND_traceback)) {
        raise_format(t, EXC_TypeError, "__traceback__ must be a traceback or None");
        return -1;
    }
    v_set(t, &V_AS(Exception, self)->traceback, v_is_none(value) ? V_EMPTY : dup(value));
    return 0;
}

static int set_suppress(Thread *t, Value self, Value value)
{
    if (!v_is_bool(value)) {
        raise_format(t, EXC_TypeError, "attribute value type must be bool");
        return -1;
    }
    V_AS(Exception, self)->suppress_context = value.bits == V_TRUE.bits;
    return 0;
}

static const GetSetDef exception_getset[] = {
    {"args", get_args, set_args_attr, NULL},
    {"__cause__", get_cause, set_cause, "exception cause"},
    {"__context__", get_context, set_context, "exception context"},
    {"__traceback__", get_traceback, set_traceback, NULL},
    {"__suppress_context__", get_suppress, set_suppress, NULL},
    {NULL, NULL, NULL, NULL},
};

NATIVE(exc_with_traceback, "with_traceback(self, object, /)",
       "Exception.with_traceback(tb) --\n    set self.__traceback__ to tb and return self.")
{
    return set_traceback(t, a[0], a[1]) < 0 ? V_ERROR : dup(a[0]);
}

NATIVE(exc_add_note, "add_note(self, object, /)",
       "Exception.add_note(note) --\n    add a note to the exception")
{
    if (!v_is_str(a[1]))
        return raise_format(t, EXC_TypeError, "note must be a str, not '%T'", a[1]);
    Value notes = attr_get_or_empty(t, a[0], N(t, __notes__));
    if (v_is_empty(notes)) {
        notes = list_new(t, NULL, 0);
        if (v_is_error(notes) || attr_set(t, a[0], N(t, __notes__), notes) < 0) {
            drop(t, notes);
            return V_ERROR;
        }
    }
    if (v_is_error(notes))
        return V_ERROR;
    int status = -1;
    if (!v_has_layout(notes, KIND_list))
        raise_format(t, EXC_TypeError, "Cannot add note: __notes__ is not a list");
    else
        status = list_append(t, V_AS(List, notes), a[1]);
    drop(t, notes);
    return status < 0 ? V_ERROR : V_NONE;
}

/* The arguments that make it again: OSError does not keep file names in args. Owned. */
static Value exc_reduce_args(Thread *t, Exception *e)
{
    if (!type_is_subtype(e->head.type, t->vm->exc[EXC_OSError]) ||
        v_is_empty(e->field[OS_FILENAME]) || V_AS(Tuple, e->args)->len != 2)
        return dup(e->args);
    const Value *old = V_AS(Tuple, e->args)->items;
    if (v_is_empty(e->field[OS_FILENAME2]))
        return tuple_pack(t, 3, old[0], old[1], e->field[OS_FILENAME]);
    return tuple_pack(t, 5, old[0], old[1], e->field[OS_FILENAME], V_NONE, e->field[OS_FILENAME2]);
}

/* Fields that travel with the attributes: ImportError's and AttributeError's. Owned: a dict. */
static Value exc_reduce_state(Thread *t, Exception *e)
{
    Value dict = instance_dict(t, v_from(e));
    bool import = type_is_subtype(e->head.type, t->vm->exc[EXC_ImportError]);
    bool attribute = type_is_subtype(e->head.type, t->vm->exc[EXC_AttributeError]);
    if (v_is_error(dict) || (!import && !attribute))
        return dict;
    static const char *const names[] = {"name", "path", "name_from"};
    Value state = dict_copy(t, V_AS(Dict, dict));
    drop(t, dict);
    int status = v_is_error(state) ? -1 : 0;
    for (int i = 0; status == 0 && i < (import ? 3 : 1); i++) {
        Value v = e->field[import ? IMPORT_NAME + i : 0];
        if (!v_is_empty(v) && !v_is_none(v))
            status = dict_set_cstr(t, V_AS(Dict, state), names[i], v);
    }
    if (status == 0 && attribute)
        status = dict_set_cstr(t, V_AS(Dict, state), "args", e->args);
    if (status < 0)
        v_set(t, &state, V_ERROR);
    return state;
}

NATIVE(exc_reduce, "__reduce__(self, /)", NULL)
{
    Exception *e = V_AS(Exception, a[0]);
    Value cls = v_from(v_type(t, a[0]));
    Value dict = exc_reduce_state(t, e), args = exc_reduce_args(t, e);
    Value result = V_ERROR;
    if (!v_is_error(dict) && !v_is_error(args))
        result =
            V_AS(Dict, dict)->len ? tuple_pack(t, 3, cls, args, dict) : tuple_pack(t, 2, cls, args);
    drop(t, dict);
    drop(t, args);
    return result;
}

NATIVE(exc_setstate, "__setstate__(self, object, /)", NULL)
{
    if (v_is_none(a[1]))
        return V_NONE;
    if (!v_has_layout(a[1], KIND_dict))
        return raise_format(t, EXC_TypeError, "state is not a dictionary");
    Value key, value;
    for (size_t i = 0; dict_next(V_AS(Dict, a[1]), &i, &key, &value);)
        if (attr_set(t, a[0], V_AS(Str, key), value) < 0)
            return V_ERROR;
    return V_NONE;
}

static const NativeDef *const exception_methods[] = {
    &exc_with_traceback_def, &exc_add_note_def, &exc_reduce_def, &exc_setstate_def, NULL,
};

/* ---- the classes ---- */

#define FIELD(i, field_name)                                                            \
    {                                                                                   \
        field_name, offsetof(Exception, field) + (i) * sizeof(Value), MEMBER_NONE, NULL \
    }
#define FIELDS_END       \
    {                    \
        NULL, 0, 0, NULL \
    }
static const MemberDef stop_members[] = {FIELD(0, "value"), FIELDS_END};
static const MemberDef exit_members[] = {FIELD(0, "code"), FIELDS_END};
static const MemberDef import_members[] = {FIELD(0, "msg"), FIELD(1, "name"), FIELD(2, "path"),
                                           FIELD(3, "name_from"), FIELDS_END};
static const MemberDef os_members[] = {
    FIELD(0, "errno"),
    FIELD(1, "strerror"),
    FIELD(2, "filename"),
    FIELD(3, "filename2"),
    {"characters_written", offsetof(Exception, field) + OS_WRITTEN * sizeof(Value), 0, NULL},
    FIELDS_END};
static const MemberDef syntax_members[] = {FIELD(0, "msg"),
                                           FIELD(1, "filename"),
                                           FIELD(2, "lineno"),
                                           FIELD(3, "offset"),
                                           FIELD(4, "text"),
                                           FIELD(5, "end_lineno"),
                                           FIELD(6, "end_offset"),
                                           FIELD(7, "print_file_and_line"),
                                           FIELDS_END};
static const MemberDef unicode_members[] = {FIELD(0, "encoding"), FIELD(1, "object"),
                                            FIELD(2, "start"),    FIELD(3, "end"),
                                            FIELD(4, "reason"),   FIELDS_END};
static const MemberDef name_members[] = {FIELD(0, "name"), FIELDS_END};
static const MemberDef attribute_members[] = {FIELD(0, "name"), FIELD(1, "obj"), FIELDS_END};
#define plain_members NULL

typedef struct ExcLayout {
    uint8_t nfields;
    NewFn new_;
    InitFn init;
    UnaryFn str;
    const MemberDef *members;
    const NativeDef *const *methods;
} ExcLayout;

static const ExcLayout layout_plain = {0, NULL, NULL, NULL, NULL, NULL};
static const ExcLayout layout_stop = {1, NULL, stop_init, NULL, stop_members, NULL};
static const ExcLayout layout_exit = {1, NULL, exit_init, NULL, exit_members, NULL};
static const ExcLayout layout_import = {4, NULL, import_init, import_str, import_members, NULL};
static const ExcLayout layout_os = {5, os_new, os_init, os_str, os_members, NULL};
static const ExcLayout layout_syntax = {8, NULL, syntax_init, syntax_str, syntax_members, NULL};
static const ExcLayout layout_unicode = {5, NULL, unicode_init, unicode_str, unicode_members, NULL};
static const ExcLayout layout_name = {1, NULL, name_init, NULL, name_members, NULL};
static const ExcLayout layout_attribute = {2, NULL, attribute_init, NULL, attribute_members, NULL};
static const ExcLayout layout_group = {2, group_new, group_init, group_str, group_members,
                                       group_methods};

typedef struct ExcRow {
    const char *name, *base;
    const ExcLayout *layout;
} ExcRow;

static const ExcRow rows[EXC_COUNT] = {
#define EXC(name, base, layout) [EXC_##name] = {#name, #base, &layout_##layout},
#include "vm/core/exceptions.def"
#undef EXC
};

static const char *exc_full_name(int k)
{
    switch (k) {
    case EXC_CancelledError:
        return "asyncio.exceptions.CancelledError";
    case EXC_InvalidStateError:
        return "asyncio.exceptions.InvalidStateError";
    case EXC_UnsupportedOperation:
        return "io.UnsupportedOperation";
    default:
        return rows[k].name;
    }
}

static Type *exc_by_name(Thread *t, const char *name)
{
    for (int k = 0; k < EXC_COUNT; k++)
        if (!strcmp(rows[k].name, name))
            return t->vm->exc[k];
    return t->vm->types[KIND_object];
}

static int exc_make_root(Thread *t)
{
    static const TypeSpec spec = {
        .name = "BaseException",
        .doc = "Common base class for all exceptions",
        .size = sizeof(Exception),
        .flags = TF_GC | TF_BASE | TF_ATTRS | TF_EXCEPTION,
        .kind = KIND_exception,
        .layout = KIND_exception,
        .slots = {.repr = exception_repr,
                  .str = exception_str,
                  .new_ = plain_new,
                  .init = plain_init},
        .dealloc = exception_clear,
        .visit = exception_visit,
        .clear = exception_clear,
        .methods = exception_methods,
        .getset = exception_getset,
    };
    t->vm->exc[EXC_BaseException] = type_from_spec(t, &spec);
    return t->vm->exc[EXC_BaseException] ? 0 : -1;
}

/* A layout is declared by its first class; the classes below inherit slots and members. */
static int exc_make(Thread *t, int k)
{
    const ExcRow *row = &rows[k];
    Type *base = exc_by_name(t, row->base);
    const ExcLayout *l = row->layout, *above = &layout_plain;
    for (int b = 0; b < k; b++)
        if (!strcmp(rows[b].name, row->base))
            above = rows[b].layout;
    TypeSpec spec = {
        .name = exc_full_name(k),
        .size = (uint32_t)(sizeof(Exception) + l->nfields * sizeof(Value)),
        .flags = TF_GC | TF_BASE | TF_ATTRS | TF_EXCEPTION,
        .kind = KIND_instance,
        .layout = KIND_exception,
        .base = base,
        .dealloc = exception_clear,
        .visit = exception_visit,
        .clear = exception_clear,
    };
    if (l != above) {
        spec.members = l->members;
        spec.methods = l->methods;
        spec.slots.new_ = l->new_;
        spec.slots.init = l->init;
        spec.slots.str = l->str;
    }
    if (k == EXC_KeyError)
        spec.slots.str = key_str;
    t->vm->exc[k] = type_from_spec(t, &spec);
    return t->vm->exc[k] ? 0 : -1;
}

/* ExceptionGroup and io.UnsupportedOperation have two bases: made as a class statement would. */
static int exc_make_mixed(Thread *t, int k, const char *module, ExcKind first, ExcKind second)
{
    Value name = str_from_cstr(t, rows[k].name), mod = str_from_cstr(t, module);
    Value bases = tuple_pack(t, 2, v_from(t->vm->exc[first]), v_from(t->vm->exc[second]));
    Value ns = dict_new(t), cls = V_ERROR;
    if (!v_is_error(name) && !v_is_error(mod) && !v_is_error(bases) && !v_is_error(ns) &&
        dict_set_str(t, V_AS(Dict, ns), N(t, __module__), mod) == 0)
        cls = call3(t, v_from(t->vm->types[KIND_type]), name, bases, ns);
    drop(t, name);
    drop(t, mod);
    drop(t, bases);
    drop(t, ns);
    if (v_is_error(cls))
        return -1;
    t->vm->exc[k] = V_AS(Type, cls);
    return 0;
}

int exceptions_setup(Thread *t)
{
    if (exc_make_root(t) < 0)
        return -1;
    for (int k = EXC_BaseException + 1; k < EXC_COUNT; k++) {
        int status = k == EXC_ExceptionGroup
                         ? exc_make_mixed(t, k, "builtins", EXC_BaseExceptionGroup, EXC_Exception)
                     : k == EXC_UnsupportedOperation
                         ? exc_make_mixed(t, k, "io", EXC_OSError, EXC_ValueError)
                         : exc_make(t, k);
        if (status < 0)
            return -1;
    }
    t->vm->memory_error = exception_make(t, t->vm->exc[EXC_MemoryError], NULL, 0);
    if (v_is_error(t->vm->memory_error)) {
        t->vm->memory_error = V_EMPTY;
        return -1;
    }
    vm_root(t->vm, &t->vm->memory_error);
    return 0;
}
