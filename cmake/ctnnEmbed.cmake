# ctnn_embed(target file): a file's bytes as an array, for nn::baked and the like. Of weights/digits-2.safetensors the
# target gets <digits-2.safetensors.hpp>, which declares `inline constexpr unsigned char digits_2_safetensors[]`; it is
# written anew when the file changes. Where compilers know #embed, that does the same.
if(CMAKE_SCRIPT_MODE_FILE)
  cmake_path(GET FROM FILENAME name)
  string(MAKE_C_IDENTIFIER "${name}" identifier)
  file(READ ${FROM} bytes HEX)
  string(REGEX REPLACE "(................................)" "\\1\n" bytes "${bytes}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  file(WRITE ${TO} "#pragma once\n\n// The bytes of ${name}.\ninline constexpr unsigned char ${identifier}[] = {\n${bytes}};\n")
  return()
endif()

set(CTNN_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_FILE} CACHE INTERNAL "")
function(ctnn_embed target file)
  cmake_path(ABSOLUTE_PATH file)
  cmake_path(GET file FILENAME name)
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/ctnn_embedded/${target})
  set(header ${folder}/${name}.hpp)
  add_custom_command(OUTPUT ${header}
    COMMAND ${CMAKE_COMMAND} -DFROM=${file} -DTO=${header} -P ${CTNN_EMBED_SCRIPT}
    DEPENDS ${file} ${CTNN_EMBED_SCRIPT} VERBATIM)
  target_sources(${target} PRIVATE ${header})
  target_include_directories(${target} PRIVATE ${folder})
endfunction()
