#!/bin/sh
# clang-tidy over FILES, a processor each. What has been found clean is not looked at again: a file
# is known by all it includes, its flags and the checks that are on. TIDY_FLAGS holds the flags of
# the compiler, TIDY_CACHE the folder for what is known.
set -u
if [ "${1-}" != --one ]; then
	mkdir -p "$TIDY_CACHE"
	printf '%s\n' "$@" | xargs -P "$(nproc)" -n 1 "$0" --one
	exit
fi
file=$2
checks=$(cat .clang-tidy; cat "${file%%/*}/.clang-tidy" 2>/dev/null)
eval "set -- $TIDY_FLAGS"
key=$({ echo "$* $checks"; clang-tidy --version; clang -E -C "$@" -D__clang_analyzer__ "$file"; } |
	sha256sum | cut -d' ' -f1)
[ -e "$TIDY_CACHE/$key" ] && exit
clang-tidy --quiet "$file" -- "$@" 2>/dev/null && touch "$TIDY_CACHE/$key"
