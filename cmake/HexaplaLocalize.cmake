# hexapla_localize(NAME [SOURCE dir] [SITE dir] [LANGUAGES tag...] [DRAFT] [ALL])
#
# A target that runs `hexapla build` in the folder SOURCE (that of the caller without it), which has a hexapla.yaml, and
# keeps the site in SITE (NAME in the build folder without it). It runs again when a page, a catalog, an image, a layout or
# hexapla.yaml has changed, or a page has come or gone. ALL: with everything else. The target's property HEXAPLA_SITE is
# the site's folder.
function(hexapla_localize name)
  cmake_parse_arguments(PARSE_ARGV 1 HEXAPLA "DRAFT;ALL" "SOURCE;SITE" "LANGUAGES")
  if(HEXAPLA_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "hexapla_localize(${name}): what is ${HEXAPLA_UNPARSED_ARGUMENTS}?")
  endif()
  if(NOT HEXAPLA_SOURCE)
    set(HEXAPLA_SOURCE ${CMAKE_CURRENT_SOURCE_DIR})
  endif()
  if(NOT HEXAPLA_SITE)
    set(HEXAPLA_SITE ${CMAKE_CURRENT_BINARY_DIR}/${name})
  endif()
  get_filename_component(source "${HEXAPLA_SOURCE}" ABSOLUTE)
  get_filename_component(site "${HEXAPLA_SITE}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_BINARY_DIR}")
  if(TARGET hexapla::program)
    set(program $<TARGET_FILE:hexapla::program>)
  else()
    find_program(HEXAPLA_PROGRAM hexapla REQUIRED)
    set(program ${HEXAPLA_PROGRAM})
  endif()
  set(draft "")
  if(HEXAPLA_DRAFT)
    set(draft --draft)
  endif()
  set(all "")
  if(HEXAPLA_ALL)
    set(all ALL)
  endif()
  set(stamp ${CMAKE_CURRENT_BINARY_DIR}/${name}.stamp)
  add_custom_command(OUTPUT ${stamp}
    COMMAND ${program} -C ${source} --quiet build ${HEXAPLA_LANGUAGES} -o ${site} ${draft} --depfile ${stamp}.d
    COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
    DEPENDS ${source}/hexapla.yaml DEPFILE ${stamp}.d COMMENT "Building the site ${name}" VERBATIM)
  add_custom_target(${name} ${all} DEPENDS ${stamp})
  set_target_properties(${name} PROPERTIES HEXAPLA_SITE ${site})
endfunction()
