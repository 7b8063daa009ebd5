#!/bin/sh
# analyzer.sh LOG - what a build with gcc -fanalyzer said, without what tests/analyzer.txt explains.
set -u
known=$(sed 's/^#.*//; s/ *#.*//' tests/analyzer.txt)
found=$(sed -n 's/^\([^ :]*\):[0-9:]* warning: \(.*\) \[CWE.*/\1 \2/p' "$1" | sort -u)
new=$(printf '%s\n' "$found" | grep -vxF "$known")
failed=0
if [ -n "$new" ] || grep -q ' error: \|\*\*\*' "$1"; then
	failed=1
	printf '%s\n' "$new"
	grep ' error: \|\*\*\*' "$1"
fi
passed=$((1 - failed))
[ -z "${CHECK_SUM-}" ] || echo "$passed $failed 0" >"$CHECK_SUM"
echo "$passed passed, $failed failed, 0 skipped"
[ $failed -eq 0 ]
