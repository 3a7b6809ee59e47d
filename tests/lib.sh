# SPDX-License-Identifier: MIT
# What run.sh and golden.sh share: the directives of a test, the way it is run, the way its output is normalised.
# Needs bash, coreutils and perl; no Python.

# Read the directives of test $1 (comment lines at its very top) into the variable D_<name>; D_line is the number of
# the line that carries an inline `# error:` expectation, D_error its text.
read_directives() {
    D_args= D_stdin= D_flags= D_env= D_skip= D_stderr= D_memory= D_timeout= D_line= D_error=
    local line n=0
    while IFS= read -r line && [ $n -lt 12 ]; do
        n=$((n + 1))
        case $line in
        '# args: '*) D_args=${line#*: } ;;
        '# stdin: '*) D_stdin=${line#*: } ;;
        '# flags: '*) D_flags=${line#*: } ;;
        '# env: '*) D_env=${line#*: } ;;
        '# skip-if: '*) D_skip=${line#*: } ;;
        '# stderr: '*) D_stderr=${line#*: } ;;
        '# memory: '*) D_memory=${line#*: } ;;
        '# timeout: '*) D_timeout=${line#*: } ;;
        '#'*) ;;
        *) break ;;
        esac
    done <"$1"
    if grep -q '# error: ' "$1" 2>/dev/null; then
        D_line=$(grep -an '# error: ' "$1" | head -1 | cut -d: -f1)
        D_error=$(grep -a '# error: ' "$1" | head -1 | sed 's/.*# error: //')
    fi
}

# Run test $1 with the command in the array COMMAND (interpreter, wrapper and flags); write $2/out and $2/err, set STATUS.
# The working directory is a fresh empty directory below $2.
run_program() {
    local file=$1 work=$2 input=/dev/null
    rm -rf "$work/cwd" && mkdir -p "$work/cwd"
    [ -n "$D_stdin" ] && input=$(dirname "$file")/$D_stdin
    { (
        cd "$work/cwd" || exit 99
        [ -n "$D_memory" ] && [ -z "$RUNNER_WRAP$RUNNER_SLOW" ] && ulimit -v "$D_memory"
        ulimit -c 0
        unset PYTHONPATH PYTHONWARNINGS PYTHONASYNCIODEBUG PYTHONUNBUFFERED
        # shellcheck disable=SC2086
        eval "exec env PYTHONHASHSEED=0 PYTHONDONTWRITEBYTECODE=1 LC_ALL=C.UTF-8 $D_env timeout -k 2 $((${D_timeout:-20} * ${RUNNER_SLOW:-1})) \
            \"\${COMMAND[@]}\" \"\$file\" $D_args"
    ) <"$input" >"$work/out" 2>"$work/err"; } 2>/dev/null
    STATUS=$?
}

# What the hostile builds write when they find an error of ours (sanitizers, leaks, the recount).
# AddressSanitizer also warns of a request that it refuses, which is the MemoryError that a script asked for.
HOSTILE_REPORT='(ERROR|SUMMARY): [A-Za-z]*Sanitizer|WARNING: ThreadSanitizer|runtime error: |^rondo: .*(leaked|recount)'

# Sanitizers reserve an address space of their own: there the interpreter's limit stands in for the system's.
memory_flag() {
    [ -n "$D_memory" ] && [ -n "$RUNNER_WRAP$RUNNER_SLOW" ] && [ -z "$RUNNER_ORACLE" ] && echo "-X memory=${D_memory}K"
}

# Stdout as it is compared: addresses blanked, absolute paths of scripts reduced to their names.
normalise_stdout() {
    perl -pe 's/\bat 0x[0-9a-fA-F]+/at 0xADDR/g; s{(?<![\w.])/[^\s"\x27]*/([^/\s"\x27]+\.py)\b}{$1}g' <"$1"
}

# Stderr as it is compared: addresses blanked, directories dropped, frames of library files and their source lines
# removed, caret lines kept; the place where a task was made blanked (CPython names its own library there).
normalise_stderr() {
    perl -e '
        my $skip = 0;
        for (<STDIN>) {
            if (/^[\s|]*File "([^"]*)"/) {
                my $name = $1;
                if ($name =~ m{/lib/python3|^<frozen}) { $skip = 1; next }
                $skip = 0;
                s{File "[^"]*/([^/"]+)"}{File "$1"};
                print; next;
            }
            if ($skip) { next if /^(?:\s*\| )?    /; $skip = 0 }
            s/\bat 0x[0-9a-fA-F]+/at 0xADDR/g;
            s{^<sys>:0: }{sys:1: };
            s{[^\s"\x27<(]*/lib/python3[^\s"]*/([^/\s"]+\.py):\d+}{$1:N}g;
            s{[^\s"\x27<(]*/([^/\s"]+\.py)\b}{$1}g;
            s/created at [^\s>]+/created at PLACE/g;
            s/took \d+\.\d+ seconds/took N seconds/;
            print;
        }' <"$1"
}

# The line that says what went wrong: the last line of stderr that is not empty, addresses blanked.
last_line() {
    perl -ne 's/\bat 0x[0-9a-fA-F]+/at 0xADDR/g; s{(cannot import name \S+ from \S+) \([^)]*\)}{$1 (PATH)}; $l = $_ if /\S/; END { print $l // "" }' <"$1"
}

# Does stderr $1 say that the exception came from line $2 of file $3? (the last frame of that file)
last_frame_is() {
    local name
    name=$(basename "$3")
    [ "$(perl -ne 'BEGIN { $n = shift } $l = $2 if m{File "[^"]*?([^/"]+)", line (\d+)} && $1 eq $n; END { print $l // "" }' \
        "$name" <"$1")" = "$2" ]
}

# The options of the test that CPython has too; those that only Rondo has are dropped.
oracle_flags() {
    local word
    for word in $D_flags; do
        case $word in
        --virtual-time | --trace | --poller=*) ;;
        *) printf '%s ' "$word" ;;
        esac
    done
}
