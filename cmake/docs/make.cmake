# cmake -DAWK=... -DDOXYGEN=... -DSOURCE=<the project> -DOUTPUT=... -P make.cmake: writes what the site shows that is no
# file of ours, and the site.
cmake_minimum_required(VERSION 3.25)
set(include ${SOURCE}/include/ctnn)
file(GLOB errors ${include}/core/error/*.hpp)
file(GLOB tests ${SOURCE}/tests/must_not_compile/*.cpp)
set(topics network layers activations initializers train train/losses train/optimizers train/minimize data io core engine)
list(TRANSFORM topics REPLACE "(.+)" "${include}/\\1/README.md")
file(REMOVE_RECURSE ${OUTPUT}/html ${OUTPUT}/pages)
file(MAKE_DIRECTORY ${OUTPUT}/pages)

# run(COMMAND... [OUTPUT_FILE file]): fails with it.
function(run)
  execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY)
endfunction()
run(${AWK} -f ${CMAKE_CURRENT_LIST_DIR}/sentences.awk ${errors} ${tests} OUTPUT_FILE ${OUTPUT}/pages/sentences.md)
run(${AWK} -f ${CMAKE_CURRENT_LIST_DIR}/topics.awk ${topics} ${include}/engine/layer.hpp
    OUTPUT_FILE ${OUTPUT}/pages/topics.dox)

# Doxygen's own header, and in it the switch between light and dark and the buttons that copy code.
run(${DOXYGEN} -w html ${OUTPUT}/header.html ${OUTPUT}/footer.html ${OUTPUT}/style.css OUTPUT_QUIET)
file(READ ${OUTPUT}/header.html header)
set(scripts "")
foreach(script IN ITEMS DarkModeToggle FragmentCopyButton)
  string(REGEX REPLACE "([A-Z])" "-\\1" file ${script})
  string(TOLOWER "doxygen-awesome${file}" file)
  string(REPLACE "dark-mode" "darkmode" file ${file})
  string(APPEND scripts "<script type=\"text/javascript\" src=\"$relpath^${file}.js\"></script>\n"
         "<script type=\"text/javascript\">DoxygenAwesome${script}.init()</script>\n")
endforeach()
string(REPLACE "</head>" "${scripts}</head>" header "${header}")
file(WRITE ${OUTPUT}/header.html "${header}")
run(${DOXYGEN} ${OUTPUT}/Doxyfile WORKING_DIRECTORY ${SOURCE})

# Pictures, where their pages look for them.
file(GLOB_RECURSE pictures RELATIVE ${SOURCE} ${SOURCE}/examples/*.svg ${SOURCE}/examples/*.png)
foreach(picture IN LISTS pictures)
  cmake_path(GET picture PARENT_PATH folder)
  file(COPY ${SOURCE}/${picture} DESTINATION ${OUTPUT}/html/${folder})
endforeach()
