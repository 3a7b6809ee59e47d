/* SPDX-License-Identifier: MIT */
/*
 * libm, loaded when one of its functions is first called. Linked as usual it costs each start 340
 * KiB and a tenth of its time: the loader has all functions choose between their variants for the
 * processor. (Its archive cannot be linked without that of the whole C library.) A function that
 * libm.def does not list is found by the linker in the library itself, which is then loaded at each
 * start.
 */
#ifdef RONDO_IMAGE
#include <complex.h>
#include <dlfcn.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* No caller could do without: a C library without its second half ends the process. */
static __attribute__((cold, noinline)) void *libm_find(const char *name)
{
    void *library = dlopen("libm.so.6", RTLD_NOW);
    void *function = library ? dlsym(library, name) : NULL;
    if (!function) {
        fprintf(stderr, "rondo: %s\n", dlerror());
        abort();
    }
    return function;
}

/* As in a procedure linkage table: the pointer leads to the search until it has been made, and
   threads that search at the same time find the same. */
#define LIBM(type, name, params, args)                                   \
    static type search_##name params;                                    \
    static type(*found_##name) params = search_##name;                   \
    static __attribute__((cold)) type search_##name params               \
    {                                                                    \
        type(*function) params = (__typeof__(function))libm_find(#name); \
        __atomic_store_n(&found_##name, function, __ATOMIC_RELAXED);     \
        return function args;                                            \
    }                                                                    \
    type name params                                                     \
    {                                                                    \
        return __atomic_load_n(&found_##name, __ATOMIC_RELAXED) args;    \
    }
#include "vm/core/libm.def"
#undef LIBM
#endif
