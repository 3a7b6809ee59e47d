/* SPDX-License-Identifier: MIT */
/* Struct sequences: tuples with named fields, as sys.version_info and time.struct_time are. */
#ifndef RONDO_STRUCTSEQ_H
#define RONDO_STRUCTSEQ_H

#include "vm/core/native.h"

/* name: with module, "sys.version_info"; fields: NULL-terminated. The type is the VM's. NULL:
 * error. */
MUST_USE Type *structseq_type(Thread *t, const char *name, const char *doc,
                              const char *const *fields);
/* The same with fields behind the first `visible` that are attributes only, not items. */
MUST_USE Type *structseq_type_hidden(Thread *t, const char *name, const char *doc,
                                     const char *const *fields, size_t visible);
/* An instance; TAKES n values (also on error), n = number of fields, hidden ones included. An ERROR
 * among them: ERROR. */
MUST_USE Value structseq_new(Thread *t, Type *type, TAKES Value *values, size_t n);
/* An instance from the items of an iterable; TypeError when their number does not fit. */
MUST_USE Value structseq_from(Thread *t, Type *type, Value iterable);

#endif
