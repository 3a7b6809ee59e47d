#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: cover.sh RONDO [-j N] [pattern]     how many lines of vm/ and stdlib/ are reached by the coverage build (build/cover), in
# parts: the unit tests, the scripts, the command line, the sockets on each poller, and every statement of the scripts with
# failing allocations. Prints a row per file, the most unreached lines first, a row per folder, and the totals. Inline functions of
# headers count once, reached when any includer reaches them. Needs gcov.
# Each part keeps its counts in build/cover/parts until it runs again, so that after a change only the parts concerned need to run;
# the counts of a file that was compiled anew are void. With a pattern the scripts that match add to what is there, other parts rest.
# env: COVER_PARTS="scripts alloc"  runs these parts only (scripts units cli sockets traced alloc; none: the table only)
#      COVER_LINES=FILE  prints the unreached lines of FILE instead, and runs nothing
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
[ -x "$1" ] || { sed -n 3,11p "$0" | cut -c3- >&2; exit 2; }
command -v gcov >/dev/null || { echo "cover.sh: no gcov" >&2; exit 2; }
cd "$root" || exit 2
program=$1
shift
options=("$@") pattern=
while [ $# -gt 0 ]; do
    case $1 in
    -j) shift 2 ;;
    -j*) shift ;;
    *) pattern=$1; shift ;;
    esac
done
export RUNNER_SLOW=6 RUNNER_LINES=0
counts=$root/build/cover/parts
stripped=$root/build/cover    # what GCOV_PREFIX takes the place of
strip=${stripped//[^\/]/}

# part NAME TITLE COMMAND...: runs it, unless it was not asked for; its counts go to $counts/NAME.
part() {
    local name=$1 title=$2 t0=$SECONDS; shift 2
    if [ -n "$pattern" ]; then [ "$name" = scripts ] || return
    else
        [[ " ${COVER_PARTS-$name} " == *" $name "* ]] || return
        [ "$name" = "$last_part" ] || rm -rf "${counts:?}/$name"
        last_part=$name
    fi
    echo "$title: $(GCOV_PREFIX=$counts/$name GCOV_PREFIX_STRIP=${#strip} "$@" 2>&1 | sed '$!{/^FAIL/!d}') ($((SECONDS - t0)) s)"
}

if [ -z "$COVER_LINES" ]; then
    part scripts scripts bash "$here/run.sh" "$program" "${options[@]}"
    part units units build/cover/unit
    part cli 'command line' bash "$here/cli/run.sh" "$program"
    for poller in poll epoll; do RUNNER_FLAGS="--poller=$poller" part sockets "sockets, $poller" bash "$here/run.sh" "$program" "${options[@]}" sockets/; done
    RUNNER_FLAGS=--trace part traced 'async, traced' bash "$here/run.sh" "$program" "${options[@]}" async/wait
    ALLOC_ROUNDS=${ALLOC_ROUNDS:-25} part alloc 'failing allocations' bash "$here/alloc_statements.sh" "$program" "${options[@]}"
fi

# gcov looks for the notes of the compiler beside the counts.
for folder in "$counts"/*/; do
    (cd build/cover && find vm stdlib -name '*.gcno') | while IFS= read -r notes; do
        [ -e "$folder${notes%.gcno}.gcda" ] && ln -sf "$root/build/cover/$notes" "$folder$notes"
    done
done
find build/cover/vm build/cover/stdlib "$counts" -name '*.gcno' | xargs gcov -t 2>/dev/null | perl -e '
    my ($file, %hit, %text, %reached, %lines);
    while (<STDIN>) {
        if (/^\s*-:\s*0:Source:(.*)/) { $file = $1; next }
        next unless $file && $file =~ m{^(?:vm|stdlib)/};
        my ($count, $line, $text) = /^\s*([^:\s]+):\s*(\d+):(.*)/ or next;
        next if $count eq "-" || !$line;
        $hit{$file}{$line} ||= $count =~ /^\d/ ? 1 : 0;
        $text{$line} = $text if $file eq ($ENV{COVER_LINES} // "");
    }
    if (my $wanted = $ENV{COVER_LINES}) {
        $hit{$wanted}{$_} or printf "%5d: %s\n", $_, $text{$_} for sort { $a <=> $b } keys %text;
        exit;
    }
    for my $file (keys %hit) {
        my ($folder) = $file =~ m{^(.*)/};
        my ($room) = $file =~ m{^([^/]*)};
        for my $name ($file, $folder eq $room ? () : "$folder/", "$room/", "total") {
            for (values %{$hit{$file}}) { $lines{$name}++; $reached{$name} += $_ }
        }
    }
    my $missing = sub { $lines{$_[0]} - ($reached{$_[0]} || 0) };
    my $row = sub { printf "%6.1f%% %6d of %6d unreached  %s\n", 100 * ($reached{$_} || 0) / $lines{$_}, $missing->($_), $lines{$_}, $_ };
    $row->() for sort { $missing->($b) <=> $missing->($a) || $a cmp $b } grep { m{[^/]$} && $_ ne "total" } keys %lines;
    $row->() for sort grep { m{/$} } keys %lines;
    $row->() for grep { $lines{$_} } "total";
'
