#!/bin/sh
# all.sh STEP... - makes each step, goes on where one fails, and sums up in the last line over all
# test programs; a step without programs (lint) is one test.
set -u
passed=0 failed=0 skipped=0 broken=
CHECK_SUM=$(mktemp) || exit 1
export CHECK_SUM
trap 'rm -f "$CHECK_SUM"' EXIT
for step in "$@"; do
	printf '\n== make %s\n' "$step"
	: >"$CHECK_SUM"
	began=$(date +%s)
	${MAKE:-make} --no-print-directory "$step"
	status=$?
	set -- $(cat "$CHECK_SUM")
	if [ $# -eq 3 ] && { [ "$2" -gt 0 ] || [ $status -eq 0 ]; }; then
		passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
	elif [ $status -eq 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
	fi
	[ $status -eq 0 ] || broken="$broken $step"
	echo "-- $step: $([ $status -eq 0 ] && echo ok || echo FAILED), $(($(date +%s) - began)) s"
done
[ -z "$broken" ] || printf '\nfailed:%s\n' "$broken"
printf '\n%d passed, %d failed, %d skipped\n' $passed $failed $skipped
[ -z "$broken" ]
