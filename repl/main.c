/* SPDX-License-Identifier: MIT */
/* The front door: what `rondo` does with its command line. */
#include "vm/api_sys.h"
#include "vm/core/descriptor.h"
#include "vm/core/gc.h"
#include "vm/core/image.h"
#include "repl/options.h"
#include "repl/repl.h"
#include "repl/stages.h"
#include "vm/watch/trace.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>

#define VERSION_TEXT "Rondo 0.1 (Python 3.13 language)"

/* ---- reading the program ---- */

/* An empty buffer with room for a file of that size. */
static Buffer file_buffer(int fd)
{
    struct stat st;
    Buffer b;
    buffer_init(&b);
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size > UINT32_MAX)
        return b;
    b.cap = (size_t)st.st_size + 1;
    b.data = base_alloc(NULL, b.cap, 1);
    if (b.data)
        *b.data = '\0';
    else
        b.cap = 0;
    return b;
}

/* false: errno tells why. */
static bool text_read(Text *text, int fd)
{
    Buffer b = file_buffer(fd);
    char block[16384];
    ssize_t n;
    while ((n = read(fd, block, sizeof block)) > 0 || (n < 0 && errno == EINTR))
        if (n > 0)
            buffer_append(&b, block, (size_t)n);
    *text = (Text){b.data, b.len};
    if (b.failed || n < 0) {
        buffer_free(&b);
        *text = (Text){NULL, 0};
        return false;
    }
    return true;
}

/* ---- sys.argv, sys.path and the like ---- */

static int sys_list_append(Thread *t, Str *name, const char *text)
{
    Value list = attr_get(t, t->vm->sys_module, name);
    if (v_is_error(list))
        return -1;
    Value s = str_from_os(t, text);
    int status = v_is_error(s) ? -1 : list_append_take(t, V_AS(List, list), s);
    drop(t, list);
    return status;
}

/* The folder of the script (resolved links), the working folder for -m, or "". */
static int set_path(Thread *t, const CommandLine *cl)
{
    char real[4096] = "";
    if (cl->what == RUN_FILE) {
        if (!realpath(cl->path, real))
            real[0] = '\0';
        char *slash = strrchr(real, '/');
        if (slash)
            slash[slash == real] = '\0';
    } else if (cl->what == RUN_MODULE && !getcwd(real, sizeof real)) {
        real[0] = '\0';
    }
    char here[4096] = "";
    t->vm->script_folder = *real || !getcwd(here, sizeof here) ? strdup(real) : strdup(here);
    if (sys_list_append(t, N(t, path), real) < 0)
        return -1;
    const char *path = getenv("PYTHONPATH");
    for (const char *p = path; p && *p;) {
        size_t n = strcspn(p, ":");
        char dir[4096];
        snprintf(dir, sizeof dir, "%.*s", (int)n, p);
        if (n && sys_list_append(t, N(t, path), dir) < 0)
            return -1;
        p += n + (p[n] == ':');
    }
    return 0;
}

/* sys._xoptions: "name=value", or a bare name with True. */
static int set_x_options(Thread *t, const CommandLine *cl)
{
    Value options = cl->x_count ? import_attr(t, "sys", "_xoptions") : V_NONE;
    int status = v_is_error(options) ? -1 : 0;
    for (int i = 0; status == 0 && i < cl->x_count; i++) {
        const char *text = cl->x_options[i], *equals = strchr(text, '=');
        char name[64];
        snprintf(name, sizeof name, "%.*s", (int)(equals ? equals - text : (ptrdiff_t)strlen(text)),
                 text);
        Value value = equals ? str_from_os(t, equals + 1) : V_TRUE;
        status = v_is_error(value) ? -1 : dict_set_cstr(t, V_AS(Dict, options), name, value);
        if (!v_is_error(value))
            drop(t, value);
    }
    if (!v_is_error(options))
        drop(t, options);
    return status;
}

static int set_arguments(Thread *t, const CommandLine *cl, int argc, char **argv)
{
    const char *first = cl->what == RUN_FILE || cl->what == RUN_STDIN ? cl->target
                        : cl->what == RUN_COMMAND                     ? "-c"
                        : cl->what == RUN_MODULE                      ? "-m"
                                                                      : "";
    if (sys_list_append(t, N(t, argv), first) < 0)
        return -1;
    for (int i = cl->first_arg; i < argc; i++)
        if (sys_list_append(t, N(t, argv), argv[i]) < 0)
            return -1;
    for (int i = 0; i < argc; i++)
        if (sys_list_append(t, N(t, orig_argv), argv[i]) < 0)
            return -1;
    for (int i = 0; i < cl->vm.warn_count; i++)
        if (sys_list_append(t, N(t, warnoptions), cl->vm.warn_options[i]) < 0)
            return -1;
    return set_x_options(t, cl) < 0 ? -1 : set_path(t, cl);
}

static Dict *main_namespace(Thread *t)
{
    Value module = module_new(t, v_from(N(t, __main__)), V_NONE);
    if (v_is_error(module))
        return NULL;
    Dict *d = V_AS(Module, module)->dict;
    gc_untrack(t, d); /* the collector is to meet it behind the module, as in CPython: see */
    gc_track(t, d);   /* sched_at_exit() */
    int status = dict_set_str(t, t->vm->modules, N(t, __main__), module);
    drop(t, module);
    static const char *const nones[] = {"__package__", "__loader__", "__spec__"};
    for (int i = 0; status == 0 && i < 3; i++)
        status = dict_set_cstr(t, d, nones[i], V_NONE);
    if (status == 0)
        status = dict_set_str(t, d, N(t, __builtins__), t->vm->builtins_module);
    return status < 0 ? NULL : d;
}

static int set_main_attr(Thread *t, Dict *d, const char *name, TAKES Value v)
{
    if (v_is_error(v))
        return -1;
    int status = dict_set_cstr(t, d, name, v);
    drop(t, v);
    return status;
}

/* With filters given, warnings says at once which of them are wrong. */
static int set_warnings(Thread *t, const CommandLine *cl)
{
    Value warnings = cl->vm.warn_count ? import_module(t, "warnings") : V_NONE;
    if (v_is_error(warnings))
        return -1;
    drop(t, warnings);
    return 0;
}

/* ---- running ---- */

static Value run_text(Thread *t, const char *name, const Text *text, Dict *d, uint32_t flags)
{
    flags |= t->vm->options.optimize > 1 ? COMPILE_OPTIMIZE_1 | COMPILE_OPTIMIZE_2
             : t->vm->options.optimize   ? COMPILE_OPTIMIZE_1
                                         : 0;
    return vm_run_source(t, name, text->data, text->len, COMPILE_EXEC, flags, v_from(d), V_EMPTY);
}

static Value run_module(Thread *t, const char *name)
{
    Value module = dict_get_str(t->vm->modules, N(t, __main__));
    Value text = str_from_os(t, name);
    if (v_is_error(text))
        return V_ERROR;
    Value r = import_run_main(t, module, text);
    drop(t, text);
    return r;
}

static Value run_main(Thread *t, const CommandLine *cl, const Text *text)
{
    Dict *d = main_namespace(t);
    bool shell = cl->what == RUN_REPL || cl->what == RUN_CELL || cl->interactive;
    if (!d || (shell && repl_prepare(t, cl) < 0))
        return V_ERROR;
    gc_age(t->vm); /* what the script makes is younger than __main__: see sched_at_exit() */
    switch (cl->what) {
    case RUN_CELL:
        return repl_run_cell(t, cl->target);
    case RUN_FILE:
        if (set_main_attr(t, d, "__file__", str_from_os(t, cl->path)) < 0 ||
            set_main_attr(t, d, "__cached__", V_NONE) < 0)
            return V_ERROR;
        return run_text(t, cl->path, text, d, 0);
    case RUN_STDIN:
        return run_text(t, "<stdin>", text, d, 0);
    case RUN_COMMAND:
        return run_text(t, "<string>", text, d, COMPILE_TEXT);
    case RUN_MODULE:
        return run_module(t, cl->target);
    default:
        return V_NONE;
    }
}

/* ---- how it ended ---- */

/* The status that a code stands for: a number, or 1 after printing it. */
static int exit_code_status(Thread *t, Value code)
{
    int64_t n;
    if (v_is_none(code))
        return 0;
    if (v_is_int(code) && int_fits64(code, &n))
        return (int)(n & 0xff);
    if (v_is_int(code)) {
        raise_format(t, EXC_OverflowError, "Python int too large to convert to C long");
        Value exc = exc_take(t);
        exception_print(t, exc);
        drop(t, exc);
        return 0xff;
    }
    Value text = str_format(t, "%V\n", code), failed = exc_take(t);
    if (v_is_error(text))
        text = str_from_cstr(t, "\n");
    if (v_is_error(text)) {
        exc_clear(t);
    } else {
        stderr_write(t, text);
        drop(t, text);
    }
    if (!v_is_empty(failed)) { /* CPython finds it when it goes on to end the threads */
        exc_restore(t, failed);
        exc_unraisable(t, "Exception ignored on threading shutdown", V_NONE);
    }
    return 1;
}

/* Exit status of SystemExit: its attribute code, which a subclass may define. */
static int system_exit_status(Thread *t, Value exc)
{
    Value key = str_intern_utf8(t, "code", 4);
    Value code = v_is_error(key) ? V_ERROR : attr_get(t, exc, V_AS(Str, key));
    if (!v_is_error(key))
        drop(t, key);
    if (v_is_error(code)) {
        exc_clear(t);
        code = dup(exc);
    }
    int status = exit_code_status(t, code);
    drop(t, code);
    return status;
}

/* sys.excepthook, which a script may have replaced. */
static void report_uncaught(Thread *t, Value exc)
{
    Value hook = attr_get_or_empty(t, t->vm->sys_module, N(t, excepthook));
    if (!v_is_object(hook)) {
        exc_clear(t);
        exception_print(t, exc);
        return;
    }
    Value tb = V_AS(Exception, exc)->traceback;
    Value r = call3(t, hook, v_from(v_type(t, exc)), exc, v_is_empty(tb) ? V_NONE : tb);
    drop(t, hook);
    if (!v_is_error(r)) {
        drop(t, r);
        return;
    }
    Value second = exc_take(t), note = str_from_cstr(t, "Error in sys.excepthook:\n");
    if (!v_is_error(note)) {
        stderr_write(t, note);
        drop(t, note);
    }
    exception_print(t, second);
    drop(t, second);
    exception_print(t, exc);
}

/* sys.last_exc and its older names: functions of atexit may read them, and what the traceback holds
   lives until the modules are let go. */
static void remember_uncaught(Thread *t, Value exc)
{
    Value tb = V_AS(Exception, exc)->traceback;
    Value dict = instance_dict(t, t->vm->sys_module);
    if (v_is_error(dict)) {
        exc_clear(t);
        return;
    }
    Dict *d = V_AS(Dict, dict);
    if (dict_set_cstr(t, d, "last_exc", exc) < 0 ||
        dict_set_cstr(t, d, "last_type", v_from(v_type(t, exc))) < 0 ||
        dict_set_cstr(t, d, "last_value", exc) < 0 ||
        dict_set_cstr(t, d, "last_traceback", v_is_empty(tb) ? V_NONE : tb) < 0)
        exc_clear(t);
    drop(t, dict);
}

/* Takes the pending exception. Returns the exit status; *by_sigint: end by the signal. */
static int finish_uncaught(Thread *t, bool *by_sigint)
{
    Value exc = exc_take(t);
    int status = 1;
    if (type_is_subtype(v_type(t, exc), t->vm->exc[EXC_SystemExit])) {
        status = system_exit_status(t, exc);
    } else {
        *by_sigint = type_is_subtype(v_type(t, exc), t->vm->exc[EXC_KeyboardInterrupt]);
        remember_uncaught(t, exc);
        report_uncaught(t, exc);
    }
    drop(t, exc);
    return status;
}

/* A stream that the script has closed has nothing left to flush. */
static bool stream_is_closed(Thread *t, Value file)
{
    Value name = str_intern_utf8(t, "closed", 6);
    Value closed = v_is_error(name) ? V_ERROR : attr_get_or_empty(t, file, V_AS(Str, name));
    bool is = !v_is_error(closed) && !v_is_empty(closed) && truth(t, closed) > 0;
    exc_clear(t);
    drop(t, name);
    drop(t, closed);
    return is;
}

static void flush_stream(Thread *t, Str *name, int *status)
{
    Value file = attr_get_or_empty(t, t->vm->sys_module, name);
    if (!v_is_object(file) || stream_is_closed(t, file)) {
        exc_clear(t);
        drop(t, file);
        return;
    }
    Value r = call_method0(t, file, N(t, flush));
    if (v_is_error(r)) {
        if (name == N(t, stdout))
            exc_unraisable(t, "Exception ignored in", file);
        exc_clear(t);
        if (name == N(t, stdout) && *status == 0)
            *status = 120;
    } else {
        drop(t, r);
    }
    drop(t, file);
}

static void die_by_sigint(void)
{
    signal(SIGINT, SIG_DFL);
    kill(getpid(), SIGINT);
}

static int run(const CommandLine *cl, int argc, char **argv, const Text *text)
{
    VmOptions options = cl->vm;
    options.process_ends = true;
    VM *vm = vm_new(&options);
    if (!vm) {
        fputs("rondo: not enough memory to start\n", stderr);
        return 1;
    }
    Thread *t = vm->main;
    vm->argc = (uint32_t)argc;
    vm->argv = argv;
    int status = 0;
    bool by_sigint = false;
    bool ready = vm_streams_open(t) == 0 && (!cl->vm.trace || trace_plug(t) == 0) &&
                 set_arguments(t, cl, argc, argv) == 0 && set_warnings(t, cl) == 0;
    vm_plan_failure(vm);
    Value r = ready ? run_main(t, cl, text) : V_ERROR;
    if (v_is_error(r))
        status = finish_uncaught(t, &by_sigint);
    else
        drop(t, r);
    if (cl->what == RUN_REPL || cl->interactive)
        status = repl_run(t) < 0 ? finish_uncaught(t, &by_sigint) : 0;
    flush_stream(t, N(t, stdout), &status);
    flush_stream(t, N(t, stderr), &status);
    vm_free(vm);
    if (by_sigint)
        die_by_sigint();
    return status;
}

static int cannot_open(const char *path)
{
    fprintf(stderr, "rondo: can't open file '%s': [Errno %d] %s\n", path, errno, strerror(errno));
    return 2;
}

/* The absolute path of what is to be run (malloc'd): the file, or the __main__.py of a folder.
 * Links and dots stay. */
static char *script_path(const char *target, bool *folder)
{
    struct stat st;
    char here[4096];
    bool relative = *target != '/' && getcwd(here, sizeof here);
    *folder = stat(target, &st) == 0 && S_ISDIR(st.st_mode);
    static const char inside[] = "/__main__.py";
    char *path = malloc((relative ? strlen(here) + 1 : 0) + strlen(target) + sizeof inside);
    if (path && relative)
        stpcpy(stpcpy(stpcpy(path, here), "/"), target);
    else if (path)
        strcpy(path, target);
    return path && *folder ? strcat(path, inside) : path;
}

static int read_script(CommandLine *cl, Text *text)
{
    bool folder, ok = false;
    cl->path = script_path(cl->target, &folder);
    int fd = cl->path ? open(cl->path, O_RDONLY | O_CLOEXEC) : -1;
    if (fd >= 0) {
        ok = text_read(text, fd);
        close(fd);
    }
    if (ok)
        return 0;
    if (!folder)
        return cannot_open(cl->path ? cl->path : cl->target);
    fprintf(stderr, "rondo: can't find '__main__' module in '%.*s'\n",
            (int)(strlen(cl->path) - strlen("/__main__.py")), cl->path);
    return 1;
}

static int run_or_show(CommandLine *cl, int argc, char **argv)
{
    Text text = {0};
    const char *name = cl->target;
    if (cl->what == RUN_REPL && !cl->interactive && !isatty(0))
        cl->what = RUN_STDIN, cl->target = "";
    if (cl->what == RUN_FILE) {
        int status = read_script(cl, &text);
        if (status) {
            free(cl->path);
            return status;
        }
    } else if (cl->what == RUN_STDIN) {
        name = "<stdin>";
        if (!text_read(&text, 0))
            return cannot_open("<stdin>");
    } else if (cl->what == RUN_COMMAND) {
        name = "<string>";
        text = (Text){strdup(cl->target), strlen(cl->target)};
    }
    bool show = cl->tokens || cl->ast || cl->dis;
    int status = show ? stages_show(cl->tokens ? SHOW_TOKENS
                                    : cl->ast  ? SHOW_AST
                                               : SHOW_DIS,
                                    name, &text)
                      : run(cl, argc, argv, &text);
    free(text.data);
    free(cl->path);
    return status;
}

static int act(CommandLine *cl, int argc, char **argv)
{
    switch (cl->what) {
    case RUN_ERROR:
        return 2;
    case RUN_FATAL:
        return 1;
    case RUN_HELP:
        options_help(stdout);
        return 0;
    case RUN_MANUAL:
        options_manual(stdout);
        return 0;
    case RUN_COMPLETION:
        options_completion(stdout);
        return 0;
    case RUN_VERSION:
        puts(VERSION_TEXT);
        return 0;
    default:
        return run_or_show(cl, argc, argv);
    }
}

static int run_command_line(int argc, char **argv)
{
    CommandLine cl;
    options_parse(&cl, argc, argv);
    int status = act(&cl, argc, argv);
    options_free(&cl);
    return status;
}

#ifdef RONDO_IMAGE
/*
 * For the build alone (vm/image.sh): `rondo --write-image COPY MODULE...` writes the image of a VM into a copy of the
 * binary, the modules executed; `rondo --write-hot COPY PART SCRIPT [watch]` runs the script and then notes there which
 * pages of the image it has written to, or used. false: neither.
 */
static bool image_wanted(int argc, char **argv, int *status)
{
    bool image = argc >= 3 && !strcmp(argv[1], "--write-image");
    if (!image && (argc < 5 || strcmp(argv[1], "--write-hot")))
        return false;
    if (image) {
        *status = vm_write_image(argv[2], argv + 3) < 0;
    } else {
        char *rest[] = {argv[0], argv[4], NULL};
        *status = (argc == 6 && image_watch() < 0) || run_command_line(2, rest) || image_write_hot(argv[3][0] - '0' ? IMAGE_LIBRARY : IMAGE_ALWAYS, argv[2]) < 0;
    }
    if (*status)
        perror(argv[2]);
    return true;
}
#else
static bool image_wanted(int argc, char **argv, int *status)
{
    return false;
}
#endif

int main(int argc, char **argv)
{
    int status;
    return image_wanted(argc, argv, &status) ? status : run_command_line(argc, argv);
}
