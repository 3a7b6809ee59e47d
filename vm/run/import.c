/* SPDX-License-Identifier: MIT */
/*
 * The import system: sys.modules, modules in C, frozen modules, files and packages on sys.path.
 * One finder in C stands for CPython's meta path; the order is CPython's: what is built into the
 * interpreter there comes first, then sys.path, then the rest of the library, so that a script
 * named random.py hides the library's random here as it does there.
 */
#include <stdlib.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include "vm/run/builtins.h"
#include "vm/run/import.h"
#include "vm/run/preload.h"
#include "vm/core/gc.h"
#include "vm/core/interp.h"

#define MODULE(name, init) Value init(Thread *t);
#include "stdlib/modules.def"
#undef MODULE

const NativeModule native_modules[] = {
#define MODULE(name, init) {name, init},
#include "stdlib/modules.def"
#undef MODULE
    {NULL, NULL},
};

const FrozenModule *frozen_find(const char *name)
{
    for (const FrozenModule *m = frozen_modules; m->name; m++)
        if (!strcmp(m->name, name))
            return m;
    return NULL;
}

const NativeModule *native_find(const char *name)
{
    for (const NativeModule *m = native_modules; m->name; m++)
        if (!strcmp(m->name, name))
            return m;
    return NULL;
}

/* Modules that CPython has built in or frozen: no file on sys.path can hide them. */
bool import_is_core(const char *name)
{
    static const char *const core[] = {"sys",       "builtins", "time",  "itertools",   "errno",
                                       "gc",        "marshal",  "posix", "signal",      "atexit",
                                       "abc",       "codecs",   "io",    "genericpath", "os",
                                       "posixpath", "stat",     "site",  "os.path",     NULL};
    if (name[0] == '_' && name[1] != '_')
        return true;
    for (int i = 0; core[i]; i++)
        if (!strcmp(core[i], name))
            return true;
    return false;
}

/* ---- what is known of a module before it runs ---- */

typedef struct Found {
    enum { FOUND_NOTHING, FOUND_PRELOADED, FOUND_NATIVE, FOUND_FROZEN, FOUND_FILE, FOUND_NAMESPACE,
           FOUND_ARCHIVE /* perhaps: a file on the path */ } how;
    const NativeModule *native;
    const FrozenModule *frozen;
    Value path;     /* FOUND_FILE: str, owned */
    Value portions; /* list of directories of that name without __init__.py (PEP 420), owned, or
                       EMPTY */
    bool package;
} Found;

static bool is_file(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* A directory that may become part of a namespace package is remembered. */
static int note_portion(Thread *t, const char *path, Found *found)
{
    struct stat st;
    if (stat(path, &st) != 0) {
        found->how = errno == ENOTDIR ? FOUND_ARCHIVE : FOUND_NOTHING;
        return found->how == FOUND_ARCHIVE;
    }
    if (!S_ISDIR(st.st_mode))
        return 0;
    if (v_is_empty(found->portions))
        found->portions = list_new(t, NULL, 0);
    Value dir = v_is_error(found->portions) ? V_ERROR : str_from_utf8(t, path, strlen(path));
    return v_is_error(dir) ? -1 : list_append_take(t, V_AS(List, found->portions), dir);
}

/* dir, or what it is below the current folder, in `absolute` (PATH_MAX bytes). NULL: no such place. */
static const char *directory_absolute(const char *dir, char *absolute)
{
    if (*dir == '/')
        return dir;
    if (!realpath(".", absolute))
        return NULL;
    if (!strncmp(dir, "./", 2))
        dir += 2;
    else if (!strcmp(dir, "."))
        dir++;
    if (!*dir)
        return absolute;
    size_t n = strlen(absolute), room = PATH_MAX - n;
    int more = snprintf(absolute + n, room, "%s%s", n > 1 ? "/" : "", dir);
    return more < 0 || (size_t)more >= room ? NULL : absolute;
}

/* DIR/leaf/__init__.py or DIR/leaf.py. 1 found, 0 not, -1 error. */
static int find_in_directory(Thread *t, Value dir, const char *leaf, Found *found)
{
    if (!v_is_str(dir))
        return 0;
    const char *base = str_wtf8(t, V_AS(Str, dir), &(size_t){0});
    if (!base)
        return -1;
    char absolute[PATH_MAX];
    base = directory_absolute(base, absolute);
    if (!base)
        return 0;
    const char *slash = *base && base[strlen(base) - 1] != '/' ? "/" : "";
    static const char *const forms[] = {"%s%s%s/__init__.py", "%s%s%s.py"};
    for (int i = 0; i < 2; i++) {
        char path[4096];
        int n = snprintf(path, sizeof path, forms[i], base, slash, leaf);
        if (n >= (int)sizeof path || !is_file(path))
            continue;
        found->path = str_from_utf8(t, path, (size_t)n);
        if (v_is_error(found->path))
            return -1;
        found->how = FOUND_FILE;
        found->package = i == 0;
        return 1;
    }
    char path[4096];
    int n = snprintf(path, sizeof path, "%s%s%s", base, slash, leaf);
    return n < (int)sizeof path ? note_portion(t, path, found) : 0;
}

static int find_on_list(Thread *t, Value path, const char *leaf, Found *found)
{
    for (size_t i = 0;; i++) {
        size_t count;
        const Value *items = seq_items(path, &count);
        if (i >= count)
            return 0;
        int status = find_in_directory(t, items[i], leaf, found);
        if (status)
            return status;
    }
}

/* The path of a package is mostly a list, but may be anything that can be iterated over. */
static int find_on_path(Thread *t, Value path, const char *leaf, Found *found)
{
    if (v_has_layout(path, KIND_list) || v_has_layout(path, KIND_tuple))
        return find_on_list(t, path, leaf, found);
    Value list = iter_to_list(t, path);
    if (v_is_error(list))
        return -1;
    int status = find_on_list(t, list, leaf, found);
    drop(t, list);
    return status;
}

static bool find_built_in(const char *name, Found *found)
{
    found->native = native_find(name);
    found->frozen = found->native ? NULL : frozen_find(name);
    found->how = found->native ? FOUND_NATIVE : found->frozen ? FOUND_FROZEN : FOUND_NOTHING;
    found->package = found->frozen && found->frozen->package;
    return found->how != FOUND_NOTHING;
}

static bool find_in_library(Thread *t, Value key, const char *name, Found *found)
{
    if (!preload_waits(t, key))
        return find_built_in(name, found);
    found->how = FOUND_PRELOADED;
    return true;
}

/* path: the parent's __path__, or EMPTY for sys.path. */
static int module_find(Thread *t, Value key, const char *name, Value path, Found *found)
{
    if (import_is_core(name) && find_in_library(t, key, name, found))
        return 0;
    const char *dot = strrchr(name, '.');
    Value search =
        v_is_empty(path) ? attr_get_or_empty(t, t->vm->sys_module, N(t, path)) : dup(path);
    int status = v_is_error(search)   ? -1
                 : v_is_empty(search) ? 0
                                      : find_on_path(t, search, dot ? dot + 1 : name, found);
    if (!v_is_error(search))
        drop(t, search);
    if (status < 0)
        return -1;
    if (found->how == FOUND_NOTHING && !find_in_library(t, key, name, found) &&
        !v_is_empty(found->portions))
        found->how = FOUND_NAMESPACE;
    return 0;
}

/* ---- making a module ---- */

static int set_owned(Thread *t, Value module, const char *name, TAKES Value v)
{
    if (v_is_error(v))
        return -1;
    Value key = str_intern_utf8(t, name, strlen(name));
    int status = v_is_error(key) ? -1 : attr_set(t, module, V_AS(Str, key), v);
    if (!v_is_error(key))
        drop(t, key);
    drop(t, v);
    return status;
}

/* The part of a dotted name before the last dot, or "". */
static Value parent_name(Thread *t, Str *name)
{
    size_t end = name->len;
    while (end && str_at(name, end - 1) != '.')
        end--;
    return str_slice(t, name, 0, end ? end - 1 : 0);
}

/* __spec__ and its like come from importlib, which is loaded for the sake of files only: see
   import_hooks.c. */
static int module_describe(Thread *t, Value module, Value name, const Found *f)
{
    if (f->how == FOUND_NAMESPACE)
        return import_describe(t, module, name, V_NONE, true, f->portions);
    if (f->how == FOUND_FILE)
        return import_describe(t, module, name, f->path, f->package, V_NONE);
    Value package = f->package ? dup(name) : parent_name(t, V_AS(Str, name));
    if (set_owned(t, module, "__package__", package) < 0 ||
        (f->package && set_owned(t, module, "__path__", list_new(t, NULL, 0)) < 0))
        return -1;
    if (v_is_empty(t->vm->importer))
        return 0;
    return import_describe(t, module, name, V_NONE, f->package, V_NONE);
}

static char *file_read(Thread *t, const char *path, size_t *len)
{
    FILE *file = NULL;
    WITHOUT_GIL(t, file = fopen(path, "rb"));
    if (!file) {
        raise_errno(t, errno);
        return NULL;
    }
    size_t cap = 0, used = 0;
    char *text = NULL;
    for (;;) {
        if (used == cap) {
            size_t bigger = cap ? cap * 2 : 16384;
            char *moved = mem_resize(t, text, cap, bigger);
            if (!moved) {
                mem_free(t, text, cap);
                fclose(file);
                return NULL;
            }
            text = moved;
            cap = bigger;
        }
        size_t got = fread(text + used, 1, cap - used, file);
        used += got;
        if (!got)
            break;
    }
    fclose(file);
    char *exact = mem_resize(t, text, cap, used + 1);
    if (!exact) {
        mem_free(t, text, cap);
        return NULL;
    }
    *len = used;
    return exact;
}

static Value compile_file(Thread *t, Value path)
{
    size_t len;
    const char *name = str_wtf8(t, V_AS(Str, path), &len);
    char *text = name ? file_read(t, name, &len) : NULL;
    if (!text)
        return V_ERROR;
    Value code = compile_text(t, path, text, len, COMPILE_EXEC, COMPILE_BYTES, false);
    mem_free(t, text, len + 1);
    return code;
}

Value import_frozen_code(Thread *t, const FrozenModule *m)
{
    return code_new(t, NULL, frozen_units[m - frozen_modules], NULL, true);
}

int import_begin(Thread *t, Value module)
{
    Value begin = dict_get_str(V_AS(Module, module)->dict, N(t, _begin));
    Value r = v_is_kind(begin, KIND_function) && !preload_grows(t->vm) ? call0(t, begin) : V_NONE;
    drop(t, r);
    return v_is_error(r) ? -1 : 0;
}

static int module_execute(Thread *t, Value module, const Found *f)
{
    if (f->how == FOUND_NAMESPACE)
        return 0;
    Value code = f->how == FOUND_FILE ? compile_file(t, f->path) : import_frozen_code(t, f->frozen);
    if (v_is_error(code))
        return -1;
    bool library = f->how != FOUND_FILE;
    if (library)
        gc_library_begins(t->vm);
    Value r = code_run(t, V_AS(Code, code), V_AS(Module, module)->dict, V_EMPTY);
    if (library)
        gc_library_ends(t->vm);
    drop(t, code);
    if (v_is_error(r))
        return -1;
    drop(t, r);
    return library ? import_begin(t, module) : 0;
}

static Value module_load_source(Thread *t, Value name, const Found *f)
{
    Dict *modules = t->vm->modules;
    Value module = module_new(t, name, V_NONE);
    if (v_is_error(module))
        return V_ERROR;
    if (module_describe(t, module, name, f) < 0 || dict_set(t, modules, name, module) < 0) {
        drop(t, module);
        return V_ERROR;
    }
    import_mark_initializing(t, module, true);
    int status = module_execute(t, module, f);
    import_mark_initializing(t, module, false);
    if (status < 0) {
        Value pending = exc_take(t);
        if (dict_delete(t, modules, name) < 0)
            exc_clear(t);
        exc_restore(t, pending);
    }
    drop(t, module);
    if (status < 0)
        return V_ERROR;
    Value now = dict_get(t, modules, name); /* a module may put something else in its place */
    return v_is_empty(now) ? raise_format(t, EXC_ImportError, "%V not in sys.modules", name)
                           : dup(now);
}

static Value module_load_native(Thread *t, Value name, const Found *f)
{
    Value module = f->native->init(t);
    if (!v_is_error(module) && (module_describe(t, module, name, f) < 0 ||
                                dict_set(t, t->vm->modules, name, module) < 0)) {
        drop(t, module);
        return V_ERROR;
    }
    return module;
}

static Value module_load(Thread *t, Value name, const char *utf8, Found *f)
{
    if (f->how == FOUND_PRELOADED) {
        Value linked = preload_take(t, name);
        if (!v_is_empty(linked) || !find_built_in(utf8, f))
            return linked;
    }
    bool native = f->how == FOUND_NATIVE;
    Preloaded *row = preload_begin(t, name);
    Value module = native ? module_load_native(t, name, f) : module_load_source(t, name, f);
    preload_end(t, row);
    return module;
}

/* ---- finding by dotted name ---- */

static Value raise_not_found(Thread *t, Value name, Value message)
{
    Value kwnames = tuple_pack(t, 1, v_from(N(t, name)));
    if (v_is_error(kwnames) || v_is_error(message)) {
        drop(t, kwnames);
        drop(t, message);
        return V_ERROR;
    }
    Value args[] = {message, name};
    Value exc = call_kw(t, v_from(t->vm->exc[EXC_ModuleNotFoundError]), args, 1, kwnames);
    drop(t, kwnames);
    drop(t, message);
    if (!v_is_error(exc)) {
        raise_object(t, exc);
        drop(t, exc);
    }
    return V_ERROR;
}

static Value import_dotted(Thread *t, Value name);

/* The parent package imported, its __path__ in *path (owned; EMPTY at top level). Owned or EMPTY.
 */
static Value import_parent(Thread *t, Value name, Value *path)
{
    *path = V_EMPTY;
    Value parent = parent_name(t, V_AS(Str, name));
    if (v_is_error(parent))
        return V_ERROR;
    if (V_AS(Str, parent)->len == 0) {
        drop(t, parent);
        return V_EMPTY;
    }
    Value module = import_dotted(t, parent);
    if (!v_is_error(module)) {
        *path = attr_get_or_empty(t, module, N(t, __path__));
        Value known =
            dict_get(t, t->vm->modules, name); /* os puts os.path there, and is no package */
        if (v_is_empty(*path) && !v_is_empty(known))
            *path = dup(v_from(t->vm->empty_tuple));
        if (v_is_empty(*path))
            raise_not_found(t, name,
                            str_format(t, "No module named %R; %R is not a package", name, parent));
        if (!v_is_object(*path)) {
            *path = V_EMPTY;
            drop(t, module);
            module = V_ERROR;
        }
    }
    drop(t, parent);
    return module;
}

/* A file on the path is a matter of sys.path_hooks, and with it the search goes on there. */
static Value import_from_archive(Thread *t, Value name, Value path)
{
    return import_machinery(t) < 0 ? V_ERROR : import_by_hooks(t, name, path);
}

/* Finds and runs a module of which sys.modules does not know, its parent imported. */
static Value import_unknown(Thread *t, Value name, Value path)
{
    Value module = V_ERROR;
    Found found = {0};
    if (!import_is_standard(t)) {
        module = import_by_hooks(t, name, path);
    } else {
        const char *utf8 = str_wtf8(t, V_AS(Str, name), &(size_t){0});
        if (utf8 && module_find(t, name, utf8, path, &found) == 0)
            module = found.how == FOUND_NOTHING   ? V_NONE
                     : found.how == FOUND_ARCHIVE ? import_from_archive(t, name, path)
                                                  : module_load(t, name, utf8, &found);
    }
    if (v_is_none(module))
        module = raise_not_found(t, name, str_format(t, "No module named %R", name));
    drop(t, found.path);
    drop(t, found.portions);
    return module;
}

/* This is not what Module.changed means. */
static int set_child(Thread *t, Value parent, Str *leaf, Value module)
{
    bool changed = !v_is_kind(parent, KIND_module) || V_AS(Module, parent)->changed;
    int status = attr_set(t, parent, leaf, module);
    if (!changed)
        V_AS(Module, parent)->changed = false;
    return status;
}

/* The same below a parent, which gets it as an attribute. */
static Value import_child(Thread *t, Value parent, Value name, Value path)
{
    Value module = dict_get(t, t->vm->modules, name); /* the parent may have imported it */
    if (!v_is_empty(module))
        return v_is_error(module) ? V_ERROR : dup(module);
    Str *full = V_AS(Str, name);
    size_t dot = full->len;
    while (str_at(full, dot - 1) != '.')
        dot--;
    Value leaf = str_slice(t, full, dot, full->len), key = V_ERROR;
    if (!v_is_error(leaf))
        key = str_intern(t, leaf);
    if (v_is_error(key) || import_note_child(t, parent, key, true) < 0) {
        drop(t, key);
        return V_ERROR;
    }
    module = import_unknown(t, name, path);
    Value pending = exc_take(t);
    if (import_note_child(t, parent, key, false) < 0)
        exc_clear(t);
    if (!v_is_empty(pending))
        exc_restore(t, pending);
    if (!v_is_error(module) && set_child(t, parent, V_AS(Str, key), module) < 0) {
        drop(t, module);
        module = V_ERROR;
    }
    drop(t, key);
    return module;
}

static Value import_new(Thread *t, Value name)
{
    Value path, parent = import_parent(t, name, &path);
    if (v_is_error(parent))
        return V_ERROR;
    Value module =
        v_is_empty(parent) ? import_unknown(t, name, V_EMPTY) : import_child(t, parent, name, path);
    drop(t, path);
    drop(t, parent);
    return module;
}

/* A finaliser imports when the modules are gone. */
static Value raise_shutting_down(Thread *t)
{
    return raise_format(t, EXC_ImportError,
                        "sys.meta_path is None, Python is likely shutting down");
}

/* The module of that full name, owned. */
static Value import_dotted(Thread *t, Value name)
{
    if (UNLIKELY(t->vm->finalizing && v_is_empty(t->vm->sys_module)))
        return raise_shutting_down(t);
    Value module = dict_get(t, t->vm->modules, name);
    if (v_is_error(module))
        return V_ERROR;
    if (v_is_none(module))
        return raise_not_found(t, name,
                               str_format(t, "import of %V halted; None in sys.modules", name));
    if (!v_is_empty(module)) {
        preload_note(t, name);
        return dup(module);
    }
    if (c_stack_check(t, " during import") < 0)
        return V_ERROR;
    module = import_new(t, name);
    preload_note(t, name);
    return module;
}

/* ---- relative names ---- */

static Value global_str(Thread *t, Dict *globals, Str *name)
{
    Value v = globals ? dict_get_str(globals, name) : V_EMPTY;
    return v_is_object(v) && v_is_str(v) ? v : V_EMPTY;
}

/* The package that relative imports of this namespace start from, owned; ERROR if there is none. */
static Value package_of(Thread *t, Dict *globals)
{
    Value package = global_str(t, globals, N(t, __package__));
    if (!v_is_empty(package))
        return dup(package);
    Value name = global_str(t, globals, N(t, __name__));
    if (v_is_empty(name))
        return raise_format(t, EXC_KeyError, "'__name__' not in globals");
    if (!v_is_empty(dict_get_str(globals, N(t, __path__))))
        return dup(name);
    return parent_name(t, V_AS(Str, name));
}

static Value resolve_relative(Thread *t, Dict *globals, Str *name, int64_t level)
{
    Value package = package_of(t, globals);
    if (v_is_error(package))
        return V_ERROR;
    if (V_AS(Str, package)->len == 0) {
        drop(t, package);
        return raise_format(t, EXC_ImportError,
                            "attempted relative import with no known parent package");
    }
    for (; level > 1; level--) {
        Value up = parent_name(t, V_AS(Str, package));
        drop(t, package);
        if (v_is_error(up))
            return V_ERROR;
        package = up;
        if (V_AS(Str, package)->len == 0) {
            drop(t, package);
            return raise_format(t, EXC_ImportError,
                                "attempted relative import beyond top-level package");
        }
    }
    if (name->len == 0)
        return package;
    Value full = str_format(t, "%V.%N", package, name);
    drop(t, package);
    return full;
}

/* ---- from lists ---- */

/* `from package import name`: a submodule is imported if the package has no such attribute. */
static int import_submodule(Thread *t, Value module, Value name)
{
    Value interned = str_intern(t, dup(name));
    if (v_is_error(interned))
        return -1;
    int has = attr_has(t, module, V_AS(Str, interned));
    drop(t, interned);
    if (has)
        return has < 0 ? -1 : 0;
    Value base = attr_get(t, module, N(t, __name__));
    if (v_is_error(base))
        return -1;
    Value full = str_format(t, "%V.%V", base, name);
    drop(t, base);
    if (v_is_error(full))
        return -1;
    Value sub = import_dotted(t, full);
    int status = 0;
    if (!v_is_error(sub)) {
        drop(t, sub);
    } else {
        Value missing =
            exc_is(t, EXC_ModuleNotFoundError) ? V_AS(Exception, t->exc)->field[1] : V_EMPTY;
        bool itself = v_is_str(missing) && str_equal(V_AS(Str, missing), V_AS(Str, full));
        if (itself)
            exc_clear(t);
        else
            status = -1;
    }
    drop(t, full);
    return status;
}

static int import_from_list(Thread *t, Value module, Value fromlist)
{
    size_t n;
    const Value *items = seq_items(fromlist, &n);
    for (size_t i = 0; i < n; i++) {
        if (!v_is_str(items[i])) {
            raise_format(t, EXC_TypeError, "Item in ``from list'' must be str, not %T", items[i]);
            return -1;
        }
        if (str_equal_cstr(V_AS(Str, items[i]), "*")) {
            Value all = attr_get_or_empty(t, module, N(t, __all__));
            int status = v_is_error(all)   ? -1
                         : v_is_empty(all) ? 0
                                           : import_from_list(t, module, all);
            if (!v_is_error(all))
                drop(t, all);
            if (status < 0)
                return -1;
        } else if (import_submodule(t, module, items[i]) < 0) {
            return -1;
        }
    }
    return 0;
}

static bool is_list_or_tuple(Value v)
{
    return v_has_layout(v, KIND_tuple) || v_has_layout(v, KIND_list);
}

/* `import a.b.c` binds a: the first part of the name as it was written. */
static Value first_part(Thread *t, Str *name, Value full, int64_t level)
{
    size_t dot = 0;
    while (dot < name->len && str_at(name, dot) != '.')
        dot++;
    if (dot == name->len)
        return import_dotted(t, full);
    size_t cut = name->len - dot;
    Value first =
        str_slice(t, level ? V_AS(Str, full) : name, 0, level ? V_AS(Str, full)->len - cut : dot);
    if (v_is_error(first))
        return V_ERROR;
    Value module = import_dotted(t, first);
    drop(t, first);
    return module;
}

Value import_absolute_or_relative(Thread *t, Dict *globals, Str *name, Value fromlist,
                                  int64_t level)
{
    if (level < 0)
        return raise_format(t, EXC_ValueError, "level must be >= 0");
    if (level == 0 && name->len == 0)
        return raise_format(t, EXC_ValueError, "Empty module name");
    Value full = level ? resolve_relative(t, globals, name, level) : dup(v_from(name));
    if (v_is_error(full))
        return V_ERROR;
    Value module = import_dotted(t, full);
    size_t wanted = 0;
    if (!v_is_error(module) && is_list_or_tuple(fromlist))
        seq_items(fromlist, &wanted);
    if (!v_is_error(module) && wanted == 0) {
        drop(t, module);
        module = first_part(t, name, full, level);
    } else if (!v_is_error(module)) {
        int package = attr_has(t, module, N(t, __path__));
        if (package < 0 || (package && import_from_list(t, module, fromlist) < 0)) {
            drop(t, module);
            module = V_ERROR;
        }
    }
    drop(t, full);
    return module;
}

/* ---- the instructions ---- */

Value import_name(Thread *t, const Function *f, Str *name, Value fromlist, int64_t level)
{
    Dict *globals = f->globals;
    /* The library may import as long as it is there; for others there are no modules any more. */
    if (UNLIKELY(t->vm->finalizing && (v_is_empty(t->vm->sys_module) || !f->code->library)))
        return raise_shutting_down(t);
    Value hook = dict_get_str(t->vm->builtins, N(t, __import__));
    if (v_is_empty(hook))
        return raise_format(t, EXC_ImportError, "__import__ not found");
    if (LIKELY(v_is_kind(hook, KIND_native)))
        return import_absolute_or_relative(t, globals, name, fromlist, level);
    Value args[] = {v_from(name), v_from(globals), V_NONE, fromlist, v_from_small(level)};
    return call(t, hook, args, 5);
}

static bool str_attr(Thread *t, Value obj, Str *name, Value *out)
{
    *out = attr_get_or_empty(t, obj, name);
    if (v_is_error(*out)) {
        exc_clear(t);
        *out = V_EMPTY;
    }
    if (v_is_object(*out) && v_is_str(*out))
        return true;
    drop(t, *out);
    *out = V_EMPTY;
    return false;
}

static Value raise_cannot_import(Thread *t, Value module, Value module_name, Str *name)
{
    Value file, shown = module_name;
    Value unknown = v_is_empty(shown) ? str_from_cstr(t, "<unknown module name>") : V_EMPTY;
    if (v_is_empty(shown))
        shown = unknown;
    ImportTrouble trouble = import_trouble(t, module, module_name, &file);
    if (v_is_empty(file) && trouble == TROUBLE_NONE)
        str_attr(t, module, N(t, __file__), &file);
    const char *form = v_is_empty(file) ? "cannot import name %R from %R (unknown location)"
                       : trouble != TROUBLE_NONE && import_is_initializing(t, module)
                           ? "cannot import name %R from partially initialized module %R (most "
                             "likely due to a circular import) (%V)"
                           : "cannot import name %R from %R (%V)";
    Value message = str_format(t, form, v_from(name), shown, file);
    Value kwnames =
        tuple_pack(t, 3, v_from(N(t, name)), v_from(N(t, path)), v_from(N(t, name_from)));
    if (!v_is_error(message) && !v_is_error(kwnames)) {
        Value args[] = {message, shown, v_is_empty(file) ? V_NONE : file, v_from(name)};
        Value exc = call_kw(t, v_from(t->vm->exc[EXC_ImportError]), args, 1, kwnames);
        if (!v_is_error(exc)) {
            raise_object(t, exc);
            drop(t, exc);
        }
    }
    Value owned[] = {message, kwnames, file, unknown};
    for (int i = 0; i < 4; i++)
        if (!v_is_error(owned[i]))
            drop(t, owned[i]);
    return V_ERROR;
}

Value import_from(Thread *t, Value module, Str *name)
{
    Value v = attr_get_or_empty(t, module, name);
    if (!v_is_empty(v))
        return v;
    Value module_name;
    if (str_attr(t, module, N(t, __name__), &module_name)) {
        Value full = str_format(t, "%V.%N", module_name, name);
        if (v_is_error(full)) {
            drop(t, module_name);
            return V_ERROR;
        }
        v = t->vm->modules ? dict_get(t, t->vm->modules, full) : V_EMPTY;
        drop(t, full);
        if (!v_is_empty(v)) {
            drop(t, module_name);
            return v_is_error(v) ? V_ERROR : dup(v);
        }
    }
    raise_cannot_import(t, module, module_name, name);
    drop(t, module_name);
    return V_ERROR;
}

static int star_store(Thread *t, Value module, Value name, Value space)
{
    if (!v_is_str(name)) {
        raise_format(t, EXC_TypeError, "Item in __all__ must be str, not %T", name);
        return -1;
    }
    Value key = str_intern(t, dup(name));
    if (v_is_error(key))
        return -1;
    Value v = attr_get(t, module, V_AS(Str, key));
    int status = v_is_error(v) ? -1 : item_set(t, space, key, v);
    if (!v_is_error(v))
        drop(t, v);
    drop(t, key);
    return status;
}

int import_star(Thread *t, Value module, Value space)
{
    Value all = attr_get_or_empty(t, module, N(t, __all__));
    if (v_is_error(all))
        return -1;
    bool listed = !v_is_empty(all);
    if (!listed) {
        Value d = attr_get(t, module, N(t, __dict__));
        all = v_is_error(d) ? V_ERROR : iter_to_list(t, d);
        if (!v_is_error(d))
            drop(t, d);
    }
    Value names = v_is_error(all) ? V_ERROR : iter_to_list(t, all);
    if (!v_is_error(all))
        drop(t, all);
    if (v_is_error(names))
        return -1;
    int status = 0;
    for (size_t i = 0; status == 0 && i < V_AS(List, names)->len; i++) {
        Value name = V_AS(List, names)->items[i];
        bool hidden =
            !listed && v_is_str(name) && V_AS(Str, name)->len && str_at(V_AS(Str, name), 0) == '_';
        status = hidden ? 0 : star_store(t, module, name, space);
    }
    drop(t, names);
    return status;
}

/* ---- from C ---- */

BORROWED Value import_loaded(Thread *t, const char *dotted_name)
{
    if (!t->vm->modules)
        return V_EMPTY;
    Value pending = exc_take(t);
    Value name = str_intern_utf8(t, dotted_name, strlen(dotted_name));
    Value module = V_EMPTY;
    if (!v_is_error(name)) {
        module = dict_get_str(t->vm->modules, V_AS(Str, name));
        drop(t, name);
    }
    exc_clear(t);
    if (!v_is_empty(pending))
        exc_restore(t, pending);
    return module;
}

Value import_module(Thread *t, const char *dotted_name)
{
    Value name = str_intern_utf8(t, dotted_name, strlen(dotted_name));
    if (v_is_error(name))
        return V_ERROR;
    Value module = import_dotted(t, name);
    drop(t, name);
    return module;
}

Value import_attr(Thread *t, const char *module_name, const char *name)
{
    Value module = import_module(t, module_name);
    if (v_is_error(module))
        return V_ERROR;
    Value key = str_intern_utf8(t, name, strlen(name));
    Value v = v_is_error(key) ? V_ERROR : attr_get(t, module, V_AS(Str, key));
    if (!v_is_error(key))
        drop(t, key);
    drop(t, module);
    return v;
}

/* ---- -m and folders ---- */

/* sys.exit(text): what cannot be run is told in one line. */
static Value exit_with(Thread *t, TAKES Value text)
{
    if (!v_is_error(text)) {
        Value exc = call1(t, v_from(t->vm->exc[EXC_SystemExit]), text);
        drop(t, text);
        if (!v_is_error(exc)) {
            raise_object(t, exc);
            drop(t, exc);
        }
    }
    return V_ERROR;
}

/* The pending ImportError becomes the reason to exit. */
static Value exit_import_failed(Thread *t, Value name)
{
    if (!exc_is(t, EXC_ImportError))
        return V_ERROR;
    Value exc = exc_take(t);
    Value text = str_format(t, "rondo: Error while finding module specification for %R (%s: %V)",
                            name, v_type_name(t, exc), exc);
    drop(t, exc);
    return exit_with(t, text);
}

/* What `name` is, its parents imported; false: an exception is pending. */
static bool main_find(Thread *t, Value name, Found *found)
{
    Value path, parent = import_parent(t, name, &path);
    if (v_is_error(parent)) {
        exit_import_failed(t, name);
        return false;
    }
    const char *utf8 = str_wtf8(t, V_AS(Str, name), &(size_t){0});
    bool ok = utf8 && module_find(t, name, utf8, path, found) == 0;
    if (ok && found->how == FOUND_PRELOADED)
        find_built_in(utf8, found);
    drop(t, path);
    drop(t, parent);
    return ok;
}

/* sys.argv[0] of a frozen module: "http/server.py", whose last part programs show. Owned. */
static Value frozen_program_name(Thread *t, Value name)
{
    size_t len;
    const char *utf8 = str_wtf8(t, V_AS(Str, name), &len);
    char *path = utf8 ? strdup(utf8) : NULL;
    if (!path)
        return utf8 ? raise_memory(t) : V_ERROR;
    for (char *dot = path; (dot = strchr(dot, '.'));)
        *dot = '/';
    Value result = str_format(t, "%s.py", path);
    free(path);
    return result;
}

/* Runs what was found as __main__, sys.argv[0] being its file. */
static Value main_execute(Thread *t, Value module, Value name, const Found *f)
{
    if (f->how != FOUND_FILE && f->how != FOUND_FROZEN)
        return exit_with(t, str_format(t,
                                       f->how == FOUND_NATIVE
                                           ? "rondo: No code object available for %V"
                                           : "rondo: No module named %V",
                                       name));
    if (module_describe(t, module, name, f) < 0 ||
        set_owned(t, module, "__name__", dup(v_from(N(t, __main__)))) < 0)
        return V_ERROR;
    Value argv = attr_get(t, t->vm->sys_module, N(t, argv));
    if (v_is_error(argv))
        return V_ERROR;
    Value path = f->how == FOUND_FILE ? dup(f->path) : frozen_program_name(t, name);
    if (!v_is_error(path) && v_has_layout(argv, KIND_list) && V_AS(List, argv)->len)
        v_set(t, &V_AS(List, argv)->items[0], path);
    else if (!v_is_error(path))
        drop(t, path);
    drop(t, argv);
    if (v_is_error(path))
        return V_ERROR;
    return module_execute(t, module, f) < 0 ? V_ERROR : V_NONE;
}

Value import_run_main(Thread *t, Value module, Value name)
{
    Found found = {0};
    if (!main_find(t, name, &found))
        return V_ERROR;
    if (!found.package) {
        Value r = main_execute(t, module, name, &found);
        drop(t, found.path);
        return r;
    }
    drop(t, found.path);
    Value inner = str_format(t, "%V.__main__", name);
    if (v_is_error(inner))
        return V_ERROR;
    found = (Found){0};
    Value r = V_ERROR;
    if (main_find(t, inner, &found))
        r = found.how != FOUND_NOTHING
                ? main_execute(t, module, inner, &found)
                : exit_with(t, str_format(t,
                                          "rondo: No module named %V; %R is a package and cannot "
                                          "be directly executed",
                                          inner, name));
    drop(t, found.path);
    drop(t, inner);
    return r;
}
