#!/bin/sh
# valgrind.sh PROGRAM FOLDER - the main commands on a copy of the sample study in FOLDER under valgrind:
# no access outside, nothing used before it is set, nothing lost. Foreign formats are read in the program
# itself, since a reading process may not make the calls that valgrind needs.
set -u
program=$1 folder=$2
sample=corpus/sample/stad
rm -rf "$folder" && mkdir -p "$folder" && cp -r $sample "$folder/s" || exit 1
passed=0 failed=0
check() { # check STATUS WORD... - the command ends so, and valgrind has nothing to say
	want=$1
	shift
	valgrind --quiet --error-exitcode=99 --leak-check=full --show-leak-kinds=definite,indirect \
		--errors-for-leak-kinds=definite,indirect --suppressions=tests/valgrind.txt \
		"$program" "$@" >"$folder/out" 2>"$folder/said"
	status=$?
	if [ $status -eq "$want" ]; then
		passed=$((passed + 1))
		echo "ok $*"
	else
		failed=$((failed + 1))
		printf 'FAILED (%s) %s\n' $status "$*"
		head -60 "$folder/said"
	fi
}
check 0 run "$folder/s" --threads 1 --no-sandbox
check 0 run "$folder/s" --threads 1 --no-sandbox --no-learn
for format in jsonl csv xlsx qdpx qdc taguette narrafirma quanteda; do
	check 0 export "$folder/s" --format $format --output "$folder/$format"
done
for command in themes compare perspectives commitments statements questions names; do
	check 0 $command "$folder/s"
done
check 0 network "$folder/s" --output "$folder/network.html"
check 0 cards "$folder/s" --format pdf --output "$folder/cards.pdf"
check 0 report "$folder/s"
check 0 runs "$folder/s"
check 0 diff "$folder/s" 1 2
check 0 import "$folder/s" "$folder/qdc"
check 0 lexicon check
check 0 stage read --no-sandbox $sample/ronde-1/*
check 2 run "$folder/s" --no-such-option
check 2 run "$folder/nowhere"
[ -z "${CHECK_SUM-}" ] || echo "$passed $failed 0" >"$CHECK_SUM"
echo "$passed passed, $failed failed, 0 skipped"
[ $failed -eq 0 ]
