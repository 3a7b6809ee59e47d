/* SPDX-License-Identifier: MIT */
/* Unicode names for \N{...}: a table of the common ones, and the rule for Han ideographs. */
#include "lexer/literal.h"

#include <string.h>
#include <strings.h>

typedef struct UnicodeName {
    uint32_t cp;
    const char *name;
} UnicodeName;

#define NAME(cp, name) {cp, name},
static const UnicodeName unicode_names[] = {
#include "lexer/names.def"
};
#undef NAME

/* CJK UNIFIED IDEOGRAPH-4E00 and its like are named by number. */
static uint32_t find_ideograph(const char *name, size_t len)
{
    static const char prefix[] = "CJK UNIFIED IDEOGRAPH-";
    size_t skip = sizeof prefix - 1;
    uint32_t cp = 0;
    if (len < skip + 4 || len > skip + 5 || strncasecmp(name, prefix, skip) != 0)
        return UINT32_MAX;
    for (size_t i = skip; i < len; i++) {
        char c = name[i];
        if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'F')))
            return UINT32_MAX;
        cp = cp << 4 | (uint32_t)(c <= '9' ? c - '0' : c - 'A' + 10);
    }
    bool known = (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) ||
                 (cp >= 0x20000 && cp <= 0x2A6DF);
    return known ? cp : UINT32_MAX;
}

uint32_t unicode_name_find(const char *name, size_t len)
{
    for (size_t i = 0; i < sizeof unicode_names / sizeof *unicode_names; i++) {
        const UnicodeName *n = &unicode_names[i];
        if (strlen(n->name) == len && strncasecmp(n->name, name, len) == 0)
            return n->cp;
    }
    return find_ideograph(name, len);
}

const char *unicode_name_of(uint32_t cp)
{
    /* Of several names the longest is the official one; the others are its short forms. */
    const char *found = NULL;
    for (size_t i = 0; i < sizeof unicode_names / sizeof *unicode_names; i++)
        if (unicode_names[i].cp == cp && (!found || strlen(unicode_names[i].name) > strlen(found)))
            found = unicode_names[i].name;
    return found;
}
