/* SPDX-License-Identifier: MIT */
/* _sqlite3: open blobs, backups, databases as bytes. */
#include "stdlib/_sqlite3.h"

#ifndef RONDO_NO_SQLITE

typedef struct BlobHandle {
    Object head;
    Value database;
    sqlite3_blob *blob;
} BlobHandle;
#define B(v) V_AS(BlobHandle, v)

typedef struct Backup {
    Object head;
    Value source, target;
    sqlite3_backup *backup;
} Backup;

static void blob_free(Thread *t, Object *o)
{
    if (((BlobHandle *)o)->blob)
        sqlite3_blob_close(((BlobHandle *)o)->blob);
    ((BlobHandle *)o)->blob = NULL;
}
static const FieldTable blob_fields = {{offsetof(BlobHandle, database), 0}, blob_free, NULL, NULL};

static void backup_free(Thread *t, Object *o)
{
    if (((Backup *)o)->backup)
        sqlite3_backup_finish(((Backup *)o)->backup);
    ((Backup *)o)->backup = NULL;
}
static const FieldTable backup_fields = {
    {offsetof(Backup, source), offsetof(Backup, target), 0}, backup_free, NULL, NULL};

static Value handle_new(Thread *t, const char *name)
{
    Value cls = K(t, import_attr(t, "_sqlite3", name));
    return v_is_error(cls) ? V_ERROR : api_instance(t, V_AS(Type, cls));
}

/* The texts of str arguments; false with an exception. */
static bool texts(Thread *t, const Value *a, int n, const char **out)
{
    size_t len;
    for (int i = 0; i < n; i++) {
        out[i] = v_is_str(a[i]) ? str_utf8(t, V_AS(Str, a[i]), &len) : NULL;
        if (!out[i]) {
            if (!v_is_str(a[i]))
                raise_format(t, EXC_TypeError, "argument must be str, not %T", a[i]);
            return false;
        }
    }
    return true;
}

/* ---- blobs ---- */

API(blob_open, "blob_open(self, name, table, column, row, writable, /)", "Opens a cell as a file.")
{
    Database *d = DB(a[0]);
    const char *names[3];
    int64_t row;
    int writable = truth(t, a[5]), code;
    if (writable < 0 || sqlite_check_open(t, d) < 0 || !texts(t, a + 1, 3, names) ||
        value_to_int64(t, a[4], &row) < 0)
        return V_ERROR;
    Value made = handle_new(t, "BlobHandle");
    if (v_is_error(made))
        return V_ERROR;
    BlobHandle *b = B(made);
    api_set(t, &b->database, a[0]);
    IN_LIBRARY(t, d,
               code =
                   sqlite3_blob_open(d->db, names[0], names[1], names[2], row, writable, &b->blob));
    return code == SQLITE_OK ? made : sqlite_raise(t, d->db);
}

API(blob_close, "close(self, /)", "Closes the blob.")
{
    blob_free(t, v_object(a[0]));
    return V_NONE;
}
API(blob_size, "size(self, /)", "Bytes of the blob.")
{
    return v_from_small(sqlite3_blob_bytes(B(a[0])->blob));
}

API(blob_read, "read(self, offset, length, /)", "Bytes from an offset on.")
{
    int64_t offset, length;
    int code;
    if (value_to_int64(t, a[1], &offset) < 0 || value_to_int64(t, a[2], &length) < 0)
        return V_ERROR;
    Bytes *made = bytes_alloc(t, (size_t)length);
    Value kept = made ? K(t, v_from(made)) : V_ERROR;
    if (v_is_error(kept))
        return V_ERROR;
    Database *d = DB(B(a[0])->database);
    IN_LIBRARY(t, d, code = sqlite3_blob_read(B(a[0])->blob, made->data, (int)length, (int)offset));
    return code == SQLITE_OK ? kept : sqlite_raise(t, d->db);
}

API(blob_write, "write(self, offset, data, /)", "Writes bytes at an offset.")
{
    int64_t offset;
    int code;
    BufferView view;
    if (value_to_int64(t, a[1], &offset) < 0 || buffer_get(t, a[2], &view) < 0)
        return V_ERROR;
    Database *d = DB(B(a[0])->database);
    IN_LIBRARY(t, d,
               code = sqlite3_blob_write(B(a[0])->blob, view.data, (int)view.len, (int)offset));
    buffer_release(t, &view);
    return code == SQLITE_OK ? V_NONE : sqlite_raise(t, d->db);
}

/* ---- backups ---- */

API(backup_open, "backup_open(self, target, name, /)", "Begins to copy the database.")
{
    Database *d = DB(a[0]);
    const char *name;
    if (!api_is(a[1], &sqlite_database_fields) || sqlite_check_open(t, d) < 0 ||
        sqlite_check_open(t, DB(a[1])) < 0 || !texts(t, a + 2, 1, &name))
        return V_ERROR;
    Value made = handle_new(t, "Backup");
    if (v_is_error(made))
        return V_ERROR;
    Backup *b = V_AS(Backup, made);
    api_set(t, &b->source, a[0]);
    api_set(t, &b->target, a[1]);
    IN_LIBRARY(t, d, b->backup = sqlite3_backup_init(DB(a[1])->db, "main", d->db, name));
    return b->backup ? made : sqlite_raise(t, DB(a[1])->db);
}

API(backup_step, "step(self, pages, /)", "Copies some pages: (code, pages left, pages in all).")
{
    Backup *b = V_AS(Backup, a[0]);
    int64_t pages;
    int code;
    if (value_to_int64(t, a[1], &pages) < 0)
        return V_ERROR;
    IN_LIBRARY(t, DB(b->source), code = sqlite3_backup_step(b->backup, (int)pages));
    return K(t,
             tuple_pack(t, 3, v_from_small(code), v_from_small(sqlite3_backup_remaining(b->backup)),
                        v_from_small(sqlite3_backup_pagecount(b->backup))));
}

API(backup_finish, "finish(self, /)", "Ends the copy; an error of any step is raised.")
{
    Backup *b = V_AS(Backup, a[0]);
    sqlite3_backup *backup = b->backup;
    int code;
    b->backup = NULL;
    IN_LIBRARY(t, DB(b->source), code = sqlite3_backup_finish(backup));
    return code == SQLITE_OK ? V_NONE : sqlite_raise(t, DB(b->target)->db);
}

/* ---- databases as bytes ---- */

API(serialize, "serialize(self, name, /)", "The bytes of a database.")
{
    Database *d = DB(a[0]);
    const char *name;
    sqlite3_int64 size;
    unsigned char *data;
    if (sqlite_check_open(t, d) < 0 || !texts(t, a + 1, 1, &name))
        return V_ERROR;
    IN_LIBRARY(t, d, data = sqlite3_serialize(d->db, name, &size, 0));
    if (!data)
        return sqlite_raise_code(t, SQLITE_ERROR | 1 << 20, "unable to serialize the database");
    Value made = K(t, bytes_new(t, data, (size_t)size));
    sqlite3_free(data);
    return made;
}

API(deserialize, "deserialize(self, data, name, /)", "Makes bytes the database.")
{
    Database *d = DB(a[0]);
    const char *name;
    BufferView view;
    int code;
    if (sqlite_check_open(t, d) < 0 || !texts(t, a + 2, 1, &name) || buffer_get(t, a[1], &view) < 0)
        return V_ERROR;
    sqlite3_int64 size = (sqlite3_int64)view.len;
    unsigned char *copy = sqlite3_malloc64((sqlite3_uint64)size);
    if (copy)
        memcpy(copy, view.data, view.len);
    buffer_release(t, &view);
    if (!copy)
        return raise_memory(t);
    IN_LIBRARY(
        t, d,
        code = sqlite3_deserialize(d->db, name, copy, size, size,
                                   SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE));
    return code == SQLITE_OK ? V_NONE : sqlite_raise(t, d->db);
}

const NativeDef *const sqlite_handle_methods[] = {&blob_open_def, &backup_open_def, &serialize_def,
                                                  &deserialize_def, NULL};

int sqlite_handles_add(Thread *t, Value module)
{
    static const NativeDef *const blob_methods[] = {&blob_close_def, &blob_size_def, &blob_read_def,
                                                    &blob_write_def, NULL};
    static const NativeDef *const backup_methods[] = {&backup_step_def, &backup_finish_def, NULL};
    static const TypeSpec blob = {
        .name = "_sqlite3.BlobHandle",
        .size = sizeof(BlobHandle),
        .flags = TF_GC | TF_IMMUTABLE | TF_NO_NEW,
        .methods = blob_methods,
    };
    static const TypeSpec backup = {
        .name = "_sqlite3.Backup",
        .size = sizeof(Backup),
        .flags = TF_GC | TF_IMMUTABLE | TF_NO_NEW,
        .methods = backup_methods,
    };
    return api_module_add_type(t, module, api_type(t, &blob, &blob_fields)) < 0
               ? -1
               : api_module_add_type(t, module, api_type(t, &backup, &backup_fields));
}
#endif
