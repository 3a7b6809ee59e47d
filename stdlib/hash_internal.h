/* SPDX-License-Identifier: MIT */
/* What the modules that compute hashes share. */
#ifndef RONDO_HASH_INTERNAL_H
#define RONDO_HASH_INTERNAL_H

#include <pthread.h>
#include "vm/api.h"
#include "vm/api_sys.h"

enum { HASH_GIL_MIN = 2048 }; /* from this length on, hashing lets the GIL go */

/* What is hashed: bytes-like. 0; -1 with CPython's TypeError for text and for what is no buffer. */
static inline MUST_USE int hash_data_get(Thread *t, Value v, BufferView *view)
{
    if (v_is_str(v))
        raise_format(t, EXC_TypeError, "Strings must be encoded before hashing");
    else if (buffer_check(t, v))
        return buffer_get(t, v, view);
    else
        raise_format(t, EXC_TypeError, "object supporting the buffer API required");
    return -1;
}

/* A thread that hashes without the GIL holds the lock of the object; others wait without the GIL.
 */
static inline void hash_lock(Thread *t, pthread_mutex_t *lock)
{
    if (pthread_mutex_trylock(lock) != 0)
        WITHOUT_GIL(t, pthread_mutex_lock(lock));
}

#endif
