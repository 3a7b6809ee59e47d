/* SPDX-License-Identifier: MIT */
/* _json: writing JSON. */
#include "stdlib/_json.h"
#include "vm/objects/int.h"
#include "vm/objects/list.h"

/* One value that is being written, with the settings of its JSONEncoder. */
typedef struct Writer {
    Thread *t;
    StrBuf out;
    Value fallback;    /* default() */
    Value markers;     /* dict of the containers under way, by address, or NONE */
    const Str *indent; /* NULL: all on one line */
    const Str *item_separator, *key_separator;
    bool ascii, sort_keys, skip_keys, allow_nan;
    size_t level;
} Writer;

static int write_value(Writer *w, Value v);

/* ---- strings ---- */

static void write_escape(StrBuf *b, uint32_t c)
{
    static const char names[] = "\"\\\n\r\t\f\b", letters[] = "\"\\nrtfb",
                      hex[] = "0123456789abcdef";
    const char *found = c && c < 128 ? strchr(names, (int)c) : NULL;
    strbuf_char(b, '\\');
    if (found) {
        strbuf_char(b, (uint32_t)letters[found - names]);
        return;
    }
    strbuf_char(b, 'u');
    for (int shift = 12; shift >= 0; shift -= 4)
        strbuf_char(b, (uint32_t)hex[c >> shift & 15]);
}

static void write_string(StrBuf *b, const Str *s, bool ascii)
{
    size_t plain = 0;
    strbuf_char(b, '"');
    for (size_t i = 0; i < s->len; i++) {
        uint32_t c = str_at(s, i);
        if (c >= 0x20 && c != '"' && c != '\\' && (c < 0x7f || !ascii))
            continue;
        strbuf_part(b, s, plain, i);
        plain = i + 1;
        if (c > 0xffff) {
            write_escape(b, 0xd800 + ((c - 0x10000) >> 10));
            write_escape(b, 0xdc00 + ((c - 0x10000) & 0x3ff));
        } else {
            write_escape(b, c);
        }
    }
    strbuf_part(b, s, plain, s->len);
    strbuf_char(b, '"');
}

static Value basestring(Thread *t, Value text, bool ascii)
{
    if (!v_is_str(text))
        return raise_format(t, EXC_TypeError, "first argument must be a string, not %s",
                            v_type_name(t, text));
    StrBuf b;
    strbuf_init(&b, t);
    write_string(&b, V_AS(Str, text), ascii);
    return K(t, strbuf_finish(&b));
}

static Value basestring_native(Thread *t, Value *a, uint32_t nargs)
{
    ApiScope scope = api_scope_begin(t);
    return api_scope_return(t, scope, basestring(t, a[0], false));
}
static Value basestring_ascii_native(Thread *t, Value *a, uint32_t nargs)
{
    ApiScope scope = api_scope_begin(t);
    return api_scope_return(t, scope, basestring(t, a[0], true));
}
const NativeDef json_basestring_def = {"encode_basestring(string, /)",
                                       "Return a JSON representation of a Python string",
                                       basestring_native, NULL, 0};
const NativeDef json_basestring_ascii_def = {
    "encode_basestring_ascii(string, /)",
    "Return an ASCII-only JSON representation of a Python string", basestring_ascii_native, NULL,
    0};

/* ---- numbers ---- */

static Value float_words(Writer *w, Value v)
{
    Thread *t = w->t;
    double d = float_value(v);
    if (d - d == 0)
        return K(t, value_repr(
                        t, v_is_kind(v, KIND_float) || v_is_flonum(v) ? v : K(t, float_new(t, d))));
    if (!w->allow_nan) {
        Value text = K(t, value_repr(t, v));
        return v_is_error(text)
                   ? V_ERROR
                   : raise_format(t, EXC_ValueError,
                                  "Out of range float values are not JSON compliant: %V", text);
    }
    return K(t, str_from_cstr(t, d != d ? "NaN" : d > 0 ? "Infinity" : "-Infinity"));
}

/* The text of None, a bool or a number; EMPTY for anything else. */
static Value plain_words(Writer *w, Value v)
{
    if (v_is_none(v))
        return K(w->t, str_from_cstr(w->t, "null"));
    if (v_is_bool(v))
        return K(w->t, str_from_cstr(w->t, v_same(v, V_TRUE) ? "true" : "false"));
    if (v_is_int(v))
        return K(w->t, int_to_str(w->t, v));
    return v_is_float(v) ? float_words(w, v) : V_EMPTY;
}

/* ---- containers ---- */

static void new_line(Writer *w)
{
    if (!w->indent)
        return;
    strbuf_char(&w->out, '\n');
    for (size_t i = 0; i < w->level; i++)
        strbuf_str(&w->out, w->indent);
}

/* Notes that a container is under way: 0; -1 with ValueError when it already is. */
static int enter(Writer *w, Value v, Value *mark)
{
    *mark = V_EMPTY;
    if (v_is_none(w->markers))
        return 0;
    *mark =
        K(w->t, int_from_uint64(w->t, v_is_object(v) ? (uint64_t)(uintptr_t)v_object(v) : v.bits));
    if (v_is_error(*mark))
        return -1;
    int known = item_contains(w->t, w->markers, *mark);
    if (known > 0)
        raise_format(w->t, EXC_ValueError, "Circular reference detected");
    return known ? -1 : dict_set(w->t, V_AS(Dict, w->markers), *mark, v);
}

static int leave(Writer *w, Value mark)
{
    return v_is_empty(mark) || dict_delete(w->t, V_AS(Dict, w->markers), mark) >= 0 ? 0 : -1;
}

static int write_items(Writer *w, Value seq)
{
    ApiScope scope = api_scope_begin(w->t);
    size_t n;
    (void)seq_items(seq, &n);
    for (size_t i = 0; API_ROUND(w->t, scope); i++) {
        const Value *items = seq_items(seq, &n); /* default() may have changed the list */
        if (i >= n)
            break;
        if (i)
            strbuf_str(&w->out, w->item_separator);
        new_line(w);
        if (write_value(w, api_hold(w->t, items[i])) < 0 || safepoint(w->t) < 0)
            return -1;
    }
    return 0;
}

static int write_array(Writer *w, Value v)
{
    Value seq = K(w->t, seq_fast(w->t, v, "")), mark;
    size_t n;
    if (v_is_error(seq))
        return -1;
    (void)seq_items(seq, &n);
    if (n == 0) {
        strbuf_ascii(&w->out, "[]");
        return 0;
    }
    if (enter(w, v, &mark) < 0)
        return -1;
    strbuf_char(&w->out, '[');
    w->level++;
    if (write_items(w, seq) < 0)
        return -1;
    w->level--;
    new_line(w);
    strbuf_char(&w->out, ']');
    return leave(w, mark);
}

/* A key as a str; NONE for one that is left out. */
static Value key_words(Writer *w, Value key)
{
    if (v_is_str(key))
        return key;
    Value words = plain_words(w, key);
    if (!v_is_empty(words))
        return words;
    return w->skip_keys ? V_NONE
                        : raise_format(w->t, EXC_TypeError,
                                       "keys must be str, int, float, bool or None, not %s",
                                       type_short_name(v_type(w->t, key)));
}

static int write_member(Writer *w, Value key, Value value, bool *first)
{
    Value words = key_words(w, key);
    if (v_is_error(words))
        return -1;
    if (v_is_none(words))
        return 0;
    if (!*first) {
        strbuf_str(&w->out, w->item_separator);
        new_line(w);
    }
    *first = false;
    write_string(&w->out, V_AS(Str, words), w->ascii);
    strbuf_str(&w->out, w->key_separator);
    return write_value(w, value);
}

static int write_members(Writer *w, Value items)
{
    bool first = true;
    new_line(w); /* also where all keys are left out */
    ApiScope scope = api_scope_begin(w->t);
    for (size_t i = 0; API_ROUND(w->t, scope) && i < V_AS(List, items)->len; i++) {
        Value pair = api_hold(w->t, V_AS(List, items)->items[i]);
        if (!v_has_layout(pair, KIND_tuple) || V_AS(Tuple, pair)->len != 2) {
            raise_format(w->t, EXC_ValueError, "items must return 2-tuples");
            return -1;
        }
        if (write_member(w, V_AS(Tuple, pair)->items[0], V_AS(Tuple, pair)->items[1], &first) < 0 ||
            safepoint(w->t) < 0)
            return -1;
    }
    w->level--;
    new_line(w);
    strbuf_char(&w->out, '}');
    return 0;
}

static int write_object(Writer *w, Value v)
{
    Thread *t = w->t;
    int64_t n = value_length(t, v);
    if (n < 0)
        return -1;
    if (n == 0) {
        strbuf_ascii(&w->out, "{}");
        return 0;
    }
    Value mark;
    if (enter(w, v, &mark) < 0)
        return -1;
    Value view = K(t, call_method0(t, v, N(t, items)));
    Value items = v_is_error(view) ? V_ERROR : K(t, iter_to_list(t, view));
    if (v_is_error(items) || (w->sort_keys && list_sort(t, V_AS(List, items), V_NONE, false) < 0))
        return -1;
    strbuf_char(&w->out, '{');
    w->level++;
    return write_members(w, items) < 0 ? -1 : leave(w, mark);
}

/* What default() makes of a value. */
static int write_other(Writer *w, Value v)
{
    Value mark, made;
    if (enter(w, v, &mark) < 0)
        return -1;
    made = K(w->t, call1(w->t, w->fallback, v));
    return v_is_error(made) || write_value(w, made) < 0 ? -1 : leave(w, mark);
}

static int write_value(Writer *w, Value v)
{
    if (v_is_str(v)) {
        write_string(&w->out, V_AS(Str, v), w->ascii);
        return w->out.failed ? -1 : 0;
    }
    Value words = plain_words(w, v);
    if (v_is_error(words))
        return -1;
    if (!v_is_empty(words)) {
        strbuf_str(&w->out, V_AS(Str, words));
        return w->out.failed ? -1 : 0;
    }
    if (c_stack_check(w->t, " while encoding a JSON object") < 0)
        return -1;
    if (v_has_layout(v, KIND_list) || v_has_layout(v, KIND_tuple))
        return write_array(w, v);
    return v_has_layout(v, KIND_dict) ? write_object(w, v) : write_other(w, v);
}

static Value encode(Thread *t, Value *a)
{
    Writer w = {.t = t, .fallback = a[1], .markers = a[2]};
    Value flags[] = {a[3], a[7], a[8], a[9]};
    bool *const places[] = {&w.ascii, &w.sort_keys, &w.skip_keys, &w.allow_nan};
    for (int i = 0; i < 4; i++) {
        int yes = truth(t, flags[i]);
        if (yes < 0)
            return V_ERROR;
        *places[i] = yes;
    }
    if (!v_is_str(a[5]) || !v_is_str(a[6]) || (!v_is_none(a[4]) && !v_is_str(a[4])))
        return raise_format(t, EXC_TypeError, "separators must be str, not %s",
                            v_type_name(t, v_is_str(a[5]) ? a[6] : a[5]));
    w.indent = v_is_none(a[4]) ? NULL : V_AS(Str, a[4]);
    w.item_separator = V_AS(Str, a[5]);
    w.key_separator = V_AS(Str, a[6]);
    strbuf_init(&w.out, t);
    if (write_value(&w, a[0]) == 0)
        return K(t, strbuf_finish(&w.out));
    strbuf_free(&w.out);
    return V_ERROR;
}

static Value encode_native(Thread *t, Value *a, uint32_t nargs)
{
    ApiScope scope = api_scope_begin(t);
    return api_scope_return(t, scope, encode(t, a));
}
const NativeDef json_encode_def = {"encode(obj, default, markers, ascii, indent, item_separator, "
                                   "key_separator, sort_keys, skipkeys, allow_nan, /)",
                                   "A value as JSON.", encode_native, NULL, 0};
