#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: cover.sh RONDO [-j N] [pattern]     runs the scripts with the coverage build (build/cover) and prints, per folder and for
# vm/ and stdlib/ together, the percentage of lines reached; needs gcov.
# env: COVER_FILES=1  a row per file too, the least covered first
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
[ -x "$1" ] || { echo "usage: cover.sh RONDO [-j N] [pattern]" >&2; exit 2; }
command -v gcov >/dev/null || { echo "cover.sh: no gcov" >&2; exit 2; }
find "$root/build/cover" -name '*.gcda' -delete
RUNNER_SLOW=6 bash "$here/run.sh" "$@" | tail -1
cd "$root" || exit 2
find build/cover/vm build/cover/stdlib -name '*.gcno' | xargs gcov -n 2>/dev/null | perl -e '
    my ($file, %reached, %lines, %file_rate);
    while (<STDIN>) {
        if (/^File .((?:vm|stdlib)\/.*).$/) { $file = $1 }
        elsif (/^File /) { $file = undef }
        elsif ($file && /^Lines executed:([\d.]+)% of (\d+)/) {
            my ($folder) = $file =~ m{^(.*)/};
            for ($folder, "vm and stdlib") { $reached{$_} += $1 * $2 / 100; $lines{$_} += $2 }
            $file_rate{$file} = $1;
            $file = undef;
        }
    }
    if ($ENV{COVER_FILES}) { printf "%6.1f%%  %s\n", $file_rate{$_}, $_ for sort { $file_rate{$a} <=> $file_rate{$b} } keys %file_rate }
    printf "%6.1f%%  %s (%d lines)\n", 100 * $reached{$_} / $lines{$_}, $_, $lines{$_} for sort grep { $_ ne "vm and stdlib" } keys %lines;
    printf "%6.1f%%  vm and stdlib\n", 100 * $reached{"vm and stdlib"} / ($lines{"vm and stdlib"} || 1);
'
