/* SPDX-License-Identifier: MIT */
/* Margins (center, strip, zfill, expandtabs) and translation tables. */
#include "vm/core/unicode.h"
#include "vm/objects/str_methods.h"

/* ---- padding ---- */

static Value str_padded(Thread *t, Str *s, size_t left, size_t right, uint32_t fill)
{
    if (left == 0 && right == 0)
        return str_unchanged(t, s);
    if (left + right > (size_t)INT64_MAX - s->len)
        return raise_format(t, EXC_OverflowError, "padded string is too long");
    StrBuf b;
    strbuf_init(&b, t);
    strbuf_fill(&b, fill, left);
    strbuf_str(&b, s);
    strbuf_fill(&b, fill, right);
    return strbuf_finish(&b);
}

/* Arguments (width, fillchar): the number of code points to add. */
static int pad_args(Thread *t, const Value *a, size_t *pad, int64_t *width, uint32_t *fill)
{
    *fill = ' ';
    if (arg_to_ssize(t, a[1], width))
        return -1;
    if (!v_is_empty(a[2]) && !v_is_str(a[2])) {
        raise_format(t, EXC_TypeError, "The fill character must be a unicode character, not %T",
                     a[2]);
        return -1;
    }
    if (!v_is_empty(a[2]) && STR(a[2])->len != 1) {
        raise_format(t, EXC_TypeError, "The fill character must be exactly one character long");
        return -1;
    }
    if (!v_is_empty(a[2]))
        *fill = str_at(STR(a[2]), 0);
    int64_t len = (int64_t)STR(a[0])->len;
    *pad = *width > len ? (size_t)(*width - len) : 0;
    return 0;
}

#define PAD_DOC(how)                                                                        \
    "Return a " how " string of length width.\n\nPadding is done using the specified fill " \
    "character (default is a space)."

NATIVE(str_center, "center(self, width, fillchar=' ', /)", PAD_DOC("centered"))
{
    size_t pad;
    int64_t width;
    uint32_t fill;
    if (pad_args(t, a, &pad, &width, &fill))
        return V_ERROR;
    size_t left = pad / 2 + (pad & (size_t)width & 1); /* the odd one goes where CPython puts it */
    return str_padded(t, STR(a[0]), left, pad - left, fill);
}

NATIVE(str_ljust, "ljust(self, width, fillchar=' ', /)", PAD_DOC("left-justified"))
{
    size_t pad;
    int64_t width;
    uint32_t fill;
    return pad_args(t, a, &pad, &width, &fill) ? V_ERROR : str_padded(t, STR(a[0]), 0, pad, fill);
}

NATIVE(str_rjust, "rjust(self, width, fillchar=' ', /)", PAD_DOC("right-justified"))
{
    size_t pad;
    int64_t width;
    uint32_t fill;
    return pad_args(t, a, &pad, &width, &fill) ? V_ERROR : str_padded(t, STR(a[0]), pad, 0, fill);
}

NATIVE(str_zfill, "zfill(self, width, /)",
       "Pad a numeric string with zeros on the left, to fill a field of the given width.\n\n"
       "The string is never truncated.")
{
    Str *s = STR(a[0]);
    int64_t width;
    if (arg_to_ssize(t, a[1], &width))
        return V_ERROR;
    if (width <= (int64_t)s->len)
        return str_unchanged(t, s);
    uint32_t sign = s->len ? str_at(s, 0) : 0;
    bool has_sign = sign == '+' || sign == '-';
    StrBuf b;
    strbuf_init(&b, t);
    if (has_sign)
        strbuf_char(&b, sign);
    strbuf_fill(&b, '0', (size_t)width - s->len);
    strbuf_part(&b, s, has_sign, s->len);
    return strbuf_finish(&b);
}

NATIVE(str_expandtabs, "expandtabs(self, /, tabsize=8)",
       "Return a copy where all tab characters are expanded using spaces.\n\n"
       "If tabsize is not given, a tab size of 8 characters is assumed.")
{
    const Str *s = STR(a[0]);
    int size = 8;
    if (!v_is_empty(a[1]) && arg_to_int(t, a[1], &size))
        return V_ERROR;
    StrBuf b;
    size_t column = 0;
    strbuf_init(&b, t);
    for (size_t i = 0; i < s->len; i++) {
        uint32_t cp = str_at(s, i);
        if (cp == '\t') {
            size_t pad = size > 0 ? (size_t)size - column % (size_t)size : 0;
            strbuf_fill(&b, ' ', pad);
            column += pad;
            continue;
        }
        strbuf_char(&b, cp);
        column = cp == '\n' || cp == '\r' ? 0 : column + 1;
    }
    return strbuf_finish(&b);
}

/* ---- strip ---- */

static bool stripped(uint32_t cp, const Str *chars)
{
    if (!chars)
        return unicode_is_space(cp);
    for (size_t i = 0; i < chars->len; i++)
        if (str_at(chars, i) == cp)
            return true;
    return false;
}

static inline bool bytes_have(const char *set, size_t n, char c)
{
    for (size_t i = 0; i < n; i++)
        if (set[i] == c)
            return true;
    return false;
}

/* Narrows [*from, *to) of text in bytes by the bytes among `chars`, few as a rule. */
static void bytes_strip(const uint8_t *p, size_t *from, size_t *to, const Str *chars, bool left,
                        bool right)
{
    const char *set = str_data(chars);
    size_t i = *from, end = *to;
    while (left && i < end && bytes_have(set, chars->len, (char)p[i]))
        i++;
    while (right && end > i && bytes_have(set, chars->len, (char)p[end - 1]))
        end--;
    *from = i;
    *to = end;
}

/* The same of white space. */
static void bytes_strip_spaces(const uint8_t *p, size_t *from, size_t *to, bool left, bool right)
{
    size_t i = *from, end = *to;
    while (left && i < end && unicode_is_space(p[i]))
        i++;
    while (right && end > i && unicode_is_space(p[end - 1]))
        end--;
    *from = i;
    *to = end;
}

static void units_strip(const Str *s, size_t *from, size_t *to, const Str *chars, bool left,
                        bool right)
{
    while (left && *from < *to && stripped(str_at(s, *from), chars))
        ++*from;
    while (right && *to > *from && stripped(str_at(s, *to - 1), chars))
        --*to;
}

static ALWAYS_INLINE Value str_stripped(Thread *t, const Value *a, const char *name, bool left, bool right)
{
    Str *s = STR(a[0]);
    bool plain = v_is_empty(a[1]) || v_is_none(a[1]);
    if (!plain && !v_is_str(a[1]))
        return raise_format(t, EXC_TypeError, "%s arg must be None or str", name);
    const Str *chars = plain ? NULL : STR(a[1]);
    size_t from = 0, to = s->len;
    if (plain && s->unit == 1)
        bytes_strip_spaces(str_data(s), &from, &to, left, right);
    else if (chars && s->unit == 1 && chars->unit == 1)
        bytes_strip(str_data(s), &from, &to, chars, left, right);
    else
        units_strip(s, &from, &to, chars, left, right);
    return from == 0 && to == s->len ? str_unchanged(t, s) : str_slice(t, s, from, to);
}

#define STRIP_DOC(what)                      \
    "Return a copy of the string with " what \
    " whitespace removed.\n\nIf chars is given and not None, remove characters in chars instead."

NATIVE(str_strip, "strip(self, chars=None, /)", STRIP_DOC("leading and trailing"))
{
    return str_stripped(t, a, "strip", true, true);
}

NATIVE(str_lstrip, "lstrip(self, chars=None, /)", STRIP_DOC("leading"))
{
    return str_stripped(t, a, "lstrip", true, false);
}

NATIVE(str_rstrip, "rstrip(self, chars=None, /)", STRIP_DOC("trailing"))
{
    return str_stripped(t, a, "rstrip", false, true);
}

/* ---- translate ---- */

/* What the table says of one code point, owned; EMPTY: nothing (a LookupError). */
static Value translation_of(Thread *t, Value table, uint32_t cp)
{
    Value to = v_is_kind(table, KIND_dict)
                   ? dup(dict_get(t, V_AS(Dict, table), v_from_small(cp)))
                   : item_get(t, table, v_from_small(cp));
    if (!v_is_error(to) || !exc_is(t, EXC_LookupError))
        return to;
    exc_clear(t);
    return V_EMPTY;
}

/* The same, pushed; what the table does not know is kept. */
static int translate_one(Thread *t, StrBuf *b, Value table, uint32_t cp)
{
    Value to = translation_of(t, table, cp);
    int64_t n;
    int status = 0;
    if (v_is_error(to))
        return -1;
    if (v_is_empty(to)) {
        strbuf_char(b, cp);
        return 0;
    }
    if (v_is_str(to)) {
        strbuf_str(b, STR(to));
    } else if (v_is_int(to)) {
        if (int_fits64(to, &n) && n >= 0 && n <= 0x10ffff) {
            strbuf_char(b, (uint32_t)n);
        } else {
            raise_format(t, EXC_ValueError, "character mapping must be in range(0x110000)");
            status = -1;
        }
    } else if (!v_is_none(to)) {
        raise_format(t, EXC_TypeError, "character mapping must return integer, None or str");
        status = -1;
    }
    drop(t, to);
    return status;
}

/*
 * ASCII: each character is looked up once, as CPython does it. Pushes what it can and returns where the first
 * one lies that becomes neither ASCII nor nothing; -1: error.
 */
static int64_t translate_ascii(Thread *t, StrBuf *b, Value table, const Str *s)
{
    enum { UNKNOWN = -2, DELETED = -1 };
    const uint8_t *p = str_data(s);
    int8_t known[128];
    memset(known, UNKNOWN, sizeof known);
    for (size_t i = 0; i < s->len; i++) {
        uint8_t c = p[i];
        if (known[c] == UNKNOWN) {
            Value to = translation_of(t, table, c);
            known[c] = v_is_empty(to)  ? (int8_t)c
                       : v_is_none(to) ? DELETED
                       : v_is_str(to) && STR(to)->len == 1 && str_at(STR(to), 0) < 128
                           ? (int8_t)str_at(STR(to), 0)
                       : v_is_small(to) && v_small(to) >= 0 && v_small(to) < 128 ? (int8_t)v_small(to)
                                                                                 : UNKNOWN;
            drop(t, to);
            if (known[c] == UNKNOWN)
                return v_is_error(to) ? -1 : (int64_t)i;
        }
        if (known[c] != DELETED)
            strbuf_char(b, (uint32_t)known[c]);
    }
    return (int64_t)s->len;
}

NATIVE(str_translate, "translate(self, table, /)",
       "Replace each character in the string using the given translation table.\n\n"
       "  table\n    Translation table, which must be a mapping of Unicode ordinals to\n"
       "    Unicode ordinals, strings, or None.\n\n"
       "The table must implement lookup/indexing via __getitem__, for instance a\n"
       "dictionary or list.  If this operation raises LookupError, the character is\n"
       "left untouched.  Characters mapped to None are deleted.")
{
    const Str *s = STR(a[0]);
    StrBuf b;
    strbuf_init(&b, t);
    int64_t done = str_is_ascii(s) ? translate_ascii(t, &b, a[1], s) : 0;
    int status = done < 0 ? -1 : 0;
    for (size_t i = (size_t)done; status == 0 && i < s->len && !b.failed; i++)
        status = translate_one(t, &b, a[1], str_at(s, i));
    if (status == 0)
        return strbuf_finish(&b);
    strbuf_free(&b);
    return V_ERROR;
}

/* maketrans(dict): string keys become their code points. */
static int table_from_dict(Thread *t, Dict *table, Value mapping)
{
    Value key, value;
    if (!v_is_kind(mapping, KIND_dict)) {
        raise_format(t, EXC_TypeError,
                     "if you give only one argument to maketrans it must be a dict");
        return -1;
    }
    for (size_t i = 0; dict_next(V_AS(Dict, mapping), &i, &key, &value);) {
        Value code = key;
        if (v_is_str(key)) {
            if (STR(key)->len != 1) {
                raise_format(t, EXC_ValueError,
                             "string keys in translate table must be of length 1");
                return -1;
            }
            code = v_from_small(str_at(STR(key), 0));
        } else if (!v_is_int(key)) {
            raise_format(t, EXC_TypeError, "keys in translate table must be strings or integers");
            return -1;
        }
        if (dict_set(t, table, code, value))
            return -1;
    }
    return 0;
}

static int table_from_pair(Thread *t, Dict *table, Value x, Value y, Value deleted)
{
    if (!v_is_str(x)) {
        raise_format(t, EXC_TypeError,
                     "first maketrans argument must be a string if there is a second argument");
        return -1;
    }
    if (STR(x)->len != STR(y)->len) {
        raise_format(t, EXC_ValueError, "the first two maketrans arguments must have equal length");
        return -1;
    }
    for (size_t i = 0; i < STR(x)->len; i++)
        if (dict_set(t, table, v_from_small(str_at(STR(x), i)), v_from_small(str_at(STR(y), i))))
            return -1;
    for (size_t i = 0; v_is_str(deleted) && i < STR(deleted)->len; i++)
        if (dict_set(t, table, v_from_small(str_at(STR(deleted), i)), V_NONE))
            return -1;
    return 0;
}

NATIVE_STATIC(str_maketrans, "maketrans(x, y=<unrepresentable>, z=<unrepresentable>, /)",
              "Return a translation table usable for str.translate().\n\n"
              "If there is only one argument, it must be a dictionary mapping Unicode\n"
              "ordinals (integers) or characters to Unicode ordinals, strings or None.\n"
              "Character keys will be then converted to ordinals.\n"
              "If there are two arguments, they must be strings of equal length, and\n"
              "in the resulting dictionary, each character in x will be mapped to the\n"
              "character at the same position in y. If there is a third argument, it\n"
              "must be a string, whose characters will be mapped to None in the result.")
{
    if (!v_is_empty(a[1]) && str_check_arg(t, a[1], "maketrans", 2))
        return V_ERROR;
    if (!v_is_empty(a[2]) && str_check_arg(t, a[2], "maketrans", 3))
        return V_ERROR;
    Dict *table = dict_alloc(t);
    if (!table)
        return V_ERROR;
    int status = v_is_empty(a[1]) ? table_from_dict(t, table, a[0])
                                  : table_from_pair(t, table, a[0], a[1], a[2]);
    if (status == 0)
        return v_from(table);
    obj_drop(t, table);
    return V_ERROR;
}

const NativeDef *const str_pad_methods[] = {
    &str_center_def, &str_expandtabs_def, &str_ljust_def, &str_lstrip_def,
    &str_rjust_def,  &str_rstrip_def,     &str_strip_def, &str_translate_def,
    &str_zfill_def,  &str_maketrans_def,  NULL,
};
