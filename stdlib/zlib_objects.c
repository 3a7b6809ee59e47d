/* SPDX-License-Identifier: MIT */
/* zlib: objects that compress and decompress piece by piece. */
#include "stdlib/zlib_internal.h"

#ifndef RONDO_NO_ZLIB

/* Compress and Decompress. */
typedef struct ZlibObject {
    Object head;
    Value unused, tail; /* Decompress: bytes */
    Value dict;         /* bytes or EMPTY */
    pthread_mutex_t lock;
    ZlibStream s;
    bool open, inflates, eof;
} ZlibObject;
#define Z(v) V_AS(ZlibObject, v)

static void stream_free(ZlibStream *s, bool inflates)
{
    if (inflates)
        inflateEnd(&s->z);
    else
        deflateEnd(&s->z);
}

static void object_free_extra(Thread *t, Object *o)
{
    ZlibObject *z = (ZlibObject *)o;
    if (z->open)
        stream_free(&z->s, z->inflates);
}

static const FieldTable object_fields = {
    {offsetof(ZlibObject, unused), offsetof(ZlibObject, tail), offsetof(ZlibObject, dict), 0},
    object_free_extra,
    NULL,
    NULL,
};

/* A new object of a class of the module. */
static Value object_make(Thread *t, const char *name, bool inflates)
{
    Value cls = K(t, import_attr(t, "zlib", name)), none = K(t, bytes_new(t, "", 0));
    Value made = v_is_error(cls) || v_is_error(none) ? V_ERROR : api_instance(t, V_AS(Type, cls));
    if (v_is_error(made))
        return V_ERROR;
    pthread_mutex_init(&Z(made)->lock, NULL);
    Z(made)->inflates = inflates;
    api_set(t, &Z(made)->unused, none);
    api_set(t, &Z(made)->tail, none);
    return made;
}

static int object_set_dict(Thread *t, ZlibObject *z, Value dict)
{
    if (v_is_empty(dict))
        return 0;
    if (!buffer_check(t, dict) && z->inflates) {
        raise_format(t, EXC_TypeError, "zdict argument must support the buffer protocol");
        return -1;
    }
    if (!buffer_check(t, dict)) {
        raise_format(t, EXC_TypeError, "a bytes-like object is required, not '%T'", dict);
        return -1;
    }
    Value copy = K(t, buffer_to_bytes(t, dict));
    if (v_is_error(copy))
        return -1;
    api_set(t, &z->dict, copy);
    z->s.dict = bytes_view(copy, &z->s.dict_len);
    return 0;
}

static Value init_failed(Thread *t, int code)
{
    return code == Z_MEM_ERROR
               ? raise_format(t, EXC_MemoryError, "Can't allocate memory for compression object")
               : raise_format(t, EXC_ValueError, "Invalid initialization option");
}

Value zlib_compressobj(Thread *t, Value *a)
{
    static const int fallbacks[] = {Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS, DEF_MEM_LEVEL,
                                    Z_DEFAULT_STRATEGY};
    int v[5];
    for (int i = 0; i < 5; i++)
        if (zlib_int(t, a[i], fallbacks[i], &v[i]) < 0)
            return V_ERROR;
    Value made = object_make(t, "_Compress", false);
    if (v_is_error(made) || object_set_dict(t, Z(made), v_is_none(a[5]) ? V_EMPTY : a[5]) < 0)
        return V_ERROR;
    ZlibObject *z = Z(made);
    int code = deflateInit2(&z->s.z, v[0], v[1], v[2], v[3], v[4]);
    if (code != Z_OK)
        return init_failed(t, code);
    z->open = true;
    if (z->s.dict_len &&
        deflateSetDictionary(&z->s.z, (const Bytef *)z->s.dict, (uInt)z->s.dict_len) != Z_OK)
        return raise_format(t, EXC_ValueError, "Invalid dictionary");
    return made;
}

Value zlib_decompressobj(Thread *t, Value *a)
{
    int wbits;
    if (zlib_int(t, a[0], MAX_WBITS, &wbits) < 0)
        return V_ERROR;
    Value made = object_make(t, "_Decompress", true);
    if (v_is_error(made) || object_set_dict(t, Z(made), a[1]) < 0)
        return V_ERROR;
    ZlibObject *z = Z(made);
    int code = inflateInit2(&z->s.z, wbits);
    if (code != Z_OK)
        return init_failed(t, code);
    z->open = true;
    if (wbits < 0 && z->s.dict_len &&
        inflateSetDictionary(&z->s.z, (const Bytef *)z->s.dict, (uInt)z->s.dict_len) != Z_OK)
        return zlib_raise(t, &z->s.z, Z_STREAM_ERROR, "while setting zdict");
    return made;
}
/* ---- Compress ---- */

API(compress_compress, "compress(self, data, /)", "Returns compressed data; some may follow later.")
{
    ZlibObject *z = Z(a[0]);
    BufferView view;
    if (buffer_get(t, a[1], &view) < 0)
        return V_ERROR;
    CodecIO io = {.in = view.data, .in_len = view.len};
    ByteBuf out;
    bytebuf_init(&out, t);
    codec_lock(t, &z->lock);
    CodecStatus status = codec_run(t, zlib_deflate_step, &z->s, &io, Z_NO_FLUSH, -1, &out);
    pthread_mutex_unlock(&z->lock);
    buffer_release(t, &view);
    if (status != CODEC_FAILED)
        return K(t, bytebuf_finish(&out));
    bytebuf_free(&out);
    return zlib_raise(t, &z->s.z, z->s.code, "while compressing data");
}

API(compress_flush, "flush(self, mode=4, /)", "Returns what has not been written yet.")
{
    ZlibObject *z = Z(a[0]);
    int mode;
    if (zlib_int(t, a[1], Z_FINISH, &mode) < 0)
        return V_ERROR;
    CodecIO io = {.in = "", .in_len = 0};
    ByteBuf out;
    bytebuf_init(&out, t);
    if (mode == Z_NO_FLUSH)
        return K(t, bytebuf_finish(&out));
    codec_lock(t, &z->lock);
    CodecStatus status = codec_run(t, zlib_deflate_step, &z->s, &io, mode, -1, &out);
    if (status == CODEC_END && z->open) {
        deflateEnd(&z->s.z);
        z->open = false;
    }
    pthread_mutex_unlock(&z->lock);
    if (status != CODEC_FAILED)
        return K(t, bytebuf_finish(&out));
    bytebuf_free(&out);
    return zlib_raise(t, &z->s.z, z->s.code, "while flushing");
}

static Value object_copy(Thread *t, Value self)
{
    ZlibObject *z = Z(self);
    if (!z->open)
        return raise_format(t, EXC_ValueError, "Inconsistent stream state");
    Value made = object_make(t, z->inflates ? "_Decompress" : "_Compress", z->inflates);
    if (v_is_error(made))
        return V_ERROR;
    ZlibObject *c = Z(made);
    codec_lock(t, &z->lock);
    int code = z->inflates ? inflateCopy(&c->s.z, &z->s.z) : deflateCopy(&c->s.z, &z->s.z);
    pthread_mutex_unlock(&z->lock);
    if (code == Z_MEM_ERROR)
        return raise_memory(t);
    if (code != Z_OK)
        return raise_format(t, EXC_ValueError, "Inconsistent stream state");
    c->open = true;
    c->eof = z->eof;
    c->s.dict = z->s.dict;
    c->s.dict_len = z->s.dict_len;
    api_set(t, &c->unused, z->unused);
    api_set(t, &c->tail, z->tail);
    api_set(t, &c->dict, z->dict);
    return made;
}
API(copy, "copy(self, /)", "A copy of the object with its state.")
{
    return object_copy(t, a[0]);
}
API(copy_alias, "__copy__(self, /)", "A copy of the object with its state.")
{
    return object_copy(t, a[0]);
}
API(deepcopy, "__deepcopy__(self, memo, /)", "A copy of the object with its state.")
{
    return object_copy(t, a[0]);
}

/* ---- Decompress ---- */

/* What was not consumed goes to unused_data behind the end, else to unconsumed_tail. */
static int keep_rest(Thread *t, ZlibObject *z, const CodecIO *io, bool ended)
{
    const CodecIO rest = *io;
    if (ended && rest.in_len) {
        size_t len;
        const char *old = bytes_view(z->unused, &len);
        Bytes *joined = bytes_alloc(t, len + rest.in_len);
        Value kept = joined ? K(t, v_from(joined)) : V_ERROR;
        if (v_is_error(kept))
            return -1;
        memcpy(joined->data, old, len);
        memcpy(joined->data + len, rest.in, rest.in_len);
        api_set(t, &z->unused, kept);
    }
    /* A tail that was not empty is replaced by the rest even behind the end, as in CPython. */
    if ((ended || rest.in_len == 0) && V_AS(Bytes, z->tail)->len == 0)
        return 0;
    Value tail = K(t, bytes_new(t, rest.in, rest.in_len));
    if (v_is_error(tail))
        return -1;
    api_set(t, &z->tail, tail);
    return 0;
}

/* Input to output, at most `limit` bytes (-1: all). */
static Value inflate_some(Thread *t, ZlibObject *z, CodecIO *io, int flush, int64_t limit,
                          const char *what)
{
    ByteBuf out;
    bytebuf_init(&out, t);
    codec_lock(t, &z->lock);
    z->s.bad_dict = false;
    CodecStatus status = codec_run(t, zlib_inflate_step, &z->s, io, flush, limit, &out);
    bool failed = out.failed || keep_rest(t, z, io, status == CODEC_END) < 0;
    z->eof = z->eof || status == CODEC_END;
    pthread_mutex_unlock(&z->lock);
    if (status != CODEC_FAILED && !failed)
        return K(t, bytebuf_finish(&out));
    bytebuf_free(&out);
    return failed ? V_ERROR
                  : zlib_raise(t, &z->s.z, z->s.code, z->s.bad_dict ? "while setting zdict" : what);
}

API(decompress_decompress, "decompress(self, data, /, max_length=0)",
    "Returns decompressed data, at most max_length bytes unless that is 0.")
{
    int64_t limit = 0;
    BufferView view;
    if (!v_is_empty(a[2]) && value_to_ssize(t, a[2], &limit, EXC_OverflowError) < 0)
        return V_ERROR;
    if (limit < 0)
        return raise_format(t, EXC_ValueError, "max_length must be non-negative");
    if (buffer_get(t, a[1], &view) < 0)
        return V_ERROR;
    CodecIO io = {.in = view.data, .in_len = view.len};
    Value made =
        inflate_some(t, Z(a[0]), &io, Z_SYNC_FLUSH, limit ? limit : -1, "while decompressing data");
    buffer_release(t, &view);
    return made;
}

API(decompress_flush, "flush(self, length=16384, /)", "Decompresses what is left.")
{
    ZlibObject *z = Z(a[0]);
    int64_t length = 1;
    if (!v_is_empty(a[1]) && value_to_ssize(t, a[1], &length, EXC_OverflowError) < 0)
        return V_ERROR;
    if (length <= 0)
        return raise_format(t, EXC_ValueError, "length must be greater than zero");
    Value tail = api_hold(t, z->tail);
    CodecIO io;
    if (v_is_error(tail))
        return V_ERROR;
    io.in = bytes_view(tail, &io.in_len);
    Value made = inflate_some(t, z, &io, Z_FINISH, -1, "while decompressing data");
    if (!v_is_error(made) && z->eof && z->open) {
        inflateEnd(&z->s.z);
        z->open = false;
    }
    return made;
}

static Value get_eof(Thread *t, Value self)
{
    return v_bool(Z(self)->eof);
}

/* ---- _ZlibDecompressor ---- */

typedef struct ZlibDecompressor {
    Decompressor d;
    Value dict;
    ZlibStream s;
    bool open;
} ZlibDecompressor;

static void reader_free(Thread *t, Object *o)
{
    ZlibDecompressor *z = (ZlibDecompressor *)o;
    if (z->open)
        inflateEnd(&z->s.z);
    decompressor_free(t, &z->d);
}
static const FieldTable reader_fields = {
    {offsetof(Decompressor, unused), offsetof(ZlibDecompressor, dict), 0}, reader_free, NULL, NULL};

static CodecStatus reader_step(void *d, CodecIO *io, int action)
{
    return zlib_inflate_step(&((ZlibDecompressor *)d)->s, io, Z_SYNC_FLUSH);
}

static Value reader_fail(Thread *t, void *codec)
{
    ZlibDecompressor *z = codec;
    return zlib_raise(t, &z->s.z, z->s.code,
                      z->s.bad_dict ? "while setting zdict" : "while decompressing data");
}

static const CodecKind reader_kind = {reader_step, reader_fail, 0, 0,
                                      "End of stream already reached"};

API(reader_new, "_ZlibDecompressor(cls, wbits=15, zdict=b'')", "")
{
    int wbits;
    if (zlib_int(t, a[1], MAX_WBITS, &wbits) < 0)
        return V_ERROR;
    Value made = api_instance(t, V_AS(Type, a[0]));
    if (v_is_error(made) || decompressor_init(t, V_AS(Decompressor, made), &reader_kind) < 0)
        return V_ERROR;
    ZlibDecompressor *z = V_AS(ZlibDecompressor, made);
    if (!v_is_empty(a[2])) {
        Value copy = K(t, buffer_to_bytes(t, a[2]));
        if (v_is_error(copy))
            return V_ERROR;
        api_set(t, &z->dict, copy);
        z->s.dict = bytes_view(copy, &z->s.dict_len);
    }
    int code = inflateInit2(&z->s.z, wbits);
    if (code != Z_OK)
        return init_failed(t, code);
    z->open = true;
    return made;
}

/* ---- the types ---- */

static const NativeDef *const compress_methods[] = {
    &compress_compress_def, &compress_flush_def, &copy_def, &copy_alias_def, &deepcopy_def, NULL};
static const NativeDef *const decompress_methods[] = {&decompress_decompress_def,
                                                      &decompress_flush_def,
                                                      &copy_def,
                                                      &copy_alias_def,
                                                      &deepcopy_def,
                                                      NULL};

int zlib_objects_add(Thread *t, Value module)
{
    static const GetSetDef getset[] = {{"eof", get_eof, NULL, "Has the end been reached?"},
                                       {NULL, NULL, NULL, NULL}};
    static const MemberDef members[] = {
        {"unused_data", offsetof(ZlibObject, unused), MEMBER_READONLY, "Data behind the end."},
        {"unconsumed_tail", offsetof(ZlibObject, tail), MEMBER_READONLY, "Input not yet used."},
        {NULL, 0, 0, NULL},
    };
    static const TypeSpec compress = {
        .name = "zlib.Compress",
        .size = sizeof(ZlibObject),
        .flags = TF_IMMUTABLE | TF_NO_NEW,
        .methods = compress_methods,
    };
    static const TypeSpec decompress = {
        .name = "zlib.Decompress",
        .size = sizeof(ZlibObject),
        .flags = TF_IMMUTABLE | TF_NO_NEW,
        .methods = decompress_methods,
        .getset = getset,
        .members = members,
    };
    static const TypeSpec reader = {
        .name = "zlib._ZlibDecompressor",
        .size = sizeof(ZlibDecompressor),
        .flags = TF_BASE | TF_IMMUTABLE,
        .new_def = &reader_new_def,
        .methods = decompressor_methods,
        .getset = decompressor_getset,
        .members = decompressor_members,
    };
    Type *c = api_type(t, &compress, &object_fields);
    Type *d = c ? api_type(t, &decompress, &object_fields) : NULL;
    if (!d || api_module_add(t, module, "_Compress", v_from(c)) < 0 ||
        api_module_add(t, module, "_Decompress", v_from(d)) < 0)
        return -1;
    return api_module_add_type(t, module, api_type(t, &reader, &reader_fields));
}
#endif
