#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: cut.sh [--check]
# Fills the listings of the tutorial from tested files. In a chapter, the line
#   <!-- listing: path#tag -->
# stands before a code block; the block receives the lines between `# [tag]` and `# [/tag]` of that file (without a tag:
# the whole file but its licence line; a path ending in .out: the expected output). --check changes nothing and fails when
# a block differs.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
check=0
[ "$1" = --check ] && check=1
status=0
for chapter in "$root"/tutorial/*.md; do
    perl -e '
        my ($root, $chapter) = @ARGV;
        my ($wanted, $in, @out) = (undef, 0);
        open my $f, "<", $chapter or die "$chapter: $!\n";
        while (my $line = <$f>) {
            if ($line =~ /^<!-- listing: (\S+?)(?:#(\S+))? -->$/) {
                my ($path, $tag) = ($1, $2);
                open my $source, "<", "$root/$path" or die "$chapter: $path: $!\n";
                my @lines = <$source>;
                if (defined $tag) {
                    my ($on, @cut) = (0);
                    for (@lines) {
                        if (/^\s*# \[\Q$tag\E\]$/) { $on = 1; next }
                        if (/^\s*# \[\/\Q$tag\E\]$/) { $on = 0; next }
                        push @cut, $_ if $on && !/^\s*# \[\/?\w+\]$/;
                    }
                    @lines = @cut;
                } else { @lines = grep { !/^# SPDX|^\s*# \[\/?\w+\]$/ } @lines }
                die "$chapter: nothing in $path" . (defined $tag ? "#$tag" : "") . "\n" unless @lines;
                pop @lines while @lines && $lines[-1] =~ /^\s*$/;
                my ($margin) = sort { $a <=> $b } map { /^( *)\S/ ? length $1 : () } @lines;
                s/^ {$margin}// for @lines;
                $wanted = join "", @lines;
                push @out, $line;
            } elsif (defined $wanted && $line =~ /^```/ && !$in) { push @out, $line, $wanted; $in = 1 }
            elsif ($in && $line =~ /^```/) { push @out, $line; $in = 0; $wanted = undef }
            elsif (!$in) {
                die "$chapter: a listing comment without a block\n" if defined $wanted && $line =~ /\S/;
                push @out, $line;
            }
        }
        die "$chapter: a block is not closed\n" if $in;
        print @out;
    ' "$root" "$chapter" >"$chapter.new" || { rm -f "$chapter.new"; exit 2; }
    if cmp -s "$chapter" "$chapter.new"; then rm "$chapter.new"
    elif [ $check = 1 ]; then
        diff "$chapter" "$chapter.new"
        rm "$chapter.new"
        status=1
    else mv "$chapter.new" "$chapter"; fi
done
exit $status
