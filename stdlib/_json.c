/* SPDX-License-Identifier: MIT */
/* _json: reading JSON. make_scanner(decoder)(text, index) gives (value, end); writing is in
 * json_encode.c. */
#include "stdlib/_json.h"
#include "vm/objects/float.h"
#include "vm/objects/int.h"

typedef struct Scanner {
    Object head;
    Value strict, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant;
} Scanner;

/* One text that is being read. */
typedef struct Reader {
    Thread *t;
    const Scanner *scanner;
    Value text;
    const Str *s;
    Dict *keys; /* one str for all keys of the same text */
    bool strict;
} Reader;

static Value scan(Reader *r, size_t at, size_t *end);

/* JSONDecodeError(message, text, position). */
static Value json_error(Thread *t, const char *message, Value text, size_t at)
{
    Value cls = K(t, import_attr(t, "json.decoder", "JSONDecodeError"));
    Value words = v_is_error(cls) ? V_ERROR : K(t, str_from_cstr(t, message));
    Value made =
        v_is_error(words) ? V_ERROR : K(t, call3(t, cls, words, text, v_from_small((int64_t)at)));
    return v_is_error(made) ? V_ERROR : raise_object(t, made);
}

static Value fail(Reader *r, const char *message, size_t at)
{
    return json_error(r->t, message, r->text, at);
}

/* No value begins here: StopIteration(index), which JSONDecoder turns into "Expecting value". */
static Value no_value(Reader *r, size_t at)
{
    return raise_stop_iteration(r->t, v_from_small((int64_t)at));
}

/* The character at an index; 0 behind the end, where no character that counts stands. */
static inline uint32_t char_at(const Reader *r, size_t i)
{
    return i < r->s->len ? str_at(r->s, i) : 0;
}

static size_t skip_space(const Reader *r, size_t i)
{
    for (;; i++) {
        uint32_t c = char_at(r, i);
        if (c != ' ' && c != '\n' && c != '\t' && c != '\r')
            return i;
    }
}

/* ---- strings ---- */

/* Four hex digits; -1 where there are none. */
static int32_t hex4(const Reader *r, size_t i)
{
    int32_t value = 0;
    for (size_t end = i + 4; i < end; i++) {
        uint32_t c = char_at(r, i), low = c | 32;
        if (c >= '0' && c <= '9')
            value = value * 16 + (int32_t)(c - '0');
        else if (low >= 'a' && low <= 'f')
            value = value * 16 + (int32_t)(low - 'a') + 10;
        else
            return -1;
    }
    return value;
}

/* The escape behind a backslash at `at`: its character, and *end behind it; -1 with an exception.
 */
static int64_t scan_escape(Reader *r, size_t at, size_t *end)
{
    static const char names[] = "\"\\/bfnrt", codes[] = "\"\\/\b\f\n\r\t";
    uint32_t c = char_at(r, at + 1);
    const char *found = c && c < 128 ? strchr(names, (int)c) : NULL;
    *end = at + 2;
    if (found)
        return codes[found - names];
    if (c != 'u') {
        (void)fail(r, "Invalid \\escape", at);
        return -1;
    }
    int32_t code = hex4(r, at + 2);
    /* A string cannot end with the digits. */
    if (code < 0 || at + 6 >= r->s->len) {
        (void)fail(r, "Invalid \\uXXXX escape", at + 1);
        return -1;
    }
    *end = at + 6;
    if (code < 0xd800 || code > 0xdbff || char_at(r, at + 6) != '\\' || char_at(r, at + 7) != 'u')
        return code;
    int32_t low = hex4(r, at + 8);
    if (low < 0xdc00 || low > 0xdfff || at + 12 >= r->s->len)
        return code;
    *end = at + 12;
    return 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
}

/* A string with escapes from `begin` on, of which [begin, at) is plain. */
static Value scan_escaped(Reader *r, size_t begin, size_t at, size_t *end)
{
    StrBuf b;
    strbuf_init(&b, r->t);
    size_t plain = begin;
    for (;;) {
        uint32_t c = char_at(r, at);
        if (at >= r->s->len || c == '"' || c == '\\')
            strbuf_part(&b, r->s, plain, at);
        if (at >= r->s->len || (c == '\\' && at + 1 >= r->s->len)) {
            (void)fail(r, "Unterminated string starting at", begin - 1);
            break;
        }
        if (c == '"') {
            *end = at + 1;
            return K(r->t, strbuf_finish(&b));
        }
        if (c == '\\') {
            int64_t code = scan_escape(r, at, &at);
            if (code < 0)
                break;
            strbuf_char(&b, (uint32_t)code);
            plain = at;
        } else if (c < 0x20 && r->strict) {
            (void)fail(r, "Invalid control character at", at);
            break;
        } else {
            at++;
        }
    }
    strbuf_free(&b);
    return V_ERROR;
}

/* The string whose opening quote stands before `begin`. */
static Value scan_string(Reader *r, size_t begin, size_t *end)
{
    for (size_t at = begin; at < r->s->len; at++) {
        uint32_t c = str_at(r->s, at);
        if (c == '"') {
            *end = at + 1;
            return K(r->t, str_slice(r->t, (Str *)r->s, begin, at));
        }
        if (c == '\\' || (c < 0x20 && r->strict))
            return scan_escaped(r, begin, at, end);
    }
    return fail(r, "Unterminated string starting at", begin - 1);
}

/* ---- numbers and words ---- */

static inline bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static size_t skip_digits(const Reader *r, size_t i)
{
    while (is_digit(char_at(r, i)))
        i++;
    return i;
}

/* The value of text[begin:end], a float or an int: by the decoder's functions, or at once where
 * these are float and int. */
static Value number_value(Reader *r, size_t begin, size_t end, bool is_float)
{
    Thread *t = r->t;
    char few[64];
    Value function = is_float ? r->scanner->parse_float : r->scanner->parse_int;
    bool builtin = v_same(function, v_from(t->vm->types[is_float ? KIND_float : KIND_int]));
    if (builtin && end - begin < (is_float ? sizeof few : 18)) {
        for (size_t i = begin; i < end; i++)
            few[i - begin] = (char)str_at(r->s, i);
        few[end - begin] = '\0';
        double d;
        if (is_float)
            return float_parse(t, few, end - begin, V_NONE, &d) < 0 ? V_ERROR
                                                                    : K(t, float_new(t, d));
        int64_t n = 0;
        bool negative = few[0] == '-';
        for (size_t i = negative; i < end - begin; i++)
            n = n * 10 + (few[i] - '0');
        return v_from_small(negative ? -n : n);
    }
    Value text = K(t, str_slice(t, (Str *)r->s, begin, end));
    return v_is_error(text) ? V_ERROR : K(t, call1(t, function, text));
}

static Value scan_number(Reader *r, size_t at, size_t *end)
{
    size_t i = at + (char_at(r, at) == '-');
    uint32_t c = char_at(r, i);
    if (!is_digit(c))
        return no_value(r, at);
    i = c == '0' ? i + 1 : skip_digits(r, i);
    bool is_float = false;
    if (char_at(r, i) == '.' && is_digit(char_at(r, i + 1))) {
        is_float = true;
        i = skip_digits(r, i + 1);
    }
    if ((char_at(r, i) | 32) == 'e') {
        size_t digits = i + 1 + (char_at(r, i + 1) == '+' || char_at(r, i + 1) == '-');
        if (is_digit(char_at(r, digits))) {
            is_float = true;
            i = skip_digits(r, digits);
        }
    }
    *end = i;
    return number_value(r, at, i, is_float);
}

static bool has_word(const Reader *r, size_t at, const char *word)
{
    for (; *word; word++, at++)
        if (char_at(r, at) != (uint32_t)*word)
            return false;
    return true;
}

static Value scan_word(Reader *r, size_t at, size_t *end)
{
    static const struct {
        const char *word;
        Value value; /* EMPTY: for parse_constant */
    } words[] = {{"null", V_NONE}, {"true", V_TRUE},      {"false", V_FALSE},
                 {"NaN", V_EMPTY}, {"Infinity", V_EMPTY}, {"-Infinity", V_EMPTY}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!has_word(r, at, words[i].word))
            continue;
        *end = at + strlen(words[i].word);
        if (!v_is_empty(words[i].value))
            return words[i].value;
        Value name = K(r->t, str_from_cstr(r->t, words[i].word));
        return v_is_error(name) ? V_ERROR : K(r->t, call1(r->t, r->scanner->parse_constant, name));
    }
    return scan_number(r, at, end);
}

/* ---- arrays and objects ---- */

/* Behind an item: 1 when another follows at *at, 0 behind the closing bracket, -1. */
static int next_item(Reader *r, size_t *at, uint32_t close, const char *trailing)
{
    *at = skip_space(r, *at);
    if (char_at(r, *at) == close) {
        ++*at;
        return 0;
    }
    size_t comma = *at;
    if (char_at(r, comma) != ',') {
        (void)fail(r, "Expecting ',' delimiter", comma);
        return -1;
    }
    *at = skip_space(r, comma + 1);
    if (char_at(r, *at) == close) {
        (void)fail(r, trailing, comma);
        return -1;
    }
    return 1;
}

static Value scan_array(Reader *r, size_t at, size_t *end)
{
    Thread *t = r->t;
    Value list = K(t, list_new(t, NULL, 0));
    if (v_is_error(list))
        return V_ERROR;
    at = skip_space(r, at);
    if (char_at(r, at) == ']') {
        *end = at + 1;
        return list;
    }
    ApiScope scope = api_scope_begin(t);
    for (int more = 1; more;) {
        Value item = scan(r, at, &at);
        if (v_is_error(item) || list_append(t, V_AS(List, list), item) < 0)
            return V_ERROR;
        api_scope_end(t, scope);
        more = next_item(r, &at, ']', "Illegal trailing comma before end of array");
        if (more < 0 || safepoint(t) < 0)
            return V_ERROR;
    }
    *end = at;
    return list;
}

/* The key that begins at `at`: the same str for the same text. */
static Value scan_key(Reader *r, size_t at, size_t *end)
{
    if (char_at(r, at) != '"')
        return fail(r, "Expecting property name enclosed in double quotes", at);
    Value key = scan_string(r, at + 1, end);
    if (v_is_error(key))
        return V_ERROR;
    Value known = dict_get(r->t, r->keys, key);
    if (v_is_empty(known))
        return dict_set(r->t, r->keys, key, key) < 0 ? V_ERROR : key;
    return known;
}

static int scan_member(Reader *r, size_t at, size_t *end, Value into)
{
    Thread *t = r->t;
    Value key = scan_key(r, at, &at);
    if (v_is_error(key))
        return -1;
    at = skip_space(r, at);
    if (char_at(r, at) != ':') {
        (void)fail(r, "Expecting ':' delimiter", at);
        return -1;
    }
    Value item = scan(r, skip_space(r, at + 1), end);
    if (v_is_error(item))
        return -1;
    if (v_has_layout(into, KIND_dict))
        return dict_set(t, V_AS(Dict, into), key, item);
    Value pair = K(t, tuple_pack(t, 2, key, item));
    return v_is_error(pair) ? -1 : list_append(t, V_AS(List, into), pair);
}

static Value scan_object(Reader *r, size_t at, size_t *end)
{
    Thread *t = r->t;
    const Scanner *s = r->scanner;
    bool pairs = !v_is_none(s->object_pairs_hook);
    Value into = pairs ? K(t, list_new(t, NULL, 0)) : K(t, dict_new(t));
    if (v_is_error(into))
        return V_ERROR;
    at = skip_space(r, at);
    int more = char_at(r, at) != '}';
    if (!more)
        at++;
    ApiScope scope = api_scope_begin(t);
    while (more) {
        if (scan_member(r, at, &at, into) < 0)
            return V_ERROR;
        api_scope_end(t, scope);
        more = next_item(r, &at, '}', "Illegal trailing comma before end of object");
        if (more < 0 || safepoint(t) < 0)
            return V_ERROR;
    }
    *end = at;
    if (pairs)
        return K(t, call1(t, s->object_pairs_hook, into));
    return v_is_none(s->object_hook) ? into : K(t, call1(t, s->object_hook, into));
}

static Value scan(Reader *r, size_t at, size_t *end)
{
    switch (char_at(r, at)) {
    case '"':
        return scan_string(r, at + 1, end);
    case '{':
        return c_stack_check(r->t, " while decoding a JSON object from a unicode string") < 0
                   ? V_ERROR
                   : scan_object(r, at + 1, end);
    case '[':
        return c_stack_check(r->t, " while decoding a JSON array from a unicode string") < 0
                   ? V_ERROR
                   : scan_array(r, at + 1, end);
    }
    return scan_word(r, at, end);
}

/* ---- the module ---- */

static int text_argument(Thread *t, Value text, Value index, const char *name, size_t *at)
{
    int64_t n;
    if (!v_is_str(text)) {
        raise_format(t, EXC_TypeError, "first argument must be a string, not %s",
                     v_type_name(t, text));
        return -1;
    }
    if (value_to_int64(t, index, &n) < 0)
        return -1;
    if (n < 0) {
        raise_format(t, EXC_ValueError, "%s", name);
        return -1;
    }
    *at = (size_t)n;
    return 0;
}

static Value pair_of(Thread *t, Value value, size_t end)
{
    return v_is_error(value) ? V_ERROR : K(t, tuple_pack(t, 2, value, v_from_small((int64_t)end)));
}

API(json_scanstring, "scanstring(string, end, strict=True, /)",
    "(text, end) of the string whose opening quote stands before end.")
{
    size_t at, end = 0;
    if (text_argument(t, a[0], a[1], "end is out of bounds", &at) < 0)
        return V_ERROR;
    int strict = v_is_empty(a[2]) ? 1 : truth(t, a[2]);
    if (at > V_AS(Str, a[0])->len)
        return raise_format(t, EXC_ValueError, "end is out of bounds");
    Reader r = {.t = t, .text = a[0], .s = V_AS(Str, a[0]), .strict = strict != 0};
    Value text = strict < 0 ? V_ERROR : scan_string(&r, at, &end);
    return pair_of(t, text, end);
}

static Value scanner_run(Thread *t, Value self, Value text, Value index)
{
    const Scanner *s = V_AS(Scanner, self);
    size_t at, end = 0;
    if (text_argument(t, text, index, "idx cannot be negative", &at) < 0)
        return V_ERROR;
    Value keys = K(t, dict_new(t));
    if (v_is_error(keys))
        return V_ERROR;
    Reader r = {.t = t,
                .scanner = s,
                .text = text,
                .s = V_AS(Str, text),
                .keys = V_AS(Dict, keys),
                .strict = v_same(s->strict, V_TRUE)};
    Value value = scan(&r, at, &end);
    return pair_of(t, value, end);
}

static Value scanner_call(Thread *t, Value self, const Value *args, uint32_t nargs, Value kwnames)
{
    const Tuple *names = v_is_empty(kwnames) ? NULL : V_AS(Tuple, kwnames);
    bool named =
        names && names->len == 1 && nargs == 1 && str_equal_cstr(V_AS(Str, names->items[0]), "idx");
    if (!named && (nargs != 2 || names))
        return raise_format(t, EXC_TypeError, "scan_once() takes a string and idx");
    ApiScope scope = api_scope_begin(t);
    return api_scope_return(t, scope, scanner_run(t, self, args[0], args[1]));
}

API(scanner_new, "make_scanner(cls, context)", "")
{
    static const char *const names[] = {"strict",      "object_hook", "object_pairs_hook",
                                        "parse_float", "parse_int",   "parse_constant"};
    Value made = api_instance(t, V_AS(Type, a[0]));
    if (v_is_error(made))
        return V_ERROR;
    Value *fields = &V_AS(Scanner, made)->strict;
    for (size_t i = 0; i < 6; i++) {
        Value name = K(t, str_intern_utf8(t, names[i], strlen(names[i])));
        Value v = v_is_error(name) ? V_ERROR : K(t, attr_get(t, a[1], V_AS(Str, name)));
        if (v_is_error(v))
            return V_ERROR;
        api_set(t, &fields[i], v);
    }
    int strict = truth(t, fields[0]);
    if (strict < 0)
        return V_ERROR;
    api_set(t, &fields[0], v_bool(strict));
    return made;
}

static int json_exec(Thread *t, Value module)
{
#define FIELD(name) offsetof(Scanner, name)
    static const FieldTable fields = {
        {FIELD(strict), FIELD(object_hook), FIELD(object_pairs_hook), FIELD(parse_float),
         FIELD(parse_int), FIELD(parse_constant), 0},
        NULL,
        NULL,
        NULL,
    };
    static const MemberDef members[] = {
        {"strict", FIELD(strict), MEMBER_READONLY, "strict"},
        {"object_hook", FIELD(object_hook), MEMBER_READONLY, "object_hook"},
        {"object_pairs_hook", FIELD(object_pairs_hook), MEMBER_READONLY, "object_pairs_hook"},
        {"parse_float", FIELD(parse_float), MEMBER_READONLY, "parse_float"},
        {"parse_int", FIELD(parse_int), MEMBER_READONLY, "parse_int"},
        {"parse_constant", FIELD(parse_constant), MEMBER_READONLY, "parse_constant"},
        {NULL, 0, 0, NULL},
    };
#undef FIELD
    static const TypeSpec spec = {
        .name = "_json.Scanner",
        .doc = "JSON scanner object",
        .size = sizeof(Scanner),
        .new_def = &scanner_new_def,
        .slots = {.call = scanner_call},
        .members = members,
    };
    Type *type = api_type(t, &spec, &fields);
    return type ? api_module_add(t, module, "make_scanner", v_from(type)) : -1;
}

Value json_module(Thread *t)
{
    static const NativeDef *const functions[] = {&json_scanstring_def, &json_basestring_def,
                                                 &json_basestring_ascii_def, &json_encode_def,
                                                 NULL};
    static const ModuleSpec spec = {"_json", "JSON: what is in C.", functions, json_exec};
    return api_module(t, &spec);
}
