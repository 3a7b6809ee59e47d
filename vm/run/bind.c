/* SPDX-License-Identifier: MIT */
/* Binding the arguments of a call to the parameters of a function of the language, and the words of
   the TypeErrors. The messages are CPython 3.13's. */
#include <assert.h>
#include <stdio.h>
#include "vm/core/containers_internal.h"
#include "vm/core/interp.h"

/* ---- suggestions: "Did you mean 'x'?" ---- */

enum { SUGGEST_LENGTH = 40, SUGGEST_CANDIDATES = 750, MOVE_COST = 2, CASE_COST = 1 };

static unsigned substitution_cost(uint32_t a, uint32_t b)
{
    if (a == b)
        return 0;
    if ((a & 31) != (b & 31))
        return MOVE_COST;
    if (a >= 'A' && a <= 'Z')
        a += 'a' - 'A';
    if (b >= 'A' && b <= 'Z')
        b += 'a' - 'A';
    return a == b ? CASE_COST : MOVE_COST;
}

/* Weighted edit distance of UTF-8 texts, given up as soon as it must exceed `max`. */
static unsigned edit_distance(const char *a, size_t a_len, const char *b, size_t b_len,
                              unsigned max)
{
    unsigned row[SUGGEST_LENGTH];
    for (size_t i = 0; i < a_len; i++)
        row[i] = (unsigned)(i + 1) * MOVE_COST;
    unsigned result = 0;
    for (size_t j = 0; j < b_len; j++) {
        unsigned distance = result = (unsigned)j * MOVE_COST;
        unsigned minimum = UINT32_MAX;
        for (size_t i = 0; i < a_len; i++) {
            unsigned substitute = distance + substitution_cost((uint8_t)b[j], (uint8_t)a[i]);
            distance = row[i];
            unsigned edit = (result < distance ? result : distance) + MOVE_COST;
            result = edit < substitute ? edit : substitute;
            row[i] = result;
            if (result < minimum)
                minimum = result;
        }
        if (minimum > max)
            return max + 1;
    }
    return result;
}

static unsigned name_distance(const char *a, size_t a_len, const char *b, size_t b_len,
                              unsigned max)
{
    while (a_len && b_len && *a == *b) {
        a++, a_len--;
        b++, b_len--;
    }
    while (a_len && b_len && a[a_len - 1] == b[b_len - 1]) {
        a_len--;
        b_len--;
    }
    if (a_len == 0 || b_len == 0)
        return (unsigned)(a_len + b_len) * MOVE_COST;
    if (a_len > SUGGEST_LENGTH || b_len > SUGGEST_LENGTH)
        return max + 1;
    return b_len < a_len ? edit_distance(b, b_len, a, a_len, max)
                         : edit_distance(a, a_len, b, b_len, max);
}

Str *suggest_name(Thread *t, const Value *candidates, size_t count, Str *name)
{
    size_t len, item_len;
    const char *text = count < SUGGEST_CANDIDATES ? str_wtf8(t, name, &len) : "";
    if (!text)
        exc_clear(t); /* a hint is not worth an error */
    if (!text || count >= SUGGEST_CANDIDATES)
        return NULL;
    Str *best = NULL;
    unsigned best_distance = UINT32_MAX;
    for (size_t i = 0; i < count; i++) {
        if (!v_is_str(candidates[i]))
            continue;
        Str *item = V_AS(Str, candidates[i]);
        if (str_equal(item, name))
            continue;
        const char *other = str_wtf8(t, item, &item_len);
        if (!other) {
            exc_clear(t);
            continue;
        }
        unsigned max = (unsigned)(len + item_len + 3) * MOVE_COST / 6;
        if (max > best_distance - 1)
            max = best_distance - 1;
        unsigned distance = name_distance(text, len, other, item_len, max);
        if (distance <= max && distance < best_distance) {
            best = item;
            best_distance = distance;
        }
    }
    return best;
}

/* ---- error messages ---- */

int raise_unexpected_keyword(Thread *t, Str *function, const Value *candidates, size_t count,
                             Str *keyword)
{
    Str *hint = suggest_name(t, candidates, count, keyword);
    Value who = function ? str_format(t, "%N()", function) : str_from_cstr(t, "this function");
    if (v_is_error(who))
        return -1;
    if (hint)
        raise_format(t, EXC_TypeError,
                     "%V got an unexpected keyword argument '%N'. Did you mean '%N'?", who, keyword,
                     hint);
    else
        raise_format(t, EXC_TypeError, "%V got an unexpected keyword argument '%N'", who, keyword);
    drop(t, who);
    return -1;
}

int raise_unexpected_known(Thread *t, const char *function, const char *const *known, Str *keyword)
{
    Value names[4];
    size_t n = 0;
    Value name = str_intern_utf8(t, function, strlen(function));
    bool ok = !v_is_error(name);
    for (; ok && known[n]; n++) {
        assert(n < sizeof names / sizeof *names);
        names[n] = str_intern_utf8(t, known[n], strlen(known[n]));
        if (v_is_error(names[n])) {
            ok = false;
            break;
        }
    }
    if (ok)
        raise_unexpected_keyword(t, V_AS(Str, name), names, n, keyword);
    while (n)
        drop(t, names[--n]);
    if (!v_is_error(name))
        drop(t, name);
    return -1;
}

/* "'a'", "'a' and 'b'", "'a', 'b', and 'c'" into *out; owned. */
static Value join_names(Thread *t, Str *const *names, size_t n)
{
    StrBuf b;
    strbuf_init(&b, t);
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            strbuf_ascii(&b, n == 2 ? " and " : i == n - 1 ? ", and " : ", ");
        Value repr = str_repr(t, names[i]);
        if (v_is_error(repr)) {
            strbuf_free(&b);
            return repr;
        }
        strbuf_str(&b, V_AS(Str, repr));
        drop(t, repr);
    }
    return strbuf_finish(&b);
}

int raise_missing_arguments(Thread *t, Str *function, Str *const *names, size_t n, const char *kind)
{
    Value list = join_names(t, names, n);
    if (v_is_error(list))
        return -1;
    raise_format(t, EXC_TypeError, "%N() missing %zu required %s argument%s: %V", function, n, kind,
                 n == 1 ? "" : "s", list);
    drop(t, list);
    return -1;
}

/* Collects the names of EMPTY parameters [from, to) and raises. */
static int raise_missing_range(Thread *t, Function *fn, const Value *out, unsigned from,
                               unsigned to, const char *kind)
{
    Str **names = mem_alloc_array(t, to - from + 1, sizeof(Str *));
    if (!names)
        return -1;
    size_t n = 0;
    for (unsigned i = from; i < to; i++)
        if (v_is_empty(out[i]))
            names[n++] = fn->code->varnames[i];
    raise_missing_arguments(t, fn->qualname, names, n, kind);
    mem_free(t, names, (to - from + 1) * sizeof(Str *));
    return -1;
}

static int raise_too_many(Thread *t, Function *fn, const Value *out, uint32_t nargs)
{
    Code *code = fn->code;
    unsigned kwonly_given = 0;
    for (unsigned i = code->argcount; i < code->argcount + code->kwonly; i++)
        kwonly_given += !v_is_empty(out[i]);
    size_t defaults = v_is_empty(fn->defaults) ? 0 : V_AS(Tuple, fn->defaults)->len;
    char takes[64], given[64] = "";
    if (defaults)
        snprintf(takes, sizeof takes, "from %zu to %u", code->argcount - defaults, code->argcount);
    else
        snprintf(takes, sizeof takes, "%u", code->argcount);
    if (kwonly_given)
        snprintf(given, sizeof given, " positional argument%s (and %u keyword-only argument%s)",
                 nargs != 1 ? "s" : "", kwonly_given, kwonly_given != 1 ? "s" : "");
    bool plural = defaults ? true : code->argcount != 1;
    raise_format(t, EXC_TypeError, "%N() takes %s positional argument%s but %u%s %s given",
                 fn->qualname, takes, plural ? "s" : "", nargs, given,
                 nargs == 1 && !kwonly_given ? "was" : "were");
    return -1;
}

/* Keywords that name positional-only parameters: 1 raised, 0 none, -1 error. */
static int raise_posonly(Thread *t, Function *fn, Value kwnames)
{
    Code *code = fn->code;
    Tuple *names = V_AS(Tuple, kwnames);
    StrBuf b;
    strbuf_init(&b, t);
    for (unsigned i = 0; i < code->posonly; i++) {
        for (size_t k = 0; k < names->len; k++) {
            if (!str_equal(V_AS(Str, names->items[k]), code->varnames[i]))
                continue;
            if (b.len)
                strbuf_ascii(&b, ", ");
            strbuf_str(&b, code->varnames[i]);
        }
    }
    bool found = b.len > 0;
    Value list = strbuf_finish(&b);
    if (v_is_error(list))
        return -1;
    if (found)
        raise_format(t, EXC_TypeError,
                     "%N() got some positional-only arguments passed as keyword arguments: '%V'",
                     fn->qualname, list);
    drop(t, list);
    return found;
}

static int raise_unexpected(Thread *t, Function *fn, Value kwnames, Str *keyword)
{
    Code *code = fn->code;
    if (code->posonly && raise_posonly(t, fn, kwnames) != 0)
        return -1;
    unsigned total = code->argcount + code->kwonly;
    Value *names = mem_alloc_array(t, total + 1, sizeof(Value));
    if (!names)
        return -1;
    for (unsigned i = code->posonly; i < total; i++)
        names[i - code->posonly] = v_from(code->varnames[i]);
    raise_unexpected_keyword(t, fn->qualname, names, total - code->posonly, keyword);
    mem_free(t, names, (total + 1) * sizeof(Value));
    return -1;
}

/* ---- binding ---- */

static Value take_or_dup(Value *place, bool take)
{
    if (!take)
        return dup(*place);
    Value v = *place;
    *place = V_EMPTY;
    return v;
}

/* Parameter number of a keyword, or -1. */
static int parameter_find(const Code *code, const Str *name)
{
    int total = code->argcount + code->kwonly;
    for (int i = code->posonly; i < total; i++)
        if (code->varnames[i] == name)
            return i;
    for (int i = code->posonly; i < total; i++)
        if (str_equal(code->varnames[i], name))
            return i;
    return -1;
}

static int bind_keywords(Thread *t, Function *fn, Value *values, Value kwnames, Value *out,
                         Value kwdict, bool take)
{
    Tuple *names = V_AS(Tuple, kwnames);
    for (size_t k = 0; k < names->len; k++) {
        if (!v_is_str(names->items[k])) {
            raise_format(t, EXC_TypeError, "%N() keywords must be strings", fn->qualname);
            return -1;
        }
        Str *name = V_AS(Str, names->items[k]);
        int i = parameter_find(fn->code, name);
        if (i < 0) {
            if (v_is_empty(kwdict))
                return raise_unexpected(t, fn, kwnames, name);
            if (dict_set(t, V_AS(Dict, kwdict), names->items[k], values[k]) < 0)
                return -1;
            if (take)
                v_clear(t, &values[k]);
            continue;
        }
        if (!v_is_empty(out[i])) {
            raise_format(t, EXC_TypeError, "%N() got multiple values for argument '%N'",
                         fn->qualname, name);
            return -1;
        }
        out[i] = take_or_dup(&values[k], take);
    }
    return 0;
}

static int bind_defaults(Thread *t, Function *fn, uint32_t nargs, Value *out)
{
    Code *code = fn->code;
    if (nargs < code->argcount) {
        size_t ndefaults = v_is_empty(fn->defaults) ? 0 : V_AS(Tuple, fn->defaults)->len;
        unsigned required = ndefaults > code->argcount ? 0 : code->argcount - (unsigned)ndefaults;
        for (unsigned i = nargs; i < required; i++)
            if (v_is_empty(out[i]))
                return raise_missing_range(t, fn, out, nargs, required, "positional");
        for (unsigned i = required; i < code->argcount; i++)
            if (v_is_empty(out[i]))
                out[i] = dup(V_AS(Tuple, fn->defaults)->items[ndefaults + i - code->argcount]);
    }
    bool missing = false;
    for (unsigned i = code->argcount; i < (unsigned)code->argcount + code->kwonly; i++) {
        if (!v_is_empty(out[i]))
            continue;
        Value v = V_EMPTY;
        if (!v_is_empty(fn->kwdefaults))
            v = dict_get(t, V_AS(Dict, fn->kwdefaults), v_from(code->varnames[i]));
        if (v_is_error(v))
            return -1;
        out[i] = dup(v);
        missing |= v_is_empty(v);
    }
    if (missing)
        return raise_missing_range(t, fn, out, code->argcount, code->argcount + code->kwonly,
                                   "keyword-only");
    return 0;
}

enum { IN_PLACE_PARAMETERS = 32 };

/* Parameter number of a keyword, by identity: keywords and parameters are interned. -1: none. */
static inline int parameter_find_same(const Code *code, unsigned from, unsigned total, Value name)
{
    for (unsigned i = from; i < total; i++)
        if (v_same(v_from(code->varnames[i]), name))
            return (int)i;
    return -1;
}

/* Default of the parameter, BORROWED, or EMPTY. */
static inline Value parameter_default(const Function *fn, unsigned i)
{
    const Code *code = fn->code;
    if (i >= code->argcount) {
        if (v_is_empty(fn->kwdefaults))
            return V_EMPTY;
        Dict *d = V_AS(Dict, fn->kwdefaults);
        size_t e = i - code->argcount; /* where it lies if all of them have defaults */
        return LIKELY(e < d->used && v_same(d->entries[e].key, v_from(code->varnames[i])))
                   ? d->entries[e].value
                   : dict_get_str(d, code->varnames[i]);
    }
    size_t n = v_is_empty(fn->defaults) ? 0 : V_AS(Tuple, fn->defaults)->len;
    size_t from_end = code->argcount - i;
    return from_end > n ? V_EMPTY : V_AS(Tuple, fn->defaults)->items[n - from_end];
}

/* The keywords of a call in place: each is a parameter's (its bit in *given, its value in bound) or
   goes to kwdict, if there is one. False: it is for bind_args to say why not. */
static bool keywords_in_place(Thread *t, const Code *code, Value *args, uint32_t nargs,
                              const Value *names, unsigned nkw, Value kwdict, Value *bound,
                              uint32_t *given)
{
    unsigned direct = nargs < code->argcount ? nargs : code->argcount;
    unsigned from = direct > code->posonly ? direct : code->posonly;
    for (unsigned k = 0; k < nkw; k++) {
        int i = parameter_find_same(code, from, code->argcount + code->kwonly, names[k]);
        if (i >= 0 && !(*given >> i & 1)) {
            *given |= (uint32_t)1 << i;
            bound[i] = args[nargs + k];
        } else if (i >= 0 || v_is_empty(kwdict) || parameter_find(code, V_AS(Str, names[k])) >= 0) {
            return false;
        } else if (dict_set_str(t, V_AS(Dict, kwdict), V_AS(Str, names[k]), args[nargs + k]) < 0) {
            exc_clear(t);
            return false;
        }
    }
    return true;
}

/* What *args and **kw receive, owned; EMPTY where there is no such parameter. */
typedef struct Gathered {
    Value rest, kwdict;
} Gathered;

static bool gather_in_place(Thread *t, const Code *code, Value *args, uint32_t nargs, Gathered *g)
{
    *g = (Gathered){V_EMPTY, V_EMPTY};
    uint32_t direct = nargs < code->argcount ? nargs : code->argcount;
    if (code->flags & CO_VARKEYWORDS)
        g->kwdict = dict_new(t);
    if (code->flags & CO_VARARGS && !v_is_error(g->kwdict))
        g->rest = tuple_new(t, args + direct, nargs - direct);
    if (LIKELY(!v_is_error(g->kwdict) && !v_is_error(g->rest)))
        return true;
    exc_clear(t);
    if (v_is_object(g->kwdict))
        drop(t, g->kwdict);
    return false;
}

/* bind_in_place() of values for each parameter and more for *args, where there is nothing else. */
static bool bind_rest(Thread *t, const Code *code, Value *args, uint32_t nargs)
{
    uint32_t direct = code->argcount;
    Value rest = tuple_new(t, args + direct, nargs - direct);
    if (v_is_error(rest)) {
        exc_clear(t);
        return false;
    }
    for (uint32_t i = direct; i < nargs; i++)
        v_clear(t, &args[i]);
    args[direct] = rest;
    for (uint32_t i = direct + 1; i < code->nlocals; i++)
        args[i] = V_EMPTY;
    return true;
}

/* bind_in_place() of values for each parameter and keywords that are all for **kw, where there is
   nothing else. False also: one is a parameter's. */
static bool bind_named(Thread *t, const Code *code, Value *args, const Value *names, unsigned nkw)
{
    uint32_t direct = code->argcount;
    for (unsigned k = 0; k < nkw; k++)
        if (direct && parameter_find(code, V_AS(Str, names[k])) >= 0)
            return false;
    Value kwdict = dict_from_names(t, names, args + direct, nkw);
    if (v_is_error(kwdict)) {
        exc_clear(t);
        return false;
    }
    args[direct] = kwdict;
    for (uint32_t i = direct + 1; i < code->nlocals; i++)
        args[i] = V_EMPTY;
    return true;
}

/* bind_in_place() for a function with *args or **kw. */
static bool __attribute__((noinline))
bind_gathering(Thread *t, const Function *fn, Value *args, uint32_t nargs, const Value *names,
               unsigned nkw)
{
    const Code *code = fn->code;
    unsigned total = code->argcount + code->kwonly;
    uint32_t direct = nargs < code->argcount ? nargs : code->argcount;
    Value bound[IN_PLACE_PARAMETERS];
    uint32_t given = 0;
    Gathered more;
    if ((nargs > code->argcount && !(code->flags & CO_VARARGS)) ||
        !gather_in_place(t, code, args, nargs, &more))
        return false;
    bool fits = keywords_in_place(t, code, args, nargs, names, nkw, more.kwdict, bound, &given);
    for (unsigned i = direct; fits && i < total; i++)
        if (!(given >> i & 1)) {
            bound[i] = parameter_default(fn, i);
            fits = !v_is_empty(bound[i]);
        }
    if (!fits) {
        drop(t, more.rest);
        drop(t, more.kwdict);
        return false;
    }
    for (unsigned i = direct; i < nargs; i++)
        v_clear(t, &args[i]);
    for (unsigned k = 0; k < nkw; k++) {
        if (parameter_find_same(code, code->posonly, total, names[k]) < 0)
            v_clear(t, &args[nargs + k]);
        args[nargs + k] = V_EMPTY; /* the others are in bound */
    }
    for (unsigned i = direct; i < total; i++)
        args[i] = given >> i & 1 ? bound[i] : dup(bound[i]);
    unsigned at = total;
    if (code->flags & CO_VARARGS)
        args[at++] = more.rest;
    if (code->flags & CO_VARKEYWORDS)
        args[at++] = more.kwdict;
    for (unsigned i = at; i < code->nlocals; i++)
        args[i] = V_EMPTY;
    return true;
}

bool bind_in_place(Thread *t, const Function *fn, Value *args, uint32_t nargs, const Value *names,
                   unsigned nkw)
{
    const Code *code = fn->code;
    unsigned total = code->argcount + code->kwonly;
    Value bound[IN_PLACE_PARAMETERS];
    uint32_t given = 0;
    if (total > IN_PLACE_PARAMETERS)
        return false;
    if (code->flags & (CO_VARARGS | CO_VARKEYWORDS)) {
        bool plain = nargs >= code->argcount && !code->kwonly;
        if (plain && !nkw && !(code->flags & CO_VARKEYWORDS))
            return bind_rest(t, code, args, nargs);
        return (plain && nargs == code->argcount && !(code->flags & CO_VARARGS) &&
                bind_named(t, code, args, names, nkw)) ||
               bind_gathering(t, fn, args, nargs, names, nkw);
    }
    if (nargs > code->argcount)
        return false;
    for (unsigned k = 0; k < nkw; k++) {
        int i = parameter_find_same(code, nargs > code->posonly ? nargs : code->posonly, total,
                                    names[k]);
        if (i < 0 || (given >> i & 1))
            return false;
        given |= (uint32_t)1 << i;
        bound[i] = args[nargs + k];
    }
    for (unsigned i = nargs; i < total; i++) {
        if (given >> i & 1)
            continue;
        bound[i] = parameter_default(fn, i);
        if (v_is_empty(bound[i]))
            return false;
    }
    for (unsigned i = nargs; i < total; i++)
        args[i] = given >> i & 1 ? bound[i] : dup(bound[i]);
    for (unsigned i = total; i < code->nlocals; i++)
        args[i] = V_EMPTY;
    return true;
}

bool bind_spread(Thread *t, const Function *fn, Value pos, Value kw, Value *row)
{
    const Code *code = fn->code;
    size_t n, most = code->argcount + code->kwonly;
    const Value *items = seq_items(pos, &n);
    unsigned nkw = 0;
    Value names[IN_PLACE_PARAMETERS], value;
    bool strings = true;
    if (code->flags & (CO_VARARGS | CO_VARKEYWORDS))
        most = t->stack_end - row < IN_PLACE_PARAMETERS ? 0 : IN_PLACE_PARAMETERS;
    if (n > most || most > IN_PLACE_PARAMETERS ||
        (!v_is_empty(kw) && V_AS(Dict, kw)->len > most - n))
        return false;
    for (size_t i = 0; i < n; i++)
        row[i] = dup(items[i]);
    if (!v_is_empty(kw))
        for (size_t i = 0; dict_next(V_AS(Dict, kw), &i, &names[nkw], &value); nkw++) {
            row[n + nkw] = dup(value);
            strings &= v_is_kind(names[nkw], KIND_str);
        }
    if (strings && bind_in_place(t, fn, row, (uint32_t)n, names, nkw))
        return true;
    for (size_t i = 0; i < n + nkw; i++)
        v_clear(t, &row[i]);
    return false;
}

int bind_args(Thread *t, Function *fn, Value *args, uint32_t nargs, Value kwnames, Value *out,
              bool take)
{
    Code *code = fn->code;
    unsigned total = code->argcount + code->kwonly;
    uint32_t direct = nargs < code->argcount ? nargs : code->argcount;
    for (uint32_t i = 0; i < direct; i++)
        out[i] = take_or_dup(&args[i], take);
    if (code->flags & CO_VARARGS) {
        Value rest = take ? tuple_take(t, args + direct, nargs - direct)
                          : tuple_new(t, args + direct, nargs - direct);
        for (uint32_t i = direct; take && i < nargs; i++)
            args[i] = V_EMPTY;
        if (v_is_error(rest))
            return -1;
        out[total] = rest;
    }
    Value kwdict = V_EMPTY;
    if (code->flags & CO_VARKEYWORDS) {
        kwdict = dict_new(t);
        if (v_is_error(kwdict))
            return -1;
        out[total + !!(code->flags & CO_VARARGS)] = kwdict;
    }
    if (!v_is_empty(kwnames) && bind_keywords(t, fn, args + nargs, kwnames, out, kwdict, take) < 0)
        return -1;
    if (nargs > code->argcount && !(code->flags & CO_VARARGS))
        return raise_too_many(t, fn, out, nargs);
    return bind_defaults(t, fn, nargs, out);
}
