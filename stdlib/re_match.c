/* SPDX-License-Identifier: MIT */
/* Match objects, and templates filled from them. */
#include "stdlib/_re.h"
#ifndef RONDO_NO_PCRE2
#include "vm/objects/helpers.h"

enum { FEW = 4 }; /* groups (with group 0) that fit into the object */

typedef struct Match {
    Object head;
    Value string, pattern;
    Value pos, endpos; /* small ints: need no reference */
    int64_t *spans;    /* few, or a block of its own */
    uint32_t groups;   /* without group 0 */
    int64_t few[2 * FEW];
} Match;
#define MATCH(v) V_AS(Match, v)

static void match_free(Thread *t, Object *o)
{
    Match *m = (Match *)o;
    if (m->spans != m->few)
        mem_free(t, m->spans, 2 * ((size_t)m->groups + 1) * sizeof *m->spans);
}
static const FieldTable match_fields = {
    {offsetof(Match, string), offsetof(Match, pattern), 0}, match_free, NULL, NULL};

static Match *match_alloc(Thread *t, Type *type, uint32_t groups, const int64_t *spans)
{
    Value made = api_instance(t, type);
    if (v_is_error(made))
        return NULL;
    Match *m = MATCH(made);
    m->spans = m->few;
    if (groups >= FEW) {
        int64_t *block = mem_alloc_array(t, 2 * ((size_t)groups + 1), sizeof *block);
        if (!block)
            return NULL;
        m->spans = block;
    }
    m->groups = groups;
    memcpy(m->spans, spans, 2 * ((size_t)groups + 1) * sizeof *spans);
    return m;
}

Value match_new(Thread *t, Value pattern, const Subject *s, const int64_t *spans)
{
    Match *m =
        match_alloc(t, V_AS(Type, PATTERN(pattern)->match_type), PATTERN(pattern)->groups, spans);
    if (!m)
        return V_ERROR;
    api_set(t, &m->string, s->value);
    api_set(t, &m->pattern, pattern);
    m->pos = v_from_small((int64_t)s->start);
    m->endpos = v_from_small((int64_t)s->end);
    return v_from(m);
}

/* ---- groups ---- */

int64_t pattern_group(Thread *t, const Pattern *p, Value key)
{
    int64_t n = -1;
    bool number = v_is_int(key) || v_type(t, key)->s.index;
    if (number) {
        Value index = K(t, value_index(t, key));
        if (v_is_error(index))
            return -1;
        if (!int_fits64(index, &n))
            n = -1;
    } else {
        Value found = K(t, call_method1(t, p->groupindex, N(t, get), key));
        if (v_is_error(found))
            return -1;
        if (v_is_small(found))
            n = v_small(found);
    }
    if (n < 0 || n > p->groups) {
        raise_format(t, EXC_IndexError, "no such group");
        return -1;
    }
    return n;
}

/* The text of a group while the subject is open; `otherwise` when it took no part. */
static Value span_text(Thread *t, const Subject *s, const int64_t *spans, int64_t group,
                       Value otherwise)
{
    int64_t start = spans[2 * group], end = spans[2 * group + 1];
    if (start < 0)
        return otherwise;
    /* A bytearray may have shrunk since. */
    int64_t len = (int64_t)s->len;
    start = start > len ? len : start;
    return subject_slice(t, s, (size_t)start,
                         (size_t)(end > len     ? len
                                  : end < start ? start
                                                : end));
}

static int match_open(Thread *t, const Match *m, Subject *s)
{
    return subject_open(t, s, PATTERN(m->pattern), m->string, 0, INT64_MAX);
}

static Value group_text(Thread *t, const Match *m, Value key, Value otherwise)
{
    int64_t group = pattern_group(t, PATTERN(m->pattern), key);
    Subject s;
    if (group < 0 || match_open(t, m, &s) < 0)
        return V_ERROR;
    Value text = span_text(t, &s, m->spans, group, otherwise);
    subject_close(t, &s);
    return text;
}

API(match_group, "group(self, /, *args)",
    "The text of groups: one, or a tuple of several; group 0 is the whole match.")
{
    const Match *m = MATCH(a[0]);
    const Tuple *keys = V_AS(Tuple, a[1]);
    if (keys->len <= 1)
        return group_text(t, m, keys->len ? keys->items[0] : v_from_small(0), V_NONE);
    Value list = K(t, list_new(t, NULL, 0));
    for (size_t i = 0; i < keys->len; i++) {
        Value text = v_is_error(list) ? V_ERROR : group_text(t, m, keys->items[i], V_NONE);
        if (v_is_error(text) || list_append(t, V_AS(List, list), text) < 0)
            return V_ERROR;
    }
    return v_is_error(list) ? V_ERROR : K(t, list_to_tuple(t, V_AS(List, list)));
}

API_BINARY(match_getitem)
{
    return group_text(t, MATCH(self), other, V_NONE);
}

API(match_groups, "groups(self, /, default=None)",
    "The texts of all groups from 1 on; default for those that took no part.")
{
    const Match *m = MATCH(a[0]);
    Value list = K(t, list_new(t, NULL, 0)), otherwise = v_is_empty(a[1]) ? V_NONE : a[1];
    Subject s;
    if (v_is_error(list) || match_open(t, m, &s) < 0)
        return V_ERROR;
    int status = 0;
    for (uint32_t i = 1; i <= m->groups && status == 0; i++) {
        Value text = span_text(t, &s, m->spans, i, otherwise);
        status = v_is_error(text) ? -1 : list_append(t, V_AS(List, list), text);
    }
    subject_close(t, &s);
    return status < 0 ? V_ERROR : K(t, list_to_tuple(t, V_AS(List, list)));
}

API(match_groupdict, "groupdict(self, /, default=None)",
    "The texts of the named groups by name; default for those that took no part.")
{
    const Match *m = MATCH(a[0]);
    const Tuple *names = V_AS(Tuple, PATTERN(m->pattern)->names);
    Value dict = K(t, dict_new(t)), otherwise = v_is_empty(a[1]) ? V_NONE : a[1];
    Subject s;
    if (v_is_error(dict) || match_open(t, m, &s) < 0)
        return V_ERROR;
    int status = 0;
    for (size_t i = 0; i < names->len && status == 0; i++) {
        if (v_is_none(names->items[i]))
            continue;
        Value text = span_text(t, &s, m->spans, (int64_t)i + 1, otherwise);
        status = v_is_error(text) ? -1 : dict_set(t, V_AS(Dict, dict), names->items[i], text);
    }
    subject_close(t, &s);
    return status < 0 ? V_ERROR : dict;
}

static int64_t group_argument(Thread *t, const Match *m, Value key)
{
    return v_is_empty(key) ? 0 : pattern_group(t, PATTERN(m->pattern), key);
}

API(match_start, "start(self, group=0, /)", "Where a group begins, or -1.")
{
    int64_t group = group_argument(t, MATCH(a[0]), a[1]);
    return group < 0 ? V_ERROR : K(t, int_new(t, MATCH(a[0])->spans[2 * group]));
}

API(match_end, "end(self, group=0, /)", "Where a group ends, or -1.")
{
    int64_t group = group_argument(t, MATCH(a[0]), a[1]);
    return group < 0 ? V_ERROR : K(t, int_new(t, MATCH(a[0])->spans[2 * group + 1]));
}

static Value span_pair(Thread *t, const Match *m, int64_t group)
{
    Value start = K(t, int_new(t, m->spans[2 * group])),
          end = K(t, int_new(t, m->spans[2 * group + 1]));
    return v_is_error(start) || v_is_error(end) ? V_ERROR : K(t, tuple_pack(t, 2, start, end));
}

API(match_span, "span(self, group=0, /)", "(start, end) of a group.")
{
    int64_t group = group_argument(t, MATCH(a[0]), a[1]);
    return group < 0 ? V_ERROR : span_pair(t, MATCH(a[0]), group);
}

/* ---- templates ---- */

Value subject_join(Thread *t, bool text, Value list)
{
    Value empty = text ? v_from(t->vm->empty_str) : t->vm->empty_bytes;
    return K(t, call_method1(t, empty, N(t, join), list));
}

Value match_fill_template(Thread *t, const Subject *s, const int64_t *spans, uint32_t groups,
                          Value template)
{
    if (!v_has_layout(template, KIND_list))
        return template;
    const List *parts = V_AS(List, template);
    Value list = K(t, list_new(t, NULL, 0)),
          none = s->text ? v_from(t->vm->empty_str) : t->vm->empty_bytes;
    for (size_t i = 0; i < parts->len; i++) {
        Value part = parts->items[i];
        if (v_is_small(part))
            part = v_small(part) <= groups ? span_text(t, s, spans, v_small(part), none) : none;
        if (v_is_error(list) || v_is_error(part) || list_append(t, V_AS(List, list), part) < 0)
            return V_ERROR;
    }
    return v_is_error(list) ? V_ERROR : subject_join(t, s->text, list);
}

Value template_compile(Thread *t, Value pattern, Value text)
{
    BufferView view;
    if (!v_is_str(text) && buffer_check(t, text)) { /* a bytearray cannot be looked up as it is */
        if (buffer_get(t, text, &view) < 0)
            return V_ERROR;
        text = K(t, bytes_new(t, view.data, view.len));
        buffer_release(t, &view);
    }
    Value compile = v_is_error(text) ? text : K(t, import_attr(t, "re", "_compile_template"));
    return v_is_error(compile) ? V_ERROR : K(t, call2(t, compile, pattern, text));
}

API(match_expand, "expand(self, /, template)",
    "The template with its backslashes and group references replaced.")
{
    const Match *m = MATCH(a[0]);
    Value template = template_compile(t, m->pattern, a[1]);
    Subject s;
    if (v_is_error(template) || match_open(t, m, &s) < 0)
        return V_ERROR;
    Value filled = match_fill_template(t, &s, m->spans, m->groups, template);
    subject_close(t, &s);
    return filled;
}

/* ---- attributes ---- */

/*
 * The group that closed last. The tuple of the pattern has the groups in the order in which they
 * close, each with the outermost repetition around it: within one repetition the group that ends
 * last in the text closed last.
 */
static int64_t last_group(const Match *m)
{
    const Tuple *closing = V_AS(Tuple, PATTERN(m->pattern)->closing);
    int64_t best = 0, best_loop = 0;
    for (size_t i = 0; i + 1 < closing->len; i += 2) {
        int64_t group = v_small(closing->items[i]), loop = v_small(closing->items[i + 1]);
        if (m->spans[2 * group] < 0)
            continue;
        if (best && loop && loop == best_loop && m->spans[2 * group + 1] < m->spans[2 * best + 1])
            continue;
        best = group;
        best_loop = loop;
    }
    return best;
}

static Value get_lastindex(Thread *t, Value self)
{
    int64_t last = last_group(MATCH(self));
    return last ? v_from_small(last) : V_NONE;
}

API_UNARY(get_lastgroup)
{
    int64_t last = last_group(MATCH(self));
    return last ? V_AS(Tuple, PATTERN(MATCH(self)->pattern)->names)->items[last - 1] : V_NONE;
}

API_UNARY(get_regs)
{
    const Match *m = MATCH(self);
    Value list = K(t, list_new(t, NULL, 0));
    for (uint32_t i = 0; i <= m->groups; i++) {
        Value pair = v_is_error(list) ? V_ERROR : span_pair(t, m, i);
        if (v_is_error(pair) || list_append(t, V_AS(List, list), pair) < 0)
            return V_ERROR;
    }
    return K(t, list_to_tuple(t, V_AS(List, list)));
}

API_UNARY(match_repr)
{
    const Match *m = MATCH(self);
    Value text = group_text(t, m, v_from_small(0), V_NONE);
    return v_is_error(text)
               ? V_ERROR
               : K(t, str_format(t, "<%s object; span=(%ld, %ld), match=%R>", v_type_name(t, self),
                                 (long)m->spans[0], (long)m->spans[1], text));
}

API(match_copy, "__copy__(self, /)", "")
{
    return a[0];
}

API(match_deepcopy, "__deepcopy__(self, memo, /)", "")
{
    return a[0];
}

int match_add_type(Thread *t, Value module)
{
    static const NativeDef *const methods[] = {
        &match_group_def,
        &match_groups_def,
        &match_groupdict_def,
        &match_start_def,
        &match_end_def,
        &match_span_def,
        &match_expand_def,
        &match_copy_def,
        &match_deepcopy_def,
        &class_getitem_def,
        NULL,
    };
    static const GetSetDef getset[] = {
        {"lastindex", get_lastindex, NULL, "The number of the group that matched last."},
        {"lastgroup", get_lastgroup, NULL, "The name of the group that matched last."},
        {"regs", get_regs, NULL, "The spans of all groups."},
        {NULL, NULL, NULL, NULL},
    };
    static const MemberDef members[] = {
        {"string", offsetof(Match, string), MEMBER_READONLY, "The text that was searched."},
        {"pos", offsetof(Match, pos), MEMBER_READONLY, "Where the search could begin."},
        {"endpos", offsetof(Match, endpos), MEMBER_READONLY, "Where the search had to end."},
        {"re", offsetof(Match, pattern), MEMBER_READONLY, "The regular expression."},
        {NULL, 0, 0, NULL},
    };
    static const TypeSpec spec = {
        .name = "re.Match",
        .doc = "The result of re.match() and re.search().\nMatch objects always have a boolean "
               "value of True.",
        .size = sizeof(Match),
        .flags = TF_NO_NEW,
        .slots = {.repr = match_repr, .getitem = match_getitem},
        .methods = methods,
        .getset = getset,
        .members = members,
    };
    return api_module_add_type(t, module, api_type(t, &spec, &match_fields));
}
#endif
