/* SPDX-License-Identifier: MIT */
/* _iconv: what the system's iconv(3) makes of the characters of an encoding of several bytes. */
#include <iconv.h>
#include "vm/api.h"

enum {
    ROOM = 8,       /* code points that one sequence of bytes may become */
    PREFIX_MAX = 2, /* bytes in front of the two that a table goes over */
    NONE = 0xffff
};

/* The converter to UTF-32 in the machine's order, or (iconv_t)-1 with LookupError. */
static iconv_t open_converter(Thread *t, Value name)
{
    size_t len;
    const char *charset = v_is_kind(name, KIND_str) ? str_utf8(t, V_AS(Str, name), &len) : NULL;
    if (!charset) {
        if (v_is_empty(t->exc))
            raise_format(t, EXC_TypeError, "the name of an encoding must be a str, not %T", name);
        return (iconv_t)-1;
    }
    const uint32_t probe = 1;
    iconv_t cd = iconv_open(*(const char *)&probe ? "UTF-32LE" : "UTF-32BE", charset);
    if (cd == (iconv_t)-1)
        raise_format(t, EXC_LookupError, "iconv of this system does not know the encoding %s",
                     charset);
    return cd;
}

/* How many code points all of the bytes become; 0: they are no whole characters. */
static size_t converted(iconv_t cd, const char *bytes, size_t len, uint32_t out[ROOM])
{
    iconv(cd, NULL, NULL, NULL, NULL);
    char *from = (char *)bytes, *to = (char *)out;
    size_t left = len, room = ROOM * sizeof *out;
    if (iconv(cd, &from, &left, &to, &room) == (size_t)-1 || left)
        return 0;
    iconv(cd, NULL, NULL, &to, &room); /* a character that waited for a combining one */
    return ROOM - room / sizeof *out;
}

API(iconv_convert, "convert(encoding, data, /)",
    "The text of a few bytes; None when they are no whole characters.")
{
    BufferView view;
    if (buffer_get(t, a[1], &view) < 0)
        return V_ERROR;
    iconv_t cd = open_converter(t, a[0]);
    Value result = V_ERROR;
    if (cd != (iconv_t)-1) {
        uint32_t out[ROOM];
        size_t n = converted(cd, view.data, view.len, out);
        iconv_close(cd);
        result = n ? K(t, str_from_ucs4(t, out, n)) : V_NONE;
    }
    buffer_release(t, &view);
    return result;
}

API(iconv_table, "table(encoding, prefix=b'', /)",
    "A str with the character of each two bytes behind the prefix, U+FFFF where there is none.")
{
    BufferView view = {.owner = V_EMPTY};
    if (!v_is_empty(a[1]) && buffer_get(t, a[1], &view) < 0)
        return V_ERROR;
    char bytes[PREFIX_MAX + 2];
    size_t prefix = v_is_empty(a[1]) ? 0 : view.len;
    bool fits = prefix <= PREFIX_MAX;
    if (fits && prefix)
        memcpy(bytes, view.data, prefix);
    if (!v_is_empty(a[1]))
        buffer_release(t, &view);
    if (!fits)
        return raise_format(t, EXC_ValueError, "the prefix of a table has at most %d bytes",
                            PREFIX_MAX);
    iconv_t cd = open_converter(t, a[0]);
    uint32_t *cells = cd == (iconv_t)-1 ? NULL : mem_alloc_array(t, 65536, sizeof *cells);
    if (!cells) {
        if (cd != (iconv_t)-1)
            iconv_close(cd);
        return V_ERROR;
    }
    for (uint32_t i = 0; i < 65536; i++) {
        uint32_t out[ROOM];
        bytes[prefix] = (char)(i >> 8);
        bytes[prefix + 1] = (char)i;
        /* two characters of one byte each are no row of the table */
        cells[i] = i >= 0x8000 && converted(cd, bytes, prefix + 2, out) == 1 ? out[0] : NONE;
    }
    iconv_close(cd);
    Value text = K(t, str_from_ucs4(t, cells, 65536));
    mem_free(t, cells, 65536 * sizeof *cells);
    return text;
}

Value iconv_native_module(Thread *t)
{
    static const NativeDef *const functions[] = {&iconv_convert_def, &iconv_table_def, NULL};
    static const ModuleSpec spec = {"_iconv", "Encodings of several bytes.", functions, NULL};
    return api_module(t, &spec);
}
