# awk -f topics.awk include/ctnn/*/README.md ...: the topics of the reference, as the folders' README.md describe them;
# and the page of what a layer may say, which is the comment of engine/layer.hpp.

BEGIN { print "/** @namespace ctnn\n@brief All of the library.\n*/\n" \
              "/** @namespace ctnn::value_ranges\n@brief The ranges that settings and targets have.\n*/" }

FNR == 1 {
    finish()
    path = FILENAME
    sub(/^.*include\/ctnn\//, "", path)
    sub(/\/[^\/]*$/, "", path)
    roles = FILENAME ~ /layer\.hpp$/
}

!roles && FNR == 1 {
    id = path
    gsub(/\//, "_", id)
    print "/** @defgroup " id " " substr($0, 3)
    open = 1
    next
}
!roles { print linked($0) }

roles && /^#include/ { started = 1; next }
roles && /^namespace/ { finish(); started = 0 }
roles && started && /^\/\// {
    if (!open) {
        print "/** @page roles What a layer may say\n"
        print "The roles for which `engine/layer.hpp` asks a placed layer, one of your own as one of the library's."
        print "\n@verbatim"
    }
    open = 2
    print substr($0, 4)
}
END { finish() }

# Names of files that are pages become links to them.
function linked(text,    part) {
    gsub(/`engine\/layer\.hpp`/, "@ref roles", text)
    while (match(text, /\]\([a-z_\/.]*README\.md\)/)) {
        part = substr(text, RSTART + 2, RLENGTH - 3)
        sub(/\/?README\.md$/, "", part)
        sub(/^(\.\.\/)+/, "", part)
        gsub(/\//, "_", part)
        text = substr(text, 1, RSTART + 1) "@ref " part substr(text, RSTART + RLENGTH - 1)
    }
    return text
}

function finish() {
    if (open == 2) print "@endverbatim"
    if (open) print "*/"
    open = 0
}
