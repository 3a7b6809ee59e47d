/* SPDX-License-Identifier: MIT */
/* _pickle: the output with its frames, the memo, and errors. */
#include "stdlib/pickle_internal.h"
#include <stdio.h>

/* ---- errors and attributes ---- */

static int raise_named(Thread *t, const char *name, const char *format, va_list args)
{
    Value text = K(t, str_vformat(t, format, args));
    Value error = v_is_error(text) ? V_ERROR : K(t, import_attr(t, "_pickle", name));
    Value exc = v_is_error(error) ? V_ERROR : K(t, call1(t, error, text));
    if (!v_is_error(exc))
        raise_object(t, exc);
    return -1;
}

int pickle_error(Thread *t, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    raise_named(t, "PicklingError", format, args);
    va_end(args);
    return -1;
}

int unpickle_error(Thread *t, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    raise_named(t, "UnpicklingError", format, args);
    va_end(args);
    return -1;
}

Value pickle_attr(Thread *t, Value obj, const char *name)
{
    Value s = K(t, str_intern_utf8(t, name, strlen(name)));
    return v_is_error(s) ? V_ERROR : K(t, attr_get_or_empty(t, obj, V_AS(Str, s)));
}

Value pickle_attr_must(Thread *t, Value obj, const char *name)
{
    Value s = K(t, str_intern_utf8(t, name, strlen(name)));
    return v_is_error(s) ? V_ERROR : K(t, attr_get(t, obj, V_AS(Str, s)));
}

/* ---- frames: from protocol 4 on, what is written comes in pieces of about 64 kB with their
   length in front, so that a reader can fetch them at once ---- */

int pickle_write(Pickler *p, const void *data, size_t n)
{
    if (p->framing && p->frame < 0) {
        p->frame = (int64_t)p->out.len;
        bytebuf_push(&p->out, "\0\0\0\0\0\0\0\0", FRAME_HEADER);
    }
    bytebuf_push(&p->out, data, n);
    return p->out.failed ? -1 : 0;
}

int pickle_op(Pickler *p, int op)
{
    char c = (char)op;
    return pickle_write(p, &c, 1);
}

int pickle_frame_commit(Pickler *p)
{
    if (!p->framing || p->frame < 0)
        return 0;
    char *start = p->out.data + p->frame;
    uint64_t len = p->out.len - (size_t)p->frame - FRAME_HEADER;
    if (len >= FRAME_MIN) {
        *start = (char)OP_FRAME;
        memcpy(start + 1, &len, 8);
    } else {
        memmove(start, start + FRAME_HEADER, len);
        p->out.len -= FRAME_HEADER;
    }
    p->frame = -1;
    return 0;
}

int pickle_flush(Thread *t, Pickler *p)
{
    if (v_is_empty(p->write))
        return 0;
    Value data = K(t, bytes_new(t, p->out.data, p->out.len));
    p->out.len = 0;
    return v_is_error(data) || v_is_error(K(t, call1(t, p->write, data))) ? -1 : 0;
}

int pickle_frame_boundary(Thread *t, Pickler *p)
{
    if (!p->framing || p->frame < 0 || p->out.len - (size_t)p->frame - FRAME_HEADER < FRAME_TARGET)
        return 0;
    return pickle_frame_commit(p) < 0 ? -1 : pickle_flush(t, p);
}

int pickle_payload(Thread *t, Pickler *p, const char *head, size_t head_len, const char *data,
                   size_t len)
{
    bool framing = p->framing, large = len >= FRAME_TARGET;
    if (large) {
        if (pickle_frame_commit(p) < 0)
            return -1;
        p->framing = false;
    }
    int status = pickle_write(p, head, head_len);
    if (status == 0 && large && !v_is_empty(p->write)) {
        status = pickle_flush(t, p);
        Value part = status < 0 ? V_ERROR : K(t, bytes_new(t, data, len));
        status = v_is_error(part) || v_is_error(K(t, call1(t, p->write, part))) ? -1 : 0;
    } else if (status == 0) {
        status = pickle_write(p, data, len);
    }
    p->framing = framing;
    return status;
}

/* ---- the memo ---- */

/* What identifies an object. CPython has one object for each text of one Latin-1 character and each
   bytes of length 0 or 1; such ones are known by their contents. */
static uint64_t memo_key(Value v)
{
    if (v_is_kind(v, KIND_str)) {
        Str *s = V_AS(Str, v);
        if (s->len == 0)
            return 3;
        if (s->len == 1 && str_at(s, 0) < 256)
            return 3 + 8 * (1 + (uint64_t)str_at(s, 0));
    } else if (v_is_kind(v, KIND_bytes)) {
        Bytes *b = V_AS(Bytes, v);
        if (b->len < 2)
            return 7 + (b->len ? 8 * (1 + (uint64_t)(uint8_t)*b->data) : 0);
    }
    return v.bits;
}

static MemoEntry *memo_slot(MemoEntry *table, size_t cap, uint64_t key)
{
    size_t i = (size_t)((key >> 3) * 0x9e3779b97f4a7c15u >> 20) & (cap - 1);
    while (table[i].key && table[i].key != key)
        i = (i + 1) & (cap - 1);
    return &table[i];
}

static int64_t key_find(Pickler *p, uint64_t key)
{
    if (!p->memo_len)
        return -1;
    MemoEntry *e = memo_slot(p->memo, p->memo_cap, key);
    return e->key ? (int64_t)e->index : -1;
}

int64_t pickle_memo_find(Pickler *p, Value v)
{
    return key_find(p, memo_key(v));
}

static int memo_grow(Thread *t, Pickler *p)
{
    size_t cap = p->memo_cap ? p->memo_cap * 2 : 64;
    MemoEntry *more = mem_alloc_array(t, cap, sizeof *more);
    if (!more)
        return -1;
    memset(more, 0, cap * sizeof *more);
    for (size_t i = 0; i < p->memo_cap; i++)
        if (p->memo[i].key)
            *memo_slot(more, cap, p->memo[i].key) = p->memo[i];
    mem_free(t, p->memo, p->memo_cap * sizeof *more);
    p->memo = more;
    p->memo_cap = cap;
    return 0;
}

static int put_index(Pickler *p, int text, int byte, int word, size_t index)
{
    char buffer[32];
    if (!p->bin)
        return pickle_write(p, buffer, (size_t)snprintf(buffer, 32, "%c%zu\n", text, index));
    buffer[0] = (char)(index < 256 ? byte : word);
    uint32_t low = (uint32_t)index;
    memcpy(buffer + 1, &low, 4);
    return pickle_write(p, buffer, index < 256 ? 2 : 5);
}

int pickle_memo_get(Pickler *p, size_t index)
{
    return put_index(p, OP_GET, OP_BINGET, OP_LONG_BINGET, index);
}

static int key_put(Thread *t, Pickler *p, uint64_t key, Value v)
{
    if (p->fast)
        return 0;
    if (p->memo_len * 2 >= p->memo_cap && memo_grow(t, p) < 0)
        return -1;
    size_t index = p->memo_len;
    MemoEntry *e = memo_slot(p->memo, p->memo_cap, key);
    p->memo_len += !e->key;
    e->key = key;
    e->index = index;
    api_set(t, &e->object, v);
    return p->protocol >= 4 ? pickle_op(p, OP_MEMOIZE)
                            : put_index(p, OP_PUT, OP_BINPUT, OP_LONG_BINPUT, index);
}

int pickle_memo_put(Thread *t, Pickler *p, Value v)
{
    return key_put(t, p, memo_key(v), v);
}

int pickle_native_module(Thread *t, Pickler *p, Value name)
{
    int64_t index = key_find(p, name.bits ^ 1);
    if (index >= 0)
        return pickle_memo_get(p, (size_t)index);
    size_t len;
    const char *text = str_utf8(t, V_AS(Str, name), &len);
    char head[] = {(char)OP_SHORT_BINUNICODE, (char)len};
    if (!text || pickle_frame_boundary(t, p) < 0 || pickle_payload(t, p, head, 2, text, len) < 0)
        return -1;
    return key_put(t, p, name.bits ^ 1, name);
}

void pickle_memo_clear(Thread *t, Pickler *p)
{
    MemoEntry *memo = p->memo;
    size_t cap = p->memo_cap;
    p->memo = NULL;
    p->memo_cap = p->memo_len = 0;
    for (size_t i = 0; i < cap; i++)
        api_set(t, &memo[i].object, V_EMPTY);
    mem_free(t, memo, cap * sizeof *memo);
}

Value pickle_interned(Thread *t, Value text)
{
    size_t len;
    const char *utf8 = str_wtf8(t, V_AS(Str, text), &len);
    return utf8 ? K(t, str_intern_utf8(t, utf8, len)) : V_ERROR;
}
