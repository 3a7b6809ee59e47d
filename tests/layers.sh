#!/bin/bash
# SPDX-License-Identifier: MIT
# usage: layers.sh     fails on an #include that goes against the order of the rooms
# Each room may include itself and the rooms above it in this list; stdlib sees only the two api headers of the VM
# (and the structs of vm/core and vm/objects that these include or name).
cd "$(dirname "$0")/.." || exit 2
rooms=(lexer parser vm/core vm/objects vm/run vm/sched vm/watch vm stdlib repl)
rank() { for i in "${!rooms[@]}"; do [ "${rooms[$i]}" = "$1" ] && { echo "$i"; return; }; done; echo -1; }
room_of() {
    case $1 in
    lexer/* | parser/* | stdlib/* | repl/*) echo "${1%%/*}" ;;
    vm/core/* | vm/objects/* | vm/run/* | vm/sched/* | vm/watch/*) echo "${1%/*}" ;;
    vm/*) echo vm ;;
    esac
}
# Headers that belong to a lower room by their folder but are a room's door: they may be included from above.
doors=' vm/api.h vm/api_sys.h vm/run/import.h vm/sched/sched.h vm/sched/clock.h stdlib/modules.def '
bad=0
while IFS=: read -r file line; do
    header=$(sed 's/.*"\(.*\)".*/\1/' <<<"$line")
    from=$(room_of "$file") to=$(room_of "$header")
    [ -z "$to" ] && continue
    [[ $doors == *" $header "* ]] && continue
    if [ "$(rank "$to")" -gt "$(rank "$from")" ]; then
        echo "$file ($from) includes $header ($to), a room below it"
        bad=$((bad + 1))
    fi
done < <(grep -rH '^ *#include "' lexer parser vm stdlib repl --include='*.c' --include='*.h' --include='*.inc' | sed 's/#include //')
if [ "$bad" = 0 ]; then echo "1 passed, 0 failed"; else echo "0 passed, 1 failed"; exit 1; fi
