#!/bin/sh
# coverage.sh BUILD - what share of lines and branches the tests ran, from the counts that they left in
# BUILD: per folder, and the files with the most that was never run. Fails where a folder is below 90%
# of lines or 80% of branches. Left out are the rest of pipeline/ (commands, pages, report and exchange,
# which are tested as whole programs) and branches that only a compiler sees.
set -u
csv=$1/coverage.csv
gcovr --root . --object-directory "$1" --filter 'corpus/' --filter 'lexicons/' --filter 'stages/' \
	--filter 'pipeline/store/' --exclude-unreachable-branches --gcov-ignore-parse-errors \
	--csv -o "$csv" "$1" || exit 1
awk -F, '
	NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
	{
		lines = $column["line_total"]; line = $column["line_covered"]
		branches = $column["branch_total"]; branch = $column["branch_covered"]
		folder = $1; sub("/[^/]*$", "/", folder)
		split(folder " all", of, " ")
		for (i = 1; i <= 2; i++) {
			L[of[i]] += lines; l[of[i]] += line; B[of[i]] += branches; b[of[i]] += branch
		}
		printf "%d\t%-36s %4d lines, %4d branches never run\n", lines - line + branches - branch,
			$1, lines - line, branches - branch | "sort -rn | head -20 | cut -f2"
	}
	function show(name) {
		printf "%-18s %6d lines %5.1f%%  %6d branches %5.1f%%\n", name, L[name], 100 * l[name] / L[name],
			B[name], 100 * b[name] / B[name]
	}
	END {
		close("sort -rn | head -20 | cut -f2")
		print ""
		show("corpus/"); show("lexicons/"); show("stages/"); show("pipeline/store/"); show("all")
		for (folder in L)
			if (l[folder] < 0.9 * L[folder] || b[folder] < 0.8 * B[folder])
				exit 1
	}' "$csv"
