/* SPDX-License-Identifier: MIT */
/* posix: listdir, scandir and DirEntry. */
#include "stdlib/posix.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

typedef struct DirEntry {
    Object head;
    Value name, path;  /* str or bytes */
    Value stat, lstat; /* stat_result once asked for */
    uint64_t inode;
    unsigned char kind; /* DT_* */
    int dir_fd;         /* of scandir(fd), or AT_FDCWD */
} DirEntry;
#define ENTRY(v) V_AS(DirEntry, v)

typedef struct ScanDir {
    Object head;
    Value path, entry_type; /* as given (EMPTY: none); the type DirEntry */
    DIR *dir;               /* NULL: exhausted or closed */
    int fd;                 /* given by the script, or AT_FDCWD */
    bool bytes;
} ScanDir;
#define SCAN(v) V_AS(ScanDir, v)

/* A descriptor that a script gave stays its own: the directory stream gets a copy. */
static DIR *dir_open(Thread *t, const Path *p)
{
    DIR *dir = NULL;
    gil_release(t);
    if (p->text) {
        dir = opendir(p->text);
    } else {
        int copy = fcntl(p->fd, F_DUPFD_CLOEXEC, 0);
        dir = copy < 0 ? NULL : fdopendir(copy);
        if (dir)
            rewinddir(dir);
        else if (copy >= 0)
            close(copy);
    }
    gil_acquire(t);
    return dir;
}

/* The next name that is neither "." nor ".."; NULL at the end, or with errno. */
static struct dirent *dir_next(Thread *t, DIR *dir)
{
    for (;;) {
        struct dirent *e;
        errno = 0;
        WITHOUT_GIL(t, e = readdir(dir));
        if (!e ||
            !(e->d_name[0] == '.' && (!e->d_name[1] || (e->d_name[1] == '.' && !e->d_name[2]))))
            return e;
    }
}

API(posix_listdir, "listdir(path=None)",
    "Return a list containing the names of the files in the directory.")
{
    Path p;
    if (path_parse(t, a[0], "listdir", "path", PATH_FD | PATH_NONE, &p) < 0)
        return V_ERROR;
    DIR *dir = dir_open(t, &p);
    if (!dir)
        return path_error(t, errno, &p);
    Value list = K(t, list_new(t, NULL, 0));
    ApiScope scope = api_scope_begin(t);
    bool failed = v_is_error(list);
    struct dirent *e;
    while (!failed && API_ROUND(t, scope) && (e = dir_next(t, dir))) {
        Value name = path_result(t, &p, e->d_name);
        failed = v_is_error(name) || list_append(t, V_AS(List, list), name) < 0;
    }
    int err = errno;
    closedir(dir);
    if (!failed && err)
        return path_error(t, err, &p);
    path_free(&p);
    return failed ? V_ERROR : list;
}

/* ---- DirEntry ---- */

/* 0; -1 with an exception. */
static int entry_stat_raw(Thread *t, DirEntry *e, bool follow, struct stat *st)
{
    Path p;
    int status;
    if (path_parse(t, e->dir_fd == AT_FDCWD ? e->path : e->name, "DirEntry", "path", 0, &p) < 0)
        return -1;
    POSIX_RETRY(t, status, fstatat(e->dir_fd, p.text, st, follow ? 0 : AT_SYMLINK_NOFOLLOW));
    if (status < 0) {
        p.given = e->path;
        path_error(t, errno, &p);
        return -1;
    }
    path_free(&p);
    return 0;
}

static Value entry_stat_value(Thread *t, DirEntry *e, bool follow)
{
    Value *cache = follow && e->kind == DT_LNK       ? &e->stat
                   : follow && e->kind == DT_UNKNOWN ? &e->stat
                                                     : &e->lstat;
    struct stat st;
    if (v_is_empty(*cache)) {
        if (entry_stat_raw(t, e, follow, &st) < 0)
            return V_ERROR;
        Value result = stat_result_new(t, &st);
        if (v_is_error(result))
            return V_ERROR;
        api_set(t, cache, result);
    }
    return *cache;
}

/* Is it of that type (S_IFDIR ...)? A file that is gone is of none. 0, 1, -1. */
static int entry_is(Thread *t, DirEntry *e, bool follow, mode_t mode, unsigned char kind)
{
    if (e->kind != DT_UNKNOWN && !(follow && e->kind == DT_LNK))
        return e->kind == kind;
    Value st = entry_stat_value(t, e, follow);
    if (v_is_error(st)) {
        if (!exc_is(t, EXC_FileNotFoundError))
            return -1;
        exc_clear(t);
        return 0;
    }
    return ((mode_t)v_small(V_AS(Tuple, st)->items[0]) & S_IFMT) == mode;
}

static Value entry_is_value(Thread *t, Value *a, mode_t mode, unsigned char kind)
{
    int follow = flag_parse(t, a[1], true);
    int yes = follow < 0 ? -1 : entry_is(t, ENTRY(a[0]), follow, mode, kind);
    return yes < 0 ? V_ERROR : v_bool(yes);
}

API(entry_is_dir, "is_dir(self, *, follow_symlinks=True)",
    "Return True if the entry is a directory; cached per entry.")
{
    return entry_is_value(t, a, S_IFDIR, DT_DIR);
}
API(entry_is_file, "is_file(self, *, follow_symlinks=True)",
    "Return True if the entry is a file; cached per entry.")
{
    return entry_is_value(t, a, S_IFREG, DT_REG);
}
API(entry_is_symlink, "is_symlink(self, /)",
    "Return True if the entry is a symbolic link; cached per entry.")
{
    int yes = entry_is(t, ENTRY(a[0]), false, S_IFLNK, DT_LNK);
    return yes < 0 ? V_ERROR : v_bool(yes);
}
API(entry_is_junction, "is_junction(self, /)",
    "Return True if the entry is a junction; cached per entry.")
{
    return V_FALSE;
}
API(entry_stat, "stat(self, *, follow_symlinks=True)",
    "Return stat_result object for the entry; cached per entry.")
{
    int follow = flag_parse(t, a[1], true);
    return follow < 0 ? V_ERROR : entry_stat_value(t, ENTRY(a[0]), follow);
}
API(entry_inode, "inode(self, /)", "Return inode of the entry; cached per entry.")
{
    return K(t, int_from_uint64(t, ENTRY(a[0])->inode));
}
API(entry_fspath, "__fspath__(self, /)", "Returns the path for the entry.")
{
    return ENTRY(a[0])->path;
}

static Value entry_repr(Thread *t, Value self)
{
    return str_format(t, "<DirEntry %R>", ENTRY(self)->name);
}

static const FieldTable entry_fields = {
    .offsets = {offsetof(DirEntry, name), offsetof(DirEntry, path), offsetof(DirEntry, stat),
                offsetof(DirEntry, lstat)}};
static const NativeDef *const entry_methods[] = {
    &entry_is_dir_def, &entry_is_file_def, &entry_is_symlink_def, &entry_is_junction_def,
    &entry_stat_def,   &entry_inode_def,   &entry_fspath_def,     NULL};
static const MemberDef entry_members[] = {{"name", offsetof(DirEntry, name), MEMBER_READONLY, NULL},
                                          {"path", offsetof(DirEntry, path), MEMBER_READONLY, NULL},
                                          {NULL, 0, 0, NULL}};

/* ---- the iterator ---- */

static void scan_close(ScanDir *s)
{
    if (s->dir)
        closedir(s->dir);
    s->dir = NULL;
}

static Value join_path(Thread *t, ScanDir *s, const char *name)
{
    Path kind = {.bytes = s->bytes};
    if (v_is_empty(s->path))
        return path_result(t, &kind, name);
    Value given = path_fspath(t, s->path), path = path_result(t, &kind, name);
    if (v_is_error(given) || v_is_error(path))
        return V_ERROR;
    if (s->bytes) {
        size_t len;
        const char *text = bytes_view(given, &len);
        Value head = len && text[len - 1] != '/'
                         ? K(t, binary_op(t, OP_ADD, given, K(t, bytes_new(t, "/", 1))))
                         : given;
        return v_is_error(head) ? V_ERROR : K(t, binary_op(t, OP_ADD, head, path));
    }
    Str *text = V_AS(Str, given);
    bool slash = text->len && str_at(text, text->len - 1) == '/';
    return K(t, str_format(t, slash ? "%V%V" : "%V/%V", given, path));
}

API_UNARY(scan_next)
{
    ScanDir *s = SCAN(self);
    if (!s->dir)
        return V_STOP;
    struct dirent *e = dir_next(t, s->dir);
    if (!e) {
        int err = errno;
        scan_close(s);
        return err ? raise_errno(t, err) : V_STOP;
    }
    Value entry = api_instance(t, V_AS(Type, s->entry_type));
    if (v_is_error(entry))
        return V_ERROR;
    DirEntry *d = ENTRY(entry);
    d->inode = e->d_ino;
    d->kind = e->d_type;
    d->dir_fd = s->fd;
    Value name = path_result(t, &(Path){.bytes = s->bytes}, e->d_name),
          path = v_is_error(name) ? V_ERROR : join_path(t, s, e->d_name);
    if (v_is_error(path))
        return V_ERROR;
    api_set(t, &d->name, name);
    api_set(t, &d->path, path);
    return entry;
}

static Value scan_iter(Thread *t, Value self)
{
    return dup(self);
}

API(scan_close_method, "close(self, /)", NULL)
{
    scan_close(SCAN(a[0]));
    return V_NONE;
}
API(scan_enter, "__enter__(self, /)", NULL)
{
    return a[0];
}
NATIVE_VAR(scan_exit, "__exit__(self, *args)", NULL)
{
    scan_close(SCAN(a[0]));
    return V_NONE;
}

static Value scan_finalize(Thread *t, Value self)
{
    ScanDir *s = SCAN(self);
    if (!s->dir)
        return V_NONE;
    scan_close(s);
    if (warn_format(t, EXC_ResourceWarning, 1, "unclosed scandir iterator %R", self) < 0)
        exc_unraisable(t, "Exception ignored in", self);
    return V_NONE;
}

static void scan_free(Thread *t, Object *o)
{
    scan_close((ScanDir *)o);
}

static const FieldTable scan_fields = {
    .offsets = {offsetof(ScanDir, path), offsetof(ScanDir, entry_type)}, .free_extra = scan_free};
static const NativeDef *const scan_methods[] = {&scan_close_method_def, &scan_enter_def,
                                                &scan_exit_def, NULL};

/* scandir is bound to a pair of types: its iterator's and the entries'. */
API(posix_scandir, "scandir(types, path=None)",
    "Return an iterator of DirEntry objects for given path.")
{
    Path p;
    Tuple *types = V_AS(Tuple, a[0]);
    if (path_parse(t, a[1], "scandir", "path", PATH_FD | PATH_NONE, &p) < 0)
        return V_ERROR;
    DIR *dir = dir_open(t, &p);
    if (!dir)
        return path_error(t, errno, &p);
    Value scan = api_instance(t, V_AS(Type, types->items[0]));
    if (v_is_error(scan)) {
        closedir(dir);
        path_free(&p);
        return V_ERROR;
    }
    ScanDir *s = SCAN(scan);
    s->dir = dir;
    s->fd = p.text ? AT_FDCWD : p.fd;
    s->bytes = p.bytes;
    Value dot = p.text ? K(t, str_from_cstr(t, ".")) : V_EMPTY;
    api_set(t, &s->path, p.text ? (v_is_empty(p.given) ? dot : p.given) : V_EMPTY);
    api_set(t, &s->entry_type, types->items[1]);
    path_free(&p);
    return v_is_error(dot) ? V_ERROR : scan;
}

int posix_scandir_add(Thread *t, Value module)
{
    static const TypeSpec entry_spec = {
        .name = "posix.DirEntry",
        .size = sizeof(DirEntry),
        .flags = TF_NO_NEW,
        .slots = {.repr = entry_repr},
        .methods = entry_methods,
        .members = entry_members,
    };
    static const TypeSpec scan_spec = {
        .name = "posix.ScandirIterator",
        .size = sizeof(ScanDir),
        .flags = TF_NO_NEW,
        .slots = {.iter = scan_iter, .next = scan_next, .finalize = scan_finalize},
        .methods = scan_methods,
    };
    Type *entry = api_type(t, &entry_spec, &entry_fields),
         *scan = entry ? api_type(t, &scan_spec, &scan_fields) : NULL;
    if (!scan || api_module_add_type(t, module, entry) < 0)
        return -1;
    Value types = K(t, tuple_pack(t, 2, v_from(scan), v_from(entry)));
    static const NativeDef *const functions[] = {&posix_listdir_def, NULL};
    if (v_is_error(types) || natives_add(t, V_AS(Module, module)->dict, functions, V_EMPTY) < 0)
        return -1;
    return api_module_add(t, module, "scandir",
                          K(t, native_new(t, &posix_scandir_def, types, V_EMPTY)));
}
