#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: golden.sh [TEST.py ...]     asks CPython 3.13 for the expected output of the tests (of all of them without arguments)
# Writes beside NAME.py: NAME.out (stdout); NAME.err when the exit status is not 0 (`status N`, then the last line of stderr);
# NAME.stderr when the test says `# stderr: check`. Runs each test twice and refuses one whose output differs.
# env: ORACLE (python3.13)
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/lib.sh"
oracle=${ORACLE:-python3.13}
version=$("$oracle" -c 'import platform; print(platform.python_implementation(), platform.python_version())') || exit 2
case $version in
'CPython 3.13.'*) ;;
*) echo "golden.sh: CPython 3.13 is the reference, $oracle is $version" >&2; exit 2 ;;
esac
if [ -e "$here/GOLDEN_VERSION" ]; then
    recorded=$(sed 's/^# //' "$here/GOLDEN_VERSION")
    if [ "$(printf '%s\n%s\n' "$recorded" "$version" | sort -V | head -1)" != "$recorded" ]; then
        echo "golden.sh: the expected output was made by $recorded, $version is older" >&2
        exit 2
    fi
fi
echo "# $version" >"$here/GOLDEN_VERSION"

work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
failed=0
record() {
    local file=$1 base=${1%.py} first
    read_directives "$file"
    # shellcheck disable=SC2046
    COMMAND=("$oracle" $(oracle_flags))
    run_program "$file" "$work"
    if [ $STATUS = 124 ] || [ $STATUS = 137 ]; then echo "TIMEOUT $file"; failed=1; return; fi
    normalise_stdout "$work/out" >"$work/out1"
    normalise_stderr "$work/err" >"$work/stderr1"
    first=$STATUS
    run_program "$file" "$work"
    normalise_stdout "$work/out" >"$work/out2"
    normalise_stderr "$work/err" >"$work/stderr2"
    if [ "$first" != $STATUS ] || ! cmp -s "$work/out1" "$work/out2"; then echo "UNSTABLE $file"; diff "$work/out1" "$work/out2" | head -5; failed=1; return; fi
    if [ "$D_stderr" = check ] && ! cmp -s "$work/stderr1" "$work/stderr2"; then echo "UNSTABLE stderr $file"; failed=1; return; fi
    cp "$work/out1" "$base.out"
    rm -f "$base.err" "$base.stderr"
    [ $STATUS = 0 ] || { echo "status $STATUS"; last_line "$work/err"; } >"$base.err"
    [ "$D_stderr" = check ] && cp "$work/stderr1" "$base.stderr"
    if [ -n "$D_error" ]; then
        [ "$(last_line "$work/err")" = "$D_error" ] || { echo "WRONG EXPECTATION $file: $(last_line "$work/err")"; failed=1; }
        last_frame_is "$work/err" "$D_line" "$file" || { echo "WRONG LINE $file"; failed=1; }
    elif [ $STATUS != 0 ] && [ -n "$GOLDEN_VERBOSE" ]; then
        echo "STATUS $STATUS $file: $(last_line "$work/err")"
    fi
    return 0
}

if [ $# -eq 0 ]; then
    mapfile -t files < <(find "$here" "$here/../examples" -name '*.py' ! -path '*/bench/*' ! -path '*/helpers/*' ! -path '*/golden/*' ! -path '*/tools/*' | sort)
    set -- "${files[@]}"
fi
for file in "$@"; do record "$(realpath "$file")"; done
exit $failed
