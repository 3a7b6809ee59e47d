/* SPDX-License-Identifier: MIT */
/* Compression libraries: see compress.h. */
#include "stdlib/compress.h"

enum { FIRST_BLOCK = 32 * 1024, LARGEST_BLOCK = 4 * 1024 * 1024 };

CodecStatus codec_run(Thread *t, CodecStep step, void *codec, CodecIO *io, int action,
                      int64_t limit, ByteBuf *out)
{
    size_t block = FIRST_BLOCK;
    for (;;) {
        if (limit >= 0 && block > (size_t)limit)
            block = (size_t)limit;
        if (block == 0)
            return CODEC_MORE;
        io->out = bytebuf_space(out, block);
        if (!io->out)
            return CODEC_MORE;
        io->out_len = block;
        size_t before = io->in_len;
        CodecStatus status;
        WITHOUT_GIL(t, status = step(codec, io, action));
        out->len -= io->out_len;
        limit -= limit >= 0 ? (int64_t)(block - io->out_len) : 0;
        bool moved = io->in_len != before || io->out_len != block;
        if (status != CODEC_MORE || !moved || (io->in_len == 0 && io->out_len > 0))
            return status;
        if (block < LARGEST_BLOCK)
            block *= 2;
    }
}

void codec_lock(Thread *t, pthread_mutex_t *lock)
{
    if (pthread_mutex_trylock(lock) != 0)
        WITHOUT_GIL(t, pthread_mutex_lock(lock));
}

int codec_readonly(Thread *t, Value self, Value value)
{
    raise_format(t, EXC_AttributeError, "readonly attribute");
    return -1;
}

/* ---- compressors ---- */

void compressor_init(Compressor *c, const CodecKind *kind)
{
    c->kind = kind;
    pthread_mutex_init(&c->lock, NULL);
}

/* The output for some input. With the lock held. */
static Value compressor_run(Thread *t, Compressor *c, CodecIO io, int action)
{
    ByteBuf out;
    bytebuf_init(&out, t);
    if (codec_run(t, c->kind->step, c, &io, action, -1, &out) != CODEC_FAILED)
        return K(t, bytebuf_finish(&out));
    bytebuf_free(&out);
    return c->kind->fail(t, c);
}

API(compressor_compress, "compress(self, data, /)", "Provide data to the compressor object.")
{
    Compressor *c = V_AS(Compressor, a[0]);
    BufferView view;
    if (buffer_get(t, a[1], &view) < 0)
        return V_ERROR;
    codec_lock(t, &c->lock);
    CodecIO io = {.in = view.data, .in_len = view.len};
    Value made = c->flushed ? raise_format(t, EXC_ValueError, "Compressor has been flushed")
                            : compressor_run(t, c, io, c->kind->run);
    pthread_mutex_unlock(&c->lock);
    buffer_release(t, &view);
    return made;
}

API(compressor_flush, "flush(self, /)", "Finish the compression process.")
{
    Compressor *c = V_AS(Compressor, a[0]);
    codec_lock(t, &c->lock);
    Value made = c->flushed
                     ? raise_format(t, EXC_ValueError, "Repeated call to flush()")
                     : compressor_run(t, c, (CodecIO){.in = "", .in_len = 0}, c->kind->finish);
    c->flushed = true;
    pthread_mutex_unlock(&c->lock);
    return made;
}

const NativeDef *const compressor_methods[] = {&compressor_compress_def, &compressor_flush_def,
                                               NULL};

/* ---- decompressors ---- */

int decompressor_init(Thread *t, Decompressor *d, const CodecKind *kind)
{
    d->kind = kind;
    pthread_mutex_init(&d->lock, NULL);
    d->needs_input = true;
    Value none = K(t, bytes_new(t, "", 0));
    if (v_is_error(none))
        return -1;
    api_set(t, &d->unused, none);
    return 0;
}

void decompressor_free(Thread *t, Decompressor *d)
{
    mem_free(t, d->left, d->left_len);
    d->left = NULL;
    d->left_len = 0;
}

/* What the steps left: input for later, or bytes behind the end. block: where the input lies if it
   is ours. */
static int decompressor_keep(Thread *t, Decompressor *d, const CodecIO *io)
{
    char *old = d->left;
    size_t old_len = d->left_len;
    d->left = NULL;
    d->left_len = 0;
    int status = 0;
    if (d->eof) {
        d->needs_input = false;
        Value rest = io->in_len ? K(t, bytes_new(t, io->in, io->in_len)) : d->unused;
        if (v_is_error(rest))
            status = -1;
        else
            api_set(t, &d->unused, rest);
    } else if (io->in_len == 0) {
        d->needs_input = !(d->greedy && io->out_len == 0);
    } else {
        d->needs_input = false;
        d->left = mem_alloc(t, io->in_len);
        if (d->left) {
            memcpy(d->left, io->in, io->in_len);
            d->left_len = io->in_len;
        } else {
            status = -1;
        }
    }
    mem_free(t, old, old_len);
    return status;
}

/* The input: what was left, and the new data behind it. */
static int decompressor_input(Thread *t, Decompressor *d, const BufferView *view, CodecIO *io)
{
    io->in = view->data;
    io->in_len = view->len;
    if (d->left_len == 0)
        return 0;
    if (view->len) {
        size_t total = d->left_len + view->len;
        char *joined = mem_resize(t, d->left, d->left_len, total);
        if (!joined)
            return -1;
        memcpy(joined + d->left_len, view->data, view->len);
        d->left = joined;
        d->left_len = total;
    }
    io->in = d->left;
    io->in_len = d->left_len;
    return 0;
}

static Value decompressor_work(Thread *t, Decompressor *d, const BufferView *view, int64_t limit)
{
    CodecIO io;
    if (decompressor_input(t, d, view, &io) < 0)
        return V_ERROR;
    ByteBuf out;
    bytebuf_init(&out, t);
    io.out_len = 0;
    CodecStatus status = codec_run(t, d->kind->step, d, &io, 0, limit, &out);
    if (status == CODEC_FAILED) {
        bytebuf_free(&out);
        return d->kind->fail(t, d);
    }
    d->eof = status == CODEC_END;
    if (out.failed || decompressor_keep(t, d, &io) < 0) {
        bytebuf_free(&out);
        return V_ERROR;
    }
    return K(t, bytebuf_finish(&out));
}

API(decompressor_decompress, "decompress(self, /, data, max_length=-1)",
    "Decompress data, returning uncompressed data as bytes.")
{
    Decompressor *d = V_AS(Decompressor, a[0]);
    int64_t limit = -1;
    BufferView view;
    if (buffer_get(t, a[1], &view) < 0)
        return V_ERROR;
    Value made = V_ERROR;
    if (v_is_empty(a[2]) || value_to_ssize(t, a[2], &limit, EXC_OverflowError) == 0) {
        codec_lock(t, &d->lock);
        made = d->eof ? raise_format(t, EXC_EOFError, "%s", d->kind->at_end)
                      : decompressor_work(t, d, &view, limit < 0 ? -1 : limit);
        pthread_mutex_unlock(&d->lock);
    }
    buffer_release(t, &view);
    return made;
}

const NativeDef *const decompressor_methods[] = {&decompressor_decompress_def, NULL};

Value decompressor_eof(Thread *t, Value self)
{
    return v_bool(V_AS(Decompressor, self)->eof);
}

Value decompressor_needs_input(Thread *t, Value self)
{
    return v_bool(V_AS(Decompressor, self)->needs_input);
}

const GetSetDef decompressor_getset[] = {
    {"eof", decompressor_eof, codec_readonly, "True if the end-of-stream marker has been reached."},
    {"needs_input", decompressor_needs_input, codec_readonly,
     "True if more input is needed before more decompressed data can be produced."},
    {NULL, NULL, NULL, NULL},
};

const MemberDef decompressor_members[] = {
    {"unused_data", offsetof(Decompressor, unused), MEMBER_READONLY,
     "Data found after the end of the compressed stream."},
    {NULL, 0, 0, NULL},
};

Value error_class(Thread *t, const char *module, const char *name)
{
    Value text = K(t, str_from_cstr(t, name)), where = K(t, str_from_cstr(t, module));
    Value base = K(t, import_attr(t, "builtins", "Exception"));
    Value type = K(t, import_attr(t, "builtins", "type")), space = K(t, dict_new(t));
    if (v_is_error(text) || v_is_error(where) || v_is_error(base) || v_is_error(type) ||
        v_is_error(space))
        return V_ERROR;
    Value bases = K(t, tuple_pack(t, 1, base));
    if (v_is_error(bases) || dict_set_cstr(t, V_AS(Dict, space), "__module__", where) < 0)
        return V_ERROR;
    return K(t, call3(t, type, text, bases, space));
}
