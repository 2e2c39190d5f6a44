# ctnn_umbrella(HEADER COMMENT PATTERN...)
#
# Writes include/ctnn/HEADER, which includes every header that the patterns (below include/) match, so that a new
# layer, loss or optimizer needs no other edit. The file is committed; it is rewritten only when its text changes.
function(ctnn_umbrella header comment)
  set(include ${PROJECT_SOURCE_DIR}/include)
  list(TRANSFORM ARGN PREPEND ${include}/)
  file(GLOB headers CONFIGURE_DEPENDS RELATIVE ${include} ${ARGN})
  list(SORT headers)
  list(TRANSFORM headers REPLACE "(.+)" "#include <\\1>\n")
  string(CONCAT text "/// ${comment} Generated: edit nothing here.\n#pragma once\n\n" ${headers})
  file(CONFIGURE OUTPUT ${include}/ctnn/${header} CONTENT "${text}" @ONLY NEWLINE_STYLE UNIX)
endfunction()
