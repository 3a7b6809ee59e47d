/* SPDX-License-Identifier: MIT */
/* _lzma: filter chains, between dicts and liblzma's structs; errors. */
#include "stdlib/_lzma.h"

#ifndef RONDO_NO_LZMA
#include "vm/objects/int.h"

Value lzma_raise(Thread *t, const char *format, unsigned n)
{
    Value cls = K(t, import_attr(t, "_lzma", "LZMAError"));
    return v_is_error(cls) ? V_ERROR : raise_type(t, V_AS(Type, cls), format, n);
}

bool lzma_failed(Thread *t, lzma_ret code)
{
    switch (code) {
    case LZMA_OK:
    case LZMA_GET_CHECK:
    case LZMA_NO_CHECK:
    case LZMA_STREAM_END:
        return false;
    case LZMA_UNSUPPORTED_CHECK:
        lzma_raise(t, "Unsupported integrity check", 0);
        return true;
    case LZMA_MEM_ERROR:
        raise_memory(t);
        return true;
    case LZMA_MEMLIMIT_ERROR:
        lzma_raise(t, "Memory usage limit exceeded", 0);
        return true;
    case LZMA_FORMAT_ERROR:
        lzma_raise(t, "Input format not supported by decoder", 0);
        return true;
    case LZMA_OPTIONS_ERROR:
        lzma_raise(t, "Invalid or unsupported options", 0);
        return true;
    case LZMA_DATA_ERROR:
        lzma_raise(t, "Corrupt input data", 0);
        return true;
    case LZMA_BUF_ERROR:
        lzma_raise(t, "Insufficient buffer space", 0);
        return true;
    case LZMA_PROG_ERROR:
        lzma_raise(t, "Internal error", 0);
        return true;
    default:
        lzma_raise(t, "Unrecognized error from liblzma: %d", (unsigned)code);
        return true;
    }
}

int lzma_uint32(Thread *t, Value v, uint32_t *out)
{
    int64_t n;
    if (value_to_int64(t, v, &n) < 0)
        return -1;
    if (n < 0 || n > UINT32_MAX) {
        raise_format(t, EXC_OverflowError,
                     n < 0 ? "can't convert negative value to unsigned int"
                           : "Value too large for uint32_t type");
        return -1;
    }
    *out = (uint32_t)n;
    return 0;
}

/* ---- specifiers ---- */

/* The entry of a specifier; EMPTY when there is none. */
static Value spec_get(Thread *t, Value spec, const char *name)
{
    Value key = K(t, str_from_cstr(t, name));
    if (v_is_error(key))
        return V_ERROR;
    Value v = K(t, item_get(t, spec, key));
    if (!v_is_error(v) || !exc_is(t, EXC_KeyError))
        return v;
    exc_clear(t);
    return V_EMPTY;
}

typedef struct OptionField {
    const char *name;
    uint32_t *value;
} OptionField;

/* Reads the fields; what is unknown or no number is an invalid specifier for a filter of `kind`. */
static int spec_fields(Thread *t, Value spec, const char *kind, const OptionField *fields, size_t n,
                       size_t also)
{
    size_t seen = 1 + also; /* "id" and others already read */
    bool bad = false;
    for (size_t i = 0; i < n && !bad; i++) {
        Value v = spec_get(t, spec, fields[i].name);
        if (v_is_empty(v))
            continue;
        seen++;
        bad = v_is_error(v) || lzma_uint32(t, v, fields[i].value) < 0;
    }
    int64_t len = bad ? -1 : value_length(t, spec);
    if (!bad && len == (int64_t)seen)
        return 0;
    exc_clear(t);
    raise_format(t, EXC_ValueError, "Invalid filter specifier for %s filter", kind);
    return -1;
}

static int parse_lzma(Thread *t, Value spec, lzma_options_lzma *o)
{
    uint32_t preset = LZMA_PRESET_DEFAULT, mode, mf;
    Value given = spec_get(t, spec, "preset");
    if (v_is_error(given) || (!v_is_empty(given) && lzma_uint32(t, given, &preset) < 0))
        return -1;
    if (lzma_lzma_preset(o, preset)) {
        lzma_raise(t, "Invalid compression preset: %u", preset);
        return -1;
    }
    mode = o->mode;
    mf = o->mf;
    const OptionField fields[] = {
        {"dict_size", &o->dict_size},
        {"lc", &o->lc},
        {"lp", &o->lp},
        {"pb", &o->pb},
        {"mode", &mode},
        {"nice_len", &o->nice_len},
        {"mf", &mf},
        {"depth", &o->depth},
    };
    if (spec_fields(t, spec, "LZMA", fields, 8, !v_is_empty(given)) < 0)
        return -1;
    o->mode = (lzma_mode)mode;
    o->mf = (lzma_match_finder)mf;
    return 0;
}

static int filter_id(Thread *t, Value spec, lzma_vli *id)
{
    if (!v_type(t, spec)->s.getitem || v_is_kind(spec, KIND_list) || v_is_kind(spec, KIND_tuple) ||
        v_is_str(spec)) {
        raise_format(t, EXC_TypeError, "Filter specifier must be a dict or dict-like object");
        return -1;
    }
    Value v = spec_get(t, spec, "id");
    if (v_is_empty(v))
        raise_format(t, EXC_ValueError, "Filter specifier must have an \"id\" entry");
    Value n = v_is_empty(v) || v_is_error(v) ? V_ERROR : K(t, value_index(t, v));
    if (v_is_error(n))
        return -1;
    *id = int_low64(n);
    return 0;
}

int lzma_filter_parse(Thread *t, Value spec, FilterChain *chain, size_t i)
{
    lzma_filter *f = &chain->filters[i];
    if (filter_id(t, spec, &f->id) < 0)
        return -1;
    memset(&chain->options[i], 0, sizeof chain->options[i]);
    f->options = &chain->options[i];
    switch (f->id) {
    case LZMA_FILTER_LZMA1:
    case LZMA_FILTER_LZMA2:
        return parse_lzma(t, spec, &chain->options[i].lzma);
    case LZMA_FILTER_DELTA: {
        uint32_t dist = 1;
        const OptionField fields[] = {{"dist", &dist}};
        if (spec_fields(t, spec, "delta", fields, 1, 0) < 0)
            return -1;
        chain->options[i].delta.type = LZMA_DELTA_TYPE_BYTE;
        chain->options[i].delta.dist = dist;
        return 0;
    }
    case LZMA_FILTER_X86:
    case LZMA_FILTER_POWERPC:
    case LZMA_FILTER_IA64:
    case LZMA_FILTER_ARM:
    case LZMA_FILTER_ARMTHUMB:
    case LZMA_FILTER_SPARC: {
        const OptionField fields[] = {{"start_offset", &chain->options[i].bcj.start_offset}};
        return spec_fields(t, spec, "BCJ", fields, 1, 0);
    }
    }
    Value id = K(t, int_from_uint64(t, f->id));
    if (!v_is_error(id))
        raise_format(t, EXC_ValueError, "Invalid filter ID: %V", id);
    return -1;
}

int lzma_chain_parse(Thread *t, Value specs, FilterChain *chain)
{
    int64_t n = value_length(t, specs);
    if (n < 0)
        return -1;
    if (n > LZMA_FILTERS_MAX) {
        raise_format(t, EXC_ValueError, "Too many filters - liblzma supports a maximum of %d",
                     LZMA_FILTERS_MAX);
        return -1;
    }
    for (int64_t i = 0; i < n; i++) {
        Value spec = K(t, item_get(t, specs, v_from_small(i)));
        if (v_is_error(spec) || lzma_filter_parse(t, spec, chain, (size_t)i) < 0)
            return -1;
    }
    chain->filters[n].id = LZMA_VLI_UNKNOWN;
    return 0;
}

static int spec_add(Thread *t, Value dict, const char *name, uint64_t n)
{
    Value v = K(t, int_from_uint64(t, n));
    return v_is_error(v) ? -1 : dict_set_cstr(t, V_AS(Dict, dict), name, v);
}

Value lzma_filter_spec(Thread *t, const lzma_filter *f)
{
    Value made = K(t, dict_new(t));
    if (v_is_error(made) || spec_add(t, made, "id", f->id) < 0)
        return V_ERROR;
    int status = 0;
    const lzma_options_lzma *o = f->options;
    const lzma_options_bcj *bcj = f->options;
    if (f->id == LZMA_FILTER_LZMA1)
        status = spec_add(t, made, "lc", o->lc) < 0 || spec_add(t, made, "lp", o->lp) < 0 ||
                         spec_add(t, made, "pb", o->pb) < 0 ||
                         spec_add(t, made, "dict_size", o->dict_size) < 0
                     ? -1
                     : 0;
    else if (f->id == LZMA_FILTER_LZMA2)
        status = spec_add(t, made, "dict_size", o->dict_size);
    else if (f->id == LZMA_FILTER_DELTA)
        status = spec_add(t, made, "dist", ((const lzma_options_delta *)f->options)->dist);
    else if (bcj)
        status = spec_add(t, made, "start_offset", bcj->start_offset);
    return status < 0 ? V_ERROR : made;
}
#endif
