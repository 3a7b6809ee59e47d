/* SPDX-License-Identifier: MIT */
/* _codecs: the conversions themselves. The registry of encodings is in codecs.py. */
#include "vm/api.h"

/* The text of the optional second argument, NULL when it is absent or None. 0, -1. */
static int text_argument(Thread *t, Value v, const char *function, const char **out)
{
    *out = NULL;
    if (v_is_empty(v) || v_is_none(v))
        return 0;
    if (!v_is_str(v)) {
        raise_format(t, EXC_TypeError, "%s() argument 2 must be str or None, not %T", function, v);
        return -1;
    }
    *out = str_utf8(t, V_AS(Str, v), NULL);
    return *out ? 0 : -1;
}

/* (text, bytes used) */
static Value decode_part(Thread *t, Value data, const char *function, const char *encoding,
                         Value errors, bool final)
{
    const char *how;
    BufferView view;
    size_t used = 0;
    Value text = V_ERROR;
    if (text_argument(t, errors, function, &how) < 0)
        return V_ERROR;
    if (v_is_str(data) && strstr(encoding, "escape")) { /* they also decode text, as its UTF-8 */
        size_t len;
        const char *p = str_utf8(t, V_AS(Str, data), &len);
        if (!p)
            return V_ERROR;
        text = K(t, codec_decode_part(t, p, len, encoding, how, final, &used));
    } else if (buffer_get(t, data, &view) == 0) {
        text = K(t, codec_decode_part(t, view.data, view.len, encoding, how, final, &used));
        buffer_release(t, &view);
    }
    return v_is_error(text) ? V_ERROR : K(t, tuple_pack(t, 2, text, v_from_small((int64_t)used)));
}

/* (bytes, characters used) */
static Value encode_whole(Thread *t, Value text, const char *function, const char *encoding,
                          Value errors)
{
    const char *how;
    if (!v_is_str(text))
        return raise_format(t, EXC_TypeError, "%s() argument 1 must be str, not %T", function,
                            text);
    if (text_argument(t, errors, function, &how) < 0)
        return V_ERROR;
    Value bytes = K(t, codec_encode(t, V_AS(Str, text), encoding, how));
    return v_is_error(bytes)
               ? V_ERROR
               : K(t, tuple_pack(t, 2, bytes, v_from_small((int64_t)V_AS(Str, text)->len)));
}

/* CODING(id, encoding, default of final): the pairs of functions for our own encodings. */
#define CODINGS                                    \
    CODING(utf_8, "utf-8", false)                  \
    CODING(utf_16, "utf-16", false)                \
    CODING(utf_16_le, "utf-16-le", false)          \
    CODING(utf_16_be, "utf-16-be", false)          \
    CODING(utf_32, "utf-32", false)                \
    CODING(utf_32_le, "utf-32-le", false)          \
    CODING(utf_32_be, "utf-32-be", false)          \
    CODING(latin_1, "latin-1", true)               \
    CODING(ascii, "ascii", true)                   \
    CODING(unicode_escape, "unicode_escape", true) \
    CODING(raw_unicode_escape, "raw_unicode_escape", true)

#define CODING(id, encoding, whole)                                                              \
    API(id##_encode, #id "_encode(str, errors=None, /)", "(bytes, length used)")                 \
    {                                                                                            \
        return encode_whole(t, a[0], #id "_encode", encoding, a[1]);                             \
    }                                                                                            \
    API(id##_decode, #id "_decode(data, errors=None, final=False, /)", "(text, length used)")    \
    {                                                                                            \
        int final = v_is_empty(a[2]) ? whole : truth(t, a[2]);                                   \
        return final < 0 ? V_ERROR : decode_part(t, a[0], #id "_decode", encoding, a[1], final); \
    }
CODINGS
#undef CODING

API(codecs_encode, "encode(obj, encoding='utf-8', errors='strict')",
    "Encodes text; other things through their codec.")
{
    if (v_is_str(a[0]))
        return K(t, codec_encode_values(t, a[0], a[1], a[2]));
    Value convert = K(t, import_attr(t, "codecs", "encode"));
    return v_is_error(convert)
               ? V_ERROR
               : K(t, call(t, convert, a, 1 + !v_is_empty(a[1]) + !v_is_empty(a[2])));
}

API(codecs_decode, "decode(obj, encoding='utf-8', errors='strict')",
    "Decodes bytes; other things through their codec.")
{
    if (buffer_check(t, a[0]))
        return K(t, codec_decode_values(t, a[0], a[1], a[2], "decode"));
    Value convert = K(t, import_attr(t, "codecs", "decode"));
    return v_is_error(convert)
               ? V_ERROR
               : K(t, call(t, convert, a, 1 + !v_is_empty(a[1]) + !v_is_empty(a[2])));
}

API(readbuffer_encode, "readbuffer_encode(data, errors=None, /)", "(bytes, length)")
{
    Value bytes = v_is_str(a[0]) ? K(t, codec_encode(t, V_AS(Str, a[0]), NULL, NULL))
                                 : K(t, buffer_to_bytes(t, a[0]));
    return v_is_error(bytes)
               ? V_ERROR
               : K(t, tuple_pack(t, 2, bytes, v_from_small((int64_t)V_AS(Bytes, bytes)->len)));
}

API(lookup_error, "lookup_error(name, /)", "The error handler of that name.")
{
    if (!v_is_str(a[0]))
        return raise_format(t, EXC_TypeError, "lookup_error() argument must be str, not %T", a[0]);
    const char *name = str_utf8(t, V_AS(Str, a[0]), NULL);
    return name ? K(t, codec_handler(t, name)) : V_ERROR;
}

API(register_error, "register_error(errors, handler, /)",
    "Makes a function the error handler of that name.")
{
    if (!v_is_str(a[0]))
        return raise_format(t, EXC_TypeError, "register_error() argument 1 must be str, not %T",
                            a[0]);
    return codec_handler_register(t, V_AS(Str, a[0]), a[1]) < 0 ? V_ERROR : V_NONE;
}

/* What the registry in codecs.py does under the same name. */
static Value registry(Thread *t, const char *function, Value argument)
{
    Value f = K(t, import_attr(t, "codecs", function));
    return v_is_error(f) ? V_ERROR : K(t, call1(t, f, argument));
}

API(lookup, "lookup(encoding, /)", "The codec of an encoding.")
{
    return registry(t, "lookup", a[0]);
}

API(codecs_register, "register(search_function, /)", "Adds a function that finds codecs.")
{
    return registry(t, "register", a[0]);
}

API(unregister, "unregister(search_function, /)", "Takes such a function out again.")
{
    return registry(t, "unregister", a[0]);
}

Value codecs_module(Thread *t)
{
    static const NativeDef *const functions[] = {
#define CODING(id, encoding, whole) &id##_encode_def, &id##_decode_def,
        CODINGS
#undef CODING
            & codecs_encode_def,
        &codecs_decode_def,
        &readbuffer_encode_def,
        &lookup_error_def,
        &register_error_def,
        &lookup_def,
        &codecs_register_def,
        &unregister_def,
        NULL,
    };
    static const ModuleSpec spec = {.name = "_codecs", .functions = functions};
    return api_module(t, &spec);
}
