/* SPDX-License-Identifier: MIT */
/* The module _io: open() and the standard streams. The types are in io_*.c. */
#include "stdlib/_io.h"
#include "vm/core/image.h"
#include <locale.h>
#include <stdlib.h>

/* ---- open ---- */

typedef struct Mode {
    bool creating, reading, writing, appending, updating, text, binary;
    char raw[8]; /* for FileIO */
} Mode;

static int mode_wrong(Thread *t, const char *message)
{
    raise_format(t, EXC_ValueError, "%s", message);
    return -1;
}

static int mode_parse(Thread *t, Value v, Mode *m)
{
    const char *text = str_utf8(t, V_AS(Str, v), &(size_t){0});
    if (!text)
        return -1;
    *m = (Mode){0};
    for (const char *c = text; *c; c++) {
        static const char letters[] = "xrwa+tb";
        const char *at = strchr(letters, *c);
        bool *flags[] = {&m->creating, &m->reading, &m->writing, &m->appending,
                         &m->updating, &m->text,    &m->binary};
        if (!at || *flags[at - letters]) {
            raise_format(t, EXC_ValueError, "invalid mode: '%V'", v);
            return -1;
        }
        *flags[at - letters] = true;
    }
    if (m->text && m->binary)
        return mode_wrong(t, "can't have text and binary mode at once");
    int kinds = m->creating + m->reading + m->writing + m->appending;
    if (kinds != 1) /* none at all is found by FileIO in CPython */
        return mode_wrong(
            t, kinds
                   ? "must have exactly one of create/read/write/append mode"
                   : "Must have exactly one of create/read/write/append mode and at most one plus");
    char *out = m->raw;
    *out++ = m->creating ? 'x' : m->reading ? 'r' : m->writing ? 'w' : 'a';
    if (m->updating)
        *out++ = '+';
    *out = '\0';
    return 0;
}

static bool given(Value v)
{
    return !v_is_empty(v) && !v_is_none(v);
}

/* The parameters of open() in a[]. */
enum { A_FILE, A_MODE, A_BUFFERING, A_ENCODING, A_ERRORS, A_NEWLINE, A_CLOSEFD, A_OPENER };

static int arguments_check(Thread *t, Value *a, const Mode *m, int64_t buffering)
{
    static const char *const text_only[] = {"encoding", "errors", "newline"};
    for (int i = 0; i < 3; i++) {
        Value v = a[A_ENCODING + i];
        if (given(v) && !v_is_str(v)) {
            raise_format(t, EXC_TypeError, "open() argument '%s' must be str or None, not %T",
                         text_only[i], v);
            return -1;
        }
        if (m->binary && given(v)) {
            raise_format(t, EXC_ValueError,
                         i ? "binary mode doesn't take %s %s argument"
                           : "binary mode doesn't take %s %s argument",
                         i == 2 ? "a" : "an", text_only[i]);
            return -1;
        }
    }
    if (m->binary && buffering == 1)
        return warn_format(t, EXC_RuntimeWarning, 1,
                           "line buffering (buffering=1) isn't supported in binary mode, the "
                           "default buffer size will be used");
    return 0;
}

/* Buffer and text layer over a raw file. */
static Value layers_add(Thread *t, Value *a, const Mode *m, int64_t buffering, Value raw)
{
    FileIO *f = V_AS(FileIO, raw);
    bool line_buffering = false;
    if (buffering == 1 && !m->binary) {
        buffering = -1;
        line_buffering = true;
    } else if (buffering < 0) {
        line_buffering = isatty(f->fd);
    }
    if (buffering < 0 || buffering == 1)
        buffering = f->block_size > IO_BUFFER_SIZE ? f->block_size : IO_BUFFER_SIZE;
    if (buffering == 0)
        return m->binary ? raw : raise_format(t, EXC_ValueError, "can't have unbuffered text I/O");
    Type *type = m->updating ? IO(t)->random : m->reading ? IO(t)->reader : IO(t)->writer;
    Value buffer = buffered_new(t, type, raw, buffering);
    if (v_is_error(buffer) || m->binary)
        return buffer;
    Value text =
        text_new(t, buffer, a[A_ENCODING], a[A_ERRORS], a[A_NEWLINE], line_buffering, false);
    Value name = K(t, str_intern_utf8(t, "mode", 4));
    if (v_is_error(text) || v_is_error(name))
        return V_ERROR;
    Value mode = v_is_empty(a[A_MODE]) ? K(t, str_from_cstr(t, "r")) : a[A_MODE];
    return v_is_error(mode) || attr_set(t, text, V_AS(Str, name), mode) < 0 ? V_ERROR : text;
}

API(io_open,
    "open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, "
    "opener=None)",
    "Open file and return a stream.  Raise OSError upon failure.")
{
    Value text = v_is_empty(a[A_MODE]) ? K(t, str_from_cstr(t, "r")) : a[A_MODE];
    int64_t buffering = -1;
    Mode m;
    if (v_is_error(text))
        return V_ERROR;
    if (!v_is_str(text))
        return raise_format(t, EXC_TypeError, "open() argument 'mode' must be str, not %T", text);
    if (!v_is_empty(a[A_BUFFERING]) && value_to_int64(t, a[A_BUFFERING], &buffering) < 0)
        return V_ERROR;
    if (!v_is_int(a[A_FILE])) {
        Value fspath = K(t, import_attr(t, "posix", "fspath"));
        a[A_FILE] = v_is_error(fspath) ? V_ERROR : K(t, call1(t, fspath, a[A_FILE]));
        if (v_is_error(a[A_FILE]))
            return V_ERROR;
    }
    if (mode_parse(t, text, &m) < 0 || arguments_check(t, a, &m, buffering) < 0)
        return V_ERROR;
    int closefd = v_is_empty(a[A_CLOSEFD]) ? 1 : truth(t, a[A_CLOSEFD]);
    Value raw = closefd < 0 ? V_ERROR : fileio_new(t, a[A_FILE], m.raw, closefd, a[A_OPENER]);
    if (v_is_error(raw))
        return V_ERROR;
    Value file = layers_add(t, a, &m, buffering, raw);
    if (v_is_error(file)) { /* closed at once, without a warning */
        Value exc = exc_take(t);
        if (v_is_error(io_call(t, raw, "close", NULL, 0)))
            exc_clear(t);
        exc_restore(t, exc);
    }
    return file;
}

API(io_open_code, "open_code(path)",
    "Opens the provided file with the intent to import the contents.")
{
    if (!v_is_str(a[0]))
        return raise_format(t, EXC_TypeError, "open_code() argument 'path' must be str, not %T",
                            a[0]);
    Value open = K(t, import_attr(t, "_io", "open")), mode = K(t, str_from_cstr(t, "rb"));
    return v_is_error(open) || v_is_error(mode) ? V_ERROR : K(t, call2(t, open, a[0], mode));
}

API(io_text_encoding, "text_encoding(encoding, stacklevel=2, /)",
    "A helper function to choose the text encoding.")
{
    return v_is_none(a[0]) ? K(t, str_from_cstr(t, "locale")) : a[0];
}

/* ---- the standard streams ---- */

/* Is it the locale of no country? Then bytes that are no UTF-8 pass through the streams. A locale
   that is not installed is no better. */
static bool locale_is_plain(void)
{
    const char *names[] = {getenv("LC_ALL"), getenv("LC_CTYPE"), getenv("LANG")}, *name = "C";
    for (size_t i = sizeof names / sizeof *names; i-- > 0;)
        if (names[i] && *names[i])
            name = names[i];
    static const char *const plain[] = {"C", "POSIX", "C.UTF-8", "C.utf8", "UTF-8"};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (!strcmp(name, plain[i]))
            return true;
    locale_t installed = newlocale(LC_CTYPE_MASK, name, (locale_t)0);
    if (installed)
        freelocale(installed);
    return !installed;
}

static bool is_ascii(const char *text)
{
    while (*text && (unsigned char)*text < 128)
        text++;
    return !*text;
}

/* What PYTHONIOENCODING=encoding:errors says, else UTF-8. The errors of stderr are never strict. */
static int stream_encoding(Thread *t, int64_t fd, Value *encoding, Value *errors)
{
    const char *said = getenv("PYTHONIOENCODING");
    if (said && (!*said || !is_ascii(said)))
        said = NULL;
    const char *colon = said ? strchr(said, ':') : NULL;
    size_t size = !said ? 0 : colon ? (size_t)(colon - said) : strlen(said);
    *encoding = size ? K(t, str_from_utf8(t, said, size)) : K(t, str_from_cstr(t, "utf-8"));
    const char *how = colon && colon[1]            ? colon + 1
                      : !said && locale_is_plain() ? "surrogateescape"
                                                   : "strict";
    *errors = K(t, str_from_cstr(t, fd == 2 ? "backslashreplace" : how));
    return v_is_error(*encoding) || v_is_error(*errors) ? -1 : 0;
}

/* stdin, stdout or stderr over a descriptor; None when the descriptor is not open. */
API(io_open_standard, "_open_standard(fd, mode, /)", NULL)
{
    static const char *const names[] = {"<stdin>", "<stdout>", "<stderr>"};
    int64_t fd;
    if (value_to_int64(t, a[0], &fd) < 0)
        return V_ERROR;
    if (fd < 0 || fd > 2)
        return raise_format(t, EXC_ValueError, "not a standard stream: %ld", (long)fd);
    bool reads = fd == 0, through = t->vm->options.unbuffered, unbuffered = through && !reads;
    Value raw = fileio_new(t, a[0], reads ? "rb" : "wb", false, V_EMPTY);
    if (v_is_error(raw)) {
        if (!exc_is(t, EXC_OSError))
            return V_ERROR;
        exc_clear(t);
        return V_NONE;
    }
    Value name = K(t, str_from_cstr(t, names[fd])), encoding, errors;
    Value newline = reads ? V_NONE : K(t, str_from_cstr(t, "\n"));
    if (v_is_error(name) || v_is_error(newline) || stream_encoding(t, fd, &encoding, &errors))
        return V_ERROR;
    api_set(t, &V_AS(FileIO, raw)->name, name);
    /* Unbuffered: text goes straight to the raw file. */
    Value buffer =
        unbuffered ? raw
                   : buffered_new(t, reads ? IO(t)->reader : IO(t)->writer, raw, IO_BUFFER_SIZE);
    bool lines = fd == 2 || isatty((int)fd);
    Value text = v_is_error(buffer)
                     ? V_ERROR
                     : text_new(t, buffer, encoding, errors, newline, lines && !through, through);
    Value key = K(t, str_intern_utf8(t, "mode", 4));
    if (v_is_error(text) || v_is_error(key) || attr_set(t, text, V_AS(Str, key), a[1]) < 0)
        return V_ERROR;
    Value parts[] = {raw, buffer, text};
    for (int i = 0; i < 3; i++)
        v_object(parts[i])->flags |= OF_QUIET_END; /* streams_flush_at_exit sees to what is left */
    return text;
}

/* What threads and exit functions have printed after main flushed goes out too. */
static void streams_flush_at_exit(Thread *t)
{
    Str *names[] = {N(t, stdout), N(t, stderr)};
    for (int i = 0; i < 2; i++) {
        ApiScope scope = api_scope_begin(t);
        Value file = v_is_empty(t->vm->sys_module)
                         ? V_EMPTY
                         : K(t, attr_get_or_empty(t, t->vm->sys_module, names[i]));
        int closed = v_is_object(file) ? io_attr_truth(t, file, "closed") : 1;
        bool fails = closed == 0 && v_is_error(io_call(t, file, "flush", NULL, 0));
        if (fails && i == 0)
            exc_unraisable(t, "Exception ignored in", file);
        if ((fails || closed) && v_is_object(file)) /* something may be left below it */
            v_object(file)->flags &= (uint16_t)~OF_QUIET_END;
        exc_clear(t);
        api_scope_end(t, scope);
    }
}

/* ---- the module ---- */

static void state_free(VM *vm)
{
    image_free(vm->io);
    vm->io = NULL;
}

static int types_make(Thread *t)
{
    IoState *io = image_calloc(1, sizeof *io);
    if (!io) {
        raise_memory(t);
        return -1;
    }
    t->vm->io = io;
    vm_at_free(t->vm, state_free);
    return io_base_types(t, io) && io_file_type(t, io) && io_buffered_types(t, io) == 0 &&
                   io_newline_type(t, io) == 0 && io_text_type(t, io) == 0 &&
                   io_memory_types(t, io) == 0 && io_stringio_type(t, io) == 0
               ? 0
               : -1;
}

static int io_exec(Thread *t, Value module)
{
    if (!t->vm->io && types_make(t) < 0)
        return -1;
    IoState *io = t->vm->io;
    Type *const types[] = {io->iobase,  io->rawbase,  io->bufferedbase, io->textbase, io->fileio,
                           io->reader,  io->writer,   io->random,       io->pair,     io->text,
                           io->bytesio, io->stringio, io->newline};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (api_module_add_type(t, module, types[i]) < 0)
            return -1;
    vm_at_exit(t->vm, streams_flush_at_exit);
    Value open = K(t, attr_get(t, module, N(t, open)));
    if (v_is_error(open) || dict_set_str(t, t->vm->builtins, N(t, open), open) < 0)
        return -1;
    return api_module_add_int(t, module, "DEFAULT_BUFFER_SIZE", IO_BUFFER_SIZE) < 0 ||
                   api_module_add(t, module, "BlockingIOError",
                                  v_from(t->vm->exc[EXC_BlockingIOError])) < 0 ||
                   api_module_add(t, module, "UnsupportedOperation",
                                  v_from(t->vm->exc[EXC_UnsupportedOperation])) < 0
               ? -1
               : 0;
}

Value io_module(Thread *t)
{
    static const NativeDef *const functions[] = {
        &io_open_def, &io_open_code_def, &io_text_encoding_def, &io_open_standard_def, NULL};
    static const ModuleSpec spec = {"_io", "The io module's types, natively.", functions, io_exec};
    return api_module(t, &spec);
}
