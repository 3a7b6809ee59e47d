/* SPDX-License-Identifier: MIT */
/*
 * usage: shell RONDO     how fast the shell is: CPU time until the prompt, beyond that of `rondo -c
 * pass`, and time from a keystroke to its echo while 1,000 tasks tick. The best and the median of
 * many; exit status 1 when the prompt takes more than 3 ms or the median echo more than 20 ms.
 */
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { STARTS = 20, KEYS = 100 };

static double now_ms(void)
{
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (double)ts.tv_sec * 1e3 + (double)ts.tv_nsec * 1e-6;
}

/* Reads until `wanted` has come; false: it has not, for ten seconds. */
static bool expect(int fd, const char *wanted)
{
    static char text[1 << 16];
    size_t len = 0, keep = strlen(wanted);
    for (;;) {
        struct pollfd p = {.fd = fd, .events = POLLIN};
        if (poll(&p, 1, 10000) <= 0)
            return false;
        if (len > sizeof text - 4097) {
            memmove(text, text + len - keep, keep);
            len = keep;
        }
        ssize_t n = read(fd, text + len, 4096);
        if (n <= 0)
            return false;
        len += (size_t)n;
        if (memmem(text, len, wanted, keep))
            return true;
    }
}

static void type(int fd, const char *text)
{
    if (write(fd, text, strlen(text)) < 0)
        perror("write");
}

static pid_t start(int *fd, char **argv)
{
    struct winsize w = {.ws_row = 24, .ws_col = 80};
    pid_t pid = forkpty(fd, NULL, NULL, &w);
    if (pid == 0) {
        setenv("TERM", "xterm", 1);
        setenv("HOME", "/nonexistent", 1);
        execv(argv[0], argv);
        _exit(127);
    }
    return pid;
}

static double cpu_ms(pid_t pid)
{
    struct rusage r;
    int status;
    wait4(pid, &status, 0, &r);
    return (double)(r.ru_utime.tv_sec + r.ru_stime.tv_sec) * 1e3 +
           (double)(r.ru_utime.tv_usec + r.ru_stime.tv_usec) * 1e-3;
}

/* The least CPU time of many starts: of the shell up to its prompt and Ctrl-D, or of `-c pass`. */
static double best_start(char *program, bool shell)
{
    char *const interactive[] = {program, "-q", NULL}, *const pass[] = {program, "-c", "pass",
                                                                        NULL};
    double best = 1e9;
    for (int i = 0; i < STARTS; i++) {
        int fd;
        pid_t pid = start(&fd, (char **)(shell ? interactive : pass));
        if (shell && expect(fd, ">>> "))
            type(fd, "\004");
        char rest[4096];
        while (read(fd, rest, sizeof rest) > 0)
            ;
        double ms = cpu_ms(pid);
        best = ms < best ? ms : best;
        close(fd);
    }
    return best;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median_echo(char *program, double *worst)
{
    char *const argv[] = {program, "-q", NULL};
    double took[KEYS];
    int fd;
    pid_t pid = start(&fd, (char **)argv);
    expect(fd, ">>> ");
    type(fd, "import asyncio\r");
    expect(fd, ">>> ");
    type(fd, "exec('async def tick():\\n while True: await asyncio.sleep(0.01)')\r");
    expect(fd, "\n");
    expect(fd, ">>> ");
    type(fd, "tasks = [asyncio.create_task(tick()) for _ in range(1000)]; print('be' 'gun')\r");
    expect(fd, "begun");
    expect(fd, ">>> ");
    for (int i = 0; i < KEYS; i++) {
        char key[] = {(char)('a' + i % 26), '\0'};
        double began = now_ms();
        type(fd, key);
        expect(fd, key);
        took[i] = now_ms() - began;
        if (i % 26 == 25)
            type(fd, "\025"), expect(fd, "\033[K");
        nanosleep(&(struct timespec){0, 7000000}, NULL);
    }
    type(fd, "\025\004");
    close(fd);
    waitpid(pid, NULL, 0);
    qsort(took, KEYS, sizeof *took, by_size);
    *worst = took[KEYS - 1];
    return took[KEYS / 2];
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: shell RONDO\n", stderr);
        return 2;
    }
    double pass = best_start(argv[1], false), prompt = best_start(argv[1], true), worst;
    double echo = median_echo(argv[1], &worst);
    printf("prompt: %.1f ms of CPU beyond %.1f ms of -c pass\n", prompt - pass, pass);
    printf("keystroke to echo, 1,000 tasks ticking: median %.1f ms, worst %.1f ms\n", echo, worst);
    return prompt - pass <= 3 && echo <= 20 ? 0 : 1;
}
