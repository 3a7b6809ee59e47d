/* SPDX-License-Identifier: MIT */
/* What is made from the table of options: --help, the manual page, the completion of bash. */
#include "repl/options.h"

#define USAGE "[option] ... [-c CODE | -m MODULE | FILE | -] [argument] ..."

static const struct {
    const char *name, *what;
} variables[] = {
    {"PYTHONPATH", "folders for sys.path, separated by colons"},
    {"PYTHONWARNINGS", "warning filters, separated by commas (as -W)"},
    {"PYTHONUNBUFFERED", "stdout and stderr unbuffered (as -u)"},
    {"PYTHONASYNCIODEBUG", "debug mode of asyncio"},
    {"PYTHONDEVMODE", "development mode (as -X dev)"},
    {"PYTHONHASHSEED", "accepted: hashes are always those of CPython under PYTHONHASHSEED=0"},
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

/* Text for troff: a hyphen is a minus sign, so that options can be copied from the page. */
static void man_text(FILE *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '-' || *text == '\\')
            fputc('\\', out);
        fputc(*text, out);
    }
}

static void man_item(FILE *out, const char *name, const char *argument, const char *what)
{
    fputs(".TP\n.B ", out);
    man_text(out, name);
    if (argument)
        fprintf(out, " \\fI%s\\fR", argument);
    fputc('\n', out);
    man_text(out, what);
    fputc('\n', out);
}

void options_manual(FILE *out)
{
    fputs(".TH RONDO 1\n.SH NAME\nrondo \\- an interpreter that teaches asynchronous programming\n.SH SYNOPSIS\n.B rondo\n", out);
    man_text(out, USAGE);
    fputs("\n.SH DESCRIPTION\nRondo runs a strict subset of Python 3.13: what runs in Rondo runs unchanged on CPython and prints the same.\n"
          "Without a script and with a terminal it is an interactive shell in which\n.B await\nworks.\n.SH OPTIONS\n", out);
    for (int i = 0; i < OPT_COUNT; i++)
        man_item(out, options[i].form, options[i].argument, options[i].help);
    fputs(".SH ENVIRONMENT\n", out);
    for (size_t i = 0; i < VARIABLES; i++)
        man_item(out, variables[i].name, NULL, variables[i].what);
    fputs(".SH EXIT STATUS\n0, or that of SystemExit; 1 after an exception that nobody caught; 2 when the command line is wrong or the\n"
          "script cannot be read. A script that KeyboardInterrupt ends dies of SIGINT.\n", out);
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
