/* SPDX-License-Identifier: MIT */
/*
 * Unicode names: a table made at build time (lexer/names.sh), and rules for the names made by rule:
 * Hangul syllables by their letters, ideographs and their like by their number.
 */
#include "lexer/literal.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define TEXT(name)
#define START(place)
#define PLACE(cp)
#define ALIAS(cp)
#define ORDER(number)
#define SEQUENCE(name, text)

/* All names, one behind the other. */
#undef TEXT
#define TEXT(name) name "\0"
static const char texts[] =
#include "unicode_names.inc"
    ;
#undef TEXT
#define TEXT(name)

#undef START
#define START(place) place,
static const uint32_t starts[] = {
#include "unicode_names.inc"
};
#undef START
#define START(place)

/* The characters, in the order of the names: first the official names by code point. */
#undef PLACE
#undef ALIAS
#define PLACE(cp) cp,
#define ALIAS(cp) cp,
static const uint32_t places[] = {
#include "unicode_names.inc"
};
#undef PLACE
#undef ALIAS
#define PLACE(cp)
#define ALIAS(cp) +1
enum {
    ALIASES =
#include "unicode_names.inc"
        +0,
    ALL = sizeof places / sizeof *places,
    OFFICIAL = ALL - ALIASES
};
#undef ALIAS
#define ALIAS(cp)

/* The numbers of the names in the order of the alphabet. */
#undef ORDER
#define ORDER(number) number,
static const uint16_t by_name[] = {
#include "unicode_names.inc"
};
#undef ORDER
#define ORDER(number)

static const struct {
    const char *name, *text;
} sequences[] = {
#undef SEQUENCE
#define SEQUENCE(name, text) {name, text},
#include "unicode_names.inc"
    {NULL, NULL}};

_Static_assert(ALL < UINT16_MAX, "by_name needs wider numbers");

/* ---- names made by rule ---- */

static const char ideograph_prefix[] = "CJK UNIFIED IDEOGRAPH-";
static const struct {
    uint32_t first, last;
} ideographs[] = {{0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0x20000, 0x2A6DF}, {0x2A700, 0x2B739},
                  {0x2B740, 0x2B81D}, {0x2B820, 0x2CEA1}, {0x2CEB0, 0x2EBE0}, {0x2EBF0, 0x2EE5D},
                  {0x30000, 0x3134A}, {0x31350, 0x323AF}};

static bool is_ideograph(uint32_t cp)
{
    for (size_t i = 0; i < sizeof ideographs / sizeof *ideographs; i++)
        if (cp >= ideographs[i].first && cp <= ideographs[i].last)
            return true;
    return false;
}

enum { SYLLABLES = 0xAC00, LEADS = 19, VOWELS = 21, TAILS = 28 };
static const char syllable_prefix[] = "HANGUL SYLLABLE ";
static const char leads[LEADS][3] = {"G",  "GG", "N", "D",  "DD", "R", "M", "B", "BB", "S",
                                     "SS", "",   "J", "JJ", "C",  "K", "T", "P", "H"};
static const char vowels[VOWELS][4] = {"A",   "AE", "YA", "YAE", "EO", "E",  "YEO",
                                       "YE",  "O",  "WA", "WAE", "OE", "YO", "U",
                                       "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
static const char tails[TAILS][3] = {"",   "G",  "GG", "GS", "N",  "NJ", "NH", "D", "L",  "LG",
                                     "LM", "LB", "LS", "LT", "LP", "LH", "M",  "B", "BS", "S",
                                     "SS", "NG", "J",  "C",  "K",  "T",  "P",  "H"};

/* The number of the longest of the parts that `text` begins with. */
static size_t longest_part(const char *parts, size_t width, size_t count, const char **text,
                           const char *end)
{
    size_t best = SIZE_MAX, best_len = 0;
    for (size_t i = 0; i < count; i++) {
        const char *part = parts + i * width;
        size_t len = strlen(part);
        bool begins = len <= (size_t)(end - *text) && memcmp(part, *text, len) == 0;
        if (begins && (best == SIZE_MAX || len > best_len)) {
            best = i;
            best_len = len;
        }
    }
    *text += best_len;
    return best;
}

static uint32_t find_syllable(const char *name, size_t len)
{
    size_t skip = sizeof syllable_prefix - 1;
    if (len <= skip || memcmp(name, syllable_prefix, skip) != 0)
        return UINT32_MAX;
    const char *p = name + skip, *end = name + len;
    size_t lead = longest_part(leads[0], sizeof *leads, LEADS, &p, end);
    size_t vowel = longest_part(vowels[0], sizeof *vowels, VOWELS, &p, end);
    size_t tail = longest_part(tails[0], sizeof *tails, TAILS, &p, end);
    if (vowel == SIZE_MAX || p != end)
        return UINT32_MAX;
    return SYLLABLES + (uint32_t)((lead * VOWELS + vowel) * TAILS + tail);
}

static uint32_t find_ideograph(const char *name, size_t len)
{
    size_t skip = sizeof ideograph_prefix - 1;
    uint32_t cp = 0;
    if (len < skip + 4 || len > skip + 5 || memcmp(name, ideograph_prefix, skip) != 0)
        return UINT32_MAX;
    for (size_t i = skip; i < len; i++) {
        char c = name[i];
        if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'F')))
            return UINT32_MAX;
        cp = cp << 4 | (uint32_t)(c <= '9' ? c - '0' : c - 'A' + 10);
    }
    return is_ideograph(cp) ? cp : UINT32_MAX;
}

/* ---- the table ---- */

/* Compares as the alphabet goes, capital and small letters alike. */
static int compare_name(const char *known, const char *name, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        int c = toupper((unsigned char)name[i]);
        if ((unsigned char)known[i] != c)
            return (unsigned char)known[i] - c;
    }
    return (unsigned char)known[len];
}

uint32_t unicode_name_find(const char *name, size_t len)
{
    size_t low = 0, high = ALL;
    if (memchr(name, '\0', len))
        return UINT32_MAX;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = compare_name(texts + starts[by_name[middle]], name, len);
        if (order == 0)
            return places[by_name[middle]];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    uint32_t cp = find_syllable(name, len);
    return cp == UINT32_MAX ? find_ideograph(name, len) : cp;
}

const char *unicode_sequence_find(const char *name, size_t len)
{
    for (size_t i = 0; sequences[i].name; i++)
        if (strlen(sequences[i].name) == len && strncasecmp(sequences[i].name, name, len) == 0)
            return sequences[i].text;
    return NULL;
}

const char *unicode_name_of(uint32_t cp, char space[UNICODE_NAME_ROOM])
{
    size_t low = 0, high = OFFICIAL;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (places[middle] == cp)
            return texts + starts[middle];
        if (places[middle] < cp)
            low = middle + 1;
        else
            high = middle;
    }
    uint32_t s = cp - SYLLABLES;
    if (cp >= SYLLABLES && s < LEADS * VOWELS * TAILS) {
        snprintf(space, UNICODE_NAME_ROOM, "%s%s%s%s", syllable_prefix, leads[s / TAILS / VOWELS],
                 vowels[s / TAILS % VOWELS], tails[s % TAILS]);
        return space;
    }
    if (!is_ideograph(cp))
        return NULL;
    snprintf(space, UNICODE_NAME_ROOM, "%s%04X", ideograph_prefix, (unsigned)cp);
    return space;
}
