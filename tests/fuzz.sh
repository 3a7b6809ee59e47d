#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: fuzz.sh RONDO     damages test scripts at random for FUZZ_SECONDS (30) and runs them: whatever they hold, RONDO (a
# sanitizer build) must end by itself. A signal, a sanitizer's or leak report, or a run that does not even react to an
# interrupt is a failure; its script is kept in FUZZ_KEEP (build/fuzz). A script that merely loops is interrupted.
# Of four scripts one is only lexed and one only parsed, which is much faster. For as long again fuzz/modules.py feeds damaged data to
# the modules that read it.
# env: FUZZ_SEED (1) chooses the series; FUZZ_FRONT=1 runs none of them
# rows: FAIL file (why); last line: N passed, N failed
here=$(cd "$(dirname "$0")" && pwd)
[ -x "$1" ] || { echo "usage: fuzz.sh RONDO" >&2; exit 2; }
FUZZ_RONDO=$(realpath "$1") FUZZ_ROOT=$(dirname "$here") exec perl - <<'PERL'
use strict;
use warnings;
use Cwd;
use File::Path qw(make_path remove_tree);
use File::Temp qw(tempdir);

my $root = $ENV{FUZZ_ROOT};
my $seconds = $ENV{FUZZ_SECONDS} // 30;
my $seed = $ENV{FUZZ_SEED} // 1;
my $keep = $ENV{FUZZ_KEEP} // "$root/build/fuzz";
srand $seed;
$| = 1;

# Scripts that touch files, processes or signals are left out: damaged, they might touch others.
my @sources;
for my $file (glob "$root/tests/{lang,types,gen,builtins,order,errors,async,bad,syntax}/*.py") {
    open my $in, '<:raw', $file or next;
    my $text = do { local $/; <$in> };
    next if length $text > 20000;
    next if $text =~ /\b(?:os|shutil|subprocess|signal|socket|posix|tempfile|pathlib|open|ctypes|runpy)\b/;
    push @sources, [$file, $text];
}
die "fuzz.sh: no scripts\n" unless @sources;

my @odd = ('(', ')', '[', ']', '{', '}', ':', ',', '=', "\t", "\n", '"', "'", '"""', '\\', 'f"{', '*', '**', '@', 'await ',
    'yield ', 'lambda: ', 'async ', 'del ', 'return', 'None', '-1', '10**30', '0', '1e308', '""', '()', '[]', '{}', 'self',
    'x', '...', 'not ', ' in ', ' is ', ' if ', ' else ', 'for x in ', 'global x', "\0", "\xff", "\xe2\x80", 'raise ', 'super()');

# One small change to a text given as a list of tokens, lines or bytes.
my @changes = (
    sub { my @b = split //, shift; $b[rand @b] = chr int rand 256; join '', @b },
    sub { my @b = split //, shift; splice @b, rand @b, 1 + rand 4; join '', @b },
    sub { my @l = split /^/, shift; my ($i, $j) = (int rand @l, int rand @l); @l[$i, $j] = @l[$j, $i]; join '', @l },
    sub { my @l = split /^/, shift; splice @l, rand @l, 1; join '', @l },
    sub { my @l = split /^/, shift; my $l = $l[rand @l]; splice @l, rand @l, 0, $l; join '', @l },
    sub { my @w = split /(\w+|\s+|[^\w\s])/, shift; splice @w, rand @w, 1; join '', @w },
    sub { my @w = split /(\w+|\s+|[^\w\s])/, shift; $w[rand @w] = $w[rand @w]; join '', @w },
    sub { my @w = split /(\w+|\s+|[^\w\s])/, shift; my ($i, $j) = (int rand @w, int rand @w); @w[$i, $j] = @w[$j, $i]; join '', @w },
    sub { my @w = split /(\w+|\s+|[^\w\s])/, shift; splice @w, rand @w, rand() < 0.5, $odd[rand @odd]; join '', @w },
    sub { my $t = shift; substr $t, 0, rand length $t },
);

sub damage {
    my $text = $sources[rand @sources][1];
    for (1 .. 1 + int rand 4) {
        last if length $text < 4;
        $text = $changes[rand @changes]->($text);
    }
    return $text;
}

my $work = tempdir(CLEANUP => 1);
my ($passed, $failed, $end) = (0, 0, time + $seconds);
my @run = ('-X', 'memory=256M', '--virtual-time');
my @turns = $ENV{FUZZ_FRONT} ? (['--tokens'], ['--ast']) : (['--tokens'], ['--ast'], [@run], [@run]);
$ENV{ASAN_OPTIONS} = 'detect_leaks=0:allocator_may_return_null=1';
$ENV{UBSAN_OPTIONS} = 'print_stacktrace=1';
$ENV{PYTHONHASHSEED} = 0;
delete $ENV{PYTHONPATH};

while (time < $end) {
    my $text = damage();
    my @flags = @{$turns[($passed + $failed) % @turns]};
    my $script = "$work/script.py";
    open my $out, '>:raw', $script or die "fuzz.sh: $script: $!\n";
    print $out $text;
    close $out;
    remove_tree("$work/cwd");
    make_path("$work/cwd");
    my $pid = fork // die "fuzz.sh: fork: $!\n";
    if (!$pid) {
        chdir "$work/cwd";
        open STDIN, '<', '/dev/null';
        open STDOUT, '>', '/dev/null';
        open STDERR, '>', "$work/err";
        exec 'bash', '-c', 'ulimit -c 0 -f 100000; exec timeout -s INT -k 20 10 "$@"', 'fuzz', $ENV{FUZZ_RONDO}, @flags, $script;
        exit 127;
    }
    waitpid $pid, 0;
    my $status = $? & 127 ? 128 + ($? & 127) : $? >> 8;
    open my $in, '<:raw', "$work/err";
    my $err = $in ? do { local $/; <$in> } // '' : '';
    my $why;
    if ($err =~ /(?:ERROR|SUMMARY): (\w+Sanitizer: \S+)/) { $why = $1 }
    elsif ($err =~ /^(\S+: runtime error: .*)/m) { $why = $1 }
    elsif ($err =~ /^(rondo: .* leaked)/m) { $why = $1 }
    elsif ($status == 137) { $why = 'hangs' }
    elsif ($status > 124 && $status != 130) { $why = "status $status" }
    if (!defined $why) {
        $passed++;
        next;
    }
    $failed++;
    make_path($keep);
    my $name = "$keep/$seed-" . ($passed + $failed);
    rename $script, "$name.py" or system 'cp', $script, "$name.py";
    system 'cp', "$work/err", "$name.err";
    print "FAIL $name.py ($why)\n";
}
# The modules: a process that ends early is a failure, whose last input is the last line of its errors.
my $again = 0;
$end = time + $seconds;
while ((my $left = $end - time) > 0 && $again < 20) {
    my $round = $seed + 100 * $again++;
    system "ulimit -c 0; timeout -k 5 " . ($left + 30) . " $ENV{FUZZ_RONDO} -X memory=256M $root/tests/fuzz/modules.py $left $round >$work/out 2>$work/err";
    if ($? == 0) { $passed++; last }
    $failed++;
    make_path($keep);
    system 'cp', "$work/err", "$keep/modules-$round.err";
    my $last = qx(grep -aE 'Sanitizer|runtime error|leaked|defect' $work/err | head -1; tail -1 $work/err) =~ s/\n/ /gr;
    print "FAIL modules, round $round, status ", $? >> 8, " (", substr($last, 0, 300), ")\n";
}
print "$passed passed, $failed failed\n";
exit($failed || !$passed ? 1 : 0);
PERL
