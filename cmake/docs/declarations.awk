# Read with public.awk: what a declaration is made of.

# Text without strings, characters and comments, in which brackets count.
function bare(text) {
    gsub(/\\["\\']/, "", text)
    gsub(/"[^"]*"/, "\"\"", text)
    gsub(/'[^' ]'/, "", text)
    sub(/\/\/.*/, "", text)
    return text
}

function count_of(text, what) { return gsub(what, "", text) }

# What a function says of itself before its body.
function before_body(text,    at, depth, letter) {
    depth = 0
    for (at = 1; at <= length(text); ++at) {
        letter = substr(text, at, 1)
        if (letter == "(") ++depth
        if (letter == ")") --depth
        if (letter == "{" && depth == 0) break
    }
    return substr(text, 1, at - 1)
}

# The text from `from` on, where a bracket opens, up to the one that closes it, that one included.
function bracketed(text, from,    opening, closing, at, depth, letter) {
    opening = substr(text, from, 1)
    closing = opening == "<" ? ">" : ")"
    depth = 0
    for (at = from; at <= length(text); ++at) {
        letter = substr(text, at, 1)
        if (letter == opening) ++depth
        if (letter == closing && substr(text, at - 1, 1) != "-" && --depth == 0) break
    }
    return substr(text, from, at - from + 1)
}

# Splits the code of a declaration into `head`, its template and requires clauses, and `rest`.
function take_head(code,    part) {
    head = ""
    for (;;) {
        sub(/^ +/, "", code)
        if (code ~ /^template *</) {
            part = bracketed(code, index(code, "<"))
            head = head "template " part "\n"
            code = substr(code, index(code, "<") + length(part))
        } else if (code ~ /^requires *\(/) {
            part = bracketed(code, index(code, "("))
            code = substr(code, index(code, "(") + length(part))
        } else if (code ~ /^requires /) {
            sub(/^requires +!?[A-Za-z_0-9:]+/, "", code)
            if (code ~ /^</) code = substr(code, length(bracketed(code, 1)) + 1)
            while (sub(/^ *(&&|\|\|) +/, "", code)) {
                sub(/^!?[A-Za-z_0-9:]+/, "", code)
                if (code ~ /^[<(]/) code = substr(code, length(bracketed(code, 1)) + 1)
            }
        } else
            break
    }
    rest = code
}

# What the implementation asks of arguments, a reader need not see.
function tidy(text) {
    gsub(/, detail::[A-Za-z]+<[^()]*> = {}\)/, ")", text)
    gsub(/detail::FewNumbers/, "std::initializer_list<float>", text)
    gsub(/ +/, " ", text)
    return text
}

# One declaration for each of `T a = 1, b = 2;`.
function variables(mine, text, doc, where,    at, depth, letter, part, count, parts, type, k) {
    sub(/ *; *$/, "", text)
    if (text ~ /= *(\[|requires)/ || text ~ /[={].*detail::/ || branched) sub(/ *[={].*/, "", text)
    depth = 0
    part = ""
    count = 0
    for (at = 1; at <= length(text); ++at) {
        letter = substr(text, at, 1)
        if (letter ~ /[<({\[]/) ++depth
        if (letter ~ /[>)}\]]/) --depth
        if (letter == "," && depth == 0 && substr(text, at - 1, 3) != "','") {
            parts[++count] = part
            part = ""
        } else
            part = part letter
    }
    parts[++count] = part
    type = parts[1]
    sub(/ *[={].*/, "", type)
    sub(/[A-Za-z_0-9]+(\[.*\])?$/, "", type)
    for (k = 1; k <= count; ++k) {
        sub(/^ +/, "", parts[k])
        if (length(parts[k]) > 90) sub(/ *[={].*/, "", parts[k])
        comment(doc, where == "namespace" ? folder : "")
        print mine (k == 1 ? "" : type) parts[k] ";"
    }
}

function enumeration(doc, first, last, where,    i, text, member) {
    comment(doc, where == "namespace" ? folder : "")
    member = ""
    for (i = first; i <= last; ++i) {
        text = line[i]
        sub(/^ +/, "", text)
        if (text ~ /^\/\/\//) {
            sub(/^\/\/\/ ?/, "", text)
            member = member text "\n"
        } else {
            if (match(text, /\/\/\/< ?/)) {
                member = substr(text, RSTART + RLENGTH) "\n"
                text = substr(text, 1, RSTART - 1)
            }
            if (member != "") comment(member, "")
            member = ""
            print text
        }
    }
}

# Whether a class that is declared in these lines has comments in it, which those that only say a sentence have not.
function comments_in(first, last,    i, n) {
    n = 0
    for (i = first; i <= last; ++i)
        if (line[i] ~ /^ +\/\/\/ /) ++n
    return n
}

function public_bases(text,    at, depth, letter, part, all) {
    depth = 0
    part = all = ""
    text = text ","
    for (at = 1; at <= length(text); ++at) {
        letter = substr(text, at, 1)
        if (letter ~ /[<(]/) ++depth
        if (letter ~ /[>)]/) --depth
        if (letter == "," && depth == 0) {
            gsub(/^ +| +$/, "", part)
            if (index(part, "detail::" keep)) sub(/detail::/, "", part)
            if (part !~ /error::|detail::|private/) all = all (all == "" ? " : " : ", ") part
            part = ""
        } else
            part = part letter
    }
    return all
}
