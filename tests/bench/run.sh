#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: run.sh RONDO [-n ROUNDS] [pattern]      times the programs beside this script against python3 (or $PYTHON)
# The two take turns, so that a busy machine slows both. Prints the medians of CPU seconds (user + system), the ratio
# (above 1: Rondo is faster) and the geometric mean. A program whose output differs is named and not counted.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[ $# -ge 1 ] || { sed -n '3,5p' "$0" | cut -c3-; exit 2; }
rondo=$1 rounds=5 pattern=
shift
while [ $# -gt 0 ]; do
    case $1 in
    -n) rounds=$2; shift 2 ;;
    *) pattern=$1; shift ;;
    esac
done
exec perl - "$rondo" "${PYTHON:-python3}" "$rounds" "$here"/*"$pattern"*.py <<'PERL'
use strict;
use warnings;
my ($rondo, $python, $rounds, @programs) = @ARGV;

# CPU seconds of one run, and what it printed; undef seconds when it failed.
sub timed {
    my ($command, $program) = @_;
    my ($user, $system) = (times)[2, 3];
    my $out = qx{PYTHONHASHSEED=0 timeout 120 '$command' '$program' 2>&1};
    my $failed = $?;
    my ($user2, $system2) = (times)[2, 3];
    return ($failed ? undef : $user2 - $user + $system2 - $system, $out);
}

sub median { my @s = sort { $a <=> $b } @_; return $s[@s / 2] }

my ($logs, $count, $bad) = (0, 0, 0);
printf "%-16s %10s %10s %8s\n", 'program', 'rondo', 'python', 'ratio';
for my $program (@programs) {
    my ($name) = $program =~ m{([^/]+)\.py$};
    my (@mine, @theirs, $why);
    for (1 .. $rounds) {
        my ($a, $out) = timed($rondo, $program);
        my ($b, $want) = timed($python, $program);
        $why = 'fails: ' . (split /\n/, $out || 'no output')[-1] unless defined $a;
        $why = 'fails on python' unless defined $b;
        $why //= 'prints something else' if $out ne $want;
        last if $why;
        push @mine, $a;
        push @theirs, $b;
    }
    if ($why) { printf "%-16s %s\n", $name, $why; $bad++; next }
    my ($a, $b) = (median(@mine), median(@theirs));
    my $ratio = $b / ($a || 0.001);
    printf "%-16s %10.3f %10.3f %8.2f\n", $name, $a, $b, $ratio;
    $logs += log $ratio;
    $count++;
}
printf "%-16s %21s %8.2f\n", 'geometric mean', '', exp($logs / $count) if $count;
exit($bad ? 1 : 0);
PERL
