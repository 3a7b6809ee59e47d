/* SPDX-License-Identifier: MIT */
/* _bz2: compression by libbz2, piece by piece; bz2 has the files. */
#include "stdlib/compress.h"

#ifdef RONDO_NO_BZ2
Value bz2_module(Thread *t)
{
    return raise_format(t, EXC_ImportError,
                        "the bz2 module needs the library libbz2: install the package libbz2-dev "
                        "and build Rondo again");
}
#else
#include <bzlib.h>

static Value raise_code(Thread *t, int code)
{
    switch (code) {
    case BZ_PARAM_ERROR:
        return raise_format(t, EXC_ValueError,
                            "Internal error - invalid parameters passed to libbzip2");
    case BZ_MEM_ERROR:
        return raise_memory(t);
    case BZ_DATA_ERROR:
    case BZ_DATA_ERROR_MAGIC:
        return raise_format(t, EXC_OSError, "Invalid data stream");
    case BZ_IO_ERROR:
        return raise_format(t, EXC_OSError, "Unknown I/O error");
    case BZ_UNEXPECTED_EOF:
        return raise_format(t, EXC_EOFError,
                            "Compressed file ended before the logical end-of-stream was detected");
    case BZ_SEQUENCE_ERROR:
        return raise_format(t, EXC_RuntimeError,
                            "Internal error - Invalid sequence of commands sent to libbzip2");
    }
    return raise_format(t, EXC_OSError, "Unrecognized error from libbzip2: %d", code);
}

enum { PIECE = 1 << 30 };

static void stream_open(bz_stream *z, const CodecIO *io)
{
    z->next_in = (char *)(uintptr_t)io->in;
    z->avail_in = io->in_len > PIECE ? PIECE : (unsigned)io->in_len;
    z->next_out = io->out;
    z->avail_out = (unsigned)io->out_len;
}

static void stream_close(const bz_stream *z, CodecIO *io)
{
    size_t used = (size_t)(z->next_in - io->in);
    io->in += used;
    io->in_len -= used;
    io->out = z->next_out;
    io->out_len = z->avail_out;
}

/* ---- BZ2Compressor ---- */

typedef struct BzWriter {
    Compressor c;
    bz_stream z;
    int code;
    bool open;
} BzWriter;

static void writer_free(Thread *t, Object *o)
{
    if (((BzWriter *)o)->open)
        BZ2_bzCompressEnd(&((BzWriter *)o)->z);
}
static const FieldTable writer_fields = {{0}, writer_free, NULL, NULL};

static CodecStatus writer_step(void *codec, CodecIO *io, int action)
{
    BzWriter *w = codec;
    stream_open(&w->z, io);
    if (action == BZ_RUN && io->in_len == 0)
        return CODEC_MORE;
    w->code = BZ2_bzCompress(&w->z, action);
    stream_close(&w->z, io);
    if (w->code == BZ_STREAM_END)
        return CODEC_END;
    return w->code == BZ_RUN_OK || w->code == BZ_FLUSH_OK || w->code == BZ_FINISH_OK ? CODEC_MORE
                                                                                     : CODEC_FAILED;
}

static Value writer_fail(Thread *t, void *codec)
{
    return raise_code(t, ((BzWriter *)codec)->code);
}

static const CodecKind writer_kind = {writer_step, writer_fail, BZ_RUN, BZ_FINISH, NULL};

API(writer_new, "BZ2Compressor(cls, compresslevel=9, /)", "")
{
    int64_t level = 9;
    if (!v_is_empty(a[1]) && value_to_int64(t, a[1], &level) < 0)
        return V_ERROR;
    if (level < 1 || level > 9)
        return raise_format(t, EXC_ValueError, "compresslevel must be between 1 and 9");
    Value made = api_instance(t, V_AS(Type, a[0]));
    if (v_is_error(made))
        return V_ERROR;
    BzWriter *w = V_AS(BzWriter, made);
    compressor_init(&w->c, &writer_kind);
    int code = BZ2_bzCompressInit(&w->z, (int)level, 0, 0);
    if (code != BZ_OK)
        return raise_code(t, code);
    w->open = true;
    return made;
}

/* ---- BZ2Decompressor ---- */

typedef struct BzReader {
    Decompressor d;
    bz_stream z;
    int code;
    bool open;
} BzReader;

static void reader_free(Thread *t, Object *o)
{
    if (((BzReader *)o)->open)
        BZ2_bzDecompressEnd(&((BzReader *)o)->z);
    decompressor_free(t, (Decompressor *)o);
}
static const FieldTable reader_fields = {
    {offsetof(Decompressor, unused), 0}, reader_free, NULL, NULL};

static CodecStatus reader_step(void *codec, CodecIO *io, int action)
{
    BzReader *r = codec;
    stream_open(&r->z, io);
    r->code = BZ2_bzDecompress(&r->z);
    stream_close(&r->z, io);
    return r->code == BZ_STREAM_END ? CODEC_END : r->code == BZ_OK ? CODEC_MORE : CODEC_FAILED;
}

static Value reader_fail(Thread *t, void *codec)
{
    return raise_code(t, ((BzReader *)codec)->code);
}

static const CodecKind reader_kind = {reader_step, reader_fail, 0, 0,
                                      "End of stream already reached"};

API(reader_new, "BZ2Decompressor(cls)", "")
{
    Value made = api_instance(t, V_AS(Type, a[0]));
    if (v_is_error(made) || decompressor_init(t, V_AS(Decompressor, made), &reader_kind) < 0)
        return V_ERROR;
    BzReader *r = V_AS(BzReader, made);
    int code = BZ2_bzDecompressInit(&r->z, 0, 0);
    if (code != BZ_OK)
        return raise_code(t, code);
    r->open = true;
    return made;
}

static int bz2_exec(Thread *t, Value module)
{
    static const TypeSpec compressor = {
        .name = "_bz2.BZ2Compressor",
        .doc = "Create a compressor object for compressing data incrementally.",
        .size = sizeof(BzWriter),
        .flags = TF_IMMUTABLE,
        .new_def = &writer_new_def,
        .methods = compressor_methods,
    };
    static const TypeSpec reader = {
        .name = "_bz2.BZ2Decompressor",
        .doc = "Create a decompressor object for decompressing data incrementally.",
        .size = sizeof(BzReader),
        .flags = TF_IMMUTABLE,
        .new_def = &reader_new_def,
        .methods = decompressor_methods,
        .getset = decompressor_getset,
        .members = decompressor_members,
    };
    return api_module_add_type(t, module, api_type(t, &compressor, &writer_fields)) < 0
               ? -1
               : api_module_add_type(t, module, api_type(t, &reader, &reader_fields));
}

Value bz2_module(Thread *t)
{
    static const ModuleSpec spec = {"_bz2", "Compression by libbz2.", NULL, bz2_exec};
    return api_module(t, &spec);
}
#endif
