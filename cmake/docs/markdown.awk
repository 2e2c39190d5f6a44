# awk -v root=FOLDER -f markdown.awk FILE.md: a page as Doxygen shall read it. A link to another page becomes one within
# the site; one to what is no page, as to a program, becomes its name.

BEGIN { in_code = 0 }

function page_of(path,    id, parts, count, k, out) {
    count = split(path, parts, "/")
    out = ""
    for (k = 1; k <= count; ++k)
        if (parts[k] == "..") sub(/\/?[^\/]*$/, "", out)
        else if (parts[k] != "." && parts[k] != "") out = out (out == "" ? "" : "/") parts[k]
    found = out
    if (out == "README.md") return "index"
    if (out ~ /^include\/ctnn\/.+\/README\.md$/) {
        sub(/^include\/ctnn\//, "", out)
        sub(/\/README\.md$/, "", out)
        gsub(/\//, "_", out)
        return out
    }
    id = out
    sub(/\.md$/, "", id)
    gsub(/[^A-Za-z0-9]/, "_", id)
    return "page_" id
}

function exists(path,    ignored, there) {
    there = (getline ignored < path) >= 0
    close(path)
    return there
}

FNR == 1 {
    here = FILENAME
    sub("^" root "/", "", here)
    folder = here
    if (!sub(/[^\/]*$/, "", folder)) folder = ""
}
/^ *```/ { in_code = !in_code; print; next }
in_code { print; next }
{
    text = $0
    # Code, or a link, that goes on in the next line.
    while ((gsub(/`/, "`", text) % 2 == 1 || gsub(/\[/, "[", text) > gsub(/\]/, "]", text)) && (getline line) > 0) {
        sub(/^ +/, "", line)
        text = text " " line
    }
    text = with_pictures(text)
    out = ""
    while (match(text, /\]\([^)]*\)/)) {
        before = substr(text, 1, RSTART)
        link = substr(text, RSTART + 2, RLENGTH - 3)
        text = substr(text, RSTART + RLENGTH)
        anchor = ""
        if (match(link, /#.*/)) {
            anchor = substr(link, RSTART)
            link = substr(link, 1, RSTART - 1)
        }
        picture = before ~ /!\[[^\]]*\]$/
        if (link ~ /^https?:/)
            out = out before "(" link anchor ")"
        else if (link == "" && anchor != "")
            out = out before "(#" page_of(here) "_" substr(anchor, 2) ")"
        else if (picture) {
            page_of(folder link)  # make.cmake lays it there
            out = out pictured(before, found)
        } else if (link ~ /\.md$/) {
            id = page_of(folder link)
            if (!exists(root "/" found)) out = out unlinked(before)
            # The cookbook's pages stand below it.
            else if (here == "examples/README.md" && found ~ /^examples\// && !(id in below)) {
                below[id] = 1
                out = out words_before(before)
                out = out "@subpage " id " \"" words "\""
            } else out = out before "(@ref " id ")"
        } else
            out = out unlinked(before)
    }
    text = plain_names(out text)
    if (!titled && text ~ /^# /) {
        titled = 1
        if (here != "README.md") text = text " {#" page_of(here) "}"
    } else if (text ~ /^##+ /) {
        anchor = text
        sub(/^#+ */, "", anchor)
        title = anchor
        gsub(/[^A-Za-z0-9 _-]/, "", anchor)
        gsub(/ /, "-", anchor)
        anchor = page_of(here) "_" tolower(anchor)
        # Sections of the first page would stand among the pages.
        text = here == "README.md" ? "<h2 id=\"" anchor "\">" title "</h2>\n" : text " {#" anchor "}"
    }
    print text
}

# `![words]` as the picture itself, which Doxygen would look for by its name alone.
function pictured(text, path) {
    text = words_before(text)
    return substr(text, 1, length(text) - 1) "@htmlonly<img src=\"" path "\" alt=\"" words "\"/>@endhtmlonly "
}

# Pictures that are written as HTML, whose paths are from this page.
function with_pictures(text,    out, tag, path, part) {
    out = ""
    while (match(text, /<\/?(img|picture|source)[^>]*>/)) {
        tag = substr(text, RSTART, RLENGTH)
        out = out substr(text, 1, RSTART - 1)
        text = substr(text, RSTART + RLENGTH)
        if (match(tag, /(src|srcset)="[^":]*"/)) {
            part = substr(tag, RSTART, RLENGTH)
            path = part
            sub(/^[a-z]*="/, "", path)
            sub(/"$/, "", path)
            page_of(folder path)
            sub(/".*/, "\"" found "\"", part)
            tag = substr(tag, 1, RSTART - 1) part substr(tag, RSTART + RLENGTH)
        }
        out = out "@htmlonly" tag "@endhtmlonly "
    }
    return out text
}

function unlinked(text) {
    text = words_before(text)
    return text words
}

# What stands before `[words]` at the end of the text.
function words_before(text,    at) {
    for (at = length(text); at > 0 && substr(text, at, 1) != "["; --at) {}
    words = substr(text, at + 1, length(text) - at - 1)
    return substr(text, 1, at - 1)
}

# Code may have quotation marks in it, and no :: before a name makes a link of it.
function plain_names(text,    parts, count, k, all) {
    count = split(text, parts, "`")
    all = ""
    for (k = 1; k <= count; ++k)
        if (k % 2 == 0 && k < count && parts[k] ~ /(^|\))::/) {
            gsub(/::/, "\\\\::", parts[k])
            gsub(/</, "\\\\<", parts[k])
            gsub(/>/, "\\\\>", parts[k])
            all = all "<code>" parts[k] "</code>"
        } else if (k % 2 == 0 && k < count)
            all = all (parts[k] ~ /'/ ? "``" parts[k] "``" : "`" parts[k] "`")
        else
            all = all parts[k]
    return all
}
