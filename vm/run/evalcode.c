/* SPDX-License-Identifier: MIT */
/* Compiling and running source text; exec(), eval(), compile(). */
#include <stdlib.h>
#include "vm/objects/bytes.h"
#include "vm/objects/generator.h"
#include "vm/run/ast_objects.h"
#include "vm/run/builtins.h"
#include "vm/run/import.h"
#include "vm/core/interp.h"

/* ---- syntax errors as exceptions ---- */

static ExcKind syntax_kind(const Diag *d)
{
    static const struct {
        const char *name;
        ExcKind kind;
    } kinds[] = {
        {"IndentationError", EXC_IndentationError},
        {"TabError", EXC_TabError},
        {"MemoryError", EXC_MemoryError},
        {"RecursionError", EXC_RecursionError},
        {"ValueError", EXC_ValueError},
        {"OverflowError", EXC_OverflowError},
        {"_IncompleteInputError", EXC__IncompleteInputError},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!strcmp(d->type, kinds[i].name))
            return kinds[i].kind;
    return EXC_SyntaxError;
}

static Value wtf8_or_none(Thread *t, const char *text)
{
    return text ? str_from_utf8(t, text, strlen(text)) : V_NONE;
}

/* SyntaxError(msg, (filename, lineno, offset, text, end_lineno, end_offset)) */
static Value raise_diag(Thread *t, const Diag *d, Value filename)
{
    ExcKind kind = syntax_kind(d);
    if (kind == EXC_MemoryError)
        return raise_memory(t);
    Value message = wtf8_or_none(t, d->message);
    if (v_is_error(message))
        return V_ERROR;
    bool plain = kind == EXC_RecursionError || kind == EXC_ValueError || kind == EXC_OverflowError;
    if (plain) {
        raise_value(t, kind, message);
        drop(t, message);
        return V_ERROR;
    }
    Value text = wtf8_or_none(t, d->text);
    Value info = v_is_error(text) ? V_ERROR
                 : d->bare        ? V_NONE
                 : d->col < 0
                     ? tuple_pack(t, 4, filename, v_from_small(0), v_from_small(-1), V_NONE)
                 : d->line || d->text
                     ? tuple_pack(t, 6, filename, v_from_small(d->line), v_from_small(d->col), text,
                                  v_from_small(d->end_line), v_from_small(d->end_col))
                     : tuple_pack(t, 4, filename, V_NONE, V_NONE, V_NONE);
    if (!v_is_error(info)) {
        Value args[] = {message, info};
        Value exc = exception_new(t, t->vm->exc[kind], args, d->bare ? 1 : 2);
        if (!v_is_error(exc)) {
            raise_object(t, exc);
            drop(t, exc);
        }
        drop(t, info);
    }
    if (!v_is_error(text))
        drop(t, text);
    drop(t, message);
    return V_ERROR;
}

/* A warning that the filters make an error becomes a SyntaxError at its place. */
static void warning_to_error(Thread *t, const CompileWarning *w, const char *text, size_t len,
                             Value filename)
{
    if (!exc_is(t, EXC_SyntaxWarning))
        return;
    exc_clear(t);
    const char *at = text, *end = text + len, *stop;
    for (uint32_t line = 1; line < w->line && (stop = memchr(at, '\n', (size_t)(end - at))); line++)
        at = stop + 1;
    stop = memchr(at, '\n', (size_t)(end - at));
    Value message = str_from_cstr(t, w->message);
    bool ascii = true; /* other lines may be in any encoding */
    for (const char *p = at; p < (stop ? stop : end); p++)
        ascii &= (unsigned char)*p < 0x80;
    Value line =
        w->lexical && ascii ? str_from_utf8(t, at, (size_t)((stop ? stop : end) - at)) : V_NONE;
    Value info = v_is_error(message) || v_is_error(line)
                     ? V_ERROR
                     : tuple_pack(t, 6, filename, v_from_small(w->line), v_from_small(w->col), line,
                                  v_from_small(w->end_line), v_from_small(w->end_col));
    if (!v_is_error(info)) {
        Value args[] = {message, info};
        Value exc = exception_new(t, t->vm->exc[EXC_SyntaxError], args, 2);
        if (!v_is_error(exc)) {
            raise_object(t, exc);
            drop(t, exc);
        }
        drop(t, info);
    }
    if (!v_is_error(line))
        drop(t, line);
    if (!v_is_error(message))
        drop(t, message);
}

static int issue_warnings(Thread *t, const CompileWarning *w, const char *text, size_t len,
                          Value filename)
{
    for (; w; w = w->next) {
        ExcKind kind =
            !strcmp(w->category, "DeprecationWarning") ? EXC_DeprecationWarning : EXC_SyntaxWarning;
        if (warn_at(t, kind, filename, (int)w->line, V_EMPTY, "%s", w->message) < 0) {
            warning_to_error(t, w, text, len, filename);
            return -1;
        }
    }
    return 0;
}

/* ---- compile ---- */

Value compile_text(Thread *t, Value filename, const char *text, size_t len, int mode,
                   uint32_t flags, bool library)
{
    const char *name = str_wtf8(t, V_AS(Str, filename), &(size_t){0});
    if (!name)
        return V_ERROR;
    Arena arena;
    arena_init(&arena);
    Diag d = {0};
    CompileWarning *warnings = NULL;
    bool incomplete = false;
    Program *program =
        compile_source(name, text, len, mode, flags, &d, &arena, &warnings, &incomplete);
    Value code = V_ERROR;
    if (!program)
        raise_diag(t, &d, filename);
    else if (issue_warnings(t, warnings, text, len, filename) < 0)
        program_free(program);
    else
        code = code_new(t, program, program->root, NULL, library);
    arena_free(&arena);
    return code;
}

Value compile_made_tree(Thread *t, Value filename, struct ParseResult *made, Arena *arena, int mode,
                        uint32_t flags)
{
    const char *name = str_wtf8(t, V_AS(Str, filename), &(size_t){0});
    if (!name)
        return V_ERROR;
    Diag d;
    CompileWarning *warnings;
    Program *program = compile_made(name, made, arena, mode, flags, &d, arena, &warnings);
    if (!program)
        return raise_diag(t, &d, filename);
    if (issue_warnings(t, warnings, "", 0, filename) == 0)
        return code_new(t, program, program->root, NULL, false);
    program_free(program);
    return V_ERROR;
}

/* ---- run ---- */

/* The main program a budget's worth at a time, as a stepper runs it (-X step=N). */
static Value run_in_steps(Thread *t)
{
    Value result = V_ERROR;
    while (vm_step(t, t->vm->options.step, &result) == STEP_AGAIN)
        continue;
    return result;
}

Value function_run(Thread *t, TAKES Function *fn, Value locals)
{
    Frame *entry = frame_push_entry(t);
    if (!entry) {
        obj_drop(t, fn);
        return V_ERROR;
    }
    Value v = call_function_push(t, fn, NULL, 0, V_EMPTY, false);
    if (!v_same(v, V_PUSHED)) {
        frame_pop_entry(t, entry);
        if (v_is_kind(v, KIND_coroutine)) { /* top-level await */
            GeneratorExtra *extra = generator_extra(t, V_AS(Generator, v));
            if (!extra) {
                drop(t, v);
                return V_ERROR;
            }
            v_set(t, &extra->locals, dup(locals));
        }
        return v;
    }
    v_set(t, &t->frame->own_locals, dup(locals));
    t->frame->special = 1;
    return UNLIKELY(t->vm->options.step && t->natives == 0) ? run_in_steps(t)
                                                            : call_finish(t, entry);
}

/* Namespaces without __builtins__ get it, as exec() and eval() do. */
static int globals_prepare(Thread *t, Dict *globals)
{
    if (!v_is_empty(dict_get_str(globals, N(t, __builtins__))))
        return 0;
    return dict_set_str(t, globals, N(t, __builtins__), t->vm->builtins_module);
}

Value eval_code(Thread *t, Code *code, Dict *globals, Value locals, Tuple *closure)
{
    if (globals_prepare(t, globals) < 0)
        return V_ERROR;
    Value fn = function_new(t, code, globals, closure ? closure->items : NULL);
    return v_is_error(fn) ? V_ERROR : function_run(t, V_AS(Function, fn), locals);
}

Value code_run(Thread *t, Code *code, Dict *globals, Value locals)
{
    return eval_code(t, code, globals, v_is_empty(locals) ? v_from(globals) : locals, NULL);
}

Value vm_run_source(Thread *t, const char *name, const char *text, size_t len, int mode,
                    uint32_t compile_flags, Value globals, Value locals)
{
    Value filename = str_from_utf8(t, name, strlen(name));
    if (v_is_error(filename))
        return V_ERROR;
    Value code = compile_text(t, filename, text, len, mode, compile_flags, false);
    drop(t, filename);
    if (v_is_error(code))
        return V_ERROR;
    int status = globals_prepare(t, V_AS(Dict, globals));
    Value fn = status < 0 ? V_ERROR : function_new(t, V_AS(Code, code), V_AS(Dict, globals), NULL);
    drop(t, code); /* while the text runs, its frame alone owns it */
    return v_is_error(fn)
               ? V_ERROR
               : function_run(t, V_AS(Function, fn), v_is_empty(locals) ? globals : locals);
}

/* ---- the builtins ---- */

/* The text of a source argument: str, or bytes with an encoding declaration. */
typedef struct SourceText {
    const char *text;
    size_t len;
    uint32_t flag; /* COMPILE_TEXT or COMPILE_BYTES */
} SourceText;

static int source_text(Thread *t, Value source, const char *function, const char *what,
                       SourceText *out)
{
    if (v_is_str(source)) {
        out->text = str_utf8(t, V_AS(Str, source), &out->len);
        out->flag = COMPILE_TEXT;
        return out->text ? 0 : -1;
    }
    if (v_has_layout(source, KIND_bytes)) {
        out->text = bytes_view(source, &out->len);
        out->flag = COMPILE_BYTES;
        return 0;
    }
    raise_format(t, EXC_TypeError, "%s() arg 1 must be a %s", function, what);
    return -1;
}

static uint32_t inherited_flags(Thread *t)
{
    Frame *f = frame_script(t);
    return f && (f->code->flags & CO_FUTURE_ANNOTATIONS) ? COMPILE_FUTURE_ANNOTATIONS : 0;
}

static int compile_mode(Thread *t, Value mode, bool tree)
{
    static const char *const names[] = {"exec", "eval", "single"};
    for (int i = 0; v_is_str(mode) && i < 3; i++)
        if (str_equal_cstr(V_AS(Str, mode), names[i]))
            return i;
    raise_format(t, EXC_ValueError,
                 tree ? "compile() mode must be 'exec', 'eval', 'single' or 'func_type'"
                      : "compile() mode must be 'exec', 'eval' or 'single'");
    return -1;
}

enum { ONLY_AST = 0x400 }; /* PyCF_ONLY_AST */

/* Is v a node of the module ast? -1: error. */
static int is_tree(Thread *t, Value v)
{
    if (!v_is_object(v) || v_is_str(v) || v_has_layout(v, KIND_bytes) ||
        v_is_empty(import_loaded(t, "ast")))
        return 0;
    Value base = import_attr(t, "ast", "AST");
    if (v_is_error(base))
        return -1;
    bool tree = type_is_subtype(v_type(t, v), V_AS(Type, base));
    drop(t, base);
    return tree;
}

/* The name of what is compiled: a str, owned. */
static Value compile_filename(Thread *t, Value name)
{
    Value filename = v_has_layout(name, KIND_bytes) ? value_str(t, name) : dup(name);
    if (!v_is_error(filename) && !v_is_str(filename)) {
        raise_format(t, EXC_TypeError, "expected str, bytes or os.PathLike object, not %T",
                     filename);
        drop(t, filename);
        return V_ERROR;
    }
    return filename;
}

static Value compile_argument(Thread *t, Value source, Value filename, int mode, uint32_t f,
                              bool only_ast)
{
    SourceText s;
    int tree = is_tree(t, source);
    if (tree < 0)
        return V_ERROR;
    if (tree)
        return only_ast ? dup(source) : ast_compile(t, source, filename, mode, f);
    if (source_text(t, source, "compile", "string, bytes or AST object", &s) < 0)
        return V_ERROR;
    return only_ast ? ast_parse(t, filename, s.text, s.len, mode, f | s.flag)
                    : compile_text(t, filename, s.text, s.len, mode, f | s.flag, false);
}

NATIVE(builtin_compile,
       "compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, "
       "_feature_version=-1)",
       "Compile source into a code object that can be executed by exec() or eval().")
{
    int64_t flags = 0, optimize = -1;
    if (!v_is_empty(a[3]) && value_to_int64(t, a[3], &flags) < 0)
        return V_ERROR;
    int mode = compile_mode(t, a[2], flags & ONLY_AST);
    if (mode < 0 || (!v_is_empty(a[5]) && value_to_int64(t, a[5], &optimize) < 0))
        return V_ERROR;
    int inherit = v_is_empty(a[4]) ? 1 : !truth(t, a[4]);
    uint32_t f = inherit ? inherited_flags(t) : 0;
    f |= flags & CO_FUTURE_ANNOTATIONS ? COMPILE_FUTURE_ANNOTATIONS : 0;
    f |= flags & 0x2000 ? COMPILE_TOP_LEVEL_AWAIT : 0; /* PyCF_ALLOW_TOP_LEVEL_AWAIT */
    f |= optimize == 1   ? COMPILE_OPTIMIZE_1
         : optimize == 2 ? COMPILE_OPTIMIZE_1 | COMPILE_OPTIMIZE_2
                         : 0;
    Value filename = compile_filename(t, a[1]);
    if (v_is_error(filename))
        return V_ERROR;
    Value code = compile_argument(t, a[0], filename, mode, f, flags & ONLY_AST);
    drop(t, filename);
    return code;
}

/* globals and locals arguments of exec and eval: defaults, checks. Both owned on success. */
static int namespaces(Thread *t, const char *function, Value globals, Value locals, Value *g,
                      Value *l)
{
    if (v_is_empty(globals) || v_is_none(globals)) {
        Frame *f = frame_script(t);
        if (!f) {
            raise_format(t, EXC_SystemError, "globals and locals cannot be NULL");
            return -1;
        }
        *g = dup(v_from(f->func->globals));
        bool own = v_is_empty(locals) || v_is_none(locals);
        *l = own ? frame_locals(t, f) : dup(locals);
        return v_is_error(*l) ? (drop(t, *g), -1) : 0;
    }
    if (!v_has_layout(globals, KIND_dict)) {
        raise_format(t, EXC_TypeError,
                     strcmp(function, "exec") ? "globals must be a dict"
                                              : "exec() globals must be a dict, not %T",
                     globals);
        return -1;
    }
    *g = dup(globals);
    *l = dup(v_is_empty(locals) || v_is_none(locals) ? globals : locals);
    if (!v_has_layout(*l, KIND_dict) && !v_type(t, *l)->s.getitem) {
        raise_format(t, EXC_TypeError,
                     strcmp(function, "exec") ? "locals must be a mapping"
                                              : "locals must be a mapping or None, not %T",
                     *l);
        drop(t, *g);
        drop(t, *l);
        return -1;
    }
    return 0;
}

static Value code_from_source(Thread *t, Value source, int mode)
{
    SourceText s;
    bool eval = mode == COMPILE_EVAL;
    if (source_text(t, source, eval ? "eval" : "exec", "string, bytes or code object", &s) < 0)
        return V_ERROR;
    while (eval && s.len && (*s.text == ' ' || *s.text == '\t'))
        s.text++, s.len--;
    Value filename = str_from_cstr(t, "<string>");
    if (v_is_error(filename))
        return V_ERROR;
    Value code = compile_text(t, filename, s.text, s.len, mode, inherited_flags(t) | s.flag, false);
    drop(t, filename);
    return code;
}

static Value exec_or_eval(Thread *t, int mode, Value source, Value globals, Value locals,
                          Value closure)
{
    const char *function = mode == COMPILE_EVAL ? "eval" : "exec";
    Value g, l;
    if (namespaces(t, function, globals, locals, &g, &l) < 0)
        return V_ERROR;
    Value code = v_is_kind(source, KIND_code) ? dup(source) : code_from_source(t, source, mode);
    Value result = V_ERROR;
    if (!v_is_error(code)) {
        uint32_t nfree = V_AS(Code, code)->unit->nfree;
        bool has = v_has_layout(closure, KIND_tuple);
        if (nfree && mode == COMPILE_EVAL)
            raise_format(t, EXC_TypeError,
                         "code object passed to eval() may not contain free variables");
        else if (nfree != (has ? V_AS(Tuple, closure)->len : 0))
            raise_format(t, EXC_TypeError,
                         nfree ? "code object requires a closure of exactly length %u"
                               : "cannot use a closure with this code object",
                         nfree);
        else
            result =
                eval_code(t, V_AS(Code, code), V_AS(Dict, g), l, has ? V_AS(Tuple, closure) : NULL);
        drop(t, code);
    }
    drop(t, g);
    drop(t, l);
    return result;
}

NATIVE(builtin_exec, "exec(source, /, globals=None, locals=None, *, closure=None)",
       "Execute the given source in the context of globals and locals.")
{
    Value r = exec_or_eval(t, COMPILE_EXEC, a[0], a[1], a[2], a[3]);
    if (v_is_error(r))
        return V_ERROR;
    drop(t, r);
    return V_NONE;
}

NATIVE(builtin_eval, "eval(source, /, globals=None, locals=None)",
       "Evaluate the given source in the context of globals and locals.")
{
    return exec_or_eval(t, COMPILE_EVAL, a[0], a[1], a[2], V_EMPTY);
}

NATIVE_VAR(builtin_build_class, "__build_class__",
           "__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class")
{
    return build_class(t, a, nargs, kwnames);
}

NATIVE(builtin_import, "__import__(name, globals=None, locals=None, fromlist=(), level=0)",
       "Import a module.")
{
    int64_t level = 0;
    if (!v_is_str(a[0]))
        return raise_format(t, EXC_TypeError, "module name must be a string");
    if (!v_is_empty(a[4]) && value_to_int64(t, a[4], &level) < 0)
        return V_ERROR;
    Dict *globals = v_has_layout(a[1], KIND_dict) ? V_AS(Dict, a[1]) : NULL;
    return import_absolute_or_relative(t, globals, V_AS(Str, a[0]),
                                       v_is_empty(a[3]) ? V_NONE : a[3], level);
}

const NativeDef *const builtins_code[] = {
    &builtin_compile_def,     &builtin_exec_def,   &builtin_eval_def,
    &builtin_build_class_def, &builtin_import_def, NULL,
};
