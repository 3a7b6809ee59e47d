/* SPDX-License-Identifier: MIT */
/* The module zlib, over the library of that name: functions and constants. Its objects are in
   zlib_objects.c. */
#include "stdlib/zlib_internal.h"

#ifdef RONDO_NO_ZLIB
Value zlib_module(Thread *t)
{
    return raise_format(t, EXC_ImportError,
                        "the zlib module needs the library zlib: install the package zlib1g-dev "
                        "and build Rondo again");
}
#else

Value zlib_raise(Thread *t, const z_stream *z, int code, const char *what)
{
    const char *why = code == Z_VERSION_ERROR ? "library version mismatch" : z->msg;
    if (!why && code == Z_BUF_ERROR)
        why = "incomplete or truncated stream";
    if (!why && code == Z_STREAM_ERROR)
        why = "inconsistent stream state";
    if (!why && code == Z_DATA_ERROR)
        why = "invalid input data";
    Value cls = K(t, import_attr(t, "zlib", "error"));
    if (v_is_error(cls))
        return V_ERROR;
    return raise_type(t, V_AS(Type, cls), "Error %d %s%s%.200s", code, what, why ? ": " : "",
                      why ? why : "");
}

static Value raise_error(Thread *t, const char *text)
{
    Value cls = K(t, import_attr(t, "zlib", "error"));
    return v_is_error(cls) ? V_ERROR : raise_type(t, V_AS(Type, cls), "%s", text);
}

int zlib_int(Thread *t, Value v, int fallback, int *out)
{
    int64_t n;
    *out = fallback;
    if (v_is_empty(v))
        return 0;
    if (value_to_int64(t, v, &n) < 0)
        return -1;
    if (n < INT32_MIN || n > INT32_MAX) {
        raise_format(t, EXC_OverflowError, "Python int too large to convert to C int");
        return -1;
    }
    *out = (int)n;
    return 0;
}

/* ---- steps ---- */

enum { PIECE = 1 << 30 };

static CodecStatus zlib_step(ZlibStream *s, CodecIO *io, int flush, bool deflating)
{
    z_stream *z = &s->z;
    uInt in = io->in_len > PIECE ? PIECE : (uInt)io->in_len;
    z->next_in = (Bytef *)(uintptr_t)io->in;
    z->avail_in = in;
    z->next_out = (Bytef *)io->out;
    z->avail_out = (uInt)io->out_len;
    int mode = in < io->in_len ? Z_NO_FLUSH : flush;
    s->code = deflating ? deflate(z, mode) : inflate(z, mode);
    if (s->code == Z_NEED_DICT && s->dict_len) {
        s->code = inflateSetDictionary(z, (const Bytef *)s->dict, (uInt)s->dict_len);
        s->bad_dict = s->code != Z_OK;
        if (s->code == Z_OK)
            s->code = inflate(z, mode);
    }
    io->in += in - z->avail_in;
    io->in_len -= in - z->avail_in;
    io->out += io->out_len - z->avail_out;
    io->out_len = z->avail_out;
    if (s->code == Z_STREAM_END)
        return CODEC_END;
    return s->code == Z_OK || s->code == Z_BUF_ERROR ? CODEC_MORE : CODEC_FAILED;
}

CodecStatus zlib_deflate_step(void *stream, CodecIO *io, int flush)
{
    return zlib_step(stream, io, flush, true);
}

CodecStatus zlib_inflate_step(void *stream, CodecIO *io, int flush)
{
    return zlib_step(stream, io, flush, false);
}

/* ---- compress and decompress ---- */

static Value compress_view(Thread *t, const BufferView *view, int level, int wbits)
{
    ZlibStream s = {0};
    int code = deflateInit2(&s.z, level, Z_DEFLATED, wbits, DEF_MEM_LEVEL, Z_DEFAULT_STRATEGY);
    if (code == Z_MEM_ERROR)
        return raise_memory(t);
    if (code == Z_STREAM_ERROR)
        return raise_error(t, "Bad compression level");
    if (code != Z_OK)
        return zlib_raise(t, &s.z, code, "while compressing data");
    CodecIO io = {.in = view->data, .in_len = view->len};
    ByteBuf out;
    bytebuf_init(&out, t);
    CodecStatus status = codec_run(t, zlib_deflate_step, &s, &io, Z_FINISH, -1, &out);
    if (status == CODEC_FAILED)
        (void)zlib_raise(t, &s.z, s.code, "while compressing data");
    deflateEnd(&s.z);
    if (status != CODEC_FAILED)
        return K(t, bytebuf_finish(&out));
    bytebuf_free(&out);
    return V_ERROR;
}

API(zlib_compress, "compress(data, /, level=-1, wbits=15)",
    "Returns a bytes object containing compressed data.")
{
    int level, wbits;
    BufferView view;
    if (zlib_int(t, a[1], Z_DEFAULT_COMPRESSION, &level) < 0 ||
        zlib_int(t, a[2], MAX_WBITS, &wbits) < 0 || buffer_get(t, a[0], &view) < 0)
        return V_ERROR;
    Value made = compress_view(t, &view, level, wbits);
    buffer_release(t, &view);
    return made;
}

static Value decompress_view(Thread *t, const BufferView *view, int wbits)
{
    ZlibStream s = {0};
    int code = inflateInit2(&s.z, wbits);
    if (code == Z_MEM_ERROR)
        return raise_memory(t);
    if (code != Z_OK)
        return zlib_raise(t, &s.z, code, "while preparing to decompress data");
    CodecIO io = {.in = view->data, .in_len = view->len};
    ByteBuf out;
    bytebuf_init(&out, t);
    CodecStatus status = codec_run(t, zlib_inflate_step, &s, &io, Z_SYNC_FLUSH, -1, &out);
    if (status == CODEC_END) {
        inflateEnd(&s.z);
        return K(t, bytebuf_finish(&out));
    }
    if (!out.failed)
        (void)zlib_raise(t, &s.z, status == CODEC_FAILED ? s.code : Z_BUF_ERROR,
                         "while decompressing data");
    inflateEnd(&s.z);
    bytebuf_free(&out);
    return V_ERROR;
}

API(zlib_decompress, "decompress(data, /, wbits=15, bufsize=16384)",
    "Returns a bytes object containing the uncompressed data.")
{
    int wbits;
    int64_t size = 1;
    BufferView view;
    if (zlib_int(t, a[1], MAX_WBITS, &wbits) < 0 ||
        (!v_is_empty(a[2]) && value_to_ssize(t, a[2], &size, EXC_OverflowError) < 0))
        return V_ERROR;
    if (size < 0)
        return raise_format(t, EXC_ValueError, "bufsize must be non-negative");
    if (buffer_get(t, a[0], &view) < 0)
        return V_ERROR;
    Value made = decompress_view(t, &view, wbits);
    buffer_release(t, &view);
    return made;
}

/* ---- checksums ---- */

static Value checksum(Thread *t, Value *a, uLong sum,
                      uLong (*fn)(uLong sum, const Bytef *data, z_size_t len))
{
    enum { WORTH_A_RELEASE = 5 * 1024 };
    BufferView view;
    if (!v_is_empty(a[1])) {
        Value n = K(t, value_index(t, a[1]));
        if (v_is_error(n))
            return V_ERROR;
        sum = (uint32_t)int_low64(n);
    }
    if (buffer_get(t, a[0], &view) < 0)
        return V_ERROR;
    if (view.len > WORTH_A_RELEASE)
        WITHOUT_GIL(t, sum = fn(sum, (const Bytef *)view.data, view.len));
    else
        sum = fn(sum, (const Bytef *)view.data, view.len);
    buffer_release(t, &view);
    return v_from_small((int64_t)(uint32_t)sum);
}

API(zlib_crc32, "crc32(data, value=0, /)", "Compute a CRC-32 checksum of data.")
{
    return checksum(t, a, 0, crc32_z);
}
API(zlib_adler32, "adler32(data, value=1, /)", "Compute an Adler-32 checksum of data.")
{
    return checksum(t, a, 1, adler32_z);
}

/* ---- the module ---- */

API(compressobj, "compressobj(level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None)",
    "Return a compressor object.")
{
    return zlib_compressobj(t, a);
}
API(decompressobj, "decompressobj(wbits=15, zdict=b'')", "Return a decompressor object.")
{
    return zlib_decompressobj(t, a);
}

static int zlib_exec(Thread *t, Value module)
{
#define CONSTANT(name) \
    {                  \
#name, name    \
    }
    static const struct {
        const char *name;
        int value;
    } constants[] = {
        CONSTANT(MAX_WBITS),
        {"DEFLATED", Z_DEFLATED},
        CONSTANT(DEF_MEM_LEVEL),
        {"DEF_BUF_SIZE", 16384},
        CONSTANT(Z_BEST_COMPRESSION),
        CONSTANT(Z_BEST_SPEED),
        CONSTANT(Z_NO_COMPRESSION),
        CONSTANT(Z_DEFAULT_COMPRESSION),
        CONSTANT(Z_FILTERED),
        CONSTANT(Z_HUFFMAN_ONLY),
        CONSTANT(Z_RLE),
        CONSTANT(Z_FIXED),
        CONSTANT(Z_DEFAULT_STRATEGY),
        CONSTANT(Z_NO_FLUSH),
        CONSTANT(Z_PARTIAL_FLUSH),
        CONSTANT(Z_SYNC_FLUSH),
        CONSTANT(Z_FULL_FLUSH),
        CONSTANT(Z_FINISH),
        CONSTANT(Z_BLOCK),
        CONSTANT(Z_TREES),
    };
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (api_module_add_int(t, module, constants[i].name, constants[i].value) < 0)
            return -1;
    if (api_module_add(t, module, "ZLIB_VERSION", K(t, str_from_cstr(t, ZLIB_VERSION))) < 0 ||
        api_module_add(t, module, "ZLIB_RUNTIME_VERSION", K(t, str_from_cstr(t, zlibVersion()))) <
            0 ||
        api_module_add(t, module, "__version__", K(t, str_from_cstr(t, "1.0"))) < 0 ||
        api_module_add(t, module, "error", error_class(t, "zlib", "error")) < 0)
        return -1;
    return zlib_objects_add(t, module);
}

Value zlib_module(Thread *t)
{
    static const NativeDef *const functions[] = {
        &zlib_compress_def,
        &zlib_decompress_def,
        &zlib_crc32_def,
        &zlib_adler32_def,
        &compressobj_def,
        &decompressobj_def,
        NULL,
    };
    static const ModuleSpec spec = {
        "zlib",
        "Compression and checksums of the zlib library, which gzip and PNG use.",
        functions,
        zlib_exec,
    };
    return api_module(t, &spec);
}
#endif
