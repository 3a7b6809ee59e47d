/* SPDX-License-Identifier: MIT */
/* _lzma: compression by liblzma, piece by piece; lzma has the files. */
#include "stdlib/_lzma.h"

#ifdef RONDO_NO_LZMA
Value lzma_module(Thread *t)
{
    return raise_format(t, EXC_ImportError,
                        "the lzma module needs the library liblzma: install the package "
                        "liblzma-dev and build Rondo again");
}
#else
#include <stdlib.h>
#include "vm/objects/int.h"

enum { FORMAT_AUTO, FORMAT_XZ, FORMAT_ALONE, FORMAT_RAW };

static CodecStatus lzma_step(lzma_stream *z, lzma_ret *code, CodecIO *io, lzma_action action)
{
    z->next_in = (const uint8_t *)io->in;
    z->avail_in = io->in_len;
    z->next_out = (uint8_t *)io->out;
    z->avail_out = io->out_len;
    *code = lzma_code(z, action);
    if (*code == LZMA_BUF_ERROR && z->avail_in == 0 && z->avail_out > 0)
        *code = LZMA_OK;
    io->in = (const char *)z->next_in;
    io->in_len = z->avail_in;
    io->out = (char *)z->next_out;
    io->out_len = z->avail_out;
    if (*code == LZMA_STREAM_END)
        return CODEC_END;
    return *code == LZMA_OK || *code == LZMA_GET_CHECK || *code == LZMA_NO_CHECK ? CODEC_MORE
                                                                                 : CODEC_FAILED;
}

/* ---- LZMACompressor ---- */

typedef struct XzWriter {
    Compressor c;
    lzma_stream z;
    lzma_ret code;
} XzWriter;

static void writer_free(Thread *t, Object *o)
{
    lzma_end(&((XzWriter *)o)->z);
}
static const FieldTable writer_fields = {{0}, writer_free, NULL, NULL};

static CodecStatus writer_step(void *codec, CodecIO *io, int action)
{
    XzWriter *w = codec;
    return lzma_step(&w->z, &w->code, io, (lzma_action)action);
}

static Value writer_fail(Thread *t, void *codec)
{
    return lzma_failed(t, ((XzWriter *)codec)->code) ? V_ERROR : V_ERROR;
}

static const CodecKind writer_kind = {writer_step, writer_fail, LZMA_RUN, LZMA_FINISH, NULL};

static lzma_ret open_alone(Thread *t, lzma_stream *z, uint32_t preset, Value filters)
{
    FilterChain chain;
    lzma_options_lzma options;
    if (v_is_none(filters)) {
        if (!lzma_lzma_preset(&options, preset))
            return lzma_alone_encoder(z, &options);
        lzma_raise(t, "Invalid compression preset: %u", preset);
        return LZMA_PROG_ERROR;
    }
    if (lzma_chain_parse(t, filters, &chain) < 0)
        return LZMA_PROG_ERROR;
    if (chain.filters[0].id == LZMA_FILTER_LZMA1 && chain.filters[1].id == LZMA_VLI_UNKNOWN)
        return lzma_alone_encoder(z, chain.filters[0].options);
    raise_format(t, EXC_ValueError,
                 "Invalid filter chain for FORMAT_ALONE - must be a single LZMA1 filter");
    return LZMA_PROG_ERROR;
}

/* The return value means nothing when an exception is pending. */
static lzma_ret open_encoder(Thread *t, lzma_stream *z, int64_t format, int64_t check,
                             uint32_t preset, Value filters)
{
    FilterChain chain;
    if (format == FORMAT_ALONE)
        return open_alone(t, z, preset, filters);
    if (format == FORMAT_XZ && v_is_none(filters))
        return lzma_easy_encoder(z, preset, (lzma_check)check);
    if (lzma_chain_parse(t, filters, &chain) < 0)
        return LZMA_PROG_ERROR;
    return format == FORMAT_XZ ? lzma_stream_encoder(z, chain.filters, (lzma_check)check)
                               : lzma_raw_encoder(z, chain.filters);
}

API(writer_new, "LZMACompressor(cls, format=1, check=-1, preset=None, filters=None)", "")
{
    int64_t format = FORMAT_XZ, check = -1;
    uint32_t preset = LZMA_PRESET_DEFAULT;
    Value filters = v_is_empty(a[4]) ? V_NONE : a[4];
    bool with_preset = !v_is_empty(a[3]) && !v_is_none(a[3]);
    if ((!v_is_empty(a[1]) && value_to_int64(t, a[1], &format) < 0) ||
        (!v_is_empty(a[2]) && value_to_int64(t, a[2], &check) < 0))
        return V_ERROR;
    if (with_preset && !v_is_none(filters))
        return raise_format(t, EXC_ValueError, "Cannot specify both preset and filter chain");
    if (with_preset && lzma_uint32(t, a[3], &preset) < 0)
        return V_ERROR;
    if (format != FORMAT_XZ && check != -1 && check != LZMA_CHECK_NONE)
        return raise_format(t, EXC_ValueError, "Integrity checks are only supported by FORMAT_XZ");
    if (format < FORMAT_XZ || format > FORMAT_RAW)
        return raise_format(t, EXC_ValueError, "Invalid container format: %d", (int)format);
    if (format == FORMAT_RAW && v_is_none(filters))
        return raise_format(t, EXC_ValueError, "Must specify filters for FORMAT_RAW");
    Value made = api_instance(t, V_AS(Type, a[0]));
    if (v_is_error(made))
        return V_ERROR;
    XzWriter *w = V_AS(XzWriter, made);
    compressor_init(&w->c, &writer_kind);
    lzma_ret code =
        open_encoder(t, &w->z, format, check == -1 ? LZMA_CHECK_CRC64 : check, preset, filters);
    return !v_is_empty(t->exc) || lzma_failed(t, code) ? V_ERROR : made;
}

/* ---- LZMADecompressor ---- */

typedef struct XzReader {
    Decompressor d;
    lzma_stream z;
    lzma_ret code;
    int check;
} XzReader;

static void reader_free(Thread *t, Object *o)
{
    lzma_end(&((XzReader *)o)->z);
    decompressor_free(t, (Decompressor *)o);
}
static const FieldTable reader_fields = {
    {offsetof(Decompressor, unused), 0}, reader_free, NULL, NULL};

static lzma_ret open_decoder(Thread *t, XzReader *r, int64_t format, uint64_t memlimit,
                             Value filters)
{
    FilterChain chain;
    const uint32_t tell = LZMA_TELL_ANY_CHECK | LZMA_TELL_NO_CHECK;
    switch (format) {
    case FORMAT_AUTO:
        return lzma_auto_decoder(&r->z, memlimit, tell);
    case FORMAT_XZ:
        return lzma_stream_decoder(&r->z, memlimit, tell);
    case FORMAT_ALONE:
        r->check = LZMA_CHECK_NONE;
        return lzma_alone_decoder(&r->z, memlimit);
    case FORMAT_RAW:
        r->check = LZMA_CHECK_NONE;
        return lzma_chain_parse(t, filters, &chain) < 0 ? LZMA_PROG_ERROR
                                                        : lzma_raw_decoder(&r->z, chain.filters);
    }
    raise_format(t, EXC_ValueError, "Invalid container format: %d", (int)format);
    return LZMA_PROG_ERROR;
}

static CodecStatus reader_step(void *codec, CodecIO *io, int action)
{
    XzReader *r = codec;
    CodecStatus status;
    do { /* liblzma stops to tell what check the stream has */
        status = lzma_step(&r->z, &r->code, io, LZMA_RUN);
        if (r->code == LZMA_GET_CHECK || r->code == LZMA_NO_CHECK)
            r->check = (int)lzma_get_check(&r->z);
    } while (status == CODEC_MORE && (r->code == LZMA_GET_CHECK || r->code == LZMA_NO_CHECK));
    return status;
}

static Value reader_fail(Thread *t, void *codec)
{
    return lzma_failed(t, ((XzReader *)codec)->code) ? V_ERROR : V_ERROR;
}

static const CodecKind reader_kind = {reader_step, reader_fail, 0, 0, "Already at end of stream"};

API(reader_new, "LZMADecompressor(cls, format=0, memlimit=None, filters=None)", "")
{
    int64_t format = FORMAT_AUTO;
    uint64_t memlimit = UINT64_MAX;
    Value filters = v_is_empty(a[3]) ? V_NONE : a[3];
    if (!v_is_empty(a[1]) && value_to_int64(t, a[1], &format) < 0)
        return V_ERROR;
    if (!v_is_empty(a[2]) && !v_is_none(a[2])) {
        if (format == FORMAT_RAW)
            return raise_format(t, EXC_ValueError, "Cannot specify memory limit with FORMAT_RAW");
        Value n = K(t, value_index(t, a[2]));
        if (v_is_error(n))
            return V_ERROR;
        memlimit = int_low64(n);
    }
    if (format == FORMAT_RAW && v_is_none(filters))
        return raise_format(t, EXC_ValueError, "Must specify filters for FORMAT_RAW");
    if (format != FORMAT_RAW && !v_is_none(filters))
        return raise_format(t, EXC_ValueError, "Cannot specify filters except with FORMAT_RAW");
    Value made = api_instance(t, V_AS(Type, a[0]));
    if (v_is_error(made) || decompressor_init(t, V_AS(Decompressor, made), &reader_kind) < 0)
        return V_ERROR;
    XzReader *r = V_AS(XzReader, made);
    r->d.greedy = true;
    r->check = LZMA_CHECK_ID_MAX + 1;
    lzma_ret code = open_decoder(t, r, format, memlimit, filters);
    return !v_is_empty(t->exc) || lzma_failed(t, code) ? V_ERROR : made;
}

static Value get_check(Thread *t, Value self)
{
    return v_from_small(V_AS(XzReader, self)->check);
}
/* ---- functions ---- */

API(check_supported, "is_check_supported(check_id, /)",
    "Test whether the given integrity check is supported.")
{
    int64_t id;
    if (value_to_int64(t, a[0], &id) < 0)
        return V_ERROR;
    return v_bool(lzma_check_is_supported((lzma_check)id));
}

API(encode_properties, "_encode_filter_properties(filter, /)",
    "Return a bytes object encoding the options (properties) of the filter.")
{
    FilterChain chain;
    uint32_t size;
    if (lzma_filter_parse(t, a[0], &chain, 0) < 0 ||
        lzma_failed(t, lzma_properties_size(&size, &chain.filters[0])))
        return V_ERROR;
    Bytes *b = bytes_alloc(t, size);
    Value made = b ? K(t, v_from(b)) : V_ERROR;
    if (v_is_error(made) ||
        lzma_failed(t, lzma_properties_encode(&chain.filters[0], (uint8_t *)b->data)))
        return V_ERROR;
    return made;
}

API(decode_properties, "_decode_filter_properties(filter_id, encoded_props, /)",
    "Return a dict describing the filter and its options.")
{
    Value id = K(t, value_index(t, a[0]));
    BufferView view;
    if (v_is_error(id) || buffer_get(t, a[1], &view) < 0)
        return V_ERROR;
    lzma_filter f = {.id = int_low64(id), .options = NULL};
    lzma_ret code = lzma_properties_decode(&f, NULL, (const uint8_t *)view.data, view.len);
    buffer_release(t, &view);
    if (lzma_failed(t, code))
        return V_ERROR;
    Value made = lzma_filter_spec(t, &f);
    free(f.options);
    return made;
}

/* ---- the module ---- */

static int constants_add(Thread *t, Value module)
{
#define LZMA(name)                  \
    {                               \
#name, (int64_t)LZMA_##name \
    }
    static const struct {
        const char *name;
        int64_t value;
    } constants[] = {
        {"FORMAT_AUTO", FORMAT_AUTO},
        {"FORMAT_XZ", FORMAT_XZ},
        {"FORMAT_ALONE", FORMAT_ALONE},
        {"FORMAT_RAW", FORMAT_RAW},
        LZMA(CHECK_NONE),
        LZMA(CHECK_CRC32),
        LZMA(CHECK_CRC64),
        LZMA(CHECK_SHA256),
        LZMA(CHECK_ID_MAX),
        {"CHECK_UNKNOWN", LZMA_CHECK_ID_MAX + 1},
        LZMA(FILTER_LZMA2),
        LZMA(FILTER_DELTA),
        LZMA(FILTER_X86),
        LZMA(FILTER_IA64),
        LZMA(FILTER_ARM),
        LZMA(FILTER_ARMTHUMB),
        LZMA(FILTER_SPARC),
        LZMA(FILTER_POWERPC),
        LZMA(FILTER_LZMA1),
        LZMA(MF_HC3),
        LZMA(MF_HC4),
        LZMA(MF_BT2),
        LZMA(MF_BT3),
        LZMA(MF_BT4),
        LZMA(MODE_FAST),
        LZMA(MODE_NORMAL),
        LZMA(PRESET_DEFAULT),
        LZMA(PRESET_EXTREME),
    };
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++) {
        Value v = K(t, int_new(t, constants[i].value));
        if (v_is_error(v) || api_module_add(t, module, constants[i].name, v) < 0)
            return -1;
    }
    return api_module_add(t, module, "LZMAError", error_class(t, "_lzma", "LZMAError"));
}

static int lzma_exec(Thread *t, Value module)
{
    static const GetSetDef getset[] = {
        {"check", get_check, codec_readonly, "ID of the integrity check used by the input stream."},
        {"eof", decompressor_eof, codec_readonly,
         "True if the end-of-stream marker has been reached."},
        {"needs_input", decompressor_needs_input, codec_readonly, "True if more input is needed."},
        {NULL, NULL, NULL, NULL},
    };
    static const TypeSpec compressor = {
        .name = "_lzma.LZMACompressor",
        .doc = "Compresses data piece by piece.",
        .size = sizeof(XzWriter),
        .flags = TF_IMMUTABLE,
        .new_def = &writer_new_def,
        .methods = compressor_methods,
    };
    static const TypeSpec reader = {
        .name = "_lzma.LZMADecompressor",
        .doc = "Decompresses data piece by piece.",
        .size = sizeof(XzReader),
        .flags = TF_IMMUTABLE,
        .new_def = &reader_new_def,
        .methods = decompressor_methods,
        .getset = getset,
        .members = decompressor_members,
    };
    return constants_add(t, module) < 0 ||
                   api_module_add_type(t, module, api_type(t, &compressor, &writer_fields)) < 0
               ? -1
               : api_module_add_type(t, module, api_type(t, &reader, &reader_fields));
}

Value lzma_module(Thread *t)
{
    static const NativeDef *const functions[] = {&check_supported_def, &encode_properties_def,
                                                 &decode_properties_def, NULL};
    static const ModuleSpec spec = {"_lzma", "Compression by liblzma.", functions, lzma_exec};
    return api_module(t, &spec);
}
#endif
