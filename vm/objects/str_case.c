/* SPDX-License-Identifier: MIT */
/* Case: upper, lower, title ... with the full mappings (one code point may become three). */
#include "vm/core/unicode.h"
#include "vm/objects/str_methods.h"

#define CAPITAL_SIGMA 0x3a3
#define SMALL_SIGMA   0x3c3
#define FINAL_SIGMA   0x3c2

typedef int (*CaseMapping)(uint32_t cp, uint32_t out[3]);

/* The first code point from i on, in steps, that case does not ignore: is it a letter with case? */
static bool cased_neighbour(const Str *s, size_t i, int step)
{
    for (; i < s->len; i += (size_t)step) { /* stepping below 0 wraps beyond len */
        uint32_t cp = str_at(s, i);
        if (!unicode_is_case_ignorable(cp))
            return unicode_is_cased(cp);
    }
    return false;
}

/* Lower case of s[i]. A sigma that ends a word has a form of its own. */
static int lower_at(const Str *s, size_t i, uint32_t out[3])
{
    uint32_t cp = str_at(s, i);
    if (cp != CAPITAL_SIGMA)
        return unicode_lower(cp, out);
    bool final = cased_neighbour(s, i - 1, -1) && !cased_neighbour(s, i + 1, 1);
    out[0] = final ? FINAL_SIGMA : SMALL_SIGMA;
    return 1;
}

static void push_all(StrBuf *b, const uint32_t *cps, int n)
{
    for (int i = 0; i < n; i++)
        strbuf_char(b, cps[i]);
}

/* ASCII text changed byte by byte: letters of one case get the bit of the other. */
static Value ascii_change(Thread *t, const Str *s, char first, bool both)
{
    Str *result = str_alloc(t, s->len, 0x7f);
    if (!result)
        return V_ERROR;
    const uint8_t *from = str_data(s);
    uint8_t *to = str_data(result);
    size_t i = 0;
    for (; i + 8 <= s->len; i += 8) { /* eight letters at once: no sum leaves its byte */
        uint64_t word, ones = ~(uint64_t)0 / 255;
        memcpy(&word, from + i, 8);
        uint64_t probe = both ? word | ones * 0x20 : word, start = both ? 'a' : (uint8_t)first;
        uint64_t letters = (probe + ones * (128 - start)) & ~(probe + ones * (128 - start - 26));
        word ^= (letters & ones * 128) >> 2;
        memcpy(to + i, &word, 8);
    }
    for (; i < s->len; i++) {
        uint8_t letter = both ? (uint8_t)((from[i] | 0x20) - 'a') : (uint8_t)(from[i] - first);
        to[i] = from[i] ^ (letter < 26 ? 0x20 : 0);
    }
    return v_from(result);
}

static Value map_all(Thread *t, const Str *s, CaseMapping map)
{
    StrBuf b;
    uint32_t out[3];
    strbuf_init(&b, t);
    for (size_t i = 0; i < s->len; i++)
        push_all(&b, out, map(str_at(s, i), out));
    return strbuf_finish(&b);
}

static Value str_lowered(Thread *t, const Str *s)
{
    StrBuf b;
    uint32_t out[3];
    strbuf_init(&b, t);
    for (size_t i = 0; i < s->len; i++)
        push_all(&b, out, lower_at(s, i, out));
    return strbuf_finish(&b);
}

NATIVE(str_lower, "lower(self, /)", "Return a copy of the string converted to lowercase.")
{
    const Str *s = STR(a[0]);
    return str_is_ascii(s) ? ascii_change(t, s, 'A', false) : str_lowered(t, s);
}

NATIVE(str_upper, "upper(self, /)", "Return a copy of the string converted to uppercase.")
{
    const Str *s = STR(a[0]);
    return str_is_ascii(s) ? ascii_change(t, s, 'a', false) : map_all(t, s, unicode_upper);
}

NATIVE(str_casefold, "casefold(self, /)",
       "Return a version of the string suitable for caseless comparisons.")
{
    const Str *s = STR(a[0]);
    return str_is_ascii(s) ? ascii_change(t, s, 'A', false) : map_all(t, s, unicode_fold);
}

NATIVE(str_swapcase, "swapcase(self, /)",
       "Convert uppercase characters to lowercase and lowercase characters to uppercase.")
{
    const Str *s = STR(a[0]);
    StrBuf b;
    uint32_t out[3];
    if (str_is_ascii(s))
        return ascii_change(t, s, 'A', true);
    strbuf_init(&b, t);
    for (size_t i = 0; i < s->len; i++) {
        uint32_t cp = str_at(s, i);
        if (unicode_is_upper(cp))
            push_all(&b, out, lower_at(s, i, out));
        else if (unicode_is_lower(cp))
            push_all(&b, out, unicode_upper(cp, out));
        else
            strbuf_char(&b, cp);
    }
    return strbuf_finish(&b);
}

/* ASCII text in which the first letter, or that of each word, is a capital and the others are
 * small. */
static Value ascii_capitals(Thread *t, const Str *s, bool words)
{
    Str *result = str_alloc(t, s->len, 0x7f);
    if (!result)
        return V_ERROR;
    const uint8_t *from = str_data(s);
    uint8_t *to = str_data(result);
    uint8_t small = 0; /* 0x20: inside a word */
    for (size_t i = 0; i < s->len; i++) {
        bool letter = (uint8_t)((from[i] | 0x20) - 'a') < 26;
        to[i] = letter ? (uint8_t)((from[i] & ~0x20) | small) : from[i];
        small = letter || !words ? 0x20 : 0;
    }
    return v_from(result);
}

NATIVE(str_capitalize, "capitalize(self, /)",
       "Return a capitalized version of the string.\n\n"
       "More specifically, make the first character have upper case and the rest lower\ncase.")
{
    const Str *s = STR(a[0]);
    StrBuf b;
    uint32_t out[3];
    if (str_is_ascii(s))
        return ascii_capitals(t, s, false);
    strbuf_init(&b, t);
    for (size_t i = 0; i < s->len; i++)
        push_all(&b, out, i ? lower_at(s, i, out) : unicode_title(str_at(s, 0), out));
    return strbuf_finish(&b);
}

NATIVE(str_title, "title(self, /)",
       "Return a version of the string where each word is titlecased.\n\n"
       "More specifically, words start with uppercased characters and all remaining\n"
       "cased characters have lower case.")
{
    const Str *s = STR(a[0]);
    StrBuf b;
    uint32_t out[3];
    bool inside = false;
    if (str_is_ascii(s))
        return ascii_capitals(t, s, true);
    strbuf_init(&b, t);
    for (size_t i = 0; i < s->len; i++) {
        uint32_t cp = str_at(s, i);
        push_all(&b, out, inside ? lower_at(s, i, out) : unicode_title(cp, out));
        inside = unicode_is_cased(cp);
    }
    return strbuf_finish(&b);
}

const NativeDef *const str_case_methods[] = {&str_capitalize_def,
                                             &str_casefold_def,
                                             &str_title_def,
                                             &str_lower_def,
                                             &str_swapcase_def,
                                             &str_upper_def,
                                             NULL};
