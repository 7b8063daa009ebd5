#!/bin/sh
# The rules of the house that a compiler does not check: which folder may include which, and
# where files, SQL, HTTP and threads may appear. Prints each offence; exit status 1 if any.
set -u
status=0
forbid() { # forbid WHAT PATTERN FILES...
	what=$1 pattern=$2
	shift 2
	found=$(grep -nE -- "$pattern" "$@" 2>/dev/null)
	if [ -n "$found" ]; then
		printf '%s:\n%s\n' "$what" "$found"
		status=1
	fi
}
files() { git ls-files -co --exclude-standard -- "$@"; }

forbid 'corpus/ includes only corpus/' '#include "(lexicons|stages|pipeline|tests)/' $(files 'corpus/*.[ch]')
forbid 'lexicons/ includes only corpus/ and lexicons/' '#include "(stages|pipeline|tests)/' $(files 'lexicons/*.[ch]')
forbid 'stages/ includes no pipeline/' '#include "(pipeline|tests)/' $(files 'stages/*.[ch]')
forbid 'a stage has no files and prints nothing' '(^|[^_[:alnum:]])(fopen|open|printf|fprintf|puts|fputs|getenv|time|rand)\(' \
	$(files 'stages/*.c')
forbid 'SQL lives in pipeline/store/' 'sqlite3' $(files '*.[ch]' | grep -v '^pipeline/store/' | grep -v '^tests/')
forbid 'HTTP lives in pipeline/review/' 'microhttpd|MHD_' $(files '*.[ch]' | grep -v '^pipeline/review/')
forbid 'OpenMP lives in pipeline/parallel.c' '#pragma omp|[<"/]omp\.h' $(files '*.[ch]' | grep -v '^pipeline/parallel\.c$')
forbid 'JSON is read by corpus/json.c' 'json_load' $(files 'corpus/*.[ch]' 'lexicons/*.[ch]' 'pipeline/*.[ch]' | grep -v '^corpus/json\.c$')
forbid 'argument parsing lives in pipeline/options.c' 'getopt' $(files '*.[ch]' | grep -v '^pipeline/options\.c$')
exit $status
