/* SPDX-License-Identifier: MIT */
/* Methods of bytes and bytearray that take them for ASCII text: case, tests, padding. */
#include "vm/objects/bytes_internal.h"

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}
static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}
static bool is_alpha(char c)
{
    return is_lower(c) || is_upper(c);
}
static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}
static bool is_alnum(char c)
{
    return is_alpha(c) || is_digit(c);
}
static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}
static char to_lower(char c)
{
    return is_upper(c) ? (char)(c + 32) : c;
}
static char to_upper(char c)
{
    return is_lower(c) ? (char)(c - 32) : c;
}

/* ---- tests: all bytes, and at least one ---- */

static Value all_are(Value self, bool (*test)(char c))
{
    Piece p = piece_of(self);
    for (size_t i = 0; i < p.n; i++)
        if (!test(p.p[i]))
            return V_FALSE;
    return v_bool(p.n);
}

NATIVE(isalpha, "isalpha(self, /)", "Are all bytes ASCII letters, and is there one?")
{
    return all_are(a[0], is_alpha);
}

NATIVE(isdigit, "isdigit(self, /)", "Are all bytes ASCII digits, and is there one?")
{
    return all_are(a[0], is_digit);
}

NATIVE(isalnum, "isalnum(self, /)", "Are all bytes ASCII letters or digits, and is there one?")
{
    return all_are(a[0], is_alnum);
}

NATIVE(isspace, "isspace(self, /)", "Are all bytes ASCII white space, and is there one?")
{
    return all_are(a[0], is_blank);
}

NATIVE(isascii, "isascii(self, /)", "Are all bytes below 128?")
{
    Piece p = piece_of(a[0]);
    for (size_t i = 0; i < p.n; i++)
        if (p.p[i] & 0x80)
            return V_FALSE;
    return V_TRUE;
}

/* No letter of the other case, and at least one of this. */
static Value is_cased(Value self, bool (*wanted)(char c), bool (*other)(char c))
{
    Piece p = piece_of(self);
    bool any = false;
    for (size_t i = 0; i < p.n; i++) {
        if (other(p.p[i]))
            return V_FALSE;
        any |= wanted(p.p[i]);
    }
    return v_bool(any);
}

NATIVE(islower, "islower(self, /)", "Are all letters lower case, and is there one?")
{
    return is_cased(a[0], is_lower, is_upper);
}

NATIVE(isupper, "isupper(self, /)", "Are all letters upper case, and is there one?")
{
    return is_cased(a[0], is_upper, is_lower);
}

NATIVE(istitle, "istitle(self, /)", "Does each word begin upper case and go on lower case?")
{
    Piece p = piece_of(a[0]);
    bool in_word = false, any = false;
    for (size_t i = 0; i < p.n; i++) {
        char c = p.p[i];
        if (is_upper(c) ? in_word : is_lower(c) && !in_word)
            return V_FALSE;
        in_word = is_alpha(c);
        any |= in_word;
    }
    return v_bool(any);
}

/* ---- case: each byte by itself, given the one before it ---- */

typedef char (*CaseFn)(char c, char before, bool first);

static Value map_case(Thread *t, Value self, CaseFn fn)
{
    Piece p = piece_of(self);
    Value made;
    char *to = piece_alloc(t, piece_kind(self), p.n, &made);
    for (size_t i = 0; to && i < p.n; i++)
        to[i] = fn(p.p[i], i ? p.p[i - 1] : ' ', i == 0);
    return made;
}

static char case_swap(char c, char before, bool first)
{
    return is_upper(c) ? to_lower(c) : to_upper(c);
}
static char case_title(char c, char before, bool first)
{
    return is_alpha(before) ? to_lower(c) : to_upper(c);
}
static char case_capital(char c, char before, bool first)
{
    return first ? to_upper(c) : to_lower(c);
}

/* All letters from `first` to `first` + 25 changed over to the other case. */
static Value map_letters(Thread *t, Value self, char first)
{
    Piece p = piece_of(self);
    Value made;
    char *to = piece_alloc(t, piece_kind(self), p.n, &made);
    for (size_t i = 0; to && i < p.n; i++)
        to[i] = (char)(p.p[i] ^ ((uint8_t)(p.p[i] - first) < 26) << 5);
    return made;
}

NATIVE(lower, "lower(self, /)", "A copy with ASCII letters in lower case.")
{
    return map_letters(t, a[0], 'A');
}

NATIVE(upper, "upper(self, /)", "A copy with ASCII letters in upper case.")
{
    return map_letters(t, a[0], 'a');
}

NATIVE(swapcase, "swapcase(self, /)", "A copy with the case of ASCII letters changed over.")
{
    return map_case(t, a[0], case_swap);
}

NATIVE(title, "title(self, /)", "A copy in which words begin upper case.")
{
    return map_case(t, a[0], case_title);
}

NATIVE(capitalize, "capitalize(self, /)",
       "A copy with the first byte in upper case and the rest in lower case.")
{
    return map_case(t, a[0], case_capital);
}

/* ---- padding ---- */

/* self between `left` and `right` fill bytes. */
static Value padded(Thread *t, Value self, size_t left, size_t right, char fill)
{
    Piece p = piece_of(self);
    if (left > (size_t)PTRDIFF_MAX - p.n || right > (size_t)PTRDIFF_MAX - p.n - left)
        return raise_memory(t);
    if (left + right == 0)
        return piece_same(t, self);
    Value made;
    char *to = piece_alloc(t, piece_kind(self), left + p.n + right, &made);
    if (to) {
        memset(to, fill, left);
        memcpy(to + left, p.p, p.n);
        memset(to + left + p.n, fill, right);
    }
    return made;
}

/* A fill argument: one byte. -1: error. */
static int fill_byte(Thread *t, Value v, const char *name)
{
    if (v_is_empty(v))
        return ' ';
    if ((v_has_layout(v, KIND_bytes) || v_has_layout(v, KIND_bytearray)) && piece_of(v).n == 1)
        return (uint8_t)*piece_of(v).p;
    raise_format(t, EXC_TypeError, "%s() argument 2 must be a byte string of length 1, not %s",
                 name, v_is_none(v) ? "None" : v_type_name(t, v));
    return -1;
}

typedef enum { PAD_RIGHT, PAD_LEFT, PAD_BOTH } PadSide;

static Value justified(Thread *t, Value *a, const char *name, PadSide side)
{
    int64_t width;
    if (value_to_ssize(t, a[1], &width, EXC_OverflowError) < 0)
        return V_ERROR;
    int fill = fill_byte(t, a[2], name);
    if (fill < 0)
        return V_ERROR;
    int64_t len = (int64_t)piece_of(a[0]).n, pad = width > len ? width - len : 0;
    int64_t left = side == PAD_RIGHT ? 0 : side == PAD_LEFT ? pad : pad / 2 + (pad & width & 1);
    return padded(t, a[0], (size_t)left, (size_t)(pad - left), (char)fill);
}

NATIVE(ljust, "ljust(self, width, fillchar=b' ', /)", "Padded at the right to width.")
{
    return justified(t, a, "ljust", PAD_RIGHT);
}

NATIVE(rjust, "rjust(self, width, fillchar=b' ', /)", "Padded at the left to width.")
{
    return justified(t, a, "rjust", PAD_LEFT);
}

NATIVE(center, "center(self, width, fillchar=b' ', /)", "Padded at both sides to width.")
{
    return justified(t, a, "center", PAD_BOTH);
}

NATIVE(zfill, "zfill(self, width, /)", "Padded at the left with zeros, behind a sign.")
{
    int64_t width;
    if (value_to_ssize(t, a[1], &width, EXC_OverflowError) < 0)
        return V_ERROR;
    int64_t len = (int64_t)piece_of(a[0]).n;
    size_t fill = width > len ? (size_t)(width - len) : 0;
    Value made = padded(t, a[0], fill, 0, '0');
    if (v_is_error(made) || fill == 0 || len == 0)
        return made;
    char *p = (char *)(uintptr_t)piece_of(made).p;
    if (p[fill] == '+' || p[fill] == '-') {
        p[0] = p[fill];
        p[fill] = '0';
    }
    return made;
}

NATIVE(expandtabs, "expandtabs(self, /, tabsize=8)",
       "Tabs replaced by spaces up to the next column that tabsize divides.")
{
    int64_t size = 8;
    if (!v_is_empty(a[1]) && value_to_int64(t, a[1], &size) < 0)
        return V_ERROR;
    Piece p = piece_of(a[0]);
    ByteBuf b;
    bytebuf_init(&b, t);
    int64_t column = 0;
    for (size_t i = 0; i < p.n && !b.failed; i++) {
        char c = p.p[i];
        if (c == '\t') {
            int64_t gap = size > 0 ? size - column % size : 0;
            char *to = bytebuf_space(&b, (size_t)gap);
            if (to)
                memset(to, ' ', (size_t)gap);
            column += gap;
            continue;
        }
        column = c == '\n' || c == '\r' ? 0 : column + 1;
        bytebuf_char(&b, c);
    }
    Value made = b.failed ? V_ERROR : piece_new(t, piece_kind(a[0]), b.data, b.len);
    bytebuf_free(&b);
    return made;
}

const NativeDef *const bytes_text_methods[] = {
    &isalpha_def,  &isdigit_def, &isalnum_def,    &isspace_def, &isascii_def,
    &islower_def,  &isupper_def, &istitle_def,    &lower_def,   &upper_def,
    &swapcase_def, &title_def,   &capitalize_def, &ljust_def,   &rjust_def,
    &center_def,   &zfill_def,   &expandtabs_def, NULL,
};
