#!/bin/sh
# check.sh PROGRAM... - runs test programs, as many at a time as there are processors, and shows what
# those that fail say. Ends with a line that sums up, also written to CHECK_SUM, if that is set, as
# three numbers: tests passed, failed, skipped.
set -u
if [ "${1-}" = --one ]; then
	name=${2#*/tests/}
	out=$CHECK_OUT/$(echo "$name" | tr / -)
	began=$(date +%s)
	timeout "${CHECK_SECONDS:-600}" "$2" >"$out" 2>&1
	status=$?
	# cmocka says how many; a program that dies before it can say so is one failure.
	set -- $(sed -n 's/^\[  PASSED  \] \([0-9]*\) .*/p \1/p; s/^\[  FAILED  \] \([0-9]*\) .*/f \1/p
		s/^\[  SKIPPED \] \([0-9]*\) .*/s \1/p' "$out" |
		awk '{n[$1] += $2} END {print n["p"] + 0, n["f"] + 0, n["s"] + 0}')
	[ "$status" -ne 0 ] && [ "$2" -eq 0 ] && set -- "$1" 1 "$3"
	echo "$1 $2 $3" >"$out.sum"
	if [ "$2" -gt 0 ]; then
		# One write, so that two that fail at the same time do not mix.
		printf '%s\n' "== $name failed (exit status $status)
$(tail -c 20000 "$out")"
	else
		echo "ok $name: $1 passed$([ "$3" -gt 0 ] && echo ", $3 skipped"), $(($(date +%s) - began)) s"
	fi
	exit 0
fi

CHECK_OUT=$(mktemp -d) || exit 1
export CHECK_OUT
trap 'rm -rf "$CHECK_OUT"' EXIT
printf '%s\n' "$@" | xargs -P "$(nproc)" -n 1 "$0" --one
set -- $(cat "$CHECK_OUT"/*.sum | awk '{p += $1; f += $2; s += $3} END {print p + 0, f + 0, s + 0}')
[ -z "${CHECK_SUM-}" ] || echo "$1 $2 $3" >"$CHECK_SUM"
echo "$1 passed, $2 failed, $3 skipped"
[ "$2" -eq 0 ]
