/* SPDX-License-Identifier: MIT */
/* _expat: libexpat's parser, whose handlers are kept by number. pyexpat gives them their names. */
#include "vm/api.h"

#ifdef RONDO_NO_EXPAT
Value expat_module(Thread *t)
{
    return raise_format(t, EXC_ImportError,
                        "the pyexpat module needs the library libexpat: install the package "
                        "libexpat1-dev and build Rondo again");
}
#else
#include <expat.h>

enum {
    ON_START,
    ON_END,
    ON_TEXT,
    ON_COMMENT,
    ON_INSTRUCTION,
    ON_NAMESPACE,
    ON_NAMESPACE_END,
    ON_CDATA,
    ON_CDATA_END,
    ON_DEFAULT,
    ON_DEFAULT_EXPAND,
    ON_XML_DECL,
    ON_DOCTYPE,
    ON_DOCTYPE_END,
    ON_ENTITY_DECL,
    ON_NOTATION,
    ON_UNPARSED,
    ON_EXTERNAL,
    ON_SKIPPED,
    ON_NOT_STANDALONE,
    ON_COUNT
};

typedef struct Parser {
    Object head;
    Value handlers; /* list of ON_COUNT callables or None */
    Value parent;   /* of a parser for an external entity: keeps its memory */
    Value owner;    /* the object that scripts see: what ExternalEntityRefHandler gets is its */
    XML_Parser xml;
    Thread *t; /* who parses now */
    ByteBuf text;
    bool buffers, ordered, specified, in_callback;
} Parser;
#define P(v) V_AS(Parser, v)

static void parser_free(Thread *t, Object *o)
{
    Parser *p = (Parser *)o;
    if (p->xml)
        XML_ParserFree(p->xml);
    p->xml = NULL;
    bytebuf_free(&p->text);
}
static const FieldTable parser_fields = {
    {offsetof(Parser, handlers), offsetof(Parser, parent), offsetof(Parser, owner), 0},
    parser_free,
    NULL,
    NULL,
};

static Value handler_of(Parser *p, int which)
{
    return V_AS(List, p->handlers)->items[which];
}

static Value text_of(Thread *t, const char *s)
{
    return s ? K(t, str_from_utf8(t, s, strlen(s))) : V_NONE;
}
static Value name_of(Thread *t, const char *s)
{
    return s ? K(t, str_intern_utf8(t, s, strlen(s))) : V_NONE;
}

/* Calls a handler; after an exception the parser stops. The result lives in the scope. */
static Value hand_over(Parser *p, int which, const Value *args, uint32_t n)
{
    Thread *t = p->t;
    Value result = V_ERROR;
    bool ready = v_is_empty(t->exc);
    for (uint32_t i = 0; i < n && ready; i++)
        ready = !v_is_error(args[i]);
    if (ready) {
        p->in_callback = true;
        result = K(t, call(t, handler_of(p, which), args, n));
        p->in_callback = false;
    }
    if (v_is_error(result)) {
        XML_SetCharacterDataHandler(p->xml, NULL);
        XML_StopParser(p->xml, XML_FALSE);
    }
    return result;
}

/* Gives the collected text on. */
static void flush_text(Parser *p)
{
    if (p->text.len == 0)
        return;
    ApiScope scope = api_scope_begin(p->t);
    Value text = K(p->t, str_from_utf8(p->t, p->text.data, p->text.len));
    p->text.len = 0;
    if (!v_is_none(handler_of(p, ON_TEXT)))
        (void)!v_is_error(hand_over(p, ON_TEXT, &text, 1));
    api_scope_end(p->t, scope);
}

/* A handler with its arguments, after the text before it. */
#define HANDLER(which, ...)                                                           \
    do {                                                                              \
        Parser *p = data;                                                             \
        Thread *t = p->t;                                                             \
        flush_text(p);                                                                \
        if (v_is_empty(t->exc)) {                                                     \
            ApiScope scope = api_scope_begin(t);                                      \
            Value args[] = {__VA_ARGS__};                                             \
            (void)!v_is_error(hand_over(p, which, args, sizeof args / sizeof *args)); \
            api_scope_end(t, scope);                                                  \
        }                                                                             \
    } while (0)

static Value attributes(Parser *p, const char **atts)
{
    Thread *t = p->t;
    Value made = p->ordered ? K(t, list_new(t, NULL, 0)) : K(t, dict_new(t));
    int n = p->specified ? XML_GetSpecifiedAttributeCount(p->xml) : 1 << 30;
    for (int i = 0; atts[i] && i < n && !v_is_error(made); i += 2) {
        Value name = name_of(t, atts[i]), value = text_of(t, atts[i + 1]);
        if (v_is_error(name) || v_is_error(value))
            return V_ERROR;
        int status = p->ordered ? list_append(t, V_AS(List, made), name) < 0 ||
                                      list_append(t, V_AS(List, made), value) < 0
                                : dict_set(t, V_AS(Dict, made), name, value) < 0;
        if (status)
            return V_ERROR;
    }
    return made;
}

static void on_start(void *data, const char *name, const char **atts)
{
    HANDLER(ON_START, name_of(t, name), attributes(p, atts));
}
static void on_end(void *data, const char *name)
{
    HANDLER(ON_END, name_of(t, name));
}
static void on_text(void *data, const char *s, int len)
{
    Parser *p = data;
    if (!v_is_empty(p->t->exc))
        return;
    bytebuf_push(&p->text, s, (size_t)len);
    if (!p->buffers || p->text.len > 1 << 20)
        flush_text(p);
}
static void on_comment(void *data, const char *s)
{
    HANDLER(ON_COMMENT, text_of(t, s));
}
static void on_instruction(void *data, const char *target, const char *s)
{
    HANDLER(ON_INSTRUCTION, name_of(t, target), text_of(t, s));
}
static void on_namespace(void *data, const char *prefix, const char *uri)
{
    HANDLER(ON_NAMESPACE, name_of(t, prefix), name_of(t, uri));
}
static void on_namespace_end(void *data, const char *prefix)
{
    HANDLER(ON_NAMESPACE_END, name_of(t, prefix));
}
static void call_plain(void *data, int which)
{
    Parser *p = data;
    flush_text(p);
    ApiScope scope = api_scope_begin(p->t);
    if (v_is_empty(p->t->exc))
        (void)!v_is_error(hand_over(p, which, NULL, 0));
    api_scope_end(p->t, scope);
}
static void on_cdata(void *data)
{
    call_plain(data, ON_CDATA);
}
static void on_cdata_end(void *data)
{
    call_plain(data, ON_CDATA_END);
}
static void on_default(void *data, const char *s, int len)
{
    HANDLER(ON_DEFAULT, K(t, str_from_utf8(t, s, (size_t)len)));
}
static void on_default_expand(void *data, const char *s, int len)
{
    HANDLER(ON_DEFAULT_EXPAND, K(t, str_from_utf8(t, s, (size_t)len)));
}
static void on_xml_decl(void *data, const char *version, const char *encoding, int standalone)
{
    HANDLER(ON_XML_DECL, text_of(t, version), text_of(t, encoding), v_from_small(standalone));
}
static void on_doctype(void *data, const char *name, const char *sysid, const char *pubid, int sub)
{
    HANDLER(ON_DOCTYPE, name_of(t, name), text_of(t, sysid), text_of(t, pubid), v_from_small(sub));
}
static void on_doctype_end(void *data)
{
    call_plain(data, ON_DOCTYPE_END);
}
static void on_entity_decl(void *data, const char *name, int parameter, const char *value, int len,
                           const char *base, const char *sysid, const char *pubid,
                           const char *notation)
{
    HANDLER(ON_ENTITY_DECL, name_of(t, name), v_from_small(parameter),
            value ? K(t, str_from_utf8(t, value, (size_t)len)) : V_NONE, text_of(t, base),
            text_of(t, sysid), text_of(t, pubid), text_of(t, notation));
}
static void on_notation(void *data, const char *name, const char *base, const char *sysid,
                        const char *pubid)
{
    HANDLER(ON_NOTATION, name_of(t, name), text_of(t, base), text_of(t, sysid), text_of(t, pubid));
}
static void on_unparsed(void *data, const char *name, const char *base, const char *sysid,
                        const char *pubid, const char *notation)
{
    HANDLER(ON_UNPARSED, name_of(t, name), text_of(t, base), text_of(t, sysid), text_of(t, pubid),
            text_of(t, notation));
}
static void on_skipped(void *data, const char *name, int parameter)
{
    HANDLER(ON_SKIPPED, name_of(t, name), v_from_small(parameter));
}

/* Handlers whose answer the parser wants. */
static int ask(Parser *p, int which, const Value *args, uint32_t n)
{
    flush_text(p);
    Value result = v_is_empty(p->t->exc) ? hand_over(p, which, args, n) : V_ERROR;
    return v_is_error(result) ? 0 : truth(p->t, result) > 0;
}
static int on_external(XML_Parser xml, const char *context, const char *base, const char *sysid,
                       const char *pubid)
{
    Parser *p = XML_GetUserData(xml);
    ApiScope scope = api_scope_begin(p->t);
    Value args[] = {text_of(p->t, context), text_of(p->t, base), text_of(p->t, sysid),
                    text_of(p->t, pubid)};
    int yes = ask(p, ON_EXTERNAL, args, 4);
    api_scope_end(p->t, scope);
    return yes;
}
static int on_not_standalone(void *data)
{
    Parser *p = data;
    ApiScope scope = api_scope_begin(p->t);
    int yes = ask(p, ON_NOT_STANDALONE, NULL, 0);
    api_scope_end(p->t, scope);
    return yes;
}

/* Tells the library about a handler that was set or taken away. */
static void install(Parser *p, int which, bool on)
{
    XML_Parser x = p->xml;
    switch (which) {
#define CASE(id, function, fn)       \
    case id:                         \
        function(x, on ? fn : NULL); \
        break;
        CASE(ON_START, XML_SetStartElementHandler, on_start)
        CASE(ON_END, XML_SetEndElementHandler, on_end)
        CASE(ON_TEXT, XML_SetCharacterDataHandler, on_text)
        CASE(ON_COMMENT, XML_SetCommentHandler, on_comment)
        CASE(ON_INSTRUCTION, XML_SetProcessingInstructionHandler, on_instruction)
        CASE(ON_NAMESPACE, XML_SetStartNamespaceDeclHandler, on_namespace)
        CASE(ON_NAMESPACE_END, XML_SetEndNamespaceDeclHandler, on_namespace_end)
        CASE(ON_CDATA, XML_SetStartCdataSectionHandler, on_cdata)
        CASE(ON_CDATA_END, XML_SetEndCdataSectionHandler, on_cdata_end)
        CASE(ON_DEFAULT, XML_SetDefaultHandler, on_default)
        CASE(ON_DEFAULT_EXPAND, XML_SetDefaultHandlerExpand, on_default_expand)
        CASE(ON_XML_DECL, XML_SetXmlDeclHandler, on_xml_decl)
        CASE(ON_DOCTYPE, XML_SetStartDoctypeDeclHandler, on_doctype)
        CASE(ON_DOCTYPE_END, XML_SetEndDoctypeDeclHandler, on_doctype_end)
        CASE(ON_ENTITY_DECL, XML_SetEntityDeclHandler, on_entity_decl)
        CASE(ON_NOTATION, XML_SetNotationDeclHandler, on_notation)
        CASE(ON_UNPARSED, XML_SetUnparsedEntityDeclHandler, on_unparsed)
        CASE(ON_EXTERNAL, XML_SetExternalEntityRefHandler, on_external)
        CASE(ON_SKIPPED, XML_SetSkippedEntityHandler, on_skipped)
        CASE(ON_NOT_STANDALONE, XML_SetNotStandaloneHandler, on_not_standalone)
    }
}

API(set_handler, "set_handler(self, which, handler, /)", "Sets a handler, or None.")
{
    Parser *p = P(a[0]);
    int64_t which;
    if (value_to_int64(t, a[1], &which) < 0)
        return V_ERROR;
    if (which == ON_TEXT && p->t)
        flush_text(p);
    api_set(t, &V_AS(List, p->handlers)->items[which], a[2]);
    install(p, (int)which, !v_is_none(a[2]));
    return V_NONE;
}

/* An encoding of one byte for each character, by codecs. */
static int unknown_encoding(void *data, const char *name, XML_Encoding *info)
{
    Parser *p = data;
    Thread *t = p->t;
    char all[256];
    for (int i = 0; i < 256; i++)
        all[i] = (char)i;
    ApiScope scope = api_scope_begin(t);
    Value text = K(t, codec_decode(t, all, sizeof all, name, "replace"));
    int status = XML_STATUS_ERROR;
    if (!v_is_error(text) && V_AS(Str, text)->len == 256) {
        for (size_t i = 0; i < 256; i++) {
            uint32_t c = str_at(V_AS(Str, text), i);
            info->map[i] = c == 0xfffd ? -1 : (int)c;
        }
        info->data = NULL;
        info->convert = NULL;
        info->release = NULL;
        status = XML_STATUS_OK;
    } else if (!v_is_error(text)) {
        raise_format(t, EXC_ValueError, "multi-byte encodings are not supported");
    }
    api_scope_end(t, scope);
    return status;
}

static Value parser_new(Thread *t)
{
    Value cls = K(t, import_attr(t, "_expat", "Parser"));
    Value handlers = K(t, list_new(t, NULL, 0));
    for (int i = 0; i < ON_COUNT && !v_is_error(handlers); i++)
        if (list_append(t, V_AS(List, handlers), V_NONE) < 0)
            return V_ERROR;
    if (v_is_error(cls) || v_is_error(handlers))
        return V_ERROR;
    Value made = api_instance(t, V_AS(Type, cls));
    if (v_is_error(made))
        return V_ERROR;
    api_set(t, &P(made)->handlers, handlers);
    bytebuf_init(&P(made)->text, t);
    return made;
}

API(create, "create(encoding, separator, /)", "A new parser.")
{
    size_t len;
    const char *encoding = v_is_none(a[0]) ? NULL : str_utf8(t, V_AS(Str, a[0]), &len);
    const char *separator = v_is_none(a[1]) ? NULL : str_utf8(t, V_AS(Str, a[1]), &len);
    Value made = parser_new(t);
    if (v_is_error(made))
        return V_ERROR;
    Parser *p = P(made);
    p->xml = XML_ParserCreate_MM(encoding, NULL, separator);
    if (!p->xml)
        return raise_memory(t);
    XML_SetHashSalt(p->xml, 1);
    XML_SetUserData(p->xml, p);
    XML_SetUnknownEncodingHandler(p->xml, unknown_encoding, p);
    return made;
}

API(external, "external(self, context, encoding, /)", "A parser for an external entity.")
{
    size_t len;
    const char *context = v_is_none(a[1]) ? NULL : str_utf8(t, V_AS(Str, a[1]), &len);
    const char *encoding = v_is_none(a[2]) ? NULL : str_utf8(t, V_AS(Str, a[2]), &len);
    Value made = parser_new(t);
    if (v_is_error(made))
        return V_ERROR;
    Parser *p = P(made), *parent = P(a[0]);
    api_set(t, &p->parent, a[0]);
    p->xml = XML_ExternalEntityParserCreate(parent->xml, context, encoding);
    if (!p->xml)
        return raise_memory(t);
    XML_SetUserData(p->xml, p);
    p->buffers = parent->buffers;
    p->ordered = parent->ordered;
    p->specified = parent->specified;
    for (int i = 0; i < ON_COUNT; i++)
        api_set(t, &V_AS(List, p->handlers)->items[i], handler_of(parent, i));
    return made;
}

API(parse, "parse(self, data, final, /)", "Parses a piece: 1, or 0 after an error of the document.")
{
    Parser *p = P(a[0]);
    int final = truth(t, a[2]);
    BufferView view;
    if (final < 0 || buffer_get(t, a[1], &view) < 0)
        return V_ERROR;
    Thread *before = p->t;
    p->t = t;
    enum { PIECE = 1 << 20 };
    int status = XML_STATUS_OK;
    const char *at = view.data;
    size_t left = view.len;
    do {
        int n = left > PIECE ? PIECE : (int)left;
        status = XML_Parse(p->xml, at, n, final && (size_t)n == left);
        at += n;
        left -= (size_t)n;
    } while (left && status == XML_STATUS_OK);
    if (v_is_empty(t->exc))
        flush_text(p);
    p->t = before;
    buffer_release(t, &view);
    if (!v_is_empty(t->exc))
        return V_ERROR;
    return v_from_small(status == XML_STATUS_OK);
}

API(option, "option(self, name, value, /)", "Sets buffer_text, ordered_attributes ... or options.")
{
    Parser *p = P(a[0]);
    Str *name = V_AS(Str, a[1]);
    int64_t value;
    if (value_to_int64(t, a[2], &value) < 0)
        return V_ERROR;
    if (str_equal_cstr(name, "buffer_text")) {
        if (p->t)
            flush_text(p);
        p->buffers = value;
    } else if (str_equal_cstr(name, "ordered_attributes")) {
        p->ordered = value;
    } else if (str_equal_cstr(name, "specified_attributes")) {
        p->specified = value;
    } else if (str_equal_cstr(name, "namespace_prefixes")) {
        XML_SetReturnNSTriplet(p->xml, (int)value);
    } else if (str_equal_cstr(name, "encoding")) { /* text is UTF-8 whatever its declaration says */
        (void)XML_SetEncoding(p->xml, "utf-8");
    } else if (str_equal_cstr(name, "UseForeignDTD")) {
        return v_from_small(XML_UseForeignDTD(p->xml, (XML_Bool)value));
    } else if (str_equal_cstr(name, "SetParamEntityParsing")) {
        return v_from_small(XML_SetParamEntityParsing(p->xml, (enum XML_ParamEntityParsing)value));
    }
    return V_NONE;
}

API(position, "position(self, /)", "(error code, line, column, byte index)")
{
    XML_Parser x = P(a[0])->xml;
    return K(t, tuple_pack(t, 4, v_from_small(XML_GetErrorCode(x)),
                           v_from_small((int64_t)XML_GetCurrentLineNumber(x)),
                           v_from_small((int64_t)XML_GetCurrentColumnNumber(x)),
                           v_from_small((int64_t)XML_GetCurrentByteIndex(x))));
}

API(set_base, "set_base(self, base, /)", "Sets the base of relative addresses.")
{
    size_t len;
    const char *base = str_utf8(t, V_AS(Str, a[1]), &len);
    if (!base)
        return V_ERROR;
    return XML_SetBase(P(a[0])->xml, base) ? V_NONE : raise_memory(t);
}
API(get_base, "get_base(self, /)", "The base of relative addresses.")
{
    return text_of(t, XML_GetBase(P(a[0])->xml));
}

API(error_string, "ErrorString(code, /)", "What an error code means.")
{
    int64_t code;
    if (value_to_int64(t, a[0], &code) < 0)
        return V_ERROR;
    return text_of(t, XML_ErrorString((enum XML_Error)code));
}

static int expat_exec(Thread *t, Value module)
{
    static const NativeDef *const methods[] = {
        &set_handler_def, &external_def, &parse_def,    &option_def,
        &position_def,    &set_base_def, &get_base_def, NULL,
    };
    static const TypeSpec spec = {
        .name = "_expat.Parser",
        .size = sizeof(Parser),
        .flags = TF_IMMUTABLE | TF_NO_NEW,
        .methods = methods,
    };
    return api_module_add_type(t, module, api_type(t, &spec, &parser_fields)) < 0 ||
                   api_module_add(t, module, "EXPAT_VERSION", text_of(t, XML_ExpatVersion())) < 0
               ? -1
               : 0;
}

Value expat_module(Thread *t)
{
    static const NativeDef *const functions[] = {&create_def, &error_string_def, NULL};
    static const ModuleSpec spec = {"_expat", "libexpat's parser.", functions, expat_exec};
    return api_module(t, &spec);
}
#endif
