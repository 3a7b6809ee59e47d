/* SPDX-License-Identifier: MIT */
/* Words: keywords, and which characters of Unicode a name may hold (UAX 31, XID with NFKC). */
#include "lexer/scan.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { LONGEST_KEYWORD = 8 };

/* As long as a word of the machine: two texts are compared in one go. */
typedef struct Keyword {
    char text[LONGEST_KEYWORD];
    uint8_t len;
} Keyword;
_Static_assert(LONGEST_KEYWORD == sizeof(uint64_t), "see word_of");

#define TOKEN(name, text)
#define KEYWORD(name, text) {text, sizeof text - 1},
static const Keyword keywords[] = {
#include "lexer/tokens.def"
};
#undef TOKEN
#undef KEYWORD

enum { KEYWORDS = sizeof keywords / sizeof *keywords, FIRST = T_COUNT - KEYWORDS };

void identifier_init(Scan *s)
{
    memset(s->keyword_first, KEYWORDS, sizeof s->keyword_first);
    for (int i = KEYWORDS - 1; i >= 0; i--) {
        unsigned char initial = (unsigned char)keywords[i].text[0];
        s->keyword_first[initial] = (uint8_t)i;
        s->keyword_lengths[initial] |= (uint16_t)(1u << keywords[i].len);
    }
}

static bool is_soft(const char *text, size_t len)
{
    switch (*text) {
    case '_':
        return len == 1;
    case 'm':
        return len == 5 && memcmp(text, "match", 5) == 0;
    case 'c':
        return len == 4 && memcmp(text, "case", 4) == 0;
    case 't':
        return len == 4 && memcmp(text, "type", 4) == 0;
    default:
        return false;
    }
}

/* The first len (1 to 8) bytes of a text that goes on to `end`, and zeros behind them. */
static uint64_t word_of(const char *text, size_t len, const char *end)
{
    uint64_t word = 0;
    if (end - text < (ptrdiff_t)sizeof word) {
        memcpy(&word, text, len);
        return word;
    }
    memcpy(&word, text, sizeof word);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return word & UINT64_MAX >> 8 * (sizeof word - len);
#else
    return word & UINT64_MAX << 8 * (sizeof word - len);
#endif
}

/* Keywords with the same initial stand together in tokens.def. */
static size_t keyword_find(const Scan *s, size_t len)
{
    const char *text = s->start;
    uint64_t word = word_of(text, len, s->end), other;
    for (size_t i = s->keyword_first[(unsigned char)*text];
         i < KEYWORDS && keywords[i].text[0] == *text; i++) {
        memcpy(&other, keywords[i].text, sizeof other);
        if (other == word)
            return i;
    }
    return KEYWORDS;
}

TokenKind identifier_ascii(Scan *s)
{
    const char *text = s->start;
    size_t len = (size_t)(s->cur - text);
    if (len <= LONGEST_KEYWORD && s->keyword_lengths[(unsigned char)*text] >> len & 1) {
        size_t i = keyword_find(s, len);
        if (i < KEYWORDS)
            return (TokenKind)(FIRST + i);
    }
    if (len <= 5 && is_soft(text, len))
        s->flags |= TF_SOFT;
    return T_NAME;
}

static bool in_list(uint32_t c, const uint32_t (*ranges)[2], size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (c >= ranges[i][0] && c <= ranges[i][1])
            return true;
    return false;
}
#define IN_LIST(c, list) in_list((c), (list), sizeof(list) / sizeof *(list))

/* Letters whose compatibility form is not a name: excluded from XID_Start only, and from both. */
static const uint32_t not_start[][2] = {
    {0xE33, 0xE33},
    {0xEB3, 0xEB3},
    {0xFF9E, 0xFF9F},
};
static const uint32_t not_word[][2] = {
    {0x37A, 0x37A},   {0x309B, 0x309C}, {0xFC5E, 0xFC63}, {0xFDFA, 0xFDFB}, {0xFE70, 0xFE70},
    {0xFE72, 0xFE72}, {0xFE74, 0xFE74}, {0xFE76, 0xFE76}, {0xFE78, 0xFE78}, {0xFE7A, 0xFE7A},
    {0xFE7C, 0xFE7C}, {0xFE7E, 0xFE7E}, {0x2E2F, 0x2E2F},
};
/* Other_ID_Start and Other_ID_Continue of Unicode 15.1. */
static const uint32_t other_start[][2] = {{0x1885, 0x1886},
                                          {0x2118, 0x2118},
                                          {0x212E, 0x212E},
                                          {0x2EBF0, 0x2EE5D} /* Han extension I, new in 15.1 */};
static const uint32_t other_continue[][2] = {
    {0xB7, 0xB7},     {0x387, 0x387},   {0x1369, 0x1371}, {0x19DA, 0x19DA},
    {0x200C, 0x200D}, {0x30FB, 0x30FB}, {0xFF65, 0xFF65},
};

static bool is_start(uint32_t c)
{
    if (c < 0x80)
        return c == '_' || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    if (IN_LIST(c, not_start) || IN_LIST(c, not_word))
        return false;
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL:
        return true;
    default:
        return IN_LIST(c, other_start);
    }
}

static bool is_continue(uint32_t c)
{
    if (is_start(c) || (c >= '0' && c <= '9'))
        return true;
    if (c < 0x80 || IN_LIST(c, not_word))
        return false;
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_PC:
        return true;
    default:
        return IN_LIST(c, not_start) || IN_LIST(c, other_continue);
    }
}

bool identifier_is_start(uint32_t c)
{
    return is_start(c);
}

bool identifier_is_continue(uint32_t c)
{
    return is_continue(c);
}

bool identifier_is_printable(uint32_t c)
{
    if (c < 0x80)
        return c >= 0x20 && c < 0x7F;
    utf8proc_category_t k = utf8proc_category((utf8proc_int32_t)c);
    return k != UTF8PROC_CATEGORY_CN && k < UTF8PROC_CATEGORY_ZS;
}

/* The character from p to s->cur may not stand here. */
static TokenKind reject(Scan *s, const char *p, uint32_t c)
{
    if (identifier_is_printable(c))
        return scan_error(s, s->line, s->cur, "invalid character '%.*s' (U+%04X)",
                          (int)(s->cur - p), p, c);
    return scan_error(s, s->line, s->cur, "invalid non-printable character U+%04X", c);
}

TokenKind identifier_check(Scan *s)
{
    s->flags |= TF_NON_ASCII;
    const char *end = s->cur;
    for (const char *p = s->start, *here = p; p < end; here = p) {
        uint32_t c = utf8_decode(&p, end);
        if (c == UINT32_MAX) { /* only a program that hands over malformed text gets here */
            s->cur = here + 1;
            return reject(s, here, 0xFFFD);
        }
        if (here == s->start ? !is_start(c) : !is_continue(c)) {
            s->cur = p;
            return reject(s, here, c);
        }
    }
    return T_NAME;
}

TokenKind identifier_reject(Scan *s)
{
    return reject(s, s->start, (unsigned char)*s->start);
}

const char *identifier_normalize(Arena *a, const char *text, size_t len, size_t *out_len)
{
    bool ascii = true;
    for (size_t i = 0; i < len; i++)
        ascii &= (signed char)text[i] >= 0;
    *out_len = len;
    if (ascii)
        return text;
    utf8proc_uint8_t *folded = NULL;
    utf8proc_ssize_t n =
        len > PTRDIFF_MAX / 8
            ? -1
            : utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)len, &folded,
                           UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
    if (n < 0) {
        a->failed = true;
        return NULL;
    }
    char *copy = arena_copy(a, (const char *)folded, (size_t)n);
    free(folded);
    *out_len = (size_t)n;
    return copy;
}
