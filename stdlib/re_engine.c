/* SPDX-License-Identifier: MIT */
/*
 * PCRE2 behind re: programs are compiled when they are first needed, by the library for the
 * subject's width.
 *
 * A search runs in slices. The first may take few steps and keeps the GIL; if it does not end
 * there, it is begun again with more and more steps and without the GIL, and between the slices
 * signals are seen to: so Ctrl-C ends a match that backtracks for ever, for at most a third more
 * work.
 */
#ifndef RONDO_NO_PCRE2
#define PCRE2_CODE_UNIT_WIDTH 0
#include <pcre2.h>
#include "stdlib/_re.h"

enum {
    FIRST_SLICE = 1 << 16,  /* steps under the GIL */
    FIRST_HEAP = 1 << 14,   /* KiB for them */
    RELEASE_FROM = 1 << 22, /* units from which on the GIL is let go at once */
    JIT_FROM = 1 << 13,     /* units a program has seen when machine code pays */
    NEST_LIMIT = 1000,      /* brackets inside brackets */
};

/* The three libraries behind one interface. */
typedef struct Library {
    void *(*compile)(const char *text, size_t len, uint32_t options, int *error, size_t *offset);
    void (*describe)(int error, char *text, size_t size);
    size_t (*size)(const void *code);
    void (*jit)(void *code);
    void *(*data_new)(const void *code);
    void *(*limits_new)(uint32_t steps, uint32_t heap_kib);
    void (*limits_free)(void *limits);
    int (*match)(const void *code, const void *subject, size_t len, size_t start, uint32_t options,
                 void *data, void *limits);
    const size_t *(*spans)(void *data);
    void (*data_free)(void *data);
    void (*code_free)(void *code);
} Library;

/* A translated pattern is ASCII; the wider libraries want it in their units. */
#define LIBRARY(bits)                                                                              \
    static void *compile_##bits(const char *text, size_t len, uint32_t options, int *error,        \
                                size_t *offset)                                                    \
    {                                                                                              \
        PCRE2_UCHAR##bits *units = malloc((len + 1) * sizeof *units);                              \
        pcre2_compile_context_##bits *context = pcre2_compile_context_create_##bits(NULL);         \
        void *code = NULL;                                                                         \
        *error = PCRE2_ERROR_NOMEMORY;                                                             \
        if (units && context) {                                                                    \
            for (size_t i = 0; i < len; i++)                                                       \
                units[i] = (unsigned char)text[i];                                                 \
            pcre2_set_newline_##bits(context, PCRE2_NEWLINE_LF);                                   \
            pcre2_set_parens_nest_limit_##bits(context, NEST_LIMIT);                               \
            code = pcre2_compile_##bits(units, len, options, error, offset, context);              \
        }                                                                                          \
        if (context)                                                                               \
            pcre2_compile_context_free_##bits(context);                                            \
        free(units);                                                                               \
        return code;                                                                               \
    }                                                                                              \
    static void describe_##bits(int error, char *text, size_t size)                                \
    {                                                                                              \
        PCRE2_UCHAR##bits units[128] = {0};                                                        \
        pcre2_get_error_message_##bits(error, units, 128);                                         \
        size_t i = 0;                                                                              \
        for (; i + 1 < size && i < 127 && units[i]; i++)                                           \
            text[i] = (char)units[i];                                                              \
        text[i] = '\0';                                                                            \
    }                                                                                              \
    static size_t size_##bits(const void *code)                                                    \
    {                                                                                              \
        size_t size = 0;                                                                           \
        pcre2_pattern_info_##bits(code, PCRE2_INFO_SIZE, &size);                                   \
        return size;                                                                               \
    }                                                                                              \
    static void jit_##bits(void *code)                                                             \
    {                                                                                              \
        /* Where machine code cannot be made, the interpreter goes on. */                          \
        (void)pcre2_jit_compile_##bits(code, PCRE2_JIT_COMPLETE);                                  \
    }                                                                                              \
    static void *data_new_##bits(const void *code)                                                 \
    {                                                                                              \
        return pcre2_match_data_create_from_pattern_##bits(code, NULL);                            \
    }                                                                                              \
    static void *limits_new_##bits(uint32_t steps, uint32_t heap_kib)                              \
    {                                                                                              \
        pcre2_match_context_##bits *limits = pcre2_match_context_create_##bits(NULL);              \
        if (limits) {                                                                              \
            pcre2_set_match_limit_##bits(limits, steps);                                           \
            pcre2_set_depth_limit_##bits(limits, UINT32_MAX);                                      \
            pcre2_set_heap_limit_##bits(limits, heap_kib);                                         \
        }                                                                                          \
        return limits;                                                                             \
    }                                                                                              \
    static void limits_free_##bits(void *limits)                                                   \
    {                                                                                              \
        pcre2_match_context_free_##bits(limits);                                                   \
    }                                                                                              \
    static int match_##bits(const void *code, const void *subject, size_t len, size_t start,       \
                            uint32_t options, void *data, void *limits)                            \
    {                                                                                              \
        int status = pcre2_match_##bits(code, subject, len, start, options, data, limits);         \
        if (status == PCRE2_ERROR_JIT_STACKLIMIT)                                                  \
            status = pcre2_match_##bits(code, subject, len, start, options | PCRE2_NO_JIT, data,   \
                                        limits);                                                   \
        return status;                                                                             \
    }                                                                                              \
    static const size_t *spans_##bits(void *data)                                                  \
    {                                                                                              \
        return pcre2_get_ovector_pointer_##bits(data);                                             \
    }                                                                                              \
    static void data_free_##bits(void *data)                                                       \
    {                                                                                              \
        pcre2_match_data_free_##bits(data);                                                        \
    }                                                                                              \
    static void code_free_##bits(void *code)                                                       \
    {                                                                                              \
        pcre2_code_free_##bits(code);                                                              \
    }                                                                                              \
    static const Library library_##bits = {compile_##bits,     describe_##bits, size_##bits,       \
                                           jit_##bits,         data_new_##bits, limits_new_##bits, \
                                           limits_free_##bits, match_##bits,    spans_##bits,      \
                                           data_free_##bits,   code_free_##bits};
LIBRARY(8)
LIBRARY(16)
LIBRARY(32)

static const Library *library_for(uint32_t bits)
{
    return bits == 8 ? &library_8 : bits == 16 ? &library_16 : &library_32;
}

void programs_free(Thread *t, Pattern *p)
{
    for (int i = 0; i < 3 * MODE_COUNT; i++) {
        Program *program = &p->programs[i / MODE_COUNT][i % MODE_COUNT];
        const Library *library = library_for(program->bits);
        if (program->data)
            library->data_free(program->data);
        if (program->limits)
            library->limits_free(program->limits);
        if (program->code)
            library->code_free(program->code);
        mem_discharge(t, program->charged);
    }
}

/* PatternError, with PCRE2's words about what it does not take. */
static int refuse(Thread *t, const Pattern *p, const Library *library, int error)
{
    if (error == PCRE2_ERROR_NOMEMORY || error == PCRE2_ERROR_HEAP_FAILED) {
        raise_memory(t);
        return -1;
    }
    char text[128];
    library->describe(error, text, sizeof text);
    Value message = K(t, str_format(t, "PCRE2 does not take this pattern: %s", text));
    Value cls = v_is_error(message) ? V_ERROR : K(t, import_attr(t, "re", "PatternError"));
    Value made = v_is_error(cls) ? V_ERROR : K(t, call2(t, cls, message, p->pattern));
    if (!v_is_error(made))
        raise_object(t, made);
    return -1;
}

/* The pattern in PCRE2's syntax for a width; the first character says whether Unicode's properties
 * count. */
static Value translated(Thread *t, Pattern *p, uint32_t bits)
{
    Value *text = &p->texts[bits / 16];
    if (v_is_empty(*text)) {
        Value translate = K(t, import_attr(t, "re._translate", "translate"));
        Value made = v_is_error(translate)
                         ? V_ERROR
                         : K(t, call3(t, translate, p->tree, p->flags, v_from_small(bits)));
        if (v_is_error(made))
            return V_ERROR;
        api_set(t, text, made);
    }
    return *text;
}

/* Compiles for `bits`, or with the widest library where the code would be too long for links of 16
 * bits. */
static int program_compile(Thread *t, Pattern *p, Program *program, uint32_t bits, MatchMode mode)
{
    Value text = translated(t, p, bits);
    if (v_is_error(text))
        return -1;
    if (program->code) /* another thread was quicker */
        return 0;
    uint32_t options = PCRE2_DOTALL | PCRE2_ALT_CIRCUMFLEX | PCRE2_NEVER_UTF;
    if (mode != MODE_SEARCH)
        options |= PCRE2_ANCHORED;
    if (mode == MODE_FULLMATCH)
        options |= PCRE2_ENDANCHORED;
    const Str *s = V_AS(Str, text);
    const char *pattern = (const char *)str_data(s);
    if (pattern[0] == 'U')
        options |= PCRE2_UCP;
    for (;; bits = 32) {
        int error;
        size_t offset;
        const Library *library = library_for(bits);
        program->code = library->compile(pattern + 1, s->len - 1, options, &error, &offset);
        program->bits = (uint8_t)bits;
        if (!program->code && (error != PCRE2_ERROR_PATTERN_TOO_LARGE || bits == 32))
            return refuse(t, p, library, error);
        if (!program->code)
            continue;
        size_t size = library->size(program->code);
        if (mem_charge(t, size) < 0) {
            library->code_free(program->code);
            program->code = NULL;
            return -1;
        }
        program->charged = size;
        return 0;
    }
}

int pattern_check(Thread *t, Pattern *p)
{
    return program_compile(t, p, &p->programs[0][MODE_SEARCH], 8, MODE_SEARCH);
}

/* ---- subjects ---- */

int subject_open(Thread *t, Subject *s, const Pattern *p, Value string, int64_t start, int64_t end)
{
    *s = (Subject){.value = string, .text = v_is_str(string)};
    if (s->text) {
        const Str *str = V_AS(Str, string);
        s->data = str_data(str);
        s->len = str->len;
        s->unit = str->unit;
    } else {
        if (!buffer_check(t, string)) {
            raise_format(t, EXC_TypeError, "expected string or bytes-like object, got '%T'",
                         string);
            return -1;
        }
        if (buffer_get(t, string, &s->view) < 0)
            return -1;
        s->data = s->view.data;
        s->len = s->view.len;
        s->unit = 1;
    }
    if (!v_is_none(p->pattern) && v_is_str(p->pattern) != s->text) {
        subject_close(t, s);
        raise_format(t, EXC_TypeError,
                     s->text ? "cannot use a bytes pattern on a string-like object"
                             : "cannot use a string pattern on a bytes-like object");
        return -1;
    }
    int64_t len = (int64_t)s->len;
    s->end = (size_t)(end < 0 ? 0 : end > len ? len : end);
    s->start = (size_t)(start < 0 ? 0 : start > len ? len : start);
    return 0;
}

void subject_close(Thread *t, Subject *s)
{
    if (!s->text)
        buffer_release(t, &s->view);
    mem_free(t, s->wide, s->len * sizeof *s->wide);
    s->wide = NULL;
}

Value subject_slice(Thread *t, const Subject *s, size_t start, size_t end)
{
    if (s->text)
        return K(t, str_slice(t, V_AS(Str, s->value), start, end));
    if (start == 0 && end == s->len && v_has_layout(s->value, KIND_bytes) &&
        v_type(t, s->value) == t->vm->types[KIND_bytes])
        return s->value;
    return K(t, bytes_new(t, (const char *)s->data + start, end - start));
}

static const void *subject_units(Thread *t, Subject *s, const Program *program)
{
    if (program->bits == 8 * s->unit)
        return s->data;
    if (s->wide)
        return s->wide;
    s->wide = mem_alloc_array(t, s->len, sizeof *s->wide);
    for (size_t i = 0; s->wide && i < s->len; i++)
        s->wide[i] = s->unit == 1 ? ((const uint8_t *)s->data)[i] : ((const uint16_t *)s->data)[i];
    return s->wide;
}

/* ---- matching ---- */

/* What is left of the VM's limit, for the memory that PCRE2 takes while it backtracks. */
static uint32_t heap_limit(const Thread *t)
{
    const Alloc *a = &t->vm->alloc;
    if (!a->limit)
        return UINT32_MAX;
    size_t kib = a->used < a->limit ? (a->limit - a->used) / 1024 : 0;
    return kib > UINT32_MAX ? UINT32_MAX : (uint32_t)kib;
}

static int run_released(Thread *t, const Program *program, const void *units, const Subject *s,
                        size_t from, uint32_t options, void *data)
{
    const Library *library = library_for(program->bits);
    uint32_t heap = heap_limit(t);
    for (uint64_t steps = 64 * FIRST_SLICE;; steps *= 4) {
        uint32_t limit = steps > UINT32_MAX ? UINT32_MAX : (uint32_t)steps;
        void *limits = library->limits_new(limit, heap);
        if (!limits)
            return PCRE2_ERROR_NOMEMORY;
        int status;
        WITHOUT_GIL(
            t, status = library->match(program->code, units, s->end, from, options, data, limits));
        library->limits_free(limits);
        if (status != PCRE2_ERROR_MATCHLIMIT || limit == UINT32_MAX)
            return status;
        if (safepoint(t) < 0)
            return PCRE2_ERROR_CALLOUT;
    }
}

static int run_slices(Thread *t, Program *program, const void *units, const Subject *s, size_t from,
                      uint32_t options, void *data)
{
    const Library *library = library_for(program->bits);
    if (s->end - from < RELEASE_FROM) {
        if (!program->limits && !(program->limits = library->limits_new(FIRST_SLICE, FIRST_HEAP)))
            return PCRE2_ERROR_NOMEMORY;
        int status =
            library->match(program->code, units, s->end, from, options, data, program->limits);
        if (status != PCRE2_ERROR_MATCHLIMIT && status != PCRE2_ERROR_HEAPLIMIT)
            return status;
    }
    return run_released(t, program, units, s, from, options, data);
}

/* The spans of the groups; those that the match did not reach are unset. */
static void copy_spans(const size_t *from, int count, uint32_t groups, int64_t *spans)
{
    for (uint32_t i = 0; i <= groups; i++) {
        bool set = (int)i < count && from[2 * i] != PCRE2_UNSET;
        spans[2 * i] = set ? (int64_t)from[2 * i] : -1;
        spans[2 * i + 1] = set ? (int64_t)from[2 * i + 1] : -1;
    }
}

static int match_failed(Thread *t, int status)
{
    if (status == PCRE2_ERROR_NOMATCH)
        return 0;
    if (status == PCRE2_ERROR_CALLOUT)
        return -1;
    if (status == PCRE2_ERROR_HEAPLIMIT || status == PCRE2_ERROR_NOMEMORY)
        raise_memory(t);
    else if (status == PCRE2_ERROR_MATCHLIMIT)
        raise_format(t, EXC_RuntimeError,
                     "the regular expression takes more than 4294967295 steps on this text");
    else {
        char text[128];
        library_8.describe(status, text, sizeof text);
        raise_format(t, EXC_RuntimeError, "PCRE2: %s", text);
    }
    return -1;
}

int program_run(Thread *t, Value pattern, Subject *s, MatchMode mode, size_t from, bool advance,
                int64_t *spans)
{
    Pattern *p = PATTERN(pattern);
    if (from > s->end)
        return 0;
    Program *program = &p->programs[s->unit / 2][mode];
    if (!program->code && program_compile(t, p, program, 8 * s->unit, mode) < 0)
        return -1;
    const Library *library = library_for(program->bits);
    const void *units = subject_units(t, s, program);
    if (!units)
        return -1;
    program->work += s->end - from + 8;
    if (program->work >= JIT_FROM && !program->jitted && !program->users) {
        library->jit(program->code);
        program->jitted = true;
    }
    if (!program->data)
        program->data = library->data_new(program->code);
    bool own = program->held;
    void *data = own ? library->data_new(program->code) : program->data;
    if (!data) {
        raise_memory(t);
        return -1;
    }
    program->users++;
    program->held = true;
    int status = run_slices(t, program, units, s, from, advance ? PCRE2_NOTEMPTY_ATSTART : 0, data);
    if (status > 0)
        copy_spans(library->spans(data), status, p->groups, spans);
    program->users--;
    if (own)
        library->data_free(data);
    else
        program->held = false;
    return status > 0 ? 1 : match_failed(t, status);
}
#endif
