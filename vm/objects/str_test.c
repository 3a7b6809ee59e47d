/* SPDX-License-Identifier: MIT */
/* isalpha() and its kin. */
#include "vm/core/unicode.h"
#include "vm/objects/str_methods.h"

typedef bool (*Property)(uint32_t cp);

/* What ASCII characters are. */
enum { ALPHA = 1, DIGIT = 2, SPACE = 4, NEITHER = 8 /* to be asked for one by one */ };
static const uint8_t ascii_classes[128] = {
    [9 ... 13] = SPACE, [0x1c ... 0x1f] = SPACE, [' '] = SPACE,
    ['0' ... '9'] = DIGIT, ['A' ... 'Z'] = ALPHA, ['a' ... 'z'] = ALPHA,
};

/* classes: those of the ASCII characters that have the property; NEITHER: they say nothing. */
static bool all_have(const Str *s, size_t from, Property property, unsigned classes)
{
    if (classes != NEITHER && str_is_ascii(s)) {
        const uint8_t *p = str_data(s);
        for (size_t i = from; i < s->len; i++)
            if (!(ascii_classes[p[i]] & classes))
                return false;
        return true;
    }
    for (size_t i = from; i < s->len; i++)
        if (!property(str_at(s, i)))
            return false;
    return true;
}

static bool is_alnum(uint32_t cp)
{
    return unicode_is_alpha(cp) || unicode_is_numeric(cp) || unicode_is_digit(cp);
}

/* One row a method: true if the string is not empty and every code point has the property. */
#define ALL_HAVE(method, property, classes, doc)                                    \
    NATIVE(str_##method, #method "(self, /)", doc)                                  \
    {                                                                               \
        return v_bool(STR(a[0])->len && all_have(STR(a[0]), 0, property, classes)); \
    }
ALL_HAVE(isalnum, is_alnum, ALPHA | DIGIT,
         "Return True if the string is an alpha-numeric string, False otherwise.\n\n"
         "A string is alpha-numeric if all characters in the string are alpha-numeric and\n"
         "there is at least one character in the string.")
ALL_HAVE(isalpha, unicode_is_alpha, ALPHA,
         "Return True if the string is an alphabetic string, False otherwise.\n\n"
         "A string is alphabetic if all characters in the string are alphabetic and there\n"
         "is at least one character in the string.")
ALL_HAVE(isdecimal, unicode_is_decimal, DIGIT,
         "Return True if the string is a decimal string, False otherwise.\n\n"
         "A string is a decimal string if all characters in the string are decimal and\n"
         "there is at least one character in the string.")
ALL_HAVE(isdigit, unicode_is_digit, DIGIT,
         "Return True if the string is a digit string, False otherwise.\n\n"
         "A string is a digit string if all characters in the string are digits and there\n"
         "is at least one character in the string.")
ALL_HAVE(isnumeric, unicode_is_numeric, DIGIT,
         "Return True if the string is a numeric string, False otherwise.\n\n"
         "A string is numeric if all characters in the string are numeric and there is at\n"
         "least one character in the string.")
ALL_HAVE(isspace, unicode_is_space, SPACE,
         "Return True if the string is a whitespace string, False otherwise.\n\n"
         "A string is whitespace if all characters in the string are whitespace and there\n"
         "is at least one character in the string.")

NATIVE(str_isascii, "isascii(self, /)",
       "Return True if all characters in the string are ASCII, False otherwise.\n\n"
       "ASCII characters have code points in the range U+0000-U+007F.\nEmpty string is ASCII too.")
{
    return v_bool(str_is_ascii(STR(a[0])));
}

NATIVE(str_isprintable, "isprintable(self, /)",
       "Return True if all characters in the string are printable, False otherwise.\n\n"
       "A character is printable if repr() may use it in its output.")
{
    return v_bool(all_have(STR(a[0]), 0, unicode_is_printable, NEITHER));
}

NATIVE(str_isidentifier, "isidentifier(self, /)",
       "Return True if the string is a valid Python identifier, False otherwise.\n\n"
       "Call keyword.iskeyword(s) to test whether string s is a reserved identifier,\nsuch as "
       "\"def\" or \"class\".")
{
    const Str *s = STR(a[0]);
    return v_bool(s->len && unicode_is_id_start(str_at(s, 0)) &&
                  all_have(s, 1, unicode_is_id_continue, NEITHER));
}

/* Some letter of the wanted case, none of the other, none in title case. */
static bool only_case(const Str *s, Property wanted, Property other)
{
    bool seen = false;
    for (size_t i = 0; i < s->len; i++) {
        uint32_t cp = str_at(s, i);
        if (other(cp) || unicode_is_title(cp))
            return false;
        seen |= wanted(cp);
    }
    return seen;
}

NATIVE(str_islower, "islower(self, /)",
       "Return True if the string is a lowercase string, False otherwise.\n\n"
       "A string is lowercase if all cased characters in the string are lowercase and\n"
       "there is at least one cased character in the string.")
{
    return v_bool(only_case(STR(a[0]), unicode_is_lower, unicode_is_upper));
}

NATIVE(str_isupper, "isupper(self, /)",
       "Return True if the string is an uppercase string, False otherwise.\n\n"
       "A string is uppercase if all cased characters in the string are uppercase and\n"
       "there is at least one cased character in the string.")
{
    return v_bool(only_case(STR(a[0]), unicode_is_upper, unicode_is_lower));
}

NATIVE(str_istitle, "istitle(self, /)",
       "Return True if the string is a title-cased string, False otherwise.\n\n"
       "In a title-cased string, upper- and title-case characters may only\n"
       "follow uncased characters and lowercase characters only cased ones.")
{
    const Str *s = STR(a[0]);
    bool inside = false, seen = false;
    for (size_t i = 0; i < s->len; i++) {
        uint32_t cp = str_at(s, i);
        bool big = unicode_is_upper(cp) || unicode_is_title(cp), small = unicode_is_lower(cp);
        if (big ? inside : small && !inside)
            return V_FALSE;
        inside = big || small;
        seen |= inside;
    }
    return v_bool(seen);
}

const NativeDef *const str_test_methods[] = {
    &str_isascii_def,
    &str_islower_def,
    &str_isupper_def,
    &str_istitle_def,
    &str_isspace_def,
    &str_isdecimal_def,
    &str_isdigit_def,
    &str_isnumeric_def,
    &str_isalpha_def,
    &str_isalnum_def,
    &str_isidentifier_def,
    &str_isprintable_def,
    NULL,
};
