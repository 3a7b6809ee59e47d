/* SPDX-License-Identifier: MIT */
/* Newlines: translating and finding them, and IncrementalNewlineDecoder. */
#include "stdlib/_io.h"

enum { SEEN_CR = 1, SEEN_LF = 2, SEEN_CRLF = 4 };

/* ---- decoding ---- */

static Value newline_convert(Thread *t, NewlineState *s, const Str *text, size_t len)
{
    StrBuf b;
    strbuf_init(&b, t);
    for (size_t i = 0; i < len; i++) {
        uint32_t c = str_at(text, i);
        if (c == '\n') {
            s->seen |= SEEN_LF;
        } else if (c == '\r') {
            bool pair = i + 1 < len && str_at(text, i + 1) == '\n';
            s->seen |= pair ? SEEN_CRLF : SEEN_CR;
            if (pair && !s->translate)
                strbuf_char(&b, c);
            i += pair;
            c = s->translate || pair ? '\n' : '\r';
        }
        strbuf_char(&b, c);
    }
    return strbuf_finish(&b);
}

static bool has_char(const Str *text, char c)
{
    if (text->unit == 1)
        return memchr(str_data(text), c, text->len) != NULL;
    for (size_t i = 0; i < text->len; i++)
        if (str_at(text, i) == (uint32_t)c)
            return true;
    return false;
}

Value newline_decode(Thread *t, NewlineState *s, Value text, bool final)
{
    if (s->pending_cr && (final || V_AS(Str, text)->len)) {
        Value cr = K(t, str_from_char(t, '\r'));
        text = v_is_error(cr) ? V_ERROR : K(t, str_concat(t, V_AS(Str, cr), V_AS(Str, text)));
        s->pending_cr = false;
    }
    if (v_is_error(text))
        return V_ERROR;
    Str *str = V_AS(Str, text);
    size_t len = str->len;
    if (len && !final && str_at(str, len - 1) == '\r') {
        s->pending_cr = true;
        text = K(t, str_slice(t, str, 0, --len));
        if (v_is_error(text))
            return V_ERROR;
        str = V_AS(Str, text);
    }
    if (!has_char(str, '\r')) {
        if (!(s->seen & SEEN_LF) && has_char(str, '\n'))
            s->seen |= SEEN_LF;
        return text;
    }
    return K(t, newline_convert(t, s, str, len));
}

Value newline_seen(Thread *t, uint8_t seen)
{
    static const char *const texts[] = {"\r", "\n", "\r\n"};
    Value items[3];
    size_t n = 0;
    for (int i = 0; i < 3; i++)
        if (seen >> i & 1 && v_is_error(items[n++] = K(t, str_from_cstr(t, texts[i]))))
            return V_ERROR;
    return n == 0 ? V_NONE : n == 1 ? items[0] : K(t, tuple_new(t, items, n));
}

/* ---- modes ---- */

int newline_mode_parse(Thread *t, Value v, const char *function, bool quoted, NewlineMode *m)
{
    *m = (NewlineMode){.universal = true, .translate = true, .write_end = "\n", .read_end = "\n"};
    if (v_is_empty(v) || v_is_none(v))
        return 0;
    if (!v_is_str(v)) {
        raise_format(t, EXC_TypeError, "%s argument 'newline' must be str or None, not %T",
                     function, v);
        return -1;
    }
    static const char *const modes[] = {"", "\n", "\r", "\r\n"};
    for (int i = 0; i < 4; i++)
        if (str_equal_cstr(V_AS(Str, v), modes[i])) {
            m->universal = i == 0;
            m->translate = false;
            strcpy(m->read_end, modes[i]);
            strcpy(m->write_end, i == 0 ? "\n" : modes[i]);
            return 0;
        }
    raise_format(t, EXC_ValueError,
                 quoted ? "illegal newline value: %R" : "illegal newline value: %V", v);
    return -1;
}

static int64_t find_char(const Str *s, size_t start, uint32_t c)
{
    if (s->unit == 1) {
        const char *data = str_data(s),
                   *hit = start < s->len ? memchr(data + start, (int)c, s->len - start) : NULL;
        return hit ? hit - data : -1;
    }
    for (size_t i = start; i < s->len; i++)
        if (str_at(s, i) == c)
            return (int64_t)i;
    return -1;
}

int64_t newline_find(const Str *s, size_t start, const NewlineMode *m)
{
    if (m->read_end[0] && !m->read_end[1]) {
        int64_t at = find_char(s, start, (unsigned char)m->read_end[0]);
        return at < 0 ? -1 : at + 1;
    }
    if (m->read_end[0]) { /* \r\n and nothing else */
        for (int64_t at = find_char(s, start, '\r'); at >= 0;
             at = find_char(s, (size_t)at + 1, '\r'))
            if ((size_t)at + 1 < s->len && str_at(s, (size_t)at + 1) == '\n')
                return at + 2;
        return -1;
    }
    int64_t lf = find_char(s, start, '\n'), cr = find_char(s, start, '\r');
    if (cr < 0 || (lf >= 0 && lf < cr))
        return lf < 0 ? -1 : lf + 1;
    return lf == cr + 1 ? cr + 2 : cr + 1;
}

Value newline_for_writing(Thread *t, Value text, const NewlineMode *m)
{
    Str *s = V_AS(Str, text);
    if (!strcmp(m->write_end, "\n") || !has_char(s, '\n'))
        return text;
    StrBuf b;
    strbuf_init(&b, t);
    for (size_t i = 0; i < s->len; i++) {
        uint32_t c = str_at(s, i);
        if (c == '\n')
            strbuf_ascii(&b, m->write_end);
        else
            strbuf_char(&b, c);
    }
    return K(t, strbuf_finish(&b));
}

/* ---- IncrementalNewlineDecoder ---- */

typedef struct NewlineDecoder {
    Object head;
    Value decoder, errors; /* decoder may be None: text comes in */
    NewlineState state;
} NewlineDecoder;
#define DECODER(v) V_AS(NewlineDecoder, v)
static const FieldTable newline_fields = {
    .offsets = {offsetof(NewlineDecoder, decoder), offsetof(NewlineDecoder, errors)}};

NATIVE_VAR(newline_construct, "IncrementalNewlineDecoder(decoder, translate, errors='strict')",
           NULL)
{
    Object *o = object_new(t, V_AS(Type, a[0]), 0);
    if (!o)
        return V_ERROR;
    gc_track(t, o);
    return v_from(o);
}

API(newline_init, "__init__(self, decoder, translate, errors='strict')", NULL)
{
    int translate = truth(t, a[2]);
    if (translate < 0)
        return V_ERROR;
    DECODER(a[0])->state = (NewlineState){.translate = translate};
    api_set(t, &DECODER(a[0])->decoder, a[1]);
    api_set(t, &DECODER(a[0])->errors, a[3]);
    return V_NONE;
}

API(newline_decode_method, "decode(self, input, final=False)", NULL)
{
    NewlineDecoder *d = DECODER(a[0]);
    int final = v_is_empty(a[2]) ? 0 : truth(t, a[2]);
    if (final < 0)
        return V_ERROR;
    if (v_is_empty(d->decoder))
        return raise_format(t, EXC_ValueError, "IncrementalNewlineDecoder.__init__() not called");
    Value args[] = {a[1], v_bool(final)};
    Value text = v_is_none(d->decoder) ? a[1] : io_call(t, d->decoder, "decode", args, 2);
    if (v_is_error(text))
        return V_ERROR;
    if (!v_is_str(text))
        return raise_format(t, EXC_TypeError, "decoder should return a string result, not '%T'",
                            text);
    return newline_decode(t, &d->state, text, final);
}

API(newline_getstate, "getstate(self, /)", NULL)
{
    NewlineDecoder *d = DECODER(a[0]);
    Value bytes = K(t, bytes_new(t, "", 0)), flag = v_from_small(0);
    if (!v_is_none(d->decoder)) {
        Value state = io_call(t, d->decoder, "getstate", NULL, 0);
        if (v_is_error(state))
            return V_ERROR;
        if (!v_has_layout(state, KIND_tuple) || V_AS(Tuple, state)->len != 2)
            return raise_format(t, EXC_TypeError, "illegal decoder state");
        bytes = V_AS(Tuple, state)->items[0];
        flag = V_AS(Tuple, state)->items[1];
    }
    int64_t n;
    if (v_is_error(bytes) || value_to_int64(t, flag, &n) < 0)
        return V_ERROR;
    return K(t, tuple_pack(t, 2, bytes, v_from_small(n << 1 | d->state.pending_cr)));
}

API(newline_setstate, "setstate(self, state, /)", NULL)
{
    NewlineDecoder *d = DECODER(a[0]);
    int64_t n;
    if (!v_has_layout(a[1], KIND_tuple) || V_AS(Tuple, a[1])->len != 2)
        return raise_format(t, EXC_TypeError, "state argument must be a tuple");
    if (value_to_int64(t, V_AS(Tuple, a[1])->items[1], &n) < 0)
        return V_ERROR;
    d->state.pending_cr = n & 1;
    if (v_is_none(d->decoder))
        return V_NONE;
    Value state = K(t, tuple_pack(t, 2, V_AS(Tuple, a[1])->items[0], v_from_small(n >> 1)));
    return v_is_error(state) ? V_ERROR : io_call(t, d->decoder, "setstate", &state, 1);
}

API(newline_reset, "reset(self, /)", NULL)
{
    DECODER(a[0])->state.seen = 0;
    DECODER(a[0])->state.pending_cr = false;
    return v_is_none(DECODER(a[0])->decoder) ? V_NONE
                                             : io_call(t, DECODER(a[0])->decoder, "reset", NULL, 0);
}

static Value newline_get_newlines(Thread *t, Value self)
{
    ApiScope scope = api_scope_begin(t);
    return api_scope_return(t, scope, newline_seen(t, DECODER(self)->state.seen));
}

int io_newline_type(Thread *t, IoState *io)
{
    static const NativeDef *const methods[] = {&newline_decode_method_def, &newline_getstate_def,
                                               &newline_setstate_def, &newline_reset_def, NULL};
    static const GetSetDef getset[] = {{"newlines", newline_get_newlines, NULL, NULL},
                                       {NULL, NULL, NULL, NULL}};
    static const TypeSpec spec = {
        .name = "_io.IncrementalNewlineDecoder",
        .size = sizeof(NewlineDecoder),
        .flags = TF_BASE,
        .new_def = &newline_construct_def,
        .init_def = &newline_init_def,
        .methods = methods,
        .getset = getset,
    };
    return (io->newline = api_type(t, &spec, &newline_fields)) ? 0 : -1;
}
