#!/bin/bash
# Wrong usage exits with 2 and says what to do; help and version say what they should.
. "$(dirname "$0")/lib.sh"

run 2
says "$err" "Usage: hexapla COMMAND"
silent "$out"

run 2 stats
says "$err" "hexapla: error: there is no command 'stats'"
says "$err" "hint: did you mean 'status'?"
run 2 xyzzy
says "$err" "hint: 'hexapla --help' lists the commands"
run 2 publish -o x
says "$err" "there is no command 'publish'"
run 2 help xyzzy
says "$err" "there is no command 'xyzzy'"

run 2 status --pags
says "$err" "there is no option '--pags'"
says "$err" "hint: did you mean '--pages'?"
run 2 status --zzzzz
says "$err" "'hexapla status --help' lists the options"
run 2 status --min
says "$err" "option '--min' takes one value"
run 2 init a b
says "$err" "unexpected argument 'b'"
run 2 -j 0 status
says "$err" "'0' is no number of threads"
run 2 --color sometimes status
says "$err" "--color cannot be 'sometimes'"
run 2 -C no/such/folder status
says "$err" "cannot change to the folder 'no/such/folder': No such file or directory"
run 2 status
says "$err" "there is no hexapla.yaml here or above"
says "$err" "hexapla init"

run 0 --version
grep -qxE 'hexapla [0-9]+\.[0-9]+\.[0-9]+' "$out" || fail "not a version"
run 0 --help
for command in init extract update merge status report build diff impact verify format memory pretranslate git-merge git-textconv help; do says "$out" "    $command"; done
for command in init extract update merge status report build diff impact verify format memory pretranslate git-merge git-textconv; do
  run 0 help "$command"
  cp "$out" manual
  for section in NAME SYNOPSIS DESCRIPTION OPTIONS "EXIT STATUS" EXAMPLES; do
    grep -qx "$section" manual || fail "hexapla help $command has no $section"
  done
  run 0 "$command" --help
  same manual "$out"
  awk 'length($0) > 80' manual | grep . && fail "a line of the manual is too long"
  silent "$err"
  run 0 help --man "$command"
  says "$out" ".TH \"hexapla\\-${command//-/\\-}\" 1"
  man --warnings -E UTF-8 -l "$out" >/dev/null 2>"$work/.man" || true
  [ ! -s "$work/.man" ] || ! command -v groff >/dev/null || fail "groff complains: $(cat "$work/.man")"
done
