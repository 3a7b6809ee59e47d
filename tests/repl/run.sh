#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: run.sh RONDO [-j N] [pattern]     sessions of the shell on a terminal: NAME.session against NAME.screen
#        run.sh --golden RONDO [pattern]   writes the screens; read them before you commit them
# Each session runs in a fresh home folder, which is the working folder too. Remarks at the top of a session may say:
#   # args: ...     arguments of rondo (-q)         # env: A=B ...    environment
#   # setup: CMD    a shell command run before      # after: NAME     another session runs before, in the same folder
#   # needs: readline    skipped with EDITOR=libedit
# rows: FAIL name, with a diff; last line: N passed, N failed, N skipped. Skipped altogether without build/term (libvterm).
here=$(cd "$(dirname "$0")" && pwd)
term=$here/../../build/term
golden=
[ "$1" = --golden ] && golden=1 && shift
program=$(realpath -s "$(command -v "$1")") || { sed -n 3,5p "$0" | cut -c3- >&2; exit 2; }
shift
jobs=1
[ "$1" = -j ] && jobs=$2 && shift 2
pattern=${1:-}
if [ ! -x "$term" ]; then
    echo "0 passed, 0 failed, $(ls "$here"/*.session | wc -l) skipped (libvterm-dev is not installed)"
    exit 0
fi

directive() { sed -n "s/^# $2: //p" "$1" | head -${3:-1}; }

play() {   # play SESSION FOLDER: the screen goes to stdout
    local before args vars
    before=$(directive "$1" after)
    [ -n "$before" ] && play "$here/$before.session" "$2" >/dev/null
    args=$(directive "$1" args)
    vars=$(directive "$1" env)
    (cd "$2" && bash -c "$(directive "$1" setup 20)" &&
        env -i HOME="$2" PATH="$PATH" TERM=xterm LC_ALL=C.UTF-8 NO_COLOR=1 PYTHONHASHSEED=0 TERM_SECONDS=$((20 * ${RUNNER_SLOW:-1})) \
            TEST_FILES="$here" ASAN_OPTIONS=detect_leaks=0 bash -c 'for v in $1; do case $v in -*) unset "${v#-}" ;; *) export "$v" ;; esac; done; shift; exec "$@"' \
            - "$vars" timeout -k 2 $((120 * ${RUNNER_SLOW:-1})) "$term" "$1" "$program" ${args:--q})
}

one() {
    local session=$1 name work
    name=$(basename "$session" .session)
    if [ "$EDITOR" = libedit ] && [ "$(directive "$session" needs)" = readline ]; then echo "SKIP repl/$name (libedit)"; return; fi
    work=$(mktemp -d)
    play "$session" "$work" >"$work.screen" 2>&1
    local status=$?
    sed -i "s|$work|~|g" "$work.screen"
    if [ -n "$golden" ] && [ $status = 0 ]; then cp "$work.screen" "$here/$name.screen"; echo "PASS repl/$name"
    elif [ $status = 0 ] && diff -a "$here/$name.screen" "$work.screen" >"$work.diff" 2>&1; then echo "PASS repl/$name"
    else
        echo "FAIL repl/$name"
        [ $status = 0 ] && mv "$work.diff" "$work.screen"
        head -${RUNNER_LINES:-30} "$work.screen" | sed 's/^/    /'
    fi
    rm -rf "$work" "$work.screen" "$work.diff"
}

# With RUNNER_RETRY a session that fails is played once more: on a busy machine a key may come too early.
checked() {
    local row; row=$(one "$1")
    if [ -n "$RUNNER_RETRY" ] && [[ $row == FAIL* ]]; then one "$1"; else echo "$row"; fi
}

export -f one play directive checked
export here term golden program
export EDITOR
out=$(ls "$here"/*"$pattern"*.session | xargs -P "$jobs" -I{} bash -c 'checked {}')
grep -v '^PASS' <<<"$out"
p=$(grep -c '^PASS' <<<"$out"); f=$(grep -c '^FAIL' <<<"$out"); s=$(grep -c '^SKIP' <<<"$out")
echo "$p passed, $f failed, $s skipped"
[ "$f" = 0 ]
