/* SPDX-License-Identifier: MIT */
/*
 * usage: pty STEPS PROGRAM [ARG ...]     drives a program under a pseudo-terminal. STEPS is a file
 * of lines: < TEXT    wait until the output goes on with TEXT somewhere (what comes before is
 * skipped) > TEXT    type TEXT and Enter          ! TEXT   type TEXT alone ^C  ^D    type that key
 * # ...    a remark = N       the program must end now, with exit status N (128 + the signal that
 * ended it) Exit status 0, or 1 after printing which step failed and what the program had written.
 * No step waits longer than PTY_SECONDS (10).
 */
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

typedef struct Session {
    int fd, seconds;
    pid_t child;
    char *text; /* everything written so far */
    size_t len, seen;
    bool ended;
} Session;

static double now(void)
{
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (double)ts.tv_sec + (double)ts.tv_nsec * 1e-9;
}

/* Reads what there is, waiting until `end` at most; false: nothing came. */
static bool session_read(Session *s, double end)
{
    double left = end - now();
    struct pollfd p = {.fd = s->fd, .events = POLLIN};
    if (s->ended || left <= 0 || poll(&p, 1, (int)(left * 1000) + 1) <= 0)
        return false;
    char block[4096];
    ssize_t n = read(s->fd, block, sizeof block);
    if (n <= 0) { /* EIO: the other end is closed */
        s->ended = true;
        return false;
    }
    char *more = realloc(s->text, s->len + (size_t)n + 1);
    if (!more)
        abort();
    s->text = more;
    memcpy(s->text + s->len, block, (size_t)n);
    s->len += (size_t)n;
    s->text[s->len] = '\0';
    return true;
}

static bool session_expect(Session *s, const char *wanted)
{
    double end = now() + s->seconds;
    for (;;) {
        char *found = s->text ? strstr(s->text + s->seen, wanted) : NULL;
        if (found) {
            s->seen = (size_t)(found - s->text) + strlen(wanted);
            return true;
        }
        if (!session_read(s, end))
            return false;
    }
}

static bool session_end(Session *s, int wanted)
{
    double end = now() + s->seconds;
    while (session_read(s, end))
        ;
    int status;
    while (waitpid(s->child, &status, WNOHANG) == 0) {
        if (now() > end)
            return false;
        usleep(2000);
    }
    s->child = 0;
    int code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    if (code != wanted)
        printf("status %d, expected %d\n", code, wanted);
    return code == wanted;
}

static bool session_type(Session *s, const char *text, const char *end)
{
    size_t len = strlen(text);
    return write(s->fd, text, len) == (ssize_t)len &&
           write(s->fd, end, strlen(end)) == (ssize_t)strlen(end);
}

static bool session_step(Session *s, const char *line)
{
    const char *text = line[0] && line[1] ? line + 2 : "";
    switch (line[0]) {
    case '<':
        return session_expect(s, text);
    case '>':
        return session_type(s, text, "\r");
    case '!':
        return session_type(s, text, "");
    case '^':
        return session_type(s, (char[]){(char)(line[1] & 31), 0}, "");
    case '=':
        return session_end(s, atoi(text));
    default:
        return true;
    }
}

int main(int argc, char **argv)
{
    FILE *steps = argc > 2 ? fopen(argv[1], "r") : NULL;
    if (!steps) {
        fputs("usage: pty STEPS PROGRAM [ARG ...]\n", stderr);
        return 2;
    }
    const char *seconds = getenv("PTY_SECONDS");
    Session s = {.seconds = seconds ? atoi(seconds) : 10};
    struct winsize size = {.ws_row = 24, .ws_col = 80};
    s.child = forkpty(&s.fd, NULL, NULL, &size);
    if (s.child == 0) {
        setenv("TERM", "xterm", 1);
        setenv("NO_COLOR", "1", 1);
        execvp(argv[2], argv + 2);
        _exit(127);
    }
    char *line = NULL;
    size_t cap = 0;
    ssize_t n;
    int number = 0;
    bool ok = s.child > 0;
    while (ok && (n = getline(&line, &cap, steps)) > 0) {
        line[n - (line[n - 1] == '\n')] = '\0';
        number++;
        ok = session_step(&s, line);
    }
    if (!ok)
        printf("step %d failed: %s\n%s\n", number, line, s.text ? s.text : "");
    if (s.child > 0) {
        kill(s.child, SIGKILL);
        waitpid(s.child, NULL, 0);
    }
    fclose(steps);
    free(line);
    free(s.text);
    return ok ? 0 : 1;
}
