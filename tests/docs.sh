#!/usr/bin/env bash
# Builds the site of guides and reference, in which a public name without a comment and a link to nowhere are errors,
# and looks whether what people look for is in it. Needs no input; takes seconds.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/cmake/install_missing.sh"

need_build_tools
need doxygen command -v doxygen
need doxygen-awesome-css test -e /usr/share/doxygen-awesome-css/doxygen-awesome.css
install_missing

cd "$root"
quietly cmake --preset docs
quietly cmake --build --preset docs
site=build/docs/docs/html
failed=0
passed=0

# What a page must say, or must not.
says() {
    if grep -qE -- "$2" "$site/$1" 2> /dev/null; then
        passed=$((passed + 1))
    else
        echo "$1 does not say: $2" >&2
        failed=$((failed + 1))
    fi
}
says_not() {
    if ! found=$(grep -rlE --include="$1" -- "$2" "$site"); then
        passed=$((passed + 1))
    else
        printf 'These say: %s\n%s\n' "$2" "$found" >&2
        failed=$((failed + 1))
    fi
}

for heading in Shapes Formula Parameters Cost PyTorch Keras Errors; do
    says structctnn_1_1Dense.html "<dt>$heading</dt>"
done
says structctnn_1_1Dense.html 'class Act *= *(<a [^>]*>)?Linear'
says classctnn_1_1Trainer.html '>History</a>.*>fit</a>'
says classctnn_1_1Trainer.html '(public|Functions) inherited from.*Learner'
says structctnn_1_1Parameters.html 'Values that training changes|values that training changes'
says classctnn_1_1Stream.html 'inherited from .*StreamCalls'
says group__network.html 'predict</a>'
says group__network.html 'classify</a>'
says group__train__optimizers.html 'structctnn_1_1Adam.html'
says sentences.html 'a dense layer cannot have 0 units'
says sentences.html 'the network takes 2 inputs but the array holds 3'
says roles.html 'same_for_every_step'
says index.html 'int.*main'
says page_examples_guide_first.html 'page_examples_README.html">'
# A Step in a sentence is no activation; the implementation stays out.
says_not 'structctnn_1_1LSTM.html' '>Step</a>'
says_not '*.html' 'CTNN_CODE|code_x86|namespacectnn_1_1(detail|kernels|simd)|inline_ctnn'
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
