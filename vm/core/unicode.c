/* SPDX-License-Identifier: MIT */
/*
 * Properties of code points. utf8proc knows categories and simple case mappings; unicode.def lists
 * what it does not know or says otherwise than Unicode 15.1, the version of CPython 3.13.
 */
#include "vm/core/unicode.h"
#include <utf8proc.h>
#include <stddef.h>

typedef struct Range {
    uint32_t first, last;
    bool yes;
} Range;

#define RANGES_BEGIN(property) static const Range property##_exceptions[] = {
#define YES(first, last)       {first, last, true},
#define NO(first, last)        {first, last, false},
#define RANGES_END                    \
    {                                 \
        UINT32_MAX, UINT32_MAX, false \
    }                                 \
    }                                 \
    ;
#include "vm/core/unicode.def"
#undef RANGES_BEGIN
#undef YES
#undef NO
#undef RANGES_END

typedef struct DigitRun {
    uint32_t first, last;
    int value; /* of first */
} DigitRun;

static const DigitRun digit_runs[] = {
#define DIGITS(first, last, value) {first, last, value},
#include "vm/core/unicode.def"
#undef DIGITS
    {UINT32_MAX, UINT32_MAX, 0}};

typedef struct CaseMap {
    uint32_t from, to[3];
} CaseMap;

#define MAPS_BEGIN(kind)   static const CaseMap kind##_maps[] = {
#define MAP(from, a, b, c) {from, {a, b, c}},
#define MAPS_END    \
    {               \
        UINT32_MAX, \
        {           \
            0, 0, 0 \
        }           \
    }               \
    }               \
    ;
#include "vm/core/unicode.def"
#undef MAPS_BEGIN
#undef MAP
#undef MAPS_END

/* The answer of a sorted exception table, else the given one. */
static bool range_answer(const Range *table, size_t n, uint32_t cp, bool otherwise)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (cp > table[mid].last)
            low = mid + 1;
        else
            high = mid;
    }
    return low < n && table[low].first <= cp ? table[low].yes : otherwise;
}
#define ANSWER(property, cp, otherwise) \
    range_answer(property##_exceptions, sizeof property##_exceptions / sizeof(Range), cp, otherwise)

static inline uint32_t bit(utf8proc_category_t c)
{
    return (uint32_t)1 << c;
}
#define CATEGORY(x) ((uint32_t)1 << UTF8PROC_CATEGORY_##x)
#define LETTERS     (CATEGORY(LU) | CATEGORY(LL) | CATEGORY(LT) | CATEGORY(LM) | CATEGORY(LO))
#define NUMBERS     (CATEGORY(ND) | CATEGORY(NL) | CATEGORY(NO))

static inline bool in_category(uint32_t cp, uint32_t categories)
{
    return categories & bit(utf8proc_category((utf8proc_int32_t)cp));
}

bool unicode_is_printable(uint32_t cp)
{
    if (cp < 0x7f)
        return cp >= ' ';
    const uint32_t hidden = CATEGORY(CC) | CATEGORY(CF) | CATEGORY(CS) | CATEGORY(CO) |
                            CATEGORY(CN) | CATEGORY(ZL) | CATEGORY(ZP) | CATEGORY(ZS);
    return ANSWER(printable, cp, !in_category(cp, hidden));
}

bool unicode_is_wide_space(uint32_t cp)
{
    return cp == 0x85 || in_category(cp, CATEGORY(ZS) | CATEGORY(ZL) | CATEGORY(ZP));
}

bool unicode_is_line_break(uint32_t cp)
{
    return (cp >= 10 && cp <= 13) || (cp >= 0x1c && cp <= 0x1e) || cp == 0x85 || cp == 0x2028 ||
           cp == 0x2029;
}

bool unicode_is_alpha(uint32_t cp)
{
    if (cp < 0x80)
        return (cp | 32) - 'a' < 26;
    return ANSWER(alpha, cp, in_category(cp, LETTERS));
}

int unicode_decimal(uint32_t cp)
{
    if (cp < 0x80)
        return cp - '0' < 10 ? (int)(cp - '0') : -1;
    if (!in_category(cp, CATEGORY(ND)))
        return -1;
    /* Decimal digits stand in runs of ten. */
    uint32_t first = cp;
    while (in_category(first - 1, CATEGORY(ND)))
        first--;
    return (int)((cp - first) % 10);
}

bool unicode_is_decimal(uint32_t cp)
{
    return unicode_decimal(cp) >= 0;
}

int unicode_digit(uint32_t cp)
{
    for (const DigitRun *run = digit_runs; run->first <= cp; run++)
        if (cp <= run->last)
            return run->value + (int)(cp - run->first);
    return unicode_decimal(cp);
}

bool unicode_is_digit(uint32_t cp)
{
    return unicode_digit(cp) >= 0;
}

bool unicode_is_numeric(uint32_t cp)
{
    if (cp < 0x80)
        return cp - '0' < 10;
    return ANSWER(numeric, cp, in_category(cp, NUMBERS));
}

bool unicode_is_lower(uint32_t cp)
{
    if (cp < 0x80)
        return cp - 'a' < 26;
    return ANSWER(lower, cp, in_category(cp, CATEGORY(LL)));
}

bool unicode_is_upper(uint32_t cp)
{
    if (cp < 0x80)
        return cp - 'A' < 26;
    return ANSWER(upper, cp, in_category(cp, CATEGORY(LU)));
}

bool unicode_is_title(uint32_t cp)
{
    return cp >= 0x80 && in_category(cp, CATEGORY(LT));
}

bool unicode_is_cased(uint32_t cp)
{
    if (cp < 0x80)
        return (cp | 32) - 'a' < 26;
    return ANSWER(cased, cp, unicode_is_lower(cp) || unicode_is_upper(cp) || unicode_is_title(cp));
}

bool unicode_is_case_ignorable(uint32_t cp)
{
    const uint32_t ignorable =
        CATEGORY(MN) | CATEGORY(ME) | CATEGORY(CF) | CATEGORY(LM) | CATEGORY(SK);
    return ANSWER(ignorable, cp, in_category(cp, ignorable));
}

bool unicode_is_id_start(uint32_t cp)
{
    if (cp < 0x80)
        return (cp | 32) - 'a' < 26 || cp == '_';
    return ANSWER(id_start, cp, in_category(cp, LETTERS | CATEGORY(NL)));
}

bool unicode_is_id_continue(uint32_t cp)
{
    if (cp < 0x80)
        return (cp | 32) - 'a' < 26 || cp == '_' || cp - '0' < 10;
    const uint32_t more = CATEGORY(MN) | CATEGORY(MC) | CATEGORY(ND) | CATEGORY(PC);
    return ANSWER(id_continue, cp, in_category(cp, LETTERS | CATEGORY(NL) | more));
}

/* ---- case ---- */

static int map_find(const CaseMap *table, size_t n, uint32_t cp, uint32_t out[3])
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (cp > table[mid].from)
            low = mid + 1;
        else
            high = mid;
    }
    if (low == n || table[low].from != cp)
        return 0;
    int count = 0;
    for (; count < 3 && table[low].to[count]; count++)
        out[count] = table[low].to[count];
    return count;
}
#define MAPPED(kind, cp, out) map_find(kind##_maps, sizeof kind##_maps / sizeof(CaseMap), cp, out)

int unicode_lower(uint32_t cp, uint32_t out[3])
{
    int n = cp < 0x80 ? 0 : MAPPED(lower, cp, out);
    if (n == 0)
        out[0] = cp < 0x80 ? cp + (cp - 'A' < 26 ? 32 : 0)
                           : (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
    return n ? n : 1;
}

int unicode_upper(uint32_t cp, uint32_t out[3])
{
    int n = cp < 0x80 ? 0 : MAPPED(upper, cp, out);
    if (n == 0)
        out[0] = cp < 0x80 ? cp - (cp - 'a' < 26 ? 32 : 0)
                           : (uint32_t)utf8proc_toupper((utf8proc_int32_t)cp);
    return n ? n : 1;
}

int unicode_title(uint32_t cp, uint32_t out[3])
{
    int n = cp < 0x80 ? 0 : MAPPED(title, cp, out);
    if (n == 0)
        out[0] = cp < 0x80 ? cp - (cp - 'a' < 26 ? 32 : 0)
                           : (uint32_t)utf8proc_totitle((utf8proc_int32_t)cp);
    return n ? n : 1;
}

int unicode_fold(uint32_t cp, uint32_t out[3])
{
    int n = cp < 0x80 ? 0 : MAPPED(fold, cp, out);
    return n ? n : unicode_lower(cp, out);
}
