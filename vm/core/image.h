/* SPDX-License-Identifier: MIT */
/*
 * Memory of the VM beside the script's, and the image: a VM that has been set up when Rondo was
 * built and that lies ready in the binary. While an image is made all memory comes from a region of
 * the binary itself, at an address that is known when it is linked; the region is then written into
 * the binary, and the kernel maps it at each start, a page being copied when it is first written
 * to. A build without RONDO_IMAGE has neither; nor do the unit tests, whose binary has an empty
 * region. image.c says what an image may hold.
 */
#ifndef RONDO_IMAGE_H
#define RONDO_IMAGE_H

#include <stdlib.h>
#include "vm/core/exceptions.h"

#ifdef RONDO_IMAGE

/* malloc, calloc, realloc and free for what may be part of an image. NULL: no memory. */
void *image_malloc(size_t size) __attribute__((warn_unused_result));
void *image_calloc(size_t count, size_t size) __attribute__((warn_unused_result));
void *image_realloc(void *block, size_t old_size, size_t size) __attribute__((warn_unused_result));
void image_free(void *block);
/* Do they give blocks of the region now? Is this one of them? */
bool image_grows(void);
bool image_holds(const void *block);

/* The VM of the image, BORROWED, the first time that it is asked for; NULL when there is none. */
VM *image_vm(void);
/* From here on memory comes from the region. false: there is an image already. */
bool image_begin(void);
/* The first module on the list of those in the image is about to be used. */
void image_use_library(void);
/* The image is complete: `vm` is what a start finds. Writes it into `path`, a copy of the running
   binary. 0, or -1 with errno set. */
int image_write(VM *vm, const char *path);
/* Notes in the binary at `path`, a copy of the running one, which pages of the image this process
   has written to: those of a script that imports nothing, or those that an import adds. They will
   be copied together. 0, or -1 with errno set. After image_watch, asked for once and before the
   script runs, also those that it has read, as far as it met them itself and not in a system call:
   hence those that are written to must be known already. */
int image_watch(void);
typedef enum ImagePart { IMAGE_ALWAYS, IMAGE_LIBRARY, IMAGE_PARTS } ImagePart;
int image_write_hot(ImagePart part, const char *path);
/* In vm.c: sets a VM up, executes the modules (vm/run/preload.h) and writes its image into `path`,
   a copy of the running binary. 0, or -1 with errno set. The process can do nothing more. */
int vm_write_image(const char *path, char *const *modules);
/* In vm/run/preload.c, for vm_write_image: executes these modules and sets them aside. 0, or -1
   with an exception pending. */
MUST_USE int preload_modules(Thread *t, char *const *names);
/* In vm/run/preload.c: is that class one of a module that no script has imported yet? */
bool preload_hides(const VM *vm, const Type *type);

#else

#define image_malloc(size)                   malloc(size)
#define image_calloc(count, size)            calloc(count, size)
#define image_realloc(block, old_size, size) realloc(block, size)
#define image_free(block)                    free(block)
#define image_grows()                        false
#define image_holds(block)                   false

#define preload_hides(vm, type)              false

static inline VM *image_vm(void)
{
    return NULL;
}

#endif
#endif
