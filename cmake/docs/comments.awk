# comment(DOC, GROUP): prints a comment as Doxygen shall read it, in the topic GROUP: the labels of our comments
# (Shapes, Cost, PyTorch ...) become headed paragraphs, and only names in code and names of two humps (TrainingError)
# link to classes: a Step in a sentence is no activation.

BEGIN {
    labels = "Shapes:|Parameters:|No parameters\\.|Cost:|Formula:|Gradient:|Source:|PyTorch and Keras:|PyTorch:|" \
             "Keras:|What[ \n]goes[ \n]wrong:|Goes[ \n]wrong:|Goes[ \n]wrong|y(\\[[a-z]\\])? = "
    title["No parameters."] = "Parameters"
    title["What goes wrong:"] = title["Goes wrong:"] = title["Goes wrong"] = "Errors"
}

function comment(doc, group,    rows, count, k, paragraph, in_code) {
    if (doc == "") return
    count = split(doc, rows, "\n")
    paragraph = ""
    if (group != "") put("@ingroup " group)
    for (k = 1; k <= count; ++k) {
        if (rows[k] ~ /^    / && (paragraph == "" || in_code)) {
            if (!in_code) put("\n```cpp")
            in_code = 1
            gsub(/\/\*[^*]*\*\/ ?/, "", rows[k])  # which would end the comment
            put(substr(rows[k], 5))
        } else if (in_code && rows[k] == "" && rows[k + 1] ~ /^    /) {
            put("")
        } else {
            if (in_code) put("```\n")
            in_code = 0
            if (rows[k] == "" || rows[k] ~ /^[-*] /) {
                labelled(paragraph)
                paragraph = ""
            }
            paragraph = paragraph (paragraph == "" ? "" : "\n") rows[k]
        }
    }
    if (in_code) put("```")
    labelled(paragraph)
}

function put(text) {
    gsub(/\n/, "\n/// ", text)
    print "/// " text
}

# A paragraph, taken apart where a label begins a line or a sentence.
function labelled(text,    before, label, heading, kept) {
    if (text == "") return
    heading = kept = ""
    # A book or a paper in brackets, in lines of its own.
    if (match("\n" text, /\n\([A-Z][^()]*(\([^()]*\)[^()]*)*[12][0-9][0-9][0-9]\.\)/))
        text = substr(text, 1, RSTART - 1) "Source: " substr(text, RSTART + 1, RLENGTH - 3) \
               substr(text, RSTART + RLENGTH - 1)
    while (match("\n" text, "(\n|[.;:] |[.;]\n)(" labels ")")) {
        label = substr("\n" text, RSTART, RLENGTH)
        before = kept substr(text, 1, RSTART < 2 ? 0 : RSTART - 2)
        text = substr(text, RSTART + RLENGTH - 1)
        if (label ~ /^[.;:]/) before = before "."
        sub(/^[.;:]?[ \n]/, "", label)
        sub(/\n/, " ", label)
        paragraph_of(heading, before)
        heading = label in title ? title[label] : label ~ /^y/ ? "Formula" : label
        kept = label ~ /^y|^Goes wrong$/ ? label : label == "No parameters." ? "None." : ""
        if (heading != "Formula" && kept == "") {
            sub(/^[ \n]+/, "", text)
            if (text ~ /^(a [A-Za-z`]|[a-z][a-z]+[ ,.])/ && text !~ /^[a-z]+ [-*+=\/(]/)
                text = toupper(substr(text, 1, 1)) substr(text, 2)
        }
        sub(/:$/, "", heading)
        if (kept == "None.") {
            paragraph_of(heading, kept)
            heading = kept = ""
        }
    }
    paragraph_of(heading, kept text)
}

function paragraph_of(heading, text) {
    gsub(/\n/, " ", text)
    gsub(/^ +| +$/, "", text)
    if (text == "" || text == ".") return
    put(heading == "" ? "" : "\n@par " heading)
    put(text ~ /^\|/ ? text : prose(text))
}

# Marks what Doxygen would take for a class, a tag or a command.
function prose(text,    parts, count, k, out) {
    count = split(text, parts, "`")
    out = ""
    for (k = 1; k <= count; ++k)
        if (k % 2 == 0 && k < count)
            out = out "``" parts[k] "``"
        else
            out = out plain(parts[k])
    return out
}

function plain(text,    out, word, before) {
    gsub(/[@\\<>#]/, "\\\\&", text)
    gsub(/"/, "\\\"", text)
    out = ""
    while (match(text, /[A-Za-z_][A-Za-z_0-9:]*/)) {
        before = substr(text, 1, RSTART - 1)
        word = substr(text, RSTART, RLENGTH)
        text = substr(text, RSTART + RLENGTH)
        out = out before (word ~ /^[A-Z][a-z0-9]*$/ && before !~ /[\/.-]$/ ? "%" : "") word
    }
    return out text
}
