/* SPDX-License-Identifier: MIT */
/*
 * _locale: what the C library knows of locales. The process itself stays in the "C" locale, on
 * which numbers in the language rely; locale keeps the names that a script has set, and each call
 * here names the locale it is about.
 */
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <wchar.h>
#include "vm/api.h"

/* The locale for a tuple of names, one for each category from LC_CTYPE (0) to LC_MESSAGES (5).
   0 when one is not known, or with an exception. */
static locale_t locale_of(Thread *t, Value names)
{
    static const int masks[] = {LC_CTYPE_MASK,   LC_NUMERIC_MASK,  LC_TIME_MASK,
                                LC_COLLATE_MASK, LC_MONETARY_MASK, LC_MESSAGES_MASK};
    size_t n, len;
    const Value *items = seq_items(names, &n);
    locale_t made = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    for (size_t i = 0; made && i < n && i < 6; i++) {
        const char *name = str_utf8(t, V_AS(Str, items[i]), &len);
        locale_t next = name ? newlocale(masks[i], name, made) : (locale_t)0;
        if (!next)
            freelocale(made);
        made = next;
    }
    return made;
}

API(known, "known(names, /)", "Are these names of locales?")
{
    locale_t l = locale_of(t, a[0]);
    if (!l)
        return v_is_empty(t->exc) ? V_FALSE : V_ERROR;
    freelocale(l);
    return V_TRUE;
}

static int conv_text(Thread *t, Value dict, const char *name, const char *text)
{
    Value v = K(t, codec_decode(t, text, strlen(text), "utf-8", "replace"));
    return v_is_error(v) ? -1 : dict_set_cstr(t, V_AS(Dict, dict), name, v);
}

/* Sizes of groups, up to the one that is repeated or ends them. */
static int conv_grouping(Thread *t, Value dict, const char *name, const char *sizes)
{
    Value list = K(t, list_new(t, NULL, 0));
    if (v_is_error(list))
        return -1;
    for (; *sizes; sizes++) {
        if (list_append(t, V_AS(List, list), v_from_small(*sizes)) < 0)
            return -1;
        if (*sizes == CHAR_MAX || sizes[1] == 0)
            break;
    }
    if (V_AS(List, list)->len && *sizes != CHAR_MAX &&
        list_append(t, V_AS(List, list), v_from_small(0)) < 0)
        return -1;
    return dict_set_cstr(t, V_AS(Dict, dict), name, list);
}

static int conv_fill(Thread *t, Value dict, const struct lconv *c)
{
    const struct {
        const char *name, *text;
    } texts[] = {{"int_curr_symbol", c->int_curr_symbol},
                 {"currency_symbol", c->currency_symbol},
                 {"mon_decimal_point", c->mon_decimal_point},
                 {"mon_thousands_sep", c->mon_thousands_sep},
                 {"mon_grouping", NULL},
                 {"positive_sign", c->positive_sign},
                 {"negative_sign", c->negative_sign}};
    const struct {
        const char *name;
        char value;
    } numbers[] = {{"int_frac_digits", c->int_frac_digits}, {"frac_digits", c->frac_digits},
                   {"p_cs_precedes", c->p_cs_precedes},     {"p_sep_by_space", c->p_sep_by_space},
                   {"n_cs_precedes", c->n_cs_precedes},     {"n_sep_by_space", c->n_sep_by_space},
                   {"p_sign_posn", c->p_sign_posn},         {"n_sign_posn", c->n_sign_posn}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if ((texts[i].text ? conv_text(t, dict, texts[i].name, texts[i].text)
                           : conv_grouping(t, dict, "mon_grouping", c->mon_grouping)) < 0)
            return -1;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (dict_set_cstr(t, V_AS(Dict, dict), numbers[i].name, v_from_small(numbers[i].value)) < 0)
            return -1;
    return conv_text(t, dict, "decimal_point", c->decimal_point) < 0 ||
                   conv_text(t, dict, "thousands_sep", c->thousands_sep) < 0
               ? -1
               : conv_grouping(t, dict, "grouping", c->grouping);
}

/* The locale, or an exception. */
static locale_t locale_needed(Thread *t, Value names)
{
    locale_t l = locale_of(t, names);
    if (!l && v_is_empty(t->exc))
        raise_format(t, EXC_ValueError, "unsupported locale setting");
    return l;
}

API(localeconv_, "localeconv(names, /)", "How numbers and amounts of money are written.")
{
    locale_t l = locale_needed(t, a[0]);
    Value made = l ? K(t, dict_new(t)) : V_ERROR;
    if (!l)
        return V_ERROR;
    locale_t before = uselocale(l);
    struct lconv *conv = localeconv();
    struct lconv copy = *conv;
    int status = v_is_error(made) ? -1 : conv_fill(t, made, &copy);
    uselocale(before);
    freelocale(l);
    return status < 0 ? V_ERROR : made;
}

API(langinfo, "nl_langinfo(names, item, /)", "A text of the locale.")
{
    int64_t item;
    if (value_to_int64(t, a[1], &item) < 0)
        return V_ERROR;
    locale_t l = locale_needed(t, a[0]);
    if (!l)
        return V_ERROR;
    const char *text = nl_langinfo_l((nl_item)item, l);
    Value made = K(t, codec_decode(t, text, strlen(text), "utf-8", "replace"));
    freelocale(l);
    return made;
}

/* The text as wide characters: mem_free with (len + 1) * sizeof(wchar_t). NULL: MemoryError. */
static wchar_t *wide(Thread *t, const Str *s)
{
    wchar_t *w = mem_alloc(t, (s->len + 1) * sizeof *w);
    for (size_t i = 0; w && i < s->len; i++)
        w[i] = (wchar_t)str_at(s, i);
    if (w)
        w[s->len] = 0;
    return w;
}

API(collate, "strcoll(names, a, b, /)", "Compares two texts: negative, 0 or positive.")
{
    const Str *x = V_AS(Str, a[1]), *y = V_AS(Str, a[2]);
    locale_t l = locale_needed(t, a[0]);
    if (!l)
        return V_ERROR;
    wchar_t *v = wide(t, x), *w = v ? wide(t, y) : NULL;
    int order = w ? wcscoll_l(v, w, l) : 0;
    bool failed = !w;
    mem_free(t, v, v ? (x->len + 1) * sizeof *v : 0);
    mem_free(t, w, w ? (y->len + 1) * sizeof *w : 0);
    freelocale(l);
    return failed ? V_ERROR : v_from_small(order);
}

API(transform, "strxfrm(names, text, /)", "A text that compares as strcoll() would.")
{
    const Str *s = V_AS(Str, a[1]);
    locale_t l = locale_needed(t, a[0]);
    if (!l)
        return V_ERROR;
    wchar_t *v = wide(t, s);
    size_t n = v ? wcsxfrm_l(NULL, v, 0, l) : 0;
    wchar_t *w = v ? mem_alloc(t, (n + 1) * sizeof *w) : NULL;
    Value made = V_ERROR;
    if (w) {
        wcsxfrm_l(w, v, n + 1, l);
        made = K(t, str_from_ucs4(t, (uint32_t *)w, n));
    }
    mem_free(t, v, v ? (s->len + 1) * sizeof *v : 0);
    mem_free(t, w, w ? (n + 1) * sizeof *w : 0);
    freelocale(l);
    return made;
}

static int locale_exec(Thread *t, Value module)
{
#define ITEM(name)  \
    {               \
#name, name \
    }
#define SEVEN(p) \
    ITEM(p##_1), ITEM(p##_2), ITEM(p##_3), ITEM(p##_4), ITEM(p##_5), ITEM(p##_6), ITEM(p##_7)
#define TWELVE(p) SEVEN(p), ITEM(p##_8), ITEM(p##_9), ITEM(p##_10), ITEM(p##_11), ITEM(p##_12)
    static const struct {
        const char *name;
        int value;
    } constants[] = {
        ITEM(LC_CTYPE),   ITEM(LC_TIME),     ITEM(LC_COLLATE), ITEM(LC_MONETARY), ITEM(LC_MESSAGES),
        ITEM(LC_NUMERIC), ITEM(LC_ALL),      ITEM(CHAR_MAX),   SEVEN(DAY),        SEVEN(ABDAY),
        TWELVE(MON),      TWELVE(ABMON),     ITEM(RADIXCHAR),  ITEM(THOUSEP),     ITEM(YESEXPR),
        ITEM(NOEXPR),     ITEM(CRNCYSTR),    ITEM(D_FMT),      ITEM(D_T_FMT),     ITEM(T_FMT),
        ITEM(AM_STR),     ITEM(PM_STR),      ITEM(T_FMT_AMPM), ITEM(CODESET),     ITEM(ERA),
        ITEM(ERA_D_FMT),  ITEM(ERA_D_T_FMT), ITEM(ERA_T_FMT),  ITEM(ALT_DIGITS),
    };
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (api_module_add_int(t, module, constants[i].name, constants[i].value) < 0)
            return -1;
    return 0;
}

Value locale_module(Thread *t)
{
    static const NativeDef *const functions[] = {&known_def,   &localeconv__def, &langinfo_def,
                                                 &collate_def, &transform_def,   NULL};
    static const ModuleSpec spec = {"_locale", "Locales of the C library.", functions, locale_exec};
    return api_module(t, &spec);
}
