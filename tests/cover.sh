#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: cover.sh RONDO [-j N] [pattern]     how many lines of vm/ and stdlib/ are reached by the coverage build (build/cover): the
# unit tests, the scripts, the command line, the sockets on each poller, and every statement of the scripts with failing
# allocations. With a pattern only the scripts that match. Prints a row per file, the most unreached lines first, a row per
# folder, and the totals. Inline functions of headers count once, reached when any includer reaches them. Needs gcov.
# env: COVER_KEEP=1  adds to the counts of the run before;  COVER_LINES=FILE  prints the unreached lines of FILE instead
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
[ -x "$1" ] || { sed -n 3,7p "$0" | cut -c3- >&2; exit 2; }
command -v gcov >/dev/null || { echo "cover.sh: no gcov" >&2; exit 2; }
cd "$root" || exit 2
export RUNNER_SLOW=6 RUNNER_LINES=0
if [ -z "$COVER_LINES" ]; then
    [ -n "$COVER_KEEP" ] || find build/cover -name '*.gcda' -delete
    run() { local name=$1; shift; echo "$name: $("$@" 2>&1 | tail -1)"; }
    run scripts bash "$here/run.sh" "$@"
    if [ $# -lt 4 ]; then
        [ -x build/cover/unit ] && run units build/cover/unit
        [ -e "$here/cli/run.sh" ] && run 'command line' bash "$here/cli/run.sh" "$1"
        for poller in poll epoll; do RUNNER_FLAGS="--poller=$poller" run "sockets, $poller" bash "$here/run.sh" "$@" sockets/; done
        RUNNER_FLAGS=--trace run 'async, traced' bash "$here/run.sh" "$@" async/wait
        ALLOC_ROUNDS=${ALLOC_ROUNDS:-25} run 'failing allocations' bash "$here/alloc_statements.sh" "$@"
    fi
fi
find build/cover/vm build/cover/stdlib -name '*.gcno' | xargs gcov -t 2>/dev/null | perl -e '
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
