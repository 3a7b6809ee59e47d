/* SPDX-License-Identifier: MIT */
/* Error handlers of encodings: the eight of the language, and those of register_error(). A handler
   gets the exception and returns what stands in for the bad part, and where to go on. */
#include "vm/objects/codec_internal.h"
#include "vm/core/unicode.h"
#include "lexer/literal.h"

Value codec_error_new(Thread *t, bool decode, const char *encoding, Value object, size_t from,
                      size_t to, const char *reason)
{
    Value args[5] = {str_from_cstr(t, encoding), object, v_from_small((int64_t)from),
                     v_from_small((int64_t)to), str_from_cstr(t, reason)};
    Value exc =
        v_is_error(args[0]) || v_is_error(args[4])
            ? V_ERROR
            : exception_new(t, t->vm->exc[decode ? EXC_UnicodeDecodeError : EXC_UnicodeEncodeError],
                            args, 5);
    drop(t, args[0]);
    drop(t, args[4]);
    return exc;
}

void codec_error_set(Thread *t, Value exc, size_t from, size_t to, const char *reason)
{
    Exception *e = V_AS(Exception, exc);
    Value text = str_from_cstr(t, reason);
    if (v_is_error(text)) {
        exc_clear(t); /* the old reason stays */
        text = dup(e->field[UNI_REASON]);
    }
    v_set(t, &e->field[UNI_START], v_from_small((int64_t)from));
    v_set(t, &e->field[UNI_END], v_from_small((int64_t)to));
    v_set(t, &e->field[UNI_REASON], text);
}

/* ---- what a handler is told ---- */

typedef struct Trouble {
    Value exc;
    ExcKind kind; /* UnicodeEncodeError, UnicodeDecodeError or UnicodeTranslateError */
    const char *encoding;
    Value object; /* str, or bytes for decoding */
    size_t from, to;
} Trouble;

static int handler_refuses(Thread *t, Value exc)
{
    raise_format(t, EXC_TypeError, "don't know how to handle %T in error callback", exc);
    return -1;
}

/* The exception's attributes, kept inside the object's length as CPython does. */
static int trouble_get(Thread *t, Value exc, Trouble *out)
{
    static const ExcKind kinds[] = {EXC_UnicodeEncodeError, EXC_UnicodeDecodeError,
                                    EXC_UnicodeTranslateError};
    *out = (Trouble){.exc = exc, .kind = EXC_COUNT, .encoding = ""};
    for (int i = 0; i < 3; i++)
        if (type_is_subtype(v_type(t, exc), t->vm->exc[kinds[i]]))
            out->kind = kinds[i];
    if (out->kind == EXC_COUNT)
        return handler_refuses(t, exc);
    const Exception *e = V_AS(Exception, exc);
    int64_t from = 0, to = 0;
    bool decode = out->kind == EXC_UnicodeDecodeError;
    out->object = e->field[UNI_OBJECT];
    if (decode ? !v_has_layout(out->object, KIND_bytes) : !v_is_str(out->object)) {
        raise_format(t, EXC_TypeError, "object attribute must be %s", decode ? "bytes" : "str");
        return -1;
    }
    if (v_is_str(e->field[UNI_ENCODING]) &&
        !(out->encoding = str_wtf8(t, V_AS(Str, e->field[UNI_ENCODING]), NULL)))
        return -1;
    size_t len = decode ? V_AS(Bytes, out->object)->len : V_AS(Str, out->object)->len;
    bool known = int_fits64(e->field[UNI_START], &from) && int_fits64(e->field[UNI_END], &to);
    out->from = !known || from < 0 || len == 0 ? 0 : (size_t)from >= len ? len - 1 : (size_t)from;
    out->to = !known || to < 1 ? (len ? 1 : 0) : (size_t)to > len ? len : (size_t)to;
    return 0;
}

static bool is_decode(const Trouble *w)
{
    return w->kind == EXC_UnicodeDecodeError;
}

/* (replacement, position); TAKES replacement. */
static Value answer(Thread *t, TAKES Value replacement, size_t at)
{
    Value pair[2] = {replacement, v_from_small((int64_t)at)};
    return v_is_error(replacement) ? V_ERROR : tuple_take(t, pair, 2);
}

static Value give_up(Thread *t, const Trouble *w)
{
    return raise_object(t, w->exc);
}

NATIVE(strict, "strict_errors(exception, /)", "Raises the exception.")
{
    return v_is_exception(a[0])
               ? raise_object(t, a[0])
               : raise_format(t, EXC_TypeError, "codec must pass exception instance");
}

NATIVE(ignore, "ignore_errors(exception, /)", "Leaves the bad part out.")
{
    Trouble w;
    return trouble_get(t, a[0], &w) < 0 ? V_ERROR : answer(t, str_from_cstr(t, ""), w.to);
}

NATIVE(replace, "replace_errors(exception, /)", "Puts a question mark or U+FFFD for the bad part.")
{
    Trouble w;
    if (trouble_get(t, a[0], &w) < 0)
        return V_ERROR;
    StrBuf b;
    strbuf_init(&b, t);
    strbuf_fill(&b, w.kind == EXC_UnicodeEncodeError ? '?' : 0xfffd,
                is_decode(&w) ? 1 : w.to - w.from);
    return answer(t, strbuf_finish(&b), w.to);
}

/* \xNN, \uNNNN or \UNNNNNNNN */
static void push_escape(StrBuf *b, uint32_t cp)
{
    char text[12];
    int digits = cp < 0x100 ? 2 : cp < 0x10000 ? 4 : 8;
    text[0] = '\\';
    text[1] = digits == 2 ? 'x' : digits == 4 ? 'u' : 'U';
    for (int i = 0; i < digits; i++)
        text[2 + i] = "0123456789abcdef"[cp >> (4 * (digits - 1 - i)) & 15];
    text[2 + digits] = 0;
    strbuf_ascii(b, text);
}

static void push_reference(StrBuf *b, uint32_t cp)
{
    char digits[10], *p = digits + 9;
    *p = 0;
    do
        *--p = (char)('0' + cp % 10);
    while (cp /= 10);
    strbuf_ascii(b, "&#");
    strbuf_ascii(b, p);
    strbuf_char(b, ';');
}

static void push_name(StrBuf *b, uint32_t cp)
{
    char space[UNICODE_NAME_ROOM];
    const char *name = unicode_name_of(cp, space);
    if (!name) {
        push_escape(b, cp);
        return;
    }
    strbuf_ascii(b, "\\N{");
    strbuf_ascii(b, name);
    strbuf_char(b, '}');
}

/* Spells every bad character out. */
static Value spell(Thread *t, Value exc, void (*push)(StrBuf *b, uint32_t cp), bool any_kind)
{
    Trouble w;
    if (trouble_get(t, exc, &w) < 0)
        return V_ERROR;
    if (!any_kind && w.kind != EXC_UnicodeEncodeError) {
        handler_refuses(t, exc);
        return V_ERROR;
    }
    StrBuf b;
    strbuf_init(&b, t);
    for (size_t i = w.from; i < w.to; i++)
        push(&b, is_decode(&w) ? (uint8_t)V_AS(Bytes, w.object)->data[i]
                               : str_at(V_AS(Str, w.object), i));
    return answer(t, strbuf_finish(&b), w.to);
}

NATIVE(backslashreplace, "backslashreplace_errors(exception, /)",
       "Spells the bad part with backslashes.")
{
    return spell(t, a[0], push_escape, true);
}

NATIVE(xmlcharrefreplace, "xmlcharrefreplace_errors(exception, /)",
       "Spells bad characters as references of XML.")
{
    return spell(t, a[0], push_reference, false);
}

NATIVE(namereplace, "namereplace_errors(exception, /)", "Spells bad characters by their names.")
{
    return spell(t, a[0], push_name, false);
}

/* ---- surrogateescape (PEP 383): bytes from 0x80 on travel as U+DC80..U+DCFF ---- */

static Value escape_bytes(Thread *t, const Trouble *w)
{
    size_t n = 0, most = w->to - w->from < 4 ? w->to - w->from : 4;
    const uint8_t *p = (const uint8_t *)V_AS(Bytes, w->object)->data + w->from;
    uint32_t cps[4];
    for (; n < most && p[n] >= 0x80; n++)
        cps[n] = 0xdc00 + p[n];
    return n ? answer(t, str_from_ucs4(t, cps, n), w->from + n) : give_up(t, w);
}

NATIVE(surrogateescape, "surrogateescape(exception, /)",
       "Carries bad bytes through as lone surrogates.")
{
    Trouble w;
    if (trouble_get(t, a[0], &w) < 0)
        return V_ERROR;
    if (w.kind == EXC_UnicodeTranslateError) {
        handler_refuses(t, a[0]);
        return V_ERROR;
    }
    if (is_decode(&w))
        return escape_bytes(t, &w);
    ByteBuf b;
    bytebuf_init(&b, t);
    for (size_t i = w.from; i < w.to; i++) {
        uint32_t cp = str_at(V_AS(Str, w.object), i);
        if (cp < 0xdc80 || cp > 0xdcff) {
            bytebuf_free(&b);
            return give_up(t, &w);
        }
        bytebuf_char(&b, (int)cp - 0xdc00);
    }
    return answer(t, bytebuf_finish(&b), w.to);
}

/* ---- surrogatepass: lone surrogates are encoded like other code points ---- */

NATIVE(surrogatepass, "surrogatepass(exception, /)",
       "Lets lone surrogates through the UTF encodings.")
{
    Trouble w;
    char bytes[4];
    uint32_t cp;
    if (trouble_get(t, a[0], &w) < 0)
        return V_ERROR;
    if (w.kind == EXC_UnicodeTranslateError) {
        handler_refuses(t, a[0]);
        return V_ERROR;
    }
    if (is_decode(&w)) {
        const Bytes *data = V_AS(Bytes, w.object);
        size_t n = codec_surrogate_get(w.encoding, (const uint8_t *)data->data + w.from,
                                       data->len - w.from, &cp);
        return n ? answer(t, str_from_char(t, cp), w.from + n) : give_up(t, &w);
    }
    ByteBuf b;
    bytebuf_init(&b, t);
    for (size_t i = w.from; i < w.to; i++) {
        cp = str_at(V_AS(Str, w.object), i);
        size_t n = cp >= 0xd800 && cp <= 0xdfff ? codec_surrogate_put(w.encoding, cp, bytes) : 0;
        if (n == 0) {
            bytebuf_free(&b);
            return give_up(t, &w);
        }
        bytebuf_push(&b, bytes, n);
    }
    return answer(t, bytebuf_finish(&b), w.to);
}

/* ---- the registry ---- */

/* The dict of handlers, filled with ours at the first use. BORROWED; NULL: error. */
static Dict *handlers(Thread *t)
{
    static const struct {
        const char *name;
        const NativeDef *def;
    } own[] = {
        {"strict", &strict_def},
        {"ignore", &ignore_def},
        {"replace", &replace_def},
        {"backslashreplace", &backslashreplace_def},
        {"xmlcharrefreplace", &xmlcharrefreplace_def},
        {"namereplace", &namereplace_def},
        {"surrogateescape", &surrogateescape_def},
        {"surrogatepass", &surrogatepass_def},
    };
    Value *place = &t->vm->codec_handlers;
    if (!v_is_empty(*place))
        return V_AS(Dict, *place);
    Value d = dict_new(t);
    for (size_t i = 0; i < sizeof own / sizeof *own && !v_is_error(d); i++) {
        Value f = native_new(t, own[i].def, V_EMPTY, V_EMPTY);
        if (v_is_error(f) || dict_set_cstr(t, V_AS(Dict, d), own[i].name, f) < 0) {
            drop(t, d);
            d = V_ERROR;
        }
        drop(t, f);
    }
    if (v_is_error(d))
        return NULL;
    *place = d;
    vm_root(t->vm, place);
    return V_AS(Dict, d);
}

Value codec_handler(Thread *t, const char *name)
{
    Dict *all = handlers(t);
    Value key = all ? str_from_cstr(t, name ? name : "strict") : V_ERROR;
    if (v_is_error(key))
        return V_ERROR;
    Value found = dict_get(t, all, key);
    drop(t, key);
    if (v_is_empty(found))
        return raise_format(t, EXC_LookupError, "unknown error handler name '%s'", name);
    return v_is_error(found) ? found : dup(found);
}

int codec_handler_register(Thread *t, Str *name, Value handler)
{
    Dict *all = handlers(t);
    if (!all)
        return -1;
    if (v_type(t, handler)->s.call)
        return dict_set(t, all, v_from(name), handler);
    raise_format(t, EXC_TypeError, "handler must be callable");
    return -1;
}

/* What a handler returned, taken apart; pair is (str or bytes, int). */
static int answer_check(Thread *t, Value pair, bool decode, size_t len, Value *replacement,
                        size_t *at)
{
    const Tuple *both =
        v_has_layout(pair, KIND_tuple) && V_AS(Tuple, pair)->len == 2 ? V_AS(Tuple, pair) : NULL;
    bool good = both && v_is_int(both->items[1]) &&
                (v_is_str(both->items[0]) || (!decode && v_has_layout(both->items[0], KIND_bytes)));
    if (!good) {
        raise_format(t, EXC_TypeError,
                     decode ? "decoding error handler must return (str, int) tuple"
                            : "encoding error handler must return (str/bytes, int) tuple");
        return -1;
    }
    int64_t place;
    if (value_to_int64(t, both->items[1], &place) < 0)
        return -1;
    int64_t from_start = place < 0 ? place + (int64_t)len : place;
    if (from_start < 0 || from_start > (int64_t)len) {
        raise_format(t, EXC_IndexError, "position %zd from error handler out of bounds", place);
        return -1;
    }
    *replacement = dup(both->items[0]);
    *at = (size_t)from_start;
    return 0;
}

int codec_error_handle(Thread *t, Value handler, Value exc, size_t len, Value *replacement,
                       size_t *at)
{
    Value pair = call1(t, handler, exc);
    if (v_is_error(pair))
        return -1;
    bool decode = type_is_subtype(v_type(t, exc), t->vm->exc[EXC_UnicodeDecodeError]);
    int status = answer_check(t, pair, decode, len, replacement, at);
    drop(t, pair);
    return status;
}
