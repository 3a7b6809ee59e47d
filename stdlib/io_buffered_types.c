/* SPDX-License-Identifier: MIT */
/* The types BufferedReader, BufferedWriter, BufferedRandom and BufferedRWPair. */
#include "stdlib/_io.h"

static void buffered_free(Thread *t, Object *o)
{
    Buffered *b = (Buffered *)o;
    mem_free(t, b->buffer, b->size);
    if (b->locked_once)
        lock_core_destroy(t, &b->lock);
}
const FieldTable buffered_fields = {.offsets = {offsetof(Buffered, raw)},
                                    .free_extra = buffered_free};

int buffered_init(Thread *t, Value self, Value raw, Value size, bool readable, bool writable)
{
    Buffered *b = BUFFERED(self);
    int64_t n = IO_BUFFER_SIZE;
    b->ready = b->detached = false;
    if (!v_is_empty(size) && value_to_int64(t, size, &n) < 0)
        return -1;
    if (n <= 0) {
        raise_format(t, EXC_ValueError, "buffer size must be strictly positive");
        return -1;
    }
    static const char *const questions[] = {"seekable", "readable", "writable"},
                             *const messages[] = {"File or stream is not seekable.",
                                                  "File or stream is not readable.",
                                                  "File or stream is not writable."};
    bool needed[] = {readable && writable, readable, writable};
    for (int i = 0; i < 3; i++) {
        int yes = needed[i] ? io_ask(t, raw, questions[i]) : 1;
        if (yes == 0)
            io_unsupported(t, messages[i]);
        if (yes <= 0)
            return -1;
    }
    char *buffer = mem_alloc(t, (size_t)n);
    if (!buffer)
        return -1;
    mem_free(t, b->buffer, b->size);
    b->buffer = buffer;
    b->size = (size_t)n;
    b->pos = b->end = b->pending = 0;
    b->readable = readable;
    b->writable = writable;
    if (!b->locked_once)
        lock_core_init(&b->lock, false);
    b->locked_once = true;
    api_set(t, &b->raw, raw);
    b->file = v_type(t, raw) == IO(t)->fileio ? V_AS(FileIO, raw) : NULL;
    b->ready = true;
    return 0;
}

API(reader_init, "__init__(self, raw, buffer_size=8192)", NULL)
{
    return buffered_init(t, a[0], a[1], a[2], true, false) < 0 ? V_ERROR : V_NONE;
}
API(writer_init, "__init__(self, raw, buffer_size=8192)", NULL)
{
    return buffered_init(t, a[0], a[1], a[2], false, true) < 0 ? V_ERROR : V_NONE;
}
API(random_init, "__init__(self, raw, buffer_size=8192)", NULL)
{
    return buffered_init(t, a[0], a[1], a[2], true, true) < 0 ? V_ERROR : V_NONE;
}

NATIVE_VAR(buffered_construct, "Buffered(*args, **kwargs)", NULL)
{
    Object *o = object_new(t, V_AS(Type, a[0]), 0);
    if (!o)
        return V_ERROR;
    gc_track(t, o);
    return v_from(o);
}

Value buffered_new(Thread *t, Type *type, Value raw, int64_t size)
{
    Value self = api_instance(t, type);
    bool reads = type != IO(t)->writer, writes = type != IO(t)->reader;
    return v_is_error(self) || buffered_init(t, self, raw, v_from_small(size), reads, writes) < 0
               ? V_ERROR
               : self;
}

static Value from_raw(Thread *t, Value self, const char *name)
{
    ApiScope scope = api_scope_begin(t);
    return api_scope_return(t, scope,
                            buffered_check(t, BUFFERED(self), NULL) < 0
                                ? V_ERROR
                                : io_get(t, BUFFERED(self)->raw, name));
}
static Value get_closed(Thread *t, Value self)
{
    return from_raw(t, self, "closed");
}
static Value get_name(Thread *t, Value self)
{
    return from_raw(t, self, "name");
}
static Value get_mode(Thread *t, Value self)
{
    return from_raw(t, self, "mode");
}
static Value get_raw(Thread *t, Value self)
{
    return v_is_empty(BUFFERED(self)->raw) ? V_NONE : dup(BUFFERED(self)->raw);
}
const GetSetDef buffered_getset[] = {{"raw", get_raw, NULL, NULL},
                                     {"closed", get_closed, NULL, NULL},
                                     {"name", get_name, NULL, NULL},
                                     {"mode", get_mode, NULL, NULL},
                                     {NULL, NULL, NULL, NULL}};

API_UNARY(buffered_repr_body)
{
    Value name = io_get(t, self, "name");
    if (v_is_error(name)) {
        if (!exc_is(t, EXC_ValueError) && !exc_is(t, EXC_AttributeError))
            return V_ERROR;
        exc_clear(t);
        return K(t, str_format(t, "<%T>", self));
    }
    return K(t, str_format(t, "<%T name=%R>", self, name));
}

Value buffered_repr(Thread *t, Value self)
{
    int inside = repr_enter(t, self);
    if (inside)
        return inside < 0
                   ? V_ERROR
                   : raise_format(t, EXC_RuntimeError, "reentrant call inside %T.__repr__", self);
    Value r = buffered_repr_body(t, self);
    repr_leave(t, self);
    return r;
}

API_UNARY(buffered_next)
{
    Buffered *b = BUFFERED(self);
    Value line;
    if (v_type(t, self) == IO(t)->reader || v_type(t, self) == IO(t)->random) {
        if (buffered_check(t, b, "readline of") < 0 || buffered_enter(t, b) < 0)
            return V_ERROR;
        line = buffered_take_line(t, b, -1);
        buffered_leave(t, b);
    } else {
        line = io_call(t, self, "readline", NULL, 0);
    }
    int64_t n = v_is_error(line) ? -1 : value_length(t, line);
    return n < 0 ? V_ERROR : n ? line : V_STOP;
}

/* ---- BufferedRWPair ---- */

typedef struct Pair {
    IoBase base;
    Value reader, writer;
} Pair;
static const FieldTable pair_fields = {.offsets = {offsetof(Pair, reader), offsetof(Pair, writer)}};

API(pair_init, "__init__(self, reader, writer, buffer_size=8192, /)", NULL)
{
    int readable = io_ask(t, a[1], "readable"),
        writable = readable > 0 ? io_ask(t, a[2], "writable") : readable;
    if (readable == 0 || (readable > 0 && writable == 0))
        return io_unsupported(t, readable ? "File or stream is not writable."
                                          : "File or stream is not readable.");
    if (writable < 0)
        return V_ERROR;
    Value args[] = {a[1], v_is_empty(a[3]) ? v_from_small(IO_BUFFER_SIZE) : a[3]};
    Value reader = K(t, call(t, v_from(IO(t)->reader), args, 2));
    args[0] = a[2];
    Value writer = v_is_error(reader) ? V_ERROR : K(t, call(t, v_from(IO(t)->writer), args, 2));
    if (v_is_error(writer))
        return V_ERROR;
    api_set(t, &V_AS(Pair, a[0])->reader, reader);
    api_set(t, &V_AS(Pair, a[0])->writer, writer);
    return V_NONE;
}

static Value pair_forward(Thread *t, Value half, const char *name, const Value *args, uint32_t n)
{
    return v_is_empty(half)
               ? raise_format(t, EXC_ValueError, "I/O operation on uninitialized object")
               : io_call(t, half, name, args, n);
}
#define PAIR_FORWARD(name, half)                                                                   \
    NATIVE_VAR(pair_##name, #name "(self, *args)", NULL)                                           \
    {                                                                                              \
        ApiScope scope = api_scope_begin(t);                                                       \
        return api_scope_return(t, scope,                                                          \
                                pair_forward(t, V_AS(Pair, a[0])->half, #name, a + 1, nargs - 1)); \
    }
PAIR_FORWARD(read, reader)
PAIR_FORWARD(peek, reader)
PAIR_FORWARD(read1, reader)
PAIR_FORWARD(readinto, reader)
PAIR_FORWARD(readinto1, reader)
PAIR_FORWARD(readable, reader)
PAIR_FORWARD(write, writer)
PAIR_FORWARD(flush, writer)
PAIR_FORWARD(writable, writer)

API(pair_close, "close(self, /)", NULL)
{
    Pair *p = V_AS(Pair, a[0]);
    Value first = pair_forward(t, p->writer, "close", NULL, 0), exc = exc_take(t);
    Value second = pair_forward(t, p->reader, "close", NULL, 0);
    if (v_is_error(first) && !v_is_error(second))
        exc_restore(t, exc);
    else
        drop(t, exc);
    return v_is_error(first) || v_is_error(second) ? V_ERROR : V_NONE;
}
API(pair_isatty, "isatty(self, /)", NULL)
{
    Value yes = pair_forward(t, V_AS(Pair, a[0])->writer, "isatty", NULL, 0);
    return v_is_error(yes) || !v_same(yes, V_FALSE)
               ? yes
               : pair_forward(t, V_AS(Pair, a[0])->reader, "isatty", NULL, 0);
}
static Value pair_closed(Thread *t, Value self)
{
    if (v_is_empty(V_AS(Pair, self)->writer))
        return raise_format(t, EXC_RuntimeError,
                            "the BufferedRWPair object is being garbage-collected");
    ApiScope scope = api_scope_begin(t);
    return api_scope_return(t, scope, io_get(t, V_AS(Pair, self)->writer, "closed"));
}
static const NativeDef *const pair_methods[] = {
    &pair_read_def,      &pair_peek_def,     &pair_read1_def,  &pair_readinto_def,
    &pair_readinto1_def, &pair_readable_def, &pair_write_def,  &pair_flush_def,
    &pair_writable_def,  &pair_close_def,    &pair_isatty_def, NULL};
static const GetSetDef pair_getset[] = {{"closed", pair_closed, NULL, NULL},
                                        {NULL, NULL, NULL, NULL}};

/* ---- types ---- */

int io_buffered_types(Thread *t, IoState *io)
{
    TypeSpec spec = {
        .size = sizeof(Buffered),
        .flags = TF_BASE | TF_ATTRS | TF_WEAKREF,
        .base = io->bufferedbase,
        .new_def = &buffered_construct_def,
        .getset = buffered_getset,
    };
    spec.slots.repr = buffered_repr;
    spec.name = "_io.BufferedWriter";
    spec.init_def = &writer_init_def;
    spec.methods = buffered_writer_methods;
    if (!(io->writer = api_type(t, &spec, &buffered_fields)))
        return -1;
    spec.slots.next = buffered_next;
    spec.slots.iter = io_iter;
    spec.name = "_io.BufferedReader";
    spec.init_def = &reader_init_def;
    spec.methods = buffered_reader_methods;
    if (!(io->reader = api_type(t, &spec, &buffered_fields)))
        return -1;
    spec.name = "_io.BufferedRandom";
    spec.init_def = &random_init_def;
    spec.methods = buffered_random_methods;
    if (!(io->random = api_type(t, &spec, &buffered_fields)))
        return -1;
    const TypeSpec pair = {
        .name = "_io.BufferedRWPair",
        .size = sizeof(Pair),
        .flags = TF_BASE | TF_ATTRS | TF_WEAKREF,
        .base = io->bufferedbase,
        .new_def = &buffered_construct_def,
        .init_def = &pair_init_def,
        .methods = pair_methods,
        .getset = pair_getset,
    };
    return (io->pair = api_type(t, &pair, &pair_fields)) ? 0 : -1;
}
