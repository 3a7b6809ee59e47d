/* SPDX-License-Identifier: MIT */
/*
 * The image of a VM that is set up (see image.h). What lies in the region may refer to itself and
 * to the binary, which is linked to a fixed address, and to nothing else: not to the C library's
 * memory, the stack or a thread. What differs from process to process (rows START of setup.def) is
 * set after the image has been taken. The build makes the image twice and compares: addresses that
 * the kernel chooses, times and process numbers would show.
 */
#ifdef RONDO_IMAGE
#include "vm/core/image.h"
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <unistd.h>

enum { IMAGE_SIZE = 4 << 20, PAGE = 4096, PAGES = IMAGE_SIZE / PAGE };
typedef enum ImageState { IMAGE_NONE, IMAGE_GROWS, IMAGE_READY, IMAGE_TAKEN } ImageState;

/* The one piece of memory that exists before any VM does. */
static union {
    struct {
        ImageState state;
        bool library_used;
        size_t used; /* bytes, this head included */
        VM *vm;
        uint8_t hot[IMAGE_PARTS][PAGES / 8]; /* a bit for each page that a short script uses */
        uint8_t seen[PAGES / 8];             /* while that is found out: see image_watch */
    };
    char bytes[IMAGE_SIZE];
} image __attribute__((section(".image"), aligned(PAGE)));

bool image_holds(const void *block)
{
    return (uintptr_t)block - (uintptr_t)image.bytes < IMAGE_SIZE;
}

bool image_grows(void)
{
    return image.state == IMAGE_GROWS;
}

/* The region is zeroed, and nothing in it is given out twice. */
static void *image_take(size_t size)
{
    size = (size + 15) & ~(size_t)15;
    if (size > IMAGE_SIZE - image.used)
        return NULL;
    void *block = image.bytes + image.used;
    image.used += size;
    return block;
}

void *image_malloc(size_t size)
{
    return UNLIKELY(image.state == IMAGE_GROWS) ? image_take(size) : malloc(size);
}

void *image_calloc(size_t count, size_t size)
{
    return UNLIKELY(image.state == IMAGE_GROWS) ? image_take(count * size) : calloc(count, size);
}

void *image_realloc(void *block, size_t old_size, size_t size)
{
    if (LIKELY(image.state != IMAGE_GROWS && !image_holds(block)))
        return realloc(block, size);
    void *moved = image_malloc(size);
    if (moved && block)
        memcpy(moved, block, old_size < size ? old_size : size);
    return moved;
}

void image_free(void *block)
{
    if (LIKELY(!image_holds(block)))
        free(block);
}

static bool page_is(const uint8_t *set, size_t page)
{
    return set[page / 8] >> page % 8 & 1;
}

/* The pages that will be used, most of them written to, if only to count references: copied
   together they cost a tenth of what it takes to meet each of them missing, and of those that are
   only read the kernel would map fifteen more around each. One that cannot do it (before 5.14)
   copies them one by one. */
static void image_populate(ImagePart part)
{
    for (size_t from = 0, to, pages = image.used / PAGE + 1; from < pages; from = to + 1) {
        if (from % 8 == 0 && !image.hot[part][from / 8]) {
            to = from + 7;
            continue;
        }
        for (to = from; to < pages && page_is(image.hot[part], to);)
            to++;
        if (to > from)
            madvise(image.bytes + from * PAGE, (to - from) * PAGE, MADV_POPULATE_WRITE);
    }
}

VM *image_vm(void)
{
    if (image.state != IMAGE_READY)
        return NULL;
    image_populate(IMAGE_ALWAYS);
    image.state = IMAGE_TAKEN;
    return image.vm;
}

bool image_begin(void)
{
    if (image.state != IMAGE_NONE)
        return false;
    image.used = (offsetof(__typeof__(image), seen) + sizeof image.seen + 63) & ~(size_t)63;
    image.state = IMAGE_GROWS;
    return true;
}

void image_use_library(void)
{
    if (image.library_used || image.state != IMAGE_TAKEN)
        return;
    image.library_used = true;
    image_populate(IMAGE_LIBRARY);
}

/* Where in its file the region lies; -1: nowhere. */
static off_t image_offset(void)
{
    const Elf64_Phdr *row = (const Elf64_Phdr *)(uintptr_t)getauxval(AT_PHDR);
    for (size_t n = row ? getauxval(AT_PHNUM) : 0; n-- > 0; row++)
        if (row->p_type == PT_LOAD && (uintptr_t)image.bytes - row->p_vaddr < row->p_filesz)
            return (off_t)((uintptr_t)image.bytes - row->p_vaddr + row->p_offset);
    errno = ENOEXEC;
    return -1;
}

/* Writes these bytes of the region into the binary at `path`. 0, or -1 with errno set. */
static int image_store(const char *path, size_t from, size_t to)
{
    off_t at = image_offset();
    int fd = at < 0 ? -1 : open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    while (from < to) {
        ssize_t n = pwrite(fd, image.bytes + from, to - from, at + (off_t)from);
        if (n <= 0)
            break;
        from += (size_t)n;
    }
    return close(fd) < 0 || from < to ? -1 : 0;
}

int image_write(VM *vm, const char *path)
{
    image.vm = vm;
    image.state = IMAGE_READY;
    return image_store(path, 0, image.used);
}

/* Has the page been copied for this process? As /proc/PID/pagemap tells: it is there (bit 63), and
   not the file's (bit 61). */
static bool page_is_written(int pagemap, size_t page)
{
    uint64_t row = 0;
    off_t at = (off_t)(((uintptr_t)image.bytes / PAGE + page) * sizeof row);
    return pread(pagemap, &row, sizeof row, at) == sizeof row && row >> 63 && !(row >> 61 & 1);
}

static void page_seen(int sig, siginfo_t *info, void *context)
{
    size_t page = ((uintptr_t)info->si_addr - (uintptr_t)image.bytes) / PAGE;
    if (!image_holds(info->si_addr) || page_is(image.seen, page)) {
        signal(sig, SIG_DFL);
        return;
    }
    mprotect(image.bytes + page * PAGE, PAGE, PROT_READ | PROT_WRITE);
    image.seen[page / 8] |= (uint8_t)(1 << page % 8);
}

int image_watch(void)
{
    struct sigaction action = {.sa_sigaction = page_seen, .sa_flags = SA_SIGINFO};
    if (sigaction(SIGSEGV, &action, NULL) < 0)
        return -1;
    for (size_t page = sizeof image.hot / PAGE + 1; page <= image.used / PAGE; page++)
        if (!page_is(image.hot[IMAGE_ALWAYS], page) && !page_is(image.hot[IMAGE_LIBRARY], page) &&
            mprotect(image.bytes + page * PAGE, PAGE, PROT_NONE) < 0)
            return -1;
    return 0;
}

int image_write_hot(ImagePart part, const char *path)
{
    int pagemap = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
    if (pagemap < 0)
        return -1;
    for (size_t page = 0; page <= image.used / PAGE; page++)
        if ((page_is(image.seen, page) || page_is_written(pagemap, page)) &&
            !(part && page_is(image.hot[IMAGE_ALWAYS], page)))
            image.hot[part][page / 8] |= (uint8_t)(1 << page % 8);
    close(pagemap);
    size_t from = offsetof(__typeof__(image), hot) + part * sizeof *image.hot;
    return image_store(path, from, from + sizeof *image.hot);
}
#endif
