/* SPDX-License-Identifier: MIT */
/* Signatures of C functions: parsing, binding a call to the parameters, arity errors. */
#include "vm/core/native.h"

#define PARAMS_MAX 32

/* ---- parsing ---- */

typedef struct Scan {
    const char *p;
    struct SignatureParam params[PARAMS_MAX];
    uint32_t count;
} Scan;

static bool is_name_char(char c)
{
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static void scan_spaces(Scan *s)
{
    while (*s->p == ' ' || *s->p == '\n')
        s->p++;
}

/* A default value: up to the next comma or the closing bracket outside brackets and quotes. */
static void scan_default(Scan *s, struct SignatureParam *param)
{
    param->dflt = s->p;
    int depth = 0;
    for (char quote = 0; *s->p; s->p++) {
        char c = *s->p;
        if (quote) {
            quote = c == quote ? 0 : quote;
            continue;
        }
        if (c == '\'' || c == '"')
            quote = c;
        else if (c == '(' || c == '[' || c == '{')
            depth++;
        else if ((c == ')' || c == ']' || c == '}') && depth-- == 0)
            break;
        else if (c == ',' && depth == 0)
            break;
    }
    param->dflt_len = (uint32_t)(s->p - param->dflt);
}

static int scan_param(Thread *t, Scan *s)
{
    const char *start = s->p;
    while (is_name_char(*s->p))
        s->p++;
    if (s->p == start || s->count == PARAMS_MAX) {
        raise_format(t, EXC_SystemError, "bad signature of a builtin: %s", start);
        return -1;
    }
    struct SignatureParam *param = &s->params[s->count];
    Value name = str_intern_utf8(t, start, (size_t)(s->p - start));
    if (v_is_error(name))
        return -1;
    *param = (struct SignatureParam){.name = V_AS(Str, name)};
    s->count++;
    if (*s->p == '=') {
        s->p++;
        scan_default(s, param);
    }
    return 0;
}

/* Everything between the brackets; fills the counts of `sig`. */
static int scan_params(Thread *t, Scan *s, Signature *sig)
{
    bool keyword_only = false;
    for (scan_spaces(s); *s->p && *s->p != ')'; scan_spaces(s)) {
        if (*s->p == '/') {
            s->p++;
            sig->posonly = (uint16_t)s->count;
        } else if (s->p[0] == '*' && s->p[1] == '*') {
            s->p += 2;
            sig->varkw = true;
            if (scan_param(t, s) < 0)
                return -1;
        } else if (*s->p == '*') {
            s->p++;
            keyword_only = true;
            sig->positional = (uint16_t)s->count;
            sig->varargs = is_name_char(*s->p);
            if (sig->varargs && scan_param(t, s) < 0)
                return -1;
        } else if (scan_param(t, s) < 0) {
            return -1;
        }
        scan_spaces(s);
        if (*s->p == ',')
            s->p++;
    }
    sig->count = (uint16_t)s->count;
    if (!keyword_only)
        sig->positional = (uint16_t)(s->count - sig->varkw);
    return 0;
}

static void scan_drop(Thread *t, Scan *s)
{
    while (s->count)
        obj_drop(t, s->params[--s->count].name);
}

Signature *signature_parse(Thread *t, const char *text)
{
    Signature head = {.refs = 1};
    Scan scan = {.p = text};
    while (is_name_char(*scan.p))
        scan.p++;
    Value name = str_intern_utf8(t, text, (size_t)(scan.p - text));
    if (v_is_error(name))
        return NULL;
    head.name = V_AS(Str, name);
    head.text = scan.p;
    if (*scan.p == '(')
        scan.p++;
    Signature *sig = NULL;
    if (scan_params(t, &scan, &head) == 0)
        sig = mem_alloc(t, sizeof *sig + scan.count * sizeof *scan.params);
    if (!sig) {
        scan_drop(t, &scan);
        drop(t, name);
        return NULL;
    }
    *sig = head;
    memcpy(sig->params, scan.params, scan.count * sizeof *scan.params);
    static const char *const receivers[] = {"self", "cls", "type", "module"};
    for (int i = 0; i < 3 && sig->positional; i++)
        sig->receiver |= str_equal_cstr(sig->params[0].name, receivers[i]);
    while (sig->required < sig->positional && !sig->params[sig->required].dflt)
        sig->required++;
    sig->fast = sig->count == sig->positional && sig->posonly == sig->positional;
    sig->direct = !sig->varargs && !sig->varkw;
    for (uint32_t i = sig->positional; i < sig->count; i++)
        sig->direct &= sig->params[i].dflt != NULL;
    sig->plain = sig->direct && sig->count <= sig->positional ? sig->count : NOT_PLAIN;
    return sig;
}

Signature *signature_share(Signature *s)
{
    if (s)
        s->refs++;
    return s;
}

void signature_release(Thread *t, Signature *s)
{
    if (!s || --s->refs)
        return;
    for (uint32_t i = 0; i < s->count; i++)
        obj_drop(t, s->params[i].name);
    obj_drop(t, s->name);
    mem_free(t, s, sizeof *s + s->count * sizeof *s->params);
}

/* ---- errors, in CPython's words ---- */

typedef struct Bind {
    const Signature *sig;
    const char *owner; /* class or module, or NULL */
    Value *a;
    uint32_t receiver; /* 1 when a[0] is the receiver, which messages do not count */
    bool library;      /* NF_LIBRARY */
    bool unnamed;      /* NF_UNNAMED */
} Bind;

/* "list.append", "math.sin" or "len": functions of fixed arity are named with their class or
 * module. */
static Value bind_name(Thread *t, const Bind *b)
{
    return b->owner && strcmp(b->owner, "builtins") ? str_format(t, "%s.%N", b->owner, b->sig->name)
                                                    : str_format(t, "%N", b->sig->name);
}

static int bind_error_named(Thread *t, const Bind *b, const char *what, uint32_t given)
{
    Value name = bind_name(t, b);
    if (v_is_error(name))
        return -1;
    if (given == UINT32_MAX)
        raise_format(t, EXC_TypeError, "%V() %s", name, what);
    else
        raise_format(t, EXC_TypeError, "%V() %s (%u given)", name, what, given);
    drop(t, name);
    return -1;
}

/* The name of a function that CPython has in its library: "Queue.put" of a class, "create_task". */
static Value bind_library_name(Thread *t, const Bind *b)
{
    return b->receiver ? bind_name(t, b) : str_format(t, "%N", b->sig->name);
}

/* As raise_too_many of vm/run/bind.c words it: the receiver counts. */
static int bind_error_library(Thread *t, const Bind *b, uint32_t given)
{
    const Signature *s = b->sig;
    uint32_t max = s->positional;
    const char *were = given == 1 ? "was" : "were";
    Value name = bind_library_name(t, b);
    if (v_is_error(name))
        return -1;
    if (s->required < s->positional)
        raise_format(t, EXC_TypeError,
                     "%V() takes from %u to %u positional arguments but %u %s given", name,
                     s->required, max, given, were);
    else
        raise_format(t, EXC_TypeError, "%V() takes %u positional argument%s but %u %s given", name,
                     max, max == 1 ? "" : "s", given, were);
    drop(t, name);
    return -1;
}

/* Some of the parameters [from, to) have no value. */
static int bind_missing_library(Thread *t, const Bind *b, uint32_t from, uint32_t to,
                                const char *kind)
{
    const Signature *s = b->sig;
    Str *names[PARAMS_MAX];
    size_t n = 0;
    for (uint32_t i = from; i < to; i++)
        if (v_is_empty(b->a[i]) && !s->params[i].dflt)
            names[n++] = s->params[i].name;
    Value name = bind_library_name(t, b);
    if (v_is_error(name))
        return -1;
    raise_missing_arguments(t, V_AS(Str, name), names, n, kind);
    drop(t, name);
    return -1;
}

static int bind_error_unnamed(Thread *t, uint32_t min, uint32_t max, uint32_t given)
{
    uint32_t want = given < min ? min : max;
    raise_format(t, EXC_TypeError, "function takes %s %u argument%s (%u given)",
                 min == max    ? "exactly"
                 : given < min ? "at least"
                               : "at most",
                 want, want == 1 ? "" : "s", given);
    return -1;
}

static int bind_error_arity(Thread *t, const Bind *b, uint32_t given)
{
    const Signature *s = b->sig;
    uint32_t min = s->required - b->receiver, max = s->positional - b->receiver;
    given -= b->receiver;
    if (b->unnamed)
        return bind_error_unnamed(t, min, max, given);
    bool kwonly = s->count > s->positional + s->varkw + s->varargs;
    if (s->fast || (s->posonly == s->positional && !kwonly)) {
        if (max == 0)
            return bind_error_named(t, b, "takes no arguments", given);
        bool constructor = b->receiver && (!b->owner || !strcmp(b->owner, "builtins"));
        if (max == 1 && min == 1 && s->fast && !constructor)
            return bind_error_named(t, b, "takes exactly one argument", given);
        uint32_t want = given < min ? min : max;
        raise_format(t, EXC_TypeError, "%N expected %s%u argument%s, got %u", s->name,
                     min == max && (b->receiver || !s->varargs) ? ""
                     : given < min                              ? "at least "
                                                                : "at most ",
                     want, want == 1 ? "" : "s", given);
        return -1;
    }
    uint32_t all = s->count - s->varkw - b->receiver;
    if (kwonly && given > all)
        raise_format(t, EXC_TypeError, "%N() takes at most %u argument%s (%u given)", s->name, all,
                     all == 1 ? "" : "s", given);
    else if (max == 0)
        raise_format(t, EXC_TypeError, "%N() takes no positional arguments", s->name);
    else if (given < min && s->posonly > b->receiver) {
        uint32_t least = (s->required < s->posonly ? s->required : s->posonly) - b->receiver;
        raise_format(t, EXC_TypeError, "%N() takes %s %u positional argument%s (%u given)", s->name,
                     least < max ? "at least" : "exactly", least, least == 1 ? "" : "s", given);
    } else
        raise_format(t, EXC_TypeError, "%N() takes %s %u %sargument%s (%u given)", s->name,
                     given > max && !kwonly ? "at most"
                     : min == max           ? "exactly"
                     : given < min          ? "at least"
                                            : "at most",
                     max, kwonly ? "positional " : "", max == 1 ? "" : "s", given);
    return -1;
}

static int bind_error_missing(Thread *t, const Bind *b, uint32_t index)
{
    if (b->library && index < b->sig->positional)
        return bind_missing_library(t, b, index, b->sig->positional, "positional");
    if (b->library)
        return bind_missing_library(t, b, index, b->sig->count - b->sig->varkw, "keyword-only");
    if (index < b->sig->posonly)
        return bind_error_arity(t, b, index);
    Str *param = b->sig->params[index].name;
    uint32_t place = index + 1 - b->receiver;
    if (b->unnamed)
        raise_format(t, EXC_TypeError, "function missing required argument '%N' (pos %u)", param,
                     place);
    else
        raise_format(t, EXC_TypeError, "%N() missing required argument '%N' (pos %u)", b->sig->name,
                     param, place);
    return -1;
}

/* More arguments than parameters, keywords included, are not looked at one by one: TypeError, true.
 */
static bool bind_error_too_many(Thread *t, const Bind *b, uint32_t npos, uint32_t keywords)
{
    const Signature *s = b->sig;
    uint32_t max = s->count - b->receiver, given = npos - b->receiver + keywords;
    if (b->library || s->varkw || s->varargs || s->fast || given <= max)
        return false;
    if (b->unnamed)
        return bind_error_unnamed(t, s->required - b->receiver, max, given) < 0;
    raise_format(t, EXC_TypeError, "%N() takes at most %u %sargument%s (%u given)", s->name, max,
                 npos == b->receiver ? "keyword " : "", max == 1 ? "" : "s", given);
    return true;
}

/* ---- binding ---- */

bool signature_takes_keywords(const Signature *s)
{
    bool only_rest = s->varargs && s->posonly == s->positional && s->count == s->positional + 1;
    return s->varkw || !(s->fast || only_rest);
}

/* An unknown keyword is noted in *unknown: arguments that are missing are complained about first.
 */
static int bind_keyword(Thread *t, const Bind *b, Value key, Value value, uint32_t npos,
                        Value *unknown)
{
    const Signature *s = b->sig;
    uint32_t named = s->count - s->varkw;
    for (uint32_t i = s->posonly; i < named; i++) {
        if ((s->varargs && i == s->positional) || !str_equal(s->params[i].name, V_AS(Str, key)))
            continue;
        if (!v_is_empty(b->a[i])) {
            if (i < npos && b->unnamed)
                raise_format(t, EXC_TypeError,
                             "argument for function given by name ('%V') and position (%u)", key,
                             i + 1 - b->receiver);
            else if (i < npos)
                raise_format(t, EXC_TypeError,
                             "argument for %N() given by name ('%V') and position (%u)", s->name,
                             key, i + 1 - b->receiver);
            else
                raise_format(t, EXC_TypeError, "%N() got multiple values for keyword argument '%V'",
                             s->name, key);
            return -1;
        }
        b->a[i] = value;
        return 0;
    }
    if (s->varkw)
        return dict_set(t, V_AS(Dict, b->a[s->count - 1]), key, value);
    if (!signature_takes_keywords(s))
        return bind_error_named(t, b, "takes no keyword arguments", UINT32_MAX);
    *unknown = key;
    return 0;
}

static int bind_error_unexpected(Thread *t, const Bind *b, Value key)
{
    const Signature *s = b->sig;
    Value names[PARAMS_MAX];
    uint32_t n = 0;
    for (uint32_t i = s->posonly; i < s->count; i++)
        names[n++] = v_from(s->params[i].name);
    if (!b->library)
        return raise_unexpected_keyword(t, b->unnamed ? NULL : s->name, names, n, V_AS(Str, key));
    Value name = bind_library_name(t, b);
    if (!v_is_error(name)) {
        raise_unexpected_keyword(t, V_AS(Str, name), names, n, V_AS(Str, key));
        drop(t, name);
    }
    return -1;
}

static int bind_keywords(Thread *t, const Bind *b, const Value *values, Value kwnames,
                         uint32_t npos, Value *unknown)
{
    Tuple *names = V_AS(Tuple, kwnames);
    for (size_t i = 0; i < names->len; i++)
        if (bind_keyword(t, b, names->items[i], values[i], npos, unknown) < 0)
            return -1;
    return 0;
}

/* Positional arguments, receiver first, into a[]; *args made a tuple. */
static int bind_positional(Thread *t, const Bind *b, Value self, const Value *args, uint32_t nargs)
{
    const Signature *s = b->sig;
    uint32_t first = !v_is_empty(self), given = nargs + first;
    if (given > s->positional && !s->varargs)
        return bind_error_arity(t, b, given);
    if (first)
        b->a[0] = self;
    uint32_t plain = given < s->positional ? given : s->positional;
    for (uint32_t i = first; i < plain; i++)
        b->a[i] = args[i - first];
    if (s->varargs) {
        uint32_t taken = plain - first;
        b->a[s->positional] = tuple_new(t, args + taken, nargs - taken);
        return v_is_error(b->a[s->positional]) ? -1 : 0;
    }
    return 0;
}

static int bind_all(Thread *t, const Bind *b, Value self, const Value *args, uint32_t nargs,
                    Value kwnames)
{
    const Signature *s = b->sig;
    bool keywords = !v_is_empty(kwnames) && V_AS(Tuple, kwnames)->len > 0;
    if (keywords && s->varkw) {
        b->a[s->count - 1] = dict_new(t);
        if (v_is_error(b->a[s->count - 1]))
            return -1;
    }
    uint32_t first = !v_is_empty(self), npos = nargs + first, accepted = nargs;
    if (b->library && npos > s->positional && !s->varargs) /* keywords are looked at first */
        accepted = s->positional - first;
    if (bind_positional(t, b, self, args, accepted) < 0)
        return -1;
    Value unknown = V_EMPTY;
    if (keywords && bind_error_too_many(t, b, npos, (uint32_t)V_AS(Tuple, kwnames)->len))
        return -1;
    if (keywords && bind_keywords(t, b, args + nargs, kwnames, npos, &unknown) < 0)
        return -1;
    if (b->library && !v_is_empty(unknown))
        return bind_error_unexpected(t, b, unknown);
    if (accepted < nargs)
        return bind_error_library(t, b, npos);
    for (uint32_t i = npos; i < (uint32_t)(s->count - s->varkw); i++)
        if (v_is_empty(b->a[i]) && !s->params[i].dflt && !(s->varargs && i == s->positional))
            return bind_error_missing(t, b, i);
    return v_is_empty(unknown) ? 0 : bind_error_unexpected(t, b, unknown);
}

static bool names_receiver(const Signature *s, Value self)
{
    return s->receiver || !v_is_empty(self);
}

Value signature_call(Thread *t, const Signature *s, const NativeDef *def, const char *owner,
                     Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    Value a[PARAMS_MAX];
    uint32_t first = !v_is_empty(self);
    if (LIKELY(s->direct && v_is_empty(kwnames) && nargs + first >= s->required &&
               nargs + first <= s->positional)) {
        a[0] = self;
        for (uint32_t i = 0; i < nargs; i++)
            a[first + i] = args[i];
        for (uint32_t i = nargs + first; i < s->count; i++)
            a[i] = V_EMPTY;
        return def->fn(t, a, s->count);
    }
    for (uint32_t i = 0; i < s->count; i++)
        a[i] = V_EMPTY;
    Bind b = {s,
              owner,
              a,
              names_receiver(s, self),
              (def->flags & NF_LIBRARY) != 0,
              (def->flags & NF_UNNAMED) != 0};
    Value result = V_ERROR;
    if (bind_all(t, &b, self, args, nargs, kwnames) == 0)
        result = def->fn(t, a, s->count);
    if (s->varargs && !v_is_error(a[s->positional]))
        drop(t, a[s->positional]);
    if (s->varkw && !v_is_error(a[s->count - 1]))
        drop(t, a[s->count - 1]);
    return result;
}
