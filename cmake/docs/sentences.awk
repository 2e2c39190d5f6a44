# awk -f sentences.awk core/error/*.hpp tests/must_not_compile/*.cpp: the page of all sentences, by subject, each with
# the code that it is said of and what compiles in its place.

FNR == 1 {
    name = FILENAME
    sub(/.*\//, "", name)
    sub(/\..*/, "", name)
    in_test = FILENAME ~ /must_not_compile/
    branch = wrong = right = spoken = ""
    if (!in_test && name !~ /^(sentence|tuning)$/) {
        ++subjects
        subject[subjects] = name
    }
}

!in_test && /^\/\/ [A-Z][a-z ,]*\.$/ {
    sections[++entries] = substr($0, 4, length($0) - 4)
    entry[entries] = ""
}
!in_test && /^struct [A-Za-z]/ && subjects && name == subject[subjects] {
    text = $2
    sub(/[^A-Za-z_0-9].*/, "", text)
    entry[++entries] = text
}

in_test && /^\/\/ ERROR: / {
    spoken = substr($0, 11)
    sub(/\|.*/, "", spoken)
    gsub(/<\.\*/, "<... ", spoken)
    gsub(/\(struct \)\?|\(class \)\?|ctnn::|[Uu]\?[Ll]\?|ul\?| \?|\([^()]*\)\?|[$\\]/, "", spoken)
    gsub(/\.\*/, "...", spoken)
    spoken = closed(spoken)
}
in_test && /^#/ {
    if ($1 == "#ifdef" && $2 == "MUST_NOT_COMPILE") branch = "wrong"
    else if ($1 == "#ifndef" && $2 == "MUST_NOT_COMPILE") branch = "right"
    else if ($1 == "#else" && branch != "") branch = branch == "right" ? "wrong" : "right"
    else if ($1 == "#endif") {
        if (branch != "" && !(name in said)) {
            said[name] = spoken
            bad[name] = wrong
            good[name] = right
        }
        branch = ""
    }
    next
}
in_test && branch == "wrong" { wrong = wrong $0 "\n" }
in_test && branch == "right" { right = right $0 "\n" }

# With the brackets that the test leaves out.
function closed(text,    opening, closing) {
    opening = gsub(/</, "<", text)
    closing = gsub(/>/, ">", text)
    if (opening > closing && text !~ /\.\.\.$/) text = text "..."
    for (; opening > closing; --opening) text = text ">"
    return text
}

function in_words(text,    words, count, k) {
    gsub(/::/, " ", text)
    gsub(/_/, " ", text)
    gsub(/</, " ", text)
    gsub(/>/, "", text)
    gsub(/\.\.\. */, "... ", text)
    count = split(text, words, / +/)
    text = ""
    for (k = 1; k <= count; ++k) text = text (k > 1 ? " " : "") (words[k] ~ /^[A-Z]/ ? "%" : "") words[k]
    return text
}

END {
    print "# All sentences {#sentences}\n"
    print "What does not fit does not compile, and the compiler's first error is a sentence: the name of a type in"
    print "`ctnn::error`, with its arguments. All of them, each with code of which it is said and, where there is one,"
    print "what compiles in its place; `nn` is `ctnn`. Each is tested with g++ and clang."
    for (k = 1; k <= entries; ++k) {
        if (entry[k] == "") {
            print "\n## " sections[k] "\n"
            continue
        }
        print "\n### " in_words(said[entry[k]] ~ "^" entry[k] ? said[entry[k]] : entry[k]) "\n"
        if (!(entry[k] in said)) continue
        if (said[entry[k]] ~ "^" entry[k]) print "```\n" said[entry[k]] "\n```\n"
        if (bad[entry[k]] != "") print "```cpp\n" bad[entry[k]] "```\n"
        if (good[entry[k]] == "") continue
        print (bad[entry[k]] == "" ? "It lacks" : "Instead:") "\n\n```cpp\n" good[entry[k]] "```\n"
    }
}
