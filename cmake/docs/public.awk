# awk -f comments.awk -f declarations.awk -f public.awk HEADER: what a user calls of a header, as declarations for
# Doxygen, with their comments.
#
# Left out are namespaces of the implementation, private members, bodies, overloads and specializations that only say a
# sentence, and what nobody calls by name: in the folders of layers, activations, initializers, losses and optimizers
# the roles that a class plays for the engine, which core/concepts.hpp, engine/layer.hpp and train/concepts.hpp tell
# once. What is left and has no comment, Doxygen warns of. Comments: see comments.awk, which is read with this one.

{ line[NR] = $0 }

END {
    path = FILENAME
    sub(/^.*include\/ctnn\//, "", path)
    folder = path
    if (!sub(/\/[^\/]*$/, "", folder)) folder = "core"
    plays_roles = folder ~ /^(layers|activations|initializers|train\/losses|train\/optimizers)$/
    # Where a reader looks for it.
    if (folder == "engine/placed") folder = "layers"
    if (folder == "simd") folder = "network"
    gsub(/\//, "_", folder)
    print "/// @file\n"
    chunks(1, NR, "namespace", "")
}

# Goes through the declarations of a namespace or a class.
function chunks(first, last, where, owner,    i, doc, text, after, depth, code, start, hidden, skipped, previous) {
    skipped = ""
    hidden = where ~ /^class/
    doc = ""
    previous = ""
    for (i = first; i <= last; ++i) {
        text = line[i]
        if (text ~ /^ *$/) {
            doc = previous = ""
        } else if (where == "namespace" && text ~ /^(inline )?namespace .*{$/) {
            if (skipped == "" && text ~ /^namespace (ctnn::)?(detail|kernels|simd|math|error)/) {
                skipped = text
                sub(/ {$/, "", skipped)
            } else if (skipped == "" && text !~ /^inline/) {
                sub(/::inline CTNN_CODE/, "", text)
                comment(doc, text ~ /ctnn/ ? "" : folder)
                print text
            }
            doc = ""
        } else if (where == "namespace" && text ~ /^}  \/\/ namespace /) {
            if (text == "}  // " skipped) skipped = ""
            else if (skipped == "" && text !~ /namespace CTNN_CODE/) print "}"
            doc = ""
        } else if (text ~ /^ *\/\/\//) {
            sub(/^ *\/\/\/ ?/, "", text)
            doc = doc text "\n"
        } else if (text ~ /^#el/) {
            for (; line[i] !~ /^#endif/; ++i) {}
        } else if (text ~ /^ *\/\// || text ~ /^#/) {
            while (text ~ /^#.*\\$/ && line[i] ~ /\\$/) ++i
        } else if (text ~ /^ *(public|protected|private):/) {
            hidden = text !~ /public/
            doc = ""
        } else {
            code = after = verbatim = ""
            depth = branched = 0
            start = i
            for (;; ++i) {
                text = line[i]
                if (text ~ /^#/) branched = 1
                if (text ~ /^#el/)
                    for (; line[i] !~ /^#endif/; ++i) {}
                if (text !~ /^#/ && text !~ /^ *\/\//) {
                    if (match(text, /\/\/\/< ?/)) {
                        after = after substr(text, RSTART + RLENGTH) "\n"
                        text = substr(text, 1, RSTART - 1)
                    }
                    sub(/^ +/, "", text)
                    verbatim = verbatim (verbatim == "" ? "" : " ") text
                    text = bare(text)
                    sub(/ +$/, "", text)
                    depth += count_of(text, "[({]") - count_of(text, "[)}]")
                    code = code (code == "" ? "" : " ") text
                    if (depth == 0 && text ~ /[;}]$/) break
                }
                if (i >= last) break
            }
            # What is said of a member behind it may go on in lines of its own.
            if (skipped == "" && !hidden)
                previous = declaration(code, doc == "" ? after : doc, start, i, where, owner, previous)
            else if (skipped != "" && index(code, "class " keep " "))
                previous = declaration(code, doc, start, i, "namespace", "", "kept")
            doc = ""
        }
    }
}

function declaration(code, doc, first, last, where, owner, previous,    name, mine, text, body, said) {
    gsub(/\[\[[^]]*\]\] ?|(CTNN_MEMBER|CTNN_INLINE|CTNN_COLD) /, "", code)
    take_head(code)
    if (rest ~ /^alignas/) rest = substr(rest, index(rest, "(") + length(bracketed(rest, index(rest, "("))) + 1)
    gsub(/typename detail::DefaultInitializer<Act>::type/, "initializer_of<Act>", head)
    gsub(/detail::ALabelOf<Net>/, "class", head)
    gsub(/typename detail::Trained<[^>]*>::type/, "Parameters<Net>", rest)
    gsub(/detail::moments<Optimizer>/, "Optimizer::moments", rest)
    gsub(/ = detail::default_recipe<Net>/, " = default_recipe<Net>", head)
    mine = head
    text = rest
    if (text ~ /^(friend|static_assert|extern)/ || text ~ /= delete;$/ || text ~ /^[A-Za-z]+\(.*\) ->/) return ""
    if (text ~ /^(struct|class) detail::/ || text ~ /^using ([A-Za-z]+::[A-Za-z]+;|namespace)/) return ""
    if (text ~ /^(struct|class) /) return class_of(mine, text, doc, first, last, previous)
    if (text ~ /^enum /) {
        enumeration(doc, first, last, where)
        return ""
    }
    said = before_body(text)
    if (said ~ /error::|detail::Ragged/ || (text ~ /operator[=<!]/ && doc == "")) return ""
    if (doc == "" && (code ~ /requires\(!/ || said ~ /^inline constexpr auto [a-z_]+</)) return ""
    if (plays_roles && said ~ /^static detail::/) return ""
    if (text ~ /^using /) {
        if (doc == "" && plays_roles) return ""
        if (text ~ /detail::|typename/) sub(/=.*/, "= implementation_defined;", text)
        comment(doc, where == "namespace" ? folder : "")
        print mine text
        return ""
    }
    if (text ~ /concept /) {
        comment(doc, folder)
        sub(/=.*/, "= true;", text)
        print mine text
        return ""
    }
    name = said
    sub(/operator *[^ (a-z]+\(/, "operator(", name)
    if (name ~ /^[^=[]*\(/ && name !~ /std::function/) {
        # A function: its name, and what stands before its body.
        gsub(/decltype\(auto\)/, "auto", name)
        gsub(/noexcept\([^)]*\)/, "noexcept", name)
        sub(/\(.*/, "", name)
        sub(/.*[ *&]/, "", name)
        if (doc == "" && (plays_roles || name ~ /^(spell|settings|each_member)$/)) return ""
        text = said
        sub(/ requires .*$/, "", text)
        body = bracketed(text, index(text, "("))
        said = substr(text, index(text, "(") + length(body))
        text = substr(text, 1, index(text, "(") - 1) body
        if (said ~ /^ *\(/) {  # operator()
            sub(/^ */, "", said)
            body = bracketed(said, 1)
            text = text body
            said = substr(said, length(body) + 1)
        }
        if (said ~ /= default/ && doc == "") return ""
        if (said ~ /^ *const/) text = text " const"
        if (said ~ / noexcept/) text = text " noexcept"
        if (said ~ / -> /) {
            sub(/.* -> */, "", said)
            sub(/[ ;]*$/, "", said)
            if (said !~ /detail::/) text = text " -> " said
        }
        text = tidy(text)
        body = mine bracketed(text, index(text, "("))
        gsub(/const /, "", body)
        if (doc == "" && previous == name "|" body) return previous
        shared = doc = doc == "" && previous != "" ? shared : doc
        comment(doc, where == "namespace" ? folder : "")
        print mine text ";"
        return name "|" body
    }
    # Variables. What stands under another one without a blank line is told with it.
    if (text ~ /std::ranges::/) return ""
    if (doc == "" && previous ~ /^variable/) doc = shared
    shared = doc
    # With its strings, unless a comment stands among them.
    if (verbatim ~ /["']/ && verbatim !~ /\/\//) {
        gsub(/CTNN_[A-Z]+ /, "", verbatim)
        take_head(verbatim)
        text = rest
    }
    if (doc == "" && plays_roles && text ~ /^(static|constexpr|inline)/) return ""
    variables(mine, text, doc, where)
    return "variable"
}

function class_of(mine, text, doc, first, last, previous,    name, kind, arguments, bases, i, j, open, fuller) {
    kind = text ~ /^struct/ ? "struct" : "class"
    name = text
    sub(/^(struct|class) +/, "", name)
    sub(/[^A-Za-z_0-9].*/, "", name)
    if (doc == "" && (plays_roles || text ~ /^[^{]*;$/)) {
        if (text !~ "^" kind " " name "<") return ""  # a role's, or only declared
    }
    if (text ~ "^" kind " " name "<" && !(doc != "" || name in full)) return ""
    if (text ~ "^" kind " " name "<" && name in full) {
        # The specialization that is meant, under its primary template's comment and arguments.
        if (!comments_in(first, last)) return ""
        doc = comment_of[name]
        mine = full[name]
        sub("^" kind " " name "<", kind " " name " <", text)
        delete full[name]
        arguments = ""
    } else if (text !~ "^" kind " " name "<" && previous != "kept") {
        fuller = 0
        for (i = last + 1; i <= NR; ++i)
            if (line[i] ~ "^(struct|class) " name "<") {
                for (j = i; line[j] !~ /^}|^[^ ].*{};/ && j < NR; ++j) {}
                if (comments_in(i, j)) fuller = 1
            }
        if (fuller && !comments_in(first, last)) {
            full[name] = mine
            comment_of[name] = doc
            return ""
        }
    }
    if (text ~ "^" kind " " name "<") arguments = bracketed(text, index(text, "<"))
    bases = text
    sub(/{.*/, "", bases)
    bases = sub(/^[^{:]*[^:]:[^:]/, "", bases) ? public_bases(bases) : ""
    if (previous == "kept") print "namespace ctnn {"
    comment(doc, folder)
    print mine kind " " name arguments bases " {"
    if (kind == "class") print "public:"
    # From the line of the opening brace.
    for (open = first; open < last && bare(line[open]) !~ /{$/; ++open) {}
    if (open < last) chunks(open + 1, last - 1, kind " " name, name)
    print "};"
    if (previous == "kept") print "}"
    return ""
}
