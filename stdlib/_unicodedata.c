/* SPDX-License-Identifier: MIT */
/* _unicodedata: properties of characters and normal forms, by utf8proc. unicodedata adds what that
   library does not know. */
#include <stdlib.h>
#include <utf8proc.h>
#include "lexer/literal.h"
#include "vm/api.h"

/* New in Unicode 15.1, which the library (15.0) does not know. */
static bool is_new_ideograph(uint32_t c)
{
    return c >= 0x2ebf0 && c <= 0x2ee5d;
}
static bool is_new_symbol(uint32_t c)
{
    return (c >= 0x2ffc && c <= 0x2fff) || c == 0x31ef;
}

/* The only character of an argument; -1 with TypeError. */
static int64_t character(Thread *t, Value v, const char *function)
{
    if (v_is_str(v) && V_AS(Str, v)->len == 1)
        return str_at(V_AS(Str, v), 0);
    raise_format(t, EXC_TypeError, "%s must be a unicode character, not %s", function,
                 v_is_none(v) ? "None" : v_type_name(t, v));
    return -1;
}

API(category, "category(chr, /)", "The general category of a character.")
{
    int64_t c = character(t, a[0], "category() argument");
    if (c < 0)
        return V_ERROR;
    const char *name = is_new_ideograph((uint32_t)c) ? "Lo"
                       : is_new_symbol((uint32_t)c)  ? "So"
                                                     : utf8proc_category_string((int32_t)c);
    return K(t, str_from_cstr(t, name));
}

API(bidirectional, "bidirectional(chr, /)", "The bidirectional class of a character.")
{
    static const char *const names[] = {"",    "L",  "LRE", "LRO", "R",   "AL",  "RLE", "RLO",
                                        "PDF", "EN", "ES",  "ET",  "AN",  "CS",  "NSM", "BN",
                                        "B",   "S",  "WS",  "ON",  "LRI", "RLI", "FSI", "PDI"};
    int64_t c = character(t, a[0], "bidirectional() argument");
    if (c < 0)
        return V_ERROR;
    unsigned n = utf8proc_get_property((int32_t)c)->bidi_class;
    const char *name = is_new_ideograph((uint32_t)c) ? "L"
                       : is_new_symbol((uint32_t)c)  ? "ON"
                                                     : names[n < 24 ? n : 0];
    return K(t, str_from_cstr(t, name));
}

API(combining, "combining(chr, /)", "The canonical combining class of a character.")
{
    int64_t c = character(t, a[0], "combining() argument");
    return c < 0 ? V_ERROR : v_from_small(utf8proc_get_property((int32_t)c)->combining_class);
}

API(mirrored, "mirrored(chr, /)", "1 if the character is mirrored in text from right to left.")
{
    int64_t c = character(t, a[0], "mirrored() argument");
    return c < 0 ? V_ERROR : v_from_small(utf8proc_get_property((int32_t)c)->bidi_mirrored);
}

API(tag, "tag(chr, /)", "The kind of compatibility decomposition: '<font>', or '' for canonical.")
{
    static const char *const names[] = {
        "",           "<font>",   "<noBreak>", "<initial>",  "<medial>",   "<final>",
        "<isolated>", "<circle>", "<super>",   "<sub>",      "<vertical>", "<wide>",
        "<narrow>",   "<small>",  "<square>",  "<fraction>", "<compat>"};
    int64_t c = character(t, a[0], "decomposition() argument");
    if (c < 0)
        return V_ERROR;
    unsigned n = utf8proc_get_property((int32_t)c)->decomp_type;
    return K(t, str_from_cstr(t, names[n < 17 ? n : 0]));
}

/* ---- normal forms ---- */

static int form_options(Thread *t, Value form)
{
    const Str *s = V_AS(Str, form);
    if (str_equal_cstr(s, "NFC"))
        return UTF8PROC_STABLE | UTF8PROC_COMPOSE;
    if (str_equal_cstr(s, "NFKC"))
        return UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT;
    if (str_equal_cstr(s, "NFD"))
        return UTF8PROC_STABLE | UTF8PROC_DECOMPOSE;
    if (str_equal_cstr(s, "NFKD"))
        return UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT;
    raise_format(t, EXC_ValueError, "invalid normalization form");
    return -1;
}

/* Decomposes into `out` (room for cap code points): their number, which may be above cap. */
static size_t decompose(const Str *s, int options, int32_t *out, size_t cap)
{
    size_t n = 0;
    int boundary = UTF8PROC_BOUNDCLASS_START;
    for (size_t i = 0; i < s->len; i++) {
        int32_t c = (int32_t)str_at(s, i);
        if (c >= 0xd800 && c < 0xe000) { /* the library refuses lone surrogates */
            if (n < cap)
                out[n] = c;
            n++;
            continue;
        }
        size_t room = n < cap ? cap - n : 0;
        ssize_t k = utf8proc_decompose_char(c, room ? out + n : NULL, (ssize_t)room,
                                            (utf8proc_option_t)options, &boundary);
        n += k > 0 ? (size_t)k : 0;
    }
    return n;
}

/* Canonical ordering: marks that follow each other are sorted by combining class. */
static void reorder(int32_t *p, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        int32_t c = p[i];
        int class = utf8proc_get_property(c)->combining_class;
        size_t k = i;
        for (; class && k > 0 && utf8proc_get_property(p[k - 1])->combining_class > class; k--)
            p[k] = p[k - 1];
        p[k] = c;
    }
}

static Value normalised(Thread *t, Str *s, int options)
{
    int parts = options & ~UTF8PROC_COMPOSE;
    parts |= UTF8PROC_DECOMPOSE;
    size_t n = decompose(s, parts, NULL, 0);
    int32_t *p = mem_alloc(t, (n + 1) * sizeof *p);
    if (!p)
        return V_ERROR;
    decompose(s, parts, p, n);
    reorder(p, n);
    ssize_t len = (ssize_t)n;
    if (options & UTF8PROC_COMPOSE)
        len = utf8proc_normalize_utf32(p, (ssize_t)n, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    Value made = K(t, str_from_ucs4(t, (uint32_t *)p, (size_t)len));
    mem_free(t, p, (n + 1) * sizeof *p);
    return made;
}

static Value normal_argument(Thread *t, Value *a, const char *function)
{
    for (int i = 0; i < 2; i++)
        if (!v_is_str(a[i]))
            return raise_format(t, EXC_TypeError, "%s() argument %d must be str, not %s", function,
                                i + 1, v_is_none(a[i]) ? "None" : v_type_name(t, a[i]));
    int options = form_options(t, a[0]);
    Str *s = V_AS(Str, a[1]);
    if (options < 0)
        return V_ERROR;
    return s->head.flags & STR_ASCII ? a[1] : normalised(t, s, options);
}

API(normalize, "normalize(form, unistr, /)", "The text in a normal form: NFC, NFKC, NFD or NFKD.")
{
    return normal_argument(t, a, "normalize");
}

API(is_normalized, "is_normalized(form, unistr, /)", "Is the text in that normal form?")
{
    Value made = normal_argument(t, a, "is_normalized");
    return v_is_error(made) ? V_ERROR : v_bool(str_equal(V_AS(Str, made), V_AS(Str, a[1])));
}

/* ---- names ---- */

API(find_name, "find_name(text, /)",
    "The code point with that name; the code points of a named sequence as text; or None.")
{
    size_t len;
    const char *text = v_is_str(a[0]) ? str_wtf8(t, V_AS(Str, a[0]), &len) : NULL;
    if (!text)
        return v_is_str(a[0]) ? V_ERROR : V_NONE;
    uint32_t c = unicode_name_find(text, len);
    if (c != UINT32_MAX)
        return v_from_small(c);
    const char *sequence = unicode_sequence_find(text, len);
    return sequence ? K(t, str_from_cstr(t, sequence)) : V_NONE;
}

API(name_of, "name_of(chr, /)", "The name of a character, or None.")
{
    char space[UNICODE_NAME_ROOM];
    int64_t c = character(t, a[0], "name() argument 1");
    const char *name = c < 0 ? NULL : unicode_name_of((uint32_t)c, space);
    return c < 0 ? V_ERROR : name ? K(t, str_from_cstr(t, name)) : V_NONE;
}

Value unicodedata_module(Thread *t)
{
    static const NativeDef *const functions[] = {
        &category_def,  &bidirectional_def, &combining_def, &mirrored_def, &tag_def,
        &normalize_def, &is_normalized_def, &find_name_def, &name_of_def,  NULL,
    };
    static const ModuleSpec spec = {"_unicodedata", "Properties of characters.", functions, NULL};
    return api_module(t, &spec);
}
