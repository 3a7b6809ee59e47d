/* SPDX-License-Identifier: MIT */
/* pwd and grp: the databases of users and groups. */
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include "stdlib/posix.h"
#include "vm/objects/structseq.h"

enum { BUFFER_FIRST = 1024, BUFFER_MOST = 1 << 20 };

static Value record_new(Thread *t, const char *module, const char *type_name, TAKES Value *values,
                        size_t n)
{
    Value type = K(t, import_attr(t, module, type_name));
    if (!v_is_error(type))
        return K(t, structseq_new(t, V_AS(Type, type), values, n));
    for (size_t i = 0; i < n; i++)
        if (!v_is_error(values[i]))
            drop(t, values[i]);
    return V_ERROR;
}

static Value optional_text(Thread *t, const char *text)
{
    return text ? str_from_os(t, text) : V_NONE;
}

static Value passwd_record(Thread *t, const struct passwd *p)
{
    Value values[] = {optional_text(t, p->pw_name),  optional_text(t, p->pw_passwd),
                      v_from_small(p->pw_uid),       v_from_small(p->pw_gid),
                      optional_text(t, p->pw_gecos), optional_text(t, p->pw_dir),
                      optional_text(t, p->pw_shell)};
    return record_new(t, "pwd", "struct_passwd", values, sizeof values / sizeof *values);
}

static Value group_record(Thread *t, const struct group *g)
{
    Value members = list_new(t, NULL, 0);
    for (char **m = g->gr_mem; !v_is_error(members) && *m; m++) {
        Value name = K(t, str_from_os(t, *m));
        if (v_is_error(name) || list_append(t, V_AS(List, members), name) < 0) {
            drop(t, members);
            members = V_ERROR;
        }
    }
    Value values[] = {optional_text(t, g->gr_name), optional_text(t, g->gr_passwd),
                      v_from_small(g->gr_gid), members};
    return record_new(t, "grp", "struct_group", values, sizeof values / sizeof *values);
}

/* One look-up: by name, or by id when the name is NULL. */
typedef struct Lookup {
    const char *name;
    uint32_t id;
    bool group;
    char *buffer;
    union {
        struct passwd user;
        struct group group;
    } record;
} Lookup;

/* errno of one attempt; *found says whether there is such an entry. */
static int lookup_once(Lookup *l, size_t size, bool *found)
{
    struct passwd *user = NULL;
    struct group *group = NULL;
    int err;
    if (l->group)
        err = l->name ? getgrnam_r(l->name, &l->record.group, l->buffer, size, &group)
                      : getgrgid_r(l->id, &l->record.group, l->buffer, size, &group);
    else
        err = l->name ? getpwnam_r(l->name, &l->record.user, l->buffer, size, &user)
                      : getpwuid_r(l->id, &l->record.user, l->buffer, size, &user);
    *found = user || group;
    return err;
}

/* The record; V_EMPTY when there is none. */
static Value lookup_run(Thread *t, Lookup *l)
{
    bool found = false;
    int err = ERANGE;
    for (size_t size = BUFFER_FIRST; err == ERANGE && size <= BUFFER_MOST; size *= 2) {
        char *buffer = realloc(l->buffer, size);
        if (!buffer)
            break;
        l->buffer = buffer;
        WITHOUT_GIL(t, err = lookup_once(l, size, &found));
    }
    Value result = V_EMPTY;
    if (err == ERANGE)
        result = raise_memory(t);
    else if (found)
        result = l->group ? group_record(t, &l->record.group) : passwd_record(t, &l->record.user);
    free(l->buffer);
    return result;
}

static Value lookup_name(Thread *t, Value name, bool group)
{
    const char *function = group ? "getgrnam" : "getpwnam";
    if (!v_is_str(name))
        return raise_format(t, EXC_TypeError, "%s() argument%s must be str, not %T", function,
                            group ? " 1" : "", name);
    char *text = posix_text(t, name);
    if (!text)
        return V_ERROR;
    Lookup l = {.name = text, .group = group};
    Value found = lookup_run(t, &l);
    free(text);
    if (!v_is_empty(found))
        return found;
    return raise_format(t, EXC_KeyError, "%s(): name not found: %R", function, name);
}

static Value lookup_id(Thread *t, Value id, bool group)
{
    Lookup l = {.group = group};
    if (posix_id(t, id, group ? "gid" : "uid", &l.id) < 0) {
        if (group || !exc_is(t, EXC_OverflowError))
            return V_ERROR;
        exc_clear(t); /* a number that no user can have */
        return raise_format(t, EXC_KeyError, "getpwuid(): uid not found");
    }
    Value found = lookup_run(t, &l);
    if (!v_is_empty(found))
        return found;
    return raise_format(t, EXC_KeyError, "%s(): %s not found: %R", group ? "getgrgid" : "getpwuid",
                        group ? "gid" : "uid", id);
}

API(pwd_getpwuid, "getpwuid(uid, /)", "Return the password database entry for the user id.")
{
    return lookup_id(t, a[0], false);
}

API(pwd_getpwnam, "getpwnam(name, /)", "Return the password database entry for the user name.")
{
    return lookup_name(t, a[0], false);
}

API(grp_getgrgid, "getgrgid(id)", "Return the group database entry for the group id.")
{
    return lookup_id(t, a[0], true);
}

API(grp_getgrnam, "getgrnam(name)", "Return the group database entry for the group name.")
{
    return lookup_name(t, a[0], true);
}

/* All entries; the database is one per process, so the GIL is kept. */
static Value all_records(Thread *t, bool group)
{
    Value list = K(t, list_new(t, NULL, 0));
    group ? setgrent() : setpwent();
    while (!v_is_error(list)) {
        ApiScope scope = api_scope_begin(t);
        struct passwd *user = group ? NULL : getpwent();
        struct group *g = group ? getgrent() : NULL;
        if (!user && !g)
            break;
        Value record = user ? passwd_record(t, user) : group_record(t, g);
        if (v_is_error(record) || list_append(t, V_AS(List, list), record) < 0)
            list = V_ERROR;
        api_scope_end(t, scope);
    }
    group ? endgrent() : endpwent();
    return list;
}

API(pwd_getpwall, "getpwall()", "Return all entries of the password database, in any order.")
{
    return all_records(t, false);
}

API(grp_getgrall, "getgrall()", "Return all entries of the group database, in any order.")
{
    return all_records(t, true);
}

static int pwd_exec(Thread *t, Value module)
{
    static const char *const fields[] = {"pw_name",  "pw_passwd", "pw_uid",   "pw_gid",
                                         "pw_gecos", "pw_dir",    "pw_shell", NULL};
    return api_module_add_type(t, module, structseq_type(t, "pwd.struct_passwd", NULL, fields));
}

static int grp_exec(Thread *t, Value module)
{
    static const char *const fields[] = {"gr_name", "gr_passwd", "gr_gid", "gr_mem", NULL};
    return api_module_add_type(t, module, structseq_type(t, "grp.struct_group", NULL, fields));
}

Value pwd_module(Thread *t)
{
    static const NativeDef *const functions[] = {&pwd_getpwuid_def, &pwd_getpwnam_def,
                                                 &pwd_getpwall_def, NULL};
    static const ModuleSpec spec = {"pwd", "The database of users.", functions, pwd_exec};
    return api_module(t, &spec);
}

Value grp_module(Thread *t)
{
    static const NativeDef *const functions[] = {&grp_getgrgid_def, &grp_getgrnam_def,
                                                 &grp_getgrall_def, NULL};
    static const ModuleSpec spec = {"grp", "The database of groups.", functions, grp_exec};
    return api_module(t, &spec);
}
