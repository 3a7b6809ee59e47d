#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: profile.sh RONDO [PROGRAM.py ...]     where the instructions of the machine go, opcode by opcode (callgrind)
# Columns: share of all instructions spent in the opcode's own code (operations inlined into it included), share spent in the functions
# that it calls, then how many times the opcode ran. Below: the functions outside the dispatch loop. Default programs: tests/bench.
here=$(cd "$(dirname "$0")" && pwd)
[ $# -ge 1 ] || { sed -n '3,6p' "$0" | cut -c3-; exit 2; }
rondo=$(realpath "$1"); shift
[ $# -gt 0 ] || set -- "$here"/bench/*.py
out=$(mktemp)
trap 'rm -f "$out"' EXIT
for program; do
    echo "=== ${program##*/}"
    PYTHONHASHSEED=0 valgrind --tool=callgrind --dump-instr=yes --callgrind-out-file="$out" "$rondo" "$program" >/dev/null 2>"$out.err" ||
        tail -3 "$out.err"
    rm -f "$out.err"
    perl - "$here/../vm/run" "$out" <<'PERL'
use strict;
use warnings;
my ($room, $profile) = @ARGV;

# The opcode that owns each line of a chapter: the nearest TARGET, use of a macro that makes one, or label above it.
my %owner;
for my $path (glob("$room/*.inc"), "$room/dispatch.c") {
    my ($name) = $path =~ m{([^/]+)$};
    open my $in, '<', $path or die "$path: $!\n";
    my $current = "($name)";
    while (<$in>) {
        $current = $1 if /TARGET\(([A-Z]\w*)\)/ or /^ {0,4}[A-Z][A-Z_]*\(([A-Z]\w+)[,)]/ or /^ {0,4}(?!default)([a-z]\w+):/;
        $owner{$name}[$.] = $current;
    }
}

# callgrind's format: names are given once by number, positions are relative to the line before.
my (%names, %self, %called, %runs, %outside, @costs);
my ($addr, $line, $file, $function, $after_call, $total) = (0, 0, '', '', 0, 0);
sub name_of {
    my ($kind, $id, $text) = @_;
    $names{$kind}{$id} = $text if defined $text and length $text;
    return $names{$kind}{$id} // '?';
}
open my $in, '<', $profile or die "$profile: $!\n";
while (<$in>) {
    if (/^(fl|fi|fe|cfi|cfl)=\((\d+)\)(?: (.*))?/) {
        my $name = name_of('file', $2, $3);
        $file = $name unless $1 =~ /^c/;
    } elsif (/^(c?fn)=\((\d+)\)(?: (.*))?/) {
        my $name = name_of('function', $2, $3);
        $function = $name if $1 eq 'fn';
    } elsif (/^calls=/) {
        $after_call = 1;
    } elsif (/^(0x[0-9a-f]+|[-+]\d+|\*) (\d+|[-+]\d+|\*) (\d+)/) {
        my ($a, $l, $cost) = ($1, $2, $3);
        $addr = $a eq '*' ? $addr : $a =~ /^0x/ ? hex $a : $addr + $a;
        $line = $l eq '*' ? $line : $l =~ /^[-+]/ ? $line + $l : $l;
        my ($short) = $file =~ m{([^/]+)$};
        $total += $cost unless $after_call;
        if ($function =~ /^vm_run('\d+)?$/) {
            push @costs, [$addr, $owner{$short // ''}[$line], $cost, $after_call];
        } elsif (!$after_call) {
            $outside{$function} += $cost;
        }
        $after_call = 0;
    }
}
# Code that was inlined from a header belongs to the opcode in front of it.
my $current = '(entry)';
for my $c (sort { $a->[0] <=> $b->[0] } @costs) {
    $current = $c->[1] if defined $c->[1];
    if ($c->[3]) { $called{$current} += $c->[2] } else {
        $self{$current} += $c->[2];
        $runs{$current} = $c->[2] if $c->[2] > ($runs{$current} // 0);
    }
}
printf "%-28s %7s %7s %12s\n", 'opcode', 'own', 'called', 'runs';
my $shown = 0;
for my $op (sort { $self{$b} <=> $self{$a} } keys %self) {
    last if $shown++ >= 25 or $self{$op} < $total / 1000;
    printf "%-28s %6.2f%% %6.2f%% %12d\n", $op, 100 * $self{$op} / $total, 100 * ($called{$op} // 0) / $total, $runs{$op};
}
$shown = 0;
for my $name (sort { $outside{$b} <=> $outside{$a} } keys %outside) {
    last if $shown++ >= 15;
    printf "%-36s %6.2f%%\n", $name, 100 * $outside{$name} / $total;
}
printf "%d instructions\n", $total;
PERL
done
