# ctnn_umbrella(HEADER COMMENT PATTERN...)
#
# Writes include/ctnn/HEADER, which includes every header that the patterns (below include/) match, so that a new
# layer, loss or optimizer needs no other edit. The file is committed; it is rewritten only when its text changes.
function(ctnn_umbrella header comment)
  set(include ${PROJECT_SOURCE_DIR}/include)
  list(TRANSFORM ARGN PREPEND ${include}/)
  file(GLOB headers CONFIGURE_DEPENDS RELATIVE ${include} ${ARGN})
  # network.hpp before what includes it: the compilers print each step of the way to the sentences of a network.
  list(TRANSFORM headers REPLACE "/network.hpp$" "/!network.hpp")
  list(SORT headers)
  list(TRANSFORM headers REPLACE "/!network.hpp$" "/network.hpp")
  list(TRANSFORM headers REPLACE "(.+)" "#include <\\1>\n")
  # g++ takes a parameter in a template of ours for the shadow of a global that the user happens to call the same.
  string(CONCAT text "/// ${comment} Generated: edit nothing here.\n#pragma once\n\n"
    "#pragma GCC diagnostic push\n#pragma GCC diagnostic ignored \"-Wshadow\"\n"
    ${headers} "#pragma GCC diagnostic pop\n")
  file(CONFIGURE OUTPUT ${include}/ctnn/${header} CONTENT "${text}" @ONLY NEWLINE_STYLE UNIX)
endfunction()
