#!/usr/bin/env bash
# Adds the lesson AdaGrad to a scratch copy by the recipe in CONTRIBUTING, and runs the checks of a lesson.
#
#     Tests/Recipe/adagrad.sh [FOLDER]    a folder that does not exist yet; a temporary one if not given
#     Tests/Recipe/adagrad.sh --here      in this very clone, which must be a scratch copy
#
# It fails if a check fails, or if anything but the lesson's folder, its lines in three lists, its goldens, its
# oracle and its conditions had to change. It is run by hand.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
copy="${1:-$(mktemp -d)/gradus}"

step() { printf '\n== %s\n' "$*"; }

if [ "$copy" = --here ]; then
  cd "$root"
else
  [ ! -e "$copy" ] || { echo "$copy exists: name a new folder"; exit 64; }
  step "a copy of what is committed"
  git clone --quiet --no-hardlinks "$root" "$copy"
  cd "$copy"
fi

step "the recipe"
cp -R Tests/Recipe/AdaGrad lessons/AdaGrad
mkdir -p Tests/Oracles/lessons
cp Tests/Recipe/adagrad.py Tests/Oracles/lessons/adagrad.py
cp Tests/Recipe/AdaGradConditions.swift Tests/LessonTests/Invisible/
sed -i.bak 's/^    "decay": decayConditions,/    "adagrad": adagradConditions, "decay": decayConditions,/' \
  Tests/LessonTests/Invisible/InvisibleTests.swift
sed -i.bak 's/"Momentum", "RMSprop"/"Momentum", "AdaGrad", "RMSprop"/' Package.swift
sed -i.bak -e 's/^import Adam$/import AdaGrad\nimport Adam/' -e 's/^    momentum,$/    momentum,\n    adagrad,/' \
  Sources/Curriculum/Curriculum.swift
rm Package.swift.bak Sources/Curriculum/Curriculum.swift.bak Tests/LessonTests/Invisible/InvisibleTests.swift.bak
swift build --product gradus
gradus="$(swift build --show-bin-path)/gradus"
"$gradus" golden record adagrad
python3 Tests/Pages/refresh.py --gradus "$gradus"

step "nothing else has changed"
git add --all
git diff --cached --stat -- . ':!golden'
changed="$(git diff --cached --name-only | grep -v -e '^golden/adagrad/' -e '^lessons/AdaGrad/' \
  -e '^Tests/Oracles/lessons/adagrad.py$' -e '^Tests/LessonTests/Invisible/' | sort | tr '\n' ' ')"
[ "$changed" = "Package.swift Sources/Curriculum/Curriculum.swift " ] || { echo "changed: $changed"; exit 1; }
[ "$(git diff --cached --numstat -- Package.swift Sources | awk '{ n += $1 } END { print n }')" -le 4 ]

step "every command knows it"
expect() { # expect CODE TEXT COMMAND...
  local code=0 said
  said="$("${@:3}" 2>&1)" || code=$?
  if [ "$code" != "$1" ] || ! grep -q -- "$2" <<<"$said"; then
    printf '%s\n%s: exit %s, expected %s and "%s"\n' "$said" "${*:3}" "$code" "$1" "$2"
    exit 1
  fi
  echo "${*:4}"
}
run() { expect "$1" "$2" "$gradus" "${@:3}"; }
run 0 "AdaGrad on an elongated bowl" plot adagrad
run 0 "current-gradient-only" plot adagrad --variant current-gradient-only
run 0 "9.25" trace adagrad --case by-hand
run 0 "seen" coverage adagrad
run 0 "Accuracy" train --optimizer adagrad --epochs 3 --every 1
run 0 "adagrad" race adagrad adam --epochs 3 --every 1
{
  echo 'optimizer = "adagrad"'
  "$gradus" train --optimizer adagrad --epochs 2001 --every 1000 --learning-rate 0.01 --format csv |
    awk -F, 'NR > 1 { printf "Cost after epoch %s: %.6f\n", $1, $2 }'
} >adagrad.log
run 0 "AdaGrad" diagnose training adagrad.log
"$gradus" trace adagrad --case by-hand --variant missing-root --format json >print.json
run 1 "missing-root" diagnose adagrad --case by-hand print.json
# After the beats of s, 9.7 is what a step divided by s + ε would give: 10 − 3/(9 + 1).
predict() { printf 'full\n9\nfull\n9.7\n' | "$gradus" step adagrad --case by-hand --predict; }
expect 0 "missing-root" predict
"$gradus" golden check | tail -1
rm adagrad.log print.json

step "the tests of lessons, transcripts, plots, coverage and pages"
swift test --filter '^(RepositoryTests|LessonTests|CommandTests|EquationsTests|DiagnosisTests|WorksheetsTests)'
printf '\nthe recipe holds\n'
