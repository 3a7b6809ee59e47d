/* SPDX-License-Identifier: MIT */
/* Private to the loading of source: declared encodings, and what is said about bytes that do not
 * decode. */
#ifndef LEXER_SOURCE_ERRORS_H
#define LEXER_SOURCE_ERRORS_H

#include "lexer/base.h"

typedef enum Encoding {
    ENC_UTF8,
    ENC_LATIN1,
    ENC_ASCII,
    ENC_CP1251,
    ENC_KOI8_R,
    ENC_UNKNOWN
} Encoding;

/* The declared name of an encoding, as it is shown in messages. */
typedef struct Cookie {
    char name[64];
    bool found;
    Encoding encoding;
} Cookie;

/* All set *d and return false. `at` is the offending byte of bytes..end. */
bool source_fail_nul(Source *s, const char *bytes, const char *at, Diag *d);
bool source_fail_utf8(Source *s, const Cookie *k, const char *bytes, const char *end,
                      const char *at, Diag *d);
bool source_fail_charset(Source *s, const Cookie *k, const char *bytes, const char *at, Diag *d);
bool source_fail_cookie(Source *s, const Cookie *k, bool bom, Diag *d);
/* Is the byte in a comment? A program given as bytes may hold anything there. */
bool source_in_comment(const char *bytes, const char *at);

#endif
