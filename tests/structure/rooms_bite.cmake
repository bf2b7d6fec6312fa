# A check that never fails proves nothing: rooms.cmake must refuse a tree with each kind of forbidden include.
# cmake -DROOT=<project> -P rooms_bite.cmake, in any folder that may be written to
cmake_minimum_required(VERSION 3.25)
set(tree ${CMAKE_CURRENT_BINARY_DIR}/rooms_bite)

# try(RESULT FILE INCLUDE): the sample map with one file that has one include; RESULT is the check's exit code.
function(try result file include)
  file(REMOVE_RECURSE ${tree})
  file(WRITE ${tree}/tools/CMakeLists.txt
    "hexapla_room(base)\nhexapla_room(text USES base LINKS ICU::uc)\nhexapla_room(pages)\n"
    "hexapla_room(catalogs)\nhexapla_room(localize USES pages catalogs)\n")
  file(WRITE ${tree}/tools/${file} "#include ${include}\n")
  execute_process(COMMAND ${CMAKE_COMMAND} -DROOT=${tree} -P ${ROOT}/tests/structure/rooms.cmake
    RESULT_VARIABLE code OUTPUT_QUIET ERROR_QUIET)
  set(${result} ${code} PARENT_SCOPE)
endfunction()

foreach(bad "hexapla/pages/a.cpp|\"hexapla/catalogs/message.h\"" "hexapla/base/a.cpp|\"hexapla/text/segment.h\""
            "hexapla/localize/a.cpp|\"hexapla/tracking/update.h\"" "hexapla/pages/a.cpp|\"page.h\""
            "hexapla/pages/a.cpp|<unicode/uchar.h>" "hexapla/catalogs/po_writer.cpp|<unicode/ucnv.h>"
            "hexapla/text/a.h|<unicode/uchar.h>" "hexapla/attic/a.cpp|\"hexapla/base/span.h\""
            "hexapla/pages/a.cpp|<yaml-cpp/yaml.h>" "hexapla/catalogs/a.cpp|<expat.h>")
  string(REPLACE "|" ";" bad "${bad}")
  try(code ${bad})
  if(code EQUAL 0)
    message(FATAL_ERROR "not noticed: ${bad}")
  endif()
endforeach()
foreach(good "hexapla/localize/a.cpp|\"hexapla/catalogs/message.h\"" "hexapla/pages/a.cpp|\"hexapla/text/segment.h\""
             "hexapla/text/a.cpp|<unicode/uchar.h>" "cli/a.cpp|\"hexapla/localize/merge.h\"")
  string(REPLACE "|" ";" good "${good}")
  try(code ${good})
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "refused without reason: ${good}")
  endif()
endforeach()
file(REMOVE_RECURSE ${tree})
