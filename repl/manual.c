/* SPDX-License-Identifier: MIT */
/* What is made from the table of options: --help, the manual page, the completion of bash. */
#include <string.h>
#include "repl/options.h"

#define USAGE "[option] ... [-c CODE | -m MODULE | FILE | -] [argument] ..."

typedef struct ManualRow {
    const char *name, *what;
} ManualRow;

static const ManualRow variables[] = {
    {"PYTHONPATH", "folders for sys.path, separated by colons"},
    {"PYTHONWARNINGS", "warning filters, separated by commas (as -W)"},
    {"PYTHONUNBUFFERED", "stdout and stderr unbuffered (as -u)"},
    {"PYTHONASYNCIODEBUG", "debug mode of asyncio"},
    {"PYTHONDEVMODE", "development mode (as -X dev)"},
    {"NO_COLOR, FORCE_COLOR", "colours in the REPL: never, always"},
    {"PYTHONHASHSEED", "accepted: hashes are always those of CPython under PYTHONHASHSEED=0"},
};
static const ManualRow files[] = {
    {"~/.rondorc", "code that runs when a session begins, in its names"},
    {"$XDG_STATE_HOME/rondo/history", "inputs of earlier sessions; without the variable, ~/.local/state/rondo/history"},
};
static const ManualRow shell_commands[] = {
    {"%help", "the list of commands"},
    {"%tasks", "name, state, place, what it waits for and since when, of each task"},
    {"%tree", "who awaits whom; locks and their owners"},
    {"%time Ar EXPR", "run it once: the value, and how long it took"},
    {"%timeit Ar EXPR", "run it often: the time of one run"},
    {"%dis Ar F", "the bytecode of a function or of a piece of code"},
    {"%ast Ar CODE", "its syntax tree"},
    {"%trace Cm on | off", "every event of the scheduler"},
    {"%load Ar FILE", "run a file as if it had been typed"},
    {"%save Ar FILE", "write the inputs of the session to a new file"},
    {"%who", "the names of the session"},
    {"%reset", "forget them; tasks live on"},
    {"%cd Op Ar FOLDER", "change the working folder, and print it"},
    {"name\\&?", "signature, documentation and source of an object"},
};
#define VARIABLES (sizeof variables / sizeof *variables)

void options_usage(FILE *out)
{
    fputs("usage: rondo " USAGE "\n", out);
}

void options_help(FILE *out)
{
    options_usage(out);
    fputs("\nOptions:\n", out);
    for (int i = 0; i < OPT_COUNT; i++) {
        const Option *o = &options[i];
        char left[40];
        snprintf(left, sizeof left, "%s%s%s", o->form, o->argument ? " " : "", o->argument ? o->argument : "");
        fprintf(out, "  %-18s %s\n", left, o->help);
    }
    fputs("\nEnvironment:\n", out);
    for (size_t i = 0; i < VARIABLES; i++)
        fprintf(out, "  %-18s %s\n", variables[i].name, variables[i].what);
}

/* ---- the manual page, in mdoc ---- */

enum { MAN_WIDTH = 72 };

/* Text in short lines: a backslash is a character of its own, and no line is a request. */
static void man_text(FILE *out, const char *text)
{
    int column = 0;
    for (const char *p = text; *p; p++) {
        if (*p == ' ' && column + (int)strcspn(p + 1, " ") >= MAN_WIDTH) {
            fputc('\n', out);
            column = 0;
            continue;
        }
        if (column == 0 && (*p == '.' || *p == '\''))
            fputs("\\&", out);
        fputs(*p == '\\' ? "\\e" : (char[]){*p, '\0'}, out);
        column++;
    }
    fputc('\n', out);
}

static void man_option(FILE *out, const Option *o)
{
    fprintf(out, ".It Fl %s", o->form + 1);
    if (o->argument)
        fprintf(out, " Ar %s", o->argument);
    fputc('\n', out);
    man_text(out, o->help);
}

static void man_section(FILE *out, const char *name)
{
    fprintf(out, ".Sh %s\n", name);
}

static void man_table(FILE *out, const char *macro, const ManualRow *rows, size_t count)
{
    fputs(".Bl -tag -width Ds\n", out);
    for (size_t i = 0; i < count; i++) {
        fprintf(out, ".It %s ", macro);
        fputs(rows[i].name, out);
        fputc('\n', out);
        man_text(out, rows[i].what);
    }
    fputs(".El\n", out);
}

static void man_shell(FILE *out)
{
    man_section(out, "INTERACTIVE USE");
    fputs("At the prompt\n.Ic await ,\n.Ic async for\nand\n.Ic async with\nwork;\n.Fn asyncio.run\nand\n"
          ".Fn asyncio.create_task\nuse the one loop of the session.\n", out);
    man_text(out, "Its tasks go on while a line is being typed.");
    man_text(out, "What they print appears above the line; one that fails says so at once, with the place where it was made.");
    man_text(out, "Ctrl-C cancels what is being awaited and nothing else, or clears the line; Ctrl-D leaves.");
    man_text(out, "A block ends with an empty line, and is recalled and edited as a whole.");
    man_text(out, "Tab completes; a second Tab shows the signature of the call.");
    fputs("The keys are those of\n.Xr readline 3 ,\nwhich reads\n.Pa ~/.inputrc .\n.Pp\n", out);
    man_text(out, "Lines that begin with a per cent sign are commands:");
    man_table(out, "Ic", shell_commands, sizeof shell_commands / sizeof *shell_commands);
}

void options_manual(FILE *out)
{
    fputs(".Dd November 21, 2026\n.Dt RONDO 1\n.Os\n", out);
    man_section(out, "NAME");
    fputs(".Nm rondo\n.Nd an interpreter that teaches asynchronous programming\n", out);
    man_section(out, "SYNOPSIS");
    fputs(".Nm\n.Op Ar option ...\n.Op Fl c Ar CODE | Fl m Ar MODULE | Ar FILE | Fl\n.Op Ar argument ...\n", out);
    man_section(out, "DESCRIPTION");
    man_text(out, "Rondo runs a strict subset of Python 3.13: what runs in Rondo runs unchanged on CPython and prints the same.");
    man_text(out, "Without a script and with a terminal it is an interactive shell in which tasks live.");
    fputs(".Pp\nThe options:\n.Bl -tag -width Ds\n", out);
    for (int i = 0; i < OPT_COUNT; i++)
        man_option(out, &options[i]);
    fputs(".El\n", out);
    man_shell(out);
    man_section(out, "ENVIRONMENT");
    man_table(out, "Ev", variables, VARIABLES);
    man_section(out, "FILES");
    man_table(out, "Pa", files, sizeof files / sizeof *files);
    man_section(out, "EXIT STATUS");
    man_text(out, "0, or that of SystemExit; 1 after an exception that nobody caught; 2 when the command line is wrong or the "
                  "script cannot be read.");
    man_text(out, "A script that KeyboardInterrupt ends dies of SIGINT.");
}

void options_completion(FILE *out)
{
    fputs("# bash completion for rondo\n_rondo()\n{\n    local word=${COMP_WORDS[COMP_CWORD]}\n    case ${COMP_WORDS[COMP_CWORD-1]} in\n", out);
    for (int i = 0; i < OPT_COUNT; i++)
        if (options[i].choices)
            fprintf(out, "    %s) COMPREPLY=($(compgen -W '%s' -- \"$word\")); return ;;\n", options[i].form, options[i].choices);
    fputs("    esac\n    case $word in\n    -*) COMPREPLY=($(compgen -W '", out);
    for (int i = 0; i < OPT_COUNT; i++)
        fprintf(out, "%s%s", i ? " " : "", options[i].form);
    fputs("' -- \"$word\")) ;;\n    *) COMPREPLY=($(compgen -f -X '!*.py' -- \"$word\") $(compgen -d -- \"$word\")) ;;\n    esac\n}\n"
          "complete -o filenames -F _rondo rondo\n", out);
}
