/* SPDX-License-Identifier: MIT */
/* Properties of code points, from utf8proc's tables and from unicode.def where CPython differs. */
#ifndef RONDO_UNICODE_H
#define RONDO_UNICODE_H

#include <stdbool.h>
#include <stdint.h>

bool unicode_is_printable(uint32_t cp);
bool unicode_is_wide_space(uint32_t cp);         /* beyond ASCII */
static inline bool unicode_is_space(uint32_t cp) /* str.isspace and split() */
{
    if (cp < 0x80)
        return cp == ' ' || cp - 9 < 5 || cp - 0x1c < 4;
    return unicode_is_wide_space(cp);
}
bool unicode_is_line_break(uint32_t cp);
bool unicode_is_alpha(uint32_t cp);
bool unicode_is_decimal(uint32_t cp);
bool unicode_is_digit(uint32_t cp);
bool unicode_is_numeric(uint32_t cp);
bool unicode_is_lower(uint32_t cp);
bool unicode_is_upper(uint32_t cp);
bool unicode_is_title(uint32_t cp);
bool unicode_is_cased(uint32_t cp);
bool unicode_is_case_ignorable(uint32_t cp);
bool unicode_is_id_start(uint32_t cp);
bool unicode_is_id_continue(uint32_t cp);
int unicode_decimal(uint32_t cp); /* value 0..9 of a decimal digit of any script, or -1 */
int unicode_digit(uint32_t cp);   /* superscripts and the like too, or -1 */
/* Full case mappings: writes up to 3 code points, returns their number. */
int unicode_lower(uint32_t cp, uint32_t out[3]);
int unicode_upper(uint32_t cp, uint32_t out[3]);
int unicode_title(uint32_t cp, uint32_t out[3]);
int unicode_fold(uint32_t cp, uint32_t out[3]);

#endif
