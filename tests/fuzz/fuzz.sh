#!/bin/sh
# fuzz.sh SECONDS PROGRAM... - runs each libFuzzer target for so long, as many at a time as there are
# processors: first what was found before (tests/fuzz/finds), then on from the seeds and from what
# earlier runs kept in FUZZ_CORPUS. What is found is left in FUZZ_FINDS. The last line sums up.
set -u
top=$(dirname "$0")

# The reader's and the chain's seeds are files of the sample study and of the golden cases behind
# a byte that names their kind.
seed() { # seed FOLDER OCTAL FILE...
	folder=$1 byte=$2
	shift 2
	for file in "$@"; do
		{ printf "\\$byte"; head -c 16000 "$file"; } >"$folder/$(basename "$file")"
	done
}
seeds_of() { # seeds_of TARGET FOLDER
	cp "$top/seeds/$1"/* "$2" 2>/dev/null
	golden=$top/../corpus/golden sample=corpus/sample/stad
	case $1 in
	reader)
		seed "$2" 000 "$golden"/*.txt
		seed "$2" 001 "$golden"/*.md
		seed "$2" 002 "$golden"/*.html
		seed "$2" 003 $sample/*/*.docx "$golden"/*.docx
		seed "$2" 004 $sample/*/*.odt "$golden"/*.odt
		seed "$2" 005 "$golden"/*.pdf $sample/*/*.pdf
		seed "$2" 007 "$golden"/*.srt
		seed "$2" 010 "$golden"/*.csv
		seed "$2" 013 "$golden"/*.json ;;
	chain)
		seed "$2" 000 "$golden"/*.txt $sample/*/*.txt
		seed "$2" 001 "$golden"/*.md
		seed "$2" 002 "$golden"/*.srt
		seed "$2" 003 "$golden"/*.csv ;;
	model)
		seed "$2" 000 lexicons/*/[!d]*.model
		seed "$2" 001 lexicons/telling/dutch.model ;;
	esac
}

# With AFL++ instead: the same seeds; what it found is under FUZZ_FINDS/NAME/default.
run_afl() { # run_afl PROGRAM NAME SECONDS
	out=$FUZZ_FINDS/$2
	rm -rf "$out"
	AFL_NO_UI=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 \
		afl-fuzz -V "$3" -t 10000 -i "$FUZZ_FINDS/seeds/$2" -o "$out" -- "$1" >"$FUZZ_FINDS/$2.log" 2>&1
	figure() { sed -n "s/^$1 *: *//p" "$out/default/fuzzer_stats"; }
	crashes=$(figure saved_crashes) hangs=$(figure saved_hangs)
	if [ "$crashes$hangs" = 00 ]; then
		echo "ok afl $2: $(figure execs_done) executions, $(figure edges_found) edges ($(figure bitmap_cvg))"
		echo ok >"$FUZZ_FINDS/$2.result"
	else
		printf '%s\n' "== afl $2: ${crashes:-no run}, see $out/default" "$(tail -5 "$FUZZ_FINDS/$2.log")"
		echo fail >"$FUZZ_FINDS/$2.result"
	fi
}

if [ "${1-}" = --one ]; then
	program=$3 name=$(basename "$3")
	corpus=$FUZZ_CORPUS/$name log=$FUZZ_FINDS/$name.log
	mkdir -p "$corpus" "$FUZZ_FINDS/seeds/$name"
	seeds_of "$name" "$FUZZ_FINDS/seeds/$name"
	if [ -n "${FUZZ_AFL-}" ]; then
		run_afl "$program" "$name" "$2"
		exit 0
	fi
	# A document takes at most ten seconds and a gigabyte, whatever is in it.
	limits="-timeout=10 -rss_limit_mb=2048 -malloc_limit_mb=1024 -max_len=16384"
	status=0
	for find in "$top/finds/$name"/*; do
		[ -e "$find" ] && { "$program" $limits "$find" >"$log" 2>&1 || { status=1; break; }; }
	done
	[ $status -ne 0 ] || "$program" $limits -max_total_time="$2" -print_final_stats=1 -verbosity=1 \
		-artifact_prefix="$FUZZ_FINDS/$name-" "$corpus" "$FUZZ_FINDS/seeds/$name" >"$log" 2>&1 || status=1
	if [ $status -ne 0 ]; then
		printf '%s\n' "== fuzz $name failed
$(grep -aE 'ERROR|SUMMARY|runtime error|Test unit written|^ +#[0-9]+ .* in ' "$log" | head -30)"
		echo fail >"$FUZZ_FINDS/$name.result"
	else
		executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
		edges=$(sed -n 's/.*cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)
		echo "ok fuzz $name: $executions executions, $edges edges"
		echo ok >"$FUZZ_FINDS/$name.result"
	fi
	exit 0
fi

seconds=$1
shift
mkdir -p "$FUZZ_FINDS" && rm -f "$FUZZ_FINDS"/*.result
printf '%s\n' "$@" | xargs -P "$(nproc)" -n 1 "$0" --one "$seconds"
passed=$(grep -l ok "$FUZZ_FINDS"/*.result | wc -l)
[ -z "${CHECK_SUM-}" ] || echo "$passed $(($# - passed)) 0" >"$CHECK_SUM"
echo "$passed passed, $(($# - passed)) failed, 0 skipped"
[ "$passed" -eq $# ]
