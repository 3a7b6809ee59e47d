/* SPDX-License-Identifier: MIT */
/* _re: Pattern objects and what they do to a text; re_engine.c matches, re_match.c has the matches.
 */
#include <stdio.h>
#include "stdlib/_re.h"
#include "vm/objects/helpers.h"

#ifdef RONDO_NO_PCRE2
Value re_module(Thread *t)
{
    return raise_format(
        t, EXC_ImportError,
        "the re module needs libpcre2: install the package libpcre2-dev and build Rondo again");
}
#else

static void pattern_free(Thread *t, Object *o)
{
    programs_free(t, (Pattern *)o);
}
static const FieldTable pattern_fields = {
    {offsetof(Pattern, pattern), offsetof(Pattern, tree), offsetof(Pattern, groupindex),
     offsetof(Pattern, names), offsetof(Pattern, closing), offsetof(Pattern, match_type),
     offsetof(Pattern, texts[0]), offsetof(Pattern, texts[1]), offsetof(Pattern, texts[2]), 0},
    pattern_free,
    NULL,
    NULL,
};

/* ---- a search that goes through a text ---- */

typedef struct Walk {
    Subject s;
    Value pattern;
    size_t at;    /* where the next search begins */
    bool advance; /* the last match was empty and ended here */
    int64_t *spans, few[16];
} Walk;

static int walk_begin(Thread *t, Walk *w, Value pattern, Value string, int64_t start, int64_t end)
{
    const Pattern *p = PATTERN(pattern);
    if (subject_open(t, &w->s, p, string, start, end) < 0)
        return -1;
    w->pattern = pattern;
    w->at = w->s.start;
    w->advance = false;
    w->spans = w->few;
    size_t cells = 2 * ((size_t)p->groups + 1);
    if (cells > 16 && !(w->spans = mem_alloc_array(t, cells, sizeof *w->spans))) {
        subject_close(t, &w->s);
        return -1;
    }
    return 0;
}

static void walk_end(Thread *t, Walk *w)
{
    if (w->spans != w->few)
        mem_free(t, w->spans, 2 * ((size_t)PATTERN(w->pattern)->groups + 1) * sizeof *w->spans);
    subject_close(t, &w->s);
}

/* The next match: 1, 0 at the end, -1. */
static int walk_next(Thread *t, Walk *w, MatchMode mode)
{
    int status = w->s.start > w->s.end
                     ? 0
                     : program_run(t, w->pattern, &w->s, mode, w->at, w->advance, w->spans);
    if (status > 0) {
        w->at = (size_t)w->spans[1];
        w->advance = w->spans[0] == w->spans[1];
    }
    return status;
}

/* ---- match, search, fullmatch ---- */

static int bounds(Thread *t, Value start, Value end, int64_t *from, int64_t *to)
{
    *from = 0;
    *to = INT64_MAX;
    if (!v_is_empty(start) && arg_to_ssize(t, start, from) < 0)
        return -1;
    return !v_is_empty(end) && arg_to_ssize(t, end, to) < 0 ? -1 : 0;
}

static Value pattern_run(Thread *t, Value *a, MatchMode mode)
{
    int64_t from, to;
    Walk w;
    if (bounds(t, a[2], a[3], &from, &to) < 0 || walk_begin(t, &w, a[0], a[1], from, to) < 0)
        return V_ERROR;
    int status = walk_next(t, &w, mode);
    Value made = status < 0 ? V_ERROR : status == 0 ? V_NONE : match_new(t, a[0], &w.s, w.spans);
    walk_end(t, &w);
    return made;
}

API(pattern_match, "match(self, /, string, pos=0, endpos=sys.maxsize)",
    "Matches zero or more characters at the beginning of the string.")
{
    return pattern_run(t, a, MODE_MATCH);
}

API(pattern_fullmatch, "fullmatch(self, /, string, pos=0, endpos=sys.maxsize)",
    "Matches against all of the string.")
{
    return pattern_run(t, a, MODE_FULLMATCH);
}

API(pattern_search, "search(self, /, string, pos=0, endpos=sys.maxsize)",
    "Scan through string looking for a match, and return a corresponding match object "
    "instance.\n\nReturn None if no position in the string matches.")
{
    return pattern_run(t, a, MODE_SEARCH);
}

/* ---- findall, split ---- */

static Value span_or_empty(Thread *t, const Walk *w, uint32_t group)
{
    int64_t start = w->spans[2 * group], end = w->spans[2 * group + 1];
    return start < 0 ? subject_slice(t, &w->s, 0, 0)
                     : subject_slice(t, &w->s, (size_t)start, (size_t)end);
}

/* An item of findall(): the match, its one group, or a tuple of its groups. */
static Value findall_item(Thread *t, const Walk *w)
{
    uint32_t groups = PATTERN(w->pattern)->groups;
    if (groups <= 1)
        return span_or_empty(t, w, groups);
    Value list = K(t, list_new(t, NULL, 0));
    for (uint32_t i = 1; i <= groups; i++) {
        Value text = v_is_error(list) ? V_ERROR : span_or_empty(t, w, i);
        if (v_is_error(text) || list_append(t, V_AS(List, list), text) < 0)
            return V_ERROR;
    }
    return K(t, list_to_tuple(t, V_AS(List, list)));
}

static Value findall_walk(Thread *t, Walk *w)
{
    Value list = K(t, list_new(t, NULL, 0));
    if (v_is_error(list))
        return V_ERROR;
    ApiScope scope = api_scope_begin(t);
    while (API_ROUND(t, scope)) {
        int status = walk_next(t, w, MODE_SEARCH);
        if (status <= 0)
            return status < 0 ? V_ERROR : list;
        Value item = findall_item(t, w);
        if (v_is_error(item) || list_append(t, V_AS(List, list), item) < 0 || safepoint(t) < 0)
            return V_ERROR;
    }
    return list;
}

API(pattern_findall, "findall(self, /, string, pos=0, endpos=sys.maxsize)",
    "Return a list of all non-overlapping matches of pattern in string.")
{
    int64_t from, to;
    Walk w;
    if (bounds(t, a[2], a[3], &from, &to) < 0 || walk_begin(t, &w, a[0], a[1], from, to) < 0)
        return V_ERROR;
    Value list = findall_walk(t, &w);
    walk_end(t, &w);
    return list;
}

static int append_slice(Thread *t, const Walk *w, Value list, size_t start, size_t end)
{
    Value text = subject_slice(t, &w->s, start, end);
    return v_is_error(text) ? -1 : list_append(t, V_AS(List, list), text);
}

static Value split_walk(Thread *t, Walk *w, int64_t limit)
{
    Value list = K(t, list_new(t, NULL, 0));
    if (v_is_error(list))
        return V_ERROR;
    size_t done = 0;
    ApiScope scope = api_scope_begin(t);
    for (int64_t n = 0; API_ROUND(t, scope) && (limit <= 0 || n < limit); n++) {
        int status = walk_next(t, w, MODE_SEARCH);
        if (status == 0)
            break;
        if (status < 0 || append_slice(t, w, list, done, (size_t)w->spans[0]) < 0 ||
            safepoint(t) < 0)
            return V_ERROR;
        for (uint32_t i = 1; i <= PATTERN(w->pattern)->groups; i++) {
            Value text = w->spans[2 * i] < 0 ? V_NONE : span_or_empty(t, w, i);
            if (v_is_error(text) || list_append(t, V_AS(List, list), text) < 0)
                return V_ERROR;
        }
        done = (size_t)w->spans[1];
    }
    return append_slice(t, w, list, done, w->s.len) < 0 ? V_ERROR : list;
}

API(pattern_split, "split(self, /, string, maxsplit=0)",
    "Split string by the occurrences of pattern.")
{
    int64_t limit = 0;
    Walk w;
    if ((!v_is_empty(a[2]) && arg_to_ssize(t, a[2], &limit) < 0) ||
        walk_begin(t, &w, a[0], a[1], 0, INT64_MAX) < 0)
        return V_ERROR;
    Value list = limit < 0 ? K(t, list_new(t, &a[1], 1)) : split_walk(t, &w, limit);
    walk_end(t, &w);
    return list;
}

/* ---- sub ---- */

/* What stands for one match: the filled template, or what the function says. */
static Value sub_item(Thread *t, const Walk *w, Value filter, bool function)
{
    if (!function)
        return match_fill_template(t, &w->s, w->spans, PATTERN(w->pattern)->groups, filter);
    Value match = match_new(t, w->pattern, &w->s, w->spans);
    return v_is_error(match) ? V_ERROR : K(t, call1(t, filter, match));
}

static Value sub_walk(Thread *t, Walk *w, Value filter, bool function, int64_t limit,
                      int64_t *count)
{
    Value list = K(t, list_new(t, NULL, 0));
    if (v_is_error(list))
        return V_ERROR;
    size_t done = 0;
    ApiScope scope = api_scope_begin(t);
    while (API_ROUND(t, scope) && (limit == 0 || *count < limit)) {
        int status = walk_next(t, w, MODE_SEARCH);
        if (status == 0)
            break;
        if (status < 0 ||
            (done < (size_t)w->spans[0] && append_slice(t, w, list, done, (size_t)w->spans[0]) < 0))
            return V_ERROR;
        done = (size_t)w->spans[1];
        Value item = sub_item(t, w, filter, function);
        if (v_is_error(item) || (!v_is_none(item) && list_append(t, V_AS(List, list), item) < 0) ||
            safepoint(t) < 0)
            return V_ERROR;
        (*count)++;
    }
    if (done < w->s.len && append_slice(t, w, list, done, w->s.len) < 0)
        return V_ERROR;
    return subject_join(t, w->s.text, list);
}

/* Functions are called; a text with backslashes is a template, any other stands for itself. */
static Value sub_filter(Thread *t, Value pattern, Value repl, bool *function)
{
    *function = v_type(t, repl)->s.call != NULL;
    if (*function)
        return repl;
    if (v_is_str(repl) &&
        str_find_str(V_AS(Str, repl), t->vm->char_str['\\'], 0, V_AS(Str, repl)->len) < 0)
        return repl;
    return template_compile(t, pattern, repl);
}

static Value pattern_replace(Thread *t, Value *a, bool counted)
{
    int64_t limit = 0, count = 0;
    bool function;
    Walk w;
    if (!v_is_empty(a[3]) && arg_to_ssize(t, a[3], &limit) < 0)
        return V_ERROR;
    Value filter = sub_filter(t, a[0], a[1], &function);
    if (v_is_error(filter) || walk_begin(t, &w, a[0], a[2], 0, INT64_MAX) < 0)
        return V_ERROR;
    Value made = sub_walk(t, &w, filter, function, limit, &count);
    walk_end(t, &w);
    Value n = v_is_error(made) || !counted ? V_NONE : K(t, int_new(t, count));
    return v_is_error(made) || !counted ? made : K(t, tuple_pack(t, 2, made, n));
}

API(pattern_sub, "sub(self, /, repl, string, count=0)",
    "Return the string obtained by replacing the leftmost non-overlapping occurrences of pattern "
    "in string by the replacement repl.")
{
    return pattern_replace(t, a, false);
}

API(pattern_subn, "subn(self, /, repl, string, count=0)",
    "Return the tuple (new_string, number_of_subs_made) found by replacing the leftmost "
    "non-overlapping occurrences of pattern with the replacement repl.")
{
    return pattern_replace(t, a, true);
}

/* ---- scanner, finditer ---- */

typedef struct Scanner {
    Object head;
    Value pattern, string;
    int64_t start, end; /* -1: at the end */
    int64_t at;
    bool advance, running;
} Scanner;
#define SCANNER(v) V_AS(Scanner, v)
static const FieldTable scanner_fields = {
    {offsetof(Scanner, pattern), offsetof(Scanner, string), 0}, NULL, NULL, NULL};

static Value scanner_step(Thread *t, Value self, MatchMode mode)
{
    Scanner *s = SCANNER(self);
    Walk w;
    if (s->at < 0)
        return V_NONE;
    if (s->running)
        return raise_format(t, EXC_ValueError, "regular expression scanner already executing");
    if (walk_begin(t, &w, s->pattern, s->string, s->start, s->end) < 0)
        return V_ERROR;
    s->running = true;
    if ((size_t)s->at > w.at)
        w.at = (size_t)s->at;
    w.advance = s->advance;
    int status = walk_next(t, &w, mode);
    s->running = false;
    Value made = status < 0    ? V_ERROR
                 : status == 0 ? V_NONE
                               : match_new(t, s->pattern, &w.s, w.spans);
    s->at = status > 0 ? (int64_t)w.at : -1;
    s->advance = w.advance;
    walk_end(t, &w);
    return made;
}

API(scanner_match, "match(self, /)", "The next match, which must begin where the last ended.")
{
    return scanner_step(t, a[0], MODE_MATCH);
}

API(scanner_search, "search(self, /)", "The next match.")
{
    return scanner_step(t, a[0], MODE_SEARCH);
}

static int scanner_add_type(Thread *t, Value module)
{
    static const NativeDef *const methods[] = {&scanner_match_def, &scanner_search_def, NULL};
    static const MemberDef members[] = {
        {"pattern", offsetof(Scanner, pattern), MEMBER_READONLY, "The regular expression."},
        {NULL, 0, 0, NULL}};
    static const TypeSpec spec = {.name = "_sre.SRE_Scanner",
                                  .size = sizeof(Scanner),
                                  .flags = TF_NO_NEW,
                                  .methods = methods,
                                  .members = members};
    return api_module_add_type(t, module, api_type(t, &spec, &scanner_fields));
}

static Value scanner_new(Thread *t, Value *a)
{
    int64_t from, to;
    Walk w;
    if (bounds(t, a[2], a[3], &from, &to) < 0 || walk_begin(t, &w, a[0], a[1], from, to) < 0)
        return V_ERROR;
    walk_end(t, &w);
    Value cls = K(t, import_attr(t, "_re", "SRE_Scanner"));
    Value made = v_is_error(cls) ? V_ERROR : api_instance(t, V_AS(Type, cls));
    if (v_is_error(made))
        return V_ERROR;
    Scanner *s = SCANNER(made);
    api_set(t, &s->pattern, a[0]);
    api_set(t, &s->string, a[1]);
    s->start = from;
    s->end = to;
    return made;
}

API(pattern_scanner, "scanner(self, /, string, pos=0, endpos=sys.maxsize)",
    "An object whose match() and search() go on where the last match ended.")
{
    return scanner_new(t, a);
}

API(pattern_finditer, "finditer(self, /, string, pos=0, endpos=sys.maxsize)",
    "Return an iterator over all non-overlapping matches for the RE pattern in string.\n\nFor each "
    "match, the iterator returns a match object.")
{
    Value scanner = scanner_new(t, a);
    Value name = v_is_error(scanner) ? V_ERROR : K(t, str_intern_utf8(t, "search", 6));
    Value search = v_is_error(name) ? V_ERROR : K(t, attr_get(t, scanner, V_AS(Str, name)));
    Value iter = v_is_error(search) ? V_ERROR : builtin_get(t, "iter");
    return v_is_error(iter) || v_is_empty(iter) ? V_ERROR : K(t, call2(t, iter, search, V_NONE));
}

/* ---- the objects themselves ---- */

enum { FLAG_UNICODE = 32 };

API_UNARY(pattern_repr)
{
    static const struct {
        int64_t bit;
        const char *name;
    } names[] = {
        {2, "re.IGNORECASE"},         {4, "re.LOCALE"},   {8, "re.MULTILINE"}, {16, "re.DOTALL"},
        {FLAG_UNICODE, "re.UNICODE"}, {64, "re.VERBOSE"}, {128, "re.DEBUG"},   {256, "re.ASCII"}};
    const Pattern *p = PATTERN(self);
    int64_t flags = v_small(p->flags);
    Value source = K(t, value_repr(t, p->pattern));
    if (v_is_error(source))
        return V_ERROR;
    /* That a str pattern means Unicode goes without saying. */
    if (v_is_str(p->pattern) && (flags & (4 | FLAG_UNICODE | 256)) == FLAG_UNICODE)
        flags &= ~FLAG_UNICODE;
    StrBuf b;
    strbuf_init(&b, t);
    strbuf_ascii(&b, "re.compile(");
    size_t len = V_AS(Str, source)->len;
    strbuf_part(&b, V_AS(Str, source), 0, len > 200 ? 200 : len);
    const char *between = ", ";
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!(flags & names[i].bit))
            continue;
        strbuf_ascii(&b, between);
        strbuf_ascii(&b, names[i].name);
        flags &= ~names[i].bit;
        between = "|";
    }
    if (flags) {
        char rest[32];
        snprintf(rest, sizeof rest, "%s0x%lx", between, (unsigned long)flags);
        strbuf_ascii(&b, rest);
    }
    strbuf_char(&b, ')');
    return K(t, strbuf_finish(&b));
}

static int pattern_hash(Thread *t, Value self, int64_t *hash)
{
    const Pattern *p = PATTERN(self);
    if (value_hash(t, p->pattern, hash) < 0)
        return -1;
    *hash ^= v_small(p->flags) * 1000003;
    if (*hash == -1)
        *hash = -2;
    return 0;
}

static Value pattern_compare(Thread *t, Value self, Value other, int op)
{
    if ((op != CMP_EQ && op != CMP_NE) || !api_is(other, &pattern_fields))
        return V_NOTIMPLEMENTED;
    const Pattern *p = PATTERN(self), *q = PATTERN(other);
    int equal = v_same(p->flags, q->flags) && v_is_str(p->pattern) == v_is_str(q->pattern)
                    ? values_equal(t, p->pattern, q->pattern)
                    : 0;
    return equal < 0 ? V_ERROR : v_bool(equal == (op == CMP_EQ));
}

API(pattern_copy, "__copy__(self, /)", "")
{
    return a[0];
}

API(pattern_deepcopy, "__deepcopy__(self, memo, /)", "")
{
    return a[0];
}

static int pattern_add_type(Thread *t, Value module)
{
    static const NativeDef *const methods[] = {
        &pattern_match_def,
        &pattern_fullmatch_def,
        &pattern_search_def,
        &pattern_findall_def,
        &pattern_split_def,
        &pattern_sub_def,
        &pattern_subn_def,
        &pattern_scanner_def,
        &pattern_finditer_def,
        &pattern_copy_def,
        &pattern_deepcopy_def,
        &class_getitem_def,
        NULL,
    };
    static const MemberDef members[] = {
        {"pattern", offsetof(Pattern, pattern), MEMBER_READONLY,
         "The pattern string from which the RE object was compiled."},
        {"flags", offsetof(Pattern, flags), MEMBER_READONLY, "The regex matching flags."},
        {"groups", offsetof(Pattern, group_count), MEMBER_READONLY,
         "The number of capturing groups in the pattern."},
        {"groupindex", offsetof(Pattern, groupindex), MEMBER_READONLY,
         "A dictionary mapping group names to group numbers."},
        {NULL, 0, 0, NULL},
    };
    static const TypeSpec spec = {
        .name = "re.Pattern",
        .doc = "Compiled regular expression object.",
        .size = sizeof(Pattern),
        .flags = TF_NO_NEW | TF_WEAKREF,
        .slots = {.repr = pattern_repr, .hash = pattern_hash, .compare = pattern_compare},
        .methods = methods,
        .members = members,
    };
    return api_module_add_type(t, module, api_type(t, &spec, &pattern_fields));
}

API(re_compile, "compile(pattern, flags, tree, groupindex, names, closing, /)",
    "A Pattern of what the parser found.")
{
    int flags;
    if (arg_to_int(t, a[1], &flags) < 0)
        return V_ERROR;
    Value cls = K(t, import_attr(t, "_re", "Pattern")),
          match_type = K(t, import_attr(t, "_re", "Match"));
    Value made =
        v_is_error(cls) || v_is_error(match_type) ? V_ERROR : api_instance(t, V_AS(Type, cls));
    if (v_is_error(made))
        return V_ERROR;
    Pattern *p = PATTERN(made);
    p->flags = v_from_small(flags);
    p->groups = (uint32_t)V_AS(Tuple, a[4])->len;
    p->group_count = v_from_small(p->groups);
    api_set(t, &p->pattern, a[0]);
    api_set(t, &p->tree, a[2]);
    api_set(t, &p->groupindex, a[3]);
    api_set(t, &p->names, a[4]);
    api_set(t, &p->match_type, match_type);
    api_set(t, &p->closing, a[5]);
    /* What PCRE2 does not take is said now, not when the pattern is first used. */
    return pattern_check(t, p) < 0 ? V_ERROR : made;
}

static int re_exec(Thread *t, Value module)
{
    return pattern_add_type(t, module) < 0 || match_add_type(t, module) < 0
               ? -1
               : scanner_add_type(t, module);
}

Value re_module(Thread *t)
{
    static const NativeDef *const functions[] = {&re_compile_def, NULL};
    static const ModuleSpec spec = {"_re", "Regular expressions: what is in C.", functions,
                                    re_exec};
    return api_module(t, &spec);
}
#endif
